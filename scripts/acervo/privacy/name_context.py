"""When a word that may be something else is a name: by its capital and by the words around it.

Every name of one word has a degree of doubt (`doubt`):

- NONE      "bruno", "fernanda": a name wherever it stands, in any case.
- LITTLE    "Caio", "Leo", "Vera", unknown names of three letters: with a capital; without one,
            behind an article or a preposition ("o caio", "com leo"), or by the rules below.
- MUCH      "Rosa", "Campos", "Will", names of two letters: a capital counts only inside a sentence,
            and not among the words that belong to the thing ("a Rosa abriu no jardim"), behind the
            words for a place ("vila", "em Vitória") or in a row of capitals ("Outubro Rosa").
- SURNAME   "Souza" of "Ana Souza": as MUCH, but never without a capital unless behind a title.
- LAST      the last word of a saved contact, which may be anything ("Ana Python"): only by the
            rules below.

Whatever the doubt, these make it a name: `@` or `#` before it; a title or kinship before it ("dona
rosa", "minha filha clara"); a greeting that ends in it ("oi rosa!"); a verb of saying behind it ("a
rosa disse"); a comma and an order behind it ("clara, vem cá"); another name beside it ("ana e
rosa"). And these make it none: a saint or a street before it ("São Paulo", "Rua Ana Néri").
"""

import re
from collections.abc import Callable
from enum import IntEnum

from acervo.privacy.given_names import GIVEN_NAMES, SURNAMES
from acervo.privacy.names import fold
from acervo.privacy.ordinary_words import MONTHS, ORDINARY, PLACES, SOMETIMES, TOPICS, is_ordinary

_WINDOW = 60  # characters on either side that are looked at


class Doubt(IntEnum):
    """How much speaks against a word being a name."""

    NONE = 0
    LITTLE = 1
    MUCH = 2
    SURNAME = 3
    LAST = 4


def doubt(form: str, *, last: bool = False) -> Doubt:
    """Return the degree of doubt of a folded name.

    `last`: it is known as the last word of a longer name only.
    """
    words = re.findall(r"[^\W\d_]+", form)
    if len(words) != 1 or not form.isalpha():
        several = any(not is_ordinary(word) and len(word) > 2 for word in words)
        return Doubt.NONE if several or not words else Doubt.LITTLE
    if last and form not in GIVEN_NAMES - ORDINARY:
        return Doubt.SURNAME if form in SURNAMES and form not in ORDINARY else Doubt.LAST
    if is_ordinary(form) or len(form) < 3:
        return Doubt.MUCH
    known = form in GIVEN_NAMES or form in SURNAMES
    if last or form in SOMETIMES or (len(form) < 4 and not known):
        return Doubt.LITTLE
    return Doubt.NONE


def _any(words: str) -> str:
    """Return an expression for one of the words; "_" is white space."""
    return "(?:" + "|".join(word.replace("_", r"\s+") for word in words.split()) + ")"


_TITLE = _any(
    """
    dona seu srt?a sr senhora? dra? doutora? profa? professora? don mr mrs ms miss tia tio vo vovo
    aunt uncle mestre padre pastora? chamo chama chamad[oa] chamo-me nome_eh? llamo llama name_is
    called
    """
)
_KIN = (
    _any("minha? meu mi my noss[oa] tua? teu sua his her our your")
    + r"\s+"
    + _any(
        """
    filh[oa] mae pai irma irmao espos[oa] marido mulher namorad[oa] noiv[oa] amig[oa] prim[oa]
    sobrinh[oa] net[oa] avo vizinh[oa] cunhad[oa] sogr[oa] colega chefe hij[oa] madre padre
    hermana?o? novi[oa] mujer sobrin[oa] niet[oa] abuel[oa] vecin[oa] jef[ae] son daughter mother
    mom mum father dad brother sister wife husband girlfriend boyfriend friend cousin niece nephew
    boss neighbou?r
    """
    )
)
_GREETING = _any(
    """
    oi+e? ola opa eae? e_ai ei bom_dia boa_tarde boa_noite parabens obrigad[oa] obg valeu vlw
    brigad[oa] feliz_aniversario hey hi+ hello thanks thank_you thx dear querid[oa] car[oa] hola+
    buenas buenos_dias gracias felicidades congrats congratulations happy_birthday welcome
    bem[-_]vind[oa] bienvenid[oa] good_morning morning sorry desculpa tchau bye adios
    """
)
_SAYS = _any(
    """
    disse diz dizia falou fala falava falaram perguntou pergunta respondeu comentou contou conta
    explicou pediu mandou avisou achou acha quer queria sabe sabia escreveu ligou combinou lembrou
    esqueceu confirmou sugeriu propos prefere pensa gosta gostou adorou topou mora trabalha trouxe
    viajou reclamou prometeu jurou concordou discordou chamou convidou dijo dice hablo pregunto
    respondio conto pidio aviso cree quiere quiso vive trabaja llamo escribio trajo comento said
    says told tells asked asks replied thinks thought wants wanted knows knew wrote called lives
    works likes liked loves brought mentioned suggested agreed promised sent emailed texted
    """
)
_ACTS = _any(
    """
    vai vem veio foi chegou saiu tem tinha esta ta tava estava pode poderia podia consegue
    conseguiu precisa fez faz comprou pagou levou deixou ficou passou voltou viu va viene vino
    llego salio tiene puede estaba fue hizo is was has had will can could came went does did would
    should
    """
)
_ADVERB = _any(
    """
    que ja nao n nunca sempre tambem tb so me te nos lhe se ainda ai hoje ontem no siempre tambien
    ya just also never always already
    """
)
_ORDERS = _any(
    """
    vc voce tu you vem venha ven pode podes poderia me te olha ola oi manda traz liga fala diz ve
    veja come can could please pls are do did have por_favor pf obrigad[oa] gracias thanks thank
    quando cade onde que_horas puedes mira dime call send tell bom boa parabens feliz cuida avisa
    espera volta da tem_como what when where
    """
)
_ARTICLE = _any(
    """
    o a ao do da pro pra pelo pela com c com_[oa] para_[oa] para el la del al con with and e y das?
    dos? que_[oa]
    """
)
_STREETS = _any(
    """
    rua r[.] avenida av[.]? travessa tv[.]? alameda al[.]? praca pca[.]? rodovia estrada viela beco
    calle c/ plaza paseo carrera
    """
)
_RANKS = _any(
    """
    professora? prof[.]? dra?[.]? dom dona general gal[.]? coronel cel[.]? padre pe[.]? presidente
    pres[.]? capitao major d[aeo]s? de_la
    """
)
_PLACES = _any(
    """
    vila jardim jd bairro edificio residencial condominio conjunto colonia barrio parque colegio
    escola hospital igreja shopping estadio clube banco loja padaria bar restaurante cidade ciudad
    city banda time hotel serra porto ilha lago lagoa rio projeto
    """
)
_AND = r"\s*(?:\s(?:e|y|and|ou|or)\s|[,/&+])\s*(?:(?:o|a|el|la)\s+)?"

_SURE_BEFORE = re.compile(rf"(?:[@#]|\b{_TITLE}\.?\s+|\b{_KIN}[,:]?\s+(?:[ae]\s+)?)$")
_GREETED = re.compile(rf"(?:^|[\s,.!?]){_GREETING}[,!]?\s+$")
_ENDS_CLAUSE = re.compile(
    r"\s*(?:[^\w\s]|\n|$|" + _any("e tudo td por pel[oa] for how como") + r"\b)"
)
_SAYING = re.compile(rf"\s+(?:{_ADVERB}\s+){{0,2}}{_SAYS}\b")
_ACTING = re.compile(rf"\s+(?:{_ADVERB}\s+){{0,2}}{_ACTS}\b")
_ORDER = re.compile(rf"\s*,\s*{_ORDERS}\b")
_JOINED_BEFORE = re.compile(rf"([^\W\d_]+)(?:{_AND}|\s+)$")
_JOINED_AFTER = re.compile(rf"{_AND}([^\W\d_]+)")
_BESIDE = re.compile(rf"(?:^|[\s(]){_ARTICLE}\s+$")
_THE = re.compile(r"\b" + _any("the an this these your our their its") + r"\s+$")
_MET = re.compile(r"\b" + _any("with ask asked told tell met love saw com con") + r"\s+$")
_SAINT = re.compile(
    r"\b"
    + _any("sao santa santo san st saint sta sto ave virgem virgen banho nossa_senhora lei los las")
    + r"[.\s-]\s*$"
)
_STREET = re.compile(
    rf"\b{_STREETS}\s+(?:{_RANKS}\s+)?(?:[^\W\d_]{{2,}}\s+(?:d[aeo]s?\s+)?){{0,3}}$"
)
_STREET_AFTER = re.compile(
    r"\s+" + _any("street st avenue ave road rd lane drive boulevard blvd square bridge") + r"\b"
)
_PLACE = re.compile(rf"\b{_PLACES}\.?\s+(?:d[aeo]s?\s+|de la\s+)?$")
_IN = re.compile(r"\b" + _any("em in en from to near at para pra ate de desde visit") + r"\s+$")
_OPENING = re.compile(r"(?:^|[.!?…:\n\x1e>•]|[^\w\s,;'\"()/&@#+-])[\s\"'“”«»(\[*_~–—-]*$")
_CAPITAL_BEFORE = re.compile(r"([A-ZÀ-ÖØ-Þ][\wÀ-ÿ]+)[ ]$")
_CAPITAL_AFTER = re.compile(r"[ ](?:(?:d[aeo]s?|del|de la) )?([A-ZÀ-ÖØ-Þ][\wÀ-ÿ]+)")
_LETTERS = re.compile(r"[^\W\d_]+")


def is_person(
    text: str, start: int, end: int, form: str, level: Doubt, known: Callable[[str], bool]
) -> bool:
    """Tell whether a member is meant by the word or words at `text[start:end]`.

    Args:
        text: the message.
        start: where the word begins.
        end: where it ends.
        form: the folded name.
        level: its `doubt`.
        known: tells of a folded word whether it is a name beyond doubt.
    """
    raw_before, raw_after = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    before, after = fold(raw_before), fold(raw_after)
    if _SAINT.search(before) or _STREET.search(before) or _STREET_AFTER.match(after):
        return False
    in_place = form in PLACES and _IN.search(before) is not None
    if level is Doubt.NONE and not in_place:
        return True
    if _SURE_BEFORE.search(before) or _ORDER.match(after):
        return True
    capital = text[start].isupper() and not _shouted(text[start:end], raw_before, raw_after, level)
    if _GREETED.search(before) and (capital or _ENDS_CLAUSE.match(after)):
        return True
    if level is Doubt.LAST:
        return capital and _SAYING.match(after) is not None
    near = {*_LETTERS.findall(before), *_LETTERS.findall(after)}
    if in_place or not near.isdisjoint(TOPICS.get(form, ())):
        return False
    if level >= Doubt.MUCH and capital and (_behind_given(raw_before) or _THE.search(before)):
        return False  # "Erik Rose" is somebody else, "the Bill" nobody
    if _SAYING.match(after) and (capital or level < Doubt.SURNAME):
        return True
    if form in MONTHS:
        return capital and (_joined(before, after, known) or _MET.search(before) is not None)
    if capital:
        return _capital_is_name(raw_before, raw_after, before, after, level, known)
    if level is Doubt.SURNAME:
        return False
    if _joined(before, after, known):
        return True
    return level is Doubt.LITTLE and (
        _BESIDE.search(before) is not None or _ACTING.match(after) is not None
    )


def _behind_given(before: str) -> bool:
    preceding = _CAPITAL_BEFORE.search(before)
    return preceding is not None and fold(preceding[1]) in GIVEN_NAMES


def _shouted(word: str, before: str, after: str, level: Doubt) -> bool:
    """Tell whether a capital says nothing: the word is stressed, or all letters are capitals."""
    around = before[-20:] + after[:20]
    return (
        len(word) > 1
        and word.isupper()
        and (level >= Doubt.MUCH or not any(c.islower() for c in around))
    )


def _capital_is_name(
    raw_before: str,
    raw_after: str,
    before: str,
    after: str,
    level: Doubt,
    known: Callable[[str], bool],
) -> bool:
    if _PLACE.search(before):
        return False
    if level is Doubt.LITTLE:
        return True
    following = _CAPITAL_AFTER.match(raw_after)
    if following:
        word = fold(following[1])
        return word in SURNAMES or known(word)
    if _OPENING.search(raw_before):
        return _ACTING.match(after) is not None or _joined(before, after, known)
    preceding = _CAPITAL_BEFORE.search(raw_before)  # "Oi Rosa" and "A Rosa" begin a sentence
    return preceding is None or _OPENING.search(raw_before[: preceding.start()]) is not None


def _joined(before: str, after: str, known: Callable[[str], bool]) -> bool:
    """Tell whether the word stands beside a name: "ana e rosa", "rosa, bruno"."""
    left, right = _JOINED_BEFORE.search(before), _JOINED_AFTER.match(after)
    return bool((left and known(left[1])) or (right and known(right[1])))
