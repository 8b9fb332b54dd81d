"""Money: cards."""

import re
from collections.abc import Iterator

from stdnum import luhn

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.boundaries import END, START

_CARDS = (
    re.compile(rf"(?<!\+){START}(?:[0-9]{{4}}([ .-])){{4}}[0-9]{{3}}{END}"),
    re.compile(
        rf"(?<!\+){START}(?:[0-9]{{4}}([ .-])[0-9]{{4}}\1[0-9]{{4}}\1[0-9]{{4}}"
        rf"|3[0-9]{{3}}([ .-])[0-9]{{6}}\2[0-9]{{4,5}}|[0-9]{{13,19}}){END}"
    ),
)
_CARD_PREFIX = re.compile(r"4|5[0-8]|6|2[2-7]|3[0-9]|2131|1800")


def _cards(view: View) -> Iterator[Found]:
    for shape in _CARDS:
        for match in shape.finditer(view.prose):
            digits = re.sub(r"[^0-9]", "", match[0])
            if _is_card(digits):
                yield Found(*match.span(), "CARD", digits)


def _is_card(digits: str) -> bool:
    return bool(
        _CARD_PREFIX.match(digits)
        and (len(digits) > 13 or (len(digits) == 13 and digits[0] == "4"))
        and len(set(digits)) > 1
        and luhn.is_valid(digits)
    )


DETECTORS = (
    Detector(
        "card",
        r"[0-9](?:[ .-]?[0-9]){12}",
        _cards,
        ("4111 1111 1111 1111", "378282246310005"),
    ),
)
