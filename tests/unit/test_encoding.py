import gc
import logging
import random
import shutil
from copy import copy
from dataclasses import replace

import numpy as np
import pytest
from acervo import encoding
from acervo.backends.torch_model import TorchModel
from acervo.encoding import Encoder
from acervo.errors import AcervoError
from acervo.models import Model

from tests.unit.dataset import spec_of

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


def test_vectors_are_of_unit_length(vectors):
    assert vectors.shape == (len(TEXTS), 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-6)


def test_vectors_are_those_of_sentence_transformers(encoder, vectors):
    stock = encoder._load().model.encode(TEXTS, normalize_embeddings=True, show_progress_bar=False)
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
    parallel._loaded = copy(encoder._load())
    parallel._loaded.threads = threads
    assert bits(parallel.encode(TEXTS)) == bits(vectors)
    assert bits(np.vstack([parallel.encode([text]) for text in TEXTS])) == bits(vectors)


def test_bfloat16_is_near_and_its_bits_depend_on_nothing_else_either(encoder, vectors):
    rounded = Encoder(encoder.model, 2, precision="bfloat16")
    made = rounded.encode(TEXTS)
    assert made.dtype == np.float32
    assert bits(made) != bits(vectors)
    assert (made * vectors).sum(
        axis=1
    ).min() > 0.9995  # single words; passages: benchmarks/encoding.py
    assert np.linalg.norm(made, axis=1) == pytest.approx(1, abs=1e-6)
    assert bits(rounded.encode(TEXTS[::-1])[::-1]) == bits(made)
    assert bits(np.vstack([rounded.encode([text]) for text in TEXTS])) == bits(made)
    many = rounded.encode([*TEXTS, *(f"{a} {b}" for a in WORDS for b in WORDS)])
    assert bits(many[: len(TEXTS)]) == bits(made)


def test_passages_of_newsletters_are_near_in_bfloat16(encoder, shared_data):
    file = sorted((shared_data / "newsletter" / "lwkd").glob("*.md"))[0]
    words = file.read_text(encoding="utf-8").split()
    texts = [" ".join(words[i : i + 90]) for i in range(0, 1800, 90) if words[i:]]
    made = Encoder(encoder.model, 2, precision="bfloat16").encode(texts)
    assert (made * encoder.encode(texts)).sum(axis=1).min() >= 0.9999


@pytest.mark.parametrize(
    ("found", "half"), [({"amx_bf16": True}, True), ({"avx512_bf16": True}, True), ({}, False)]
)
def test_auto_rounds_where_the_processor_is_made_for_it(tiny, monkeypatch, found, half):
    import torch

    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: found)
    assert Encoder(Model(tiny), precision="auto")._load().bfloat16 is half


def test_a_model_says_its_own_precision(tiny):
    assert Encoder(Model(replace(tiny, precision="bfloat16")))._load().bfloat16
    assert not Encoder(Model(tiny))._load().bfloat16


def test_the_probe_is_the_vector_of_a_text(encoder):
    assert bits([encoder.probe()]) == bits(encoder.encode([encoding._PROBE]))


def test_each_batch_is_computed_by_one_thread(tiny, monkeypatch):
    import torch

    seen, encode = [], TorchModel.encode
    monkeypatch.setattr(
        TorchModel,
        "encode",
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


def test_a_vector_of_zeros_is_refused(tiny, monkeypatch):
    monkeypatch.setattr(
        TorchModel, "encode", lambda self, texts: np.zeros((len(texts), 32), np.float32)
    )
    with pytest.raises(AcervoError, match="without a direction"):
        Encoder(Model(tiny)).encode(["a"])


def test_a_model_of_another_dimension_than_it_says_is_refused(tiny_folder, tmp_path):
    folder = shutil.copytree(tiny_folder, tmp_path / "broken")
    pooling = folder / "1_Pooling" / "config.json"
    model = Model(spec_of(folder))
    encoder = Encoder(model)
    encoder._load()
    pooling.write_text(pooling.read_text().replace("32", "64"))
    with pytest.raises(AcervoError, match="32 numbers, its files say 64"):
        encoder.encode(["a"])


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


def test_other_weights_than_the_configured_ones_compute_nothing(tiny):
    encoder = Encoder(Model(replace(tiny, sha256="0" * 64)))
    for compute in (lambda: encoder.encode(["a"]), encoder.probe, lambda: encoder.portion):
        with pytest.raises(AcervoError, match="expected " + "0" * 64):
            compute()


def test_weights_are_read_once_for_their_digest(tiny, monkeypatch):
    checks, check = [], Model.check_weights
    monkeypatch.setattr(Model, "check_weights", lambda self: checks.append(1) or check(self))
    encoder = Encoder(Model(tiny))
    encoder.encode(["a"])
    encoder.encode(["b"])
    assert checks == [1]
