"""The gate: before a revision is named, its final bytes are searched for what is private.

Three means that do not depend on one another, nor on how the texts were anonymized:

1. The detectors, run again over every text in every file: rows, metadata, statistics, keys.
2. The roster: names of two words or more and numbers, whatever their case and diacritics.
3. Canaries: values out of the raw records, in texts and in raw bytes in several encodings.

And a file must be of a known kind and hold nothing that the workflow does not write there.
"""

import mmap
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
from ahocorasick_rs import AhoCorasick

from acervo.digests import file_sha256
from acervo.errors import AcervoError
from acervo.privacy import contents
from acervo.privacy.canaries import Canaries, distinctive
from acervo.privacy.contents import Contents
from acervo.privacy.detection import Found
from acervo.privacy.detectors import DETECTORS
from acervo.privacy.names import fold, pattern
from acervo.privacy.pii import identified
from acervo.privacy.pseudonyms import PSEUDONYM

_NAME = "its name"
SHOWN = 20  # findings that an error lists; the others are counted
_DIGITS = 8  # of a number on the roster that is looked for
_SPEAKER = re.compile(rf"^{PSEUDONYM.pattern}: ")  # before a message in a passage
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
        frames.append(_strings(name, found, message=file in messages))
        files[name] = {
            "sha256": file_sha256(file),
            "rows": found.rows,
            "strings": found.strings.height,
        }
    strings = pl.concat([pl.DataFrame(schema=_STRINGS), *frames])
    sought = _sought(roster)
    findings += _by_detectors(strings, public_texts)
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


def _strings(name: str, found: Contents, *, message: bool) -> pl.DataFrame:
    """Return all texts of a file, its name among them, and what it is of."""
    own = {"place": [_NAME], "row": [None], "text": [name]}
    strings = pl.concat([pl.DataFrame(own, schema=found.strings.schema), found.strings])
    profiles = found.strings.filter(
        (pl.col("place") == "column pseudonym") & pl.col("row").is_not_null()
    ).select("row", owner="text")
    return strings.join(profiles, on="row", how="left", maintain_order="left").select(
        pl.lit(name).alias("file"),
        "place",
        "row",
        "text",
        "owner",
        message=pl.lit(message),
        table=pl.lit(name.endswith(".parquet")),
    )


def _order(finding: Finding) -> tuple[str, str, int, str]:
    return (finding.file, finding.place, finding.row or 0, finding.what)


def _by_detectors(strings: pl.DataFrame, public_texts: Sequence[str]) -> Iterator[Finding]:
    """Run the detectors over distinct texts; say of each where it stands first in every file."""
    allowed = identified(pl.Series(public_texts, dtype=pl.String))
    public = {(span.kind, span.value) for _, _, spans in allowed for span in spans}
    written = strings.filter("message")["text"].unique()
    # The workflow makes names of files out of dates and aliases.
    strings = strings.filter(pl.col("place") != _NAME)
    texts = strings["text"].unique(maintain_order=True)
    found = {text: spans for _, text, spans in identified(texts)}
    for row in _where(strings, found):
        spans = found[row["text"]]
        if not row["table"]:
            spans = [span for span in spans if (span.kind, span.value) not in public]
        if row["owner"] and row["place"] == "column alias":  # what somebody chose to be called
            spans = [span for span in spans if span.kind != "NAME"]
        if not row["message"]:
            spans = [span for span in spans if not _stands_in(written, row["text"], span)]
        for kind in sorted({span.kind for span in spans}):
            yield Finding(row["file"], row["place"], row["row"], f"{kind}, found by a detector")


def _where(strings: pl.DataFrame, texts: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield where texts stand, but for the link in a profile: its owner published it."""
    link = (pl.col("place") == "column link") & pl.col("owner").is_not_null()
    return strings.filter(pl.col("text").is_in(list(texts)) & ~link).iter_rows(named=True)


def _stands_in(messages: pl.Series, text: str, span: Found) -> bool:
    """Tell whether the lines around a span are pieces of messages, which were judged as a whole."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    lines = text[start : end if end >= 0 else len(text)].split("\n")
    pieces = [piece for line in lines for piece in _SPEAKER.sub("", line).split(" › ")]
    return all(
        messages.str.contains(r"\s+".join(map(pl.escape_regex, piece.split()))).any()
        for piece in pieces
        if piece.strip()
    )


def _sought(roster: pl.DataFrame) -> dict[str, set[str]]:
    """Return what members are called, folded, and whose pseudonyms that stands for.

    Names of two words or more, numbers, and the former pseudonyms of who left.
    """
    sought: dict[str, set[str]] = defaultdict(set)
    for name, pseudonym in roster.select("name", "pseudonym").iter_rows():
        form = pattern(name)
        number = not any(map(str.isalpha, form)) and sum(map(str.isdigit, form)) >= _DIGITS
        if number or distinctive(name) or PSEUDONYM.fullmatch(name):
            sought[form].add(pseudonym)
    return dict(sorted(sought.items()))


def _by_roster(
    strings: pl.DataFrame, sought: Mapping[str, set[str]], public_texts: Sequence[str]
) -> Iterator[Finding]:
    public = "\n".join(map(fold, public_texts))
    forms = list(sought)
    automaton = AhoCorasick(forms)
    found: dict[str, set[str]] = defaultdict(set)
    for text in strings["text"].unique(maintain_order=True).to_list():
        folded = fold(text)
        for which, start, end in automaton.find_matches_as_indexes(folded, overlapping=True):
            if not _inside_word(folded, start, end):
                found[text].add(forms[which])
    for row in _where(strings, found):
        names = {name for name in found[row["text"]] if sought[name] != {row["owner"]}}
        if not row["table"]:
            names = {name for name in names if name not in public}
        for what in sorted({_kind_of(name) for name in names}):
            yield Finding(row["file"], row["place"], row["row"], what)


def _kind_of(name: str) -> str:
    if PSEUDONYM.fullmatch(name):
        return "pseudonym of somebody who left"
    return "name of a member" if any(map(str.isalpha, name)) else "number of a member"


def _inside_word(text: str, start: int, end: int) -> bool:
    return (start > 0 and _is_word(text[start - 1])) or (end < len(text) and _is_word(text[end]))


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _by_canaries(
    strings: pl.DataFrame,
    planted: Canaries,
    sought: Mapping[str, set[str]],
    public_texts: Sequence[str],
) -> Iterator[Finding]:
    public = "\n".join(public_texts)
    texts = strings["text"].unique(maintain_order=True).to_list()
    found: dict[str, set[str]] = defaultdict(set)
    for hit in planted.in_texts(texts):
        if hit.whole:
            found[texts[hit.item]].add(hit.value)
    for row in _where(strings, found):
        values = {v for v in found[row["text"]] if row["table"] or v not in public}
        # Who chose their own name as an alias may be called so.
        values = {v for v in values if sought.get(pattern(v)) != {row["owner"]}}
        for kind in sorted({planted.kinds[value] for value in values}):
            what = f"{kind} that stands in the raw export"
            yield Finding(row["file"], row["place"], row["row"], what)


def _in_bytes(file: Path, name: str, found: Contents, planted: Canaries) -> Iterator[Finding]:
    """Search raw bytes for canaries that no text of the file explains: those were judged there."""
    explained = {hit.value for hit in planted.in_texts(found.strings["text"].to_list())}
    for place, data in [*found.buffers, ("raw bytes", None)]:
        values = planted.in_bytes(data) if data is not None else _in_file(file, planted)
        for kind in sorted({planted.kinds[value] for value in values - explained}):
            yield Finding(name, place, None, f"{kind} that stands in the raw export")


def _in_file(file: Path, planted: Canaries) -> set[str]:
    if not file.stat().st_size:
        return set()
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return planted.in_bytes(data)
