"""The gate: before a revision is named, its final bytes are searched for what is private.

Three means that do not depend on one another, nor on how the texts were anonymized:

1. The detectors, run again over every text in every file: rows, metadata, statistics, keys.
2. The roster: names of two words or more and numbers, whatever their case and diacritics, and
   whatever parts them.
3. Canaries: values out of the raw records, in texts and in raw bytes in several encodings.

And a file must be of a known kind and hold nothing that the workflow does not write there.
"""

import mmap
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
from ahocorasick_rs import AhoCorasick

from acervo.digests import file_sha256
from acervo.errors import AcervoError
from acervo.parallel import over_slices
from acervo.privacy import contents
from acervo.privacy.canaries import Canaries
from acervo.privacy.contents import Contents
from acervo.privacy.detection import Found
from acervo.privacy.detectors import DETECTORS
from acervo.privacy.pii import identified
from acervo.privacy.pseudonyms import PSEUDONYM
from acervo.privacy.traces import Sought
from acervo.schema import PROFILES
from acervo.tables import read_table

_NAME = "its name"
SHOWN = 20  # findings that an error lists; the others are counted
_SPEAKER = re.compile(rf"^{PSEUDONYM.pattern}: ")  # before a message in a passage
# What somebody publishes of themselves, and what the detectors may find in it: what they chose to
# be called, and where their page is.
_CHOSEN = {"column alias": "NAME", "column link": "LINK"}
_STRINGS = {
    "file": pl.String,
    "place": pl.String,
    "row": pl.Int64,
    "text": pl.String,
    "owner": pl.String,  # the pseudonym of whose profile it is
    "message": pl.Boolean,  # of a message as it was written, whole
    "table": pl.Boolean,
}


class Finding(NamedTuple):
    """Something private in a public file: where it is and what it is, never the value."""

    file: str
    place: str
    row: int | None
    what: str

    def __str__(self) -> str:
        row = f", row {self.row}" if self.row is not None else ""
        return f"{self.file}, {self.place}{row}: {self.what}"


@dataclass(frozen=True)
class Scan:
    """What the gate read, and what it found: `report` is for `gate.json`."""

    report: dict[str, Any]
    findings: list[Finding] = field(default_factory=list)


def scan(
    messages: Sequence[Path],
    others: Sequence[Path],
    canaries: pl.DataFrame,
    roster: pl.DataFrame,
    *,
    root: Path,
    public_texts: Sequence[str] = (),
    processes: int = 1,
) -> Scan:
    """Search the files of a revision for anything private.

    Args:
        messages: files of `schema.MESSAGES`: what was written, each text whole.
        others: all other files that the manifest will name.
        canaries: rows of `schema.CANARIES`.
        roster: rows of `schema.ROSTER`.
        root: the public directory.
        public_texts: what the configuration makes public (title, description, contact); allowed
            in files that are no tables.
        processes: how many may run the detectors at once; the result is the same.

    Returns:
        A function of the files and canaries: no time, no place. In `report`: `files` with digest,
        rows and strings of each, `strings` (distinct ones), findings of each detector, of the
        roster and of the canaries (all 0 where nothing was found), `canaries` used by kind.

    Raises:
        AcervoError: a file that nothing here can read.

    A passage repeats pieces of messages; what the detectors let stand in the whole message is no
    finding because a passage cuts the message elsewhere, or puts another line before it.
    """
    planted = Canaries(dict(canaries.iter_rows()))
    findings: list[Finding] = []
    files: dict[str, dict[str, Any]] = {}
    frames = []
    for file in [*messages, *others]:
        name = file.relative_to(root).as_posix()
        found = contents.read(file)
        findings += [Finding(name, "structure", None, oddity) for oddity in found.oddities]
        findings += _in_bytes(file, name, found, planted)
        frames.append(_strings(file, name, found, message=file in messages))
        files[name] = {
            "sha256": file_sha256(file),
            "rows": found.rows,
            "strings": found.strings.height,
        }
    strings = pl.concat([pl.DataFrame(schema=_STRINGS), *frames])
    sought = Sought(roster)
    findings += _by_detectors(strings, public_texts, processes)
    findings += _by_roster(strings, sought, public_texts)
    findings += _by_canaries(strings, planted, sought, public_texts)
    report = {
        "files": files,
        "strings": strings["text"].n_unique(),
        "detectors": [detector.name for detector in DETECTORS],
        "roster": len(sought),
        "canaries": dict(sorted(Counter(planted.kinds.values()).items())),
        "findings": len(findings),
    }
    return Scan(report, sorted(set(findings), key=_order))


def refusal(findings: Sequence[Finding], root: Path) -> AcervoError:
    """Say where private values are, without saying them, and how to go on."""
    lines = [f"  {finding}" for finding in findings[:SHOWN]]
    if len(findings) > SHOWN:
        lines.append(f"  … and {len(findings) - SHOWN} more")
    return AcervoError(
        f"the privacy gate is closed: {len(findings)} private values would be published\n"
        + "\n".join(lines),
        where=str(root),
        fix="Nothing was named or published. Look at these places (rows count from 1). Add a name "
        "to privacy.roster, or correct the text in the raw export; then run again. If no rule "
        "should have let it pass, or it is nothing private, report the kind of value as a bug.",
    )


def _strings(file: Path, name: str, found: Contents, *, message: bool) -> pl.DataFrame:
    """Return all texts of a file, its name among them, and what it is of."""
    own = pl.DataFrame({"place": [_NAME], "row": [None], "text": [name]}, found.strings.schema)
    strings = pl.concat([own, found.strings])
    columns = found.strings.filter(pl.col("place") == "names of columns")["text"].to_list()
    if columns == PROFILES.arrow.names:
        strings = strings.join(_owners(file), on=["place", "text"], how="left")
        strings = strings.with_columns(row=pl.coalesce("own_row", "row"))
    else:
        strings = strings.with_columns(owner=pl.lit(None, pl.String))
    return strings.select(
        pl.lit(name).alias("file"),
        "place",
        "row",
        "text",
        "owner",
        message=pl.lit(message),
        table=pl.lit(name.endswith(".parquet")),
    )


def _owners(file: Path) -> pl.DataFrame:
    """Return who says which text of themselves, and in which row: two may say the same."""
    profiles = read_table(file, PROFILES).with_row_index("own_row", 1)
    said = profiles.unpivot(index=["own_row", "pseudonym"], value_name="text").drop_nulls()
    return said.select(
        pl.format("column {}", "variable").alias("place"),
        "text",
        pl.col("own_row").cast(pl.Int64),
        owner="pseudonym",
    )


def _order(finding: Finding) -> tuple[str, str, int, str]:
    return (finding.file, finding.place, finding.row or 0, finding.what)


def _by_detectors(
    strings: pl.DataFrame, public_texts: Sequence[str], processes: int
) -> Iterator[Finding]:
    """Run the detectors over distinct texts; say of each where it stands first in every file.

    Of what is made of pieces of messages, those are looked at instead.
    """
    allowed = identified(pl.Series(public_texts, dtype=pl.String))
    public = {(span.kind, span.value) for _, _, spans in allowed for span in spans}
    # The workflow makes names of files out of dates and aliases.
    strings = strings.filter(pl.col("place") != _NAME)
    written = strings.filter("message")["text"].unique(maintain_order=True)
    others = strings.filter(~pl.col("message"))["text"].unique(maintain_order=True)
    pieces = _Pieces(written.to_list())
    texts = pl.concat([written, pieces.foreign(others)]).unique(maintain_order=True)
    found: dict[str, list[Found]] = {}
    for some in over_slices(_detected, texts, processes):
        found.update(some)
    for row in _where(strings, found):
        spans = found[row["text"]]
        if not row["table"]:
            spans = [span for span in spans if (span.kind, span.value) not in public]
        if row["owner"]:
            spans = [span for span in spans if span.kind != _CHOSEN.get(row["place"])]
        if not row["message"]:
            spans = [s for s in spans if not pieces.hold(_lines_around(row["text"], s))]
        yield from _findings(row, (f"{span.kind}, found by a detector" for span in spans))


def _detected(texts: pl.Series) -> dict[str, list[Found]]:
    return {text: spans for _, text, spans in identified(texts)}


class _Pieces:
    """Lines and headings of messages, whole or cut, of which passages are made."""

    def __init__(self, messages: Sequence[str]) -> None:
        self._messages = [" ".join(text.split()) for text in messages]
        self._known = {" ".join(line.split()) for text in messages for line in text.split("\n")}

    def foreign(self, texts: pl.Series) -> pl.Series:
        """Return those of the texts that are not made of pieces of messages alone."""
        pieces = [set(_pieces(text)) - self._known for text in texts.to_list()]
        cut = sorted(set().union(*pieces))
        automaton = AhoCorasick(cut)
        for message in self._messages:
            for which, _, _ in automaton.find_matches_as_indexes(message, overlapping=True):
                self._known.add(cut[which])
        return texts.filter(
            pl.Series([bool(each - self._known) for each in pieces], dtype=pl.Boolean)
        )

    def hold(self, text: str) -> bool:
        """Tell whether all of a text that `foreign` has seen stands in messages, piece by piece."""
        return self._known.issuperset(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        for piece in _SPEAKER.sub("", line).split(" › "):
            if words := piece.split():
                yield " ".join(words)


def _lines_around(text: str, span: Found) -> str:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return text[start : end if end >= 0 else len(text)]


def _where(strings: pl.DataFrame, texts: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield where texts stand."""
    wanted = pl.DataFrame({"text": list(texts)}, schema={"text": pl.String})
    return strings.join(wanted, on="text", how="semi").iter_rows(named=True)


def _by_roster(
    strings: pl.DataFrame, sought: Sought, public_texts: Sequence[str]
) -> Iterator[Finding]:
    public = set().union(*sought.in_texts(public_texts).values())
    owned = pl.col("owner").is_not_null()
    found = sought.in_texts(strings.filter(~owned)["text"].unique(maintain_order=True).to_list())
    for row in _where(strings.filter(~owned), found):
        traces = found[row["text"]] - (set() if row["table"] else public)
        yield from _findings(row, (trace.what for trace in traces))
    for row in strings.filter(owned).iter_rows(named=True):
        traces = sought.others(row["text"], row["owner"])
        yield from _findings(row, (trace.what for trace in traces))


def _findings(row: dict[str, Any], whats: Iterable[str]) -> Iterator[Finding]:
    for what in sorted(set(whats)):
        yield Finding(row["file"], row["place"], row["row"], what)


def _by_canaries(
    strings: pl.DataFrame, planted: Canaries, sought: Sought, public_texts: Sequence[str]
) -> Iterator[Finding]:
    public = "\n".join(public_texts)
    texts = strings["text"].unique(maintain_order=True).to_list()
    found: dict[str, set[str]] = defaultdict(set)
    for hit in planted.in_texts(texts):
        if hit.whole:
            found[texts[hit.item]].add(hit.value)
    for row in _where(strings, found):
        values = {v for v in found[row["text"]] if row["table"] or v not in public}
        if row["owner"]:
            values = {v for v in values if sought.owners(v) != {row["owner"]}}
            if row["place"] == "column link":
                values = {v for v in values if planted.kinds[v] != "LINK"}
        kinds = (f"{planted.kinds[value]} that stands in the raw export" for value in values)
        yield from _findings(row, kinds)


def _in_bytes(file: Path, name: str, found: Contents, planted: Canaries) -> Iterator[Finding]:
    """Search raw bytes for canaries that no text of the file explains: those were judged there."""
    explained: set[str] | None = None
    for place, data in [*found.buffers, ("raw bytes", None)]:
        values = planted.in_bytes(data) if data is not None else _in_file(file, planted)
        if values and explained is None:
            explained = {hit.value for hit in planted.in_texts(found.strings["text"].to_list())}
        for kind in sorted({planted.kinds[value] for value in values - (explained or set())}):
            yield Finding(name, place, None, f"{kind} that stands in the raw export")


def _in_file(file: Path, planted: Canaries) -> set[str]:
    if not file.stat().st_size:
        return set()
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return planted.in_bytes(data)
