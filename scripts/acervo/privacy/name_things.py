"""Where a name is that of a thing: of a book, of a verse in one, of an animal, of what is sold.

As `name_cues`, for folded text in Portuguese, Spanish and English. It holds for names of one word
that are no doubt names elsewhere, too: "cai na prova: Iracema", "João 3:16", "o papagaio Tomás".
"""

import re

from acervo.privacy.given_names import GIVEN_NAMES
from acervo.privacy.names import any_of

_ARTICLE = r"(?:(?:o|a|os|as|el|la|los|las|the)\s+)?"
_CALLED = r"(?:" + any_of("chamad[oa] se_chama llamad[oa] se_llama called named titled") + r"\s+)?"
_EXAM = any_of("prova enem vestibular exame examen examenes exam final simulado")
_COMES_UP = any_of("cai caem caiu vai_cair entra entram entran cobra cobram covers viene vienen")
_BEFORE = re.compile(
    r"(?=\w)(?<!\w)(?:"
    # "o livro Iracema", "livro: Iracema"; but "música: Ana" may be a task.
    + any_of("livro romance filme seriado novela libro pelicula book novel movie film")
    + rf"\s*:?\s*{_CALLED}|"
    + any_of("musica poema cancao cancion poem song peca_de_teatro opera")
    + rf"\s+{_CALLED}|"
    + rf"{_COMES_UP}\s+(?:(?:n[ao]s?|en\s+el|en\s+la|on\s+the|para)\s+)?{_EXAM}\s*:?\s*{_ARTICLE}|"
    + rf"{_EXAM}\s+(?:(?:de|da)\s+\w+\s+)?{_COMES_UP}\s+{_ARTICLE}|"
    + any_of("leitura lectura reading")
    + r"\s+(?:"
    + any_of("obrigatoria obligatoria d[oe]l?_(?:mes|trimestre|semestre|clube|club) list club")
    + r")\s*:?\s*|"
    + any_of(
        """
        papagaio periquito calopsita cachorr[oa] cachorrinh[oa] cadela perr[oa] perrit[oa] loro
        perico tartaruga tortuga hamster cavalo caballo egua yegua vaca galinha gallina parrot dog
        puppy kitten cat horse turtle rooster mascote mascota peixinho
        """
    )
    + rf"\s+{_ARTICLE}{_CALLED}"
    + r")[\"“'*_]*$"
)
# "livros: Iracema, O Cortiço": beside a title, where books are spoken of.
_TITLE_BEHIND = re.compile(r"[\"”'*_]*,\s+(?:O|A|Os|As|El|La|Los|Las|The)\s+[A-ZÀ-ÖØ-Þ]\w+")
_OF_BOOKS = re.compile(
    r"(?=\w)(?<!\w)"
    + any_of(
        "livros? romances? filmes? prova vestibular enem examen libros? peliculas? books? novels?"
        " movies? ler lendo leer leyendo reading leitura lectura obras?"
    )
    + r"\b"
)
_BOOK_NAMES = """
    joao mateus marcos lucas tiago pedro judas samuel isaias jeremias daniel oseias joel amos josue
    rute ester jonas tito ezequiel juan mateo marcos santiago josue rut ester jonas john matthew
    mark luke james peter joshua ruth esther job jonah titus timothy timoteo joel micah daniel
"""
_BOOKS = frozenset(_BOOK_NAMES.split())
_VERSE = re.compile(
    r"[ ](?P<chapter>[0-9]{1,3})\s?[:.,]\s?(?P<verse>[0-9]{1,3})(?P<to>\s?-\s?[0-9]{1,3})?"
    r"(?![0-9:.,/]*[0-9]|\s?(?:h|hs|hrs?|am|pm|a\.m|p\.m)\b)"
)
_SCRIPTURE = re.compile(
    r"(?=\w)(?<!\w)"
    + any_of(
        "versiculos? evangelho evangelio biblia palavra_do_(?:dia|senhor) capitulo salmos? culto"
        " missa misa verse scripture gospel bible devocional leitura lectura"
    )
    + r"\b"
)
_SOLD = re.compile(
    r"(?=\w)(?<!\w)"
    + any_of(
        """
        bolinhos? biscoitos? bolacha salgadinho chocolate refri refrigerante cerveja cachaca vinho
        iogurte molho azeite queijo farinha arroz cafe sabonete perfume shampoo sandalia boneca
        galletas? cerveza vino salsa harina yogur jabon beer wine cookies? sauce soup doll
        """
    )
    + r"\s+$"
)
# "Zé Ninguém", which is any man.
_ANYBODY = re.compile(
    r"[\s-]+"
    + any_of(
        """
        ninguem pipo povinho povao povo gotinha carioca droguinha mane delivery colmeia bonitinho
        """
    )
    + r"\b"
)
_SECOND = re.compile(r"\s+([a-z]{3,})\b")


def is_thing(name: str, before: str, after: str, behind: str) -> bool:
    """Tell whether a folded name is that of a thing.

    Args:
        name: one word.
        before: what stands before it, folded.
        after: what stands behind it, folded.
        behind: the same as it is written.
    """
    if _BEFORE.search(before) or (name == "ze" and _ANYBODY.match(after)):
        return True
    if name in _BOOKS and (verse := _VERSE.match(after)):
        return _is_verse(verse) or _SCRIPTURE.search(before + after) is not None
    if _TITLE_BEHIND.match(behind) and _OF_BOOKS.search(before):
        return True
    # "bolinho Ana Maria": nobody is called so by two given names behind what is sold.
    second = _SECOND.match(after)
    return bool(second and second[1] in GIVEN_NAMES and _SOLD.search(before))


def _is_verse(verse: re.Match[str]) -> bool:
    """Tell whether two numbers are more likely a verse than a time, which people round."""
    chapter, line = verse["chapter"], verse["verse"]
    if ":" not in verse[0] or len(line) < 2 or chapter[0] == "0":
        return False
    return bool(verse["to"]) or int(chapter) > 23 or int(line) > 59 or int(line) % 5 != 0
