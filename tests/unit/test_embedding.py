import logging
from dataclasses import replace

import numpy as np
import polars as pl
import pyarrow.parquet as pq
import pytest
from acervo import schema
from acervo.backends.torch_model import TorchModel
from acervo.embedding import checked_probe, embed, encode
from acervo.encoding import Encoder
from acervo.errors import AcervoError
from acervo.models import Model
from acervo.tables import read_metadata, read_table, write_table
from acervo.vectors import FINGERPRINT, PROBE

from tests.unit.dataset import ANA, RUI, chunk_rows

TEXTS = ["ok", "cat", "", "👍", "a\nb", "casa", "bomba casa"]


def bits(vectors):
    return [row.tobytes() for row in vectors]


@pytest.fixture
def no_encoding(monkeypatch):
    """Whoever encodes now fails."""

    def start():
        def fail(*args):
            raise AssertionError("something is encoded")

        monkeypatch.setattr(Encoder, "encode", fail)

    return start


def rows(path, dimension=32):
    return read_table(path, schema.embeddings(dimension))


def test_what_is_there_is_not_encoded_again(files, tiny, no_encoding):
    chunks, vectors = files(chunk_rows("a", "b"), chunk_rows("b", "c"))
    assert embed(chunks, vectors, None, tiny) == {"chunks": 4, "encoded": 3, "reused": 1}
    before = [(path.read_bytes(), path.stat().st_mtime_ns) for path in vectors]
    no_encoding()
    assert embed(chunks, vectors, None, tiny) == {"chunks": 4, "encoded": 0, "reused": 4}
    assert [(path.read_bytes(), path.stat().st_mtime_ns) for path in vectors] == before


def test_one_changed_chunk_encodes_one_and_rewrites_one_file(files, tiny, monkeypatch):
    chunks, vectors = files(chunk_rows("a", "b"), chunk_rows("c", "d"))
    embed(chunks, vectors, None, tiny)
    before = [path.stat().st_mtime_ns for path in vectors]
    files(chunk_rows("a", "b"), chunk_rows("c", "e"))
    encoded, encode = [], Encoder.encode
    monkeypatch.setattr(
        Encoder,
        "encode",
        lambda self, texts, counts: encoded.append(texts) or encode(self, texts, counts),
    )
    assert embed(chunks, vectors, None, tiny) == {"chunks": 4, "encoded": 1, "reused": 3}
    assert encoded == [["e"]]
    after = [path.stat().st_mtime_ns for path in vectors]
    assert (after[0] == before[0], after[1] == before[1]) == (True, False)


def test_an_incremental_build_gives_the_bytes_of_a_clean_one(files, tiny):
    chunks, vectors = files(chunk_rows(*TEXTS[3:7]))
    embed(chunks, vectors, None, tiny)
    files(chunk_rows(*TEXTS[3:13]))
    embed(chunks, vectors, None, tiny)
    grown = vectors[0].read_bytes()
    vectors[0].unlink()
    embed(chunks, vectors, None, tiny)
    assert vectors[0].read_bytes() == grown


def test_rows_of_another_order_are_written_anew(files, tiny, no_encoding):
    frame = chunk_rows("a", "b")
    chunks, vectors = files(frame)
    embed(chunks, vectors, None, tiny)
    first = rows(vectors[0])
    files(frame.reverse())
    no_encoding()
    embed(chunks, vectors, None, tiny)
    assert rows(vectors[0]).equals(first.reverse())


def test_speakers_are_letters_so_that_another_key_reuses_the_vectors(files, tiny, no_encoding):
    chunks, vectors = files(chunk_rows(f"{ANA}: oi"))
    embed(chunks, vectors, None, tiny)
    files(chunk_rows(f"{RUI}: oi"))
    no_encoding()
    assert embed(chunks, vectors, None, tiny)["reused"] == 1
    assert rows(vectors[0])["text"].to_list() == [f"{RUI}: oi"]


def test_the_section_title_is_encoded(files, tiny):
    chunks, vectors = files(chunk_rows("a", title="Horta"), chunk_rows("a", title="Bolo"))
    assert embed(chunks, vectors, None, tiny)["encoded"] == 2


def test_vectors_of_other_weights_are_not_reused(files, tiny, other, caplog):
    chunks, vectors = files(chunk_rows("a"))
    embed(chunks, vectors, None, tiny)
    before = rows(vectors[0])["embedding"].to_numpy()
    with caplog.at_level(logging.INFO):
        assert embed(chunks, vectors, None, other)["encoded"] == 1
    assert "another model" in caplog.text
    assert str(vectors[0]) in caplog.text
    assert (rows(vectors[0])["embedding"].to_numpy() != before).any()
    assert read_metadata(vectors[0])[FINGERPRINT] == Model(other).fingerprint


def damaged_bytes(path):
    content = bytearray(path.read_bytes())
    vector = pq.read_metadata(path).row_group(0).column(len(schema.CHUNKS.arrow))
    content[vector.data_page_offset + vector.total_compressed_size - 1] ^= 1
    path.write_bytes(content)


def truncated(path):
    path.write_bytes(path.read_bytes()[:-40])


def rewritten(change):
    def damage(path):
        frame, metadata = rows(path), read_metadata(path)
        write_table(
            frame.with_columns(embedding=change(pl.col("embedding"))),
            schema.embeddings(32),
            path,
            {FINGERPRINT: metadata[FINGERPRINT]},
        )

    return damage


@pytest.mark.parametrize(
    "damage",
    [
        damaged_bytes,
        truncated,
        lambda path: path.write_bytes(b""),
        rewritten(lambda c: (c.arr.to_list().list.eval(pl.element() * 2)).list.to_array(32)),
        rewritten(
            lambda c: (c.arr.to_list().list.eval(pl.element() * float("nan"))).list.to_array(32)
        ),
    ],
    ids=["flipped", "truncated", "empty", "not of unit length", "nan"],
)
def test_a_damaged_file_is_made_anew_and_said(files, tiny, caplog, damage):
    chunks, vectors = files(chunk_rows("a", "b"))
    embed(chunks, vectors, None, tiny)
    whole = vectors[0].read_bytes()
    damage(vectors[0])
    assert embed(chunks, vectors, None, tiny)["encoded"] == 2
    assert f"{vectors[0]}: " in caplog.text
    assert "made anew" in caplog.text
    assert vectors[0].read_bytes() == whole


def test_a_passage_beyond_the_window_is_refused_with_the_number(files, tiny):
    chunks, vectors = files(chunk_rows("a", "casa " * 70, "b " * 63))
    with pytest.raises(AcervoError, match="2 passages are longer than the 64 tokens") as error:
        embed(chunks, vectors, None, tiny)
    assert error.value.fix == "Set it to 64 or less."
    assert not vectors[0].exists()


def test_the_prompt_takes_its_share_of_the_window(files, tiny):
    chunks, vectors = files(chunk_rows("b " * 62))
    assert embed(chunks, vectors, None, tiny)["encoded"] == 1
    prompted = replace(tiny, prompts={"passage": "passage: "})
    with pytest.raises(AcervoError, match="1 passages are longer") as error:
        embed(chunks, vectors, None, prompted)
    assert error.value.fix == "Set it to 62 or less."


def test_periods_without_rows_give_files_without_rows(files, tiny, no_encoding):
    chunks, vectors = files(chunk_rows(), chunk_rows())
    no_encoding()
    assert embed(chunks, vectors, None, tiny) == {"chunks": 0, "encoded": 0, "reused": 0}
    assert all(rows(path).is_empty() for path in vectors)
    assert read_metadata(vectors[0])[FINGERPRINT] == Model(tiny).fingerprint


def test_the_passage_prompt_is_read(files, tiny):
    chunks, vectors = files(chunk_rows("a"))
    prompted = replace(tiny, prompts={"passage": "passage: ", "query": "query: "})
    embed(chunks, vectors, None, prompted)
    expected = Encoder(Model(tiny)).encode(["passage: a"]).astype(np.float16)
    assert bits(rows(vectors[0])["embedding"].to_numpy()) == bits(expected)
    assert read_metadata(vectors[0])[FINGERPRINT] != Model(tiny).fingerprint


def test_wrong_weights_stop_before_anything_is_written(files, tiny):
    chunks, vectors = files(chunk_rows("a"))
    with pytest.raises(AcervoError, match="expected " + "0" * 64):
        embed(chunks, vectors, None, replace(tiny, sha256="0" * 64))
    assert not vectors[0].exists()


def test_all_that_is_new_is_encoded_together_and_reaches_its_files(files, tiny, encoded, tmp_path):
    chunks, vectors = files(chunk_rows("a", "b"), chunk_rows("b", "c"))
    embed(chunks, vectors, None, tiny)
    alone = [path.read_bytes() for path in vectors]
    for path in vectors:
        path.unlink()
    encoded.clear()
    fresh = tmp_path / "fresh.parquet"
    assert encode(chunks, vectors, fresh, tiny) == {"lacking": 3, "encoded": 3}
    assert encoded == [["a", "b", "c"]]
    for chunk, vector in zip(chunks, vectors, strict=True):
        assert embed([chunk], [vector], fresh, tiny)["encoded"] == 0
    assert len(encoded) == 1
    assert [path.read_bytes() for path in vectors] == alone


def test_only_what_has_no_vector_is_encoded(files, tiny, encoded, tmp_path):
    chunks, vectors = files(chunk_rows("a", "b"), chunk_rows("c"))
    embed(chunks, vectors, None, tiny)
    files(chunk_rows("a", "b"), chunk_rows("c", "d"))
    encoded.clear()
    fresh = tmp_path / "fresh.parquet"
    assert encode(chunks, vectors, fresh, tiny) == {"lacking": 1, "encoded": 1}
    assert encoded == [["d"]]
    assert embed(chunks, vectors, fresh, tiny) == {"chunks": 4, "encoded": 0, "reused": 4}
    assert encode(chunks, vectors, fresh, tiny) == {"lacking": 0, "encoded": 0}
    assert read_table(fresh, schema.vectors(32)).is_empty()


def test_nothing_new_loads_no_model(files, tiny, tmp_path, monkeypatch):
    chunks, vectors = files(chunk_rows("a"))
    embed(chunks, vectors, None, tiny)
    monkeypatch.setattr(Encoder, "_load", lambda self: pytest.fail("the model is loaded"))
    assert encode(chunks, vectors, tmp_path / "fresh.parquet", tiny)["encoded"] == 0


def test_the_probe_stands_beside_the_vectors_and_stays(files, tiny, encoded, tmp_path):
    chunks, vectors = files(chunk_rows("a"))
    fresh = tmp_path / "fresh.parquet"
    encode(chunks, vectors, fresh, tiny)
    embed(chunks, vectors, fresh, tiny)
    probe = read_metadata(vectors[0])[PROBE]
    assert read_metadata(fresh)[PROBE] == probe
    files(chunk_rows("a", "b"))
    encode(chunks, vectors, fresh, tiny)
    embed(chunks, vectors, fresh, tiny)
    assert read_metadata(vectors[0])[PROBE] == probe


def test_published_vectors_stay_to_the_bit_on_a_machine_that_rounds_otherwise(
    files, tiny, tmp_path, monkeypatch
):
    chunks, vectors = files(chunk_rows("a", "b"))
    fresh = tmp_path / "fresh.parquet"
    encode(chunks, vectors, fresh, tiny)
    embed(chunks, vectors, fresh, tiny)
    published = {row["text"]: row["embedding"] for row in rows(vectors[0]).to_dicts()}
    fresh.unlink()  # another machine: it has what is published, and another processor
    compute = TorchModel.encode

    def otherwise(self, texts):
        shifted = compute(self, texts) + np.float32(1e-4)
        return shifted / np.linalg.norm(shifted, axis=1, keepdims=True)

    monkeypatch.setattr(TorchModel, "encode", otherwise)
    files(chunk_rows("c", "b", "a"))
    assert encode(chunks, vectors, fresh, tiny) == {"lacking": 1, "encoded": 1}
    assert embed(chunks, vectors, fresh, tiny)["encoded"] == 0
    after = {row["text"]: row["embedding"] for row in rows(vectors[0]).to_dicts()}
    assert {text: after[text] for text in published} == published


def test_another_backend_of_the_same_weights_keeps_the_vectors(files, tiny, no_encoding):
    chunks, vectors = files(chunk_rows("a"))
    embed(chunks, vectors, None, tiny)
    no_encoding()
    for backend in ("openvino", "onnxruntime", "vllm"):
        assert embed(chunks, vectors, None, replace(tiny, backend=backend))["reused"] == 1


def test_a_model_that_gives_other_vectors_under_the_same_name_is_found_out(
    files, tiny, tmp_path, monkeypatch
):
    chunks, vectors = files(chunk_rows("a"))
    embed(chunks, vectors, None, tiny)
    before = vectors[0].read_bytes()
    compute = TorchModel.encode
    monkeypatch.setattr(TorchModel, "encode", lambda self, texts: compute(self, texts)[:, ::-1])
    files(chunk_rows("a", "b"))
    with pytest.raises(AcervoError, match="gives other vectors now") as error:
        encode(chunks, vectors, tmp_path / "fresh.parquet", tiny)
    assert "models.tiny" in str(error.value)
    with pytest.raises(AcervoError, match="gives other vectors now"):
        embed(chunks, vectors, None, tiny)
    assert vectors[0].read_bytes() == before
    assert not (tmp_path / "fresh.parquet").exists()


@pytest.mark.parametrize("probe", ["", "?", "AAAA", "A" * 88])
def test_a_probe_that_is_none_is_not_taken_for_one(tiny, probe):
    with pytest.raises(AcervoError, match="gives other vectors now"):
        checked_probe(probe, Encoder(Model(tiny)))


def test_fresh_vectors_of_other_weights_or_damaged_ones_are_not_used(
    files, tiny, other, encoded, tmp_path, caplog
):
    chunks, vectors = files(chunk_rows("a"))
    fresh = tmp_path / "fresh.parquet"
    encode(chunks, vectors, fresh, other)
    assert embed(chunks, vectors, fresh, tiny)["encoded"] == 1
    vectors[0].unlink()
    assert encode(chunks, vectors, fresh, tiny)["encoded"] == 1
    fresh.write_bytes(fresh.read_bytes()[:-9])
    assert embed(chunks, vectors, fresh, tiny)["encoded"] == 1
    assert f"{fresh}: " in caplog.text


def test_passages_beyond_the_window_are_refused_before_any_is_encoded(files, tiny, tmp_path):
    chunks, vectors = files(chunk_rows("a", "casa " * 70))
    with pytest.raises(AcervoError, match="1 passages are longer than the 64 tokens"):
        encode(chunks, vectors, tmp_path / "fresh.parquet", tiny)
    assert not (tmp_path / "fresh.parquet").exists()
