"""Search by meaning: one model's index, and the model that encodes questions."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import faiss
import numpy as np
import numpy.typing as npt

from acervo.backends import Vectors
from acervo.embedding import checked_probe
from acervo.encoding import Encoder
from acervo.models import Model
from acervo.opening import K, open_index, search_parameters
from acervo.passages import letters

Ids = npt.NDArray[np.int64]


class Dense:
    """Vectors that are found by questions."""

    def __init__(self, index: Any, meta: Mapping[str, Any], model: Model) -> None:
        """Hold an open FAISS index whose ids are `chunk_id`; `meta`: how it is to be searched."""
        self.index = index
        self.meta = meta
        self.model = model
        self.encoder = Encoder(model, precision="float32")
        self._asked: tuple[str, Vectors] | None = None

    @classmethod
    def opened(cls, index_file: Path, meta: Mapping[str, Any], rows: int, model: Model) -> Self:
        """The index in a file, of that many rows.

        Raises:
            AcervoError: it is not one of this model and these rows.
        """
        expected = {"dimension": model.dimension, "ntotal": rows, "metric": "inner_product"}
        return cls(open_index(index_file, {**meta, **expected}), meta, model)

    @classmethod
    def exact(cls, ids: Ids, vectors: Vectors, model: Model, probe: str | None = None) -> Self:
        """All vectors, compared one by one: float32 of shape (ids, dimension), unit length.

        `probe`: the model's, as the files of vectors have it (`vectors.PROBE`).
        """
        index = faiss.index_factory(model.dimension, "IDMap,Flat", faiss.METRIC_INNER_PRODUCT)
        index.add_with_ids(vectors, ids)
        return cls(index, {"probe": probe}, model)

    def encode(self, question: str) -> Vectors:
        """The vector of a question: shape (1, dimension). The last one is kept.

        Raises:
            AcervoError: an endpoint runs another model now than the one of the vectors.
        """
        if self._asked is None or self._asked[0] != question:
            if self._asked is None and self.model.spec.family == "http":
                checked_probe(self.meta.get("probe"), self.encoder)
            vector = self.encoder.encode([self.model.spec.query_prompt + question])
            self._asked = question, vector
        return self._asked[1]

    def nearest(self, query: Vectors, n: int, allowed: Ids | None) -> tuple[Ids, Vectors]:
        """Ids of the nearest passages, and their cosines; nearest first, at most `n`.

        Args:
            query: of `encode`.
            n: how many.
            allowed: ids that may be found; None: any.
        """
        if allowed is None:
            parameters = search_parameters(self.meta)
        else:
            selector = faiss.IDSelectorBatch(allowed)  # named: FAISS does not keep it alive
            parameters = search_parameters(self.meta, selector, self.index)
        cosines, ids = self.index.search(query, max(n, K), params=parameters)
        found = ids[0] >= 0
        return ids[0][found][:n], cosines[0][found][:n]

    def cosines(self, query: Vectors, lines: Sequence[str]) -> Vectors:
        """Of lines of passages with a question: shape (lines,)."""
        if not lines:
            return np.empty(0, np.float32)
        prompt = self.model.spec.passage_prompt
        near: Vectors = self.encoder.encode([prompt + letters(line) for line in lines]) @ query[0]
        return near
