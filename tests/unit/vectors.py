"""Files of vectors, and the model they could be of: small, and without a model to load."""

from dataclasses import dataclass, field

import numpy as np
import polars as pl
from acervo import schema
from acervo.neighbours import Corpus
from acervo.tables import write_table
from acervo.vectors import FINGERPRINT

from tests.unit.dataset import chunk_rows

WIDTH = 16


@dataclass(frozen=True)
class Spec:
    alias: str = "tiny"
    name: str = "test/tiny"
    dtype: str = "float16"
    query_prompt: str = ""
    passage_prompt: str = ""
    languages: tuple = ()


@dataclass(frozen=True)
class FakeModel:
    spec: Spec = field(default_factory=Spec)
    dimension: int = WIDTH
    fingerprint: str = "f" * 16


def clustered(count, seed=0, width=WIDTH):
    """Unit vectors around some subjects."""
    random = np.random.default_rng(seed)
    subjects = np.random.default_rng(99).normal(size=(12, width))
    vectors = subjects[random.integers(0, 12, count)] + 0.6 * random.normal(size=(count, width))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16)


def write_vectors(file, texts, vectors, model, **columns):
    """Rows of `schema.embeddings` with these texts and vectors."""
    number = {"float16": pl.Float16, "float32": pl.Float32}[model.spec.dtype]
    width = vectors.shape[1] if len(vectors) else model.dimension
    column = pl.Series(vectors.astype(model.spec.dtype), dtype=pl.Array(number, width))
    frame = chunk_rows(*texts).with_columns(
        **{name: pl.lit(value) for name, value in columns.items()}, embedding=column
    )
    table = schema.embeddings(width, model.spec.dtype)
    write_table(frame, table, file, {FINGERPRINT: model.fingerprint})
    return frame


def write_corpus(folder, count=1200, files=3, model=None):
    """A corpus of several months, `a` and `b` by turns its sources."""
    model = model or FakeModel()
    paths = [folder / f"2024-{i + 1:02}.parquet" for i in range(files)]
    for i, path in enumerate(paths):
        n = count // files
        texts = [f"{i} {j}" for j in range(n)]
        write_vectors(path, texts, clustered(n, i), model, source="ab"[i % 2])
    return Corpus(paths, model)
