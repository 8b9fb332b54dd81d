"""Whether a word that may be something else stands where only people do."""

from acervo.privacy import name_cues as cues
from acervo.privacy import people_cues as people
from acervo.privacy import people_records as records
from acervo.privacy.given_names import GIVEN_NAMES
from acervo.privacy.name_candidate import WINDOW, Candidate
from acervo.privacy.names import fold
from acervo.privacy.ordinary_words import MONTHS, ORDINARY, PLACES, SOMETIMES


def in_row(word: Candidate) -> bool:
    """Tell whether it stands in a row with names beyond doubt: "Ana Lima, Bruno e rosa"."""
    row, upper = word.row, word.written[0].isupper()
    if row is None or (word.form in MONTHS and not word.capital):
        return False
    if (row.sure or upper) and people.BOTH.match(fold(word.text[row.end : row.end + WINDOW])):
        return True
    together = row.size > 2 or row.joined or row.lines or (row.comma and upper)
    return row.sure > 0 and together


def is_among_people(word: Candidate) -> bool:
    """Tell whether it stands where only people do, in any case: "hola soy luz", "mãe da rosa"."""
    before, after = word.before, word.after
    upper = word.written[0].isupper()
    if word.form in MONTHS and not upper:
        return False
    ends = people.ENDS.match(after) is not None
    no_thing = upper or word.form not in cues.THINGS
    if people.FIELD.search(before) and people.LINE_ENDS.match(after):
        return True
    if _is_recorded(word):
        return True
    if upper and people.TAGGED.search(before):
        return ends
    if people.SHARES.match(after) and people.SHARING.search(before):
        return upper or word.form in SOMETIMES
    if people.CLAUSE_BEGINS.search(before) and people.SCORED.match(after):
        return True
    if people.INTRODUCED.search(before):
        return upper or ends or people.GOES_ON.match(after) is not None
    if _is_signed(word):
        return True
    if i_am := people.I_AM.search(before):
        named = ends and no_thing and (upper or i_am["article"] is not None)
        return named or people.KIN_BEHIND.match(after) is not None
    if people.KIN_OF.search(before):
        return word.capital or ends or people.HERE.match(after) is not None
    if people.ASKED.search(before) or people.CONGRATULATED.search(before):
        return word.capital or word.stands_out or ends or word.held
    return no_thing and bool(people.OWNED.search(before) or (ends and people.HANDED.search(before)))


def _is_recorded(word: Candidate) -> bool:
    """Tell whether it is beside a number of a person's, or what somebody is called in records."""
    before, after = word.before, word.after
    upper = word.written[0].isupper()
    ends = people.ENDS.match(after) is not None
    if records.NUMBERED.match(after):
        return True
    if records.BEHIND_NUMBER.search(before) or records.ADDRESSEE.search(before):
        return people.LINE_ENDS.match(after) is not None or (upper and ends)
    if upper and records.REACHED.match(after):
        return people.CLAUSE_BEGINS.search(before) is not None
    no_thing = upper or word.form not in cues.THINGS
    if records.ROLE.search(before):
        return no_thing
    if records.FEAST.search(before) and no_thing and word.form not in PLACES:
        return word.capital or word.stands_out or ends or records.HAPPENS.match(after) is not None
    if records.VANISHED.match(after) or records.MISSED.search(before):
        return word.form not in PLACES or upper
    if upper and ends and records.WHICH.search(before):
        return True
    opens = cues.OPENING.search(word.raw_before) is not None
    called = records.SPOKEN_TO.match(after) or records.THERE.match(after)
    return upper and opens and called is not None


def _is_signed(word: Candidate) -> bool:
    """Tell whether somebody signs, or is the one to ask: "Respectfully, Hope", "Info Luz [...]"."""
    before, after = word.before, word.after
    if people.SIGNED.search(before):
        return (people.ROLE_BEHIND.match(after) or people.LINE_ENDS.match(after)) is not None
    if people.DASHED.search(word.raw_before) and people.LINE_ENDS.match(after):
        return word.written[0].isupper() and word.form not in PLACES
    if people.LINE_BEGINS.search(before) and people.ROLE_IN_LINE.match(after):
        return word.written[0].isupper()
    return people.INFO.search(before) is not None and people.REACHED.match(after) is not None


def is_doing(word: Candidate) -> bool:
    """Tell whether it does what only people do: "a rosa já saiu da UTI", "luz de viaje"."""
    before, after = word.before, word.after
    upper = word.written[0].isupper()
    if people.CLAUSE_BEGINS.search(before) and people.HUMAN.match(after):
        return upper or word.form not in MONTHS
    other = people.AND_CAPITAL.match(word.raw_after)
    if upper and other and fold(other[1]) in GIVEN_NAMES - ORDINARY and word.form not in PLACES:
        return True
    if word.form in cues.VERBS | cues.THINGS and not upper:
        return False
    called = people.EVERYBODY.search(before)
    if called or cues.OPENING.search(word.raw_before):
        return bool(people.HERE.match(after) or (called and upper and people.IS_HERE.match(after)))
    return False


def is_spoken_to(word: Candidate) -> bool:
    """Tell whether somebody is called: "kkkk rosa vc é demais", "tá lotado ROSA vou chegar"."""
    before, after = word.before, word.after
    upper = word.written[0].isupper()
    if upper and people.WHO_ASKED.search(before) and people.ASKS.match(after):
        return True
    opens = cues.OPENING.search(word.raw_before) or people.FILLER.search(before)
    if (opens or cues.GREETED.search(before)) and (upper or word.form not in cues.VERBS):
        if people.HAILED.match(after):
            return True
        no_thing = upper or word.form not in cues.THINGS
        if no_thing and (people.ADDRESSED.match(after) or people.BROUGHT.match(after)):
            return True
        if upper and word.form not in cues.VERBS | cues.CRIES and people.TOLD.match(after):
            return True
        if upper and word.form not in cues.VERBS and people.YOURS.match(after):
            return True
        if opens and word.form in GIVEN_NAMES - cues.THINGS - cues.CRIES - cues.VERBS - MONTHS:
            return people.CRIED.match(after) is not None
    return (
        word.stands_out
        and people.I_SAY.match(after) is not None
        and people.FUNCTION_BEFORE.search(before) is None
    )
