"""Cutting messages and sections into passages that fit the model's window."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from unicodedata import normalize

import polars as pl
from semantic_text_splitter import MarkdownSplitter, TextSplitter

from acervo import schema
from acervo.errors import AcervoError
from acervo.ids import stable_ids
from acervo.passages import TokenCounter, letters, passage, spoken
from acervo.schema import MEDIA

_STEP = 4  # windows of a few sizes only, because making a splitter takes long
_THREAD = ["source", "thread"]
_VISIBLE = r"[^\s\x1c-\x1f]"  # of polars, whose blanks are fewer than Python's


@dataclass(frozen=True)
class Piece:
    """A chunk in the making: its text, and the messages that it came from."""

    text: str
    authors: list[str]
    date: Any
    path: str | None
    section_title: str | None


def chunk(
    messages: pl.DataFrame, counter: TokenCounter, *, tokens: int, overlap: int
) -> pl.DataFrame:
    """Cut the messages of one period.

    Chats are cut into windows of whole messages inside a session, as `author: text`; sections of
    newsletters at the boundaries of their Markdown. Only a message longer than the window is cut
    within. Media without a caption, and blank messages, say nothing and are left out.

    Args:
        messages: rows of `schema.MESSAGES`, in their order.
        counter: tokens of the models that will encode the passages.
        tokens: longest passage, title and special tokens included.
        overlap: tokens that a passage may repeat of the one before it.

    Returns:
        Rows of `schema.CHUNKS`, ordered as the messages; no passage is longer than `tokens`.
    """
    cutter = _Cutter(counter, tokens, overlap)
    rows: list[tuple[Any, ...]] = []
    pieces: list[Piece] = []
    spoken = messages.filter(
        pl.col("text").str.contains(_VISIBLE) & (pl.col("text").str.strip_chars() != MEDIA)
    )
    for group in spoken.partition_by(*_THREAD, "session", maintain_order=True):
        kind, source, thread = group.row(0, named=True)["kind"], *group.row(0)[1:3]
        cut = cutter.conversation if kind == "message" else cutter.sections
        for piece in cut(group.to_dicts()):
            pieces.append(piece)
            rows.append((source, thread, piece.date, piece.path, piece.section_title, piece.text))
    frame = pl.DataFrame(
        rows,
        schema=["source", "thread", "date", "path", "section_title", "text"],
        orient="row",
        schema_overrides={"date": pl.Date, "path": pl.String, "section_title": pl.String},
    ).cast({"source": pl.String, "thread": pl.String, "text": pl.String})
    counts = counter.count([passage(p.section_title, p.text) for p in pieces], special=True)
    keys = frame.select(
        "source", pl.coalesce("path", "thread"), pl.col("date").cast(pl.String), "text"
    )
    return frame.with_columns(
        chunk_id=pl.Series(stable_ids(keys.iter_rows()), dtype=pl.Int64),
        chunk_index=pl.int_range(pl.len(), dtype=pl.Int32).over(
            "source", pl.coalesce("path", "thread")
        ),
        char_count=pl.col("text").str.len_chars().cast(pl.Int32),
        token_count=pl.Series(counts, dtype=pl.Int32),
        authors=pl.Series([p.authors for p in pieces], dtype=pl.List(pl.String)),
    ).select(schema.CHUNKS.arrow.names)


class _Cutter:
    def __init__(self, counter: TokenCounter, tokens: int, overlap: int) -> None:
        self.counter, self.tokens, self.overlap = counter, tokens, overlap
        self.special = counter.count([""], special=True)[0]

    def conversation(self, messages: Sequence[dict[str, Any]]) -> Iterator[Piece]:
        """Windows of whole messages of one session."""
        lines = [line for message in messages for line in self._lines(message)]
        sizes = self.counter.count([letters(text) + "\n" for _, text in lines], special=False)
        start = 0
        while start < len(lines):
            stop = self._fill(sizes, start)
            # The sum of lines is an estimate (speakers' letters, merges across lines).
            while stop - start > 1 and self._size(None, _join(lines[start:stop])) > self.tokens:
                stop -= 1
            window = lines[start:stop]
            yield Piece(
                text=_join(window),
                authors=list(dict.fromkeys(m["author"] for m, _ in window if m["author"])),
                date=window[0][0]["date"],
                path=None,
                section_title=None,
            )
            if stop == len(lines):
                return
            start = max(self._rewind(sizes, stop), start + 1)

    def sections(self, sections: Sequence[dict[str, Any]]) -> Iterator[Piece]:
        """Passages of each section of one newsletter."""
        for section in sections:
            title = self._fitting(
                " › ".join(filter(None, (section["title"], section["section_title"])))
            )
            for text in self._split(MarkdownSplitter, section["text"], partial(passage, title)):
                yield Piece(text, [], section["date"], section["path"], title)

    def _lines(self, message: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
        """`author: text` of a message; several, if it is longer than a window."""
        said = partial(spoken, message["author"])
        for text in self._split(TextSplitter, message["text"], lambda text: letters(said(text))):
            yield message, said(text)

    def _split(self, splitter: Any, text: str, encoded: Callable[[str], str]) -> list[str]:
        """Parts of `text` that fit once they are `encoded`."""
        if self._fits(encoded(text)):
            return [text.strip()]
        # What comes with every part (title, author, special tokens) takes its share of the window.
        room = self.tokens - self.counter.count([encoded("")], special=True)[0]
        room -= room % _STEP
        while room > 0:
            cut = self.counter.splitter(splitter, room, min(self.overlap, room // 2))
            parts = [part for part in cut.chunks(text) if part.strip()]
            longest = max(self.counter.count([encoded(part) for part in parts], special=True))
            if longest <= self.tokens:
                return parts
            room -= _STEP  # tokens merge or split where parts are joined
        raise AcervoError(
            f"a passage cannot be cut to {self.tokens} tokens",
            where="chunking.tokens",
            fix="Raise it.",
        )

    def _fill(self, sizes: list[int], start: int) -> int:
        """End of the window that begins at `start`: as many lines as fit, one at least."""
        stop, used = start + 1, sizes[start]
        while stop < len(sizes) and used + sizes[stop] <= self.tokens - self.special:
            used += sizes[stop]
            stop += 1
        return stop

    def _rewind(self, sizes: list[int], stop: int) -> int:
        """Begin of the next window: as many lines again as `overlap` and the next line allow."""
        start, used = stop, 0
        room = min(self.overlap, self.tokens - self.special - sizes[stop])
        while start > 0 and used + sizes[start - 1] <= room:
            start -= 1
            used += sizes[start]
        return start

    def _fitting(self, title: str) -> str | None:
        """The title, cut to half of the window at most."""
        words = title.split()
        while words and self.counter.count([" ".join(words)], special=False)[0] > self.tokens // 2:
            words = words[: len(words) * 3 // 4]
        return " ".join(words) or None

    def _size(self, title: str | None, text: str) -> int:
        return self.counter.count([passage(title, text)], special=True)[0]

    def _fits(self, encoded: str) -> bool:
        # No token is shorter than a byte, and no model's normalization longer than NFKD: short
        # texts need no count.
        return len(normalize("NFKD", encoded).encode()) <= self.tokens - 8 or (
            self.counter.count([encoded], special=True)[0] <= self.tokens
        )


def _join(lines: Sequence[tuple[dict[str, Any], str]]) -> str:
    return "\n".join(text for _, text in lines)
