"""Streets of Brazil, Portugal, Spain and Mexico: the kind of street, its name, then the number."""

import re
from collections.abc import Iterator

from acervo.privacy.detectors.addresses.tail import COMPLEMENT, address_end
from acervo.privacy.detectors.addresses.words import (
    IN_NO_NAME,
    LABELS,
    LINKS,
    NAME_WORD,
    Text,
    accented,
)

# Words for streets that are hardly anything else.
_SURE = (
    r"rua|avenida|av|avda|avd|travessa|tv|trav|alameda|al\.|rodovia|rod\.|estrada|estr\.|praca|pca"
    r"|pc\.|beco|ladeira|viela|servidao|loteamento|logradouro|calle|cll|cl\.|paseo|pso\.|plaza|pza"
    r"|plza|carretera|ctra|crta|calzada|calz|callejon|avinguda|carrer|praceta|passeig|glorieta"
    r"|travesia|rambla|prolongacion|prol\.|andador|c/|r\."
)
# Words that are as often something else: streets where they begin with a capital letter.
_WRITTEN = (
    r"largo|privada|priv\.|cerrada|circuito|boulevard|blvd|bulevar|ronda|pasaje|pje|cuesta|camino"
    r"|caminho|rotunda|calcada|r"
)
# Words that are more often something else: they need a comma before the number, or "nº".
_MAYBE = (
    r"vila|via|parque|passagem|quinta|marginal|ramal|linha|gleba|sitio|fazenda|chacara|condominio"
    r"|residencial|conjunto|conj|edificio|ed\.|urbanizacao|urbanizacion|urb|poligono|barrio|pl\."
    r"|bairro|placa|eje|retorno|viaduto|cais|jardim|jd|setor|est\.|rampa|escadinhas|c\.|al"
)
_TYPE = re.compile(
    rf"(?=\w)(?<![\w@#])(?<![\w][.&])(?!quinta (?!d[aeo]))"
    rf"(?:(?P<sure>{_SURE})|(?P<written>{_WRITTEN})|{_MAYBE})(?:\.|(?<=/)|(?!\w))\s{{0,2}}"
)
# With what each begins: cheaper to look for than all of them.
_FIRST = re.compile(r"(?<![\w@#])[a-z]+")
_FIRSTS = frozenset(
    first[0] for kind in f"{_SURE}|{_WRITTEN}|{_MAYBE}".split("|") if (first := _FIRST.match(kind))
)
# The blocks of Brasília, and lots: numbered throughout.
_UNIT = r"[0-9]{1,4}[a-z]?(?!\w)"
_LOT = re.compile(
    rf"""(?<!\w)(?:
    (?:(?:shis|shin|srl|sria)[ ])?
      (?:sqn|sqs|sqsw|sqnw|shis|shin|shcgn|shcn|hcgn|clsw|cln|cls|clnw|scln|scls|sgan|sgas|scn|scs
      |srtvn|srtvs|smpw|smdb|shtn|sig|sia|saan|qn[a-hj-r]
      |qs|qr|qe|qi|ql|qms|cnb|csb|eqs|eqn|ade)[ -]?[0-9]{{1,4}}
      [ ,-]{{1,3}}
      (?:bloco|bl|conjunto|conj|cj|lote|lt|casa|cs|ap|apto|trecho|quadra|qd|loja|sala)\.?[ ]?
      (?:[0-9]{{1,4}}|[a-z]{{1,2}})(?!\w)
    |(?:quadra|qd|qda|q(?=[. ]{{0,2}}[0-9])|manzana|mza|mz)\.?[ ]?
      (?:[0-9]{{1,4}}[a-z]?|[a-z]{{1,2}}[0-9]{{0,3}})[ ,-]{{1,3}}
      (?:lote|lt|l|casa|cs|conjunto|conj|cj|bloco)\.?[ ]?{_UNIT}
    |(?:lote|lt)\.?[ ]?{_UNIT}[ ,-]{{1,3}}(?:(?:da|de)[ ])?(?:quadra|qd|qda|manzana|mza|mz)\.?[ ]?
      (?:[0-9]{{1,4}}[a-z]?|[a-z]{{1,2}})(?!\w)
    |(?:(?:rodovia|rod\.?|estrada|carretera|ctra\.?|autovia)[ ])?
      (?:br|ro|sp|rj|mg|pr|sc|rs|ba|go|mt|ms|pe|ce|pa|am|ac|en|ic|n|a|nacional)
      [ -]?[0-9]{{1,3}}[ ,-]{{1,3}}
      km\.?[ ]?[0-9]{{1,4}}(?:[.,][0-9]{{1,3}})?(?!\w)
    )""",
    re.X,
)
# A flat of a housing estate: "Cond. Bosque, torre 2, ap 91"; of a block: "bloco B, apto 101".
_FLAT = r"(?:apto?|apartamento|ap|apt|piso|puerta)\.?[ ]?(?:n?º[ ]?)?[0-9]{1,5}[a-z]?(?![\w%])"
_BLOCK = (
    r"(?:torre|bloco|bl|blc|bloque|predio|edificio)\.?[ ]?"
    r"(?:[0-9]{1,3}[a-z]?|[a-z][0-9]{0,2})(?!\w)"
)
_ESTATE = re.compile(
    rf"""(?<!\w)(?:
    (?:condominio|cond\.?|residencial|resid\.|edificio|edif\.?|ed\.)[ ]
      (?P<name>(?:[^\W\d_][\w'-]{{0,20}}[ ]){{0,4}}[^\W\d_][\w'-]{{0,20}})(?:,[ ]?|[ ]-[ ]|[ ])
      (?:{_BLOCK}[ ,-]{{1,3}}{_FLAT}|{_FLAT}
      |(?:casa|cs|lote|lt|sala|quadra|qd)\.?[ ]?[0-9]{{1,4}}[a-z]?(?![\w%]))
    |(?P<block>{_BLOCK}),?[ ]{_FLAT}|(?P<flat>{_FLAT}),?[ ](?:d[oa][ ])?{_BLOCK}
    )""",
    re.X,
)
_BOX = re.compile(
    r"(?<!\w)(?:caixa postal|cx\.? ?postal|(?:apartado|apdo\.?)(?: de correos| postal)?)"
    r",? ?(?:n?º ?|n\.? )?[0-9]{1,6}(?!\w)"
)
_DATE_NAME = re.compile(
    r"[0-9]{1,2}º?[ ]de[ ](?:janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro"
    r"|novembro|dezembro|enero|febrero|marzo|mayo|junio|julio|septiembre|octubre|noviembre"
    r"|diciembre)\b"
)
_ANOTHER = frozenset(("rua", "calle"))  # "rua 15 e rua 16" are two
_AND = frozenset(("e", "y"))
_BLANK = re.compile(r" {1,2}|(?<=\.)")
_CODED = re.compile(r"(?:[a-z]{1,3}-?)?[0-9]{1,4}(?:-?[a-z])?(?!\w)")  # "Rua 15", "Rua T-63"
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_DIGITS = r"(?:[0-9]{1,2}\.[0-9]{3}|[0-9]{1,5})"
_NUMBER = (
    rf"(?P<number>{_DIGITS})"
    r"(?P<more>-?[a-gi-l](?![\w.])|[ ]bis\b|[/-][0-9]{1,3}(?![0-9/-]))?(?![\w%])"
)
_TWO_WORDS = re.compile(r"[^\W\d]{2,}(?: [^\W\d]{2,}){1,5}")
_MARKED = re.compile(
    rf"""[ ]{{0,2}}[,-]?[ ]{{0,2}}(?:
    km\.?[ ]?[0-9]{{1,4}}[.,][0-9]{{1,3}}(?!\w)
    |(?:n\.?[ ]?º\.?|n\.|n|nr\.?|num\.?|numero|nro\.?|no\.|\#|km|kilometro)
      [ ]{{0,2}}:?[ ]{{0,2}}{_NUMBER}
    |s[/-]?nº?(?![\w.]) | s[/ ]num(?:ero)?\b | km\.?[ ]?[0-9]{{1,4}}[.,][0-9]{{1,3}}(?!\w)
    |(?:quadra|qd|lote|lt|mz|manzana|casa|bloco|bl|torre|ap|apto)\.?[ ]?[0-9]{{1,4}}[a-z]?(?!\w)
    )""",
    re.X,
)
_COMMA = re.compile(r"(?:[ ]{0,2},[ ]{0,2}|[ ]-[ ])" + _NUMBER)
_PLAIN = re.compile(r"[ ]{1,2}" + _NUMBER)
# "R. Dom Pedro II" and "r. das flores", but not "r. 563" of a report.
_LETTER = re.compile(r"[rc](?![a-z/])")
# "77 Sunset Blvd Apt 4"
_UNIT_NEXT = re.compile(r"(?:apt|apto|unit|suite|floor|flat)\b\.?[ ]?[0-9]")
_IN_STREET = re.compile(r"\b(?:na|nas?|da|pela|en|en[ ]la|de[ ]la|a)[ ]$")
_AFTER_LETTER = re.compile(r"[^\W\d_a-zà-ÿ]|\[NAME|d[aeo]s? |[0-9]{1,2}º? de ")

CANDIDATE = (
    r"(?is)(?-u:\b)(?:"
    + accented(f"{_SURE}|{_WRITTEN}|{_MAYBE}")
    + r")[^a-z].*?(?:[0-9]|(?-u:\b)s[/ -]?n)|(?-u:\b)c/.*?(?:[0-9]|(?-u:\b)s[/ -]?n)"
    r"|(?-u:\b)(?:cond|resid|edif|ed\.|torre|bl|bloco|blc|bloque|pr[ée]dio|ap|apto?|apartamento"
    r"|piso"
    r"|puerta)[^a-z].*?[0-9]|(?-u:\b)(?:condom[íi]nio|residencial|edif[íi]cio)[^a-z].*?[0-9]"
    r"|(?-u:\b)(?:s[qhcgirmdla][a-z]{1,3}|cl[ns]w?|q[a-z]{1,2}|cnb|csb|eq[ns]|hcgn|ade)[ -]?[0-9]"
    r"|(?-u:\b)(?:(?:quadra|qda?|manzana|mza?|lote|lt)[. ]{0,2}[0-9a-z]{1,5}[ ,-]|q[. ]{0,2}[0-9])"
    r"|(?-u:\b)(?:[a-z]{2}|[na])[ -]?[0-9]{1,3}[ ,-]{1,3}km"
    r"|(?-u:\b)(?:caixa|cx|apartado|apdo).*[0-9]"
)


def streets(text: Text) -> Iterator[tuple[int, int]]:
    """Yield start and end of streets with their numbers."""
    for shape in (_LOT, _BOX):
        for match in shape.finditer(text.folded):
            yield match.span()
    for match in _ESTATE.finditer(text.folded):
        name = match["name"]
        if name is None or not any(w in IN_NO_NAME and w not in LINKS for w in name.split()):
            yield match.span()
    for word in _FIRST.finditer(text.folded):
        kind = _TYPE.match(text.folded, word.start()) if word[0] in _FIRSTS else None
        end = _number_end(text, kind) if kind else None
        if end is not None:
            yield word.start(), end


def _number_end(text: Text, kind: re.Match[str]) -> int | None:
    """Read the name of a street, then its number; return where the number ends.

    At most eight words, of which none belongs to a sentence ("a rua que alagou 3 vezes").
    """
    pos, words, capitals = kind.end(), 0, 0
    if _LETTER.match(kind[0]) and not (
        _AFTER_LETTER.match(text.written, pos)
        or text.is_about_places(kind.start())
        or _IN_STREET.search(text.folded, max(0, kind.start() - 8), kind.start())
        or not text.folded[: kind.start()].rstrip(" *_")[-1:].strip()
    ):
        return None
    if _UNIT_NEXT.match(text.folded, pos):
        return None
    for _ in range(8):
        name = _DATE_NAME.match(text.folded, pos)
        coded = None if name or words else _CODED.match(text.folded, pos)
        name = name or coded
        if name:
            words, capitals = words + 1, capitals + 1
        else:
            name = NAME_WORD.match(text.folded, pos)
            if name is None or _is_sentence(text, name) or (not words and name[0] in _AND):
                return None
            if name[0] not in LINKS or text.is_capital(pos):
                words += 1
                capitals += text.is_capital(pos)
        pos = name.end()
        # "a acácia do 140" is a house by its number, and no street.
        named = words and name[0] not in LINKS
        end = (
            _house(text, kind, pos, proper=capitals == words, coded=bool(coded)) if named else None
        )
        blank = _BLANK.match(text.folded, pos)
        if end or blank is None:
            return end
        pos = blank.end()
    return None


def _is_sentence(text: Text, word: re.Match[str]) -> bool:
    """Tell whether a word belongs to no name ("a rua que alagou"); "Praça da Sé" is one."""
    plain = word[0].rstrip(".")
    if plain in _ANOTHER:
        return True
    if text.written[word.start()] == "é":  # is
        return True
    if text.is_capital(word.start()):
        return plain in LABELS
    return plain not in LINKS and (len(word[0]) == 1 or plain in IN_NO_NAME)


def _house(text: Text, kind: re.Match[str], pos: int, *, proper: bool, coded: bool) -> int | None:
    """Return the end of a house number at `pos`, if it is one and no count, time or date.

    `proper`: the name stands in capital letters; `coded`: it is a number ("Rua 15").
    """
    placed = text.is_about_places(kind.start())
    capital = text.is_capital(kind.start())
    sure = (kind["sure"] is not None and (kind["sure"] != "c/" or capital or placed)) or (
        kind["written"] is not None and capital
    )
    marked = _MARKED.match(text.folded, pos)
    if marked:
        return marked.end()
    comma = _COMMA.match(text.folded, pos)
    match = comma or _PLAIN.match(text.folded, pos)
    if match is None or _is_day(match):
        return None
    end = match.end()
    follow = text.follow(end)
    if follow == "quantity" and not COMPLEMENT.match(text.folded, end + 1):
        return None
    placed = placed and sure
    long = len(match["number"]) >= 3
    if coded and not comma:
        return None
    if not sure:
        accepted = proper and comma is not None and not _YEAR.fullmatch(match["number"])
    elif proper:
        # "Avenida Paulista 12 manifestantes" counts, "Travessa do Alecrim 12 alguém" does not.
        counts = len(match["number"]) < 2 or text.is_plural(end)
        accepted = follow != "word" or long or placed or comma is not None or not counts
    elif comma:
        accepted = follow != "word" or long or placed
    else:
        named = long and kind["written"] is None and not _YEAR.fullmatch(match["number"])
        accepted = (
            placed
            or follow in ("end", "capital")
            or (follow == "goes on" and long)
            # "rua joao goulart 2250 sao cristovao"
            or (named and bool(_TWO_WORDS.fullmatch(text.folded, kind.end(), match.start())))
        )
    if not accepted and sure:
        accepted = address_end(text, end) > end
    return end if accepted else None


def _is_day(match: re.Match[str]) -> bool:
    """Tell whether a number and what hangs on it is a day ("15/11")."""
    more = match["more"] or ""
    return (
        more.startswith("/") and int(match["number"].replace(".", "")) <= 31 and int(more[1:]) <= 12
    )
