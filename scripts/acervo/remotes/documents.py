"""Source documents as they travel: which raw files, under what names, and what is never one.

{source}/{path below the folder of the source}      in a dataset repository of their own
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from glob import glob, has_magic
from pathlib import Path, PurePosixPath
from typing import Any
from unicodedata import category

from acervo.digests import read_json
from acervo.errors import AcervoError

FETCH = "Run `snakemake fetch_documents`: it brings them."

# Left by systems and programs, never meant to be shown. Compared without case, with each part of
# a path, and before the rule that hidden files stay here, so that the reason is the true one.
_JUNK = (".DS_Store", "Thumbs.db", "~$*", "*.tmp", "*.log", "__pycache__")


@dataclass
class Selection:
    """What is sent of some sources.

    files: local file by its path there, sorted. left_out: how many files stay here, by reason.
    """

    files: dict[str, Path] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)


def public(sources: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The globs of the sources that are marked public, by name."""
    return {name: source["files"] for name, source in sources.items() if source.get("public")}


def folder_of(files: str) -> Path:
    """The folder of a source: of its glob, what stands before the first wildcard."""
    parts = Path(files).parts
    plain = next((n for n, part in enumerate(parts) if has_magic(part)), len(parts) - 1)
    return Path(*parts[:plain])


def select(globs: Mapping[str, str], include: Sequence[str], exclude: Sequence[str]) -> Selection:
    """What is sent of sources, and what is left out and why.

    A hidden file (or one in a hidden folder) stays here, and so do links that lead out of the
    folder of the source, and folders that are links; a link to a file within is sent as that file.

    Args:
        globs: of each source, by name.
        include: patterns for paths there (`*` spans folders too), one of which must match; none
            means all.
        exclude: patterns none of which may match. `drafts/` is short for `drafts/*`.

    Raises:
        AcervoError: nothing is left of a source. It would mean to delete all of it there.
    """
    found = Selection()
    for name, pattern in sorted(globs.items()):
        folder = folder_of(pattern)
        resolve, sent = cache(Path.resolve), 0
        for path, file in _matches(pattern, folder):
            there = f"{name}/{path}"
            reason = (
                reason_to_leave(path)
                or _choice(there, include, exclude)
                or _place(file, folder, resolve)
            )
            if reason:
                found.left_out[reason] += 1
            else:
                found.files[there] = file
                sent += 1
        if not sent:
            why = ", ".join(f"{reason}: {n}" for reason, n in sorted(found.left_out.items()))
            raise AcervoError(
                f"no file of this public source is to be sent (left out: {why or 'none'})",
                where=f"sources.{name}.files",
                fix="Correct `files`, or publish.documents.include and exclude, or public: false.",
            )
    found.files = dict(sorted(found.files.items()))
    return found


def reason_to_leave(path: str) -> str | None:
    """Why a path below the folder of a source is never that of a document; None if it may be."""
    parts = PurePosixPath(path).parts
    for junk in _JUNK:
        if any(fnmatchcase(part.lower(), junk.lower()) for part in parts):
            return junk
    if any(part.startswith(".") for part in parts):
        return "hidden"
    if any(char == "\\" or category(char) in ("Cc", "Cs") for char in path):
        return "unusable name"  # control characters, bytes that are not UTF-8
    return None


def note_of(name: str, files: str) -> Path:
    """Where it is noted which commit the documents of a source were fetched from."""
    return folder_of(files) / f".{name}.fetched.json"


def unfetched(sources: Mapping[str, Mapping[str, Any]]) -> AcervoError | None:
    """What is wrong with sources that are to be fetched, if it has not been done, or not wholly."""
    for name, source in sources.items():
        if "fetch" not in source:
            continue
        note = note_of(name, source["files"])
        there = read_json(note) if note.is_file() else {}
        fix, where = FETCH, f"sources.{name}.fetch"
        if any(there.get(key) != value for key, value in source["fetch"].items()):
            return AcervoError("its documents are not here yet", where=where, fix=fix)
        lost = [path for path in there.get("files", ()) if not (note.parent / path).is_file()]
        if lost:
            what = f"{len(lost)} of its documents are gone, {lost[0]} for one"
            return AcervoError(what, where=where, fix=fix)
    return None


def _matches(pattern: str, folder: Path) -> Iterator[tuple[str, Path]]:
    for name in sorted(set(glob(pattern, recursive=True, include_hidden=True))):  # noqa: PTH207 (absolute too)
        file = Path(name)
        if not file.is_dir():
            yield file.relative_to(folder).as_posix(), file


def _choice(path: str, include: Sequence[str], exclude: Sequence[str]) -> str | None:
    if include and not _any(include, path):
        return "not in include"
    return "in exclude" if _any(exclude, path) else None


def _any(patterns: Sequence[str], path: str) -> bool:
    return any(fnmatchcase(path, p + "*" if p.endswith("/") else p) for p in patterns)


def _place(file: Path, folder: Path, resolve: Callable[[Path], Path]) -> str | None:
    """Why a file is not sent because of where it really lies."""
    home = resolve(folder)
    if resolve(file.parent) != home / file.parent.relative_to(folder):
        return "in a linked folder"  # which may be one of those above it, without end
    if not file.is_file():
        return "not a file"  # a link that leads nowhere, a socket
    outside = file.is_symlink() and not file.resolve().is_relative_to(home)
    return "link to outside" if outside else None
