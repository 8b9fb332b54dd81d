import json
import shutil

import faiss
import numpy as np
import polars as pl
import pytest
from acervo import schema
from acervo.digests import write_json, write_text
from acervo.encoding import FINGERPRINT
from acervo.errors import AcervoError
from acervo.models import Model
from acervo.reader import cli
from acervo.reader.verify import load, verify
from acervo.tables import read_table, write_table

MESSAGES = "messages/2024-05.parquet"
VECTORS = "embeddings/tiny/2024-05.parquet"
INDEX = "index/tiny/faiss.index"
ROWS = "index/tiny/meta.parquet"
META = "index/tiny/meta.json"
FILES = [
    "README.md",
    "manifest.schema.json",
    MESSAGES,
    "messages/2024-06.parquet",
    "messages/2024-08.parquet",
    VECTORS,
    "embeddings/tiny/2024-06.parquet",
    "embeddings/tiny/2024-08.parquet",
    INDEX,
    ROWS,
    META,
]


def one(lines):
    """The one line that there must be."""
    (line,) = lines
    return line


def run(tree, capsys):
    """Status, lines of standard output, standard error of `acervo verify`."""
    code = cli.main(["verify", str(tree.root)])
    out, err = capsys.readouterr()
    return code, out.splitlines(), err


def redo(tree, path, table, change):
    """Change the rows of a file, and let the manifest take that for right."""
    file = tree.root / path
    write_table(
        change(read_table(file, table)), table, file, {FINGERPRINT: Model(tree.spec).fingerprint}
    )
    tree.resign(path)


def test_the_files_under_test_are_all_there_are(tree):
    assert set(load(tree.root)["files"]) == set(FILES)


def test_an_intact_dataset(tree, capsys):
    revision = load(tree.root)["revision"]
    line = f"{tree.root}: revision {revision}, all {len(FILES)} files as they should be"
    assert run(tree, capsys) == (0, [line], "")


def test_it_says_how_many_differences(tree, capsys):
    (tree.root / "README.md").unlink()
    code, lines, err = run(tree, capsys)
    assert (code, lines) == (1, ["README.md: is missing"])
    assert err.startswith(f"{tree.root}: 1 differences from revision ")


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("place", [0, 0.5, 1])
def test_a_flipped_byte(tree, path, place):
    file = tree.root / path
    content = bytearray(file.read_bytes())
    content[min(int(len(content) * place), len(content) - 1)] ^= 1
    file.write_bytes(content)
    assert one(verify(tree.root)) == f"{path}: has other bytes than the manifest says (sha256)"


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("left", [0, -1])
def test_a_truncated_file(tree, path, left):
    file = tree.root / path
    file.write_bytes(file.read_bytes()[:left])
    assert one(verify(tree.root)).startswith(f"{path}: has {file.stat().st_size} bytes, expected ")


@pytest.mark.parametrize("path", FILES)
def test_a_missing_file(tree, path):
    (tree.root / path).unlink()
    assert one(verify(tree.root)) == f"{path}: is missing"


@pytest.mark.parametrize("path", FILES)
def test_a_folder_in_place_of_a_file(tree, path):
    (tree.root / path).unlink()
    (tree.root / path).mkdir()
    assert one(verify(tree.root)) == f"{path}: is missing"


@pytest.mark.parametrize(
    "path", ["x", ".x", "messages/2024-01.parquet", "index/tiny/x", "embeddings/x"]
)
def test_a_file_too_many(tree, path):
    write_text(tree.root / path, "x")
    assert one(verify(tree.root)) == f"{path}: is not in the manifest"


def test_profiles_that_are_not_their_table(tree):
    columns = dict.fromkeys(schema.PROFILES.arrow.names, pl.String)
    rows = [("p" + "a2" * 8, "Flor", None, None)]
    file = tree.root / "profiles.parquet"
    write_table(pl.DataFrame(rows, schema=columns, orient="row"), schema.PROFILES, file)
    assert one(verify(tree.root)) == "profiles.parquet: is not in the manifest"
    tree.sign()
    assert verify(tree.root) == []
    pl.DataFrame(rows * 2, schema=columns, orient="row").write_parquet(file)
    tree.resign("profiles.parquet")
    assert verify(tree.root)[0].startswith("profiles.parquet: ")


def test_a_link_too_many(tree):
    (tree.root / "link").symlink_to(tree.base)
    assert one(verify(tree.root)) == "link: is not in the manifest"


def test_another_table_in_place_of_one(tree):
    shutil.copy(tree.root / VECTORS, tree.root / MESSAGES)
    tree.resign(MESSAGES)
    assert any(
        line.startswith(f"{MESSAGES}: its columns are ['chunk_id'") for line in verify(tree.root)
    )


def test_no_table_in_place_of_one(tree):
    write_text(tree.root / MESSAGES, "x")
    tree.resign(MESSAGES)
    assert one(verify(tree.root)).startswith(f"{MESSAGES}: not a readable Parquet file")


def test_a_row_too_few(tree):
    redo(tree, MESSAGES, schema.MESSAGES, lambda rows: rows[:-1])
    assert f"{MESSAGES}: rows is 2, the manifest says 3" in verify(tree.root)


def test_a_row_of_another_month(tree):
    later = pl.date(2024, 9, 1)
    redo(tree, MESSAGES, schema.MESSAGES, lambda rows: rows.with_columns(date=later))
    lines = verify(tree.root)
    assert f"{MESSAGES}: first_date is 2024-09-01, the manifest says 2024-05-03" in lines
    assert f"{MESSAGES}: 3 rows are of another period" in lines


@pytest.mark.parametrize(
    ("name", "strange"),
    [("2024", 0), ("2024-Q2", 0), ("2024-05", 0), ("2024-Q1", 1), ("2024-06", 1), ("2023", 1)],
)
def test_periods_of_every_length(tree, name, strange):
    rows = read_table(tree.root / MESSAGES, schema.MESSAGES)
    for path in (MESSAGES, "messages/2024-06.parquet"):
        (tree.root / path).unlink()
    write_table(rows, schema.MESSAGES, tree.root / f"messages/{name}.parquet")
    tree.sign()
    lines = verify(tree.root)
    assert lines == [f"messages/{name}.parquet: 3 rows are of another period"] * strange


def test_rows_that_break_their_table(tree):
    from pyarrow import parquet

    table = parquet.read_table(tree.root / MESSAGES)
    kinds = table.column("kind").combine_chunks().to_pylist()
    broken = table.set_column(
        table.schema.get_field_index("kind"),
        table.schema.field("kind"),
        [["spam"] * len(kinds)],
    )
    parquet.write_table(broken, tree.root / MESSAGES)
    tree.resign(MESSAGES)
    assert one(verify(tree.root)).startswith(f"{MESSAGES}: rows break the messages table: kind")


def test_vectors_of_another_dimension(tree):
    wide = schema.embeddings(33)
    rows = read_table(tree.root / VECTORS, schema.embeddings(32))
    vectors = pl.Series(np.eye(rows.height, 33, dtype=np.float32), dtype=pl.Array(pl.Float32, 33))
    write_table(rows.with_columns(embedding=vectors), wide, tree.root / VECTORS)
    tree.resign(VECTORS)
    assert one(verify(tree.root)).startswith(f"{VECTORS}: its columns are")


@pytest.mark.parametrize("metadata", [{FINGERPRINT: "0" * 16}, {}])
def test_vectors_of_another_model(tree, metadata):
    rows = read_table(tree.root / VECTORS, schema.embeddings(32))
    write_table(rows, schema.embeddings(32), tree.root / VECTORS, metadata)
    tree.resign(VECTORS)
    said = metadata.get(FINGERPRINT)
    expected = Model(tree.spec).fingerprint
    assert one(verify(tree.root)) == (
        f"{VECTORS}: holds vectors of model {said}, the manifest says {expected}"
    )


def test_vectors_that_are_not_of_unit_length(tree):
    half = pl.col("embedding").arr.to_list().list.eval(pl.element() / 2).list.to_array(32)
    redo(tree, VECTORS, schema.embeddings(32), lambda rows: rows.with_columns(embedding=half))
    lines = verify(tree.root)
    assert any(line.startswith(f"{VECTORS}: ") and "of unit length" in line for line in lines)
    assert any(line.startswith(f"{INDEX}: ") and "vectors are not those" in line for line in lines)


def remake_index(tree, change=None, metric=faiss.METRIC_INNER_PRODUCT, width=32, factory=None):
    """Another index, which meta.json and the manifest take for right."""
    rows = pl.concat([read_table(p, schema.embeddings(32)) for p in tree.vectors]).sort("chunk_id")
    ids, vectors = rows["chunk_id"].to_numpy().copy(), rows["embedding"].to_numpy().copy()
    if change:
        ids, vectors = change(ids, vectors)
    index = faiss.index_factory(width, factory or "IDMap2,Flat", metric)
    if factory:
        index.add(np.ascontiguousarray(vectors[:, :width]))
    else:
        index.add_with_ids(np.ascontiguousarray(vectors[:, :width]), ids)
    faiss.write_index(index, str(tree.root / INDEX))
    describe(tree, ntotal=index.ntotal)


def describe(tree, **changes):
    from acervo.digests import file_sha256

    meta = json.loads((tree.root / META).read_text())
    meta |= {
        "index_sha256": file_sha256(tree.root / INDEX),
        "rows_sha256": file_sha256(tree.root / ROWS),
    }
    write_json(tree.root / META, meta | changes)
    for path in (INDEX, ROWS, META):
        tree.resign(path)


def test_a_remade_index_is_as_good(tree):
    remake_index(tree)
    assert verify(tree.root) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda ids, vectors: (ids + 1, vectors),
        lambda ids, vectors: (ids[1:], vectors[1:]),
        lambda ids, vectors: (np.append(ids, ids[0]), np.append(vectors, vectors[:1], axis=0)),
    ],
    ids=["other", "missing", "twice"],
)
def test_an_index_of_other_ids(tree, change):
    remake_index(tree, change)
    assert one(verify(tree.root)).startswith(f"{INDEX}: its ids are not those of the ")


def test_an_index_of_other_vectors(tree):
    remake_index(tree, lambda ids, vectors: (ids, vectors[::-1]))
    assert one(verify(tree.root)).endswith("vectors are not those of the embeddings")


def test_an_index_of_another_metric(tree):
    remake_index(tree, metric=faiss.METRIC_L2)
    assert one(verify(tree.root)) == f"{META}: metric is inner_product, expected other"


def test_an_index_of_another_dimension(tree):
    remake_index(tree, width=16)
    lines = verify(tree.root)
    assert f"{INDEX}: dimension 16, the manifest says 32" in lines
    assert f"{META}: dimension is 32, expected 16" in lines


def test_an_index_without_ids(tree):
    remake_index(tree, factory="Flat")
    assert one(verify(tree.root)) == f"{INDEX}: not an index by id"


def test_an_index_that_is_none(tree):
    write_text(tree.root / INDEX, "IxM2 none")
    describe(tree)
    assert one(verify(tree.root)).startswith(f"{INDEX}: cannot be read")


def test_rows_of_the_index_that_say_something_else(tree):
    file = tree.root / ROWS
    rows = read_table(file, schema.CHUNKS).with_columns(text=pl.lit("x"))
    write_table(rows, schema.CHUNKS, file)
    describe(tree)
    assert one(verify(tree.root)).startswith(f"{ROWS}: its rows are not those of the ")


@pytest.mark.parametrize("key", ["fingerprint", "ntotal", "dimension", "model", "index_sha256"])
def test_an_edited_description_of_the_index(tree, key):
    describe(tree, **{key: "x"})
    assert one(verify(tree.root)).startswith(f"{META}: {key} is x, expected ")


@pytest.mark.parametrize("content", ["", "[]", "{}", "1", "{", '{"factory": 1}'])
def test_a_description_of_the_index_that_is_none(tree, content):
    write_text(tree.root / META, content)
    tree.resign(META)
    line = one(verify(tree.root))
    assert line.startswith((f"{META}: cannot be read", f"{META}: not a readable JSON file"))


@pytest.mark.parametrize("path", [INDEX, ROWS, META])
def test_an_index_that_the_manifest_does_not_name(tree, path):
    def change(made):
        made["total_files"] -= 1
        entry = made["files"].pop(path)
        made["total_bytes"] -= entry["bytes"]
        made["total_rows"] -= entry.get("rows", 0)

    tree.edit(change)
    lines = verify(tree.root)
    assert f"{path}: the manifest does not name it" in lines
    assert f"{path}: is not in the manifest" in lines


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


def test_periods_without_passages(tree, tmp_path):
    from tests.unit.dataset import RUI, talk

    day = tree.history["2024-08"][0]["date"]
    tree.history = {"2024-08": talk(day, (RUI, "[media]"))}
    assert tree.build()["num_chunks"] == 0
    assert verify(tree.root) == []


def test_no_dataset_here(tmp_path):
    with pytest.raises(AcervoError, match=r"no manifest\.json here"):
        verify(tmp_path)
    write_text(tmp_path / "file", "x")
    with pytest.raises(AcervoError, match=r"no manifest\.json here"):
        verify(tmp_path / "file")
    (tmp_path / "manifest.json").mkdir()
    with pytest.raises(AcervoError, match="cannot be read"):
        verify(tmp_path)
