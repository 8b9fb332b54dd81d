"""A WhatsApp reader without numpy: line by line, as slow as it is plain. Tests compare with it.

Which names hold a colon it asks the library, and applies the answer by itself.
"""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
from acervo.sources import whatsapp_phrases as phrases
from acervo.sources.whatsapp_headers import _STRONG, _WEAK
from acervo.sources.whatsapp_names import MAX_COLONS, PART, Colons, find_colons

Row = tuple[datetime, str | None, str, str, list[str], int]


def read_text(text: str, order: str, zone: str) -> tuple[list[Row], int]:
    """Rows (sent_at, author, text, state, attachments, line) of a text, and lines not taken."""
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    pattern = _STRONG if any(_STRONG.match(line) for line in lines) else _WEAK
    blocks: list[tuple[Any, int, list[str]]] = []
    before = 0
    for number, line in enumerate(lines, 1):
        match = pattern.match(line)
        if match:
            blocks.append((match, number, [line]))
        elif blocks:
            blocks[-1][2].append(line)
        else:
            before += 1
    messages = _messages(blocks, text)
    rows, rejected = [], before
    for (match, number, block), message in zip(blocks, messages, strict=True):
        moment = _moment(match.groupdict(), order)
        if moment is None:
            rejected += len(block)
            continue
        local = moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        rows.append((local, *message, number))
    return rows, rejected


def _messages(
    blocks: list[tuple[Any, int, list[str]]], text: str
) -> list[tuple[str | None, str, str, list[str]]]:
    schema = {"author": pl.String, "text": pl.String, "attachments": pl.List(pl.String)}
    colons: list[Colons] = []
    while True:
        messages = [_message(match.end(), block, colons) for match, _, block in blocks]
        contents = pl.DataFrame([(a, t, f) for a, t, _, f in messages], schema, orient="row")
        found = find_colons(contents, contents, text.encode())
        if found is None or len(colons) == MAX_COLONS:
            return messages
        colons.append(found)


def _message(
    header: int, block: list[str], levels: Sequence[Colons]
) -> tuple[str | None, str, str, list[str]]:
    whole = "\n".join(block)
    body = whole[: max(len(whole.rstrip("\n\r")), header)]
    first = block[0]
    colons = [
        at
        for at in range(header, len(first))
        if first[at] == ":" and (at + 1 == len(first) or first[at + 1] == " ")
    ]
    at = colons[0] if colons and colons[0] > header else -1
    for each in levels if at > 0 else ():
        if _name(first[header:at]) in each.authors | each.notices:
            part = re.match(PART, body[min(at + 2, len(first)) :])
            longer = at + 2 + len(part[1]) if part else -1
            known = _name(phrases.strip_marks(first[header:longer])) in each.names
            at = longer if part and known else -1
            if at < 0:
                break
    if at < 0 or phrases.begins_notice(first[header:at]):
        content, author = phrases.interpret(body[header:], None), None
    else:
        name = _name(first[header:at])
        content = phrases.interpret(body[min(at + 2, len(first)) :], name)
        author = None if content.state == "system" else name
    return author, content.text, content.state, list(content.attachments)


def _name(raw: str) -> str:
    marks = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
    return raw.strip(marks + " \t\u00a0\u202f") or raw


def _moment(found: dict[str, str | None], order: str) -> datetime | None:
    hour, minute, second = (int(found[k] or 0) for k in "hms")
    if hour > 23 or minute > 59 or second > 59:
        return None
    if (found["am"] or found["am0"]) and hour == 12:
        hour = 0
    if (found["pm"] or found["pm0"]) and hour < 12:
        hour += 12
    if found["y1"]:
        year, month, day = (int(found[k] or 0) for k in ("y1", "y2", "y3"))
    else:
        one, two, year = (int(found[k] or 0) for k in ("d1", "d2", "d3"))
        day_first = two <= 12 and (one > 12 or order == "dmy")
        day, month = (one, two) if day_first else (two, one)
        if order == "ymd" and year < 100:
            year, month, day = one, two, year
    year += 2000 if year < 100 else 0
    try:
        date(year, month, day)
    except ValueError:
        return None
    return datetime(year, month, day, hour, minute, second) if 1970 <= year <= 2105 else None
