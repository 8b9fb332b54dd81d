"""Invented chat texts in Portuguese, Spanish and English, with what in them is private.

Two sets of templates, `tuning` and `testing`, by different rules of style: detectors may be mended
with the misses of the first, never with those of the second. One template stands on each line of
`templates/<set>/<language>.txt`; `{slot}` is the name of a generator in a module of this package.
"""

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from benchmarks.annotated import (  # noqa: F401 (imported because each registers its slots)
    contacts,
    documents,
    innocuous,
    machines,
    money,
    people,
    places,
    references,
)
from benchmarks.annotated.model import SLOTS, Annotated, Draw, Piece, Span
from benchmarks.annotated.noise import noisy

SETS = ("tuning", "testing")
LANGUAGES = ("pt-BR", "pt-PT", "es", "en")
CLEAN_SHARE = 0.25
_SHARES = (0.43, 0.12, 0.23, 0.22)  # of the languages
_SLOT = re.compile(r"\{([a-z_]+)\}")


@cache
def templates(which: str, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the templates with, and those without, anything private in them."""
    path = Path(__file__).parent / "templates" / which / f"{language}.txt"
    lines = [line.replace("\\n", "\n") for line in path.read_text(encoding="utf-8").splitlines()]
    private: list[str] = []
    clean: list[str] = []
    for line in lines:
        safe = all(SLOTS[name].private is False for name in _SLOT.findall(line))
        (clean if safe else private).append(line)
    return tuple(private), tuple(clean)


def texts(which: str, *, count: int = 6000, seed: int = 7) -> list[Annotated]:
    """Return annotated texts, the same for the same arguments.

    Args:
        which: of `SETS`.
        count: how many; at least a fifth are clean.
        seed: of all that is drawn.
    """
    chance = random.Random(f"{which} {seed}")
    made: list[Annotated] = []
    for language, share in zip(LANGUAGES, _SHARES, strict=True):
        made += _of(which, language, round(count * share), chance)
    return made


def _of(which: str, language: str, count: int, chance: random.Random) -> Iterator[Annotated]:
    private, clean = (_endless(group, chance) for group in templates(which, language))
    members = people.MEMBERS[language]
    for _ in range(count):
        country = {"pt-BR": "BR", "pt-PT": "PT", "en": "US"}.get(language) or chance.choice(
            ["ES", "MX"]
        )
        draw = Draw(chance, language, country, members)
        source = clean if draw.chance(CLEAN_SHARE) else private
        template = next(source)
        pieces = noisy(draw, _filled(draw, template))
        if draw.chance(0.15):  # two things in one message
            other = next(source if source is clean or draw.chance(0.6) else clean)
            pieces = [
                *pieces,
                Piece(draw.pick(["\n", "\n\n", ". ", " / ", "\n> "])),
                *noisy(draw, _filled(draw, other)),
            ]
            template += " + " + other
        yield _annotated(pieces, language, template, chance.choice(members))


def _endless(group: tuple[str, ...], chance: random.Random) -> Iterator[str]:
    """Yield every template equally often, in another order every time."""
    while True:
        yield from chance.sample(group, len(group))


def _filled(draw: Draw, template: str) -> list[Piece]:
    pieces: list[Piece] = []
    for i, part in enumerate(_SLOT.split(template)):
        pieces += SLOTS[part].pieces(draw) if i % 2 else [Piece(part)]
    return [piece for piece in pieces if piece.text]


def _annotated(pieces: list[Piece], language: str, template: str, author: str) -> Annotated:
    spans, at = [], 0
    for piece in pieces:
        if piece.kind:
            spans.append(Span(at, at + len(piece.text), piece.kind, piece.private))
        at += len(piece.text)
    return Annotated("".join(p.text for p in pieces), tuple(spans), language, template, author)
