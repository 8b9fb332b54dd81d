import numpy as np
import pytest
from acervo.fusion import Fusion
from acervo.ranking import MODES, Explanation, Ranking, finders

from tests.unit.dataset import chunk_rows

COSINES = np.array([0.9, 0.5, 0.4, 0.3, 0.1], np.float32)
BM25 = np.array([0, 3, 0, 6, 1], np.float32)


def ranking(compared=5, **fusion):
    """Five passages, of which the nearest so many are compared with the question."""

    def nearest(question, n, allowed):
        near = [place for place in np.argsort(-COSINES) if place in allowed][: min(n, compared)]
        return np.array(near), COSINES[near]

    return Ranking(nearest, lambda _: BM25.copy(), Fusion(**fusion))


@pytest.mark.parametrize("compared", [1, 2, 5])
@pytest.mark.parametrize("weight", [0.0, 0.3, 1.0])
def test_what_both_sides_give_adds_up_to_the_score(compared, weight):
    found = ranking(compared, floor=0.2, default=weight).find("?", 5, np.arange(5), "hybrid")
    assert {each.place for each in found} >= {1, 3, 4}
    for each in found:
        why = each.why
        assert why.meaning + why.words == pytest.approx(each.score, abs=1e-6)
        assert why.weight == weight
        share = max(why.cosine - 0.2, 0) / 0.7
        assert why.meaning == pytest.approx(weight * share, abs=1e-6)
        assert why.words == pytest.approx((1 - weight) * why.bm25 / 6, abs=1e-6)


def test_what_was_not_compared_counts_as_the_last_that_was():
    found = ranking(compared=2, default=0.5).find("?", 5, np.arange(5), "hybrid")
    why = {each.place: each.why for each in found}
    assert why[3].cosine_rank is None
    assert why[3].cosine == pytest.approx(0.5)
    assert why[3].meaning == why[1].meaning > 0
    assert (why[1].cosine_rank, why[0].bm25, why[0].bm25_rank) == (2, 0, None)


def test_the_rank_of_shared_words_is_known_however_far_it_is(monkeypatch):
    monkeypatch.setattr("acervo.ranking._DEPTH", 1)
    near = np.array([4, 3]), np.array([0.9, 0.1], np.float32)
    far = Ranking(lambda *_: near, lambda _: BM25, Fusion(default=1.0))
    (found,) = far.find("?", 1, np.arange(5), "hybrid")  # of the words alone, it is the third
    assert (found.place, found.why.bm25, found.why.bm25_rank) == (4, 1, 3)


@pytest.mark.parametrize("mode", MODES)
def test_nothing_to_rank(mode):
    assert ranking().find("?", 0, np.arange(5), mode) == []
    assert ranking().find("?", 5, np.arange(0), mode) == []


def test_each_side_alone():
    dense = ranking().find("?", 2, np.arange(1, 5), "dense")
    assert [each.place for each in dense] == [1, 2]
    assert dense[1].why == Explanation("dense", cosine=dense[1].score, cosine_rank=2)
    words = ranking().find("?", 9, np.arange(4), "lexical")
    assert [(each.place, each.score) for each in words] == [(3, 6), (1, 3)]
    assert words[1].why == Explanation("lexical", bm25=3.0, bm25_rank=2)


def test_every_mode_finds_as_readers_do():
    rows = chunk_rows("The pump is mended", "A roof", "Seeds").sort("chunk_id")
    ids = dict(zip(rows["text"], rows["chunk_id"], strict=True))

    def nearest(question, n):
        near = ["A roof", "Seeds", "The pump is mended"][:n]
        return np.array([ids[text] for text in near]), np.array([0.9, 0.8, 0.3][:n], np.float32)

    find = finders(rows, Fusion(default=0.4), nearest)
    asked = ["Who mended the pump?", "roof"]
    assert list(find) == list(MODES)
    roof, pump, seeds = ids["A roof"], ids["The pump is mended"], ids["Seeds"]
    assert find["dense"](asked, 2).tolist() == [[roof, seeds]] * 2
    assert find["lexical"](asked, 2).tolist() == [[pump, -1], [roof, -1]]
    assert find["hybrid"](asked, 2).tolist() == [[pump, roof], [roof, seeds]]
