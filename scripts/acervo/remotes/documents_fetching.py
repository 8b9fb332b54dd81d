"""Source documents on the way in: those of one commit, every one verified, for raw files."""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from glob import glob
from pathlib import Path
from typing import Any, TypeVar

from huggingface_hub.hf_api import RepoFile

from acervo.digests import write_json
from acervo.errors import AcervoError
from acervo.remotes.documents import folder_of, note_of, reason_to_leave
from acervo.remotes.documents_hub import DocumentsRepository
from acervo.remotes.publishing import retrying
from acervo.remotes.store import Transient

log = logging.getLogger(__name__)

_T = TypeVar("_T")
_HEX = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


@dataclass
class Fetched:
    """What fetching a source did. others: local files that are not of the commit; they stay."""

    fetched: int = 0
    kept: int = 0
    bytes: int = 0
    others: list[str] = field(default_factory=list)


def fetch_documents(
    name: str,
    source: Mapping[str, Any],
    *,
    deadline: float = 7200.0,
    token: str | None = None,
) -> Fetched:
    """Bring the documents of a source at one commit into the folder of its files.

    What is there already and right is kept; a download that was cut off goes on where it stopped.
    At the end a hidden note beside the documents names the commit: a build asks for it.

    Args:
        name: of the source, here and there.
        source: its `files`, and `fetch` with `repo` and `revision` (a commit).
        deadline: seconds for which a file is tried.
        token: None for HF_TOKEN or the stored login.

    Raises:
        AcervoError: there is no such repository, commit or source in it; a path there cannot be
            trusted; a file does not arrive as it should be, or cannot be written.
    """
    repository = DocumentsRepository(source["fetch"]["repo"], token=token)
    commit, folder = source["fetch"]["revision"], folder_of(source["files"])
    note = note_of(name, source["files"])
    there = _tried(partial(repository.files, commit), deadline)
    wanted = _wanted(there, name, folder, f"{repository.url}, commit {commit}")
    note.unlink(missing_ok=True)  # from here on it would not be true
    done = Fetched()
    for path, entry in wanted.items():
        if repository.same(folder / path, entry):
            done.kept += 1
            continue
        _tried(partial(_fetch, repository, commit, entry, folder / path, done), deadline)
        done.fetched += 1
        log.info("%s/%s: %d bytes", name, path, entry.size)
    matches = glob(source["files"], recursive=True)  # noqa: PTH207 (absolute patterns too)
    files = {Path(file).relative_to(folder).as_posix() for file in matches if Path(file).is_file()}
    done.others = sorted(files - wanted.keys())
    write_json(note, {**source["fetch"], "files": list(wanted)})
    return done


def _tried(action: Callable[[], _T], deadline: float) -> _T:
    try:
        return retrying(deadline)(action)
    except Transient as error:
        raise AcervoError(
            f"given up: {error}", fix="Run the same command again: it goes on where it stopped."
        ) from None


def _wanted(
    there: Mapping[str, RepoFile], name: str, folder: Path, where: str
) -> dict[str, RepoFile]:
    """What a commit has of a source, by path below its folder."""
    wanted = {}
    for full, entry in sorted(there.items()):
        source, _, path = full.partition("/")
        if source != name:
            continue
        _trust(path, entry, where)
        reason = reason_to_leave(path)
        if reason:
            log.warning("%s: is not fetched (%s)", ascii(full)[1:-1], reason)
            continue
        _no_links(folder / path, folder)
        wanted[path] = entry
    if not wanted:
        folders = sorted({path.split("/")[0] for path in there if "/" in path})
        raise AcervoError(
            f"there are no documents of {name}, but of: {', '.join(folders) or 'nothing'}",
            where=where,
            fix=f"Name the source as it is named there, or correct sources.{name}.fetch.",
        )
    return wanted


def _digest(entry: RepoFile) -> str:
    return entry.lfs.sha256 if entry.lfs else entry.blob_id


def _trust(path: str, entry: RepoFile, where: str) -> None:
    """Refuse what leads out of the folder, as far as it says so itself."""
    parts = path.split("/")
    inside = not {"", ".", ".."} & set(parts) and "\\" not in path and ":" not in parts[0]
    if not inside or not _HEX.fullmatch(_digest(entry)):
        raise AcervoError(
            f"a path there leads out of its folder: {path!a}",
            where=where,
            fix="Nothing was fetched. Look who has put it there.",
        )


def _no_links(file: Path, folder: Path) -> None:
    if not file.parent.resolve().is_relative_to(folder.resolve()):
        raise AcervoError(
            "is a link to somewhere else: nothing is fetched through it",
            where=str(file.parent),
            fix="Remove the link, or let `files` begin where it leads.",
        )


def _fetch(
    repository: DocumentsRepository, commit: str, entry: RepoFile, file: Path, done: Fetched
) -> None:
    """Fetch one file.

    Raises:
        Transient: it broke off; what came is kept beside it.
        AcervoError: it arrived with other bytes, twice; or it cannot be written.
    """
    part = file.with_name(f".{file.name}.{_digest(entry)[:16]}.part")
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        for last in (False, True):  # a beginning that was there may be what is wrong
            with part.open("ab") as output:
                for block in repository.read(commit, entry.path, output.tell()):
                    output.write(block)
                    done.bytes += len(block)
                    if output.tell() > entry.size:
                        break
            if repository.same(part, entry):
                part.replace(file)
                return
            if last or part.stat().st_size >= entry.size:
                part.unlink()
            log.warning("%s: arrived with other bytes", entry.path)
    except OSError as error:
        raise AcervoError(
            f"cannot be written ({error.strerror or type(error).__name__})",
            where=str(file),
            fix="See to the disk, then run the same command again: it goes on from there.",
        ) from None
    raise AcervoError(
        "arrives with other bytes than the commit says",
        where=f"{repository.url}, {entry.path}",
        fix="Run the same command again; if it happens each time, tell whoever publishes it.",
    )
