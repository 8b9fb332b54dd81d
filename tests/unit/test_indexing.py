import json
import logging

import faiss
import numpy as np
import polars as pl
import pytest
from acervo import indexing, schema
from acervo.digests import file_sha256
from acervo.embedding import FINGERPRINT
from acervo.errors import AcervoError
from acervo.models import Model
from acervo.tables import read_table, write_table

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

    def write(self, i, *texts, seed=0, fingerprint=None):
        frame = chunk_rows(*texts)
        random = np.random.default_rng(seed).normal(size=(len(texts), 32))
        random /= np.linalg.norm(random, axis=1, keepdims=True)
        frame = frame.with_columns(
            embedding=pl.Series(random.astype(np.float16), dtype=pl.Array(pl.Float16, 32))
        )
        key = fingerprint or self.model.fingerprint
        write_table(frame, TABLE, self.vectors[i], {FINGERPRINT: key})

    def build(self):
        return indexing.build(self.vectors, self.model, **self.places)

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
    assert faiss.vector_to_array(built.id_map).tolist() == rows["chunk_id"].to_list()
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


def test_a_vector_is_found_by_its_id(index):
    index.build()
    row = read_table(index.vectors[1], TABLE).row(2, named=True)
    assert index.faiss.reconstruct(row["chunk_id"]).tolist() == row["embedding"]


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
