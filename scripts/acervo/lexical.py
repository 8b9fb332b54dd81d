"""Search by words: BM25 over stems, accents folded, in Portuguese, English and Spanish."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any, Self
from unicodedata import normalize

import numpy as np
import numpy.typing as npt
import polars as pl
from bm25s import stopwords

Scores = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]

SCHEME = 1  # raise it when anything here, or in `passages.passage`, changes a lexicon's arrays

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
        self._hold(_taken_apart(texts))

    @classmethod
    def of(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> Self:
        """From the `arrays` of another one: nothing is built, and they may lie in a mapped file."""
        lexicon = cls.__new__(cls)
        lexicon._hold(arrays)
        return lexicon

    def _hold(self, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
        """Keep `arrays`: all that a lexicon consists of, by name.

        size: one number, how many passages. letters, words: stems in UTF-8, sorted, one behind the
        other, and where each begins. rarity: of each stem. passages, scores: where stems stand, and
        what they count there, stem by stem; starts: where each of them begins in both.
        """
        self.arrays = arrays
        self.size = int(arrays["size"][0])
        self._letters, self._words = arrays["letters"], arrays["words"]
        self._rarity, self._starts = arrays["rarity"], arrays["starts"]
        self._passages, self._scores = arrays["passages"], arrays["scores"]

    def scores(self, question: str) -> Scores:
        """BM25 of every passage: float32 of shape (passages,), 0 where no word is shared."""
        scores = np.zeros(self.size, np.float32)
        for stem in _stems_of(question):
            if (place := self._place(stem)) is not None:
                entries = slice(self._starts[place], self._starts[place + 1])
                scores[self._passages[entries]] += self._scores[entries]
        return scores

    def shared(self, question: str, lines: Sequence[str]) -> Scores:
        """How rare the words are that lines share with a question: float32, shape (lines,)."""
        places = {stem: self._place(stem) for stem in sorted(set(_stems_of(question)))}
        rarity = {stem: self._rarity[at] for stem, at in places.items() if at is not None}
        said = [set(_stems_of(line)) for line in lines]
        return np.array(
            [sum(rarity[stem] for stem in rarity if stem in each) for each in said], np.float32
        )

    def _place(self, stem: str) -> int | None:
        """Place of a stem, if any passage has it."""
        wanted, count = stem.encode(), len(self._rarity)
        place = bisect_left(range(count), wanted, key=self._stem)
        return place if place < count and self._stem(place) == wanted else None

    def _stem(self, place: int) -> bytes:
        return self._letters[self._words[place] : self._words[place + 1]].tobytes()


def _taken_apart(texts: Sequence[str]) -> dict[str, npt.NDArray[Any]]:
    """The arrays of a lexicon; see `Lexicon`."""
    size = len(texts)
    vocabulary, stems, passages, count = _counted(texts)
    spelt = [stem.encode() for stem in vocabulary]
    frequency = np.bincount(stems, minlength=len(vocabulary))
    rarity = np.log1p((size - frequency + 0.5) / (frequency + 0.5))
    lengths = np.bincount(passages, count, size)
    norm = 1 - _B + _B * lengths * size / max(count.sum(), 1)
    damped = count / (count + _K1 * norm[passages])
    return {
        "size": np.array([size]),
        "letters": np.frombuffer(b"".join(spelt), np.uint8),
        "words": _begins(np.array([len(each) for each in spelt], np.int64)),
        "rarity": rarity,
        "starts": _begins(frequency),
        "passages": passages.astype(np.int32),
        "scores": (rarity[stems] * damped).astype(np.float32),
    }


def _begins(lengths: Places) -> Places:
    """Where each of several runs begins, and the last one ends."""
    return np.concatenate(([0], np.cumsum(lengths)))


def _counted(texts: Sequence[str]) -> tuple[list[str], Places, Places, Places]:
    """Stems, sorted; of every stem in a passage: place of the stem, the passage, how often.

    The latter in order of stem, then passage.
    """
    size = len(texts)
    keys, counts = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    ids: dict[str, int] = {}  # stem -> its number, by order of appearance
    known: dict[str, int] = {}  # word -> number of its stem
    for start in range(0, size, _PORTION):
        words = _words(texts[start : start + _PORTION], start)
        new = sorted(set(words["word"].unique()) - known.keys() - _STOP_WORDS)
        for word, stem in zip(new, _stems(new), strict=True):
            known[word] = ids.setdefault(stem, len(ids))
        stems = pl.DataFrame({"word": list(known), "stem": list(known.values())}, _STEMS)
        pairs = words.join(stems, on="word").select(pl.col("stem") * size + pl.col("passage"))
        found, often = np.unique(pairs["stem"].to_numpy(), return_counts=True)
        keys.append(found)
        counts.append(often)
    vocabulary = sorted(ids)
    places = np.empty(len(ids), np.int64)
    places[[ids[stem] for stem in vocabulary]] = np.arange(len(ids))
    key, size = np.concatenate(keys), max(size, 1)
    key = places[key // size] * size + key % size
    order = np.argsort(key)
    key = key[order]
    return vocabulary, key // size, key % size, np.concatenate(counts)[order]


def _stems_of(text: str) -> list[str]:
    """Stems of the words of a text that say something, in their order."""
    return _stems([word for word in _words([text], 0)["word"] if word not in _STOP_WORDS])


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
