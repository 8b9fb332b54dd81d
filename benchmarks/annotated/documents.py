"""Numbers of people and things that an office gives, with the check digits that they have."""

from stdnum.br import cnpj as br_cnpj
from stdnum.br import cpf as br_cpf
from stdnum.es import dni as es_dni
from stdnum.es import nie as es_nie
from stdnum.mx import curp as mx_curp
from stdnum.pt import nif as pt_nif

from benchmarks.annotated.model import Draw, Piece, grouped, slot


def _weighted(digits: str, weights: list[int]) -> int:
    return sum(int(d) * w for d, w in zip(digits, weights, strict=True))


@slot("CPF")
def cpf(draw: Draw) -> str:
    base = draw.digits(9)
    n = base + br_cpf._calc_check_digits(base)
    dotted = f"{n[:3]}.{n[3:6]}.{n[6:9]}-{n[9:]}"
    return draw.pick(
        [
            dotted,
            dotted,
            dotted,
            n,
            n,
            grouped(n, 3, 3, 3, 2),
            f"{n[:9]}-{n[9:]}",
            dotted.replace("-", "/"),
            dotted.replace("-", "."),
            dotted.replace("-", " - ").replace(".", ". "),
        ]
    )


@slot("CNPJ")
def cnpj(draw: Draw) -> str:
    base = draw.digits(8) + "000" + draw.pick("1123")
    if draw.chance(0.35):  # with letters, from 2026 on
        base = draw.letters(12, "0123456789ABCDEFGHJKLMNPRSTVWXYZ")
    n = base + br_cnpj.calc_check_digits(base)
    written = f"{n[:2]}.{n[2:5]}.{n[5:8]}/{n[8:12]}-{n[12:]}"
    return draw.pick([written, written, written, n, f"{n[:8]}/{n[8:12]}-{n[12:]}"])


@slot("RG")
def rg(draw: Draw) -> list[Piece]:
    """A number and, not counted, who gave it."""
    n = draw.digits(8, "12345")
    check = 11 - _weighted(n, list(range(2, 10))) % 11
    last = {10: "X", 11: "0"}.get(check, str(check))
    dotted = f"{n[:2]}.{n[2:5]}.{n[5:]}"
    number = draw.pick(
        [
            f"{dotted}-{last}",
            f"{dotted}-{last}",
            f"MG-{dotted}",
            f"{n}{last}",
            f"{n[:7]}",
            f"{n}-{last}",
            f"{n[0]}.{n[1:4]}.{n[4:7]}",
        ]
    )
    office = draw.pick(["", "", "", " SSP/RO", " SSP-BA", " DETRAN/RJ"])
    return [Piece(number, "RG", True), Piece(office, "office", None)]


@slot("PIS")
def pis(draw: Draw) -> str:
    base = draw.digits(10, "12")
    check = 11 - _weighted(base, [3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) % 11
    n = base + ("0" if check > 9 else str(check))
    return draw.pick(
        [f"{n[:3]}.{n[3:8]}.{n[8:10]}-{n[10]}", n, f"{n[:3]}.{n[3:7]}.{n[7:10]}-{n[10]}"]
    )


@slot("VOTER")
def voter(draw: Draw) -> str:
    base, state = draw.digits(8), f"{draw.number(3, 28):02d}"
    one = _weighted(base, list(range(2, 10))) % 11 % 10
    two = _weighted(state + str(one), [7, 8, 9]) % 11 % 10
    n = f"{base}{state}{one}{two}"
    return draw.pick([grouped(n, 4, 4, 4), n, grouped(n, 8, 2, 2, by="/")])


@slot("CNH")
def cnh(draw: Draw) -> str:
    while True:
        base = draw.digits(9)
        one = _weighted(base, list(range(9, 0, -1))) % 11
        two = _weighted(base, list(range(1, 10))) % 11
        if one < 10 and two < 10:
            return f"{base}{one}{two}"


@slot("CNS")
def cns(draw: Draw) -> str:
    while True:
        base = draw.digits(14, "789")
        last = (11 - _weighted(base, list(range(15, 1, -1))) % 11) % 11
        if last < 10:
            n = f"{base}{last}"
            return draw.pick([grouped(n, 3, 4, 4, 4), n])


@slot("CASE")
def case(draw: Draw) -> str:
    serial, year, court, office = (
        draw.digits(7),
        draw.number(2005, 2025),
        draw.pick(["8.22", "8.26", "5.14", "4.01"]),
        draw.digits(4),
    )
    plain = f"{serial}{year}{court.replace('.', '')}{office}"
    check = f"{98 - int(plain + '00') % 97:02d}"
    written = f"{serial}-{check}.{year}.{court}.{office}"
    return draw.pick([written, written, written, written.replace("-", "").replace(".", "")])


@slot("DNI")
def dni(draw: Draw) -> str:
    if draw.chance(0.35):
        base = draw.pick("XYZ") + draw.digits(7)
        n = base + es_nie.calc_check_digit(base)
        return draw.pick([n, f"{n[0]}-{n[1:8]}-{n[8]}", n.lower(), f"{n[0]} {n[1:8]} {n[8]}"])
    base = draw.digits(8)
    letter = es_dni.calc_check_digit(base)
    return draw.pick(
        [
            f"{base}{letter}",
            f"{base}-{letter}",
            f"{base} {letter}",
            f"{base}{letter.lower()}",
            f"{base[:2]}.{base[2:5]}.{base[5:]}-{letter}",
            f"{base[:2]}.{base[2:5]}.{base[5:]}{letter}",
        ]
    )


@slot("NIF")
def nif(draw: Draw) -> str:
    base = draw.digits(8, "12")
    n = base + pt_nif.calc_check_digit(base)
    return draw.pick([n, grouped(n, 3, 3, 3), f"PT{n}"])


@slot("CURP")
def curp(draw: Draw) -> str:
    birth = f"{draw.number(60, 99)}{draw.number(1, 12):02d}{draw.number(1, 28):02d}"
    consonants = "BCDFGHJKLMNPQRSTVWXYZ"
    base = f"{draw.pick(consonants)}{draw.pick('AEIOU')}{draw.letters(2, consonants)}{birth}{draw.pick('HM')}{draw.pick(['DF', 'JC', 'NL', 'OC', 'VZ'])}{draw.letters(3, consonants)}0"
    return base + mx_curp.calc_check_digit(base)


@slot("SSN")
def ssn(draw: Draw) -> str:
    n = f"{draw.number(1, 665):03d}{draw.number(1, 99):02d}{draw.number(1, 9999):04d}"
    return draw.pick(
        [grouped(n, 3, 2, 4, by="-"), grouped(n, 3, 2, 4, by="-"), grouped(n, 3, 2, 4), n]
    )


@slot("PASSPORT")
def passport(draw: Draw) -> str:
    """The words around it tell."""
    return {
        "BR": draw.letters(2) + draw.digits(6),
        "PT": draw.pick([draw.letters(1) + draw.digits(6), draw.letters(2) + draw.digits(6)]),
        "ES": draw.letters(3) + draw.digits(6),
        "MX": draw.pick([draw.letters(1) + draw.digits(8), draw.digits(8)]),
        "US": draw.pick([draw.digits(9), draw.letters(1) + draw.digits(8)]),
    }[draw.country]


_MONTHS = {
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "en": "January February March April May June July August September October November December",
}


def date(draw: Draw, first: int, last: int) -> str:
    """Return a day in one of the writings of the language."""
    year, month, day = draw.number(first, last), draw.number(1, 12), draw.number(1, 28)
    tongue = draw.language[:2]
    word = _MONTHS[tongue].split()[month - 1]
    if tongue == "en":
        return draw.pick(
            [
                f"{month:02d}/{day:02d}/{year}",
                f"{year}-{month:02d}-{day:02d}",
                f"{word} {day}, {year}",
                f"{day} {word} {year}",
                f"{month}/{day}/{year}",
            ]
        )
    return draw.pick(
        [
            f"{day:02d}/{month:02d}/{year}",
            f"{day:02d}-{month:02d}-{year}",
            f"{day} de {word} de {year}",
            f"{day}/{month}/{year % 100:02d}",
            f"{day:02d}.{month:02d}.{year}",
            f"{day} {word} {year}",
        ]
    )


@slot("BIRTHDATE")
def birth(draw: Draw) -> str:
    """The words around it tell."""
    return date(draw, 1948, 2009)


@slot("PLATE")
def plate(draw: Draw) -> str:
    if draw.country == "BR":
        a, n = draw.letters(3, "BDFGHJKLMPQRSTVWXYZ"), draw.digits(4)
        mercosul = f"{a}{n[0]}{draw.letters(1, 'ABCDEFGHIJ')}{n[2:]}"
        return draw.pick(
            [
                mercosul,
                mercosul,
                mercosul.lower(),
                f"{a}-{n}",
                f"{a}{n}",
                f"{a} {n}",
                f"{a.lower()}-{n}",
                f"{mercosul[:3]}-{mercosul[3:]}",
            ]
        )
    if draw.country == "PT":
        a, b = draw.letters(2, "ABCDFGHJLMNPQRSTUVXZ"), draw.letters(2, "ABCDFGHJLMNPQRSTUVXZ")
        return draw.pick(
            [
                f"{a}-{draw.digits(2)}-{b}",
                f"{draw.digits(2)}-{a}-{draw.digits(2)}",
                f"{draw.digits(2)}-{draw.digits(2)}-{b}",
            ]
        )
    if draw.country == "ES":
        a = draw.letters(3, "BCDFGHJKLMNPRSTVWXYZ")
        return draw.pick([f"{draw.digits(4)} {a}", f"{draw.digits(4)}{a}", f"{draw.digits(4)}-{a}"])
    return f"{draw.letters(3, 'ABCDEFGHJKLMNPRSTUVWXYZ')}-{draw.digits(draw.pick([3, 4]))}"
