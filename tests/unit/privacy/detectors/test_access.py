"""Passwords and keys that only their looks and a word near them give away."""

import pytest
from acervo.privacy.detection import View
from acervo.privacy.detectors import access
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.growth import growth
from tests.unit.privacy.detectors.cases import found
from tests.unit.privacy.detectors.marked import marked

FOUND = """
qual era a senha da netflix? tentei <sktb-0xoi-btud> e não vai
a senha do wifi do salão mudou, agora é <girassol_30!> não passem
wi-fi visitante -> <cometa1204> (tudo minúsculo)
o wifi da sede é <Tortuga@2155> até sexta
probei com <Luciernaga@77> e entrou com essa senha
is the hulu password still <Popcorn#8821> or did she change it
guest network password changed to <Maple#2210>
the login for the tablet is coach / <Mountain@2067>
clave para entrar al aula: <caramelo2839>
pase de la plataforma: <QzibdN5U!>, mayúsculas y todo
config do router: palavra-chave <wmmOOGza!>
o router da sede tem <q7Lm-29Xz-b8Tr> por defeito
a chave da rede tá na etiqueta: <L68GwjRMgP1kC0J4iu0t==>
license key for the register <53df915c52e6b05f005a2c0323d9fa6b> keep it
router says security key <5091f31c-xPZc1LTqlafJjkEN4> on the sticker
la licencia del programa de caja es <TGd3mWtEBCeB2Af9JIcqG7tM9> no la pierdan
""".strip().splitlines()
KEPT = """
comprei o TP-Link AC1750 e a senha padrão não funciona
o wifi do ASUS RT-AC68U caiu, roteador ruim
the wifi here is 802.11ax on the Guest_5G network
login failed at 2023-07-13T12:52:27Z for nobody
a senha mudou na versão 13.2.5rc1 do app
password hashing with argon2id and aes-256-gcm
the password field of `user_2` takes utf8mb4 text
acesso pela BR-364 km 702, portão B12
a senha da Ana? pergunta pra ana.souza@example.org
o login fica em https://example.org/login?next=abc12345
commit c7862f017c5a1139ef1659f58381022760a14cc8 broke the login
a chave bate com o sha256 be2d319a227b1771e6458e2c6e701fab44b745ac
key 550e8400-e29b-41d4-a716-446655440000
[Remove RequestedToCapacityRatio from the access API](x)
pass `codegen-units=4` or mir-opt-level=1 to try
fixed the token refresh in test-infra#10422
senha anotada no ABC1D23
a chave do carro é nova!
password manager of 2024!!
""".strip().splitlines()


@pytest.mark.parametrize("text", FOUND)
def test_what_looks_like_a_password_near_a_word_for_one_goes(text):
    text, values = marked(text)
    assert found(access.DETECTORS, text) == [("SECRET", value) for value in values]


@pytest.mark.parametrize("text", KEPT)
def test_versions_models_hashes_and_addresses_stay(text):
    assert found(access.DETECTORS, text) == []


PIECES = st.sampled_from(
    [marked(text)[0] for text in FOUND] + KEPT + ["senha ", "key:", "abc12345", "\n", " ", "wifi"]
)


@given(st.lists(PIECES, max_size=6))
def test_the_filter_misses_nothing(pieces):
    found(access.DETECTORS, "".join(pieces))  # asserts it


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["senha ", "key a1B2c3D4e5F6g7H8 ", "a1!", "wifi-", "x_"])
def test_time_grows_no_faster_than_a_hostile_text(piece):
    def work(text):
        for detector in access.DETECTORS:
            list(detector.find(View(text)))

    assert growth(work, piece * (60_000 // len(piece))) < 10
