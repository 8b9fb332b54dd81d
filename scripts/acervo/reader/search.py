"""Search in one dataset: by meaning, by words, or both."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Self

import numpy as np
import polars as pl

from acervo.errors import AcervoError
from acervo.fusion import Fusion, fused
from acervo.lexical import Lexicon
from acervo.ranking import MODES, Explanation, Found, Places, Ranking, Scores, lexicon_of
from acervo.reader.dense import Dense
from acervo.reader.lexicons import kept
from acervo.reader.reranking import Reranker

_RERANKED = 50  # passages that a reranker reads


@dataclass(frozen=True)
class Hit:
    """A passage that was found.

    score: in mode `dense` the cosine with the question, in mode `lexical` the BM25, in mode
        `hybrid` from 0 to 1 (best by meaning and by words); of a reranker, what that gives. Only
        scores of one question can be compared.
    best: the line nearest to the question, by the measure of the mode (a reranker reads passages,
        no lines).
    why: where the score comes from.
    """

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
    why: Explanation

    def as_dict(self, *, explain: bool = False) -> dict[str, Any]:
        """As plain JSON values; with `why` only if it is asked for."""
        values = {**asdict(self), "date": self.date.isoformat(), "score": round(self.score, 6)}
        if not explain:
            del values["why"]
        return values


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
    """The passages of one model: their words, and, once asked for, their vectors."""

    def __init__(
        self,
        rows: pl.DataFrame,
        meta: Mapping[str, Any],
        dense: Callable[[], Dense],
        digest: str | None = None,
    ) -> None:
        """Hold passages.

        Args:
            rows: rows of `schema.CHUNKS`, sorted by `chunk_id`.
            meta: what `meta.json` says of their index.
            dense: opens the index and finds its model: not needed to search by words.
            digest: names the rows, so that their words are kept from one question to the next
                (`lexicons`); None: they are not kept.
        """
        self.rows = rows
        self.digest = digest
        self.fusion = Fusion.of(meta)
        self._open = dense

    @cached_property
    def dense(self) -> Dense:
        """The index and its model, opened when a question needs them first."""
        return self._open()

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of all passages, taken apart when a question needs them first."""
        return kept(self.digest, lambda: lexicon_of(self.rows))

    def search(
        self,
        question: str,
        k: int,
        filters: Filters,
        *,
        mode: str = "hybrid",
        reranker: Reranker | None = None,
    ) -> list[Hit]:
        """The `k` best passages that pass the filters, best first; see `find`."""
        found = self.find(question, k, filters, mode=mode, reranker=reranker)
        rows = self.rows[[each.place for each in found]]
        best = self._best_lines(question, rows["text"].to_list(), mode)
        return [
            Hit(rank, each.score, best=line, why=each.why, **{name: row[name] for name in _FIELDS})
            for rank, (each, row, line) in enumerate(
                zip(found, rows.iter_rows(named=True), best, strict=True), 1
            )
        ]

    def find(
        self,
        question: str,
        k: int,
        filters: Filters,
        *,
        mode: str = "hybrid",
        reranker: Reranker | None = None,
    ) -> list[Found]:
        """Places of the `k` best passages that pass the filters, best first.

        Raises:
            AcervoError: no question, no such mode, or an unknown source or author.
        """
        if not question.strip():
            raise AcervoError("the question is empty", fix='acervo search "who fixed the pump?"')
        if mode not in MODES:
            raise AcervoError(f"no mode {mode!r}", fix=f"There are: {', '.join(MODES)}.")
        if k < 1:
            return []
        filtered = self.rows.select("source", "authors", "date").with_row_index("place")
        allowed = filters.apply(filtered)["place"].to_numpy().astype(np.int64)
        ranking = Ranking(self._nearest, lambda asked: self.lexicon.scores(asked), self.fusion)
        found = ranking.find(question, max(k, _RERANKED) if reranker else k, allowed, mode)
        return self._reranked(question, found, reranker)[:k] if reranker else found

    def _nearest(self, question: str, n: int, allowed: Places) -> tuple[Places, Scores]:
        """Places of the nearest passages, nearest first, and their cosines."""
        ids = self.rows["chunk_id"].to_numpy()
        some = None if len(allowed) == len(ids) else ids[allowed]
        query = self.dense.encode(question)
        found, cosines = self.dense.nearest(query, min(n, len(allowed)), some)
        return np.searchsorted(ids, found), cosines

    def _reranked(self, question: str, found: Sequence[Found], reranker: Reranker) -> list[Found]:
        """In the order of the reranker's scores."""
        rows = self.rows.select("section_title", "text")[[each.place for each in found]]
        scores = reranker.scores(question, list(rows.iter_rows()))
        again = [
            replace(each, score=score, why=replace(each.why, reranked=score))
            for each, score in zip(found, scores, strict=True)
        ]
        return sorted(again, key=lambda each: -each.score)

    def _best_lines(self, question: str, texts: Sequence[str], mode: str) -> list[str]:
        """Of each text, the line nearest to the question, by what found the text."""
        lines = [said(text) for text in texts]
        weight = {"dense": 1.0, "lexical": 0.0}.get(mode, self.fusion.weight(question))
        flat = [line for each in lines for line in each]
        cosines = words = np.zeros(len(flat), np.float32)
        if mode != "lexical":
            cosines = self.dense.cosines(self.dense.encode(question), flat)
        if mode != "dense":
            words = self.lexicon.shared(question, flat)
        ends = np.cumsum([len(each) for each in lines])
        parts = zip(lines, np.split(cosines, ends)[:-1], np.split(words, ends)[:-1], strict=True)
        return [
            each[int(fused(near, same, weight, min(0, float(near.min()))).argmax())]
            for each, near, same in parts
        ]


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
