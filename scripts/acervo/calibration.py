"""How well a model knows a corpus, beside plain words: measured on questions made of the corpus."""

import logging
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from acervo.backends import Vectors
from acervo.fusion import MIDDLE, fused
from acervo.languages import of_sources, uncovered
from acervo.lexical import Lexicon
from acervo.models import ModelSpec
from acervo.passages import passage
from acervo.questions import LEAST, SAMPLE, Question, inputs, made

log = logging.getLogger(__name__)

SCHEME = 1  # raise it when anything here changes what is measured

_FLOOR_OF, _FLOOR = 500, 1  # passages compared with each other; percentile
_WEIGHTS = np.linspace(0, 1, 11)
_ERRORS = 2  # standard errors of a difference that may be chance
_CUT = 10  # nDCG@10, as the search shows its first hits


def calibrate(
    rows: pl.DataFrame,
    vectors: Vectors,
    spec: ModelSpec,
    encode: Callable[[Sequence[str]], Vectors],
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
        spec: the model of the vectors.
        encode: gives float32 vectors of shape (texts, dimension) for texts, prompt included; not
            called where there are too few questions.

    Returns:
        What `Fusion.of` reads, and what it came from: `languages` of the sources; `uncovered`,
        those of them that the model does not declare; `measured` nDCG@10 by language for meaning
        alone, words alone, and both.
    """
    rows, vectors = rows.head(SAMPLE), vectors[:SAMPLE]
    sources = of_sources(rows)
    lacking = uncovered(sources, spec.languages)
    for language, where in lacking.items():
        log.warning(
            "%s does not know the language %r of %s: search by meaning is weak there",
            spec.name,
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
    questions = made(rows, sources)
    if not questions:
        log.info("too few sentences to calibrate search with")
        return result
    log.info("calibrating search with %d sentences of the corpus", len(questions))
    asked = encode(inputs(questions, rows, spec))
    gains = _gains(questions, rows, vectors, asked, result["floor"])
    result["default"], result["measured"]["all"] = _chosen(gains)
    for language in sorted({each.language for each in questions if each.language}):
        own = np.array([each.language == language for each in questions])
        if own.sum() >= LEAST:
            chosen = _chosen(gains[:, own])
            result["weights"][language], result["measured"][language] = chosen
    return result


def _gains(
    questions: Sequence[Question],
    rows: pl.DataFrame,
    vectors: Vectors,
    encoded: Vectors,
    floor: float,
) -> npt.NDArray[np.float64]:
    """nDCG@10 of each question at each weight: shape (weights, questions).

    `encoded`: of the passages without their sentences, then of the questions.
    """
    places = [each.row for each in questions]
    texts, titles = rows["text"].to_list(), rows["section_title"].to_list()
    for each in questions:
        texts[each.row] = each.rest
    passages = [passage(title, text) for title, text in zip(titles, texts, strict=True)]
    vectors = vectors.copy()
    vectors[places], asked = np.split(encoded, 2)
    cosines, lexicon = asked @ vectors.T, Lexicon(passages)
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
