"""What a published file says, and where in it: rows, metadata, statistics, bytes."""

import html
import json
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from acervo.errors import AcervoError
from acervo.schema import COLUMNS

_STRINGS = {"place": pl.String, "row": pl.Int64, "text": pl.String}
_STATISTICS = "statistics of column"
_WRITER = "parquet-cpp-arrow version "
_OWN_KEYS = b"acervo."
_FIELD_ID = b"PARQUET:field_id"  # Arrow numbers the columns of a file that it reads
_MAGIC, _TAIL = 4, 8  # bytes of Parquet before the first page, and after the footer

_Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Contents:
    """All that can be read in a file.

    `strings`: (place, row, text), distinct within a place; `row` counts from 1 and is the first
    with this text, or null outside of rows. `buffers`: bytes of what is no text, by place.
    `oddities`: what such a file must not have, in words.
    """

    strings: pl.DataFrame
    rows: int = 0
    buffers: list[tuple[str, Any]] = field(default_factory=list)
    oddities: list[str] = field(default_factory=list)


def read(path: Path) -> Contents:
    """Read everything that a file says; by its suffix.

    Raises:
        AcervoError: nothing here can read such a file, so nobody can vouch for it; or it is
            damaged.
    """
    scanner = _SCANNERS.get(path.suffix)
    if scanner is None:
        raise AcervoError(
            "no scanner for this kind of file, so nobody can vouch for it",
            where=str(path),
            fix=f"Publish it as one of: {', '.join(sorted(_SCANNERS))}.",
        )
    try:
        return scanner(path)
    except (pa.ArrowException, OSError, ValueError) as error:
        kind = {".parquet": "Parquet", ".json": "JSON"}.get(path.suffix, path.suffix)
        raise AcervoError(
            f"not a readable {kind} file ({type(error).__name__})",
            where=str(path),
            fix="Delete the file and run the workflow again: it is made anew.",
        ) from None


def _strings(rows: Iterable[tuple[str, int | None, str]]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=_STRINGS, orient="row").unique(
        ["place", "text"], keep="first", maintain_order=True
    )


def _read_text(path: Path) -> Contents:
    """Lines of Markdown, HTML or SVG; as written, and with their entities resolved."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [("line", i, line) for i, line in enumerate(lines, 1)]
    rows += [("line", i, html.unescape(line)) for i, line in enumerate(lines, 1)]
    return Contents(_strings(rows), rows=len(lines))


def _read_json(path: Path) -> Contents:
    """Keys and values, with their escapes resolved."""
    value = json.loads(path.read_text(encoding="utf-8"))
    return Contents(_strings(("value", None, text) for text in _leaves(value)))


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    elif value is not None:
        yield str(value)


def _read_bytes(path: Path) -> Contents:
    """An index: numbers only, so whatever it may hide is in its bytes."""
    return Contents(_strings([]))


def _read_parquet(path: Path) -> Contents:
    metadata = pq.read_metadata(path)
    leaves = [metadata.schema.column(i).path for i in range(metadata.num_columns)]
    # As dictionaries, because those of the file come with the values that no row uses.
    file = pq.ParquetFile(path, metadata=metadata, read_dictionary=leaves)
    places: list[str] = []
    texts, rows = [pl.Series(dtype=pl.String)], [np.zeros(0, np.int64)]
    buffers: list[tuple[str, Any]] = []
    before = 0
    for group in range(file.num_row_groups):  # one by one: each has dictionaries of its own
        table = file.read_row_group(group)
        for name, column in zip(table.column_names, table.columns, strict=True):
            place, row = f"column {name}", before
            for chunk in column.chunks:
                for values, parents in _string_leaves(chunk, row + 1):
                    distinct, first = _distinct(values, parents)
                    places += [place] * len(distinct)
                    texts.append(distinct)
                    rows.append(first)
                buffers += [(place, numbers) for numbers in _number_buffers(chunk)]
                row += len(chunk)
        before += table.num_rows
    inside = pl.DataFrame(
        {"place": places, "row": np.concatenate(rows), "text": pl.concat(texts)}, schema=_STRINGS
    ).with_columns(pl.when(pl.col("row") > 0).then("row"))
    beside = _strings(_metadata_strings(metadata, file.schema_arrow)).filter(
        # Statistics that repeat a row are judged there.
        ~(
            pl.col("place").str.starts_with(_STATISTICS)
            & pl.col("text").is_in(inside["text"].implode())
        )
    )
    return Contents(
        pl.concat([beside, inside.drop_nulls("text")]).unique(
            ["place", "text"], keep="first", maintain_order=True
        ),
        rows=metadata.num_rows,
        buffers=buffers,
        oddities=list(_oddities(path, metadata, file.schema_arrow)),
    )


def _string_leaves(array: pa.Array, row: int) -> Iterator[tuple[pa.Array, _Rows]]:
    """Texts inside an array of any nesting, and which row each belongs to; `row` is the first."""
    yield from _descend(array, np.arange(row, row + len(array)))


def _descend(array: pa.Array, rows: _Rows) -> Iterator[tuple[pa.Array, _Rows]]:
    kind = array.type
    if pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind):
        if _is_text(kind.value_type) or pa.types.is_nested(kind.value_type):
            parents = array.value_parent_indices().to_numpy()
            yield from _descend(array.flatten(), rows[parents])
    elif pa.types.is_struct(kind):
        for i in range(kind.num_fields):
            yield from _descend(array.field(i), rows)
    elif _is_text(kind):
        yield array, rows


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _is_text(kind.value_type)
    return bool(
        pa.types.is_string(kind)
        or pa.types.is_large_string(kind)
        or pa.types.is_binary(kind)
        or pa.types.is_large_binary(kind)
        or pa.types.is_fixed_size_binary(kind)
    )


def _distinct(array: pa.Array, rows: _Rows) -> tuple[pl.Series, _Rows]:
    """Distinct texts with their first rows: 0 for those of a dictionary that no row uses."""
    if not pa.types.is_dictionary(array.type):
        array = array.dictionary_encode()
    values = array.dictionary
    if not (pa.types.is_string(values.type) or pa.types.is_large_string(values.type)):
        values = pa.array([(v or b"").decode("utf-8", "replace") for v in values.to_pylist()])
    codes = array.indices.cast(pa.int64()).fill_null(-1).to_numpy()
    first = np.zeros(len(values) + 1, np.int64)  # the last one is of null
    first[codes[::-1]] = rows[::-1]
    return pl.Series(values, dtype=pl.String), first[:-1]


def _number_buffers(array: pa.Array) -> Iterator[Any]:
    """Bytes of the numbers in an array: a text may pass for a vector."""
    if pa.types.is_dictionary(array.type) or _is_text(array.type):
        return
    if pa.types.is_nested(array.type):
        children = (
            [array.field(i) for i in range(array.type.num_fields)]
            if pa.types.is_struct(array.type)
            else [array.values]
        )
        for child in children:
            yield from _number_buffers(child)
    elif len(array):
        yield from (buffer for buffer in array.buffers()[1:] if buffer is not None and buffer.size)


def _metadata_strings(
    metadata: pq.FileMetaData, schema: pa.Schema
) -> Iterator[tuple[str, int | None, str]]:
    """Texts beside the rows: names and metadata of columns, of the file, and statistics."""
    for where, pairs in (
        ("metadata", metadata.metadata or {}),
        ("schema metadata", schema.metadata or {}),
        *((f"metadata of column {f.name}", f.metadata or {}) for f in _fields(schema)),
    ):
        for key, value in pairs.items():
            if key not in (b"ARROW:schema", _FIELD_ID):
                yield where, None, key.decode("utf-8", "replace")
                yield where, None, value.decode("utf-8", "replace")
    for each in _fields(schema):
        yield "names of columns", None, each.name
    for group in range(metadata.num_row_groups):
        for i in range(metadata.num_columns):
            column = metadata.row_group(group).column(i)
            found = column.statistics
            if found is not None and found.has_min_max:
                for value in (found.min, found.max):
                    if isinstance(value, bytes):
                        value = value.decode("utf-8", "replace")
                    if isinstance(value, str):
                        yield f"{_STATISTICS} {column.path_in_schema}", None, value


def _fields(schema: pa.Schema) -> Iterator[pa.Field]:
    stack = list(schema)
    while stack:
        each = stack.pop(0)
        yield each
        kind = each.type
        if pa.types.is_nested(kind) and not pa.types.is_dictionary(kind):
            stack += [kind.field(i) for i in range(kind.num_fields)]


def _oddities(path: Path, metadata: pq.FileMetaData, schema: pa.Schema) -> Iterator[str]:
    for name in schema.names:
        if name not in COLUMNS:
            yield f"a column that the schema does not know (number {schema.names.index(name) + 1})"
    keys = set(metadata.metadata or {}) | set(schema.metadata or {})
    if b"pandas" in keys:
        yield "metadata of pandas"
    if any(not key.startswith(_OWN_KEYS) for key in keys - {b"ARROW:schema", b"pandas"}):
        yield "key-value metadata that the workflow does not write"
    if any(set(each.metadata or {}) - {_FIELD_ID} for each in _fields(schema)):
        yield "metadata of a column"
    if not (metadata.created_by or "").startswith(_WRITER):
        yield "another writer than the workflow's"
    # Bytes that belong to no page and no footer, where nothing would be read.
    with path.open("rb") as file:
        file.seek(-_TAIL, 2)
        footer = struct.unpack("<I", file.read(4))[0]
    groups = [metadata.row_group(i) for i in range(metadata.num_row_groups)]
    pages = sum(
        group.column(i).total_compressed_size for group in groups for i in range(group.num_columns)
    )
    if _MAGIC + pages + footer + _TAIL != path.stat().st_size:
        yield "bytes that belong to no column"


def _read_duckdb(path: Path) -> Contents:
    try:
        import duckdb
    except ImportError:
        raise AcervoError(
            "no scanner for this kind of file without the package duckdb",
            where=str(path),
            fix="Install it: pip install duckdb",
        ) from None
    try:
        with duckdb.connect(str(path), read_only=True) as database:
            return _read_database(database)
    except duckdb.Error as error:
        raise ValueError(type(error).__name__) from None


def _read_database(database: Any) -> Contents:
    """Texts of all tables and of the catalogue; freed pages and deleted rows are oddities."""
    rows, oddities = 0, []
    strings: list[tuple[str, int | None, str]] = []
    tables = database.execute(
        "SELECT schema_name, table_name, sql, comment FROM duckdb_tables() ORDER BY ALL"
    ).fetchall()
    for schema, name, *texts in tables:
        table = ".".join('"' + part.replace('"', '""') + '"' for part in (schema, name))
        strings += [("catalogue", None, text) for text in texts if text]
        count = database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        rows += count
        if count != _stored(database, table):
            oddities.append("deleted rows that are still in the file")
        for column, kind in database.execute(
            "SELECT column_name, data_type FROM duckdb_columns() "
            "WHERE schema_name = ? AND table_name = ? ORDER BY column_index",
            [schema, name],
        ).fetchall():
            if any(word in kind for word in ("VARCHAR", "BLOB", "ENUM", "JSON", "STRUCT", "MAP")):
                quoted = '"' + column.replace('"', '""') + '"'
                found = database.execute(
                    f"SELECT min(rowid) + 1, CAST({quoted} AS VARCHAR) FROM {table} "
                    f"WHERE {quoted} IS NOT NULL GROUP BY 2 ORDER BY 1"
                ).fetchall()
                strings += [(f"table {name}, column {column}", row, text) for row, text in found]
    for (sql,) in database.execute(
        "SELECT sql FROM duckdb_views() WHERE NOT internal "
        "UNION ALL SELECT comment FROM duckdb_columns() WHERE comment IS NOT NULL "
        "UNION ALL SELECT macro_definition FROM duckdb_functions() WHERE NOT internal"
    ).fetchall():
        if sql:
            strings.append(("catalogue", None, sql))
    free = database.execute("SELECT free_blocks FROM pragma_database_size()").fetchone()[0]
    if free:
        oddities.append("pages of deleted rows")
    return Contents(_strings(strings), rows=rows, oddities=sorted(set(oddities)))


def _stored(database: Any, table: str) -> int:
    """Rows that lie in a table's pages, those among them that were deleted included."""
    counts = database.execute(
        "SELECT coalesce(sum(count), 0) FROM pragma_storage_info(?) WHERE column_path = '[0]'",
        [table],
    ).fetchone()
    return int(counts[0])


_SCANNERS: dict[str, Callable[[Path], Contents]] = {
    ".parquet": _read_parquet,
    ".json": _read_json,
    ".md": _read_text,
    ".txt": _read_text,
    ".html": _read_text,
    ".svg": _read_text,
    ".index": _read_bytes,
    ".duckdb": _read_duckdb,
}
