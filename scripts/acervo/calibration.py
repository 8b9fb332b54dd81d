"""How well a model knows a corpus, beside plain words: measured on questions made of the corpus."""

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from acervo.backends import Vectors
from acervo.encoding import Encoder
from acervo.fusion import MIDDLE, fused
from acervo.languages import detect, of_sources, uncovered
from acervo.lexical import Lexicon
from acervo.models import Model
from acervo.passages import passage
from acervo.privacy.pseudonyms import PSEUDONYM

log = logging.getLogger(__name__)

SCHEME = 1  # raise it when anything here changes what is measured
SAMPLE = 20_000  # passages that are looked at; the weights hardly depend on more

_QUESTIONS = 200  # seconds of encoding; the standard error of a mean is about .03
_LEAST = 50  # questions that tell more than the middle does
_FLOOR_OF, _FLOOR = 500, 1  # passages compared with each other; percentile
_WEIGHTS = np.linspace(0, 1, 11)
_ERRORS = 2  # standard errors of a difference that may be chance
_CUT = 10  # nDCG@10, as the search shows its first hits
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


def calibrate(
    rows: pl.DataFrame, vectors: Vectors, model: Model, threads: int | None = None
) -> dict[str, Any]:
    """Choose how much meaning counts beside words, for each language of a corpus.

    The questions are sentences of the corpus; each must find the passage that it was taken out of,
    without the sentence (the inverse cloze task: Lee, Chang and Toutanova, ACL 2019). Other
    passages with the same sentence do not compete. As real questions are other than sentences, a
    weight leaves the middle only as far as the measurement is sure: of all weights within two
    standard errors of the best, the one nearest the middle is taken.

    Args:
        rows: rows of `schema.CHUNKS` sorted by `chunk_id`; the first `SAMPLE` are read, which are
            random ones, because ids are digests, and mostly the same when others are added.
        vectors: float32 of shape (rows, dimension), unit length, in the same order.
        model: the model of the vectors.
        threads: processor threads to use.

    Returns:
        What `Fusion.of` reads, and what it came from: `languages` of the sources; `uncovered`,
        those of them that the model does not declare; `measured` nDCG@10 by language for meaning
        alone, words alone, and both.
    """
    rows, vectors = rows.head(SAMPLE), vectors[:SAMPLE]
    sources = of_sources(rows)
    lacking = uncovered(sources, model.spec.languages)
    for language, where in lacking.items():
        log.warning(
            "%s does not know the language %r of %s: search by meaning is weak there",
            model.spec.name,
            language,
            ", ".join(where),
        )
    result: dict[str, Any] = {
        "scheme": SCHEME,
        "floor": _floor(vectors),
        "default": MIDDLE,
        "weights": {},
        "measured": {},
        "languages": sources,
        "uncovered": lacking,
    }
    questions = list(
        _questions(rows, sorted({each for shares in sources.values() for each in shares}))
    )
    if len(questions) < _LEAST:
        log.info("%d sentences are too few to calibrate search with", len(questions))
        return result
    gains = _gains(
        questions, rows, vectors, Encoder(model, threads, precision="float32"), result["floor"]
    )
    result["default"], result["measured"]["all"] = _chosen(gains)
    for language in sorted({each.language for each in questions if each.language}):
        own = np.array([each.language == language for each in questions])
        if own.sum() >= _LEAST:
            chosen = _chosen(gains[:, own])
            result["weights"][language], result["measured"][language] = chosen
    return result


def _questions(rows: pl.DataFrame, languages: Sequence[str]) -> Iterator[Question]:
    """Sentences of the first passages that have a fit one; of each language as many."""
    room = Counter(dict.fromkeys([None, *languages], _QUESTIONS // max(len(languages), 1)))
    total = 0
    for row, (chunk_id, text) in enumerate(rows.select("chunk_id", "text").iter_rows()):
        if total == _QUESTIONS:
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


def _gains(
    questions: Sequence[Question],
    rows: pl.DataFrame,
    vectors: Vectors,
    encoder: Encoder,
    floor: float,
) -> npt.NDArray[np.float64]:
    """nDCG@10 of each question at each weight: shape (weights, questions)."""
    log.info("calibrating search with %d sentences of the corpus", len(questions))
    spec, places = encoder.model.spec, [each.row for each in questions]
    texts, titles = rows["text"].to_list(), rows["section_title"].to_list()
    for each in questions:
        texts[each.row] = each.rest
    inputs = [passage(title, text) for title, text in zip(titles, texts, strict=True)]
    vectors = vectors.copy()
    vectors[places] = encoder.encode([spec.passage_prompt + inputs[place] for place in places])
    asked = encoder.encode([spec.query_prompt + each.text for each in questions])
    cosines, lexicon = asked @ vectors.T, Lexicon(inputs)
    words = np.stack([lexicon.scores(each.text) for each in questions])
    original = rows["text"]
    gains = np.zeros((len(_WEIGHTS), len(questions)))
    for i, each in enumerate(questions):
        rivals = ~original.str.contains(each.sentence, literal=True).to_numpy()
        for j, weight in enumerate(_WEIGHTS):
            scores = fused(cosines[i], words[i], float(weight), floor)
            better = (scores[rivals] >= scores[each.row]).sum()
            gains[j, i] = 1 / np.log2(better + 2) if better < _CUT else 0
    return gains


def _chosen(gains: npt.NDArray[np.float64]) -> tuple[float, dict[str, Any]]:
    """A weight, and what it was chosen from."""
    means = gains.mean(axis=1)
    best = int(means.argmax())
    error = (gains - gains[best]).std(axis=1) / np.sqrt(gains.shape[1])
    sure = np.flatnonzero(means[best] - means <= _ERRORS * error)
    chosen = min(sure, key=lambda j: abs(_WEIGHTS[j] - MIDDLE))
    return round(float(_WEIGHTS[chosen]), 1), {
        "questions": gains.shape[1],
        "dense": round(float(means[-1]), 3),
        "lexical": round(float(means[0]), 3),
        "hybrid": round(float(means[chosen]), 3),
    }


def _floor(vectors: Vectors) -> float:
    """The cosine of passages that have nothing to do with each other."""
    some = vectors[:_FLOOR_OF]
    cosines = (some @ some.T)[np.triu_indices(len(some), 1)]
    return round(float(np.percentile(cosines, _FLOOR)), 3) if len(cosines) else 0.0
