"""Encoding real newsletters beside stock `SentenceTransformer.encode(batch_size=32)`, and what a change costs.

    python -m benchmarks.encoding [PASSAGES]

Every contender has a process of its own (memory settings last as long as a process), and they take
turns in short rounds, so that whatever else the machine does meets all alike. Needs
../shared/data/newsletter beside the repository, and for one row the extra `openvino`.
"""

import json
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import polars as pl
import yaml
from acervo import schema
from acervo.chunking import chunk
from acervo.embedding import embed, encode
from acervo.encoding import Encoder
from acervo.exporting import export
from acervo.ids import stable_ids
from acervo.models import Model, ModelSpec
from acervo.passages import TokenCounter, passage
from acervo.sources import parse
from acervo.tables import write_table

REPOSITORY = Path(__file__).resolve().parents[1]
LETTERS = REPOSITORY.parent / "shared" / "data" / "newsletter"
SOURCES = ("this-week-in-rust", "lwkd", "glfc-html")
ROUNDS, PASSAGES = 4, 512
FLOAT32, HALF, JOB, PART, COSINE = 1.2, 2.0, 1.05, 50, 0.9999
THREADS = os.cpu_count() or 1

# The two jobs, as Snakemake starts them: a fresh process, one library call each.
JOBS = """
import json, sys, time
began = time.perf_counter()
from acervo import embedding
from acervo.models import ModelSpec
spent, loop = [], embedding.Encoder.encode
def timed(self, texts, counts):
    self._load()
    start = time.perf_counter()
    vectors = loop(self, texts, counts)
    spent.append(time.perf_counter() - start)
    return vectors
embedding.Encoder.encode = timed
threads, chunks, vectors, fresh, exported, spec = json.loads(sys.argv[1])
spec = ModelSpec(**spec)
counts = embedding.encode(chunks, vectors, fresh, spec, threads=threads, exported=exported)
embedding.embed(chunks, vectors, fresh, spec, exported=exported)
print(json.dumps([sum(spent), time.perf_counter() - began, counts["encoded"]]))
"""


def model_spec() -> ModelSpec:
    config = yaml.safe_load((REPOSITORY / "config" / "config.yaml").read_text())
    return ModelSpec("minilm", **config["models"]["minilm"])


def rows(count: int) -> pl.DataFrame:
    """Rows of `schema.CHUNKS` of real newsletters, as our chunking makes them; drawn by a fixed seed."""
    counter = TokenCounter([Model(model_spec()).tokenizer_file])
    files = [(s, f) for s in SOURCES for f in sorted((LETTERS / s).iterdir()) if f.is_file()]
    random.Random(5).shuffle(files)
    empty = pl.from_arrow(schema.MESSAGES.arrow.empty_table())
    assert isinstance(empty, pl.DataFrame)
    made: list[pl.DataFrame] = []
    for source, file in files:
        records, _ = parse("newsletter", [str(file)], source=source, options={})
        given = records.filter(pl.col("state") == "posted").with_columns(
            message_id=pl.int_range(pl.len(), dtype=pl.Int64), session=0, path="file"
        )
        messages = given.select(
            pl.col(name).cast(kind) if name in given.columns else pl.lit(None, kind).alias(name)
            for name, kind in empty.schema.items()
        )
        made.append(chunk(messages, counter, tokens=256, overlap=32))
        if sum(frame.height for frame in made) >= 1.5 * count:
            break
    every = pl.concat(made).unique("text", maintain_order=True)
    return every.sample(min(count, every.height), seed=5, shuffle=True)


def texts_of(frame: pl.DataFrame) -> list[str]:
    columns = frame.select("section_title", "text")
    return [passage(title, text) for title, text in columns.iter_rows()]


def contend(pipe: Connection, spec: ModelSpec | None, exported: str | None) -> None:
    """Encode what comes through the pipe; say how long it took, on the wall and on the processor."""
    if spec is None:
        from sentence_transformers import SentenceTransformer

        stock = SentenceTransformer(str(Model(model_spec()).folder), local_files_only=True)
    else:
        ours = Encoder(Model(spec), THREADS, exported=exported)
    while texts := pipe.recv():
        wall, cpu = time.perf_counter(), time.process_time()
        if spec is None:
            vectors = stock.encode(
                texts, batch_size=32, normalize_embeddings=True, show_progress_bar=False
            )
        else:
            vectors = ours.encode(texts)
        pipe.send((time.perf_counter() - wall, time.process_time() - cpu, vectors))


def rates(texts: list[str], work: Path) -> Iterator[dict[str, object]]:
    spec = model_spec()
    contenders: dict[str, tuple[ModelSpec | None, str | None]] = {
        "stock": (None, None),
        "float32": (spec, None),
        "bfloat16": (replace(spec, precision="bfloat16"), None),
    }
    if find_spec("openvino"):
        folder = work / "openvino"
        swift = replace(spec, backend="openvino", precision="bfloat16")
        export(swift, folder)
        contenders["OpenVINO, bfloat16"] = (swift, str(folder))
    context = multiprocessing.get_context("spawn")
    pipes: dict[str, Connection] = {}
    for name, (each, exported) in contenders.items():
        pipes[name], end = context.Pipe()
        context.Process(target=contend, args=(end, each, exported), daemon=True).start()
        end.close()  # whoever dies is noticed
        pipes[name].send(texts[:8])  # loads, and meets the first shapes
        pipes[name].recv()
    wall, cpu = dict.fromkeys(pipes, 0.0), dict.fromkeys(pipes, 0.0)
    cosine = dict.fromkeys(pipes, 1.0)
    size = -(-len(texts) // ROUNDS)
    for start in range(0, len(texts), size):
        expected: Any = None
        for name, pipe in pipes.items():
            pipe.send(texts[start : start + size])
            seconds, processor, vectors = pipe.recv()
            wall[name] += seconds
            cpu[name] += processor
            expected = vectors if expected is None else expected
            cosine[name] = min(cosine[name], float((expected * vectors).sum(axis=1).min()))
    for pipe in pipes.values():
        pipe.send([])
    for name in list(pipes)[1:]:
        limit = FLOAT32 if name == "float32" else HALF
        ratio = wall["stock"] / wall[name]
        yield {
            "benchmark": f"encoding {len(texts):,} passages of newsletters, {name} "
            f"(least cosine to stock {cosine[name]:.5f})",
            "ours": f"{len(texts) / wall[name]:.0f}/s, {cpu[name]:.1f} processor seconds",
            "beside": f"{len(texts) / wall['stock']:.0f}/s, {cpu['stock']:.1f} processor seconds: "
            "SentenceTransformer.encode(batch_size=32)",
            "ratio": round(ratio, 2),
            "limit": f"at least {limit}, cosine {COSINE}",
            "kept": ratio >= limit and cosine[name] >= COSINE,
            "figures": {"name": name, "ratio": ratio},
        }


def jobs(frame: pl.DataFrame, years: int, work: Path) -> Iterator[dict[str, object]]:
    """The jobs `encode` and `embed` from the first import to the last file, beside the encoding alone.

    There is one job `encode` for all years. Importing torch and sentence-transformers takes four
    seconds of it, on one core, whatever there is to encode: of a single year that is much.
    """
    folder = work / f"years-{years}"
    chunks = []
    for month, part in enumerate(frame.iter_slices(-(-frame.height // (12 * years)))):
        name = f"{2020 + month // 12}-{month % 12 + 1:02}.parquet"
        chunks.append(folder / "chunks" / name)
        write_table(part.sort("chunk_id"), schema.CHUNKS, chunks[-1])
    spec = model_spec()
    ways = {"float32": (spec, None)}
    if (work / "openvino").is_dir():
        swift = replace(spec, backend="openvino", precision="bfloat16")
        ways["OpenVINO, bfloat16"] = (swift, str(work / "openvino"))
    for name, (each, exported) in ways.items():
        vectors = [folder / name / path.name for path in chunks]
        fields = {key: value for key, value in vars(each).items() if value}
        files = [list(map(str, chunks)), list(map(str, vectors)), str(folder / f"{name}.parquet")]
        given = [THREADS, *files, exported, fields]
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", JOBS, json.dumps(given)],
            check=True,
            capture_output=True,
            text=True,
            env=os.environ | {"PYTHONPATH": str(REPOSITORY / "scripts")},
        )
        whole = time.perf_counter() - start
        loop, _, count = json.loads(done.stdout)
        promised = years > 1 and name == "float32"  # OpenVINO encodes in a third of the time
        yield {
            "benchmark": f"jobs `encode` and `embed` of {years} years, {count:,} passages, {name}"
            if years > 1
            else f"the same of a single year of {count:,} passages, {name}",
            "ours": f"{whole:.1f} s, start-up included",
            "beside": f"{loop:.1f} s: the encoding alone",
            "ratio": round(whole / loop, 3),
            "limit": f"at most {JOB}" if promised else "–",
            "kept": whole / loop <= JOB if promised else None,
        }


def change(frame: pl.DataFrame, work: Path, *, total: int = 100_000, changed: int = 1000) -> Any:
    """A large corpus with its vectors, then some chunks change.

    The corpus is the real passages with a number each; the vectors that it has already are random
    (who reuses them does not look). The whole build is taken as its encoding at the rate measured
    for the changed ones, plus all the rest of it, measured.
    """
    spec = model_spec()
    frame = frame.filter(pl.col("token_count") <= 240)  # so that a number fits beside the text
    repeated = frame[[i % frame.height for i in range(total)]].with_columns(
        text=pl.format("{} {}", pl.int_range(pl.len()), "text")
    )
    folder = work / "large"
    months = [f"{year}-{month:02}" for year in range(2016, 2024) for month in range(1, 13)]
    chunks = [folder / "chunks" / f"{month}.parquet" for month in months]
    vectors = [folder / "vectors" / path.name for path in chunks]
    size = -(-total // len(months))

    def write(path: Path, part: pl.DataFrame) -> None:
        ids = pl.Series(stable_ids((text,) for text in part["text"]), dtype=pl.Int64)
        write_table(part.with_columns(chunk_id=ids), schema.CHUNKS, path)

    for path, part in zip(chunks, repeated.iter_slices(size), strict=True):
        write(path, part)

    calls = 0
    spent = 0.0
    real = Encoder.encode

    def invented(self: Encoder, texts: list[str], counts: Any = None) -> Any:
        drawn = np.random.default_rng(len(texts)).standard_normal((len(texts), 384), np.float32)
        return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)

    def counted(self: Encoder, texts: list[str], counts: Any = None) -> Any:
        nonlocal calls, spent
        start = time.perf_counter()
        made = real(self, texts, counts)
        spent += time.perf_counter() - start
        calls += len(texts)
        return made

    def run(years: list[str]) -> float:
        start = time.perf_counter()
        encode(chunks, vectors, folder / "fresh.parquet", spec, threads=THREADS)
        for year in years:
            own = [i for i, path in enumerate(chunks) if path.name.startswith(year)]
            files = [[paths[i] for i in own] for paths in (chunks, vectors)]
            embed(*files, folder / "fresh.parquet", spec)
        return time.perf_counter() - start

    with patch.object(Encoder, "encode", invented):
        rest = run([str(year) for year in range(2016, 2024)])
    last = repeated[-changed:].with_columns(text=pl.format("{} changed", pl.col("text")))
    grown = pl.concat([repeated[:-changed], last])
    for path, part in zip(chunks, grown.iter_slices(size), strict=True):
        if not pl.read_parquet(path, columns=["text"]).equals(part.select("text")):
            write(path, part)
    with patch.object(Encoder, "encode", counted):
        wall = run(["2023"])
    whole = spent * total / changed + rest
    return {
        "benchmark": f"{changed:,} changed chunks in {total:,}: {calls:,} encoded",
        "ours": f"{wall:.1f} s, of which {spent:.1f} s encoding",
        "beside": f"{whole:.0f} s: the whole build ({rest:.0f} s without encoding, and the encoding "
        "at the rate measured here)",
        "ratio": f"1/{whole / wall:.0f}",
        "limit": f"at most 1/{PART}, {changed:,} encoded",
        "kept": whole / wall >= PART and calls == changed,
    }


def main(work: Path, passages: int = PASSAGES) -> Iterator[dict[str, object]]:
    frame = rows(10_000)
    year = frame[:2000]
    yield from rates(texts_of(year)[:passages], work)
    yield from jobs(frame, 5, work)
    yield from jobs(year, 1, work)
    yield change(year, work)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for result in main(Path(folder), *map(int, sys.argv[1:])):
            print(json.dumps(result), flush=True)
