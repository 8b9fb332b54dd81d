import copy
import datetime as dt
import re
from pathlib import Path

import pytest
import yaml
from acervo.config import duration, load_schema, resolve
from acervo.errors import AcervoError
from hypothesis import given
from hypothesis import strategies as st

SHA = "5a" * 32
TEXT = f"""\
dataset:
  name: demo
  title: Praça
  license: cc-by-4.0
  languages: [pt]
sources:
  praca:
    kind: whatsapp
    files: "raw/*"
models:
  minilm:
    name: all-MiniLM
    package: gt_minilm
    sha256: {SHA}
embed_model: minilm
"""


@pytest.fixture(scope="session")
def schema(repository):
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


def changed(old, new):
    assert TEXT.count(old) == 1
    return TEXT.replace(old, new)


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


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("backend: http", "models.minilm.backend: `backend: http` and `endpoint` belong together"),
        (
            "endpoint: {url: 'http://host/v1', model: m}",
            "models.minilm.endpoint: `backend: http` and `endpoint` belong together",
        ),
        ("backend: http\n    endpoint: {url: host, model: m}", "does not match"),
        (
            "backend: http\n    endpoint: {url: 'http://me:word@host/v1', model: m}",
            "does not match",
        ),
        (
            "backend: http\n    endpoint: {url: 'http://host/v1', model: m, key: k}",
            "unknown key 'key'",
        ),
        (
            "backend: onnxruntime\n    precision: bfloat16",
            "models.minilm.precision: is float32 with onnxruntime: leave it out",
        ),
        (
            "backend: http\n    endpoint: {url: 'http://host/v1', model: m}\n    precision: bfloat16",
            "is decided by the endpoint",
        ),
        (
            "backend: tei",
            "must be one of sentence-transformers, openvino, onnxruntime, vllm, http",
        ),
        (
            "backend: vllm\n    endpoint: {url: 'http://host/v1', model: m}",
            "`backend: http` and `endpoint` belong together",
        ),
    ],
)
def test_what_computes_is_said_without_contradiction(schema, lines, message):
    config = yaml.safe_load(changed(f"sha256: {SHA}", f"sha256: {SHA}\n    {lines}"))
    with pytest.raises(AcervoError) as error:
        resolve(config, schema)
    assert message in error.value.what
    assert "word" not in error.value.what


@pytest.mark.parametrize("precision", ["float32", "bfloat16", "auto"])
def test_vllm_may_compute_in_every_precision(schema, precision):
    lines = f"sha256: {SHA}\n    backend: vllm\n    precision: {precision}"
    found = resolve(yaml.safe_load(changed(f"sha256: {SHA}", lines)), schema)["models"]["minilm"]
    assert (found["backend"], found["precision"]) == ("vllm", precision)
    readme = Path(__file__).parents[2] / "config" / "README.md"
    assert "`backend: vllm`" in readme.read_text(encoding="utf-8")


def test_only_a_model_behind_an_endpoint_needs_no_digest(schema):
    with pytest.raises(AcervoError, match=r"models\.minilm: key 'sha256' is missing"):
        resolve(yaml.safe_load(changed(f"sha256: {SHA}", "dtype: float16")), schema)
    remote = "backend: http\n    endpoint: {url: 'http://host/v1', model: m}"
    resolve(yaml.safe_load(changed(f"sha256: {SHA}", remote)), schema)


LETTER = """\
sources:
  letter: {kind: newsletter, files: "raw/*", public: true}
"""
DOCUMENTS = TEXT.replace(TEXT[TEXT.index("sources:") : TEXT.index("models:")], LETTER)


def test_documents_of_public_sources_may_be_published(schema):
    text = DOCUMENTS + "publish: {documents: {repo: rua/papers}}\n"
    found = resolve(yaml.safe_load(text), schema)["publish"]["documents"]
    assert found == {"repo": "rua/papers", "private": True, "include": [], "exclude": []}


def test_a_raw_chat_is_never_public(problems):
    fetch = f"{{repo: rua/papers, revision: {'c' * 40}}}"
    text = changed('files: "raw/*"', f'files: "raw/*"\n    public: true\n    fetch: {fetch}')
    assert problems(text) == [
        "FILE:10: sources.praca.public: a raw chat is private: it can never be public",
        "FILE:11: sources.praca.fetch: a raw chat is private: it is not kept on the Hub",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            DOCUMENTS.replace("true", "false") + "publish: {documents: {repo: rua/papers}}\n",
            "publish.documents: no source says `public: true`, so there is nothing to send",
        ),
        (
            DOCUMENTS + "publish: {documents: {repo: rua/M}, huggingface: {repo: Rua/m}}\n",
            "publish.documents.repo: must be another one than publish.huggingface.repo",
        ),
    ],
)
def test_documents_that_cannot_be_published(problems, text, said):
    assert [problem.split(": ", 1)[1] for problem in problems(text)] == [said]


@pytest.mark.parametrize("revision", ["main", "c" * 39, "C" * 40])
def test_documents_are_fetched_from_a_commit_only(problems, revision):
    fetch = f'{{repo: rua/papers, revision: "{revision}"}}'
    (problem,) = problems(DOCUMENTS.replace("public: true", f"fetch: {fetch}"))
    assert "sources.letter.fetch.revision: does not match '^[0-9a-f]{40}$'" in problem


@pytest.mark.parametrize("folder", ["results/public/nas", "results", "./results/x/.."])
def test_revisions_do_not_go_where_a_build_deletes_them(schema, folder):
    config = yaml.safe_load(TEXT) | {"publish": {"directory": folder}}
    with pytest.raises(AcervoError, match="must not lie in `results`"):
        resolve(config, schema)
