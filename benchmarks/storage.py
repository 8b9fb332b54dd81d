"""What vectors weigh in our files, what half precision costs, and what a store is sent when rows come.

    python -m benchmarks.storage [--work FOLDER]

Vectors: those of the real newsletters (`whole_run`), which the workflow has in float32 (what the
model gave) and in float16 (what it publishes); for the growing file mixed and shaken (`index`).
"""

import argparse
import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from acervo import schema, tables
from acervo.embedding import inputs
from acervo.encoding import Encoder, Vectors
from acervo.heldout import evaluation_ids
from acervo.models import Model
from acervo.neighbours import Corpus, truth
from acervo.opening import K
from acervo.tables import read_table, write_table
from acervo.vectors import key_of, read_by_text

from benchmarks.index import Real, real, write

SIZE, RECALL, NEW = 0.6, 0.999, 0.15
QUERIES, ENCODED, ROWS, INSERTED = 1000, 2000, 13_000, 50
PLACES = (0.2, 0.35, 0.65, 0.8)  # one alone would be luck: where chunks end is random

# How the Hub's Xet cuts files: https://huggingface.co/docs/xet/chunking (the table is another one).
LEAST, MOST, BITS = 8 << 10, 128 << 10, 16
GEAR = np.random.Generator(np.random.PCG64(0)).integers(0, 2**64, 256, np.uint64)


def chunks(data: bytes) -> Iterator[bytes]:
    """Cut a file where a rolling hash of its last 64 bytes begins with 16 zeros."""
    hashes = GEAR[np.frombuffer(data, np.uint8)]
    # h = 2 h + GEAR[byte] is the sum of the last 64 codes, shifted by their age: of 2, 4, … 64.
    for age in (1, 2, 4, 8, 16, 32):
        hashes[age:] += hashes[:-age] << age
    ends = np.flatnonzero(hashes >> (64 - BITS) == 0) + 1
    start = 0
    while start < len(data):
        after = ends[np.searchsorted(ends, start + LEAST) :][:1]
        end = min([start + MOST, len(data), *after.tolist()])
        yield data[start:end]
        start = end


def new_share(before: Path, after: Path) -> float:
    """Share of a file's bytes that a store which knows the earlier file lacks."""
    known = {sha256(chunk).digest() for chunk in chunks(before.read_bytes())}
    new = {sha256(chunk).digest(): len(chunk) for chunk in chunks(after.read_bytes())}
    return sum(size for key, size in new.items() if key not in known) / after.stat().st_size


def originals(given: Real, work: Path) -> tuple[pl.DataFrame, Vectors]:
    """Rows whose float32 vectors the run has kept, and these; a sample is encoded if it has none."""
    texts = inputs(given.rows, given.model.spec)
    known = read_by_text(work / "results" / "vectors" / "minilm.parquet", given.model)
    places = [i for i, text in enumerate(texts) if key_of(text) in known]
    if len(places) >= ENCODED:
        vectors = np.stack([known[key_of(texts[i])] for i in places])
    else:
        places = list(range(0, len(texts), -(-len(texts) // ENCODED)))
        vectors = Encoder(given.model).encode([texts[i] for i in places])
    return given.rows[places], vectors


def with_vectors(rows: pl.DataFrame, vectors: Vectors) -> pl.DataFrame:
    column = pl.Series("embedding", vectors, dtype=pl.Array(pl.Float32, vectors.shape[1]))
    return rows.with_columns(column)


def sizes(rows: pl.DataFrame, vectors: Vectors, work: Path) -> Iterator[dict[str, object]]:
    """Our file beside the same rows with plain lists of float32, as pyarrow writes them."""
    ours, peer = work / "ours.parquet", work / "peer.parquet"
    write_table(rows, schema.embeddings(vectors.shape[1]), ours)
    plain = with_vectors(rows, vectors).to_arrow()
    place = plain.column_names.index("embedding")
    lists = plain["embedding"].cast(pa.list_(pa.float32()))
    plain = plain.set_column(place, "embedding", lists)
    pq.write_table(plain, peer, compression="zstd", compression_level=9)
    for what, (mine, other), limit in (
        ("vector, the column alone", [column_bytes(path) for path in (ours, peer)], SIZE),
        ("row, the whole file", [path.stat().st_size for path in (ours, peer)], None),
    ):
        yield {
            "benchmark": f"Parquet of {rows.height:,} passages: bytes per {what}",
            "ours": f"{mine / rows.height:,.0f} (float16, zstd level 3)",
            "beside": f"{other / rows.height:,.0f}: `list<float32>`, zstd level 9, by pyarrow",
            "ratio": round(mine / other, 3),
            "limit": f"at most {limit}" if limit else "–",
            "kept": limit is None or mine / other <= limit,
        }


def column_bytes(file: Path) -> int:
    """Bytes of the vectors in a file, as they are compressed."""
    groups = pq.read_metadata(file).to_dict()["row_groups"]
    return sum(
        column["total_compressed_size"]
        for group in groups
        for column in group["columns"]
        if column["path_in_schema"].split(".")[0] == "embedding"
    )


def recall(given: Real, rows: pl.DataFrame, vectors: Vectors, work: Path) -> dict[str, object]:
    """Sentences ask for passages, as questions do; and passages for their like, none for itself."""
    model = given.model
    asking = rows["chunk_id"].is_in(evaluation_ids(np.sort(rows["chunk_id"].to_numpy()), QUERIES))
    corpora = {}
    for dtype, each in (("float32", with_vectors(rows, vectors)), ("float16", rows)):
        corpus = Corpus([work / f"{dtype}.parquet"], Model(replace(model.spec, dtype=dtype)))
        write_table(each.filter(~asking), corpus.table, corpus.files[0])
        corpora[dtype] = corpus

    def shared(queries: Vectors) -> float:
        exact, half = (truth(corpora[dtype], queries, K) for dtype in ("float32", "float16"))
        return float(exact.recall(half.ids, K).mean())

    value, passages = shared(given.sentences), shared(vectors[asking.to_numpy()])
    return {
        "benchmark": f"recall@{K} of float16 among {(~asking).sum():,} passages, "
        f"{len(given.sentences):,} sentences asking",
        "ours": f"{value:.4f} ({passages:.4f} of {asking.sum():,} whole passages that ask for their "
        "like: newsletters repeat themselves, and many neighbours are equally near)",
        "beside": "exact search in float32",
        "limit": f"at least {RECALL}",
        "kept": value >= RECALL,
    }


def growth(given: Real, work: Path) -> dict[str, object]:
    """Rows are inserted in the middle of a file, with content-defined chunking and without it."""
    table = schema.embeddings(given.model.dimension)
    (drawn,) = write(given, ROWS + INSERTED, work)
    after = read_table(drawn, table)
    layout = tables._layout

    def share(place: float, chunked: bool) -> float:
        start = int(ROWS * place)
        before = pl.concat([after[:start], after[start + INSERTED :]])
        changed = {} if chunked else {"use_content_defined_chunking": False}
        with patch.object(tables, "_layout", lambda columns: layout(columns) | changed):
            for name, rows in (("before", before), ("after", after)):
                write_table(rows, table, work / name)
        return new_share(work / "before", work / "after")

    ours, peer = share(1 / 2, chunked=True), share(1 / 2, chunked=False)
    others = [share(place, chunked=True) for place in PLACES]
    return {
        "benchmark": f"{INSERTED} rows in the middle of {ROWS:,}: share of the file that is new to a "
        "store with deduplication, cut as Xet cuts",
        "ours": f"{ours:.1%} (at {len(PLACES)} other places {min(others):.1%} to {max(others):.1%})",
        "beside": f"{peer:.1%}: the same without content-defined chunking",
        "ratio": round(ours / peer, 2),
        "limit": f"at most {NEW:.0%}",
        "kept": ours <= NEW,
    }


def main(work: Path) -> Iterator[dict[str, object]]:
    given = real(work)
    rows, vectors = originals(given, work)
    with tempfile.TemporaryDirectory() as folder:
        yield from sizes(rows, vectors, Path(folder))
        yield recall(given, rows, vectors, Path(folder))
        yield growth(given, Path(folder))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, help="folder of a whole run, made there if missing")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for line in main(options.work or Path(name)):
            print(json.dumps(line), flush=True)
