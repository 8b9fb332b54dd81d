import datetime as dt
import itertools

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from acervo import tables
from acervo.errors import AcervoError
from acervo.schema import CHUNKS, MESSAGES, ROSTER, SCHEMA_VERSION, embeddings
from acervo.tables import (
    read_each,
    read_metadata,
    read_periods,
    read_table,
    read_tables,
    write_table,
)

SECRET = "+55 11 99999-0001"


def roster(n=3, **changed):
    columns = {
        "name": [f"Ana Júlia {i}" for i in range(n)],
        "person": [SECRET] * n,
        "pseudonym": ["p"] * n,
        "in_text": [True] * n,
    }
    return pl.DataFrame({**columns, **changed})


def chunks(n=3):
    one = {
        "source": "praca",
        "thread": "praca",
        "date": dt.date(2024, 5, 13),
        "path": None,
        "section_title": "Obras",
        "chunk_index": 0,
        "char_count": 3,
        "token_count": 4,
        "authors": ["pa", "pb"],
    }
    rows = [{**one, "chunk_id": i, "text": f"olá {i}"} for i in range(n)]
    empty = pl.from_arrow(CHUNKS.arrow.empty_table())
    return pl.DataFrame(rows, schema=empty.schema)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "new" / "roster.parquet"


def test_what_is_written_is_read(file):
    write_table(roster(), ROSTER, file)
    assert read_table(file, ROSTER).equals(roster())
    write_table(chunks(), CHUNKS, file)
    assert read_table(file, CHUNKS).equals(chunks())


def test_a_table_without_rows_keeps_its_columns(file):
    write_table(chunks(0), CHUNKS, file)
    assert read_table(file, CHUNKS).schema == chunks().schema


@pytest.mark.parametrize(
    ("dtype", "number", "encoding"),
    [("float16", pl.Float16, "PLAIN"), ("float32", pl.Float32, "BYTE_STREAM_SPLIT")],
)
def test_vectors_have_one_length_and_type(file, dtype, number, encoding):
    table = embeddings(2, dtype)
    frame = chunks(2).with_columns(
        embedding=pl.Series([[0.5, 1], [1, 0]], dtype=pl.Array(number, 2))
    )
    write_table(frame, table, file)
    assert read_table(file, table).equals(frame)
    stored = pq.read_metadata(file).row_group(0).column(len(CHUNKS.arrow))
    assert stored.path_in_schema == "embedding.list.element"
    assert encoding in stored.encodings
    assert not stored.has_dictionary_page
    for other in (
        embeddings(3, dtype),
        embeddings(2, "float32" if dtype == "float16" else "float16"),
    ):
        with pytest.raises(AcervoError):
            read_table(file, other)


def test_rows_inserted_in_the_middle_leave_most_pages_as_they_were(file):
    random = np.random.default_rng(0)
    vectors = random.normal(size=(5000, 512)).astype(np.float16)

    def pages(wanted):
        frame = chunks(len(wanted)).with_columns(
            embedding=pl.Series(vectors[wanted], dtype=pl.Array(pl.Float16, 512))
        )
        write_table(frame, embeddings(512), file)
        return file.read_bytes()

    before = pages([*range(2000), *range(2010, 5000)])
    after = pages([*range(5000)])
    # What stands after the inserted rows is found again, at another place.
    assert after[-1_500_000:-1_000_000] in before


def test_the_file_has_our_schema_and_nothing_of_the_moment(file):
    write_table(roster().select(reversed(roster().columns)), ROSTER, file, {"a.b": "ç"})
    stored = pq.read_table(file)
    assert stored.schema.remove_metadata().serialize() == ROSTER.arrow.serialize()
    assert read_metadata(file) == {"acervo.schema_version": str(SCHEMA_VERSION), "a.b": "ç"}
    assert pq.read_metadata(file).row_group(0).column(0).compression == "ZSTD"


def test_same_rows_same_bytes(tmp_path):
    # In pieces or whole, and with columns in any order.
    whole, pieces = chunks(6), pl.concat([chunks(6)[:2], chunks(6)[2:]], rechunk=False)
    variants = [whole, pieces, whole.select(reversed(whole.columns)), whole.head(6).clone()]
    files = [tmp_path / str(i) for i in range(len(variants))]
    for variant, path in zip(variants, files, strict=True):
        write_table(variant, CHUNKS, path)
    assert len({path.read_bytes() for path in files}) == 1


@pytest.mark.parametrize("fault", ["writing", "renaming", "interrupt"])
def test_a_failed_write_leaves_the_old_file_and_nothing_else(file, monkeypatch, fault):
    write_table(roster(), ROSTER, file)
    before = file.read_bytes()
    error = KeyboardInterrupt if fault == "interrupt" else OSError

    def broken(*_):
        raise error("No space left on device")

    where = (
        "pathlib.Path.replace"
        if fault == "renaming"
        else "pyarrow.parquet.ParquetWriter.write_table"
    )
    monkeypatch.setattr(where, broken)
    with pytest.raises(error):
        write_table(roster(9), ROSTER, file)
    assert file.read_bytes() == before
    assert not list(file.parent.glob(".*"))


def damaged(path, table):
    with pytest.raises(AcervoError) as error:
        read_table(path, table)
    assert error.value.where == str(path)
    assert error.value.fix
    return error.value.what


@pytest.mark.parametrize(
    "content", [b"", b"PAR1", b"name,person\n", b"PAR1" + b"\0" * 60 + b"PAR1"]
)
def test_a_foreign_file_is_named(tmp_path, content):
    path = tmp_path / "a.parquet"
    path.write_bytes(content)
    assert "not a readable Parquet file" in damaged(path, ROSTER)
    with pytest.raises(AcervoError, match="not a readable Parquet file") as error:
        read_metadata(path)
    assert error.value.where == str(path)


def test_no_file_is_named(tmp_path):
    assert "FileNotFoundError" in damaged(tmp_path / "a.parquet", ROSTER)


def test_a_truncated_file_is_named(file):
    write_table(roster(), ROSTER, file)
    whole = file.read_bytes()
    for size in range(0, len(whole), 7):
        file.write_bytes(whole[:size])
        damaged(file, ROSTER)


def test_no_flipped_byte_goes_unnoticed_and_none_gives_a_traceback(file):
    write_table(chunks(50), CHUNKS, file)
    whole, same = file.read_bytes(), 0
    for place, flip in zip(range(0, len(whole), 5), itertools.cycle([1, 0x80, 0xFF]), strict=False):
        file.write_bytes(bytes([*whole[:place], whole[place] ^ flip, *whole[place + 1 :]]))
        try:
            assert read_table(file, CHUNKS).equals(chunks(50))  # statistics, metadata, version
            same += 1
        except AcervoError as error:
            assert error.where == str(file)
    assert same < len(whole) / 5


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.drop_columns("person"),
        lambda t: t.append_column("more", pa.array([1, 2, 3])),
        lambda t: t.select(["person", "name", "pseudonym", "in_text"]),
        lambda t: t.rename_columns(["name", "person", "pseudonym", "in_texts"]),
        lambda t: t.set_column(3, "in_text", pa.array([1, 0, 1])),
        lambda t: t.cast(pa.schema([f.with_nullable(True) for f in t.schema])),
    ],
)
def test_another_table_is_refused(file, change):
    write_table(roster(), ROSTER, file)
    pq.write_table(change(pq.read_table(file)), file)
    assert f"schema version {SCHEMA_VERSION}" in damaged(file, ROSTER)


@pytest.mark.parametrize(
    ("frame", "column"),
    [
        (roster(name=[SECRET] * 3), "name"),
        (roster(person=[SECRET, None, SECRET]), "person"),
        (roster(in_text=[SECRET] * 3), "in_text"),
    ],
)
def test_a_broken_promise_names_the_column_and_never_a_value(file, frame, column):
    with pytest.raises(AcervoError) as error:
        write_table(frame, ROSTER, file)
    assert error.value.where == str(file)
    assert column in error.value.what
    assert SECRET not in str(error.value) and "99999" not in str(error.value)
    assert not file.parent.exists()


def test_several_broken_promises_are_told_at_once(file):
    frame = roster(name=[SECRET] * 3, pseudonym=[None] * 3).cast({"pseudonym": pl.String})
    with pytest.raises(AcervoError, match=r"name.*pseudonym"):
        write_table(frame, ROSTER, file)


def test_promises_are_checked_when_read_too(file):
    write_table(roster(), ROSTER, file)
    twice = pa.concat_tables([pq.read_table(file)] * 2)
    pq.write_table(twice, file)
    with pytest.raises(AcervoError, match="break the roster table") as error:
        read_table(file, ROSTER)
    assert error.value.where == str(file) and "Ana" not in str(error.value)


def test_several_files_in_the_given_order(tmp_path):
    for name in ("b", "a"):
        write_table(roster(name=[f"{name}{i}" for i in range(3)]), ROSTER, tmp_path / name)
    found = read_tables([tmp_path / "b", tmp_path / "a"], ROSTER)
    assert found["name"].to_list() == ["b0", "b1", "b2", "a0", "a1", "a2"]


@pytest.mark.parametrize("batch", [0, 64_000_000])
def test_of_several_files_the_broken_one_is_named(tmp_path, monkeypatch, batch):
    monkeypatch.setattr(tables, "_BATCH_BYTES", batch)
    paths = [tmp_path / name for name in "abc"]
    for path in paths:
        write_table(roster(name=[f"{path.name}{i}" for i in range(3)]), ROSTER, path)
    twice = pa.concat_tables([pq.read_table(paths[1])] * 2)
    pq.write_table(twice, paths[1])
    with pytest.raises(AcervoError, match="break the roster table") as error:
        list(read_each(paths, ROSTER))
    assert error.value.where == str(paths[1])


def test_what_is_unique_in_each_file_may_stand_in_several(tmp_path):
    for name in ("2024-01", "2024-02"):
        write_table(roster(), ROSTER, tmp_path / f"{name}.parquet")
    found = read_periods(sorted(tmp_path.iterdir()), ROSTER)
    assert list(found) == ["2024-01", "2024-02"]
    assert all(frame.equals(roster()) for frame in found.values())


def test_no_file_is_a_table_without_rows():
    assert read_tables([], MESSAGES).schema == pl.from_arrow(MESSAGES.arrow.empty_table()).schema


def test_a_folder_named_as_a_partition_adds_no_column(tmp_path):
    path = tmp_path / "person=x" / "a.parquet"
    write_table(roster(), ROSTER, path)
    assert read_table(path, ROSTER).equals(roster())
