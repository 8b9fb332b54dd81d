"""Documents of Portugal, Spain, Mexico and the United States, and passports."""

from stdnum.es import dni, nie
from stdnum.mx import curp, rfc
from stdnum.pt import cc, nif
from stdnum.us import itin, ssn

from acervo.privacy.detectors.documents import Label, Shape, digits, document


def _is_spanish(number: str) -> bool:
    return bool(dni.is_valid(number) or nie.is_valid(number))


def _is_portuguese(number: str) -> bool:
    return bool(nif.is_valid(number.removeprefix("PT")))


def _is_curp(number: str) -> bool:
    """Tell whether date, sex and state make sense; the shape leaves little else to check."""
    return bool(curp.is_valid(number, validate_check_digits=False))


def _is_rfc(number: str) -> bool:
    return bool(rfc.is_valid(number, validate_check_digits=True))


# DNI, with dots or without, and its letter; of other Spanish-speaking countries without.
_DNI = r"[0-9]{1,2}\.[0-9]{3}\.[0-9]{3}|[0-9]{2} [0-9]{3} [0-9]{3}|[0-9]{8}"
_LONG = r"[0-9]{8}-?[A-Z]|[XYZ]-?[0-9]{7}-?[A-Z]"
_LETTER = "[A-HJ-NP-TV-Z]"  # no I, O, U

DETECTORS = (
    document(
        "DNI",
        ("12345678Z", "X-1234567-L", "dni: 12.345.678-z", "DNI 23456789"),
        Label(
            r"dni|d\.n\.i\.?|nie|n\.i\.e\.?|nif|c[ée]dula"
            r"|documento(?: nacional)?(?: de identidad)?",
            rf"(?:{_DNI}) ?-? ?{_LETTER}(?<!\s(?-i:[a-z]))|[XYZ] ?-? ?[0-9]{{7}} ?-? ?{_LETTER}",
        ),
        # Of a letter that may be a word, and behind a word that may announce anything.
        Label(
            r"dni|nie|nif|documento|identificaci[óo]n|identidad",
            rf"(?:{_DNI}) ?-? ?{_LETTER}|[XYZ] ?-? ?[0-9]{{7}} ?-? ?{_LETTER}",
            _is_spanish,
        ),
        Label(r"dni|nie|d\.n\.i\.?", _LONG, _is_spanish, far=True, digits=7),
        Label(
            r"dni|d\.n\.i\.?|documento(?: nacional)? de identidad|c[ée]dula(?: de identidad)?",
            rf"{_DNI}|[0-9]{{7}}",
        ),
        Shape(r"[0-9]{8} ?-?[A-Z]|[XYZ]-?[0-9]{7}-?[A-Z]", _is_spanish),
        Shape(r"[0-9]{2}\.[0-9]{3}\.[0-9]{3} ?-?[A-Za-z]|[xyz]-?[0-9]{7}-?[a-z]", _is_spanish),
    ),
    document(
        "CC",
        ("00000000 0 ZZ4", "cartão de cidadão nº 12345678", "BI 12345678"),
        Shape(r"[0-9]{8} ?[0-9] ?[A-Z]{2}[0-9]", cc.is_valid),
        Label(
            r"cart[ãa]o (?:de |do )?cidad[ãa]o|bilhete de identidade",
            r"[0-9]{7,8}(?:[ -]?[0-9](?:[ -]?[A-Z0-9]{2}[0-9])?)?",
        ),
        Label(
            r"cc|c\.c\.|bi|b\.i\.", r"[0-9]{8}(?:[ -]?[0-9](?:[ -]?[A-Z0-9]{2}[0-9])?)?", near=True
        ),
    ),
    document(
        "NIF",
        ("NIF 123 456 789", "contribuinte nº 234567899", "PT226119238"),
        Label(
            r"nif|n\.i\.f\.?|nipc|contribuintes?|(?:n[úu]mero|identifica[çc][ãa]o) fiscal",
            rf"(?:PT[ -]?)?(?:{digits(9)})",  # as in invoices across borders
        ),
        Label(
            r"nif|contribuintes?|fiscal",
            rf"(?:PT ?)?(?:{digits(9)})",
            _is_portuguese,
            far=True,
            digits=9,
        ),
        Shape(r"PT ?[0-9]{9}", _is_portuguese),
    ),
    document(
        "NISS",
        ("NISS 11234567890", "número de la seguridad social 28 12345678 40", "NSS: 12345678901"),
        Label(
            r"niss|n\.i\.s\.s\.?|(?:seguran[çc]a|seg\.?) social|seguridad social|seguro social"
            r"|nuss|naf|nss|imss",
            digits(11, 12),
        ),
    ),
    document(
        "CNS",
        ("número de utente 123 456 789", "tarjeta sanitaria ABCD1234567890"),
        Label(r"utente|sns", digits(9)),
        Label(r"tarjeta sanitaria|cip", r"[A-Z]{4} ?[0-9]{10,12}"),
        name="health-card",
    ),
    document(
        "CURP",
        ("BOXW310820HNERXN09", "curp: boxw310820hnerxn09"),
        Shape(
            r"(?i:[A-Z]{4}[ -]?[0-9]{6}[ -]?[HM][A-Z]{5}[ -]?[0-9A-Z][0-9])",
            _is_curp,
            in_links=True,
        ),
        Label("curp", r"[A-Z]{4}[ -]?[0-9]{6}[ -]?[A-Z]{6}[ -]?[0-9A-Z][0-9]"),
    ),
    # After CURP: its first ten characters are the same.
    document(
        "RFC",
        ("RFC GODE561231GR8", "rfc: gode-561231-gr8", "GODE561231GR8"),
        Label(r"rfc|r\.f\.c\.?", r"[A-ZÑ&]{3,4}[ -]?[0-9]{6}(?:[ -]?[0-9A-Z]{3})?"),
        Shape(r"[A-ZÑ&]{4}[0-9]{6}[0-9A-Z]{3}|[A-ZÑ&]{4}-[0-9]{6}-[0-9A-Z]{3}", _is_rfc),
    ),
    document(
        "INE",
        ("GMVLMR80070501M100", "IDMEX1234567890", "INE 1234567890123"),
        Shape(r"[A-Z]{6}[0-9]{8}[HM][0-9]{3}|IDMEX[0-9]{9,10}"),
        Label(
            r"ine|clave de elector|credencial (?:de|para votar|del ine)|cic|ocr",
            r"[A-Z]{6}[0-9]{8}[HM][0-9]{3}|[0-9]{13}|[0-9]{9,10}",
        ),
    ),
    document(
        "SSN",
        ("531-21-7351", "my ssn is 531217351", "social security number: 531 21 7351"),
        Shape(r"[0-9]{3}-[0-9]{2}-[0-9]{4}", ssn.is_valid),
        Label(
            r"ssns?|s\.s\.n\.?|ss ?(?:#|number|no)"
            r"|social sec(?:urity|\.)?(?: (?:number|num|no|card))?"
            r"|(?:my|your|his|her|their|(?:mom|dad|mother|father|wife|husband|son)['’]?s) social"
            r"|social ?[:#]",
            digits(9),
        ),
        Label(r"(?:whole|full|entire|complete) social|social", digits(9), ssn.is_valid, near=True),
        Label("social|ssn?", r"[0-9]{3}[ -][0-9]{2}[ -][0-9]{4}", ssn.is_valid, far=True, digits=9),
    ),
    document(
        "ITIN",
        ("912-90-3456", "ITIN 912903456"),
        Shape(r"9[0-9]{2}-[0-9]{2}-[0-9]{4}", itin.is_valid),
        Label(r"itin|taxpayer id(?:entification)?(?: number)?", digits(9)),
    ),
    document(
        "PASSPORT",
        (
            "passaporte FX123456",
            "passport no. 123456789",
            "pasaporte: xdc123456",
            "mi pasaporte es el G12345678",
        ),
        Label(
            r"pass?aportes?|pas+ports?(?: (?:number|no|num|n[º°]))?|passporte",
            r"(?-i:[A-Z]{1,3})[ -]?[0-9]{6,8}|[A-Z]{1,3}[0-9]{6,8}|[0-9]{8,9}",
            gap=64,
        ),
        Label(r"pas|pp|psp|passap|pasap|ppt", r"[A-Z]{1,3}[0-9]{6,8}", near=True),
        Label(r"pas\.|pasap\.|passap\.", r"[0-9]{8,9}", near=True),
    ),
    document(
        "LICENSE",
        (
            "driver's license S123-4567-8901",
            "DL# D1234567",
            "carta de condução L-1234567 8",
            "licencia de conducir A12345678",
        ),
        Label(
            r"driver(?:['’]?s)?['’]? licen[cs]e|driving licen[cs]e|drivers? lic\.?"
            r"|(?:my|his|her|your|some(?:one|body)['’]?s) licen[cs]e"
            r"|(?:carta|carteira|licen[çc]a) de condu[çc][ãa]o|(?:licencia|carnet|carn[ée]|permiso)"
            r" (?:de|para) (?:conducir|manejo|manejar)",
            r"[A-Z]{0,2}-?[0-9](?:[ -]?[0-9]){4,13}|[A-Z]{5}[0-9]{6}[A-Z0-9]{5}",
        ),
        Label(r"dl", r"[A-Z]{0,2}[0-9](?:-?[0-9]){5,13}", near=True),
    ),
)
