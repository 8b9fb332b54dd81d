"""What an annotated text is, and where the values in it come from."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

T = TypeVar("T")

PEOPLE = "PERSON"  # the kind of people who are not members: rules reach only some of them


class Piece(NamedTuple):
    """A part of a text: private (True), to be kept (False), or not counted either way (None)."""

    text: str
    kind: str = ""  # of a value; "" is running text
    private: bool | None = None
    fixed: bool = False  # made by a program, or part of a longer value: nobody mistypes it


class Span(NamedTuple):
    """A value in a text."""

    start: int
    end: int
    kind: str
    private: bool | None


@dataclass(frozen=True)
class Annotated:
    """One text, and what in it is private or must be kept."""

    text: str
    spans: tuple[Span, ...]
    language: str = ""
    template: str = ""
    author: str | None = None

    @property
    def clean(self) -> bool:
        """Whether nothing in it may be replaced."""
        return all(span.private is False for span in self.spans)


@dataclass(frozen=True)
class Draw:
    """Chance, and what values depend on: the language, the country and who is in the chat."""

    random: random.Random
    language: str
    country: str
    members: tuple[str, ...]

    def pick(self, values: Sequence[T]) -> T:
        """Return one of the values."""
        return self.random.choice(values)

    def chance(self, share: float) -> bool:
        """Return True that often."""
        return self.random.random() < share

    def number(self, low: int, high: int) -> int:
        """Return a number from `low` to `high`, both included."""
        return self.random.randint(low, high)

    def digits(self, count: int, first: str = "0123456789") -> str:
        """Return so many digits, the first one of `first`."""
        return self.pick(first) + "".join(self.pick("0123456789") for _ in range(count - 1))

    def letters(self, count: int, alphabet: str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ") -> str:
        """Return so many characters of an alphabet."""
        return "".join(self.pick(alphabet) for _ in range(count))


Generator = Callable[[Draw], "str | list[Piece]"]


class Slot(NamedTuple):
    """What stands for `{name}` in a template."""

    kind: str
    private: bool | None
    generate: Generator

    def pieces(self, draw: Draw) -> list[Piece]:
        """Return a value, in its parts."""
        made = self.generate(draw)
        if isinstance(made, str):
            return [Piece(made, self.kind, self.private)]
        return [piece._replace(fixed=True) for piece in made]


SLOTS: dict[str, Slot] = {}


def slot(kind: str, private: bool | None = True) -> Callable[[Generator], Generator]:
    """Register a generator as the slot of its name; one that returns pieces says the kinds itself."""

    def register(generate: Generator) -> Generator:
        SLOTS[generate.__name__] = Slot(kind, private, generate)
        return generate

    return register


def grouped(digits: str, *sizes: int, by: str = " ") -> str:
    """Return digits in groups: `grouped("12345", 2, 3)` is "12 345"."""
    groups, start = [], 0
    for size in sizes:
        groups.append(digits[start : start + size])
        start += size
    assert start == len(digits)
    return by.join(groups)
