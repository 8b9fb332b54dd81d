import pytest
from acervo.privacy.detection import View
from acervo.privacy.detectors.plates import DETECTORS
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.growth import growth
from tests.unit.privacy.detectors.cases import found
from tests.unit.privacy.detectors.marked import marked


@pytest.mark.parametrize(
    "line",
    """
placa <ABC-1234>
placa <abc1234>
placa: <ABC 1234>
a placa é <abc1d23>
placa <JAN-2024> do carro
<ABC1D23>
<ABC-1D23> passou aqui
o carro <KTR-4821> fechou a garagem
quem é o dono do <KTR-4821>?
carro branco <abc1d23>
carro <ktr4821> parado na vaga
placa do meu carro é <ktr 4821>
matrícula <12-AB-34>
<AB-12-CD>
matricula <AB-12-34>
matrícula do carro <12 AB 34>
matrícula <1234 BCD>
coche <1234-BCD> aparcado
el coche con matrícula <1234bcd>
plate number <ABC1234>
license plate <7ABC123>
placas <ABC-12-34>
vaga de visitante ocupada por <yrz-9245> há 3 dias
quem é o dono do <pdf-2129>? tá tampando a saída
vende-se uno 2010 <HHK 7028> doc em dia
vende-se uno 2010 <wpd 7192> doc em dia
carro suspeito desde as 6:55, <pxz1h80>, cuidado
o <91-59-FG> tem as luzes acesas, de quem é?
el coche <CYU-759> está bloqueando la rampa
el auto de alquiler es <7804dfn>, frente al hotel
llega mi tío en un tsuru <VBN-30-12>
el taxi que tomé era <A-384-RTS>
el Aveo blanco <GTR-118-B> está en mi cajón
silver camry <7KLM221> has its lights on
somebody hit my truck, my son got the tag <PBK-018>
llevaban la matrícula <9283 MPV>
autorizem a entrada do veículo <hst-2210>
""".strip().splitlines(),
)
def test_plates(line):
    text, parts = marked(line)
    assert found(DETECTORS, text) == [("PLATE", part) for part in parts]


@pytest.mark.parametrize(
    "line", ["renavam <12345678900>", "chassi <9BWZZZ377VT004251>", "VIN: <1HGCM82633A004352>"]
)
def test_numbers_of_vehicles(line):
    text, parts = marked(line)
    assert found(DETECTORS, text) == [("VEHICLE", part) for part in parts]


@pytest.mark.parametrize(
    "text",
    """
NBR 5410 e ISO 9001, NBR-5410
RFC 2119, CVE-2024-12345, PEP-8, JIRA-1234, PROJ-1234
ticket ABC-1234 resolvido, o bug KTR-4821 voltou
Advisory FIN-2018-A003
placa de vídeo RTX 4090, placa-mãe B450 e placa solar 550W
placa mãe GTX1080
ano 2019, dia 1234, por 5000 reais
ART 1234 DA LEI 8112
carro por 5000 dos 2019, CARRO ANO 2019
meu carro SUV 2019 custou 25000 BRL
5000 RPM 1500 KWH 2024 NFL
SRT-2024 XYZ-3000
MIT-1234 GPL-2.0
12-MA-2024 12-34-56
voo TAP1234
ABC 1234 abc1234 abc-1234 abc1d23 1234 BCD
o carro fez 45000 km, modelo 2019, por 9500
a CBR-600 e a CG 160 2022 são motos
my car is a 2019 BMW 320, the window is 5000rpm
the CCS811 sensor driver and sha-256
estacionei na vaga B-204, multa de 1234 reais
the XYZ-100 series is out, no car here but park and lot far away from it all, see page 3
sha 1ABC1D23F xABC1D23
https://example.org/ABC-1234
o carro está na vaga 12, chego 10:30
""".strip().splitlines(),
)
def test_left(text):
    assert found(DETECTORS, text) == []


@given(st.from_regex(r"[A-Z]{3}[0-9][A-Z][0-9]{2}", fullmatch=True), st.booleans())
def test_every_plate_behind_its_word(plate, lower):
    plate = plate.lower() if lower else plate
    assert found(DETECTORS, f"a placa é {plate}.") == [("PLATE", plate)] * (
        plate[:3].upper() not in ("GTX", "RTX")
    )


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["carro ABC 2020 ", "abc-1234 ", "2020 ABC 1234 ", "AB-"])
def test_time_grows_no_faster_than_a_hostile_text(piece):
    def work(text):
        for detector in DETECTORS:
            list(detector.find(View(text)))

    assert growth(work, piece * (40_000 // len(piece))) < 10
