"""The FAISS index of one model, and what a searcher needs beside it."""

import json
import logging
import re
from collections.abc import Iterator, Sequence
from math import log2, sqrt
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import polars as pl
import pyarrow.parquet as pq

from acervo import calibration, questions, schema
from acervo.digests import canonical_sha256, file_sha256, write_json
from acervo.encoding import Encoder
from acervo.errors import AcervoError
from acervo.heldout import SETS, tuning_queries
from acervo.models import Model
from acervo.neighbours import Corpus, truth
from acervo.opening import Ids, K, open_index, search_parameters
from acervo.tables import read_batches, write_parts
from acervo.tuning import tune

__all__ = ["K", "build", "open_index", "search_parameters"]  # the reader has them from here

log = logging.getLogger(__name__)

EXACT_UP_TO = 100_000  # vectors; a question to as many takes some milliseconds
_FACTORY = re.compile(  # those that can be tuned, and give vectors back to be verified
    r"Flat|SQfp16|SQ8|"
    r"IVF(?P<lists>[1-9]\d*),"
    r"(?:Flat|SQfp16|SQ8|(?:SQ8|RaBitQ(?:fs)?),Refine\((?:Flat|SQfp16)\))"
)
_LEAST = 39  # vectors per list that FAISS asks for; fewer are compared one by one
_TRAINING = 64  # vectors per list to train with
_ROWS = 131_072  # that are sorted at a time


def build(
    vector_files: Sequence[str | Path],
    model: Model,
    *,
    index_file: str | Path,
    rows_file: str | Path,
    meta_file: str | Path,
    min_recall: float = 0.99,
    factory: str | None = None,
    exact_up_to: int = EXACT_UP_TO,
    questions_file: str | Path | None = None,
    threads: int | None = None,
) -> dict[str, Any]:
    """Index all vectors of a model; keep the index as it is when nothing that decides it changed.

    Few vectors are compared one by one; many are put into lists of like ones, as short codes of one
    bit per number, and the best are compared again as they are (RaBitQ: Gao and Long, SIGMOD
    2024). How many lists are looked through is decided by measuring, see `tuning`.

    Args:
        vector_files: one file of `schema.embeddings` per period.
        model: the model they are of.
        index_file: FAISS index; ids are `chunk_id`, the metric is the inner product.
        rows_file: rows of `schema.CHUNKS`, sorted by `chunk_id`.
        meta_file: JSON: factory, metric, dimension, ntotal, model, digests of inputs and index;
            for an index that is not exact, `search` parameters and the `recall` measured with them.
        min_recall: recall@10 to keep, where the index is not exact.
        factory: FAISS factory string to use, of those that can be verified; None: by size.
        exact_up_to: the size up to which search is exact.
        questions_file: what `embedding.encode` wrote of the questions of `calibration`; what is
            missing there is encoded.
        threads: processor threads to encode with.

    Returns:
        What `meta_file` says.

    Raises:
        AcervoError: a file holds vectors of another model, or what is none; the recall cannot be
            kept; the factory is unknown. The earlier index is left as it was.
    """
    corpus = Corpus(vector_files, model)
    corpus.check_model()
    count = sum(pq.read_metadata(file).num_rows for file in vector_files)
    if factory is None or count < _LEAST:
        factory = _by_size(count, exact_up_to, model.spec.dtype)
    exact = factory == "Flat" or (factory, model.spec.dtype) == ("SQfp16", "float16")
    recipe = {
        "factory": f"IDMap,{factory}",
        "metric": "inner_product",
        "dimension": model.dimension,
        "model": model.spec.name,
        "fingerprint": model.fingerprint,
        **({} if exact else {"min_recall": min_recall}),
        "calibration": [calibration.SCHEME, *model.spec.languages],
    }
    inputs = canonical_sha256([recipe, [file_sha256(file) for file in vector_files]])
    earlier = _earlier(Path(meta_file), Path(index_file), Path(rows_file))
    if earlier.get("inputs_sha256") == inputs and recipe.items() <= earlier.items():
        log.info("inputs and recipe are unchanged: the index is kept")
        return earlier

    ids = corpus.ids()
    index = _trained(corpus, ids, factory)
    error = _fill(index, corpus)
    tuned = {} if exact else _tuned(index, corpus, ids, min_recall)
    made = {Path(place): _temporary(place) for place in (index_file, rows_file)}
    new_index, new_rows = made.values()
    try:
        new_index.parent.mkdir(parents=True, exist_ok=True)
        faiss.write_index(index, str(new_index))
        del index  # rows need the memory
        write_parts(_rows(corpus, ids), schema.CHUNKS, new_rows)
        fusion = calibration.calibrate(
            pl.read_parquet(new_rows, n_rows=questions.SAMPLE),
            corpus.take(ids[: questions.SAMPLE]),
            model.spec,
            lambda texts: questions.encoded(
                texts, questions_file, Encoder(model, threads, precision="float32")
            ),
        )
        for place, new in made.items():
            new.replace(place)
    finally:
        for new in made.values():
            new.unlink(missing_ok=True)
    meta = {
        **recipe,
        **tuned,
        "fusion": fusion,
        "error": error,
        "ntotal": len(ids),
        "probe": corpus.probe(),
        "inputs_sha256": inputs,
        "index_sha256": file_sha256(index_file),
        "rows_sha256": file_sha256(rows_file),
    }
    write_json(meta_file, meta)
    return meta


def _by_size(count: int, exact_up_to: int, dtype: str) -> str:
    if count <= exact_up_to:
        return "SQfp16" if dtype == "float16" else "Flat"  # either way, the numbers as they are
    lists = 2 ** round(log2(min(2 * sqrt(count), count / _TRAINING)))
    return f"IVF{lists},RaBitQfs,Refine(SQfp16)"


def _trained(corpus: Corpus, ids: Ids, factory: str) -> Any:
    """An empty index. Its lists are made on an even sample: ids are digests, so any is random."""
    known = _FACTORY.fullmatch(factory)
    if not known:
        raise AcervoError(
            f"no factory string that Acervo knows: {factory}",
            where="index.factory",
            fix="Give SQfp16, Flat, IVF1024,SQfp16 or IVF1024,RaBitQfs,Refine(SQfp16), with a "
            "number of lists; or null.",
        )
    index = faiss.index_factory(
        corpus.model.dimension, f"IDMap,{factory}", faiss.METRIC_INNER_PRODUCT
    )
    lists = int(known["lists"] or 0)
    if len(ids) < _LEAST * lists:
        raise AcervoError(
            f"{lists} lists are too many for {len(ids)} vectors",
            where="index.factory",
            fix=f"Give at most {len(ids) // _LEAST}; or null, which chooses by size.",
        )
    if not index.is_trained:
        index.train(corpus.take(ids[:: max(1, len(ids) // (_TRAINING * (lists or 1000)))]))
    return index


def _fill(index: Any, corpus: Corpus) -> float:
    """Add all vectors, file by file.

    Returns:
        The largest difference between a number and what the index gives back for it, rounded up.
    """
    error = 0.0
    for ids, vectors in corpus.batches():
        start = index.ntotal
        index.add_with_ids(vectors, ids)
        kept = index.index.reconstruct_n(start, len(ids))
        error = max(error, float(np.abs(kept - vectors).max()))
    return float(np.ceil(error * 1e4) / 1e4)


def _tuned(index: Any, corpus: Corpus, ids: Ids, min_recall: float) -> dict[str, Any]:
    return tune(
        index,
        lambda i: truth(corpus, tuning_queries(corpus, ids, i), K),
        rounds=SETS,
        min_recall=min_recall,
    )


def _temporary(place: str | Path) -> Path:
    return Path(place).with_name(f".{Path(place).name}.new")


def _rows(corpus: Corpus, ids: Ids) -> Iterator[pl.DataFrame]:
    """Rows of `schema.CHUNKS` by `chunk_id`, a part of all ids after the other."""
    names = schema.CHUNKS.arrow.names
    for part in (ids[i : i + _ROWS] for i in range(0, len(ids), _ROWS)):
        rows = [
            frame.filter(pl.col("chunk_id").is_between(part[0], part[-1]))
            for file in corpus.files
            for batch in read_batches(file, corpus.table, names, _ROWS)
            if isinstance(frame := pl.from_arrow(batch), pl.DataFrame)
        ]
        yield pl.concat(rows).sort("chunk_id")


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
