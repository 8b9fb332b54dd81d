import logging

import faiss
import numpy as np
import pytest
from acervo.errors import AcervoError
from acervo.heldout import tuning_queries
from acervo.neighbours import Truth, truth
from acervo.opening import K
from acervo.tuning import recall, tune

from tests.unit.vectors import WIDTH, write_corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return write_corpus(tmp_path_factory.mktemp("corpus"), count=1200)


@pytest.fixture(scope="module")
def truths(corpus):
    ids = corpus.ids()
    return [truth(corpus, tuning_queries(corpus, ids, i), K) for i in range(3)]


def index_of(corpus, factory):
    index = faiss.index_factory(WIDTH, f"IDMap,{factory}", faiss.METRIC_INNER_PRODUCT)
    index.train(corpus.take(corpus.ids()))
    for ids, vectors in corpus.batches():
        index.add_with_ids(vectors, ids)
    return index


def test_the_cheapest_parameters_that_suffice(corpus, truths):
    index = index_of(corpus, "IVF16,SQfp16")
    tuned = tune(index, truths.__getitem__, 2, 0.95)
    search = tuned["search"]
    assert search["nlist"] == 16
    assert recall(index, search, truths[0]) == pytest.approx(tuned["recall"]["tuning"], abs=1e-4)
    assert tuned["recall"]["tuning"] >= 0.9625
    assert tuned["recall"]["confirmation"] >= 0.95
    assert tuned["recall"]["confirmation"] == round(recall(index, search, truths[1]), 4)
    fewer = {**search, "nprobe": {2: 1, 3: 2, 4: 3, 6: 4, 8: 6, 12: 8, 16: 12}[search["nprobe"]]}
    assert recall(index, fewer, truths[0]) < 0.9625


def test_more_recall_costs_more(corpus, truths):
    index = index_of(corpus, "IVF16,RaBitQfs,Refine(SQfp16)")
    costs = [tune(index, truths.__getitem__, 2, least)["cost"] for least in (0.5, 0.8, 0.95)]
    assert costs == sorted(costs)
    assert costs[0] < costs[-1] < 16 + 1200


def test_queries_that_do_not_confirm_are_tuned_with(corpus, truths, caplog):
    """The first ones are those of one subject, which any list holds."""
    index = index_of(corpus, "IVF16,SQfp16")
    ids = corpus.ids()
    easy = truth(corpus, np.tile(corpus.take(ids[:1]), (5, 1)), K)
    sets = [easy, *truths]
    with caplog.at_level(logging.INFO):
        tuned = tune(index, sets.__getitem__, 3, 0.98)
    assert len(caplog.messages) == 2
    assert tuned["queries"] == {"tuning": 5 + 150, "confirmation": 150}
    assert tuned["recall"]["confirmation"] >= 0.98


@pytest.mark.parametrize("factory", ["SQ8", "IVF8,SQ8", "IVF8,RaBitQ"])
def test_a_recall_that_cannot_be_reached(corpus, truths, factory):
    with pytest.raises(AcervoError, match=r"recall@10 is 0\.\d+, less than the 0\.9999") as error:
        tune(index_of(corpus, factory), truths.__getitem__, 3, 0.9999)
    assert error.value.where == "index.factory"


def test_a_recall_that_no_set_confirms(corpus, truths):
    index = index_of(corpus, "IVF8,SQfp16")
    wrong = Truth(truths[1].queries, truths[1].ids + 1, truths[1].scores)
    with pytest.raises(AcervoError, match=r"recall@10 is 0\.0000"):
        tune(index, [truths[0], wrong].__getitem__, 2, 0.9)
