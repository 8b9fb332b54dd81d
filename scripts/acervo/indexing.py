"""The FAISS index of one model, and what a searcher needs beside it."""

import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from acervo import schema
from acervo.digests import canonical_sha256, file_sha256, write_json
from acervo.embedding import FINGERPRINT
from acervo.errors import AcervoError
from acervo.models import Model
from acervo.tables import read_metadata, read_tables, write_table

log = logging.getLogger(__name__)

FACTORY = "IDMap2,Flat"  # exact: right up to about 100,000 vectors


def build(
    vector_files: Sequence[str | Path],
    model: Model,
    *,
    index_file: str | Path,
    rows_file: str | Path,
    meta_file: str | Path,
) -> dict[str, Any]:
    """Index all vectors of a model; keep the index as it is when nothing that decides it changed.

    Args:
        vector_files: one file of `schema.embeddings` per period.
        model: the model they are of.
        index_file: FAISS index; ids are `chunk_id`, the metric is the inner product.
        rows_file: rows of `schema.CHUNKS`, sorted by `chunk_id`.
        meta_file: JSON: factory, metric, dimension, ntotal, model, digests of inputs and index.

    Returns:
        What `meta_file` says.

    Raises:
        AcervoError: a file holds vectors of another model.
    """
    for file in vector_files:
        if read_metadata(file).get(FINGERPRINT) != model.fingerprint:
            raise AcervoError(
                f"holds vectors of another model than {model.spec.name}",
                where=str(file),
                fix="Delete the file and run the workflow again: mixed vectors cannot be compared.",
            )
    recipe = {
        "factory": FACTORY,
        "metric": "inner_product",
        "dimension": model.dimension,
        "model": model.spec.name,
        "fingerprint": model.fingerprint,
    }
    inputs = canonical_sha256([recipe, [file_sha256(file) for file in vector_files]])
    earlier = _earlier(Path(meta_file), Path(index_file), Path(rows_file))
    if earlier.get("inputs_sha256") == inputs and recipe.items() <= earlier.items():
        log.info("inputs and recipe are unchanged: the index is kept")
        return earlier

    table = schema.embeddings(model.dimension, model.spec.dtype)
    rows = read_tables(vector_files, table).sort("chunk_id")
    vectors = np.ascontiguousarray(rows["embedding"].to_numpy(), dtype=np.float32)
    index = faiss.index_factory(model.dimension, FACTORY, faiss.METRIC_INNER_PRODUCT)
    if rows.height:
        index.add_with_ids(vectors, rows["chunk_id"].to_numpy())
    temporary = Path(index_file).with_name(".faiss.index.part")
    temporary.parent.mkdir(parents=True, exist_ok=True)
    try:
        faiss.write_index(index, str(temporary))
        temporary.replace(index_file)
    finally:
        temporary.unlink(missing_ok=True)
    write_table(rows.drop("embedding"), schema.CHUNKS, rows_file)
    meta = {
        **recipe,
        "ntotal": index.ntotal,
        "inputs_sha256": inputs,
        "index_sha256": file_sha256(index_file),
        "rows_sha256": file_sha256(rows_file),
    }
    write_json(meta_file, meta)
    return meta


def _earlier(meta_file: Path, index_file: Path, rows_file: Path) -> dict[str, Any]:
    """What an earlier run wrote, if all of it is still there, byte for byte."""
    try:
        meta: dict[str, Any] = json.loads(meta_file.read_text(encoding="utf-8"))
        whole = (
            file_sha256(index_file) == meta["index_sha256"]
            and file_sha256(rows_file) == meta["rows_sha256"]
        )
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError):
        whole = False
    if not whole:
        log.warning("the earlier index is damaged: it is made anew")
        return {}
    return meta
