"""The tables, in one place: an Arrow schema (the bytes) and a pandera model (the promises) each.

Columns are described in `COLUMNS`, from there on the dataset card. Whoever changes
a column here raises `SCHEMA_VERSION`: it is part of every id.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import pandera.polars as pa_pl
import polars as pl
import pyarrow as pa

SCHEMA_VERSION = 1

KINDS = ("message", "section", "page", "paper")
STATES = ("posted", "edited", "deleted", "system")
MEDIA = "[media]"  # the text of a media message without a caption

_TIME = pa.timestamp("us", tz="UTC")
_NAMES = pa.list_(pa.field("element", pa.string(), nullable=False))


def _fields(*columns: tuple[str, pa.DataType] | tuple[str, pa.DataType, str]) -> pa.Schema:
    """Arrow schema of (name, type) columns; of these, (name, type, "null") may be null."""
    return pa.schema([pa.field(c[0], c[1], nullable=len(c) == 3) for c in columns])


@dataclass(frozen=True)
class Table:
    """One table: its Arrow schema and the checks its rows pass."""

    name: str
    arrow: pa.Schema
    model: pa_pl.DataFrameSchema


def _table(name: str, arrow: pa.Schema, /, **checks: Any) -> Table:
    """Derive the pandera model from the Arrow schema, so that the two cannot drift apart."""
    empty = pl.from_arrow(arrow.empty_table())
    assert isinstance(empty, pl.DataFrame)
    columns = {
        field.name: pa_pl.Column(
            empty.schema[field.name], nullable=field.nullable, **checks.get(field.name, {})
        )
        for field in arrow
    }
    return Table(name, arrow, pa_pl.DataFrameSchema(columns, strict=True, ordered=True, name=name))


_NOT_NEGATIVE = {"checks": pa_pl.Check.ge(0)}
_ID = {"unique": True, "checks": pa_pl.Check.ge(0)}
_KIND = {"checks": pa_pl.Check.isin(KINDS)}
_STATE = {"checks": pa_pl.Check.isin(STATES)}

# Private: one row per message or section of one raw export, in the order of the export.
# sent_at: UTC; date: the calendar day at the source's own time zone; file, line: where it stands in
# the raw export; attachments: file names as written, or the bare kind ("image") where omitted.
RECORDS = _table(
    "records",
    _fields(
        ("source", pa.string()),
        ("thread", pa.string()),
        ("kind", pa.string()),
        ("state", pa.string()),
        ("sent_at", _TIME),
        ("date", pa.date32()),
        ("author", pa.string(), "null"),
        ("title", pa.string(), "null"),
        ("section_title", pa.string(), "null"),
        ("text", pa.string()),
        ("attachments", _NAMES),
        ("file", pa.string()),
        ("line", pa.int32()),
        ("position", pa.int32()),
    ),
    kind=_KIND,
    state=_STATE,
    line=_NOT_NEGATIVE,
    position=_NOT_NEGATIVE,
)

# Private: who is recognised in running text. One row per (name as written in the exports). Who
# opted out has the pseudonym `[NAME]`.
ROSTER = _table(
    "roster",
    _fields(
        ("name", pa.string()),
        ("person", pa.string()),
        ("pseudonym", pa.string()),
        ("in_text", pa.bool_()),
    ),
    name={"unique": True},
)

# Private: what people decided and chose, one row for each who ever did. The values are as written.
CONSENT = _table(
    "consent",
    _fields(
        ("person", pa.string()),
        ("opted_out", pa.bool_()),
        ("alias", pa.string(), "null"),
        ("bio", pa.string(), "null"),
        ("link", pa.string(), "null"),
    ),
    person={"unique": True},
)

# Private: records without names and identifiers; exact times are still here.
ANONYMIZED = _table(
    "anonymized",
    _fields(
        ("source", pa.string()),
        ("thread", pa.string()),
        ("kind", pa.string()),
        ("state", pa.string()),
        ("sent_at", _TIME),
        ("date", pa.date32()),
        ("author", pa.string(), "null"),
        ("title", pa.string(), "null"),
        ("section_title", pa.string(), "null"),
        ("text", pa.string()),
        ("position", pa.int32()),
    ),
    kind=_KIND,
    state=_STATE,
    position=_NOT_NEGATIVE,
)

# Private: values whose appearance in public is a leak; kind: as of a placeholder.
CANARIES = _table(
    "canaries",
    _fields(("value", pa.string()), ("kind", pa.string())),
    value={"unique": True},
)

# Public: merged over exports, ordered, time coarsened.
MESSAGES = _table(
    "messages",
    _fields(
        ("message_id", pa.int64()),
        ("source", pa.string()),
        ("thread", pa.string()),
        ("date", pa.date32()),
        ("session", pa.int32()),
        ("position", pa.int32()),
        ("author", pa.string(), "null"),
        ("kind", pa.string()),
        ("title", pa.string(), "null"),
        ("section_title", pa.string(), "null"),
        ("text", pa.string()),
        ("path", pa.string(), "null"),
    ),
    message_id=_ID,
    kind=_KIND,
    session=_NOT_NEGATIVE,
    position=_NOT_NEGATIVE,
)

# Public: what members chose to be known by; without rows if nobody did.
PROFILES = _table(
    "profiles",
    _fields(
        ("pseudonym", pa.string()),
        ("alias", pa.string(), "null"),
        ("bio", pa.string(), "null"),
        ("link", pa.string(), "null"),
    ),
    pseudonym={"unique": True},
)

_CHUNK_COLUMNS: tuple[Any, ...] = (
    ("chunk_id", pa.int64()),
    ("source", pa.string()),
    ("thread", pa.string()),
    ("date", pa.date32()),
    ("path", pa.string(), "null"),
    ("section_title", pa.string(), "null"),
    ("chunk_index", pa.int32()),
    ("text", pa.string()),
    ("char_count", pa.int32()),
    ("token_count", pa.int32()),
    ("authors", _NAMES),
)
_CHUNK_CHECKS = {
    "chunk_id": _ID,
    "chunk_index": _NOT_NEGATIVE,
    "char_count": {"checks": pa_pl.Check.gt(0)},
    "token_count": {"checks": pa_pl.Check.gt(0)},
}

# Passages cut to the model's window, in reading order. token_count: of what is encoded (the section
# title and the model's special tokens included).
CHUNKS = _table("chunks", _fields(*_CHUNK_COLUMNS), **_CHUNK_CHECKS)


@cache  # making a table takes longer than reading a small file of it
def embeddings(dimension: int, dtype: str = "float16") -> Table:
    """Chunks with one vector of `dimension` numbers each, of type `float16` or `float32`."""
    vector = ("embedding", _vector(dimension, dtype))
    return _table("embeddings", _fields(*_CHUNK_COLUMNS, vector), **_CHUNK_CHECKS)


@cache
def vectors(dimension: int) -> Table:
    """Not published: float32 vectors of `dimension` numbers by digest of what the model read."""
    columns = _fields(("key", pa.string()), ("embedding", _vector(dimension, "float32")))
    return _table("vectors", columns, key={"unique": True})


def _vector(dimension: int, dtype: str) -> pa.DataType:
    number = {"float16": pa.float16(), "float32": pa.float32()}[dtype]
    return pa.list_(pa.field("element", number, nullable=False), dimension)


# What readers are told about the public columns.
COLUMNS = {
    "message_id": "stable id",
    "chunk_id": "stable id, also in the index",
    "source": "which chat or newsletter",
    "thread": "conversation within the source",
    "date": "day, week or month",
    "session": "conversation without a long silence, counted in each thread and period",
    "position": "order within thread and period",
    "author": "pseudonym",
    "authors": "pseudonyms, in order of appearance",
    "kind": "message or section",
    "title": "of the newsletter",
    "section_title": "headings above the text",
    "text": "what was written",
    "path": "which issue of a newsletter",
    "chunk_index": "order within the issue or thread",
    "char_count": "characters of the text",
    "token_count": "tokens that the model reads",
    "embedding": "unit vector",
    "pseudonym": "as in the other tables",
    "alias": "name that this person chose",
    "bio": "what this person says of themselves",
    "link": "page that this person points to",
}
