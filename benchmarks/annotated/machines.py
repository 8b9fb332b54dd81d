"""What machines and services know people by: addresses, secrets, files."""

from benchmarks.annotated.model import Draw, Piece, slot
from benchmarks.annotated.people import named, plain

_HEX = "0123456789abcdef"
_ALNUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_LOW = "abcdefghijklmnopqrstuvwxyz0123456789"


@slot("IP")
def ip(draw: Draw) -> str:
    if draw.chance(0.25):  # 2001:db8::/32 is for documentation
        h = [draw.letters(4, _HEX[1:]) for _ in range(6)]
        return draw.pick(
            [
                f"2001:db8:{':'.join(h)}",
                f"2001:db8::{h[0]}:{h[1]}",
                f"fe80::{h[2]}:{h[3]}:{h[4]}:{h[5]}",
            ]
        )
    network = draw.pick(["192.0.2.", "198.51.100.", "203.0.113.", "10.12.44.", "192.168.15."])
    return f"{network}{draw.number(2, 254)}"


@slot("MAC")
def mac(draw: Draw) -> str:
    octets = [draw.letters(2, _HEX) for _ in range(6)]
    octets[0] = "02" if draw.chance(0.5) else octets[0]  # locally administered
    text = draw.pick([":".join(octets), "-".join(octets), ":".join(octets)])
    return draw.pick([text, text.upper(), ".".join("".join(octets)[i : i + 4] for i in (0, 4, 8))])


@slot("SECRET")
def password(draw: Draw) -> str:
    """The words around it tell."""
    word = draw.pick(
        ["girassol", "paçoca", "caramelo", "tortuga", "pamonha", "butterfly", "mountain", "cometa"]
    )
    return draw.pick(
        [
            f"{plain(word)}{draw.number(10, 2999)}",
            f"{word.title()}@{draw.number(10, 2999)}",
            f"{draw.letters(10, _ALNUM + '!#$%')}7",
            f"{plain(word)}_{draw.number(10, 99)}!",
            f"{draw.letters(4, _LOW)}-{draw.letters(4, _LOW)}-{draw.letters(4, _LOW)}",
            draw.letters(8, _ALNUM) + "!",
        ]
    )


@slot("SECRET")
def code(draw: Draw) -> str:
    """A code that opens once; the words around it tell."""
    return draw.pick(
        [draw.digits(6), draw.digits(6), draw.digits(4), f"{draw.digits(3)}-{draw.digits(3)}"]
    )


@slot("SECRET")
def api_key(draw: Draw) -> str:
    """A key that its shape gives away."""
    a = draw.letters(40, _ALNUM)
    return draw.pick(
        [
            f"ghp_{a[:36]}",
            f"AKIA{draw.letters(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}",
            f"sk-proj-{a}",
            f"xoxb-{draw.digits(12)}-{draw.digits(12)}-{a[:24]}",
            f"AIza{a[:35]}",
            f"glpat-{a[:20]}",
            f"hf_{a[:34]}",
            f"github_pat_{a[:22]}_{a}",
            f"sk_live_{a[:24]}",
            f"eyJhbGciOiJIUzI1NiJ9.eyJ{a[:30]}.{a[:32]}",
            f"{draw.digits(10)}:AA{a[:33]}",
        ]
    )


@slot("SECRET")
def opener(draw: Draw) -> list[Piece]:
    """A text for machines with a secret in its middle: of a network, an account, a data base."""
    secret = draw.letters(12, _ALNUM) + "8"
    before, after = draw.pick(
        [
            ("WIFI:S:Casa;T:WPA;P:", ";;"), ("otpauth://totp/banco?secret=", ""), ("postgres://acervo:", "@db.example.org:5432/x"), ("https://admin:", "@example.org/painel"),
            ("Authorization: Bearer ", ""), ("mysql -u root -p'", "' acervo"), ("curl -u admin:", " https://example.org/"), ("Cookie: session=", ""), ("PGPASSWORD=", " psql"),
        ]
    )  # fmt: skip
    return [
        Piece(before, "program", None),
        Piece(secret, "SECRET", True),
        Piece(after, "program", None),
    ]


@slot("SECRET")
def private_key(draw: Draw) -> list[Piece]:
    lines = "\n".join(draw.letters(64, _ALNUM + "+/") for _ in range(3))
    kind = draw.pick(["RSA ", "", "OPENSSH ", "EC "])
    return [
        Piece(f"-----BEGIN {kind}PRIVATE KEY-----\n", "program", None),
        Piece(lines, "SECRET", True),
        Piece(f"\n-----END {kind}PRIVATE KEY-----", "program", None),
    ]


@slot("IP")
def ip_link(draw: Draw) -> list[Piece]:
    """A page of a machine that has no name."""
    address = f"{draw.pick(['192.168.15.', '203.0.113.', '10.12.44.'])}{draw.number(2, 254)}"
    return [
        Piece(draw.pick(["http://", "https://", "http://", "ftp://"])),
        Piece(address, "IP", True),
        Piece(draw.pick(["", ":8080/", "/admin", ":3000/login"])),
    ]


@slot("SECRET")
def key(draw: Draw) -> str:
    """A key without a telling shape; the words around it tell."""
    return draw.pick(
        [
            draw.letters(32, _HEX),
            draw.letters(24, _ALNUM) + "9",
            f"{draw.letters(8, _HEX)}-{draw.letters(16, _ALNUM)}4",
            draw.letters(20, _ALNUM) + "==",
        ]
    )


def _moment(draw: Draw) -> tuple[str, str, str]:
    return f"20{draw.number(18, 26)}", f"{draw.number(1, 12):02d}", f"{draw.number(1, 28):02d}"


@slot("login", None)
def login_of_all(draw: Draw) -> str:
    """The name of an account that is nobody's: whether it goes is not counted."""
    return draw.pick(["admin", "root", "postgres"])


@slot("FILE")
def media_file(draw: Draw) -> str:
    y, m, d = _moment(draw)
    h = f"{draw.number(10, 23)}{draw.number(10, 59)}{draw.number(10, 59)}"
    return draw.pick(
        [
            f"IMG-{y}{m}{d}-WA{draw.digits(4)}.jpg", f"PTT-{y}{m}{d}-WA{draw.digits(4)}.opus", f"VID-{y}{m}{d}-WA{draw.digits(4)}.mp4", f"IMG_{y}{m}{d}_{h}.jpg", f"VID_{y}{m}{d}_{h}.mp4",
            f"DOC-{y}{m}{d}-WA{draw.digits(4)}.pdf", f"STK-{y}{m}{d}-WA{draw.digits(4)}.webp", f"AUD-{y}{m}{d}-WA{draw.digits(4)}.m4a", f"IMG_{draw.digits(4)}.HEIC", f"DSC_{draw.digits(4)}.JPG",
            f"Screenshot_{y}{m}{d}-{h}.png", f"WhatsApp Image {y}-{m}-{d} at {h[:2]}.{h[2:4]}.{h[4:]}.jpeg", f"WhatsApp Video {y}-{m}-{d} at {h[:2]}.{h[2:4]}.{h[4:]}.mp4", f"0000{draw.digits(4)}-PHOTO-{y}-{m}-{d}-{h[:2]}-{h[2:4]}-{h[4:]}.jpg",
            f"WhatsApp Audio {y}-{m}-{d} at {h[:2]}.{h[2:4]}.{h[4:]}.ogg", f"PXL_{y}{m}{d}_{h}{draw.digits(3)}.jpg", f"Captura de tela {y}-{m}-{d} {h}.png", f"signal-{y}-{m}-{d}-{h}.jpg", f"MVIMG_{y}{m}{d}_{h}.jpg",
        ]
    )  # fmt: skip


@slot("NAME")
def named_file(draw: Draw) -> list[Piece]:
    """A document with a member's name in its name."""
    words = draw.pick([words for words in named(draw) if len(words) > 1])
    by = draw.pick(["_", " ", "-", "_"])
    name = by.join(words) if draw.chance(0.6) else plain(by.join(words)).lower()
    before = draw.pick(
        ["contrato", "CV", "curriculo", "atestado", "exame", "factura", "invoice", "resume"]
    )
    return [
        Piece(before + by, "file", None),
        Piece(name, "NAME", True),
        Piece(draw.pick([".pdf", ".docx", f"{by}2024.pdf", ".xlsx"]), "file", None),
    ]
