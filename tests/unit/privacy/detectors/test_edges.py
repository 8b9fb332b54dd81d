"""What stands at the edge of a value: ornaments, the next field, a line break, a prefix."""

import pytest
from acervo.privacy import detectors

from tests.unit.privacy.detectors.cases import found
from tests.unit.privacy.detectors.marked import marked

FOUND = """
DNI: ficha de socio: identificación: <x1234567l>
DNI: nie <x1234567l> ok
DNI: mi dni <12345678 z>
DNI: dni=<12345678z>telefono=pendiente
CPF: cpf=<52998224725>nome=
SSN: social: <531 21 7351>
SSN: ssn=_<531-21-7351>_city=Boise
NIF: a fatura leva o NIF <PT123456789>
BIRTHDATE: D.N. `<4/9/57>`
PLATE: the car that left had tag number <KTR-482>
IP: câmera em _<192.168.7.31>_
ADDRESS: moro na <R. 7 de Setembro n. 812>
SECRET: mudei a senha, agora e <Jabuti@4821>
SECRET: la clave <%Rk7vB2q9Zt>
HANDLE: i'm <robertalves> on insta
HANDLE: procurem-me no tiktok como <ceramicadazeza>
HANDLE: pic by @<lena_prado7>
LINK: she bakes them: t.me/<lenaprado>
""".strip().splitlines()
KEPT = """
postgres://user:password@localhost:5432/app
mysql://usuario:senha@localhost/app
amqp://<user>:<secret>@localhost
a obra fecha a rua 15 e rua 16
CAN I TALK TO A REAL PERSON
falar com atendente humano
I'm addicted on instagram
sou analista no linkedin
identificación: 12345678 a
tag number of the release: 482
""".strip().splitlines()


def _every(text: str) -> list[tuple[str, str]]:
    return found(detectors.DETECTORS, text)


@pytest.mark.parametrize("case", FOUND)
def test_what_is_found_at_edges(case):
    kind, text = case.split(": ", 1)
    text, values = marked(text)
    assert [item for item in _every(text) if item[0] == kind] == [(kind, v) for v in values]


@pytest.mark.parametrize("text", KEPT)
def test_what_stays(text):
    assert _every(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CEP\n76801000", ("POSTCODE", "76801000")),
        ("passaporte dela, nº\nFX123456", ("PASSPORT", "FX123456")),
        ("razão: Padaria Aurora (12ABC34501DE35)", ("CNPJ", "12ABC34501DE35")),
    ],
)
def test_a_value_under_or_behind_its_words(text, expected):
    assert expected in _every(text)
