"""Plates of vehicles, and the numbers under which vehicles are registered."""

import re
from collections.abc import Iterator

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.boundaries import END, START
from acervo.privacy.detectors.documents import Label, canonical, digits, document

# Three letters that number something else: standards, laws, parts, sums, dates, words.
_NOT_PLATE = re.compile(
    "ABR|ADR|AES|AGO|ALL|AMD|AND|ANO|ANS|AOS|API|APP|APR|ARE|ARS|ART|ATE|ATÉ|AUG|BMW|BPM|BRL"
    "|BRT|BSD|BUG|CBR|CEI|CEL|CEP|CET|CID|CLP|CNJ|COD|COM|CON|CPU|CRF|CSS|CST|CSV|CVE|CWE|DAS"
    "|DDR|DEC|DEL|DEN|DEV|DEZ|DIA|DIC|DIN|DOC|DOM|DOS|DOU|DPI|DSC|EDT|ERA|ESA|ESO|EST|ETA|EUA"
    "|EUR|FAQ|FAX|FEB|FEV|FIN|FOI|FON|FOR|FPS|FRI|GBP|GHZ|GID|GMT|GPL|GPT|GPU|GSX|GTX|HAS|HDD"
    "|HDR|HEX|IBM|IEC|INC|IPC|ISO|ISS|JAN|JEP|JPY|JSR|JUL|JUN|KEP|KHZ|KMS|KPI|KTM|KWH|LAS|LED"
    "|LEI|LGA|LOS|LOT|MAC|MAI|MAR|MAX|MAY|MES|MHZ|MIL|MIN|MIT|MON|MPV|MUY|MXN|NAS|NBA|NBR|NFC"
    "|NFE|NFL|NHL|NOS|NOT|NOV|NTC|NUM|OCT|OKR|OPS|OSX|OUR|OUT|PCI|PDF|PDT|PEC|PED|PEP|PHP|PID"
    "|POR|PPM|PRA|PRD|PRO|PSC|PST|QUA|QUE|QUI|RAL|RAM|REF|REQ|RES|RFC|RGB|RPM|RSA|RTX|SAB|SAC|SAO"
    "|SAT|SEG|SEM|SEP|SER|SET|SEU|SEX|SHA|SIN|SKU|SLA|SOB|SQL|SRE|SSD|STF|STJ|SUA|SUN|SÃO|TCP"
    "|TEL|TEM|TER|THE|THU|TKT|TOP|TSE|TST|TUE|UAT|UDP|UFC|UID|UML|UNA|UNE|UNS|USA|USB|USD|UTC"
    "|UTF|VAI|WAS|WEB|WED|XML|XPS|XRE"
)
_HARDWARE = re.compile("[GR]TX")
# Letters and digits, as they stand on plates of today and of old ones that still drive.
_MERCOSUR = "[A-Z]{3}[ -]?[0-9][A-Z][0-9]{2}"
_OLD_BR = "[A-Z]{3}[ -]?[0-9]{4}"
_PT = "[0-9]{2}-[A-Z]{2}-[0-9]{2}|[A-Z]{2}-[0-9]{2}-[A-Z]{2}"
_OLD_PT = "[A-Z]{2}-[0-9]{2}-[0-9]{2}|[0-9]{2}-[0-9]{2}-[A-Z]{2}"
_ES = "[0-9]{4}[ -]?[BCDFGHJKLMNPRSTVWXYZ]{3}"  # no vowels, no Ñ, no Q
_OTHER = (
    r"(?:[0-9]{2}|[A-Z]{2})(?:[ ·.][0-9A-Z]{2}){2}"  # Portugal, without hyphens
    r"|[A-Z]{1,2}[ -]?[0-9]{4}[ -]?[A-Z]{1,2}"  # Spain until 2000
    r"|[A-Z]{3}-?[0-9]{2,3}-?[0-9A-Z]{1,2}|[A-Z]{3}[ -]?[0-9]{3}"  # Mexico, United States
    r"|[0-9][A-Z]{3}[0-9]{3}|[0-9]{3}[ -](?-i:[A-Z]{3})"
)

# Shapes that say by themselves what they are, and those that do near a vehicle.
_ALONE = re.compile(rf"[A-Z]{{3}}-?[0-9][A-Z][0-9]{{2}}|[A-Z]{{3}}-[0-9]{{4}}|{_PT}")
_NEARBY = re.compile(
    rf"{START}(?:(?:{_MERCOSUR}|{_OLD_BR}|{_PT}|{_OLD_PT}|{_ES})"
    rf"|(?i:[A-Z]{{3}}-?[0-9](?:[0-9]|[A-Z])[0-9]{{2}}|{_PT})){END}(?!-\w)"
)
_LABELLED = Label(
    r"placas?|matr[íi]culas?|chapa|(?:license |licence |number ?)?plates?(?: (?:number|no|is))?"
    r"|tag (?:number|num|no|#)",
    rf"(?:{_MERCOSUR}|{_OLD_BR}|{_PT}|{_OLD_PT}|{_ES}|{_OTHER})(?!-\w)",
    digits=2,
)
_WORDS = (
    r"placas?|carros?|carrão|motos?|motoca|ve[íi]culos?|veh[íi]culos?|caminhão|caminhonete"
    r"|cami[óo]n|camionetas?|autom[óo]vel|coches?|matr[íi]culas?|plates?|cars?|trucks?|vans?|suv"
    r"|uber|t[áa]xi|estacion\w+|aparcad[oa]|parked|garage[mn]?|detran|ipva|multas?|multad[oa]"
    r"|motorista|conductor|oficina|taller|sedan|hatch|pickup|fiat|chevrolet|toyota|honda"
    r"|hyundai|volkswagen|vw|renault|peugeot|corolla|onix|hb20|palio|hilux"
)
_VEHICLE = re.compile(rf"(?<!\w)(?:{_WORDS})(?!\w)", re.I)
# Nearby, these say that letters and digits name a piece of work or a thing.
_WORK = re.compile(
    r"(?<!\w)(?:issues?|tickets?|jira|bugs?|tasks?|tarefas?|sprint|epic|backlog|pull requests?|prs?"
    r"|card|chamados?|norma|modelo?|produto|product|c[óo]digo|code|sku|ref|pedido|order|protocolo"
    r"|vers[ãa]o|version|merge|branch|commit|fix(?:es|ed)?|closes?|voo|flight|vuelo|advisory)(?!\w)",
    re.I,
)
# Years and thousands, behind letters or before them.
_SUM = re.compile(r"\w{3}[ -](?:(?:19|20)[0-9]{2}|[0-9]{2}00)|(?:19|20)[0-9]{2} \w{3}")
# A board or a sign is a "placa" too.
_BOARD = re.compile(
    r"placas?\s*(?:[- ]?m[ãa]e|madre|base|(?:de )?(?:v[íi]deo|som|rede|red|gr[áa]fica)|solar)", re.I
)
_AROUND = 60


def _find(view: View) -> Iterator[Found]:
    """Yield plates: of rare shapes anywhere, others near a vehicle or behind the word."""
    text = view.prose
    for start, end in _LABELLED.find(text):
        plate = text[start:end]
        if not (_BOARD.search(text, max(0, start - _AROUND), start) or _counts(plate, sure=True)):
            yield Found(start, end, "PLATE", canonical(plate))
    for match in _NEARBY.finditer(text):
        plate, (start, end) = match[0], match.span()
        around = text[max(0, start - _AROUND) : end + _AROUND]
        vehicle = _VEHICLE.search(around) is not None
        if not _counts(plate) and (
            (vehicle and not (" " in plate and _SUM.fullmatch(plate)))
            or (_ALONE.fullmatch(plate) and not _SUM.fullmatch(plate) and not _WORK.search(around))
        ):
            yield Found(start, end, "PLATE", canonical(plate))


def _counts(plate: str, *, sure: bool = False) -> bool:
    """Tell whether the three letters number something else; behind "placa" only some do."""
    letters = "".join(char for char in plate.upper() if char.isalpha())
    words = _HARDWARE if sure and " " not in plate else _NOT_PLATE
    return words.fullmatch(letters) is not None


_SHAPES = f"[A-Z]{{3}}[ -]?[0-9][0-9A-Z][0-9]{{2}}|{_PT}|{_OLD_PT}|{_ES}"
DETECTORS = (
    Detector(
        "plate",
        rf"[A-Z]{{3}}-?[0-9][0-9A-Z][0-9]{{2}}|{_PT}|{_LABELLED.candidate}"
        rf"|(?is:(?:^|[^\p{{L}}\p{{N}}_])(?:{_WORDS})[^\p{{L}}\p{{N}}_].*(?:{_SHAPES})"
        rf"|(?:{_SHAPES}).*[^\p{{L}}\p{{N}}_](?:{_WORDS}))",
        _find,
        (
            "ABC1D23",
            "KTR-4821",
            "placa ktr 4821",
            "12-AB-34",
            "AB-12-CD",
            "coche 1234 BCD",
            "matrícula AB-12-34",
            "license plate 7ABC123",
        ),
    ),
    document(
        "VEHICLE",
        ("renavam 00123456789", "chassi 9BWZZZ377VT004251"),
        Label("renavam", digits(9, 11)),
        Label(
            "chassis?|chassi n[º°o.]*|vin|bastidor|n[úu]mero de serie",
            "[A-HJ-NPR-Z0-9]{11}[0-9A-Z]{2}[0-9]{4}",
        ),
    ),
)
