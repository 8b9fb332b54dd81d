"""What publishing would send to each place: its manifest compared with ours, nothing written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from acervo.digests import read_json
from acervo.errors import AcervoError
from acervo.remotes import TARGETS
from acervo.remotes.locations import configured_store
from acervo.remotes.store import MANIFEST, Store, Transient


@dataclass(frozen=True)
class Outlook:
    """What one target holds, and what it would get.

    problem: why it cannot be published to now; empty if it can. revision: the newest there.
    current: whether our build is just that. files, bytes: what is not there yet, by content,
    `manifest.json` included; None before the first build. at_least: the build is about to change,
    so there may be more.
    """

    target: str
    url: str = ""
    problem: str = ""
    revision: str | None = None
    current: bool = False
    files: int | None = None
    bytes: int = 0
    at_least: bool = False


def outlooks(
    options: Mapping[str, Any],
    dataset: Mapping[str, Any],
    root: Path,
    remade: tuple[str, ...] | None,
) -> list[Outlook]:
    """Ask every target of the configuration.

    Args:
        options: its section `publish`.
        dataset: its section `dataset`.
        root: the public folder, as it stands.
        remade: beginnings of paths that a build would change first; None if it would not run.
    """
    return [
        outlook(target, partial(configured_store, target, options, dataset), root, remade)
        for target in TARGETS
        if target in options
    ]


def outlook(
    target: str, opened: Callable[[], Store], root: Path, remade: tuple[str, ...] | None
) -> Outlook:
    """Ask one target: whether it can be published to, what stands there, what it lacks."""
    changing = remade is not None
    url = ""
    try:
        ours = read_json(root / MANIFEST) if (root / MANIFEST).is_file() else None
        store = opened()
        url = store.url
        store.check()
        head = store.head()
        if head.foreign:
            more = f" and {len(head.foreign) - 1} more" if len(head.foreign) > 1 else ""
            raise AcervoError(f"somebody else has changed what is there: {head.foreign[0]}{more}")
        revision = head.manifest["revision"] if head.manifest else None
        if ours is None:
            return Outlook(target, url, revision=revision)
        current = head.manifest == ours
        there = _digests(head.manifest)
        if not current and ours["revision"] in store.revisions():  # published before
            there |= _digests(store.manifest(ours["revision"]))
        sent = {
            path: entry["bytes"]
            for path, entry in ours["files"].items()
            if entry["sha256"] not in there or path.startswith(remade or ())
        }
        if not current or changing:
            sent[MANIFEST] = (root / MANIFEST).stat().st_size
        return Outlook(
            target, url, "", revision, current, len(sent), sum(sent.values()), at_least=changing
        )
    except (AcervoError, Transient) as error:
        return Outlook(target, url, problem=getattr(error, "what", str(error)))
    except (KeyError, TypeError):
        return Outlook(target, url, problem="its manifest, or ours, cannot be read")


def _digests(manifest: Mapping[str, Any] | None) -> set[str]:
    return {entry["sha256"] for entry in manifest["files"].values()} if manifest else set()
