"""Rows of names: "Ana, Bruno e Rosa", or one on each line of a list."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from acervo.privacy.names import fold

_MARK = r"[*_~`'\"“”()\[\]]*"
_AND = re.compile(
    rf"{_MARK}\s*(?:\s(?:e|y|and|ou|or|and_also)\s|[&/+])\s*"
    rf"(?:(?:com|con|with|d[aeo]|pr[ao]|para|a|al|o|el|la)\s+){{0,2}}{_MARK}"
)
_COMMA = re.compile(rf"{_MARK}\s*,\s*{_MARK}")
_BLANK = re.compile(rf"{_MARK}\s{_MARK}")
# From the end of one line to the name on the next: "\n2 ", "\n- ", "\nDom 7h – ".
_LINE = re.compile(r"[^\w\n]*\n(?:\W*[0-9]{1,2}\W+|[^\w\n]*|[^\n]{1,20}?\s?[–—:-]\s\W*)")
_LINE_ENDS = re.compile(r"[^\w\n\x1e]*(?:[\n\x1e]|$|ok\b|\+)")
_LONGEST = 30  # characters between two names of a row


@dataclass(frozen=True)
class Row:
    """Names that stand together."""

    end: int  # of the last in the text
    size: int
    sure: int  # how many of them are names beyond doubt
    joined: bool  # by "and" somewhere
    comma: bool
    lines: bool  # each on its line


def rows(text: str, names: Iterable[tuple[int, int, bool]]) -> dict[int, Row]:
    """Return the rows that names stand in, by where each name begins.

    Args:
        text: in which they stand.
        names: start, end and whether it is one beyond doubt; in order. Of those that overlap,
            the first counts.
    """
    found: dict[int, Row] = {}
    row: list[tuple[int, int, bool]] = []
    gaps: list[str] = []

    def close() -> None:
        if len(row) > 1:
            lines = "line" in gaps and _LINE_ENDS.match(text, row[-1][1]) is not None
            made = Row(
                end=row[-1][1],
                size=len(row),
                sure=sum(sure for *_, sure in row),
                joined="and" in gaps,
                comma="comma" in gaps,
                lines=lines,
            )
            found.update((start, made) for start, *_ in row)

    for name in names:
        if row and name[0] < row[-1][1]:
            continue
        gap = _gap(text[row[-1][1] : name[0]]) if row else ""
        if gap and ("line" in gaps) <= (gap == "line"):
            gaps.append(gap)
        else:
            close()
            row, gaps = [], []
        row.append(name)
    close()
    return found


def _gap(between: str) -> str:
    """Return what parts two names of a row, or nothing where it is no row."""
    if len(between) > _LONGEST or "\x1e" in between:
        return ""
    if "\n" in between:
        return "line" if _LINE.fullmatch(between) else ""
    between = fold(between)
    kinds = (("and", _AND), ("comma", _COMMA), ("blank", _BLANK))
    return next((kind for kind, gap in kinds if gap.fullmatch(between)), "")
