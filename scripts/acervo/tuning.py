"""How far an index looks: the cheapest parameters that keep the promised recall.

The cost of a search is counted in distance computations, not in seconds, so that every machine
chooses alike.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from math import floor
from typing import Any, NamedTuple

import faiss
import numpy as np

from acervo.errors import AcervoError
from acervo.neighbours import Truth
from acervo.opening import K, find

log = logging.getLogger(__name__)

_RESERVE = 0.25  # of what may be missed: the next queries are not those that were tuned with
_FACTORS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256)

Search = dict[str, int]


class Trial(NamedTuple):
    """Parameters, and the distances that a query computes with them, on average."""

    cost: float
    search: Search


def recall(index: Any, search: Mapping[str, int], truth: Truth, k: int = K) -> float:
    """Mean share of the `k` nearest that the index finds."""
    found = find(index, {"search": search}, truth.queries, k)
    return float(truth.recall(found, k).mean())


def tune(
    index: Any, truths: Callable[[int], Truth], rounds: int, min_recall: float
) -> dict[str, Any]:
    """Choose search parameters on one set of queries, and confirm them on another.

    A set that does not confirm them is tuned with from then on, and the next one is asked.

    Args:
        index: a filled `faiss.IndexIDMap`.
        truths: gives the queries of set 0, 1, …, with at least `K` neighbours each.
        rounds: how many sets there are, at least two.
        min_recall: recall@10 to keep.

    Returns:
        `search`: the parameters; `recall`: on the sets, and how many queries each has; `cost`.

    Raises:
        AcervoError: no parameters reach it.
    """
    known = truths(0)
    for i in range(1, rounds):
        trial, tuned = _cheapest(index, known, min_recall)
        fresh = truths(i)
        confirmed = recall(index, trial.search, fresh)
        log.info(
            "%s: recall %.4f of %d queries, %.4f of %d others, for %.0f distances",
            trial.search,
            tuned,
            len(known.queries),
            confirmed,
            len(fresh.queries),
            trial.cost,
        )
        if confirmed >= min_recall:
            return {
                "search": trial.search,
                "recall": {"tuning": round(tuned, 4), "confirmation": round(confirmed, 4)},
                "queries": {"tuning": len(known.queries), "confirmation": len(fresh.queries)},
                "cost": round(trial.cost),
            }
        known = known.joined(fresh)
    raise _unmet(min_recall, confirmed)


def _cheapest(index: Any, truth: Truth, min_recall: float) -> tuple[Trial, float]:
    """The trial of smallest cost that reaches the recall, with a reserve if any does."""
    target = min_recall + (1 - min_recall) * _RESERVE
    failed: list[Search] = []
    best, widest = 0.0, Trial(0.0, {})
    for trial in sorted(_trials(index, truth), key=lambda trial: (trial.cost, str(trial.search))):
        # Whoever looks less far than one who failed would find less still.
        if any(all(trial.search[key] <= each[key] for key in each) for each in failed):
            continue
        reached = recall(index, trial.search, truth)
        if reached >= target:
            return trial, reached
        if reached > best:
            best, widest = reached, trial
        failed.append(trial.search)
    if best >= min_recall:  # without the reserve: the other queries decide
        return widest, best
    raise _unmet(min_recall, best)


def _trials(index: Any, truth: Truth) -> Iterator[Trial]:
    """All parameters that are tried, with their cost.

    A distance to a code counts as the share that it reads of a vector's bytes (two per number).
    """
    ivf: Any = faiss.try_extract_index_ivf(index)
    if ivf is None:
        yield Trial(index.ntotal, {})
        return
    sizes = np.array([ivf.invlists.list_size(i) for i in range(ivf.nlist)])
    _, lists = ivf.quantizer.search(truth.queries, ivf.nlist)
    compared = np.cumsum(sizes[lists].mean(0)) * min(1, ivf.code_size / (2 * ivf.d))
    refines = isinstance(faiss.downcast_index(index.index), faiss.IndexRefine)
    for nprobe in _probes(ivf.nlist):
        search = {"nlist": ivf.nlist, "nprobe": nprobe}
        cost = ivf.nlist + float(compared[nprobe - 1])
        if refines:
            for factor in _FACTORS:
                yield Trial(cost + K * factor, {**search, "k_factor": factor})
        else:
            yield Trial(cost, search)


def _probes(lists: int) -> list[int]:
    """1, 2, 3, 4, 6, 8, 12, … and all lists."""
    steps = {base << i for i in range(lists.bit_length()) for base in (1, 3)}
    return sorted({step for step in steps if step < lists} | {lists})


def _unmet(min_recall: float, reached: float) -> AcervoError:
    return AcervoError(
        f"recall@{K} is {reached:.4f}, less than the {min_recall} that index.min_recall asks for, "
        "however far the index looks",
        where="index.factory",
        fix="Set it to SQfp16, which compares all vectors (exact, but slower); or accept less: "
        f"index.min_recall: {floor(reached * 1000) / 1000}.",
    )
