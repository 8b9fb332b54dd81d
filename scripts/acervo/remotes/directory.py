"""Revisions in a folder: a mounted disk, a NAS, a stick for a machine without network.

    revisions/{revision}/   the whole tree of a revision; equal files are one (hard links)
    latest, stable          links to one of them, moved in one step
    revisions.json          in which order they came
    CHANGELOG.md            what each of them changed

A reader that follows a link sees a whole revision, whenever it looks.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from acervo.digests import file_sha256, read_json, write_json, write_text
from acervo.errors import AcervoError
from acervo.remotes.receipts import Receipt
from acervo.remotes.store import MANIFEST, Head, Transient

_ORDER, _CHANGELOG = "revisions.json", "CHANGELOG.md"
_BLOCK = 1 << 20


class DirectoryStore:
    """A folder as a `Store`."""

    target = "directory"

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.url = str(path)

    def check(self) -> None:
        """Refuse a folder that is not there (a disk that is not mounted), or is not ours to write.

        Raises:
            AcervoError: so.
        """
        if not self.path.is_dir():
            raise AcervoError(
                "there is no such folder",
                where=self.url,
                fix="Mount the disk, or make the folder (`mkdir -p`), and publish again.",
            )
        if not os.access(self.path, os.W_OK | os.X_OK):
            raise AcervoError("may not be written to", where=self.url, fix="See its permissions.")

    def head(self) -> Head:
        """What `latest` points to.

        Raises:
            AcervoError: the folder is not there, or cannot be read.
        """
        revision = self._target("latest")
        if revision is None:
            return Head("")
        with self._readable():
            manifest = self.manifest(revision)
            return Head(revision, manifest, list(_differences(self._tree(revision), manifest)))

    def send(
        self, root: Path, manifest: Mapping[str, Any], head: Head, message: str, receipt: Receipt
    ) -> None:
        """Build the revision beside the others, give it its name, and let `latest` point to it.

        Raises:
            AcervoError: the disk is full, or cannot be written.
            Transient: somebody else was quicker.
        """
        revision = manifest["revision"]
        tree = self._tree(revision)
        with self._readable():
            if (self._target("latest") or "") != head.version:
                raise Transient("another revision came meanwhile")
            if not tree.exists() or any(_differences(tree, manifest)):
                self._build(root, manifest, head, receipt)
            else:
                receipt.skipped = len(manifest["files"])
            if head.manifest:
                receipt.deleted = sorted(head.manifest["files"].keys() - manifest["files"].keys())
            order = [name for name in self._order() if name != revision]
            write_json(self.path / _ORDER, [*order, revision])
            self._note(message)
            self._point("latest", revision)

    def prune(self, receipt: Receipt) -> None:
        """Delete nothing: every revision stays."""

    def revisions(self) -> list[str]:
        """Revisions that can be read, the newest first."""
        return [name for name in reversed(self._order()) if self._tree(name).is_dir()]

    def stable(self) -> str | None:
        """The revision that `stable` points to."""
        return self._target("stable")

    def promote(self, revision: str) -> None:
        """Let `stable` point to a revision.

        Raises:
            AcervoError: it is not here.
        """
        if not self._tree(revision).is_dir():
            raise _unknown(revision, self.url)
        with self._readable():
            self._point("stable", revision)

    def manifest(self, revision: str) -> dict[str, Any]:
        """The manifest of a revision, not checked yet.

        Raises:
            AcervoError: it is not here, or cannot be read.
        """
        if not self._tree(revision).is_dir():
            raise _unknown(revision, self.url)
        manifest: dict[str, Any] = read_json(self._tree(revision) / MANIFEST)
        return manifest

    def read(self, revision: str, path: str, start: int = 0) -> Iterator[bytes]:
        """The bytes of a file of a revision from an offset on, in blocks, not checked yet.

        Raises:
            AcervoError: it cannot be read.
        """
        with self._readable(), (self._tree(revision) / path).open("rb") as file:
            file.seek(start)
            while block := file.read(_BLOCK):
                yield block

    def _build(self, root: Path, manifest: Mapping[str, Any], head: Head, receipt: Receipt) -> None:
        part = self._tree(f".{manifest['revision']}.part")
        shutil.rmtree(part, ignore_errors=True)  # of an attempt that was cut off
        there = {}
        if head.manifest:
            there = {e["sha256"]: path for path, e in head.manifest["files"].items()}
        receipt.uploaded, receipt.skipped, receipt.bytes = [], 0, 0
        for path, entry in manifest["files"].items():
            file = part / path
            file.parent.mkdir(parents=True, exist_ok=True)
            same = there.get(entry["sha256"])
            if same is not None and _linked(self._tree(head.version) / same, file, entry):
                receipt.skipped += 1
                continue
            shutil.copyfile(root / path, file)
            if file_sha256(file) != entry["sha256"]:
                raise AcervoError("changed while it was copied", where=str(root / path))
            receipt.uploaded.append(path)
            receipt.bytes += entry["bytes"]
        shutil.copyfile(root / MANIFEST, part / MANIFEST)
        tree = self._tree(manifest["revision"])
        shutil.rmtree(tree, ignore_errors=True)  # damaged, and no link points to it
        part.rename(tree)

    def _tree(self, revision: str) -> Path:
        return self.path / "revisions" / revision

    def _target(self, name: str) -> str | None:
        link = self.path / name
        return link.readlink().name if link.is_symlink() else None

    def _point(self, name: str, revision: str) -> None:
        temporary = self.path / f".{name}.part"
        temporary.unlink(missing_ok=True)
        temporary.symlink_to(Path("revisions") / revision, target_is_directory=True)
        temporary.replace(self.path / name)

    def _note(self, message: str) -> None:
        """Put what changed on top of the changelog, once, however often it is tried."""
        file = self.path / _CHANGELOG
        notes = file.read_text(encoding="utf-8") if file.is_file() else ""
        if not notes.startswith(message):
            write_text(file, f"{message}\n{notes}")

    def _order(self) -> list[str]:
        file = self.path / _ORDER
        order: list[str] = read_json(file) if file.is_file() else []
        return order

    @contextmanager
    def _readable(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise AcervoError(
                f"cannot be read or written ({error.strerror or type(error).__name__})",
                where=self.url,
                fix="See to the disk (space, permissions, mount), then run the same command again.",
            ) from None


def _differences(tree: Path, manifest: Mapping[str, Any]) -> Iterator[str]:
    """What in a revision's tree is not as its manifest says."""
    named = manifest["files"]
    for path, entry in named.items():
        file = tree / path
        if not file.is_file():
            yield f"{path} is missing"
        elif file.stat().st_size != entry["bytes"] or file_sha256(file) != entry["sha256"]:
            yield f"{path} has other bytes"
    for file in sorted(tree.rglob("*")):
        path = file.relative_to(tree).as_posix()
        if not file.is_dir() and path not in named and path != MANIFEST:
            yield f"{path} belongs to no revision"


def _linked(there: Path, file: Path, entry: Mapping[str, Any]) -> bool:
    """Take over an equal file of the revision before, if it still is what it should be."""
    if not there.is_file() or file_sha256(there) != entry["sha256"]:
        return False
    try:
        os.link(there, file)
    except OSError:  # a file system without hard links
        shutil.copyfile(there, file)
    return True


def _unknown(revision: str, url: str) -> AcervoError:
    return AcervoError(
        f"there is no revision {revision}", where=url, fix="`acervo revisions` lists those there."
    )
