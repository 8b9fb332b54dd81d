import pytest
from acervo.privacy.detectors import documents_abroad
from hypothesis import given
from hypothesis import strategies as st
from stdnum.es import dni

from tests.unit.privacy.detectors.cases import found
from tests.unit.privacy.detectors.marked import marked

DETECTORS = documents_abroad.DETECTORS

PLANTED = {
    "DNI": """
DNI <12345678Z>
mi dni es <12345678-z>
dni <12.345.678>
NIE <X1234567L>
nie: <x-1234567-l>
NIF <12345678Z>
DNI <12345678A>
DNI: <12345678 Z>
mi dni: <12 345 678 Z>
documento <12.345.678-Z>
te paso el <12345678Z> para la reserva
<X-1234567-L>
mi dni <12345678> y vivo lejos
""",
    "NIF": """
NIF: <123456789>
o meu nif é <123 456 789>
contribuinte nº <234567899>
número fiscal <234.567.899>
fatura com o <PT226119238>
<226119238> é o nif da associação
e o nif? o meu saiu ontem, <PT226119238>, online
qual é o teu NIF? <226119238>
o contribuinte que o meu tio deixou na papelada antiga era o <226119238>
""",
    "CC": """
CC <12345678 9 ZZ1>
cartão de cidadão: <12345678>
o meu cc é <12345678>
BI nº <12345678>
bilhete de identidade <1234567>
tenho o <00000000 0 ZZ4>
""",
    "NISS": """
NISS <11234567890>
segurança social: <11234567890>
número de la seguridad social <28 12345678 40>
NSS <12345678901>
""",
    "CNS": """
número de utente <123456789>
utente do SNS: <123 456 789>
tarjeta sanitaria <ABCD1234567890>
""",
    "CURP": """
CURP <BOXW310820HNERXN09>
mi curp es <boxw310820hnerxn09>
<BOXW310820HNERXN08> ya
curp <XEXX010101HNEXXXA4>
""",
    "RFC": """
rfc <GODE561231GR8>
mi rfc: <gode561231gr8>
RFC <GODE 561231 GR8>
RFC de la empresa <MAB-930714-8T4>
el <GODE561231GR8> es mío
""",
    "INE": """
clave de elector <GMVLMR80070501M100>
<GMVLMR80070501M100>
INE: <1234567890123>
<IDMEX1234567890>
""",
    "SSN": """
ssn <531-21-7351>
my social is <531217351>
SSN: <531 21 7351>
his social security number is <531-21-7351>
it is <531-21-7351>
<308056950> is my ssn
what's his ssn? <308 05 6950>
put <308 05 6950> in the ssn box
dad's social <308056950>
ss# <308056950>
the form wants a social from each of us, hers is <308 05 6950>
""",
    "ITIN": """
ITIN <912-90-3456>
itin <912903456>
<912-90-3456>
""",
    "PASSPORT": """
passaporte <FX123456>
meu passaporte é o <fx123456>
passaporte nº <AB 123456>
passport number: <123456789>
passport <A12345678>
pasaporte <AAA123456>
nº do passaporte: <C123456>
mi pasaporte mexicano <G12345678>
PASSPORT NO. <AB123456>
nº do passaporte da Sofia para o check-in de amanhã: <YP671989>
<LS622855> é o meu passaporte novo
use <421829767> as the passport number
¿número de pasaporte? <42226367>
""",
    "LICENSE": """
driver's license <D1234567>
My driver’s license number is <481195160>
my license number is <S530-4601-9123>
driver license: <S123-4567-8901-23>
DL: <A1234567>
licencia de conducir <12345678>
carta de condução <L-123456 7>
driving licence <MORGA657054SM9IJ>
""",
}


@pytest.mark.parametrize(
    ("kind", "line"),
    [(kind, line) for kind, lines in PLANTED.items() for line in lines.strip().splitlines()],
)
def test_found(kind, line):
    text, parts = marked(line)
    assert found(DETECTORS, text) == [(kind, part) for part in parts]


@pytest.mark.parametrize(
    "text",
    """
12345678A 00000000A X1234567A
RFC 2119 e RFC 9110, INE 2024
SCAN240506001.pdf ABCD240506001
BI 2024, cc 1234, cc @fulano
passaporte vence em 2027, passport control at 10:30
EIN 12-3456789, order 123-4567890-1234567
000-12-3456 666-12-3456 123-00-4567
nie wieder 1945
el DNI es obligatorio desde 2010
contribuinte desde 2010 pagou 1.234,56
20240506T103022 20240506Z 1700000000
http://example.org/12345678Z
social 2024, DL 1000 rows
a carta de condução custa 30 euros
912 345 678
""".strip().splitlines(),
)
def test_left(text):
    assert found(DETECTORS, text) == []


@given(st.integers(0, 99_999_999), st.sampled_from(["{}{}", "{}-{}"]))
def test_every_dni(number, writing):
    text = writing.format(f"{number:08}", dni.calc_check_digit(f"{number:08}"))
    assert found(DETECTORS, f"va, {text}!") == [("DNI", text)]
