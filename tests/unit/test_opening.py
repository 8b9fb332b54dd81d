import faiss
import numpy as np
import pytest
from acervo.errors import AcervoError
from acervo.opening import K, open_index, search_parameters

COUNT, WIDTH = 600, 16
FACTORIES = {
    "SQfp16": {},
    "Flat": {},
    "IVF8,SQfp16": {"nlist": 8, "nprobe": 4},
    "IVF8,RaBitQfs,Refine(SQfp16)": {"nlist": 8, "nprobe": 4, "k_factor": 60},
}
IDS = np.arange(COUNT, dtype=np.int64) * 10**15 + 7


@pytest.fixture(scope="module")
def vectors():
    random = np.random.default_rng(0).normal(size=(COUNT, WIDTH)).astype(np.float16)
    return random.astype(np.float32)


@pytest.fixture(params=FACTORIES)
def made(request, vectors, tmp_path):
    """An opened index, and what its meta.json says."""
    index = faiss.index_factory(WIDTH, f"IDMap,{request.param}", faiss.METRIC_INNER_PRODUCT)
    index.train(vectors)
    index.add_with_ids(vectors, IDS)
    faiss.write_index(index, str(tmp_path / "index"))
    meta = {"ntotal": COUNT, "dimension": WIDTH, "metric": "inner_product"}
    meta["search"] = FACTORIES[request.param]
    return open_index(tmp_path / "index", meta), meta


def test_neighbours_are_found(made, vectors):
    index, meta = made
    _, found = index.search(vectors[:50], K, params=search_parameters(meta))
    exact = np.argsort(-(vectors[:50] @ vectors.T), axis=1)[:, :K]
    assert np.mean([np.isin(a, IDS[b]).mean() for a, b in zip(found, exact, strict=True)]) > 0.7


def test_only_what_is_selected_is_found_and_all_of_it(made, vectors):
    """Wherever it lies: a selector wider than the lists that are looked through otherwise."""
    index, meta = made
    allowed = IDS[::100]
    selector = faiss.IDSelectorBatch(allowed)
    _, found = index.search(vectors[:50], K, params=search_parameters(meta, selector, index))
    assert all(sorted(row[row >= 0]) == sorted(allowed) for row in found)


def test_what_selects_lives_as_long_as_its_parameters(made, vectors):
    index, meta = made
    parameters = search_parameters(meta, faiss.IDSelectorBatch(IDS[:5]), index)
    _, found = index.search(vectors[:1], K, params=parameters)
    assert set(found[0]) <= {*IDS[:5], -1}


@pytest.mark.parametrize("cut", [8, 100, COUNT * WIDTH])
def test_a_truncated_index_is_refused(made, tmp_path, cut):
    _, meta = made
    content = (tmp_path / "index").read_bytes()
    (tmp_path / "cut").write_bytes(content[:-cut])
    with pytest.raises(AcervoError, match="not a readable FAISS index"):
        open_index(tmp_path / "cut", meta)


@pytest.mark.parametrize(
    ("key", "value"), [("ntotal", 1), ("dimension", 8), ("metric", "l2"), ("ntotal", None)]
)
def test_an_index_that_is_another_is_refused(made, tmp_path, key, value):
    _, meta = made
    with pytest.raises(AcervoError, match="600 vectors of 16 numbers, expected"):
        open_index(tmp_path / "index", meta | {key: value})


def test_a_missing_index_is_refused(tmp_path):
    with pytest.raises(AcervoError, match="not a readable FAISS index"):
        open_index(tmp_path / "none", {})
