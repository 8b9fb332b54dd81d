"""Messages of one part of a WhatsApp export: authors, texts, states and attachments.

All work is on whole columns, by offsets into the bytes of the file. Python looks at single messages
only where WhatsApp may have written the text itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

from acervo.schema import STATES
from acervo.sources import whatsapp_phrases as phrases
from acervo.sources.whatsapp_headers import MARKS, Headers, find_headers
from acervo.sources.whatsapp_names import PART, Colons
from acervo.sources.whatsapp_strings import StringColumn, repeated

Array = npt.NDArray[Any]

_STEP = 1 << 19  # stays in the processor's cache
_POSTED, _SYSTEM = STATES.index("posted"), STATES.index("system")


@dataclass(frozen=True)
class Part:
    """What one part of a file holds.

    headers: of its messages, `line` counting from the part's first line. lines: how many it has.
    columns: author, text, state, attachments, a row for each header. firsts: rows among which is
    the first message of each author.
    """

    headers: Headers
    lines: int
    columns: pl.DataFrame
    firsts: Array


def parse_part(
    raw: bytes, begin: int, end: int, *, weak: bool = False, colons: Sequence[Colons] = ()
) -> Part:
    """Parse the bytes from `begin` to `end`: whole messages (and what stands before the first).

    Args:
        raw: the whole text: UTF-8 with LF line ends.
        begin: offset of the part's first byte.
        end: offset behind its last byte.
        weak: see `find_headers`.
        colons: of authors' names, first ones first.
    """
    at = _scan(raw, begin, end)
    headers = find_headers(raw, at.starts, at.ends, weak=weak)
    if not len(headers.line):
        return Part(headers, len(at.starts), pl.DataFrame(), headers.line)
    messages = _messages(raw, end, at, headers)
    for each in colons:
        _lengthen(raw, messages, each)
    columns, firsts = _contents(raw, at, messages)
    return Part(headers, len(at.starts), pl.DataFrame(columns), firsts)


@dataclass(frozen=True)
class _Positions:
    """Byte offsets: of each line's first byte and end, and of invisible marks."""

    starts: Array
    ends: Array
    marks: Array


def _scan(raw: bytes, begin: int, end: int) -> _Positions:
    buffer = np.frombuffer(raw, np.uint8)[:end]
    first = np.array([begin])
    steps = range(begin, end, _STEP)
    newlines = [np.flatnonzero(buffer[at : at + _STEP] == ord("\n")) + at for at in steps]
    ends = np.concatenate([first[:0], *newlines])
    starts = np.append(first, ends + 1)
    # Most exports have no mark at all: polars is quick to tell, in pieces of some thousand lines.
    cuts = np.concatenate([first, ends[::5000], [end]])
    pieces = StringColumn(raw, cuts[:-1], cuts[1:]).series()
    marks = [first[:0]]
    if pieces.str.contains(f"[{MARKS}]").any():
        marks += [_marks(buffer[at : at + _STEP + 2]) + at for at in steps]
    if end > begin and raw[end - 1 : end] != b"\n":
        ends = np.append(ends, end)
    return _Positions(starts[: len(ends)], ends, np.concatenate(marks))


def _marks(part: Array) -> Array:
    """Where one of `MARKS` begins: U+200E/F and U+202A-E are E2 80 xx, U+FEFF is EF BB BF."""
    first, second, third = part[:-2], part[1:-1], part[2:]
    at = np.flatnonzero(((first == 0xE2) & (second == 0x80)) | ((first == 0xEF) & (second == 0xBB)))
    last = third[at]
    kept: Array = at[
        ((last - 0x8E) < 2) | ((last - 0xAA) < 5) | ((first[at] == 0xEF) & (last == 0xBF))
    ]
    return kept


@dataclass(frozen=True)
class _Messages:
    """Per message: slices of the file for author and text, end of its first line, and a state."""

    author: tuple[Array, Array]
    text: tuple[Array, Array]
    line_end: Array
    state: Array


def _messages(raw: bytes, end: int, at: _Positions, headers: Headers) -> _Messages:
    """Cut messages into author and text; the last one ends at `end`."""
    buffer = np.frombuffer(raw, np.uint8)
    ends = np.append(at.starts[headers.line[1:]] - 1, end)
    begin, line_end = headers.end, at.ends[headers.line]
    blank = np.arange(len(ends))
    while len(blank):
        last = buffer[ends[blank] - 1]
        blank = blank[((last == ord("\n")) | (last == ord("\r"))) & (ends[blank] > begin[blank])]
        ends[blank] -= 1
    colon = headers.colon
    written = colon >= 0
    author_end = np.where(written, colon, begin)
    text_begin = np.where(written, np.minimum(colon + 2, line_end), begin)
    text_begin = np.minimum(text_begin, ends)
    state = np.where(written, _POSTED, _SYSTEM).astype(np.uint8)
    return _Messages((begin, author_end), (text_begin, ends), line_end, state)


def _lengthen(raw: bytes, messages: _Messages, colons: Colons) -> None:
    """Give the parts of names that stand behind a colon to the authors; mark notices on them."""
    (begin, end), (text, text_end), state = messages.author, messages.text, messages.state
    written = StringColumn(raw, begin, end).series()
    apart = colons.authors | colons.notices
    taken = [name for name in written.unique().to_list() if _clean_author(name) in apart]
    rows = np.flatnonzero(written.is_in(taken).to_numpy())
    said = StringColumn(raw, text[rows], text_end[rows]).series()
    parts = said.str.extract(PART).fill_null("")
    whole = written.gather(rows) + ": " + parts
    known = [
        n for n in whole.unique().to_list() if _clean_author(phrases.strip_marks(n)) in colons.names
    ]
    named = whole.is_in(known).to_numpy()
    notices, rows, parts = rows[~named], rows[named], parts.filter(named)
    state[notices] = _SYSTEM
    text[notices] = begin[notices]
    end[rows] = text[rows] + parts.str.len_bytes().to_numpy()
    text[rows] = np.minimum(np.minimum(end[rows] + 2, messages.line_end[rows]), text_end[rows])


def _contents(
    raw: bytes, at: _Positions, messages: _Messages
) -> tuple[dict[str, pl.Series], Array]:
    """Columns author, text, state and attachments, and the first rows of each author.

    `messages.state` is brought up to date.
    """
    state, (begin, end) = messages.state, messages.text
    authors = StringColumn(raw, *messages.author)
    written = authors.series()
    firsts = written.is_first_distinct().arg_true().to_numpy()
    names = {name: _clean_author(name) for name in written.gather(firsts).to_list()}
    if notices := [name for name in names if phrases.begins_notice(name)]:
        rows = written.is_in(notices).to_numpy() & (state == _POSTED)
        state[rows] = _SYSTEM
        begin[rows] = messages.author[0][rows]
    changed = [name for name, clean in names.items() if name != clean]
    if changed:
        codes = dict(zip(changed, range(len(changed)), strict=True))
        found = written.replace_strict(codes, default=-1, return_dtype=pl.Int64).to_numpy()
        rows = np.flatnonzero(found >= 0)
        authors.replace(rows, found[rows], [names[name] for name in changed])
    special, ending = _special(raw, at, messages)
    one_line = ending[messages.line_end[ending] == end[ending]]
    files = _ended(raw, messages, one_line, phrases.FILE_ENDS)
    edited = _ended(raw, messages, ending, phrases.EDITED_ENDS)
    named = (begin[files[0]], end[files[0]] - files[1])
    end[files[0]] = begin[files[0]]
    end[edited[0]] -= edited[1]
    state[edited[0]] = STATES.index("edited")
    special[files[0]] = special[edited[0]] = False
    texts = StringColumn(raw, begin, end)
    rows = np.flatnonzero(special)
    index, contents = _interpreted(raw, messages, rows, names)
    texts.replace(rows, index, [content.text for content in contents])
    state[rows] = np.array([STATES.index(c.state) for c in contents], np.uint8)[index]
    attached = np.array([bool(c.attachments) for c in contents])[index]
    kinds = [c.attachments[0] if c.attachments else "" for c in contents]
    author = authors.series(valid=state != _SYSTEM)
    columns = {
        "author": author,
        "text": texts.series(),
        "state": repeated(STATES, state),
        "attachments": _lists(
            raw, len(state), (files[0], *named), (rows[attached], index[attached], kinds)
        ),
    }
    return columns, _firsts(author, firsts, list(names.values()))


def _firsts(author: pl.Series, rows: Array, names: list[str]) -> Array:
    """Rows with the first message of each author: `rows` are those where `names` first stand.

    To these are added the first messages of those who there have none, but a notice.
    """
    none = author.gather(rows).is_null()
    late = [name for name, missing in zip(names, none, strict=True) if name and missing]
    if not late:
        return rows
    more = author.is_in(late).fill_null(False).arg_true()
    later: Array = more.filter(author.gather(more).is_first_distinct()).to_numpy()
    return np.concatenate([rows, later])


def _ended(
    raw: bytes, messages: _Messages, rows: Array, ends: Sequence[bytes]
) -> tuple[Array, Array]:
    """The messages among `rows` that end in one of `ends`, plainly spelled, and its length.

    This spares Python the most frequent of WhatsApp's words that are not whole texts. What else
    could be said of such a message is left to `phrases.interpret`.
    """
    found, lengths = [rows[:0]], [rows[:0]]
    begin, end = messages.text
    words = np.ndarray((max(len(raw) - 7, 0),), "S8", raw, strides=(1,))
    present = set(np.unique(words[end[rows] - 8]).tolist()) if len(rows) else set()
    for word in ends:
        if word[-8:] not in present:
            continue
        size = len(word)
        long = rows[end[rows] - begin[rows] > size]
        every = np.ndarray((len(raw) - size + 1,), f"S{size}", raw, strides=(1,))
        same = long[every[end[long] - size] == word]
        edges = np.frombuffer(raw, np.uint8)[end[same] - size - 1]
        firsts = np.frombuffer(raw, np.uint8)[begin[same]]
        # blanks to cut off, or a file's name in parentheses before an edited mark: the long way
        kept = same[
            (edges > ord(" ")) & (edges != ord(")")) & (firsts > ord(" ")) & (firsts < 0xC2)
        ]
        found.append(kept)
        lengths.append(np.full(len(kept), size))
    merged = np.concatenate(found)
    order = np.argsort(merged)
    return merged[order], np.concatenate(lengths)[order]


def _interpreted(
    raw: bytes, messages: _Messages, rows: Array, names: dict[str, str]
) -> tuple[Array, list[phrases.Content]]:
    """What the messages at `rows` are: for each the index of its content, and the contents."""
    contents = list(_COMMON.values())
    index = _common(raw, messages, rows)
    # The same bytes mean the same, and placeholders repeat.
    for system in (False, True):
        chosen = np.flatnonzero((index < 0) & ((messages.state[rows] == _SYSTEM) == system))
        here = rows[chosen]
        start, name_end, text, end = (
            cut[here].tolist() for cut in (*messages.author, *messages.text)
        )
        keys = [raw[a:d] for a, d in zip(start, end, strict=True)]
        one_of = dict(zip(keys, range(len(keys)), strict=True))
        known = dict(zip(one_of, range(len(contents), len(contents) + len(one_of)), strict=True))
        index[chosen] = np.fromiter(map(known.__getitem__, keys), np.int64, len(keys))
        for i in one_of.values():
            author = None if system else names[raw[start[i] : name_end[i]].decode()]
            contents.append(phrases.interpret(raw[text[i] : end[i]].decode(), author))
    return index, contents


_COMMON = {text.encode(): phrases.interpret(text, "") for text in phrases.COMMON}


def _common(raw: bytes, messages: _Messages, rows: Array) -> Array:
    """Which text of `_COMMON` each of `rows` is, -1 for none of them."""
    index = np.full(len(rows), -1)
    begin, end = messages.text[0][rows], messages.text[1][rows]
    length = np.where(messages.state[rows] == _SYSTEM, -1, end - begin)
    for i, text in enumerate(_COMMON):
        at = np.flatnonzero(length == len(text))
        if len(at):
            every = np.ndarray((len(raw) - len(text) + 1,), f"S{len(text)}", raw, strides=(1,))
            index[at[every[begin[at]] == text]] = i
    return index


def _lists(
    raw: bytes,
    height: int,
    slices: tuple[Array, Array, Array],
    others: tuple[Array, Array, list[str]],
) -> pl.Series:
    """Lists of a name or none: slices of `raw` (rows, begin, end), others (rows, which, names)."""
    rows = np.concatenate([slices[0], others[0]])
    names = pl.concat([StringColumn(raw, *slices[1:]).series(), repeated(others[2], others[1])])
    counts = np.zeros(height + 1, np.int64)
    counts[rows + 1] = 1
    values = names.gather(np.argsort(rows)).to_arrow().cast(pa.large_string())
    return pl.Series(pa.LargeListArray.from_arrays(pa.array(np.cumsum(counts)), values))


def _clean_author(name: str) -> str:
    clean = name.strip(_AROUND_NAMES)
    return clean or name


_AROUND_NAMES = (
    "".join(
        chr(c)
        for c in (*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
    )
    + " \t\u00a0\u202f"
)


def _special(raw: bytes, at: _Positions, messages: _Messages) -> tuple[Array, Array]:
    """Which messages `phrases.interpret` must see: all whose text may not be the author's own.

    The test looks at a few bytes of each text, and may say yes too often, never too rarely.

    Returns:
        A mask of the messages, and the rows among them of which only the very end says so.
    """
    (begin, end), line_end = messages.text, messages.line_end
    if len(raw) < 8:
        return np.ones(len(begin), np.bool_), np.empty(0, np.int64)
    words = np.ndarray((len(raw) - 7,), "<u8", raw, strides=(1,))
    system = messages.state == _SYSTEM
    starts = words[np.minimum(begin, len(raw) - 8)]
    ends = words[np.maximum(end - 8, 0)]
    lines = words[np.maximum(line_end - 8, 0)]
    hashed = _hashed(starts)
    special: Array = _BEGINNINGS[hashed] | (begin > len(raw) - 8)
    special |= _SHORT_BEGINNINGS[hashed] & (line_end - begin <= phrases.SHORT)
    # a notice with blanks around it
    special |= system & (_NOT_BARE[starts & 0xFF] | _NOT_BARE[ends >> np.uint64(56)])
    # a file with a caption below, a poll
    last = lines >> np.uint64(56)
    special |= (line_end < end) & (_ENDINGS[_hashed(lines)] | (last == ord(":")))
    row = np.searchsorted(begin, at.marks, side="right") - 1
    inside = (row >= 0) & (at.marks < end[np.maximum(row, 0)]) if len(begin) else row > 0
    special[row[inside]] = True
    ending = _ENDINGS[_hashed(ends)] & ~special & ~system
    return special | ending, np.flatnonzero(ending)


def _hashed(words: Array) -> Array:
    """16 bits of the first eight bytes, upper and lower case alike."""
    folded = (words | np.uint64(0x2020202020202020)) * np.uint64(0x9E3779B97F4A7C15)
    hashed: Array = (folded >> np.uint64(48)).astype(np.uint16)
    return hashed


def _table(phrases_: list[str], cut: slice) -> Array:
    """Which hashes the eight bytes at `cut` of a phrase have, however it is capitalised."""
    table = np.zeros(1 << 16, np.bool_)
    spelled = {
        form.encode()[cut]
        for phrase in phrases_
        for form in (phrase.lower(), phrase.upper(), phrase.capitalize(), phrase.title())
    }
    assert min(map(len, spelled)) == 8
    table[_hashed(np.frombuffer(b"".join(sorted(spelled)), "<u8"))] = True
    return table


# first or last bytes of a text from which blanks may have to be cut
_NOT_BARE = np.ones(256, np.bool_)
_NOT_BARE[0x21:0x7F] = False
_BEGINNINGS, _SHORT_BEGINNINGS = (_table(words, slice(8)) for words in phrases.beginnings())
_ENDINGS = _table(phrases.endings(), slice(-8, None))
