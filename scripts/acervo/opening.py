"""An index is opened and asked."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt

from acervo.errors import AcervoError

_faiss: Any = faiss  # its annotations know nothing of keywords

K = 10  # neighbours that a recall is promised for

Ids = npt.NDArray[np.int64]
Vectors = npt.NDArray[np.float32]

_TOGETHER = 64  # queries

_AGAIN = "Build or restore it again."


def open_index(index_file: str | Path, meta: Mapping[str, Any]) -> Any:
    """Open an index by mapping its file into memory, so that only what a search needs is read.

    Args:
        index_file: a FAISS index whose ids are `chunk_id`.
        meta: what `meta.json` says of it.

    Returns:
        A `faiss.IndexIDMap`; search it with `search_parameters`.

    Raises:
        AcervoError: it is damaged, or not the index that `meta` tells of.
    """
    try:
        index = faiss.read_index(str(index_file), faiss.IO_FLAG_MMAP_IFC)
    except RuntimeError:
        raise AcervoError("not a readable FAISS index", where=str(index_file), fix=_AGAIN) from None
    metric = "inner_product" if index.metric_type == faiss.METRIC_INNER_PRODUCT else "other"
    found = (index.ntotal, index.d, metric)
    expected = tuple(meta.get(key) for key in ("ntotal", "dimension", "metric"))
    if found != expected or not isinstance(index, faiss.IndexIDMap):
        raise AcervoError(
            f"the index has {index.ntotal} vectors of {index.d} numbers, expected {expected[0]} "
            f"of {expected[1]} (metric: {metric}, expected {expected[2]})",
            where=str(index_file),
            fix=_AGAIN,
        )
    return index


def search_parameters(meta: Mapping[str, Any], selector: Any = None, index: Any = None) -> Any:
    """Parameters with which an index keeps the recall that its `meta.json` promises.

    Ask for `K` neighbours at least: fewer are looked for among too few candidates.

    Args:
        meta: what `meta.json` says.
        selector: `faiss.IDSelector` of the `chunk_id` that may be found. They may lie anywhere,
            so all lists are looked through.
        index: the opened index; needed with a selector.

    Returns:
        `faiss.SearchParameters` of the right kind; what they refer to is kept alive by them.
    """
    search = meta.get("search", {})
    if "nprobe" not in search:
        return _faiss.SearchParameters(sel=selector)
    nprobe = search["nprobe"] if selector is None else search["nlist"]
    if "k_factor" not in search:
        return _faiss.SearchParametersIVF(nprobe=nprobe, sel=selector)
    # FAISS 1.15 ignores a selector beside a refinement; below that, ids are places.
    places = selector and faiss.IDSelectorTranslated(index.id_map, selector)
    base = _faiss.SearchParametersIVF(nprobe=nprobe, sel=places)
    return _faiss.IndexRefineSearchParameters(k_factor=search["k_factor"], base_index_params=base)


def find(index: Any, meta: Mapping[str, Any], queries: Vectors, k: int) -> Ids:
    """Ids of the `k` nearest to each of many queries: shape (queries, k); -1 for none.

    Some queries at a time, because FAISS makes tables of every list that one looks through for all
    of them at once: gigabytes, for thousands.
    """
    parameters = search_parameters(meta)
    found = [
        index.search(queries[start : start + _TOGETHER], k, params=parameters)[1]
        for start in range(0, len(queries), _TOGETHER)
    ]
    return np.concatenate([np.empty((0, k), np.int64), *found])
