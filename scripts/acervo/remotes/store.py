"""What publishing and restoring need of a place where revisions are kept."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from acervo.remotes.receipts import Receipt

MANIFEST, CHANGELOG = "manifest.json", "CHANGELOG.md"

MISSING, DAMAGED, FOREIGN = "missing", "damaged", "foreign"
LEFTOVER = "leftover"  # of an attempt of ours that stopped; the next one uses it, or deletes it
UNFINISHED = "unfinished"  # a step that such an attempt did not come to


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


@dataclass(frozen=True)
class Difference:
    """Something at a place that is not as the manifests there say.

    kind: `missing`, `damaged`, `foreign` (nobody's), `leftover` or `unfinished`.
    name: of the file at that place, or of the step.
    what: what is wrong, in words.
    revision, path: the file's revision, and its path there; `manifest.json` is the manifest itself.
        Empty for what no revision has, or if it cannot be told which.
    entry: of the file in the manifest: sha256, md5, bytes.
    """

    kind: str
    name: str
    what: str
    revision: str = ""
    path: str = ""
    entry: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.name}: {self.what}"


@dataclass(frozen=True)
class Inspection:
    """What a place holds, file by file.

    version: as of the `Head`. newest: name of the newest revision, even if its manifest is damaged;
    None if nothing is published, or if it cannot be told. manifest: of the newest revision. stable:
    the promoted revision. history: whether a revision can be read as it was published, whatever has
    been done to the newest files since.
    """

    version: str
    newest: str | None
    manifest: dict[str, Any] | None
    stable: str | None
    differences: list[Difference]
    history: bool = False


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

    def inspect(self) -> Inspection:
        """Compare every file there with the manifests there, by content."""

    def mend(
        self, found: Inspection, files: Mapping[str, Path], gone: Collection[str], receipt: Receipt
    ) -> None:
        """Send these files again, delete those, finish what is unfinished; nothing else.

        Args:
            found: what `inspect` has seen; if something else stands there by now, nothing is
                written (`Transient`).
            files: right copies of what is missing or damaged, by `Difference.name`.
            gone: names of foreign files and leftovers to delete.
            receipt: gets `uploaded`, `deleted` and `bytes` as they happen.
        """
