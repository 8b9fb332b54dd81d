"""A model that turns texts into vectors: the same bits whatever is encoded beside them."""

import gc
import logging
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from acervo.errors import AcervoError
from acervo.models import Model
from acervo.passages import TokenCounter

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

log = logging.getLogger(__name__)

Vectors = npt.NDArray[np.float32]

_BATCH_TOKENS = 2048  # larger batches are no faster on a CPU, and need more memory
_LEAST_TOKENS = 16  # smaller matrices are multiplied by other code, which rounds differently
_SLAB = 64  # batches between two lines of progress


class Encoder:
    """A model that encodes; it is loaded when the first text comes."""

    def __init__(self, model: Model, threads: int | None = None) -> None:
        """Hold a model; `threads`: processor threads to use (all there are if None)."""
        self.model = model
        self.threads = threads or os.cpu_count() or 1
        self._loaded: SentenceTransformer | None = None
        self._counter: TokenCounter | None = None
        self._tokenizer_is_free = Lock()

    def encode(self, texts: Sequence[str], counts: Sequence[int] | None = None) -> Vectors:
        """Unit vectors of the texts.

        On one machine a text has the same vector, bit for bit, whatever is encoded beside it and by
        however many threads: texts of one length go into a batch, so that nothing is padded, and
        each batch is computed by one thread. It is faster as well.

        Args:
            texts: whole inputs, prompt included; what is beyond the model's window is not read.
            counts: what `count` gave for them, if that is known already.

        Returns:
            float32 of shape (len(texts), dimension), rows in the order of `texts`.

        Raises:
            AcervoError: a vector is not finite, or of another length than the model says (a broken
                model).
        """
        vectors = np.empty((len(texts), self.model.dimension), dtype=np.float32)
        lengths = [min(n, self.model.max_tokens) for n in counts or self.count(texts)]
        batches = _batches(lengths)
        self._load()
        started, done = time.monotonic(), 0
        with _one_thread_each(), ThreadPoolExecutor(self.threads) as pool:
            results = pool.map(lambda batch: self._encode([texts[j] for j in batch]), batches)
            for i, (batch, result) in enumerate(zip(batches, results, strict=True)):
                if result.shape[1] != vectors.shape[1] or not np.isfinite(result).all():
                    raise AcervoError(
                        "the model gave a vector that is not finite"
                        if result.shape[1] == vectors.shape[1]
                        else f"the model gave vectors of {result.shape[1]} numbers, "
                        f"its files say {vectors.shape[1]}",
                        where=f"models.{self.model.spec.alias}",
                    )
                vectors[batch] = result
                done += len(batch)
                if i % _SLAB == _SLAB - 1:
                    rate = done / (time.monotonic() - started)
                    log.info(
                        "encoded %d of %d passages, %.0f/s, %.0f s left",
                        done,
                        len(texts),
                        rate,
                        (len(texts) - done) / rate,
                    )
        return vectors

    def count(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, the model's special ones included."""
        if self._counter is None:
            self._counter = TokenCounter([self.model.tokenizer_file])
        return self._counter.count(list(texts), special=True)

    def _encode(self, texts: list[str]) -> Vectors:
        """Vectors of texts of one length."""
        import torch

        model = self._load()
        with self._tokenizer_is_free:  # it must not be used by two threads at once
            features = model.preprocess(texts)
        tokens = features["input_ids"].numel()
        for key, value in features.items():
            if isinstance(value, torch.Tensor):
                features[key] = value.repeat(-(-_LEAST_TOKENS // tokens), 1).to(model.device)
        with torch.inference_mode():
            vectors = model(features)["sentence_embedding"][: len(texts)].float()
            unit: Vectors = torch.nn.functional.normalize(vectors, dim=1).cpu().numpy()
        return unit

    def _load(self) -> "SentenceTransformer":
        """The loaded model. Importing sentence-transformers takes seconds: only when needed."""
        if self._loaded is None:
            with _without_garbage_collection():  # a fifth of the seconds that these imports take
                from sentence_transformers import SentenceTransformer
                from transformers.utils import logging as transformers_logging

            transformers_logging.disable_progress_bar()
            # All files are on disk already; asking the Hub for news would make runs differ.
            self._loaded = SentenceTransformer(str(self.model.folder), local_files_only=True)
            self._loaded.eval()
        return self._loaded


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Do not look for cycles among the objects of modules that stay loaded anyway."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Let torch compute each batch in the thread that asks for it: sums keep their order."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Indices in batches of one length each, longest first (the slowest is known soonest)."""
    by_length: dict[int, list[int]] = {}
    for i, length in enumerate(lengths):
        by_length.setdefault(length, []).append(i)
    batches = []
    for length in sorted(by_length, reverse=True):
        indices, size = by_length[length], max(1, _BATCH_TOKENS // max(length, 1))
        batches += [indices[i : i + size] for i in range(0, len(indices), size)]
    return batches
