"""Whatever is in a file: the fast reader agrees with the plain one, and every line is counted."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
from acervo.errors import AcervoError
from acervo.schema import RECORDS
from acervo.sources import whatsapp, whatsapp_headers, whatsapp_messages, whatsapp_phrases
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from tests.unit.sources.whatsapp_reference import read_text

ZONE = "America/Sao_Paulo"
# how one moment is written by phones of several languages
FORMATS = {
    "pt android": ("dmy", lambda t: f"{t:%d/%m/%Y %H:%M} - "),
    "en-us android": ("mdy", lambda t: f"{t.month}/{t.day}/{t:%y}, {half(t)}\u202f{t:%p} - "),
    "en-us ios": ("mdy", lambda t: f"[{t.month}/{t.day}/{t:%y}, {half(t)}:{t:%S}\u202f{t:%p}] "),
    "es": ("dmy", lambda t: f"{t.day}/{t.month}/{t:%y}, {half(t)} {dotted(t)} - "),
    "es nbsp": (
        "dmy",
        lambda t: f"{t.day}/{t.month}/{t:%y} {half(t)}\u202f{dotted(t, chr(160))} - ",
    ),
    "de android": ("dmy", lambda t: f"{t:%d.%m.%y}, {t:%H:%M} - "),
    "de ios": ("dmy", lambda t: f"\ufeff[{t:%d.%m.%y}, {t:%H:%M:%S}] "),
    "fr": ("dmy", lambda t: f"{t:%d/%m/%Y} à {t:%H:%M} - "),
    "it": ("dmy", lambda t: f"[{t:%d/%m/%y}, {t:%H.%M.%S}] \u200e"),
    "iso": ("dmy", lambda t: f"[{t:%Y-%m-%d}, {t:%H:%M:%S}] "),
    "nl": ("dmy", lambda t: f"{t:%d-%m-%Y} {t:%H:%M} - "),
    "cs": ("dmy", lambda t: f"{t.day}. {t.month}. {t.year}, {t:%H:%M} - "),
    "old ios": ("dmy", lambda t: f"{t:%d.%m.%y} {t:%H.%M.%S}: "),
    "ar": (
        "dmy",
        lambda t: (
            eastern(f"[{t.day}\u200f/{t.month}\u200f/{t.year}، {half(t)}:{t:%S} ")
            + f"{'صم'[t.hour > 11]}] "
        ),
    ),
    "fa": ("dmy", lambda t: eastern(f"{t.day}/{t.month}/{t.year}، {t:%H:%M} - ", 0x6F0)),
    "ko": (
        "dmy",
        lambda t: f"{t.year}. {t.month}. {t.day}. {'오전' if t.hour < 12 else '오후'} {half(t)} - ",
    ),
    "ymd": ("ymd", lambda t: f"{t:%y/%m/%d}, {t:%H:%M} - "),
}


def half(t: datetime) -> str:
    return f"{t.hour % 12 or 12}:{t:%M}"


def dotted(t: datetime, blank: str = " ") -> str:
    return f"{'p' if t.hour > 11 else 'a'}.{blank}m."


def eastern(text: str, zero: int = 0x660) -> str:
    return text.translate({ord("0") + i: zero + i for i in range(10)})


def read(content: str | bytes, part: int = whatsapp._PART, **options):
    """Read a file; `part`: bytes that are parsed at a time."""
    with tempfile.TemporaryDirectory() as folder, mock.patch.object(whatsapp, "_PART", part):
        path = Path(folder) / "chat.txt"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        options = {"timezone": ZONE, **options}
        records, report = whatsapp.read(path, file="chat.txt", source="group", **options)
    report.check()
    RECORDS.model.validate(records, lazy=True)
    assert report.records == len(records)
    assert sum(r.last_line - r.first_line + 1 for r in report.rejects) == report.rejected
    return records, report


def rows_of(records):
    columns = ("sent_at", "author", "text", "state", "attachments", "line")
    return [tuple(row[c] for c in columns) for row in records.iter_rows(named=True)]


moments = st.datetimes(datetime(2010, 1, 1), datetime(2049, 12, 31)).map(
    lambda t: t.replace(second=0, microsecond=0)
)
marks = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
characters = st.characters(codec="utf-8", exclude_characters="\0\r" + marks)
# Beyond these an author cannot be told from a notice, by anyone: the format has no escapes.
names = st.text(
    st.characters(codec="utf-8", exclude_characters=":" + marks, exclude_categories=("C", "Z"))
    | st.just(" "),
    min_size=1,
    max_size=60,
).filter(lambda n: n.strip() == n and n and not whatsapp_phrases.begins_notice(n))


def is_header(line: str) -> bool:
    return bool(whatsapp_headers._STRONG.match(line))


texts = st.text(characters, max_size=80).filter(
    lambda t: (
        not t.endswith("\n")
        and not any(map(is_header, t.split("\n")))
        and whatsapp_phrases.interpret(t, "Ana") == ("posted", t, ())
    )
)


@pytest.mark.parametrize("name", FORMATS)
@given(messages=st.lists(st.tuples(moments, names, texts), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_rendered_is_read(name, messages):
    order, header = FORMATS[name]
    text = "".join(f"{header(t)}{author}: {body}\n" for t, author, body in messages)
    records, report = read(text, date_order=order)
    zone = ZoneInfo(ZONE)
    expected = [(t.replace(tzinfo=zone).astimezone(UTC), a, b) for t, a, b in messages]
    found = list(zip(records["sent_at"], records["author"], records["text"], strict=True))
    assert found == expected
    assert records["date"].to_list() == [t.date() for t, _, _ in messages]
    assert report.accepted == report.lines == text.count("\n")


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_arbitrary_bytes_are_counted_or_refused(raw):
    try:
        read(raw)
    except AcervoError as error:
        assert error.where == "chat.txt"


PIECES = [
    *(header(datetime(2023, m, d, h, 4)) for _, header in FORMATS.values() for m, d, h in [(1, 2, 9), (11, 30, 23)]),
    "31/02/2023 10:00 - ", "12/01/2023 25:61 - ", "12/01/2023 14:30 -", "12/01/3023 14:30 - ",
    "Ana: ", "Ana:", "Ana:.", "Rui: ", "Trabalho: ", "\u200e", "\u202a+55 11\u202c: ", "~ Bob: ", "a name far too long for " * 3 + ": ",
    "\n", "\n\n", "\n", " ", ": ", ":", "text", "7", "(", ")", "<", ">", "\u2068@Ana\u2069", "😀", "“é”",
    "<Mídia oculta>", "\u200eimage omitted", "IMG.jpg (file attached)", "This message was deleted",
    " <This message was edited>", "Messages and calls are end-to-end encrypted.", "\u200eAna added Bob",
    'Ana changed the group name from "a: b" to "c"', "POLL:\nWhat?\nOPTION: yes (2 votes)",
]  # fmt: skip


# anything at all, and messages whose parts at least stand in their places
anything = st.sampled_from(PIECES) | st.text(characters, max_size=3)
placed = st.tuples(
    st.sampled_from(PIECES[: 2 * len(FORMATS)]),
    st.sampled_from(
        ["Ana: ", "~ Bob: ", "Trabalho: Rui: ", "Work: \u202aBob: ", "Lia:\n", "Ana ", ""]
    ),
    st.lists(st.sampled_from(PIECES[2 * len(FORMATS) :]), max_size=4).map("".join),
    st.just("\n"),
).map("".join)


@given(
    st.lists(anything, max_size=60).map("".join) | st.lists(placed, max_size=20).map("".join),
    st.sampled_from([1, 50, whatsapp._PART]),
)
@example("1/2/23, 10:00 - Ana:\n1/2/23, 10:00 - Ana:", 1)
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
def test_agrees_with_the_plain_reader(text, part):
    assume("\0" not in text and "\r" not in text)
    try:
        records, report = read(text, part)
    except AcervoError:
        assert not any(map(is_header, text.split("\n")))
        return
    if not report.details.get("date_order"):
        assert not text.strip(marks + " \n\t") or not text.strip()
        return
    rows, rejected = read_text(text, report.details["date_order"], ZONE)
    assert rows_of(records) == rows
    assert report.rejected == rejected


def test_many_shapes_and_many_blocks(monkeypatch):
    """More shapes than are kept, and lines over several blocks and scanning steps."""
    monkeypatch.setattr(whatsapp_headers, "_BLOCK", 7)
    monkeypatch.setattr(whatsapp_headers, "_MAX_SHAPES", 3)
    monkeypatch.setattr(whatsapp_messages, "_STEP", 64)
    moment = datetime(2023, 11, 30, 23, 4)
    text = "".join(
        f"{header(moment)}Ana {i}: line\n\u200eand {i}\n1. and another\n"
        for i in range(20)
        for order, header in FORMATS.values()
        if order == "dmy"
    )
    records, _ = read(text, part=300)
    assert rows_of(records) == read_text(text, "dmy", ZONE)[0]
    assert len(records) == 20 * sum(order == "dmy" for order, _ in FORMATS.values())
