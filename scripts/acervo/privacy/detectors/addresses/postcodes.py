"""Postal codes that stand alone: by their shape where it is unmistakable, else by what is said."""

import re
from collections.abc import Iterator

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.access_words import slips
from acervo.privacy.detectors.addresses.places import US_STATES
from acervo.privacy.detectors.addresses.words import QUANTITY
from acervo.privacy.detectors.boundaries import END, START
from acervo.privacy.detectors.clauses import COUNTED
from acervo.privacy.detectors.documents import Label, candidate

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
# Shapes of Portugal and of ZIP+4, where nothing else is numbered; telephone numbers end so too.
_BARE = re.compile(
    rf"(?<![#+)])(?<![0-9)] ){START}(?:(?!(?:19|20)[0-9]{{2}})[1-9][0-9]{{3}}-[0-9]{{3}}"
    rf"|[0-8][0-9]{{4}}-[0-9]{{4}}){END}(?! ?[0-9])"
)
_NUMBERED = re.compile(
    r"\b(?:vers\w+|v|orders?|pedidos?|refs?|refer\w+|lotes?|model\w*|s[ée]rie|serial|processos?|n[º°o]|art"
    r"|artigo|lei|edital|portaria|protocolo|encomendas?|factura|fatura|invoice|ticket|chamado|sku|id"
    r"|issue|pr|build)[\W_]{0,4}(?:(?:é|is|es|n[º°.o]*)\W)?\Z",
    re.I,
)
# A cell behind others that are private: "[EMAIL_1]|[PHONE_1]|76801000".
_CELL = re.compile(rf"(?<=_[0-9]\])[|;\t] ?(?P<cell>[0-9]{{8}}){END}")
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
    rf"(?=\w)(?<!\w)(?:(?:{_STATE_NAMES}),?"
    rf"|(?i:in|to|from|at|near|of) (?:[A-Z][a-z]+,? )?(?:{_STATES})"
    rf"|[a-z]{{4,20}},? (?:{_SMALL}))"
    rf" (?P<code>[0-9]{{5}}(?:-[0-9]{{4}})?){END}"
    rf"|{START}(?P<town>(?![0-9]{{2}}000)[0-9]{{5}}),? (?:{_SPANISH})(?!\w)"
    rf"|\b(?:en|del?|vivo|vive) (?:el |la )?(?P<of>[0-9]{{5}}) (?:de |en )(?:{_SPANISH})(?!\w)"
)
# "[ADDRESS_1], Valencia, 46010"; "frete pra 76801000", "do you ship to 62704"
_BEHIND_ADDRESS = re.compile(
    r"\[ADDRESS_[0-9]+\][,\s–-]{1,4}(?:[A-ZÀ-Ý][^\W\d]+(?: [^\W\d]+){0,2},? )?"
    rf"(?P<last>[0-9]{{5}}-?[0-9]{{3}}|[1-9][0-9]{{3}}-[0-9]{{3}}|[0-9]{{5}}(?:-[0-9]{{4}})?){END}"
)
_SENT = re.compile(
    r"(?=\w)(?<!\w)(?:frete|sedex|pac|repart\w*|atend(?:e|em|en)|atiend(?:e|en)|cobrem|cubren|env[ií]os?|env[ií]a[ns]?|entregas?|entregam|entregan|delivery|shipping"
    r"|ships?|deliver\w*)\s(?:\w{1,12}\s){0,2}?(?:pra|para|pro|p/|ao?|al|to|in|em|en|no|na)\s"
    r"(?:(?:o|el|the)\s)?[^\w\s]{0,2}"
    rf"(?P<to>[0-9]{{5}}-?[0-9]{{3}}|[1-9][0-9]{{3}}-[0-9]{{3}}|[0-9]{{5}}(?:-[0-9]{{4}})?)"
    rf"{END}(?! ?[0-9])",
    re.I,
)
_ZIP = r"zip(?: ?\+ ?4)?(?:[ -]?codes?)?|zip|post(?:al)?[ -]?codes?|postal|plz"
_SLIPPED = "|".join(sorted(slips("postal")))
_POSTAL = rf"c[óo]d(?:igos?|\.)?[ -]?(?:de endere[çc]amento )?(?:postal|{_SLIPPED})|cod\.? ?post\.?"
_FIVE = r"[0-9]{5}(?: ?- ?[0-9]{4})?"
_PORTUGUESE = r"[1-9][0-9]{3} ?[-–] ?[0-9]{3}|[1-9][0-9]{3} [0-9]{3}"
_BRITISH = r"[a-z]{1,2}[0-9][0-9a-z]? ?[0-9][abd-hjlnp-uw-z]{2}"
# "zip file", "unzipped 62704 files".
_ARCHIVE = re.compile(
    r"\b(?:files?|arquivos?|archivos?|ficheiros?|pasta|senha|password|rar|tar|7z|mb|gb|kb"
    r"|downloads?)\b",
    re.I,
)
# "I'm in the 62704 zip code", "enter 62704 when it asks for the zip"
_AHEAD = (
    r"\s(?:(?:as|in|on|for|where|when|if|into|at|donde|cuando|si|onde|quando|se|no|na|en|para|that"
    r"|que|isn['’]?t|is not|não (?:é|foi|existe|aparece)"
    r"|no (?:es|existe|aparece|sale))\b[^0-9\n.;!?]{1,32})?"
)
_LABELS = (
    Label(r"cep|c\. ?e\. ?p\.?", r"[0-9]{2}[. ]?[0-9]{3}[ -]?[0-9]{3}", gap=60),
    Label(
        f"{_ZIP}|{_POSTAL}",
        f"{_FIVE}|{_PORTUGUESE}|{_BRITISH}",
        unless=_ARCHIVE.pattern,
        gap=60,
        digits=2,
        ahead=_AHEAD,
    ),
    Label(r"c\.?p\.?|(?:el|o) cp", f"{_FIVE}|{_PORTUGUESE}", near=True, digits=2),
    Label(
        r"(?:el|o|tu|meu|mi|su|del|qu?[eé]?) c\.?p\.?|c\.?p\.? (?:de|da|do|del)",
        f"{_FIVE}|{_PORTUGUESE}",
        gap=60,
        digits=2,
    ),
    Label(f"{_ZIP}|{_POSTAL}", "[0-9]{4}|[0-9]{3} [0-9]{2}|[0-9]{6}", near=True, digits=4),
    # "pra 76801000, é o cep da minha mãe"
    Label(r"cep", r"[0-9]{8}", far=True, digits=8),
    Label(r"zip|zip ?codes?", r"[0-9]{5}-[0-9]{4}", far=True, digits=9),
    # Its shape and what is written on letters.
    Label(
        r"postal|c[óo]digo|morada|endere[çc]o|correio|ctt|cartas?|encomendas?|envelope|entregas?"
        r"|envio|rua|av\.?|avenida|zona|localidade|freguesia|casa|moro|mora|moramos|vivo|vive|cp",
        _PORTUGUESE,
        far=True,
        digits=7,
    ),
)


def _find(view: View) -> Iterator[Found]:
    text = view.prose.replace(".zip", "\0\0\0\0")
    for label in _LABELS:
        for start, end in label.find(text):  # "62704 files"
            counts = QUANTITY.match(text[end : end + 24].lower()) or COUNTED.match(text, end)
            if not (counts or _ARCHIVE.match(text, end + 1)):
                yield Found(start, end, "POSTCODE", _canonical(text[start:end]))
    for match in _BARE.finditer(text):
        counts = QUANTITY.match(text[match.end() : match.end() + 24].lower())
        counts = counts or COUNTED.match(text, match.end())
        if not (counts or _NUMBERED.search(text, max(0, match.start() - 24), match.start())):
            yield Found(*match.span(), "POSTCODE", _canonical(match[0]))
    for shape in (*_SHAPES, _CELL, _PLACED, _BEHIND_ADDRESS, _SENT):
        for match in shape.finditer(text):
            start, end = match.span(match.lastgroup or 0)
            if shape not in (_PLACED, _SENT) or not QUANTITY.match(text[end : end + 24].lower()):
                yield Found(start, end, "POSTCODE", _canonical(text[start:end]))


def _canonical(code: str) -> str:
    return re.sub(r"\W", "", code).upper()


DETECTORS = (
    Detector(
        "postcode",
        r"\[ADDRESS_[0-9]+\][^\[\n]{1,48}[0-9]{5}"
        r"|(?i:frete|sedex|pac|repart|at[ei]+nd|cobrem|cubren|env[ií]|entrega|delivery|ship|deliver)"
        r"[^\n]{1,48}\W[0-9]{5}|[0-9]{5}-[0-9]{4}"
        r"|[0-9]{3} ?[–-] ?[0-9]{3}|[1-9][0-9]{3} [0-9]{3}|\][|;\t] ?[0-9]{8}|[A-Z]{2} [0-9]{5}"
        r"|[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}|"
        + candidate(label for label in _LABELS if not label.far)
        + rf"|(?:{_STATE_NAMES}),? [0-9]{{5}}|(?-u:\b)(?:{_SMALL}) [0-9]{{5}}"
        rf"|[0-9]{{5}},? (?:(?:de|en) )?(?:{_SPANISH})",
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
