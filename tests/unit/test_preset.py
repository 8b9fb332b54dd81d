import re
from dataclasses import fields

import pytest
import yaml
from acervo.config import load_schema, resolve
from acervo.models import ModelSpec


@pytest.fixture(scope="module")
def config(repository):
    """The demo's configuration with its preset taken out of the comment."""
    text = (repository / "config" / "config.yaml").read_text(encoding="utf-8")
    preset = re.search(r"(?m)^  # multilingual:\n(?:  #   .+\n)+", text)[0]
    config = yaml.safe_load(text.replace(preset, preset.replace("  # ", "  ")))
    schema = load_schema(repository / "config" / "schema.yaml")
    return resolve(config | {"embed_model": "multilingual"}, schema, [])


def test_the_multilingual_preset_is_complete(config):
    spec = ModelSpec("multilingual", **config["models"]["multilingual"])
    assert spec.name == "intfloat/multilingual-e5-small"
    assert re.fullmatch("[0-9a-f]{40}", spec.revision)
    assert re.fullmatch("[0-9a-f]{64}", spec.sha256)
    assert (spec.query_prompt, spec.passage_prompt) == ("query: ", "passage: ")
    assert (spec.package, spec.path) == (None, None)


def test_models_declare_languages_of_the_demo(config):
    assert config["models"]["minilm"]["languages"] == ["en"]
    declared = config["models"]["multilingual"]["languages"]
    assert set(config["dataset"]["languages"]) <= set(declared)
    assert "languages" in {field.name for field in fields(ModelSpec)}
