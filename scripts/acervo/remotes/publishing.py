"""Publishing a revision: only what changed, once, and again after whatever went wrong."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    stop_before_delay,
    wait_random_exponential,
)

from acervo.digests import file_sha256
from acervo.errors import AcervoError
from acervo.reader.verify import checked, load
from acervo.remotes.changes import changes, message
from acervo.remotes.receipts import Receipt
from acervo.remotes.store import Head, Store, Transient

log = logging.getLogger(__name__)

_FIRST_WAIT, _LONGEST_WAIT = 1.0, 300.0  # seconds between attempts


def publish(
    root: Path,
    store: Store,
    receipt_file: Path,
    *,
    promote: bool = True,
    key_id: str | None = None,
    deadline: float = 7200.0,
) -> Receipt:
    """Make the revision under `root` the newest one of a store, unless it is already.

    Before each attempt it is read what stands there, so that nothing is sent twice: an attempt that
    had arrived although its answer was lost is recognised, a half-done one is completed.

    Args:
        root: a built dataset. Only what its manifest names is sent.
        store: where to.
        receipt_file: the receipt of this target; the history and the lock stand beside it.
        promote: whether readers get the revision by default.
        key_id: a pseudonym key that may follow another one there.
        deadline: seconds after which it is given up.

    Returns:
        The receipt. It is written on failure as well (`Receipt.write`).

    Raises:
        AcervoError: files are not what the manifest says; another publication is running; somebody
            else has changed what stands there; its pseudonyms are of another key; it was tried in
            vain until the deadline.
    """
    manifest = load(root)
    _check_files(root, manifest)
    receipt = Receipt(store.target, store.url, manifest["revision"])

    def attempt() -> None:
        there = _attempt(root, store, manifest, receipt, key_id)
        if promote and store.stable() != manifest["revision"]:
            store.promote(manifest["revision"])
        if there:  # what sent it may have broken off before its last step
            store.prune(receipt)

    until_done(attempt, receipt, receipt_file, deadline)
    return receipt


def until_done(
    attempt: Callable[[], None], receipt: Receipt, receipt_file: Path, deadline: float
) -> None:
    """Attempt it until it goes well, as the only one who does, and write the receipt.

    Args:
        attempt: reads first what stands there, so that nothing is sent twice.
        receipt: of this publication; gets `status`, `attempts` and `errors`.
        receipt_file: where it goes; the history and the lock stand beside it.
        deadline: seconds after which it is given up.

    Raises:
        AcervoError: as `attempt` does; another publication is running; the deadline is over.
    """
    with _only_publisher(receipt_file):
        try:
            for state in retrying(deadline):
                with state:
                    receipt.attempts += 1
                    attempt()
            receipt.status = "published" if _did_something(receipt) else "unchanged"
        except Transient as error:
            receipt.errors.append(str(error))
            raise AcervoError(
                f"given up after {receipt.attempts} attempts: {error}",
                where=receipt.target,
                fix="Run the same command again: it goes on where it stopped.",
            ) from None
        except AcervoError as error:
            receipt.errors.append(error.what)
            raise
        finally:
            receipt.write(receipt_file)


def retrying(deadline: float) -> Retrying:
    """Try again what is `Transient`, for so many seconds; the last one is raised."""
    return Retrying(
        retry=retry_if_exception_type(Transient),
        wait=_wait,
        stop=stop_before_delay(deadline),  # whatever a server asks to wait
        before_sleep=_tell,
        reraise=True,
    )


def _attempt(
    root: Path,
    store: Store,
    manifest: Mapping[str, Any],
    receipt: Receipt,
    key_id: str | None,
) -> bool:
    """Send the revision, unless it stands there; return whether it did."""
    store.check()
    head = store.head()
    _refuse(store, head, manifest, key_id)
    there = head.manifest == manifest
    if not there:
        changed = changes(root, manifest, head.manifest, partial(_whole, store, head))
        store.send(root, manifest, head, message(manifest, changed), receipt)
        head = store.head()
        if head.manifest != manifest:
            raise Transient("what was sent is not to be seen yet")
    receipt.remote_revision = head.version
    return there


def _whole(store: Store, head: Head, path: str) -> bytes:
    """A file of the revision that stands there, as its manifest says."""
    manifest = head.manifest or {"revision": "", "files": {}}
    content = b"".join(store.read(manifest["revision"], path))
    if sha256(content).hexdigest() != manifest["files"][path]["sha256"]:
        raise Transient(f"{path}: arrived with other bytes")
    return content


def _did_something(receipt: Receipt) -> bool:
    return bool(receipt.uploaded or receipt.deleted or receipt.skipped)


def _refuse(store: Store, head: Head, manifest: Mapping[str, Any], key_id: str | None) -> None:
    """Refuse to write over what is not ours."""
    if head.foreign:
        more = f" and {len(head.foreign) - 3} more" if len(head.foreign) > 3 else ""
        raise AcervoError(
            f"somebody else has changed what stands there: {'; '.join(head.foreign[:3])}{more}",
            where=store.url,
            fix="`acervo heal` brings back what is missing or damaged, and with --delete-foreign "
            "removes what is not ours. Then publish again.",
        )
    if head.manifest is None:
        return
    checked(head.manifest, store.url)
    theirs, ours = head.manifest["privacy"]["key_id"], manifest["privacy"]["key_id"]
    if theirs != ours and key_id != ours:
        raise AcervoError(
            f"pseudonyms there are made with the key {theirs}, these with {ours}: "
            "readers would take everybody for somebody new",
            where=store.url,
            fix=f"Bring the key back, or allow the new one: publish.key_id: {ours}",
        )
    theirs, ours = head.manifest["dataset"]["name"], manifest["dataset"]["name"]
    if theirs != ours:
        raise AcervoError(
            f"the dataset {theirs} stands there, this one is {ours}",
            where=store.url,
            fix="Give every dataset a place of its own.",
        )


def _check_files(root: Path, manifest: Mapping[str, Any]) -> None:
    """Nothing may leave that the gate has not seen."""
    for path, entry in manifest["files"].items():
        file = root / path
        if not file.is_file() or file_sha256(file) != entry["sha256"]:
            raise AcervoError(
                "is not the file that the manifest names",
                where=str(file),
                fix="Run `snakemake` again; `acervo verify` says what differs.",
            )


@contextmanager
def _only_publisher(receipt_file: Path) -> Iterator[None]:
    receipt_file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(receipt_file.with_suffix(".lock"), timeout=0):
            yield
    except Timeout:
        raise AcervoError(
            "another publication is running", where=receipt_file.stem, fix="Wait until it is done."
        ) from None


def _wait(state: RetryCallState) -> float:
    """As long as the other side asks for; else longer each time, and not all at once (jitter)."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.retry_after if isinstance(error, Transient) else None
    return asked or wait_random_exponential(_FIRST_WAIT, _LONGEST_WAIT)(state)


def _tell(state: RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    seconds = state.next_action.sleep if state.next_action else 0
    log.warning("attempt %d: %s; again in %.0f s", state.attempt_number, error, seconds)
