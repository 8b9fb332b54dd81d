"""Plates of vehicles, and the numbers under which vehicles are registered."""

import re
from collections.abc import Iterator

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.boundaries import END, START
from acervo.privacy.detectors.clauses import words, words_after, words_before
from acervo.privacy.detectors.documents import Label, canonical, digits, document

# Three letters that number something else: standards, laws, parts, sums, dates, words.
_NOT_PLATE = re.compile(
    "ABR|ADR|ADV|AES|AGO|ALL|AMD|AND|ANO|ANS|AOS|API|APP|APR|ARE|ARS|ART|ATE|ATÉ|AUG|BIZ|BMW|BPM|BRL"
    "|BRT|BSD|BUG|CBR|CEI|CEL|CEP|CET|CID|CLP|CNJ|COD|COM|CON|CPU|CRF|CSS|CST|CSV|CVE|CWE|DAS"
    "|DDR|DEC|DEL|DEN|DEV|DEZ|DIA|DIC|DIN|DOC|DOM|DOS|DOU|DPI|DSC|EDT|ERA|ESA|ESO|EST|ETA|EUA"
    "|EUR|FAN|FAQ|FAX|FEB|FEV|FIN|FOI|FON|FOR|FPS|FRI|GBP|GHZ|GID|GMT|GPL|GPT|GPU|GSX|GTX|HAS|HDD"
    "|HDR|HEX|HRS|IBM|IEC|INC|IPC|ISO|ISS|JAN|JEP|JPY|JSR|JUL|JUN|KEP|KHZ|KMS|KPI|KTM|KWH|LAS|LED"
    "|LEI|LGA|LOS|LOT|MAC|MAI|MAR|MAX|MAY|MES|MHZ|MIL|MIN|MIT|MON|MPV|MUY|MXN|NAS|NBA|NBR|NFC"
    "|NFE|NFL|NHL|NOS|NOT|NOV|NTC|NUM|NXR|OCT|OKR|OPS|OSX|OUR|OUT|PCI|PCX|PDF|PDT|PEC|PED|PEP|PHP|PID"
    "|POR|PPM|PRA|PRD|PRO|PSC|PST|QUA|QUE|QUI|RAL|RAM|REF|REQ|RES|RFC|RGB|RPM|RSA|RTX|SAB|SAC|SAO"
    "|SAT|SEG|SEM|SEP|SER|SET|SEU|SEX|SHA|SIN|SKU|SLA|SOB|SQL|SRE|SSD|STF|STJ|SUA|SUN|SÃO|TCP"
    "|TEL|TEM|TER|THE|THU|TKT|TOP|TSE|TST|TUE|UAT|UDP|UFC|UID|UML|UNA|UNE|UNS|USA|USB|USD|UTC"
    "|UTF|VAI|WAS|WEB|WED|XML|XPS|XRE|XTZ|YBR"
    "|BCN|BTC|CMS|GRS|KGS|KKK|LTS|MMS|MPH|MTS|PCS|PLS|PTS|SMS|THX|VCS|WTF"
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

_ABROAD = (
    "[0-9][A-Z]{3}[0-9]{3}|[A-Z]{3}-[0-9]{2}-[0-9]{2}|[A-Z]{3}-[0-9]{3}-[A-Z]"
    "|[A-Z]-[0-9]{3}-[A-Z]{3}"
)
# Shapes that say by themselves what they are, and those that do near a vehicle.
_ALONE = re.compile(rf"[A-Z]{{3}}-?[0-9][A-Z][0-9]{{2}}|[A-Z]{{3}}-[0-9]{{4}}|{_PT}")
_NEARBY = re.compile(
    rf"(?=\w){START}(?:(?:{_MERCOSUR}|{_OLD_BR}|{_PT}|{_OLD_PT}|{_ES}|[A-Z]{{3}}-?[0-9]{{3}}|{_ABROAD})"
    rf"|(?i:[A-Z]{{3}}-?[0-9](?:[0-9]|[A-Z])[0-9]{{2}}|{_PT}|{_OLD_PT}|[A-Z]{{3}}-[0-9]{{3}}"
    r"|[0-9]{4}-?[BCDFGHJKLMNPRSTVWXYZ]{3})"
    rf"|[b-df-hj-np-tv-z]{{3}} [0-9][0-9a-j][0-9]{{2}}|[0-9]{{4}} [b-df-hj-np-tv-z]{{3}})"
    rf"{END}(?!-\w)"
)
_SHORT = re.compile(
    "[A-Z]{3}-?[0-9]{3}", re.I
)  # so many things are numbered: a vehicle must be near
_LABELLED = Label(
    r"placas?|matr[íi]culas?|chapa|(?:license |licence |number ?)?plates?(?: (?:number|no|is))?"
    r"|tag (?:number|num|no|#)",
    rf"(?:{_MERCOSUR}|{_OLD_BR}|{_PT}|{_OLD_PT}|{_ES}|{_OTHER})(?!-\w)",
    digits=2,
)
# Vehicles, where they stand, what is left on in them, and what happens to them.
_VEHICLES = words(
    """
viatura viaturas
placa placas carro carros carrao carrinho moto motos motoca motinha moped scooter veiculo veiculos
vehiculo vehiculos caminhao caminhoes caminhonete caminhoneta camion camioneta camionetas carrinha
carrinhas furgao furgoneta autocarro onibus autobus automovel automoveis auto autos coche coches
matricula matriculas chapa plate plates tag tags car cars truck trucks van vans suv jeep pickup
minivan hatch hatchback sedan wagon trailer reboque bike uber taxi cabify bolt lyft frete motorista
motoristas condutor condutora conductor motoboy entregador dono dona owner owns dueno duena
proprietario
proprietaria propietario estaciona estacionou estacionado estacionada estacionados estacionamento
estacionamiento estacionar estacione aparcado aparcada aparcar aparcamiento aparco parqueado
parqueada parqueadero parqueo parked parking park lot driveway garagem garagens garaje garage
cochera cocheira vaga vagas lugar spot calcada passeio acera banqueta sidewalk curb portao rampa
cancela farol farois faros luz luzes luces lights headlights pneu pneus rueda llanta tire tires
vidro vidros ventanilla ventana janela janelas window windows alarme alarma alarm porta puerta door
capo maleta maletero trunk detran ipva multa multas multado multada fine ticketed radar oficina
taller mechanic bloqueando bloquea bloqueou bloqueado bloqueada tampando tapando tapar tapa
trancando trancou trancado atrapalhando estorbando estorba obstruindo
chocaron chocado chocar golpearon golpeo rayaron rayo riscaram riscou amassaram amassou abalroou
dented scratched rammed sideswiped fechando fechou blocking
blocked blocks atravessado guincho guinchado guinchar rebocar rebocaram rebocado grua tow towed
towing towaway furtado furtaram furtada furto roubado roubaram roubada roubo robado robaron robada
robo stolen stole bateu bateram batida choco chocaron choque crash crashed hit fugiu fugiram huyo
huyeron fled suspeito suspeita sospechoso suspicious visitante visitantes visitor seguro seguradora
aseguradora insurance vistoria inspection renavam chassi licenciamento tacografo pedagio peaje toll
fiat chevrolet ford toyota honda hyundai volkswagen vw renault peugeot citroen nissan kia mitsubishi
yamaha suzuki bmw audi seat skoda opel mazda tesla subaru dodge corolla onix hb20 palio hilux gol
uno celta corsa civic fit kwid sandero logan strada saveiro kombi fusca fox polo voyage siena argo
mobi creta kicks compass renegade tracker spin cobalt clio megane golf passat ibiza leon astra focus
fiesta ka ecosport ranger tucson tahoe silverado camry accord prius titan biz cg fan bros fazer
lander twister xre rodizio drives driving cajon caseta prisma tsuru aveo jetta sentra versa mustang
vigilancia vigilante guardia porteiro portero portaria seguranca security guard officer policia
police transito saliendo entrando saiu entrou liberem liberar liberen autorizem autorizar autoricen
pisca piscas hazards doble dupla
"""
)
# Nearby, these say that letters and digits name a piece of work or a thing.
# Who tells what somebody did with a vehicle says at last what could be read of it.
_READ = words(
    "ver vi vimos viu visto saw see got caught anotei anotamos anote apunte alcance peguei"
)
_WHOSE = re.compile(
    r"\b(?:de quem|de qui[eé]n|whose)\s(?:(?:[ée]|eh|es|is)\s)?"
    r"(?:(?:o|a|el|la|the|ess[ea]|that)\s)?\W?\Z",
    re.I,
)
_WORK = re.compile(
    r"(?=\w)(?<!\w)(?:issues?|tickets?|jira|bugs?|tasks?|tarefas?|sprint|epic|backlog"
    r"|pull requests?|prs?|card|chamados?|norma|modelo?|produto|product"
    r"|c[óo]digo|code|sku|ref|pedido|order|protocolo|vers[ãa]o|version|merge|branch|commit|fix(?:es|ed)?|closes?|voo|flight|vuelo|advisory)(?!\w)",
    re.I,
)
# Years and thousands, behind letters or before them.
_SUM = re.compile(r"\w{3}[ -](?:(?:19|20)[0-9]{2}|[0-9]{2}00)|(?:19|20)[0-9]{2} \w{3}")
# A board or a sign is a "placa" too.
_BOARD = re.compile(
    r"placas?\s*(?:[- ]?m[ãa]e|madre|base|(?:de )?(?:v[íi]deo|som|rede|red|gr[áa]fica)|solar)", re.I
)
_HYPHENED = re.compile(_PT, re.I)
_SPANISH = re.compile(_ES)
_MORE = re.compile(r"[ -]?[0-9]")  # "uno 2010 HHK 7028"
_AROUND = 60
_STOP = re.compile(r"\n|[.!?]\s+(?!\d)")


def _find(view: View) -> Iterator[Found]:
    """Yield plates: of rare shapes anywhere, others near a vehicle or behind the word."""
    text = view.prose
    for start, end in _LABELLED.find(text):
        plate = text[start:end]
        sure = " " not in plate or plate[0].isdecimal()
        if not (_BOARD.search(text, max(0, start - _AROUND), start) or _counts(plate, sure=sure)):
            yield Found(start, end, "PLATE", canonical(plate))
    match = _NEARBY.search(text)
    while match:
        found = _is_plate(text, match)
        if found:
            yield Found(*match.span(), "PLATE", canonical(match[0]))
        # "uno 2010 HHK 7028": what is none may hide the beginning of one.
        match = _NEARBY.search(text, match.end() if found else match.start() + 1)


def _is_plate(text: str, match: re.Match[str]) -> bool:
    plate, (start, end) = match[0], match.span()
    before, after = words_before(text, start), words_after(text, end)
    if _SHORT.fullmatch(plate):
        before, after = before[: 12 if not _READ.isdisjoint(before[:3]) else 5], after[:4]
    signs = len(_VEHICLES & {*before, *after})
    signs += _WHOSE.search(text, max(0, start - 24), start) is not None
    if _SUM.fullmatch(plate) and (not signs or _is_sum(text, match)):
        return False
    if _counts(plate, sure=_is_written_so(plate, signs)):
        return False
    work = _WORK.search(_sentence(text, start, end)) is not None
    if work and signs < (1 if _HYPHENED.fullmatch(plate) else 2):
        return False
    return signs > 0 or _ALONE.fullmatch(plate) is not None


def _sentence(text: str, start: int, end: int) -> str:
    """Return what stands around a plate in its sentence."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return f"{_STOP.split(before)[-1]} {_STOP.split(after)[0]}"


def _is_written_so(plate: str, signs: int) -> bool:
    """Tell whether a sum or a date near vehicles would not be written like this."""
    if plate[0].isalpha():
        return signs > 1 and " " not in plate
    return signs > 0 and "-" in plate


def _is_sum(text: str, match: re.Match[str]) -> bool:
    """Tell whether a year, or thousands, stand beside letters that are no plate's with them."""
    plate = match[0]
    if plate[0].isalpha():
        return plate[3] != "-"
    return _MORE.match(text, match.end()) is not None or not _SPANISH.fullmatch(plate)


def _counts(plate: str, *, sure: bool = False) -> bool:
    """Tell whether the three letters number something else; behind "placa" only some do."""
    letters = "".join(char for char in plate.upper() if char.isalpha())
    words = _HARDWARE if sure else _NOT_PLATE
    known = words.fullmatch(letters) or _HARDWARE.fullmatch(plate[:3].upper())
    return known is not None


_SHAPES = (
    rf"(?i:[A-Z]{{3}}-?[0-9][0-9A-Z][0-9]|{_PT}|{_OLD_PT}|[0-9]{{4}}-?[B-DF-HJ-NP-TV-Z]{{3}})|{_MERCOSUR}|{_OLD_BR}|{_ES}"
    rf"|[b-df-hj-np-tv-z]{{3}} [0-9][0-9a-j][0-9]{{2}}|[0-9]{{4}} [b-df-hj-np-tv-z]{{3}}|{_ABROAD}"
)
DETECTORS = (
    Detector(
        "plate",
        rf"{_SHAPES}|{_LABELLED.candidate}",
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
