"""Numbers in rows of people, which only the rest of the row says something of.

"Ana Souza / 12/05/1990 / FX123456", "factura a Ana, ana@example.org, 07161": once the name is gone,
a cell that looks like a passport, a tax number or a postal code beside it is one.
"""

import re
from collections.abc import Iterator

from stdnum.es import dni, nie
from stdnum.pt import nif

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.clauses import CLAUSE_END
from acervo.privacy.detectors.documents import canonical
from acervo.privacy.pseudonyms import PSEUDONYM

_PERSON = rf"(?:\[NAME(?:_[0-9]+)?\]|{PSEUDONYM.pattern})".replace(r"\b", "")
_PRIVATE = (
    r"\[(?:PHONE|EMAIL|CPF|RG|PIS|CNS|CNH|VOTER|DNI|NIF|CURP|SSN|PASSPORT|BIRTHDATE|ADDRESS|CC|CNPJ)"
    r"_[0-9]+\]"
)
# Behind something private: a mark, or behind a name also a blank.
_BEHIND = rf"(?:{_PRIVATE}|{_PERSON})[^\w\s\[\]]{{0,2}}"
_MARK = r"[ \t]{0,2}(?:[|;/,:–—-]{1,2}|\t)[ \t]{0,2}"
_CELL = re.compile(
    rf"(?:{_BEHIND}{_MARK}|{_PERSON}[^\w\s\[\]]{{0,2}}[ \t]{{1,2}})[^\w\s\[\]]{{0,2}}"
    r"(?P<value>(?P<passport>[A-Za-z]{1,3}[0-9]{6,8})"
    r"|(?P<spanish>(?:[XYZxyz] ?-?[0-9]{7}|[0-9]{8}) ?-?[A-Za-z])"
    r"|(?P<nine>(?:PT ?)?[0-9]{3}[ .]?[0-9]{3}[ .]?[0-9]{3})"
    r"|(?P<post>[1-9][0-9]{3}-[0-9]{3}|[0-9]{5}-?[0-9]{3}|[0-9]{5}(?:-[0-9]{4})?))"
    r"(?!\w)"
    r"(?!%|[.,/-][0-9])"
)
_TRAVEL = re.compile(
    r"pass?aport\w*|pas+port\w*|passage(?:m|ns|ir\w*)|passenger\w*|pasajer\w*|\bpax\b|travell?er|viajant|viajer|boarding"
    r"|embarque|check-?in|\bvisa\b|\bvo[oô]o?\b|flight|vuelo",
    re.I,
)
_POSTAL = re.compile(
    r"\bcep\b|\bc\.?p\b|postal|\bzip|endere[çc]o|morada|direcci[óo]n|address", re.I
)
_DASH = re.compile(r"\s[–—-]\s")
_GONE = re.compile(f"{_PRIVATE}|{_PERSON}")


def _find(view: View) -> Iterator[Found]:
    text = view.prose
    done = 0
    while cell := _CELL.search(text, done):
        start, end = cell.span("value")
        done = start
        kind = _kind(text, cell)
        sure = not cell["value"].isdecimal()
        if kind and (sure or CLAUSE_END.match(text, end) or _DASH.match(text, end)):
            yield Found(start, end, kind, canonical(cell["value"]))


def _kind(text: str, cell: re.Match[str]) -> str | None:
    """Return what a cell holds, by its shape, its check digits and the rest of the row."""
    value = canonical(cell["value"])
    if cell["spanish"]:
        return "DNI" if dni.is_valid(value) or nie.is_valid(value) else None
    if cell["passport"]:
        return "PASSPORT"
    if cell["nine"]:
        if nif.is_valid(value.removeprefix("PT")):
            return "NIF"
        return (
            "PASSPORT"
            if value.isdecimal() and _TRAVEL.search(text, 0, cell.start("value"))
            else None
        )
    line = text.rfind("\n", 0, cell.start("value")) + 1
    beside = len(_GONE.findall(text, line, cell.start("value")))
    known = "-" in cell["value"] or _POSTAL.search(text, 0, cell.start("value"))
    return "POSTCODE" if known or (beside > 1 and not value.endswith("000")) else None


DETECTORS = (
    Detector(
        "cell",
        r"(?:\]|[a-z2-7]{16}|[0-9a-f]{32})[^\p{L}\p{N}\n]{1,9}(?:[A-Za-z]{1,3} ?-?|PT )?[0-9]{3}",
        _find,
        (
            "[NAME_1] / [BIRTHDATE_1] / FX123456",
            "[NAME_1] - 226119238",
            "[NAME_1], [EMAIL_1], 07161",
        ),
    ),
)
