"""E-mail addresses, as they are written and as they are spelled out, and mentions by number."""

import re
from collections.abc import Iterator

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.phones import canonical_phone

EMAIL = re.compile(
    r"(?<![\w.+%-])[.+_-]*+(?P<email>(?:[\w.+-]|%(?!40))++(?:@|%40)(?:[\w-]{1,63}\.)+(?:xn--[\w-]+|[^\W\d_]{2,}))"
)
_NOT_MAIL = re.compile(r"@(?:group|resource)\.(?:v\.)?calendar\.google\.com")  # a calendar
_MESSAGE_ID = re.compile(r"[0-9]{12,}\.")  # of a mail in the archive of a list
_MENTION = re.compile(r"(?<![\w@])@\+?([0-9]{8,20})(?![\w])")

# Who writes "at gmail" needs no "dot com" to be understood.
_PROVIDER = (
    r"(?:gmail|googlemail|hotmail|outlook|live|yahoo|ymail|icloud|proton(?:mail)?|uol|bol|terra|aol"
    r"|globomail|sapo|clix|gmx|tutanota|zoho)"
)
_PROVIDER_ALONE = re.compile(rf"(?!live|terra|sapo|clix|bol){_PROVIDER}", re.I)
# The top-level domains that people dictate. All others are found when they are typed plainly.
_TLD = (
    r"(?:com|net|org|edu|gov|mil|info|biz|pro|name|adv|eng|med|jus|leg|mp|gob|nom"
    r"|io|dev|app|me|co|tv|ai|cc|ly|online|site|tech|cloud|store|shop|club|xyz|email|world|social"
    r"|br|pt|es|mx|us|uk|ar|cl|pe|uy|py|bo|ve|ec|cr|do|gt|fr|de|it|eu|ch|nl|ca|au|ie|ao|mz|cv)"
)
_S = r"[ \t]{0,3}\n?[ \t]{0,3}"  # an address may be cut by one line break
_OPEN, _CLOSE = rf"{_S}[(\[{{<]{_S}", rf"{_S}[)\]}}>]{_S}"
_DOT = (
    rf"(?:{_S}\.{_S}|,|{_OPEN}(?:\.|dot|ponto|punto|pt){_CLOSE}"
    r"|[ \t_-]{1,3}\n?(?:dot|ponto|punto)[ \t_-]{1,3}\n?)"
)
_AT = (
    rf"(?:{_S}@{_S}|{_OPEN}(?:@|at|arroba|a){_CLOSE}|(?:[ \t_-]{{1,3}}\n?|\n)arroba"
    r"(?:[ \t_-]{1,3}\n?|\n)|[ \t]{1,3}at[ \t]{1,3})"
)
_JOIN = (
    r"(?:[.+_-]|[ ]{0,2}(?:\.|_)[ ]{0,2}(?=[^\n@]{1,40}@)"
    r"|[ ]{1,2}(?:ponto|punto|dot|underline|underscore|tra[çc]o|gui[óo]n|hyphen|dash)[ ]{1,2}"
    r"|[ ]?[(\[](?:dot|ponto|punto|\.)[)\]][ ]?)"
)
# Anchored at what stands for "@"; what stands before it is read by `_LOCAL`, from right to left.
_DOMAIN = re.compile(
    rf"(?P<at>{_AT})(?P<domain>[a-z0-9][\w-]{{0,62}}(?:{_DOT}[\w-]{{1,63}}){{0,3}}?{_DOT}{_TLD}"
    rf"(?:{_DOT}(?:br|pt|es|mx|uk|ar|co))?|{_PROVIDER})(?![\w@]|\.\w|-\w)",
    re.I,
)
_LOCAL = re.compile(rf"(?<![\w.+%@/-])\w[\w-]*(?:{_JOIN}\w[\w-]*){{0,5}}\Z", re.I)
_SPELLED_DOT = re.compile(r"\b(?:dot|ponto|punto)\b", re.I)
_ABOUT_MAIL = re.compile(
    r"mail|correo|endere[çc]o|contat|write|escrev|escrib|mand[ae]|envi[ae]", re.I
)
# What stands before a plain "at" when it is only English.
_ENGLISH = re.compile(
    r"(?:me|us|it|you|him|her|them|here|there|look|looking|find|found|available|live|lives|hosted|more"
    r"|is|are|was|be|now|home|online|only|docs?|site|page|code|work|works|working|meet|based|stay|start"
    r"|visit|read|see|check|video|talk|book|out|up|sign|register|join|download|and|or|not|all|everyone)",
    re.I,
)


def _emails(view: View) -> Iterator[Found]:
    text = view.text
    for match in EMAIL.finditer(text):
        value = match["email"]
        before = text[max(0, match.start("email") - 2) : match.start("email")]
        if not (
            (value.startswith("git@") and (before == "//" or text.startswith(":", match.end())))
            or _NOT_MAIL.search(value.replace("%40", "@"))
            or before == "/@"  # a profile on another server, in a link
            or (before.endswith("/") and _MESSAGE_ID.match(value))
        ):
            yield Found(*match.span("email"), "EMAIL", value.replace("%40", "@").casefold())


def _spelled_emails(view: View) -> Iterator[Found]:
    """Yield addresses that no mail program would take: "ana arroba gmail ponto com".

    Blanks or a line break around "@" and dots, a comma for a dot, and words for either, also in
    brackets, in Portuguese, Spanish and English.
    """
    text = view.prose
    for match in _DOMAIN.finditer(text):
        local = _LOCAL.search(text, max(0, match.start() - 80), match.start())
        if local is not None and _is_address(text, local, match):
            start, end = local.start(), match.end()
            yield Found(start, end, "EMAIL", _canonical(local[0], match["domain"]))


def _is_address(text: str, local: re.Match[str], match: re.Match[str]) -> bool:
    at, domain = match["at"], match["domain"]
    if at == "@" and EMAIL.fullmatch(local[0] + at + domain):
        return False  # `_emails` has judged it
    provider = re.match(_PROVIDER + r"\b", domain, re.I) is not None
    before = text[max(0, local.start() - 48) : local.start()]
    if re.search(r"@|arroba|[(\[{<]", at, re.I):
        if domain.isalnum() and not _PROVIDER_ALONE.fullmatch(domain):
            return False  # "moro em casa @ terra"
        # "oi @ana.me" is a name in a social network, "oi @gmail.com" hardly.
        handle = at[0].isspace() and at.endswith("@")
        return provider or not handle or _ABOUT_MAIL.search(before) is not None
    if _ENGLISH.fullmatch(local[0]) or domain.isalnum():
        return False
    spelled = _SPELLED_DOT.search(domain) is not None
    if at.strip().isupper() and not local[0].isupper():
        return spelled or provider
    marked = re.search(r"[\d._]", local[0]) is not None
    return spelled and (provider or marked or _ABOUT_MAIL.search(before) is not None)


def _canonical(local: str, domain: str) -> str:
    return f"{_plain(local)}@{_plain(domain)}"


def _plain(part: str) -> str:
    part = re.sub(r"[ \t\n()\[\]{}<>]+", " ", part.casefold())
    part = re.sub(r" ?\b(?:underline|underscore)\b ?", "_", part)
    part = re.sub(r" ?\b(?:tra[çc]o|gui[óo]n|hyphen|dash)\b ?", "-", part)
    return re.sub(r" ?(?:\b(?:ponto|punto|dot|pt(?= ))\b|[.,]) ?", ".", part).replace(" ", "")


def _mentions(view: View) -> Iterator[Found]:
    for match in _MENTION.finditer(view.text):
        number = f"+{match[1]}"
        yield Found(*match.span(1), "PHONE", canonical_phone(number) or number)


DETECTORS = (
    Detector(
        "email",
        r"[\w.+%-]@[\w-]|%40",
        _emails,
        ("ana.souza@example.org", "josé+lista@exemplo.com.br"),
    ),
    Detector(
        "spelled-email",
        r"(?i)[^\s@][ \t\n]*@[ \t\n]*[a-z0-9]|arroba|[(\[{<][ \t\n]*(?:@|at?)[ \t\n]*[)\]}>]"
        r"|(?-i:[ \t]AT[ \t])|[ \t]at[ \t][^@]*(?:dot|ponto|punto)",
        _spelled_emails,
        (
            "ana.souza arroba gmail ponto com ponto br",
            "ana (at) exemplo (dot) org",
            "ana_souza AT gmail DOT com",
            "ana @ gmail.com",
            "ana@gmail,com",
            "ana@\ngmail.com",
        ),
    ),
    Detector("mention", r"@\+?[0-9]{8}", _mentions, ("@5569999990001",)),
)
