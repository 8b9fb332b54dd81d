"""The Hugging Face Hub: a dataset repository, one commit and one tag for each revision.

main           the newest revision
{revision}     a tag for each; `stable`, one more, is what readers get by default
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from hashlib import sha1, sha256
from pathlib import Path
from typing import Any

from huggingface_hub import (
    CommitOperationAdd,
    CommitOperationDelete,
    HfApi,
    get_session,
    hf_hub_url,
)
from huggingface_hub.errors import (
    RemoteEntryNotFoundError,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)
from huggingface_hub.hf_api import RepoFile
from huggingface_hub.utils import (  # type: ignore[attr-defined]  # re-exported, but lazily
    build_hf_headers,
    hf_raise_for_status,
)

from acervo.digests import file_sha256
from acervo.errors import AcervoError
from acervo.remotes.huggingface_session import LOGIN, METER, OTHER_COMMIT, TOKENS, errors, prepare
from acervo.remotes.receipts import Receipt
from acervo.remotes.store import MANIFEST, Head, Transient

_STABLE, _KIND = "stable", "dataset"
_HUBS_OWN = ".gitattributes"
_REPO = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9_][\w.-]*", re.ASCII)
_REVISION = re.compile(r"[0-9a-f]{16}")
_LARGE = 10_000_000  # above this the Hub keeps no file as it is


class HuggingFaceStore:
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
        if not _REPO.fullmatch(repo):
            raise AcervoError(f"{repo!r} is no dataset of the Hub: expected organisation/name")
        prepare()
        self.repo, self.private = repo, private
        self._hub = HfApi(token=token)
        self.url = f"{self._hub.endpoint}/datasets/{repo}"
        self._commits: dict[str, str] = {}  # by revision: what is read stays of one commit
        self._digests: dict[str, str] = {}  # SHA-256 by git's name of a content
        self._tree: tuple[str, dict[str, RepoFile]] = ("", {})  # of the last commit asked for

    def check(self) -> None:
        """Refuse a login that is missing, wrong, or may not write to the repository.

        Sources:
            https://huggingface.co/docs/hub/security-tokens

        Raises:
            AcervoError: so, with the command that mends it.
            Transient: the Hub cannot be asked now.
        """
        with self._errors("asking for the login"):
            me = self._hub.whoami(cache=True)  # it is limited strictly
        problem = _may_not_write(me, self.repo)
        if problem:
            raise AcervoError(problem, where=self.url, fix=f"Make a token at {TOKENS}. {LOGIN}")

    def head(self) -> Head:
        """What stands on `main`; what differs from its manifest is foreign.

        Raises:
            AcervoError: it may not be read.
            Transient: the Hub cannot be asked now.
        """
        with self._errors("reading what stands there"):
            try:
                version = self._newest()
            except RepositoryNotFoundError as error:
                if error.response.status_code == 404:  # 401 says: without a login, who knows
                    return Head("")
                raise
            tree = self._files(version)
            if MANIFEST not in tree:
                foreign = sorted(tree.keys() - {_HUBS_OWN})
                return Head(version, None, [f"{path}: no revision has it" for path in foreign])
            manifest = _parse(self._fetch(version, MANIFEST))
            if manifest is None:
                return Head(version, None, [f"{MANIFEST}: is not a manifest"])
            self._commits[manifest["revision"]] = version
            return Head(version, manifest, list(self._differences(version, manifest)))

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
            gone = sorted(tree.keys() - manifest["files"].keys() - {MANIFEST, _HUBS_OWN})
            receipt.skipped = len(manifest["files"]) + 1 - len(changed)
            if changed or gone:
                version = self._commit(root, changed, gone, version, message, receipt)
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
            commits = self._hub.list_repo_commits(self.repo, repo_type=_KIND)
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

    def _errors(self, doing: str) -> AbstractContextManager[None]:
        return errors(doing, self.url, self._hub.token)

    def _newest(self) -> str:
        return self._hub.repo_info(self.repo, repo_type=_KIND).sha or ""

    def _create(self) -> str:
        self._hub.create_repo(self.repo, repo_type=_KIND, private=self.private, exist_ok=True)
        return self._newest()

    def _files(self, version: str) -> dict[str, RepoFile]:
        if self._tree[0] != version:
            entries = self._hub.list_repo_tree(
                self.repo, recursive=True, revision=version, repo_type=_KIND
            )
            files = {entry.path: entry for entry in entries if isinstance(entry, RepoFile)}
            self._tree = (version, files)
        return self._tree[1]

    def _differences(self, version: str, manifest: Mapping[str, Any]) -> Iterator[str]:
        tree, entries = self._files(version), manifest["files"]
        for path in sorted(tree.keys() | entries.keys() - {MANIFEST}):
            if path in (MANIFEST, _HUBS_OWN):
                continue
            if path not in tree:
                yield f"{path}: is missing"
            elif path not in entries:
                yield f"{path}: the manifest does not name it"
            elif tree[path].size != entries[path]["bytes"]:
                yield f"{path}: has another size than the manifest says"
            elif self._sha256(version, tree[path]) != entries[path]["sha256"]:
                yield f"{path}: has other bytes than the manifest says"

    def _sha256(self, version: str, file: RepoFile) -> str:
        """Digest of a remote file. The Hub knows it of large files; small ones are fetched once."""
        if file.lfs:
            return file.lfs.sha256
        if file.blob_id not in self._digests:
            self._digests[file.blob_id] = sha256(self._fetch(version, file.path)).hexdigest()
        return self._digests[file.blob_id]

    def _same(
        self, file: Path, entry: Mapping[str, Any] | None, version: str, remote: RepoFile | None
    ) -> bool:
        if remote is None or remote.size != file.stat().st_size:
            return False
        digest = entry["sha256"] if entry else file_sha256(file)
        return bool(self._sha256(version, remote) == digest)

    def _commit(
        self,
        root: Path,
        changed: list[str],
        gone: list[str],
        parent: str,
        message: str,
        receipt: Receipt,
    ) -> str:
        title, _, rest = message.partition("\n")
        adds = [CommitOperationAdd(path, root / path) for path in changed]
        deletes = [CommitOperationDelete(path, is_folder=False) for path in gone]
        bytes_before, commits_before = METER.bytes, METER.commits
        try:
            made = self._hub.create_commit(
                self.repo,
                operations=[*adds, *deletes],
                commit_message=title,
                commit_description=rest.strip(),
                repo_type=_KIND,
                parent_commit=parent,
            )
        finally:
            receipt.bytes += METER.bytes - bytes_before
            if METER.commits > commits_before:
                receipt.uploaded = sorted({*receipt.uploaded, *changed})
                receipt.deleted = sorted({*receipt.deleted, *gone})
        for file in (root / path for path in changed):
            if file.stat().st_size < _LARGE:  # known then, without fetching it
                content = file.read_bytes()
                self._digests[_git_name(content)] = sha256(content).hexdigest()
        return made.oid

    def _tags(self) -> dict[str, str]:
        refs = self._hub.list_repo_refs(self.repo, repo_type=_KIND)
        return {tag.name: tag.target_commit for tag in refs.tags}

    def _tag(self, name: str, commit: str, tags: Mapping[str, str]) -> None:
        """Let a tag name a commit: the Hub moves none, it has to go first."""
        if tags.get(name) == commit:
            return
        if name in tags:
            with suppress(RevisionNotFoundError):  # gone meanwhile
                self._hub.delete_tag(self.repo, tag=name, repo_type=_KIND)
        self._hub.create_tag(self.repo, tag=name, revision=commit, repo_type=_KIND)

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

    def _fetch(self, version: str, path: str) -> bytes:
        return b"".join(self._stream(version, path, 0))

    def _stream(self, version: str, path: str, start: int) -> Iterator[bytes]:
        address = hf_hub_url(
            self.repo, path, repo_type=_KIND, revision=version, endpoint=self._hub.endpoint
        )
        headers = {**build_hf_headers(token=self._hub.token), "Accept-Encoding": "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
        with get_session().stream("GET", address, headers=headers) as response:
            if start and response.status_code == 416:  # nothing follows
                return
            hf_raise_for_status(response)
            skip = start
            if response.status_code == 206:
                if not response.headers.get("Content-Range", "").startswith(f"bytes {start}-"):
                    raise Transient(f"{path}: another part came than was asked for")
                skip = 0
            for block in response.iter_bytes():
                if skip < len(block):
                    yield block[skip:]
                skip = max(0, skip - len(block))


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


def _may_not_write(me: Mapping[str, Any], repo: str) -> str | None:
    """Why a login may not write to a repository, as far as it says; None if it may."""
    access = me.get("auth", {}).get("accessToken") or {}
    owner = repo.split("/")[0].lower()
    if access.get("role") == "read":
        return "the token may only read"
    if access.get("role") == "fineGrained":
        for scope in access.get("fineGrained", {}).get("scoped", []):
            named = str(scope.get("entity", {}).get("name", "")).lower()
            if named in (owner, repo.lower()) and "repo.write" in scope.get("permissions", []):
                return None
        return f"the token has no permission to write to {repo} (repo.write)"
    if owner == str(me.get("name", "")).lower():
        return None
    for organisation in me.get("orgs", []):
        if str(organisation.get("name", "")).lower() == owner:
            reads = organisation.get("roleInOrg") == "read"
            return f"in {owner} the login may only read" if reads else None
    return f"the login belongs to {me.get('name')}, who is not a member of {owner}"


def _git_name(content: bytes) -> str:
    return sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
