import json
import logging

import faiss
import numpy as np
import polars as pl
import pytest
from acervo import indexing, schema
from acervo.digests import file_sha256
from acervo.errors import AcervoError
from acervo.models import Model
from acervo.tables import read_table, write_table
from acervo.vectors import FINGERPRINT

from tests.unit.dataset import chunk_rows

TABLE = schema.embeddings(32)


class Index:
    def __init__(self, folder, model):
        self.model = model
        self.vectors = [folder / "vectors" / f"{i}.parquet" for i in range(2)]
        self.places = {
            "index_file": folder / "index" / "faiss.index",
            "rows_file": folder / "index" / "meta.parquet",
            "meta_file": folder / "index" / "meta.json",
        }

    def write(self, i, *texts, seed=0, fingerprint=None, scale=1, equal=False):
        frame = chunk_rows(*texts)
        random = np.random.default_rng(seed).normal(size=(1 if equal else len(texts), 32))
        random = np.broadcast_to(random, (len(texts), 32)).copy()
        random *= scale / np.linalg.norm(random, axis=1, keepdims=True)
        frame = frame.with_columns(
            embedding=pl.Series(random.astype(np.float16), dtype=pl.Array(pl.Float16, 32))
        )
        key = fingerprint or self.model.fingerprint
        write_table(frame, TABLE, self.vectors[i], {FINGERPRINT: key})

    def build(self, **options):
        return indexing.build(self.vectors, self.model, **self.places, **options)

    def state(self):
        return [(p.read_bytes(), p.stat().st_mtime_ns) for p in self.places.values()]

    @property
    def faiss(self):
        return faiss.read_index(str(self.places["index_file"]))


@pytest.fixture
def index(tmp_path, tiny):
    index = Index(tmp_path, Model(tiny))
    index.write(0, *"abcdefgh")
    index.write(1, *"ijkl", seed=1)
    return index


def test_ids_are_chunk_ids_and_rows_are_sorted_by_them(index):
    meta = index.build()
    rows = read_table(index.places["rows_file"], schema.CHUNKS)
    assert rows["chunk_id"].is_sorted()
    built = index.faiss  # named: its parts do not keep it alive
    assert sorted(faiss.vector_to_array(built.id_map)) == rows["chunk_id"].to_list()
    assert sorted(rows["text"]) == list("abcdefghijkl")
    assert meta["ntotal"] == 12
    assert meta["index_sha256"] == file_sha256(index.places["index_file"])
    assert meta == json.loads(index.places["meta_file"].read_text())


def test_search_is_exact(index):
    index.build()
    frame = pl.concat([read_table(path, TABLE) for path in index.vectors])
    vectors, ids = frame["embedding"].to_numpy(), frame["chunk_id"].to_numpy()
    queries = np.random.default_rng(9).normal(size=(5, 32)).astype(np.float32)
    scores, found = index.faiss.search(queries, 12)
    exact = queries @ vectors.T
    order = np.argsort(-exact, axis=1)
    assert (ids[order] == found).all()
    assert np.take_along_axis(exact, order, 1) == pytest.approx(scores, abs=1e-5)


def test_vectors_are_kept_as_they_are(index):
    assert index.build()["error"] == 0
    row = read_table(index.vectors[1], TABLE).row(2, named=True)
    built = index.faiss
    place = faiss.vector_to_array(built.id_map).tolist().index(row["chunk_id"])
    assert built.index.reconstruct(place).tolist() == row["embedding"]


def test_unchanged_inputs_keep_the_index(index):
    first, before = index.build(), index.state()
    assert index.build() == first
    assert index.state() == before


def test_equal_inputs_give_equal_bytes(index):
    index.build()
    before = [content for content, _ in index.state()]
    for path in index.places.values():
        path.unlink()
    index.build()
    assert [content for content, _ in index.state()] == before


def test_another_vector_makes_another_index(index):
    index.build()
    before = file_sha256(index.places["index_file"])
    index.write(1, *"ijkl", seed=2)
    assert index.build()["index_sha256"] != before
    assert file_sha256(index.places["index_file"]) != before


def truncate(path):
    path.write_bytes(path.read_bytes()[:-10])


@pytest.mark.parametrize("name", ["index_file", "rows_file", "meta_file"])
@pytest.mark.parametrize("damage", [truncate, lambda p: p.write_bytes(b"[]")])
def test_a_damaged_index_is_made_anew_and_said(index, name, damage, caplog):
    index.build()
    before = [content for content, _ in index.state()]
    damage(index.places[name])
    with caplog.at_level(logging.WARNING):
        index.build()
    assert "damaged: it is made anew" in caplog.text
    assert [content for content, _ in index.state()] == before


@pytest.mark.parametrize("name", ["index_file", "rows_file", "meta_file"])
def test_a_missing_part_is_made_anew(index, name):
    index.build()
    before = [content for content, _ in index.state()]
    index.places[name].unlink()
    index.build()
    assert [content for content, _ in index.state()] == before


def test_an_edited_description_is_made_anew(index):
    meta = index.build()
    index.places["meta_file"].write_text(json.dumps(meta | {"dimension": 5}))
    assert index.build() == meta


@pytest.mark.parametrize("fingerprint", ["0" * 16, ""])
def test_vectors_of_another_model_are_refused(index, fingerprint):
    index.write(1, "z", fingerprint=fingerprint or "unknown")
    with pytest.raises(AcervoError, match="another model") as error:
        index.build()
    assert error.value.where == str(index.vectors[1])
    assert not index.places["index_file"].exists()


def test_no_rows_give_an_empty_index(index):
    index.write(0)
    index.write(1)
    assert index.build()["ntotal"] == 0
    assert index.faiss.ntotal == 0
    assert read_table(index.places["rows_file"], schema.CHUNKS).is_empty()


def test_one_chunk_in_two_files_is_refused(index):
    index.write(1, "a")
    with pytest.raises(AcervoError):
        index.build()


@pytest.fixture
def large(index):
    """Enough vectors for lists, of which there are 16."""
    for i in range(2):
        index.write(i, *(f"{i} {j}" for j in range(600)), seed=i)
    return index


LARGE = {"exact_up_to": 1000, "min_recall": 0.9}


def test_large_ones_have_lists(large):
    meta = large.build(**LARGE)
    assert meta["factory"] == "IDMap,IVF16,RaBitQfs,Refine(SQfp16)"
    assert meta["search"].keys() == {"nlist", "nprobe", "k_factor"}
    assert meta["recall"]["confirmation"] >= 0.9
    assert meta["min_recall"] == 0.9
    assert meta["error"] == 0
    assert large.build(**LARGE) == meta
    rows = read_table(large.places["rows_file"], schema.CHUNKS)
    built = large.faiss
    assert sorted(faiss.vector_to_array(built.id_map)) == rows["chunk_id"].to_list()


def test_threads_make_no_difference(large):
    before = faiss.omp_get_max_threads()
    contents = []
    try:
        for threads in (1, 2, 3):
            faiss.omp_set_num_threads(threads)
            large.build(**LARGE)
            contents.append([path.read_bytes() for path in large.places.values()])
            large.places["index_file"].unlink()
    finally:
        faiss.omp_set_num_threads(before)
    assert contents[0] == contents[1] == contents[2]


def test_another_recall_is_tuned_for(large):
    first = large.build(**LARGE)
    more = large.build(**LARGE | {"min_recall": 0.98})
    assert more["cost"] > first["cost"]
    assert more["recall"]["confirmation"] >= 0.98


@pytest.mark.parametrize("factory", ["Flat", "SQ8", "IVF8,Flat", "IVF8,RaBitQ,Refine(Flat)"])
def test_a_factory_may_be_given(large, factory):
    meta = large.build(factory=factory, min_recall=0.9)
    assert meta["factory"] == f"IDMap,{factory}"
    assert (meta["error"] > 0) == (factory == "SQ8")
    assert large.faiss.ntotal == meta["ntotal"] == 1200


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"factory": "HNSW32"}, "no factory string that Acervo knows: HNSW32"),
        ({"factory": "IVF32,Flat"}, "32 lists are too many for 1200 vectors"),
        ({"factory": "IVF16,RaBitQ"}, "no factory string that Acervo knows: IVF16,RaBitQ"),
        ({"factory": "SQ8", "min_recall": 0.99999}, "less than the 0.99999 that index.min_recall"),
    ],
)
def test_what_cannot_be_kept_leaves_the_earlier_index(large, options, message):
    large.build()
    before = large.state()
    with pytest.raises(AcervoError, match=message) as error:
        large.build(**options)
    assert error.value.where == "index.factory"
    assert large.state() == before
    assert len(list(large.places["index_file"].parent.iterdir())) == 3


def test_an_index_that_cannot_be_calibrated_leaves_the_earlier_one(large, monkeypatch):
    large.build()
    before = large.state()
    large.vectors.pop()

    def fail(*_):
        assert large.state() == before  # whoever is killed here leaves it, too
        raise AcervoError("the endpoint did not answer")

    monkeypatch.setattr(indexing.calibration, "calibrate", fail)
    with pytest.raises(AcervoError, match="did not answer"):
        large.build()
    assert large.state() == before
    assert len(list(large.places["index_file"].parent.iterdir())) == 3


def test_a_chat_of_good_mornings_can_be_indexed(large):
    """More equal passages than neighbours are looked at."""
    large.write(0, *(f"Bom dia! {i}" for i in range(600)), equal=True)
    meta = large.build(factory="IVF8,RaBitQfs,Refine(SQfp16)")
    assert meta["recall"]["confirmation"] >= 0.99


def test_rows_come_in_parts(large, monkeypatch):
    whole = large.build()
    rows = read_table(large.places["rows_file"], schema.CHUNKS)
    monkeypatch.setattr(indexing, "_ROWS", 100)
    large.places["rows_file"].unlink()
    assert large.build()["index_sha256"] == whole["index_sha256"]
    assert read_table(large.places["rows_file"], schema.CHUNKS).equals(rows)


def test_deleted_chunks_are_gone(large):
    large.build(**LARGE)
    gone = set(read_table(large.vectors[1], TABLE)["chunk_id"][:20])
    large.write(1, *(f"1 {j}" for j in range(20, 600)), seed=1)
    meta = large.build(**LARGE)
    built = large.faiss
    assert meta["ntotal"] == 1180
    assert not gone & set(faiss.vector_to_array(built.id_map).tolist())


def test_a_vector_that_is_none_is_refused(index):
    index.build()
    before = index.state()
    index.write(1, "z", scale=float("nan"))
    with pytest.raises(AcervoError, match="1 vectors are not of unit length"):
        index.build()
    assert index.state() == before
