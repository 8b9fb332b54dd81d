"""What tells a house number from a count: the words around it, in Portuguese, Spanish, English.

Regular expressions of this package are written for folded text: lower case, without diacritics.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

# Never part of the name of a street: a run of words with one of them is a sentence.
_SENTENCE = """
a ao aos as o os um uma uns umas no na nos nas pelo pela num numa ou mas mais menos muito muita
muitos muitas pouco nao sim ja so ate ainda agora hoje ontem amanha sempre nunca depois antes
entre com sem para pra pro por que quem quando onde como porque pois se tem tinha ter tenho temos
teve ta tava esta estao estava estou to sou somos foi era eram sao fica ficou ficam ficava vai vou
vao vem veio vamos ir indo fui foram ser sera eh eu tu ele ela eles elas nos voce voces meu minha
meus minhas seu sua seus suas nosso nossa isso isto esse essa este aquele aquela dele dela aqui
ali toda todo todas todos cada outro outra mesmo mesma tudo nada algo alguem ninguem cheia cheio
gente perto longe atras frente lado proximo proxima dentro fora embaixo cima passa passou passei
passando alagada alagou alagado fechada fechou interditada tipo acho quero quer pode deu dei faz
fez feito fazer moro mora morava morei mudei achei vi vimos viu peguei comprei custa custou paguei
ganhei tomei caiu quase cerca uns durante desde sobre obrigado obrigada valeu oi ola tchau ok
bom-dia un una unos unas con sin pero porque cuando donde quien hay habia tengo tiene tienen tenia
estan esta estaba estoy soy es fue eran ser muy mas menos mucho mucha muchos ya hoy ayer manana
siempre luego despues desde hasta entre hacia sobre vivo vive voy va van vamos iba yo ella ellos
ellas usted mi mis su sus nuestro nuestra este estos ese eso esa aqui alli alla cerca lejos detras
toda todo todos cada otro otra mismo misma hace hacer hizo gracias hola and or but with without
for from to at in on by into than then that this these those there here is are was were be been
being am have has had do does did will would can could should may might must not no yes it its he
she we you they i my your his her our their me him us them who what when where why how which while
if so very just about over under after before again more most less many much some any all both
liguem ligue ligar llamen llame llamar chamem chame call dial avisem avise avisen avisad llamad
each every other another same only own too also now today tomorrow yesterday thanks thank hello hi
hey per via off out up down between through during until against across janeiro fevereiro marco
abril maio junho julho agosto setembro outubro novembro dezembro segunda terca quarta quinta sexta
sabado domingo lunes martes miercoles jueves viernes january february march april june july august
september october november december monday tuesday wednesday thursday friday saturday sunday
"""
# They announce something else than an address, in capital letters too.
_LABELS = """
tel telefone telefono fone fono phone mobile cel celular whats whatsapp zap wpp contato contacto
email e-mail mail cpf cnpj rg pis nis cnh dni nie nif curp rfc ssn cep zip nome nombre name data
fecha date pix chave desk fax office title status valor preco price obs att
"""
# These stand in names of streets as well ("9 de Julho", "Praça da Sé").
_ALSO_NAMES = """
janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro segunda
terca quarta quinta sexta domingo nos via down sao se fora este boa bom so por ate passa novo july
june august april may march
"""
# And these with a capital letter ("Nossa Senhora").
_IN_PROPER_NAMES = "nossa nosso nuestra nuestro tres sem sin entre"
# Between the words of a name, written small.
_LINKS = "de da do das dos del d e y i la las los el di della von van der des du"
LABELS = frozenset(_LABELS.split())
SENTENCE = frozenset(_SENTENCE.split()) | LABELS
IN_NO_NAME = SENTENCE - frozenset(_ALSO_NAMES.split())
IN_NO_PROPER_NAME = IN_NO_NAME - frozenset(_IN_PROPER_NAMES.split())
LINKS = frozenset(_LINKS.split())

# One word of a name. A full stop belongs to it only in an abbreviation ("Gen. Osório"); what a
# member's name has become counts as a word.
_SHORT = (
    "[a-z]|sta?|sto|snta|dr|dra|prof|profa|gen|gal|cel|eng|engº|pe|pres|mal|mar|des|alm|brig|cap"
    "|cmte|com|ten|maj|vis|visc|cons|min|sen|dep|ver|gov|mons|nsa|nª|sra?|mt|ft|fco|fca|ma|hno"
    "|lic|ing|arq"
)
NAME_WORD = re.compile(
    rf"(?:{_SHORT})\.(?=[ ]?[^\W\d_])|[^\W\d_]+(?:['-][^\W\d_]+)*(?!\w)"
    r"|\[name(?:_[0-9]+)?\]|p[a-z2-7]{16}(?!\w)"
)
# After a number they say that it counts or measures something.
QUANTITY = re.compile(
    r"""\s{0,2}(?:[%$€£ºª°×]|r\$|x\b|(?:
    vez(?:es)?|veces|times?|dias?|days?|noites?|noches?|nights?|semanas?|weeks?|mes(?:es)?|months?
    |anos?|years?|horas?|hours?|hrs?|h|hs|min|minutos?|minutes?|mins?|seg|segundos?|seconds?|secs?
    |pessoas|personas|people|carros?|coches?|cars|casas|houses|lojas|tiendas|motos?|onibus|caras
    |gente|amigos|criancas|ninos|kids|homens|hombres|men|mulheres|mujeres|women|policiais|pontos
    |puntos|points|metros?|meters?|metres?|mts?|m|m2|km|kms|quilometros?|kilometros?|kilometers?|cm|mm
    |milhas?|miles?|mi|kg|kilos?|quilos?|g|gramas?|litros?|l|ml|graus|grados|degrees|mil|milhao
    |milhoes|bilhao|bilhoes|millones|million|billion|reais|real|euros?|pesos|dolares|dollars|bucks|contos|pila
    |pau|usd|brl|eur|mb|gb|tb|kb|por\s?cento|percent|pistas?|faixas|carriles|lanes?|arvores|buracos|pontes
    |quadras|cuadras|blocks?|mortos?|feridos?|vitimas|vagas|unidades|itens|items|episodios?|gols?
    |temporadas?|seasons?|jogos|games|caixas|pacotes|andar(?:es)?|piso|am|pm|p\.m\.|a\.m\.
    )\b|(?:de\s|of\s)?(?:janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro
    |novembro|dezembro|enero|febrero|marzo|mayo|junio|julio|septiembre|octubre|noviembre|diciembre
    |january|february|march|april|june|july|august|september|october|november|december)\b
    |[/-][0-9]|[:.][0-9]|,[0-9]{1,2}(?![0-9º]) )""",
    re.X,
)
# After an address the sentence goes on with one of them rather than with what is counted.
_GOES_ON = re.compile(
    r"""\s{1,2}(?:perto|proximo|proxima|em|no|na|nos|nas|ao|aos|a|as|e|eh|ate|atras|entre
    |esquina|com|umas?(?=\s[0-9])|pelas|tipo|unas(?=\s[0-9])|sobre
    |que|se|pra|para|pro|por|despues|fica|fundos|lado|ali|aqui|la|amanha|hoje|ontem|agora|depois|antes|quando
    |mas|ou|pode|ta|esta|valeu|obrigad[oa]|ok|por\sfavor|pf|pfv|blz|cerca|junto|frente|en|el|con|y|o
    |al|del|desde|hasta|manana|hoy|gracias|cuando|pero|porque|detras|lado|at|on|in|by|near|and|or|if
    |is|was|for|to|from|next|behind|tomorrow|today|tonight|now|then|please|pls|thanks|around|with
    |where|when|but|the|obg|obgd[ao]?|vlw|flw|kk+|rs+|haha\w*|jaja\w*|lol|thx|ty|cheers|blz|bjs?|viu|gente|mano
    |amor|galera|malta|pessoal|ja|mesmo|so|tel|fone|whats\w*)\b""",
    re.X,
)
_WORD = re.compile(r"[ ]{1,2}([^\W\d_])")
_PLURAL = re.compile(r"[ ]{1,2}[^\W\d_]+(?<!mo)s(?!\w)")  # but "abrimos"
# Said before an address rather than before a count.
LIVES = re.compile(
    r"""\b(?:mor[oae]|morand\w+|morar|mora[mv]\w*|morei|mudei|mudou|resid\w+|viv[oe]\w{0,2}
    |vivimos|ende?reco\w*|end
    |morada|domicilio|direccion\w*|direcao|entreg\w+|envi[aeo]\w*|manda\w*|leva\w*|leve|levem|levei|levou|busca\w*|pega\w*
    |recog\w+|fica|ficam|queda|localizad[oa]|ubicad[oa]|situad[oa]|sede|escritorio|consultorio|oficina
    |loja|encontr\w+|chega\w*|passa\w*|liv(?:e|es|ed|ing)|address|addresses|deliver\w*|ship\w*|send
    |sent|mail|located|resid(?:e|es|ing)|house|home|apartment|office|meet|moved?|moving|visit|stay\w*
    |place|mine|return|drops?|restaurant|store|party|pick|come)\b[^.!?\n0-9]{0,32}$""",
    re.X,
)

Follow = Literal["end", "quantity", "goes on", "capital", "word"]


class _Folds(dict[int, str]):
    """One character for each, so that positions stay."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = "".join(
            c for c in unicodedata.normalize("NFD", char.lower()) if not unicodedata.combining(c)
        )
        self[code] = plain = plain if len(plain) == 1 else char
        return plain


_FOLDS = _Folds({ord(c): " " for c in "\t\u00a0\u2009\u202f"})
_FOLDS |= {ord(c): "-" for c in "‐‑–—−"} | {ord(c): "º" for c in "ª°˚"} | {ord("’"): "'"}


@dataclass(frozen=True)
class Text:
    """A text as it is written, and folded to the same length."""

    written: str
    folded: str

    @classmethod
    @lru_cache(maxsize=4)  # several detectors look at one text
    def of(cls, written: str) -> "Text":
        """Fold a text: lower case without diacritics, one dash, one apostrophe, plain blanks."""
        return cls(written, written.translate(_FOLDS))

    def is_capital(self, start: int) -> bool:
        """Tell whether a capital letter, one without case, or a placeholder stands there."""
        char = self.written[start]
        return char == "[" or (char.isalpha() and not char.islower())

    def is_about_places(self, start: int) -> bool:
        """Tell whether the words before `start` announce an address: "moro na", "deliver to"."""
        return LIVES.search(self.folded, max(0, start - 48), start) is not None

    def follow(self, end: int) -> Follow:
        """Tell what comes after a number that ends there."""
        if QUANTITY.match(self.folded, end):
            return "quantity"
        word = _WORD.match(self.folded, end)
        if word is None:
            return "end"
        if _GOES_ON.match(self.folded, end):
            return "goes on"
        return "capital" if self.is_capital(word.start(1)) else "word"

    def is_plural(self, end: int) -> bool:
        """Tell whether the word after a number that ends there may be what it counts."""
        return _PLURAL.match(self.folded, end) is not None


def accented(pattern: str) -> str:
    """Return a pattern for folded text as one for text as it is written, for the `regex` crate."""
    variants = {
        "a": "[aáàâãäå]",
        "c": "[cç]",
        "e": "[eéèêë]",
        "i": "[iíìîï]",
        "n": "[nñ]",
        "o": "[oóòôõö]",
        "u": "[uúùûü]",
    }
    return re.sub(
        r"\\.|\[[^\]]*\]|\(\?[a-z:]+|[aceinou]", lambda m: variants.get(m[0], m[0]), pattern
    )
