"""Bank accounts by check digits: IBAN, CLABE, CCC, NIB, and the payment slips of Brazil."""

import re
from collections.abc import Iterator

from stdnum import iban, luhn
from stdnum.es import ccc
from stdnum.iso7064 import mod_97_10

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.boundaries import END, START
from acervo.privacy.detectors.finance import BLANK, JOINT, JOINT_FILTER

_IBAN = re.compile(
    rf"(?<![0-9A-Za-zÀ-ɏ])"
    rf"(?=(?P<iban>[A-Za-z]{{2}}{BLANK}?[0-9]{{2}}(?:{JOINT}?[0-9A-Za-z]){{11,30}}))"
)


def _ibans(view: View) -> Iterator[Found]:
    text = view.prose
    done = -1
    for match in _IBAN.finditer(text):
        start, end = match.span("iban")
        if start < done:
            continue
        # Words may follow: the number ends where its check digits and its country say so.
        ends = [
            i + 1
            for i in range(start, end)
            if text[i].isalnum() and not text[i + 1 : i + 2].isalnum()
        ]
        for end in reversed(ends):
            value = re.sub(r"[^0-9A-Z]", "", text[start:end].upper())
            if len(value) >= 15 and iban.is_valid(value, check_country=False):
                yield Found(start, end, "IBAN", value)
                done = end
                break


_SLIP = re.compile(rf"{START}[0-9](?:{JOINT}?[0-9]){{46,47}}{END}")


def _slips(view: View) -> Iterator[Found]:
    """Yield the digitable lines of boletos, which hold the account of who is paid.

    47 digits for banks, 48 for utilities and taxes (FEBRABAN, "Layout padrão de arrecadação").
    """
    for match in _SLIP.finditer(view.prose):
        digits = re.sub(r"[^0-9]", "", match[0])
        if len(digits) == 47:
            valid = all(luhn.is_valid(digits[a:b]) for a, b in ((0, 10), (10, 21), (21, 32)))
        else:
            blocks = [digits[i : i + 12] for i in range(0, 48, 12)]
            valid = digits[0] == "8" and (
                all(luhn.is_valid(block) for block in blocks)
                or all(_modulo_11(block[:-1]) == block[-1] for block in blocks)
            )
        if valid and len(set(digits)) > 1:
            yield Found(*match.span(), "ACCOUNT", digits)


def _modulo_11(digits: str) -> str:
    rest = sum(int(d) * (2 + i % 8) for i, d in enumerate(reversed(digits))) % 11
    return {0: "0", 1: "0", 10: "1"}.get(rest, str(11 - rest))


_CODE = re.compile(rf"{START}[0-9](?:{JOINT}?[0-9]){{17,20}}{END}")
_CODE_WORD = re.compile(
    r"(?=\w)(?<!\w)(?:clabe|cuentas?|cta|spei|nib|ccc|conta|iban|banc[oa]|transfer\w*"
    r"|dep[óo]sit\w+)(?!\w)"
    r"[^\n]{0,50}$",
    re.I,
)
# As they are printed: the groups say as much as a word.
_CODE_GROUPINGS = {(3, 3, 11, 1), (4, 4, 2, 10), (4, 4, 2, 5, 5), (4, 4, 11, 2)}


def _national(view: View) -> Iterator[Found]:
    """Yield CLABE (Mexico, 18 digits), CCC (Spain, 20) and NIB (Portugal, 21) numbers."""
    for match in _CODE.finditer(view.prose):
        digits = re.sub(r"[^0-9]", "", match[0])
        sizes = tuple(len(group) for group in re.findall("[0-9]+", match[0]))
        before = view.prose[max(0, match.start() - 70) : match.start()]
        if _is_national(digits) and (sizes in _CODE_GROUPINGS or _CODE_WORD.search(before)):
            yield Found(*match.span(), "ACCOUNT", digits)


def _is_national(digits: str) -> bool:
    if len(digits) == 18:  # Banxico, "CLABE": weights 3, 7, 1
        total = sum(int(d) * (3, 7, 1)[i % 3] % 10 for i, d in enumerate(digits[:17]))
        return -total % 10 == int(digits[17]) and len(set(digits)) > 1
    if len(digits) == 20:
        return bool(ccc.is_valid(digits))
    return len(digits) == 21 and bool(mod_97_10.is_valid(digits))


DETECTORS = (
    Detector(
        "iban",
        r"(?:(?-u:\b)|_)[A-Za-z]{2}[ \t\x{a0}\x{2009}\x{202f}]?[0-9]{2}"
        rf"(?:{JOINT_FILTER}[0-9A-Za-z]){{11}}",
        _ibans,
        ("PT50 0002 0123 1234 5678 9015 4", "es9121000418450200051332"),
    ),
    Detector(
        "boleto",
        rf"[0-9](?:{JOINT_FILTER}[0-9]){{46}}",
        _slips,
        ("34191.09008 63571.277308 71444.640008 5 96610000014500",),
    ),
    Detector(
        "national-account",
        rf"[0-9](?:{JOINT_FILTER}[0-9]){{17}}",
        _national,
        ("CLABE 032180000118359719", "2100 0418 45 0200051332", "NIB 000201231234567890154"),
    ),
)
