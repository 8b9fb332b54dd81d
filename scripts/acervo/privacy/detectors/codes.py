"""Codes that open: one-time passwords, PINs, and the codes of doors, alarms and locks.

A code is digits, so the words decide. Some say enough ("PIN", "verification code", "alarm"); "code"
alone does not ("error code 1234", "código do pedido: 482913"): it must be somebody's, or something
nearby must say that it arrived, expires, or is to be kept from others.
"""

import re
from collections.abc import Iterator

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.clauses import CLAUSE_END, COUNTED, YEAR

_NOT_IN_WORD = r"(?<![A-Za-zÀ-ɏ0-9_-])"
_IS = (
    r"(?:é|eh|e|is|es|era|foi|fue|was|'s|ficou|será|will be|passou a ser|agora é|mud(?:ou|aram)"
    r" p(?:ra|ara)|(?:is )?now|(?:was )?changed to|cambi(?:ó|aron) a|(?:ahora es|es ahora))"
)
_SAYS = rf"(?:\s?(?::=|=>|->|→|[:=#])|'s(?=\s)|,?\s{_IS}(?:\s?:|(?=\s)))"
_CODE = r"(?:c[óo]digos?|codes?|cod)"
_OF = r"(?:d[aeo]s?|del?|de la|pr[ao]|para(?: [oa])?|for|of|to|the|la|el|my|meu|minha|mi|n[oa])"
# What is opened, entered or proved with a code.
_OPENED = (
    r"(?:verifica\w+|seguran[çc]a|seguridad|acesso|acceso|confirma\w+|autentica\w+|autoriza\w+"
    r"|ativa\w+|activa\w+|(?:des)?bloque\w+|recupera\w+|login|log[ -]?in|entrar|entrada|sms|2fa|mfa"
    r"|token|whats\w*|wpp|zap|insta(?:gram)?|face(?:book)?|telegram|gmail|google|uber|ifood"
    r"|banco|bank"
    r"|apple|microsoft|amazon|nubank|app|port[ãa]o|porta(?:l|ria)?|puerta|alarm[ea]?|cofre"
    r"|caja fuerte"
    r"|pr[ée]dio|edif[íi]cio|building|fechadura|cadeado|candado|arm[áa]rio|port[ée]r|interfone"
    r"|cart[ãa]o"
    r"|tarjeta|card|chip|sim|celular|m[óo]vil|tel[ée]fono|telem[óo]vel|phone|gate|door|safe"
    r"|locker|lock"
    r"|lockbox|keypad|garage[mn]?|reuni[ãa]o|meeting|zoom|verification|security|access|confirmation"
    r"|auth\w*|activation|recovery|backup|unlock|one[- ]time|entry|pairing|sign[- ]?in|airbnb"
    r"|entrega|retirada|delivery|pick[- ]?up|pareamento|ifood|rappi|lyft|netflix|steam)"
)
# Words that say by themselves what their digits are. "pin 13 of the board" has too few.
_STRONG = (
    rf"(?:{_CODE}\s(?:{_OF}\s){{0,3}}{_OPENED}|{_OPENED}\s(?:pass)?codes?"
    r"|(?:pin|puk|nip)(?:[ -]?code)?[12]?|otp(?: code)?|2fa(?: code)?|mfa(?: code)?|tan"
    r"|one[- ]time (?:password|passcode|code|pin)|passcode"
    r"|(?:use|usa|utilize|utiliza|digit[ae]|insira|enter|type|ingresa|introduce|p[õo]e|coloca)\s"
    rf"(?:(?:the|o|el|este|this|your|seu)\s)?(?:{_CODE}|pin))"
)
_TOKEN = r"(?:i?token|clave)"
_LOCK = (
    r"(?:comb(?:o|ination|ina[çc][ãa]o|inaci[óo]n)|segredo)"
    rf"(?:\s(?:{_OF}\s){{0,2}}{_OPENED})?"
)
_DIGITS = (
    r"(?:[0-9]{3,4}[- ][0-9]{3,4}|[A-Z]{1,2}-[0-9]{4,8}|[0-9]{4,9}|(?:[0-9][ -]){3,7}[0-9])"
    r"(?![0-9A-Za-zÀ-ɏ]|[.,/:-][0-9]|\s?[%€$])"
)
_MARKS = r"[\"'“*_`]{0,2}"
_FILLER = r"(?P<filler>(?:\s(?!pin\b)[\w()'-]{1,16}){0,4}?)"

_SAID = re.compile(
    rf"{_NOT_IN_WORD}(?:(?P<strong>{_STRONG})|(?P<token>{_TOKEN}))(?!\w){_FILLER}"
    rf"{_MARKS}(?P<says>{_SAYS})?\s{{0,3}}{_MARKS}(?P<code>{_DIGITS})",
    re.I,
)
_COMBINATION = re.compile(
    rf"(?<!\w){_LOCK}(?:{_SAYS})?\s{{1,3}}{_MARKS}(?P<code>[0-9]{{1,2}}(?:[ -][0-9]{{1,2}}){{2,3}}"
    rf"|{_DIGITS})(?![0-9A-Za-z])",
    re.I,
)
# "gate: 2580#", "o cadeado abre com 0471"
_OPENS = re.compile(
    r"(?<!\w)(?:gate|door|alarm[ea]?|port[ãa]o|cofre|cadeado|candado|fechadura|locker|lockbox"
    r"|keypad"
    r"|interfone|portal)\s?(?:[:=]|\s?(?:se )?(?:abre|opens?|desarma|desliga)\s(?:com|with"
    r"|con))\s{0,2}"
    rf"(?P<code>{_DIGITS})",
    re.I,
)
# "seu código 7069", "o código é 7069"
_OWNED = re.compile(
    rf"{_NOT_IN_WORD}(?:(?P<mine>seu|meu|teu|tu|mi|su|your|my)|(?P<any>o|the|el|este|esse|this))\s"
    rf"(?:(?!country|area|error|source|postal|zip|exit|status|color"
    rf"|colour)[\w]{{2,14}}\s)?(?:{_CODE}"
    rf"|pin)(?:\sde [0-9] d[íi]gitos)?(?P<says>{_SAYS})?\s{{1,3}}{_MARKS}(?P<code>{_DIGITS})",
    re.I,
)
# "código 482913 válido por 5 minutos", "chegou o código? é 482913"
_ARRIVED = re.compile(
    rf"{_NOT_IN_WORD}{_CODE}(?:\s(?:q|que|that)\s(?:me\s)?\w{{3,12}}(?:\s(?:n[oa]|en|on|to"
    rf"|pr[ao])\s\w{{2,12}}(?:\s\w{{2,12}})?)?)?\??(?:\s?[:=]|\s{_IS}(?=\s))?"
    rf"\s{{1,3}}{_MARKS}(?P<code>{_DIGITS})",
    re.I,
)
_HINT = re.compile(
    r"(?<!\w)(?:sms|whats\w*|wpp|zap|compart\w+|share|shared?|ningu[ée]m|anyone|nadie|expira?\w*"
    r"|vence"
    r"|v[áa]lid[oa]|valid|cheg(?:ou|a)|receb[ie]\w*|receiv\w+|lleg[óo]|recib\w+|verif\w+"
    r"|confirm\w+|entra"
    r"|entrar|log ?in|acess\w+|acced\w+|acceso|digit[ae]|manda|me passa|send me|enviamos)(?!\w)",
    re.I,
)
_NO_HINT = re.compile(
    r"(?<!\w)(?:pedido|produto|producto|order|product|rastre\w+|tracking|cupo[mn]|coupon|desconto"
    r"|descuento|discount|erro|error|bug|linhas?|lines?)(?!\w)",
    re.I,
)
# "use 482913 to log in"
_USED = re.compile(
    r"(?<!\w)(?:use|usa|utilize|digit[ae]|insira|enter|type|ingresa|introduce|introduza)\s"
    rf"{_MARKS}(?P<code>{_DIGITS}){_MARKS}\s"
    r"(?:(?:as|como)\s.{0,40}?(?:code|c[óo]digo|pin|otp|passcode|password|senha|contrase[ñn]a)"
    r"|to (?:log|sign|verify|confirm|access|unlock|reset|authenticate|join|activate)"
    r"|(?:para|pra) (?:verific|entrar|inici|confirm|acced|acess|desbloque|autentic|ativ|activ)"
    r"|(?:no (?:app|aplicativo|site)|en la app|in the app)(?!\w))",
    re.I,
)
# "482913 is your code"
_TURNED = re.compile(
    rf"(?<![^\s\"'“‘`*(:>\u2600-\u27bf\U0001f000-\U0001faff]){_MARKS}"
    rf"(?P<code>{_DIGITS})[\"'”`*]{{0,2}}"
    r",?\s(?:(?:essa?|esse|este|this|that)\s)?"
    r"(?:(?:é|eh|is|es|as|como)\s(?:(?:a|o|the|la|el)\s)?|e\s(?:a|o)\s|e\s(?=seu|teu|meu))"
    r"(?:(?:sua|seu|minha|meu|teu|tua|my|your|mi|tu|su)\s)?"
    r"(?:(?!weak|strong|common|most|error|country|area|postal|zip)[\w-]{2,16}\s){0,3}?"
    rf"(?:{_CODE}|pin|otp|clave|passcode)(?!\w)",
    re.I,
)
_DENIED = re.compile(
    r"\s(?:esquec\w+|perd\w+|trocar|mudar|reset\w*|redefin\w+|forgot\w*|change|olvid\w+|expira\w*"
    r"|vence|must|deve|should|debe|com|con|with|min\w*|tem|has|tiene|needs?|requires?|precisa|in"
    r"|on|at"
    r"|line|linha|arduino|gpio|esp\w*|raspberry|board|placa|pedido|produto|order|product|erro"
    r"|error)(?!\w)",
    re.I,
)
_CARRIED = re.compile(rf"(?:\s(?:{_OF}|seu|your|tu|su|{_OPENED})){{1,4}}", re.I)
_OPENS_WHAT = re.compile(rf"(?<!\w){_OPENED}(?!\w)", re.I)
_AROUND = 60


def _find(view: View) -> Iterator[Found]:
    text = view.prose
    for match in _SAID.finditer(text):
        filler = match["filler"]
        vague = filler and not _CARRIED.fullmatch(filler) and not match["says"]
        doubtful = vague or (match["token"] and not _OPENS_WHAT.search(filler))
        if not _DENIED.search(filler) and _count(match) >= (6 if doubtful else 4):
            yield from _code(text, match)
    for shape in (_COMBINATION, _OPENS, _USED):
        for match in shape.finditer(text):
            yield from _code(text, match)
    for match in _OWNED.finditer(text):
        closed = CLAUSE_END.match(text, match.end()) is not None
        # "o código 4821" names any code; "seu código 2024" a year.
        if (closed and (match["says"] or match["mine"])) or _is_hinted(text, match):
            yield from _code(text, match, years=False)
    for match in _ARRIVED.finditer(text):
        if _is_hinted(text, match):
            yield from _code(text, match, years=False)
    for match in _TURNED.finditer(text):
        yield from _code(text, match, years=False)


def _is_hinted(text: str, match: re.Match[str]) -> bool:
    start = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _AROUND)
    end = match.end() + _AROUND
    return bool(_HINT.search(text, start, end)) and not _NO_HINT.search(text, start, end)


def _count(match: re.Match[str]) -> int:
    return sum(char.isdecimal() for char in match["code"])


def _code(text: str, match: re.Match[str], *, years: bool = True) -> Iterator[Found]:
    code = match["code"]
    if COUNTED.match(text, match.end("code")) or (not years and YEAR.fullmatch(code)):
        return
    yield Found(*match.span("code"), "SECRET", re.sub(r"[^0-9]", "", code))


_NAMES = (
    r"c[óo]digo|code|cod(?-u:\b)|pin(?-u:\b)|nip(?-u:\b)|puk(?-u:\b)|otp|2fa|mfa|tan(?-u:\b)"
    r"|token|clave|password"
    r"|passcode|senha|contrase"
)
DETECTORS = (
    Detector(
        "code",
        rf"(?i:{_NAMES}|pin[12'-]|puk[12'-]|comb[oi]|segredo|gate|door|alarm|port[ãa]o|cofre"
        rf"|cadeado"
        r"|candado|fechadura|lock|keypad|interfone|portal)(?s:.)*[0-9][0-9 -][0-9]"
        rf"|[0-9][0-9 -][0-9](?s:.)*(?i:{_NAMES}|\s(?:to|para|pra|no|en|in)\s)",
        _find,
        (
            "código de verificação: 482913",
            "PIN 4821",
            "your code is 123-456",
            "seu código 7069 não compartilhe",
            "Use 482 913 as your login code",
            "gate: 2580#",
            "locker combo is 12-34-08",
            "482913 es tu código",
        ),
    ),
)
