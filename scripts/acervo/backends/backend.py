"""What every backend does, and how texts are put together for those that compute here."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


class Backend(ABC):
    """Computes vectors of batches, several batches at a time."""

    threads: int  # batches at a time
    portion: int = 16_384  # passages whose loss can be borne: minutes of work

    @abstractmethod
    def batches(self, lengths: Sequence[int]) -> list[list[int]]:
        """Indices of texts, in the batches that `encode` wants.

        Args:
            lengths: tokens of each text, none above the model's window.
        """

    @abstractmethod
    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of one batch; called from several threads at once."""

    @contextmanager
    def computing(self) -> Iterator[None]:
        """Around all calls of `encode`."""
        yield

    def close(self) -> None:  # noqa: B027 (most hold nothing that lasts)
        """Give back what is held beside memory; nothing is encoded afterwards."""


def alone(lengths: Sequence[int]) -> list[list[int]]:
    """Each text alone, longest first: no other text can change the order of its sums."""
    return [[i] for i in sorted(range(len(lengths)), key=lambda i: -lengths[i])]


def equal_length(lengths: Sequence[int], tokens: int) -> list[list[int]]:
    """Batches of one length each and at most `tokens` tokens, longest first.

    Nothing is padded: that is faster, and what stands beside a text cannot change its sums. The
    slowest batch is known soonest.
    """
    by_length: dict[int, list[int]] = {}
    for i, length in enumerate(lengths):
        by_length.setdefault(length, []).append(i)
    batches = []
    for length in sorted(by_length, reverse=True):
        indices, size = by_length[length], max(1, tokens // max(length, 1))
        batches += [indices[i : i + size] for i in range(0, len(indices), size)]
    return batches
