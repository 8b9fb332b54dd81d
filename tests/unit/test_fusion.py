import numpy as np
import pytest
from acervo.fusion import Fusion, fused

COSINES = np.array([0.8, 0.5, 0.2, -0.1], np.float32)
BM25 = np.array([0.0, 6.0, 3.0, 0.0], np.float32)


@pytest.mark.parametrize(
    ("weight", "floor", "expected"),
    [
        (1.0, 0.2, [1, 0.5, 0, 0]),
        (0.0, 0.2, [0, 1, 0.5, 0]),
        (0.5, 0.2, [0.5, 0.75, 0.25, 0]),
        (1.0, 0.9, [0, 0, 0, 0]),
    ],
)
def test_scores_are_shares_of_the_best(weight, floor, expected):
    scores = fused(COSINES, BM25, weight, floor)
    assert scores.dtype == np.float32
    assert scores == pytest.approx(expected, abs=1e-6)
    assert fused(np.stack([COSINES] * 2), np.stack([BM25] * 2), weight, floor)[1].tolist() == (
        scores.tolist()
    )


def test_no_side_needs_to_say_anything():
    nothing = np.zeros(4, np.float32)
    assert fused(COSINES, nothing, 0.5, 0.2) == pytest.approx([0.5, 0.25, 0, 0])
    assert fused(nothing, nothing, 0.5, 0).tolist() == [0] * 4
    assert fused(nothing[:0], nothing[:0], 0.5, 0).shape == (0,)


def test_an_index_without_a_calibration_has_the_middle():
    assert Fusion.of({}) == Fusion(0.0, 0.5, {})


def test_the_weight_is_that_of_the_language_of_the_question():
    meta = {
        "fusion": {"scheme": 1, "floor": 0.1, "default": 0.4, "weights": {"en": 0.7, "pt": 0.2}}
    }
    fusion = Fusion.of(meta)
    assert fusion.floor == 0.1
    assert fusion.weight("who fixed the pump?") == 0.7
    assert fusion.weight("quem consertou a bomba?") == 0.2
    assert fusion.weight("bolo") == 0.4


def test_a_language_of_the_corpus_without_a_weight_is_not_taken_for_one_that_has_it():
    """Words of one language are words of another, too: 'as' and 'no' are Portuguese as well."""
    question = "who do we ask as no one came?"
    told = {"default": 0.4, "weights": {"pt": 0.9}}
    both = {"rua": {"pt": 0.8}, "letter": {"en": 1.0}}
    assert Fusion.of({"fusion": {**told, "languages": both}}).weight(question) == 0.4
    assert Fusion.of({"fusion": told}).weight(question) == 0.9
    assert Fusion.of({"fusion": {**told, "languages": both}}).weight("quem viu a bomba?") == 0.9
