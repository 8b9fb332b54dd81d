"""A model that turns texts into vectors: the same bits whatever is encoded beside them."""

import logging
import os
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from acervo.backends import Backend, Vectors, open_backend, prepare_backend
from acervo.errors import AcervoError
from acervo.models import Model
from acervo.passages import TokenCounter

log = logging.getLogger(__name__)

_SLAB = 64  # batches between two lines of progress
_COUNTED = 4096  # texts whose tokens are in memory at a time
# What two runs of one model are compared by; never change it: older vectors would look foreign.
_PROBE = "The neighbours repaired the water pump, and on Sunday they shared bread and coffee."


class Encoder:
    """A model that encodes; it is loaded when the first text comes."""

    def __init__(
        self,
        model: Model,
        threads: int | None = None,
        *,
        exported: str | Path | None = None,
        precision: str | None = None,
    ) -> None:
        """Hold a model.

        Args:
            model: the model.
            threads: processor threads to use (all there are if None).
            exported: folder that `exporting.export` wrote; without it, and without an endpoint,
                sentence-transformers computes.
            precision: that of the computation (the model's own if None).
        """
        self.model = model
        self.threads = threads or os.cpu_count() or 1
        self.exported = exported
        self.precision = precision or model.spec.precision
        self._loaded: Backend | None = None
        self._prepared = False
        self._counter: TokenCounter | None = None

    def encode(
        self,
        texts: Sequence[str],
        counts: Sequence[int] | None = None,
        *,
        what: str = "passages",
    ) -> Vectors:
        """Unit vectors of the texts.

        On one machine a text has the same vector, bit for bit, whatever is encoded beside it and by
        however many threads: texts of one length go into a batch, so that nothing is padded, and
        each batch is computed by one thread. It is faster as well. Endpoints and vLLM promise
        nothing of the kind.

        Args:
            texts: whole inputs, prompt included; what is beyond the model's window is not read.
            counts: what `count` gave for them, if that is known already.
            what: what they are, for the log (`rates` reads how fast passages were).

        Returns:
            float32 of shape (len(texts), dimension), rows in the order of `texts`.

        Raises:
            AcervoError: the weights are not the configured ones; a vector is not finite, zero, or
                of another length than the model says (a broken model); the backend cannot be used
                (`backends.open_backend`); the endpoint does not answer, or nothing that can be
                used.
        """
        vectors = np.empty((len(texts), self.model.dimension), dtype=np.float32)
        if not len(texts):
            return vectors
        backend = self._load()
        lengths = [min(n, self.model.max_tokens) for n in counts or self.count(texts)]
        batches = backend.batches(lengths)
        started, done = time.monotonic(), 0
        with backend.computing(), ThreadPoolExecutor(backend.threads) as pool:
            results = pool.map(lambda batch: self._encode([texts[j] for j in batch]), batches)
            for i, (batch, result) in enumerate(zip(batches, results, strict=True)):
                vectors[batch] = result
                done += len(batch)
                last = i == len(batches) - 1 and done >= _SLAB
                if i % _SLAB == _SLAB - 1 or last:
                    rate = done / (time.monotonic() - started)
                    log.info(
                        "encoded %d of %d %s, %.0f/s, %.0f s left",
                        done,
                        len(texts),
                        what,
                        rate,
                        (len(texts) - done) / rate,
                    )
        return vectors

    def probe(self) -> Vectors:
        """The vector of a certain sentence, by whose angle two runs of a model are compared."""
        backend = self._load()
        with backend.computing():
            vector: Vectors = self._encode([_PROBE])[0]
        return vector

    def prepare(self) -> None:
        """Begin with what loading takes longest, beside whatever the caller does meanwhile."""
        if not self._prepared:
            self._prepared = True
            prepare_backend(self.model, self.exported)

    def count(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, the model's special ones included."""
        if self._counter is None:
            self._counter = TokenCounter([self.model.tokenizer_file])
        parts = (list(texts[i : i + _COUNTED]) for i in range(0, len(texts), _COUNTED))
        return [n for part in parts for n in self._counter.count(part, special=True)]

    @property
    def portion(self) -> int:
        """How many passages may be encoded before something must be written down."""
        return self._load().portion

    def close(self) -> None:
        """Give back what the backend holds: memory of a GPU, a server."""
        if self._loaded is not None:
            self._loaded.close()
            self._loaded = None

    def _encode(self, texts: list[str]) -> Vectors:
        """Vectors of one batch, checked."""
        vectors = self._load().encode(texts)
        if vectors.shape[1] != self.model.dimension:
            what = (
                f"the model gave vectors of {vectors.shape[1]} numbers, "
                f"its files say {self.model.dimension}"
            )
        elif not np.isfinite(vectors).all():
            what = "the model gave a vector that is not finite"
        elif not np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3):
            what = "the model gave a vector without a direction (all zero)"
        else:
            return vectors
        raise AcervoError(what, where=f"models.{self.model.spec.alias}")

    def _load(self) -> Backend:
        if self._loaded is None:
            self.model.check_weights()  # here, because whoever computes comes by
            self._loaded = open_backend(
                self.model, threads=self.threads, precision=self.precision, exported=self.exported
            )
        return self._loaded
