"""What a run would do before it does it: exports to read, stages to run, passages to encode.

Nothing is written, no model is loaded, no place asked (`acervo.remotes.outlook` does that).
"""

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from math import ceil
from pathlib import Path
from typing import Any

from acervo import periods
from acervo.digests import read_json
from acervo.errors import AcervoError
from acervo.rates import Rate, known_rate

# Reasons as Snakemake names them.
_INPUT = {"updated input files", "set of input files has changed since last execution"}
_MISSING = {"output files have to be generated", "incomplete output files"}
_FOLLOWS = {"input files updated by another job"}
_RECIPE = {
    "code has changed since last execution",
    "params have changed since last execution",
    "software environment definition has changed since last execution",
}
_WHY = [
    (_MISSING, "not made yet"),
    (_INPUT, "input changed"),
    (_RECIPE, "code or options changed"),
]
_OTHERWISE = "asked for"

# Stages that decide what the passages are: only when none of them runs, these are known.
_TEXT_STAGES = {"parse", "roster", "anonymize", "partition", "chunk"}

# Bytes of raw text to a token of a passage: 1.4 in the demo, whose talks are short; 4 in long ones.
_BYTES_OF_A_TOKEN = 2

_BLOCK = 1 << 20
_MOST_BLOCKS = 2048  # of one file in an archive: what is larger is not parsed either


@dataclass(frozen=True)
class Job:
    """A job that would run: its rule, its wildcards, and why (reasons in Snakemake's words)."""

    rule: str
    wildcards: Mapping[str, str] = field(default_factory=dict)
    reasons: frozenset[str] = frozenset()

    @classmethod
    def of(cls, job: Mapping[str, Any]) -> "Job":
        """From plain JSON values: `rule`, `wildcards`, `reasons`."""
        return cls(job["rule"], job["wildcards"], frozenset(job["reasons"]))


@dataclass(frozen=True)
class Reading:
    """Exports of one source: how many are new, changed, gone, read again, or stay as they are.

    again: unchanged, but the code or the options of reading changed, or the records are missing.
    bytes: of the raw files to be read. names: of exports that are new, changed or gone, which are
    private. lines: of new exports, and those that changed ones have more than before; None where
    nobody counted before.
    """

    source: str
    new: int = 0
    changed: int = 0
    again: int = 0
    gone: int = 0
    unchanged: int = 0
    bytes: int = 0
    lines: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stage:
    """Jobs of one rule, and why: what they have of their own, empty if they only follow others."""

    rule: str
    jobs: int
    why: str


@dataclass(frozen=True)
class Encoding:
    """Passages that a model would encode.

    exact: whether `passages` was counted; otherwise `basis` says what it is estimated from.
    at_most: where the texts of all passages may change (their code did), all of them.
    """

    model: str
    passages: int
    exact: bool
    rate: Rate
    basis: str = ""
    at_most: int | None = None

    @property
    def seconds(self) -> float:
        """Estimated time."""
        return self.passages / self.rate.per_second


@dataclass(frozen=True)
class Plan:
    """What a run would do on this machine. revision: that of the build as it stands, if any."""

    readings: list[Reading]
    stages: list[Stage]
    encodings: list[Encoding]
    revision: str | None = None

    @property
    def idle(self) -> bool:
        """Whether nothing would be done."""
        return not self.stages

    @property
    def remade(self) -> tuple[str, ...] | None:
        """Beginnings of public paths that will not stay as they are; None if all will.

        Which periods change is known only once the exports are read.
        """
        if self.idle:
            return None
        rules = {stage.rule for stage in self.stages if stage.why}
        news = any(each.new or each.changed or each.gone for each in self.readings)
        index = ("index/",) if news or "index" in rules else ()
        return (*index, "README.md") if news or "card" in rules else index


def plan(
    exports: Mapping[str, Mapping[str, Sequence[str]]],
    jobs: Iterable[Job],
    config: Mapping[str, Any],
    *,
    cores: int,
    results: Path = Path("results"),
    logs: Path = Path("logs"),
) -> Plan:
    """Plan a build.

    Args:
        exports: raw files by source and export, from `acervo.exports`.
        jobs: that the workflow engine would run now. Behind a change it may not see all.
        config: the checked configuration.
        cores: that the run may use.
        results: what earlier runs left, perhaps half built or damaged.
        logs: where the rates of earlier runs are kept.

    Raises:
        AcervoError: what is there cannot be read, or a model is not found.
    """
    jobs = list(jobs)
    found = [
        _reading(source, exports.get(source, {}), jobs, results)
        for source in sorted({*exports, *(name.split("/")[0] for name in _used(results))})
    ]
    manifest = _json(results / "public" / "manifest.json")
    return Plan(
        readings=found,
        stages=_stages(jobs),
        encodings=_encodings(exports, found, jobs, config, cores, results, logs) if jobs else [],
        revision=manifest.get("revision"),
    )


def _reading(
    source: str, exports: Mapping[str, Sequence[str]], jobs: Iterable[Job], results: Path
) -> Reading:
    parsed = {job.wildcards.get("export"): job for job in jobs if _parses(job, source)}
    counts, size, lines, names = Counter[str](), 0, 0, list[str]()
    for export, files in exports.items():
        if export not in parsed:
            counts["unchanged"] += 1
            continue
        size += sum(Path(file).stat().st_size for file in files if Path(file).is_file())
        before = _reported(results, source, export)
        kind = "changed" if parsed[export].reasons & _INPUT else "again" if before else "new"
        counts[kind] += 1
        if kind != "again":
            names.append(_name(files))
            lines += max(1, _lines(files) - sum(before.values()))
    for name in _used(results):
        if name.startswith(f"{source}/") and name.removeprefix(f"{source}/") not in exports:
            counts["gone"] += 1
            names.append(_name(list(_reported(results, *name.split("/"))) or [name]))
    return Reading(source, **counts, bytes=size, lines=lines, names=tuple(sorted(names)))


def _parses(job: Job, source: str) -> bool:
    return job.rule == "parse" and job.wildcards.get("source") == source


def _used(results: Path) -> list[str]:
    """`source/export` of all that the messages came from, as they stand."""
    report = _json(results / "private" / "reports" / "partition.json")
    return [str(Path(name).with_suffix("")) for name in report.get("exports", [])]


def _reported(results: Path, source: str, export: str) -> dict[str, int]:
    """Lines by file of an export when it was read last."""
    report = results / "private" / "reports" / "parse" / source / f"{export}.json"
    return {file["file"]: file["lines"] for file in _json(report).get("files", [])}


def _json(path: Path) -> dict[str, Any]:
    """A report; nothing if it is missing or damaged, for then it is about to be made anew."""
    try:
        value = read_json(path)
    except AcervoError:
        return {}
    return value if isinstance(value, dict) else {}


def _name(files: Sequence[str]) -> str:
    """A chat's file, or a newsletter's folder."""
    return files[0] if len(files) == 1 else f"{Path(files[0]).parent}/"


def _lines(files: Iterable[str]) -> int:
    return sum(block.count(b"\n") for block in _blocks(files))


def _blocks(files: Iterable[str]) -> Iterator[bytes]:
    """The texts of an export, block by block; what is wrong with it is told by who parses it."""
    for file in files:
        try:
            if not zipfile.is_zipfile(file):
                with Path(file).open("rb") as text:
                    yield from iter(partial(text.read, _BLOCK), b"")
                continue
            with zipfile.ZipFile(file) as archive:
                for name in archive.namelist():
                    if name.lower().endswith(".txt"):
                        with archive.open(name) as member:
                            yield from islice(iter(partial(member.read, _BLOCK), b""), _MOST_BLOCKS)
        except (OSError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error):
            continue


def _stages(jobs: Iterable[Job]) -> list[Stage]:
    by_rule: dict[str, list[Job]] = {}
    for job in jobs:
        if job.rule != "all":
            by_rule.setdefault(job.rule, []).append(job)
    return [Stage(rule, len(each), _why(each)) for rule, each in by_rule.items()]


def _why(jobs: Iterable[Job]) -> str:
    reasons = set[str]().union(*(job.reasons for job in jobs)) - _FOLLOWS
    known = [words for names, words in _WHY if reasons & names]
    others = reasons.difference(*(names for names, _ in _WHY))
    return ", ".join([*known, _OTHERWISE] if others else known)


def _encodings(
    exports: Mapping[str, Mapping[str, Sequence[str]]],
    readings: Sequence[Reading],
    jobs: Sequence[Job],
    config: Mapping[str, Any],
    cores: int,
    results: Path,
    logs: Path,
) -> list[Encoding]:
    # It loads polars: only those who plan something wait for that.
    from acervo.lacking import Passages

    texts = [job for job in jobs if job.rule in _TEXT_STAGES]
    chunks = _chunk_files(results, config["partition"])
    passages = Passages(chunks, tolerant=bool(texts))
    more, basis = 0, ""
    if texts and passages.by_source:
        lines = _lines_by_source(results)
        uncut = len(chunks) - passages.files
        more, basis = _estimated(readings, passages.by_source, lines, uncut / passages.files)
    elif texts:
        more, basis = _assumed(exports, config["chunking"]["tokens"])
    found = []
    for alias, spec in sorted(config["models"].items()):
        total, lacking = passages.count(alias, spec, results)
        at_most = total + more if total and any(map(_alters_texts, texts)) else None
        rate = known_rate(logs, alias, spec["name"], cores)
        found.append(Encoding(alias, lacking + more, not texts, rate, basis, at_most))
    return found


def _alters_texts(job: Job) -> bool:
    """Whether a job may change texts of exports that did not change."""
    edited = job.rule != "parse" and "updated input files" in job.reasons
    return edited or bool(job.reasons & _RECIPE)


def _chunk_files(results: Path, partition: str) -> list[Path]:
    """The passages that belong to the messages as they stand."""
    report = _json(results / "private" / "reports" / "partition.json")
    years = sorted({periods.year_of(name) for name in report.get("periods", {})})
    folder = results / "chunks"
    return [folder / f"{p}.parquet" for year in years for p in periods.of_year(year, partition)]


def _lines_by_source(results: Path) -> Counter[str]:
    """Lines of all exports that the messages came from."""
    lines = Counter[str]()
    for name in _used(results):
        source, export = name.split("/")
        lines[source] += sum(_reported(results, source, export).values())
    return lines


def _estimated(
    readings: Sequence[Reading],
    passages: Mapping[str, int],
    lines: Mapping[str, int],
    uncut: float,
) -> tuple[int, str]:
    """Passages of new lines, and what that is estimated from.

    Args:
        readings: exports to be read.
        passages: by source, as they are cut now.
        lines: of the exports that they came from, by source.
        uncut: periods that are not cut yet, for each that is.
    """
    known = sum(passages.values())
    of_all = known / (sum(lines.values()) or 1)
    more = uncut * known
    for each in readings:
        more += each.lines * (
            passages.get(each.source, 0) / (lines.get(each.source) or 1) or of_all
        )
    new = sum(each.lines for each in readings)
    return ceil(more), f"from {new:,} new lines, by the passages of earlier ones"


def _assumed(exports: Mapping[str, Mapping[str, Sequence[str]]], tokens: int) -> tuple[int, str]:
    """Passages of all exports, where none was cut yet."""
    files = [file for ids in exports.values() for each in ids.values() for file in each]
    size = sum(map(len, _blocks(files)))
    of_a_passage = tokens * _BYTES_OF_A_TOKEN
    return ceil(
        size / of_a_passage
    ), f"by one passage for every {of_a_passage} bytes, an assumption"
