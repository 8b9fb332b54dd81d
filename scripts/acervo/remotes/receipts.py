"""What publishing did: one receipt for each target, and a history of all of them."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from acervo.digests import write_json

HISTORY = "history.jsonl"


@dataclass
class Receipt:
    """What one publication did.

    status: `published`, `unchanged` (the revision was there already) or `failed`.
    uploaded: files that were sent; skipped: how many were there already; deleted: files that the
    revision no longer has. promoted: whether readers have got this revision by default, now or by
    an earlier publication of it. bytes: of file contents that were sent. attempts: times it was
    tried. errors: what went wrong on the way, the last one being why it failed, if it did.
    """

    target: str
    url: str
    revision: str
    status: str = "failed"
    remote_revision: str = ""
    uploaded: list[str] = field(default_factory=list)
    skipped: int = 0
    deleted: list[str] = field(default_factory=list)
    promoted: bool = False
    bytes: int = 0
    attempts: int = 0
    errors: list[str] = field(default_factory=list)

    def write(self, file: Path) -> None:
        """Write the receipt, and append it to the history beside it with the time.

        A failed one goes to `{name}.failed.json`: Snakemake deletes what a failed job was to write.
        """
        failed = file.with_name(f"{file.stem}.failed.json")
        if self.status == "failed":
            write_json(failed, asdict(self))
        else:
            write_json(file, asdict(self))
            failed.unlink(missing_ok=True)
        line = {"at": datetime.now(UTC).isoformat(timespec="seconds"), **asdict(self)}
        with file.with_name(HISTORY).open("a", encoding="utf-8") as history:
            history.write(json.dumps(line, ensure_ascii=False) + "\n")


def last(file: Path, like: Receipt) -> dict[str, Any]:
    """What the history says of the last publication to the place of a receipt; empty if nothing.

    The receipt itself is not asked: Snakemake deletes it before the job.

    Args:
        file: the receipt's; the history stands beside it.
        like: the target and address.
    """
    found: dict[str, Any] = {}
    for line in _history(file.with_name(HISTORY)):
        here = (line.get("target"), line.get("url")) == (like.target, like.url)
        if here and line.get("revision"):
            found = line
    return found


def _history(file: Path) -> Iterator[dict[str, Any]]:
    if not file.is_file():
        return
    with file.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            with suppress(ValueError):  # one that was cut off
                yield json.loads(line)
