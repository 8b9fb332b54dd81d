"""What the model reads: a chunk's title and text, with speakers as letters."""

import re
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from acervo.errors import AcervoError
from acervo.privacy.pseudonyms import PSEUDONYM

_ENDS = "\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029"  # what parts lines for a reader
# The beginning of a line that has a colon behind what looks like a pseudonym.
_SPEAKER = re.compile(
    rf"(?<=[{_ENDS}])(?=(?:[^\S{_ENDS}]|[\u200b-\u200d\ufe0e\ufe0f])*"
    r"(?:p(?=[a-z]*[2-7])[a-z2-7]{7,}|u(?=[a-f]*[0-9])[0-9a-f]{7,})\s*[:：﹕∶])"
)


def spoken(author: str | None, text: str) -> str:
    """What somebody says, as it stands in a passage: `author: text`.

    A line of it that reads as another speaker's is indented.
    """
    if not author:
        return _SPEAKER.sub("  ", f"\n{text}")[1:]
    return f"{author}: {_SPEAKER.sub('  ', text)}"


def passage(section_title: str | None, text: str) -> str:
    """The text that is encoded for a chunk.

    The section title travels with the text. Pseudonyms become A, B, C … by order of appearance:
    17 random characters would cost ten tokens a line and tell the model nothing, and the vectors do
    not depend on the key.
    """
    return f"{section_title}\n\n{letters(text)}" if section_title else letters(text)


def letters(text: str) -> str:
    """`text` with each pseudonym as a letter (after Z: P27, P28 …), by order of appearance."""
    seen: dict[str, str] = {}

    def letter(match: re.Match[str]) -> str:
        n = len(seen)
        return seen.setdefault(match[0], chr(ord("A") + n) if n < 26 else f"P{n + 1}")

    return PSEUDONYM.sub(letter, text)


class TokenCounter:
    """Counts the tokens of texts for one or more models; with several, the largest count holds."""

    def __init__(self, tokenizer_files: list[Path]) -> None:
        """Load the `tokenizer.json` of each model, without its own truncation and padding.

        Raises:
            AcervoError: a model has no readable `tokenizer.json`.
        """
        self.tokenizers = [_tokenizer(path) for path in tokenizer_files]
        self._splitters: dict[tuple[Any, int, int], Any] = {}

    def count(self, texts: list[str], *, special: bool) -> list[int]:
        """Tokens of each text; with `special`, those that the model adds around it as well."""
        counts = [
            [len(e.ids) for e in t.encode_batch_fast(texts, add_special_tokens=special)]
            for t in self.tokenizers
        ]
        return [max(each) for each in zip(*counts, strict=True)]

    def splitter(self, kind: Any, capacity: int, overlap: int) -> Any:
        """A splitter of semantic-text-splitter (`kind` is its class) that counts as this does.

        Making one copies the tokenizer (18 ms for a BERT vocabulary), so they are kept.
        """
        key = (kind, capacity, overlap)
        if key not in self._splitters:
            if len(self.tokenizers) == 1:
                self._splitters[key] = kind.from_huggingface_tokenizer(
                    self.tokenizers[0], capacity, overlap
                )
            else:
                self._splitters[key] = kind.from_callback(self._length, capacity, overlap)
        return self._splitters[key]

    def _length(self, text: str) -> int:
        return self.count([text], special=False)[0]


def _tokenizer(path: Path) -> Tokenizer:
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception:  # the library raises bare Exception
        raise AcervoError(
            "no readable tokenizer.json in the model",
            where=str(path),
            fix="Use a sentence-transformers model with a fast tokenizer.",
        ) from None
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
