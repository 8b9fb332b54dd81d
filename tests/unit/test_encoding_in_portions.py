"""What a run has encoded before it stops is kept, and little of it is in memory."""

from weakref import ref

import numpy as np
import pytest
from acervo import schema
from acervo.backends import Backend
from acervo.embedding import embed, encode
from acervo.encoding import Encoder
from acervo.models import Model
from acervo.tables import read_metadata, read_table
from acervo.vectors import PROBE, key_of, read_by_text

from tests.unit.dataset import chunk_rows


def test_who_is_killed_goes_on_where_it_stopped(files, tiny, encoded, tmp_path, monkeypatch):
    chunks, vectors = files(chunk_rows("a", "b", "c", "d", "e"))
    fresh = tmp_path / "fresh.parquet"
    encode(chunks, vectors, fresh, tiny)
    whole = read_table(fresh, schema.vectors(32)).sort("key")
    fresh.unlink()
    encoded.clear()
    monkeypatch.setattr(Backend, "portion", 2)
    with monkeypatch.context() as patch:
        original = Encoder.encode

        def killed(self, texts, counts):
            if "e" in texts:
                raise KeyboardInterrupt
            return original(self, texts, counts)

        patch.setattr(Encoder, "encode", killed)
        with pytest.raises(KeyboardInterrupt):
            encode(chunks, vectors, fresh, tiny)
    assert encoded == [["a", "b"], ["c", "d"]]
    assert encode(chunks, vectors, fresh, tiny) == {"lacking": 5, "encoded": 1}
    assert encoded[2:] == [["e"]]
    assert read_table(fresh, schema.vectors(32)).sort("key").equals(whole)
    assert list(fresh.parent.glob(".*")) == []
    assert read_metadata(fresh)[PROBE]


@pytest.fixture
def stopped(files, tiny, tmp_path, monkeypatch):
    """Encode in portions of two; the third one fails. Return chunks, vectors, fresh, and the parts."""
    chunks, vectors = files(chunk_rows("a", "b", "c"), chunk_rows("c", "d", "e"))
    monkeypatch.setattr(Backend, "portion", 2)
    fresh = tmp_path / "fresh.parquet"
    with monkeypatch.context() as patch:
        original = Encoder.encode
        patch.setattr(
            Encoder,
            "encode",
            lambda self, texts, counts: 1 / ("e" not in texts) and original(self, texts, counts),
        )
        with pytest.raises(ZeroDivisionError):
            encode(chunks, vectors, fresh, tiny)
    return chunks, vectors, fresh, sorted((tmp_path / ".fresh").iterdir())


def test_portions_are_filled_across_files_and_each_is_written_once(stopped, tiny):
    *_, fresh, parts = stopped
    assert not fresh.exists()
    assert [len(read_by_text(part, Model(tiny))) for part in parts] == [2, 2]


def test_the_parts_of_a_job_that_is_not_repeated_are_used_as_well(stopped, tiny, encoded):
    """Snakemake may take the earlier output, given back after a failure, for a new one."""
    chunks, vectors, fresh, _ = stopped
    assert embed(chunks, vectors, fresh, tiny)["encoded"] == 1
    assert encoded == [["e"]]


@pytest.mark.parametrize(
    "damage",
    [lambda path: path.write_bytes(path.read_bytes()[:-40]), lambda path: path.write_bytes(b"")],
)
def test_a_damaged_part_is_encoded_again(stopped, tiny, encoded, caplog, damage):
    chunks, vectors, fresh, (part, _) = stopped
    lost = set(read_by_text(part, Model(tiny)))
    damage(part)
    assert encode(chunks, vectors, fresh, tiny) == {"lacking": 5, "encoded": 3}
    assert f"{part}: " in caplog.text
    assert {key_of(text) for texts in encoded for text in texts} == lost | {key_of("e")}
    assert embed(chunks, vectors, fresh, tiny)["encoded"] == 0


def test_parts_of_another_model_are_not_used(stopped, other, encoded):
    chunks, vectors, fresh, _ = stopped
    assert encode(chunks, vectors, fresh, other) == {"lacking": 5, "encoded": 5}
    assert embed(chunks, vectors, fresh, other)["encoded"] == 0


def test_parts_of_passages_that_are_gone_leave_no_vector(stopped, files, tiny, encoded):
    _, _, fresh, _ = stopped
    chunks, vectors = files(chunk_rows("a"))
    assert encode(chunks, vectors, fresh, tiny) == {"lacking": 1, "encoded": 0}
    assert encoded == []
    assert read_table(fresh, schema.vectors(32))["key"].to_list() == [key_of("a")]


def test_the_earlier_output_and_the_parts_become_one(files, tiny, encoded, tmp_path, monkeypatch):
    monkeypatch.setattr("acervo.vectors._ROWS", 2)
    monkeypatch.setattr(Backend, "portion", 2)
    chunks, vectors = files(chunk_rows("a", "b", "c"))
    folder, fresh = tmp_path / "elsewhere", tmp_path / "fresh.parquet"
    encode(chunks, vectors, fresh, tiny, progress=folder)
    files(chunk_rows("b", "c", "d", "e", "f"))
    assert encode(chunks, vectors, fresh, tiny, progress=folder) == {"lacking": 5, "encoded": 3}
    assert not folder.exists()
    keys = read_table(fresh, schema.vectors(32))["key"].to_list()
    assert sorted(keys) == sorted(map(key_of, "bcdef"))
    assert embed(chunks, vectors, fresh, tiny)["encoded"] == 0


def test_no_more_than_a_portion_of_vectors_is_in_memory(files, tiny, tmp_path, monkeypatch):
    """Each array of vectors is gone before the next one but one is made."""
    monkeypatch.setattr(Backend, "portion", 16)
    made, alive = [], []

    class Array(np.ndarray):
        pass

    def invented(self, texts, counts):
        alive.append(sum(each() is not None for each in made))
        vectors = np.tile(np.eye(1, 32, dtype=np.float32), (len(texts), 1)).view(Array)
        made.append(ref(vectors))
        return vectors

    monkeypatch.setattr(Encoder, "encode", invented)
    chunks, vectors = files(chunk_rows(*(f"text {i}" for i in range(160))))
    assert encode(chunks, vectors, tmp_path / "fresh.parquet", tiny)["encoded"] == 160
    assert len(made) == 10
    assert max(alive) <= 1


def test_only_the_vectors_of_a_year_are_read_for_it(files, tiny, tmp_path, monkeypatch):
    monkeypatch.setattr("acervo.vectors._ROWS", 2)
    chunks, vectors = files(chunk_rows("a", "b", "c"), chunk_rows("d"))
    fresh = tmp_path / "fresh.parquet"
    encode(chunks, vectors, fresh, tiny)
    known = read_by_text(fresh, Model(tiny), {key_of("b")})
    ((key, vector),) = known.items()
    assert key == key_of("b")
    assert vector.base is None or vector.base.size == 32  # not a view of all that was read
