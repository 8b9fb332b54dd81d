"""What of the private values is left in an output, and what else is gone.

A private value counts as found when none of its letters and digits is left, as a test for leaks has
it, wherever the borders of what was replaced are.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from acervo.privacy.detection import PLACEHOLDER

from benchmarks.annotated.model import PEOPLE, Annotated

Cut = tuple[int, int]  # what was replaced: start and end in the text as it is seen

_NEUTRAL_MARKS = re.compile("[\ufe00-\ufe0f\u20e3\u034f\u115f\u1160\u3164\uffa0]")


def seen(text: str) -> str:
    """Return the text without the marks that nobody sees, in NFC: an output may leave them out."""
    text = unicodedata.normalize("NFC", text)
    return _NEUTRAL_MARKS.sub("", "".join(c for c in text if unicodedata.category(c) != "Cf"))


def cuts(original: str, output: str, pseudonyms: Collection[str] = ()) -> list[Cut] | None:
    """Return what of `original` the placeholders and pseudonyms of `output` stand for.

    Both as seen. None when the output is not the original with replacements. Which pseudonyms there
    are must be told: there are ordinary words that look like one.
    """
    replacement = "|".join([PLACEHOLDER.pattern, *map(re.escape, sorted(pseudonyms))])
    kept = [re.escape(part) for part in re.split(replacement, output)]
    match = re.fullmatch("(.+?)".join(kept), original, re.DOTALL)
    return None if match is None else [match.span(i) for i in range(1, len(kept))]


def cuts_of(text: str, spans: Iterable[Cut]) -> list[Cut]:
    """Return spans of a text as spans of the text as it is seen."""
    return [(len(seen(text[:start])), len(seen(text[:end]))) for start, end in spans]


class Miss(NamedTuple):
    """What went wrong, to be read by who mends a rule."""

    kind: str  # of the value; "" is running text
    value: str
    text: Annotated
    output: str


@dataclass
class Score:
    """Counts over many texts. `kinds`: found and all, `kept`: kept and all, of each kind."""

    kinds: dict[str, list[int]] = field(default_factory=dict)
    kept: dict[str, list[int]] = field(default_factory=dict)
    right: int = 0
    wrong: int = 0
    clean: int = 0
    altered: int = 0
    missed: list[Miss] = field(default_factory=list)
    alarms: list[Miss] = field(default_factory=list)

    def add(self, text: Annotated, found: Sequence[Cut] | None, output: str) -> None:
        """Count one text, given what was replaced in it (None: it cannot be told)."""
        plain = seen(text.text)
        found = [(0, len(plain))] if found is None else found
        gone = {i for start, end in found for i in range(start, end)}
        spans = [(*cuts_of(text.text, [s[:2]])[0], s.kind, s.private) for s in text.spans]
        for start, end, kind, private in spans:
            own = {i for i in range(start, end) if plain[i].isalnum()}
            good = own <= gone if private else not own & gone
            if private is not None:
                count = (self.kinds if private else self.kept).setdefault(kind, [0, 0])
                count[0] += good
                count[1] += 1
            if private and not good:
                self.missed.append(Miss(kind, plain[start:end], text, output))
        for begin, stop in found:
            touched = {s[3] for s in spans if s[0] < stop and begin < s[1]}
            self.right += True in touched
            if True not in touched and None not in touched:
                self.wrong += 1
                kind = next((s[2] for s in spans if s[0] < stop and begin < s[1]), "")
                self.alarms.append(Miss(kind, plain[begin:stop], text, output))
        self.clean += text.clean
        self.altered += text.clean and bool(found)

    def recall(self, *, people: bool = False) -> float:
        """Share of the private values that are gone; of people who are no members, if wanted."""
        counts = [n for kind, n in self.kinds.items() if people or kind != PEOPLE]
        return _share(sum(n[0] for n in counts), sum(n[1] for n in counts))

    @property
    def precision(self) -> float:
        """Share of what was replaced that overlaps a private value."""
        return _share(self.right, self.right + self.wrong)

    @property
    def kept_share(self) -> float:
        """Share of the innocuous values that are whole."""
        return _share(sum(n[0] for n in self.kept.values()), sum(n[1] for n in self.kept.values()))

    @property
    def altered_share(self) -> float:
        """Share of the clean texts that changed."""
        return _share(self.altered, self.clean)

    def leaked(self) -> Counter[str]:
        """Return how many values of each kind are left."""
        return Counter({kind: n[1] - n[0] for kind, n in self.kinds.items()})


def shown(share: float) -> str:
    """Return a share to three places, or a dash where there was nothing to count."""
    return "–" if math.isnan(share) else f"{share:.3f}"


def _share(part: int, whole: int) -> float:
    return part / whole if whole else math.nan
