"""The bytes of a chat text as UTF-8, whatever they were."""

import codecs
from dataclasses import dataclass, field

import numpy as np
import polars as pl
import pyarrow as pa

from acervo.errors import AcervoError

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class ChatText:
    """A chat as valid UTF-8 with LF line ends, the charset it had, and what was lost on the way."""

    raw: bytes
    charset: str
    warnings: list[str] = field(default_factory=list)


def to_utf8(raw: bytes, *, file: str) -> ChatText:
    """Decide the charset and give the text as UTF-8.

    UTF-8 (strict), UTF-16 with a byte order mark, else Windows-1252 (or Latin-1 where that has
    no character). A text that is UTF-8 but for a few bytes stays UTF-8: the bytes are replaced,
    and a warning says how many.

    Raises:
        AcervoError: NUL bytes: not a text.
    """
    if raw.startswith(_UTF16):
        text = raw.decode("utf-16", errors="replace")
        lost = text.count(_REPLACEMENT)
        chat = ChatText(text.encode(), "utf-16", _lost(lost))
    elif _is_utf8(raw):
        chat = ChatText(raw, "utf-8")
    else:
        chat = _damaged_or_legacy(raw)
    if b"\0" in chat.raw:
        raise AcervoError(
            "not a text (it has NUL bytes)",
            where=file,
            fix="Give the .txt or .zip that WhatsApp exported.",
        )
    return ChatText(_unix_lines(chat.raw), chat.charset, chat.warnings)


def _is_utf8(raw: bytes) -> bool:
    # As one value of a column, without a copy: ten times as quick as bytes.decode.
    offsets = pa.py_buffer(np.array([0, len(raw)], np.int64))
    whole = pa.Array.from_buffers(pa.large_binary(), 1, [None, offsets, pa.py_buffer(raw)])
    try:
        pl.Series(whole).cast(pl.String)
    except pl.exceptions.PolarsError:
        return False
    return True


def _damaged_or_legacy(raw: bytes) -> ChatText:
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        # A copy cut short ends inside a character: all the rest was UTF-8.
        cut = error.reason == "unexpected end of data" and error.end == len(raw)
        if cut:
            return ChatText(
                raw[: error.start] + _REPLACEMENT.encode(),
                "utf-8",
                ["the file ends inside a character: it was cut short, the rest is missing"],
            )
    text = raw.decode(errors="replace")
    bad = text.count(_REPLACEMENT)
    encoded = text.encode()
    # Bytes beyond one per character: what well-formed sequences (and each replacement: 2) add.
    good = len(encoded) - len(text) - 2 * bad
    if good > 2 * bad:
        return ChatText(encoded, "utf-8", _lost(bad))
    try:
        return ChatText(raw.decode("cp1252").encode(), "cp1252")
    except UnicodeDecodeError:
        return ChatText(raw.decode("latin-1").encode(), "latin-1")


def _lost(count: int) -> list[str]:
    return [f"{count} damaged characters were replaced by U+FFFD"] if count else []


def _unix_lines(raw: bytes) -> bytes:
    if b"\r" not in raw:
        return raw
    if b"\n" not in raw:
        return raw.replace(b"\r", b"\n")
    return raw.replace(b"\r\n", b"\n")
