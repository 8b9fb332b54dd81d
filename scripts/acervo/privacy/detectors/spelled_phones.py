"""Telephone numbers taken apart: digits one by one, or parted by lines and ornaments."""

import re
from collections.abc import Iterator
from itertools import pairwise

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.calls import called, context
from acervo.privacy.detectors.phones import (
    REGIONS,
    canonical_phone,
    is_personal,
    is_possible,
    parse_phone,
)
from acervo.privacy.detectors.services import readable

_WORDISH = "[0-9A-Za-zÀ-ɏ]"
_END = rf"(?!{_WORDISH}|%|[.,:/-][0-9])"
# Digits one by one, in an even rhythm or in groups: "6 9  9 9 9 9 9 - 0 0 0 1", "6.9.9.9.9...".
_SINGLE = re.compile(
    rf"(?<!{_WORDISH})(?<![,/$-])(?<![0-9]\.)(?:\+ ?)?\(?[0-9](?:[ .·•*_/"
    rf"|~()-]{{1,5}}[0-9]){{7,14}}\)?{_END}"
)
# A Brazilian mobile number, or one with its country, whatever stands between its parts.
_ORNAMENT = r"[^0-9A-Za-zÀ-ɏ+$€£%#@=\x00]"
_PARTED = re.compile(
    rf"(?<!{_WORDISH})(?<![$€£#=@])(?<![\d.,/:-][.,/:-])(?:(?:\+{_ORNAMENT}{{0,2}})?55{_ORNAMENT}{{0,5}})?\(?0?[1-9][0-9]\)?"
    rf"{_ORNAMENT}{{0,5}}9{_ORNAMENT}{{0,5}}[0-9]{{4}}{_ORNAMENT}{{0,5}}[0-9]{{4}}{_END}"
)
_PARTED_ABROAD = re.compile(
    rf"(?<![\w+])\+{_ORNAMENT}{{0,2}}[1-9][0-9]{{0,2}}(?:{_ORNAMENT}{{1,5}}[0-9]{{2,5}}){{2,5}}{_END}"
    r"|(?<![\w+])\+[1-9][0-9]{0,2}[/_*|~][0-9]{8,12}(?![0-9A-Za-zÀ-ɏ])"
)
# Any other with a word that says so: "tlm 912/345/678", "call 202_555_0147".
_PARTED_CALLED = re.compile(
    rf"(?<!{_WORDISH})(?<![0-9] )(?<!\+)\(?[2-9][0-9]{{1,2}}\)?(?:[ \t]?[ /_*"
    rf"|~•\n][ \t]?[0-9]{{2,4}}){{1,2}}"
    rf"(?:[ ./_*|~•\n-][0-9]{{1,4}}){{1,2}}{_END}"
)
_PLAIN = re.compile(r"[0-9 ()+.\t–-]*")  # what `phones` reads
_IBERIAN = re.compile(r"[679][0-9]{8}")
_DAY = re.compile(r"\(?[0-3][0-9]([./ -])9\1(?:19|20)[0-9]{2}")
_WAID = re.compile(r"waid=(?P<tel>[0-9]{8,15})(?![0-9])", re.I)
_TEL = re.compile(
    r"^(?:item[0-9]+\.)?TEL[^:\n]{0,80}:[ \t]*(?P<tel>\+?[0-9][0-9 ().-]{5,30}[0-9])", re.I | re.M
)


def _find(view: View) -> Iterator[Found]:
    text = readable(view)
    for shape in (_WAID, _TEL):
        for match in shape.finditer(text):
            yield Found(*match.span("tel"), "PHONE", value_of(match["tel"]))
    for match in _SINGLE.finditer(text):
        digits = _digits(match[0])
        said = "call" if "+" in match[0] else context(text, *match.span())
        if said != "no" and _is_phone(digits, said):
            yield Found(*match.span(), "PHONE", value_of(digits))
    for match in (*_PARTED.finditer(text), *_PARTED_ABROAD.finditer(text)):
        digits = _digits(match[0])
        if not (_PLAIN.fullmatch(match[0]) or _DAY.match(match[0]) or match[0].count("\n") > 2):
            number = parse_phone(f"+{digits}" if "+" in match[0] else digits, "BR")
            if number is not None and is_personal(number):
                yield Found(*match.span(), "PHONE", value_of(digits))
    for match in _PARTED_CALLED.finditer(text):
        digits = _digits(match[0])
        plain = _PLAIN.fullmatch(match[0]) or _DAY.match(match[0])
        if not plain and 9 <= len(digits) <= 11 and called(text, match.start()):
            yield Found(*match.span(), "PHONE", value_of(digits))


def _is_phone(digits: str, said: str) -> bool:
    """Tell whether digits that stand one by one are a number, rather than a row of a table."""
    if counts(digits) or len(set(digits)) < 3:
        return False
    if said == "call":
        return 8 <= len(digits) <= 15
    if said == "hint" and 9 <= len(digits) <= 13:
        digits = re.sub(r"^521(?=[0-9]{10}$)", "52", digits)  # Mexico, before 2019
        numbers = (parse_phone(digits, region) for region in REGIONS)
        return (
            any(n is not None and is_personal(n) for n in numbers)
            or _IBERIAN.fullmatch(digits) is not None
            or _is_american(digits)
            or (len(digits) > 10 and is_possible(parse_phone(f"+{digits}", None)))
        )
    if not 10 <= len(digits) <= 13:
        return False
    number = parse_phone(digits, "BR")
    if number is None or not is_personal(number):  # with its country, as the plain "34 ..." has it
        number = parse_phone(f"+{digits}", None)
        return number is not None and is_personal(number) and len(digits) >= 11
    return number.country_code == 55


def _is_american(digits: str) -> bool:
    """Tell whether eleven digits are a number of North America, in use or not."""
    return re.fullmatch(r"1[2-9][0-9]{2}[2-9][0-9]{6}", digits) is not None


def counts(digits: str) -> bool:
    """Tell whether most digits are the next ones up or down: somebody counts."""
    steps = [int(b) - int(a) for a, b in pairwise(digits)]
    return max(steps.count(1), steps.count(-1)) / len(steps) >= 0.75


def _digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)


def value_of(digits: str) -> str:
    """Return what is the same for a number however it is written."""
    return canonical_phone(digits) or _digits(digits)


DETECTORS = (
    Detector(
        "spelled-phone",
        r"(?im)[0-9](?:[ .·•*_/|~()-]{1,5}[0-9]){7}|waid=[0-9]{8}|tel[^:\n]*:[ \t]*\+?[0-9]"
        r"|[0-9](?:[^0-9a-z+$€£%#@=]{0,7}[0-9]){7}"
        r"|\+[1-9][0-9]{0,2}[/_*|~][0-9]{8}",
        _find,
        (
            "6 9 9 9 9 9 9 - 0 0 0 1",
            "69 🌵 99999 🌵 0001",
            "(69) 99999-\n0001",
            "TEL;type=CELL;waid=5569999990001:69999990001",
        ),
    ),
)
