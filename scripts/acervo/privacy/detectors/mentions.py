"""Who is mentioned in a chat: by what they are to somebody, by what they do, in lists of people.

In newsletters the same words stand beside those who wrote and contributed, whose names stay.
"""

import re
from collections.abc import Iterator

from acervo.privacy.detectors import person_words as words_of
from acervo.privacy.detectors.person_names import (
    CAPITAL,
    NAME,
    ORNAMENT,
    WORD,
    Cue,
    Cues,
    given,
    known,
    stranger,
    whole,
)
from acervo.privacy.given_names import GIVEN_NAMES
from acervo.privacy.names import any_of, fold
from acervo.privacy.pseudonyms import PSEUDONYM

_ANY_ROLE = f"{words_of.ROLE} {words_of.TRADE}"
_ROLE = any_of(_ANY_ROLE)
# Between a word and the name: blanks or one mark, "dela" or an article, quotes.
_QUOTE = r"[\"'*_`“(\[👉]{0,2}"
_PLAIN = rf"[ \t]{{1,2}}(?:(?:o|a|el|la)[ \t]+)?{_QUOTE}"
_OWN = r"(?:[ \t]+del[ea]s?)?"
_OF = rf"[ \t]{{1,2}}d(?:[aeo]|el|e la)[ \t]+{_QUOTE}"
_TOGETHER = f"{words_of.DONE} {words_of.WITH}"
_CUES = Cues(
    (
        Cue(_ANY_ROLE, _OWN + _PLAIN, given),
        Cue(words_of.ROLE, _OWN + _PLAIN, stranger, small=True),
        Cue(_ANY_ROLE, rf"{_OWN}[ \t]?[,(–-][ \t]{{0,2}}(?:(?:o|a|el|la)[ \t]+)?{_QUOTE}", given),
        # "el señor que hace fletes, Remedios, cobra"
        Cue(
            _ANY_ROLE,
            rf"[ \t](?:que|who|that|del?|d[ao]|from|at|n[ao])[ \t][^.!?,\n]{{1,40}},[ \t]"
            rf"(?:(?:o|a|el|la)[ \t]+)?{_QUOTE}",
            given,
            ends=True,
        ),
        Cue(_ANY_ROLE, rf"[ \t](?:por|como|as|called|chamad[oa]|llamad[oa])[ \t]+{_QUOTE}", known),
        Cue(words_of.OF_SOMEBODY, _OF, known),
        Cue(words_of.RELATIVE, _OF, given),
        Cue(words_of.WHO, rf"[ \t][^.!?\n]{{1,60}}?[ \t]{any_of(words_of.BE)}{_PLAIN}", known),
        Cue(_TOGETHER, _PLAIN, known),
        Cue(words_of.BE, _PLAIN, known, ends=True),
        Cue(words_of.GREETING, rf",?{_PLAIN}", known, ends=True),
    )
)
_DETERMINER = r"(?:(?:o|a|el|la|the|minha|meu|mi|my|our|noss[oa]|your|his|her|seu|sua|su)[ \t]+)"
_CLOSED = r"[*_`\"'”)]{0,2}"
_ADVERB = r"(?:(?:j[áa]|n[ãa]o|no|te|me|lhe)[ \t]+)?"
# "Ivone, a parteira", "Dirceu, filho do sacristão"
_IS_ROLE = re.compile(
    rf"{_CLOSED}[ \t]*[,(–-][ \t]*{_DETERMINER}{{1,2}}(?:\w+['’]s[ \t]+)?(?i:{_ROLE})\b"
    rf"|{_CLOSED}[ \t]*[,(–-][ \t]*(?i:{_ROLE})"
    r"(?:[ \t]*[,.)!\n]|[ \t]*\Z|[ \t]+(?:d[aeo]|del|of|n[ao])\b)"
)
_ACCENTED = "música|série|título|película|canción|colégio|peça"
_THINGS = "|".join((*sorted(words_of.NAMED_THINGS), _ACCENTED))
_VERBS = any_of(words_of.DOES)
# "Joana, a do 302", "Rui, o bonito,"; "Terezinha, 80 anos"; "Rosângela manicure"; "Odette said".
_BEHIND = re.compile(
    rf"{_CLOSED}[ \t]*,[ \t]*(?:o|a|el|la|the)[ \t]+(?:d[aeo]|del?|que|who|one|from|n[ao])[ \t]"
    rf"|{_CLOSED}[ \t]*,[ \t]*{_DETERMINER}{{1,2}}(?!(?:{_THINGS})\b)[a-zà-ÿ]{{3,}}[ \t]*[,.!)]"
    rf"|{_CLOSED}[ \t]*[,(–-]?[ \t]*[0-9]{{1,3}}[ \t]?"
    r"(?:anos|aninhos|a[ñn]os|a[ñn]itos|meses|years|yrs|y/?o|months)\b"
    rf"|{_CLOSED}[ \t]+from[ \t]+(?:the|my|our|your|work|school|church|downstairs|upstairs|next|hr"
    r"|apt|unit|[0-9])\b"
    rf"|{_CLOSED}[ \t]+{_DETERMINER}{{0,2}}{_ROLE}\b"
    rf"|{_CLOSED}[ \t]+{_ADVERB}{_VERBS}\b"
)
# "our new choir lady Odette"; "Nome Solange" on a line.
_OURS = re.compile(
    rf"(?=\w)(?<!\w)(?i:my|our|minha|meu|noss[ao]|mi|nuestr[ao])[ \t]"
    rf"(?:(?!(?:{_THINGS}|{any_of(words_of.PETS)})\b)[a-zà-ÿ]{{3,}}[ \t]){{1,2}}{_QUOTE}\Z"
)
_OUR = re.compile(r"(?:noss[ao]|nuestr[ao]|our)[ \t]\Z", re.I)
_LADY = re.compile(r"senhora?|se[ñn]ora?|lady", re.I)
_PET = re.compile(rf"(?<!\w){any_of(words_of.PETS)}[ \t](?:que[ \t])?(?:se[ \t])?\Z", re.I)
_NAMED = re.compile(rf"(?im)^[^\w\n]*{any_of(words_of.LABEL)}[ \t]+{_QUOTE}\Z")
# "o Nivaldo da portaria"
_PLACED = re.compile(
    rf"{_CLOSED}[ \t]+(?:d[aeo]s?|del?|de la)[ \t]+(?!las? |los )(?:[a-zà-ÿ]|[0-9])"
)
_THE = re.compile(r"(?=\w)(?<!\w)(?:[oa]|el|la|[àa]o?)[ \t]+[*_`\"'“]{0,2}\Z", re.I)
_SINGLE = re.compile(rf"(?<![^\W_])(?<![#./@-]){CAPITAL}")
_LINE = re.compile(
    r"(?m)(?:^[^\w\n\[]{0,4}|[:.!?;][ \t]+)(?P<label>[^\W\d_][^\n:]{1,40})(?=:[ \t]+"
    r"(?P<rest>[^\n]{2,300}))"
)
_EMOJI = r"[\u2190-\u21ff\u2500-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]"  # "✝", "🎂", "✅"
_ROW = re.compile(
    rf"(?m)^[ \t]*(?:(?P<bullet>[0-9]{{1,2}}[ ]?[.)º-]{{1,2}}|[-•*·–])[ \t]*{ORNAMENT}"
    rf"|{_EMOJI}{{1,2}}[ \t]*{ORNAMENT})"
)
_GONE = re.compile(rf"[^\w\n]{{0,3}}(?:NAME_|{PSEUDONYM.pattern})")
_HEADING = re.compile(rf"(?=\w)(?<![^\W\d_]){any_of(words_of.HEADING)}", re.I)
_ITEM = re.compile(r"[ \t]*[,;/][ \t]*|[ \t]+(?:e|y|and|&)[ \t]+")
_START = re.compile(rf"[ \t]*(?:[a-zà-ÿ]+[ \t]+)?{ORNAMENT}")  # "present Ana"
_END = re.compile(r"[]*_`\"'”) \t]{0,3}(?:$|\n|\[)|[ \t]*[,;/(]|[ \t]+(?:e|y|and|&)[ \t]")
# "o filme é Amélia", "the next song is Layla": in the same clause.
_THING = re.compile(
    rf"(?=\w)(?<![^\W\d_])(?:{'|'.join(sorted(words_of.NAMED_THINGS))})s?(?![^\W\d_])[^.!?\n]*\Z",
    re.I,
)
_BIG = "[A-ZÀ-ÖØ-Þ]"
# What every text matches in which somebody is found. `regex` walks through all of it at once: gaps
# of any length, or many of these, would make its automaton so large that it is given up.
_WORDS = " ".join((_ANY_ROLE, words_of.OF_SOMEBODY, _TOGETHER, words_of.GREETING, words_of.BE))
CANDIDATE = "|".join(
    (
        rf"(?:^|[^\p{{L}}])(?i:{any_of(_WORDS)}){_OWN}[ \t,(–-]{{1,4}}"
        r"(?:(?:o|a|el|la|d[aeo]|del|de la|por|como|as|called|chamad[oa]|llamad[oa])[ \t]+)?"
        rf"{_QUOTE}{_BIG}",
        rf":[ \t][^\p{{L}}\n]*(?:\p{{Ll}}+[ \t]+[^\p{{L}}\n]*)?"
        rf"(?:{_BIG}\p{{L}}|[pu][0-9a-z]{{16}})",
        rf"(?m:^[ \t]*(?:[0-9]+[ ]?[.)º-]+|[-•*·–]|{_EMOJI}{{1,2}})[ \t]*{ORNAMENT}{_BIG})",
        rf",[ \t]+(?:(?:o|a|el|la)[ \t]+)?{_QUOTE}{_BIG}[\p{{L}}'’-]+{_CLOSED}"
        r"(?:[ \t]*[,.!?;:\n]|$)",
        rf"(?i:my|our|minha|meu|noss[ao]|mi|nuestr[ao])[ \t]\p{{Ll}}+[ \t](?:\p{{Ll}}+[ \t])?"
        rf"{_QUOTE}{_BIG}",
        rf"{_BIG}[\p{{L}}'’-]+{_CLOSED}[ \t]*[,(–-]?[ \t]*[0-9]{{1,3}}[ \t]?"
        r"(?:a[ñn]|mes|y|mo)",
        rf"(?im:^[^\p{{L}}\n]*{any_of(words_of.LABEL)}[ \t]+){_QUOTE}{_BIG}",
        rf"(?:^|[^\p{{L}}])(?:[OoaA]|[Ee]l|[Ll]a|[AaÀà][Oo]?)[ \t]+[*_`\"'“]*{_BIG}[\p{{L}}'’-]+"
        r"[*_`\"'”)]*[ \t]+d",
        rf"\p{{L}}{_CLOSED}[ \t]+{_ADVERB}(?:{_VERBS})",
        rf"{_BIG}[\p{{L}}'’-]+{_CLOSED}[ \t]*[,(–-]?[ \t]*{_DETERMINER}",
        rf"{_BIG}[\p{{L}}'’-]+{_CLOSED}(?:[ \t]*[,(–-])?[ \t]*(?i:from[ \t]|{_ROLE})",
    )
)


def is_our_lady(text: str, begin: int) -> bool:
    """Tell whether "senhora" begins here behind "nossa": a saint."""
    return bool(_LADY.match(text, begin) and _OUR.search(text, max(0, begin - 9), begin))


def find(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the names of who is mentioned."""
    for begin, start, end, cue in _CUES.find(text):
        if is_our_lady(text, begin) or _PET.search(text, max(0, begin - 22), begin):
            continue
        if cue.words != words_of.BE or not _THING.search(text, max(0, begin - 60), begin):
            yield start, end
    for name in _SINGLE.finditer(text):
        plain = fold(name[0])
        if plain not in GIVEN_NAMES or not given([plain]):
            continue
        if _IS_ROLE.match(text, name.end()) or (known([plain]) and _is_person(text, *name.span())):
            yield name.span()
        elif known([plain]) and _is_introduced(text, name.start()):
            yield _name_at(text, name.start()) or name.span()
    for line in _LINE.finditer(text):
        yield from _after_label(text, line)
    yield from _rows(text)


def _is_person(text: str, start: int, end: int) -> bool:
    """Tell whether what stands around a given name alone speaks of somebody."""
    if _BEHIND.match(text, end):
        return True
    the = _THE.search(text, max(0, start - 8), start)
    return the is not None and _PLACED.match(text, end) is not None


def _is_introduced(text: str, start: int) -> bool:
    """Tell whether a name follows "our new choir lady", or "Nome" at the beginning of a line."""
    line = text.rfind("\n", max(0, start - 60), start) + 1
    return bool(_OURS.search(text, max(0, start - 40), start) or _NAMED.search(text, line, start))


def _rows(text: str) -> Iterator[tuple[int, int]]:
    """Yield the names in a list of people: of which one is known, or is gone already."""
    rows = []
    sure = False
    drawn = 0  # behind an emoji, which stands in front of anything
    for row in _ROW.finditer(text):
        drawn += not row["bullet"]
        if _GONE.match(text, row.end()):
            sure = True
        elif span := _name_at(text, row.end()):
            words = _folded(text, *span)
            sure = sure or known(words)
            if known(words) or (len(words) > 1 and given(words)):
                rows.append(span)
    if sure and drawn != 1:
        yield from rows


def _name_at(text: str, start: int) -> tuple[int, int] | None:
    name = NAME.match(text, start)
    return (start, whole(text, *name.span())) if name else None


def _folded(text: str, start: int, end: int) -> list[str]:
    return [fold(word) for word in WORD.findall(text, start, end)] or [""]


def _after_label(text: str, line: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield the names behind a colon: alone, or in a list."""
    label = [fold(word) for word in WORD.findall(line["label"])]
    if not words_of.NAMED_THINGS.isdisjoint(label):
        return
    heading = _HEADING.search(line["label"]) is not None
    start, last = line.span("rest")
    spans = []
    for i, item in enumerate([*_ITEM.finditer(text, start, last), None]):
        begin = _START.match(text, start, item.start() if item else last)
        start = begin.end() if begin else start
        span = _name_at(text, start)
        if span and known(_folded(text, *span)) and (heading or _END.match(text, span[1])):
            spans.append(span)
        elif not (heading or i or span or _GONE.match(text, start)):
            return  # not a list of people
        if i == 0:
            sure = heading or bool(spans) or not span
        if item:
            start = item.end()
    if sure or len(spans) > 1:
        yield from spans
