"""What publishing did: one receipt for each target, and a history of all of them."""

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from acervo.digests import write_json

HISTORY = "history.jsonl"


@dataclass
class Receipt:
    """What one publication did.

    status: `published`, `unchanged` (the revision was there already) or `failed`.
    uploaded: files that were sent; skipped: how many were there already; deleted: files that the
    revision no longer has. bytes: of file contents that were sent. attempts: times it was tried.
    errors: what went wrong on the way, the last one being why it failed, if it did.
    """

    target: str
    url: str
    revision: str
    status: str = "failed"
    remote_revision: str = ""
    uploaded: list[str] = field(default_factory=list)
    skipped: int = 0
    deleted: list[str] = field(default_factory=list)
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
