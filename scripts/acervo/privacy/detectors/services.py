"""Digits that are nobody's: numbers of companies, draws of a lottery, DOIs."""

import re
from functools import lru_cache
from itertools import pairwise

from acervo.privacy.detection import View
from acervo.privacy.detectors.calls import called

_GROUP = re.compile(r"[0-9]+")
# "0xx69": any carrier.
_CARRIER = re.compile(r"(?<![0-9A-Za-z])0 ?(?:xx|\*\*)(?=[ (]{0,2}[1-9])", re.I)
# Numbers of companies, which are nobody's: free of charge or at a common rate. Brazil 0800, 0300,
# 4004; Spain 900, 901, 902; Portugal 800, 808, 707; Mexico 01 800; United States and Canada 1-800
# and the codes that followed it, of which three are also areas of Mexico.
SERVICE = re.compile(
    r"(?=[0-9+(])(?<![0-9A-Za-z+])(?<![0-9][.-])(?:"
    r"(?:\+?55[ .-]?)?0[ .-]?[3589]00(?:[ .-]?[0-9]){6,7}|(?<![0-9)] )(?:40[0-9]{2}"
    r"|300[34])[ .-]?[0-9]{4}"
    r"|(?<![0-9)] )(?:(?:\+|00)?(?:34|351)[ .-]?)?(?:80[0-9]|90[0-9]|70[78])(?:[ .-]?[0-9]){6}"
    r"|(?<![0-9)] )(?:\+|00)?351[ .-]?76[0-2](?:[ .-]?[0-9]){6}"
    r"|(?<![0-9)] )(?:(?:\+?52|01)[ .-]?)?[89]00(?:[ .-]?[0-9]){7}"
    r"|(?<![0-9)] )(?:\+?1[ .-]?)?\(?8(?:00|88|77|55)\)?[ .-]{0,2}[0-9]{3}[ .-]?[0-9]{4}"
    r"|(?<![0-9)] )(?:\+?1[ .-]?\(?8(?:33|44|66)\)?[ .-]{0,2}|\(8(?:33|44"
    r"|66)\) ?)[0-9]{3}[ .-]?[0-9]{4}"
    r")(?![0-9A-Za-z]|[.-][0-9])"
)
_DOI = re.compile(r"(?<![0-9A-Za-z])10\.[0-9]{4,9}/[^\s\x00]+")
# Drawn numbers are sorted, or parted by more than a number of telephone is.
_PAIRS = re.compile(
    r"(?<![0-9][ .,/-])(?<![0-9])[0-9]{2}(?P<by>[ .,/]"
    r"|[ ]?[-–][ ]?)[0-9]{2}(?:(?P=by)[0-9]{2}){3,19}(?![0-9])"
)


def readable(view: View) -> str:
    """Return the text, of the same length, without links, DOIs, drawn numbers and companies'."""
    return _readable(view.prose)


@lru_cache(maxsize=4)  # two detectors ask, one after the other
def _readable(text: str) -> str:
    text = _CARRIER.sub(lambda carrier: carrier[0][0].ljust(len(carrier[0])), text)
    for shape in (_DOI, SERVICE):
        text = shape.sub(_blank, text)
    return _PAIRS.sub(lambda row: _blank(row) if _is_drawn(text, row) else row[0], text)


def _blank(match: re.Match[str]) -> str:
    return "\0" * len(match[0])


def _is_drawn(text: str, row: re.Match[str]) -> bool:
    """Tell whether a row of pairs of digits was drawn in a lottery."""
    pairs = _GROUP.findall(row[0])
    rising = all(a < b for a, b in pairwise(pairs))
    return (rising or len(row["by"]) == 3) and not called(text, row.start())
