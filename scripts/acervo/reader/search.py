"""Dense search in one index."""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self

import faiss
import polars as pl

from acervo.encoding import Encoder, Vectors
from acervo.errors import AcervoError
from acervo.models import Model
from acervo.passages import letters


@dataclass(frozen=True)
class Hit:
    """A passage that was found. `score`: cosine with the question; `best`: its nearest line."""

    rank: int
    score: float
    chunk_id: int
    date: date
    source: str
    thread: str
    path: str | None
    section_title: str | None
    authors: list[str]
    text: str
    best: str

    def as_dict(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {**asdict(self), "date": self.date.isoformat(), "score": round(self.score, 6)}


@dataclass(frozen=True)
class Filters:
    """Which passages may be found; None means any."""

    since: date | None = None
    until: date | None = None
    source: str | None = None
    author: str | None = None

    @classmethod
    def of(
        cls, *, since: str | None, until: str | None, source: str | None, author: str | None
    ) -> Self:
        """From text, dates as ISO days.

        Raises:
            AcervoError: a date that is none.
        """
        return cls(_day(since), _day(until), source, author)

    def apply(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows that pass.

        Raises:
            AcervoError: no row has this source or author at all (a typo, most likely).
        """
        if self.source is not None:
            known = rows["source"].unique().sort().to_list()
            if self.source not in known:
                raise AcervoError(
                    f"no source {self.source!r} in this dataset", fix=f"It has: {', '.join(known)}."
                )
        spoken = pl.col("authors").list.contains(self.author or "")
        if self.author is not None and rows.filter(spoken).is_empty():
            raise AcervoError(
                f"no passage by {self.author!r}",
                fix="Give a pseudonym as it stands in the results.",
            )
        if self.source is not None:
            rows = rows.filter(pl.col("source") == self.source)
        if self.author is not None:
            rows = rows.filter(spoken)
        if self.since is not None:
            rows = rows.filter(pl.col("date") >= self.since)
        if self.until is not None:
            rows = rows.filter(pl.col("date") <= self.until)
        return rows


class Searcher:
    """One model's index, its rows, and the model that encodes questions."""

    def __init__(self, index_file: Path, rows: pl.DataFrame, model: Model) -> None:
        """Load the index.

        Args:
            index_file: FAISS index whose ids are `chunk_id`.
            rows: rows of `schema.CHUNKS`, sorted by `chunk_id`.
            model: the model of the index.

        Raises:
            AcervoError: the index is not one of this model.
        """
        self.rows = rows
        self.model = model
        self.index = faiss.read_index(str(index_file))
        self.encoder = Encoder(model)
        if (
            self.index.d != model.dimension
            or self.index.ntotal != rows.height
            or self.index.metric_type != faiss.METRIC_INNER_PRODUCT
        ):
            raise AcervoError(
                f"the index has {self.index.ntotal} vectors of {self.index.d} numbers, "
                f"expected {rows.height} of {model.dimension} to compare by inner product",
                where=str(index_file),
                fix="Build or restore it again.",
            )

    def search(self, question: str, k: int, filters: Filters) -> list[Hit]:
        """The `k` passages nearest to the question that pass the filters, best first."""
        if not question.strip():
            raise AcervoError("the question is empty", fix='acervo search "who fixed the pump?"')
        allowed = filters.apply(self.rows)["chunk_id"].to_numpy()
        if not len(allowed) or k < 1:
            return []
        query = self.encoder.encode([self.model.spec.query_prompt + question])
        selector = faiss.IDSelectorBatch(allowed)  # named, because FAISS does not keep it alive
        parameters = faiss.SearchParameters()
        parameters.sel = selector
        scores, ids = self.index.search(query, min(k, len(allowed)), params=parameters)
        found = [(float(s), int(i)) for s, i in zip(scores[0], ids[0], strict=True) if i >= 0]
        places = self.rows["chunk_id"].search_sorted(pl.Series([i for _, i in found]))
        rows = self.rows[places].to_dicts()
        best = self._best_lines(query, [row["text"] for row in rows])
        return [
            Hit(rank=rank, score=score, best=lines, **{key: row[key] for key in _FIELDS})
            for rank, ((score, _), row, lines) in enumerate(zip(found, rows, best, strict=True), 1)
        ]

    def _best_lines(self, query: Vectors, texts: list[str]) -> list[str]:
        """Of each text, the line nearest to the question."""
        lines = [said(text) for text in texts]
        flat = [self.model.spec.passage_prompt + letters(line) for each in lines for line in each]
        scores = iter((self.encoder.encode(flat) @ query[0]).tolist()) if flat else iter(())
        return [max((next(scores), line) for line in each)[1] for each in map(list, lines)]


def said(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line for line in text.splitlines() if line.strip()] or [text]


_FIELDS = ("chunk_id", "date", "source", "thread", "path", "section_title", "authors", "text")


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise AcervoError(f"{text!r} is not a date", fix="Write it as 2024-05-31.") from None
