"""How people are reached: telephones, mail, links to them, cards of contacts."""

from benchmarks.annotated.model import Draw, Piece, grouped, slot
from benchmarks.annotated.people import login, named, third

_KEYCAP = str.maketrans({d: f"{d}\ufe0f\u20e3" for d in "0123456789"})
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_DDD = [
    "11",
    "21",
    "31",
    "41",
    "48",
    "51",
    "61",
    "62",
    "65",
    "67",
    "69",
    "71",
    "81",
    "85",
    "91",
    "92",
    "95",
    "96",
    "98",
]
_AREAS = ["202", "212", "303", "415", "503", "617", "718", "808"]
_ALNUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def _brazilian(draw: Draw) -> list[str]:
    area = draw.pick(_DDD)
    if draw.chance(0.15):
        a, b = "3" + draw.digits(3), draw.digits(4)
        return [
            f"({area}) {a}-{b}",
            f"+55 {area} {a}-{b}",
            f"({area}){a}{b}",
            f"{area} {a}-{b}",
            f"0{area} {a} {b}",
        ]
    a, b = "9" + draw.digits(4, "6789"), draw.digits(4)
    whole = area + a + b
    return [
        f"+55 {area} {a}-{b}", f"+55 ({area}) {a}-{b}", f"+55{whole}", f"55{whole}", f"({area}) {a}-{b}",
        f"({area}){a}-{b}", f"{area} {a}-{b}", f"{area} {a[0]} {a[1:]}-{b}", f"{whole}", f"{area}.{a}.{b}",
        f"0{area} {a}-{b}", f"({area}) {a[0]}.{a[1:]}-{b}", f"+55-{area}-{a}-{b}", f"0055 {area} {a} {b}",
        f"{area}-{a}-{b}", f"({area}) {a} {b}", f"+55 {area} {a[1:]}-{b}", f"{area}{a}-{b}",
        f"0xx{area} {a}-{b}", f"({area}) {a[0]} {a[1:]} {b}", f"+55 {area} {a[:3]} {a[3:]}{b[:1]} {b[1:]}",
    ]  # fmt: skip


def _portuguese(draw: Draw) -> list[str]:
    n = draw.pick(["91", "92", "93", "96", "21", "22"]) + draw.digits(7)
    return [
        f"+351 {grouped(n, 3, 3, 3)}", f"+351{n}", f"00351 {grouped(n, 3, 3, 3)}", grouped(n, 3, 3, 3), n if n[0] == "9" else grouped(n, 2, 3, 4),
        grouped(n, 2, 3, 2, 2), f"(+351) {grouped(n, 3, 3, 3)}", grouped(n, 3, 3, 3, by="-"), f"351{n}",
    ]  # fmt: skip


def _spanish(draw: Draw) -> list[str]:
    n = draw.pick("67") + draw.digits(8, "0123456789")
    n = "6" + n[1:] if n[:2] == "70" else n
    return [
        f"+34 {grouped(n, 3, 3, 3)}", f"+34{n}", f"0034 {n}", grouped(n, 3, 3, 3), grouped(n, 3, 2, 2, 2), n,
        f"+34 {grouped(n, 3, 2, 2, 2)}", grouped(n, 3, 3, 3, by="-"), grouped(n, 3, 3, 3, by="."),
        f"(+34) {grouped(n, 3, 3, 3)}",
    ]  # fmt: skip


def _mexican(draw: Draw) -> list[str]:
    area, rest = draw.pick(["55", "33", "81"]), draw.digits(8, "2345678")
    return [
        f"+52 {area} {grouped(rest, 4, 4)}", f"+52 1 {area} {grouped(rest, 4, 4)}", f"+521{area}{rest}",
        f"({area}) {grouped(rest, 4, 4, by='-')}", f"{area} {grouped(rest, 4, 4)}", f"{area}{rest}",
        f"{area}-{grouped(rest, 4, 4, by='-')}", f"044 {area} {grouped(rest, 4, 4)}",
    ]  # fmt: skip


def _american(draw: Draw) -> list[str]:
    area, last = draw.pick(_AREAS), f"01{draw.digits(2)}"  # 555-01xx is reserved for fiction
    return [
        f"({area}) 555-{last}", f"({area})555-{last}", f"{area}-555-{last}", f"{area}.555.{last}",
        f"+1 {area} 555 {last}", f"+1 ({area}) 555-{last}", f"1-{area}-555-{last}", f"{area}555{last}",
        f"+1{area}555{last}", f"{area} 555 {last}", f"+1.{area}.555.{last}", f"+44 7700 900{draw.digits(3)}",
    ]  # fmt: skip


_COUNTRIES = {"BR": _brazilian, "PT": _portuguese, "ES": _spanish, "MX": _mexican, "US": _american}


def number(draw: Draw) -> str:
    """Return a number in international digits: "5569999990001"."""
    writings = _COUNTRIES[draw.country](draw)
    return "".join(c for c in next(w for w in writings if w.startswith("+")) if c.isdecimal())


@slot("PHONE")
def phone(draw: Draw) -> str:
    """A number in any writing that reads as one by itself."""
    writing = draw.pick(_COUNTRIES[draw.country](draw))
    odd = 1.0 if writing.startswith("0") else draw.random.random()
    if odd < 0.04:
        return " ".join(c for c in writing if c.isdecimal())
    if odd < 0.07:
        return draw.pick([".", "-"]).join(c for c in writing if c.isdecimal())
    if odd < 0.1:
        return writing.translate(_KEYCAP)
    return writing.translate(_WIDE) if odd < 0.13 else writing


@slot("PHONE")
def phone_short(draw: Draw) -> str:
    """A number as neighbours give it, without the area, or bare: the words around it tell."""
    if draw.country == "BR":
        a, b = "9" + draw.digits(4, "6789"), draw.digits(4)
        return draw.pick(
            [
                f"{a}-{b}",
                f"{a[0]} {a[1:]}-{b}",
                f"{a} {b}",
                f"{a}{b}",
                f"{a[1:]}-{b}",
                f"3{a[2:]}-{b}",
            ]
        )
    if draw.country == "US":
        return f"555-01{draw.digits(2)}"
    return draw.pick(_COUNTRIES[draw.country](draw)).lstrip("+")


_SPOKEN = {
    "pt": "zero um dois três quatro cinco seis sete oito nove",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "en": "zero one two three four five six seven eight nine",
}


@slot("PHONE")
def phone_spoken(draw: Draw) -> str:
    """A number in words, digit by digit."""
    writings = [w for w in _COUNTRIES[draw.country](draw) if w[0] not in "+0"]
    words = _SPOKEN[draw.language[:2]].split()
    if draw.language == "pt-BR" and draw.chance(0.5):
        words[6] = "meia"
    return " ".join(words[int(c)] for c in draw.pick(writings) if c.isdecimal())


@slot("PHONE")
def at_number(draw: Draw) -> list[Piece]:
    """A mention of an unsaved contact, as the export writes it: the digits after "@"."""
    digits = number(draw)
    if draw.chance(0.4):
        unsaved = next(m for m in draw.members if m.startswith("+"))
        digits = "".join(c for c in unsaved if c.isdecimal())
    if draw.chance(0.3):
        return [
            Piece("@\u2068"),
            Piece(f"+{digits[:2]} {digits[2:]}", "PHONE", True),
            Piece("\u2069"),
        ]
    return [Piece("@"), Piece(digits, "PHONE", True)]


@slot("PHONE")
def wa_link(draw: Draw) -> list[Piece]:
    """A link that opens a chat with a number."""
    before = draw.pick(
        [
            "https://wa.me/",
            "wa.me/",
            "http://wa.me/+",
            "https://api.whatsapp.com/send?phone=",
            "whatsapp://send?phone=",
            "tel:+",
        ]
    )
    after = "?text=oi" if "wa.me" in before and draw.chance(0.3) else ""
    return [Piece(before), Piece(number(draw), "PHONE", True), Piece(after)]


_DOMAINS = [
    "example.org",
    "example.com",
    "gmail.com",
    "hotmail.com",
    "outlook.com",
    "yahoo.com.br",
    "uol.com.br",
    "proton.me",
    "sapo.pt",
    "mail.example.net",
]


@slot("EMAIL")
def email(draw: Draw) -> str:
    name, domain = login(draw), draw.pick(_DOMAINS)
    return draw.pick(
        [
            f"{name}@{domain}",
            f"{name}@{domain}",
            f"{name}+lista@{domain}",
            f"{name.upper()}@{domain.upper()}",
            f"{name.title()}@{domain}",
            f"{name}\uff20{domain}",
        ]
    )


@slot("EMAIL")
def email_spelled(draw: Draw) -> str:
    """An address in words, so that robots do not read it."""
    name, (site, _, end) = (
        login(draw).replace("_", "."),
        draw.pick(["gmail.com", "outlook.com", "example.org"]).partition("."),
    )
    at = {"pt": "arroba", "es": "arroba", "en": "at"}[draw.language[:2]]
    dot = {"pt": "ponto", "es": "punto", "en": "dot"}[draw.language[:2]]
    spelled = name.replace(".", f" {dot} ")
    return draw.pick(
        [
            f"{spelled} {at} {site} {dot} {end}", f"{name} {at} {site} {dot} {end}", f"{name} ({at}) {site} ({dot}) {end}",
            f"{name}[{at}]{site}.{end}", f"{name} {at} {site}.{end}", f"{name} @ {site} . {end}", f"{name}(at){site}.{end}",
            f"{name} [at] {site} [dot] {end}", f"{name.upper()} {at.upper()} {site.upper()} {dot.upper()} {end.upper()}",
        ]
    )  # fmt: skip


@slot("HANDLE")
def at_handle(draw: Draw) -> list[Piece]:
    name = login(draw)
    name = name if any(c in "._0123456789" for c in name) else f"{name}_{draw.number(1, 99)}"
    return [Piece("@"), Piece(name, "HANDLE", True)]


@slot("HANDLE")
def handle(draw: Draw) -> str:
    """A user name with nothing but the words around it to tell."""
    return draw.pick([login(draw), login(draw), f"{login(draw)}#{draw.digits(4)}"])


@slot("LINK")
def profile(draw: Draw) -> list[Piece]:
    """A link to a person's page on a social network."""
    name = login(draw)
    before, value = draw.pick(
        [
            ("https://www.instagram.com/", name), ("instagram.com/", name), ("https://www.facebook.com/", name.replace("_", ".")),
            ("https://facebook.com/profile.php?id=", "1000" + draw.digits(11)), ("https://www.linkedin.com/in/", f"{name.replace('_', '-').replace('.', '-')}-{draw.digits(4)}"),
            ("https://x.com/", name.replace(".", "_")), ("https://twitter.com/", name.replace(".", "_")), ("https://www.tiktok.com/@", name),
            ("https://t.me/", name.replace(".", "_") + "x"), ("https://www.threads.net/@", name), ("http://lattes.cnpq.br/", draw.digits(16)),
            ("fb.com/", name.replace("_", ".")), ("https://bsky.app/profile/", f"{name.replace('_', '-').replace('.', '-')}.bsky.social"),
            ("https://www.snapchat.com/add/", name), ("https://linktr.ee/", name), ("https://m.facebook.com/", name.replace("_", ".")),
        ]
    )  # fmt: skip
    tail = draw.pick(["", "", "", "/"]) if "=" not in before else ""
    return [Piece(before), Piece(value, "LINK", True), Piece(tail)]


@slot("LINK")
def invite(draw: Draw) -> list[Piece]:
    """A link that opens a group, a call or an account."""
    token = draw.letters(22, _ALNUM)
    low = "abcdefghijklmnopqrstuvwxyz"
    before, value = draw.pick(
        [
            ("https://chat.whatsapp.com/", token), ("chat.whatsapp.com/", token), ("https://chat.whatsapp.com/invite/", token),
            ("https://t.me/+", token[:16]), ("https://t.me/joinchat/", token), ("https://discord.gg/", token[:8]), ("https://wa.me/message/", token[:14].upper()), ("https://wa.me/qr/", token[:16].upper()), ("https://discord.com/invite/", token[:10]),
            ("https://meet.google.com/", f"{draw.letters(3, low)}-{draw.letters(4, low)}-{draw.letters(3, low)}"),
            ("https://us02web.zoom.us/j/", f"8{draw.digits(10)}?pwd={token}"), ("https://signal.group/#", token + token),
        ]
    )  # fmt: skip
    return [Piece(before), Piece(value, "LINK", True)]


@slot("TOKEN")
def token_link(draw: Draw) -> list[Piece]:
    """A link with a secret in its query."""
    secret = draw.letters(draw.number(20, 40), _ALNUM)
    before = draw.pick(
        [
            "https://app.example.org/reset?token=", "https://example.com/login?user=1&access_token=", "https://loja.example.net/confirmar?lang=pt&code=1&sig=",
            "https://api.example.org/v1/items?api_key=", "https://example.org/file.pdf?expires=1700000000&signature=",
        ]
    )  # fmt: skip
    return [Piece(before), Piece(secret, "TOKEN", True)]


@slot("")
def vcard(draw: Draw) -> list[Piece]:
    """A contact that was passed on, as a file of text."""
    name, digits = third(draw), number(draw)
    assert isinstance(name, str)
    parts = name.split()
    pieces = [
        Piece("BEGIN:VCARD\nVERSION:3.0\nN:"), Piece(parts[-1], "PERSON", True), Piece(";"), Piece(parts[0], "PERSON", True), Piece(";;;\nFN:"),
        Piece(name, "PERSON", True), Piece(f"\nTEL;type=CELL;waid={''}"), Piece(digits, "PHONE", True), Piece(":"), Piece(f"+{digits[:2]} {digits[2:4]} {digits[4:]}", "PHONE", True),
    ]  # fmt: skip
    if draw.chance(0.5):
        mail = email(draw)
        assert isinstance(mail, str)
        pieces += [Piece("\nEMAIL:"), Piece(mail, "EMAIL", True)]
    return [*pieces, Piece("\nEND:VCARD")]


@slot("")
def quoted(draw: Draw) -> list[Piece]:
    """A message copied with its head: date, member and number."""
    name = " ".join(draw.pick(named(draw)))
    day = f"{draw.number(10, 28)}/0{draw.number(1, 9)}/20{draw.number(19, 25)} {draw.number(10, 23)}:{draw.number(10, 59)}"
    return [
        Piece("["),
        Piece(day, "date", False),
        Piece("] "),
        Piece(name, "NAME", True),
        Piece(": "),
    ]
