"""Members in running text: where the names of the roster stand, and what stands there instead."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import polars as pl
from ahocorasick_rs import AhoCorasick, MatchKind

from acervo.privacy.detection import PLACEHOLDER, URL
from acervo.privacy.detectors.network import EMAIL
from acervo.privacy.detectors.phones import canonical_phone
from acervo.privacy.given_names import GIVEN_NAMES, SURNAMES
from acervo.privacy.name_context import Candidate, Doubt, doubt, is_person
from acervo.privacy.names import fold, fold_offsets, is_generic, pattern
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
_WIDE = re.compile(r"[ \t\r\n\u00a0]{2,}|[\t\r\n\u00a0]")  # where a name is written with one blank
_LETTERS_OR_WIDE = re.compile(f"{_LETTERS.pattern}|{_WIDE.pattern}")
# Tokens inside which "_" and a capital part words: hashtags and file names.
_LOOSE = re.compile(r"#\w+|(?<![\w-])[\w-]++\.[A-Za-z][A-Za-z0-9]{1,4}\b")
_FILE = re.compile(r"(?<![\w-])(?=[^\W_-]*[_-])[\w-]++\.[A-Za-z][A-Za-z0-9]{1,4}\b")
_PARTS = str.maketrans("_-", "  ")
_PRAISED = re.compile(r"(?i:melhor|rainha|presidente?a?|linda|te_?amo|best|queen|campe)")  # #Ana...
_DOMAIN = re.compile(r"(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|gov|edu|app)\b")
_INITIAL = re.compile(r" [A-ZÀ-ÖØ-Þ]\.(?!\w)")
_GIVEN_BEFORE = re.compile(r"\b([A-ZÀ-ÖØ-Þ][^\W\d_]+) (?:(?:d[aeo]s?|e) )?\Z")
_SURNAME = re.compile(r" (?:(?:d[aeo]s?|del|de la) )?([A-ZÀ-ÖØ-Þ][^\W\d_]+)(?!\w)")


_UNTOUCHED = (URL, EMAIL, PLACEHOLDER, PSEUDONYM, _DOMAIN)


@dataclass(frozen=True)
class _Form:
    """One way in which somebody is called."""

    folded: str
    replacement: str
    doubt: Doubt
    last: bool  # known as the last word of a longer name only


class Members:
    """Everybody of a roster (`schema.ROSTER`), ready to be looked for in many texts."""

    def __init__(self, roster: pl.DataFrame) -> None:
        self._by_name: dict[
            str, str
        ] = {}  # every name, also those not looked for without a mention
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
        self._forms = [
            _Form(form, replacement, doubt(form, last=form in last), form in last)
            for form, replacement in wanted.items()
        ]
        self._names = {form.folded for form in self._forms if form.doubt is Doubt.NONE}
        self._is_name = self._names.__contains__
        self._called = {form.folded for form in self._forms if form.doubt <= Doubt.MUCH}
        self._words = {word for form in wanted for word in _LETTERS.findall(form)}
        self._automaton = AhoCorasick(list(wanted), matchkind=MatchKind.Standard)

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
            ("Anaaaa") do not matter; `name_context` decides on names that are words too. Names
            inside words, links, addresses and placeholders stay.
        """
        find, folded, stretched = (
            self._automaton.find_matches_as_indexes,
            fold,
            _STRETCHED.search,
        )
        candidates = [
            (row, text)
            for row, text in enumerate(texts.to_list())
            if find(plain := folded(text)) or stretched(plain)  # most rows end here
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
        folded = _parted(fold(text))
        calm, back = self._calm(folded)
        matches = self._automaton.find_matches_as_indexes(calm, overlapping=True)
        if not matches:
            return []
        offsets = fold_offsets(text)
        if back:
            offsets = [offsets[i] for i in back]
        loose = _mask(text, (_LOOSE,))
        taken = _mask(text, _UNTOUCHED)
        found = []
        for which, start, end in matches:
            span = offsets[start], offsets[end]
            if _is_whole(text, *span, loose) and not any(taken[span[0] : span[1]]):
                found.append((span[0], -span[1], which))
        found.sort()
        hits, meant = self._meant(text, found, loose, frozenset())
        if meant and any(self._forms[which].doubt for *_, which in found):
            # Who is meant for sure tells of those beside: "ROSA e Rosa", "Luz e Rosa".
            hits, _ = self._meant(text, found, loose, meant)
        return hits

    def _meant(
        self, text: str, found: list[tuple[int, int, int]], loose: bytearray, sure: frozenset[str]
    ) -> tuple[list[Hit], frozenset[str]]:
        """Return the hits among what was found, and the names among them that are words too."""
        hits: list[Hit] = []
        meant = set()
        done = 0
        for start, negative_end, which in found:
            end, form = -negative_end, self._forms[which]
            if start < done or not self._is_meant(text, start, end, form, loose, sure):
                continue
            hits.append(self._with_rest(text, start, end, form))
            done = hits[-1][1]
            if form.doubt:
                meant.add(form.folded)
        return hits, frozenset(meant)

    def _is_meant(
        self,
        text: str,
        start: int,
        end: int,
        form: _Form,
        loose: bytearray,
        sure: frozenset[str],
    ) -> bool:
        if not form.folded[0].isalpha():  # a number
            return True
        if all(loose[start:end]) and not _is_tag(text, start, end):
            if text[start - 1 : start] == "#" and _PRAISED.match(text, end):
                return True
            return not is_ordinary(form.folded) and form.doubt is not Doubt.LAST
        if form.last:  # "Joana Souza" is not the Souza whom the roster knows
            given = _GIVEN_BEFORE.search(text[max(0, start - 30) : start])
            if given and fold(given[1]) in GIVEN_NAMES:
                return False
        word = Candidate(text, start, end, form.folded, form.doubt)
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

    def _calm(self, folded: str) -> tuple[str, list[int]]:
        """Return the text with held letters let go where that gives a name, and single blanks.

        Returns:
            The text, and where each of its characters, and its end, stands in the folded one; the
            second is empty when nothing has changed.
        """
        if not (_STRETCHED.search(folded) or _WIDE.search(folded)):
            return folded, []
        parts: list[str] = []
        back: list[int] = []
        done = 0
        for word in _LETTERS_OR_WIDE.finditer(folded):
            name = " " if word[0].isspace() else self._let_go(word[0])
            if not name or word[0] in self._words:
                continue
            begin, end = word.span()
            parts += [folded[done:begin], name]
            # The last letter takes in what is left of the word.
            back += [*range(done, begin), *range(begin, begin + len(name))]
            done = end
        if not parts:
            return folded, []
        back += range(done, len(folded) + 1)
        return "".join([*parts, folded[done:]]), back

    def _let_go(self, word: str) -> str | None:
        if not _STRETCHED.search(word):
            return None
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


def _mask(text: str, shapes: Iterable[re.Pattern[str]]) -> bytearray:
    """Return 1 for each character of the text that belongs to one of the shapes."""
    mask = bytearray(len(text))
    for shape in shapes:
        for match in shape.finditer(text):
            mask[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return mask


def _parted(folded: str) -> str:
    """Return the text with blanks for what parts the words in names of files ("ana-lima.pdf")."""
    return _FILE.sub(lambda name: name[0].translate(_PARTS), folded)


def _is_tag(text: str, start: int, end: int) -> bool:
    """Tell whether this is all of a hashtag."""
    return text[start - 1 : start] == "#" and not (text[end : end + 1] or " ").isalnum()


def _is_whole(text: str, start: int, end: int, loose: bytearray) -> bool:
    """Tell whether a name is no part of a word.

    "_" parts words where it is an ornament ("_Ana_"), and in hashtags and names of files, in
    which a capital and a digit do so too.
    """
    parts = all(loose[start:end])
    return _parts(text, start - 1, start, -1, parts) and _parts(text, end, end - 1, 1, parts)


def _parts(text: str, outer: int, inner: int, step: int, loose: bool) -> bool:
    """Tell whether the word that `inner` belongs to ends there, seen from `outer`."""
    if not 0 <= outer < len(text):
        return True
    char = text[outer]
    if char == "_":
        beyond = outer + step
        return loose or not (0 <= beyond < len(text) and text[beyond].isalnum())
    if not char.isalnum():
        return True
    right = max(outer, inner)
    return loose and (char.isdigit() or (text[right].isupper() and text[right - 1].islower()))


def _spliced(text: str, hits: list[Hit]) -> str:
    parts, done = [], 0
    for start, end, replacement in hits:
        parts += [text[done:start], replacement]
        done = end
    return "".join([*parts, text[done:]])
