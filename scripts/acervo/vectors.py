"""Files of vectors say which model made them; what another one made is not read."""

import logging
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np
import polars as pl

from acervo import schema
from acervo.backends import Vectors
from acervo.errors import AcervoError
from acervo.models import Model
from acervo.tables import read_metadata, read_table, write_table

log = logging.getLogger(__name__)

FINGERPRINT = "acervo.model_fingerprint"
PROBE = "acervo.model_probe"  # vector of a certain sentence: float16, little-endian, in base64


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
    if not Path(file).exists():
        return None
    try:
        if read_metadata(file).get(FINGERPRINT) != model.fingerprint:
            log.info("%s holds vectors of another model: encoding anew", file)
            return None
        frame = read_table(file, table)
    except AcervoError as error:
        log.warning("%s: %s: it is made anew", file, error.what)
        return None
    norms = np.linalg.norm(frame["embedding"].to_numpy().astype(np.float32), axis=1)
    if not np.allclose(norms, 1, atol=1e-3):
        log.warning("%s: holds vectors that are not of unit length: it is made anew", file)
        return None
    return frame


def read_by_text(file: str | Path | None, model: Model) -> dict[str, Vectors]:
    """Vectors of texts, by `key_of` what the model has read; none if the file is not there."""
    frame = read_of_model(file, model, schema.vectors(model.dimension)) if file else None
    if frame is None:
        return {}
    return dict(zip(frame["key"], frame["embedding"].to_numpy(), strict=True))


def write_by_text(
    known: Mapping[str, Vectors], file: str | Path, model: Model, probe: str | None = None
) -> None:
    """Write vectors of texts as rows of `schema.vectors`, sorted by key."""
    keys = sorted(known)
    frame = pl.DataFrame({"key": pl.Series(keys, dtype=pl.String)}).with_columns(
        embedding=column([known[key] for key in keys], model, "float32")
    )
    write_table(frame, schema.vectors(model.dimension), file, metadata(model, probe))


def column(rows: Sequence[Vectors], model: Model, dtype: str) -> pl.Series:
    """Vectors as a column `embedding` of `dtype` (float16 or float32)."""
    stacked = np.stack(rows) if rows else np.empty((0, model.dimension), np.float32)
    number = {"float16": pl.Float16, "float32": pl.Float32}[dtype]
    return pl.Series("embedding", stacked.astype(dtype), dtype=pl.Array(number, model.dimension))
