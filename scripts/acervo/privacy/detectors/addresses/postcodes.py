"""Postal codes that stand alone: by their shape where it is unmistakable, else by what is said."""

import re
from collections.abc import Iterator

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.addresses.places import US_STATES
from acervo.privacy.detectors.addresses.words import QUANTITY
from acervo.privacy.detectors.boundaries import END, START

# "ID 48213" is an identifier, "OK 12345" a word, unless a comma stands before.
_WORDS = {"ID", "IN", "OR", "ME", "OK", "HI", "PA", "MS", "CO", "DE", "AL", "MA", "LA"}
_PLAIN_STATES = "|".join(sorted({*US_STATES} - _WORDS))
_UK_AREAS = (
    "AB|AL|BA|BB|BD|BH|BL|BN|BR|BS|BT|B|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY"
    "|EC|EH"
    "|EN|EX|E|FK|FY|GL|GU|GY|G|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|LA|LD|LE|LL|LN"
    "|LS|LU"
    "|L|ME|MK|ML|M|NE|NG|NN|NP|NR|NW|N|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO"
    "|SP|SR|SS"
    "|ST|SW|SY|S|TA|TD|TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|W|YO|ZE"
)
_UK = rf"(?:{_UK_AREAS})[0-9][0-9A-HJKMNPR-Y]? [0-9][ABD-HJLNP-UW-Z]{{2}}"
_SHAPES = (
    re.compile(rf"{START}[0-9]{{2}}\.?[0-9]{{3}}-[0-9]{{3}}{END}"),  # Brazil
    re.compile(
        rf"{START}[1-9][0-9]{{3}}-[0-9]{{3}}(?= +[A-ZÁÉÍÓÂÊ](?:[a-záéíóâêãõç]{{2}}"
        rf"|[A-ZÁÉÍÓÂÊÃÕÇ]{{3}}))"
    ),  # Portugal
    # "M2 8GB" and "S3 1TB" are computers.
    re.compile(rf"{START}(?!\w+ [0-9][GT]B)(?:{_UK}){END}"),
    re.compile(
        rf"(?:,[ ]?(?:{'|'.join(US_STATES)})|[A-Z][a-z]+,?[ ](?:{_PLAIN_STATES}))[ ]"
        rf"(?P<code>[0-9]{{5}}(?:-[0-9]{{4}})?){END}"
    ),
)
_STATE_NAMES = (
    r"Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia"
    r"|Hawaii"
    r"|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan"
    r"|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New (?:Hampshire|Jersey|Mexico|York)"
    r"|(?:North|South) (?:Carolina|Dakota)|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island"
    r"|Tennessee|Texas"
    r"|Utah|Vermont|Virginia|Washington|Wisconsin|Wyoming"
)
_SPANISH = (
    r"Madrid|Barcelona|Valencia|Sevilla|Zaragoza|M[áa]laga|Murcia|Palma|Bilbao|Alicante|C[óo]rdoba"
    r"|Valladolid|Vigo|Gij[óo]n|Granada|Oviedo|Badalona|Pamplona|Almer[íi]a|Burgos|Santander"
    r"|Salamanca"
    r"|Toledo|Badajoz|Lleida|Tarragona|Girona|Le[óo]n|C[áa]diz|Getafe|CDMX|Ciudad de M[ée]xico"
    r"|Guadalajara|Monterrey|Puebla|Canc[úu]n|M[ée]rida|Quer[ée]taro|Toluca"
)
_STATES = "|".join(US_STATES)
# States in small letters that are no words.
_SMALL = "tx|ny|nj|nv|nm|nc|nd|sd|tn|ky|mn|fl|wi|wa|az|ga|ca|il|mi|va|md|ut|ks|wv"
_PLACED = re.compile(
    rf"(?<!\w)(?:(?:{_STATE_NAMES}),?"
    rf"|(?i:in|to|from|at|near|of) (?:[A-Z][a-z]+,? )?(?:{_STATES})"
    rf"|[a-z]{{4,20}},? (?:{_SMALL}))"
    rf" (?P<code>[0-9]{{5}}(?:-[0-9]{{4}})?){END}"
    rf"|{START}(?P<town>(?![0-9]{{2}}000)[0-9]{{5}}),? (?:{_SPANISH})(?!\w)"
)
_OF = (
    r"(?:(?:é|e|eh|is|es|n[º°o.]{0,2}|d[aeo]|del?|la|el|da[ ]rua|aqui|aqu[íi]|meu|minha|mi|my"
    r"|our|seu"
    r"|your|daqui|here|for|of|in|the|casa|house|home|place|apartment|apto?|apartamento|rua|bairro"
    r"|n[oa]|area|de[ ]l[áa]|trabalho|work|office)[ :]{1,2}){0,6}"
)
_SAID = re.compile(
    rf"""(?<![\w.])(?:
    (?:cep|c\.[ ]?e\.[ ]?p\.)(?:['’]s)?[^\w\n]{{0,3}}(?:\n\W{{0,3}})?{_OF}
      (?P<cep>[0-9]{{2}}[. ]?[0-9]{{3}}[ -]?[0-9]{{3}})
    |(?:c[óo]d(?:igo|\.)?[ ]?postal|c\.?p\.?|zip(?:[ -]?codes?)?|post(?:al)?[ ]?code|plz)(?:['’]s)?
      [^\w\n]{{0,3}}{_OF}
      (?P<code>[0-9]{{5}}(?:[ ]?-[ ]?[0-9]{{3,4}})?|[0-9]{{4}}[- ][0-9]{{3}}
        |(?<!p[ ])(?<!p\.)(?<!p\.[ ])[0-9]{{4}}
        |[a-z]{{1,2}}[0-9][0-9a-z]?[ ]?[0-9][abd-hjlnp-uw-z]{{2}})
    |(?P<before>[0-9]{{5}}(?:-[0-9]{{4}})?)
      (?=[ ](?:is[ ](?:my|the|our)[ ])?(?:zip|post(?:al)?[ ]?code)\b
      |[ ](?:é|e|es)[ ](?:o|meu|el|mi)[ ](?:cep|c[óo]digo[ ]postal|cp)\b)
    )"""
    + END,
    re.I | re.X,
)


def _find(view: View) -> Iterator[Found]:
    for match in _SAID.finditer(view.prose):
        group = match.lastgroup or "code"
        yield Found(*match.span(group), "POSTCODE", _canonical(match[group]))
    for shape in (*_SHAPES, _PLACED):
        for match in shape.finditer(view.prose):
            span = match.span(match.lastgroup or 0)
            if shape is _PLACED and QUANTITY.match(view.prose.lower(), span[1]):
                continue
            yield Found(*span, "POSTCODE", _canonical(view.prose[slice(*span)]))


def _canonical(code: str) -> str:
    return re.sub(r"\W", "", code).upper()


DETECTORS = (
    Detector(
        "postcode",
        r"[0-9]{3}-[0-9]{3}|[A-Z]{2} [0-9]{5}|[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}"
        r"|(?is:(?:cep|c\. ?e\. ?p|postal|post ?code|(?-u:\b)c\.?p(?-u:\b)|zip|plz).*[0-9])"
        r"|(?i)[0-9]{5}.* (?:zip|post|cep|c[óo]digo postal|cp)"
        rf"|(?:{_STATE_NAMES}),? [0-9]{{5}}|(?-u:\b)(?:{_SMALL}) [0-9]{{5}}"
        rf"|[0-9]{{5}},? (?:{_SPANISH})",
        _find,
        (
            "76801-000",
            "CEP 76801000",
            "1100-060 Lisboa",
            "C.P. 03940",
            "zip code 62704",
            "Springfield, IL 62704",
            "SW1A 1AA",
            "the zip code here is 62704",
            "austin tx 78701",
            "28013 Madrid",
        ),
    ),
)
