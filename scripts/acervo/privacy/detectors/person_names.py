"""Names of people behind words that announce them: where they stand, and what is one."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from acervo.privacy.given_names import GIVEN_NAMES, SURNAMES
from acervo.privacy.name_stops import BRANDED, FIRMS, NOBODY, ORGANISATION, STOP
from acervo.privacy.names import any_of, fold, is_generic
from acervo.privacy.ordinary_words import MONTHS, ORDINARY, PLACES, is_ordinary

LINK = r"(?:d[aeo]s?|d['’]|del|de[ ]l(?:a|as|os)|e|y|van|von)"
_LINKS = frozenset(("da", "de", "do", "das", "dos", "del", "e"))
_LINKED = frozenset(("la", "las", "los"))  # behind "de"
_STOP = STOP - _LINKS
_ONLY_NAMES = GIVEN_NAMES - ORDINARY - {"ella"}
_ONLY_SURNAMES = SURNAMES - GIVEN_NAMES
_TITLES = frozenset(("don", "dona", "dr", "dra", "sr", "sra", "prof", "profa"))
CAPITAL = r"[A-ZÀ-ÖØ-Þ](?:[^\W\d_]*(?:['’-][^\W\d_]+)+|[^\W\d_]+|\.(?!\w))"
NAME = re.compile(rf"{CAPITAL}(?:[ \t]+(?:{LINK}[ \t]+)?{CAPITAL}){{0,6}}")
_LOWER = re.compile(r"[^\W\d_]{2,}(?:[ \t]+[^\W\d_]+){0,6}")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PART = re.compile(r"[._@/-]\w")
_CLAUSE = re.compile(
    r"[^\w\n,.!?;:]{0,3}(?:$|[\n,.!?;:]|tudo\b|td\b|como\b|how\b|qu?e?\b|you\b|vc\b|obrig|gracias"
    r"|muy\b|muito\b|she\b|he\b|ela\b|ele\b|ella\b|who\b|in\b|from\b|d[aeo]\b|del\b|e\b|y\b|and\b"
    r"|thank)",
    re.I,
)
# Quotes, brackets and emoji in front of a name. ("[NAME_1]" goes on like a file name.)
ORNAMENT = r"(?:(?:_|[^\w\s\]<>@#/.,;:!?+=$%&|\\-]){1,2}[ \t]?)?"
# Whom one asks for in a queue.
_ANYONE_WORDS = """
person persona pessoa human humano humana atendente agent agente operador operadora operator
representative representante attendant manager gerente
"""
_ANYONE = frozenset(_ANYONE_WORDS.split())


def anybody(words: list[str]) -> bool:
    """Tell whether these words may be a name: no office, no word for everybody."""
    if not _ANYONE.isdisjoint(words[:2]):
        return False
    return not (is_generic(words[0]) or any(word in NOBODY for word in words[:2]))


def likely(words: list[str]) -> bool:
    """Tell whether the words are a name by themselves: a known given name or surname."""
    if not anybody(words) or any(word in ORGANISATION for word in words):
        return False
    given = words[0] in GIVEN_NAMES
    return (given and words[0] not in ORDINARY) or (
        len(words) > 1 and (given or words[-1] in SURNAMES)
    )


def known(words: list[str]) -> bool:
    """Tell whether the words are a name, and no town either."""
    return likely(words) and (len(words) > 1 or words[0] not in PLACES)


def given(words: list[str]) -> bool:
    """Tell whether these words are a name where only a name or a thing can stand ("vizinha")."""
    return (words[0] in GIVEN_NAMES and words[0] not in MONTHS and anybody(words)) or strangers(
        words
    )


def stranger(words: list[str]) -> bool:
    """Tell whether these words may be a name that no list holds: no word, firm or office."""
    return likely(words) or (
        anybody(words)
        and (len(words[0]) > 2 or words[0] in GIVEN_NAMES)
        and not any(word in ORGANISATION or word in FIRMS for word in words)
        and (not is_ordinary(words[0]) or words[0] in GIVEN_NAMES)
    )


def strangers(words: list[str]) -> bool:
    """Tell whether these words are a full name of which no list holds a part."""
    full = len(words) > 1 and not any(is_ordinary(w) or is_generic(w) for w in words[:1])
    return likely(words) or (full and stranger(words))


def kin(words: list[str]) -> bool:
    """Tell whether these words may be a name behind "tio", "uncle", "don"."""
    return titled(words) and not any(word in FIRMS or word in STOP for word in words[:1])


def titled(words: list[str]) -> bool:
    """Tell whether these words may be a name behind a title."""
    return anybody(words) and words[0] not in BRANDED


def addressed(words: list[str]) -> bool:
    """Tell whether these words are a name behind "miss", which is also a verb."""
    return words[0] in GIVEN_NAMES or likely(words)


def no_word(words: list[str]) -> bool:
    """Tell whether these words may be a name under a letter."""
    return anybody(words) and not is_ordinary(words[0])


class Cue(NamedTuple):
    """Words that announce a name, and what must stand behind them.

    `words` (see `person_words`) and `between` are written in what both regular expression languages
    understand.
    """

    words: str
    between: str
    accepts: Callable[[list[str]], bool]  # the folded words of the name
    lower: bool = False  # a given name in lower case counts too
    closing: bool = False  # the name ends its line
    small: bool = False  # the cue itself is written in lower case
    ends: bool = False  # a clause ends behind a single name


class Cues:
    """Cues that are looked up by the letter they begin with, so that a long text costs little."""

    def __init__(self, cues: tuple[Cue, ...]) -> None:
        self._by_letter: dict[str, list[tuple[Cue, re.Pattern[str]]]] = defaultdict(list)
        all_of: dict[str, list[str]] = defaultdict(list)
        for cue in cues:
            phrases: dict[str, list[str]] = defaultdict(list)
            for phrase in cue.words.split():
                for letter in _initials(phrase):
                    phrases[letter].append(phrase)
            for letter, own in phrases.items():
                flag = "" if cue.small else "i"
                words = f"(?{flag}:{any_of(' '.join(own))}{cue.between})"
                all_of[letter] += own
                for key in {letter, letter if cue.small else letter.upper()}:
                    self._by_letter[key].append((cue, re.compile(words)))
        branches = (
            f"[{key}{key.upper()}](?i:{'|'.join(_without_initial(p) for p in dict.fromkeys(own))})"
            for key, own in all_of.items()
        )
        self._begins = re.compile(rf"(?<![^\W\d_])(?=(?:{'|'.join(branches)}))")
        self.candidate = "|".join(
            f"(?{'' if cue.small else 'i'}:{any_of(cue.words)}{cue.between})"
            + (r"[\p{L}]" if cue.lower else "[A-ZÀ-ÖØ-Þ]")
            for cue in cues
        )

    def find(self, text: str) -> Iterator[tuple[int, int, int, Cue]]:
        """Yield where a cue begins, the span of the name that it announces, and the cue."""
        for begin in self._begins.finditer(text):
            start = begin.start()
            for cue, shape in self._by_letter[text[start]]:
                match = shape.match(text, start)
                span = match and named(text, match.end(), cue)
                if span:
                    yield start, *span, cue


def _initials(phrase: str) -> str:
    """Return the letters with which a phrase may begin."""
    letters = phrase[1 : phrase.index("]")] if phrase[0] == "[" else phrase[0]
    assert letters.isalpha(), phrase
    return letters


def _without_initial(phrase: str) -> str:
    rest = phrase[phrase.index("]") + 1 :] if phrase[0] == "[" else phrase[1:]
    return rest.replace("_", r"[ \t]+")


def named(text: str, start: int, cue: Cue) -> tuple[int, int] | None:
    """Return where the name behind a cue stands, if there is one."""
    if name := NAME.match(text, start):
        end = whole(text, start, name.end())
        words = [fold(word) for word in WORD.findall(text, start, end)]
        part = _PART.match(text, end)  # of a file name or an address
        if not words or part or not cue.accepts(words):
            return None
        if cue.ends and len(words) == 1 and not _CLAUSE.match(text, end):
            return None
        return None if _is_acronym(text, start, end, words) else (start, end)
    lower = _LOWER.match(text, start) if cue.lower else None
    if not lower:
        return None
    end = start
    for word in WORD.finditer(text, start, lower.end()):
        plain, later = fold(word[0]), word.start() > start
        if plain in _ONLY_NAMES or (later and plain in SURNAMES):
            end = word.end()
        elif not (later and (plain in _LINKS or plain in _LINKED)):
            break
    return (start, end) if end > start else None


def _is_acronym(text: str, start: int, end: int, words: list[str]) -> bool:
    """Tell whether this is "TI" or "INSS" among words in lower case."""
    name = text[start:end]
    short = len(words) == 1 and len(name) < 5 and len(name) > 1 and name.isupper()
    around = text[max(0, start - 20) : start] + text[end : end + 20]
    return short and words[0] not in GIVEN_NAMES and any(c.islower() for c in around)


def whole(text: str, start: int, end: int) -> int:
    """Return where a name ends, without the capitalised words that are no name ("Ana CPF")."""
    words = [*WORD.finditer(text, start, end)]
    plain = [fold(word[0]) for word in words]
    for i in range(1, len(words)):
        # "Ana e Rui" are two; "Costa e Silva" is one.
        following = plain[i + 1] if i + 1 < len(plain) else ""
        two = plain[i] in ("e", "y") and following not in _ONLY_SURNAMES
        linked = plain[i] in _LINKED and plain[i - 1] == "de"
        surname = plain[i] in SURNAMES and following in SURNAMES  # "Ana Nascimento Reis"
        if (
            two
            or plain[i] in NOBODY
            or plain[i] in _TITLES
            or (plain[i] in _STOP and not (linked or surname))
        ):
            end = words[i].start()
            break
    return start + len(text[start:end].rstrip(" \t"))
