"""What a detector is, and how it sees a text: digits of any script plain, invisible marks away."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from acervo.privacy.names import edited

# Whoever changes what is found, or how it is written, raises this: it is part of the manifest.
RULES = 4

PLACEHOLDER = re.compile(r"\[(?:NAME|media|[A-Z]+_[0-9]+)\]")
# Whether a part of a link is private is for the detectors of links to say.
URL = re.compile(
    r"""(?:\b[a-z][a-z0-9+.-]{1,20}://|\bwww\.
       |\b(?:chat\.whatsapp\.com|wa\.me|t\.me|telegram\.me|discord\.gg|signal\.group)/)[^\s<>"\x00-\x20]+
       |\b(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}/[\w@?~\#%-][^\s<>"\x00-\x20]*""",
    re.I | re.X,
)

# Marks that are not seen: joiners, the keycap of "1️⃣", fillers, tags, and lines drawn through.
_UNSEEN = (
    "\u00ad\u0332\u0335-\u0338\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u20e3\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e01ef"
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_UNSEEN_MARK = re.compile(f"[{_UNSEEN}]")
# A mark of direction parts a number from a letter; inside a word or a plate it is nothing.
_DIRECTION = "[\u200e\u200f\u202a-\u202e\u2066-\u2069]+"
_SEAM = re.compile(
    rf"(?:(?<=[0-9]{{4}})|(?<=[0-9 ()./-]{{5}}[0-9])){_DIRECTION}(?=[^\W\d_])"
    rf"|(?<=[^\W\d_]){_DIRECTION}(?=[0-9(+][0-9 ().-]{{6}})"
)
# The digits of scripts in living use, by their zeros.
_ZEROS = (
    "\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0de6\u0e50\u0ed0\u0f20"
    "\u1040\u1090\u17e0\u1810\u1946\u19d0\u1a80\u1a90\u1b50\u1bb0\u1c40\u1c50\ua620\ua8d0\ua900\ua9d0"
    "\ua9f0\uaa50\uabf0\U0001fbf0"
)
_SCRIPTS = "".join(f"{zero}-{chr(ord(zero) + 9)}" for zero in _ZEROS)
# Full width, mathematical, enclosed, raised and lowered: Unicode says which plain one is meant.
_STYLED = (
    "\u00b2\u00b3\u00b9\u2024\u2070-\u2089\u2460-\u249b\u24b6-\u24ff\u2776-\u2793\ufe52\ufe5f-\ufe6b"
    "\uff01-\uff5e\U0001d400-\U0001d7ff\U0001f100-\U0001f10c\U0001f130-\U0001f149"
)
# Blanks, but the thin ones: those part thousands.
_BLANK = "\u00a0\u1680\u2000-\u2008\u200a\u205f\u2800\u3000"
_HYPHEN = "\u2010-\u2012\u2212"
# "O" and "l" for 0 and 1, also Greek and Cyrillic, where all around is a number. No "l" at the end
# of a group: it is litres.
_ZERO, _ONE = "OoОоΟο", "lIІ"
_MIXED = re.compile(
    rf"(?<![^\W_])(?<![.,/])[0-9(+][0-9 ().+/-]{{0,3}}"
    rf"(?:[0-9{_ZERO}{_ONE}][ ().+/-]{{0,3}}){{5,20}}"
    rf"[0-9{_ZERO}IІ](?![^\W_])"
)
_GROUP = re.compile(rf"[0-9{_ZERO}{_ONE}]+")
_DIGITS = str.maketrans(_ZERO + _ONE, "0" * len(_ZERO) + "1" * len(_ONE))
# Superset of what `View` changes, also for polars: no other text needs a second writing.
ODD = (
    f"[{_UNSEEN}{_SCRIPTS}{_STYLED}{_BLANK}{_HYPHEN}]"
    rf"|[0-9][ .()/+-]{{0,3}}[{_ZERO}{_ONE}]{{1,8}}[ .()/+-]{{0,3}}(?:[0-9]|$|[^0-9A-Za-z])"
)
_ODD = re.compile(ODD)
_BLANK_MARK, _HYPHEN_MARK, _STYLED_MARK = (
    re.compile(f"[{marks}]") for marks in (_BLANK, _HYPHEN, _STYLED)
)


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
        parted = _SEAM.sub(lambda marks: " " * len(marks[0]), text)
        plain = ((*char.span(), _plain(char[0])) for char in _BEYOND_ASCII.finditer(parted))
        seen, starts = edited(parted, (edit for edit in plain if edit[2] != parted[edit[0]]))
        self.text = _MIXED.sub(_number, seen)
        self._starts = starts or None

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
    """Return the ASCII characters that one character is seen as, or the character itself."""
    if _UNSEEN_MARK.match(char):
        return ""
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    if _BLANK_MARK.match(char):
        return " "
    if _HYPHEN_MARK.match(char):
        return "-"
    if _STYLED_MARK.match(char):
        plain = unicodedata.normalize("NFKC", char)
        return plain if plain.isascii() else char
    return char


def _number(match: re.Match[str]) -> str:
    """Return a number with its look-alikes as digits; what is not mostly digits stays."""
    text = match[0]
    digits = sum(c in "0123456789" for c in text)
    alike = sum(c in _ZERO + _ONE for c in text)
    return text if digits < 6 or alike >= digits else _GROUP.sub(_group, text)


def _group(match: re.Match[str]) -> str:
    group = match[0]
    number = len(group) > 2 or not group.isalpha()  # "o" and "O" are also words
    return group.translate(_DIGITS) if number and group[-1] not in "l|" else group


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
