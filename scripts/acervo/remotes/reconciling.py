"""What differs between a dataset here and the places that keep it, by content."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from acervo.digests import file_sha256
from acervo.errors import AcervoError
from acervo.reader.verify import unlisted
from acervo.remotes.places import Place
from acervo.remotes.store import (
    DAMAGED,
    FOREIGN,
    LEFTOVER,
    MISSING,
    Difference,
    Inspection,
    Store,
    Transient,
)

_PART = re.compile(r"\..+\.[0-9a-f]{16}\.part")  # of a download


@dataclass(frozen=True)
class Comparison:
    """A place beside a revision.

    found: what stands there, and what is wrong with it. revision: the one that it is compared with,
    if any. lacking: files of that one whose content the newest revision there has not; so no more
    than these would be sent.
    """

    found: Inspection
    revision: str | None
    lacking: list[str]

    @property
    def same(self) -> bool:
        """Whether the newest revision there is this one, and all is as it should be."""
        return bool(self.revision) and self.found.newest == self.revision and not self.wrong

    @property
    def wrong(self) -> list[Difference]:
        """What is to be mended; what a stopped attempt has left harms nobody."""
        return [each for each in self.found.differences if each.kind != LEFTOVER]


@dataclass(frozen=True)
class Answer:
    """What came of asking a place; `comparison` is None if it could not be asked."""

    place: Place
    comparison: Comparison | None
    problem: str = ""


def compare(store: Store, manifest: Mapping[str, Any] | None) -> Comparison:
    """Compare what a store holds with its own manifests, and its newest revision with this one.

    Args:
        store: the place.
        manifest: of the revision here; None if there is none.

    Raises:
        AcervoError: it may not be read.
        Transient: it cannot be asked now.
    """
    found = store.inspect()
    there = found.manifest["files"].values() if found.manifest else []
    known = {entry["sha256"] for entry in there}
    files = manifest["files"] if manifest else {}
    lacking = [path for path, entry in files.items() if entry["sha256"] not in known]
    return Comparison(found, manifest["revision"] if manifest else None, lacking)


def survey(places: Sequence[Place], manifest: Mapping[str, Any] | None) -> Iterator[Answer]:
    """Ask one place after the other; one that does not answer is no reason to stop."""
    for place in places:
        if place.store is None:
            yield Answer(place, None, place.problem)
            continue
        try:
            yield Answer(place, compare(place.store, manifest))
        except (AcervoError, Transient) as error:
            yield Answer(place, None, explained(error))


def explained(error: AcervoError | Transient) -> str:
    """What went wrong and what to do, in one line."""
    if isinstance(error, Transient):
        return f"{error}; try again in a while"
    return ". ".join(filter(None, (error.what, error.fix)))


def inspect(root: Path, manifest: Mapping[str, Any]) -> list[Difference]:
    """Compare the files under `root` with the manifest there, by content."""
    revision, different = manifest["revision"], []
    for path, entry in manifest["files"].items():
        file, about = root / path, (revision, path, entry)
        if not file.is_file():
            different.append(Difference(MISSING, path, "is missing", *about))
        elif file.stat().st_size != entry["bytes"] or file_sha256(file) != entry["sha256"]:
            what = "has other bytes than the manifest says"
            different.append(Difference(DAMAGED, path, what, *about))
    for path in unlisted(root, manifest["files"]):
        kind = LEFTOVER if _PART.fullmatch(Path(path).name) else FOREIGN
        different.append(Difference(kind, path, "is not in the manifest"))
    return different
