"""What looks like an identifier and is none: it must be kept."""

from stdnum import ean, luhn

from benchmarks.annotated.documents import date as written_date
from benchmarks.annotated.model import Draw, grouped, slot


@slot("price", False)
def price(draw: Draw) -> str:
    n = draw.number(1, 1999999)
    cents = draw.digits(2)
    if draw.language == "en":
        return draw.pick(
            [
                f"${n:,}.{cents}",
                f"${n % 1000}",
                f"US$ {n:,}",
                f"£{n % 900}.{cents}",
                f"{n % 90000} USD",
            ]
        )
    thousands = f"{n:,}".replace(",", ".")
    if draw.language == "pt-BR":
        return draw.pick(
            [
                f"R$ {thousands},{cents}",
                f"R${n % 1000},{cents}",
                f"{n % 900} reais",
                f"R$ {n % 90000}",
                f"R$ {thousands}",
            ]
        )
    return draw.pick(
        [
            f"{thousands},{cents} €",
            f"{n % 1000}€",
            f"{n % 1000},{cents}€",
            f"{n % 90000} euros",
            f"EUR {thousands},{cents}",
        ]
    )


@slot("date", False)
def date(draw: Draw) -> str:
    return draw.pick(
        [
            written_date(draw, 2015, 2027),
            written_date(draw, 2015, 2027),
            f"20{draw.number(10, 27)}-0{draw.number(1, 9)}-{draw.number(10, 28)}",
            f"{draw.number(1, 28)}/{draw.number(1, 12)}",
        ]
    )


@slot("time", False)
def time(draw: Draw) -> str:
    h, m = draw.number(0, 23), draw.number(0, 59)
    return draw.pick(
        [
            f"{h:02d}:{m:02d}",
            f"{h}h{m:02d}",
            f"{h}h",
            f"{h:02d}:{m:02d}:{draw.number(0, 59):02d}",
            f"{h % 12 + 1}:{m:02d} {draw.pick(['am', 'pm'])}",
            f"{h:02d}:{m:02d}-{(h + 1) % 24:02d}:{m:02d}",
        ]
    )


@slot("order", False)
def order(draw: Draw) -> str:
    return draw.pick(
        [
            f"#{draw.digits(6, '123456789')}",
            f"{draw.digits(9, '123456789')}",
            f"PED-{draw.digits(5)}",
            f"{draw.number(100, 999)}-{draw.digits(7)}-{draw.digits(7)}",
            f"#{draw.digits(4, '123456789')}",
            f"{draw.digits(12, '123456789')}",
            f"2024{draw.digits(8)}",
        ]
    )


@slot("score", False)
def score(draw: Draw) -> str:
    a, b = draw.number(0, 7), draw.number(0, 7)
    return draw.pick(
        [
            f"{a}x{b}",
            f"{a} x {b}",
            f"{a}-{b}",
            f"{a} a {b}",
            f"{a + 90}-{b + 88}",
            f"6-{a % 6}, {b % 6}-6, 7-5",
        ]
    )


@slot("percent", False)
def percent(draw: Draw) -> str:
    return draw.pick(
        [
            f"{draw.number(1, 99)}%",
            f"{draw.number(1, 99)},{draw.digits(1)}%",
            f"{draw.number(1, 99)}.{draw.digits(2)} %",
        ]
    )


@slot("freephone", False)
def freephone(draw: Draw) -> str:
    d = draw.digits
    return {
        "BR": draw.pick(
            [
                f"0800 {d(3)} {d(4)}",
                f"0800-{d(3)}-{d(4)}",
                f"0800{d(7)}",
                f"0800 {d(2)} {d(2)} {d(2)}0",
            ]
        ),
        "PT": f"800 {d(3, '2')} {d(3)}",
        "ES": f"900 {d(3)} {d(3)}",
        "MX": f"800 {d(3, '234')} {d(4)}",
        "US": draw.pick(
            [
                f"1-800-{d(3, '2345')}-{d(4)}",
                f"(888) {d(3, '2346')}-{d(4)}",
                f"1 800 {d(3, '234')} {d(4)}",
            ]
        ),
    }[draw.country]


@slot("quantity", False)
def quantity(draw: Draw) -> str:
    n = draw.number
    return draw.pick(
        [
            f"{n(50, 900)} g",
            f"{n(1, 9)}kg",
            f"{n(100, 999)}ml",
            f"1/{n(2, 4)}",
            f"{n(2, 9)} x {n(100, 500)}g",
            f"{n(100, 999)}.{draw.digits(3)}",
            f"{n(10, 220)} km",
            f"{n(1000, 3840)}x{n(720, 2160)}",
            f"{n(5, 39)}°C",
            f"{n(1, 9)}.{draw.digits(3)}.{draw.digits(3)}",
            f"{n(4, 64)} GB",
            f"{n(110, 440)}V",
            f"{n(1000, 90000)}",
        ]
    )


@slot("room", False)
def room(draw: Draw) -> str:
    n = draw.number
    word = {
        "pt": ["sala", "bloco B sala", "turma", "linha", "BR-", "km"],
        "es": ["aula", "sala", "línea", "autobús", "A-"],
        "en": ["room", "bus", "gate", "exit", "I-"],
    }[draw.language[:2]]
    name = draw.pick(word)
    return f"{name}{n(10, 499)}" if name.endswith("-") else f"{name} {n(10, 899)}"


@slot("barcode", False)
def barcode(draw: Draw) -> str:
    """An article number (GS1)."""
    base = draw.pick(["789", "560", "843", "750"]) + draw.digits(9)
    return base + ean.calc_check_digit(base)


@slot("model", False)
def model(draw: Draw) -> str:
    """Things that are sold, seen and flown by number."""
    n = draw.number
    return draw.pick(
        [
            f"RTX {n(20, 50)}90",
            f"B{n(350, 650)}M",
            f"S0{n(1, 9)}E{n(10, 24)}",
            f"LA{n(3000, 3999)}",
            f"Boeing 7{n(0, 8)}7-{n(2, 9)}00",
            f"#{draw.letters(6, '0123456789abcdef')}",
            f"Mateus {n(1, 28)}:{n(1, 30)}-{n(31, 48)}",
            f"iPhone {n(11, 17)}",
            f"TP-Link AC{n(1200, 5400)}",
            f"DDR{n(3, 5)}-{n(1600, 6400)}",
            f"ISSN {draw.digits(4)}-{draw.digits(4)}",
            f"CID F{n(10, 99)}.{n(0, 9)}",
            f"USB {n(2, 4)}.{n(0, 2)}",
            f"{n(1, 9)},{draw.digits(3)},{draw.digits(3)} views",
        ]
    )


@slot("service", False)
def service(draw: Draw) -> str:
    return {
        "BR": draw.pick(["190", "192", "193", "188", "4004-1234", "100"]),
        "US": draw.pick(["911", "988", "311"]),
    }.get(draw.country, "112")


@slot("lottery", False)
def lottery(draw: Draw) -> str:
    numbers = sorted(draw.random.sample(range(1, 60), 6))
    return (
        " ".join(f"{n:02d}" for n in numbers)
        if draw.chance(0.5)
        else " - ".join(f"{n:02d}" for n in numbers)
    )


@slot("period", False)
def period(draw: Draw) -> str:
    year = draw.number(1950, 2024)
    return draw.pick(
        [
            f"{year}-{year + 3}",
            f"{year}/{(year + 1) % 100:02d}",
            f"{year}–{year + 12}",
            f"{year} a {year + 5}",
        ]
    )


@slot("number", False)
def odd_number(draw: Draw) -> str:
    """A long number that fails the check digits of documents and cards, with what it counts."""
    while True:
        n = draw.digits(16, "456")
        if not luhn.is_valid(n):
            return draw.pick(
                [
                    f"{n[:11]} bytes",
                    f"0.{n}",
                    f"{grouped(n[:9], 3, 3, 3, by='.')} km",
                    f"{n[:10]} ns",
                ]
            )
