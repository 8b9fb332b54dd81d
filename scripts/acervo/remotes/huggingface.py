"""The Hugging Face Hub: a dataset repository, one commit and one tag for each revision.

main           the newest revision; beside it CHANGELOG.md, which says what each revision changed
{revision}     a tag for each; `stable`, one more, is what readers get by default
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha1, sha256
from pathlib import Path
from typing import Any

from huggingface_hub.errors import RemoteEntryNotFoundError, RevisionNotFoundError
from huggingface_hub.hf_api import RepoFile

from acervo.digests import file_sha256
from acervo.errors import AcervoError
from acervo.remotes.changes import noted
from acervo.remotes.huggingface_repository import KIND, HubRepository
from acervo.remotes.huggingface_session import OTHER_COMMIT
from acervo.remotes.receipts import Receipt
from acervo.remotes.store import (
    CHANGELOG,
    DAMAGED,
    FOREIGN,
    MANIFEST,
    MISSING,
    UNFINISHED,
    Difference,
    Head,
    Inspection,
    Transient,
)

_STABLE = "stable"
_HUBS_OWN = ".gitattributes"
_BESIDE = {MANIFEST, CHANGELOG, _HUBS_OWN}  # of no revision
_REVISION = re.compile(r"[0-9a-f]{16}")
_LARGE = 10_000_000  # above this the Hub keeps no file as it is


class HuggingFaceStore(HubRepository):
    """A dataset repository of the Hub as a `Store`.

    Args:
        repo: `organisation/name`. It is made when the first revision is sent.
        private: whether it is made private; one that exists is left as it is.
        token: None for HF_TOKEN or the stored login, as `huggingface_hub` finds them.

    Raises:
        AcervoError: `repo` is not such a name.
    """

    target = "huggingface"

    def __init__(self, repo: str, private: bool = True, token: str | None = None) -> None:
        super().__init__(repo, private, token)
        self._commits: dict[str, str] = {}  # by revision: what is read stays of one commit
        self._digests: dict[str, str] = {}  # SHA-256 by git's name of a content

    def head(self) -> Head:
        """What stands on `main`; what differs from its manifest is foreign.

        Raises:
            AcervoError: it may not be read.
            Transient: the Hub cannot be asked now.
        """
        with self._errors("reading what stands there"):
            version = self._standing()
            if not version:
                return Head("")
            tree = self._files(version)
            if MANIFEST not in tree:
                foreign = sorted(tree.keys() - {_HUBS_OWN})
                return Head(version, None, [f"{path}: no revision has it" for path in foreign])
            manifest = _parse(self._right(version, MANIFEST))
            if manifest is None:
                return Head(version, None, [f"{MANIFEST}: is not a manifest"])
            self._commits[manifest["revision"]] = version
            return Head(version, manifest, list(map(str, self._differences(version, manifest))))

    def send(
        self, root: Path, manifest: Mapping[str, Any], head: Head, message: str, receipt: Receipt
    ) -> None:
        """Commit what differs in one step, then tag it with the name of the revision.

        `receipt.uploaded` are the files of the commit. `receipt.bytes` leaves out large files that
        the Hub has already; with Xet, which sends new parts only, it is an upper bound.

        Raises:
            AcervoError: the Hub refuses it, or a file cannot be read.
            Transient: the Hub cannot be asked now, or something else was committed meanwhile.
        """
        with self._errors("publishing"):
            version = head.version or self._create()
            if self._newest() != version:
                raise Transient(OTHER_COMMIT)
            tree = self._files(version)
            if not head.version and tree.keys() - {_HUBS_OWN}:
                raise Transient(OTHER_COMMIT)
            if head.manifest and not head.foreign:  # its answer may have been lost
                self._tag(head.manifest["revision"], version, self._tags())
            changed = [
                path
                for path in (*manifest["files"], MANIFEST)
                if not self._same(root / path, manifest["files"].get(path), version, tree.get(path))
            ]
            gone = sorted(tree.keys() - manifest["files"].keys() - _BESIDE)
            receipt.skipped = len(manifest["files"]) + 1 - len(changed)
            if changed or gone:
                adds = {path: root / path for path in changed}
                notes = self._notes(version, message, head)
                version = self._commit({**adds, **notes}, gone, version, message, receipt)
                self._remember(adds.values())
            self._tag(manifest["revision"], version, self._tags())
            self._commits[manifest["revision"]] = version

    def prune(self, receipt: Receipt) -> None:
        """Delete nothing: the history stays."""

    def revisions(self) -> list[str]:
        """Revisions that can be read, the newest commit first.

        Raises:
            AcervoError: there is no such repository, or it may not be read.
            Transient: the Hub cannot be asked now.
        """
        with self._errors("listing revisions"):
            commits = self._hub.list_repo_commits(self.repo, repo_type=KIND)
            age = {commit.commit_id: n for n, commit in enumerate(commits)}
            found = {name: at for name, at in self._tags().items() if _REVISION.fullmatch(name)}
            newest = commits[0].commit_id if commits else ""
            if newest and newest not in found.values():  # its tag may be missing
                found |= self._untagged(newest)
            return sorted(found, key=lambda name: (age.get(found[name], len(age)), name))

    def stable(self) -> str | None:
        """The revision at the tag `stable`.

        Raises:
            AcervoError: there is no such repository, or it may not be read.
            Transient: the Hub cannot be asked now.
        """
        with self._errors("reading what is stable"):
            try:
                manifest = _parse(self._fetch(_STABLE, MANIFEST))
            except (RevisionNotFoundError, RemoteEntryNotFoundError):
                return None
            return manifest["revision"] if manifest else None

    def promote(self, revision: str) -> None:
        """Move the tag `stable` to a revision; tag the revision, if its tag is missing.

        Raises:
            AcervoError: it is not there, or the login may not write.
            Transient: the Hub cannot be asked now.
        """
        with self._errors("promoting"):
            commit, tags = self._find(revision)
            self._tag(revision, commit, tags)
            self._tag(_STABLE, commit, tags)

    def manifest(self, revision: str) -> dict[str, Any]:
        """The manifest of a revision, not checked yet; `read` keeps to its commit from now on.

        Raises:
            AcervoError: it is not there, or not JSON.
            Transient: the Hub cannot be asked now.
        """
        with self._errors(f"reading revision {revision}"):
            commit, _ = self._find(revision)
            self._commits[revision] = commit
            manifest = _parse(self._fetch(commit, MANIFEST))
        if manifest is None:
            raise AcervoError(f"{MANIFEST} of revision {revision} is damaged", where=self.url)
        return manifest

    def read(self, revision: str, path: str, start: int = 0) -> Iterator[bytes]:
        """The bytes of a file of a revision from an offset on, in blocks, not checked yet.

        Raises:
            AcervoError: it is not there, or may not be read.
            Transient: it broke off.
        """
        with self._errors(f"reading {path}"):
            if revision not in self._commits:
                self._commits[revision], _ = self._find(revision)
            yield from self._stream(self._commits[revision], path, start)

    def inspect(self) -> Inspection:
        """Compare `main` with its manifest, by content; earlier commits cannot change.

        Raises:
            AcervoError: it may not be read.
            Transient: the Hub cannot be asked now.
        """
        with self._errors("reading what stands there"):
            version = self._standing()
            if not version:
                return Inspection("", None, None, None, [])
            tree = self._files(version)
            manifest = _parse(self._right(version, MANIFEST)) if MANIFEST in tree else None
            different: list[Difference] = []
            if manifest is None and (known := self.revisions()):  # by its tag
                manifest = self.manifest(known[0])
                kind = DAMAGED if MANIFEST in tree else MISSING
                what = "is not a manifest" if MANIFEST in tree else "is missing"
                different.append(Difference(kind, MANIFEST, what, known[0], MANIFEST))
            if manifest is None:
                others = sorted(tree.keys() - {_HUBS_OWN})
                different = [Difference(FOREIGN, path, "no revision has it") for path in others]
                return Inspection(version, None, None, None, different)
            different += self._differences(version, manifest)
            revision, stable = manifest["revision"], self.stable()
            if revision not in self._tags():
                different.append(Difference(UNFINISHED, f"tag {revision}", "is missing", revision))
            return Inspection(version, revision, manifest, stable, different, history=True)

    def mend(
        self, found: Inspection, files: Mapping[str, Path], gone: Collection[str], receipt: Receipt
    ) -> None:
        """Commit these files and deletions in one step; tag the newest revision, if it is not.

        Raises:
            AcervoError: the Hub refuses it, or a file cannot be read.
            Transient: the Hub cannot be asked now, or something else was committed meanwhile.
        """
        with self._errors("mending"):
            version = found.version
            if self._newest() != version:
                raise Transient(OTHER_COMMIT)
            if files or gone:
                title = f"heal: {found.newest}, {len(files)} files sent, {len(gone)} deleted"
                version = self._commit(files, sorted(gone), version, title, receipt)
                self._remember(files.values())
            tags = self._tags()
            if found.newest and found.newest not in tags:
                self._tag(found.newest, version, tags)

    def _differences(self, version: str, manifest: Mapping[str, Any]) -> Iterator[Difference]:
        tree, entries, revision = self._files(version), manifest["files"], manifest["revision"]
        for path in sorted((tree.keys() | entries.keys()) - _BESIDE):
            if path not in entries:
                yield Difference(FOREIGN, path, "the manifest does not name it")
                continue
            kind, what = DAMAGED, ""
            if path not in tree:
                kind, what = MISSING, "is missing"
            elif tree[path].size != entries[path]["bytes"]:
                what = "has another size than the manifest says"
            elif self._sha256(version, tree[path]) != entries[path]["sha256"]:
                what = "has other bytes than the manifest says"
            if what:
                yield Difference(kind, path, what, revision, path, entries[path])

    def _notes(self, version: str, message: str, head: Head) -> dict[str, bytes]:
        """The changelog with the message on top, if that changes it."""
        old = self._right(version, CHANGELOG) if CHANGELOG in self._files(version) else b""
        newest = head.manifest["revision"] if head.manifest else None
        new = noted(old.decode(errors="replace"), message, newest).encode()
        return {CHANGELOG: new} if new != old else {}

    def _sha256(self, version: str, file: RepoFile) -> str:
        """Digest of a remote file. The Hub knows it of large files; small ones are fetched once."""
        if file.lfs:
            return file.lfs.sha256
        if file.blob_id not in self._digests:
            self._digests[file.blob_id] = sha256(self._right(version, file.path)).hexdigest()
        return self._digests[file.blob_id]

    def _right(self, version: str, path: str) -> bytes:
        """A file that arrived as the Hub has it: nothing else tells damage from a foreign edit."""
        content, file = self._fetch(version, path), self._files(version)[path]
        if file.lfs:
            arrived = sha256(content).hexdigest() == file.lfs.sha256
        else:
            arrived = _git_name(content) == file.blob_id
        if not arrived:
            raise Transient(f"{path}: arrived with other bytes")
        return content

    def _same(
        self, file: Path, entry: Mapping[str, Any] | None, version: str, remote: RepoFile | None
    ) -> bool:
        if remote is None or remote.size != file.stat().st_size:
            return False
        digest = entry["sha256"] if entry else file_sha256(file)
        return bool(self._sha256(version, remote) == digest)

    def _remember(self, files: Iterable[Path]) -> None:
        """Digests of small files just sent are known, without fetching them."""
        for file in files:
            if file.stat().st_size < _LARGE:
                content = file.read_bytes()
                self._digests[_git_name(content)] = sha256(content).hexdigest()

    def _tags(self) -> dict[str, str]:
        refs = self._hub.list_repo_refs(self.repo, repo_type=KIND)
        return {tag.name: tag.target_commit for tag in refs.tags}

    def _tag(self, name: str, commit: str, tags: Mapping[str, str]) -> None:
        """Let a tag name a commit: the Hub moves none, it has to go first."""
        if tags.get(name) == commit:
            return
        if name in tags:
            with suppress(RevisionNotFoundError):  # gone meanwhile
                self._hub.delete_tag(self.repo, tag=name, repo_type=KIND)
        self._hub.create_tag(self.repo, tag=name, revision=commit, repo_type=KIND)

    def _find(self, revision: str) -> tuple[str, dict[str, str]]:
        """The commit of a revision, and all tags."""
        tags = self._tags()
        found = {**self._untagged("main"), **tags} if revision not in tags else tags
        if revision not in found or not _REVISION.fullmatch(revision):
            raise AcervoError(
                f"there is no revision {revision}",
                where=self.url,
                fix=f"`acervo revisions hf://{self.repo}` lists what is there.",
            )
        return found[revision], tags

    def _untagged(self, version: str) -> dict[str, str]:
        """The revision of a commit as its own manifest says, and the commit."""
        commit = self._newest() if version == "main" else version
        try:
            manifest = _parse(self._fetch(commit, MANIFEST))
        except RemoteEntryNotFoundError:
            return {}
        return {manifest["revision"]: commit} if manifest else {}


def _parse(content: bytes) -> dict[str, Any] | None:
    """A manifest, if it is one as far as this store needs it."""
    try:
        manifest = json.loads(content)
        whole = all(
            isinstance(entry["sha256"], str) and isinstance(entry["bytes"], int)
            for entry in manifest["files"].values()
        )
        known = _REVISION.fullmatch(manifest["revision"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return manifest if whole and known else None


def _git_name(content: bytes) -> str:
    return sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
