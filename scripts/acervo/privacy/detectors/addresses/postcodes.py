"""Postal codes that stand alone: by their shape where it is unmistakable, else by what is said."""

import re
from collections.abc import Iterator

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.addresses.places import US_STATES
from acervo.privacy.detectors.boundaries import END, START

# "ID 48213" is an identifier, "OK 12345" a word, unless a comma stands before.
_WORDS = {"ID", "IN", "OR", "ME", "OK", "HI", "PA", "MS", "CO", "DE", "AL", "MA", "LA"}
_PLAIN_STATES = "|".join(sorted({*US_STATES} - _WORDS))
_UK_AREAS = (
    "AB|AL|BA|BB|BD|BH|BL|BN|BR|BS|BT|B|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC|EH"
    "|EN|EX|E|FK|FY|GL|GU|GY|G|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|LA|LD|LE|LL|LN|LS|LU"
    "|L|ME|MK|ML|M|NE|NG|NN|NP|NR|NW|N|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS"
    "|ST|SW|SY|S|TA|TD|TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|W|YO|ZE"
)
_UK = rf"(?:{_UK_AREAS})[0-9][0-9A-HJKMNPR-Y]? [0-9][ABD-HJLNP-UW-Z]{{2}}"
_SHAPES = (
    re.compile(rf"{START}[0-9]{{2}}\.?[0-9]{{3}}-[0-9]{{3}}{END}"),  # Brazil
    re.compile(
        rf"{START}[1-9][0-9]{{3}}-[0-9]{{3}}(?= +[A-ZÁÉÍÓÂÊ][a-záéíóâêãõç]{{2}})"
    ),  # Portugal
    # "M2 8GB" and "S3 1TB" are computers.
    re.compile(rf"{START}(?!\w+ [0-9][GT]B)(?:{_UK}){END}"),
    re.compile(
        rf"(?:,[ ]?(?:{'|'.join(US_STATES)})|[A-Z][a-z]+,?[ ](?:{_PLAIN_STATES}))[ ]"
        rf"(?P<code>[0-9]{{5}}(?:-[0-9]{{4}})?){END}"
    ),
)
_SAID = re.compile(
    r"""(?<![\w.])(?:
    (?:cep|c\.[ ]?e\.[ ]?p\.)[^\w\n]{0,3}
      (?:(?:é|e|eh|n[º°o.]{0,2}|do|da|aqui|meu|daqui|da[ ]rua)[ :]{1,2}){0,2}
      (?P<cep>[0-9]{2}[. ]?[0-9]{3}[ -]?[0-9]{3})
    |(?:c[óo]d(?:igo|\.)?[ ]postal|c\.?p\.?|zip(?:[ -]?code)?|post(?:al[ ])?code|plz)[^\w\n]{0,3}
      (?:(?:is|es|é|e|eh|n[º°o.]{0,2}|del?|da)[ :]{1,2})?
      (?P<code>[0-9]{5}(?:-[0-9]{3,4})?|[0-9]{4}-[0-9]{3}|(?<!p[ ])(?<!p\.)(?<!p\.[ ])[0-9]{4}
        |[a-z]{1,2}[0-9][0-9a-z]?[ ]?[0-9][abd-hjlnp-uw-z]{2})
    )"""
    + END,
    re.I | re.X,
)


def _find(view: View) -> Iterator[Found]:
    for match in _SAID.finditer(view.prose):
        group = "cep" if match["cep"] else "code"
        yield Found(*match.span(group), "POSTCODE", _canonical(match[group]))
    for shape in _SHAPES:
        for match in shape.finditer(view.prose):
            code = match[match.lastgroup or 0]
            yield Found(match.end() - len(code), match.end(), "POSTCODE", _canonical(code))


def _canonical(code: str) -> str:
    return re.sub(r"\W", "", code).upper()


DETECTORS = (
    Detector(
        "postcode",
        r"[0-9]{3}-[0-9]{3}|[A-Z]{2} [0-9]{5}|[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}"
        r"|(?i:cep|c\. ?e\. ?p|post|postal|c\.?p\.?|zip|plz).*[0-9]",
        _find,
        (
            "76801-000",
            "CEP 76801000",
            "1100-060 Lisboa",
            "C.P. 03940",
            "zip code 62704",
            "Springfield, IL 62704",
            "SW1A 1AA",
        ),
    ),
)
