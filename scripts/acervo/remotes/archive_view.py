"""What stands in an item of the Internet Archive: names, what they must hold, and whose it is."""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from acervo.remotes.archive_client import ArchiveClient
from acervo.remotes.store import (
    CHANGELOG,
    DAMAGED,
    FOREIGN,
    LEFTOVER,
    MANIFEST,
    MISSING,
    Difference,
    Head,
    Transient,
)

STABLE = "stable.json"
REVISION = re.compile(r"[0-9a-f]{16}")
HASHED = re.compile(r"(?:[^/]+/)*[^/]+\.[0-9a-f]{16}(?:\.[^./]+)?")

_LISTED = re.compile(r"manifests/([0-9a-f]{16})\.json")
_BY_ARCHIVE = re.compile(
    r".+_(?:files\.xml|meta\.xml|meta\.sqlite|archive\.torrent|reviews\.xml)"
    r"|__ia_thumb\.jpg|history/.+"
)
_SHA256, _MD5 = re.compile(r"[0-9a-f]{64}"), re.compile(r"[0-9a-f]{32}")

Files = dict[str, Mapping[str, Any]]
Facts = tuple[str, int]  # md5 and size


class View(NamedTuple):
    """What stands in an item: as its metadata shows it, and as its manifests and pointers say.

    manifests: by revision, without those that are just being deleted. differences: what is foreign
    to the head; what older revisions miss; what attempts have left.
    """

    item: Mapping[str, Any]
    files: Files
    head: Head
    manifests: dict[str, dict[str, Any]]
    stable: str | None
    differences: list[Difference]


def look(client: ArchiveClient, known: dict[str, bytes]) -> View:
    """Read the item, its manifests and its pointers.

    Args:
        client: of the item.
        known: bytes of manifests by md5, which need not be read again; what is read is added.

    Raises:
        AcervoError: it may not be read.
        Transient: it cannot be told for now, or is just changing.
    """
    item = client.metadata()
    files = files_of(item)
    foreign = [
        Difference(FOREIGN, name, "is not ours")
        for name, file in files.items()
        if not _is_known(name, file)
    ]
    manifests: dict[str, dict[str, Any]] = {}
    unread: set[str] = set()  # old ones that are just being deleted
    for name in sorted(files):
        if (match := _LISTED.fullmatch(name)) is None:
            continue
        if (raw := _listed_bytes(client, name, files, known)) is None:
            unread.add(name)
            continue
        manifest = parse(raw)
        if manifest is not None and manifest["revision"] == match[1]:
            manifests[match[1]] = manifest
        else:
            what = "is not the manifest of this revision"
            foreign.append(Difference(DAMAGED, name, what, match[1], MANIFEST))
    newest, version, stable = None, "", None
    if MANIFEST in files:
        raw = pointer_bytes(client, MANIFEST, files)
        newest, version = parse(raw), hashlib.sha256(raw).hexdigest()
        if newest is None:
            only = next(iter(manifests)) if len(manifests) == 1 else ""
            foreign.append(Difference(DAMAGED, MANIFEST, "is not a manifest", only, MANIFEST))
        elif (name := listed(newest["revision"])) not in files:
            foreign.append(Difference(MISSING, name, "is missing", newest["revision"], MANIFEST))
        elif not _alike(newest, manifests.get(newest["revision"])):
            what = f"is not {name}"
            foreign.append(Difference(DAMAGED, MANIFEST, what, newest["revision"], MANIFEST))
    if STABLE in files:
        stable = pointed(pointer_bytes(client, STABLE, files))
        if stable not in manifests:
            foreign.append(Difference(DAMAGED, STABLE, "names no revision that is here"))
    for revision in filter(None, (newest and newest["revision"], stable)):
        if listed(revision) in unread:
            raise Transient(f"{listed(revision)}: cannot be read now")
    # What a manifest that cannot be read names, is not known to be nobody's.
    unsure = bool(unread) or any(each.kind != FOREIGN for each in foreign)
    said = [*manifests.values(), *([newest] if newest else [])]
    foreign += _differ(files, said)
    missing = _missing(files, said)
    if newest is not None:
        own = {named(path, entry) for path, entry in newest["files"].items()}
        foreign += [difference for difference in missing if difference.name in own]
        missing = [difference for difference in missing if difference.name not in own]
    left = [] if unsure else _left(files, said)
    foreign.sort(key=str)
    head = Head(version, newest, list(map(str, foreign)))
    return View(item, files, head, manifests, stable, [*foreign, *missing, *left])


def files_of(item: Mapping[str, Any]) -> Files:
    """The files of an item, by name."""
    files = item.get("files")
    entries = files if isinstance(files, list) else []
    return {
        str(file["name"]): file for file in entries if isinstance(file, dict) and "name" in file
    }


def shown(files: Files, name: str) -> Facts | None:
    """What the metadata say of a file; None if they do not show it, or not yet its content."""
    file = files.get(name, {})
    size = str(file.get("size", ""))
    return (str(file.get("md5")), int(size)) if size.isdecimal() and file.get("md5") else None


def facts(entry: Mapping[str, Any]) -> Facts:
    """What the metadata must show of a file of a manifest."""
    return entry["md5"], entry["bytes"]


def facts_of(raw: bytes) -> Facts:
    """What the metadata must show of these bytes."""
    return hashlib.md5(raw, usedforsecurity=False).hexdigest(), len(raw)


def named(path: str, entry: Mapping[str, Any]) -> str:
    """Where a file of a manifest is kept: a name that stands for these bytes for ever."""
    pure = PurePosixPath(path)
    return str(pure.with_name(f"{pure.stem}.{entry['sha256'][:16]}{pure.suffix}"))


def listed(revision: str) -> str:
    """Where the manifest of a revision is kept."""
    return f"manifests/{revision}.json"


def by_time(files: Files) -> list[str]:
    """Revisions whose manifest is there, the one that was sent last first."""
    found = {match[1]: file for name, file in files.items() if (match := _LISTED.fullmatch(name))}
    return sorted(found, key=lambda revision: (-_time(found[revision]), revision))


def parse(raw: bytes) -> dict[str, Any] | None:
    """A manifest, as far as the names in the item follow from it; None if it is none."""
    value = _json(raw)
    if not isinstance(value, dict) or not isinstance(value.get("files"), dict):
        return None
    if not REVISION.fullmatch(str(value.get("revision"))):
        return None
    return value if all(map(_is_entry, value["files"], value["files"].values())) else None


def pointed(raw: bytes) -> str | None:
    """The revision that `stable.json` names; None if it names none."""
    value = _json(raw)
    revision = value.get("revision") if isinstance(value, dict) else None
    return revision if isinstance(revision, str) and REVISION.fullmatch(revision) else None


def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None


def _is_entry(path: str, entry: Any) -> bool:
    return (
        bool(PurePosixPath(path).name)
        and isinstance(entry, dict)
        and bool(_SHA256.fullmatch(str(entry.get("sha256"))))
        and bool(_MD5.fullmatch(str(entry.get("md5"))))
        and type(entry.get("bytes")) is int
    )


def _time(file: Mapping[str, Any]) -> int:
    time = str(file.get("mtime", ""))
    return int(time) if time.isdecimal() else 0


def _is_known(name: str, file: Mapping[str, Any]) -> bool:
    """Whether we gave this name, or the Archive itself made the file."""
    ours = (
        name in {MANIFEST, STABLE, CHANGELOG} or _LISTED.fullmatch(name) or HASHED.fullmatch(name)
    )
    made = file.get("source") in {"derivative", "metadata"} or _BY_ARCHIVE.fullmatch(name)
    return bool(ours or made)


def _differ(files: Files, manifests: list[dict[str, Any]]) -> list[Difference]:
    """Files under names that follow from a manifest, with other content than it says."""
    what = "has other bytes than a manifest says"
    return [
        Difference(DAMAGED, name, what, *about)
        for name, about in _said(manifests).items()
        if name in files and shown(files, name) != facts(about[2])
    ]


def _missing(files: Files, manifests: list[dict[str, Any]]) -> list[Difference]:
    return [
        Difference(MISSING, name, "is missing", *about)
        for name, about in _said(manifests).items()
        if name not in files
    ]


def _left(files: Files, manifests: list[dict[str, Any]]) -> list[Difference]:
    said = _said(manifests)
    return [
        Difference(LEFTOVER, name, "no revision has it (yet)")
        for name in sorted(files)
        if HASHED.fullmatch(name) and name not in said
    ]


def _said(manifests: list[dict[str, Any]]) -> dict[str, tuple[str, str, Mapping[str, Any]]]:
    """By name in the item: revision, path and entry in its manifest."""
    return {
        named(path, entry): (manifest["revision"], path, entry)
        for manifest in manifests
        for path, entry in manifest["files"].items()
    }


def _alike(newest: dict[str, Any], other: dict[str, Any] | None) -> bool:
    """Whether these are the same revision; another machine may have given it other bytes."""
    if other is None:
        return False
    vary = {"files", "total_bytes"}
    plain, others = ({k: v for k, v in m.items() if k not in vary} for m in (newest, other))
    return plain == others and newest["files"].keys() == other["files"].keys()


def _listed_bytes(
    client: ArchiveClient, name: str, files: Files, known: dict[str, bytes]
) -> bytes | None:
    """The bytes of an old manifest; None if it is just being deleted."""
    md5 = str(files[name].get("md5"))
    if md5 not in known:
        raw = client.content(name)
        if raw is None:
            return None
        if facts_of(raw)[0] != md5:
            raise Transient(f"{name}: is just changing")
        known[md5] = raw
    return known[md5]


def pointer_bytes(client: ArchiveClient, name: str, files: Files) -> bytes:
    """The bytes of a file that is overwritten, as readers get it."""
    raw = client.content(name)
    if raw is None or facts_of(raw)[0] != str(files[name].get("md5")):
        raise Transient(f"{name}: is just changing")
    return raw
