"""Canaries: private values that, should they stand anywhere in public, prove a leak."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import PurePath
from typing import Any, NamedTuple

import polars as pl
from ahocorasick_rs import AhoCorasick, BytesAhoCorasick

from acervo.parallel import over_slices
from acervo.privacy.detection import URL, Found
from acervo.privacy.detectors.phones import canonical_phone, phone_writings
from acervo.privacy.names import clean_name, fold, is_generic
from acervo.privacy.ordinary_words import is_ordinary
from acervo.privacy.pii import identified, identify
from acervo.schema import CANARIES

# Shorter values stand in compressed bytes by chance; of 8 bytes, 100,000 in 10 GB once in 18,000.
MIN_BYTES = 8
MIN_DIGITS = 9  # of a number that nobody else's ordinary number is
MIN_MIXED = 12  # characters of what has letters and digits
# A value is only sought where its detector finds it whatever stands before it: "12/03/1980" is a
# date of birth in one text and an ordinary date in another.
_PLAIN_PLACES = ("x {} x", "order {} x")
_CHOSEN = frozenset({"SECRET", "TOKEN"})  # words that somebody made up: sought if they look so
_COPY = re.compile(r"\s*\([0-9]+\)$")
_PARTS = re.compile(r"[\s_]+")  # not the full stop: "padaria.com" is a shop
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "latin-1")


class Hit(NamedTuple):
    """A canary in a text or in bytes."""

    item: int  # which of the texts; 0 in bytes
    value: str
    whole: bool  # not a part of a longer word, number or link


def collect(
    records: Iterable[pl.DataFrame], roster: pl.DataFrame, *, processes: int = 1
) -> pl.DataFrame:
    """Choose the private values whose appearance in public is a leak and nothing else.

    Args:
        records: rows of `schema.RECORDS`, one frame per export.
        roster: rows of `schema.ROSTER`.
        processes: how many may read many texts at once; the result is the same.

    Returns:
        Rows of `schema.CANARIES`, sorted by value: names of two words or more, numbers of members,
        attached files, exports of chats, and what the detectors find in any context. Values that
        are ordinary text elsewhere (a first name, a date, a short number) are none.
    """
    found: dict[str, str] = {}
    texts, files = [], set[str]()
    for frame in records:
        authors = frame["author"].drop_nulls().unique().to_list()
        found.update((name, "NAME") for name in authors if distinctive(name))
        for name in authors:
            found.update((number, "PHONE") for number in _numbers(name))
        files.update(
            frame["attachments"].explode(empty_as_null=True).drop_nulls().unique().to_list()
        )
        chats = frame.filter(pl.col("kind") == "message")["file"].unique().to_list()
        found.update(
            # Of "Chat with Ana (1).txt", which is the second time that it was saved, the title.
            (name, "EXPORT")
            for name in (_COPY.sub("", PurePath(file).stem) for file in chats)
            if " " in name
        )
        texts += [frame[column].drop_nulls() for column in ("title", "section_title", "text")]
    found.update((clean_name(n), "NAME") for n in roster["name"].to_list() if distinctive(n))
    found.update((name, "FILE") for name in files if _surely_found(name))
    every = pl.concat(texts).unique(maintain_order=True) if texts else pl.Series(dtype=pl.String)
    for forms in over_slices(_identifiers, every, processes):
        found.update(forms)
    long = [v for v in sorted(found) if len(v.encode("utf-8", "replace")) >= MIN_BYTES]
    rows = [(value, found[value]) for value in long]
    return pl.DataFrame(rows, schema=dict.fromkeys(CANARIES.arrow.names, pl.String), orient="row")


def distinctive(name: str) -> bool:
    """Tell whether a name can be nothing else: "Ana Lima", not "Ana", "Vida Nova" or "Dra. Ana"."""
    words = [word for word in _PARTS.split(fold(clean_name(name))) if any(map(str.isalpha, word))]
    own = [word for word in words if not is_generic(word)]
    return len(own) >= 2 and any(len(word) > 2 and not is_ordinary(word) for word in own)


def _identifiers(texts: pl.Series) -> dict[str, str]:
    """Return what the detectors find in texts and proves a leak, with its kind."""
    return {
        form: span.kind
        for _, text, spans in identified(texts)
        for span in spans
        for form in _forms(text, span)
    }


def _numbers(author: str) -> Iterator[str]:
    """Writings of the number under which somebody writes whom nobody has saved."""
    name = clean_name(author)
    if any(c.isalpha() for c in name) or sum(c.isdecimal() for c in name) < MIN_DIGITS:
        return
    yield name
    phone = canonical_phone(name)
    if phone:
        yield from (number for number in phone_writings(phone) if len(number) >= MIN_DIGITS)


def _forms(text: str, span: Found) -> Iterator[str]:
    """Return the writings of an identifier that prove a leak."""
    written = text[span.start : span.end].strip()
    if span.kind in _CHOSEN and not _surely_found(written):
        looks_made_up = any(c.isdigit() for c in written) and any(c.isalpha() for c in written)
        if looks_made_up and not any(c.isspace() for c in written):
            yield written
        return
    for form in {written, span.value}:
        if _telling(form) and _surely_found(form):
            yield form


def _telling(value: str) -> bool:
    """Tell whether a value says enough to be no other: "FIN-2018" may be a plate, or not."""
    if "@" in value or sum(map(str.isdigit, value)) >= MIN_DIGITS:
        return True
    mixed = any(map(str.isdigit, value)) and any(map(str.isalpha, value))
    return mixed and len(value) >= MIN_MIXED and not any(map(str.isspace, value))


@lru_cache(maxsize=65536)
def _surely_found(value: str) -> bool:
    """Tell whether the detectors find all of a value whatever stands around it."""
    for place in _PLAIN_PLACES:
        start = place.index("{}")
        spans = identify(place.format(value))
        if not any(s.start <= start and s.end >= start + len(value) for s in spans):
            return False
    return True


class Canaries:
    """Canaries ready to be looked for, in texts and in raw bytes."""

    def __init__(self, kinds: Mapping[str, str]) -> None:
        self.kinds = dict(kinds)
        self._values = list(self.kinds)
        self._texts = AhoCorasick(self._values)
        patterns: dict[bytes, str] = {}
        for value in self._values:
            for encoding in _ENCODINGS:
                try:
                    patterns.setdefault(value.encode(encoding), value)
                except UnicodeEncodeError:  # latin-1 has no such character
                    continue
        self._of_pattern = list(patterns.values())
        self._bytes = BytesAhoCorasick(list(patterns))

    def in_texts(self, texts: Iterable[str]) -> Iterator[Hit]:
        """Yield the canaries in texts, also as parts of longer words."""
        for item, text in enumerate(texts):
            for which, start, end in self._texts.find_matches_as_indexes(text, overlapping=True):
                yield Hit(item, self._values[which], _is_whole(text, start, end))

    def in_bytes(self, data: Any) -> set[str]:
        """Return the canaries in a buffer, in UTF-8, UTF-16 or Latin-1, within words too."""
        if not self._values or not len(data):
            return set()
        with memoryview(data) as view, view.cast("B") as plain:
            found = self._bytes.find_matches_as_indexes(plain, overlapping=True)
        return {self._of_pattern[which] for which, _, _ in found}


def _is_whole(text: str, start: int, end: int) -> bool:
    if start and _is_word(text[start - 1]) and _is_word(text[start]):
        return False
    if end < len(text) and _is_word(text[end - 1]) and _is_word(text[end]):
        return False
    if text[start:end].isdecimal():  # the detectors take a number inside a link for its own
        return not any(m.start() < start and end <= m.end() for m in URL.finditer(text))
    return True


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"
