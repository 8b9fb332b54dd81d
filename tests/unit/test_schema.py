import polars as pl
import pyarrow as pa
import pytest
from acervo import schema
from pandera.errors import SchemaError, SchemaErrors

TABLES = [
    schema.RECORDS,
    schema.ROSTER,
    schema.CONSENT,
    schema.ANONYMIZED,
    schema.MESSAGES,
    schema.PROFILES,
    schema.CHUNKS,
    schema.embeddings(3),
]
PUBLIC = [schema.MESSAGES, schema.PROFILES, schema.CHUNKS, schema.embeddings(3)]
VALUES = {
    pl.String: "a",
    pl.Int32: 1,
    pl.Int64: 1,
    pl.Boolean: True,
    pl.List(pl.String): ["a"],
    pl.Array(pl.Float16, 3): [1.0, 0.0, 0.0],
}


def rows(table, **changed):
    """Return a row that keeps all promises, changed."""
    empty = pl.from_arrow(table.arrow.empty_table())
    row = {
        name: VALUES.get(kind, 0)
        for name, kind in empty.schema.items()
        if name not in ("kind", "state")
    }
    for name, value in (("kind", "message"), ("state", "posted")):
        if name in empty.schema:
            row[name] = value
    columns = {name: [value] for name, value in {**row, **changed}.items()}
    return pl.DataFrame(columns, schema=empty.schema, strict=False)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_nulls_are_allowed_just_where_the_file_allows_them(table):
    table.model.validate(rows(table))
    for field in table.arrow:
        frame = rows(table, **{field.name: None})
        if field.nullable:
            table.model.validate(frame)
        else:
            with pytest.raises(SchemaError):
                table.model.validate(frame)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_columns_are_these_in_this_order(table):
    frame = rows(table)
    assert frame.columns == table.arrow.names
    for other in (
        frame.drop(frame.columns[0]),
        frame.with_columns(more=1),
        frame.select(reversed(frame.columns)),
    ):
        with pytest.raises((SchemaError, SchemaErrors)):
            table.model.validate(other)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        (schema.RECORDS, "kind", "letter"),
        (schema.RECORDS, "state", "lost"),
        (schema.RECORDS, "line", -1),
        (schema.ANONYMIZED, "state", "lost"),
        (schema.ANONYMIZED, "position", -1),
        (schema.MESSAGES, "message_id", -1),
        (schema.MESSAGES, "session", -1),
        (schema.CHUNKS, "chunk_id", -1),
        (schema.CHUNKS, "char_count", 0),
        (schema.CHUNKS, "token_count", 0),
    ],
)
def test_values_are_checked(table, column, value):
    with pytest.raises(SchemaError):
        table.model.validate(rows(table, **{column: value}))


@pytest.mark.parametrize(
    ("table", "column"),
    [
        (schema.ROSTER, "name"),
        (schema.CONSENT, "person"),
        (schema.MESSAGES, "message_id"),
        (schema.PROFILES, "pseudonym"),
        (schema.CHUNKS, "chunk_id"),
    ],
)
def test_ids_are_unique(table, column):
    with pytest.raises(SchemaError):
        table.model.validate(pl.concat([rows(table)] * 2))


def test_readers_are_told_about_every_public_column_and_no_other():
    assert set(schema.COLUMNS) == {name for table in PUBLIC for name in table.arrow.names}


def test_nothing_exact_or_private_is_public():
    private = {"sent_at", "state", "file", "line", "attachments", "person", "name"}
    assert not private & {name for table in PUBLIC for name in table.arrow.names}


@pytest.mark.parametrize(
    ("table", "number"),
    [
        (schema.embeddings(384), pa.float16()),
        (schema.embeddings(384, "float32"), pa.float32()),
    ],
)
def test_vectors_are_of_fixed_length_beside_the_chunks_columns(table, number):
    assert table.arrow.names == [*schema.CHUNKS.arrow.names, "embedding"]
    vector = table.arrow.field("embedding").type
    assert pa.types.is_fixed_size_list(vector)
    assert (vector.list_size, vector.value_type) == (384, number)
