"""`acervo verify` on an index: does it hold the vectors and rows of the embeddings, no others?"""

import json

import faiss
import numpy as np
import polars as pl
import pytest
from acervo import schema
from acervo.digests import file_sha256, write_json, write_text
from acervo.reader.verify import verify
from acervo.tables import read_table, write_table

INDEX = "index/tiny/faiss.index"
ROWS = "index/tiny/meta.parquet"
META = "index/tiny/meta.json"


def one(lines):
    """The one line that there must be."""
    (line,) = lines
    return line


def remake_index(
    tree, change=None, metric=faiss.METRIC_INNER_PRODUCT, width=32, factory="IDMap,SQfp16"
):
    """Another index, which meta.json and the manifest take for right."""
    rows = pl.concat([read_table(p, schema.embeddings(32)) for p in tree.vectors]).sort("chunk_id")
    ids, vectors = rows["chunk_id"].to_numpy().copy(), rows["embedding"].to_numpy().copy()
    if change:
        ids, vectors = change(ids, vectors)
    index = faiss.index_factory(width, factory, metric)
    numbers = np.ascontiguousarray(vectors[:, :width], dtype=np.float32)
    index.train(numbers)
    if factory.startswith("IDMap"):
        index.add_with_ids(numbers, ids)
    else:
        index.add(numbers)
    faiss.write_index(index, str(tree.root / INDEX))
    describe(tree, ntotal=index.ntotal)


def describe(tree, **changes):
    meta = json.loads((tree.root / META).read_text())
    meta |= {
        "index_sha256": file_sha256(tree.root / INDEX),
        "rows_sha256": file_sha256(tree.root / ROWS),
    }
    write_json(tree.root / META, meta | changes)
    for path in (INDEX, ROWS, META):
        tree.resign(path)


FACTORIES = [
    "IDMap,SQfp16",
    "IDMap,Flat",
    "IDMap2,Flat",
    "IDMap,IVF1,Flat",
    "IDMap,IVF1,RaBitQfs,Refine(SQfp16)",
]


@pytest.mark.parametrize("factory", FACTORIES)
def test_a_remade_index_is_as_good(tree, factory):
    remake_index(tree, factory=factory)
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


@pytest.mark.parametrize("factory", [*FACTORIES, "IDMap,SQ8"])
def test_an_index_of_other_vectors(tree, factory):
    remake_index(tree, lambda ids, vectors: (ids, vectors[::-1]), factory=factory)
    describe(tree, error=0.01 if factory == "IDMap,SQ8" else 0.0)
    assert one(verify(tree.root)).endswith("vectors are not those of the embeddings")


def test_an_index_of_no_numbers(tree):
    remake_index(tree, lambda ids, vectors: (ids, vectors * np.nan))
    assert one(verify(tree.root)).endswith("vectors are not those of the embeddings")


def test_an_index_of_rounded_vectors(tree):
    remake_index(tree, factory="IDMap,SQ8")
    describe(tree, error=0.01)
    assert verify(tree.root) == []


def test_a_report_about_another_index(tree):
    write_json(tree.root / "reports" / "tiny.json", {"recipe": {}, "index_sha256": "0"})
    tree.sign()
    line = one(verify(tree.root))
    assert line == "reports/tiny.json: is about another index (0)"


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
