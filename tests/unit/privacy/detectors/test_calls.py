"""Numbers of telephones by what stands around them, and digits that are nobody's."""

import pytest
from acervo.privacy.detectors import dictated_phones, phones, spelled_phones

from tests.unit.privacy.detectors.cases import found
from tests.unit.privacy.detectors.marked import marked

DETECTORS = (*spelled_phones.DETECTORS, *dictated_phones.DETECTORS, *phones.DETECTORS)

CALLED = """
recado pra quem for: <3221-4477> (zap)
se der ruim: qualquer coisa, <912804417>
salva aí o novo, <912 804 417>
reservas <612345987>
my direct line is <555-0143>
text <2025550143> first
a portaria atende pelo <3 2 2 1 4 4 7 7>
discar *<seis nove nove oito oito um um dois três quatro>* já
liga: _<seis nove nove oito oito um um dois três quatro>_
o primo manda <5 5 6 9 9 8 1 1 2 3 4 4 0> e some
se o interfone não tocar me dá um toque no <6730-4140>
meu fixo é <3056-0701>, até as dez
buzz me on <555-0130> if the gate sticks
yall stop calling <555-0178> thats my old work number
anota aí <99751 5004> é o cel do motorista
telefona para o trabalho <351 918 065 959>
se houver problemas: <351218879147>
guarda aí o <22 750 14 42> do canalizador
vizinho do <351212429305> nunca mais pagou
el del gas es <8134674535> y viene hoy
hear of work we're at <2025550115>, thanks
anybody know <3035550135>? rings and hangs up
for rides to the airport: <8085550126>
avisen retrasos al <6 9 2 1 4 5 7 6 0> por favor
pode mandar o comprovante pro <98133-2210>
pedidos no <99988-7766> até as dez
pon el <791-747-991> en el papelito, es el cel del edificio
<2125550144> é o número dele
scam alert: <4.4.7.7.0.0.9.0.0.9.7.3> says they are a bank
Tel.: <5.5.6.9.9.9.9.9.9.0.0.0.1>
📞 <32214477>
me passa teu número?\\n<99888 1234>
Lista\\n1 Ana Souza <2125550180>\\n2 Bia Lima (<2125550181>)
Fermín Bermúdez <792 114 808> fermin@example.org
""".strip().splitlines()


@pytest.mark.parametrize("text", CALLED)
def test_words_around_a_number_say_that_it_can_be_called(text):
    text, values = marked(text.replace("\\n", "\n"))
    assert found(DETECTORS, text) == [("PHONE", value) for value in values]


def test_a_number_in_a_column_of_telephones():
    table = "| morador | telefone | vaga |\n|---|---|---|\n| Bia | 3221-4477 | 3221-9988 |"
    assert found(DETECTORS, table) == [("PHONE", "3221-4477")]


@pytest.mark.parametrize(
    "text",
    [
        "| peça | estoque |\n|---|---|\n| parafuso | 3221-4477 |",
        "o rastreio diz 912804417",
        "order number 876808305, placed today",
        "order 555-0199 was canceled, invoice 2025550143",
        "protocolo 98765432 da prefeitura",
        "procuro livro de receita antigo 8578446267",
        "ISSN 1678-5320, isbn 0060162937",
        "a iso 9001-2015, NBR 9050-2020, 2023-2024",
        "between 200-1000 people, 2500-3000 palavras, page 555-1200",
        "the counter stopped at 2147483647",
        "o arquivo ficou com 4068726702 ns",
        "o número de casos subiu para 123456789",
        "são 912345678 habitantes",
        "el lector marca 5601737333321 como artículo",
        "pedido 612345678, liga amanhã",
        "the tracking says 912804417",
        "o arquivo tem 69981123440 bytes",
        "1 2 3 4 5 6 7 8 9 10 11",
        "reservas esgotadas, pedido 612345",
        "0800 722 1234",
        "10.1000/69981123440",
    ],
)
def test_digits_that_nobody_calls(text):
    assert found(DETECTORS, text) == []
