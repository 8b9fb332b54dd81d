"""Whatever a file says is read, wherever in it it is said."""

import json

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from acervo.errors import AcervoError
from acervo.privacy.contents import read

SECRET = "maria.segreda@example.org"


def parquet(path, table, **options):
    pq.write_table(table, path, **options)
    return read(path)


def places(contents):
    """Where the secret stands: (place, row)."""
    found = contents.strings.filter(contents.strings["text"].str.contains(SECRET, literal=True))
    return found.select("place", "row").rows()


def test_texts_of_rows_with_their_first_row(tmp_path):
    table = pa.table(
        {"text": ["a", SECRET, None, SECRET], "authors": [[], ["x"], None, ["y", SECRET]]}
    )
    found = parquet(tmp_path / "t.parquet", table, row_group_size=1)
    assert ("column text", 2) in places(found)
    assert ("column authors", 4) in places(found)
    assert found.rows == 4
    assert found.oddities == []


@pytest.mark.parametrize("group", [1, 2, 9])
@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.binary(), pa.binary(25)])
def test_the_row_is_the_first_whatever_stands_before(tmp_path, kind, group):
    blank = " " * 25 if pa.types.is_fixed_size_binary(kind) else ""
    values = [None, blank, SECRET[:25], blank, "z" * 25, None, SECRET[:25], "z" * 25]
    table = pa.table({"text": pa.array(values, pa.string()).cast(pa.binary()).cast(kind)})
    found = parquet(tmp_path / "t.parquet", table, row_group_size=group).strings
    rows = found.filter(found["place"] == "column text").select("text", "row").rows()
    assert rows == [(blank, 2), (SECRET[:25], 3), ("z" * 25, 5)]


def test_values_of_a_dictionary_that_no_row_uses(tmp_path):
    values = pa.DictionaryArray.from_arrays(pa.array([0, 0], pa.int32()), ["plain", SECRET])
    lists = pa.ListArray.from_arrays(pa.array([0, 1, 2], pa.int32()), values)
    found = parquet(tmp_path / "t.parquet", pa.table({"text": values, "authors": lists}))
    assert places(found) == [("column text", None), ("column authors", None)]


def test_statistics_that_no_row_has(tmp_path):
    path, other = tmp_path / "t.parquet", "z" * len(SECRET)
    pq.write_table(pa.table({"text": ["a", other]}), path)
    assert read(path).strings["place"].to_list() == [
        "names of columns",
        "column text",
        "column text",
    ]
    raw = path.read_bytes()
    footer = int.from_bytes(raw[-8:-4], "little") + 8
    path.write_bytes(raw[:-footer] + raw[-footer:].replace(other.encode(), SECRET.encode()))
    assert places(read(path)) == [("statistics of column text", None)]


@pytest.mark.parametrize(
    ("metadata", "oddity"),
    [
        ({"pandas": SECRET}, "metadata of pandas"),
        ({"note": SECRET}, "key-value metadata that the workflow does not write"),
        ({SECRET: "x"}, "key-value metadata that the workflow does not write"),
        ({"acervo.model": SECRET}, None),
    ],
)
def test_metadata_of_the_file(tmp_path, metadata, oddity):
    table = pa.table({"text": ["a"]}).replace_schema_metadata(metadata)
    found = parquet(tmp_path / "t.parquet", table)
    assert ("metadata", None) in places(found)
    assert found.oddities == ([oddity] if oddity else [])


def test_metadata_and_names_of_columns(tmp_path):
    field = pa.field("text", pa.string(), metadata={"comment": SECRET})
    found = parquet(tmp_path / "t.parquet", pa.table({"text": ["a"]}, schema=pa.schema([field])))
    assert places(found) == [("metadata of column text", None)]
    assert found.oddities == ["metadata of a column"]
    found = parquet(tmp_path / "t.parquet", pa.table({SECRET: ["a"], "text": ["b"]}))
    assert ("names of columns", None) in places(found)
    assert found.oddities == ["a column that the schema does not know (number 1)"]


def test_bytes_of_numbers(tmp_path):
    vector = pa.FixedSizeListArray.from_arrays(
        pa.Array.from_buffers(pa.float32(), 6, [None, pa.py_buffer(SECRET[:24].encode())]), 6
    )
    found = parquet(tmp_path / "t.parquet", pa.table({"embedding": vector}))
    assert any(SECRET[:24].encode() in bytes(data) for _, data in found.buffers)


def test_bytes_of_no_column(tmp_path):
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"text": ["a"]}), path)
    assert read(path).oddities == []
    raw = path.read_bytes()
    footer = int.from_bytes(raw[-8:-4], "little") + 8
    path.write_bytes(raw[:-footer] + b"\0" * 9 + raw[-footer:])
    assert read(path).oddities == ["bytes that belong to no column"]


def test_keys_and_values_of_json(tmp_path):
    path = tmp_path / "meta.json"
    path.write_text(json.dumps({"a": [{"á@b": 1.5, "c": None}], "d": True}))
    assert read(path).strings["text"].to_list() == ["a", "á@b", "1.5", "c", "d", "True"]


def test_lines_of_markdown_with_entities(tmp_path):
    path = tmp_path / "README.md"
    path.write_text(f"# a\n\nmaria&#46;segreda&#64;example.org\n- {SECRET}\n")
    assert places(read(path)) == [("line", 4), ("line", 3)]


def test_a_database(tmp_path):
    path = tmp_path / "search.duckdb"
    with duckdb.connect(path) as database:
        database.execute(
            "CREATE TABLE t AS SELECT i AS id, 'row ' || i AS text FROM range(5000) r(i)"
        )
        database.execute("CREATE TABLE u AS SELECT ['x', 'y'] AS words, 1.5::FLOAT AS n")
    assert read(path).oddities == []
    assert read(path).rows == 5001
    with duckdb.connect(path) as database:
        database.execute("INSERT INTO t VALUES (1, ?)", [SECRET])
        database.execute(f"CREATE VIEW v AS SELECT '{SECRET}' AS x")
        database.execute(f"COMMENT ON TABLE u IS '{SECRET}'")
    assert places(read(path)) == [
        ("table t, column text", 5001),
        ("catalogue", None),  # the comment
        ("catalogue", None),  # the view
    ]


@pytest.mark.parametrize("gone", ["DELETE FROM t WHERE id = 1", "DROP TABLE t"])
def test_what_was_deleted_from_a_database_is_an_oddity(tmp_path, gone):
    path = tmp_path / "search.duckdb"
    with duckdb.connect(path) as database:
        database.execute(
            "CREATE TABLE t AS SELECT i AS id, 'row ' || i AS text FROM range(5000) r(i)"
        )
        database.execute("CHECKPOINT")
        database.execute(gone)
        database.execute("CREATE TABLE z AS SELECT 1 AS a")
        database.execute("CHECKPOINT")
    assert read(path).oddities


@pytest.mark.parametrize("name", ["a.csv", "figure.png", "archive.zip", "README", "a.parquet.bak"])
def test_what_nothing_can_read_is_refused_by_name(tmp_path, name):
    (tmp_path / name).write_text("a")
    with pytest.raises(AcervoError, match="no scanner for this kind of file") as error:
        read(tmp_path / name)
    assert name in error.value.where


@pytest.mark.parametrize("name", ["a.parquet", "a.json", "a.duckdb", "a.md"])
def test_a_damaged_file_is_refused_without_its_content(tmp_path, name):
    (tmp_path / name).write_bytes(SECRET.encode() + b"\xff\xfe{")
    with pytest.raises(AcervoError, match="not a readable") as error:
        read(tmp_path / name)
    assert SECRET not in str(error.value)
