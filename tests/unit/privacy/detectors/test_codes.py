from collections import Counter

import pytest
from acervo.privacy.detection import View
from acervo.privacy.detectors import codes, commands
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.growth import growth
from tests.unit.privacy.detectors.cases import found
from tests.unit.privacy.one_text import redact_text

ALL = (*codes.DETECTORS, *commands.DETECTORS)

# «» marks what is replaced.
SECRETS = """
cód. garagem («570332»#) não passar
código da caixa das chaves «625514»
airbnb keypad «0105» wifi no cartaz
a palavra-chave do zoom é «1196»
o itoken gerou «421461»
marca «2841» e depois cardinal
dial «5213» then pound
a mí me llegó «2912»
they texted me «1348», scam right?
o código que apareceu pra mim foi «6929»
you're approved, code «8467»
código para levantar a encomenda «283-946»
la taquilla del gimnasio tiene «4582»
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
o alarme da escola desarma com «3190», último a sair liga
a moça do alarme disse pra desarmar com «034-416» e esperar o bip
o cofre da sede abre com «2648», só a diretoria sabe
el portón nuevo abre con «695-470» y luego gato
alarma de la tienda: se apaga con «337431», apunten
alarm at the store: punch «596244» before it rings
alarme da loja: «0647», se tocar liguem
alarme da capela: marcar «376231» e fechar a porta
mb way pediu código, deu «2922», já está
o banco mandou um sms com «353108» pra confirmar
me manda o código que chegou aí... foi «492-473»
mãe me passa o código que chegou no sms:\\n«307253»\\nobg
código do portão social «8746» obg
2FA chegou: «743341», digita logo que expira
a porta abre digitando «853353» e girando
o cacifo da biblioteca abre com «004-356», é o código
the lockbox by the meter opens on «2281»
the keypad takes «90215» then star
front gate is «4419» then pound
hit «7702» on the keypad
unlock the side door with «4471»
punch in «6604» and pull hard
teclea «330912» y luego la campanita
para entrar a la junta pongan «902-117»
para abrir a cancela é «3390» e tecla verde
dicta «991204» al repartidor cuando llegue
recebi «771045» por mensagem, é o código da AT?
o app do prédio gera a chave do dia: «773920»
clave dinámica «77120934» no la compartas
«0471» abre o cadeado da bicicleta
""".strip().splitlines()


@pytest.mark.parametrize("wrap", ["{}", "🎉 {} 🎉", "olha:\n{}\nviu"])
@pytest.mark.parametrize("marked", SECRETS)
def test_codes_and_options_go(marked, wrap):
    parts = marked.replace("»", "«").replace("\\n", "\n").split("«")
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
código 3 da máquina é falta de água
código de erro 482913 apareceu na tela
the code for the red paint is 4471
o código do produto na prateleira é 884123
o código da asignatura é 1205 ou 1305
the building code section 1207 applies
paguei 1500 no alarme e 2300 na câmera
o alarme tocou às 0450, alarm set for 0630
o cofre tem 2300 moedas, locker 1187 is mine
abre a porta 8443 no firewall, PORT=8080
TOKEN=x\\nPORT=8080
entra com 30000 de entrada, el gimnasio abre con 1200 socios
recebi 1500 por mês e 3200 mensagens
rua 21 de abril 4715
quem abriu o GH-9300? o código quebrou
got 84090 of brisket, the code on the door
expirationSeconds: 7200 of the token
[RFC 1229: turn statically known erroneous code into warnings]
cpf 987 397 494 60 senha
mkdir -p src/main
curl -u user:password https://example.org
tool --password $PASSWORD
tool --token is required
Cookie: theme=dark
Authorization: Bearer <token>
""".strip().splitlines()


@pytest.mark.parametrize("text", STAYS)
def test_other_codes_and_options_stay(text):
    assert found(ALL, text.replace("\\n", "\n")) == []


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
