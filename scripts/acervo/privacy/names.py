"""Names as people write them: which writings are one name, and which can be told from words."""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import product

from acervo.privacy.given_names import GIVEN_NAMES, SURNAMES
from acervo.privacy.ordinary_words import is_ordinary

# Direction marks, isolates and zero-width characters. The joiners U+200C and U+200D are not among
# them: emoji and several scripts are written with them.
INVISIBLE = "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"

_UNSEEN = re.compile(f"[{INVISIBLE}\u200c\u200d\ufe0e\ufe0f]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
# What may part the words of a name instead of one blank: "Ana_Prado", "*Ana* *Prado*", "Ana 🌹
# Prado", a line that is broken. Not what ends a sentence or a clause (a mark with a blank behind
# it), begins a mention or an item of a list, nor a blank line; but behind a single letter anything.
_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f"
_CLAUSE_ENDS = r"(?:[^\w\s]|_)*[.,:;!?]\s"
_BEGINS = r"\s@\w|\n\s*(?:\n|[*+•-]\s|[0-9]+[.)]\s)"
_BETWEEN = re.compile(
    r"(?=[\W_])(?! [^\W_])(?:"
    rf"(?<=(?<![^\W\d_])[^\W\d_])(?P<behind_letter>[^\w{_CONTROL}]|_)++"
    rf"|(?<=[^\W_])(?!{_CLAUSE_ENDS})(?:(?!{_BEGINS}|[{_CONTROL}])[\W_])++"
    r")(?=[^\W_])"
)
_INITIAL = re.compile(r"\.[^,:;!?]*")
# One character as links write it, in UTF-8 or Latin-1 ("%25" is the sign itself, encoded again),
# or as pages do.
_ENCODED = re.compile(
    r"%(?:25)*(?:[c-f][0-9a-f](?:%(?:25)*[89ab][0-9a-f]){1,3}|[0-9a-f]{2})|&#?[0-9a-z]{2,8};"
)
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


def any_of(words: str) -> str:
    """Return an expression for one of the words; "_" is a blank."""
    return "(?:" + "|".join(word.replace("_", r"[ \t]+") for word in words.split()) + ")"


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
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    plain = unicodedata.normalize("NFKD", char.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return plain.replace("’", "'").replace("‘", "'").replace("‐", "-").replace("–", "-")


_FOLDS = _Folds()


def fold(text: str) -> str:
    """Return the text without case, diacritics and invisible marks, character by character."""
    return text.lower() if text.isascii() else text.translate(_FOLDS)


def fold_offsets(text: str) -> list[int]:
    """Return where in `text` each character of `fold(text)`, and its end, comes from."""
    if text.isascii() or all(len(_FOLDS[ord(char)]) == 1 for char in set(text)):
        return list(range(len(text) + 1))
    starts = [i for i, char in enumerate(text) for _ in _FOLDS[ord(char)]]
    return [*starts, len(text)]


Edit = tuple[int, int, str]  # start and end in a folded text, and what shall stand there


def partings(folded: str) -> Iterator[Edit]:
    """Yield what parts words as one blank would; behind an initial, as a full stop and a blank."""
    for run in _BETWEEN.finditer(folded):
        initial = run["behind_letter"] and _INITIAL.fullmatch(run[0])
        yield *run.span(), ". " if initial else " "


def encodings(folded: str) -> Iterator[Edit]:
    """Yield what links and pages encode ("%20", "%c3%a3", "&nbsp;"), with what it stands for."""
    for char in _ENCODED.finditer(folded):
        if char[0][0] == "&":
            yield *char.span(), fold(html.unescape(char[0]))
            continue
        data = bytes.fromhex(char[0].replace("%25", "%").replace("%", ""))
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = data.decode("latin-1")
        yield *char.span(), fold(text)


def edited(text: str, edits: Iterable[Edit]) -> tuple[str, list[int]]:
    """Return the text with edits made, which are given from left to right.

    Returns:
        The text, and where each of its characters, and its end, stands in the given one; the
        second is empty when nothing has changed.
    """
    parts: list[str] = []
    back: list[int] = []
    done = 0
    for start, end, new in edits:
        parts += [text[done:start], new]
        back += range(done, start)
        # The last character takes in what is left of the span.
        back += [min(start + i, end - 1) for i in range(len(new))]
        done = end
    if not parts:
        return text, []
    back += range(done, len(text) + 1)
    return "".join([*parts, text[done:]]), back


def spellings(name: str) -> set[str]:
    """Return a folded name with single blanks between its words, and a stop behind initials or not.

    "a souza" is none of "a. souza": it may be an article.
    """
    words = edited(name, partings(name))[0].split(" ")
    lone = [i for i, word in enumerate(words[:-1]) if len(word) == 1 and word.isalpha()]
    choices = [(word, f"{word}.") if i in lone[:4] else (word,) for i, word in enumerate(words)]
    return {" ".join(choice) for choice in product(*choices)}


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


def distinctive(name: str) -> bool:
    """Tell whether a name can be nothing else: "Ana Lima", not "Ana", "Vida Nova" or "Dra. Ana"."""
    folded = fold(name)
    words = list(_LETTERS.finditer(folded))
    own = [
        word[0]
        for i, word in enumerate(words)
        if not is_generic(word[0])
        and (i or len(word[0]) > 1 or folded[word.end() :][:1] not in "'-")  # "O'Hara" is one
    ]
    if len(own) < 2:
        return False
    known = own[0] in GIVEN_NAMES and own[-1] in SURNAMES  # "Rosa Silva", of two ordinary words
    return known or any(len(word) > 2 and not is_ordinary(word) for word in own)


def joined(name: str) -> str | None:
    """Return a distinctive name in one word ("betovrubel"), where that is no other word or name."""
    words = _LETTERS.findall(fold(name))
    whole = "".join(words)
    if not distinctive(name) or len(words[0]) < 2 or is_ordinary(whole):
        return None
    if whole in GIVEN_NAMES or whole in SURNAMES:
        return None
    known = words[0] in GIVEN_NAMES and words[-1] in SURNAMES  # else it may be a word: "Ana Lise"
    return whole if len(whole) >= 8 or (known and len(whole) >= 6) else None


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
