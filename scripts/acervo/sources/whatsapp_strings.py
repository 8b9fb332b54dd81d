"""String columns made of slices of one buffer, without copying the bytes or asking Python per row.

An Arrow string view is 16 bytes: the length; then up to 12 bytes of text in place, or 4 of them,
the number of a buffer, and the offset in it. (Arrow columnar format, "Variable-size Binary View".)
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

Array = npt.NDArray[Any]

_INLINE = 12
# Offsets are 32 bits with a sign: a large text is several buffers that overlap, so that each string
# lies within one.
_SHIFT = 30


_WORD = 8
_BLOCK = 1 << 15
# How much of a string's first 4 and of its next 8 bytes belongs to it, by its length.
_HEAD = np.array([(1 << 8 * min(n, 4)) - 1 for n in range(_INLINE + 1)], np.uint64)
_TAIL = np.array([(1 << 8 * max(n - 4, 0)) - 1 for n in range(_INLINE + 1)], np.uint64)


class StringColumn:
    """A column of n strings: slices of `raw` (valid UTF-8), some of them replaced by others."""

    def __init__(self, raw: bytes, begin: Array, end: Array) -> None:
        """`begin` and `end`: byte offsets, on borders of characters."""
        self._buffers = _buffers(raw)
        self._views = _views(raw, begin, end, 0)

    def replace(self, rows: Array, which: Array, strings: Sequence[str]) -> None:
        """Put `strings[which[i]]` at `rows[i]`."""
        views, buffers = _views_of(strings, len(self._buffers))
        self._views[rows] = views[which]
        self._buffers += buffers

    def series(self, valid: Array | None = None) -> pl.Series:
        """As a polars column of strings, null where `valid` is false."""
        return _series(self._views, self._buffers, valid)


def repeated(strings: Sequence[str], which: Array) -> pl.Series:
    """The column of `strings[which[i]]`."""
    views, buffers = _views_of(strings, 0)
    return _series(views[which], buffers, None)


def _series(views: Array, buffers: list[pa.Buffer], valid: Array | None) -> pl.Series:
    bits = None if valid is None else pa.py_buffer(np.packbits(valid, bitorder="little"))
    parts = [bits, pa.py_buffer(views), *buffers]
    return pl.Series(pa.Array.from_buffers(pa.string_view(), len(views), parts))


def _buffers(raw: bytes) -> list[pa.Buffer]:
    whole = memoryview(raw)
    starts = range(0, max(len(raw), 1), 1 << _SHIFT)
    return [pa.py_buffer(whole[at : at + (2 << _SHIFT) - 1]) for at in starts]


def _views_of(strings: Sequence[str], first_buffer: int) -> tuple[Array, list[pa.Buffer]]:
    encoded = [string.encode() for string in strings]
    borders = np.cumsum([0, *map(len, encoded)], dtype=np.int64)
    raw = b"".join(encoded)
    return _views(raw, borders[:-1], borders[1:], first_buffer), _buffers(raw)


def _views(raw: bytes, begin: Array, end: Array, first_buffer: int) -> Array:
    """Views as rows of two 64-bit words (little-endian, as all of Arrow here)."""
    # The last strings reach beyond the words of the text: they are read from a padded copy.
    split = int(np.searchsorted(begin, len(raw) - 2 * _WORD, side="right"))
    if split < len(begin):
        base = int(begin[split])
        rest = raw[base:] + bytes(2 * _WORD)
        tail = _views_within(rest, begin[split:] - base, end[split:] - base, first_buffer, base)
        head = _views_within(raw, begin[:split], end[:split], first_buffer, 0)
        return np.concatenate([head, tail])
    return _views_within(raw, begin, end, first_buffer, 0)


def _views_within(raw: bytes, begin: Array, end: Array, first_buffer: int, base: int) -> Array:
    views = np.empty((len(begin), 2), np.uint64)
    if not len(begin):
        return views
    words = np.ndarray((len(raw) - _WORD + 1,), "<u8", raw, strides=(1,))
    for step in range(0, len(begin), _BLOCK):
        at = begin[step : step + _BLOCK]
        length = end[step : step + _BLOCK] - at
        out = views[step : step + _BLOCK]
        starts = words[at] & _HEAD[np.minimum(length, _INLINE)]
        out[:, 0] = length.view(np.uint64) | (starts << np.uint64(32))
        place = at + base
        out[:, 1] = (first_buffer + (place >> _SHIFT)) | ((place & ((1 << _SHIFT) - 1)) << 32)
        short = np.flatnonzero(length <= _INLINE)
        out[short, 1] = words[at[short] + 4] & _TAIL[length[short]]
    return views
