"""Street addresses and postal codes.

An address is private from its house number on, or from what stands for one (a kilometre, a lot):
"a Rua XV está alagada" and "Avenida Paulista" are places. From the kind of street to the postal
code, as far as the pieces hang together, it becomes one placeholder. What decides whether a number
is a house's is in `words`, where an address ends in `tail`; the streets are found by the customs of
`iberian`, `english` and other `european` languages.
"""

import re
from collections.abc import Callable, Iterator

from acervo.privacy.detection import PLACEHOLDER, Detector, Found, View
from acervo.privacy.detectors.addresses import english, european, iberian, postcodes
from acervo.privacy.detectors.addresses.tail import address_end
from acervo.privacy.detectors.addresses.words import Text
from acervo.privacy.pseudonyms import PSEUDONYM

_DONE = re.compile(f"{PLACEHOLDER.pattern}|{PSEUDONYM.pattern}")


_BUILDING = re.compile(r"(?<![\w.,:/$€£#-])[0-9]{1,5} $")  # "19 1755 Nelson Drive"
# "ap 302, bloco B, rua das flores 123"
_FLAT = re.compile(
    r"(?<!\w)(?:(?:apto?|apartamento|ap|apt|flat|unit|casa|sala|bloco|bl|torre|piso|puerta)\.?[ ]?"
    r"(?:[0-9]{1,5}[a-z]?|[a-z])(?:[ ]?,[ ]?|[ ]-[ ]|[ ](?:d[ao] )?)){1,3}$"
)


def _addresses(
    streets: Callable[[Text], Iterator[tuple[int, int]]],
) -> Callable[[View], Iterator[Found]]:
    """Return a finder of streets with all that follows them."""

    def find(view: View) -> Iterator[Found]:
        text = Text.of(view.prose)
        done = 0
        for start, number_end in sorted(streets(text), key=lambda span: (span[0], -span[1])):
            if start < done:
                continue
            done = end = address_end(text, number_end)
            start = _with_building(text, start)
            # "Rua [NAME_1], 123": a member's name is gone already, the number is not.
            for placeholder in _DONE.finditer(text.written, start, end):
                start = placeholder.end()
            while start < end and not text.folded[start].isalnum():
                start += 1
            if start < end:
                value = " ".join(re.findall(r"[^\W_]+", text.folded[start:end]))
                yield Found(start, end, "ADDRESS", value)

    return find


def _with_building(text: Text, start: int) -> int:
    flat = _FLAT.search(text.folded, max(0, start - 48), start)
    if flat:
        return flat.start()
    before = _BUILDING.search(text.folded, max(0, start - 8), start)
    proper = text.folded[start].isdecimal() or text.is_capital(start)
    return before.start() if before and proper else start


DETECTORS = (
    Detector(
        "street",
        iberian.CANDIDATE,
        _addresses(iberian.streets),
        (
            "Rua das Acácias, 123, apto 45, bloco B, Jardim América, Porto Velho - RO, 76801-000",
            "moro na rua das flores 123 ap 302",
            "Rodovia BR-364 km 12",
            "Quadra 12 Lote 3",
            "SQN 210 bloco C ap 101",
            "Rua do Ouro, nº 12, 3º Esq., 1100-060 Lisboa",
            "C/ Alcalá, 45",
            "Apartado 45",
        ),
    ),
    Detector(
        "street-english",
        english.CANDIDATE,
        _addresses(english.streets),
        ("42 Elm St Apt 3, Springfield, IL 62704", "221B Baker Street", "PO Box 123"),
    ),
    Detector(
        "street-european",
        european.CANDIDATE,
        _addresses(european.streets),
        ("6750 Koskikatu 25 Apt. 864", "Hauptstraße 12", "56 rue La Boétie", "Via Roma 131"),
    ),
    *postcodes.DETECTORS,
)
