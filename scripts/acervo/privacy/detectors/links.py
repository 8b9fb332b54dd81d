"""Links: which part of them is a secret or a person. The rest of a link stays byte for byte."""

import re
from collections.abc import Iterator

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.phones import canonical_phone

_VALUE = r"""[^\s&\#<>"'()\[\]{}|\\`\x00-\x20]+"""
# A value under one of these names opens something, however short it is.
_SECRET = (
    r"(?:[a-z0-9]+[_.-])*(?:token|secret|password|passwd|passcode|pwd|senha|contrasena|signature|sig"
    r"|hmac|jwt|otp|api[_-]?key|access[_-]?key|auth[_-]?key|apikey|resourcekey|rlkey|credential|session"
    r"|session[_-]?id|sid|auth|authorization|invite|invite[_-]?code|convite|convidar|accesskey|authkey"
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
_INVITE = re.compile(
    r"""(?:chat\.whatsapp\.com/(?:invite/)? | wa\.me/(?:message|qr)/
      | (?:t|telegram)\.me/(?:joinchat/|\+(?!\d{8,15}\b)) | tg://join\?invite= | signal\.group/\#
      | mega\.nz/(?:\#!|(?:file|folder)/[\w-]+\#)
      | whatsapp\.com/channel/invite/ | vm\.tiktok\.com/invite/)(?P<code>[\w!=+%-]{4,}) """,
    re.I | re.X,
)
_DISCORD = re.compile(
    r"(?:discord\.gg|discord(?:app)?\.com/invite)/(?P<code>[A-Za-z0-9-]{6,})", re.I
)
_NUMBER = re.compile(
    r"(?:\bwa\.me/|\b(?:t|telegram)\.me/)(?P<number>\+?[0-9]{8,15})(?![0-9\w])", re.I
)


def _find(view: View) -> Iterator[Found]:
    """Yield what must not leave in links: passwords, tokens, invite codes, telephone numbers.

    Parameters are looked for in the whole text, as people also paste links without their scheme.
    """
    text = view.text
    for match in _USER.finditer(text):
        yield Found(*match.span(1), "TOKEN", match[1])
    for match in _INVITE.finditer(text):
        yield Found(*_trim(text, *match.span("code")), "TOKEN", match["code"])
    for match in _DISCORD.finditer(text):
        code = match["code"]
        if not (
            code.islower() and code.replace("-", "").isalpha()
        ):  # else a name chosen to be public
            yield Found(*match.span("code"), "TOKEN", code)
    for match in _NUMBER.finditer(text):
        yield Found(*match.span("number"), "PHONE", _phone(match["number"]))
    for match in _PARAMETER.finditer(text):
        start, end = _trim(text, *match.span("value"))
        value = text[start:end]
        if _PHONE_KEY.fullmatch(match["key"]) and _digits(value) >= 8:
            yield Found(start, end, "PHONE", _phone(value))
        elif value and (
            _SECRET_KEY.fullmatch(match["key"])
            or (_PERHAPS_KEY.fullmatch(match["key"]) and _looks_random(value))
        ):
            yield Found(start, end, "TOKEN", value)


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
        r"|(?i:chat\.whatsapp\.com/|wa\.me/|t\.me/|telegram\.me/|tg://|signal\.group|discord\.gg"
        r"|discord(?:app)?\.com/invite|mega\.nz|whatsapp\.com/channel|vm\.tiktok\.com)",
        _find,
        (
            "https://chat.whatsapp.com/AbCdEfGhIjK",
            "https://example.org/x?token=a1b2c3",
            "https://ana:segredo@example.org/",
            "https://wa.me/5569999990001",
        ),
    ),
)
