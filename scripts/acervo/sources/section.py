"""A heading and its text: what every markup is cut into."""

from collections.abc import Sequence
from dataclasses import dataclass


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
