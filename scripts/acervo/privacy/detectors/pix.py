"""PIX, the Brazilian instant payment: random keys, and payment codes to copy and paste."""

import binascii
import re
from collections.abc import Iterator

from acervo.privacy.detection import Detector, Found, View

_KEY = re.compile(
    r"(?<![0-9A-Za-z_-])[0-9a-f]{8}(-?)[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}(?![0-9A-Za-z_-])",
    re.I,
)
# A random key is a UUID, and most UUIDs are nobody's.
_KEY_BEFORE = re.compile(
    r"(?=\w)(?<!\w)(?:pix[^\0]{0,80}"
    r"|(?:chaves?(?! (?:prim|estr|de api|da api|p[úu]blic|privad|do registro))|aleat[óo]ria"
    r"|vaquinha|rifa|d[íi]zimo|doa(?:r|[çc][ãa]o|[çc][õo]es)|pag(?:a|ar|ue|uem|amentos?)"
    r"|transfer\w*|deposit\w+|dep[óo]sitos?|contribui\w*|arrecada\w*)(?!\w)[^\n\0]{0,40}\n?)$",
    re.I,
)
_KEY_AFTER = re.compile(
    r"[^\n\0]{0,40}(?<!\w)(?:chave )?pix(?!\w)"
    r"|\W{1,4}(?:(?:essa |esta )?(?:[ée]|eh) )?(?:a |minha |a minha )?chave(?!\w)"
    r"(?! (?:prim|estr|d[ae] api))",
    re.I,
)

# EMV® QR Code Specification, merchant-presented mode; "Manual de Padrões para Iniciação do Pix":
# fields of two digits, two digits of length, a value. "00" comes first and "63", the CRC, last.
_BEGINS = re.compile(r"(?<![0-9A-Za-z])000201(?=[\s0-9]{4})")
_ENDS = re.compile(r"6\s?3\s?0\s?4\s?(?:[0-9A-Fa-f]\s?){3}[0-9A-Fa-f](?![0-9A-Za-z])")
_PIX = re.compile(r"br\s?\.\s?gov\s?\.\s?bcb\s?\.\s?(?:pix|brcode)", re.I)
_LONGEST = 800


def _keys(view: View) -> Iterator[Found]:
    text = view.prose
    for match in _KEY.finditer(text):
        before = text[max(0, match.start() - 90) : match.start()]
        if _KEY_BEFORE.search(before) or _KEY_AFTER.match(text, match.end()):
            yield Found(*match.span(), "PIX", match[0].replace("-", "").lower())


def _codes(view: View) -> Iterator[Found]:
    text = view.text  # the code of a charge holds a link
    done = -1
    for match in _BEGINS.finditer(text):
        if match.start() < done:
            continue
        end = _code_end(text, match.start())
        if end is not None:
            done = end
            value = re.sub(r"\s", "", text[match.start() : end])
            yield Found(match.start(), end, "PIX", value)


def _code_end(text: str, start: int) -> int | None:
    """Return where a payment code ends.

    Blanks and line breaks that messengers put in and take out break the CRC. So it decides only
    which of several ends is meant, and whether a code is one that does not name PIX.
    """
    stop = min(len(text), start + _LONGEST)
    ends = [match.end() for match in _ENDS.finditer(text, start, stop)]
    for end in ends:
        raw = text[start:end]
        for code in (raw, re.sub(r"[\r\n]", "", raw), re.sub(r"\s", "", raw)):
            if f"{binascii.crc_hqx(code[:-4].encode(), 0xFFFF):04X}" == code[-4:].upper():
                return end
    pix = _PIX.search(text, start, stop)
    if pix is None:
        return None
    for end in ends:
        if end > pix.end():
            return end
    line = text.find("\n", pix.end(), stop)  # cut off: no CRC
    return len(text[: line if line >= 0 else stop].rstrip())


DETECTORS = (
    Detector(
        "pix-code",
        r"000201[\s0-9]{4}",
        _codes,
        (
            "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR"
            "5913Fulano de Tal6008BRASILIA62070503***63041D3D",
        ),
    ),
    Detector(
        "pix-key",
        r"[0-9A-Fa-f]{8}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{12}",
        _keys,
        ("chave pix: 123e4567-e12b-12d1-a456-426655440000",),
    ),
)
