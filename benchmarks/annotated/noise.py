"""What fingers, phones and robots do to a text."""

import re

from benchmarks.annotated.model import Draw, Piece
from benchmarks.annotated.people import plain

_MARKS = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e"
_DIGITS: tuple[dict[int, str], ...] = (
    *(
        dict(zip(range(48, 58), digits, strict=True))
        for digits in ("０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")
    ),
    {48 + i: f"{i}\ufe0f\u20e3" for i in range(10)},
)
_NUMERIC = {
    "PHONE",
    "CPF",
    "CNPJ",
    "PIS",
    "VOTER",
    "CNH",
    "CNS",
    "CASE",
    "CARD",
    "NIF",
    "SSN",
    "RG",
}
# Written in small letters like everything else; a key or a password would be another one.
_ANY_CASE = {
    "NAME",
    "ADDRESS",
    "PLATE",
    "DNI",
    "EMAIL",
    "BIRTHDATE",
    "PASSPORT",
    "RG",
    "CURP",
    "HANDLE",
}
_SHORT = {
    "você": "vc",
    "também": "tb",
    "porque": "pq",
    "que": "q",
    "mensagem": "msg",
    "please": "pls",
    "you": "u",
    "por favor": "pfv",
    "quando": "qnd",
    "tomorrow": "tmrw",
}
_EMOJI = ["😂", "🙏", "👍", "❤️", "😅", "🤦🏽\u200d♀️", "👀", "🔥", "🇧🇷", "🎉", "😴", "⚠️", "👉"]
_OPEN = {
    "pt-BR": "oi, |gente, |bom dia! |então... |ó: |pfv ",
    "pt-PT": "olá, |malta, |então, |boas! ",
    "es": "hola, |oigan, |bueno... |oye, ",
    "en": "hey, |so, |ok... |guys, ",
}
_CLOSE = {
    "pt-BR": " obg| valeu|!!|, pode ser?| kkk|...|.",
    "pt-PT": " obrigado|!| pode ser?|.|...",
    "es": " gracias|!!| porfa| jaja|.",
    "en": " thx|!!| lol|.| cheers",
}


def noisy(draw: Draw, pieces: list[Piece]) -> list[Piece]:
    """Return the pieces as they might be typed; what a value says does not change."""
    if draw.chance(0.3):
        pieces = [Piece(draw.pick(_OPEN[draw.language].split("|"))), *pieces]
    if draw.chance(0.3):
        pieces = [*pieces, Piece(draw.pick(_CLOSE[draw.language].split("|")))]
    if draw.chance(0.25):
        pieces = [p if p.kind or p.fixed else p._replace(text=p.text.lower()) for p in pieces]
        pieces = [
            p._replace(text=p.text.lower())
            if p.kind in _ANY_CASE and not p.fixed and draw.chance(0.6)
            else p
            for p in pieces
        ]
    if draw.chance(0.2):
        pieces = [p if p.kind or p.fixed else p._replace(text=plain(p.text)) for p in pieces]
    if draw.chance(0.15):
        pieces = [
            p
            if p.kind or p.fixed
            else p._replace(text=re.sub(r"[,;!?]|(?<=\w)[.:](?=\s)", "", p.text))
            for p in pieces
        ]
    if draw.chance(0.15):
        pieces = [p if p.kind or p.fixed else p._replace(text=_shortened(p.text)) for p in pieces]
    if draw.chance(0.15):
        pieces = [
            p if p.kind or p.fixed else p._replace(text=_mistyped(draw, p.text)) for p in pieces
        ]
    pieces = [piece for p in pieces for piece in _wrapped(draw, p)]
    if draw.chance(0.2):
        pieces = [*pieces, Piece(" " + draw.pick(_EMOJI))]
    if draw.chance(0.06):
        pieces = [Piece(draw.pick(_EMOJI) + " "), *pieces]
    return pieces


def _wrapped(draw: Draw, piece: Piece) -> list[Piece]:
    """Return a value in other digits, with marks that nobody sees, or in bold type."""
    if not piece.private or piece.fixed:
        return [piece]
    text = piece.text
    if piece.kind in _NUMERIC and draw.chance(0.04):
        text = text.translate(draw.pick(_DIGITS))
    elif piece.kind not in ("LINK", "TOKEN") and len(text) > 3 and draw.chance(0.05):
        at = draw.number(1, len(text) - 1)
        text = text[:at] + draw.pick(_MARKS) + text[at:]
    piece = piece._replace(text=text)
    if piece.kind not in ("LINK", "TOKEN", "SECRET", "PIX", "HANDLE") and draw.chance(0.04):
        before, after = draw.pick(
            [
                ("*", "*"),
                ("_", "_"),
                ("(", ")"),
                ('"', '"'),
                ("“", "”"),
                ("`", "`"),
                ("[", "]"),
                ("👉", "👈"),
                ("\n", "\n"),
            ]
        )
        return [Piece(before), piece, Piece(after)]
    return [piece]


def _shortened(text: str) -> str:
    for word, short in _SHORT.items():
        text = re.sub(rf"\b{word}\b", short, text)
    return text


def _mistyped(draw: Draw, text: str) -> str:
    """Swap two letters of one long word, but of none next to a value: that one tells what it is."""
    words = list(re.finditer(r"[^\W\d_]{6,}", text))
    far = [
        w for w in words if len(text[w.end() :].split()) > 2 and len(text[: w.start()].split()) > 2
    ]
    if not far:
        return text
    word = draw.pick(far)
    at = word.start() + draw.number(1, len(word[0]) - 3)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
