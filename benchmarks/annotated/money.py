"""Cards, accounts and what is paid with."""

import uuid

from stdnum import iban as any_iban
from stdnum import luhn
from stdnum.es import ccc as es_ccc
from stdnum.us import rtn as us_rtn

from benchmarks.annotated.model import Draw, Piece, grouped, slot
from benchmarks.annotated.people import plain, third


@slot("CARD")
def card(draw: Draw) -> str:
    if draw.chance(0.15):
        base = draw.pick(["34", "37"]) + draw.digits(12)
        n = base + luhn.calc_check_digit(base)
        return draw.pick([n, grouped(n, 4, 6, 5), grouped(n, 4, 6, 5, by="-")])
    base = draw.pick(["4", "51", "55", "2221", "6062", "5067"])
    base += draw.digits(15 - len(base))
    n = base + luhn.calc_check_digit(base)
    return draw.pick(
        [
            n,
            grouped(n, 4, 4, 4, 4),
            grouped(n, 4, 4, 4, 4, by="-"),
            grouped(n, 4, 4, 4, 4, by="."),
            grouped(n, 4, 4, 4, 4),
        ]
    )


@slot("IBAN")
def iban(draw: Draw) -> str:
    country, length = {"PT": ("PT", 21), "ES": ("ES", 20), "BR": ("PT", 21)}.get(
        draw.country, ("DE", 18)
    )
    bban = draw.digits(length)
    n = f"{country}{any_iban.calc_check_digits(country + '00' + bban)}{bban}"
    fours = " ".join(n[i : i + 4] for i in range(0, len(n), 4))
    return draw.pick([n, fours, fours, n.lower()])


def _uuid(draw: Draw) -> str:
    return str(uuid.UUID(int=draw.random.getrandbits(128), version=4))


@slot("PIX")
def pix(draw: Draw) -> str:
    """A random key; the words around it tell."""
    return _uuid(draw) if draw.chance(0.9) else _uuid(draw).upper()


def _field(tag: str, value: str) -> str:
    return f"{tag}{len(value):02d}{value}"


def _crc16(text: str) -> str:
    """Return the CRC-16/CCITT-FALSE that ends an EMV string (EMVCo, QR code specification)."""
    crc = 0xFFFF
    for byte in text.encode():
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021) & 0xFFFF if crc & 0x8000 else crc << 1
    return f"{crc:04X}"


@slot("PIX")
def emv(draw: Draw) -> str:
    """A payment to be copied and pasted, of the form that the Brazilian central bank publishes."""
    name = third(draw)
    assert isinstance(name, str)
    account = _field("00", "br.gov.bcb.pix") + _field("01", _uuid(draw))
    amount = (
        _field("54", f"{draw.number(5, 900)}.{draw.number(10, 99)}") if draw.chance(0.6) else ""
    )
    text = (
        _field("00", "01") + _field("26", account) + _field("52", "0000") + _field("53", "986") + amount + _field("58", "BR")
        + _field("59", plain(name)[:25]) + _field("60", draw.pick(["PORTO VELHO", "SAO PAULO", "Recife"])) + _field("62", _field("05", "***")) + "6304"
    )  # fmt: skip
    return text + _crc16(text)


@slot("ACCOUNT")
def account(draw: Draw) -> list[Piece]:
    """Branch and account with the words between, as people send them."""
    if draw.country == "BR":
        branch = draw.pick([draw.digits(4), f"{draw.digits(4)}-{draw.digits(1)}", "0001"])
        number = draw.pick(
            [
                f"{draw.digits(5, '123456789')}-{draw.digits(1)}",
                f"{draw.digits(3, '123456789')}.{draw.digits(3)}-{draw.digits(1)}",
                f"{draw.digits(8, '123456789')}-{draw.digits(1)}",
                f"{draw.digits(6, '123456789')}-X",
                draw.digits(7, "123456789"),
            ]
        )
        one, two = draw.pick(
            [
                ("agência ", " conta "),
                ("ag ", " cc "),
                ("Ag. ", " / C/C "),
                ("AG: ", "\nCONTA: "),
                ("ag. ", ", conta corrente "),
                ("agencia: ", " conta poupança: "),
                ("Agência ", ", c/c "),
                ("ag ", " conta "),
            ]
        )
        return [
            Piece(one),
            Piece(branch, "ACCOUNT", True),
            Piece(two),
            Piece(number, "ACCOUNT", True),
        ]
    if draw.country == "US":
        return [
            Piece("routing "),
            Piece(_routing(draw), "ACCOUNT", True),
            Piece(draw.pick([" account ", ", acct # ", " and account number "])),
            Piece(draw.digits(10, "123456789"), "ACCOUNT", True),
        ]
    if draw.country == "MX":
        return [
            Piece(draw.pick(["CLABE ", "clabe: ", "CLABE interbancaria "])),
            Piece(_clabe(draw), "ACCOUNT", True),
        ]
    if draw.country == "ES":
        bank, number = draw.digits(8), draw.digits(10)
        n = bank + es_ccc.calc_check_digits(f"{bank}00{number}") + number
        return [
            Piece(draw.pick(["cuenta ", "nº de cuenta ", "CCC "])),
            Piece(grouped(n, 4, 4, 2, 10), "ACCOUNT", True),
        ]
    base = draw.digits(19, "0")
    n = f"{base}{98 - int(base + '00') % 97:02d}"
    return [
        Piece(draw.pick(["NIB ", "NIB: ", "o NIB é "])),
        Piece(draw.pick([n, grouped(n, 4, 4, 11, 2)]), "ACCOUNT", True),
    ]


def _routing(draw: Draw) -> str:
    base = draw.pick(["021", "026", "111", "122", "322"]) + draw.digits(5)
    return base + us_rtn.calc_check_digit(base)


def _clabe(draw: Draw) -> str:
    base = draw.pick(["002", "012", "014", "072"]) + draw.digits(14)
    check = (10 - sum(int(d) * w % 10 for d, w in zip(base, [3, 7, 1] * 6, strict=False)) % 10) % 10
    return f"{base}{check}"
