import pytest
from acervo.privacy.detectors import cells

from tests.unit.privacy.detectors.cases import found
from tests.unit.privacy.detectors.marked import marked


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("PASSPORT", "[NAME_1] / [BIRTHDATE_1] / <FX123456>"),
        ("PASSPORT", "pax 1 - [NAME_1] - <fx123456> - [BIRTHDATE_1]"),
        ("PASSPORT", "passport list\n1 [NAME_1] <123456780> thx"),
        ("NIF", "irs\na [NAME_1] <125 290 373>"),
        ("NIF", "[NAME_1] | [BIRTHDATE_1] | <PT226119238>"),
        ("DNI", "ficha: [NAME_1], nac. [BIRTHDATE_1], <12345678z>, talla l"),
        ("POSTCODE", "factura a [NAME_1], mail [EMAIL_1], <07161>."),
        ("POSTCODE", "[NAME_1] / [NIF_1] / <4949-684> pode ser?"),
        ("POSTCODE", "nome, cep\n[NAME_1], <76801002>"),
    ],
)
def test_by_the_rest_of_the_row(kind, line):
    text, parts = marked(line)
    assert found(cells.DETECTORS, text) == [(kind, part) for part in parts]


@pytest.mark.parametrize(
    "text",
    """
[NAME_1], 12345 pontos
[NAME_1] - 50000
[NAME_1]: 123456780
[EMAIL_1], [NAME_1], 12000
Ana, 07161
[NAME_1] 12345678a
[NAME_1] comprou 226119238
""".strip().splitlines(),
)
def test_other_cells(text):
    assert found(cells.DETECTORS, text) == []
