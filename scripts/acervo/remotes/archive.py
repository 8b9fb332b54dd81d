"""The Internet Archive as a store: one item, in which a name never changes what it stands for.

There are no transactions, and what was sent is seen later. So each file is kept under a name with a
digest of its content, `manifests/{revision}.json` says which of them make a revision, and
`manifest.json`, the newest of those, is overwritten only when all else is seen to be there. So are
`CHANGELOG.md`, for people, before it, and `stable.json`, the promoted one, after it.
"""

import io
import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from acervo.digests import file_md5
from acervo.errors import AcervoError
from acervo.remotes import archive_view as views
from acervo.remotes.archive_client import ArchiveClient
from acervo.remotes.archive_view import STABLE, named
from acervo.remotes.archive_waiting import Waiting
from acervo.remotes.changes import noted, shortened
from acervo.remotes.receipts import Receipt
from acervo.remotes.store import CHANGELOG, MANIFEST, Head, Inspection, Transient

_FROZEN = {"mediatype", "collection"}  # of an item; later only the Archive's staff changes them


class ArchiveStore:
    """Revisions in an item of the Internet Archive.

    Two who publish at the same moment are not kept apart: the last one's `manifest.json` stays.
    Each of their revisions is complete, and can be read by its name.

    Args:
        identifier: of the item; it is made with the first file.
        metadata: of the item: title, description, creator, subject, date, language, licenseurl,
            mediatype, collection. The last two count only when the item is made.
        keep: how many old revisions stay beside the newest and the stable one; None for all.
        wait: seconds until what was sent must be seen in the item.
        pause: seconds between two looks.
        config: settings of the library, over those of the file that `ia configure` writes.

    Raises:
        AcervoError: the keys or the identifier cannot be right.
    """

    target = "archive"

    def __init__(
        self,
        identifier: str,
        metadata: Mapping[str, Any] | None = None,
        keep: int | None = None,
        *,
        wait: float = 1800,
        pause: float = 15,
        config: Mapping[str, Any] | None = None,
    ) -> None:
        self.url = f"https://archive.org/details/{identifier}"
        self._metadata = {key: value for key, value in (metadata or {}).items() if value}
        self._keep = keep
        self._client = ArchiveClient(identifier, config)
        self._waiting = Waiting(self._client, self.url, wait, pause)
        self._known: dict[str, bytes] = {}  # manifests by md5
        self._read: dict[str, dict[str, Any]] = {}  # by revision

    def check(self) -> None:
        """Refuse to publish without valid keys, or into an item that is not ours.

        Raises:
            AcervoError: there are no keys, they are not valid, or the item is another's or hidden.
            Transient: it cannot be told for now.
        """
        account = self._client.account()
        item = self._client.metadata()
        if item.get("is_dark"):
            raise AcervoError(
                "the Internet Archive has hidden this item",
                where=self.url,
                fix="Write to info@archive.org, or choose another identifier.",
            )
        owner = str(item.get("metadata", {}).get("uploader", ""))
        if account and owner and owner.lower() != account.lower():
            raise AcervoError(
                "this item belongs to another account than the keys",
                where=self.url,
                fix="Run `ia configure` as the account that made it, or choose another identifier.",
            )

    def head(self) -> Head:
        """What stands in the item now.

        Raises:
            AcervoError: it may not be read.
            Transient: it cannot be told for now, or is just changing.
        """
        return self._look().head

    def send(
        self, root: Path, manifest: Mapping[str, Any], head: Head, message: str, receipt: Receipt
    ) -> None:
        """Send what the item does not show yet, then let `manifest.json` name it.

        The message goes on top of `CHANGELOG.md`, its first lines into the notes on the item.

        Raises:
            AcervoError: there are no keys, no permission, or a file is not what the manifest says.
            Transient: something may be missing yet; what has arrived is not sent again.
        """
        self._client.require_keys()
        self._waiting.for_tasks()  # until then the item does not show what an attempt has sent
        view = self._look()
        if (view.head.version, view.head.foreign) != (head.version, head.foreign):
            raise Transient("the item has changed in the meantime")
        raw = _bytes(root / MANIFEST)
        if views.parse(raw) != manifest:
            raise _changed(root / MANIFEST)
        listed = views.listed(manifest["revision"])
        names = {path: named(path, entry) for path, entry in manifest["files"].items()}
        wanted = {names[path]: views.facts(entry) for path, entry in manifest["files"].items()}
        notes = self._notes(view, message)
        beside = {listed: raw, **({CHANGELOG: notes} if notes else {})}
        wanted |= {name: views.facts_of(content) for name, content in beside.items()}
        there = {name for name, facts in wanted.items() if views.shown(view.files, name) == facts}
        receipt.skipped = sum(names[p] in there and p not in receipt.uploaded for p in names)
        about = {**self._metadata, "notes": shortened(message)}
        if date := manifest.get("last_export_date"):
            about["date"] = date
        new = {} if view.item else about
        hint = int(manifest["total_bytes"])
        for path, entry in sorted(manifest["files"].items()):
            if names[path] not in there:
                self._put_file(names[path], root / path, entry, new, hint)
                receipt.uploaded.append(path)
                receipt.bytes += entry["bytes"]
        for name in [name for name in beside if name not in there]:
            self._put(name, beside[name], receipt, new)
        self._describe(view.item, about)
        self._waiting.until_shown(wanted, views.shown(view.files, MANIFEST))
        self._put(MANIFEST, raw, receipt)
        self._waiting.until_shown({MANIFEST: views.facts_of(raw)})
        self.prune(receipt)

    def prune(self, receipt: Receipt) -> None:
        """Delete old revisions beyond `keep`, and all files that no kept revision names.

        Done by `send`; alone, it finishes what was broken off.

        Raises:
            AcervoError: there are no keys, or no permission.
            Transient: something may be left.
        """
        if self._keep is None:
            return
        self._client.require_keys()
        view = self._look()
        if view.head.manifest is None:
            return
        if view.head.foreign:
            raise Transient("somebody else has changed the item in the meantime")
        newest = view.head.manifest["revision"]
        order = [newest, *(r for r in views.by_time(view.files) if r != newest)]
        kept = {*order[: self._keep + 1], *([view.stable] if view.stable else [])}
        if not kept <= view.manifests.keys():
            raise Transient("the manifest of a kept revision cannot be read now")
        used = {
            named(path, entry)
            for revision in kept
            for path, entry in view.manifests[revision]["files"].items()
        }
        used |= {named(path, entry) for path, entry in view.head.manifest["files"].items()}
        # Manifests first: what nobody reads any more can go in any order.
        gone = [views.listed(revision) for revision in order if revision not in kept]
        gone += sorted(
            name for name in view.files if views.HASHED.fullmatch(name) and name not in used
        )
        for name in gone:
            self._client.delete(name)
            receipt.deleted.append(name)

    def revisions(self) -> list[str]:
        """Revisions in the item, the one that was sent last first.

        Raises:
            AcervoError: it may not be read.
            Transient: it cannot be told for now.
        """
        files = views.files_of(self._client.metadata())
        raw = self._client.content(MANIFEST) if MANIFEST in files else None
        newest = views.parse(raw) if raw else None  # one that came back is not sent again
        return sorted(
            views.by_time(files), key=lambda name: newest is None or name != newest["revision"]
        )

    def stable(self) -> str | None:
        """The revision that `stable.json` names.

        Raises:
            AcervoError: it may not be read, or names none.
            Transient: it cannot be told for now.
        """
        raw = self._client.content(STABLE)
        if raw is None:
            return None
        revision = views.pointed(raw)
        if revision is None:
            raise AcervoError(
                f"{STABLE} names no revision", where=self.url, fix="Run `acervo promote` again."
            )
        return revision

    def promote(self, revision: str) -> None:
        """Overwrite `stable.json`.

        Raises:
            AcervoError: there are no keys, no permission, or no such revision.
            Transient: it may not be done yet.
        """
        self._client.require_keys()
        self._waiting.for_tasks()
        files = views.files_of(self._client.metadata())
        if revision not in views.by_time(files):
            raise self._no_revision(revision)
        raw = (json.dumps({"revision": revision}, indent=2) + "\n").encode()
        wanted = {STABLE: views.facts_of(raw)}
        if views.shown(files, STABLE) != wanted[STABLE]:
            self._put(STABLE, raw)
            self._waiting.until_shown(wanted)

    def manifest(self, revision: str) -> dict[str, Any]:
        """The manifest of a revision, not checked yet.

        Raises:
            AcervoError: there is none.
            Transient: no answer for now.
        """
        if not views.REVISION.fullmatch(revision):
            raise self._no_revision(revision)
        raw = self._client.content(views.listed(revision))
        if raw is None:
            raise self._no_revision(revision)
        manifest = views.parse(raw)
        if manifest is None:
            raise AcervoError(f"{views.listed(revision)} is no manifest", where=self.url)
        self._read[revision] = manifest
        return manifest

    def read(self, revision: str, path: str, start: int = 0) -> Iterator[bytes]:
        """The bytes of a file of a revision from an offset on, not checked yet.

        Raises:
            AcervoError: there is no such revision or file.
            Transient: no answer for now, or it broke off.
        """
        manifest = self._read.get(revision) or self.manifest(revision)
        entry = manifest["files"].get(path)
        if entry is None:
            raise AcervoError(f"revision {revision} has no file {path}", where=self.url)
        left = entry["bytes"] - start
        if left <= 0:
            return
        blocks = self._client.download(named(path, entry), start)
        if blocks is None:
            raise AcervoError(
                f"{path} of revision {revision} is gone", where=self.url, fix="Read another one."
            )
        for block in blocks:
            left -= len(block)
            yield block
        if left > 0:
            raise Transient(f"{path}: {left} bytes are missing")

    def inspect(self) -> Inspection:
        """Compare the item with its manifests, by the digests that its metadata show.

        Raises:
            AcervoError: it may not be read.
            Transient: it cannot be told for now, or is just changing.
        """
        view = self._look()
        newest = view.head.manifest["revision"] if view.head.manifest else None
        return Inspection(
            view.head.version, newest, view.head.manifest, view.stable, view.differences
        )

    def mend(
        self, found: Inspection, files: Mapping[str, Path], gone: Collection[str], receipt: Receipt
    ) -> None:
        """Send these files again, and delete those.

        Raises:
            AcervoError: there are no keys, or no permission.
            Transient: something may be missing yet; the item has changed in the meantime.
        """
        self._client.require_keys()
        self._waiting.for_tasks()
        view = self._look()
        if (view.head.version, view.differences) != (found.version, found.differences):
            raise Transient("the item has changed in the meantime")
        wanted = {}
        for name, file in sorted(files.items(), key=lambda item: item[0] == MANIFEST):
            md5, size = file_md5(file), file.stat().st_size
            wanted[name] = (md5, size)
            self._put_file(name, file, {"md5": md5}, {}, size)
            receipt.uploaded.append(name)
            receipt.bytes += size
        for name in sorted(gone):
            self._client.delete(name)
            receipt.deleted.append(name)
        self._waiting.until_shown(wanted, views.shown(view.files, MANIFEST))

    def _look(self) -> views.View:
        return views.look(self._client, self._known)

    def _put_file(
        self,
        name: str,
        file: Path,
        entry: Mapping[str, Any],
        metadata: Mapping[str, Any],
        hint: int,
    ) -> None:
        try:
            with file.open("rb") as body:
                self._client.put(name, body, entry["md5"], metadata=metadata, hint=hint)
        except (Transient, OSError):
            if not _is(file, entry["md5"]):
                raise _changed(file) from None
            raise

    def _put(
        self,
        name: str,
        raw: bytes,
        receipt: Receipt | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> None:
        md5, size = views.facts_of(raw)
        self._client.put(name, io.BytesIO(raw), md5, metadata=metadata or {}, hint=size)
        if receipt is not None:
            receipt.uploaded.append(name)
            receipt.bytes += size

    def _describe(self, item: Mapping[str, Any], about: Mapping[str, Any]) -> None:
        """Bring the metadata of an item that exists up to date."""
        found = item.get("metadata")
        if not isinstance(found, dict):
            return
        changes = {
            key: value
            for key, value in about.items()
            if key not in _FROZEN and _plain(value) != _plain(found.get(key))
        }
        if changes:
            self._client.modify(item, changes)

    def _notes(self, view: views.View, message: str) -> bytes:
        """The changelog with the message on top; empty if it is as it should be."""
        old = b""
        if CHANGELOG in view.files:
            old = views.pointer_bytes(self._client, CHANGELOG, view.files)
        newest = view.head.manifest["revision"] if view.head.manifest else None
        new = noted(old.decode(errors="replace"), message, newest).encode()
        return new if new != old else b""

    def _no_revision(self, revision: str) -> AcervoError:
        return AcervoError(
            f"there is no revision {revision}",
            where=self.url,
            fix="`acervo revisions ia://…` names those that are there.",
        )


def _changed(file: Path) -> AcervoError:
    return AcervoError(
        "is no longer what the manifest says",
        where=str(file),
        fix="Let nothing write to the dataset while it is published; run the workflow again.",
    )


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        raise _changed(file) from None


def _is(file: Path, md5: str) -> bool:
    try:
        return file_md5(file) == md5
    except OSError:
        return False


def _plain(value: Any) -> Any:
    """A value of the metadata as the Archive gives it back."""
    if isinstance(value, list | tuple):
        return str(value[0]) if len(value) == 1 else [str(each) for each in value]
    return None if value is None else str(value)
