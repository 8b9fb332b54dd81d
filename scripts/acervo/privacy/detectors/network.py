"""E-mail addresses, as they are written and as they are spelled out, and mentions by number."""

import re
from collections.abc import Iterator

from tldextract import TLDExtract

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.handle_words import is_made_up, is_of_names
from acervo.privacy.detectors.phones import canonical_phone

EMAIL = re.compile(
    r"(?<![\w.+%-])[.+_-]*+(?P<email>(?:[\w.+-]|%(?!40))++(?:@"
    r"|%40)(?:[\w-]{1,63}\.)+(?:xn--[\w-]+|[^\W\d_]{2,}))"
)
_NOT_MAIL = re.compile(r"@(?:group|resource)\.(?:v\.)?calendar\.google\.com")  # a calendar
_MESSAGE_ID = re.compile(r"[0-9]{12,}\.")  # of a mail in the archive of a list
_MENTION = re.compile(r"(?<![\w@])@\+?([0-9]{8,20})(?![\w])")

# Who writes "at gmail" needs no "dot com" to be understood.
_PROVIDER = (
    r"(?:gmail|googlemail|hotmail|outlook|live|yahoo|ymail|rocketmail|icloud|proton(?:mail)?|uol"
    r"|bol|terra"
    r"|aol|globo(?:mail)?|sapo|clix|gmx|tutanota|tuta|zoho|fastmail|hey|msn|yandex|mailbox|posteo"
    r"|riseup"
    r"|telefonica|movistar|prodigy|comcast|verizon|att|ig|oi|r7|superig|netcabo|iol|mail|email"
    r"|duck)"
)
_PROVIDER_ALONE = re.compile(
    rf"(?!live|terra|sapo|clix|bol|hey|ig|oi|r7|mail|email|duck|att|globo$|iol|tuta$|verizon"
    rf"|comcast"
    rf"|movistar|telefonica|prodigy|mailbox|posteo){_PROVIDER}",
    re.I,
)
# The top-level domains that people dictate. All others are found when they are typed plainly.
_TLD = (
    r"(?:com|net|org|edu|gov|mil|info|biz|pro|name|adv|eng|med|jus|leg|mp|gob|nom"
    r"|io|dev|app|me|co|tv|ai|cc|ly|online|site|tech|cloud|store|shop|club|xyz|email|world|social"
    r"|br|pt|es|mx|us|uk|ar|cl|pe|uy|py|bo|ve|ec|cr|do|gt|fr|de|it|eu|ch|nl|ca|au|ie|ao|mz|cv"
    r"|(?P<rare>[a-z]{3,24}))"
)
_SUFFIXES = TLDExtract(cache_dir=None, suffix_list_urls=())  # the Public Suffix List it ships
_S = r"[ \t]{0,3}\n?[ \t]{0,3}"  # an address may be cut by one line break
_OPEN, _CLOSE = rf"{_S}[(\[{{<]{_S}", rf"{_S}[)\]}}>]{_S}"
_DOT = (
    rf"(?:{_S}\.{_S}|,|{_OPEN}(?:\.|dot|ponto|punto|pt){_CLOSE}"
    r"|[ \t_-]{1,3}\n?(?:dot|ponto|punto)[ \t_-]{1,3}\n?)"
)
_AT = (
    rf"(?:{_S}@{_S}|{_OPEN}(?:@|at|arroba|a){_CLOSE}|(?:[ \t_-]{{1,3}}\n?|\n)arroba"
    r"(?:[ \t_-]{1,3}\n?|\n)|(?:[ \t]{1,3}|[_-])at(?:[ \t]{1,3}|[_-]))"
)
_JOIN = (
    r"(?:[.+_-]|[ ]{0,2}(?:\.|_)[ ]{0,2}(?=[^\n@]{1,40}@)"
    r"|[ ]{1,2}(?:ponto|punto|dot|underline|underscore|sublinhado|subrayado|barra baja"
    r"|gui[óo]n bajo|tra[çc]o|gui[óo]n|h[íi]fen"
    r"|hyphen|dash)[ ]{1,2}"
    r"|[ ]?[(\[](?:dot|ponto|punto|\.)[)\]][ ]?)"
)
# Anchored at what stands for "@"; what stands before it is read by `_LOCAL`, from right to left.
_DOMAIN = re.compile(
    rf"(?P<at>{_AT})(?P<domain>[a-z0-9][\w-]{{0,62}}(?:{_DOT}[\w-]{{1,63}}){{0,3}}?{_DOT}{_TLD}"
    rf"(?:{_DOT}(?:br|pt|es|mx|uk|ar|co))?|{_PROVIDER})(?!_?[^\W_]|@|\.\w|-\w)",
    re.I,
)
# What stands before a dictated name and is no part of it: "meu e-mail é ana souza arroba gmail".
_NO_NAME = re.compile(
    r"é|eh|es|is|e|y|o|a|os|as|um|el|la|the|para|pr[ao]|ao|to|em|no|na|en|d[eo]|da|del|with|com|con"
    r"|por|pelo|via|e-?mails?|mail|correo|conta(?:c?to)?|endere[çc]o|direcci[óo]n|login|usu[áa]rio"
    r"|usuario|pix|chave|me|mi|meu|minha|seu|sua|dela|dele|su|tu|manda\w*|mande\w*|envi\w+"
    r"|escrev\w*"
    r"|escr[ií]b\w*|anota|usa|fal[ae]|cham[ae]|oi|ol[áa]|hola|gente|pessoal|bom|boa|dia|tarde"
    r"|noite|valeu"
    r"|eu|ele|ela|que|qual|quem|sigam?|segue\w*|arroba|nov[oa]|nuevo|aqui|a[íi]|l[áa]|só|favor|pfv"
    r"|obrigad[oa]|gracias|buen[oa]s|d[íi]as",
    re.I,
)
_WORD = re.compile(r"(?P<word>\w[\w-]*)[ ]$")
_LOCAL = re.compile(rf"(?<![\w.+%@/-])\w[\w-]*(?:{_JOIN}\w[\w-]*){{0,5}}\Z", re.I)
_SPELLED_DOT = re.compile(r"\b(?:dot|ponto|punto)\b|(?<=[_-])dot(?=[_-])", re.I)
_ABOUT_MAIL = re.compile(
    r"mail|correo|endere[çc]o|direcci[óo]n|conta[ct]|write|escrev|escrib|mand[ae]|envi[ae]|send"
    r"|login"
    r"|\b(?:reach|ping|message|drop|hit) (?:me|us|him|her|them)|\b(?:it'?s|address|invoice|paypal"
    r"|pix)\b",
    re.I,
)
# Directly before an address that nothing else shows to be one.
_ANNOUNCED = re.compile(
    r"(?:\be-?mail(?: (?:me|us|is|address|to))*|\b(?:reach|write)(?: (?:to|me))+|\bcontact(?: me)?)"
    r"(?: (?:is|at|on))?\W{1,3}$",
    re.I,
)
# What stands before a plain "at" when it is only English.
_ENGLISH = re.compile(
    r"(?:me|us|it|you|him|her|them|here|there|look|looking|find|found|available|live|lives|hosted"
    r"|more"
    r"|is|are|was|be|now|home|online|only|docs?|site|page|code|work|works|working|meet|based|stay"
    r"|start"
    r"|visit|read|see|check|video|talk|book|out|up|sign|register|join|download|and|or|not|all"
    r"|everyone|in|log|login|logged|ask|asked|support|help|info"
    r"|sales|team|folks|people|staff|press|inbox|account|accounts|users?|someone|anyone|this|that"
    r"|those|these"
    r"|thing|things|stuff|mail|email|emails|address|domain|hosting|services?|today|tomorrow|then"
    r"|again"
    r"|arrive|arrived|point|points|pointed|pointing|aim|good|great|better|best|bad|free|published"
    r"|posted"
    r"|employee|engineer|engineers|job|jobs|boss|friend|friends|office|back|over|just|still|also"
    r"|even"
    r"|runs?|running|lookup|shop|buy|bought|order|ordered|shared|listed|documented|source"
    r"|released|s|re|m)",
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
            if "arroba" in match["at"].casefold() and local[0].isalnum():
                start = _name_start(text, start)
            yield Found(start, end, "EMAIL", _canonical(text[start : local.end()], match["domain"]))


def _name_start(text: str, start: int) -> int:
    """Return where the name begins that somebody dictates with blanks: "ana souza arroba gmail".

    It goes back over three words at most, to a word that is no name or to a mark or line break;
    further, and the sentence goes on.
    """
    line = max(0, start - 64, text.rfind("\n", 0, start) + 1)
    begin = start
    for _ in range(4):
        if begin == line or text[begin - 1] != " ":
            return begin
        word = _WORD.search(text, line, begin)
        if word is None or _NO_NAME.fullmatch(word["word"]):
            return begin
        begin = word.start()
    return start


def _is_address(text: str, local: re.Match[str], match: re.Match[str]) -> bool:
    at, domain = match["at"], match["domain"]
    if rare := match["rare"]:
        suffix = domain[domain.rfind(".") + 1 :] if "." in domain else ""
        known = _SUFFIXES(f"a.{rare.casefold()}").suffix == rare.casefold()
        plain = suffix.casefold() == rare.casefold()
        if not known or not (plain or _SPELLED_DOT.search(domain)):
            return False
    if at == "@" and EMAIL.fullmatch(local[0] + at + domain):
        return False  # `_emails` has judged it
    provider = re.match(_PROVIDER + r"\b", domain, re.I) is not None
    before = text[max(0, local.start() - 80) : local.start()]
    if re.search(r"@|arroba|[(\[{<]", at, re.I):
        if domain.isalnum() and not _PROVIDER_ALONE.fullmatch(domain):
            return False  # "moro em casa @ terra"
        # "oi @ana.me" is a name in a social network, "oi @gmail.com" hardly.
        handle = at[0].isspace() and at.endswith("@")
        return provider or not handle or _ABOUT_MAIL.search(before) is not None
    marked = re.search(r"[a-z][._]?[\d._][a-z\d]", local[0], re.I) is not None
    about = _ABOUT_MAIL.search(before) is not None or before.rstrip().endswith(":")
    if _ENGLISH.fullmatch(local[0]) or re.search(r"\b[Vv]?[0-9.]+$", local[0]):
        return False
    if domain.isalnum():
        return about and _PROVIDER_ALONE.fullmatch(domain) is not None
    spelled = _SPELLED_DOT.search(domain) is not None
    if at.strip().isupper() and not local[0].isupper():
        return spelled or provider
    if spelled:
        return provider or marked or about or is_made_up(local[0])
    named = is_made_up(local[0]) or is_of_names(local[0])
    if provider:
        return marked or about or named or not before.strip()
    if is_of_names(local[0]):
        return True
    if about and (marked or (domain.count(".") == 1 and is_made_up(local[0]))):
        return True
    return _ANNOUNCED.search(before) is not None


def _canonical(local: str, domain: str) -> str:
    return f"{_plain(local)}@{_plain(domain)}"


def _plain(part: str) -> str:
    part = re.sub(r"[ \t\n()\[\]{}<>]+", " ", part.casefold())
    part = re.sub(
        r" ?\b(?:underline|underscore|sublinhado|subrayado|barra baja|gui[óo]n bajo)\b ?", "_", part
    )
    part = re.sub(r" ?\b(?:tra[çc]o|gui[óo]n|h[íi]fen|hyphen|dash)\b ?", "-", part)
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
        r"|(?-i:[ \t]AT[ \t])|[ \t_-]at[ \t_-][^@]*(?:dot|ponto|punto)"
        rf"|[ \t_-]at[ \t_-]{{1,3}}(?:[a-z0-9][\w.-]*[.,][a-z]|{_PROVIDER})",
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
