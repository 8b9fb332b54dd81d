"""What a built dataset holds, and what the build did not take."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from acervo import schema
from acervo.digests import read_json
from acervo.reader.verify import load
from acervo.tables import read_tables


@dataclass(frozen=True)
class Status:
    """Figures of a dataset; and, as far as known, what the build did not take or understand.

    rejected: (file, first line, last line, reason). warnings: (file, what is odd about it).
    """

    root: Path
    manifest: dict[str, Any]
    people: int
    sources: dict[str, int]
    rejected: list[tuple[str, int, int, str]]
    warnings: list[tuple[str, str]]


def status(root: Path) -> Status:
    """Read the figures of the dataset under `root`, and the reports beside it, if any.

    Raises:
        AcervoError: there is no dataset here.
    """
    manifest = load(root)
    paths = [root / path for path in sorted(manifest["files"]) if path.startswith("messages/")]
    messages = read_tables(paths, schema.MESSAGES)
    by_source = messages.group_by("source").len().sort("source")
    rejected, warnings = _reports(root.absolute().parent / "private" / "reports" / "parse")
    return Status(
        root=root,
        manifest=manifest,
        people=messages.select(pl.col("author").drop_nulls().n_unique()).item(),
        sources=dict(by_source.iter_rows()),
        rejected=rejected,
        warnings=warnings,
    )


def _reports(folder: Path) -> tuple[list[tuple[str, int, int, str]], list[tuple[str, str]]]:
    """Read what the reports on parsing, and those on anonymizing beside them, complain of."""
    rejected, warnings = [], list[tuple[str, str]]()
    for path in _current(folder):
        files = read_json(path)["files"]
        replaced = folder.with_name("anonymize") / path.relative_to(folder)
        if replaced.is_file() and (n := read_json(replaced).get("unknown_commands")):
            unknown = f"commands that nobody understands: {n} (logs/roster.log says on which lines)"
            warnings.append((files[0]["file"], unknown))
        for file in files:
            rejected += [
                (file["file"], r["first_line"], r["last_line"], r["reason"])
                for r in file["rejects"]
            ]
            warnings += [(file["file"], warning) for warning in file["warnings"]]
    return sorted(rejected), sorted(warnings)


def _current(folder: Path) -> list[Path]:
    """The reports of the exports that the dataset came from, as far as that is known."""
    reports, used = sorted(folder.rglob("*.json")), folder.with_name("partition.json")
    if not used.is_file():
        return reports
    names = {Path(name).with_suffix("") for name in read_json(used).get("exports", [])}
    return [path for path in reports if path.relative_to(folder).with_suffix("") in names]
