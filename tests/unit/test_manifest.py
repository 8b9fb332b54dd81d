import datetime as dt
import json
import os
import socket

import polars as pl
import pyarrow.parquet as pq
import pytest
from acervo import manifest, schema
from acervo.digests import file_md5, file_sha256, read_json, write_json, write_text
from acervo.errors import AcervoError
from acervo.models import Model
from acervo.reader.verify import load, verify
from acervo.tables import read_metadata, read_table, write_table
from acervo.vectors import FINGERPRINT
from jsonschema import Draft202012Validator

from tests.unit.dataset import ANA, HISTORY, talk

MESSAGES = "messages/2024-05.parquet"
VECTORS = "embeddings/tiny/2024-05.parquet"


@pytest.fixture
def first(tree):
    return tree.sign()


def rewrite(file, table, change, **options):
    """Write the rows of a Parquet file anew, changed."""
    metadata = {
        k: v for k, v in read_metadata(file).items() if k.startswith(("acervo.model", "other"))
    }
    write_table(change(read_table(file, table)), table, file, metadata)
    if options:
        pq.write_table(pq.read_table(file), file, **options)


def test_it_is_valid_under_its_schema(first):
    rules = json.loads(manifest.json_schema())
    Draft202012Validator.check_schema(rules)
    assert list(Draft202012Validator(rules).iter_errors(first)) == []


def test_it_counts_and_digests_every_file(first, tree):
    assert first["num_messages"] == 7
    assert first["num_chunks"] == sum(
        entry["rows"] for path, entry in first["files"].items() if path.startswith("embeddings/")
    )
    assert first["last_export_date"] == "2024-08-01"
    assert first["last_export_timestamp"] == "2024-08-01T00:00:00Z"
    for path, entry in first["files"].items():
        file = tree.root / path
        assert entry["sha256"] == file_sha256(file)
        assert entry["md5"] == file_md5(file)
        assert entry["bytes"] == file.stat().st_size
    assert first["total_files"] == len(first["files"])
    assert first["total_bytes"] == sum((tree.root / path).stat().st_size for path in first["files"])
    assert first["files"][MESSAGES] == {
        **first["files"][MESSAGES],
        "rows": 3,
        "period": "2024-05",
        "first_date": "2024-05-03",
        "last_date": "2024-05-31",
    }


def test_tables_without_rows_are_left_out(first, tree):
    assert (tree.root / "embeddings/tiny/2024-07.parquet").exists()
    assert "embeddings/tiny/2024-07.parquet" not in first["files"]


def test_profiles_are_part_of_the_revision_if_there_are_any(first, tree):
    empty = pl.from_arrow(schema.PROFILES.arrow.empty_table())
    file = tree.root / "profiles.parquet"
    write_table(empty, schema.PROFILES, file)
    assert tree.sign() == first and verify(tree.root) == []
    rows = pl.DataFrame([(ANA, "Flor", None, None)], schema=empty.schema, orient="row")
    write_table(rows, schema.PROFILES, file)
    second = tree.sign()
    assert second["files"]["profiles.parquet"] == {
        "sha256": file_sha256(file),
        "md5": file_md5(file),
        "bytes": file.stat().st_size,
        "rows": 1,
    }
    assert second["revision"] != first["revision"]
    assert second["total_rows"] == first["total_rows"] + 1
    assert verify(tree.root) == []


def test_neither_clock_nor_host_nor_place_is_in_it(first, tree):
    text = json.dumps(first)
    assert str(tree.base) not in text
    assert str(tree.spec.path) not in text
    assert "/tmp" not in text
    assert socket.gethostname() not in text
    assert os.environ.get("USER", "\0") not in text
    for file in tree.root.rglob("*"):
        os.utime(file, (1, 1))
    assert tree.sign() == first


def test_the_revision_does_not_depend_on_the_rounding_of_vectors(first, tree):
    table = schema.embeddings(32)
    rewrite(
        tree.root / VECTORS,
        table,
        lambda rows: rows.with_columns(
            embedding=(
                pl.col("embedding").arr.to_list().list.eval(pl.element() * 1.001).list.to_array(32)
            )
        ),
    )
    tree.build()
    second = load(tree.root)
    assert second["files"][VECTORS]["sha256"] != first["files"][VECTORS]["sha256"]
    assert (
        second["files"]["index/tiny/faiss.index"]["sha256"]
        != first["files"]["index/tiny/faiss.index"]["sha256"]
    )
    assert second["revision"] == first["revision"]


@pytest.mark.parametrize("path", [MESSAGES, VECTORS, "index/tiny/meta.parquet"])
def test_the_revision_does_not_depend_on_who_wrote_the_parquet(first, tree, path):
    pq.write_table(pq.read_table(tree.root / path), tree.root / path, compression="snappy")
    second = tree.sign()
    assert second["files"][path]["sha256"] != first["files"][path]["sha256"]
    assert second["revision"] == first["revision"]


@pytest.mark.parametrize("column", [c for c in schema.MESSAGES.arrow.names if c != "message_id"])
def test_the_revision_changes_with_any_column_of_a_message(first, tree, column):
    def change(rows):
        value = {"date": dt.date(2024, 5, 4), "session": 5, "position": 5, "kind": "page"}.get(
            column, "x"
        )
        first_row = pl.int_range(pl.len()) == 0
        typed = pl.lit(value).cast(rows.schema[column])
        return rows.with_columns(pl.when(first_row).then(typed).otherwise(column).alias(column))

    rewrite(tree.root / MESSAGES, schema.MESSAGES, change)
    assert tree.sign()["revision"] != first["revision"]


def test_the_revision_changes_with_a_chunk(first, tree):
    rewrite(
        tree.root / VECTORS,
        schema.embeddings(32),
        lambda rows: rows.with_columns(authors=pl.lit([], pl.List(pl.String))),
    )
    assert tree.sign()["revision"] != first["revision"]


def test_the_revision_changes_with_key_time_title_and_card(first, tree):
    revisions = {first["revision"]}
    for change in ({"key_id": "f" * 16}, {"time": "week"}, {"rules": 2}):
        kept, tree.privacy = tree.privacy, tree.privacy | change
        revisions.add(tree.sign()["revision"])
        tree.privacy = kept
    tree.about["title"] = "B"
    revisions.add(tree.sign()["revision"])
    tree.about["title"] = first["dataset"]["title"]
    write_text(tree.root / "README.md", "other")
    revisions.add(tree.sign()["revision"])
    assert len(revisions) == 6


def test_the_revision_changes_with_the_model(first, tree, other):
    tree.spec = other
    assert tree.build()["revision"] != first["revision"]


@pytest.mark.parametrize(
    "changed", [{"factory": "IDMap,Flat"}, {"calibration": [1, "pt"]}, {"calibration": [2]}]
)
def test_the_revision_changes_with_the_recipe_of_the_index(first, tree, changed):
    meta = tree.index / "meta.json"
    write_json(meta, read_json(meta) | changed)
    assert tree.sign()["revision"] != first["revision"]


def test_back_to_the_same_messages_is_back_to_the_same_revision(first, tree):
    day = HISTORY["2024-08"][0]["date"]
    tree.history["2024-08"] = [*HISTORY["2024-08"], *talk(day, (ANA, "Secou."))]
    second = tree.build()
    assert second["revision"] != first["revision"]
    assert tree.counts["encoded"] == 1
    tree.history["2024-08"] = HISTORY["2024-08"]
    assert tree.build() == first


def test_a_month_that_is_gone_leaves_nothing(first, tree):
    del tree.history["2024-08"]
    second = tree.build()
    assert not any("2024-08" in path for path in second["files"])
    assert second["last_export_date"] == "2024-06-09"
    assert verify(tree.root) == []


def test_without_messages_there_is_no_manifest(tree):
    with pytest.raises(AcervoError, match="no message"):
        manifest.build(
            tree.root, [], dataset={}, models=[Model(tree.spec)], embed_model="tiny", privacy={}
        )


@pytest.mark.parametrize(
    ("path", "table"),
    [
        ("messages/2024-05.parquet", "messages"),
        ("embeddings/tiny/2024.parquet", "embeddings"),
        ("index/tiny/meta.parquet", "chunks"),
        ("embeddings/unknown/2024.parquet", None),
        ("embeddings", None),
        ("messages", None),
        ("index/tiny/faiss.index", None),
        ("README.md", None),
    ],
)
def test_a_table_is_known_by_its_place(path, table):
    found = manifest.table_of(path, {"tiny": {"dimension": 3, "dtype": "float16"}})
    assert (found and found.name) == table


def test_sweep_deletes_just_what_is_not_kept(tmp_path):
    root = tmp_path / "public"
    for name in ("keep", "a/keep", "a/gone", "gone", ".hidden", "ã/gone"):
        write_text(root / name, name)
    write_text(tmp_path / "outside", "outside")
    swept = manifest.sweep(root, [root / "keep", root / "a" / "keep", tmp_path / "outside"])
    assert swept == [".hidden", "a/gone", "gone", "ã/", "ã/gone"]
    assert not (root / "ã").exists()
    assert (root / "a" / "keep").exists()
    assert (tmp_path / "outside").exists()
    assert manifest.sweep(root, [root / "keep", root / "a" / "keep"]) == []


def test_sweep_deletes_folders_that_hold_nothing(tmp_path):
    for folder in ("a/b/c", "a/d", "kept/empty"):
        (tmp_path / folder).mkdir(parents=True)
    write_text(tmp_path / "kept" / "file", "x")
    swept = manifest.sweep(tmp_path, [tmp_path / "kept" / "file"])
    assert swept == ["a/", "a/b/", "a/b/c/", "a/d/", "kept/empty/"]
    assert [path.name for path in tmp_path.rglob("*")] == ["kept", "file"]


def test_sweep_keeps_how_the_engine_dates_a_folder_of_the_revision(tmp_path):
    mark = ".snakemake_timestamp"
    for folder in ("messages", "other"):
        write_text(tmp_path / folder / mark, "")
    write_text(tmp_path / mark, "call 555")
    write_text(tmp_path / "messages" / "file", "x")
    swept = manifest.sweep(tmp_path, [tmp_path / "messages" / "file"])
    assert swept == [mark, "other/", f"other/{mark}"]
    assert (tmp_path / "messages" / mark).exists()


def test_sweep_says_nothing_of_what_it_cannot_delete(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(1, "Operation not permitted", str(path))

    write_text(tmp_path / "Ana Prado.txt", "x")
    monkeypatch.setattr(manifest.Path, "unlink", refuse)
    with pytest.raises(AcervoError, match="cannot be deleted") as raised:
        manifest.sweep(tmp_path, [])
    assert "Ana" not in str(raised.value)


@pytest.mark.parametrize(
    ("path", "own"),
    [
        ("messages/2024-05.parquet", True),
        ("embeddings/minilm/2024-Q2.parquet", True),
        ("index/minilm/meta.json", True),
        ("messages/ana.parquet", False),
        ("messages/2024-05.parquet.part", False),
        ("index/Ana Prado/meta.json", False),
        ("2024-05.parquet", False),
        ("messages/", False),
    ],
)
def test_only_names_of_the_workflow_are_told(path, own):
    assert manifest.is_own_name(path) == own


@pytest.mark.parametrize("keep", ["public/keep", "./public/keep", "public/../public/keep"])
@pytest.mark.parametrize("absolute", [False, True])
def test_sweep_keeps_a_file_however_its_path_is_written(tmp_path, monkeypatch, keep, absolute):
    monkeypatch.chdir(tmp_path)
    write_text("public/keep", "x")
    root = manifest.Path("public")
    assert manifest.sweep(root.absolute() if absolute else root, [keep]) == []
    assert manifest.sweep(root, [tmp_path / keep]) == []


def test_sweep_deletes_links_but_not_what_they_point_to(tmp_path):
    root = tmp_path / "public"
    write_text(tmp_path / "folder" / "file", "outside")
    root.mkdir()
    (root / "to_file").symlink_to(tmp_path / "folder" / "file")
    (root / "to_folder").symlink_to(tmp_path / "folder")
    (root / "to_nothing").symlink_to(tmp_path / "nothing")
    assert manifest.sweep(root, []) == ["to_file", "to_folder", "to_nothing"]
    assert (tmp_path / "folder" / "file").read_text() == "outside"
    assert list(root.iterdir()) == []


def test_sweep_keeps_a_folder_that_is_a_link_to_another_disk(tmp_path):
    root = tmp_path / "public"
    write_text(tmp_path / "disk" / "file", "kept")
    root.mkdir()
    (root / "messages").symlink_to(tmp_path / "disk")
    assert manifest.sweep(root, [root / "messages" / "file"]) == []
    assert (root / "messages" / "file").read_text() == "kept"


def test_the_fingerprint_is_in_the_files_it_speaks_of(first, tree):
    said = first["models"]["tiny"]["fingerprint"]
    assert all(read_metadata(path)[FINGERPRINT] == said for path in tree.vectors)
