"""Numbers of telephones by what stands around them, and digits that are nobody's."""

import pytest
from acervo.privacy.detectors import phones, spelled_phones

from tests.unit.privacy.detectors.cases import found
from tests.unit.privacy.detectors.marked import marked

DETECTORS = (*spelled_phones.DETECTORS, *phones.DETECTORS)

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
""".strip().splitlines()


@pytest.mark.parametrize("text", CALLED)
def test_words_around_a_number_say_that_it_can_be_called(text):
    text, values = marked(text)
    assert found(DETECTORS, text) == [("PHONE", value) for value in values]


def test_a_number_in_a_column_of_telephones():
    table = "| morador | telefone | vaga |\n|---|---|---|\n| Bia | 3221-4477 | 3221-9988 |"
    assert found(DETECTORS, table) == [("PHONE", "3221-4477")]


@pytest.mark.parametrize(
    "text",
    [
        "| peça | estoque |\n|---|---|\n| parafuso | 3221-4477 |",
        "o rastreio diz 912804417",
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
