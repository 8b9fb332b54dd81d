"""A word in a text that may be a name, what stands around it, and how much speaks against it."""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from acervo.privacy.given_names import GIVEN_NAMES, SURNAMES
from acervo.privacy.name_cues import PAIRS
from acervo.privacy.name_rows import Row
from acervo.privacy.names import fold, is_generic
from acervo.privacy.ordinary_words import ORDINARY, SOMETIMES, is_ordinary

WINDOW = 60  # characters on either side that are looked at
_PAIRS = PAIRS | {"👉👈"}


class Doubt(IntEnum):
    """How much speaks against a word being a name."""

    NONE = 0
    LITTLE = 1
    MUCH = 2
    SURNAME = 3
    LAST = 4


@dataclass(frozen=True)
class Candidate:
    """A word or words in a text that may be a name."""

    text: str
    start: int
    end: int
    form: str  # the folded name
    level: Doubt
    row: Row | None = None  # of names in which it stands

    @property
    def written(self) -> str:
        """The word as it stands in the text."""
        return self.text[self.start : self.end]

    @property
    def held(self) -> bool:
        """Whether letters are held down ("Claraaaa")."""
        return " " not in self.form and self.end - self.start > len(self.form)

    @cached_property
    def raw_before(self) -> str:
        """What stands before it."""
        return self.text[max(0, self.start - WINDOW) : self.start]

    @cached_property
    def raw_after(self) -> str:
        """What stands behind it."""
        return self.text[self.end : self.end + WINDOW]

    @cached_property
    def before(self) -> str:
        """What stands before it, folded."""
        return fold(self.raw_before[: len(self.raw_before) - self._wrapped])

    @cached_property
    def after(self) -> str:
        """What stands behind it, folded."""
        return fold(self.raw_after[self._wrapped :])

    @property
    def _wrapped(self) -> bool:
        """Whether a mark of emphasis, a quote or a bracket stands on both sides."""
        return self.raw_before[-1:] + self.raw_after[:1] in _PAIRS

    @cached_property
    def capital(self) -> bool:
        """Whether it has a capital that says something: not one of a stressed word."""
        return self.written[0].isupper() and not self._shouted

    @property
    def stands_out(self) -> bool:
        """Whether it is in capitals among words that are not."""
        around = self.raw_before[-20:] + self.raw_after[:20]
        upper = len(self.written) > 1 and self.written.isupper()
        return upper and any(c.islower() for c in around)

    @property
    def _shouted(self) -> bool:
        around = self.raw_before[-20:] + self.raw_after[:20]
        return (
            len(self.written) > 1
            and self.written.isupper()
            and (self.level >= Doubt.MUCH or not any(c.islower() for c in around))
        )


def doubt(form: str, *, last: bool = False) -> Doubt:
    """Return the degree of doubt of a folded name.

    `last`: it is known as the last word of a longer name only.
    """
    words = re.findall(r"[^\W\d_]+", form)
    if len(words) != 1 or not form.isalpha():
        own = [word for word in words if len(word) > 2 and not is_generic(word)]
        sure = len(own) > 1 or not words or any(not is_ordinary(word) for word in own)
        return Doubt.NONE if sure else Doubt.LITTLE
    if last and form not in GIVEN_NAMES - ORDINARY:
        return Doubt.SURNAME if form in SURNAMES and form not in ORDINARY else Doubt.LAST
    if is_ordinary(form) or (len(form) < 3 and form not in SOMETIMES):
        return Doubt.MUCH
    known = form in GIVEN_NAMES or form in SURNAMES
    if last or form in SOMETIMES or (len(form) < 4 and not known):
        return Doubt.LITTLE
    return Doubt.NONE
