"""What anonymization did and what it left, for the eyes of whoever keeps the dataset."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import polars as pl

from acervo.privacy.detection import ODD, View
from acervo.privacy.detectors import DETECTORS
from acervo.privacy.members import Members
from acervo.privacy.pii import identify

EXAMPLES = 3  # of each kind
SHEET = 60  # places to check by hand
LEFT = 12  # of what was left, of each kind
CONTEXT = 48  # characters on each side of a place
_TRIED = 400  # texts in which examples of one kind are looked for

# What looks like an identifier, and why it may still stand in a published text.
_LEFT = {
    "numbers": (
        r"\b[0-9][0-9 .()/-]{3,30}[0-9]\b",
        "No check digit fits, and no word beside it says that it belongs to a person.",
    ),
    "@words": (
        r"\B@[\p{L}0-9_.]{3,30}",
        "Neither a number, nor an address, nor a name on the roster.",
    ),
    "capitalised pairs": (
        r"\b\p{Lu}\p{Ll}{2,}(?: d[aeo]s?)? \p{Lu}\p{Ll}{2,}\b",
        "Nobody on the roster is called so: places, works and public figures, but perhaps also "
        "people who are written about and never write.",
    ),
}


@dataclass(frozen=True)
class Place:
    """One replaced value in its context, both masked."""

    kind: str
    source: str
    before: str
    value: str
    after: str


@dataclass(frozen=True)
class Left:
    """What was left in published texts: its masked writing, how often, and where first."""

    writing: str
    count: int
    where: str


@dataclass(frozen=True)
class Facts:
    """All that the report says."""

    replaced: dict[str, dict[str, int]]  # count by kind, by source
    examples: list[Place]
    sheet: list[Place]
    left: dict[str, tuple[str, list[Left]]]  # why, and what, by kind
    reidentification: list[dict[str, Any]]


def collect(
    periods: Mapping[str, pl.DataFrame],
    records: Iterable[pl.DataFrame],
    roster: pl.DataFrame,
    *,
    counts: Iterable[tuple[str, Mapping[str, int]]],
    reidentification: list[dict[str, Any]],
) -> Facts:
    """Gather the facts; the same for the same data, whatever the order of exports.

    Args:
        periods: rows of `schema.MESSAGES` by period.
        records: rows of `schema.RECORDS`, one frame per export.
        roster: rows of `schema.ROSTER`.
        counts: (source, what was replaced by kind) of every export.
        reidentification: from `reidentification.report`.
    """
    replaced: dict[str, Counter[str]] = defaultdict(Counter)
    for source, kinds in counts:
        replaced[source].update({k: n for k, n in kinds.items() if k != "system" and n})
    places = _places(records, Members(roster))
    return Facts(
        replaced={source: dict(replaced[source]) for source in sorted(replaced)},
        examples=[place for kind in sorted(places) for place in places[kind][:EXAMPLES]],
        sheet=list(_in_turn([places[kind] for kind in sorted(places)], SHEET)),
        left={kind: (why, _left(periods, shape, kind)) for kind, (shape, why) in _LEFT.items()},
        reidentification=reidentification,
    )


def mask(value: str) -> str:
    """Return a value with all letters and digits but the first one hidden."""
    first = next((i for i, char in enumerate(value) if char.isalnum()), 0)
    return "".join("•" if char.isalnum() and i != first else char for i, char in enumerate(value))


def _places(records: Iterable[pl.DataFrame], members: Members) -> dict[str, list[Place]]:
    """Return a sample of what is replaced, by kind: the same texts whatever stands around them."""
    frames = [
        frame.filter(pl.col("state") != "system").select("source", "text") for frame in records
    ]
    if not frames:
        return {}
    rows = pl.concat(frames).unique().rows()
    rows.sort(key=lambda row: (blake2b(row[1].encode("utf-8", "replace")).digest(), row))
    texts = pl.Series([text for _, text in rows], dtype=pl.String)
    odd = texts.str.contains(ODD)
    seen = pl.Series(
        [View(text).text if strange else text for text, strange in zip(texts, odd, strict=True)],
        dtype=pl.String,
    )
    places: dict[str, list[Place]] = defaultdict(list)
    tried = set[int]()
    for which in (
        *(seen.str.contains(detector.candidate).arg_true().head(_TRIED) for detector in DETECTORS),
        pl.Series(range(min(_TRIED * 5, len(rows)))),
    ):
        for i in which.to_list():
            if i not in tried:
                tried.add(i)
                source, text = rows[i]
                for place in _in_text(source, text, members):
                    places[place.kind].append(place)
    return places


def _in_text(source: str, text: str, members: Members) -> Iterator[Place]:
    spans = [(start, end, "NAME") for start, end, *_ in members.find(text)]
    spans += [
        (found.start, found.end, found.kind)
        for found in identify(text)
        if not any(found.start < end and start < found.end for start, end, _ in spans)
    ]
    masked = list(text)
    for start, end, _ in spans:
        masked[start:end] = mask(text[start:end])
    shown = "".join(masked)
    for start, end, kind in sorted(spans):
        before = shown[max(0, start - CONTEXT) : start]
        yield Place(kind, source, before, shown[start:end], shown[end : end + CONTEXT])


def _in_turn(lists: Sequence[list[Place]], limit: int) -> Iterator[Place]:
    """Yield from each list in turn, so that rare kinds are among the first `limit` as well."""
    turns = max(map(len, lists), default=0)
    every = [each[i] for i in range(turns) for each in lists if i < len(each)]
    yield from sorted(every[:limit], key=lambda place: place.kind)


def _left(periods: Mapping[str, pl.DataFrame], shape: str, kind: str) -> list[Left]:
    """Return the most frequent writings of a shape in published texts; digits as their shape."""
    frames = [
        frame.select(
            found=pl.col("text").str.extract_all(shape),
            period=pl.lit(period),
            row=pl.int_range(1, pl.len() + 1),
        )
        for period, frame in sorted(periods.items())
    ]
    if not frames:
        return []
    writings = (
        pl.concat(frames)
        .explode("found", empty_as_null=True)
        .drop_nulls("found")
        .with_columns(pl.col("found").str.strip_chars(" .@"))
        .filter(~pl.col("found").str.contains("^p[a-z2-7]{16}$"))
    )
    if kind == "numbers":
        writings = writings.filter(pl.col("found").str.count_matches("[0-9]") >= 5).with_columns(
            pl.col("found").str.replace_all("[0-9]", "9")
        )
    top = (
        writings.group_by("found", maintain_order=True)
        .agg(pl.len().alias("count"), pl.col("period").first(), pl.col("row").first())
        .sort("count", "found", descending=[True, False])
        .head(LEFT)
    )
    shown = (lambda text: text) if kind == "numbers" else mask_words
    return [
        Left(
            shown(row["found"]), row["count"], f"messages/{row['period']}.parquet, row {row['row']}"
        )
        for row in top.to_dicts()
    ]


def mask_words(text: str) -> str:
    """Return a text of which only the first letter of each word is shown."""
    return re.sub(r"\w+", lambda word: mask(word[0]), text)
