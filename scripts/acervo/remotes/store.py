"""What publishing and restoring need of a place where revisions are kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from acervo.remotes.receipts import Receipt

MANIFEST = "manifest.json"


class Transient(Exception):
    """Something that may go well when it is tried again: a busy server, a lost connection.

    Args:
        what: what happened, without a private value, a token or a signed address.
        retry_after: seconds that the other side asked to wait, if it did.
    """

    def __init__(self, what: str, retry_after: float | None = None) -> None:
        super().__init__(what)
        self.retry_after = retry_after


@dataclass(frozen=True)
class Head:
    """What stands at a store now.

    version: changes with every change there (a commit, a digest of the manifest).
    manifest: of the newest revision; None if there is none.
    foreign: what is there and is not what this manifest says, one line each, paths first: somebody
        else changed it. What an earlier attempt of ours has left unfinished is not foreign.
    """

    version: str
    manifest: dict[str, Any] | None = None
    foreign: list[str] = field(default_factory=list)


class Store(Protocol):
    """A place where revisions are kept.

    Every method may raise `Transient`, and `AcervoError` for what only a person can mend. Nothing
    is retried inside: whoever calls reads the head again first, so that what had arrived although
    its answer was lost is recognised.
    """

    target: str  # "huggingface", "archive", "directory"
    url: str  # where a person looks at it

    def check(self) -> None:
        """Refuse, before any work, a place that the credentials do not allow to publish to."""

    def head(self) -> Head:
        """What stands there now."""

    def send(
        self, root: Path, manifest: Mapping[str, Any], head: Head, message: str, receipt: Receipt
    ) -> None:
        """Make the revision under `root` the newest one, in one step for all readers.

        Args:
            root: folder with the files that the manifest names, and `manifest.json` itself.
            manifest: of the new revision.
            head: what the caller has seen; if something else stands there by now, nothing is
                written (`Transient`: the caller looks again).
            message: what changed, for people; the first line is a title.
            receipt: gets `uploaded`, `skipped`, `deleted` and `bytes` as they happen.
        """

    def prune(self, receipt: Receipt) -> None:
        """Delete what the store is told not to keep, if a `send` could not finish that.

        Args:
            receipt: gets `deleted` as it happens.
        """

    def revisions(self) -> list[str]:
        """Revisions that can be read, the newest first."""

    def stable(self) -> str | None:
        """The revision that readers get by default, if one was promoted."""

    def promote(self, revision: str) -> None:
        """Let readers get this revision by default."""

    def manifest(self, revision: str) -> dict[str, Any]:
        """The manifest of a revision, not checked yet."""

    def read(self, revision: str, path: str, start: int = 0) -> Iterator[bytes]:
        """The bytes of a file of a revision from an offset on, in blocks, not checked yet."""
