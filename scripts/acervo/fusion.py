"""Meaning and words put together: one score from a cosine and a BM25."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from acervo.languages import detect

Scores = npt.NDArray[np.float32]

MIDDLE = 0.5  # the weight of who knows nothing: measured, it never falls behind the better side


@dataclass(frozen=True)
class Fusion:
    """How much meaning counts beside words. See `calibration` for how it is found.

    floor: cosine of passages that have nothing to do with each other.
    default: share of meaning in the score, from 0 (words alone) to 1.
    weights: the same by language (ISO 639-1) of the question, where that is known better.
    languages: those of the corpus, among which that of a question is told.
    """

    floor: float = 0.0
    default: float = MIDDLE
    weights: Mapping[str, float] = field(default_factory=dict)
    languages: Collection[str] = ()

    @classmethod
    def of(cls, meta: Mapping[str, Any]) -> Self:
        """From what `meta.json` says; an index without a calibration has the middle."""
        told = meta.get("fusion", {})
        sources = told.get("languages", {}).values()
        languages = {language for shares in sources for language in shares}
        known = {key: told[key] for key in ("floor", "default", "weights") if key in told}
        return cls(**known, languages=tuple(sorted(languages | known.get("weights", {}).keys())))

    def weight(self, question: str) -> float:
        """The share of meaning for a question, by its language.

        A language of the corpus that has no weight of its own must not pass for one that has.
        """
        language = detect(question, self.languages)
        return self.weights.get(language, self.default) if language else self.default


def fused(cosines: Scores, words: Scores, weight: float, floor: float) -> Scores:
    """Weighted mean of both scores, each as a share of its best.

    A convex combination of normalised scores (Bruch, Gai and Ingber, "An Analysis of Fusion
    Functions for Hybrid Retrieval", ACM TOIS 2023). Unlike ranks, scores tell how sure a side is:
    a model that does not know the language finds everything about equally near, and is outvoted.

    Args:
        cosines: of shape (..., passages).
        words: BM25, same shape; 0 where no word is shared.
        weight: share of the cosines.
        floor: cosine that counts as nothing; what is below it, too.

    Returns:
        float32 of the same shape, from 0 to 1; 1 is what both sides find best.
    """
    meaning, shared = parts(cosines, words, weight, floor)
    return meaning + shared


def parts(cosines: Scores, words: Scores, weight: float, floor: float) -> tuple[Scores, Scores]:
    """What meaning and words give to `fused`: two float32 arrays, each of its shape."""
    meaning = (weight * _share(cosines - floor)).astype(np.float32)
    return meaning, ((1 - weight) * _share(words)).astype(np.float32)


def _share(scores: Scores) -> Scores:
    positive = np.maximum(scores, 0)
    best = positive.max(axis=-1, keepdims=True, initial=0)
    share: Scores = np.divide(positive, best, out=np.zeros_like(positive), where=best > 0)
    return share
