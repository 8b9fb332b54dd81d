"""People who are no members, by the words that announce them, or by a given name and a surname.

The roster knows the members; whoever else is named in a text can only be told by rules. `CUES`
finds "dra. Fulana de Tal", "me chamo joana", "em nome de João Souza", "minha irmã, Rita", a name
under a letter, the lines of a contact card (RFC 6350). `FULL_NAME` finds a frequent given name with
a surname, also that of a public person: whoever wants those to stay leaves it out.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.given_names import GIVEN_NAMES, SURNAMES
from acervo.privacy.name_stops import BRANDED, FIRMS, NOBODY, ORGANISATION, STOP
from acervo.privacy.names import fold, is_generic
from acervo.privacy.ordinary_words import ORDINARY, is_ordinary

_LINKS = frozenset(("da", "de", "do", "das", "dos", "del", "e"))
_LINK = r"(?:d[aeo]s?|d['’]|del|de[ ]l(?:a|as|os)|e|y|van|von)"
_LINKED = frozenset(("la", "las", "los"))  # behind "de"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ](?:[^\W\d_]*(?:['’-][^\W\d_]+)+|[^\W\d_]+|\.(?!\w))"
_NAME = re.compile(rf"{_CAPITAL}(?:[ \t]+(?:{_LINK}[ \t]+)?{_CAPITAL}){{0,6}}")
_LOWER = re.compile(r"[^\W\d_]{2,}(?:[ \t]+[^\W\d_]+){0,6}")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PART = re.compile(r"[._@/-]\w")
_END_OF_LINE = re.compile(r"[ \t]*[.!,]?[^\w\n]*(?:\n|$)")


def _any(words: str) -> str:
    return "(?:" + "|".join(word.replace("_", r"[ \t]+") for word in words.split()) + ")"


class _Cue(NamedTuple):
    """Words that announce a name, and what must stand behind them.

    `words` and `between` are written in what both regular expression languages understand.
    """

    words: str
    between: str
    accepts: Callable[[list[str]], bool]  # the folded words of the name
    lower: bool = False  # a given name in lower case counts too
    closing: bool = False  # the name ends its line


# Whom one asks for in a queue.
_ANYONE_WORDS = """
person persona pessoa human humano humana atendente agent agente operador operadora operator
representative representante attendant manager gerente
"""
_ANYONE = frozenset(_ANYONE_WORDS.split())


def _anybody(words: list[str]) -> bool:
    if not _ANYONE.isdisjoint(words[:2]):
        return False
    return not (is_generic(words[0]) or any(word in NOBODY for word in words[:2]))


def _likely(words: list[str]) -> bool:
    """Tell whether the words are a name by themselves: a known given name or surname."""
    if not _anybody(words) or any(word in ORGANISATION for word in words):
        return False
    given = words[0] in GIVEN_NAMES
    return (given and words[0] not in ORDINARY) or (
        len(words) > 1 and (given or words[-1] in SURNAMES)
    )


def _addressed(words: list[str]) -> bool:
    """Tell whether these words are a name behind "miss", which is also a verb."""
    return words[0] in GIVEN_NAMES or _likely(words)


def _stranger(words: list[str]) -> bool:
    """Tell whether these words may be a name that no list holds: no word, firm or office."""
    return _likely(words) or (
        _anybody(words)
        and (len(words[0]) > 2 or words[0] in GIVEN_NAMES)
        and not any(word in ORGANISATION or word in FIRMS for word in words)
        and (not is_ordinary(words[0]) or words[0] in GIVEN_NAMES)
    )


def _strangers(words: list[str]) -> bool:
    """Tell whether these words are a full name of which no list holds a part."""
    full = len(words) > 1 and not any(is_ordinary(w) or is_generic(w) for w in words[:1])
    return _likely(words) or (full and _stranger(words))


def _kin(words: list[str]) -> bool:
    return _anybody(words) and not any(word in FIRMS or word in STOP for word in words[:1])


def _titled(words: list[str]) -> bool:
    return _anybody(words) and words[0] not in BRANDED


def _no_word(words: list[str]) -> bool:
    return _anybody(words) and not is_ordinary(words[0])


_MY = _any("minha meu mi my noss[oa] tua teu sua seu his her our your su tu")
_KIN = _any(
    """
    filh[oa] m[ãa]e pai irm[ãa]o? espos[oa] marido mulher namorad[oa] noiv[oa] amig[oa] prim[oa]
    sobrinh[oa] net[oa] av[óôo] vizinh[oa] cunhad[oa] sogr[oa] genro nora colega chefe afilhad[oa]
    padrinho madrinha hij[oa] madre padre herman[oa] novi[oa] mujer sobrin[oa] niet[oa] abuel[oa]
    vecin[oa] jef[ae] ti[oa] son daughter mother mom mum father dad brother sister wife husband
    girlfriend boyfriend friend cousin niece nephew boss neighbou?r uncle aunt partner kid
    """
)
_SELF = _any(
    r"""
    me_chamo chamo-me se_chama se_llama chama-se meu_nome(?:_completo)?_(?:é|eh|e)
    nome_del[ae]_(?:é|eh|e) me_llamo me_llaman name['’]s my_(?:full_)?name(?:_is|['’]s)
    (?:his|her)_name(?:_is|['’]s) (?:mi|su)_nombre(?:_completo)?_es calls?_me pode_me_chamar_de
    named_(?:him|her) last_name\? maiden_name_is partner['’]s_name
    """
)
_TITLE = _any(
    r"""
    doutora? senhora? professora? desembargadora? ministr[oa] ju[ií]za? delegad[oa] vereadora?
    deputad[oa] senadora? dona padre pastora? señora? señorita enfermeir[oa] profe frei coronel
    sargento capit[ãa]o doña
    """
)
_ABBREVIATED = _any(r"dra? srt[aª] sr\(a\) sra? profa? prof[ªº] d[ªº] mrs? mme desa")
_SHORT_TITLE = _any("ing lic arq eng[ªa]? adv min des rev cel sgto? cap ms tte")
_SPOKEN_TITLE = _any("don tia tio aunt uncle compadre comadre t[íi][ao]")
_POLITE_TITLE = _any("ms miss sir lady")
_FIELD = _any(
    """
    titular favorecid[oa] benefici[áa]ri[oa] destinat[áa]ri[oa] remetente pagador recebedor
    nome(?:_completo)? (?:full_|first_|last_)?name nombre contat[oa] contact[oa]? paciente cliente
    respons[áa]vel alun[oa] relatora? apelante apelad[oa] agravante agravad[oa] autora? r[ée]u?
    requerente requerid[oa] impetrante impetrad[oa] advogad[oa] testemunha procuradora? embargante
    embargad[oa] recorrente recorrid[oa] remite firmado(?:_por)? signed(?:_by)?
    assinad[oa](?:_(?:eletronicamente|digitalmente))?(?:_por)?
    """
)
_ABOUT = _any(
    """
    paciente cliente alun[oa] aqui_[ée] sou soy i['’]?m i_am this_is it['’]?s habla signed ask_for
    procur(?:ar?|e)(?:_por|_pel[oa])? assinad[oa]
    """
)
_PRESENTED = _any("aqui_[ée]_[oa] sou_[oa] soy_(?:el|la)")
_PARENT = _any("pai m[ãa]e madre padre mother father")
_ASKED_FOR = _any(
    """
    em_nome_d[aeo] no_nome_d[aeo] a_nombre_de on_behalf_of in_the_name_of
    fal(?:ar?|ei|e|em|ou|amos)_com habl(?:ar|a|e|é|en|ó)_con talk(?:ed)?_to talk_with
    (?:speak|spoke)_(?:to|with) quem_fala_(?:[ée]|aqui_[ée]) aqui_quem_fala_[ée] aos_cuidados_d[aeo]
    a/c c/o follow_up_with assinad[oa]_por a_favor_d[aeo] preguntar?_por pregunte_por
    pergunt(?:ar?|e)_(?:por|pel[oa]) trat(?:ar|e|a)_com combin(?:ar|ei|a)_com
    lig(?:ar|ue)_(?:pra|para) titular favorecid[oa] benefici[áa]ri[oa] respons[áa]vel
    """
)
_CLOSING = _any(
    """
    att atte atenciosamente atentamente cordialmente abra[çc]os? abs beijos bjs? saludos best
    regards cheers sincerely thanks yours obrigad[oa] grat[oa] gracias abra[çc][ãa]o bjos bjinhos
    beijinhos cumprimentos xoxo love besos un_abrazo abrazos? saudações
    """
)
_ENDING = _any("att atte abs abra[çc]os? beijos beijinhos bjs? saludos abrazos?")
_ARTICLE = r"(?:(?:o|a|el|la|com|con)[ \t]+)?"
# Quotes, brackets and emoji in front of a name, but not that of a placeholder.
_ORNAMENT = r"(?:(?:_|[^\w\s\[\]<>@#/.,;:!?+=$%&|\\-]){1,2}[ \t]?)?"
_CUES = (
    _Cue(_SELF, rf"[ \t]*[:=-]?[ \t]*{_ORNAMENT}{_ARTICLE}", _anybody, lower=True),
    _Cue(_TITLE, rf"[ \t]+(?:{_TITLE}[ \t]+)?{_ORNAMENT}", _anybody, lower=True),
    _Cue(_ABBREVIATED, rf"(?:\.[ \t]*|[ \t]+){_ORNAMENT}", _titled, lower=True),
    _Cue(_SHORT_TITLE, rf"\.[ \t]*{_ORNAMENT}", _titled),
    _Cue(_SPOKEN_TITLE, rf"\.?[ \t]+{_ORNAMENT}", _kin, lower=True),
    _Cue("seu", rf"[ \t]+{_ORNAMENT}", _stranger, lower=True),
    _Cue(_POLITE_TITLE, r"\.?[ \t]+", _addressed, lower=True),
    _Cue(
        rf"{_MY}[ \t]+{_KIN}",
        r"[ \t]*[,:(]?[ \t]*(?:(?:[ao]|é[ \t]+[ao]|is|es|chamad[oa]|called)[ \t]+)?"
        rf"{_ORNAMENT}",
        _anybody,
        lower=True,
    ),
    _Cue(
        _FIELD,
        rf"(?:[ \t]?\([^)\s]{{1,3}}\))?[\"'*_]{{0,2}}[ \t]*[:-][ \t]*{_ORNAMENT}",
        _strangers,
        lower=True,
    ),
    _Cue(_ABOUT, rf"[ \t]+{_ARTICLE}{_ORNAMENT}", _likely),
    _Cue(_PRESENTED, r"[ \t]+", _stranger),
    _Cue(_PARENT, r"[ \t]+", _strangers),
    _Cue(_ASKED_FOR, rf"[ \t]+{_ARTICLE}{_ORNAMENT}", _stranger, lower=True),
    _Cue(_CLOSING, rf"[ \t]*(?:[,.!-]+[ \t]*\n?|\n)[ \t]*{_ORNAMENT}", _no_word, closing=True),
    _Cue(_ENDING, r"[ \t]+", _no_word, closing=True),
)
_SHAPES = tuple((cue, re.compile(rf"(?<![^\W\d_])(?i:{cue.words}{cue.between})")) for cue in _CUES)
_BESIDE = re.compile(
    rf"(?m)^[^\w\n\[]{{0,3}}(?:[0-9]{{1,2}}[.)º-]{{1,2}}[ \t]*)?(?P<name>{_NAME.pattern})"
    r"[ \t]*[-–:,|(]?[ \t]*\n?[ \t]*\[(?:PHONE|EMAIL|CPF|PIX)_"
)
_TABLE = re.compile(r"(?im)^\"?(?:nome|name|nombre)(?: completo)?\"?([;,|\t])")
_CARD = re.compile(r"(?im)^(?:item[0-9]+\.)?(?:FN|N|NICKNAME)(?:;[^:\n]{0,60})?:([^\n]+)$")


def _cued(view: View) -> Iterator[Found]:
    """Yield who is announced, and where else in the text the same names stand."""
    text = view.prose
    found: set[tuple[int, int]] = set()
    for card in _CARD.finditer(text):
        for part in re.finditer(r"[^;\s][^;]*", card[1].rstrip()):
            found.add((card.start(1) + part.start(), card.start(1) + part.end()))
    found |= {*_listed(text)}
    for cue, shape in _SHAPES:
        for match in shape.finditer(text):
            span = _named(text, match.end(), cue)
            if span and not (cue.closing and not _END_OF_LINE.match(text, span[1])):
                found.add(span)
    value_of: dict[str, str] = {}
    for start, end in sorted(found):
        value = fold(text[start:end])
        yield Found(start, end, "NAME", value)
        for word in _WORD.findall(text, start, end):
            if len(word) > 2 and word[0].isupper() and not is_ordinary(fold(word)):
                value_of.setdefault(word, value)
    end_of, done = dict(sorted(found)), 0
    for again in _WORD.finditer(text) if value_of else ():
        if again.start() in end_of:
            done = end_of[again.start()]
        elif again.start() >= done and again[0] in value_of:
            yield Found(*again.span(), "NAME", value_of[again[0]])


def _listed(text: str) -> Iterator[tuple[int, int]]:
    """Yield names by their place: beside a number or an address, or under "nome;cpf;email"."""
    for line in _BESIDE.finditer(text):
        end = _whole(text, *line.span("name"))
        if end == line.end("name") and _likely(_folded(text, line.start("name"), end)):
            yield line.start("name"), end
    for table in _TABLE.finditer(text):
        for row in re.compile(rf"\n\W{{0,3}}({_NAME.pattern})(?=[\"{table[1]}])").finditer(
            text, table.end(), table.end() + 5000
        ):
            if _strangers(_folded(text, *row.span(1))):
                yield row.span(1)


def _folded(text: str, start: int, end: int) -> list[str]:
    return [fold(word) for word in _WORD.findall(text, start, end)]


def _named(text: str, start: int, cue: _Cue) -> tuple[int, int] | None:
    """Return where the name behind a cue stands, if there is one."""
    if name := _NAME.match(text, start):
        end = _whole(text, start, name.end())
        words = [fold(word) for word in _WORD.findall(text, start, end)]
        part = _PART.match(text, end)  # of a file name or an address
        if not words or part or not cue.accepts(words):
            return None
        return None if _is_acronym(text, start, end, words) else (start, end)
    lower = _LOWER.match(text, start) if cue.lower else None
    if not lower:
        return None
    end = start
    for word in _WORD.finditer(text, start, lower.end()):
        plain, later = fold(word[0]), word.start() > start
        if plain in GIVEN_NAMES - ORDINARY or (later and plain in SURNAMES):
            end = word.end()
        elif not (later and plain in _LINKS | _LINKED):
            break
    return (start, end) if end > start else None


def _is_acronym(text: str, start: int, end: int, words: list[str]) -> bool:
    """Tell whether this is "TI" or "INSS" among words in lower case."""
    name = text[start:end]
    short = len(words) == 1 and len(name) < 5 and len(name) > 1 and name.isupper()
    around = text[max(0, start - 20) : start] + text[end : end + 20]
    return short and words[0] not in GIVEN_NAMES and any(c.islower() for c in around)


def _whole(text: str, start: int, end: int) -> int:
    """Return where a name ends, without the capitalised words that are no name ("Ana CPF")."""
    words = [*_WORD.finditer(text, start, end)]
    plain = [fold(word[0]) for word in words]
    for i in range(1, len(words)):
        two = plain[i] == "e" and plain[i + 1 : i + 2] and plain[i + 1] in GIVEN_NAMES
        linked = plain[i] in _LINKED and plain[i - 1] == "de"
        if two or plain[i] in NOBODY or (plain[i] in STOP - _LINKS and not linked):
            end = words[i].start()
            break
    return start + len(text[start:end].rstrip(" \t"))


_FULL = re.compile(rf"(?<![\w#./-]){_CAPITAL}(?:[ \t]+(?:{_LINK}[ \t]+)?{_CAPITAL}){{1,6}}(?!\w)")
_BEFORE = re.compile(r"([^\W\d_]+)\.?[ \t]+(?:d[aeo]s?[ \t]+)?\Z")
_AFTER = re.compile(r"[ \t]+([A-ZÀ-ÖØ-Þ][^\W\d_]+)")


def _full(view: View) -> Iterator[Found]:
    """Yield given names with a surname, but not where a street or an organisation is called so."""
    text, done = view.prose, 0
    while match := _FULL.search(text, done):
        end = done = _whole(text, *match.span())
        spans = list(_WORD.finditer(text, match.start(), end))
        words = [fold(word[0]) for word in spans]
        # "Oi Ana Souza": what stands before the given name is no part of it.
        skip = next((i for i in range(len(words) - 1) if _opens(words[i:])), None)
        if skip is None or any(word in ORGANISATION for word in words[skip:]):
            continue
        start = spans[skip].start()
        before = _BEFORE.search(text[max(0, start - 30) : start])
        after = _AFTER.match(text, end)
        if not (
            (before and fold(before[1]) in ORGANISATION)
            or (after and fold(after[1]) in ORGANISATION)
        ):
            yield Found(start, end, "NAME", " ".join(words[skip:]))


def _opens(words: list[str]) -> bool:
    """Tell whether a full name begins here: a given name, and no ordinary word behind it."""
    if words[0] not in GIVEN_NAMES:
        return False
    rest = [word for word in words[1:] if len(word) > 2]
    if words[0] in ORDINARY:
        return any(word in SURNAMES for word in rest)
    return any(word in SURNAMES or not (is_ordinary(word) or is_generic(word)) for word in rest)


_LETTER = r"[\p{L}]"
_CANDIDATES = [
    f"(?i:{cue.words}{cue.between}){_LETTER if cue.lower else '[A-ZÀ-ÖØ-Þ]'}" for cue in _CUES
]
CUES = Detector(
    "cued name",
    rf"(?:^|[^\p{{L}}])(?:{'|'.join(_CANDIDATES)})|(?im:^(?:item[0-9]+\.)?(?:FN|N|NICKNAME)[:;])"
    r"|\[(?:PHONE|EMAIL|CPF|PIX)_"
    r"|(?im:^\"?(?:nome|name|nombre)(?: completo)?\"?[;,|\t])",
    _cued,
    (
        "me chamo Joana Pereira",
        "meu nome eh joana pereira",
        "a dra. Zuleide Marcondes atende",
        "dona maria ligou",
        "a Eng. Kiara Otsuka",
        "minha irmã, Rita Lemos",
        "Favorecido: Carlos Prates",
        "em nome de João Souza",
        "abraços,\nTeodora",
        "FN:Ana Souza",
    ),
)
FULL_NAME = Detector(
    "full name",
    rf"[A-ZÀ-ÖØ-Þ][\p{{L}}'’-]+[ \t]+(?:{_LINK}[ \t]+)?[A-ZÀ-ÖØ-Þ][\p{{L}}.'’-]",
    _full,
    ("Joana Pereira", "JOÃO DA SILVA"),
)
DETECTORS = (CUES, FULL_NAME)
