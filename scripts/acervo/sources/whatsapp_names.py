"""Contacts saved with a colon: "Trabalho: Rui" is one author, not "Trabalho" who says "Rui: …".

An export parts author and text by ": " and escapes nothing, so that a first look takes what stands
before the first colon for the author. Whether the name goes on is decided for all messages of such
an author in a file, or for none of them:

1. Every one begins with a part of a name and a colon; or, as notices do, with such a part alone
   ("Trabalho: Rui saiu"). A part is written like a name, and is no word by which people announce
   what they say ("Aviso: …", "Note: …").
2. And something tells it from a habit:
   - behind the colon stands what nobody writes there: a placeholder of WhatsApp, or a command;
   - a mention or a notice has the whole name;
   - the parts are given names, behind a contact without a name of its own ("Trabalho", "Dr.");
   - there are three messages or more, all with the same part, and it is a given name or a word for
     a contact ("João: Pedreiro"), or anything behind a contact without a name of its own.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from acervo.privacy.given_names import GIVEN_NAMES
from acervo.privacy.names import fold, is_generic, recognisable
from acervo.sources import whatsapp_phrases as phrases

MAX_COLONS = 3  # in one name
MIN_MESSAGES = 3
MAX_WORDS = 5
_NOTICES_ON_ONE = 10  # that somebody joined, left, took another number

PART = r"^([^\n]{1,60}?):(?: |\n|$)"  # what may be a part of the name
_BEHIND = r"^[^\n]{1,60}?:(?: |\n|$)((?s:.*))$"
_COMMAND = r"^[/\\!／]\s?[A-Za-z]"
_PLACEHOLDER = r"^<[^<>\n]{3,80}>$"
_MENTION = re.compile("@\u2068[~ ]*([^\n\u2069]{3,120})\u2069".encode())
_NO_NAME = re.compile(r"[,;?!\"“”…]|[0-9]:[0-9]|\.$")
_WORD = re.compile(r"[^\W\d_]+")
_ANNOUNCING = """
agenda agora alerta alguem amanha answer assunto atencao atencion attention atualizacao aviso
avisos ayer boa bom buenas buenos comentario comunicado conclusao conclusion convite correcao
cuidado data date depois detalhe detalhes dica domingo duvida edit editado ejemplo enc encaminhado
endereco enlace errata evento ex example exemplo explicacao falta faltam fonte foto friday fuente
fwd fyi good hello hi hoje hola hora horario how hoy idea ideia important importante info
informacao informe lembrando lembrete lembretes link links lista livro local lunes manana material
meeting monday musica news nota notas note notes noticia noticias obs observacao oi ola onde ontem
pauta pergunta please pois ponto por preco pregunta problema programacao proposta ps quando quarta
que quem question quinta re recado receita recordatorio regra regras reminder reply resposta
respuesta resultado resumo reuniao sabado saturday segunda sexta site solucao spoiler sugestao
sunday tema terca thursday tip title titulo tldr today todo tomorrow total tuesday update updates
urgent urgente valor verdade video videos viernes warning wednesday what when where who why
"""
_LABELS = frozenset(_ANNOUNCING.split())


@dataclass(frozen=True)
class Colons:
    """What a first look took apart.

    authors: what was taken for one. names: what they are called. notices: what was taken for an
    author, and begins a notice on one of them ("Ana adicionou Trabalho", of "… Trabalho: Rui").
    """

    authors: frozenset[str]
    names: frozenset[str]
    notices: frozenset[str]


@dataclass
class _Messages:
    """All messages of a supposed author: those that begin with each part, the others, the sure."""

    parts: dict[str, int] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    sure: bool = False


def find_colons(contents: pl.DataFrame, firsts: pl.DataFrame, raw: bytes) -> Colons | None:
    """Tell which authors of a file have one more colon in their name.

    Args:
        contents: author, text and attachments of all its messages.
        firsts: those of them that are the first of an author, or more: most files need no others.
        raw: its bytes.

    Returns:
        None if nobody has.
    """
    begun = {
        author
        for author, text in _said(firsts)
        if _part(text, author) or phrases.is_notice(f"{author}: {text}")
    }
    if not begun:
        return None
    seen = {
        author: messages
        for author, messages in _read(contents.filter(pl.col("author").is_in(begun))).items()
        if all(_like_a_name(part, author) for part in messages.parts)
        and all(_is_on(messages.parts, author, text) for text in messages.others)
    }
    notices = _notices(contents, {author for author, _ in _said(firsts)}, seen)
    sure = {author for author, messages in seen.items() if _is_name(author, messages)}
    if len(sure) < len(seen):
        told = {name.decode(errors="replace") for name in set(_MENTION.findall(raw))}
        told |= {name for named in notices.values() for name in named}
        sure |= {a for a in seen if not told.isdisjoint(_names(a.lstrip("~ "), seen[a]))}
    names = frozenset(name for author in sure for name in _names(author, seen[author]))
    begins = frozenset(begin for begin, named in notices.items() if named <= names)
    return Colons(frozenset(sure), names, begins) if sure else None


# A file stands for a message without words: its name has what stood before it.
_SAID = (
    pl.when(pl.col("text") == "")
    .then(pl.col("attachments").list.first())
    .otherwise("text")
    .fill_null("")
    .alias("said")
)


def _said(rows: pl.DataFrame) -> list[tuple[str, str]]:
    return rows.filter(pl.col("author").is_not_null()).select("author", _SAID).rows()


def _read(rows: pl.DataFrame) -> dict[str, _Messages]:
    """Read all messages of these authors, but of those who mostly speak without a part."""
    part, placed = pl.col("part"), pl.col("behind").str.contains(_PLACEHOLDER)
    some = rows.select(
        "author",
        _SAID,
        _SAID.str.extract(PART).alias("part"),
        _SAID.str.extract(_BEHIND).alias("behind"),
        file=(pl.col("text") == "") & (pl.col("attachments").list.len() > 0),
    ).filter(pl.len().over("author") <= 2 * part.count().over("author") + _NOTICES_ON_ONE)
    found: dict[str, _Messages] = defaultdict(_Messages)
    for author, name, count in some.drop_nulls("part").group_by("author", "part").len().rows():
        found[author].parts[name] = count
    for author, text in some.filter(part.is_null()).select("author", "said").unique().rows():
        found[author].others.append(text)
    sure = pl.col("file") | pl.col("behind").str.contains(_COMMAND) | placed
    for author, text, file in (
        some.drop_nulls("part")
        .filter(sure | pl.col("behind").is_in(phrases.COMMON))
        .select("author", "behind", "file")
        .unique()
        .rows()
    ):
        content = phrases.interpret(text, author)
        own = file or bool(content.attachments) or content.state == "deleted"
        found[author].sure |= own or re.match(_COMMAND, text) is not None
    return found


def _notices(
    contents: pl.DataFrame, authors: set[str], seen: Mapping[str, _Messages]
) -> dict[str, set[str]]:
    """Return the names in which notices end, by what was taken for the author of these.

    "" stands for an end that is no such name: then somebody is called so.
    """
    ends: dict[str, str] = {}
    for begin in authors:
        words = begin.split(" ")
        for n in range(1, min(len(words), MAX_WORDS + 1)):
            if (author := " ".join(words[-n:])) in seen:
                ends[begin] = author
    found: dict[str, set[str]] = defaultdict(set)
    for begin, text in _said(contents.filter(pl.col("author").is_in(ends))) if ends else ():
        author, part = ends[begin], text.removesuffix(".")
        known = part in seen[author].parts and phrases.is_notice(f"{begin}: {text}")
        found[begin].add(f"{author}: {part}" if known else "")
    return found


def _is_name(author: str, messages: _Messages) -> bool:
    """Whether the messages alone tell that what they begin with belongs to the name."""
    if messages.sure or messages.others:
        return True
    nameless, (part, *more) = not recognisable(author), messages.parts
    if nameless and all(map(_is_given, messages.parts)):
        return True
    if more or messages.parts[part] < MIN_MESSAGES:
        return False
    return nameless or _is_given(part) or is_generic(_WORD.findall(part)[0])


def _names(author: str, messages: _Messages) -> set[str]:
    return {f"{author}: {part}" for part in messages.parts}


def _is_on(parts: Mapping[str, int], author: str, text: str) -> bool:
    """Whether a text is the end of a notice on somebody with such a part in the name."""
    words = text.split(" ", MAX_WORDS)
    named = any(" ".join(words[:n]) in parts for n in range(1, len(words)))
    return named and phrases.is_notice(f"{author}: {text}")


def _part(text: str, author: str) -> bool:
    part = re.match(PART, text)
    return part is not None and _like_a_name(part[1], author)


def _like_a_name(part: str, author: str) -> bool:
    words = _WORD.findall(part)
    if not words or len(part.split()) > MAX_WORDS or _NO_NAME.search(part):
        return False
    first, lower = fold(words[0]), words[0][0].islower() and not author[0].islower()
    return first not in _LABELS and (not lower or first in GIVEN_NAMES)


def _is_given(part: str) -> bool:
    """Whether a part is, behind titles and the like, a given name."""
    own = [word for word in map(fold, _WORD.findall(part)) if not is_generic(word)]
    return bool(own) and own[0] in GIVEN_NAMES
