"""The index at three sizes: what it finds, how fast, and what building it takes, beside exact search.

    python -m benchmarks.index [--work FOLDER] [--sizes 10000 100000 1000000]

Vectors: those of the real newsletters (`whole_run`), mixed with one another and shaken to the size
that is wanted. Queries: those of the evaluation, which no index is tuned with, and real sentences.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import polars as pl
import yaml
from acervo import schema
from acervo.digests import file_sha256, read_json
from acervo.encoding import Encoder, Vectors
from acervo.heldout import evaluation_ids, queries
from acervo.ids import stable_ids
from acervo.models import Model, ModelSpec
from acervo.neighbours import Corpus, Truth, truth
from acervo.opening import K, find, open_index, search_parameters
from acervo.tables import write_table
from acervo.vectors import FINGERPRINT

from benchmarks import whole_run

SIZES = (10_000, 100_000, 1_000_000)
RECALL, FASTER, GIGABYTES, MILLISECONDS = 0.99, 10, 2.5, 50
QUERIES, TIMED, PART = 500, 100, 50_000

BUILD = """
import json, re, sys
from pathlib import Path
from acervo.indexing import build
from acervo.models import Model, ModelSpec
folder, spec, *files = sys.argv[1:]
places = {f"{k}_file": f"{folder}/{v}" for k, v in
          {"index": "faiss.index", "rows": "meta.parquet", "meta": "meta.json"}.items()}
build(files, Model(ModelSpec("minilm", **json.loads(spec))), **places)
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""
OPEN = """
import json, sys, time
from pathlib import Path
from acervo.opening import open_index
meta = json.loads((Path(sys.argv[1]) / "meta.json").read_text())
start = time.perf_counter()
open_index(Path(sys.argv[1]) / "faiss.index", meta)
print(1000 * (time.perf_counter() - start))
"""


@dataclass(frozen=True)
class Real:
    """Rows with vectors of real passages, and the model that made them."""

    rows: pl.DataFrame
    spec: dict[str, Any]

    @property
    def model(self) -> Model:
        """The model."""
        return Model(ModelSpec("minilm", **self.spec))

    @cached_property
    def sentences(self) -> Vectors:
        """Vectors of sentences out of the passages."""
        texts = self.rows["text"].gather_every(max(1, self.rows.height // QUERIES)).to_list()
        lines = [max(text.splitlines(), key=len)[:150] for text in texts]
        return Encoder(self.model).encode(lines[:QUERIES])


def real(work: Path) -> Real:
    """What a whole run has made in `work`; it is made if it is not there."""
    spec = yaml.safe_load((whole_run.REPOSITORY / "config" / "config.yaml").read_text())["models"]
    folder = work / "results" / "public" / "embeddings" / "minilm"
    if not folder.is_dir():
        whole_run.build(work, whole_run.configuration())
    return Real(pl.read_parquet(sorted(folder.glob("*.parquet"))), spec["minilm"])


def write(given: Real, count: int, folder: Path) -> list[Path]:
    """Files of `count` rows: real vectors, mixed in pairs and shaken."""
    table = schema.embeddings(given.model.dimension)
    source = given.rows["embedding"].to_numpy().astype(np.float32)
    files = []
    for start in range(0, count, PART):
        n = min(PART, count - start)
        random = np.random.default_rng(start)
        first, second = random.integers(0, len(source), (2, n))
        share = random.uniform(0.5, 1, (n, 1))
        vectors = share * source[first] + (1 - share) * source[second]
        vectors += 0.25 / np.sqrt(vectors.shape[1]) * random.standard_normal(vectors.shape)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        rows = given.rows.drop("embedding")[first].with_columns(
            chunk_id=pl.Series(stable_ids((start + i,) for i in range(n))),
            embedding=pl.Series(vectors.astype(np.float16), dtype=pl.Array(pl.Float16, 384)),
        )
        files.append(folder / f"{start:08}.parquet")
        write_table(rows, table, files[-1], {FINGERPRINT: given.model.fingerprint})
    return files


def build(given: Real, files: Sequence[Path], folder: Path, threads: int) -> tuple[float, float]:
    """Seconds and gigabytes of one build, in a process of its own."""
    folder.mkdir()
    start = time.perf_counter()
    peak = python(BUILD, folder, json.dumps(given.spec), *files, threads=threads)
    return time.perf_counter() - start, float(peak) * 1024 / 1e9


def python(code: str, *arguments: object, threads: int = 2) -> str:
    environment = {
        **os.environ,
        "OMP_NUM_THREADS": str(threads),
        "PYTHONPATH": str(whole_run.REPOSITORY / "scripts"),
    }
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    return done.stdout.splitlines()[-1]


def rate(search: Callable[[Vectors], object], questions: Vectors) -> float:
    """Questions a second, one after the other, on one thread."""
    search(questions[:1])
    start = time.perf_counter()
    for i in range(len(questions)):
        search(questions[i : i + 1])
    return len(questions) / (time.perf_counter() - start)


def curve(index: Any, meta: Mapping[str, Any], known: Truth) -> Iterator[dict[str, Any]]:
    """Recall and rate with the parameters of the index, and with half, a quarter and twice the lists."""
    chosen = meta.get("search") or {}
    for factor in (0.25, 0.5, 1, 2) if chosen else (1,):
        search = dict(chosen)
        if chosen:
            search["nprobe"] = min(chosen["nlist"], max(1, int(chosen["nprobe"] * factor)))
        tried = {**meta, "search": search}
        recall = known.recall(find(index, tried, known.queries, K), K).mean()
        parameters = search_parameters(tried)
        yield {
            "recall": float(recall),
            "rate": rate(partial(index.search, k=K, params=parameters), known.queries[:TIMED]),
            "chosen": factor == 1,
            **({"name": f"{search['nprobe']} lists"} if chosen else {}),
        }


def measure(given: Real, count: int, work: Path) -> Iterator[dict[str, object]]:
    files = write(given, count, work)
    seconds, gigabytes = build(given, files, work / "two", 2)
    build(given, files, work / "one", 1)
    same = len({file_sha256(work / name / "faiss.index") for name in ("one", "two")}) == 1
    opened = min(float(python(OPEN, work / "two")) for _ in range(3))
    meta = read_json(work / "two" / "meta.json")
    index = open_index(work / "two" / "faiss.index", meta)
    corpus = Corpus(files, given.model)
    held_out = queries(corpus, evaluation_ids(corpus.ids(), QUERIES))
    known = [truth(corpus, asked, K) for asked in (held_out, given.sentences)]
    recalls = [each.recall(find(index, meta, each.queries, K), K).mean() for each in known]
    faiss.omp_set_num_threads(1)
    points = list(curve(index, meta, known[0]))
    ours = next(point["rate"] for point in points if point["chosen"])
    flat = faiss.IndexFlatIP(index.d)
    for _, vectors in corpus.batches():
        flat.add(vectors)
    exact = rate(lambda q: flat.search(q, K), held_out[:TIMED])
    start = time.perf_counter()
    find(index, meta, held_out, K)
    middle = time.perf_counter()
    flat.search(held_out, K)
    together = (time.perf_counter() - middle) / (middle - start)
    faiss.omp_set_num_threads(os.cpu_count() or 1)
    name = f"index of {count:,} vectors ({meta['factory']}, {meta.get('search') or 'exact'})"
    yield {
        "benchmark": f"{name}: recall@10",
        "ours": f"{recalls[0]:.4f}; of real sentences {recalls[1]:.4f}",
        "limit": f"at least {RECALL}",
        "kept": bool(min(recalls) >= RECALL),
    }
    yield {
        "benchmark": f"{name}: questions one by one",
        "ours": f"{ours:,.0f}/s",
        "beside": f"exact: {exact:,.0f}/s (500 at once: {together:.1f} times faster than exact)",
        "ratio": round(ours / exact, 1),
        "limit": f"at least {FASTER}" if count == SIZES[-1] else "–",
        "kept": count < SIZES[-1] or ours / exact >= FASTER,
        "figures": {"vectors": count, "limit": RECALL, "exact": exact, "curve": points},
    }
    size = (work / "two" / "faiss.index").stat().st_size
    yield {
        "benchmark": f"{name}: build",
        "ours": f"{gigabytes:.2f} GB, {seconds:.0f} s, {size / count:.0f} bytes per vector; "
        f"1 and 2 threads: {'the same' if same else 'other'} bytes; opens in {opened:.1f} ms",
        "limit": f"at most {GIGABYTES} GB, same bytes, at most {MILLISECONDS} ms",
        "kept": gigabytes <= GIGABYTES and same and opened <= MILLISECONDS,
    }


def main(work: Path, sizes: Sequence[int] = SIZES) -> Iterator[dict[str, object]]:
    given = real(work)
    for count in sizes:
        with tempfile.TemporaryDirectory() as folder:
            yield from measure(given, count, Path(folder))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, help="folder of a whole run, made there if missing")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for line in main(options.work or Path(name), options.sizes):
            print(json.dumps(line), flush=True)
