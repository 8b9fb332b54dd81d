from collections import Counter

import pytest
from acervo.privacy.detection import View
from acervo.privacy.detectors import codes, commands
from acervo.privacy.pii import redact_text
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.growth import growth
from tests.unit.privacy.detectors.cases import found

ALL = (*codes.DETECTORS, *commands.DETECTORS)

# «» marks what is replaced.
SECRETS = """
seu código «7069» não compartilhe
Seu código do WhatsApp: «551-902»
«G-583920» is your Google verification code.
Use «482 913» as your login code
tu código «8841» no lo compartas con nadie
o codigo e «4821», nao digas a ninguem
chegou o código? é «993021»
Código «482913» válido por 5 minutos
Digite «482913» no app
«482 913» é o código
pin do cartão «4821»
my pin's «4821»
PUK: «12345678» PIN: «1234»
clave de la alarma «4821»
o cadeado abre com «0471»
gate: «2580»#
locker combo is «12-34-08»
la combinación del candado es «4-8-2-1»
el código del portal es «4821»
nip de la tarjeta «8832»
mysql -u root -p'«banana99»' acervo
curl -u ana:«banana99» https://example.org/
sshpass -p «banana99» ssh ana@example.org
docker login -u ana -p «banana99»
tool --password=«banana99» x
Cookie: theme=dark; sessionid=«banana99x»; path=/
Set-Cookie: sid=«banana99x»; HttpOnly
Authorization: Bearer «bananabanana9»
PHPSESSID=«k2j3h4k2j3h4»
""".strip().splitlines()


@pytest.mark.parametrize("wrap", ["{}", "🎉 {} 🎉", "olha:\n{}\nviu"])
@pytest.mark.parametrize("marked", SECRETS)
def test_codes_and_options_go(marked, wrap):
    parts = marked.replace("»", "«").split("«")
    text = wrap.format("".join(parts))
    assert found(ALL, text) == [("SECRET", part) for part in parts[1::2]]


STAYS = """
código de erro 404
exit code 1234
código do pedido: 482913
código penal 2848
your code is 2000 lines long
meu código é de 2019
the code is in line 1234
pin 13 do arduino
Erlang/OTP 27
la clave para 2025
use code SAVE20 for a discount
gate 12
mysql -u root -p acervo
docker run -p 8080:80 nginx
ssh -p 2222 example.org
mkdir -p src/main
curl -u user:password https://example.org
tool --password $PASSWORD
tool --token is required
Cookie: theme=dark
Authorization: Bearer <token>
""".strip().splitlines()


@pytest.mark.parametrize("text", STAYS)
def test_other_codes_and_options_stay(text):
    assert found(ALL, text) == []


PIECES = st.sampled_from(
    [marked.replace("«", "").replace("»", "") for marked in SECRETS]
    + STAYS
    + [" ", "\n", ": ", " é ", "código", "4821", "pin", "-p ", "482 913", "[SECRET_1]"]
)


@given(st.lists(PIECES, max_size=7))
def test_redacting_twice_changes_nothing_and_the_filters_let_pass(pieces):
    text = "".join(pieces)
    found(ALL, text)  # asserts that the filters let it pass
    redacted = redact_text(text, Counter())
    assert redact_text(redacted, Counter()) == redacted


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ["code ", "código a ", "1 ", "482913 is ", "pin do ", "mysql -p", "curl -u ", "a=1; "],
)
def test_time_grows_no_faster_than_a_hostile_text(piece):
    def work(text):
        for detector in ALL:
            list(detector.find(View(text)))

    assert growth(work, piece * (60_000 // len(piece))) < 10
