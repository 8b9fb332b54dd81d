"""What a detector is, and how it sees a text: digits of any script plain, invisible marks away."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

PLACEHOLDER = re.compile(r"\[(?:NAME|media|[A-Z]+_[0-9]+)\]")
# Whether a part of a link is private is for the detectors of links to say.
URL = re.compile(
    r"""(?:\b[a-z][a-z0-9+.-]{1,20}://|\bwww\.
       |\b(?:chat\.whatsapp\.com|wa\.me|t\.me|telegram\.me|discord\.gg|signal\.group)/)[^\s<>"\x00-\x20]+
       |\b(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}/[\w@?~\#%-][^\s<>"\x00-\x20]*""",
    re.I | re.X,
)

# Marks that are not seen, joiners and the keycap of "1️⃣" among them.
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u20e3"
_UNSEEN_MARK = re.compile(f"[{_UNSEEN}]")
# Superset of what `View` changes, also for polars: no other text needs a second writing.
ODD = (
    rf"[{_UNSEEN}\u00b2\u00b3\u00b9\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u2070-\u2089"
    r"\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\uff01-\uff5e\u{1d7ce}-\u{1d7ff}]"
)
_ODD = re.compile(re.sub(r"\\u\{1([0-9a-f]{4})\}", r"\\U0001\1", ODD))


class Found(NamedTuple):
    """One identifier in a view."""

    start: int
    end: int
    kind: str  # of the placeholder: "PHONE" gives [PHONE_1]
    value: str  # what equal values share, however they are written


class View:
    """A text as detectors see it, and where each of its characters stands in the original."""

    def __init__(self, text: str) -> None:
        self.original = text
        self._starts: list[int] | None = None
        if _ODD.search(text) is None:
            self.text = text
            return
        seen, starts = [], []
        for i, char in enumerate(text):
            for plain in _plain(char):
                seen.append(plain)
                starts.append(i)
        self.text = "".join(seen)
        self._starts = [*starts, len(text)]

    @cached_property
    def prose(self) -> str:
        """The text with NUL in the place of links, of the same length."""
        return URL.sub(lambda link: "\0" * len(link[0]), self.text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the view stands in the original, invisible marks inside it included."""
        if self._starts is None:
            return start, end
        last = self._starts[end - 1] + 1
        # Also the rest of a keycap, which would be left without its digit.
        while last < len(self.original) and self.original[last] in "\ufe0e\ufe0f\u20e3":
            last += 1
        return self._starts[start], last


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    if char.isascii():
        return char
    if _UNSEEN_MARK.match(char):
        return ""
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    if "\uff01" <= char <= "\uff5e":  # full-width ASCII
        return chr(ord(char) - 0xFEE0)
    return char


@dataclass(frozen=True)
class Detector:
    """Finds one family of identifiers."""

    name: str
    # Regular expression of the `regex` crate (polars): every text in which `find` finds anything
    # matches it. Texts that do not match are never looked at one by one, so it decides the speed.
    candidate: str
    # Yields identifiers in the view, in any order; what overlaps an earlier one is left out.
    find: Callable[[View], Iterable[Found]]
    # Positive controls: invented values, each of which must be found as it stands.
    controls: tuple[str, ...]
