"""What of an index depends on the machine and on the past: seconds, and how answers have changed.

Nothing of this is published.
"""

import json
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from acervo.evaluation import Evaluation
from acervo.opening import K, Vectors

log = logging.getLogger(__name__)

_ONE_BY_ONE = 200  # questions whose latency is taken
_FOLLOWED = 200  # chunks whose neighbours are compared with those of before
_SENT = ("published", "unchanged")  # what a receipt says of a revision that is there


def timings(evaluation: Evaluation) -> dict[str, Any]:
    """Latency of questions one by one (`p50_ms`, `p99_ms`); `queries_per_second` of all at once."""
    asked = evaluation.truth.queries
    if not len(asked):
        return {}
    return _timed(partial(_found, evaluation, evaluation.meta.get("search", {})), asked)


def curve(evaluation: Evaluation) -> Iterator[dict[str, Any]]:
    """Yield recall and latency with the parameters of the index, and below and above them."""
    chosen: Mapping[str, int] = evaluation.meta.get("search", {})
    asked = evaluation.truth.queries[: 2 * _ONE_BY_ONE]
    if not len(asked):
        return
    for shift in range(-3, 3) if chosen else [0]:
        search = dict(chosen)
        if chosen:
            search["nprobe"] = min(chosen["nlist"], max(1, int(chosen["nprobe"] * 2.0**shift)))
        found = evaluation.find(evaluation.truth.queries, K, search)
        yield {
            **search,
            f"recall@{K}": float(evaluation.truth.recall(found, K).mean()),
            "chosen": shift == 0,
            **_timed(partial(_found, evaluation, search), asked),
        }


def _found(evaluation: Evaluation, search: Mapping[str, int], vectors: Vectors) -> object:
    return evaluation.find(vectors, K, search)


def _timed(find: Callable[[Vectors], object], asked: Vectors) -> dict[str, float]:
    find(asked[:1])
    seconds = []
    for i in range(min(_ONE_BY_ONE, len(asked))):
        start = time.perf_counter()
        find(asked[i : i + 1])
        seconds.append(time.perf_counter() - start)
    start = time.perf_counter()
    find(asked)
    together = time.perf_counter() - start
    p50, p99 = np.percentile(seconds, [50, 99]) * 1000
    return {
        "p50_ms": round(float(p50), 3),
        "p99_ms": round(float(p99), 3),
        "queries_per_second": round(len(asked) / together),
    }


def followed(evaluation: Evaluation) -> dict[str, list[int]]:
    """Of some chunks, by id, the ids of the passages that are nearest."""
    ids = evaluation.sample.filter("base")["chunk_id"].to_numpy()[-_FOLLOWED:]
    found = evaluation.find(evaluation.corpus.take(ids), K) if len(ids) else np.empty((0, K))
    return {
        str(chunk): [int(each) for each in row if each >= 0]
        for chunk, row in zip(ids, found, strict=True)
    }


def churn(now: Mapping[str, list[int]], before: Mapping[str, list[int]]) -> float | None:
    """Share of the nearest passages that were others before, of chunks that were there then too."""
    both = now.keys() & before.keys()
    if not both:
        return None
    kept = sum(len(set(now[chunk]) & set(before[chunk])) for chunk in both)
    return round(1 - kept / sum(len(now[chunk]) for chunk in both), 4)


def published_before(
    history_file: Path, manifest_file: Path, receipts: Iterable[Path], index: str
) -> dict[str, Any] | None:
    """What the neighbours were in the last revision that was published from here.

    Args:
        history_file: what the last run wrote: `index_sha256`, `neighbours`, and `published`, which
            this returned then.
        manifest_file: manifest of the last run.
        receipts: of publications.
        index: path of the index in the manifest.

    Returns:
        `revision` and `neighbours`; None if nothing is known.
    """
    history, manifest = _json(history_file), _json(manifest_file)
    sent = {
        receipt.get("revision")
        for receipt in map(_json, receipts)
        if receipt.get("status") in _SENT
    }
    described = manifest.get("files", {}).get(index, {})
    if manifest.get("revision") in sent and described.get("sha256") == history.get("index_sha256"):
        return {"revision": manifest["revision"], "neighbours": history["neighbours"]}
    before: dict[str, Any] | None = history.get("published")
    return before


def _json(file: Path) -> dict[str, Any]:
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def build_seconds(benchmark_file: Path, timings_file: Path, index_sha256: str) -> float | None:
    """Seconds that making the index took, not those of finding that it can be kept.

    Args:
        benchmark_file: what Snakemake says of the last run of the rule `index`.
        timings_file: what this returned for `build_seconds` before, beside `index_sha256`.
        index_sha256: digest of the index.

    Returns:
        None if it is not known.
    """
    before = _json(timings_file)
    if before.get("index_sha256") == index_sha256 and before.get("build_seconds") is not None:
        return float(before["build_seconds"])
    try:
        header, values = benchmark_file.read_text(encoding="utf-8").splitlines()[:2]
        return float(dict(zip(header.split("\t"), values.split("\t"), strict=False))["s"])
    except (OSError, ValueError, KeyError):
        return None


def machine() -> dict[str, Any]:
    """What the seconds were taken with."""
    return {"threads": faiss.omp_get_max_threads(), "faiss": faiss.__version__}
