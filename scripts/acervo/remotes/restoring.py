"""Bringing a published revision back: every file verified, whatever is there already kept."""

import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from acervo.digests import file_sha256, write_json
from acervo.errors import AcervoError
from acervo.reader.verify import checked, load
from acervo.remotes.store import MANIFEST, Store, Transient

log = logging.getLogger(__name__)

# Older than any export: a build looks at everything again, and finds the vectors that it needs.
_OLD = (315_532_800, 315_532_800)  # 1980-01-01


@dataclass
class Restored:
    """What restoring did. missing: files not asked for; removed: of the revision before."""

    revision: str
    fetched: int = 0
    kept: int = 0
    bytes: int = 0
    missing: int = 0
    removed: int = 0


class Copy(NamedTuple):
    """A file at a store."""

    store: Store
    revision: str
    path: str


def restore(
    stores: Sequence[Store],
    root: Path,
    *,
    revision: str | None = None,
    wanted: Callable[[str, Mapping[str, Any]], bool] = lambda path, entry: True,
    replace: bool = False,
) -> Restored:
    """Bring a revision under `root`.

    A file that is there already and is right is kept; a download that was cut off goes on where it
    stopped; what arrives damaged is taken from the next store.

    Args:
        stores: where it may be, the first one preferred.
        root: folder of the dataset.
        revision: which one; the promoted one if None, or the newest if none was promoted.
        wanted: which of its files, by path and entry of the manifest. With some left out, no
            manifest is written, since the folder holds no whole revision.
        replace: whether files go that the revision before, as its manifest under `root` says, had
            and this one has not. A build keeps them: their vectors may be of use.

    Raises:
        AcervoError: no store has the revision, or a file as it should be; no space is left.
    """
    name, manifest = _find(stores, revision)
    before = _before(root)
    done = Restored(name)
    some = any(not wanted(path, entry) for path, entry in manifest["files"].items())
    if some and before and before["revision"] != name:
        raise AcervoError(
            f"holds revision {before['revision']}: parts of {name} would spoil it",
            where=str(root),
            fix="Bring parts into a folder of their own (--dataset), or the whole revision.",
        )
    for path, entry in manifest["files"].items():
        if not wanted(path, entry):
            done.missing += 1
            continue
        file = root / path
        if file.is_file() and file_sha256(file) == entry["sha256"]:
            done.kept += 1
            continue
        done.bytes += fetch([Copy(store, name, path) for store in stores], entry, file)
        done.fetched += 1
        os.utime(file.parent, _OLD)
        log.info("%s: %d bytes", path, entry["bytes"])
    if not done.missing:
        with _writing(root / MANIFEST):
            write_json(root / MANIFEST, manifest)
        gone = before["files"].keys() - manifest["files"].keys() if replace and before else ()
        for path in sorted(gone):
            (root / path).unlink(missing_ok=True)
            done.removed += 1
    return done


def of(
    years: Iterable[str] = (), models: Iterable[str] = ()
) -> Callable[[str, Mapping[str, Any]], bool]:
    """What to restore: files of some years and models only; those of no period always."""
    years, models = tuple(years), set(models)

    def wanted(path: str, entry: Mapping[str, Any]) -> bool:
        parts = path.split("/")
        if models and parts[0] in ("embeddings", "index") and parts[1] not in models:
            return False
        return not (years and "period" in entry) or entry["period"].startswith(years)

    return wanted


def _before(root: Path) -> dict[str, Any] | None:
    try:
        return load(root)
    except AcervoError:  # none, or none that could be trusted
        return None


def _find(stores: Sequence[Store], revision: str | None) -> tuple[str, dict[str, Any]]:
    problems = []
    for store in stores:
        try:
            name = _name(store, revision)
            if name is None:
                what = "promoted" if revision == "stable" else "published"
                problems.append(f"{store.url}: nothing was {what} there")
                continue
            manifest = checked(store.manifest(name), f"{store.url}, revision {name}")
            if manifest["revision"] != name:
                problems.append(f"{store.url}: the manifest of {name} is of another revision")
                continue
            return name, manifest
        except (Transient, AcervoError) as error:
            problems.append(
                str(error) if isinstance(error, AcervoError) else f"{store.url}: {error}"
            )
    if not stores:
        problems.append("no place is named: see `publish` in config/README.md")
    raise AcervoError("no revision to restore\n  " + "\n  ".join(problems))


def _name(store: Store, revision: str | None) -> str | None:
    if revision not in (None, "stable", "latest"):
        return revision
    stable = None if revision == "latest" else store.stable()
    return stable if stable or revision == "stable" else next(iter(store.revisions()), None)


@contextmanager
def _writing(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _unwritable(file, error) from None


def _unwritable(file: Path, error: OSError) -> AcervoError:
    return AcervoError(
        f"cannot be written ({error.strerror or type(error).__name__})",
        where=str(file),
        fix="See to the disk, then run the same command again: it goes on from there.",
    )


def fetch(copies: Iterable[Copy], entry: Mapping[str, Any], file: Path) -> int:
    """Fetch a file from the first place that has it as it should be.

    Args:
        copies: where it may be.
        entry: what its bytes must be: `sha256`.
        file: where it goes; what a download that was cut off has left beside it is used.

    Returns:
        How many bytes came.

    Raises:
        AcervoError: no copy is as it should be, or it cannot be written.
    """
    part = file.with_name(f".{file.name}.{entry['sha256'][:16]}.part")
    with _writing(file):
        part.parent.mkdir(parents=True, exist_ok=True)
    came, problems = 0, []
    for store, revision, path in copies:
        for _ in range(2):  # a beginning that was there may be what is wrong
            try:
                with part.open("ab") as output:
                    for block in store.read(revision, path, output.tell()):
                        output.write(block)
                        came += len(block)
                        if output.tell() > entry["bytes"]:
                            break
            except (Transient, AcervoError) as error:
                problems.append(f"{store.url}: {getattr(error, 'what', error)}")
                break
            except OSError as error:  # the disk here: another place would not help
                raise _unwritable(file, error) from None
            if file_sha256(part) == entry["sha256"]:
                with _writing(file):
                    os.utime(part, _OLD)
                    part.replace(file)
                return came
            part.unlink()
            problems.append(f"{store.url}: arrived with other bytes (sha256)")
            log.warning("%s: %s", path, problems[-1])
    raise AcervoError(
        "cannot be restored\n  " + "\n  ".join(dict.fromkeys(problems)),
        where=str(file),
        fix="Run the same command again: it goes on where it stopped.",
    )
