"""How the time of a call grows with its input: a bound that a busy machine does not move."""

import time
from collections.abc import Callable


def growth(work: Callable[[str], object], text: str) -> float:
    """Processor time for the whole text over that for its first quarter: 4 if it is linear.

    The best of three runs counts; calls of under 50 ms pass for 50 ms, which are mostly noise.
    """
    return _seconds(work, text) / _seconds(work, text[: len(text) // 4])


def _seconds(work: Callable[[str], object], text: str) -> float:
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        work(text)
        best = min(best, time.process_time() - began)
    return max(best, 0.05)
