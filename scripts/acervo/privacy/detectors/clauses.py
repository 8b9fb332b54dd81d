"""Where a clause ends, what a number counts, and which words stand around a value."""

import re
from collections.abc import Iterable
from functools import lru_cache

from acervo.privacy.detection import PLACEHOLDER
from acervo.privacy.names import fold

YEAR = re.compile(r"(?:19|20)[0-9]{2}")
COUNTED = re.compile(
    r"\s?(?:d[íi]gitos?|caracteres|palavras|palabras|words|characters?|chars?|letras?|letters?|n[úu]meros|numbers|digits?"
    r"|dias|days|d[íi]as|linhas?|lines?|l[íi]neas?|[nµm]s|us|km|ml|kg|[kmgt]i?b|contas"
    r"|accounts|cuentas|pontos|points|puntos|minutos|minutes|min|horas|hours|anos|years"
    r"|a[ñn]os|meses|months|vezes|times|veces|pessoas|people|personas|tentativas|usu[áa]rios"
    r"|users|usuarios|attempts|intentos|segundos|seconds|s[íi]mbolos|bits?|bytes|reais|euros"
    r"|d[óo]lares|dollars|pesos|views|visualiza\w+|habitantes|inhabitants|seguidores|followers"
    r"|inscritos|casos|cases|votos|votes|unidades|units|libras|pounds|metros|meters|pies|feet"
    r"|na fila|no guich[êe])(?!\w)",
    re.I,
)
# Punctuation, an emoji, another clause, or what chats close with.
_TAIL = (
    r"(?:e|y|and|ou|or|mas|but|pero|obg|obgd[oa]?|obrigad[oa]|brigad[oa]|valeu|vlw|flw|kk+"
    r"|k?haha\w*"
    r"|rs+|jaja\w*|lol|lmao|thanks|thx|ty|cheers|gracias|por favor|porfa|pfv?|please|pls|plz|ok"
    r"|okay"
    r"|blz|beleza"
    r"|t[áa]|viu|hein|mano|cara|amor|gente|galera|pessoal|malta|bro|dude|guys|bjs?|abs"
    r"|abra[çc]os|beijos)"
)
CLAUSE_END = re.compile(
    rf"\s*(?:$|[\n,;.!?)\]|/\"'*_`»”<]|[\u2600-\u27bf\U0001f000-\U0001faff]|{_TAIL}(?!\w))", re.I
)

_BEHIND, _AHEAD = 96, 64  # characters in which a value's words are looked for
_FEW = 3  # a sentence of fewer words goes on with the one before it: "chegou o código? é 482913"
_WORD = re.compile(r"[^\W\d_]+|[0-9](?:[0-9 ().+-]*[0-9])?")
_DIGITS = re.compile("[^0-9]+")
# A dot before digits belongs to an abbreviation: "tel. 3221-4477".
_SENTENCE = re.compile(
    r"(?<!\bc[oó]d)(?<!\bn[uú]m)(?<!\b(?:doc|ref|nro|tel|cel))(?<!\b(?:dr|sr|av|ap|no|nº|pw|dt))"
    r"(?<!\b(?:nasc|dept|tfno))(?<!\b(?:dra|sra|apt|nac|ext|seg|ver))[.!?…]+\s+(?![0-9])|\s/\s|\n",
    re.I,
)
_POINT = re.compile(r"[ \t]{0,8}[*+#|\[-]")  # of a list, which stands for itself
_WRITTEN = str.maketrans(
    {
        "a": "[aáàâãä]",
        "e": "[eéèêë]",
        "i": "[iíï]",
        "o": "[oóôõö]",
        "u": "[uúü]",
        "c": "[cç]",
        "n": "[nñ]",
    }
)


@lru_cache(maxsize=32)  # detectors ask again for every reading of one number
def words_before(text: str, start: int) -> tuple[str, ...]:
    """Return the words of the clause before a value, folded, the nearest first.

    A number is one word, of its digits. Where there are hardly any words, those of the sentence or
    the line before belong to the value: of a question, or a label.
    """
    behind = max(0, start - _BEHIND)
    line = text.rfind("\n", behind, start) + 1
    words = _last_sentence(text[max(line, behind) : start])
    if line and len(words) < _FEW and not _POINT.match(text, line, start):
        above = text[max(0, line - 1 - _BEHIND) : line - 1]
        words += _words(above[above.rfind("\n") + 1 :])[::-1]
    return tuple(words)


@lru_cache(maxsize=32)
def words_after(text: str, end: int) -> tuple[str, ...]:
    """Return the words of the clause after a value, folded, the nearest first; likewise."""
    ahead = text[end : end + _AHEAD]
    for stop in _SENTENCE.finditer(ahead):
        words = _words(ahead[: stop.start()])
        if len(words) >= _FEW or (words and "\n" in stop[0]):
            return tuple(words)
    return tuple(_words(ahead))


def words(text: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(text.split())


def pattern_of(folded: Iterable[str]) -> str:
    """Return a pattern, also for the crate `regex`, of folded words as they are written."""
    longest_first = sorted(folded, key=lambda word: (-len(word), word))
    return "|".join(word.translate(_WRITTEN) for word in longest_first)


def _last_sentence(piece: str) -> list[str]:
    ends = [match.end() for match in _SENTENCE.finditer(piece)]
    words = _words(piece[ends[-1] :] if ends else piece)
    return (words if len(words) >= _FEW or not ends else _words(piece))[::-1]


def _words(piece: str) -> list[str]:
    if "[" in piece:
        piece = PLACEHOLDER.sub(" ", piece)
    found = _WORD.findall(fold(piece))
    return [_DIGITS.sub("", word) if word[0].isdecimal() else word for word in found]
