"""The reference part of `config/README.md`, made from the configuration's schema.

`python -m acervo.config_docs` rewrites it; a test compares.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from acervo.config import load_schema
from acervo.digests import write_text

BEGIN = "<!-- made from schema.yaml by `python -m acervo.config_docs`: edit that instead -->"
END = "<!-- end of what is made from schema.yaml -->"

_Schema = dict[str, Any]
_TYPES = {
    "boolean": "true or false",
    "array": "list",
    "integer": "whole number",
    "null": "`null`",
    "number": "number",
    "object": "mapping",
    "string": "text",
}


def markdown(schema: _Schema) -> str:
    """Tables of every key with type, default, example and description, one for each section."""
    plain = {k: s for k, s in schema["properties"].items() if s["type"] != "object"}
    sections = {k: s for k, s in schema["properties"].items() if k not in plain}
    parts = [part for key, sub in sections.items() for part in _section(key, sub, schema)]
    return "\n\n".join([*parts, "### Other keys", _table({**schema, "properties": plain})])


def replaced(readme: str, reference: str) -> str:
    """`readme` with `reference` between its two comments."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{reference}\n\n{END}{after}"


def _section(key: str, section: _Schema, schema: _Schema) -> Iterator[str]:
    named = isinstance(section.get("additionalProperties"), dict)
    entry = section["additionalProperties"] if named else section
    yield f"### `{key}`"
    required = " Required." if key in schema["required"] else ""
    names = f" Names match `{section['propertyNames']['pattern']}`." if named else ""
    yield f"{section['description']}{required}{names}"
    yield _table(entry, f"{key}.NAME" if named else key)
    if "oneOf" in entry:
        ways = ", ".join(f"`{way['required'][0]}`" for way in entry["oneOf"])
        yield f"Exactly one of {ways} says where it comes from."


def _table(schema: _Schema, above: str = "") -> str:
    rows = [f"| {' | '.join(row)} |" for row in _rows(schema, above)]
    head = ["| key | type | default | example | what it says |", "|---|---|---|---|---|"]
    return "\n".join(head + rows)


def _rows(schema: _Schema, above: str) -> Iterator[tuple[str, ...]]:
    for key, sub in schema["properties"].items():
        name = f"{above}.{key}" if above else key
        if "properties" in sub:
            yield from _rows(sub, name)
            continue
        if key in schema.get("required", ()):
            default = "required"
        else:
            default = _value(sub["default"]) if "default" in sub else "–"
        yield f"`{name}`", _type(sub), default, _value(sub["examples"][0]), sub["description"]


def _type(schema: _Schema) -> str:
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    text = " or ".join(_TYPES[name] for name in types)
    if "items" in schema:
        text += f" of {_type(schema['items'])}"
    if "minimum" in schema:
        text += f", at least {schema['minimum']}"
    if "exclusiveMinimum" in schema:
        text += f" between {schema['exclusiveMinimum']} and {schema['exclusiveMaximum']}"
    if "pattern" in schema:
        text += f" `{schema['pattern']}`"
    return text


def _value(value: Any) -> str:
    """As it is written in YAML (whose flow style JSON is), without needless quotes."""
    plain = isinstance(value, str) and value == value.strip() and re.match(r"[^\W_]|/", value)
    return f"`{value if plain else json.dumps(value, ensure_ascii=False)}`"


def main() -> None:
    """Rewrite the reference part of `config/README.md`."""
    folder = Path(__file__).parents[2] / "config"
    readme = folder / "README.md"
    reference = markdown(load_schema(folder / "schema.yaml"))
    write_text(readme, replaced(readme.read_text(encoding="utf-8"), reference))


if __name__ == "__main__":
    main()
