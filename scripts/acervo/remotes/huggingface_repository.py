"""A dataset repository of the Hugging Face Hub: commits, the files in them, who may write."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from huggingface_hub import (
    CommitOperationAdd,
    CommitOperationDelete,
    HfApi,
    get_session,
    hf_hub_url,
)
from huggingface_hub.errors import RepositoryNotFoundError
from huggingface_hub.hf_api import RepoFile
from huggingface_hub.utils import (  # type: ignore[attr-defined]  # re-exported, but lazily
    build_hf_headers,
    hf_raise_for_status,
)

from acervo.errors import AcervoError
from acervo.remotes.huggingface_session import LOGIN, METER, TOKENS, errors, prepare
from acervo.remotes.receipts import Receipt
from acervo.remotes.store import Transient

KIND = "dataset"
_REPO = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9_][\w.-]*", re.ASCII)


class HubRepository:
    """A dataset repository.

    Args:
        repo: `organisation/name`.
        private: whether it is made private; one that exists is left as it is.
        token: None for HF_TOKEN or the stored login, as `huggingface_hub` finds them.

    Raises:
        AcervoError: `repo` is not such a name.
    """

    def __init__(self, repo: str, private: bool = True, token: str | None = None) -> None:
        if not _REPO.fullmatch(repo):
            raise AcervoError(f"{repo!r} is no dataset of the Hub: expected organisation/name")
        prepare()
        self.repo, self.private = repo, private
        self._hub = HfApi(token=token)
        self.url = f"{self._hub.endpoint}/datasets/{repo}"
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

    def _errors(self, doing: str) -> AbstractContextManager[None]:
        return errors(doing, self.url, self._hub.token)

    def _newest(self) -> str:
        return self._hub.repo_info(self.repo, repo_type=KIND).sha or ""

    def _standing(self) -> str:
        """The newest commit; empty if there is no such repository yet."""
        try:
            return self._newest()
        except RepositoryNotFoundError as error:
            if error.response.status_code == 404:  # 401 says: without a login, who knows
                return ""
            raise

    def _create(self) -> str:
        self._hub.create_repo(self.repo, repo_type=KIND, private=self.private, exist_ok=True)
        return self._newest()

    def _files(self, version: str) -> dict[str, RepoFile]:
        if self._tree[0] != version:
            entries = self._hub.list_repo_tree(
                self.repo, recursive=True, revision=version, repo_type=KIND
            )
            files = {entry.path: entry for entry in entries if isinstance(entry, RepoFile)}
            self._tree = (version, files)
        return self._tree[1]

    def _commit(
        self,
        adds: Mapping[str, Path | bytes],
        gone: Sequence[str],
        parent: str,
        message: str,
        receipt: Receipt,
    ) -> str:
        """Add files and delete others in one commit; return its name.

        Args:
            adds: local files, or contents, by their path there.
            gone: paths there.
            parent: the commit that must be the newest one.
            message: the first line is a title.
            receipt: gets `uploaded`, `deleted` and `bytes`, also when no answer came.
        """
        title, _, rest = message.partition("\n")
        changes: list[CommitOperationAdd | CommitOperationDelete] = [
            *(CommitOperationAdd(path, file) for path, file in adds.items()),
            *(CommitOperationDelete(path, is_folder=False) for path in gone),
        ]
        bytes_before, commits_before = METER.bytes, METER.commits
        try:
            made = self._hub.create_commit(
                self.repo,
                operations=changes,
                commit_message=title,
                commit_description=rest.strip(),
                repo_type=KIND,
                parent_commit=parent,
            )
        finally:
            receipt.bytes += METER.bytes - bytes_before
            if METER.commits > commits_before:
                receipt.uploaded = sorted({*receipt.uploaded, *adds})
                receipt.deleted = sorted({*receipt.deleted, *gone})
        return made.oid

    def _fetch(self, version: str, path: str) -> bytes:
        return b"".join(self._stream(version, path, 0))

    def _stream(self, version: str, path: str, start: int) -> Iterator[bytes]:
        address = hf_hub_url(
            self.repo, path, repo_type=KIND, revision=version, endpoint=self._hub.endpoint
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
