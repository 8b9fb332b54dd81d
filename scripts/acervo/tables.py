"""Reading and writing Parquet: validated, atomic, and the same bytes for the same rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandera.errors
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from acervo.errors import AcervoError
from acervo.schema import SCHEMA_VERSION, Table

_BATCH_BYTES = 64_000_000  # of rows that are checked at once
# A quarter of Arrow's own: files of some megabytes should have more than a few.
_PAGES = {"min_chunk_size": 64 << 10, "max_chunk_size": 256 << 10}
_DISTINCT = {"message_id", "chunk_id", "text"}  # hardly a value twice


def write_table(
    frame: pl.DataFrame,
    table: Table,
    path: str | Path,
    metadata: Mapping[str, str] | None = None,
) -> None:
    """Write `frame` as zstd Parquet in the table's Arrow schema, under a temporary name first.

    Args:
        frame: rows in their final order; columns in any order.
        table: the promise the rows must keep.
        path: where to; parent folders are made.
        metadata: key-value metadata of the file, beside `acervo.schema_version`.

    Raises:
        AcervoError: a row breaks the table's promise (the column and check are named, no value).
    """
    _write([_rows(frame, table, path)], table, path, metadata)


def write_each(
    frames: Mapping[str, pl.DataFrame], table: Table, metadata: Mapping[str, str] | None = None
) -> None:
    """As `write_table`, of one table in several files, by path; they are checked as one."""
    named = table.arrow.names
    ordered = {path: frame.select(named) for path, frame in frames.items()}
    for path, frame in zip(ordered, _checked_together(ordered, table), strict=True):
        _write([frame.to_arrow().cast(table.arrow)], table, path, metadata)


def write_parts(
    frames: Iterable[pl.DataFrame],
    table: Table,
    path: str | Path,
    metadata: Mapping[str, str] | None = None,
) -> None:
    """As `write_table`, of rows that come in parts: only one part is in memory at a time."""
    _write((_rows(frame, table, path) for frame in frames), table, path, metadata)


def _write(
    parts: Iterable[pa.Table], table: Table, path: str | Path, metadata: Mapping[str, str] | None
) -> None:
    keys = {"acervo.schema_version": str(SCHEMA_VERSION), **(metadata or {})}
    schema = table.arrow.with_metadata(keys)
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.part")
    try:
        with pq.ParquetWriter(temporary, schema, **_layout(table.arrow)) as writer:
            for part in parts:
                writer.write_table(part.replace_schema_metadata(keys))
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def read_table(path: str | Path, table: Table) -> pl.DataFrame:
    """Read one Parquet file and check it against its table.

    Raises:
        AcervoError: the file is damaged, or not the table it should be.
    """
    return _checked(_read(path, table.arrow), table, str(path))


def read_each(paths: Iterable[str | Path], table: Table) -> Iterator[pl.DataFrame]:
    """Yield the rows of several files of one table, each checked, in the given order.

    They are checked many at a time: pandera needs as long for a month of rows as for a decade.

    Raises:
        AcervoError: as `read_table`; the file is named.
    """
    batch: dict[str, pl.DataFrame] = {}
    size = 0.0
    for path in paths:
        batch[str(path)] = frame = _read(path, table.arrow)
        size += frame.estimated_size()
        if size > _BATCH_BYTES:
            yield from _checked_together(batch, table)
            batch, size = {}, 0.0
    yield from _checked_together(batch, table)


def read_tables(paths: Iterable[str | Path], table: Table) -> pl.DataFrame:
    """Read several files of one table, one after the other, in the given order."""
    empty = pl.from_arrow(table.arrow.empty_table())
    assert isinstance(empty, pl.DataFrame)
    return pl.concat([empty, *read_each(paths, table)])


def read_batches(
    path: str | Path, table: Table, columns: Sequence[str], rows: int
) -> Iterator[pa.RecordBatch]:
    """Yield some columns of one Parquet file, at most `rows` rows at a time, in their order.

    The file is checked to be of this table, its rows are not.

    Raises:
        AcervoError: as `read_table`.
    """
    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            _require_columns(file.schema_arrow, table.arrow, path)
            yield from file.iter_batches(rows, columns=columns)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise _damaged(path, error) from None


def read_periods(paths: Sequence[str | Path], table: Table) -> dict[str, pl.DataFrame]:
    """Rows of files of one table that are named after their period, by period."""
    return dict(zip([Path(path).stem for path in paths], read_each(paths, table), strict=True))


def read_metadata(path: str | Path) -> dict[str, str]:
    """Key-value metadata of a Parquet file, without Arrow's own entry."""
    try:
        raw = pq.read_metadata(path).metadata or {}
    except (pa.ArrowException, OSError) as error:
        raise _damaged(path, error) from None
    return {k.decode(): v.decode() for k, v in raw.items() if k != b"ARROW:schema"}


def _layout(columns: pa.Schema) -> dict[str, Any]:
    """How a table is stored.

    Pages are cut by content, so that inserted rows change only the pages around them: a store that
    knows the others is sent only these (`benchmarks/storage.py`). What does not repeat has no
    dictionary: it would change with every row, and the places in it of all rows behind. The bytes
    of float32 compress better apart from each other (float16 hardly, and DuckDB cannot read it so).
    """
    vectors = {f.name: f.type.value_type for f in columns if pa.types.is_fixed_size_list(f.type)}
    return {
        "compression": "zstd",
        "compression_level": 3,
        "write_page_checksum": True,
        "use_content_defined_chunking": _PAGES,
        "use_dictionary": [
            name
            for name in _leaves(columns)
            if (column := name.split(".")[0]) not in vectors and column not in _DISTINCT
        ],
        "column_encoding": {
            f"{name}.list.element": "BYTE_STREAM_SPLIT" if number == pa.float32() else "PLAIN"
            for name, number in vectors.items()
        },
    }


def _leaves(columns: pa.Schema) -> list[str]:
    return [f"{f.name}.list.element" if pa.types.is_nested(f.type) else f.name for f in columns]


def _read(path: str | Path, schema: pa.Schema) -> pl.DataFrame:
    try:
        arrow = pq.read_table(path, page_checksum_verification=True).replace_schema_metadata(None)
        _require_columns(arrow.schema, schema, path)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise _damaged(path, error) from None
    frame = pl.from_arrow(arrow)
    assert isinstance(frame, pl.DataFrame)
    return frame


def _require_columns(found: pa.Schema, expected: pa.Schema, path: str | Path) -> None:
    # By their bytes: `equals` takes lists for equal whatever their elements are called.
    if not found.remove_metadata().serialize().equals(expected.serialize()):
        pairs = zip(found, expected, strict=False)
        other = [f"{a.name} is {a.type}, expected {b.type}" for a, b in pairs if a.type != b.type]
        what = (
            f"column {other[0]}"
            if found.names == expected.names and other
            else f"its columns are {found.names}, expected {expected.names}"
        )
        raise AcervoError(
            f"{what} (schema version {SCHEMA_VERSION})",
            where=str(path),
            fix="Delete the file and run the workflow again.",
        )


def _rows(frame: pl.DataFrame, table: Table, path: str | Path) -> pa.Table:
    checked = _checked(frame.select(table.arrow.names), table, str(path))
    return checked.to_arrow().cast(table.arrow)


def _checked(frame: pl.DataFrame, table: Table, where: str) -> pl.DataFrame:
    try:
        return table.model.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        found = sorted({f"{e.schema.name or table.name}: {e.check}" for e in errors.schema_errors})
        raise AcervoError(
            f"rows break the {table.name} table: {'; '.join(found)}", where=where
        ) from None


def _checked_together(frames: Mapping[str, pl.DataFrame], table: Table) -> list[pl.DataFrame]:
    """Check frames as one; only if that fails, each, to name it (or to find that each is right)."""
    try:
        _checked(pl.concat(frames.values()), table, "") if frames else None
    except AcervoError:
        return [_checked(frame, table, path) for path, frame in frames.items()]
    return list(frames.values())


def _damaged(path: str | Path, error: Exception) -> AcervoError:
    return AcervoError(
        f"not a readable Parquet file ({type(error).__name__})",
        where=str(path),
        fix="Delete the file and run the workflow again: it is made anew.",
    )
