"""Which passages answer a question best: by meaning, by words, or both."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
import polars as pl

from acervo.fusion import Fusion, parts
from acervo.lexical import Lexicon
from acervo.passages import passage

MODES = ("hybrid", "dense", "lexical")

Places = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]

_DEPTH = 200  # passages of each side that are put together: more change nothing (benchmarks/ir.py)


@dataclass(frozen=True)
class Explanation:
    """Where a score comes from. None: that side was not asked, or nobody reranked.

    weight: share of meaning in a hybrid score, the rest is that of words.
    meaning, words: what each side gives to a hybrid score, which is their sum.
    cosine, cosine_rank: of the vectors of question and passage, among the passages allowed. In a
        hybrid search, a passage that is not among those that were compared has no rank; `cosine` is
        then what counts in its place, that of the last one that was.
    bm25, bm25_rank: of their words, among the passages allowed; no rank if none is shared.
    reranked: what the reranker gave; it decides, and all others are of the search before it.
    """

    mode: str
    weight: float | None = None
    meaning: float | None = None
    words: float | None = None
    cosine: float | None = None
    cosine_rank: int | None = None
    bm25: float | None = None
    bm25_rank: int | None = None
    reranked: float | None = None


@dataclass(frozen=True)
class Found:
    """A passage by its place among the rows."""

    place: int
    score: float
    why: Explanation


@dataclass(frozen=True)
class Ranking:
    """Both sides, and how they are put together.

    nearest: gives for a question, a number n and the places allowed (sorted) those of the n nearest
        passages, nearest first, and their cosines.
    words: gives for a question the BM25 of every passage.
    """

    nearest: Callable[[str, int, Places], tuple[Places, Scores]]
    words: Callable[[str], Scores]
    fusion: Fusion

    def find(self, question: str, k: int, allowed: Places, mode: str) -> list[Found]:
        """The `k` best of the allowed passages, best first; `mode` is one of `MODES`."""
        find = {"hybrid": self._hybrid, "dense": self._dense, "lexical": self._lexical}[mode]
        return find(question, k, allowed) if len(allowed) and k > 0 else []

    def _dense(self, question: str, k: int, allowed: Places) -> list[Found]:
        near, cosines = self.nearest(question, k, allowed)
        return [
            Found(place, cosine, Explanation("dense", cosine=cosine, cosine_rank=rank))
            for rank, (place, cosine) in enumerate(
                zip(near.tolist(), cosines.tolist(), strict=True), 1
            )
        ]

    def _lexical(self, question: str, k: int, allowed: Places) -> list[Found]:
        words = self.words(question)
        order = _sharing(words, allowed)[:k]
        return [
            Found(place, score, Explanation("lexical", bm25=score, bm25_rank=rank))
            for rank, (place, score) in enumerate(
                zip(order.tolist(), words[order].tolist(), strict=True), 1
            )
        ]

    def _hybrid(self, question: str, k: int, allowed: Places) -> list[Found]:
        """Candidates of both sides, by the weighted mean of both scores."""
        depth, weight = max(k, _DEPTH), self.fusion.weight(question)
        near, known = self.nearest(question, depth, allowed)
        bm25 = self.words(question)
        sharing = _sharing(bm25, allowed)
        places = np.union1d(near, sharing[:depth])
        # What is not among the nearest is at most as near as the last of them.
        cosines = np.full(len(places), known[-1], np.float32)
        cosines[np.searchsorted(places, near)] = known
        meaning, words = parts(cosines, bm25[places], weight, self.fusion.floor)
        scores = meaning + words
        near_ranks, word_ranks = _ranks(near, len(bm25)), _ranks(sharing, len(bm25))
        return [
            Found(
                place := int(places[i]),
                float(scores[i]),
                Explanation(
                    "hybrid",
                    weight=weight,
                    meaning=float(meaning[i]),
                    words=float(words[i]),
                    cosine=float(cosines[i]),
                    cosine_rank=int(near_ranks[place]) or None,
                    bm25=float(bm25[place]),
                    bm25_rank=int(word_ranks[place]) or None,
                ),
            )
            for i in np.lexsort((places, -scores))[:k]
        ]


def _sharing(words: Scores, allowed: Places) -> Places:
    """Places of the allowed passages that share words with the question, most first."""
    some = allowed[words[allowed] > 0]
    return some[np.lexsort((some, -words[some]))]


def _ranks(order: Places, size: int) -> Places:
    """The rank of every passage, from 1; 0 of those that `order` lacks."""
    ranks = np.zeros(size, np.int64)
    ranks[order] = np.arange(1, len(order) + 1)
    return ranks


def lexicon_of(rows: pl.DataFrame) -> Lexicon:
    """The words of passages: rows of `schema.CHUNKS`, taken apart as the model reads them."""
    texts = rows.select("section_title", "text").iter_rows()
    return Lexicon([passage(title, text) for title, text in texts])


def finders(
    rows: pl.DataFrame, fusion: Fusion, nearest: Callable[[str, int], tuple[Places, Scores]]
) -> dict[str, Callable[[Sequence[str], int], Places]]:
    """What finds passages in each mode as readers do, among all.

    Args:
        rows: rows of `schema.CHUNKS`, sorted by `chunk_id`.
        fusion: how both sides are put together.
        nearest: gives for a question and a number n ids of the n nearest passages, nearest first,
            and their cosines.

    Returns:
        By mode: gives for questions and a number k ids of the k best passages, of shape
        (questions, k), -1 for none.
    """
    ids = rows["chunk_id"].to_numpy()
    every = np.arange(len(ids))

    def near(question: str, n: int, _: Places) -> tuple[Places, Scores]:
        found, cosines = nearest(question, n)
        return np.searchsorted(ids, found), cosines

    ranking = Ranking(near, lexicon_of(rows).scores, fusion)

    def find(mode: str, questions: Sequence[str], k: int) -> Places:
        found = np.full((len(questions), k), -1)
        for row, question in zip(found, questions, strict=True):
            best = [each.place for each in ranking.find(question, k, every, mode)]
            row[: len(best)] = ids[best]
        return found

    return {mode: partial(find, mode) for mode in MODES}
