"""Where a name stands in a text: whether it is all of a word, and what belongs to it."""

import re
from collections.abc import Iterable
from itertools import product

# Tokens inside which "_" and a capital part words: hashtags and file names.
LOOSE = re.compile(r"#\w+|(?<![\w-])[\w-]++\.[A-Za-z][A-Za-z0-9]{1,4}\b")
_BLANK = re.compile(r"\s")
_MARKS = re.compile(r"[\W_]+")
_PLUS = re.compile(r"(?:\+|%(?:25)*2b)\Z", re.I)
_LEADING = re.compile(r"(?<![0-9a-f%])[0-9]+\Z", re.I)
_BRACKETS = {")": "(", "]": "["}


def tokens(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches between blanks that hold the spans, which are given in order."""
    found: list[tuple[int, int]] = []
    done = 0
    for start, end in spans:
        if end > done:
            begin = max(done, *(text.rfind(blank, done, start) + 1 for blank in " \n"))
            blank = _BLANK.search(text, end)
            done = blank.start() if blank else len(text)
            found.append((begin, done))
    return found


def mask(
    text: str, shapes: Iterable[re.Pattern[str]], near: Iterable[tuple[int, int]]
) -> bytearray:
    """Return 1 for each character that belongs to one of the shapes; looked for in `near` only."""
    found = bytearray(len(text))
    for shape, span in product(shapes, near):
        for match in shape.finditer(text, *span):
            found[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return found


def marks(writing: str) -> tuple[str, ...]:
    """Return what parts the words of a name, but for blanks."""
    runs = _MARKS.findall(writing)
    return tuple(run.strip() for run in runs if not run.isspace())


def is_tag(text: str, start: int, end: int) -> bool:
    """Tell whether this is all of a hashtag."""
    return text[start - 1 : start] == "#" and not (text[end : end + 1] or " ").isalnum()


def is_whole(text: str, start: int, end: int, loose: bytearray) -> bool:
    """Tell whether a name is no part of a word.

    "_" parts words where it is an ornament ("_Ana_"), and in hashtags and names of files, in
    which a capital and a digit do so too.
    """
    parts = all(loose[start:end])
    return _parts(text, start - 1, start, -1, parts) and _parts(text, end, end - 1, 1, parts)


def _parts(text: str, outer: int, inner: int, step: int, loose: bool) -> bool:
    """Tell whether the word that `inner` belongs to ends there, seen from `outer`."""
    if not 0 <= outer < len(text):
        return True
    char = text[outer]
    if char == "_":
        beyond = outer + step
        return loose or not (0 <= beyond < len(text) and text[beyond].isalnum())
    if not char.isalnum():
        return True
    right = max(outer, inner)
    return loose and (char.isdigit() or _is_hump(text, right))


def _is_hump(text: str, at: int) -> bool:
    """Tell whether a capital begins a word inside a word ("AnaLima")."""
    return text[at].isupper() and text[at - 1].islower()


def is_apart(plain: tuple[str, int, int], original: tuple[str, int, int]) -> bool:
    """Tell whether a name that can be nothing else is no part of a longer word.

    Args:
        plain: the plain text, and where the name begins and ends there.
        original: the same of the text as it was written, in which a capital may begin a word.
    """
    (seen, begin, stop), (text, start, end) = plain, original
    left = begin == 0 or not seen[begin - 1].isalpha() or _is_hump(text, start)
    return left and (stop == len(seen) or not seen[stop].isalpha() or _is_hump(text, end))


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in what belongs to a full name or a number and would be left without it.

    That is digits ("analima92"), the "+" of a country, and the other half of a pair of brackets
    ("Ana (Lima)").
    """
    lead = (_PLUS if text[start].isdecimal() else _LEADING).search(text, max(0, start - 20), start)
    start = lead.start() if lead else start
    while end < len(text) and text[end].isdecimal():
        end += 1
    inner = text[start:end]
    for closing, opening in _BRACKETS.items():
        opened = inner.count(opening) - inner.count(closing)
        if opened > 0 and text[end : end + 1] == closing:
            return start, end + 1
        if opened < 0 and text[start - 1 : start] == opening:
            return start - 1, end
    return start, end
