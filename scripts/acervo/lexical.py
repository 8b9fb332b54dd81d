"""Search by words: BM25 over stems, accents folded, in Portuguese, English and Spanish."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import Any
from unicodedata import normalize

import numpy as np
import numpy.typing as npt
import polars as pl
from bm25s import stopwords

Scores = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]

# One stemmer after the other, whatever the language: as good as the right one alone, and words of
# one root meet across languages (oceanos and oceanic, biodiversidade and biodiversity).
_STEMMERS = ("english", "portuguese", "spanish")
_K1, _B = 1.5, 0.75  # of Lucene's BM25, as bm25s has them
_PORTION = 20_000  # passages taken apart at a time: bounds memory
_WORD = r"[\p{L}\p{M}\p{N}_]{2,}"


class Lexicon:
    """Which stems stand in which passage, and how much each counts there."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take passages apart: about a second for 10,000."""
        self.size = len(texts)
        self._ids: dict[str, int] = {}  # stem -> its place
        stems, self._passages, count = self._counted(texts)
        frequency = np.bincount(stems, minlength=len(self._ids))
        self._starts = np.concatenate(([0], np.cumsum(frequency)))
        self._rarity = np.log1p((self.size - frequency + 0.5) / (frequency + 0.5))
        lengths = np.bincount(self._passages, count, self.size)
        norm = 1 - _B + _B * lengths * self.size / max(count.sum(), 1)
        damped = count / (count + _K1 * norm[self._passages])
        self._scores = (self._rarity[stems] * damped).astype(np.float32)

    def scores(self, question: str) -> Scores:
        """BM25 of every passage: float32 of shape (passages,), 0 where no word is shared."""
        scores = np.zeros(self.size, np.float32)
        for place in self._known(question):
            entries = slice(self._starts[place], self._starts[place + 1])
            scores[self._passages[entries]] += self._scores[entries]
        return scores

    def shared(self, question: str, lines: Sequence[str]) -> Scores:
        """How rare the words are that lines share with a question: float32, shape (lines,)."""
        asked = set(self._known(question))
        weights = [sum(self._rarity[list(asked & set(self._known(line)))]) for line in lines]
        return np.array(weights, np.float32)

    def _counted(self, texts: Sequence[str]) -> tuple[Places, Places, Places]:
        """Stems, the passages that have them, and how often; in order of stem, then passage."""
        keys, counts = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        known: dict[str, int] = {}  # word -> place of its stem
        for start in range(0, self.size, _PORTION):
            words = _words(texts[start : start + _PORTION], start)
            new = sorted(set(words["word"].unique()) - known.keys() - _STOP_WORDS)
            for word, stem in zip(new, _stems(new), strict=True):
                known[word] = self._ids.setdefault(stem, len(self._ids))
            stems = pl.DataFrame({"word": list(known), "stem": list(known.values())}, _STEMS)
            pairs = words.join(stems, on="word").select(
                pl.col("stem") * self.size + pl.col("passage")
            )
            found, often = np.unique(pairs["stem"].to_numpy(), return_counts=True)
            keys.append(found)
            counts.append(often)
        key = np.concatenate(keys)
        order = np.argsort(key)
        key, size = key[order], max(self.size, 1)
        return key // size, key % size, np.concatenate(counts)[order]

    def _known(self, text: str) -> list[int]:
        """Places of the stems of a text, in its order, as far as they stand in any passage."""
        found = [word for word in _words([text], 0)["word"] if word not in _STOP_WORDS]
        return [self._ids[stem] for stem in _stems(found) if stem in self._ids]


def _words(texts: Sequence[str], first: int) -> pl.DataFrame:
    """Columns `passage` (numbers from `first`) and `word`, one row for each word."""
    plain = pl.Series(texts, dtype=pl.String).str.normalize("NFKC").str.to_lowercase()
    frame = pl.DataFrame({"word": plain.str.extract_all(_WORD)})
    passage = pl.int_range(first, first + len(texts), dtype=pl.Int64).alias("passage")
    return frame.select(passage, "word").explode("word").drop_nulls()


def _stems(words: list[str]) -> list[str]:
    """Stems of words, without accents."""
    words = [_MARKS.sub("", normalize("NFD", word)) for word in words]
    for stemmer in _stemmers():
        words = stemmer.stemWords(words)
    return words


@cache
def _stemmers() -> list[Any]:
    import Stemmer

    return [Stemmer.Stemmer(language) for language in _STEMMERS]


_STEMS = {"word": pl.String, "stem": pl.Int64}
# With their accents: poço (a well) is not poco (little).
_STOP_WORDS = frozenset(
    chain(stopwords.STOPWORDS_EN_PLUS, stopwords.STOPWORDS_PORTUGUESE, stopwords.STOPWORDS_SPANISH)
)
_MARKS = re.compile("[\u0300-\u036f]+")
