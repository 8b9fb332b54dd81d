"""Where the messages of a WhatsApp export begin, and what their headers say.

A header is a date, a time and an end mark, in some hundred variants by phone, language and
version. One grammar knows them all, but runs in Python on single lines. So each header it
recognises becomes a *shape*: its bytes with the digits left open. numpy finds all other lines of
that shape at once, and a file has few shapes.
"""

import re
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

# Direction marks and byte order marks: written by the phones, seen by nobody.
MARKS = "\u200e\u200f\u202a-\u202e\ufeff"

_WINDOW = 64
_NAME = 16
_BLOCK = 1 << 13
_MAX_SHAPES = 64
_LINES_TO_HEADER = 10_000
_HEADER = 1000  # bytes that a header may take
_MIN_DIGITS = 7  # d, m, yy, h, mm

_M = f"[{MARKS}\u2066-\u2069]*"
_B = r"[^\S\n]"  # a blank: ordinary, no-break, narrow
_S = f"[{MARKS}\u2066-\u2069\\s]*"
_SEPARATOR = rf"{_M}(?:[./-]{_S}|{_B}){_M}"
_WORDS = "à|às|as|a las|a la|alle|um|at|om|u|kl\\.?|в|στις|klo"
_AM = r"a\.?\s?m\.?|ص|ق\.?\s?ظ\.?|π\.?\s?μ\.?|vorm\.|上午|오전"
_PM = r"p\.?\s?m\.?|م|ب\.?\s?ظ\.?|μ\.?\s?μ\.?|nachm\.|下午|오후"
_HALF = rf"(?:(?P<am>{_AM})|(?P<pm>{_PM}))"
_DATE = (
    rf"(?:(?P<y1>\d{{4}}){_SEPARATOR}(?P<y2>\d{{1,2}}){_SEPARATOR}(?P<y3>\d{{1,2}})"
    rf"|(?P<d1>\d{{1,2}}){_SEPARATOR}(?P<d2>\d{{1,2}}){_SEPARATOR}(?P<d3>\d{{4}}|\d{{2}}))(?!\d)"
)
_TIME = (
    rf"(?:{_HALF.replace('<am>', '<am0>').replace('<pm>', '<pm0>')}{_S})?"
    r"(?P<h>\d{1,2})(?:[:.]|\s?h\s?)(?P<m>\d{2})(?:[:.](?P<s>\d{2}))?(?!\d)"
    rf"(?:[_{MARKS}\s]*{_HALF}(?!\w))?"
)
_STAMP = rf"{_DATE}{_M}\.?{_M}(?:[,،]{_S}|T|{_B}{_S})(?:(?:{_WORDS})\s)?{_S}{_TIME}{_M}"
_STRONG = re.compile(
    rf"{_M}(?P<open>\[{_S})?{_STAMP}(?(open){_B}*\]{_B}?|(?:{_B}+[-–—](?:{_B}|$)|:{_B}))",
    re.IGNORECASE,
)
# Some old exports have nothing but a blank behind the time. Only for a file without other headers,
# and only where an author follows: any sentence may begin with a date.
_WEAK = re.compile(rf"{_M}{_STAMP}{_B}(?=[^\n]*?:(?:\s|$))", re.IGNORECASE)


@dataclass(frozen=True)
class Headers:
    """All headers of a file, in its order: one entry each in every array.

    line: index of the line. end: byte where the header ends and the author begins. colon: byte
    where the author ends, before ": " or ":" and the line's end; -1 for a notice. first, second,
    third: the numbers of the date as written. year_first: whether `first` has 4 digits.
    seconds: since midnight, -1 where there is no such time.
    """

    line: Array
    end: Array
    colon: Array
    first: Array
    second: Array
    third: Array
    year_first: Array
    seconds: Array


_TYPES = (np.int64, np.int64, np.int64, np.int16, np.int8, np.int16, np.bool_, np.int32)


@dataclass(frozen=True)
class _Shape:
    """The bytes of a header; at digits, `limit` above `base` is allowed (0 elsewhere)."""

    base: Array
    limit: Array
    numbers: dict[str, list[int]]
    year_first: bool
    half: int  # 0: 24 hours, 1: before noon, 2: after noon
    reusable: bool


def find_headers(raw: bytes, starts: Array, ends: Array, *, weak: bool = False) -> Headers:
    """Find the header lines of a chat text.

    Args:
        raw: UTF-8 with LF line ends.
        starts: byte offset of each line's first byte.
        ends: byte offset of each line's end.
        weak: accept headers that end in a mere blank.
    """
    pattern = _WEAK if weak else _STRONG
    shapes: list[_Shape] = []
    buffer = np.frombuffer(raw, np.uint8)
    maybe = np.flatnonzero(_FIRST_BYTES[buffer[starts]])
    # U+2000 to U+207F begin with the same two bytes: quotation marks are no direction marks.
    high = np.flatnonzero(buffer[starts[maybe]] == 0xE2)
    third = buffer[np.minimum(starts[maybe[high]] + 2, len(raw) - 1)]
    maybe = np.delete(maybe, high[~_THIRD_BYTES[third]])
    found = [
        _scan(raw, starts, maybe[i : i + _BLOCK], pattern, shapes)
        for i in range(0, len(maybe), _BLOCK)
    ]
    headers = {
        f.name: np.concatenate([np.empty(0, dtype), *(getattr(h, f.name) for h in found)])
        for f, dtype in zip(fields(Headers), _TYPES, strict=True)
    }
    _end_authors(raw, ends, headers)
    return Headers(**headers)


def split(raw: bytes, size: int) -> list[int]:
    """Cut a text into parts of about `size` bytes that begin with headers.

    Returns:
        The offsets of the cuts, 0 and the length of the text included.
    """
    cuts = [0]
    at = size
    while at < len(raw):
        for _ in range(_LINES_TO_HEADER):
            at = raw.find(b"\n", at) + 1 or len(raw)
            if at == len(raw) or _match(_STRONG, raw, at):
                cuts.append(at)
                break
        at += size
    return cuts if cuts[-1] == len(raw) else [*cuts, len(raw)]


def _match(pattern: re.Pattern[str], raw: bytes, start: int) -> re.Match[str] | None:
    stop = raw.find(b"\n", start, start + _HEADER)
    line = raw[start : stop if stop >= 0 else start + _HEADER]
    return pattern.match(line.decode(errors="ignore"))


def _end_authors(raw: bytes, ends: Array, headers: dict[str, Array]) -> None:
    """Make `colon` right where the shape's window was too short, or reached into the next line."""
    end, colon, line_end = headers["end"], headers["colon"], ends[headers["line"]]
    for row in np.flatnonzero((colon < 0) & (end - colon - 2 < line_end)):
        stop = int(line_end[row])
        at = raw.find(b": ", int(end[row]), stop + 1)
        colon[row] = at if at >= 0 else stop - 1 if raw[stop - 1 : stop] == b":" else stop
    colon[(colon < 0) | (colon >= line_end) | (colon <= end)] = -1


_FIRST_BYTES = np.zeros(256, np.bool_)
_FIRST_BYTES[list(b"0123456789[")] = True
_FIRST_BYTES[0xD9:0xF0] = True  # marks, and the digits of other scripts
_THIRD_BYTES = np.zeros(256, np.bool_)
_THIRD_BYTES[[0x8E, 0x8F, *range(0xA6, 0xAF)]] = True


def _scan(
    raw: bytes, starts: Array, lines: Array, pattern: re.Pattern[str], shapes: list[_Shape]
) -> Headers:
    """Headers among the candidate `lines` (one block); new shapes are added to `shapes`."""
    windows = _windows(raw, starts[lines])
    found: list[dict[str, Array]] = []
    todo = np.arange(len(lines))
    # The lookahead of the weak grammar is not part of a shape: there each line is its own.
    for shape in [] if pattern is _WEAK else shapes:
        if not len(todo):
            break
        todo = _apply(shape, windows, todo, found)
    todo = todo[_digits(windows[todo]) >= _MIN_DIGITS]
    while len(todo):
        start = int(starts[lines[todo[0]]])
        new = _shape(raw, start, pattern)
        if new is None:
            todo = todo[1:]
        elif new.reusable and pattern is not _WEAK and len(shapes) < _MAX_SHAPES:
            shapes.append(new)
            todo = _apply(new, windows, todo, found)
        else:
            own = _windows(raw, np.array([start]), max(len(new.base), _WINDOW))
            _apply(new, own, np.zeros(1, np.int64), found)
            found[-1]["line"] = todo[:1]
            todo = todo[1:]
    values = {
        f.name: found[0][f.name].astype(dtype, copy=False)
        if len(found) == 1
        else np.concatenate([np.empty(0, dtype), *(part[f.name].astype(dtype) for part in found)])
        for f, dtype in zip(fields(Headers), _TYPES, strict=True)
    }
    if len(found) > 1:
        order = np.argsort(values["line"], kind="stable")
        values = {name: column[order] for name, column in values.items()}
    values["line"] = lines[values["line"]]
    begin = starts[values["line"]]
    values["end"] = begin + values["end"]
    # not found: -2 - (how far was looked behind `end`)
    values["colon"] = np.where(values["colon"] > 0, begin + values["colon"], values["colon"])
    return Headers(**values)


def _windows(raw: bytes, starts: Array, width: int = _WINDOW) -> Array:
    """The first `width` bytes from each start (row by row), zeros behind the end of the text."""
    last = len(raw) - width
    inside = int(np.searchsorted(starts, last, side="right")) if last >= 0 else 0
    out = np.zeros((len(starts), width), np.uint8)
    if inside:
        # Every window of the text as one strided item: the gather copies only those asked for.
        every = np.ndarray((last + 1,), f"V{width}", raw, strides=(1,))
        out[:inside] = every[starts[:inside]].view(np.uint8).reshape(-1, width)
    for i in range(inside, len(starts)):
        rest = np.frombuffer(raw[int(starts[i]) :][:width], np.uint8)
        out[i, : len(rest)] = rest
    return out


def _digits(windows: Array) -> Array:
    """How many bytes of each window may be digits (of any script)."""
    plain = (windows - np.uint8(0x30)) < 10
    other = (windows >= 0xD9) & (windows <= 0xEF) & (windows != 0xE2)
    counts: Array = np.count_nonzero(plain | other, axis=1)
    return counts


def _apply(shape: _Shape, windows: Array, todo: Array, found: list[dict[str, Array]]) -> Array:
    """Add to `found` the rows of `todo` that have this shape (as `line`); return the others."""
    length = len(shape.base)
    # Byte by byte over all lines is much quicker than line by line.
    part = windows if len(todo) == len(windows) else windows[todo]
    values = np.ascontiguousarray(part[:, :length].T)
    values -= shape.base[:, None]
    other = (values > shape.limit[:, None]).any(axis=0)
    same = np.flatnonzero(~other)
    rows, rest = todo[same], todo[other]
    if not len(rows):
        return rest
    if 2 * len(rows) < len(todo):  # else it is quicker to compute for all and take what fits
        values, part, same = values[:, same], part[same], np.arange(len(rows))
    numbers = {name: _number(values, at) for name, at in shape.numbers.items()}
    found.append(
        {
            "line": rows,
            "end": np.full(len(rows), length, np.int32),
            "colon": _colons(part, length)[same],
            "year_first": np.full(len(rows), shape.year_first),
            "seconds": _seconds(numbers, shape.half)[same],
            **{name: numbers[name][same] for name in ("first", "second", "third")},
        }
    )
    return rest


def _colons(windows: Array, start: int) -> Array:
    """Where the author ends in each window, or -2 - (how many places were looked at)."""
    colons = np.full(len(windows), -2 - max(_WINDOW - 1 - start, 0), np.int32)
    todo = np.arange(len(windows))
    while start < _WINDOW - 1 and len(todo):
        part = windows if len(todo) == len(windows) else windows[todo]
        name = np.ascontiguousarray(part[:, start : start + _NAME + 1].T)
        last = (name[1:] == ord(" ")) | (name[1:] == ord("\n")) | (name[1:] == 0)
        missed = (name[:-1] != ord(":")) | ~last
        places = np.arange(len(missed), dtype=np.uint8)[:, None]
        first = ((missed.view(np.uint8) * np.uint8(255)) | places).min(axis=0)
        found = first < 255
        colons[todo[found]] = first[found].astype(np.int32) + start
        todo = todo[~found]
        start += len(missed)
    return colons


def _number(values: Array, at: list[int]) -> Array:
    number: Array = values[at[0]].astype(np.int32)
    for place in at[1:]:
        number = number * 10 + values[place]
    return number


def _seconds(numbers: dict[str, Array], half: int) -> Array:
    """Seconds since midnight. Phones also write 00:04 AM and 23:59 PM: taken as written."""
    hour, minute, second = numbers["h"], numbers["m"], numbers.get("s", 0)
    exists = (hour < 24) & (minute < 60) & (np.asarray(second) < 60)
    if half == 1:
        hour = np.where(hour == 12, 0, hour)
    elif half == 2:
        hour = np.where(hour < 12, hour + 12, hour)
    return np.where(exists, hour * 3600 + minute * 60 + second, -1)


def _shape(raw: bytes, start: int, pattern: re.Pattern[str]) -> _Shape | None:
    match = _match(pattern, raw, start)
    if match is None:
        return None
    found = {k: match.span(k) for k, v in match.groupdict().items() if v is not None}
    names = {"d1": "first", "d2": "second", "d3": "third"}
    names |= {"y1": "first", "y2": "second", "y3": "third", "h": "h", "m": "m", "s": "s"}
    base, limit, last_byte = bytearray(), bytearray(), []
    numeric = {i for k, (a, b) in found.items() if k in names for i in range(a, b)}
    for i, character in enumerate(match[0]):
        encoded = character.encode()
        base += encoded
        limit += bytes(len(encoded))
        last_byte.append(len(base) - 1)
        if i in numeric:  # in UTF-8 the ten digits of a script differ in the last byte alone
            base[-1] -= int(character)
            limit[-1] = 9
    return _Shape(
        np.frombuffer(bytes(base), np.uint8),
        np.frombuffer(bytes(limit), np.uint8),
        {names[k]: last_byte[a:b] for k, (a, b) in found.items() if k in names},
        "y1" in found,
        1 if {"am", "am0"} & found.keys() else 2 if {"pm", "pm0"} & found.keys() else 0,
        # A header that fills its line matched on the line's end, which a shape does not see.
        len(base) <= _WINDOW and match.end() < len(match.string),
    )
