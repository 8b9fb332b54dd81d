"""Is a dataset what its manifest says: every byte, schema, count, dimension and fingerprint."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt
import polars as pl
from jsonschema import Draft202012Validator

from acervo import manifest as manifests
from acervo import schema
from acervo.digests import file_md5, file_sha256, read_json
from acervo.errors import AcervoError
from acervo.tables import read_metadata, read_table
from acervo.vectors import FINGERPRINT

_VECTORS = 65_536  # of an index that are compared at a time


def verify(root: Path) -> list[str]:
    """Differences between the files under `root` and its manifest, one line each; empty if none.

    Raises:
        AcervoError: there is no readable manifest.
    """
    return list(_differences(root))


def load(root: Path) -> dict[str, Any]:
    """The manifest under `root`, checked against its JSON Schema.

    Raises:
        AcervoError: it is missing, not JSON, or not a manifest.
    """
    path = root / "manifest.json"
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise AcervoError(
            "no manifest.json here",
            where=str(root),
            fix="Build a dataset with `make run`, or give --dataset.",
        ) from None
    except OSError as error:
        raise AcervoError(f"cannot be read ({type(error).__name__})", where=str(path)) from None
    except ValueError:
        raise AcervoError(
            "not valid JSON", where=str(path), fix="Build or restore the dataset again."
        ) from None
    return checked(manifest, str(path))


def checked(manifest: Any, where: str) -> dict[str, Any]:
    """A manifest that keeps its JSON Schema.

    Raises:
        AcervoError: it does not; `where` says which it is.
    """
    problem = next(
        Draft202012Validator(json.loads(manifests.json_schema())).iter_errors(manifest), None
    )
    if problem is not None:
        raise AcervoError(
            f"not a manifest of version {manifests.VERSION}: {problem.json_path} breaks its schema",
            where=where,
            fix="Build or restore the dataset again, or use a matching version of acervo.",
        )
    found: dict[str, Any] = manifest
    return found


def _differences(root: Path) -> Iterator[str]:
    manifest = load(root)
    entries: dict[str, dict[str, Any]] = manifest["files"]
    models = manifest["models"]
    content: dict[str, str] = {}
    chunks: dict[str, list[pl.DataFrame]] = {alias: [] for alias in models}
    whole = set()
    for path, entry in entries.items():
        file = root / path
        damage = list(_bytes_differ(file, entry))
        yield from (f"{path}: {line}" for line in damage)
        if damage:
            continue
        try:
            table = manifests.table_of(path, models)
            rows = read_table(file, table) if table else None
            digest = manifests.content_digest(path, file, rows)
        except AcervoError as error:
            yield f"{path}: {error.what}"
            continue
        except (ValueError, KeyError, TypeError) as error:
            yield f"{path}: cannot be read ({type(error).__name__})"
            continue
        whole.add(path)
        if digest:
            content[path] = digest
        yield from (f"{path}: {line}" for line in _rows_differ(file, rows, entry))
        if rows is not None and path.startswith("embeddings/"):
            alias = path.split("/")[1]
            chunks[alias].append(rows)
            yield from (f"{path}: {line}" for line in _vectors_differ(file, rows, models[alias]))
    # What is damaged itself need not be compared with the rest.
    for alias, frames in chunks.items():
        parts = {p for p in entries if p.startswith((f"embeddings/{alias}/", f"index/{alias}/"))}
        if parts <= whole:
            yield from _index_differs(root, alias, models[alias], frames, parts)
        report, index = f"reports/{alias}.json", f"index/{alias}/faiss.index"
        if {report, index} <= whole:
            told = read_json(root / report).get("index_sha256")
            if told != entries[index]["sha256"]:
                yield f"{report}: is about another index ({told})"
    yield from _sums_differ(manifest, content if whole == set(entries) else None)
    yield from (f"{path}: is not in the manifest" for path in unlisted(root, entries))


def _bytes_differ(file: Path, entry: dict[str, Any]) -> Iterator[str]:
    if not file.is_file():
        yield "is missing"
    elif file.stat().st_size != entry["bytes"]:
        yield f"has {file.stat().st_size} bytes, expected {entry['bytes']}"
    elif file_sha256(file) != entry["sha256"]:
        yield "has other bytes than the manifest says (sha256)"
    elif file_md5(file) != entry["md5"]:
        yield "has other bytes than the manifest says (md5)"


def _rows_differ(file: Path, rows: pl.DataFrame | None, entry: dict[str, Any]) -> Iterator[str]:
    found = manifests.facts(file, rows)
    for key in ("rows", "period", "first_date", "last_date"):
        if found.get(key) != entry.get(key):
            yield f"{key} is {found.get(key)}, the manifest says {entry.get(key)}"
    if rows is not None and "period" in found:
        strange = rows.filter(~_within(pl.col("date"), found["period"])).height
        if strange:
            yield f"{strange} rows are of another period"


def _within(date: pl.Expr, period: str) -> pl.Expr:
    year, _, part = period.partition("-")
    inside = date.dt.year() == int(year)
    if part.startswith("Q"):
        return inside & (date.dt.quarter() == int(part[1:]))
    return inside & (date.dt.month() == int(part)) if part else inside


def _vectors_differ(file: Path, rows: pl.DataFrame, model: dict[str, Any]) -> Iterator[str]:
    fingerprint = read_metadata(file).get(FINGERPRINT)
    if fingerprint != model["fingerprint"]:
        yield f"holds vectors of model {fingerprint}, the manifest says {model['fingerprint']}"
    norms = np.linalg.norm(rows["embedding"].to_numpy().astype(np.float32), axis=1)
    if not np.allclose(norms, 1, atol=1e-3):
        yield f"{int((~np.isclose(norms, 1, atol=1e-3)).sum())} vectors are not of unit length"


def _index_differs(
    root: Path, alias: str, model: dict[str, Any], frames: list[pl.DataFrame], listed: set[str]
) -> Iterator[str]:
    """What the index holds beside, or instead of, the vectors and rows of the embeddings."""
    where = f"index/{alias}"
    names = ["faiss.index", "meta.json", *(["meta.parquet"] if frames else [])]
    unlisted = [name for name in names if f"{where}/{name}" not in listed]
    if unlisted:
        yield from (f"{where}/{name}: the manifest does not name it" for name in unlisted)
        return
    try:
        index = faiss.read_index(str(root / where / "faiss.index"), faiss.IO_FLAG_MMAP_IFC)
    except RuntimeError as error:
        yield f"{where}/faiss.index: cannot be read ({type(error).__name__})"
        return
    meta = json.loads((root / where / "meta.json").read_text(encoding="utf-8"))
    expected = {
        "metric": "inner_product" if index.metric_type == faiss.METRIC_INNER_PRODUCT else "other",
        "dimension": index.d,
        "ntotal": index.ntotal,
        "index_sha256": file_sha256(root / where / "faiss.index"),
        "model": model["name"],
        "fingerprint": model["fingerprint"],
    }
    if frames:
        expected["rows_sha256"] = file_sha256(root / where / "meta.parquet")
    for key, value in expected.items():
        if meta.get(key) != value:
            yield f"{where}/meta.json: {key} is {meta.get(key)}, expected {value}"
    if index.d != model["dimension"]:
        yield f"{where}/faiss.index: dimension {index.d}, the manifest says {model['dimension']}"
        return
    rows = pl.concat(frames).sort("chunk_id") if frames else None
    ids = rows["chunk_id"].to_numpy() if rows is not None else np.empty(0, np.int64)
    if not isinstance(index, faiss.IndexIDMap):
        yield f"{where}/faiss.index: not an index by id"
        return
    indexed = faiss.vector_to_array(index.id_map)
    order = np.argsort(indexed, kind="stable")
    if not np.array_equal(indexed[order], ids):
        yield f"{where}/faiss.index: its ids are not those of the {len(ids)} embeddings"
    elif rows is not None:
        told = meta.get("error")
        rounded = told if isinstance(told, float) else 0.0
        wrong = _wrong_vectors(index, order, rows["embedding"], rounded)
        if wrong:
            yield f"{where}/faiss.index: {wrong} vectors are not those of the embeddings"
    if rows is not None and not rows.drop("embedding").equals(
        read_table(root / where / "meta.parquet", schema.CHUNKS)
    ):
        yield f"{where}/meta.parquet: its rows are not those of the {len(ids)} embeddings"


def _wrong_vectors(
    index: Any, order: npt.NDArray[np.int64], expected: pl.Series, rounded: float
) -> int:
    """Vectors that an index gives back otherwise than rounded to its codes.

    Args:
        index: a `faiss.IndexIDMap`.
        order: places in it by growing id.
        expected: vectors by growing id.
        rounded: by how much a number may differ: as when the index was made.
    """
    wrong, rows = 0, np.argsort(order, kind="stable")
    for start in range(0, len(rows), _VECTORS):
        part = rows[start : start + _VECTORS]
        given = index.index.reconstruct_n(start, len(part))
        differences = np.abs(given - expected[part].to_numpy())
        same = differences <= rounded + 1e-5  # not so of NaN
        wrong += int((~same.all(axis=1)).sum())
    return wrong


def _sums_differ(manifest: dict[str, Any], content: dict[str, str] | None) -> Iterator[str]:
    """`content` is None if a file is damaged: then no revision can be expected."""
    sums: dict[str, Any] = manifests.totals(manifest["files"], manifest["embed_model"])
    if content is not None:
        public = {key: manifest[key] for key in ("dataset", "embed_model", "models", "privacy")}
        sums["revision"] = manifests.revision(public, content)
    for key, value in sums.items():
        if manifest[key] != value:
            yield f"manifest.json: {key} is {manifest[key]}, the files give {value}"
    if manifest["embed_model"] not in manifest["models"]:
        yield f"manifest.json: embed_model {manifest['embed_model']} is none of its models"


def unlisted(root: Path, entries: Mapping[str, Any]) -> Iterator[str]:
    """Files that nobody vouches for; a table without rows (no passages, no profiles) is none."""
    named = {*entries, "manifest.json"}
    folders = {parent.as_posix() for path in named for parent in PurePosixPath(path).parents}
    for file in _walk(root, root, folders):
        path = file.relative_to(root).as_posix()
        table = path == "profiles.parquet" or path.startswith(("embeddings/", "index/"))
        known = path in named | folders or manifests.is_engine_file(file)
        if not known and not (table and _is_empty(file)):
            folder = file.is_dir() and not file.is_symlink()
            yield path + "/" * folder


def _walk(root: Path, folder: Path, named: set[str]) -> Iterator[Path]:
    """Files, links and empty folders, in order; links are followed to what the manifest names."""
    for file in sorted(folder.iterdir()):
        followed = not file.is_symlink() or file.relative_to(root).as_posix() in named
        readable = followed and file.is_dir() and os.access(file, os.R_OK | os.X_OK)
        if readable and any(file.iterdir()):
            yield from _walk(root, file, named)
        else:
            yield file


def _is_empty(file: Path) -> bool:
    if file.suffix != ".parquet":
        return False
    try:
        return pl.scan_parquet(file).head(1).collect().is_empty()
    except (pl.exceptions.PolarsError, OSError):
        return False
