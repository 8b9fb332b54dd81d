"""Names as people write them: which writings are one name, and which can be told from words."""

import re
import unicodedata

# Direction marks, isolates and zero-width characters. The joiners U+200C and U+200D are not among
# them: emoji and several scripts are written with them.
INVISIBLE = "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"

_UNSEEN = re.compile(f"[{INVISIBLE}\u200c\u200d\ufe0e\ufe0f]")
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_LINKING_WORDS = "d da das de del der di do dos du e el la las los of the van von y"
_PARTICLES = frozenset(_LINKING_WORDS.split())
# Folded words that stand before a name, or instead of one, and are ordinary words in a text.
_ORDINARY_WORDS = """
admin administrador administradora administrator all amiga amigo amor anonimo anonymous aunt baby
bem boa bom bot brother buena bueno casa chat colega contact contacto contato dad dear deleted
desconhecido dia dias doctor doctora dom don dona doutor doutora dr dra equipe equipo everyone
familia family father filha filho friend geral good group grupo guest hello hermana hermano hija
hijo home irma irmao loja madre mae mama mamae member membro meta meu mia miembro minha mio mister
mom morning mother mr mrs ms mum my name nobody noche noite nombre nome nossa nosso nova novo numero
oficial ola padre pai papa papai phone prima primo prof profa profe professor professora senhor
senhora senor senora seu shop sir sister sistema soporte sr sra srta suporte support system tarde
team telefone telefono tia tienda tio todas todos tu uncle unknown user usted usuaria usuario vecina
vecino vizinha vizinho vo voce voces vovo whatsapp work you
"""
_GENERIC = frozenset(_ORDINARY_WORDS.split())


def clean_name(name: str) -> str:
    """Return the name without invisible marks, "~" before it, and surplus white space (NFKC)."""
    name = _UNSEEN.sub("", unicodedata.normalize("NFKC", name))
    return " ".join(name.split()).lstrip("~∼ ")


def normal_name(name: str) -> str:
    """Return what two writings of one person's name have in common: cleaned, without case."""
    return unicodedata.normalize("NFKC", clean_name(name).casefold())


class _Folds(dict[int, str]):
    """What a character becomes when case, diacritics and invisible marks do not count."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(chr(code))
        return folded


def _folded(char: str) -> str:
    if char.isascii():
        return char.lower()
    if _UNSEEN.match(char):
        return ""
    plain = unicodedata.normalize("NFKD", char.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return plain.replace("’", "'").replace("‘", "'").replace("‐", "-").replace("–", "-")


_FOLDS = _Folds()


def fold(text: str) -> str:
    """Return the text without case, diacritics and invisible marks, character by character."""
    return text.lower() if text.isascii() else text.translate(_FOLDS)


def fold_offsets(text: str) -> list[int]:
    """Return where in `text` each character of `fold(text)`, and its end, comes from."""
    starts = [i for i, char in enumerate(text) for _ in _FOLDS[ord(char)]]
    return [*starts, len(text)]


def pattern(name: str) -> str:
    """Return how a name is looked for in folded text."""
    return fold(clean_name(name))


def recognisable(name: str) -> bool:
    """Tell whether a name can be looked for in a text without destroying ordinary words."""
    folded = pattern(name)
    letters = sum(c.isalpha() for c in folded)
    if not letters:
        return sum(c.isdigit() for c in folded) >= 8
    words = _WORD.findall(folded)
    own = [word for word in words if not is_generic(word)]
    return letters >= 3 and (len(own) > 1 or any(len(word) > 2 for word in own))


def is_generic(word: str) -> bool:
    """Tell whether a word is a title, a kinship or another stand-in for a name ("Dr.", "you")."""
    word = fold(word).strip(".")
    return word in _GENERIC or word in _PARTICLES


def short_forms(name: str) -> list[str]:
    """Return the other ways in which people with this name are called in a text.

    "Dra. Ana Júlia de Souza 🌸" gives "Ana", "Ana Júlia", "Ana Júlia de Souza" and "Ana Souza".
    """
    words = _WORD.findall(clean_name(name))
    while words and is_generic(words[0]):
        words.pop(0)
    forms = {
        " ".join(words[:n])
        for n in range(1, len(words) + 1)
        if fold(words[n - 1]) not in _PARTICLES
    }
    if len(words) > 2:
        forms.add(f"{words[0]} {words[-1]}")
    return sorted(forms)
