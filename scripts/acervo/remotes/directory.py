"""Revisions in a folder: a mounted disk, a NAS, a stick for a machine without network.

    revisions/{revision}/   the whole tree of a revision; equal files are one (hard links)
    latest, stable          links to one of them, moved in one step
    revisions.json          in which order they came
    CHANGELOG.md            what each of them changed

A reader that follows a link sees a whole revision, whenever it looks.
"""

import os
import re
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any

from acervo.digests import file_sha256, read_json, write_json, write_text
from acervo.errors import AcervoError
from acervo.remotes.changes import noted
from acervo.remotes.receipts import Receipt
from acervo.remotes.store import (
    CHANGELOG,
    DAMAGED,
    FOREIGN,
    LEFTOVER,
    MANIFEST,
    MISSING,
    Difference,
    Head,
    Inspection,
    Transient,
)

_ORDER, _TREES, _PART = "revisions.json", "revisions", ".heal.part"
_ASIDE = ".old"  # what a tree of the same name takes the place of
_REVISION = re.compile(r"[0-9a-f]{16}")
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
        with self._readable():
            for aside in (self.path / _TREES).glob(f".*{_ASIDE}"):  # killed while it was replaced
                tree = self._tree(aside.name.removeprefix(".").removesuffix(_ASIDE))
                if tree.exists():
                    shutil.rmtree(aside, ignore_errors=True)
                else:
                    aside.rename(tree)

    def head(self) -> Head:
        """What `latest` points to.

        Raises:
            AcervoError: the folder is not there, or cannot be read.
        """
        revision = self._target("latest")
        if revision is None:
            return Head("")
        with self._readable():
            tree = self._tree(revision)
            manifest, different = _manifest(tree, revision)
            if manifest is not None:
                different = list(_differences(tree, manifest))
            return Head(revision, manifest, list(map(str, different)))

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
            self._note(message, head.version or None)
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
        if not self._has(revision):
            raise _unknown(revision, self.url)
        with self._readable():
            self._point("stable", revision)

    def manifest(self, revision: str) -> dict[str, Any]:
        """The manifest of a revision, not checked yet.

        Raises:
            AcervoError: it is not here, or cannot be read.
        """
        if not self._has(revision):
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

    def inspect(self) -> Inspection:
        """Compare every revision with its manifest: equal files are one, and damaged together.

        Raises:
            AcervoError: the folder is not there, or cannot be read.
        """
        if not self.path.is_dir():
            raise AcervoError("there is no such folder", where=self.url, fix="Mount the disk.")
        newest, stable = self._target("latest"), self._target("stable")
        different, manifest = [], None
        with self._readable():
            order, digests = self._order(), _Digests()
            for revision in dict.fromkeys([*filter(None, (newest, stable)), *reversed(order)]):
                tree = self._tree(revision)
                if not tree.is_dir() and revision not in (newest, stable):
                    continue  # somebody wanted the space
                found, wrong = _manifest(tree, revision)
                manifest = found if revision == newest else manifest
                different += wrong
                if found:
                    different += _differences(tree, found, digests)
            different += self._unknown(order)
        return Inspection(newest or "", newest, manifest, stable, different)

    def mend(
        self, found: Inspection, files: Mapping[str, Path], gone: Collection[str], receipt: Receipt
    ) -> None:
        """Put right copies in the place of what is not; equal ones are one file again.

        Raises:
            AcervoError: the disk is full, or cannot be written.
            Transient: a revision came meanwhile.
        """
        with self._readable():
            if (self._target("latest") or "") != found.version:
                raise Transient("another revision came meanwhile")
            there: dict[Path, Path] = {}
            part = self.path / _PART  # no reader looks there
            for name, copy in files.items():
                file = self.path / name
                file.parent.mkdir(parents=True, exist_ok=True)
                part.unlink(missing_ok=True)
                if copy not in there or not _hard_linked(there[copy], part):
                    shutil.copyfile(copy, part)
                    receipt.bytes += part.stat().st_size
                part.replace(file)
                there.setdefault(copy, file)
                receipt.uploaded.append(name)
            for name in gone:
                path = self.path / name
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                else:
                    path.unlink(missing_ok=True)
                receipt.deleted.append(name)

    def _unknown(self, order: list[str]) -> Iterator[Difference]:
        """What is no revision: cut off while it was written, or put there by somebody."""
        parts = (_PART, *(f".{name}.part" for name in ("latest", "stable", _ORDER, CHANGELOG)))
        for part in parts:
            if os.path.lexists(self.path / part):
                yield Difference(LEFTOVER, part, "an attempt has left it")
        known = {*order, self._target("latest"), self._target("stable")}
        trees = self.path / _TREES
        for tree in sorted(trees.iterdir()) if trees.is_dir() else []:
            name = tree.name.removeprefix(".").removesuffix(".part").removesuffix(_ASIDE)
            if tree.name in known:
                continue
            if _REVISION.fullmatch(name):
                yield Difference(LEFTOVER, f"{_TREES}/{tree.name}", "an attempt has left it")
            else:
                yield Difference(FOREIGN, f"{_TREES}/{tree.name}", "is no revision")

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
        aside = self._tree(f".{manifest['revision']}{_ASIDE}")
        shutil.rmtree(aside, ignore_errors=True)
        if tree.exists():  # damaged, or the same revision in other bytes: links may point to it
            tree.rename(aside)
        part.rename(tree)
        shutil.rmtree(aside, ignore_errors=True)

    def _tree(self, revision: str) -> Path:
        return self.path / _TREES / revision

    def _has(self, revision: str) -> bool:
        return _is_name(revision) and self._tree(revision).is_dir()

    def _target(self, name: str) -> str | None:
        link = self.path / name
        return link.readlink().name if link.is_symlink() else None

    def _point(self, name: str, revision: str) -> None:
        temporary = self.path / f".{name}.part"
        temporary.unlink(missing_ok=True)
        temporary.symlink_to(Path(_TREES) / revision, target_is_directory=True)
        temporary.replace(self.path / name)

    def _note(self, message: str, head: str | None) -> None:
        """Put what changed on top of the changelog, once, however often it is tried."""
        file = self.path / CHANGELOG
        old = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
        if (new := noted(old, message, head)) != old:
            write_text(file, new)

    def _order(self) -> list[str]:
        file = self.path / _ORDER
        with suppress(AcervoError):
            order = read_json(file) if file.is_file() else None
            if isinstance(order, list) and all(_is_name(name) for name in order):
                return order
        newest = self._target("latest")
        if newest is None:
            return []
        # Somebody took the list away: what was published is there all the same.
        manifests = [
            file
            for file in (self.path / _TREES).glob(f"*/{MANIFEST}")
            if _is_name(file.parent.name) and file.parent.name != newest
        ]
        manifests.sort(key=lambda file: (file.stat().st_mtime_ns, file.parent.name))
        return [*(file.parent.name for file in manifests), newest]

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


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and _REVISION.fullmatch(value) is not None


class _Digests:
    """SHA-256 of files, of each once, under however many names it is there."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], str] = {}

    def of(self, file: Path) -> str:
        stat = file.stat()
        key = (stat.st_dev, stat.st_ino)
        if key not in self._known:
            self._known[key] = file_sha256(file)
        return self._known[key]


def _manifest(tree: Path, revision: str) -> tuple[dict[str, Any] | None, list[Difference]]:
    """The manifest of a tree, as far as it can be compared with it; or what is wrong with it."""
    name = f"{_TREES}/{revision}/{MANIFEST}"
    if not (tree / MANIFEST).is_file():
        return None, [Difference(MISSING, name, "is missing", revision, MANIFEST)]
    try:
        manifest = read_json(tree / MANIFEST)
        if manifest["revision"] == revision and all(
            isinstance(entry["sha256"], str) and isinstance(entry["bytes"], int) and _inside(path)
            for path, entry in manifest["files"].items()
        ):
            return manifest, []
    except (AcervoError, KeyError, TypeError, AttributeError):
        pass
    what = "is not the manifest of this revision"
    return None, [Difference(DAMAGED, name, what, revision, MANIFEST)]


def _inside(path: str) -> bool:
    """Whether a path stays in the folder that it is put behind."""
    pure = PurePosixPath(path)
    return not pure.is_absolute() and ".." not in pure.parts


def _differences(
    tree: Path, manifest: Mapping[str, Any], digests: _Digests | None = None
) -> Iterator[Difference]:
    """What in a revision's tree is not as its manifest says."""
    named, digests = manifest["files"], digests or _Digests()
    revision, where = manifest["revision"], f"{_TREES}/{tree.name}"
    for path, entry in named.items():
        file, about = tree / path, (revision, path, entry)
        if not file.is_file():
            yield Difference(MISSING, f"{where}/{path}", "is missing", *about)
        elif file.stat().st_size != entry["bytes"] or digests.of(file) != entry["sha256"]:
            yield Difference(DAMAGED, f"{where}/{path}", "has other bytes", *about)
    for file in sorted(tree.rglob("*")):
        path = file.relative_to(tree).as_posix()
        if not file.is_dir() and path not in named and path != MANIFEST:
            yield Difference(FOREIGN, f"{where}/{path}", "belongs to no revision")


def _linked(there: Path, file: Path, entry: Mapping[str, Any]) -> bool:
    """Take over an equal file of the revision before, if it still is what it should be."""
    if not there.is_file() or file_sha256(there) != entry["sha256"]:
        return False
    if not _hard_linked(there, file):
        shutil.copyfile(there, file)
    return True


def _hard_linked(there: Path, file: Path) -> bool:
    try:
        os.link(there, file)
    except OSError:  # a file system without hard links
        return False
    return True


def _unknown(revision: str, url: str) -> AcervoError:
    return AcervoError(
        f"there is no revision {revision}", where=url, fix="`acervo revisions` lists those there."
    )
