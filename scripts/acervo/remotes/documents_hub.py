"""Source documents on the Hugging Face Hub: a dataset repository that holds them as they are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from huggingface_hub.errors import RevisionNotFoundError
from huggingface_hub.hf_api import RepoFile

from acervo.digests import file_git_sha1, file_sha256
from acervo.errors import AcervoError
from acervo.remotes.huggingface_repository import KIND, HubRepository
from acervo.remotes.receipts import Receipt

OURS = "documents: "  # how the titles of our commits begin


class DocumentsRepository(HubRepository):
    """A dataset repository with source documents.

    Nothing is retried inside. Every method may raise `Transient`, and `AcervoError` for what only
    a person can mend.
    """

    def newest(self) -> str:
        """The newest commit; the repository is made if there is none."""
        with self._errors("looking what stands there"):
            return self._standing() or self._create()

    def files(self, commit: str) -> dict[str, RepoFile]:
        """The files of a commit by path.

        Raises:
            AcervoError: there is no such commit, or no such repository.
        """
        with self._errors("listing documents"):
            try:
                return self._files(commit)
            except RevisionNotFoundError:
                raise AcervoError(
                    f"there is no commit {commit}",
                    where=self.url,
                    fix=f"{self.url}/commits/main lists those that are.",
                ) from None

    def same(self, file: Path, there: RepoFile | None) -> bool:
        """Whether a local file is the one there: SHA-256 of large files, git's name of others."""
        with self._errors("comparing documents"):
            if there is None or not file.is_file() or file.stat().st_size != there.size:
                return False
            if there.lfs:
                return file_sha256(file) == there.lfs.sha256
            return file_git_sha1(file) == there.blob_id

    def changed_by_others(self, commit: str, paths: Iterable[str]) -> list[str]:
        """Those of some paths that others changed since our last commit, one line each."""
        with self._errors("reading the history"):
            history = self._hub.list_repo_commits(self.repo, repo_type=KIND, revision=commit)
            ours = next((c.commit_id for c in history if c.title.startswith(OURS)), "")
            if ours == commit:
                return []
            now, then = self._files(commit), self._files(ours) if ours else {}
        return [
            f"{path}: {'changed' if path in then else 'added'}" if path in now else f"{path}: gone"
            for path in paths
            if _name(now.get(path)) != _name(then.get(path))
        ]

    def send(
        self,
        adds: Mapping[str, Path],
        gone: Sequence[str],
        parent: str,
        title: str,
        receipt: Receipt,
    ) -> str:
        """Commit files and deletions in one step, on top of `parent` only; return the commit."""
        with self._errors("publishing documents"):
            return self._commit(adds, gone, parent, OURS + title, receipt)

    def read(self, commit: str, path: str, start: int = 0) -> Iterator[bytes]:
        """The bytes of a file of a commit from an offset on, in blocks, not checked yet."""
        with self._errors(f"reading {path}"):
            yield from self._stream(commit, path, start)


def _name(file: RepoFile | None) -> str | None:
    return file.blob_id if file else None
