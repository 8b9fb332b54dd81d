"""WhatsApp chat exports (.txt, or .zip as the phone shares it) to records.

The way of a file: bytes -> UTF-8 -> parts of some megabytes, each beginning with a header -> line
ends, headers, authors and texts of each part -> one order of day and month, and which names hold a
colon, for the whole file.
"""

from collections.abc import Sequence
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import numpy.typing as npt
import polars as pl

from acervo.errors import AcervoError
from acervo.schema import RECORDS
from acervo.sources.archive import read_chat
from acervo.sources.report import FileReport, Reject
from acervo.sources.whatsapp_charset import to_utf8
from acervo.sources.whatsapp_dates import (
    FIRST_YEAR,
    LAST_YEAR,
    ORDERS,
    calendar_days,
    decide_order,
    to_utc,
)
from acervo.sources.whatsapp_headers import Headers, split
from acervo.sources.whatsapp_messages import Part, parse_part
from acervo.sources.whatsapp_names import MAX_COLONS, Colons, find_colons

Array = npt.NDArray[Any]

_PART = 8 << 20
_ARRAYS = 31 << 20


def read(
    path: Path, *, file: str, source: str, timezone: str, date_order: str | None = None
) -> tuple[pl.DataFrame, FileReport]:
    """Read one export of one chat.

    Args:
        path: a .txt, or a .zip with the chat's text.
        file: how the file is named in records, report and errors.
        source: the configured name of the chat.
        timezone: IANA name of the zone the phone was in.
        date_order: "dmy", "mdy" or "ymd", where the file itself leaves it open.

    Returns:
        Rows of `schema.RECORDS` in the order of the file, system notices among them, and the
        account of every line. An empty file gives no rows and a warning.

    Raises:
        AcervoError: a file that is no chat, or cannot be opened safely; a wrong option.
    """
    zone = _zone(timezone)
    if date_order is not None and date_order not in ORDERS:
        raise AcervoError(
            f"unknown date_order {date_order!r}", where=file, fix=f"Known: {', '.join(ORDERS)}."
        )
    chat = read_chat(Path(path), file=file)
    _keep_memory()
    text = to_utf8(chat.raw, file=file)
    report = FileReport(file, details={"charset": text.charset, **chat.details})
    report.warnings.extend(text.warnings)
    parts = _parse(text.raw)
    report.lines = sum(part.lines for part in parts)
    if not any(len(part.headers.line) for part in parts):
        _no_messages(text.raw, file, report)
        return _frame_of({}, 0), report
    headers = _joined(parts)
    order = decide_order(headers, date_order)
    report.details |= {
        "date_order": order.order,
        "date_order_decided_by": order.decided_by,
        "date_order_evidence": order.evidence,
    }
    if order.ambiguous:
        report.warnings.append(
            f"day and month cannot be told apart: read as {order.order} ({order.decided_by}); "
            "set date_order for this source if that is wrong"
        )
    days, exists = calendar_days(headers, order.order)
    exists &= headers.seconds >= 0
    contents, names = _contents(parts, text.raw)
    if names:
        report.details["names_with_a_colon"] = names
    if not exists.all():
        contents, days = contents.filter(pl.Series(exists)), days[exists]
    columns = {
        "sent_at": pl.Series(to_utc(days, headers.seconds[exists], zone)).cast(
            pl.Datetime("us", "UTC")
        ),
        "date": pl.Series(days).cast(pl.Date),
        "line": pl.Series((headers.line[exists] + 1).astype(np.int32)),
        **contents.to_dict(),
    }
    records = _frame_of({"source": source, "thread": source, "file": file, **columns}, len(days))
    _account(report, headers, exists, (contents["state"] == "system").to_numpy())
    return records, report


def _parse(raw: bytes, colons: Sequence[Colons] = ()) -> list[Part]:
    """The parts of a text, one after the other: what each needs on the way stays small."""
    parts = [parse_part(raw, *cut, colons=colons) for cut in pairwise(split(raw, _PART))]
    if any(len(part.headers.line) for part in parts):
        return parts
    return [parse_part(raw, 0, len(raw), weak=True, colons=colons)] if raw else []


def _contents(parts: list[Part], raw: bytes) -> tuple[pl.DataFrame, int]:
    """Author, text, state and attachments of all messages; and how many names hold a colon."""
    colons: list[Colons] = []
    while True:
        filled = [part for part in parts if part.columns.width]
        contents = pl.concat([part.columns for part in filled])
        firsts = pl.concat([part.columns[part.firsts] for part in filled])
        found = find_colons(contents, firsts, raw) if len(colons) < MAX_COLONS else None
        if found is None:
            return contents, sum(len(each.names) for each in colons)
        colons.append(found)
        parts = _parse(raw, colons)


def _joined(parts: list[Part]) -> Headers:
    """The headers of all parts, with lines counted through the whole file."""
    firsts = np.cumsum([0, *(part.lines for part in parts)])
    columns = {
        field.name: np.concatenate([getattr(part.headers, field.name) for part in parts])
        for field in fields(Headers)
        if field.name not in ("line", "end", "colon")  # of no use any more
    }
    lines = [part.headers.line + n for part, n in zip(parts, firsts, strict=False)]
    none = np.empty(0, np.int64)
    return Headers(line=np.concatenate(lines), end=none, colon=none, **columns)


def _keep_memory() -> None:
    """Make glibc keep freed memory for the next array.

    It gives blocks of this size back to the system, which costs more than using them, until it
    has seen one as large freed (mallopt(3), M_MMAP_THRESHOLD). No page of it is touched.
    """
    np.empty(_ARRAYS, np.uint8)


def _zone(timezone: str) -> ZoneInfo:
    try:
        return ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise AcervoError(
            f"unknown timezone {timezone!r}", fix="Use an IANA name, such as America/Sao_Paulo."
        ) from None


def _frame_of(columns: dict[str, Any], height: int) -> pl.DataFrame:
    """Columns in the schema's order; what is missing is null, what is one value is repeated."""
    empty = pl.from_arrow(RECORDS.arrow.empty_table())
    assert isinstance(empty, pl.DataFrame)
    if not height:
        return empty
    columns |= {"kind": "message", "position": pl.int_range(height, dtype=pl.Int32)}
    values = {
        name: column if isinstance(column, pl.Expr | pl.Series) else pl.lit(column, dtype)
        for name, dtype in empty.schema.items()
        for column in [columns.get(name)]
    }
    return pl.DataFrame({"height": pl.Series([None]).new_from_index(0, height)}).select(**values)


def _no_messages(raw: bytes, file: str, report: FileReport) -> None:
    """Take a file without anything in it, and refuse one that is no chat."""
    if raw.decode().strip().strip("\ufeff\u200e").strip():
        raise AcervoError(
            "no line begins like a WhatsApp message (a date, a time and an author)",
            where=file,
            fix="Give a chat exported by WhatsApp; if it is one, report its date format.",
        )
    report.warnings.append("the file is empty")
    report.rejected = report.lines
    if report.lines:
        report.rejects.append(Reject(1, report.lines, "text before the first message"))


def _account(report: FileReport, headers: Headers, exists: Array, system: Array) -> None:
    """Count every line of the file under what became of it."""
    lengths = np.diff(np.append(headers.line, report.lines))
    taken = lengths[exists]
    report.records = len(taken)
    report.system = int(taken[system].sum())
    report.accepted = int(taken.sum()) - report.system
    report.rejected = report.lines - int(taken.sum())
    if headers.line[0] > 0:
        report.rejects.append(Reject(1, int(headers.line[0]), "text before the first message"))
    for row in np.flatnonzero(~exists):
        first, last = int(headers.line[row]) + 1, int(headers.line[row] + lengths[row])
        year = int(max(headers.first[row], headers.third[row]))
        if headers.seconds[row] < 0:
            reason = "time does not exist"
        elif year > 99 and not FIRST_YEAR <= year <= LAST_YEAR:
            reason = f"year is not between {FIRST_YEAR} and {LAST_YEAR}"
        else:
            reason = "date does not exist"
        before = report.rejects[-1] if report.rejects else None
        if before is not None and (before.last_line, before.reason) == (first - 1, reason):
            report.rejects[-1] = Reject(before.first_line, last, reason)
        else:
            report.rejects.append(Reject(first, last, reason))
    if not len(taken):
        report.warnings.append("no message has a date that exists")
