"""A heading and its text: what every markup is cut into."""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Section:
    """A heading and the text up to the next one.

    `level` and `title` are 0 and None before the first heading; `line`, from 1, is where the
    heading begins, or the first line of text where there is none.
    """

    level: int
    title: str | None
    line: int
    text: str


@dataclass(frozen=True)
class Heading:
    """A heading in source lines, which count from 0: those from `start` up to `end`."""

    level: int
    title: str
    start: int
    end: int


@dataclass(frozen=True)
class Outline:
    """A text cut at its headings, and what of it is left out because no reader sees it.

    `hidden` counts the parts that were left out, by kind; `hidden_lines` the source lines of
    Markdown and reStructuredText that went as a whole.
    """

    sections: list[Section]
    hidden: Counter[str] = field(default_factory=Counter)
    hidden_lines: int = 0


def cut(lines: Sequence[str | None], headings: Sequence[Heading]) -> list[Section]:
    """Cut source lines at the headings; None stands for a line that is left out."""
    bounds = [*headings, Heading(0, "", len(lines), len(lines))]
    result = []
    above = lines[: bounds[0].start]
    first = next((n for n, line in enumerate(above) if (line or "").strip()), None)
    if first is not None:
        result.append(Section(0, None, first + 1, _block(above)))
    for heading, following in zip(headings, bounds[1:], strict=True):
        own = _block(lines[heading.end : following.start])
        result.append(Section(heading.level, heading.title, heading.start + 1, own))
    return result


def leave_out(lines: list[str | None], first: int, end: int) -> None:
    """Leave out whole lines, but keep apart what stood above and below them."""
    around = [*lines[max(first - 1, 0) : first], *lines[end : end + 1]]
    apart = len(around) < 2 or not all((line or "").strip() for line in around)
    lines[first:end] = [None if apart else "", *[None] * (end - first - 1)]


def hidden_lines(written: Sequence[str], kept: Sequence[str | None]) -> int:
    """How many lines said something and do so no more."""
    pairs = zip(written, kept, strict=True)
    return sum(bool(was.strip()) and not (now or "").strip() for was, now in pairs)


def _block(lines: Sequence[str | None]) -> str:
    """Lines without the blank ones around them; indentation has a meaning and stays."""
    kept: list[str] = []
    for blank, group in itertools.groupby(lines, lambda line: not (line or "").strip()):
        rows = list(group)
        found = [row for row in rows if row is not None]
        if kept or not blank:
            kept += found[:1] if blank and len(found) < len(rows) else found
    return "\n".join(kept).rstrip()


def paths(found: Sequence[Section]) -> list[str | None]:
    """For each section its title after those of the sections around it, joined by ` › `.

    None for the text before the first heading.
    """
    result: list[str | None] = []
    around: list[Section] = []
    for section in found:
        while around and around[-1].level >= section.level:
            around.pop()
        around.append(section)
        result.append(" › ".join(s.title for s in around if s.title) or None)
    return result
