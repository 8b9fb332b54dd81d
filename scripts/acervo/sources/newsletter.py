"""Newsletters, one file per issue: Markdown, HTML or reStructuredText, one record per section."""

import datetime as dt
import zoneinfo
from pathlib import Path
from typing import Any

import polars as pl

from acervo.errors import AcervoError
from acervo.schema import RECORDS
from acervo.sources import dates, markup, markup_html, metadata
from acervo.sources.report import FileReport, Reject
from acervo.sources.section import Outline, Section, paths

MARKUPS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "markdown",
    ".html": "html",
    ".htm": "html",
    ".rst": "rst",
}
PLACES = ("front matter", "header", "file name")

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = {chr(code) for code in range(32)} - set("\t\n\v\f\r\x1a\x1b")


class _Rejected(Exception):
    """Why a file is not taken; never quotes it."""


def read(
    path: Path, *, file: str, source: str, timezone: str = "UTC"
) -> tuple[pl.DataFrame, FileReport]:
    """Read one issue of a newsletter.

    The title is that of the front matter, else of header lines (`Title: ...`, `:title: ...`), else
    of HTML's `<title>`, else the first heading of rank 1. The date is the day written in the front
    matter, else in header lines, docinfo, `<meta>` or `<time>`, else in the file's name; a month
    stands for its first day. Where two places disagree the first counts, and the report warns.

    Args:
        path: the file; its suffix, one of `MARKUPS`, says how it is written.
        file: its name in records and report.
        source: the configured name, also the thread of every record.
        timezone: IANA name; an issue is sent at midnight there.

    Returns:
        Rows of `schema.RECORDS`, one per section with text of its own, in order, and the report,
        whose `details` hold `encoding`, `date`, `date_from` (one of `PLACES`), `title` (is there
        one?), `sections` (headings), `heading_only` (headings without text of their own), `hidden`
        and `hidden_lines`: what no reader of the issue sees, and so no record takes up (see
        `Outline`). A file that is no newsletter (no date, no text, binary, unknown suffix) gives
        no rows: all of its lines are one reject, with the reason.

    Raises:
        AcervoError: no such time zone, or the file cannot be read.
    """
    zone = _zone(timezone)
    report = FileReport(file)
    try:
        data = _bytes(path, report)
        form = MARKUPS.get(path.suffix.lower())
        if form is None:
            raise _Rejected(f"unknown extension, expected one of {' '.join(MARKUPS)}")
        text = _decode(data, report)
        known, outline = _parse(text, form)
        report.warnings += known.warnings
        date = _date(known, path.stem, report)
    except _Rejected as rejected:
        report.rejected = report.lines
        report.rejects = [Reject(1, report.lines, str(rejected))]
        return _rows([], {}), report

    found = outline.sections
    title = known.title or next((s.title for s in found if s.level == 1 and s.title), None)
    places = paths(found)
    kept = [(section, place) for section, place in zip(found, places, strict=True) if section.text]
    headings = sum(section.level > 0 for section in found)
    report.accepted = report.lines
    report.records = len(kept)
    report.details |= {
        "title": title is not None,
        "sections": headings,
        "heading_only": headings - sum(section.level > 0 for section, _ in kept),
        "hidden": dict(sorted(outline.hidden.items())),
        "hidden_lines": outline.hidden_lines,
    }
    if not kept:
        report.warnings.append("no section has text")
    midnight = dt.datetime(date.year, date.month, date.day, tzinfo=zone).astimezone(dt.UTC)
    same = {
        "source": source,
        "thread": source,
        "kind": "section",
        "state": "posted",
        "sent_at": midnight,
        "date": date,
        "author": None,
        "title": title,
        "file": file,
    }
    return _rows(kept, same), report


def _rows(kept: list[tuple[Section, str | None]], same: dict[str, Any]) -> pl.DataFrame:
    empty = pl.from_arrow(RECORDS.arrow.empty_table())
    assert isinstance(empty, pl.DataFrame)
    rows = [
        {
            **same,
            "section_title": place,
            "text": section.text,
            "attachments": [],
            "line": section.line,
            "position": position,
        }
        for position, (section, place) in enumerate(kept)
    ]
    return pl.DataFrame(rows, schema=empty.schema, orient="row")


def _bytes(path: Path, report: FileReport) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        # Not a matter of the file's content: counting it as a reject would hide a whole issue.
        raise AcervoError(
            f"cannot be read ({error.strerror or type(error).__name__})",
            where=report.file,
            fix="Look at its permissions and at the disk.",
        ) from None
    report.lines = data.count(b"\n") + (not data.endswith((b"\n",)) and data != b"")
    return data


def _decode(data: bytes, report: FileReport) -> str:
    """Decode a file, lines ending in line feeds; put its encoding and its lines into the report."""
    text, encoding = _decoded(data, report)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    report.lines = text.count("\n") + (text != "" and not text.endswith("\n"))
    report.details["encoding"] = encoding
    if not text.strip():
        raise _Rejected("empty file")
    return text


def _decoded(data: bytes, report: FileReport) -> tuple[str, str]:
    if data.startswith(_UTF16):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError:
            raise _Rejected("cannot be decoded as UTF-16, which it says it is") from None
        if "\0" in text:
            raise _Rejected("binary file")
        return text, "utf-16"
    if b"\0" in data:
        raise _Rejected("binary file")
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        pass
    mended = data.decode("utf-8-sig", errors="replace")
    broken = mended.count("\ufffd")
    if sum(char > "\x7f" for char in mended) > 2 * broken:
        # More letters than errors: a damaged UTF-8, which any 8-bit encoding would garble.
        report.warnings.append(f"damaged UTF-8: {broken} characters replaced")
        return mended, "utf-8"
    for encoding in ("cp1252", "latin-1"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROLS.isdisjoint(text):
            break
        return text, encoding
    raise _Rejected("binary file")


def _parse(text: str, form: str) -> tuple[metadata.Metadata, Outline]:
    # Parsers of whole languages, fed with whatever lies in a folder: whichever way one of them
    # gives up, it is that file that is bad, and hundreds of others wait.
    try:
        known = metadata.read_metadata(text, form)
        if form != "html":
            return known, markup.outline(known.body, form)
        soup = markup_html.parse(known.body)
        metadata.read_html_head(soup, known)
        return known, markup_html.outline(soup)
    except Exception as error:
        raise _Rejected(f"cannot be parsed as {form} ({type(error).__name__})") from None


def _date(known: metadata.Metadata, name: str, report: FileReport) -> dt.date:
    """The day of the issue; the report tells where it stands, and what speaks against it."""
    found: dict[str, dates.Written] = {}
    for place, value in [*known.dates, (PLACES[-1], name)]:
        written = dates.find(value)
        if written is None:
            if place != PLACES[-1]:
                report.warnings.append(f"{place}: date not understood")
        elif written.problem:
            report.warnings.append(f"{place}: {written.problem}")
        else:
            found.setdefault(place, written)
    if not found:
        raise _Rejected("no date in front matter, header or file name")
    (first, chosen), *others = found.items()
    report.warnings += [
        f"date conflict: {first} {chosen}, {place} {written}"
        for place, written in others
        if not chosen.agrees(written)
    ]
    report.details |= {"date": chosen.date.isoformat(), "date_from": first}
    return chosen.date


def _zone(name: str) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise AcervoError(
            f"unknown time zone {name!r}", fix="Use an IANA name such as America/Sao_Paulo."
        ) from None
