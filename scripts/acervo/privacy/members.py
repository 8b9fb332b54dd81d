"""Members in running text: where the names of the roster stand, and what stands there instead."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import polars as pl
from ahocorasick_rs import AhoCorasick, MatchKind

from acervo.privacy.detection import PLACEHOLDER, URL
from acervo.privacy.detectors.network import EMAIL
from acervo.privacy.detectors.phones import canonical_phone
from acervo.privacy.given_names import GIVEN_NAMES, SURNAMES
from acervo.privacy.member_numbers import CANDIDATE, Numbers, number_writings
from acervo.privacy.name_candidate import Candidate, Doubt, doubt
from acervo.privacy.name_context import is_person
from acervo.privacy.name_rows import Row, rows
from acervo.privacy.name_spans import (
    LOOSE,
    is_apart,
    is_tag,
    is_whole,
    marks,
    mask,
    tokens,
    widened,
)
from acervo.privacy.names import (
    Edit,
    distinctive,
    edited,
    encodings,
    fold,
    fold_offsets,
    is_generic,
    joined,
    partings,
    pattern,
    spellings,
)
from acervo.privacy.ordinary_words import is_ordinary
from acervo.privacy.pseudonyms import PSEUDONYM
from acervo.privacy.roster import SHARED_NAME

Hit = tuple[int, int, str]  # start and end in the original text, and the replacement

# WhatsApp puts the name of a contact that is mentioned between two invisible isolates.
ISOLATE = "\u2068"
_MENTION = re.compile(f"@{ISOLATE}([^\u2069\n]{{1,200}})\u2069")

# Letters that somebody held down: three of a kind, or a vowel twice at the end of a word.
_STRETCHED = re.compile(r"([a-z])\1\1|([aeiou])\2(?![a-z])")
_HELD = re.compile(r"([a-z])\1{2,}")
_LETTERS = re.compile(r"[a-z]+")
_PRAISED = re.compile(r"(?i:melhor|rainha|presidente?a?|linda|te_?amo|best|queen|campe)")  # #Ana...
_DOMAIN = re.compile(r"(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|gov|edu|app)\b")
_INITIAL = re.compile(r" [A-ZÀ-ÖØ-Þ]\.(?!\w)")
_GIVEN_BEFORE = re.compile(r"\b([A-ZÀ-ÖØ-Þ][^\W\d_]+) (?:(?:d[aeo]s?|e) )?\Z")
_SURNAME = re.compile(r" (?:(?:d[aeo]s?|del|de la) )?([A-ZÀ-ÖØ-Þ][^\W\d_]+)(?!\w)")
_WORDS = re.compile(r"[^\W_]+")
_LETTERS_ALONE = re.compile(r"[^\W\d_]+")
_LINKS = (URL, _DOMAIN)  # in which only names go that can be nothing else
_UNTOUCHED = (EMAIL, PLACEHOLDER, PSEUDONYM)


@dataclass(frozen=True)
class _Form:
    """One way in which somebody is called."""

    folded: str
    replacement: str
    doubt: Doubt
    last: bool = False  # known as the last word of a longer name only
    # Nothing else can be meant, so that it goes from links too, and however its words are parted.
    distinctive: bool = False
    marks: tuple[str, ...] = ()  # that are a part of it ("D'Ávila"), but for blanks

    @property
    def parted(self) -> bool:
        """Whether its words may be parted by anything."""
        return self.distinctive or not self.several

    @property
    def is_number(self) -> bool:
        """Whether it is a number, beside which letters may stand."""
        return self.folded.isdecimal()

    @property
    def several(self) -> bool:
        """Whether it has more than one word."""
        return " " in self.folded


class Members:
    """Everybody of a roster (`schema.ROSTER`), ready to be looked for in many texts."""

    def __init__(self, roster: pl.DataFrame) -> None:
        # Every name, also those not looked for without a mention.
        self._by_name: dict[str, str] = {}
        wanted: dict[str, str] = {}
        first, last = set(), set()  # words of names of several
        for name, pseudonym, in_text in roster.select("name", "pseudonym", "in_text").iter_rows():
            form = pattern(name)
            known = self._by_name.setdefault(form, pseudonym)
            if known != pseudonym:
                self._by_name[form] = SHARED_NAME
            if in_text and form:
                wanted[form] = (
                    pseudonym if wanted.get(form, pseudonym) == pseudonym else SHARED_NAME
                )
            words = [word for word in form.split() if not is_generic(word)]  # "Dona Iracema"
            if len(words) > 1:
                first.add(words[0])
                last.add(words[-1])
        last -= first
        forms: dict[str, _Form] = {}
        numbers: dict[str, _Form] = {}
        for name, replacement in sorted(wanted.items()):
            sure = distinctive(name)
            if any(map(str.isalpha, name)):
                own, only_last = () if sure else marks(name), name in last
                level = doubt(name, last=only_last)
                for key in sorted(spellings(name)):
                    _add(forms, _Form(key, replacement, level, only_last, sure, own))
            if whole := joined(name):
                _add(forms, _Form(whole, replacement, Doubt.NONE, distinctive=True))
            for digits in number_writings(name):
                _add(numbers, _Form(digits, replacement, Doubt.NONE, distinctive=True))
        self._by_digits = numbers
        self._numbers = Numbers(sorted(numbers))
        self._forms = list(forms.values())
        self._in_one_word = {
            name: form for name, form in forms.items() if form.distinctive and not form.several
        }
        self._names = {form.folded for form in self._forms if form.doubt is Doubt.NONE}
        self._is_name = self._names.__contains__
        self._called = {form.folded for form in self._forms if form.doubt <= Doubt.MUCH}
        self._words = {word for form in forms for word in _LETTERS.findall(form)}
        self._automaton = AhoCorasick(list(forms), matchkind=MatchKind.Standard)
        self._hints = AhoCorasick(_hints(forms))

    @property
    def by_number(self) -> dict[str, str]:
        """Pseudonyms by telephone number in E.164."""
        return {name: to for name, to in self._by_name.items() if name[:1] == "+"}

    def replace(self, texts: pl.Series) -> tuple[pl.Series, int]:
        """Replace the names in texts.

        Args:
            texts: String series without null, NFC, without invisible marks.

        Returns:
            The texts, and how many names were replaced. Case, diacritics and letters held down
            ("Anaaaa") do not matter, nor what parts the words of a full name ("Ana_Lima");
            `name_context` decides on names that are words too. Names inside words, addresses and
            placeholders stay; from links go full names, also in one word, and numbers.
        """
        find, folded, stretched = self._hints.find_matches_as_indexes, fold, _STRETCHED.search
        numbered = {*texts.str.contains(CANDIDATE).arg_true()} if self._by_digits else frozenset()
        candidates = [
            (row, text)
            for row, text in enumerate(texts.to_list())
            # most rows end here
            if find(plain := folded(text)) or stretched(plain) or "%" in plain or row in numbered
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
        plain, back = self._plain(fold(text))
        matches = [
            (start, end, self._forms[which])
            for which, start, end in self._automaton.find_matches_as_indexes(
                plain, overlapping=True
            )
        ]
        matches += [
            (start, end, self._by_digits[digits])
            for start, end, digits in self._numbers.find(plain)
        ]
        if not matches:
            return []
        offsets = fold_offsets(text)
        spans = []
        for begin, stop, form in matches:
            start, end = (offsets[back[i] if back else i] for i in (begin, stop))
            if form.is_number or is_apart((plain, begin, stop), (text, start, end)):
                spans.append((start, end, form))
        if not spans:
            return []
        near = tokens(text, sorted(span[:2] for span in spans))
        loose, taken, links = (mask(text, each, near) for each in ((LOOSE,), _UNTOUCHED, _LINKS))
        found = [
            (start, -end, form)
            for start, end, form in spans
            if (form.distinctive or form.several or is_whole(text, start, end, loose))
            and not any(taken[start:end])
            and (form.distinctive or not any(links[start:end]))
            and (form.parted or all(loose[start:end]) or marks(fold(text[start:end])) == form.marks)
        ]
        found.sort(key=lambda each: each[:2])
        names = ((i, -j, not form.doubt) for i, j, form in found if form.doubt <= Doubt.MUCH)
        beside = rows(text, names) if any(form.doubt for *_, form in found) else {}
        hits, meant = self._meant(text, found, loose, beside, frozenset())
        # Who is meant in spite of a doubt tells of those beside: "ROSA e Rosa", "Luz e Rosa".
        return self._meant(text, found, loose, beside, meant)[0] if meant else hits

    def spelled(self, text: str) -> dict[str, str]:
        """Return whose full names and numbers a short text spells, and what stands for them.

        In its digits, in a word, or in words in a row: "1-1-9-9", "xbetovrubel", "b.e.t.o vrubel".
        """
        plain, _ = self._plain(fold(text))
        digits, words = "".join(filter(str.isdecimal, plain)), _LETTERS_ALONE.findall(plain)
        rows = {"".join(words[i:j]) for i in range(len(words)) for j in range(i, len(words) + 1)}
        found = [form for number, form in self._by_digits.items() if number in digits]
        found += [
            form
            for name, form in self._in_one_word.items()
            if name in rows or any(name in word for word in words)
        ]
        return {form.folded: form.replacement for form in found}

    def _meant(
        self,
        text: str,
        found: list[tuple[int, int, _Form]],
        loose: bytearray,
        beside: dict[int, Row],
        sure: frozenset[str],
    ) -> tuple[list[Hit], frozenset[str]]:
        """Return the hits among what was found, and the names among them that are words too."""
        hits: list[Hit] = []
        meant = set()
        done = 0
        for start, negative_end, form in found:
            end = -negative_end
            span, row = (start, end), beside.get(start)
            if start < done or not self._is_meant(text, span, form, loose, row, sure):
                continue
            if form.distinctive:
                start, end = widened(text, start, end)
                start = max(start, done)
            hits.append(self._with_rest(text, start, end, form))
            done = hits[-1][1]
            if form.doubt:
                meant.add(form.folded)
        return hits, frozenset(meant)

    def _is_meant(
        self,
        text: str,
        span: tuple[int, int],
        form: _Form,
        loose: bytearray,
        row: Row | None,
        sure: frozenset[str],
    ) -> bool:
        start, end = span
        if form.distinctive or not form.folded[0].isalpha():
            return True
        if all(loose[start:end]) and not is_tag(text, start, end):
            if text[start - 1 : start] == "#" and _PRAISED.match(text, end):
                return True
            return not is_ordinary(form.folded) and form.doubt is not Doubt.LAST
        if form.last:  # "Joana Souza" is not the Souza whom the roster knows
            given = _GIVEN_BEFORE.search(text[max(0, start - 30) : start])
            if given and fold(given[1]) in GIVEN_NAMES:
                return False
        word = Candidate(text, start, end, form.folded, form.doubt, row)
        return is_person(word, self._known(sure), self._called)

    def _known(self, sure: frozenset[str]) -> Callable[[str], bool]:
        return (lambda word: word in self._names or word in sure) if sure else self._is_name

    def _with_rest(self, text: str, start: int, end: int, form: _Form) -> Hit:
        """Take in an initial ("Ana S."), or the surname of somebody else ("Ana Carvalho")."""
        if initial := _INITIAL.match(text, end):
            return start, initial.end(), form.replacement
        surname = _SURNAME.match(text, end)
        # After a capital only: "ANA SILVA" and "ana Silva" are not told from two words.
        if surname and fold(surname[1]) in SURNAMES and form.folded in self._names:
            longer = form.folded + fold(surname[0])
            if longer not in self._by_name and text[start].isupper():
                return start, surname.end(), SHARED_NAME
        return start, end, form.replacement

    def _plain(self, folded: str) -> tuple[str, list[int]]:
        """Return the text as plainly as names are known.

        What links encode is decoded, words are parted by single blanks, and letters that somebody
        held down are let go where that gives a name.

        Returns:
            The text, and where each of its characters, and its end, stands in the folded one; the
            second is empty when nothing has changed.
        """
        back: list[int] = []
        for edits in (encodings, encodings, self._edits):  # encoded twice, at most
            folded, more = edited(folded, edits(folded))
            back = [back[i] for i in more] if back and more else back or more
        return folded, back

    def _edits(self, folded: str) -> list[Edit]:
        return sorted([*partings(folded), *self._held(folded)])

    def _held(self, folded: str) -> Iterator[Edit]:
        done = 0
        for letters in _STRETCHED.finditer(folded):
            start = letters.start()
            if start < done:
                continue
            while start and "a" <= folded[start - 1] <= "z":
                start -= 1
            word = _LETTERS.match(folded, start)
            assert word is not None
            done = word.end()
            if word[0] not in self._words and (name := self._let_go(word[0])):
                yield start, done, name

    def _let_go(self, word: str) -> str | None:
        for name in (_HELD.sub(r"\1", word), _HELD.sub(r"\1\1", word)):
            shorter = name[:-1] if name[-2:-1] == name[-1] else name
            for calm in (name, shorter):
                if len(calm) > 2 and calm in self._words:
                    return calm
        return None

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


def _add(forms: dict[str, _Form], form: _Form) -> None:
    """Add a form; what two people are called by is nobody's."""
    known = forms.setdefault(form.folded, form)
    if known != form:
        one = known.replacement == form.replacement
        forms[form.folded] = replace(
            max(known, form, key=lambda each: each.distinctive),
            replacement=form.replacement if one else SHARED_NAME,
        )


def _hints(forms: Iterable[str]) -> list[str]:
    """Return words of which every form has one, as few as may be."""
    split = [_WORDS.findall(form) for form in forms]
    hints = {words[0] for words in split if len(words) == 1}
    for words in split:
        if hints.isdisjoint(words):
            hints.add(max(words, key=len))
    return sorted(hints)


def _spliced(text: str, hits: list[Hit]) -> str:
    parts, done = [], 0
    for start, end, replacement in hits:
        parts += [text[done:start], replacement]
        done = end
    return "".join([*parts, text[done:]])
