"""Queries for measuring an index, made of the corpus itself, without loading the model.

A passage as its own query would be too easy. Each query is a passage's vector mixed with another's,
and shaken: like a question, it lies beside the passages, often between two subjects, where the
lists of an index meet. Measured beside real sentences (`benchmarks/index.py`), they are as hard.
"""

import numpy as np

from acervo.neighbours import Corpus
from acervo.opening import Ids, Vectors

SETS = 4  # for tuning and confirming

_QUERIES = 500  # in a set, at most
_SHARE = 0.6  # of the first passage
_SHAKEN = 0.5  # length of the random part


def tuning_queries(corpus: Corpus, ids: Ids, number: int) -> Vectors:
    """Queries of set `number` (0 to `SETS` - 1), of the corpus' smallest ids; no two sets meet.

    Args:
        corpus: the vectors.
        ids: all its ids, sorted. They are digests, so that any stretch is a random sample.
        number: which set.
    """
    count = min(_QUERIES, len(ids) // 2 // SETS)
    return queries(corpus, ids[number * count :][:count])


def evaluation_ids(ids: Ids, count: int) -> Ids:
    """Chunks for queries that no index was tuned with: the largest ids, of half of all at most."""
    return ids[len(ids) - min(count, -(-len(ids) // 2)) :]


def queries(corpus: Corpus, ids: Ids) -> Vectors:
    """One query beside each of some chunks.

    Args:
        corpus: the vectors.
        ids: distinct; a query is mixed with the chunk before it.

    Returns:
        float32 unit vectors of shape (len(ids), dimension); the same on every machine.
    """
    vectors = corpus.take(ids)
    random = np.random.Generator(np.random.PCG64(0)).standard_normal(vectors.shape)
    mixed = _SHARE * vectors + (1 - _SHARE) * np.roll(vectors, 1, axis=0)
    mixed = mixed + _SHAKEN * random / np.sqrt(corpus.model.dimension)
    unit = mixed / np.linalg.norm(mixed, axis=1, keepdims=True)
    return np.ascontiguousarray(unit, dtype=np.float32)
