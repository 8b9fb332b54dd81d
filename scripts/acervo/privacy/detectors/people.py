"""People who are no members, by the words that announce them, or by a given name and a surname.

The roster knows the members; whoever else is named in a text can only be told by rules. `CUES`
finds "dra. Fulana de Tal", "me chamo joana", "em nome de João Souza", "minha irmã, Rita", a name
under a letter, the lines of a contact card (RFC 6350). `FULL_NAME` is for chats: it finds a
frequent given name with a surname, also that of a public person, and who is mentioned (`mentions`).
"""

import re
from collections.abc import Iterator

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors import mentions
from acervo.privacy.detectors import person_words as words_of
from acervo.privacy.detectors.person_names import (
    CAPITAL,
    LINK,
    NAME,
    ORNAMENT,
    WORD,
    Cue,
    Cues,
    addressed,
    anybody,
    given,
    kin,
    likely,
    no_word,
    stranger,
    strangers,
    titled,
    whole,
)
from acervo.privacy.given_names import GIVEN_NAMES, SURNAMES
from acervo.privacy.name_stops import ORGANISATION
from acervo.privacy.names import any_of, fold, is_generic
from acervo.privacy.ordinary_words import ORDINARY, is_ordinary

_END_OF_LINE = re.compile(r"[ \t]*[.!,]?[^\w\n]*(?:\n|$)")
_ARTICLE = r"(?:(?:o|a|el|la|com|con)[ \t]+)?"
_TITLE = any_of(words_of.TITLE)
_CUES = Cues(
    (
        Cue(words_of.SELF, rf"[ \t]*[:=-]?[ \t]*{ORNAMENT}{_ARTICLE}", anybody, lower=True),
        Cue(words_of.TITLE, rf"[ \t]+(?:{_TITLE}[ \t]+)?{ORNAMENT}", titled, lower=True),
        Cue(words_of.ABBREVIATED, rf"(?:\.[ \t]*|[ \t]+){ORNAMENT}", titled, lower=True),
        Cue(words_of.SHORT_TITLE, rf"\.[ \t]*{ORNAMENT}", titled),
        Cue(words_of.SPOKEN_TITLE, rf"\.?[ \t]+{ORNAMENT}", kin, lower=True),
        Cue("seu", rf"[ \t]+{ORNAMENT}", stranger, lower=True),
        Cue(words_of.POLITE_TITLE, rf"\.?[ \t]+{ORNAMENT}", addressed, lower=True),
        Cue(
            words_of.MY,
            rf"[ \t]+{any_of(words_of.KIN)}(?:[- ]in[- ]law)?[ \t]*[,:(]?[ \t]*"
            rf"(?:(?:[ao]|é[ \t]+[ao]|is|es|chamad[oa]|called)[ \t]+)?{ORNAMENT}",
            anybody,
            lower=True,
        ),
        Cue(
            words_of.FIELD,
            rf"(?:[ \t]?\([^)\s]{{1,3}}\))?[\"'*_]{{0,2}}[ \t]*[:-][ \t]*{ORNAMENT}",
            strangers,
            lower=True,
        ),
        Cue(words_of.ABOUT, rf"[ \t]+{_ARTICLE}{ORNAMENT}", likely),
        Cue(words_of.PRESENTED, r"[ \t]+", stranger),
        Cue(words_of.PARENT, r"[ \t]+", strangers),
        Cue(words_of.ASKED_FOR, rf"[ \t]+{_ARTICLE}{ORNAMENT}", stranger, lower=True),
        Cue(
            words_of.CLOSING,
            rf"[ \t]*(?:[,.!-]+[ \t]*\n?|\n)[ \t]*{ORNAMENT}",
            no_word,
            closing=True,
        ),
        Cue(words_of.ENDING, r"[ \t]+", no_word, closing=True),
    )
)
_PRIVATE = "PHONE|EMAIL|CPF|PIX|RG|DNI|NIF|CURP|SSN|PASSPORT|BIRTHDATE"
_BESIDE = re.compile(
    rf"(?m)^[^\w\n\[]{{0,3}}(?:[0-9]{{1,2}}[.)º-]{{1,2}}[ \t]*)?(?P<name>{NAME.pattern})"
    rf"[ \t]*[-–:,|(]?[ \t]*(?:[a-zà-ÿ]{{2,12}}:?[ \t]+)?\n?[ \t]*\[(?:{_PRIVATE})_"
)
_TABLE = re.compile(r"(?im)^\"?(?:nome|name|nombre)(?: completo)?\"?([;,|\t])")
_CARD = re.compile(r"(?im)^(?:item[0-9]+\.)?(?:FN|N|NICKNAME)(?:;[^:\n]{0,60})?:([^\n]+)$")
# "placa mãe", "tarjeta madre" are no parents.
_BOARD = re.compile(
    r"(?:placa|tarjeta|c[ée]lula|casa|nave|l[íi]ngua|jogo|juego|game|app|aplicativo|filme|pel[íi]cula"
    rf"|s[ée]rie|banda|projeto|proyecto|site|{any_of(words_of.PETS)})[- ]\Z",
    re.I,
)


def _cued(view: View) -> Iterator[Found]:
    """Yield who is announced, and where else in the text the same names stand."""
    text = view.prose
    found: set[tuple[int, int]] = {*_listed(text)}
    for card in _CARD.finditer(text):
        for part in re.finditer(r"[^;\s][^;]*", card[1].rstrip()):
            found.add((card.start(1) + part.start(), card.start(1) + part.end()))
    for begin, start, end, cue in _CUES.find(text):
        if _BOARD.search(text, max(0, begin - 14), begin) or mentions.is_our_lady(text, begin):
            continue
        shouted = len(WORD.findall(text, start, end)) > 2 and text[start:end].isupper()
        if cue.closing and (shouted or not _END_OF_LINE.match(text, end)):
            continue
        found.add((start, end))
    yield from named_again(text, found)


def named_again(text: str, found: set[tuple[int, int]]) -> Iterator[Found]:
    """Yield these names, and their parts wherever else they stand in the text."""
    value_of: dict[str, str] = {}
    end_of: dict[int, int] = {}
    done = 0
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if start < done:
            continue
        done = end_of[start] = end
        value = fold(text[start:end])
        yield Found(start, end, "NAME", value)
        for word in WORD.findall(text, start, end):
            if len(word) > 2 and word[0].isupper() and not is_ordinary(fold(word)):
                value_of.setdefault(word, value)
    done = 0
    for again in WORD.finditer(text) if value_of else ():
        if again.start() in end_of:
            done = end_of[again.start()]
        elif again.start() >= done and again[0] in value_of:
            start, done = _with_its_other_names(text, done, again)
            yield Found(start, done, "NAME", value_of[again[0]])


def _with_its_other_names(text: str, done: int, word: re.Match[str]) -> tuple[int, int]:
    """Return the whole name of which a word is part: "Rui Souza" is not "Ana Souza"."""
    start, end = word.span()
    first = _FIRST.search(text, max(done, start - 40), start)
    if first and fold(first[1]) in GIVEN_NAMES:
        return first.start(), end
    name = NAME.match(text, start)
    assert name is not None
    full = whole(text, *name.span())
    return start, full if strangers(_folded(text, start, full)) else end


_FIRST = re.compile(rf"(?<!\w)({CAPITAL})[ \t]+(?:{LINK}[ \t]+)?\Z")


def _listed(text: str) -> Iterator[tuple[int, int]]:
    """Yield names by their place: beside a number or an address, or under "nome;cpf;email"."""
    for line in _BESIDE.finditer(text):
        # "Tenant Rupert Mayhew": the name begins with what is a name.
        words = list(WORD.finditer(text, *line.span("name")))
        start = next((w.start() for w in words if fold(w[0]) in GIVEN_NAMES), line.start("name"))
        end = whole(text, start, line.end("name"))
        name = _folded(text, start, end)
        ordinary = len(name) > 1 and name[0] in GIVEN_NAMES
        if end == line.end("name") and (likely(name) or (ordinary and given(name))):
            yield start, end
    for table in _TABLE.finditer(text):
        for row in re.compile(rf"\n\W{{0,3}}({NAME.pattern})(?=[\"{table[1]}])").finditer(
            text, table.end(), table.end() + 5000
        ):
            if strangers(_folded(text, *row.span(1))):
                yield row.span(1)


def _folded(text: str, start: int, end: int) -> list[str]:
    return [fold(word) for word in WORD.findall(text, start, end)]


# "_" around a name is emphasis.
_FULL = re.compile(
    rf"(?=\w)(?<![^\W_])(?<![^\W_]_)(?<![#./-]){CAPITAL}"
    rf"(?:[ \t]+(?:{LINK}[ \t]+)?{CAPITAL}){{1,6}}(?![^\W_])(?!_\w)"
)
_BEFORE = re.compile(r"([^\W\d_]+)\.?[ \t]+(?:d[aeo]s?[ \t]+)?\Z")
_AFTER = re.compile(r"[ \t]+([A-ZÀ-ÖØ-Þ][^\W\d_]+)")
# "Pride and Prejudice by Jane Austen" of a book, "livro: Ana Terra"; "o ônibus da Getúlio Vargas",
# "the Grace Hall".
_BY = re.compile(r"(?:[A-ZÀ-Ý][\w'’]+|[\"'”’*_])\s?,?\s(?:by|de|do|da|del)[ \t]\Z")
_WORK = re.compile(rf"(?=\w)(?<!\w){any_of(words_of.WORKS)}(?!\w)", re.I)
_CALLED = re.compile(
    rf"(?=\w)(?<!\w){any_of(words_of.WORKS)}(?:[ \t]+(?:d[aeo]l?|of)[ \t]+(?:the[ \t]+)?\w+)?"
    r"[ \t]*:?[ \t]*[\"“'*_]?\Z",
    re.I,
)
_ISBN = re.compile(r"[\"”'*_]?[ \t]?[,(]?[ \t]?ISBN", re.I)
_WROTE = re.compile(
    r"[ \t](?:wrote|directed|painted|escreveu|escribi[óo]|dirigiu|pintou|pint[óo])[ \t]"
    r"(?:[\"“]|(?:[OoAa]s?|[Ee]l|[Ll]as?|[Ll]os|[Tt]he)[ \t][A-ZÀ-Ý]|[A-ZÀ-Ý])"
)
_TRAFFIC = re.compile(
    rf"(?i:(?<!\w){any_of(words_of.TRAFFIC)})[ \t](?:\w+[ \t])?"
    r"(?:d[aeo]|n[ao]|de la|en la|com a|con)[ \t]\Z|(?<!\w)[tT]he[ \t]\Z"
)


def _full(view: View) -> Iterator[Found]:
    """Yield who is mentioned, and given names with a surname."""
    text = view.prose
    found = {*mentions.find(text)}
    found |= {span for span in _full_names(text) if not any(s <= span[0] < e for s, e in found)}
    yield from named_again(text, found)


def _full_names(text: str) -> Iterator[tuple[int, int]]:
    """Yield given names with a surname, but not where something is called so."""
    done = 0
    while match := _FULL.search(text, done):
        end = done = whole(text, *match.span())
        spans = list(WORD.finditer(text, match.start(), end))
        words = [fold(word[0]) for word in spans]
        # "Oi Ana Souza": what stands before the given name is no part of it.
        skip = next((i for i in range(len(words) - 1) if _opens(words[i:])), None)
        if skip is None or any(word in ORGANISATION for word in words[skip:]):
            continue
        start = spans[skip].start()
        before = _BEFORE.search(text[max(0, start - 30) : start])
        after = _AFTER.match(text, end)
        if not (
            (before and fold(before[1]) in ORGANISATION)
            or (after and fold(after[1]) in ORGANISATION)
            or _is_of_a_thing(text, start, end)
        ):
            yield start, end


def _is_of_a_thing(text: str, start: int, end: int) -> bool:
    """Tell whether a full name is that of a work, of who made it, or of a street that buses use."""
    before = text[max(0, start - 60) : start]
    if _TRAFFIC.search(before) or _CALLED.search(before) or _WROTE.match(text, end):
        return True
    if _ISBN.match(text, end):
        return True
    return bool(_BY.search(before) and _WORK.search(before + "\n" + text[end : end + 60]))


_THINGS = ORDINARY & GIVEN_NAMES
# Ordinary words that seldom have a capital in front of another.
_VIRTUES = frozenset(("amparo", "consuelo", "dolores", "remedios", "rocio", "soledad"))


def _opens(words: list[str]) -> bool:
    """Tell whether a full name begins here: a given name, and no ordinary word behind it."""
    if words[0] not in GIVEN_NAMES:
        return False
    rest = [word for word in words[1:] if len(word) > 2]
    if words[0] in ORDINARY and words[0] not in _VIRTUES:  # "Sol Luna" are no surnames
        return any(word in SURNAMES and word not in _THINGS for word in rest)
    return any(word in SURNAMES or not (is_ordinary(word) or is_generic(word)) for word in rest)


CUES = Detector(
    "cued name",
    rf"(?:^|[^\p{{L}}])(?:{_CUES.candidate})|(?im:^(?:item[0-9]+\.)?(?:FN|N|NICKNAME)[:;])"
    rf"|\[(?:{_PRIVATE})_"
    r"|(?im:^\"?(?:nome|name|nombre)(?: completo)?\"?[;,|\t])",
    _cued,
    (
        "me chamo Joana Pereira",
        "meu nome eh joana pereira",
        "a dra. Zuleide Marcondes atende",
        "dona maria ligou",
        "a Eng. Kiara Otsuka",
        "minha irmã, Rita Lemos",
        "Favorecido: Carlos Prates",
        "em nome de João Souza",
        "abraços,\nTeodora",
        "FN:Ana Souza",
    ),
)
FULL_NAME = Detector(
    "full name",
    rf"[A-ZÀ-ÖØ-Þ][\p{{L}}'’-]+[ \t]+(?:{LINK}[ \t]+)?[A-ZÀ-ÖØ-Þ][\p{{L}}.'’-]"
    rf"|{mentions.CANDIDATE}",
    _full,
    ("Joana Pereira", "JOÃO DA SILVA", "a vizinha Idalécia", "o Nivaldo da portaria"),
)
DETECTORS = (CUES, FULL_NAME)
