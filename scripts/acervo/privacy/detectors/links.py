"""Links: which part of them is a secret or a person. The rest of a link stays byte for byte."""

import re
from collections.abc import Iterator

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.phones import canonical_phone

_VALUE = r"""[^\s&\#<>"'()\[\]{}|\\`\x00-\x20]+"""
# A value under one of these names opens something, however short it is.
_SECRET = (
    r"(?:[a-z0-9]+[_.-])*(?:token|secret|password|passwd|passcode|pwd|senha|contrasena|signature"
    r"|sig"
    r"|hmac|jwt|otp|api[_-]?key|access[_-]?key|auth[_-]?key|apikey|resourcekey|rlkey|credential"
    r"|session"
    r"|session[_-]?id|sid|auth|authorization|invite|invite[_-]?code|convite|convidar|accesskey"
    r"|authkey"
    r"|magic|ticket|nonce|bearer|access[_-]?code|webhook[_-]?key|saml(?:request|response))"
)
# Under one of these it may: only when it looks like one.
_PERHAPS = r"(?:code|key|k|pass|pin|state|verify|confirm|confirmation|reset|login|otc|unlock)"
_PARAMETER = re.compile(rf"[?&\#;!](?:amp;)?(?P<key>[a-z0-9_.-]{{1,40}})=(?P<value>{_VALUE})", re.I)
_SECRET_KEY = re.compile(_SECRET, re.I)
_PERHAPS_KEY = re.compile(_PERHAPS, re.I)
_PHONE_KEY = re.compile(
    r"(?:tele)?(?:phone|fone|fono)|tel|cel|celular|whatsapp|mobile|msisdn", re.I
)

_USER = re.compile(r"://(?!(?:git|hg|svn|anonymous)@)([^\s/@?\#\[\]]+)@")
# As manuals have it.
_MANUAL = re.compile(
    r"(?:<?(?:user(?:_?name)?|usu[áa]rio|usuario|utilizador|login|name|postgres)>?)?"
    r"(?::<?(?:pass(?:word|wd)?|pwd|senha|contrase[ñn]a|secret|segredo|token|\*+|x{3,})>?)?",
    re.I,
)
_INVITE = re.compile(
    r"""(?:chat\.whatsapp\.com/(?:invite/)?+ | wa\.me/(?:message|qr)/
      | (?:t|telegram)\.me/(?:joinchat/|\+(?!\d{8,15}\b)) | tg://join\?invite= | signal\.group/\#
      | mega\.nz/(?:\#!|(?:file|folder)/[\w-]+\#)
      | whatsapp\.com/channel/invite/ | vm\.tiktok\.com/invite/)(?P<code>[\w!=+%-]{4,}) """,
    re.I | re.X,
)
# Rooms and files that are open to whoever has the link. What is published for all ("/d/e/", "/pub")
# stays.
_SHARE = re.compile(
    r"""(?<![\w-])(?: meet\.google\.com/(?=[a-z]{3}-?[a-z]{4}-?[a-z]{3}\b)
    | zoom\.us/(?:j|w|s|wc)/(?=[0-9]{9})
      | teams\.microsoft\.com/l/(?:meetup-join|chat|channel)/ | teams\.live\.com/meet/
      | meet\.jit\.si/
      | whereby\.com/ | webex\.com/(?:meet|join|\w+/j\.php\?MTID=) | join\.skype\.com/
      | facetime\.apple\.com/join\#
      | join\.slack\.com/t/[\w-]+/shared_invite/ | line\.me/(?:R/)?ti/g/ | discord\.gift/
      | drive\.google\.com/(?:file/(?:u/\d/)?d/|drive/(?:u/\d/)?(?:mobile/)?folders/|(?:open
      |uc)\?(?:export=\w+&)?id=)
      | docs\.google\.com/\w+/(?:u/\d/)?d/(?!e/) | photos\.app\.goo\.gl/
      | photos\.google\.com/share/
      | dropbox\.com/(?:s|sh|scl/f[io]|t|l|transfer)/ | 1drv\.ms/(?:\w/)?(?:[csu]/)?
      | onedrive\.live\.com/[\w.]*\?
      | [\w-]+\.sharepoint\.com/(?=:\w:/) | we\.tl/ | wetransfer\.com/downloads/
      | icloud\.com/(?:share|iclouddrive|photos|sharedalbum)/?\#?
      | share\.icloud\.com/photos/ | app\.box\.com/s/ | send\.vis\.ee/download/ | canva\.com/design/
      | transfernow\.net/ | pastebin\.com/raw/ )(?P<code>[^\s<>"'()\[\]{}|\\`\x00-\x20]{3,})""",
    re.I | re.X,
)
# Parameters that hold a person: what forms, shops and registers put into their links.
_PERSON = {
    "CPF": r"(?:nr?_?|num_?)?cpf(?:_?cnpj)?|cpf_?cliente|documento|tax_?id",
    "NAME": r"(?:full|first|last|user_?full|cust(?:omer)?_?|client_?)_?name|nome(?:_?completo"
    r"|_?cliente)?"
    r"|sobrenome|nombres?|apellidos?|apelido|titular|paciente|destinatario|responsavel|aluno",
    "EMAIL": r"e-?mail|mail|correo|mailto",
    "ADDRESS": r"(?:address|endereco|direccion|morada|logradouro|street|rua)[0-9]?",
    "POSTCODE": r"cep|zip(?:code)?|postal_?code|codigo_?postal",
    "BIRTHDATE": r"(?:data_?)?nasc(?:imento)?|dt_?nasc|birth_?(?:date|day)|dob"
    r"|fecha_?nac(?:imiento)?",
    "RG": r"rg|identidade",
}
_PERSON_KEYS = tuple((kind, re.compile(keys, re.I)) for kind, keys in _PERSON.items())
# "name" holds anything; this is how the name of a person is encoded.
_NAME_KEY = re.compile(r"name|cliente?|customer|contact|contato", re.I)
_NAME_VALUE = re.compile(
    r"(?:(?:[A-ZÀ-Þ]|%C3%[89][0-9A-F])(?:[a-zß-ÿ]|%C3%[AB][0-9A-F])+(?:\+|%20|$)(?:d[aeo]s?(?:\+"
    r"|%20))?){2,6}"
)
_DISCORD = re.compile(
    r"(?:discord\.gg|discord(?:app)?\.com/invite)/(?P<code>[A-Za-z0-9-]{6,})", re.I
)
_NUMBER = re.compile(
    r"(?:\b(?:wa|t|telegram)\.me/|\bsignal\.me/#p/|\b(?:tel|sms|callto|facetime|skype|whatsapp)://)"
    r"(?P<number>(?:\+|%2B)?[0-9]{8,15})(?![0-9\w])",
    re.I,
)
# "number" counts pages too: only with the "+" of a country.
_NUMBER_KEY = re.compile(r"num(?:ber|ero)?|to|recipient|dest", re.I)
_ABROAD = re.compile(r"(?:\+|%2B)[1-9][0-9]{9,14}", re.I)


def _find(view: View) -> Iterator[Found]:
    """Yield what must not leave in links: passwords, tokens, invite codes, and who somebody is.

    Parameters are looked for in the whole text, as people also paste links without their scheme.
    """
    text = view.text
    for match in _USER.finditer(text):
        if not _MANUAL.fullmatch(match[1]):
            yield Found(*match.span(1), "TOKEN", match[1])
    for match in _INVITE.finditer(text):
        yield Found(*_trim(text, *match.span("code")), "TOKEN", match["code"])
    for match in _DISCORD.finditer(text):
        code = match["code"]
        if not (
            code.islower() and code.replace("-", "").isalpha()
        ):  # else a name chosen to be public
            yield Found(*match.span("code"), "TOKEN", code)
    for match in _SHARE.finditer(text):
        start, end = _trim(text, *match.span("code"))
        if end > start:
            yield Found(start, end, "TOKEN", text[start:end])
    for match in _NUMBER.finditer(text):
        yield Found(*match.span("number"), "PHONE", _phone(match["number"]))
    for match in _PARAMETER.finditer(text):
        start, end = _trim(text, *match.span("value"))
        value = text[start:end]
        if (_PHONE_KEY.fullmatch(match["key"]) and _digits(value) >= 8) or (
            _NUMBER_KEY.fullmatch(match["key"]) and _ABROAD.fullmatch(value)
        ):
            yield Found(start, end, "PHONE", _phone(value))
        elif value and (
            _SECRET_KEY.fullmatch(match["key"])
            or (_PERHAPS_KEY.fullmatch(match["key"]) and _looks_random(value))
        ):
            yield Found(start, end, "TOKEN", value)
        elif kind := _personal(match["key"], value):
            yield Found(start, end, kind, value.casefold())


def _personal(key: str, value: str) -> str | None:
    """Return the kind of what a parameter tells about a person, or None."""
    if len(value) < 2 or value.casefold() in ("true", "false", "null", "none", "asc", "desc"):
        return None
    if _NAME_KEY.fullmatch(key) and _NAME_VALUE.fullmatch(value):
        return "NAME"
    for kind, keys in _PERSON_KEYS:
        if keys.fullmatch(key):
            if kind == "EMAIL":
                return kind if "@" in value or "%40" in value else None
            return kind if kind in ("NAME", "ADDRESS") or _digits(value) >= 4 else None
    return None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave the punctuation of the sentence outside."""
    while end > start and text[end - 1] in ".,;:!?*":
        end -= 1
    return start, end


def _phone(value: str) -> str:
    value = value.replace("%2B", "+").replace("%2b", "+")
    return canonical_phone(value) or "".join(filter(str.isdecimal, value))


def _digits(value: str) -> int:
    return sum(c in "0123456789" for c in value)


def _looks_random(value: str) -> bool:
    """Tell whether a value was drawn rather than chosen: long, and letters mixed with digits."""
    letters = sum(c.isalpha() for c in value)
    return len(value) >= 16 and letters >= 4 and _digits(value) >= 3


DETECTORS = (
    Detector(
        "link",
        r"[?&#;!][A-Za-z0-9_.-]{1,40}=|://[^\s/@]+@"
        r"|(?i:meet\.google\.com/|zoom\.us/|teams\.|meet\.jit\.si|whereby\.com|webex\.com"
        r"|join\.skype|facetime\."
        r"|join\.slack|line\.me/|discord\.gift|drive\.google|docs\.google|photos\.|dropbox\.com/"
        r"|1drv\.ms"
        r"|onedrive\.|sharepoint\.com|we\.tl/|wetransfer|icloud\.com|app\.box\.com|send\.vis\.ee"
        r"|canva\.com/d"
        r"|transfernow|pastebin\.com/raw)"
        r"|(?i:(?:tel|sms|callto|facetime|skype|whatsapp)://)"
        r"|(?i:chat\.whatsapp\.com/|wa\.me/|t\.me/|telegram\.me/|tg://|signal\.(?:group|me/)"
        r"|discord\.gg"
        r"|discord(?:app)?\.com/invite|mega\.nz|whatsapp\.com/channel|vm\.tiktok\.com)",
        _find,
        (
            "https://chat.whatsapp.com/AbCdEfGhIjK",
            "https://example.org/x?token=a1b2c3",
            "https://ana:segredo@example.org/",
            "https://wa.me/5569999990001",
            "tel://+5569999990001",
            "https://meet.google.com/abc-defg-hij",
            "https://drive.google.com/file/d/1AbCdEfGhIjKlMnOp/view",
            "https://example.org/segunda-via?cpf=52998224725&nome=Ana+Souza",
        ),
    ),
)
