"""Work over many texts, on several cores."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import polars as pl
from joblib import Parallel, delayed

T = TypeVar("T")

_LEAST = 500_000  # characters that are worth a process, which takes a second to start
_SHARE = 2  # slices per process, so that a slow one at the end keeps nobody waiting for long


def over_slices(function: Callable[[pl.Series], T], texts: pl.Series, processes: int) -> list[T]:
    """Apply `function` to consecutive slices of texts.

    Args:
        function: of a module, or a `partial` of one; what it gives for a text must not depend on
            the texts beside it, so that the number of processes changes nothing.
        texts: String series.
        processes: how many may run at once; with one, or few texts, all is done in this process.

    Returns:
        What it gave for each slice, in their order; `texts` as a whole is one slice at least.
    """
    slices = list(_slices(texts, processes))
    if len(slices) == 1:
        return [function(texts)]
    # No file on disk may hold what is handed over: `max_nbytes` keeps it in pipes.
    workers = Parallel(n_jobs=min(processes, len(slices)), backend="loky", max_nbytes=None)
    results: list[T] = workers(delayed(function)(each) for each in slices)
    return results


def _slices(texts: pl.Series, processes: int) -> Iterator[pl.Series]:
    """Yield slices of about equally many characters."""
    ends = texts.str.len_chars().fill_null(0).cum_sum()
    total = ends[-1] if len(ends) else 0
    count = min(processes * _SHARE, total // _LEAST) if processes > 1 else 1
    start = 0
    for i in range(1, count):
        end = ends.search_sorted(total * i // count)
        if end > start:
            yield texts.slice(start, end - start)
            start = end
    yield texts.slice(start)
