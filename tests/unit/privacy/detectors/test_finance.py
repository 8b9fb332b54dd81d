import pytest
from acervo.privacy.detection import View
from acervo.privacy.detectors import accounts, branches, finance, pix
from acervo.privacy.pii import identify
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from tests.unit.growth import growth
from tests.unit.privacy.detectors.cases import found

ALL = (*pix.DETECTORS, *accounts.DETECTORS, *finance.DETECTORS, *branches.DETECTORS)
CODE = (
    "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR"
    "5913Fulano de Tal6008BRASILIA62070503***63041D3D"
)
UUID = "123e4567-e12b-12d1-a456-426655440000"

WHOLE = {
    "CARD": """4111 1111 1111 1111|4111-1111-1111-1111|4111.1111.1111.1111|4111 1111-1111.1111
        |41111111 11111111|4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1|4111 - 1111 - 1111 - 1111|4111111111111111
        |3782 822463 10005|378282246310005|5500 0055 5555 5559|30569309025904""",
    "IBAN": """PT50 0002 0123 1234 5678 9015 4|PT50000201231234567890154|pt50 0002 0123 1234 5678 9015 4
        |PT50.0002.0123.1234.5678.9015.4|ES91-2100-0418-4502-0005-1332|es9121000418450200051332
        |GB82 WEST 1234 5698 7654 32|BR18 0036 0305 0000 1000 9795 493C 1""",
    "ACCOUNT": """34191.09008 63571.277308 71444.640008 5 96610000014500
        |34191090086357127730871444640008596610000014500|2100 0418 45 0200051332
        |032 180 00011835971 9|1BoatSLRHtKNngkdXEeobR76b53LETtpyT
        |bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4""",
    "PIX": CODE,
}
VALUES = [(kind, v.strip()) for kind, values in WHOLE.items() for v in values.split("|")]
WRAPS = [
    "{}",
    "manda pra {} ok",
    "🎉{}🎉",
    "({})",
    "*{}*,",
    "x\n{}\ny",
    "_{}_",
    "é:{};",
    "oi,{}!",
    "{}.",
]


@pytest.mark.parametrize("wrap", WRAPS)
@pytest.mark.parametrize(("kind", "value"), VALUES)
def test_numbers_with_check_digits_are_found_whole_whatever_is_around(kind, value, wrap):
    assert found(ALL, wrap.format(value)) == [(kind, value)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("meu cartão 6304 2737 3398 x", ["6304 2737 3398"]),
        ("tarjeta 411111 1111111111", ["411111 1111111111"]),
        ("4111 1111 1111 1111 12/27 123", ["4111 1111 1111 1111", "123"]),
        ("CVV: 123, cvc é 1234; código de segurança 321", ["123", "1234", "321"]),
        ("85890000000-3 12340328500-1 00000000000-0 00000000000-0", []),
        (
            "minha carteira eth 0x52908400098527886E0F7030069857D2E4169EE7",
            ["0x52908400098527886E0F7030069857D2E4169EE7"],
        ),
        ("CLABE 032180000118359719", ["032180000118359719"]),
        ("NIB 000201231234567890154", ["000201231234567890154"]),
        (f"minha chave pix:\n{UUID}", [UUID]),
        (f"{UUID} é meu pix", [UUID]),
        (f"doações: {UUID}", [UUID]),
        (f"paga aí, {UUID}", [UUID]),
        (f"{UUID}\nessa é a chave", [UUID]),
        (f"a chave primária é {UUID}, erro no pedido {UUID}", []),
        ("the three digits on the back are 321", ["321"]),
        ("o código atrás do cartão é 1234", ["1234"]),
        ("código 200, voltei atrás 300 vezes; the code is back, 404", []),
        (f"chave aleatória {UUID.replace('-', '').upper()}", [UUID.replace("-", "").upper()]),
    ],
)
def test_words_around_a_number_decide(text, expected):
    assert [part for _, part in found(ALL, text)] == expected


def test_a_pix_code_may_be_broken_and_cut_off():
    broken = CODE[:40] + "\n" + CODE[40:90] + " \n" + CODE[90:]
    assert found(pix.DETECTORS, f"paga aí:\n{broken}\nvaleu") == [("PIX", broken)]
    assert found(pix.DETECTORS, f"{CODE[:-8]}\nvaleu") == [("PIX", CODE[:-8])]
    [one], [other] = (list(pix.DETECTORS[0].find(View(text))) for text in (CODE, broken))
    assert one.value == other.value
    assert [item.kind for item in identify(CODE)] == ["PIX"]  # and nothing inside it


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ag 1234 conta 56789-0", ["1234", "56789-0"]),
        ("ag. 0001 c/c 123456-7", ["0001", "123456-7"]),
        ("agência: 1234-5 / conta corrente: 98765-4", ["1234-5", "98765-4"]),
        ("banco 260 ag 0001 cc 1234567-8", ["0001", "1234567-8"]),
        ("Nubank (260) Ag: 0001 Conta: 12345678-9", ["0001", "12345678-9"]),
        ("Ag.: 3477-0 C/C.: 12.345-6", ["3477-0", "12.345-6"]),
        ("ag 1234 op 013 conta 00012345-6", ["1234", "00012345-6"]),
        ("ag/cc: 1234 / 12345-6", ["1234", "12345-6"]),
        ("Itaú 0341 / 12345-6", ["0341", "12345-6"]),
        ("conta: 56789 dígito 0, agência 1234", ["56789 dígito 0", "1234"]),
        ("conta poupança 12345-X", ["12345-X"]),
        ("a conta da minha irmã é 12345-6", ["12345-6"]),
        ("número de cuenta: 0123456789", ["0123456789"]),
        ("cuenta BBVA 0123456789", ["0123456789"]),
        ("routing number 021000021 account number 1234567890", ["021000021", "1234567890"]),
        ("sort code 12-34-56 account number 12345678", ["12-34-56", "12345678"]),
    ],
)
def test_branches_and_accounts_by_their_words(text, expected):
    assert found(branches.DETECTORS, text) == [("ACCOUNT", part) for part in expected]


INNOCENT = (
    f"""
4111 1111 1111 1112 e 4111111111111112 e PT50 0002 0123 1234 5678 9015 5
pedido nº 4111111111111111|10 20 30 40 50 60 70 80|1700000000000|5.000.000-10.000.000
978-85-333-0227-3|2024-05-06 10:30:22|em 20 minutos e meio eu chego aí viu
34191.09008 63571.277309 71444.640008 5 96610000014500|111111111111111111|123456789012345678
commit {UUID}|request id {UUID}|a chave primária é {UUID}
0x52908400098527886E0F7030069857D2E4169EE7|1BoatSLRHtKNngkdXEeobR76b53LETtpyU
000201 pessoas, 6304 casas|000201 linhas 6304ABCD
a conta deu 150 reais|conta: 350,00|agência 1234|agência de 2024 e conta de luz de 180 reais
conta de luz 2024-1|a conta foi 1.234,56|my account 2024|transit 123456789|cc 2.0 1600|account 2 of 3
códigos 12/2024 123|validade 12/27|security codes
""".strip()
    .replace("\n", "|")
    .split("|")
)


@pytest.mark.parametrize("text", INNOCENT)
def test_other_numbers_stay(text):
    assert found(ALL, text) == []


@given(
    st.text("0123456789", min_size=15, max_size=15),
    st.lists(st.sampled_from(["", " ", "-", ".", "  "]), min_size=3, max_size=3),
)
def test_a_card_in_any_grouping_is_found_and_a_wrong_digit_saves_it(body, joints):
    digits = "4" + body[:14]
    digits += luhn.calc_check_digit(digits)
    groups = [digits[i : i + 4] for i in range(0, 16, 4)]
    card = "".join(a + b for a, b in zip(groups, [*joints, ""], strict=True))
    assert found(finance.DETECTORS, f"cartão {card}") == [("CARD", card)]
    wrong = card[:-1] + str((int(card[-1]) + 1) % 10)
    assert found(finance.DETECTORS, f"cartão {wrong}") == []


PIECES = st.sampled_from(
    [v for _, v in VALUES]
    + INNOCENT
    + list(" \n.,-/:")
    + [
        "ag ",
        "conta ",
        "12345-6",
        "1234",
        "pix ",
        UUID,
        "000201",
        "6304ABCD",
        "BR.GOV.BCB.PIX",
        "[CARD_1]",
    ]
)


@given(st.lists(PIECES, max_size=8))
def test_the_filters_let_pass_whatever_is_found(pieces):
    found(ALL, "".join(pieces))  # asserts it


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "1 ",
        "4111 ",
        "ab12 ",
        "ag 1234 ",
        "conta ",
        "000201",
        "00020126BR.GOV.BCB.PIX",
        "cartão ",
        f"pix {UUID} ",
        "conta 1-",
    ],
)
def test_time_grows_no_faster_than_a_hostile_text(piece):
    def work(text):
        for detector in ALL:
            list(detector.find(View(text)))

    assert growth(work, piece * (60_000 // len(piece))) < 10
