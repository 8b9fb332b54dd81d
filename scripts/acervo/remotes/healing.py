"""Mending what differs, here and at the places, from whichever of them has it right."""

import shlex
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from acervo.digests import file_sha256, write_json
from acervo.errors import AcervoError
from acervo.reader.verify import checked, load
from acervo.remotes.places import Place
from acervo.remotes.receipts import Receipt
from acervo.remotes.reconciling import explained, inspect
from acervo.remotes.restoring import Copy, fetch
from acervo.remotes.store import (
    DAMAGED,
    FOREIGN,
    LEFTOVER,
    MANIFEST,
    MISSING,
    Difference,
    Inspection,
    Store,
    Transient,
)


@dataclass
class _Plan:
    """What to do at a place: files to send and to delete, steps to finish; what must be left."""

    send: list[Difference] = field(default_factory=list)
    gone: list[Difference] = field(default_factory=list)
    finish: list[Difference] = field(default_factory=list)
    left: list[Difference] = field(default_factory=list)

    def told(self, would: bool) -> Iterator[str]:
        for done, todo, each in [
            *(("sent", "send", each) for each in self.send),
            *(("deleted", "delete", each) for each in self.gone),
            *(("made", "make", each) for each in self.finish),
        ]:
            yield f"{f'would {todo}' if would else done} {each.name} ({each.what})"


class _Copies:
    """Where contents can be had: under `root`, and at every place that answers."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._root, self._folder = root, folder
        self._stores: list[Store] = []
        self._wrong: set[Copy] = set()
        self._here: dict[str, Path] = {}  # right files by their digest
        self._manifests: dict[tuple[str, str], dict[str, Any] | None] = {}
        self._manifest: dict[str, Any] | None = None

    def at(self, store: Store, found: Inspection) -> None:
        """Learn of a place."""
        self._stores.append(store)
        if not found.history:
            self._wrong |= {Copy(store, each.revision, each.path) for each in found.differences}

    def here(self, manifest: dict[str, Any], wrong: Sequence[Difference]) -> None:
        """Learn what is right under `root`."""
        self._manifest = manifest
        paths = manifest["files"].keys() - {each.path for each in wrong}
        self._here |= {manifest["files"][path]["sha256"]: self._root / path for path in paths}

    def has(self, wanted: Difference, at: Store | None = None) -> bool:
        """Whether there is a copy, as far as can be told without fetching it."""
        if not wanted.revision:
            return False
        if wanted.path == MANIFEST:
            return self._manifest_of(wanted.revision, at) is not None
        return wanted.entry["sha256"] in self._here or any(self.of(wanted))

    def of(self, wanted: Difference) -> Iterator[Copy]:
        """Files at places with the content of this one."""
        for store in self._stores:
            manifest = self._manifest_at(store, wanted.revision)
            for path, entry in manifest["files"].items() if manifest else ():
                copy = Copy(store, wanted.revision, path)
                if entry["sha256"] == wanted.entry["sha256"] and copy not in self._wrong:
                    yield copy

    def file(self, wanted: Difference, at: Store) -> Path:
        """A right copy on this machine.

        Raises:
            AcervoError: there is none.
        """
        if wanted.path == MANIFEST:
            file = self._folder / f"{wanted.revision}.json"
            write_json(file, self._manifest_of(wanted.revision, at))
            return file
        digest = wanted.entry["sha256"]
        here = self._here.get(digest)
        if here is None or not here.is_file() or file_sha256(here) != digest:  # a build may run
            here = self._here[digest] = self._folder / digest
            fetch(self.of(wanted), wanted.entry, here)
        return here

    def _manifest_of(self, revision: str, at: Store | None) -> dict[str, Any] | None:
        """A revision's manifest: the place's own first, as bytes of vectors may be others here."""
        own = self._manifest_at(at, revision) if at else None
        if own is None and self._manifest and self._manifest["revision"] == revision:
            own = self._manifest
        others = (self._manifest_at(store, revision) for store in self._stores)
        return own or next(filter(None, others), None)

    def _manifest_at(self, store: Store, revision: str) -> dict[str, Any] | None:
        key = (store.url, revision)
        if key not in self._manifests:
            try:
                manifest = checked(store.manifest(revision), store.url)
            except (AcervoError, Transient):
                manifest = {}
            self._manifests[key] = manifest if manifest.get("revision") == revision else None
        return self._manifests[key]


def heal(
    root: Path,
    places: Sequence[Place],
    *,
    delete_foreign: bool = False,
    dry_run: bool = False,
    say: Callable[[str], None] = print,
) -> bool:
    """Mend what is missing or damaged under `root` and at the places, and nothing else.

    A content is taken from `root`, or else from any place that has the revision; every copy is
    verified before it is used. Nothing is published: a place keeps the revision that it has.

    Args:
        root: the dataset here; if there are places, it need not be there.
        places: which to mend, and where to look for copies.
        delete_foreign: whether files of no revision are deleted at the places; else they are named.
            Those under `root` go with the next build.
        dry_run: only say what would be done.
        say: is told what is done, line by line.

    Returns:
        Whether all is as it should be now, or would be.

    Raises:
        AcervoError: the manifest under `root` is damaged, or there is nothing at all.
    """
    well = True
    asked: list[tuple[Place, Store, Inspection]] = []
    with tempfile.TemporaryDirectory() as folder:
        copies = _Copies(root, Path(folder))
        for place in places:
            try:
                if place.store is None:
                    raise AcervoError(place.problem)
                found = place.store.inspect()
            except (AcervoError, Transient) as error:
                say(f"{place.name}: cannot be asked: {explained(error)}")
                well = False
            else:
                copies.at(place.store, found)
                asked.append((place, place.store, found))
        if places and not (root / MANIFEST).is_file():
            say(f"{root}: no {MANIFEST} here; `acervo pull` brings a revision")
        else:
            well &= _heal_here(root, copies, dry_run, say)
        for place, store, found in asked:
            try:
                left = _heal_there(place, store, found, copies, delete_foreign, dry_run, say)
            except (AcervoError, Transient) as error:
                say(f"{place.name}: {explained(error)}")
                well = False
            else:
                for each in left:
                    say(f"{place.name}: left: {each}; {_way(place, each)}")
                well &= not left
    return well


def _heal_here(root: Path, copies: _Copies, dry_run: bool, say: Callable[[str], None]) -> bool:
    manifest = load(root)
    wrong = [each for each in inspect(root, manifest) if each.kind in (MISSING, DAMAGED)]
    copies.here(manifest, wrong)
    left = []
    for each in wrong:
        if not copies.has(each):
            say(f"{root}: left: {each}; no place that was asked has it, `snakemake` makes it again")
            left.append(each)
        elif dry_run:
            say(f"{root}: would fetch {each.name} ({each.what})")
        else:
            try:
                fetch(copies.of(each), each.entry, root / each.path)
            except AcervoError as error:
                say(str(error))
                left.append(each)
            else:
                say(f"{root}: fetched {each.name} ({each.what})")
    if not dry_run:
        copies.here(manifest, left)
    return not left


def _heal_there(
    place: Place,
    store: Store,
    found: Inspection,
    copies: _Copies,
    delete_foreign: bool,
    dry_run: bool,
    say: Callable[[str], None],
) -> list[Difference]:
    """Mend one place until nothing more can be done there; return what is left."""
    tried: set[str] = set()
    while True:  # behind a damaged manifest more may be found
        plan = _plan(store, found, copies, delete_foreign, tried)
        if dry_run:
            break
        files = {}
        for each in list(plan.send):
            try:
                files[each.name] = copies.file(each, store)
            except AcervoError as error:
                say(f"{place.name}: {explained(error)}")
                plan.send.remove(each)
                plan.left.append(each)
        if not (plan.send or plan.gone or plan.finish):
            break
        store.check()
        receipt = Receipt(store.target, store.url, found.newest or "")
        store.mend(found, files, [each.name for each in plan.gone], receipt)
        for line in plan.told(would=False):
            say(f"{place.name}: {line}")
        tried |= {each.name for each in (*plan.send, *plan.gone, *plan.finish)}
        found = store.inspect()
    if dry_run:
        for line in plan.told(would=True):
            say(f"{place.name}: {line}")
    return plan.left


def _plan(
    store: Store, found: Inspection, copies: _Copies, delete_foreign: bool, tried: set[str]
) -> _Plan:
    """What to do about each difference; nothing is tried twice."""
    plan = _Plan()
    for each in found.differences:
        if each.kind in (FOREIGN, LEFTOVER):
            if each.name in tried:
                continue  # the Archive takes its time to delete
            if delete_foreign:
                plan.gone.append(each)
            elif each.kind == FOREIGN:
                plan.left.append(each)
        elif each.name in tried:
            plan.left.append(each)
        elif each.kind not in (MISSING, DAMAGED):
            plan.finish.append(each)
        elif copies.has(each, store):
            plan.send.append(each)
        else:
            plan.left.append(each)
    return plan


def _way(place: Place, each: Difference) -> str:
    if each.kind == FOREIGN:
        return f"`acervo heal {shlex.quote(place.name)} --delete-foreign` deletes it"
    if each.name in ("stable", "stable.json"):
        return f"`acervo promote {shlex.quote(place.name)} REVISION` makes it anew"
    if each.path == MANIFEST and not each.revision:
        return "delete it and publish again: which revision was the newest cannot be told"
    return "neither this folder nor a place that was asked has a right copy"
