"""Dates of birth, known by the words around them.

Of a date of birth only the year is harmless: 45 CFR 164.514(b)(2)(i)(C) ("Safe Harbor") counts
among identifiers all elements of dates, except the year, that are directly related to a person.
So a day and a month go without their year too, and a year stays that stands alone.
"""

import re
from collections.abc import Iterator

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors import old_dates
from acervo.privacy.detectors.access_words import slips
from acervo.privacy.detectors.born_things import is_of_a_thing
from acervo.privacy.detectors.dates import FULL, PART, canonical, is_date
from acervo.privacy.detectors.documents import Label, candidate

# What a date follows that is not of birth.
_NOT_BIRTH = (
    r"\b(?:emiti\w+|expedi\w+|emiss\w+|emisi\w+|valid\w+|venc\w+|registr\w+|agend\w+|consulta|festa"
    # "nasceu hoje" is said of a birth
    r"|fiesta|party|issued|expires?|expir\w+|(?<!\A\s)(?:hoje|hoy|today)|amanh[ãa]|ma[ñn]ana"
    r"|tomorrow)\b"
)
_SLIPPED = "|".join(sorted(slips("nascimento") | slips("nacimiento") | slips("birthday")))
# Of whoever speaks, or said of a person only: a day without its year counts too.
_PERSONAL = (
    rf"{_SLIPPED}|birth (?:cert|record|register)\w*|cert\w* of birth|birth certificate"
    r"|nasci|nascemos|nasceste|nac[ií]|nacimos|naciste"
    r"|(?:data|dta?|d[íi]a|fecha|fec|f|d)[./]{0,2} ?(?:d[eo]l? )?na(?:sc\w*|cim\w*|cto|[cs])"
    r"|data d[eo] anivers[áa]rio|na[sc]c?imen?tos?|nasc|nascto|nacimi?ento|d\.?o\.?b|date of birth"
    r"|birth ?date|(?:i was|we were|i'?m) born"
    r"|(?:my|his|her|your|their|our) (?:\w{2,12}['’]?s )?(?:birthday|bday|b-day)"
    r"|(?:meu|seu|teu|nosso) (?:anivers[áa]rio|niver|aniv)"
    r"|(?:anivers[áa]rio|niver) (?:dele|dela)|(?:mi|tu|su) (?:cumplea[ñn]os|cumple)"
    r"|fa[çc]o (?:anos|anivers[áa]rio)|cumplo a[ñn]os"
)
# Of anybody and anything: whole dates only.
_BORN = (
    r"nasceu|nasceram|nascia|nascid[oa]s?|nacid[oa]s?|naci[óo]|nacieron|nac[íi]a|born|newborn"
    r"|(?:veio|vieram|vino|vinieron|came) (?:ao|al|into the) (?:mundo|world)|deu [àa] luz"
    r"|dio a luz|gave birth|birth weight|aniversariantes?|cumplea[ñn]er[oa]s?"
)
# Right before the date: days that are also feasts, letters, and "soy del 12/05/1990".
_BESIDE = (
    r"anivers[áa]rio|aniversariante|niver|cumplea[ñn]os|cumple|birthday|bday|d\.?n\.?|f\.n\.?|\(b\."
    r"|[nb]\.|(?:eu )?sou d[eo]|el[ae] (?:[ée]|eh) d[eo]|soy del?|(?:ella|[ée]l) es del?"
)
# "Ana Nascimento, 12/05/2024" is a name.
_SURNAME = re.compile(r"\b(?!Data|Local|Dt)[A-ZÀ-Ý][a-zà-ÿ]+ (?:d[aeo]s? )?Nascimento\b[^:=]*\Z")
# "Ana Souza, n. 12/05/1990" was born, "portaria n. 12/05/2020" is a number.
_NUMBERED = re.compile(r"[^\s,;(|–-]\s+[nb]\.[\s:]*\Z", re.I)
# A feast of today is told from a birth by its year: "aniversário da mamãe é 22/07/1954".
_FEAST = r"anivers[áa]rio|niver|cumplea[ñn]os|cumple|birthday|bday"

# Whom a form or a list of travellers, players or patients gives with a date of long ago.
_ENROLLED = (
    r"passageir[oa]s?|passengers?|pasajer[oa]s?|atletas?|jogador(?:a|es|as)?|jugador(?:a|es|as)?"
    r"|players?|h[óo]spedes?|hu[ée]sped(?:es)?|guests?|dependentes?|dependientes?|pacientes?|patients?"
    r"|utentes?|alun[oa]s?|alumn[oa]s?|students?|benefici[áa]ri[oa]s?|passaporte|pasaporte|passport"
)


_LONG_AGO = re.compile(r".*(?:19[0-9]{2}|200[0-9])|(?:19[0-9]{2}|200[0-9])[0-9]{4}")


def _is_long_ago(date: str) -> bool:
    return _LONG_AGO.fullmatch(date) is not None


_AHEAD = r"[^0-9\n.;!?]{1,32}"  # "12/05/1990 foi o dia em que eu nasci"
_LABELS = (
    Label(f"{_PERSONAL}|{_BORN}", FULL, unless=_NOT_BIRTH, digits=0, gap=72, ahead=_AHEAD),
    Label(_PERSONAL, PART, unless=_NOT_BIRTH, digits=0, back=False),
    Label(_BESIDE, FULL, near=True, digits=4),
    Label(_FEAST, FULL, _is_long_ago, unless=_NOT_BIRTH, digits=4),
    Label(_ENROLLED, FULL, _is_long_ago, unless=_NOT_BIRTH, digits=4, gap=48),
)
# "aniversariantes: Ana 12/05/1990, Rui 3/8/1985"
_LIST = re.compile(
    r"\b(?:aniversariantes|anivers[áa]rios|nascimentos|cumplea[ñn]eros|cumplea[ñn]os|birthdays|births)"
    r"[^\n:]{0,30}:(?P<rest>[^\n]*)",
    re.I,
)
_DATES = re.compile(rf"(?<![\w/.-])(?:{FULL})(?![\w/-]|\.[0-9])", re.I)


def _find(view: View) -> Iterator[Found]:
    """Yield dates of birth; of a third person only whole ones."""
    text = view.prose
    for label in _LABELS:
        for start, end in label.find(text):
            before = text[max(0, start - 80) : start]
            if _NUMBERED.search(before) and not _is_long_ago(text[start:end]):
                continue
            if is_date(text[start:end]) and not (
                is_of_a_thing(text, start, end) or _SURNAME.search(before)
            ):
                yield Found(start, end, "BIRTHDATE", canonical(text[start:end]))
    for line in _LIST.finditer(text):
        for date in _DATES.finditer(text, *line.span("rest")):
            if is_date(date[0]):
                yield Found(*date.span(), "BIRTHDATE", canonical(date[0]))


DETECTORS = (
    Detector(
        "birthdate",
        candidate(_LABELS),
        _find,
        (
            "nasci em 12/05/1990",
            "DN: 12.05.90",
            "born on May 12, 1990",
            "nací el 12 de mayo de 1990",
            "data de nascimento\n1990-05-12",
            "nascida em Porto Velho a doze de maio de mil novecentos e noventa",
            "12/05/1990 é minha data de nascimento",
        ),
    ),
    *old_dates.DETECTORS,
)
