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
rosa"); the place of a name in a list, a quotation or a score ("Clara: 3 x 1"); the English genitive
("grace's turn"); letters held down where somebody is called ("Claraaa!"); words that only people
follow ("fala com rosa", "cadê a clara"). And these make it none: a saint or a street before it
("São Paulo", "Rua Ana Néri"). Two or more words of one name are never in doubt.
"""

import re
from collections.abc import Callable, Container
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from acervo.privacy.given_names import GIVEN_NAMES, SURNAMES
from acervo.privacy.names import fold, is_generic
from acervo.privacy.ordinary_words import MONTHS, ORDINARY, PLACES, SOMETIMES, TOPICS, is_ordinary

_WINDOW = 60  # characters on either side that are looked at


class Doubt(IntEnum):
    """How much speaks against a word being a name."""

    NONE = 0
    LITTLE = 1
    MUCH = 2
    SURNAME = 3
    LAST = 4


@dataclass(frozen=True)
class Candidate:
    """A word or words in a text that may be a name."""

    text: str
    start: int
    end: int
    form: str  # the folded name
    level: Doubt

    @property
    def written(self) -> str:
        return self.text[self.start : self.end]

    @property
    def held(self) -> bool:
        """Whether letters are held down ("Claraaaa")."""
        return self.end - self.start > len(self.form)

    @cached_property
    def raw_before(self) -> str:
        return self.text[max(0, self.start - _WINDOW) : self.start]

    @cached_property
    def raw_after(self) -> str:
        return self.text[self.end : self.end + _WINDOW]

    @cached_property
    def before(self) -> str:
        return fold(self.raw_before[: len(self.raw_before) - self._wrapped])

    @cached_property
    def after(self) -> str:
        return fold(self.raw_after[self._wrapped :])

    @property
    def _wrapped(self) -> bool:
        """Whether a mark of emphasis, a quote or a bracket stands on both sides."""
        return self.raw_before[-1:] + self.raw_after[:1] in _PAIRS

    @cached_property
    def capital(self) -> bool:
        """Whether it has a capital that says something: not one of a stressed word."""
        return self.written[0].isupper() and not self._shouted

    @property
    def _shouted(self) -> bool:
        around = self.raw_before[-20:] + self.raw_after[:20]
        return (
            len(self.written) > 1
            and self.written.isupper()
            and (self.level >= Doubt.MUCH or not any(c.islower() for c in around))
        )


def doubt(form: str, *, last: bool = False) -> Doubt:
    """Return the degree of doubt of a folded name.

    `last`: it is known as the last word of a longer name only.
    """
    words = re.findall(r"[^\W\d_]+", form)
    if len(words) != 1 or not form.isalpha():
        own = [word for word in words if len(word) > 2 and not is_generic(word)]
        sure = len(own) > 1 or not words or any(not is_ordinary(word) for word in own)
        return Doubt.NONE if sure else Doubt.LITTLE
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
    dona seu srt?a sr senhora? senorita dra? doutora? profa? profe professora? enga? don mr mrs ms
    miss tia tio vo vovo aunt uncle mestre padre pastora? compadre comadre cunhad[oa] prim[oa] mana
    mano titi[oa] chamo chama chamad[oa] chamo-me nome_eh? llamo llama name_is called
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
    boss neighbou?r aunt uncle tia tio abuel[oa] partner afilhad[oa] madrinha padrinho
    """
    )
)
_GREETING = _any(
    """
    oi+e? ola opa eae? e_ai ei bom_dia boa_tarde boa_noite parabens obrigad[oa] obg valeu vlw
    brigad[oa] feliz_aniversario hey hi+ hello thanks thank_you thx dear querid[oa] car[oa] hola+
    buenas buenos_dias gracias felicidades congrats congratulations happy_birthday welcome
    bem[-_]vind[oa] bienvenid[oa] good_morning morning cheers love_you sorry desculpa tchau bye adios
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
    forgot owes
    """
)
_ACTS = _any(
    """
    paga confirma traz leva topa trae paga_a vai vem veio foi chegou saiu tem tinha esta ta tava estava pode poderia podia consegue
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
    city banda time hotel serra marina porto ilha lago lagoa rio projeto
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
    + _any("sao santa santo san st saint sta sto ave virgem virgen banho lei nossa_senhora nossa_senhora_d[aeo]s? cirio_de jesus_de los las")
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
# A name that opens a line: behind "[12/03/2021 18:36]", "2.", "-", and before ":", a score or "✅".
_HEADER = re.compile(r"(?:^|\n)\W*[0-9][0-9/.:, -]{6,24}(?:[ap][.]?\s?m[.]?)?\s*[\]-]\s*[*_~]*$")
_COLON = re.compile(r"[*_~]*\s?:\s")
_BULLET = re.compile(r"(?:^|[\n\x1e]|[.…!]\s)[^\w\n]*(?P<number>[0-9]{1,2}\s?[.)º°-]+\s*)?[^\w\n#@]*$")
_CONTACT = re.compile(r"[*_~]*\s*[:,(–—-]*\s*\[[a-z]+_[0-9]+\]")
_SCORE = re.compile(r"[*_~]*\s?[:–—-]\s?[0-9]{1,3}\s?(?:[x×–-]|a)\s?[0-9]")
_CELL = re.compile(r"[*_~]*\s*(?:$|[\n:✅✔👍(–—-])")
_LABELLED = re.compile(r"[*_~]*[ \t]*(?:$|[\n:\[(,✅✔👍|–—-])")
_FACE = re.compile(r"[*_~]*\s*[😀-🙄🤗-🤯🥰-🥺❤💕-💞][\W]*$")
_SPEECH = re.compile(r"[*_~]*:\s+[a-z]")
_FIRST_OF_LINE = re.compile(r"(?m)^\W*(?:[0-9]{1,2}\s?[.)º°-]+\s*)?([^\W\d_]+)(?=\s*(?:[^\w\s]|$))")
_GENITIVE = re.compile(r"['’][sS]\s+[a-zA-Z]")
_COMMA = re.compile(r",\s*$")
_PRAISE = re.compile(r"\s+" + _any("melhor linda rainha rei te_amo mejor best queen presidenta?e?") + r"\b")
_ASKED_FOR = re.compile(
    r"\b(?:"
    + _any(
        """
        fala falei falar falou falando conversa conversei conversar combina combinei combinar
        combinou saiu sai vou vamos fui foi ir mora casou casar namora trabalha trabalho estuda hablar
        hable habla hablo hablen
        """
    )
    + r"\s+(?:com|c|con)(?:\s+[oa])?|"
    + _any(
        """
        pergunta perguntei perguntar pergunte pede pedi pedir peca avisa avisei avisar avise manda
        mandei mandar liga liguei ligar diz diga entrega entreguei passa passei pago paguei devo deve
        fala conta explica mostra lembra empresta
        """
    )
    + r"\s+(?:(?:isso|tudo|la)\s+)?(?:pra|para|pro|a|ao|p)(?:\s+[oa])?|"
    + _any("preguntale dile avisale pidele pregunta dale escribele pasale") + r"\s+a(?:\s+la)?|"
    + _any("aniversario_d[aeo] niver_d[aeo] cumple_de cumpleanos_de")
    + "|"
    + _any("ask tell told thank meet met text invite call_with talk_to spoke_to")
    + r")\s+$"
)
_THANKED = re.compile(
    r"\b(?:"
    + _any(
        """
        obrigad[oa] obg brigad[oa] valeu vlw tudo_bem te_amo parabens desculpas? verdade concordo isso
        vem vamos bora saudades gracias perdon te_quiero thanks thank_you love_you
        sorry see_you agreed well_done good_job
        """
    )
    + r"|"
    + _any("tudo_bem e_ai como_vai como_esta que_tal how_are_you")
    + r")(?:\s+(?:demais|mesmo|viu|logo|ca|aqui|embora|mucho|muito))?\s*,\s*$"
)
_SPOKEN_TO = re.compile(
    r"[*_~]*,?\s+"
    + _any("can_you could_you where_are_you where_r_u are_you_(?:there|coming|ok) do_you did_you thanks")
    + r"\b"
)
_ADDRESSED = re.compile(
    r"[*_~]*,?\s+(?:"
    + _any(
        """
        vc voce tu_(?:vai|vem|vais|viste|podes|pode|sabe|ta|tas) cade me_(?:manda|passa|liga|avisa|diz)
        vem_(?:ca|aqui|logo|pra) ven_(?:ya|aca|aqui) onde_(?:vc|voce|tu|andas|estas) por_onde_anda (?:te|to)_(?:amo|esperando)
        podes? pode_(?:confirmar|me|ver|mandar|passar|trazer|vir|falar|olhar|ajudar) obrigad[oa] parabens
        feliz bom_dia boa_(?:tarde|noite) tudo_bem donde_(?:estas|andas) puedes gracias feliz_cumple
        me_debe owes_me me_deve paga_o trae trouxe traz leva ya_se_fue can_you could_you
        where_(?:are|r)_(?:you|u) are_you do_you did_you thanks thank_you happy_birthday
        """
    )
    + r")\b|\s+¿"
)
_QUESTION = re.compile(r"[*_~]*\s*\?")
_PRONOUN = _any("eu ela ele yo ella el me i she he him her nos voce vc tu")
_AND_PRONOUN = re.compile(rf"\s+(?:e|y|and|&)\s+{_PRONOUN}\b(?!\s+(?:tambem|too|es|e|is)\b)")
_PRONOUN_AND = re.compile(rf"\b{_PRONOUN}\s+(?:e|y|and|&)\s+(?:[oa]\s+)?$")
_PAIRS = frozenset(("**", "__", "~~", "``", "()", '""', "“”", "''", "[]"))
_MISSED = re.compile(
    r"\b(?:"
    + _any("cade kd donde_esta saudades?_d[aeo]")
    + r"(?:\s+[oa])?|where_is|where's|give_it_to|did|has_anyone_seen)\s+$".replace("_", r"\s+")
)
_MOVES = re.compile(
    r"\s+(?:ja |nao |tambem |so |ya |no )*(?:"
    + _any(
        """
        vem vens veio vienes viene volta viajou viaja chega (?:saiu|chegou|voltou)_(?:de|d[oa]|daqui|aqui|em)
        foi_(?:embora|pra|para|no|na|ao|buscar|comprar) vai_(?:vir|trazer|levar|chegar_atrasad[oa])
        """
    )
    + r")\b"
)
# What is looked for and comes by itself, and what is cried.
_THINGS = frozenset("luz sol mar lua vitoria victoria paz esperanca graca flor mercedes natal".split())
_CRIES = frozenset("socorro gloria amor paz".split())
_TOGETHER = re.compile(
    r"\s+(?:ja |nao |tambem |ya |no |se )?"
    + _any(
        """
        vao vem vieram foram chegaram chegam sairam estao tao tem tiveram podem querem ficaram trouxeram
        llegan llegaron van vienen vinieron fueron estan tienen pueden quieren salen trajeron are were
        have went came will_be arrived left want brought
        """
    )
    + r"\b"
)
_PAIR_AFTER = re.compile(rf"\s+(?:e|y|and|&)\s+(?:[oa]\s+)?([^\W\d_]+){_TOGETHER.pattern}")
_PAIR_BEFORE = re.compile(r"(?:^|[^\w\s]\s*|\n)(?:[oa]\s+)?([^\W\d_]+)\s+(?:e|y|and|&)\s+(?:[oa]\s+)?$")
# Names that English writes as verbs and nouns in front of "you": "will you", "hope you".
_VERBS = frozenset(["will", "may", "mark", "hope", "bill", "art", "grant", "chase", "rob", "sue", "pat", "drew", "rose", "dash", "rush", "trip"])


def is_person(word: Candidate, known: Callable[[str], bool], called: Container[str]) -> bool:
    """Tell whether a member is meant by a word or words.

    Args:
        word: where it stands.
        known: tells of a folded word whether it is a name beyond doubt.
        called: the folded names of all members, also those that may be words.
    """
    before, after, level = word.before, word.after, word.level
    if _SAINT.search(before) or _STREET.search(before) or _STREET_AFTER.match(after):
        return False
    in_place = word.form in PLACES and bool(_IN.search(before)) and not _ASKED_FOR.search(before)
    if level is Doubt.NONE and not in_place:
        return True
    if _SURE_BEFORE.search(before) or _ORDER.match(after) or _is_label(word, called):
        return True
    if _GREETED.search(before) and (word.capital or word.held or _ENDS_CLAUSE.match(after)):
        return True
    if level is Doubt.LAST:
        return word.capital and _SAYING.match(after) is not None
    near = {*_LETTERS.findall(before), *_LETTERS.findall(after)}
    if in_place or not near.isdisjoint(TOPICS.get(word.form, ())):
        return False
    return _is_meant(word, known, called)


def _is_meant(word: Candidate, known: Callable[[str], bool], called: Container[str]) -> bool:
    """Decide on a word that nothing near makes a thing."""
    before, after, level, capital = word.before, word.after, word.level, word.capital
    if level >= Doubt.MUCH and (_THE.search(before) or (capital and _behind_given(word))):
        return False  # "Erik Rose" is somebody else, "the Bill" nobody
    months = word.form in MONTHS and not word.written[0].isupper()
    if level < Doubt.SURNAME and not months and _is_called(word):
        return True
    if _SAYING.match(after) and (capital or level < Doubt.SURNAME):
        return True
    if word.form in MONTHS:
        return capital and (_joined(before, after, known) or _MET.search(before) is not None)
    if capital:
        return _capital_is_name(word, known, called)
    if level is Doubt.SURNAME:
        return False
    if _joined(before, after, known) or _in_pair(word, called):
        return True
    return level is Doubt.LITTLE and (
        _BESIDE.search(before) is not None or _ACTING.match(after) is not None
    )


def _is_label(word: Candidate, called: Container[str]) -> bool:
    """Tell whether a name opens the line: in a quotation, a score, a list of people."""
    if _LABELLED.match(word.after) is None:
        return False
    if _HEADER.search(word.before) and _COLON.match(word.after):
        return True
    opening = _BULLET.search(word.before)
    if not opening:
        return False
    capital = word.written[0].isupper()
    if _CONTACT.match(word.after) or (capital and _SCORE.match(word.after)):
        return True
    lines = [line for line in _FIRST_OF_LINE.findall(fold(word.text)) if line != word.form]
    others = any(line in called or line in GIVEN_NAMES for line in lines)
    if capital and others and _CELL.match(word.after):
        return True
    known_word = word.form in GIVEN_NAMES and word.form not in MONTHS
    return (
        capital
        and known_word
        and _SPEECH.match(word.after) is not None
        and {*_LETTERS.findall(word.after)}.isdisjoint(TOPICS.get(word.form, ()))
    )


def _is_called(word: Candidate) -> bool:
    """Tell whether somebody is called, spoken to or asked for, in any case."""
    before, after = word.before, word.after
    opening = _OPENING.search(word.raw_before) is not None
    things = word.form in MONTHS or word.form in _THINGS
    if _GENITIVE.match(word.raw_after) and word.form in GIVEN_NAMES - MONTHS:
        return True
    if word.held and (_COMMA.search(before) or (opening and word.form not in _CRIES)):
        return True
    if before.endswith("#"):
        return word.capital or _PRAISE.match(after) is not None
    if _ASKED_FOR.search(before) and word.form not in MONTHS:
        return True
    if (not things or word.written[0].isupper()) and _MISSED.search(before):
        return True
    if not things and _MOVES.match(after) and (opening or _BESIDE.search(before)):
        return True
    if _THANKED.search(before) and _ENDS_CLAUSE.match(after):
        return True
    if opening and (_SPOKEN_TO if word.form in _VERBS else _ADDRESSED).match(after):
        return True
    return (
        opening
        and word.form in GIVEN_NAMES
        and word.form not in _VERBS
        and word.written[0].isupper()
        and (_QUESTION.match(after) or _FACE.match(word.raw_after)) is not None
    )


def _behind_given(word: Candidate) -> bool:
    preceding = _CAPITAL_BEFORE.search(word.raw_before)
    return preceding is not None and fold(preceding[1]) in GIVEN_NAMES


def _capital_is_name(
    word: Candidate, known: Callable[[str], bool], called: Container[str]
) -> bool:
    before, after, raw_before = word.before, word.after, word.raw_before
    if _PLACE.search(before):
        return False
    if word.level is Doubt.LITTLE:
        return True
    following = _CAPITAL_AFTER.match(word.raw_after)
    if following:
        surname = fold(following[1])
        return surname in SURNAMES or known(surname)
    if _OPENING.search(raw_before):
        return (
            _ACTING.match(after) is not None
            or _joined(before, after, known)
            or _in_pair(word, called)
        )
    preceding = _CAPITAL_BEFORE.search(raw_before)  # "Oi Rosa" and "A Rosa" begin a sentence
    return preceding is None or _OPENING.search(raw_before[: preceding.start()]) is not None


def _joined(before: str, after: str, known: Callable[[str], bool]) -> bool:
    """Tell whether the word stands beside a name or a pronoun: "ana e rosa", "eu e a clara"."""
    left, right = _JOINED_BEFORE.search(before), _JOINED_AFTER.match(after)
    if (left and known(left[1])) or (right and known(right[1])):
        return True
    return bool(_AND_PRONOUN.match(after) or _PRONOUN_AND.search(before))


def _in_pair(word: Candidate, called: Container[str]) -> bool:
    """Tell whether two names that are words do something together: "Rosa e Luz vão"."""
    right = _PAIR_AFTER.match(word.after)
    if right:
        return right[1] in called and right[1] in GIVEN_NAMES
    left = _PAIR_BEFORE.search(word.before)
    return bool(left and left[1] in called and left[1] in GIVEN_NAMES and _TOGETHER.match(word.after))
