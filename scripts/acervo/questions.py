"""Questions made of a corpus itself: sentences, each to find the passage that it was taken out of.

They are encoded where the model is loaded anyway, and kept until something about them changes.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from acervo.backends import Vectors
from acervo.encoding import Encoder
from acervo.languages import detect, of_sources
from acervo.models import ModelSpec
from acervo.passages import passage
from acervo.privacy.pseudonyms import PSEUDONYM
from acervo.vectors import key_of, read_by_text

SAMPLE = 20_000  # passages that are looked at; the weights hardly depend on more
LEAST = 50  # questions that tell more than the middle does

# Seconds of encoding; the standard error of a mean is about .03. Of many languages they are more.
_QUESTIONS = 200
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SPEAKER = re.compile(rf"^(?:{PSEUDONYM.pattern}): ")
_MARKUP = re.compile(r"^[\s#>*|+-]+|\]\([^)]*\)|[*`\[\]|]")


@dataclass(frozen=True)
class Question:
    """A sentence, and the passage it was taken out of."""

    row: int
    text: str
    rest: str  # of the passage
    sentence: str  # as it stands there
    language: str | None


def sample(periods: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """The `SAMPLE` rows of `schema.CHUNKS` with the smallest `chunk_id`, in their order.

    Ids are digests, so that these are random rows, and mostly the same when others are added.
    """
    rows = pl.DataFrame()
    for period in periods:
        rows = pl.concat([rows, period] if rows.width else [period]).sort("chunk_id").head(SAMPLE)
    return rows


def made(
    rows: pl.DataFrame, sources: Mapping[str, Mapping[str, float]] | None = None
) -> list[Question]:
    """Sentences of the first passages that have a fit one; of each language as many.

    They are 200 together, but of no language fewer than `LEAST` for want of room.

    Args:
        rows: what `sample` gives.
        sources: what `languages.of_sources` gives for them, if that is known already.

    Returns:
        None at all if they are fewer than `LEAST`.
    """
    shares = of_sources(rows) if sources is None else sources
    found = list(_questions(rows, sorted({each for source in shares.values() for each in source})))
    return found if len(found) >= LEAST else []


def inputs(questions: Sequence[Question], rows: pl.DataFrame, spec: ModelSpec) -> list[str]:
    """What the model reads: the passages without their sentences, then the questions."""
    titles = rows["section_title"].gather([each.row for each in questions])
    rests = [
        spec.passage_prompt + passage(title, each.rest)
        for title, each in zip(titles, questions, strict=True)
    ]
    return rests + [spec.query_prompt + each.text for each in questions]


def encoded(texts: Sequence[str], file: str | Path | None, encoder: Encoder) -> Vectors:
    """Vectors of texts, by whatever computes already: a model is not loaded twice for them.

    A reader's questions are encoded in single precision by sentence-transformers. What other
    engines and precisions make differs by a cosine of at least .9999, which weights in steps of .1
    do not show.

    Args:
        texts: whole inputs, prompt included.
        file: one file of `schema.vectors`, if there is one; what it has is not encoded again.
        encoder: the model; it is not loaded if nothing is missing.

    Returns:
        float32 of shape (len(texts), dimension).
    """
    known = read_by_text(file, encoder.model, set(map(key_of, texts)))
    missing = sorted({text for text in texts if key_of(text) not in known})
    if missing:
        new = encoder.encode(missing, what="texts")
        known |= zip(map(key_of, missing), new, strict=True)
    vectors = [known[key_of(text)] for text in texts]
    return np.array(vectors, np.float32).reshape(-1, encoder.model.dimension)


def _questions(rows: pl.DataFrame, languages: Sequence[str]) -> Iterator[Question]:
    share = max(_QUESTIONS // max(len(languages), 1), LEAST)
    room = Counter(dict.fromkeys([None, *languages], share))
    most = _QUESTIONS if share * len(languages) <= _QUESTIONS else room.total()
    total = 0
    for row, (chunk_id, text) in enumerate(rows.select("chunk_id", "text").iter_rows()):
        if total == most:
            return
        language = detect(text, languages)
        found = [
            Question(row, plain, rest, sentence, language)
            for sentence in _SENTENCE.split(text)
            if 5 <= len(_WORD.findall(plain := _plain(sentence))) <= 40
            and "://" not in sentence
            and len(_WORD.findall(rest := text.replace(sentence, " "))) >= 20
        ]
        if found and room[language]:
            room[language] -= 1
            total += 1
            yield found[chunk_id % len(found)]


def _plain(sentence: str) -> str:
    """What somebody could type: no speaker, no Markdown."""
    return _MARKUP.sub("", _SPEAKER.sub("", sentence)).strip()
