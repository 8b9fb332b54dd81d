"""What a new revision changes, for people: messages that came, went and were edited."""

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl

_WHERE = ["source", "period"]
# An edited message is one that went and one that came, of one author on one day in one thread.
_WHOSE = ["source", "thread", "date", "author", "kind", "section_title", "path"]
_COLUMNS = ["message_id", *_WHOSE]
_CHANGELOG = "# Changelog\n\n"
_SHORT = 10  # lines


def changes(
    root: Path,
    manifest: Mapping[str, Any],
    before: Mapping[str, Any] | None,
    read: Callable[[str], bytes],
) -> pl.DataFrame:
    """Compare the messages of two revisions; only files that differ are read.

    Args:
        root: the new revision's folder.
        manifest: of the new revision.
        before: manifest of the earlier one; None if there is none.
        read: gives a file of the earlier one.

    Returns:
        Columns source, period (string), added, removed, edited (int64), sorted, no row of zeros.
    """
    old = _messages(before) if before else {}
    new = _messages(manifest)
    gone, came = [_rows(b"", "")], [_rows(b"", "")]
    for path in sorted(old.keys() | new.keys()):
        if old.get(path) != new.get(path):
            period = Path(path).stem
            gone += [_rows(read(path), period)] if path in old else []
            came += [_rows((root / path).read_bytes(), period)] if path in new else []
    went, arrived = pl.concat(gone), pl.concat(came)
    removed = went.join(arrived, on="message_id", how="anti")
    added = arrived.join(went, on="message_id", how="anti")
    key = [*_WHOSE, "period"]
    counts = (
        added.group_by(key)
        .len("added")
        .join(
            removed.group_by(key).len("removed"),
            on=key,
            how="full",
            coalesce=True,
            nulls_equal=True,
        )
        .with_columns(pl.col("added", "removed").fill_null(0).cast(pl.Int64))
        .with_columns(edited=pl.min_horizontal("added", "removed"))
    )
    return (
        counts.group_by(_WHERE)
        .agg(
            added=(pl.col("added") - pl.col("edited")).sum(),
            removed=(pl.col("removed") - pl.col("edited")).sum(),
            edited=pl.col("edited").sum(),
        )
        .sort(_WHERE)
    )


def message(manifest: Mapping[str, Any], changed: pl.DataFrame) -> str:
    """The changes in words: a title, an empty line, and one line for each source and period."""
    sums = changed.select(pl.col("added", "removed", "edited").sum()).row(0, named=True)
    said = [f"{n} messages {what}" for what, n in sums.items() if n] or ["no message changed"]
    lines = [f"reindex: {manifest['revision']}, {', '.join(said)}"]
    for row in changed.iter_rows(named=True):
        counts = [f"{row[what]} {what}" for what in sums if row[what]]
        lines.append(f"- {row['source']}, {row['period']}: {', '.join(counts)}")
    return "\n".join([lines[0], "", *lines[1:]]).rstrip() + "\n"


def noted(changelog: str, said: str, head: str | None) -> str:
    """A changelog with a message on top: the same, however often a publication is tried.

    Args:
        changelog: as it stands there; what people wrote into it stays.
        said: from `message`.
        head: the revision that stands there, if any. Entries above its own are of attempts that
            stopped before readers got what they announce.
    """
    title = f"reindex: {head},"
    if head and said.startswith(title):  # with other bytes, no other revision
        return changelog
    opening, *entries = re.split(r"(?m)^(?=## )", changelog.removeprefix(_CHANGELOG))
    opening = f"{opening.rstrip()}\n\n" if opening.strip() else ""
    entry = f"## {said.rstrip()}\n\n"
    own = next((n for n, old in enumerate(entries) if old.startswith(f"## {title}")), None)
    if own is not None:
        entries = entries[own:]
    elif entries and entries[0].rstrip() == entry.rstrip():
        entries = entries[1:]
    return "".join([_CHANGELOG, opening, entry, *entries]).rstrip() + "\n"


def shortened(said: str) -> str:
    """A message for places that want few words: its title and first lines."""
    lines = said.rstrip().splitlines()
    more = len(lines) - _SHORT
    return "\n".join([*lines[:_SHORT], *([f"… and {more} more: see CHANGELOG.md"] * (more > 0))])


def _messages(manifest: Mapping[str, Any]) -> dict[str, str]:
    return {p: e["sha256"] for p, e in manifest["files"].items() if p.startswith("messages/")}


def _rows(content: bytes, period: str) -> pl.DataFrame:
    if not content:
        return pl.DataFrame(schema={**_SCHEMA, "period": pl.String})
    frame = pl.read_parquet(BytesIO(content), columns=_COLUMNS)
    return frame.with_columns(period=pl.lit(period)).select(*_SCHEMA, "period")


_SCHEMA = {
    "message_id": pl.Int64,
    **{name: pl.Date if name == "date" else pl.String for name in _WHOSE},
}
