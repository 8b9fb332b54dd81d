"""Members in running text: where the names of the roster stand, and what stands there instead."""

import re

import polars as pl
from ahocorasick_rs import AhoCorasick, MatchKind

from acervo.privacy.detection import PLACEHOLDER, URL
from acervo.privacy.detectors.network import EMAIL
from acervo.privacy.detectors.phones import canonical_phone
from acervo.privacy.names import fold, fold_offsets, is_generic, pattern
from acervo.privacy.pseudonyms import PSEUDONYM
from acervo.privacy.roster import SHARED_NAME

Hit = tuple[int, int, str]  # start and end in the original text, and the replacement

# WhatsApp puts the name of a contact that is mentioned between two invisible isolates.
ISOLATE = "\u2068"
_MENTION = re.compile(f"@{ISOLATE}([^\u2069\n]{{1,200}})\u2069")


class Members:
    """Everybody of a roster (`schema.ROSTER`), ready to be looked for in many texts."""

    def __init__(self, roster: pl.DataFrame) -> None:
        self._by_name: dict[
            str, str
        ] = {}  # every name, also those not looked for without a mention
        wanted: dict[str, str] = {}
        for name, pseudonym, in_text in roster.select("name", "pseudonym", "in_text").iter_rows():
            form = pattern(name)
            known = self._by_name.setdefault(form, pseudonym)
            if known != pseudonym:
                self._by_name[form] = SHARED_NAME
            if in_text and form:
                wanted[form] = (
                    pseudonym if wanted.get(form, pseudonym) == pseudonym else SHARED_NAME
                )
        self._forms = list(wanted)
        self._replacements = list(wanted.values())
        # One word may also be an ordinary one; several words, or digits, are not.
        self._single = [form.isalpha() for form in self._forms]
        self._automaton = AhoCorasick(self._forms, matchkind=MatchKind.Standard)

    def replace(self, texts: pl.Series) -> tuple[pl.Series, int]:
        """Replace the names in texts.

        Args:
            texts: String series without null, NFC, without invisible marks.

        Returns:
            The texts, and how many names were replaced. Case and diacritics do not matter, but a
            name of one word counts only with a capital, or in a mention. Names inside words,
            links, addresses and placeholders stay.
        """
        find, folded = self._automaton.find_matches_as_indexes, fold
        candidates = [
            (row, text)
            for row, text in enumerate(texts.to_list())
            if find(folded(text))  # most rows end here
        ]
        changed: dict[int, str] = {}
        count = 0
        for row, text in candidates:
            if hits := self.find(text):
                changed[row] = _spliced(text, hits)
                count += len(hits)
        if changed:
            texts = texts.scatter(list(changed), list(changed.values()))
        return texts, count

    def find(self, text: str) -> list[Hit]:
        """Return where members are named in one text: leftmost, then longest, without overlap."""
        folded = fold(text)
        found = []
        for which, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if (start and _is_word(folded[start - 1])) or (
                end < len(folded) and _is_word(folded[end])
            ):
                continue
            found.append((start, -end, which))
        if not found:
            return []
        offsets = fold_offsets(text)
        taken = [
            m.span() for shape in (URL, EMAIL, PLACEHOLDER, PSEUDONYM) for m in shape.finditer(text)
        ]
        hits: list[Hit] = []
        done = 0
        for start, negative_end, which in sorted(found):
            first, last = offsets[start], offsets[-negative_end]
            if start < done or any(first < stop and begin < last for begin, stop in taken):
                continue
            mentioned = start > 0 and folded[start - 1] == "@"
            if self._single[which] and text[first].islower() and not mentioned:
                continue
            hits.append((first, last, self._replacements[which]))
            done = -negative_end
        return hits

    def replace_mentions(self, texts: pl.Series) -> tuple[pl.Series, int]:
        """Replace `@` and a name between isolates, by which WhatsApp marks a mention.

        Returns:
            The texts, and how many names were replaced. There need be no doubt that it is a name:
            one that the roster does not know becomes `[NAME]`, one that is too short to be looked
            for in a text becomes its pseudonym. An unknown number is left to the telephone rules.
        """
        rows = texts.str.contains(f"@{ISOLATE}", literal=True).arg_true()
        if not len(rows):
            return texts, 0
        count = 0

        def mention(match: re.Match[str]) -> str:
            nonlocal count
            replacement = self._mentioned(match[1])
            count += replacement != match[1] and not replacement.isdecimal()
            return f"@{replacement}"

        changed = [_MENTION.sub(mention, text) for text in texts.gather(rows).to_list()]
        return texts.scatter(rows, changed), count

    def _mentioned(self, name: str) -> str:
        form = pattern(name)
        if form in self._by_name:
            return self._by_name[form]
        digits = "".join(c for c in form if c in "0123456789")
        if len(digits) >= 8 and not any(c.isalpha() for c in form):
            phone = canonical_phone(form)
            return self._by_name.get(pattern(phone or digits), digits)
        if all(is_generic(word) for word in form.split()):
            return name  # @todos, @all
        return SHARED_NAME


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _spliced(text: str, hits: list[Hit]) -> str:
    parts, done = [], 0
    for start, end, replacement in hits:
        parts += [text[done:start], replacement]
        done = end
    return "".join([*parts, text[done:]])
