import pytest
from acervo.privacy.detection import View
from acervo.privacy.detectors import dictated_phones, phones, spelled_phones
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.growth import growth
from tests.unit.privacy.detectors.cases import found

DETECTORS = (*spelled_phones.DETECTORS, *dictated_phones.DETECTORS, *phones.DETECTORS)

PARTED = """6 9 9 9 9 9 9 - 0 0 0 1|6.9.9.9.9.9.9.0.0.0.1|+ 5 5 6 9 9 9 9 9 9 0 0 0 1
|6 9  9 9 9 9 9  0 0 0 1|69*99999*0001|69_99999_0001|69/99999/0001|69📞99999📞0001
|69 🌵 9 9999 🌵 0001|+55 • 69 • 99999 • 0001|+34 • 612 • 345 • 678
|seis nove nove nove nove nove nove nove zero zero zero um
|seis nove, nove nove nove nove nove, zero zero zero um
|sessenta e nove nove oito oito oito sete zero zero meia um
|sesenta y nueve, nueve nueve ocho siete, cero cero cero uno
|six oh two, five five five, oh one four seven
|69 nove nove nove nove nove zero zero zero um""".replace("\n", "").split("|")
PARTED += ["(69) 99999-\n0001", "+55 69\n98888 0001", "69 99999\n0001", "69\n99999-0001"]


@pytest.mark.parametrize("written", PARTED)
@pytest.mark.parametrize("around", ["{}", "meu zap é {} ok", "({})", "{}!", "«{}»"])
def test_numbers_taken_apart(written, around):
    (item,) = found(DETECTORS, around.format(written))
    assert item[0] == "PHONE" and item[1].strip("()") == written.strip("()")


def test_a_number_taken_apart_equals_the_plain_one():
    values = {
        item.value
        for text in ("69 99999-0001", *PARTED[:2], "+55 • 69 • 99999 • 0001", "69📞99999📞0001")
        for detector in DETECTORS
        for item in detector.find(View(text))
    }
    assert values == {"+5569999990001"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "TEL;TYPE=CELL;waid=5569999990001:+55 69 99999-0001",
            ["5569999990001", "+55 69 99999-0001"],
        ),
        ("item1.TEL;waid=5569999990001:69999990001", ["5569999990001", "69999990001"]),
        ("TEL;CELL:(69) 99999-0001", ["(69) 99999-0001"]),
        ("meu zap é 9 8 8 8 8 0 0 0 2", ["9 8 8 8 8 0 0 0 2"]),
        ("chama no 98888-0002", ["98888-0002"]),
        ("98888-0002", ["98888-0002"]),
        ("llámame al 612.345.678", ["612.345.678"]),
        ("+55 0xx69 99999-0001", ["+55 0xx69 99999-0001"]),
        ("69\u200f99999\u200b0001\u200eok", ["69999990001"]),
        ("tel 69 99999-000I", ["69 99999-0001"]),
        ("tlm 912/805/678", ["912/805/678"]),
        ("ring me 202_555_0147", ["202_555_0147"]),
        ("contacto 912 805\n678", ["912 805\n678"]),
        ("+351/912805678", ["+351/912805678"]),
        ("+351.912.805.678", ["+351.912.805.678"]),
        ("(00351) 912 805 678", ["(00351) 912 805 678"]),
        ("011 52 55 1280 5678", ["011 52 55 1280 5678"]),
        ("52 1 55 1280 5678", ["52 1 55 1280 5678"]),
        ("(044) 55 12805678", ["(044) 55 12805678"]),
        ("041(69)99999-0001", ["041(69)99999-0001"]),
        ("(202)5550147", ["(202)5550147"]),
        ("612.80.56.78", ["612.80.56.78"]),
        ("meu contato 9 9999 0001", ["9 9999 0001"]),
        ("1. Ana Souza - 3337908551", ["3337908551"]),
        ("oye, 5 2 1 3 3 2 5 4 4 3 1 9 9", ["5 2 1 3 3 2 5 4 4 3 1 9 9"]),
        ("cel.6.9.9.9.9.9.9.0.0.0.1", ["6.9.9.9.9.9.9.0.0.0.1"]),
        ("móvil: seiscientos doce 908 175", ["seiscientos doce 908 175"]),
        ("me liga no seis nove 99999 0001", ["seis nove 99999 0001"]),
    ],
)
def test_writings_with_a_word_that_says_so(text, expected):
    assert [part for _, part in found(DETECTORS, text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "1 2 3 4 5 6 7 8 9 10",
        "10 9 8 7 6 5 4 3 2 1",
        "0 1 0 1 1 0 0 1 0 1 1",
        "um dois três quatro cinco seis sete oito nove dez",
        "um dois um dois um dois um dois",
        "uno, dos, tres, cuatro, cinco, seis, siete, ocho",
        "placar 3 2 1 4 5 6 2 2 1 0 3",
        "0800 123 4567 e 0 8 0 0 1 2 3 4 5 6 7",
        "10\n98765\n4321\n1234",
        "11/9/2024 1030 e 21.09.2019 2023",
        "chamado 12345678 aberto",
        "custou 99999-0001 pontos",
        "ligue 08004664153 ou 4004-1234",
        "llama al 900 123 456, 902 123 456 o 01 800 123 4567",
        "linha grátis 800 200 300, 808 24 24 24, +351 800 200 300",
        "call 1-800-282-0030, (888) 341-3743, 877.555.0199 or +1 866 555 0199",
        "artigo 10.2905/j.cell.2023.42.586...",
        "joguei 05 - 08 - 33 - 40 - 56 - 58, saiu 06.11.13.19.26.35",
        "me liga sobre o pedido 612345678",
        "Total: 612.805.678",
        "meia hora, nove horas, uma vez, dois dias, três meses",
    ],
)
def test_counting_dates_and_scores_stay(text):
    assert found(DETECTORS, text) == []


PIECES = st.sampled_from(
    [*PARTED, "nove ", "dois, ", "double ", "e ", "waid=", "TEL:", "tel", "+55"]
)


@given(st.lists(st.one_of(PIECES, st.sampled_from(list("0169 -.\n🎉*a(")), st.text(max_size=2))))
def test_the_filters_miss_nothing(pieces):
    found(DETECTORS, "".join(pieces))  # asserts it


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["9 ", "nove ", "9*", "+5 ", "TEL", "1\n", "69 9"])
def test_time_grows_no_faster_than_a_hostile_text(piece):
    assert growth(lambda text: [list(d.find(View(text))) for d in DETECTORS], piece * 8_000) < 10
