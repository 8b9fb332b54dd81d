"""Exact neighbours: what an index should find."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt

from acervo import schema
from acervo.errors import AcervoError
from acervo.models import Model
from acervo.opening import Ids, Vectors
from acervo.tables import read_batches, read_metadata
from acervo.vectors import FINGERPRINT, PROBE

_ROWS = 16_384  # vectors in memory at a time
_SPARE = 100  # neighbours known beyond those asked for, which may be as near as the last one
_TIE = 1e-5  # difference of two cosines that is none: single precision adds up to as much


@dataclass(frozen=True)
class Corpus:
    """The vectors of a model, read some thousand at a time: memory does not grow with them."""

    files: Sequence[str | Path]
    model: Model

    def check_model(self) -> None:
        """Look at what the files say of themselves.

        Raises:
            AcervoError: one holds vectors of another model.
        """
        for file in self.files:
            if read_metadata(file).get(FINGERPRINT) != self.model.fingerprint:
                raise AcervoError(
                    f"holds vectors of another model than {self.model.spec.name}",
                    where=str(file),
                    fix="Delete the file and run the workflow again: mixed vectors cannot be "
                    "compared.",
                )

    def probe(self) -> str | None:
        """The vector of the model's probe, as the first file that has one holds it."""
        return next(filter(None, (read_metadata(file).get(PROBE) for file in self.files)), None)

    @property
    def table(self) -> schema.Table:
        """The table of every file."""
        return schema.embeddings(self.model.dimension, self.model.spec.dtype)

    def ids(self) -> Ids:
        """All `chunk_id`, sorted.

        Raises:
            AcervoError: one is there twice.
        """
        parts = [
            batch.column("chunk_id").to_numpy()
            for file in self.files
            for batch in read_batches(file, self.table, ["chunk_id"], 1_000_000)
        ]
        ids = np.sort(np.concatenate([np.empty(0, np.int64), *parts]))
        twice = int((np.diff(ids) == 0).sum())
        if twice:
            raise AcervoError(
                f"{twice} chunks stand in two files",
                where=str(Path(self.files[0]).parent),
                fix="Delete the folder and run the workflow again.",
            )
        return ids

    def batches(self) -> Iterator[tuple[Ids, Vectors]]:
        """Yield ids of shape (n,) and vectors of shape (n, dimension), file by file.

        Raises:
            AcervoError: a file is damaged, of another dimension, or holds what is no unit vector.
        """
        width = self.model.dimension
        for file in self.files:
            for batch in read_batches(file, self.table, ["chunk_id", "embedding"], _ROWS):
                numbers = batch.column("embedding").flatten().to_numpy()
                vectors = numbers.reshape(-1, width).astype(np.float32)
                wrong = int((~np.isclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)).sum())
                if wrong:
                    raise AcervoError(
                        f"{wrong} vectors are not of unit length (zero, or not numbers)",
                        where=str(file),
                        fix="Delete the file and run the workflow again: it is made anew.",
                    )
                yield batch.column("chunk_id").to_numpy(), vectors

    def take(self, ids: Ids) -> Vectors:
        """Vectors of some chunks, in the order of `ids`, which must be distinct."""
        order = np.argsort(ids)
        taken = np.empty((len(ids), self.model.dimension), np.float32)
        for found, vectors in self.batches():
            places = np.searchsorted(ids, found, sorter=order)
            places[places == len(ids)] = 0
            wanted = ids[order[places]] == found
            taken[order[places[wanted]]] = vectors[wanted]
        return taken


@dataclass(frozen=True)
class Truth:
    """Queries and their exact neighbours.

    `queries`: (q, dimension); `ids`, `scores`: (q, m), best first, -1 where there are no more.
    `ties`: ids and scores of all that is near, best first, for queries with more of it than `m`.
    """

    queries: Vectors
    ids: Ids
    scores: Vectors
    ties: Mapping[int, tuple[Ids, Vectors]] = field(default_factory=dict)

    def recall(self, found: Ids, k: int) -> npt.NDArray[np.float64]:
        """Share of the `k` nearest that is among the first `k` found, for each query.

        What is as near as the last one counts as well: of equal passages, any may be found.
        """
        shares = np.empty(len(self.queries))
        for i, row in enumerate(found[:, :k]):
            ids, scores = self.ties.get(i, (self.ids[i], self.scores[i]))
            near = ids[(scores >= scores[k - 1] - _TIE) & (ids >= 0)]
            shares[i] = np.isin(row[row >= 0], near).sum() / min(k, (ids >= 0).sum())
        return shares

    def joined(self, other: "Truth") -> "Truth":
        """These queries and others."""
        return Truth(
            np.concatenate([self.queries, other.queries]),
            np.concatenate([self.ids, other.ids]),
            np.concatenate([self.scores, other.scores]),
            {**self.ties, **{len(self.queries) + i: tie for i, tie in other.ties.items()}},
        )


def truth(corpus: Corpus, queries: Vectors, k: int) -> Truth:
    """Compare queries with every vector of a corpus; `k`: most neighbours to ask about."""
    best = faiss.ResultHeap(len(queries), k + _SPARE, keep_max=True)
    for ids, vectors in corpus.batches() if len(queries) else ():
        count = min(k + _SPARE, len(ids))
        scores, places = faiss.knn(queries, vectors, count, faiss.METRIC_INNER_PRODUCT)
        best.add_result(scores, ids[places])
    best.finalize()
    known = Truth(queries, best.I, best.D)
    return replace(known, ties=_ties(corpus, known, k))


def _ties(corpus: Corpus, known: Truth, k: int) -> dict[int, tuple[Ids, Vectors]]:
    """All that is as near as the `k`-th, where that is more than was kept: many good mornings."""
    least = known.scores[:, k - 1] - _TIE
    crowded = np.flatnonzero((known.scores[:, -1] >= least) & (known.ids[:, -1] >= 0))
    parts: dict[int, list[tuple[Ids, Vectors]]] = {int(i): [] for i in crowded}
    for ids, vectors in corpus.batches() if len(crowded) else ():
        cosines = known.queries[crowded] @ vectors.T
        for i, row in zip(parts, cosines, strict=True):
            near = row >= least[i]
            parts[i].append((ids[near], row[near]))
    ties = {}
    for i, found in parts.items():
        ids, near = (np.concatenate(each) for each in zip(*found, strict=True))
        order = np.lexsort((ids, -near))
        ties[i] = (ids[order], near[order])
    return ties
