import json
import shutil
from dataclasses import replace

import pytest
from acervo.errors import AcervoError
from acervo.models import Model, ModelSpec

from tests.unit.dataset import SHA256


@pytest.fixture
def copy(tiny_folder, tmp_path, tiny):
    folder = shutil.copytree(tiny_folder, tmp_path / "copy")
    return replace(tiny, path=str(folder)), folder


def edit(file, **changes):
    file.write_text(json.dumps(json.loads(file.read_text()) | changes))


def test_a_package_carries_the_model(spec):
    model = Model(spec)
    model.check_weights()
    assert (model.dimension, model.max_tokens) == (384, 256)
    assert model.tokenizer_file.is_file()


def test_a_folder_holds_the_model(tiny):
    model = Model(tiny)
    model.check_weights()
    assert (model.dimension, model.max_tokens) == (32, 64)


def test_the_hub_is_asked_for_the_revision(tiny, monkeypatch):
    import huggingface_hub

    asked = []

    def download(name, *, revision, allow_patterns):
        assert "*.safetensors" in allow_patterns
        asked.append((name, revision))
        return tiny.path

    monkeypatch.setattr(huggingface_hub, "snapshot_download", download)
    model = Model(ModelSpec("a", "org/name", tiny.sha256, revision="c" * 40))
    assert asked == [("org/name", "c" * 40)]
    assert model.dimension == 32


@pytest.mark.parametrize("error", [ConnectionError("no network"), FileNotFoundError("no cache")])
def test_a_hub_out_of_reach_is_said_without_a_traceback(monkeypatch, error):
    import huggingface_hub

    def download(*args, **kwargs):
        raise error

    monkeypatch.setattr(huggingface_hub, "snapshot_download", download)
    with pytest.raises(AcervoError, match=r"org/name.*Hub"):
        Model(ModelSpec("a", "org/name", SHA256, revision="c" * 40))


def test_nothing_unpinned_is_downloaded():
    with pytest.raises(AcervoError, match="local folder"):
        Model(ModelSpec("a", "org/name", SHA256))


@pytest.mark.parametrize("package", ["no_such_model", "no.such.model", "json", "acervo", ".", ""])
def test_a_package_without_a_model(package):
    with pytest.raises(AcervoError):
        Model(ModelSpec("a", "name", SHA256, package=package))


def test_a_missing_package_is_named_with_the_command_that_installs_it():
    with pytest.raises(AcervoError) as error:
        Model(ModelSpec("a", "name", SHA256, package="no_such_model"))
    assert "models.a.package" in str(error.value)
    assert "pip install no-such-model" in error.value.fix


def test_a_folder_without_a_model(tmp_path):
    with pytest.raises(AcervoError, match=r"models\.a\.path.*modules\.json"):
        Model(ModelSpec("a", "name", SHA256, path=str(tmp_path)))


def test_other_weights_are_refused_with_both_digests(tiny):
    model = Model(replace(tiny, sha256="0" * 64))
    with pytest.raises(AcervoError) as error:
        model.check_weights()
    assert tiny.sha256 in str(error.value)
    assert "0" * 64 in str(error.value)


def test_weights_not_in_safetensors_are_refused(copy):
    spec, folder = copy
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(AcervoError, match="safetensors"):
        Model(spec).check_weights()


@pytest.mark.parametrize("backend", ["openvino", "onnxruntime", "vllm"])
def test_another_engine_on_the_same_weights_makes_no_other_fingerprint(tiny, backend):
    assert Model(replace(tiny, backend=backend)).fingerprint == Model(tiny).fingerprint


def test_what_auto_means_here_makes_no_other_fingerprint(tiny, monkeypatch):
    import torch

    found = []
    for capabilities in ({"amx_bf16": True}, {}):
        monkeypatch.setattr(torch.cpu, "get_capabilities", lambda c=capabilities: c)
        found.append(Model(replace(tiny, precision="auto")).fingerprint)
    assert found[0] == found[1]


def test_alias_name_and_place_do_not_make_another_fingerprint(copy, tiny):
    spec, _ = copy
    assert Model(replace(spec, alias="b", name="c")).fingerprint == Model(tiny).fingerprint


@pytest.mark.parametrize(
    "change",
    [
        {"sha256": "0" * 64},
        {"prompts": {"query": "query: "}},
        {"prompts": {"passage": "passage: "}},
        {"precision": "bfloat16"},
        {"precision": "auto"},
        {"dtype": "float32"},
        {"backend": "http", "endpoint": {"url": "http://host/v1", "model": "m"}},
    ],
)
def test_weights_and_prompts_make_another_fingerprint(tiny, change):
    assert Model(replace(tiny, **change)).fingerprint != Model(tiny).fingerprint


def test_no_prompt_is_an_empty_prompt(tiny):
    empty = replace(tiny, prompts={"passage": "", "query": ""})
    assert Model(empty).fingerprint == Model(tiny).fingerprint


def test_prompts_of_the_query_and_the_passage_are_told_apart(tiny):
    query = Model(replace(tiny, prompts={"query": "x", "passage": "y"}))
    passage = Model(replace(tiny, prompts={"query": "y", "passage": "x"}))
    assert query.fingerprint != passage.fingerprint


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("1_Pooling/config.json", {"pooling_mode": "cls"}),
        ("sentence_bert_config.json", {"max_seq_length": 32}),
        ("tokenizer.json", {"version": "2.0"}),
        ("tokenizer_config.json", {"do_lower_case": False}),
        ("config.json", {"num_attention_heads": 4}),
    ],
)
def test_settings_that_decide_a_vector_make_another_fingerprint(copy, file, change):
    spec, folder = copy
    before = Model(spec).fingerprint
    edit(folder / file, **change)
    assert Model(spec).fingerprint != before


@pytest.mark.parametrize("name", [".DS_Store", ".cache/config.json", "pytorch_model.bin"])
def test_what_is_no_part_of_the_model_makes_no_other_fingerprint(copy, name):
    spec, folder = copy
    before = Model(spec).fingerprint
    file = folder / "1_Pooling" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("x")
    assert Model(spec).fingerprint == before


def test_another_dense_layer_makes_another_fingerprint(copy):
    spec, folder = copy
    modules = json.loads((folder / "modules.json").read_text())
    modules.append({"idx": 2, "name": "2", "path": "2_Dense", "type": "Dense"})
    (folder / "modules.json").write_text(json.dumps(modules))
    (folder / "2_Dense").mkdir()
    (folder / "2_Dense" / "config.json").write_text('{"in_features": 32, "out_features": 7}')
    (folder / "2_Dense" / "model.safetensors").write_bytes(b"1")
    before = Model(spec)
    assert before.dimension == 7
    fingerprint = before.fingerprint
    (folder / "2_Dense" / "model.safetensors").write_bytes(b"2")
    assert Model(spec).fingerprint != fingerprint


@pytest.mark.parametrize(
    ("pooling", "dimension"),
    [
        ({"word_embedding_dimension": 5, "pooling_mode_mean_tokens": True}, 5),
        (
            {
                "word_embedding_dimension": 5,
                "pooling_mode_mean_tokens": True,
                "pooling_mode_cls_token": True,
                "pooling_mode_max_tokens": False,
            },
            10,
        ),
        ({"embedding_dimension": 5, "pooling_mode": "mean"}, 5),
        ({"embedding_dimension": 5, "pooling_mode": ["mean", "cls"]}, 10),
    ],
)
def test_the_dimension_counts_the_poolings(copy, pooling, dimension):
    spec, folder = copy
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    assert Model(spec).dimension == dimension


def test_the_window_is_what_tokenizer_and_transformer_allow(copy):
    spec, folder = copy
    (folder / "sentence_bert_config.json").write_text('{"max_seq_length": null}')
    edit(folder / "tokenizer_config.json", model_max_length=100)
    edit(folder / "config.json", max_position_embeddings=514)
    assert Model(spec).max_tokens == 100
    edit(folder / "tokenizer_config.json", model_max_length=1e30)
    assert Model(spec).max_tokens == 514


def test_a_model_that_does_not_say_its_sizes_is_refused(copy):
    spec, folder = copy
    for name in ("sentence_bert_config.json", "tokenizer_config.json", "config.json"):
        (folder / name).unlink(missing_ok=True)
    (folder / "1_Pooling" / "config.json").unlink()
    with pytest.raises(AcervoError, match="dimension"):
        _ = Model(spec).dimension
    with pytest.raises(AcervoError, match="window"):
        _ = Model(spec).max_tokens
