import json
import random
import shutil
import sys
from dataclasses import replace

import numpy as np
import pytest
from acervo import exporting
from acervo.backends import ENGINES
from acervo.encoding import Encoder
from acervo.errors import AcervoError
from acervo.exporting import export
from acervo.models import Model

from tests.unit.dataset import spec_of

WORDS = ["casa", "bomba", "praça", "água", "horta", "livro", "cat", "sat", "mat"]
random.seed(8)
TEXTS = ["ok", "", "👍", *(" ".join(random.choices(WORDS, k=k)) for k in (1, 1, 3, 3, 9, 40, 90))]


def bits(vectors):
    return [row.tobytes() for row in vectors]


@pytest.fixture(scope="module", params=sorted(ENGINES))
def backend(request):
    for package in ENGINES[request.param]:
        pytest.importorskip(package)
    return request.param


@pytest.fixture(scope="module")
def exported(backend, tiny, tmp_path_factory):
    """(specification, folder of the exported model)"""
    folder = tmp_path_factory.mktemp(backend) / backend
    spec = replace(tiny, backend=backend)
    assert export(spec, folder, threads=1) > 0.999999
    return spec, folder


@pytest.fixture(scope="module")
def vectors(exported):
    spec, folder = exported
    return Encoder(Model(spec), 1, exported=folder).encode(TEXTS)


def test_vectors_are_those_of_the_original(vectors, tiny):
    assert vectors == pytest.approx(Encoder(Model(tiny), 1).encode(TEXTS), abs=1e-5)


def test_neither_threads_nor_order_nor_split_decide_a_bit(exported, vectors):
    spec, folder = exported
    parallel = Encoder(Model(spec), 2, exported=folder)
    assert bits(parallel.encode(TEXTS[::-1])[::-1]) == bits(vectors)
    assert bits(np.vstack([parallel.encode([text]) for text in TEXTS])) == bits(vectors)
    many = parallel.encode([*TEXTS, *(f"{a} {b}" for a in WORDS for b in WORDS)])
    assert bits(many[: len(TEXTS)]) == bits(vectors)


def test_bfloat16_is_near_and_has_the_same_bits_too(exported, vectors):
    spec, folder = exported
    encoder = Encoder(Model(replace(spec, precision="auto")), 2, exported=folder)
    rounded = encoder.encode(TEXTS)
    assert (rounded * vectors).sum(axis=1).min() > 0.999
    assert bits(np.vstack([encoder.encode([text]) for text in TEXTS])) == bits(rounded)


def test_the_export_says_what_it_is_of_and_that_it_was_compared(exported, tiny):
    spec, folder = exported
    about = json.loads((folder / "export.json").read_text())
    assert about["backend"] == spec.backend
    assert about["content"] == Model(tiny).content
    assert about["cosine"] > 0.99999
    assert not list(folder.parent.glob(".*.part"))


def test_whoever_has_no_export_encodes_in_the_same_space(exported, vectors):
    spec, _ = exported
    assert Encoder(Model(spec), 1).encode(TEXTS) == pytest.approx(vectors, abs=1e-5)


def test_an_export_of_another_model_is_refused(exported, other):
    spec, folder = exported
    wrong = replace(other, backend=spec.backend)
    with pytest.raises(AcervoError, match="an export of another model") as error:
        Encoder(Model(wrong), 1, exported=folder).encode(["a"])
    assert str(folder) in str(error.value)


@pytest.mark.parametrize("damage", ["changed", "missing"])
def test_a_damaged_export_is_refused(exported, tmp_path, damage):
    spec, folder = exported
    copy = shutil.copytree(folder, tmp_path / "copy")
    graph = max(copy.glob("model.*"), key=lambda path: path.stat().st_size)
    graph.unlink() if damage == "missing" else graph.write_bytes(graph.read_bytes()[:-1])
    with pytest.raises(AcervoError, match="damaged"):
        Encoder(Model(spec), 1, exported=copy).encode(["a"])


def test_a_graph_that_computes_something_else_is_not_kept(backend, tiny, tmp_path, monkeypatch):
    traceable = exporting._traceable

    def shifted(model):
        import torch

        class Shifted(torch.nn.Module):
            def __init__(self):
                super().__init__()
                self.inner = traceable(model)

            def forward(self, tokens):
                return self.inner(torch.clamp(tokens, max=9000))

        return Shifted().eval()

    monkeypatch.setattr(exporting, "_traceable", shifted)
    with pytest.raises(AcervoError, match="gives other vectors than the original: cosine"):
        export(replace(tiny, backend=backend), tmp_path / "out", threads=1)
    assert list(tmp_path.iterdir()) == []


def test_a_model_that_cannot_be_traced_is_said(backend, tiny, tmp_path, monkeypatch):
    def broken(model):
        raise RuntimeError("no such operator")

    monkeypatch.setattr(exporting, "_traceable", broken)
    with pytest.raises(AcervoError, match=r"cannot be exported .*RuntimeError"):
        export(replace(tiny, backend=backend), tmp_path / "out", threads=1)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", sorted(ENGINES))
def test_a_missing_package_is_named_with_the_command_that_installs_it(
    name, tiny, tmp_path, monkeypatch
):
    for package in ENGINES[name]:
        monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(AcervoError, match=f"backend {name} needs packages") as error:
        export(replace(tiny, backend=name), tmp_path / "out", threads=1)
    assert error.value.fix == "pip install " + " ".join(ENGINES[name])
    assert list(tmp_path.iterdir()) == []


def test_a_package_that_is_gone_after_the_export_is_named_as_well(exported, monkeypatch):
    spec, folder = exported
    monkeypatch.setitem(sys.modules, spec.backend, None)
    with pytest.raises(AcervoError, match="needs packages that are not installed"):
        Encoder(Model(spec), 1, exported=folder).encode(["a"])


def test_wrong_weights_are_not_exported(tiny, tmp_path):
    with pytest.raises(AcervoError, match="expected " + "0" * 64):
        export(replace(tiny, sha256="0" * 64, backend="openvino"), tmp_path / "out")


def test_a_model_with_the_mean_of_its_tokens_or_with_its_first(backend, tiny_folder, tmp_path):
    folder = shutil.copytree(tiny_folder, tmp_path / "model")
    pooling = folder / "1_Pooling" / "config.json"
    pooling.write_text(json.dumps({"word_embedding_dimension": 32, "pooling_mode": "cls"}))
    spec = spec_of(folder, backend=backend)
    assert export(spec, tmp_path / "out", threads=1) > 0.999999
    made = Encoder(Model(spec), 1, exported=tmp_path / "out").encode(TEXTS)
    assert made == pytest.approx(Encoder(Model(spec), 1).encode(TEXTS), abs=1e-5)
