"""A WhatsApp reader without numpy: line by line, as slow as it is plain. Tests compare with it."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from acervo.sources import whatsapp_phrases as phrases
from acervo.sources.whatsapp_headers import _STRONG, _WEAK

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
    rows, rejected = [], before
    for match, number, block in blocks:
        moment = _moment(match.groupdict(), order)
        if moment is None:
            rejected += len(block)
            continue
        local = moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        rows.append((local, *_message(match.end(), block), number))
    return rows, rejected


def _message(header: int, block: list[str]) -> tuple[str | None, str, str, list[str]]:
    whole = "\n".join(block)
    body = whole[: max(len(whole.rstrip("\n\r")), header)]
    first = block[0]
    colons = [
        at
        for at in range(header, len(first))
        if first[at] == ":" and (at + 1 == len(first) or first[at + 1] == " ")
    ]
    if not colons or colons[0] == header or phrases.begins_notice(first[header : colons[0]]):
        content, author = phrases.interpret(body[header:], None), None
    else:
        raw = first[header : colons[0]]
        name = (
            raw.strip(
                "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
                " \t\u00a0\u202f"
            )
            or raw
        )
        content = phrases.interpret(body[min(colons[0] + 2, len(first)) :], name)
        author = None if content.state == "system" else name
    return author, content.text, content.state, list(content.attachments)


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
