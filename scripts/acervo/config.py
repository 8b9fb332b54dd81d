"""The configuration: checked by its JSON Schema, defaults filled in, errors a person can mend."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from acervo.errors import AcervoError

_Location = tuple[str | int, ...]

# JSON Schema takes 256.0 for an integer; what counts tokens does not.
_Validator = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator,
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine(
        "integer", lambda _, value: isinstance(value, int) and not isinstance(value, bool)
    ),
)
_TYPES = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "left empty",
    "number": "a number",
    "object": "keys with values",
    "string": "text (in quotes, if it looks like a number)",
}


def load_schema(path: str | Path) -> dict[str, Any]:
    """The JSON Schema of the configuration, from its YAML file."""
    schema: dict[str, Any] = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    return schema


def resolve(
    config: dict[str, Any], schema: dict[str, Any], files: Sequence[str | Path] = ()
) -> dict[str, Any]:
    """A copy of `config` with every default filled in.

    Args:
        config: as merged by the caller.
        schema: from `load_schema`.
        files: the YAML files it came from, to tell lines and to find keys written twice
            (which YAML parsers take silently, the last one winning).

    Raises:
        AcervoError: all problems at once, each with its line, key and, for a typo, the likely key.
    """
    lines: dict[_Location, str] = {}
    problems: list[str] = []
    for file in files:
        problems += _scan(Path(file), lines)
    errors = sorted(_Validator(schema).iter_errors(config), key=lambda e: str(e.path))
    for error in errors:
        problems += (
            _at(lines, (*error.absolute_path, *key), message) for key, message in _explain(error)
        )
    filled: dict[str, Any] = {} if errors else _filled(config, schema)
    if filled:
        problems += (_at(lines, key, message) for key, message in _across(filled))
    if problems:
        raise AcervoError(
            "the configuration cannot be used:\n"
            + "\n".join(f"  - {problem}" for problem in dict.fromkeys(problems)),
            fix="Every key is explained in config/README.md.",
        )
    return filled


def duration(text: str) -> timedelta:
    """`90m`, `6h` or `2d` as a time span."""
    unit = {"m": "minutes", "h": "hours", "d": "days"}[text[-1]]
    return timedelta(**{unit: int(text[:-1])})


def _filled(value: Any, schema: dict[str, Any]) -> Any:
    """`value` with the defaults of `schema`, at every depth."""
    if not isinstance(value, dict):
        return value
    known = schema.get("properties", {})
    others = schema.get("additionalProperties")
    filled = {
        key: _filled(item, known.get(key, others if isinstance(others, dict) else {}))
        for key, item in value.items()
    }
    for key, sub in known.items():
        if key not in filled and "default" in sub:
            filled[key] = _filled(sub["default"], sub)
    return filled


def _explain(error: ValidationError) -> Iterator[tuple[_Location, str]]:
    """(key below the error's own place, message) for one schema error."""
    schema: Any = error.schema
    value: Any = error.instance
    wanted: Any = error.validator_value
    if error.validator == "additionalProperties":
        known = list(schema["properties"])
        for key in sorted(set(map(str, value)) - set(known)):
            close = get_close_matches(key, known, n=1, cutoff=0.6)
            hint = f"did you mean {close[0]!r}?" if close else f"known keys: {', '.join(known)}"
            yield (key,), f"unknown key {key!r}; {hint}"
    elif error.validator == "required":
        for key in wanted:
            if key not in value:
                yield (), f"key {key!r} is missing"
    elif error.validator == "enum":
        close = get_close_matches(str(value), map(str, wanted), n=1)
        hint = f"did you mean {close[0]!r}?" if close else ""
        yield (), f"must be one of {', '.join(wanted)}; {hint}".rstrip("; ")
    elif error.validator == "type":
        types = [wanted] if isinstance(wanted, str) else wanted
        yield (), "must be " + " or ".join(_TYPES[name] for name in types)
    elif error.validator == "oneOf":
        ways = [way["required"][0] for way in wanted]
        yield (), f"exactly one of {', '.join(ways)} says where the model comes from"
    elif error.validator == "pattern" and "propertyNames" in error.schema_path:
        yield (str(value),), f"name {value!r} does not match {wanted}"
    else:
        # The value itself is left out: it stands in the file, and may be long.
        yield (), error.message.removeprefix(repr(value)).strip()


def _across(config: dict[str, Any]) -> Iterator[tuple[_Location, str]]:
    """What a schema cannot say: keys that must agree with one another, and known time zones."""
    if config["embed_model"] not in config["models"]:
        yield ("embed_model",), f"must be one of the models: {', '.join(config['models'])}"
    chunking = config["chunking"]
    if chunking["overlap"] * 2 > chunking["tokens"]:
        yield ("chunking", "overlap"), "must be at most half of chunking.tokens"
    for span in (("chunking", "session_gap"), ("publish", "deadline")):
        try:
            duration(config[span[0]][span[1]])
        except (OverflowError, KeyError):
            yield span, "is not a time span such as 90m, 6h or 2d"
    for group in ("sources", "models"):
        for name in config[group]:
            if not isinstance(name, str):
                yield (group, str(name)), "names are text: put it in quotes"
    for name, model in config["models"].items():
        remote = model["backend"] == "http"
        if not remote and "sha256" not in model:
            yield ("models", name), "key 'sha256' is missing"
        if remote != ("endpoint" in model):
            yield (
                ("models", name, "endpoint" if "endpoint" in model else "backend"),
                "`backend: http` and `endpoint` belong together",
            )
        if model["precision"] == "bfloat16" and model["backend"] in ("onnxruntime", "http"):
            only = "decided by the endpoint" if remote else "float32 with onnxruntime"
            yield ("models", name, "precision"), f"is {only}: leave it out"
    for name, source in config["sources"].items():
        try:
            ZoneInfo(source["timezone"])
        except (ZoneInfoNotFoundError, ValueError, OSError):
            yield ("sources", name, "timezone"), "not an IANA time zone such as America/Sao_Paulo"
        if "date_order" in source and source["kind"] != "whatsapp":
            yield ("sources", name, "date_order"), "only chats (kind: whatsapp) have a date order"
        if source["kind"] == "whatsapp" and source["public"]:
            yield ("sources", name, "public"), "a raw chat is private: it can never be public"
        if source["kind"] == "whatsapp" and "fetch" in source:
            yield ("sources", name, "fetch"), "a raw chat is private: it is not kept on the Hub"
    yield from _documents(config)
    place = config["publish"].get("directory")
    if place is not None and Path(place).resolve().is_relative_to(Path("results").resolve()):
        yield ("publish", "directory"), "must not lie in `results`: a build deletes what it finds"


def _documents(config: dict[str, Any]) -> Iterator[tuple[_Location, str]]:
    """What must be so if raw files are published."""
    own = config["publish"].get("documents")
    if own is None:
        return
    if not any(source["public"] for source in config["sources"].values()):
        yield ("publish", "documents"), "no source says `public: true`, so there is nothing to send"
    other = config["publish"].get("huggingface", {}).get("repo", "")
    if own["repo"].lower() == other.lower():
        yield ("publish", "documents", "repo"), "must be another one than publish.huggingface.repo"


def _scan(file: Path, lines: dict[_Location, str]) -> list[str]:
    """Fill `lines` with the place of every key in a YAML file; return its keys written twice."""
    try:
        root = yaml.compose(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise AcervoError(
            f"cannot be read ({type(error).__name__})", where=str(file), fix="Save it as UTF-8."
        ) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{file}:{mark.line + 1}:{mark.column + 1}" if mark else str(file)
        raise AcervoError(
            "not valid YAML", where=place, fix="Look at the indentation there."
        ) from None
    twice: list[str] = []
    done = set[int]()  # an alias may lead back to what contains it

    def visit(node: yaml.Node | None, at: _Location) -> None:
        if id(node) in done:
            return
        done.add(id(node))
        if isinstance(node, yaml.MappingNode):
            seen: dict[str, int] = {}
            for key, item in node.value:
                if not isinstance(key, yaml.ScalarNode):
                    continue
                line = key.start_mark.line + 1
                if key.value in seen:
                    twice.append(
                        f"{file}:{line}: {'.'.join(map(str, (*at, key.value)))} is written twice "
                        f"(first in line {seen[key.value]}); names must differ"
                    )
                seen[key.value] = line
                lines[(*at, key.value)] = f"{file}:{line}"
                visit(item, (*at, key.value))
        elif isinstance(node, yaml.SequenceNode):
            for i, item in enumerate(node.value):
                lines[(*at, i)] = f"{file}:{item.start_mark.line + 1}"
                visit(item, (*at, i))

    visit(root, ())
    return twice


def _at(lines: dict[_Location, str], key: _Location, message: str) -> str:
    """`file:line: key: message`, with the place of the nearest key that is written down."""
    name = ".".join(map(str, key))
    known: _Location = key
    while known and known not in lines:
        known = known[:-1]
    return ": ".join(part for part in (lines.get(known, ""), name, message) if part)
