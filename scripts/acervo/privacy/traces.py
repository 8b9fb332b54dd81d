"""Members in final texts, however their names and numbers are parted there: for the gate."""

import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote

import polars as pl
from ahocorasick_rs import AhoCorasick

from acervo.privacy.canaries import distinctive
from acervo.privacy.member_numbers import MIN_DIGITS, number_writings
from acervo.privacy.names import fold, joined, pattern
from acervo.privacy.pseudonyms import PSEUDONYM
from acervo.privacy.roster import SHARED_NAME

_NUMBER = "number of a member"
_WORD = re.compile(r"[^\W_]+")
# What ends a sentence, a clause, a heading or a paragraph, or begins an item of a list, parts no
# name. A full stop behind an initial does, and so does a line break in a wrapped text.
_END = (
    r"(?:(?<=[^\W_]{2})(?:[^\w\s.,:;!?…]|_)*[.,:;!?…](?:[^\w\s]|_)*\s"
    r"|\n\s*(?:\n|[*+•-]\s|[0-9]+[.)]\s)|\s›\s)"
)
_PARTED = rf"(?:(?!{_END})[\W_])+"
_INITIAL_PARTED = r"\.(?:[^\w,:;!?]|_)*"  # "A. Souza" is not "a Souza", nor "A., Souza"
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}|&#?[0-9A-Za-z]+;")
_ROUNDS = 3  # of escapes within escapes
# Groups of digits, parted by whatever is short.
_GROUP = re.compile(r"\d+")
_RUN = re.compile(r"\d+(?:\D{1,4}\d+)*")
_LONG_RUN = rf"\d(?:\D{{0,4}}\d){{{MIN_DIGITS - 1}}}"


class Trace(NamedTuple):
    """A member in a text: what it is, for people to read, and what was found."""

    what: str
    form: str


class Sought:
    """What members are called, ready to be looked for.

    Names of two words or more, numbers, the former pseudonyms of who left, and names that could be
    taken for a pseudonym.
    """

    def __init__(self, roster: pl.DataFrame) -> None:
        """Take the rows of `schema.ROSTER`."""
        self._owners: dict[str, set[str]] = defaultdict(set)
        traces: dict[str, Trace] = {}
        called = set()
        public = set(roster["pseudonym"])
        for name, pseudonym, in_text in roster.select("name", "pseudonym", "in_text").iter_rows():
            form = pattern(name)
            what, forms = "name of a member", {form}
            if numbers := number_writings(form):
                what, forms = _NUMBER, {form, *(digits.lstrip("0") for digits in numbers)}
            elif PSEUDONYM.fullmatch(form):
                if form in public:  # that of a member says nothing that is private
                    continue
                # As `withheld` writes down what somebody who left was known by.
                if pseudonym == SHARED_NAME and not in_text:
                    what = "pseudonym of somebody who left"
            elif distinctive(name):
                forms |= {whole for whole in [joined(form)] if whole}
            else:
                continue
            called.add(form)
            for each in sorted(forms):
                self._owners[each].add(pseudonym)
                traces[each] = Trace(what, each)
        self._count = len(called)
        self._numbers = {f: t for f, t in traces.items() if t.what == _NUMBER and f.isdecimal()}
        self._longest = max(map(len, self._numbers), default=0)
        self._names = [trace for trace in traces.values() if trace.what != _NUMBER]
        self._automaton = AhoCorasick(_words([trace.form for trace in self._names]))

    def __len__(self) -> int:
        return self._count

    def owners(self, value: str) -> set[str]:
        """Return the pseudonyms of who is called so."""
        return self._owners.get(pattern(value), set())

    def in_texts(self, texts: Iterable[str]) -> dict[str, set[Trace]]:
        """Return who is in each of many texts, of those in which anybody is."""
        found: dict[str, set[Trace]] = defaultdict(set)
        pairs = [(text, fold(writing)) for text in texts for writing in _writings(text)]
        for row, trace in self._in([folded for _, folded in pairs]):
            found[pairs[row][0]].add(trace)
        return found

    def others(self, text: str, owner: str) -> set[Trace]:
        """Return who else is in what somebody says of themselves: `owner` is their pseudonym."""
        found: set[Trace] = set()
        for folded in map(fold, _writings(text)):
            # Of "Ana Prado Lima", "Ana Prado" may also be somebody else.
            for form in sorted((trace.form for trace in self._named(folded)), key=len)[::-1]:
                if self._owners[form] == {owner}:
                    folded = _shape(form).sub(" 0 ", folded)
            found.update(trace for _, trace in self._in([folded]))
        return {trace for trace in found if self._owners[trace.form] != {owner}}

    def _in(self, folded: Sequence[str]) -> Iterator[tuple[int, Trace]]:
        """Yield the rows of texts with whom they name."""
        for row, words in enumerate(_words(folded) if self._names else ()):
            yield from ((row, name) for name in self._named(folded[row], words))
        if self._numbers:
            for row in pl.Series(folded, dtype=pl.String).str.contains(_LONG_RUN).arg_true():
                yield from ((row, number) for number in self._numbered(folded[row]))

    def _named(self, folded: str, words: str | None = None) -> list[Trace]:
        words = _words([folded])[0] if words is None else words
        matches = self._automaton.find_matches_as_indexes(words, overlapping=True)
        found = {self._names[which] for which, _, _ in matches}
        return sorted(name for name in found if _shape(name.form).search(folded))

    def _numbered(self, folded: str) -> Iterator[Trace]:
        """Yield the numbers of members that groups of digits make, zeros before them or not."""
        for run in _RUN.finditer(folded):
            groups = _GROUP.findall(_plain(run[0]))
            for start in range(len(groups)):
                digits = ""
                for group in groups[start : start + self._longest]:
                    digits = (digits + group).lstrip("0")
                    if len(digits) > self._longest:
                        break
                    if digits in self._numbers:
                        yield self._numbers[digits]


def _words(folded: Sequence[str]) -> list[str]:
    """Return the letters of texts, with one blank for whatever is between and around them."""
    texts = pl.Series(folded, dtype=pl.String)
    return (" " + texts + " ").str.replace_all(r"\P{L}+", " ").to_list()


@cache
def _shape(form: str) -> re.Pattern[str]:
    """Return how a name is looked for: as it is written, or parted otherwise."""
    words = list(_WORD.finditer(form))
    parts = [r"(?<![^\W\d_])"]
    for word, following in zip(words, [*words[1:], None], strict=True):
        parts.append(re.escape(word[0]))
        if following:
            between = form[word.end() : following.start()]
            rest = between.lstrip("".join(filter(_is_mark, between)))
            parts.append(re.escape(between.removesuffix(rest)))
            initial = len(word[0]) == 1 and "." in rest
            parted = _INITIAL_PARTED if initial else _PARTED
            parts.append(f"(?:{re.escape(rest)}|{parted})" if rest else "")
    return re.compile("".join([*parts, r"(?![^\W\d_])"]))


def _is_mark(char: str) -> bool:
    """Tell whether a character is a part of a word, such as a vowel sign of Devanagari."""
    return unicodedata.category(char).startswith("M")


def _writings(text: str) -> list[str]:
    """Return a text as it is and, where it has any, without the escapes of links and pages."""
    writings = [text]
    if ("%" in text or "&" in text) and _ESCAPE.search(text):
        for encoding in ("utf-8", "latin-1"):
            plain = text
            for _ in range(_ROUNDS):
                plain = html.unescape(unquote(plain, encoding))
            writings.append(plain)
    return writings


def _plain(run: str) -> str:
    """Return the digits of any script as plain ones."""
    if run.isascii():
        return run
    return "".join(str(unicodedata.decimal(char, char)) for char in run)
