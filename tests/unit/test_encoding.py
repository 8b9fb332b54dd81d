import gc
import logging
import random
import shutil
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from acervo import encoding, schema
from acervo.encoding import FINGERPRINT, Encoder, embed
from acervo.errors import AcervoError
from acervo.models import Model
from acervo.tables import read_metadata, read_table, write_table

from tests.unit.dataset import ANA, RUI, chunk_rows, spec_of

# Of many lengths, several of each: batches of one, of a few, and of one token a text.
WORDS = ["casa", "bomba", "praça", "água", "horta", "livro", "cat", "sat", "mat"]
random.seed(7)
TEXTS = [
    "ok",
    "cat",
    "",
    "👍",
    "a\nb",
    *(" ".join(random.choices(WORDS, k=k)) for k in (1, 1, 2, 3, 3, 3, 9, 9, 40, 40, 90)),
]


def bits(vectors):
    return [row.tobytes() for row in vectors]


@pytest.fixture(scope="module")
def vectors(encoder):
    return encoder.encode(TEXTS)


@pytest.fixture
def files(tmp_path):
    """Write chunks; return (chunk files, vector files)."""

    def write(*frames):
        chunks = [tmp_path / "chunks" / f"{i}.parquet" for i in range(len(frames))]
        for frame, path in zip(frames, chunks, strict=True):
            write_table(frame, schema.CHUNKS, path)
        return chunks, [tmp_path / "vectors" / path.name for path in chunks]

    return write


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


def test_vectors_are_of_unit_length(vectors):
    assert vectors.shape == (len(TEXTS), 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-6)


def test_vectors_are_those_of_sentence_transformers(encoder, vectors):
    stock = encoder._load().encode(TEXTS, normalize_embeddings=True, show_progress_bar=False)
    assert vectors == pytest.approx(stock, abs=1e-6)


def test_no_text_gives_no_vector(encoder):
    assert encoder.encode([]).shape == (0, 384)


def test_equal_meaning_is_near(encoder):
    a, b, c = encoder.encode(["the pump is broken", "broken pump", "we read a novel"])
    assert a @ b > 0.8 > 0.3 > a @ c


def test_the_order_of_texts_decides_no_bit(encoder, vectors):
    assert bits(encoder.encode(TEXTS[::-1])[::-1]) == bits(vectors)


@pytest.mark.parametrize("size", [1, 2, 5])
def test_the_split_over_calls_decides_no_bit(encoder, vectors, size):
    parts = [encoder.encode(TEXTS[i : i + size]) for i in range(0, len(TEXTS), size)]
    assert bits(np.vstack(parts)) == bits(vectors)


def test_neighbours_in_the_batch_decide_no_bit(encoder, vectors):
    many = encoder.encode([*TEXTS, *(f"{a} {b}" for a in WORDS for b in WORDS)])
    assert bits(many[: len(TEXTS)]) == bits(vectors)


@pytest.mark.parametrize("threads", [2, 3])
def test_the_number_of_threads_decides_no_bit(encoder, vectors, threads):
    parallel = Encoder(encoder.model, threads)
    parallel._loaded = encoder._load()
    assert bits(parallel.encode(TEXTS)) == bits(vectors)
    assert bits(np.vstack([parallel.encode([text]) for text in TEXTS])) == bits(vectors)


def test_each_batch_is_computed_by_one_thread(tiny, monkeypatch):
    import torch

    seen, encode = [], Encoder._encode
    monkeypatch.setattr(
        Encoder,
        "_encode",
        lambda self, texts: seen.append(torch.get_num_threads()) or encode(self, texts),
    )
    Encoder(Model(tiny), 2).encode(["a", "casa bomba", "casa bomba praça"])
    assert seen == [1, 1, 1]


def test_encoding_leaves_the_threads_of_torch_as_they_were(encoder):
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(2)
    encoder.encode(["a"])
    assert torch.get_num_threads() == 2
    torch.set_num_threads(before)


def test_text_beyond_the_window_is_not_read(encoder):
    long = "casa " * 400
    assert bits(encoder.encode([long])) == bits(encoder.encode([long + "bomba"]))


def test_prompts_of_the_model_itself_are_not_added(tiny_folder, tmp_path, tiny):
    folder = shutil.copytree(tiny_folder, tmp_path / "model")
    (folder / "config_sentence_transformers.json").write_text(
        '{"prompts": {"q": "question: "}, "default_prompt_name": "q"}'
    )
    assert bits(Encoder(Model(replace(tiny, path=str(folder)))).encode(["a"])) == bits(
        Encoder(Model(tiny)).encode(["a"])
    )


def test_a_vector_that_is_not_finite_is_refused(tiny_folder, tmp_path):
    from safetensors.numpy import load_file, save_file

    folder = shutil.copytree(tiny_folder, tmp_path / "broken")
    weights = {k: v * np.float32("nan") for k, v in load_file(folder / "model.safetensors").items()}
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(AcervoError, match="not finite"):
        Encoder(Model(spec_of(folder))).encode(["a"])


def test_a_model_of_another_dimension_than_it_says_is_refused(tiny_folder, tmp_path):
    folder = shutil.copytree(tiny_folder, tmp_path / "broken")
    pooling = folder / "1_Pooling" / "config.json"
    model = Model(spec_of(folder))
    encoder = Encoder(model)
    encoder._load()
    pooling.write_text(pooling.read_text().replace("32", "64"))
    with pytest.raises(AcervoError, match="32 numbers, its files say 64"):
        encoder.encode(["a"])


def test_what_is_there_is_not_encoded_again(files, tiny, no_encoding):
    chunks, vectors = files(chunk_rows("a", "b"), chunk_rows("b", "c"))
    assert embed(chunks, vectors, tiny) == {"chunks": 4, "encoded": 3, "reused": 1}
    before = [(path.read_bytes(), path.stat().st_mtime_ns) for path in vectors]
    no_encoding()
    assert embed(chunks, vectors, tiny) == {"chunks": 4, "encoded": 0, "reused": 4}
    assert [(path.read_bytes(), path.stat().st_mtime_ns) for path in vectors] == before


def test_one_changed_chunk_encodes_one_and_rewrites_one_file(files, tiny, monkeypatch):
    chunks, vectors = files(chunk_rows("a", "b"), chunk_rows("c", "d"))
    embed(chunks, vectors, tiny)
    before = [path.stat().st_mtime_ns for path in vectors]
    files(chunk_rows("a", "b"), chunk_rows("c", "e"))
    encoded, encode = [], Encoder.encode
    monkeypatch.setattr(
        Encoder,
        "encode",
        lambda self, texts, counts: encoded.append(texts) or encode(self, texts, counts),
    )
    assert embed(chunks, vectors, tiny) == {"chunks": 4, "encoded": 1, "reused": 3}
    assert encoded == [["e"]]
    after = [path.stat().st_mtime_ns for path in vectors]
    assert (after[0] == before[0], after[1] == before[1]) == (True, False)


def test_an_incremental_build_gives_the_bytes_of_a_clean_one(files, tiny):
    chunks, vectors = files(chunk_rows(*TEXTS[3:7]))
    embed(chunks, vectors, tiny)
    files(chunk_rows(*TEXTS[3:13]))
    embed(chunks, vectors, tiny)
    grown = vectors[0].read_bytes()
    vectors[0].unlink()
    embed(chunks, vectors, tiny)
    assert vectors[0].read_bytes() == grown


def test_rows_of_another_order_are_written_anew(files, tiny, no_encoding):
    frame = chunk_rows("a", "b")
    chunks, vectors = files(frame)
    embed(chunks, vectors, tiny)
    first = rows(vectors[0])
    files(frame.reverse())
    no_encoding()
    embed(chunks, vectors, tiny)
    assert rows(vectors[0]).equals(first.reverse())


def test_speakers_are_letters_so_that_another_key_reuses_the_vectors(files, tiny, no_encoding):
    chunks, vectors = files(chunk_rows(f"{ANA}: oi"))
    embed(chunks, vectors, tiny)
    files(chunk_rows(f"{RUI}: oi"))
    no_encoding()
    assert embed(chunks, vectors, tiny)["reused"] == 1
    assert rows(vectors[0])["text"].to_list() == [f"{RUI}: oi"]


def test_the_section_title_is_encoded(files, tiny):
    chunks, vectors = files(chunk_rows("a", title="Horta"), chunk_rows("a", title="Bolo"))
    assert embed(chunks, vectors, tiny)["encoded"] == 2


def test_vectors_of_other_weights_are_not_reused(files, tiny, other, caplog):
    chunks, vectors = files(chunk_rows("a"))
    embed(chunks, vectors, tiny)
    before = rows(vectors[0])["embedding"].to_numpy()
    with caplog.at_level(logging.INFO):
        assert embed(chunks, vectors, other)["encoded"] == 1
    assert "another model" in caplog.text
    assert str(vectors[0]) in caplog.text
    assert (rows(vectors[0])["embedding"].to_numpy() != before).any()
    assert read_metadata(vectors[0])[FINGERPRINT] == Model(other).fingerprint


def damaged_bytes(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
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
    embed(chunks, vectors, tiny)
    whole = vectors[0].read_bytes()
    damage(vectors[0])
    assert embed(chunks, vectors, tiny)["encoded"] == 2
    assert f"{vectors[0]}: " in caplog.text
    assert "made anew" in caplog.text
    assert vectors[0].read_bytes() == whole


def test_a_passage_beyond_the_window_is_refused_with_the_number(files, tiny):
    chunks, vectors = files(chunk_rows("a", "casa " * 70, "b " * 63))
    with pytest.raises(AcervoError, match="2 passages are longer than the 64 tokens") as error:
        embed(chunks, vectors, tiny)
    assert error.value.fix == "Set it to 64 or less."
    assert not vectors[0].exists()


def test_the_prompt_takes_its_share_of_the_window(files, tiny):
    chunks, vectors = files(chunk_rows("b " * 62))
    assert embed(chunks, vectors, tiny)["encoded"] == 1
    prompted = replace(tiny, prompts={"passage": "passage: "})
    with pytest.raises(AcervoError, match="1 passages are longer") as error:
        embed(chunks, vectors, prompted)
    assert error.value.fix == "Set it to 62 or less."


def test_periods_without_rows_give_files_without_rows(files, tiny, no_encoding):
    chunks, vectors = files(chunk_rows(), chunk_rows())
    no_encoding()
    assert embed(chunks, vectors, tiny) == {"chunks": 0, "encoded": 0, "reused": 0}
    assert all(rows(path).is_empty() for path in vectors)
    assert read_metadata(vectors[0])[FINGERPRINT] == Model(tiny).fingerprint


def test_the_passage_prompt_is_read(files, tiny):
    chunks, vectors = files(chunk_rows("a"))
    prompted = replace(tiny, prompts={"passage": "passage: ", "query": "query: "})
    embed(chunks, vectors, prompted)
    expected = Encoder(Model(tiny)).encode(["passage: a"])
    assert bits(rows(vectors[0])["embedding"].to_numpy()) == bits(expected)
    assert read_metadata(vectors[0])[FINGERPRINT] != Model(tiny).fingerprint


def test_wrong_weights_stop_before_anything_is_read(files, tiny):
    chunks, vectors = files(chunk_rows("a"))
    with pytest.raises(AcervoError, match="expected " + "0" * 64):
        embed(chunks, vectors, replace(tiny, sha256="0" * 64))


def test_progress_is_told(tiny, caplog, monkeypatch):
    monkeypatch.setattr(encoding, "_SLAB", 1)
    with caplog.at_level(logging.INFO):
        Encoder(Model(tiny), 1).encode(["a", "casa bomba"])
    assert "encoded 1 of 2 passages" in caplog.text
    assert "encoded 2 of 2 passages" in caplog.text


def test_loading_leaves_the_garbage_collector_as_it_was(tiny):
    for enabled in (True, False):
        gc.enable() if enabled else gc.disable()
        try:
            Encoder(Model(tiny)).encode(["casa"])
            assert gc.isenabled() == enabled
        finally:
            gc.enable()
