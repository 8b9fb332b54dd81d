"""`acervo verify` on files: every byte, every row of every table, and none too many."""

import os
import shutil

import numpy as np
import polars as pl
import pytest
from acervo import schema
from acervo.digests import write_text
from acervo.models import Model
from acervo.reader import cli
from acervo.reader.verify import load, verify
from acervo.tables import read_table, write_table
from acervo.vectors import FINGERPRINT

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


@pytest.mark.parametrize("path", ["link", "index/link", "embeddings/tiny/2024-01.parquet"])
def test_a_link_too_many(tree, path):
    (tree.root / path).symlink_to(tree.base)
    assert one(verify(tree.root)) == f"{path}: is not in the manifest"


@pytest.mark.parametrize("path", ["x", "x/y", "messages/x", ".snakemake_timestamp"])
def test_an_empty_folder_too_many(tree, path):
    (tree.root / path).mkdir(parents=True)
    assert one(verify(tree.root)) == f"{path}/: is not in the manifest"


def test_how_the_engine_dates_a_folder_is_no_file_too_many(tree):
    mark = tree.root / "messages" / ".snakemake_timestamp"
    write_text(mark, "")
    assert verify(tree.root) == []
    write_text(mark, "call 555")
    assert one(verify(tree.root)) == "messages/.snakemake_timestamp: is not in the manifest"


def test_a_file_too_many_in_a_folder_on_another_disk(tree):
    (tree.root / "messages").rename(tree.base / "disk")
    (tree.root / "messages").symlink_to(tree.base / "disk")
    assert verify(tree.root) == []
    write_text(tree.base / "disk" / "x", "x")
    assert one(verify(tree.root)) == "messages/x: is not in the manifest"


def test_a_folder_that_cannot_be_read(tree, monkeypatch):
    write_text(tree.root / "x" / "y", "x")
    monkeypatch.setattr(os, "access", lambda path, mode: path.name != "x")
    assert one(verify(tree.root)) == "x/: is not in the manifest"


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
    vectors = pl.Series(np.eye(rows.height, 33, dtype=np.float16), dtype=pl.Array(pl.Float16, 33))
    write_table(rows.with_columns(embedding=vectors), wide, tree.root / VECTORS)
    tree.resign(VECTORS)
    assert one(verify(tree.root)).startswith(f"{VECTORS}: column embedding is")


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


def test_periods_without_passages(tree, tmp_path):
    from tests.unit.dataset import RUI, talk

    day = tree.history["2024-08"][0]["date"]
    tree.history = {"2024-08": talk(day, (RUI, "[media]"))}
    assert tree.build()["num_chunks"] == 0
    assert verify(tree.root) == []
