"""Files of vectors say which model made them; what another one made is not read."""

import logging
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import numpy as np
import polars as pl

from acervo import schema
from acervo.backends import Vectors
from acervo.errors import AcervoError
from acervo.models import Model
from acervo.tables import read_batches, read_metadata, read_table, write_parts, write_table

log = logging.getLogger(__name__)

FINGERPRINT = "acervo.model_fingerprint"
PROBE = "acervo.model_probe"  # vector of a certain sentence: float16, little-endian, in base64

_ROWS = 8192  # that are read at a time
_T = TypeVar("_T")


def parts_of(file: str | Path) -> Path:
    """Folder of the parts of a file of vectors, until it is whole: hidden, beside it."""
    return Path(file).with_name(f".{Path(file).stem}")


def key_of(text: str) -> str:
    """Name of what the model reads, in `schema.vectors`: 32 hex digits."""
    return blake2b(text.encode(), digest_size=16).hexdigest()


def metadata(model: Model, probe: str | None = None) -> dict[str, str]:
    """What a file of vectors says of the model that made them."""
    return {FINGERPRINT: model.fingerprint, **({PROBE: probe} if probe else {})}


def probe_of(file: str | Path | None, model: Model) -> str | None:
    """The probe beside vectors of this model."""
    if file is None or not Path(file).exists():
        return None
    try:
        found = read_metadata(file)
    except AcervoError:  # damaged: said where its rows are read
        return None
    return found.get(PROBE) if found.get(FINGERPRINT) == model.fingerprint else None


def read_of_model(file: str | Path, model: Model, table: schema.Table) -> pl.DataFrame | None:
    """Rows with vectors; None if there are none, or none that this model made, or damaged ones."""

    def read() -> pl.DataFrame:
        frame = read_table(file, table)
        _check_lengths(frame, file)
        return frame

    return _if_usable(file, model, read)


def keys_of_file(file: str | Path, model: Model) -> set[str]:
    """Keys of rows of `schema.vectors`; none if one row is damaged, or of another model."""

    def read() -> set[str]:
        return {key for part in _parts(file, model) for key in part["key"]}

    return _if_usable(file, model, read) or set()


def read_by_text(
    file: str | Path | None, model: Model, wanted: Container[str] | None = None
) -> dict[str, Vectors]:
    """Vectors of texts, by `key_of` what the model has read.

    Args:
        file: rows of `schema.vectors`; no vector is known if it is None, not there, another
            model's, or damaged.
        model: the model they must be of.
        wanted: keys whose vectors are read into memory; None: all.
    """
    if file is None:
        return {}

    def read() -> dict[str, Vectors]:
        known: dict[str, Vectors] = {}
        for part in _parts(file, model, wanted):
            known.update(zip(part["key"], part["embedding"].to_numpy(), strict=True))
        return known

    return _if_usable(file, model, read) or {}


def write_by_text(
    known: Mapping[str, Vectors], file: str | Path, model: Model, probe: str | None = None
) -> None:
    """Write vectors of texts as rows of `schema.vectors`, sorted by key."""
    keys = sorted(known)
    frame = pl.DataFrame({"key": pl.Series(keys, dtype=pl.String)}).with_columns(
        embedding=column([known[key] for key in keys], model, "float32")
    )
    write_table(frame, schema.vectors(model.dimension), file, metadata(model, probe))


def merge_by_text(
    files: Iterable[str | Path],
    wanted: Iterable[str],
    file: str | Path,
    model: Model,
    probe: str | None = None,
) -> None:
    """Write the rows of several files as one, a part of them in memory at a time.

    Args:
        files: rows of `schema.vectors`, of this model.
        wanted: keys of the rows that are written, in the order of the files, each once.
        file: where to; it may be one of `files`.
        model: the model they are of.
        probe: what the file says of it, beside its fingerprint.

    Raises:
        AcervoError: a file is damaged.
    """
    left = set(wanted)

    def rows() -> Iterator[pl.DataFrame]:
        for each in files:
            for part in _parts(each, model, left):
                left.difference_update(part["key"])
                yield part

    write_parts(rows(), schema.vectors(model.dimension), file, metadata(model, probe))


def column(rows: Sequence[Vectors], model: Model, dtype: str) -> pl.Series:
    """Vectors as a column `embedding` of `dtype` (float16 or float32)."""
    stacked = np.stack(rows) if rows else np.empty((0, model.dimension), np.float32)
    number = {"float16": pl.Float16, "float32": pl.Float32}[dtype]
    return pl.Series("embedding", stacked.astype(dtype), dtype=pl.Array(number, model.dimension))


def _if_usable(file: str | Path, model: Model, read: Callable[[], _T]) -> _T | None:
    """What `read` gives; None if the file is not there, another model's, or damaged."""
    if not Path(file).exists():
        return None
    try:
        if read_metadata(file).get(FINGERPRINT) != model.fingerprint:
            log.info("%s holds vectors of another model: encoding anew", file)
            return None
        return read()
    except AcervoError as error:
        log.warning("%s: %s: it is made anew", file, error.what)
        return None


def _parts(
    file: str | Path, model: Model, wanted: Container[str] | None = None
) -> Iterator[pl.DataFrame]:
    """Rows of `schema.vectors` with these keys, some at a time; all are checked."""
    table = schema.vectors(model.dimension)
    for batch in read_batches(file, table, table.arrow.names, _ROWS):
        frame = pl.from_arrow(batch)
        assert isinstance(frame, pl.DataFrame)
        _check_lengths(frame, file)
        if wanted is not None:
            frame = frame.filter([key in wanted for key in frame["key"]])
        if frame.height:
            yield frame


def _check_lengths(frame: pl.DataFrame, file: str | Path) -> None:
    norms = np.linalg.norm(frame["embedding"].to_numpy().astype(np.float32), axis=1)
    if not np.allclose(norms, 1, atol=1e-3):
        raise AcervoError("holds vectors that are not of unit length", where=str(file))
