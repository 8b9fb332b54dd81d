import copy
import datetime as dt
import re

import pytest
import yaml
from acervo.config import duration, resolve
from acervo.errors import AcervoError
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.configuration import TEXT, changed

PRIVACY = {
    "time": "day",
    "min_k": 1,
    "scheme": "hmac",
    "full_names": True,
    "ner": None,
    "roster": None,
    "opt_out": None,
    "command_prefix": "/acervo",
}


def test_the_demo_is_valid(schema, repository):
    file = repository / "config" / "config.yaml"
    config = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert resolve(config, schema, [file])["embed_model"] in config["models"]


def test_defaults_are_filled_in_at_every_depth(schema):
    config = yaml.safe_load(TEXT)
    before, schema_before = copy.deepcopy(config), copy.deepcopy(schema)
    found = resolve(config, schema)
    assert found == {
        "dataset": {**config["dataset"], "description": "", "contact": ""},
        "sources": {"praca": {**config["sources"]["praca"], "timezone": "UTC", "public": False}},
        "privacy": PRIVACY,
        "partition": "month",
        "chunking": {"tokens": 256, "overlap": 32, "session_gap": "6h"},
        "models": {
            "minilm": {
                **config["models"]["minilm"],
                "dtype": "float16",
                "precision": "float32",
                "backend": "sentence-transformers",
                "languages": [],
                "prompts": {"query": "", "passage": ""},
            }
        },
        "embed_model": "minilm",
        "index": {"min_recall": 0.99, "factory": None},
        "publish": {"promote": "auto", "deadline": "2h"},
    }
    # What is done to the answer reaches neither the input nor the defaults of the next one.
    found["chunking"]["tokens"] = 1
    found["models"]["minilm"]["prompts"]["query"] = "changed"
    found["sources"]["praca"]["timezone"] = "changed"
    assert (config, schema) == (before, schema_before)


def test_a_default_never_replaces_what_is_written(schema):
    text = TEXT + "chunking: {tokens: 64}\nprivacy: {time: week}\n"
    found = resolve(yaml.safe_load(text), schema)
    assert found["chunking"] == {"tokens": 64, "overlap": 32, "session_gap": "6h"}
    assert found["privacy"] == {**PRIVACY, "time": "week"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "    files:",
            "    file:",
            [
                "FILE:9: sources.praca.file: unknown key 'file'; did you mean 'files'?",
                "FILE:7: sources.praca: key 'files' is missing",
            ],
        ),
        (
            "  title:",
            "  xyz: 1\n  title:",
            [
                "FILE:3: dataset.xyz: unknown key 'xyz'; known keys: "
                "name, title, description, license, languages, contact"
            ],
        ),
        (
            "kind: whatsapp",
            "kind: watsapp",
            [
                "FILE:8: sources.praca.kind: must be one of whatsapp, newsletter; "
                "did you mean 'whatsapp'?"
            ],
        ),
        (
            "kind: whatsapp",
            "kind: telegram",
            ["FILE:8: sources.praca.kind: must be one of whatsapp, newsletter"],
        ),
        (
            "  name: demo",
            "  name: Demo",
            ["FILE:2: dataset.name: does not match '^[a-z0-9][a-z0-9_-]{0,62}$'"],
        ),
        (
            "  praca:",
            "  Praça:",
            ["FILE:7: sources.Praça: name 'Praça' does not match ^[a-z0-9][a-z0-9_-]{0,62}$"],
        ),
        ("  praca:", "  2024:", ["FILE:7: sources.2024: names are text: put it in quotes"]),
        (
            "title: Praça",
            "title: 2024",
            ["FILE:3: dataset.title: must be text (in quotes, if it looks like a number)"],
        ),
        ("title: Praça", "title: ''", ["FILE:3: dataset.title: should be non-empty"]),
        (
            "[pt]",
            "pt",
            ["FILE:5: dataset.languages: must be a list"],
        ),
        (
            "[pt]",
            "[pt,\n    Portuguese]",
            ["FILE:6: dataset.languages.1: does not match '^[a-z]{2,3}$'"],
        ),
        ("[pt]", "[pt, pt]", ["FILE:5: dataset.languages: has non-unique elements"]),
        (
            "embed_model: minilm",
            "embed_model: e5",
            ["FILE:15: embed_model: must be one of the models: minilm"],
        ),
        (
            "    package: gt_minilm\n",
            "",
            [
                "FILE:11: models.minilm: exactly one of package, path, revision says where "
                "the model comes from"
            ],
        ),
        (
            "    package:",
            "    path: x\n    package:",
            [
                "FILE:11: models.minilm: exactly one of package, path, revision says where "
                "the model comes from"
            ],
        ),
        ("embed_model: minilm\n", "", ["key 'embed_model' is missing"]),
        (
            '    files: "raw/*"',
            '    files: "raw/*"\n    timezone: America/Sao_Paolo',
            ["FILE:10: sources.praca.timezone: not an IANA time zone such as America/Sao_Paulo"],
        ),
        (
            "kind: whatsapp",
            "kind: newsletter\n    date_order: dmy",
            ["FILE:9: sources.praca.date_order: only chats (kind: whatsapp) have a date order"],
        ),
        (
            "dataset:",
            "chunking: {tokens: 31}\ndataset:",
            ["FILE:1: chunking.tokens: is less than the minimum of 32"],
        ),
        (
            "dataset:",
            "chunking: {tokens: 256.0}\ndataset:",
            ["FILE:1: chunking.tokens: must be a whole number"],
        ),
        (
            "dataset:",
            "chunking: {tokens: yes}\ndataset:",
            ["FILE:1: chunking.tokens: must be a whole number"],
        ),
        (
            "dataset:",
            "chunking:\n  tokens: 60\ndataset:",
            ["FILE:1: chunking.overlap: must be at most half of chunking.tokens"],
        ),
        (
            "dataset:",
            "chunking:\n  session_gap: 6 h\ndataset:",
            ["FILE:2: chunking.session_gap: does not match '^[1-9][0-9]*[mhd]$'"],
        ),
        (
            "dataset:",
            "chunking:\n  session_gap: 99999999999d\ndataset:",
            ["FILE:2: chunking.session_gap: is not a time span such as 90m, 6h or 2d"],
        ),
        (
            "dataset:",
            "publish:\n  deadline: 99999999999d\ndataset:",
            ["FILE:2: publish.deadline: is not a time span such as 90m, 6h or 2d"],
        ),
        ("dataset:", "privacy:\ndataset:", ["FILE:1: privacy: must be keys with values"]),
        (
            "dataset:",
            "privacy: {roster: [a]}\ndataset:",
            [
                "FILE:1: privacy.roster: must be text (in quotes, if it looks like a number) "
                "or left empty"
            ],
        ),
    ],
)
def test_a_mistake_is_told_with_its_line_its_key_and_what_is_right(problems, old, new, expected):
    assert problems(changed(old, new)) == expected


@pytest.mark.parametrize(
    "zone", ["Mars/Base", "America", "Europe/", "../etc/passwd", "a" * 300, "x\0y", "UTC\n"]
)
def test_what_is_no_time_zone(schema, zone):
    config = yaml.safe_load(TEXT)
    config["sources"]["praca"]["timezone"] = zone
    with pytest.raises(AcervoError, match=r"sources\.praca\.timezone: not an IANA time zone"):
        resolve(config, schema)


def test_all_mistakes_are_told_at_once_and_each_once(problems):
    text = changed("  license: cc-by-4.0\n", "").replace("  title: Praça\n", "")
    assert problems(text + "partitions: year\nprivacy:\n  tiem: day\n") == [
        "FILE:1: dataset: key 'title' is missing",
        "FILE:1: dataset: key 'license' is missing",
        "FILE:16: privacy.tiem: unknown key 'tiem'; did you mean 'time'?",
        "FILE:14: partitions: unknown key 'partitions'; did you mean 'partition'?",
    ]


def test_two_sources_of_one_name_are_told_with_both_lines(problems):
    twice = changed("models:", "  praca:\n    kind: newsletter\n    files: b/*\nmodels:")
    assert problems(twice) == [
        "FILE:10: sources.praca is written twice (first in line 7); names must differ"
    ]


def test_keys_written_twice_are_told_beside_other_mistakes(problems):
    assert problems(TEXT + "embed_model: e5\n") == [
        "FILE:16: embed_model is written twice (first in line 15); names must differ",
        "FILE:16: embed_model: must be one of the models: minilm",
    ]


def test_a_value_is_never_quoted_at_length(problems):
    (found,) = problems(changed("title: Praça", f"title: [{'this is long, ' * 100}]"))
    assert len(found) < 120


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: 1\nb: [1\nc: 2\n", ":3:2"),
        ("a: 1\n b: 2\n", ":2:3"),
        ("a:\n\t- 1\n", ":2:1"),
        ("a: *nowhere\n", ":1:4"),
        ("a: \x07\n", ""),
    ],
)
def test_broken_yaml_is_told_with_line_and_column(schema, tmp_path, text, place):
    file = tmp_path / "config.yaml"
    file.write_text(text)
    with pytest.raises(AcervoError, match="not valid YAML") as error:
        resolve({}, schema, [file])
    assert error.value.where == f"{file}{place}"


@pytest.mark.parametrize("content", [None, b"a: \xff\n"])
def test_a_file_that_cannot_be_read_is_named(schema, tmp_path, content):
    file = tmp_path / "config.yaml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(AcervoError, match="cannot be read") as error:
        resolve({}, schema, [file])
    assert error.value.where == str(file)


@pytest.mark.parametrize(
    "text",
    ["", "- 1\n- {a: b}\n", "a: &x\n  b: *x\n", "? [1, 2]\n: 3\n", "{1: 2, null: 3, true: 4}", "5"],
)
def test_odd_yaml_gives_no_traceback(schema, tmp_path, text):
    file = tmp_path / "config.yaml"
    file.write_text(text)
    with pytest.raises(AcervoError):
        resolve({}, schema, [file])


def test_of_two_files_each_mistake_is_told_with_its_own(schema, tmp_path):
    one, two = tmp_path / "a.yaml", tmp_path / "b.yaml"
    one.write_text(changed("kind: whatsapp", "kind: telegram"))
    two.write_text("partition: decade\n")
    config = {**yaml.safe_load(one.read_text()), **yaml.safe_load(two.read_text())}
    with pytest.raises(AcervoError) as error:
        resolve(config, schema, [one, two])
    assert f"{one}:8: sources.praca.kind" in error.value.what
    assert f"{two}:1: partition" in error.value.what


SMALL = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4)
VALUES = st.recursive(
    SMALL,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=4) | st.integers() | st.none(), inner, max_size=3)
    ),
    max_leaves=6,
)
PLACES = [
    (),
    *((key,) for key in ("dataset", "sources", "privacy", "chunking", "models", "embed_model")),
    *(("dataset", key) for key in ("name", "title", "languages", "contact")),
    ("sources", "praca"),
    *(("sources", "praca", key) for key in ("kind", "files", "timezone", "date_order")),
    *(("chunking", key) for key in ("tokens", "overlap", "session_gap")),
    ("privacy", "roster"),
    ("models", "minilm"),
    *(("models", "minilm", key) for key in ("prompts", "sha256", "path", "precision", "endpoint")),
]


@given(st.sampled_from(PLACES), VALUES)
def test_no_value_anywhere_gives_a_traceback(schema, place, value):
    config = yaml.safe_load(TEXT)
    if place:
        node = config
        for key in place[:-1]:
            node = node.setdefault(key, {})
        node[place[-1]] = value
    else:
        config = value
    try:
        found = resolve(config, schema)
    except AcervoError as error:
        assert "cannot be used" in error.what
    else:
        assert resolve(found, schema) == found  # what is filled in is valid


@given(st.integers(1, 10**6), st.sampled_from("mhd"))
def test_duration(number, unit):
    seconds = {"m": 60, "h": 3600, "d": 86400}[unit]
    assert duration(f"{number}{unit}") == dt.timedelta(seconds=number * seconds)


def test_every_pattern_is_one_that_python_reads(schema):
    for pattern in re.findall(r"'pattern': '([^']*)'", str(schema)):
        re.compile(pattern)


@pytest.mark.parametrize("order", ["dmy", "mdy", "ymd"])
def test_a_chat_may_have_a_date_order(schema, order):
    config = yaml.safe_load(changed('files: "raw/*"', f'files: "raw/*"\n    date_order: {order}'))
    assert resolve(config, schema)["sources"]["praca"]["date_order"] == order
