"""Publishing source documents: what changed, folder by folder, so that a stopped run goes on."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from os import stat_result
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from acervo.errors import AcervoError
from acervo.remotes.documents import Selection
from acervo.remotes.documents_hub import DocumentsRepository
from acervo.remotes.publishing import until_done
from acervo.remotes.receipts import Receipt

log = logging.getLogger(__name__)

# Of one commit. The Hub takes more (https://huggingface.co/docs/hub/repositories-recommendations),
# but what a broken connection costs is a commit.
_OPERATIONS, _BYTES = 500, 500_000_000
_COMMITS = 100  # of one run, if it can be: the Hub counts them by the hour


@dataclass
class DocumentsReceipt(Receipt):
    """What publishing documents did. left_out: how many files stay here, by reason."""

    left_out: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Batch:
    """One commit: paths that are added or changed, and paths that go."""

    adds: tuple[str, ...]
    gone: tuple[str, ...]

    def __str__(self) -> str:
        folders = sorted({str(PurePosixPath(path).parent) for path in (*self.adds, *self.gone)})
        counts = ((len(self.adds), "sent"), (len(self.gone), "removed"))
        what = ", ".join(f"{n} {what}" for n, what in counts if n)
        return f"{folders[0]}{f' to {folders[-1]}' if len(folders) > 1 else ''} ({what})"


def publish_documents(
    selection: Selection,
    repository: DocumentsRepository,
    receipt_file: Path,
    *,
    accept: str | None = None,
    deadline: float = 7200.0,
) -> DocumentsReceipt:
    """Make the folders of the selected sources in a repository what they are here.

    Each folder is a commit. Before each attempt it is read what stands there: what has arrived is
    not sent again. Outside of the folders of these sources nothing is touched.

    Args:
        selection: what is to stand there.
        repository: where.
        receipt_file: the receipt; the history and the lock stand beside it.
        accept: the commit of somebody else that may be followed.
        deadline: seconds after which it is given up.

    Returns:
        The receipt. It is written on failure as well (`Receipt.write`).

    Raises:
        AcervoError: somebody else changed what would be written over; the Hub refuses it; another
            publication is running; it was tried in vain until the deadline.
    """
    receipt = DocumentsReceipt("documents", repository.url, "")
    receipt.left_out = dict(sorted(selection.left_out.items()))
    known: dict[tuple[str, int, str], bool] = {}  # in all attempts: reading takes long
    sources = {path.split("/")[0] for path in selection.files}

    def differing(commit: str) -> tuple[list[str], list[str]]:
        """Paths to be added or changed there, and paths to go."""
        there = {
            path: entry
            for path, entry in repository.files(commit).items()
            if path.split("/")[0] in sources
        }
        changed = []
        for path, file in selection.files.items():
            entry = there.get(path)
            key = (path, _stat(file).st_mtime_ns, entry.blob_id if entry else "")
            if key not in known:
                known[key] = repository.same(file, entry)
            if not known[key]:
                changed.append(path)
        return changed, sorted(there.keys() - selection.files.keys())

    def attempt() -> None:
        repository.check()
        commit = repository.newest()
        log.info("comparing %d files with what stands there", len(selection.files))
        changed, gone = differing(commit)
        if changed or gone:
            if commit != accept:
                _refuse(repository, commit, [*changed, *gone])
            receipt.skipped = len(selection.files.keys() - {*changed, *receipt.uploaded})
            planned = batches(
                {path: _stat(selection.files[path]).st_size for path in changed}, gone
            )
            for n, batch in enumerate(planned, 1):
                adds = {path: selection.files[path] for path in batch.adds}
                commit = repository.send(adds, batch.gone, commit, str(batch), receipt)
                receipt.remote_revision = commit
                log.info("%d of %d: %s", n, len(planned), batch)
            _check(repository, *differing(commit))
        receipt.remote_revision = commit

        folders = {path.split("/")[0] for path in repository.files(commit) if "/" in path}
        for folder in sorted(folders - sources):
            log.warning("%s/ is there too, but of no public source: it stays", folder)

    until_done(attempt, receipt, receipt_file, deadline)
    return receipt


def batches(changed: Mapping[str, int], gone: Iterable[str]) -> list[Batch]:
    """What goes into one commit each: a folder, or part of a large one.

    With very many folders, neighbours share a commit.

    Args:
        changed: bytes by path.
        gone: paths.
    """
    single = [_Change(_folder(path, changed), False, path, 0) for path in gone]
    single += [_Change(_folder(path, changed), True, path, n) for path, n in changed.items()]
    found = [
        part
        for _, group in groupby(sorted(single), key=attrgetter("folder"))
        for part in _packed([change] for change in group)
    ]
    if len(found) > _COMMITS:
        found = list(_packed(found))
    return [
        Batch(
            tuple(change.path for change in part if change.stays),
            tuple(change.path for change in part if not change.stays),
        )
        for part in found
    ]


class _Change(NamedTuple):
    folder: str
    stays: bool  # sorted after what goes
    path: str
    bytes: int


def _folder(path: str, changed: Mapping[str, int]) -> str:
    """Whose commit a path belongs to; below what becomes a file, that of the file."""
    parents = map(str, PurePosixPath(path).parents)
    return str(PurePosixPath(next((p for p in parents if p in changed), path)).parent)


def _packed(groups: Iterable[list[_Change]]) -> Iterator[list[_Change]]:
    """Neighbours together, as long as a commit may hold them."""
    pending: list[_Change] = []
    size = 0
    for group in groups:
        more = sum(change.bytes for change in group)
        if pending and (size + more > _BYTES or len(pending) + len(group) > _OPERATIONS):
            yield pending
            pending, size = [], 0
        pending.extend(group)
        size += more
    if pending:
        yield pending


def _refuse(repository: DocumentsRepository, commit: str, paths: Iterable[str]) -> None:
    """Refuse to write over what is not ours."""
    foreign = repository.changed_by_others(commit, paths)
    if foreign:
        more = f" and {len(foreign) - 3} more" if len(foreign) > 3 else ""
        raise AcervoError(
            f"somebody else has changed what stands there: {'; '.join(foreign[:3])}{more}",
            where=repository.url,
            fix="Undo it there, or do the same here; or write over it: "
            f"publish.documents.accept: {commit}",
        )


def _check(repository: DocumentsRepository, changed: list[str], gone: list[str]) -> None:
    """What a commit says that was taken, it must hold."""
    if changed or gone:
        raise AcervoError(
            f"{len(changed) + len(gone)} files are not there as they are here, although they were "
            f"sent; the first is {[*changed, *gone][0]}",
            where=repository.url,
            fix="Was it changed meanwhile, or does a .gitignore there name it? Then run again.",
        )


def _stat(file: Path) -> stat_result:
    try:
        return file.stat()
    except OSError as error:
        raise AcervoError(
            f"cannot be read any more ({error.strerror})",
            where=str(file),
            fix="Run the same command again.",
        ) from None
