"""Passages that have no vector yet, counted without reading any vector."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from acervo.embedding import inputs
from acervo.errors import AcervoError
from acervo.models import Model, ModelSpec
from acervo.periods import year_of
from acervo.tables import read_metadata
from acervo.vectors import FINGERPRINT, key_of, parts_of

_READ = ["section_title", "text"]


class Passages:
    """The passages as they are cut.

    by_source: how many there are of each source.
    """

    def __init__(self, chunk_files: Sequence[Path], *, tolerant: bool = False) -> None:
        """Read the passages.

        Args:
            chunk_files: one file of `schema.CHUNKS` per period.
            tolerant: leave out what cannot be read, because it is about to be made anew.

        Raises:
            AcervoError: a file cannot be read.
        """
        self.by_source = Counter[str]()
        self._of_period: dict[str, pl.DataFrame] = {}
        for file in chunk_files:
            frame = _columns(file, ["source", *_READ])
            if frame is None:
                if tolerant:
                    continue
                raise AcervoError(
                    "not readable", where=str(file), fix="Delete it and run the workflow again."
                )
            self._of_period[file.stem] = frame
            self.by_source.update(frame["source"])

    @property
    def files(self) -> int:
        """Periods that were read."""
        return len(self._of_period)

    def count(self, alias: str, options: Mapping[str, Any], results: Path) -> tuple[int, int]:
        """Distinct passages, and those among them that a model would have to encode.

        As `embedding.encode` counts: a year finds vectors in its own files; then those that an
        earlier run has left for it.

        Args:
            alias: of the model.
            options: the model's section of the configuration.
            results: where the vectors are.

        Raises:
            AcervoError: the model is not there.
        """
        spec = ModelSpec(alias, **options)
        fingerprint = Model(spec).fingerprint
        wanted, known = dict[str, set[str]](), dict[str, set[str]]()
        for period, frame in self._of_period.items():
            year = year_of(period)
            file = results / "public" / "embeddings" / alias / f"{period}.parquet"
            earlier = _columns(file, _READ) if _made_by(file, fingerprint) else None
            wanted.setdefault(year, set()).update(inputs(frame, spec))
            known.setdefault(year, set()).update([] if earlier is None else inputs(earlier, spec))
        lacking = set[str]().union(*(texts - known[year] for year, texts in wanted.items()))
        file = results / "vectors" / f"{alias}.parquet"
        keys = {
            key
            for part in (file, *parts_of(file).glob("*.parquet"))
            if lacking and _made_by(part, fingerprint)
            if (rows := _columns(part, ["key"])) is not None
            for key in rows["key"]
        }
        total = len(set[str]().union(*wanted.values()))
        return total, sum(key_of(text) not in keys for text in lacking)


def _made_by(file: Path, fingerprint: str) -> bool:
    try:
        return file.is_file() and read_metadata(file).get(FINGERPRINT) == fingerprint
    except AcervoError:
        return False


def _columns(file: Path, names: list[str]) -> pl.DataFrame | None:
    try:
        return pl.read_parquet(file, columns=names)
    except (pl.exceptions.PolarsError, OSError):
        return None
