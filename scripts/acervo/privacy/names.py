"""Names as people write them: which writings are one name, and which can be told from words."""

import re
import unicodedata

from acervo.privacy.given_names import GIVEN_NAMES
from acervo.privacy.ordinary_words import is_ordinary

# Direction marks, isolates and zero-width characters. The joiners U+200C and U+200D are not among
# them: emoji and several scripts are written with them.
INVISIBLE = "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"

_UNSEEN = re.compile(f"[{INVISIBLE}\u200c\u200d\ufe0e\ufe0f]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ASIDE = re.compile(r"[(\[{]([^)\]}]*)[)\]}]?")
# Pet names of two letters that can be told from words by their capital.
_OF_TWO_LETTERS = frozenset(
    ("bi", "du", "ed", "fe", "gi", "gu", "jo", "ju", "lu", "ro", "su", "ty", "vi", "ze")
)
# The spelling that keeps a sound: Marcos, Marquinhos.
_HARDENED = re.compile("[cg]$")
_HARD = {"c": "qu", "g": "gu"}
_LINKING_WORDS = "d da das de del der di do dos du e el la las los of the van von y"
_PARTICLES = frozenset(_LINKING_WORDS.split())
# Folded words that stand before or behind a name, or instead of one, and are ordinary words in a
# text: titles, kinship, and what people write into their list of contacts.
_ORDINARY_WORDS = """
abogada abogado academia adm admin administrador administradora administrator adv adva advogada
advogado all amiga amigo amor anonimo anonymous antiga antigo ap apartamento apto arq arquiteta
arquiteto aunt baba baby bem bloco boa bom bot brother buena bueno cabeleireira cabeleireiro caixa
carpinteiro casa celular chat chaveiro church cliente clube colega colegio comadre compadre
condominio consultorio contact contacto contador contadora contato corretor corretora costureira
curso dad dear deleted dentista desconhecido designer dia diarista dias doctor doctora dom don dona
doutor doutora dr dra electricista eletricista encanador eng enga engo enfermeira enfermeiro
engenheira engenheiro entrega equipe equipo escola escritorio escuela everyone facul faculdade
familia family farmacia father faxineira filha filho fisio fisioterapeuta fontanero fornecedor
friend futebol geral gerente good group grupo guest gym hello hermana hermano hija hijo home iglesia
igreja imobiliaria irma irmao jardineiro landlord loja madre mae mama mamae manicure marceneiro
massagista mecanico medica medico member membro meta meu mia miembro minha mio mister mom morning
mother motoboy motorista mr mrs ms mum my name neighbor neighbour new nobody noche noite nombre nome
nossa nosso nova novo numero nutri nutricionista office oficial oficina ola old padaria padre pai
papa papai pedreiro personal pet phone pilates pintor pizzaria plomero plumber portaria porteira
porteiro predio prima primo prof profa profe professor professora proprietaria proprietario psi
psicologa psicologo recepcao restaurante salao school secretaria senhor senhora senor senora seu
shop sindica sindico sir sistema sister soporte sr sra srta suporte support system tarde taxi
taxista team telefone telefono terapeuta tia tienda tio todas todos trabajo trabalho trampo tu uber
uncle uni universidade unknown user usted usuaria usuario vecina vecino vendedor vendedora vet
veterinaria veterinario vizinha vizinho vo voce voces vovo whatsapp work wpp you zap
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
    if folded in _OF_TWO_LETTERS:
        return True
    own = [word for word in _WORD.findall(folded) if not is_generic(word)]
    return letters >= 3 and (len(own) > 1 or any(len(word) > 2 for word in own))


def is_generic(word: str) -> bool:
    """Tell whether a word is a title, a kinship or another stand-in for a name ("Dr.", "you")."""
    word = fold(word).strip(".")
    return word in _GENERIC or word in _PARTICLES


def short_forms(name: str) -> list[str]:
    """Return the other ways in which people with this name are called in a text.

    "Dra. Ana Júlia de Souza 🌸" gives "Ana", "Ana Júlia", "Ana Júlia de Souza" and "Ana Souza";
    so does "Ana Júlia de Souza Vizinha 302 (mãe do Rui)".
    """
    words = _own_words(name)
    forms = {
        " ".join(words[:n])
        for n in range(1, len(words) + 1)
        if fold(words[n - 1]) not in _PARTICLES
    }
    if len(words) > 2:
        forms.add(f"{words[0]} {words[-1]}")
    return sorted(forms)


def derived_forms(name: str) -> list[str]:
    """Return what people with this name may also be called, if nobody else is called so.

    "Ana Júlia de Souza" gives "Souza", "A. Souza", "Aninha" and "Anita".
    """
    words = _own_words(name)
    forms = set(_diminutives(words[0])) if words else set()
    if len(words) > 1:
        forms |= {words[-1], f"{words[0][0]}. {words[-1]}"}
    return sorted(forms)


def people_beside(name: str) -> list[str]:
    """Return whom a saved contact names besides its owner: "Ana (mãe do Rui)" gives "Rui"."""
    return sorted(
        {
            word
            for aside in _ASIDE.findall(clean_name(name))
            for word in _WORD.findall(aside)
            if word[0].isupper() and not is_generic(word)
        }
    )


def _own_words(name: str) -> list[str]:
    """Return the words of a saved contact that are its owner's name."""
    words = _WORD.findall(_ASIDE.sub(" ", clean_name(name)))
    titled = False
    while words and (is_generic(words[0]) or (titled and len(words[0]) == 1)):  # "Eng.º", "Sr.ª"
        words.pop(0)
        titled = True
    for i, word in enumerate(words):
        if is_generic(word) and fold(word) not in _PARTICLES:
            words = words[:i]
            break
    while words and fold(words[-1]) in _PARTICLES:
        words.pop()
    return words


def _diminutives(first: str) -> list[str]:
    """Return the regular diminutives of a given name: "João" gives "Joãozinho"."""
    folded = fold(first)
    if folded not in GIVEN_NAMES or is_ordinary(folded) or len(folded) < 3:
        return []
    if folded.endswith(("a", "o")) and not folded.endswith(("ao", "ia", "io")):
        stem, end = _HARDENED.sub(lambda c: _HARD[c[0]], first[:-1]), first[-1]
        return [f"{stem}inh{end}", f"{stem}it{end}"]
    if folded.endswith("os"):
        stem = _HARDENED.sub(lambda c: _HARD[c[0]], first[:-2])
        return [f"{stem}inhos", f"{stem}itos"]
    return [f"{first}zinho", f"{first}zinha"]
