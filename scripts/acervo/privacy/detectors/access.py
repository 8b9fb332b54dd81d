"""Passwords and keys that no phrase introduces: known by their looks, with a word for them near.

"qual era a senha da netflix? tentei sktb-0xoi-btud", "the wifi at the hall is Tortuga@2155 ok".
What a version, a model, a hash, a file, a link or a date looks like stays.
"""

import re
from collections.abc import Iterator

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.access_words import SLIPPED
from acervo.privacy.detectors.tokens import is_drawn
from acervo.privacy.pseudonyms import PSEUDONYM

_PASSWORD = (
    r"senh(?:a|inha)|contrase(?:ñ|n\u0303|n)(?:a|ia)|passwords?|passwd|passphrase|passcode|passe?|pase"
    rf"|palavra[- ]chave|pwd?|pw|psk|clave|snha|pssw\w{{1,3}}|{SLIPPED}"
)
_ENTRY = (
    r"wi-?fi|log-?in|credenciais|credencial(?:es)?|credentials?|creds?|acess?o|acceso|access|rede"
    r"|ssid|roteador|router|net|internet|logar|logue|loguem|netflix|hulu|spotify|disney|hbo|zoom"
)
_ACTIVATE = (
    r"(?:re)?ac?tiv(?:[eéaáoó]|ei|ou|ar|ad[oa]|and[oa]|amos|a[çc][ãa]o|aci[óo]n"
    r"|at(?:e[ds]?|ing|ion))"
)
_KEY = (
    r"chaves?|keys?|tokens?|secrets?|segredo|secreto|licen[çc](?:a|e|ia)|licencia|license|licence"
    rf"|llaves?|serial|api|credencial|credential|clave|wpa2?|psk|seed|salt|{_ACTIVATE}"
)
# Weaker: near these only what nobody would write for anything else.
_HINT = (
    r"troc\w{1,4}|mud\w{1,4}|cambi\w{1,5}|chang\w{1,3}|reset\w*|entr(?:a|e|ar|em|en)|log|col[ae]|past[ea]|peg(?:a|o|ar)"
    r"|dotenv|env|config|met[ea]|bot[ae]r?|coloc\w{1,3}|p[õo]e|pon(?:es|le|er)?|put|tent[ae]\w{0,2}|prueb\w{1,2}|try|us[ae]"
    r"|digit\w{1,3}|type|sistema|system|admin|root|conect\w{1,3}|min[úu]scul\w{1,3}|lowercase|decor\w{1,3}|recuerd\w{1,2}"
    r"|remember|lembrar|origem|padr[ãa]o|default|vai de|pusieron|puseram|colocaram|set"
)
_WORD = re.compile(
    rf"(?=\w)(?<![^\W_])(?<![.@])(?:(?P<password>{_PASSWORD})|(?P<entry>{_ENTRY})|(?P<key>{_KEY})|(?P<hint>{_HINT}))(?![^\W_])",
    re.I,
)
_MARK = r"[^\s\0\"'`“”‘’«»<>()\[\]{}|;,:→]"
_TOKEN_MARK = re.compile(_MARK)
_LONGEST = 80
_TOKEN = re.compile(rf"{_MARK}{{6,{_LONGEST}}}")
# Before a key that something was activated with; before the answer to "what was the password?".
_USED = re.compile(
    r"(?<!\w)(?:com|con|with|usando|using|key|chaves?|clave|llave|serial|c[óo]digo|code|licen\w+"
    r"|est[ae]|ess[ae]|this)\W{0,3}$|(?<!\w)[wc]/\W?$|[:=]\W{0,3}$",
    re.I,
)
_ACTIVATED = re.compile(_ACTIVATE, re.I)
_ANSWER = re.compile(
    r"(?=\w)(?<!\w)(?:[ra]\s?[:=]|(?:resp?|resposta|respuesta|ans(?:wer)?|era|acho que [ée]"
    r"|creo que es|i think it'?s)\s?[:=]?)\s$",
    re.I,
)
# "what was the password?", and it stands on the next line.
_ASKED = re.compile(r"[^?.!\n]*\?[^\n?]{0,24}\n\W{0,3}(?:(?:é|eh|is|es|it['’]?s)\s)?", re.I)
_BEHIND, _AHEAD = (
    {"password": 60, "entry": 30, "key": 0, "hint": 40},
    {"password": 110, "entry": 70, "key": 110, "hint": 60},
)

# What mixes letters and digits, and opens nothing.
_OTHER = re.compile(
    r"[@#/~.-].*|.*(?:://|/|\\|\.\.).*"
    r"|v?[0-9]+(?:\.[0-9]+)+(?:[-+.]?(?:a|b|rc|alpha|beta|dev|post)[0-9.-]*)?"  # versions
    r"|[A-Z]{1,5}[-_]?[0-9]{1,7}[A-Za-z]{0,2}|[A-Z][a-z]{1,9}[-_]?[0-9]{1,2}"  # models
    r"|[A-Z]{2,6}(?:-[A-Z0-9]{1,6})?-[0-9]{2,4}-[0-9]{1,6}"  # CVE-2024-1234
    r"|[a-z]{2,12}-?[0-9]{1,2}[a-z]?|(?:sha|md|aes|rsa|utf|base|x|i|arm|amd|h|ed)-?[0-9]{1,5}[\w-]{0,8}"
    r"|[0-9.,]+[A-Za-zÀ-ɏ%º°ª/²³µ€$]{1,4}|[0-9]+(?:[x×-][0-9]+)+|[0-9]+-[A-Za-z]+"  # quantities
    r"|(?:R|US|MX)?[$€£][0-9].*|[0-9]{1,4}[-/.:h][0-9]{1,2}[-/.:hm]?[0-9T].*"  # sums, times
    r"|.*@v?[0-9][\w.-]*\.[\w.-]*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+.*"  # packages, addresses
    r"|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,5}[0-9]?"  # files and hosts
    r"|[A-Za-z]{3}-?[0-9][0-9A-Za-z][0-9]{2}|[A-Z]{4}[0-9]{6}[A-Z]{6,8}[0-9]{0,2}"  # plates, CURP
    r"|[A-Za-z]{0,2}[0-9][0-9.-]{4,}[A-Za-z]?"  # documents
    r"|[a-z0-9_./-]+#[0-9]+|[a-z][\w.-]*=\w*"  # issues, options
    r"|(?:[a-z]+[-_])+[0-9]{1,4}|\w+[-_][256]\.?4?G(?:[Hh]z)?"
)
_DRAWN = re.compile(r"[A-Za-z0-9+/_-]{12,80}={0,2}")
_NO_KEY = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"  # UUID
    r"|[A-Z]{4}[0-9]{6}[A-Z]{6,8}[0-9]{0,2}"  # CURP
    r"|[A-Z]{2}[0-9]{13,30}|(?:[a-z]+[-_]){2,}\w+",  # IBAN, words of a title
    re.I,
)
_HASH = re.compile(r"[0-9a-f]+", re.I)
_HASHED = re.compile(
    r"(?=\w)(?<!\w)(?:commits?|hash\w*|sha-?[0-9]*|md5|checksum|digest|revert\w*|revis\w+|bisect\w*|merge"
    r"|cherry\S*|etag|fingerprint|backup(?!\s(?:\w+\s){0,2}(?:key|chave|clave|llave))|docker|imagem?|image|layer)(?!\w)",
    re.I,
)
_GROUPS = re.compile(r"[a-z0-9]{4}(?:-[a-z0-9]{4}){2,}", re.I)
_SYMBOL = re.compile(r"[!#$%&*@+=^?~]")
_ODD_CASE = re.compile(r"[a-z][A-Z]+[a-z]|[a-z][A-Z]{2}|[A-Z]{2,}[a-z]+[A-Z]")
_CAMEL = re.compile(r"[a-z]*(?:[A-Z]+[a-z]*)*[-_]?[0-9.]+|[A-Z]+[0-9]+[a-z]{0,2}|[0-9]+[A-Za-z]+")
_ENV = re.compile(r"\benv\b", re.I)
_CAPITALS = re.compile(r"[A-Z]{3}[a-z]{3}")
_HARSH = re.compile(r"[bcdfghjklmnpqrstvwxz]{5}", re.I)


def _find(view: View) -> Iterator[Found]:
    text = view.prose
    done = 0
    for word in _WORD.finditer(text):
        kind = word.lastgroup or ""
        start = max(done, text.rfind("\n", 0, word.start()) + 1, word.start() - _BEHIND[kind])
        ahead = word.end() + _AHEAD[kind]
        for match in _TOKEN.finditer(text, start, ahead + _LONGEST):
            if match.start() >= ahead:
                break
            first, last = _trimmed(text, *match.span())
            value = text[first:last]
            answered = kind == "password" and (
                _ANSWER.search(text, max(0, first - 16), first)
                or _ASKED.fullmatch(text, word.end(), first)
            )
            if kind == "hint" and not (
                _is_strange(value)
                or (_is_key(text, value, first) and _ENV.search(text, word.start(), first))
            ):
                continue
            password = kind != "key" and (is_password(value) or (answered and _mixes(value)))
            password = password and not _is_digest(text, value, first)
            if _ACTIVATED.fullmatch(word[0]) and not _USED.search(text, max(0, first - 16), first):
                continue
            if match.start() < word.end() and word.start() < match.end():
                continue  # the word is a part of it
            if "@" in value and text.startswith(":", last):
                continue  # "root@2001:db8::1"
            env = kind == "hint" and _is_key(text, value, first)
            if (
                password or env or (kind not in ("entry", "hint") and _is_key(text, value, first))
            ) and (match.start() == 0 or not _TOKEN_MARK.match(text[match.start() - 1])):
                done = last
                yield Found(first, last, "SECRET", value)


def _is_strange(value: str) -> bool:
    """Tell whether a value mixes marks, digits and letters as only passwords do."""
    marks = sum(char in "!#$%&*@+=^?_" for char in value.strip("!?*_"))
    digits = sum(map(str.isdecimal, value))
    bare = value.rstrip("!")
    if _GROUPS.fullmatch(bare):
        return digits > 0 and not _HASH.fullmatch(bare.replace("-", ""))
    if value.startswith(("@", "/")) or "." in value or (value[0] == "#" and marks < 2):
        return False
    if marks and digits > 1 and any(map(str.isalpha, value)) and "__" not in value:
        mixed = value not in (value.lower(), value.upper())
        return "@" in value or mixed or value[-1] in "!#$%&*"
    return _is_cased(value)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave the punctuation of the sentence outside, but not the "!" that passwords end with."""
    while start < end and text[start] in "*_~":
        start += 1
    while end > start and text[end - 1] in ".?*_~":
        end -= 1
    bare = text[start:end].rstrip("!")
    if _GROUPS.fullmatch(bare) or (len(bare) >= 20 and _DRAWN.fullmatch(bare)):
        end = start + len(bare)
    return start, end


def _mixes(value: str) -> bool:
    """Tell whether letters and digits mix."""
    return any(map(str.isalpha, value)) and any(map(str.isdecimal, value))


def is_password(value: str) -> bool:
    """Tell whether nobody would write this for anything but a password."""
    digits = sum(char.isdecimal() for char in value)
    if len(value.rstrip("!")) < 6 or not any(map(str.isalpha, value)) or _OTHER.fullmatch(value):
        return False
    if PSEUDONYM.fullmatch(value):
        return False
    odd = _ODD_CASE.search(value) is not None
    symbol = _SYMBOL.search(value) is not None
    parts = value.split("-")
    if len(parts) > 2:  # words with hyphens are terms; what a machine drew has equal parts
        equal = len({len(part) for part in parts}) == 1 and len(parts[0]) > 3
        if equal and (digits or value.islower()):
            return True
    if not digits:
        return value[-1] in "!#$%&*@" and (
            odd or _HARSH.search(value) is not None or _CAPITALS.search(value) is not None
        )
    if "-" in value and not symbol:
        return False
    return digits > 2 or odd or symbol or _is_cased(value) or _HARSH.search(value) is not None


def _is_cased(value: str) -> bool:
    """Tell whether small and capital letters mix with digits as in no word and no model."""
    bare = value.rstrip("!")
    return (
        len(bare) > 6
        and (bare[-1].isdecimal() or bare != value)  # "Ipv4Addr" is code
        and any(map(str.isdecimal, bare))
        and bare != bare.lower()
        and bare != bare.upper()
        and not _CAMEL.fullmatch(bare)
    )


def _is_key(text: str, value: str, start: int) -> bool:
    """Tell whether a value was drawn by a machine, and is no digest of anything."""
    return bool(
        _DRAWN.fullmatch(value)
        and (value[-1] == "=" or any(map(str.isdecimal, value)))
        and is_drawn(value.rstrip("="))
        and not (_NO_KEY.fullmatch(value) or (len(value) < 16 and _HASH.fullmatch(value)))
        and not _is_digest(text, value, start)
    )


def _is_digest(text: str, value: str, start: int) -> bool:
    line = max(text.rfind("\n", 0, start) + 1, start - _AHEAD["key"])
    return _HASH.fullmatch(value) is not None and _HASHED.search(text, line, start) is not None


# What every strange value holds, of any case.
_LOOKS = (
    r"[!#$%&*@+=^?_][^\s.]{0,40}[0-9]|[0-9][^\s.]{0,40}[!#$%&*]|[0-9][^\s.]{0,40}[a-z][^\s.]{0,40}[A-Z]"
    r"|[a-z][^\s.]{0,40}[A-Z][^\s.]{0,40}[0-9]|[A-Z][^\s.]{0,40}[0-9][^\s.]{0,40}[a-z]"
    r"|[0-9][^\s.]{0,40}[A-Z][^\s.]{0,40}[a-z]|[a-z][^\s.]{0,40}[0-9][^\s.]{0,40}[A-Z]"
    r"|(?i:[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4})|(?i:env)[^\n]{0,60}[A-Za-z0-9]{12}"
)
DETECTORS = (
    Detector(
        "access",
        rf"(?i:(?:^|[^\p{{L}}\p{{N}}])(?:{_PASSWORD}|{_ENTRY}|{_KEY})(?:[^\p{{L}}\p{{N}}]|$))"
        rf"|{_LOOKS}",
        _find,
        (
            "qual era a senha da netflix? tentei sktb-0xoi-btud",
            "wifi no salão: Tortuga@2155",
            "chave da rede, na etiqueta: L68GwjRMgP1kC0J4iu0t==",
        ),
    ),
)
