"""Where an address ends: flats, neighbourhoods, towns, states and postal codes that follow it."""

import re

from acervo.privacy.detectors.addresses.places import BR_STATES, PLACES, STATES, US_STATES
from acervo.privacy.detectors.addresses.words import (
    IN_NO_NAME,
    IN_NO_PROPER_NAME,
    LINKS,
    NAME_WORD,
    Text,
)

_GAP = re.compile(r"\s{0,3}[,;.\-/|]?[\s>]{0,12}")
_FLOOR_SIDE = (
    r"(?:esq(?:uerdo|da)?|dto|dta|dir(?:eito)?|izq(?:uierda|da)?|dcha|drcha|derecha|fte|frente)"
)
# What follows the street number on its own account. A name of letters only ("bloco B") counts
# after words that are numbered so.
COMPLEMENT = re.compile(
    rf"""(?:
    (?:aptº?|apto|apart|apartamento|ap|apartment|casa|cs|c|sala|salas|sl|loja|lj|box|kitnet|kit|quarto
      |andar|piso|puerta|pta|interior|int|exterior|ext|depto|dpto|dept|departamento|dep|local|oficina
      |of|ofic|despacho|portal|unit|suite|ste|room|rm|floor|fl|flat|andar|vaga|porta|fraccao|fracao
      |planta|km|nº|numero|num|lt|lote|qd|quadra|q|mz|mza|manzana|cobertura|villa|edificio)\.?[ ]?
      (?:n?º[ ]?|n\.?[ ]|\#[ ]?)?[0-9]{{1,5}}(?:-?[a-z])?(?![\w%])(?!-[0-9]{{4}})
    |\#[ ]?[0-9]{{1,5}}[a-z]?\b
    |(?:apto|apt|apartment|bloco|bl|blc|conjunto|conj|cj|escalera|esc|bloque|blq|torre|tr|ala|quadra
      |qd|lote|lt|mz|manzana|unit|suite|flat|building|bldg|portal|puerta|pta|trecho|modulo|setor
      |fraccao|fracao)(?:\.?[ ]?[0-9]{{1,4}}[a-z]?|(?:\.[ ]?|[ ])[a-z]{{1,2}}-?[0-9]{{0,3}})(?!\w)
    |[0-9]{{1,2}}[ ]?(?:\.?º|\.ª|st|nd|rd|th|o|er)?[ ]?(?:andar|piso|planta|floor)\b
    |(?:[0-9]{{1,2}}[ ]?\.?º?|r/c|res[ ]do[ ]chao|cave)[ ,-]{{0,2}}{_FLOOR_SIDE}(?!\w)\.?
    |[0-9]{{1,2}}\.?º(?:[ ,-]{{0,2}}(?:[a-h](?!\w)|[0-9]{{1,2}}\.?º))?
    |[0-9]{{1,2}}-?[a-h](?=\s*(?:[,.\n]|$))
    |[0-9]{{1,2}}-[a-h](?!\w)
    |[0-9]{{1,2}}(?:r|n|t|e|er)[ ,]{{1,2}}[0-9]{{1,2}}a(?!\w)
    |(?:bajo|baixo|entlo|entresuelo|principal|pral)\b(?:[ ]?[a-d](?!\w)|[ ]?{_FLOOR_SIDE}\.?(?!\w))?
    |r/c(?!\w)|fundos\b|terreo\b|sobrado\b|sobreloja\b|cobertura\b|cave\b|atico?\b|altos\b|anexo\b
    |frente(?=\s*(?:[,;.\n]|$))
    |s/?n(?!\w)
    )""",
    re.X,
)
_NAMED = re.compile(  # is followed by the name of a building, a neighbourhood, a town
    r"""(?:bairro|b\.|bro\.?|jardim|jardins|jd\.?|jdm\.?|vila|vl\.|setor|parque|pq\.?|pque\.?"
    r"|conjunto
    |conj\.?|residencial|resid\.?|res\.|loteamento|lot\.|nucleo|distrito|cidade|condominio|cond\.?
    |edificio|edif\.?|ed\.?|predio|col\.?|colonia|fracc\.?|fraccionamiento|urb\.?|urbanizacion|barrio
    |pol\.|poligono|alcaldia|delegacion|del\.|municipio|mun\.|freguesia[ ]de|concelho[ ]de|torre
    |comunidade)(?![^\W_])[ ]{0,2}:?[ ]{0,2}""",
    re.X,
)
_CENTRE = re.compile(r"(?:centro|downtown)\b")
_CODE = re.compile(
    r"""(?:(?:c\.?[ ]?e\.?[ ]?p|c\.?[ ]?p|cod(?:igo|\.)?[ ]postal|zip(?:[ ]?code)?
        |post(?:al[ ])?code
        )\.?[ ]?:?[ ]{0,2})?
    (?:[0-9]{2}\.?[0-9]{3}-[0-9]{3} | [0-9]{4}-[0-9]{3} | (?<=[p:. ])[0-9]{8}
    |[0-9]{5}-[0-9]{4} | [0-9]{5}
    |(?<=:[ ])[0-9]{4}
    |[a-z]{1,2}[0-9][0-9a-z]?[ ]?[0-9][abd-hjlnp-uw-z]{2})(?![\w%])(?![.,-][0-9])(?![ ][0-9])""",
    re.X,
)
_STATE = re.compile(rf"(?:{'|'.join(STATES)})\b(?:[ ]{{1,2}}([0-9]{{5}}(?:-[0-9]{{4}})?)\b)?")
_SMALL_STATE = re.compile(
    rf"(?:{'|'.join(BR_STATES)})(?=\s*(?:[,.;)\n-]|$|cep|[0-9]{{5}}))".lower()
)
_US = frozenset(US_STATES)
_PLACE = re.compile(
    rf"(?:{'|'.join(PLACES)})(?!\w)"
    rf"(?:[ ](?:{'|'.join(BR_STATES).lower()})(?=\s*(?:[,.;)\n]|$)))?"
)
_SMALL_US = re.compile(rf"(?:{'|'.join(US_STATES)})[ ][0-9]{{5}}(?:-[0-9]{{4}})?(?!\w)".lower())
_AFTER_CODE = re.compile(r"(?<![0-9])(?:[0-9]{4}-[0-9]{3}|[0-9]{5})$")
_FLAT_NEXT = re.compile(r",?\s{1,3}>?[ ]?(?:apt|suite|unit)\b\.?[ ]?[0-9]")
_FLAT_LAST = re.compile(r"\b(?:apt|suite|unit|flat)\b\.?[ ]?[0-9]{1,5}[a-z]?$")
_ENDS_IN_PLACE = re.compile(rf" (?:{'|'.join(PLACES)})$")
_BRACKET = re.compile(r"\s{0,2}\(")
_NEXT = re.compile(r",? {1,2}")
_END = re.compile(r"\s{0,2}(?:$|[,.;:!?)(\]\n/|»”\"'*_…\x00-]|[^\w\s]|[0-9]{4,5}(?!\w))")
_MARK = re.compile(r"\s{0,3}(?:[,/|]|[ ]-[ ])[\s>]{0,12}")
# Lines of an envelope below the street: towns and countries, up to a postal code.
_LINES = re.compile(
    r"(?:[ ]{0,3}\n[\s>?]{0,12}(?:,[ ])?[^\W\d][^\d\n.!?:;]{0,40}){0,4}?"
    r"(?:[ ]{0,3}\n[\s>?]{0,12})?(?:,[ ])?[^\d\n.!?:;]{0,30}(?<![\w-])[0-9]{4,5}(?![\w-])"
)
_COUNTRY = re.compile(
    r"(?:[ ]{0,3}\n[\s>?]{0,12}[^\W\d][^\d\n.!?:;]{0,40}){0,2}?[ ]{0,3}\n[\s>?]{0,12}"
    rf"(?:{'|'.join(PLACES)})(?=\s*(?:$|[\n.,?!]))"
)


def address_end(text: Text, end: int) -> int:
    """Return where an address ends whose street and number end at `end`.

    What follows belongs to it as long as each piece says so itself: a flat, a marked neighbourhood,
    a postal code, a state or a well-known town; or it stands between commas or dashes and is
    written with capital letters. The words of a sentence that goes on do not.
    """
    for _ in range(12):
        following = _piece(text, end)
        if following is None:
            break
        end = following
    return end


def _piece(text: Text, end: int) -> int | None:
    """Return the end of the next piece of the address, or None where there is none."""
    folded = text.folded
    gap = _GAP.match(folded, end)
    start = gap.end() if gap else end
    if start == len(folded):
        return None
    if start > end or folded[start] in "#(":
        for shape in (COMPLEMENT, _CENTRE, _PLACE):
            match = shape.match(folded, start)
            if match:
                return match.end()
        code = _CODE.match(folded, start)
        if code and _is_code(text, end, code):
            return code.end()
        state = _STATE.match(text.written, start)
        if state and (state[0][:2] in _US or not state[1]):
            return state.end()
        named = _NAMED.match(folded, start)
        if named:
            named_end = _name_end(text, named.end())
            if named_end:
                return named_end
    if "-" in folded[end:start] or "/" in folded[end:start] or "," in folded[end:start]:
        small = _SMALL_STATE.match(folded, start) or _SMALL_US.match(folded, start)
        if small:
            return small.end()
    elif start > end:
        small = _SMALL_US.match(folded, start)
        if small:
            return small.end()
    bracketed = _BRACKET.match(folded, end)
    if bracketed:
        flat = COMPLEMENT.match(folded, bracketed.end())
        inside = flat.end() if flat else _capitals(text, bracketed.end())
        if inside and folded.startswith(")", inside):
            return inside + 1
    mark = _MARK.match(folded, end)
    if mark and "\n" not in mark[0]:
        written = _capitals(text, mark.end())
        if written and _closes(text, written):
            return written
    if folded.startswith("\n", end) or folded.startswith(" \n", end):
        lines = _LINES.match(folded, end) or _COUNTRY.match(folded, end)
        return lines.end() if lines else None
    town = _capitals(text, end + 1) if folded.startswith(" ", end) else None
    if town and (
        _FLAT_NEXT.match(folded, town)
        or (
            _FLAT_LAST.search(folded, max(0, end - 16), end)
            and (_closes(text, town) or _ENDS_IN_PLACE.search(folded, end, town))
        )
    ):
        return town
    if town and folded[end - 1].isdecimal():
        if _AFTER_CODE.search(folded, max(0, end - 9), end) and _closes(text, town):
            return town  # "1100-060 Lisboa"; else "Apt 3 Springfield IL"
        after = _NEXT.match(folded, town)
        state = _STATE.match(text.written, after.end()) if after else None
        return state.end() if state else None
    return None


def _is_code(text: Text, end: int, code: re.Match[str]) -> bool:
    """Tell whether digits are a postal code: by their shape, at the end, or right after a town."""
    return (
        not code[0].isdecimal()
        or len(code[0]) > 5
        or _closes(text, code.end())
        or (
            text.folded[end - 1].isalpha()
            and text.folded[end : code.start()] == " "
            and text.follow(code.end()) != "quantity"
        )
    )


def _closes(text: Text, end: int) -> bool:
    """Tell whether nothing of a sentence follows: the end, punctuation, or a postal code."""
    if _END.match(text.folded, end):
        return True
    word = _NEXT.match(text.folded, end)
    return bool(
        word
        and word.end() < len(text.folded)
        and (
            (text.folded[end - 1].isdecimal() and text.is_capital(word.end()))
            or _STATE.match(text.written, word.end())
            or _CODE.match(text.folded, word.end())
        )
    )


def _capitals(text: Text, start: int) -> int | None:
    """Return the end of up to five words with capital letters ("Jardim das Américas")."""
    end, pos = None, start
    for _ in range(7):
        token = NAME_WORD.match(text.folded, pos)
        if token is None:
            break
        if text.is_capital(token.start()):
            if token[0] in IN_NO_PROPER_NAME:
                return None
            end = token.end()
        elif token[0] not in LINKS or end is None:
            break
        blank = token.end()
        if text.folded[blank : blank + 1] != " ":
            break
        pos = blank + 1
    return end


def _name_end(text: Text, start: int) -> int | None:
    """Return the end of a name after a word that announces one, in capital letters or small."""
    if start < len(text.folded) and text.is_capital(start):
        return _capitals(text, start)
    ends: list[int] = []
    pos = start
    for _ in range(4):
        token = NAME_WORD.match(text.folded, pos)
        if token is None or (token[0] in IN_NO_NAME and token[0] not in LINKS):
            break
        if token[0] not in LINKS:
            ends.append(token.end())
        pos = token.end() + 1
        if text.folded[pos - 1 : pos] != " ":
            return ends[-1] if ends else None
    else:
        return ends[0] if ends else None  # the sentence goes on: only the first word is the name
    return ends[-1] if ends else None
