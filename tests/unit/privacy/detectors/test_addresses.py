from collections import Counter

import pytest
from acervo.privacy.detection import View
from acervo.privacy.detectors.addresses import DETECTORS
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.growth import growth
from tests.unit.privacy.detectors.cases import found
from tests.unit.privacy.one_text import redact_text

# Each line is one address and nothing else.
WHOLE = r"""
Rua das Acácias, 123, apto 45, bloco B, Jardim América, Porto Velho - RO, 76801-000
R. Dom Pedro II 1020
R Augusta 1500
r. das dores, 15
av brasil n 500 casa 2
av. sete de setembro 1234 centro porto velho ro
Av. Sete de Setembro, 1234, sala 302, Ed. Central Park, Centro
Rua José Bonifácio, 45, Cond. Sol Nascente, Casa 7, CEP 76820-100
Rua Ver. José Silva nº 12, 2º andar, São Paulo-SP
Rua Antônio Carlos,500-Centro-Curitiba-PR
Rua João Goulart, 2250 - São Cristóvão - Porto Velho/RO - CEP: 76804-090
Rua Salgado Filho, 2341, Bairro Nossa Senhora das Graças, Porto Velho, Rondônia
RUA DAS FLORES, 123 - CENTRO - CURITIBA/PR
rua jose do patrocinio 45 bairro nova esperanca porto velho
rua 25 de março 1020, centro, são paulo/sp
rua t-63 n 1296 setor bueno goiania
Rua 15, 230
Rua 15 nº 230, Qd 4 Lt 7
Rua C, Quadra 10, Lote 5, Setor Sul, Goiânia - GO
Rua Augusta, 1500 (Consolação)
Rua das Flores nº 45-A, fundos
Rua São João 55 6º andar
Rua XV de Novembro, 1.020
Av. Jorge Teixeira, s/n, bairro Liberdade
Praça da Sé, 100 - Centro
Largo do Machado, 29
Travessa do Sol, 12
Beco do Batman, 12
Ladeira da Barra, 1200, Salvador/BA
Alameda Santos, 1800, conj. 45
Estrada da Penal, km 7
Rodovia BR-364 km 12
BR-101 km 230
Linha 21, km 14, lote 7
Sítio Boa Esperança, km 30
Quadra 12 Lote 3
Lote 3 da quadra 12
SQN 210 bloco C ap 101
QNM 12 conjunto B casa 4
SHIS QI 15 conjunto 7 casa 12, Lago Sul
SQS 308 Bloco D Apto 504, Brasília - DF
Condomínio Parque das Flores, torre 2, ap 1203
Caixa Postal 123
Rua do Ouro, nº 12, 3º Esq., 1100-060 Lisboa
Av. da Liberdade 110 2º Dto
Rua Garrett, n.º 12 - 3.º Dto., 1200-204 Lisboa, Portugal
Av. Almirante Reis, 45, r/c esq, Lisboa
Praceta António Sérgio, nº 5, 2º Esq, 2745-123 Queluz
travessa da queimada 3, 2 dto
Calle Mayor 12, 3º B, 28013 Madrid
C/ Alcalá, 45
C/ Gran Vía, 28, 4º izq, 28013 Madrid
Avda. de América 10
calle de la princesa 25 2ºB madrid
Avenida de la Constitución nº 5, Bajo A, 41001 Sevilla
Carrer de Mallorca 401, 2º 1ª, 08013 Barcelona
Av. Diagonal 640, 3r 2a, 08017 Barcelona
Av. Insurgentes Sur 1602, Col. Crédito Constructor, CDMX, C.P. 03940
Paseo de la Reforma 222, piso 5, Col. Juárez, Alcaldía Cuauhtémoc, 06600 CDMX
Calle 5 de Mayo #12, Col. Centro, Puebla, Pue., C.P. 72000
Calle Hidalgo No. 45 int. 3, Colonia Roma Norte, Ciudad de México
Priv. Juárez 12-B, Fracc. Las Palmas, Zapopan, Jal.
Manzana 4 Lote 12, Col. Centro
Apdo. de correos 45
1600 Pennsylvania Ave NW, Washington, DC 20500
221B Baker Street
42 Elm St Apt 3, Springfield, IL 62704
123 main st apt 4b new york ny 10001
1520 maple avenue, austin tx 78701
1234 NW 5th Ave, Portland, OR 97209
500 Broadway, Seattle
Unit 5, 200 Industrial Blvd, Houston TX 77001
Flat 4, 12 High Road, London SW1A 1AA
Flat 2, 15 Queen's Road, Brighton BN1 3XA
12 Orchard Way, Leeds LS1 4AB
P.O. Box 4521, Austin, TX 78765
PSC 1234, Box 567\nAPO AE 09012
56 rue La Boétie
Hauptstraße 12
Kerkstraat 3
Via Roma 131
6750 Koskikatu 25 Apt. 864
742 Evergreen Terrace, 62704-1234
ap 302 rua das flores 123
Cond. Bosque, torre 2, ap 91
""".strip().splitlines()
WHOLE = [line.replace("\\n", "\n") for line in WHOLE]


@pytest.mark.parametrize("address", WHOLE)
def test_an_address_is_one_piece(address):
    assert found(DETECTORS, address) == [("ADDRESS", address)]


AROUND = [
    "manda pra {} ok",
    "({})",
    "*{}*",
    "x\n{}\ny",
    "endereço: {}.",
    "🎉 {} 🎉",
    "«{}»",
    "é {}!",
]


@pytest.mark.parametrize("around", AROUND)
def test_an_address_goes_whatever_stands_around_it(around):
    for address in WHOLE:
        kept = redact_text(around.format(address), counts := Counter())
        assert counts["ADDRESS"] == 1, (address, kept)
        assert not any(c.isdecimal() and c != "1" for c in kept), (address, kept)


# «» marks what is replaced.
INSIDE = """
moro na «rua das flores 123 ap 302» desde maio
moro na «rua das flores 123» perto do mercado
«Rua A, 10» amanhã às 8h
fica na «av calama 3450» em frente ao posto
Minha casa é na «Rua Abunã 1520, Olaria». Te espero lá
entregar na «Rua Beija Flor 45 ap 12 bloco b», fone 3222-1234
«Rua Acre 45» e «Rua Pará 60»
«Rua Acre, 45», João vai te receber
«Rua Acre 45» - falar com Ana
«Avenida Sete de Setembro, 1000, Centro, Porto Velho, RO», amanhã às 8h
vivo en «calle Morelos 45» entre Juárez e Hidalgo
vivo en «c/ mayor 12, bajo izq»
come over to «18 rosewood lane» tonight
send it to «1520 maple avenue, austin tx 78701» please
«42 Elm St, Springfield, IL» tomorrow
«4768 N Old Mill Rd» é o lugar
vivo en «Avda. del Pez 293, 6-C» desde ayer
I live on «350 Fifth Avenue, New York, NY 10118».
Rua [NAME_1], «123 ap 4»
estamos na «Travessa do Alecrim 24» apareçam
Imóvel: «Travessa do Alecrim 24»
to na «r. joaquim nabuco 221» te esperando
«Calçada da Estrela 11, 1.º»
«Bairro do Alvito, 12»
«C/Alcalá 45»
«Carretera Nacional km 22.5», a la derecha
come over, «77 Sunset Blvd Apt 4B»
he lives on «14 Grove Park Rd» now
«4021 County Road 12»
«2200 Highway 71 South», no sign
my place is «509 maple dr» ok
«1 Infinite Loop»
at «15 Mulberry Way», second door
a card for «14 Crown Street, London, United Kingdom» please
Meet me at «52 Huntly Street\\n Suite 132\\n Barmolloch\\n United Kingdom».
sent to «12 Timms Drive Suite 215 NUNGATTA Australia» last week
at «the corner of Kapelaniestraat 88 and Whittaker Street» tonight
meet me at «2407 tawastintie 6» ok
""".strip().splitlines()


@pytest.mark.parametrize("marked", INSIDE)
def test_an_address_ends_where_the_sentence_goes_on(marked):
    parts = marked.replace("\\n", "\n").replace("»", "«").split("«")
    assert found(DETECTORS, "".join(parts)) == [("ADDRESS", part) for part in parts[1::2]]


STAYS = """
a Rua XV está alagada
Avenida Paulista
o buraco da rua 15
Av. 2 da série
rua sem saída
Bloco B, 3º andar
sala 101, bloco B
street fighter 2
a rua alagou 3 vezes
na avenida tem 5 carros
fechou a rua 2 vezes
fui pra rua às 10
Avenida Paulista 10h
Av. Paulista, 15/11 às 14h
Avenida Brasil, 2 de dezembro
Avenida Brasil 20:00
vi na Globo, Avenida Brasil, capítulo 12
fechei a rua 15 e a rua 16
na rua cheia de buraco 2 dias seguidos
Av. Paulista 2 pistas fechadas
a rua alagou, 3 carros boiando
na rua do Pedro tem 2 cachorros
Eu moro na rua de baixo, 5 minutos daqui
vou no mercado da rua de cima comprar 2 pães
a praça é nossa 3
Parque Ibirapuera 2024
Quinta Feira, 15
linha 10 do código
na linha 42, coluna 7
conjunto de dados com 1000 linhas
quadra 3 do set
lote 3 da vacina
Pregão 12, lote 3, item 4
bloco B
casa 2
apto 101 vago
BR-364 tem 3 pontos de lentidão
almoço c/ Ana 12 pessoas
c/ leite 2 vezes
calle 13 es un grupo
cuesta 20 euros la entrada
el paseo de 2 horas
la plaza tiene 200 años
ronda 16
3 days on the road
there is 1 way to do it
2 lane road
a 10 minute drive
1st place
2 Square Rust Lunch, Jan 24
10 Things Your Street Needs
5 people on the street
10 Broadway shows
September 9, 2021, Pleasant Grove
Route 66
5th Avenue
via e-mail 10
Spring 2017
10 20 30 40 50 60
R$ 1.234.567,89
Lei 13.709/2018, art. 5º
NBR 5410
placar 10-20 30-40
naca r. 563, 1936
Avenida Paulista 12 manifestantes
Travessa do Carmo 12 horas sem água
the corner of Fifth and Main
level 3 Infinite Loop bug
we saw 12 Open Trail races
[ADDRESS_1], [ADDRESS_2] Rua [NAME]
https://example.org/rua-das-flores-123
""".strip().splitlines()


@pytest.mark.parametrize("text", STAYS)
def test_streets_counts_and_dates_stay(text):
    assert found(DETECTORS, text) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("CEP 76801-000 76.801-000", ["76801-000", "76.801-000"]),
        ("cep: 76801000", ["76801000"]),
        ("76801000", []),
        ("1100-060 Lisboa", ["1100-060"]),
        ("1100-060 pontos", []),
        ("código postal 28013", ["28013"]),
        ("Código Postal: 1100-060", ["1100-060"]),
        ("C.P. 03940", ["03940"]),
        ("28013 pessoas", []),
        ("zip code 62704-1234", ["62704-1234"]),
        ("Springfield, IL 62704", ["62704"]),
        ("order ID 48213, archive.zip 12345", []),
        ("it is SW1A 1AA", ["SW1A 1AA"]),
        ("the zip code here is 62704", ["62704"]),
        ("austin tx 78701", ["78701"]),
        ("live in Portland OR 97209", ["97209"]),
        ("vivo en 28013 Madrid", ["28013"]),
        ("10000 Madrid fans", []),
        ("cep da minha casa 76801000", ["76801000"]),
        ("postcode m1 4bt", ["m1 4bt"]),
        ("qual o cep daí?\nRui: é 76801000", ["76801000"]),
        ("põe 76801000 no cep", ["76801000"]),
        ("o código postal da casa da minha tia é 4992-185, escrevam", ["4992-185"]),
        ("a encomenda vai para o 4992-185", ["4992-185"]),
        ("falta na morada\n4992-185\nnão esqueças", ["4992-185"]),
        ("¿tu código postal? el mío es 06050", ["06050"]),
        ("¿qué CP pongo? 28013", ["28013"]),
        ("vivo en el 28013 de Madrid", ["28013"]),
        ("cp de la oficina 06600", ["06600"]),
        ("el CP que sale en el mapa está mal, el bueno es 08024", ["08024"]),
        ("zip is (62704-1234)", ["62704-1234"]),
        ("her zip is 62704, mine's 62711", ["62704", "62711"]),
        ("I'm in the 62704 zip code", ["62704"]),
        ("enter 62704 when it asks for the zip", ["62704"]),
        ("ZIP: 394 13", ["394 13"]),
        ("[EMAIL_1]|[PHONE_1]|76801000", ["76801000"]),
        ("zip? 62704 people came", []),
        ("the zip file has 62704 lines, zip of 62704 files", []),
        ("order 62704 in a zip bag, a versão 4992-185", []),
        ("MacBook M2 8GB, S3 1TB, E5 2670, 2019-023", []),
    ],
)
def test_postal_codes(text, codes):
    assert found(DETECTORS, text) == [("POSTCODE", code) for code in codes]


def test_one_address_has_one_value_however_it_is_written():
    texts = ("Rua das Flores, 123 - ap 4", "rua das flores 123 ap 4", "RUA DAS FLORES, 123, AP. 4")
    values = {i.value for text in texts for i in DETECTORS[0].find(View(text))}
    assert len(values) == 1


JOINTS = ["Rua", "R.", "av", "Calle", "C/", "nº", "12", ",", "-", "123", "ap", "Centro", "RO", "St"]
JOINTS += ["Apt", "CEP", "cep 1", "\n", " ", "Acre", "s/n", "Qd", "Q", "Lt"]
PIECES = st.sampled_from([*WHOLE, *STAYS, *JOINTS])


@given(st.lists(PIECES, max_size=8), st.sampled_from(["", " ", ", "]))
@settings(max_examples=300, deadline=None)
def test_the_filter_lets_pass_what_is_found_and_twice_is_once(pieces, joint):
    text = joint.join(pieces)
    found(DETECTORS, text)
    redacted = redact_text(text, Counter())
    assert redact_text(redacted, Counter()) == redacted


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    """rua |Rua A |rua a, 1 |1 |1 a |12 Elm |1 A 1 B |a|n |av. |Rua A 1, B - |Apt 1 |address: 1 A |a\n
    |Rua A 1\n|cep |1,|Via A |Rua A 1 [NAME] """.replace("\n    ", "").split("|"),
)
def test_time_grows_no_faster_than_a_hostile_text(piece):
    def work(text):
        return [list(detector.find(View(text))) for detector in DETECTORS]

    assert growth(work, piece * (60_000 // len(piece))) < 10
