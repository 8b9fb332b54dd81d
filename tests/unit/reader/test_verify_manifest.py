"""`acervo verify` on the manifest: one that was edited, one that is none, one that leads elsewhere."""

import pytest
from acervo.digests import write_text
from acervo.errors import AcervoError
from acervo.reader import cli
from acervo.reader.verify import load, verify

MESSAGES = "messages/2024-05.parquet"
VECTORS = "embeddings/tiny/2024-05.parquet"


def one(lines):
    """The one line that there must be."""
    (line,) = lines
    return line


def run(tree, capsys):
    """Status, lines of standard output, standard error of `acervo verify`."""
    code = cli.main(["verify", str(tree.root)])
    out, err = capsys.readouterr()
    return code, out.splitlines(), err


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("revision", "0" * 16),
        ("num_chunks", 99),
        ("num_messages", 99),
        ("total_files", 99),
        ("total_rows", 99),
        ("total_bytes", 99),
        ("last_export_date", "2024-08-02"),
        ("last_export_timestamp", "2024-08-02T00:00:00Z"),
    ],
)
def test_an_edited_sum(tree, key, value):
    before = load(tree.root)[key]
    tree.edit(lambda made: made.update({key: value}))
    assert one(verify(tree.root)) == f"manifest.json: {key} is {value}, the files give {before}"


@pytest.mark.parametrize("key", ["rows", "period", "first_date", "last_date"])
def test_an_edited_entry(tree, key):
    value = {"rows": 9, "period": "2024-06"}.get(key, "2024-05-30")
    tree.edit(lambda made: made["files"][VECTORS].update({key: value}))
    assert any(
        line.startswith(f"{VECTORS}: {key} is ") and line.endswith(f"the manifest says {value}")
        for line in verify(tree.root)
    )


@pytest.mark.parametrize("path", [MESSAGES, VECTORS])
def test_an_entry_without_its_rows(tree, path):
    tree.edit(lambda made: made["files"][path].pop("rows"))
    assert f"{path}: rows is 3, the manifest says None" in [
        line.replace("rows is 2", "rows is 3") for line in verify(tree.root)
    ]


def test_an_edited_md5(tree):
    tree.edit(lambda made: made["files"][MESSAGES].update(md5="0" * 32))
    assert one(verify(tree.root)) == f"{MESSAGES}: has other bytes than the manifest says (md5)"


@pytest.mark.parametrize(
    "change",
    [
        lambda made: made["dataset"].update(title="x"),
        lambda made: made["privacy"].update(key_id="0" * 16),
        lambda made: made["models"]["tiny"]["prompts"].update(query="x"),
        lambda made: made["models"]["tiny"].update(package="x"),
    ],
)
def test_an_edited_section_gives_another_revision(tree, change):
    tree.edit(change)
    assert one(verify(tree.root)).startswith("manifest.json: revision is ")


def test_an_unknown_default_model(tree):
    tree.edit(lambda made: made.update(embed_model="other"))
    assert "manifest.json: embed_model other is none of its models" in verify(tree.root)


@pytest.mark.parametrize(
    "change",
    [
        lambda made: made.pop("files"),
        lambda made: made.update(manifest_version=2),
        lambda made: made.update(extra=1),
        lambda made: made.update(revision="x"),
        lambda made: made["files"][MESSAGES].update(rows=-1),
        lambda made: made["files"][MESSAGES].update(sha256="x"),
        lambda made: made["models"].clear(),
    ],
)
def test_a_manifest_that_breaks_its_schema(tree, change, capsys):
    tree.edit(change)
    code, lines, err = run(tree, capsys)
    assert (code, lines) == (1, [])
    assert err.startswith(f"Error: {tree.root}/manifest.json: not a manifest of version 1: $")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[]", b"null"])
def test_a_manifest_that_is_none(tree, content, capsys):
    (tree.root / "manifest.json").write_bytes(content)
    code, _, err = run(tree, capsys)
    assert code == 1
    assert err.startswith(f"Error: {tree.root}/manifest.json: not ")


HOSTILE = [
    "../x",
    "..",
    ".",
    "/etc/passwd",
    "messages/../../x",
    "messages/..",
    "a/./b",
    "a//b",
    "a/",
    "\\x",
    "C:x",
    "",
    "~/x",
]


@pytest.mark.parametrize("path", HOSTILE)
def test_a_path_that_leads_elsewhere_is_never_read(tree, path, monkeypatch):
    write_text(tree.base / "x", "secret")

    def change(made):
        made["files"][path] = made["files"]["README.md"]

    tree.edit(change)
    opened = []
    monkeypatch.setattr("acervo.reader.verify.file_sha256", opened.append)
    with pytest.raises(AcervoError, match="breaks its schema"):
        verify(tree.root)
    assert opened == []


@pytest.mark.parametrize("alias", ["../../x", "/etc", "..", "a/b", "", "."])
def test_an_alias_that_leads_elsewhere_is_never_read(tree, alias):
    def change(made):
        made["models"][alias] = made["models"]["tiny"]

    tree.edit(change)
    with pytest.raises(AcervoError, match="breaks its schema"):
        load(tree.root)


def test_no_dataset_here(tmp_path):
    with pytest.raises(AcervoError, match=r"no manifest\.json here"):
        verify(tmp_path)
    write_text(tmp_path / "file", "x")
    with pytest.raises(AcervoError, match=r"no manifest\.json here"):
        verify(tmp_path / "file")
    (tmp_path / "manifest.json").mkdir()
    with pytest.raises(AcervoError, match="cannot be read"):
        verify(tmp_path)
