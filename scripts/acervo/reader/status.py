"""What a built dataset holds, and what the build did not take."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from acervo import schema
from acervo.digests import read_json
from acervo.privacy.pseudonyms import PSEUDONYM
from acervo.reader.verify import load
from acervo.tables import read_tables

_PLAIN = r"^[^\[\]@<>\n\"$`\\!]{10,70}$"  # may stand between double quotes on a command line


@dataclass(frozen=True)
class Status:
    """Figures of a dataset; and, as far as known, what the build did not take or understand.

    rejected: (file, first line, last line, reason). warnings: (file, what is odd about it).
    recall: of each model's index, the recall@10 that the build has measured, as far as it is told.
    topic: something to search for: the newest heading of a newsletter, or question of a chat.
    """

    root: Path
    manifest: dict[str, Any]
    people: int
    sources: dict[str, int]
    rejected: list[tuple[str, int, int, str]]
    warnings: list[tuple[str, str]]
    recall: dict[str, float]
    topic: str

    def as_dict(self) -> dict[str, Any]:
        """The figures, for programs."""
        manifest = self.manifest
        same = ("revision", "num_messages", "num_chunks", "total_files", "total_bytes")
        return {
            "dataset": str(self.root),
            **{key: manifest[key] for key in same},
            "people": self.people,
            "sources": self.sources,
            "recall@10": self.recall,
            "rejected": len(self.rejected),
            "warnings": len(self.warnings),
        }


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
    warnings += _uncovered(root, manifest)
    return Status(
        root=root,
        manifest=manifest,
        people=messages.select(pl.col("author").drop_nulls().n_unique()).item(),
        sources=dict(by_source.iter_rows()),
        rejected=rejected,
        warnings=warnings,
        recall=_recall(root, manifest),
        topic=_topic(messages),
    )


def _topic(messages: pl.DataFrame) -> str:
    question = pl.when(pl.col("text").str.ends_with("?")).then("text")
    found = (
        messages.with_columns(topic=pl.coalesce("section_title", question))
        .filter(pl.col("topic").str.contains(_PLAIN))
        .sort(pl.col("section_title").is_not_null(), "date", maintain_order=True)
    )
    topics = (topic for topic in reversed(found["topic"]) if not PSEUDONYM.search(topic))
    return next(topics, "your question")


def _reports(folder: Path) -> tuple[list[tuple[str, int, int, str]], list[tuple[str, str]]]:
    """Read what the reports on parsing, and the one on the roster beside them, complain of."""
    rejected, warnings = [], list[tuple[str, str]]()
    if (roster := folder.with_name("roster.json")).is_file():
        warnings += [(file, warning) for file, warning in read_json(roster)["warnings"]]
    for path in _current(folder):
        files = read_json(path)["files"]
        for file in files:
            rejected += [
                (file["file"], r["first_line"], r["last_line"], r["reason"])
                for r in file["rejects"]
            ]
            warnings += [(file["file"], warning) for warning in file["warnings"]]
    return sorted(rejected), sorted(warnings)


def _uncovered(root: Path, manifest: dict[str, Any]) -> list[tuple[str, str]]:
    """Languages of the corpus that a model was not trained on, as far as it says so."""
    warnings = []
    for alias, model in manifest["models"].items():
        meta = root / "index" / alias / "meta.json"
        lacking = read_json(meta).get("fusion", {}).get("uncovered", {}) if meta.is_file() else {}
        for language, sources in lacking.items():
            told = f"{model['name']} does not know its language ({language})"
            warnings.append((", ".join(sources), f"{told}: search by meaning is weak there"))
    return warnings


def _recall(root: Path, manifest: dict[str, Any]) -> dict[str, float]:
    """What `evaluate` has found; a dataset of before it, or without vectors, tells nothing."""
    files = {alias: root / "reports" / f"{alias}.json" for alias in manifest["models"]}
    told = {alias: read_json(file)["recall@10"] for alias, file in files.items() if file.is_file()}
    return {alias: recall for alias, recall in told.items() if recall is not None}


def _current(folder: Path) -> list[Path]:
    """The reports of the exports that the dataset came from, as far as that is known."""
    reports, used = sorted(folder.rglob("*.json")), folder.with_name("partition.json")
    if not used.is_file():
        return reports
    names = {Path(name).with_suffix("") for name in read_json(used).get("exports", [])}
    return [path for path in reports if path.relative_to(folder).with_suffix("") in names]
