import numpy as np
import pytest
from acervo.errors import AcervoError
from acervo.neighbours import Corpus, truth
from acervo.schema import embeddings
from acervo.tables import read_tables

from tests.unit.vectors import WIDTH, FakeModel, Spec, clustered, write_corpus, write_vectors


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return write_corpus(tmp_path_factory.mktemp("corpus"), count=300)


def whole(corpus):
    rows = read_tables(corpus.files, embeddings(WIDTH))
    return rows["chunk_id"].to_numpy(), rows["embedding"].to_numpy().astype(np.float32)


def test_vectors_are_read_as_they_were_written(corpus):
    ids, vectors = whole(corpus)
    read = list(corpus.batches())
    assert np.array_equal(np.concatenate([i for i, _ in read]), ids)
    assert np.array_equal(np.concatenate([v for _, v in read]), vectors)
    assert np.array_equal(corpus.ids(), np.sort(ids))


def test_vectors_are_taken_in_the_order_that_is_asked_for(corpus):
    ids, vectors = whole(corpus)
    some = np.array([205, 3, 117, 299, 0])
    assert np.array_equal(corpus.take(ids[some]), vectors[some])


def test_the_truth_is_exact(corpus):
    ids, vectors = whole(corpus)
    asked = clustered(20, 7).astype(np.float32)
    known = truth(corpus, asked, 10)
    order = np.argsort(-(asked @ vectors.T), axis=1)
    assert known.recall(ids[order], 10).tolist() == [1] * 20
    assert known.recall(ids[order[:, 5:]], 10).tolist() == [0.5] * 20
    assert known.recall(ids[order[:, 200:]], 10).tolist() == [0] * 20


def test_of_equal_passages_any_may_be_found(tmp_path):
    vectors = np.tile(clustered(1), (30, 1))
    write_vectors(tmp_path / "a.parquet", map(str, range(30)), vectors, FakeModel())
    corpus = Corpus([tmp_path / "a.parquet"], FakeModel())
    known = truth(corpus, vectors[:1].astype(np.float32), 10)
    assert known.recall(corpus.ids()[None, 20:], 10).tolist() == [1]
    assert known.recall(np.array([[*corpus.ids()[:5], *[-1] * 5]]), 10).tolist() == [0.5]


def test_however_many_are_equal(tmp_path):
    """More than are kept as neighbours: a chat of good mornings."""
    vectors = np.concatenate([np.tile(clustered(1), (700, 1)), clustered(300, 3)])
    write_vectors(tmp_path / "a.parquet", map(str, range(1000)), vectors, FakeModel())
    corpus = Corpus([tmp_path / "a.parquet"], FakeModel())
    equal = next(iter(corpus.batches()))[0][:700]
    asked = np.concatenate([-vectors[:1], vectors[:1]]).astype(np.float32)
    known = truth(corpus, asked, 100)
    assert list(known.ties) == [1]
    for start in (0, 300, 600):
        found = np.stack([known.ids[0][:100], equal[start:][:100]])
        for k in (10, 100):
            assert known.recall(found, k).tolist() == [1, 1]
    half = np.concatenate([equal[650:][:5], known.ids[0][:5]])
    assert known.recall(np.stack([half, half]), 10).tolist() == [0.5, 0.5]
    both = known.joined(known)
    assert both.recall(np.concatenate([found, found]), 10).tolist() == [1, 1, 1, 1]


def test_fewer_passages_than_are_asked_for(tmp_path):
    write_vectors(tmp_path / "a.parquet", "abc", clustered(3), FakeModel())
    corpus = Corpus([tmp_path / "a.parquet"], FakeModel())
    known = truth(corpus, clustered(2, 1).astype(np.float32), 10)
    assert known.recall(np.array([[*corpus.ids(), -1]] * 2), 10).tolist() == [1, 1]


@pytest.mark.parametrize("value", [np.nan, 0, np.inf])
def test_what_is_no_unit_vector_is_refused(tmp_path, value):
    vectors = clustered(4)
    vectors[2] = value
    write_vectors(tmp_path / "a.parquet", "abcd", vectors, FakeModel())
    with pytest.raises(AcervoError, match="1 vectors are not of unit length") as error:
        list(Corpus([tmp_path / "a.parquet"], FakeModel()).batches())
    assert error.value.where == str(tmp_path / "a.parquet")


def test_another_dimension_is_refused(tmp_path):
    write_vectors(tmp_path / "a.parquet", "abcd", clustered(4, width=8), FakeModel())
    with pytest.raises(
        AcervoError, match=r"embedding is fixed_size_list.*\[8\], expected .*\[16\]"
    ):
        list(Corpus([tmp_path / "a.parquet"], FakeModel()).batches())


def test_another_type_is_refused(tmp_path):
    write_vectors(tmp_path / "a.parquet", "abcd", clustered(4), FakeModel(Spec(dtype="float32")))
    with pytest.raises(AcervoError, match=r"embedding is fixed_size_list.*float.*halffloat"):
        list(Corpus([tmp_path / "a.parquet"], FakeModel()).batches())


def test_a_chunk_in_two_files_is_refused(tmp_path):
    for name in "ab":
        write_vectors(tmp_path / name, "xy", clustered(2), FakeModel())
    with pytest.raises(AcervoError, match="2 chunks stand in two files"):
        Corpus([tmp_path / "a", tmp_path / "b"], FakeModel()).ids()
