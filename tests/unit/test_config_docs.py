import shutil

import pytest
import yaml
from acervo import config_docs
from acervo.config import load_schema
from acervo.config_docs import BEGIN, END, markdown, replaced
from jsonschema import Draft202012Validator


@pytest.fixture(scope="module")
def schema(repository):
    return load_schema(repository / "config" / "schema.yaml")


@pytest.fixture(scope="module")
def readme(repository):
    return (repository / "config" / "README.md").read_text(encoding="utf-8")


def keys(schema, above=""):
    """Every key of the schema with its own schema."""
    for key, sub in schema.get("properties", {}).items():
        yield f"{above}{key}", sub
        yield from keys(sub, f"{above}{key}.")
        if isinstance(sub.get("additionalProperties"), dict):
            yield from keys(sub["additionalProperties"], f"{above}{key}.NAME.")


def cells(text):
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| `")]
    return {row[0].strip("`"): row[1:] for row in rows}


def test_the_readme_is_that_of_the_schema(schema, readme):
    again = replaced(readme, markdown(schema))
    assert readme == again, "run: python -m acervo.config_docs"


def test_every_key_is_in_the_readme_with_all_that_is_said_of_it(schema, readme):
    found = cells(readme)
    for name, sub in keys(schema):
        if sub["type"] == "object":
            continue
        kind, default, example, description = found.pop(name)
        assert kind and example and description == sub["description"]
        if "default" in sub:
            assert yaml.safe_load(default.strip("`")) == sub["default"], name
        assert yaml.safe_load(example.strip("`")) == sub["examples"][0], name
    assert not found


def test_every_key_says_what_it_is(schema):
    for name, sub in keys(schema):
        assert sub["type"], name
        assert sub["description"].endswith("."), name
        container = "properties" in sub or isinstance(sub.get("additionalProperties"), dict)
        assert container or "default" in sub or "examples" in sub, name


def test_every_object_refuses_unknown_keys(schema):
    for name, sub in [("", schema), *keys(schema)]:
        if "properties" in sub:
            assert sub["additionalProperties"] is False, name


def test_defaults_and_examples_are_valid(schema):
    Draft202012Validator.check_schema(schema)
    for _, sub in keys(schema):
        for value in [*sub.get("examples", []), *([sub["default"]] if "default" in sub else [])]:
            Draft202012Validator(sub).validate(value)


def test_examples_in_the_readme_are_valid(schema, readme):
    blocks = [part.partition("```")[0] for part in readme.split("```yaml\n")[1:]]
    configs = [c for c in map(yaml.safe_load, blocks) if isinstance(c, dict)]
    assert len(configs) >= 3
    for config in configs:
        if "models" in config:
            config["models"]["local"]["sha256"] = "5a" * 32  # an ellipsis there
        for key, value in config.items():
            Draft202012Validator(schema["properties"][key]).validate(value)


def test_a_changed_schema_changes_the_text(schema):
    text = markdown(schema)
    other = markdown(
        {
            **schema,
            "properties": {
                **schema["properties"],
                "new": {"type": "string"}
                | {"description": "New.", "examples": ["a"], "default": "b"},
            },
        }
    )
    assert set(other.splitlines()) - set(text.splitlines()) == {
        "| `new` | text | `b` | `a` | New. |"
    }


def test_only_what_is_between_the_comments_is_replaced():
    text = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    assert replaced(text, "new") == f"before\n{BEGIN}\n\nnew\n\n{END}\nafter\n"


def test_the_command_rewrites_the_readme(repository, tmp_path, monkeypatch, readme):
    shutil.copytree(repository / "config", tmp_path / "config", ignore=lambda *_: {"secrets"})
    file = tmp_path / "config" / "README.md"
    file.write_text(replaced(readme, "old"), encoding="utf-8")
    monkeypatch.setattr(config_docs, "__file__", tmp_path / "scripts" / "acervo" / "config_docs.py")
    config_docs.main()
    assert file.read_text(encoding="utf-8") == readme
