"""When a word that may be something else is a name: by its capital and by the words around it.

Every name of one word has a degree of doubt (`doubt`):

- NONE      "bruno", "fernanda": a name wherever it stands, in any case.
- LITTLE    "Caio", "Leo", "Vera", unknown names of three letters: with a capital; without one,
            behind an article or a preposition ("o caio", "com leo"), or by the rules below.
- MUCH      "Rosa", "Campos", "Will", names of two letters: a capital counts only inside a sentence,
            and not among the words that belong to the thing ("a Rosa abriu no jardim"), behind the
            words for a place ("vila", "em Vitória") or in a row of capitals ("Outubro Rosa").
- SURNAME   "Souza" of "Ana Souza": as MUCH, but never without a capital unless behind a title.
- LAST      the last word of a saved contact, which may be anything ("Ana Python"): only by the
            rules below.

Whatever the doubt, these make it a name: `@` or `#` before it; a title or kinship before it ("dona
rosa", "minha filha clara"); a greeting that ends in it ("oi rosa!"); a verb of saying behind it ("a
rosa disse"); a comma and an order behind it ("clara, vem cá"); another name beside it ("ana e
rosa") or a row of them (`name_rows`); the place of a name in a list, a quotation or a score
("Clara: 3 x 1"); the English genitive ("grace's turn"); letters held down where somebody is called
("Claraaa!"); words that only people follow or that only follow them ("fala com rosa", "cadê a
clara", and more of `people_cues`). And these make it none: a saint or a street before it
("São Paulo", "Rua Ana Néri"). Two or more words of one name are never in doubt, and distinctive
ones are not asked about (`members`).
"""

from collections.abc import Callable, Container

from acervo.privacy import name_cues as cues
from acervo.privacy import people_cues as people
from acervo.privacy.given_names import GIVEN_NAMES, SURNAMES
from acervo.privacy.name_among_people import in_row, is_among_people, is_doing, is_spoken_to
from acervo.privacy.name_candidate import Candidate, Doubt
from acervo.privacy.name_things import is_thing
from acervo.privacy.names import fold
from acervo.privacy.ordinary_words import MONTHS, ORDINARY, PLACES, TOPICS


def is_person(word: Candidate, known: Callable[[str], bool], called: Container[str]) -> bool:
    """Tell whether a member is meant by a word or words.

    Args:
        word: where it stands.
        known: tells of a folded word whether it is a name beyond doubt.
        called: the folded names of all members, also those that may be words.
    """
    before, after, level = word.before, word.after, word.level
    if cues.SAINT.search(before) or cues.STREET.search(before) or cues.STREET_AFTER.match(after):
        return False
    if " " not in word.form and is_thing(word.form, before, after, word.raw_after):
        return False
    in_place = (
        word.form in PLACES and bool(cues.IN.search(before)) and not cues.ASKED_FOR.search(before)
    )
    if level is Doubt.NONE and not in_place:
        return True
    if cues.SURE_BEFORE.search(before) or cues.ORDER.match(after) or _is_label(word, called):
        return True
    if cues.GREETED.search(before) and (
        word.capital or word.stands_out or word.held or cues.ENDS_CLAUSE.match(after)
    ):
        return True
    if level is Doubt.LAST:
        return word.capital and cues.SAYING.match(after) is not None
    if not in_place and (in_row(word) or is_among_people(word)):
        return True
    near = {*cues.LETTERS.findall(before), *cues.LETTERS.findall(after)}
    if in_place or not near.isdisjoint(TOPICS.get(word.form, ())):
        return False
    if is_doing(word) or is_spoken_to(word):
        return True
    alike = people.ALIKE.match(after)
    if alike and any(known(other) for other in cues.LETTERS.findall(alike["what"])):
        return word.form not in MONTHS
    return _is_meant(word, known, called)


def _is_meant(word: Candidate, known: Callable[[str], bool], called: Container[str]) -> bool:
    """Decide on a word that nothing near makes a thing."""
    before, after, level, capital = word.before, word.after, word.level, word.capital
    if level >= Doubt.MUCH and (cues.THE.search(before) or (capital and _behind_given(word))):
        return False  # "Erik Rose" is somebody else, "the Bill" nobody
    months = word.form in MONTHS and not word.written[0].isupper()
    if level < Doubt.SURNAME and not months and _is_called(word):
        return True
    if cues.SAYING.match(after) and (capital or level < Doubt.SURNAME):
        return True
    if word.form in MONTHS:
        return capital and (_joined(before, after, known) or cues.MET.search(before) is not None)
    if capital:
        return _capital_is_name(word, known, called)
    if level is Doubt.SURNAME:
        return False
    if _joined(before, after, known) or _in_pair(word, called):
        return True
    return level is Doubt.LITTLE and (
        cues.BESIDE.search(before) is not None or cues.ACTING.match(after) is not None
    )


def _is_label(word: Candidate, called: Container[str]) -> bool:
    """Tell whether a name opens the line: in a quotation, a score, a list of people."""
    if _is_answer(word, called):
        return True
    if cues.LABELLED.match(word.after) is None:
        return False
    if cues.HEADER.search(word.before) and cues.COLON.match(word.after):
        return True
    opening = cues.BULLET.search(word.before)
    if not opening:
        return False
    capital = word.written[0].isupper()
    if cues.CONTACT.match(word.after) or (capital and cues.SCORE.match(word.after)):
        return True
    lines = [line for line in cues.FIRST_OF_LINE.findall(fold(word.text)) if line != word.form]
    others = any(line in called or line in GIVEN_NAMES for line in lines)
    if capital and others and cues.CELL.match(word.after):
        return True
    known_word = word.form in GIVEN_NAMES and word.form not in MONTHS
    return (
        capital
        and known_word
        and cues.SPEECH.match(word.after) is not None
        and {*cues.LETTERS.findall(word.after)}.isdisjoint(TOPICS.get(word.form, ()))
    )


def _is_answer(word: Candidate, called: Container[str]) -> bool:
    """Tell whether it opens one of several lines in which people answer, "rosa não"."""
    answered = people.ANSWERED.match(word.after) is not None
    if not (answered or cues.COLON.match(word.after)) or not cues.BULLET.search(word.before):
        return False
    others = [one for one in people.ANSWERS.findall(fold(word.text)) if one != word.form]
    known = sum(one in GIVEN_NAMES and one not in ORDINARY and one in called for one in others)
    return known > (0 if answered or word.written[0].isupper() else 1)


def _is_called(word: Candidate) -> bool:
    """Tell whether somebody is called, spoken to or asked for, in any case."""
    before, after = word.before, word.after
    opening = cues.OPENING.search(word.raw_before) is not None
    things = word.form in MONTHS or word.form in cues.THINGS
    if cues.GENITIVE.match(word.raw_after) and word.form in GIVEN_NAMES - MONTHS:
        return True
    if word.held and (cues.COMMA.search(before) or (opening and word.form not in cues.CRIES)):
        return True
    if before.endswith("#"):
        return word.capital or cues.PRAISE.match(after) is not None
    if cues.ASKED_FOR.search(before) and word.form not in MONTHS:
        return True
    if (not things or word.written[0].isupper()) and cues.MISSED.search(before):
        return True
    if not things and cues.MOVES.match(after) and (opening or cues.BESIDE.search(before)):
        return True
    if cues.THANKED.search(before) and cues.ENDS_CLAUSE.match(after):
        return True
    cried = word.held and word.form in cues.CRIES
    addressed = cues.SPOKEN_TO if word.form in cues.VERBS else cues.ADDRESSED
    if (opening or cues.COMMA.search(before)) and not cried and addressed.match(after):
        return True
    return (
        opening
        and word.form in GIVEN_NAMES
        and word.form not in cues.VERBS
        and word.written[0].isupper()
        and (cues.QUESTION.match(after) or cues.FACE.match(word.raw_after)) is not None
    )


def _behind_given(word: Candidate) -> bool:
    preceding = cues.CAPITAL_BEFORE.search(word.raw_before)
    return preceding is not None and fold(preceding[1]) in GIVEN_NAMES


def _capital_is_name(word: Candidate, known: Callable[[str], bool], called: Container[str]) -> bool:
    before, after, raw_before = word.before, word.after, word.raw_before
    if cues.PLACE.search(before):
        return False
    if word.level is Doubt.LITTLE:
        return True
    following = cues.CAPITAL_AFTER.match(word.raw_after)
    if following:
        surname = fold(following[1])
        return surname in SURNAMES or known(surname)
    if cues.OPENING.search(raw_before):
        return (
            cues.ACTING.match(after) is not None
            or _joined(before, after, known)
            or _in_pair(word, called)
        )
    preceding = cues.CAPITAL_BEFORE.search(raw_before)  # "Oi Rosa" and "A Rosa" begin a sentence
    return preceding is None or cues.OPENING.search(raw_before[: preceding.start()]) is not None


def _joined(before: str, after: str, known: Callable[[str], bool]) -> bool:
    """Tell whether the word stands beside a name or a pronoun: "ana e rosa", "eu e a clara"."""
    left, right = cues.JOINED_BEFORE.search(before), cues.JOINED_AFTER.match(after)
    if (left and known(left[1])) or (right and known(right[1])):
        return True
    return bool(
        cues.AND_FAMILY.match(after)
        or cues.AND_PRONOUN.match(after)
        or cues.PRONOUN_AND.search(before)
    )


def _in_pair(word: Candidate, called: Container[str]) -> bool:
    """Tell whether two names that are words do something together: "Rosa e Luz vão"."""
    right = cues.PAIR_AFTER.match(word.after)
    if right:
        return right[1] in called and right[1] in GIVEN_NAMES
    left = cues.PAIR_BEFORE.search(word.before)
    return bool(
        left and left[1] in called and left[1] in GIVEN_NAMES and cues.TOGETHER.match(word.after)
    )
