"""What must hold within a section: models, targets, source documents."""

from pathlib import Path

import pytest
import yaml
from acervo.config import resolve
from acervo.errors import AcervoError

from tests.unit.configuration import SHA, TEXT, changed


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
