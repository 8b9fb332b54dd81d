"""The manifest: what a revision consists of, file by file, and a name for its content."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import groupby, repeat
from os.path import normpath
from pathlib import Path
from typing import Any

import polars as pl

from acervo import schema
from acervo.digests import canonical_sha256, file_md5, file_sha256, read_json
from acervo.errors import AcervoError
from acervo.models import Model
from acervo.tables import read_each

VERSION = 1
SCHEMA_FILE = "manifest.schema.json"

_ENGINE_FILE = ".snakemake_timestamp"
_PERIOD = r"\d{4}(?:-(?:\d\d|Q[1-4]))?"
_OWN_NAME = re.compile(
    rf"(?:messages|embeddings/[a-z0-9_-]+)/{_PERIOD}\.parquet"
    r"|index/[a-z0-9_-]+/(?:faiss\.index|meta\.parquet|meta\.json)"
    r"|reports/[a-z0-9_-]+\.json"
)


def table_of(path: str, models: Mapping[str, Any]) -> schema.Table | None:
    """The table that a public file must hold, by its place in the tree; None if it is no table.

    Args:
        path: from the root of the dataset, with slashes.
        models: `models` of a manifest.
    """
    parts = path.split("/")
    match parts:
        case ["messages", _]:
            return schema.MESSAGES
        case ["profiles.parquet"]:
            return schema.PROFILES
        case ["embeddings", alias, _] if alias in models:
            return schema.embeddings(models[alias]["dimension"], models[alias]["dtype"])
        case ["index", alias, "meta.parquet"] if alias in models:
            return schema.CHUNKS
    return None


def build(
    root: Path,
    files: Iterable[str | Path],
    *,
    dataset: Mapping[str, Any],
    models: Sequence[Model],
    embed_model: str,
    privacy: Mapping[str, Any],
) -> dict[str, Any]:
    """Describe a revision.

    The manifest is a function of the content, and holds no time of the run. A clean build gives the
    same revision anywhere; the same bytes as well where the processor rounds vectors alike.

    Args:
        root: the public directory.
        files: the files of the revision, under `root`. Tables without rows are left out.
        dataset: the `dataset` section of the configuration.
        models: the models with vectors in `files`.
        embed_model: alias of the default model.
        privacy: scheme, key id and rules that the texts went through.

    Returns:
        The manifest, valid under `manifest.schema.json`.

    Raises:
        AcervoError: there is no message.
    """
    described = {model.spec.alias: _describe(model) for model in models}
    entries: dict[str, dict[str, Any]] = {}
    content: dict[str, str] = {}
    for file, rows in _read(root, [Path(file) for file in files], described):
        path = file.relative_to(root).as_posix()
        if rows is not None and rows.is_empty():
            continue
        entries[path] = {
            "sha256": file_sha256(file),
            "md5": file_md5(file),
            "bytes": file.stat().st_size,
            **facts(file, rows),
        }
        digest = content_digest(path, file, rows)
        if digest:
            content[path] = digest
    if not any(path.startswith("messages/") for path in entries):
        raise AcervoError("there is no message to publish", where=str(root))
    public = {
        "dataset": dict(dataset),
        "embed_model": embed_model,
        "models": described,
        "privacy": dict(privacy),
    }
    return {
        "manifest_version": VERSION,
        "revision": revision(public, content),
        **totals(entries, embed_model),
        **public,
        "files": dict(sorted(entries.items())),
    }


def _read(
    root: Path, files: Iterable[Path], models: Mapping[str, Any]
) -> Iterator[tuple[Path, pl.DataFrame | None]]:
    """Yield each file, and its rows if it is a table."""
    for _, group in groupby(sorted(files), key=lambda file: (file.parent, file.suffix)):
        alike = list(group)  # one table for all of a folder's Parquet
        table = table_of(alike[0].relative_to(root).as_posix(), models)
        rows = read_each(alike, table) if table else repeat(None, len(alike))
        yield from zip(alike, rows, strict=True)


def content_digest(path: str, file: Path, rows: pl.DataFrame | None) -> str | None:
    """Digest of what a file says, as far as it decides the revision.

    Vectors, the index and its report follow from the rows, the models and the recipe up to the
    processor's rounding, so only the recipe counts; nor do the bytes of Parquet, which change with
    its writer.
    """
    if path.startswith("index/"):
        if not path.endswith("meta.json"):
            return None
        meta = read_json(file)
        return canonical_sha256([meta["factory"], meta["metric"], meta["calibration"]])
    if path.startswith("reports/"):
        return canonical_sha256(read_json(file)["recipe"])
    if path == SCHEMA_FILE:
        return None
    if rows is None:
        return file_sha256(file)
    plain = rows.drop("embedding", strict=False)
    return sha256(plain.write_ndjson().encode()).hexdigest()


def revision(public: Mapping[str, Any], content: Mapping[str, str]) -> str:
    """Name of a content: 16 hex digits, the same for the same content on any machine.

    Args:
        public: the sections `dataset`, `embed_model`, `models`, `privacy` of the manifest.
        content: `content_digest` by path.
    """
    return canonical_sha256([VERSION, schema.SCHEMA_VERSION, public, content])[:16]


def totals(entries: Mapping[str, Mapping[str, Any]], embed_model: str) -> dict[str, int | str]:
    """What follows from the files together: counts, sums, and the newest date of a message."""
    messages = [entry for path, entry in entries.items() if path.startswith("messages/")]
    last = max((entry.get("last_date", "") for entry in messages), default="")
    return {
        "last_export_date": last,
        "last_export_timestamp": f"{last}T00:00:00Z",
        "num_messages": sum(entry.get("rows", 0) for entry in messages),
        "num_chunks": sum(
            entry.get("rows", 0)
            for path, entry in entries.items()
            if path.startswith(f"embeddings/{embed_model}/")
        ),
        "total_files": len(entries),
        "total_rows": sum(entry.get("rows", 0) for entry in entries.values()),
        "total_bytes": sum(entry["bytes"] for entry in entries.values()),
    }


def json_schema() -> str:
    """The JSON Schema of manifests, as shipped beside each."""
    return (Path(__file__).with_name(SCHEMA_FILE)).read_text(encoding="utf-8")


def sweep(root: Path, keep: Iterable[str | Path]) -> list[str]:
    """Delete all under `root` that belongs to no revision; return its paths, folders with a slash.

    A period or model that is gone leaves files that no rule writes again, and anybody may have put
    something there: what a person asked to have removed must not stay in the directory that is
    published. Of a link, the link is deleted, never what it points to.

    Raises:
        AcervoError: something cannot be deleted.
    """
    root = root.absolute()
    kept = {Path(normpath(Path(path).absolute())) for path in keep}
    kept |= {parent for path in kept for parent in path.parents}
    swept = []
    for path in sorted(root.rglob("*"), reverse=True):  # what a folder holds before the folder
        of_engine = is_engine_file(path) and Path(normpath(path.parent)) in kept
        if of_engine or Path(normpath(path)) in kept:
            continue
        is_folder = path.is_dir() and not path.is_symlink()
        try:
            path.rmdir() if is_folder else path.unlink()
        except OSError as error:  # its name may tell something private
            raise AcervoError(
                f"something in it cannot be deleted ({error.strerror or type(error).__name__})",
                where=str(root),
                fix="Delete what `acervo verify` names and the manifest does not, then run again.",
            ) from None
        swept.append(path.relative_to(root).as_posix() + "/" * is_folder)
    return sorted(swept)


def is_engine_file(path: Path) -> bool:
    """Whether this is how the workflow engine dates a folder: an empty file, no content."""
    empty = path.name == _ENGINE_FILE and path.is_file() and not path.is_symlink()
    return empty and path.stat().st_size == 0


def is_own_name(path: str) -> bool:
    """Whether the workflow gives such names to public files: another may tell something private."""
    return _OWN_NAME.fullmatch(path) is not None


def _describe(model: Model) -> dict[str, Any]:
    spec = model.spec
    return {
        "name": spec.name,
        "package": spec.package,
        "revision": spec.revision,
        "sha256": spec.sha256,
        "fingerprint": model.fingerprint,
        "dimension": model.dimension,
        "dtype": spec.dtype,
        "precision": spec.precision,
        "backend": spec.family,
        "endpoint": {
            "model": spec.endpoint["model"],
            "dimensions": spec.endpoint.get("dimensions"),
        }
        if spec.endpoint
        else None,
        "normalised": True,
        "prompts": {"query": spec.query_prompt, "passage": spec.passage_prompt},
    }


def facts(file: Path, rows: pl.DataFrame | None) -> dict[str, Any]:
    """What the manifest says of the rows of a file; nothing if it is no table."""
    if rows is None:
        return {}
    if "date" not in rows.columns:
        return {"rows": rows.height}
    period = re.fullmatch(_PERIOD, file.stem)
    return {
        "rows": rows.height,
        **({"period": file.stem} if period else {}),
        "first_date": str(rows["date"].min()),
        "last_date": str(rows["date"].max()),
    }
