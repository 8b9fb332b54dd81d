"""Words that are names and something else, folded: what the rules of `name_context` start from.

Only what an ordinary text may hold is here: `ORDINARY` nouns and adjectives (Rosa, Campos, Hope),
for which a capital proves little; `SOMETIMES` verb forms, foreign or rare words (Caio, Leo, Vera),
for which a capital is enough; `PLACES` that are also given to people. Written from general
knowledge of Portuguese, Spanish and English.
"""

import re
from functools import lru_cache

from acervo.privacy.given_names import GIVEN_NAMES

_ORDINARY = """
abril agosto ai al alegria alemao alicia alma alto amada amado amarelo amber americo amor amparo
anciao angeles anjo apple april archer art ash assuncao aug august autumn ave azul bahia baiano
baixinho baixo baker ball barba barro batata bebe bela bell bella bello belo bento berry best
bichinho bicho bigode bill bird biscoito bishop black blanca blanco bliss blue bo boa bob bobo
bolacha bom boneca bonita bosque branca branco bravo bridge bridges bright bro brook brown buck
buddy bueno bull butler cabeca cabelo cabo calvo campo campos candy capela cara careca caridad
caridade carioca carneiro carpinteiro carvalho casa casas case cash castelo castillo castro ceara
celta ceu chance charity chase chave chaves chefe cherry china chino chip chuck church cielo clara
clarinha claro clay cliff coelho conceicao concha conde consolacao constante consuelo cook cooper
cordeiro correia corte cortes corto costa couto cravo cristal cristo crow cruz crystal cunha daisy
dash dawn day dean delta destiny deus dia diamante dias dino dito do doce dolores domingo domingos
dores dot drake drew duke duque earl eden esperanca esperanza estrela estrella eve fada faith falcao
fantasma faria farias fe feijao felicidade feliz fera fern field fields figueira filha filho fish
fisher flaco flor flores floresta fofa fofinha fonte fontes ford forest formiga forte fox franca
franco frank fria frio frost fuentes fumaca furtado gale galo gama garrido gata gatinha gato gaucho
gaviao gem gema gene genesis gentil ginger gloria glory goias gold golden good gorda gordinho gordo
graca gracas grace gracia gracias grande grant gray green grey gringo guerra guerrero guy hall
harmony heath heather herrero hidalgo hill holiday holly holy home honest honesto honey honor hope
hunter iglesias igreja ilha inacia inocente iris ivy jack jan janeiro japa japones jardim jardin
jasmim jasmine jay jesus jewel joia jordan joy jr julho july juma june junho junior justa justice
justo king knight lago lagos lake lamb lance lane laranja laranjeira largo lark leal leao lee leite
leme lemos liberty lili lily lima linda lindo lira little lobo loira loiro long louro love lua luna
luz macaco machado madeira magro maio major mal mar marcas march marco margarida maria-mole mark
mars mata mate mato matos max may mayo mel melody menina menino mercedes mercy messias mestre
milagros miles minas mineiro moody moon mora morais morales morena moreno mota muro nascimento natal
nazare negra negro neguinho nena nene neto neve neves nick nieves ninja noble nobre nono nora norma
norte nova novato novo nuno oliva olive oliveira ouro ox pace page paixao palacios palma paraiba
parana pastor pat patience patrao paulista paz peace pearl pedra peg peixe pena penha penny pepper
pequeno pereira perla pernambuco perola phoenix pia pierce pilar pilares pimenta pinheiro pinto
piper pipoca pires pombo ponte pontes pope por porter porto prado praia prata preta pretinha preto
price primavera prince princesa princess prudence prudente pura puro quadros quest rain rainha ramos
raposa raposo rato ray recife red reed rego rei reis remedios rex rey reyes ribeira ribeiro rice
rich rico rincon rio rios river rivers rob robin robles rocha rocio rock rocky rod rojas rojo rosa
rosales rosario rose roxo royal rubi rubio ruby ruivo rush sabia sage sal sales salgado salinas
salvador santa santas santo santos sao serra serrano serva sharp short silva silver sky small snow
sobrinho socorro sol soledad sombra song star sterling stone storm strong sue sugar sul summer sun
sunny swift tais tata tigre torre torres trigo trindade trinity trip true tubarao tucker turner
vale valente valle vampiro vargem vasco ventura verao verde vermelho victoria victory vida vieira
vila villa vinho viola violet violeta vito vitoria walker ward weaver web welcome white will willow
winter wolf wood woods wool young zen
"""

_SOMETIMES = """
alba ana-maria angel aparecida aparecido aurora barbara bel ben bento caio candida candido carol
celeste chico clemente constanca consuelo cris custo dan dani delgado dina duda eli elias ella emma
esmeralda eva felix fidel flora gil hugo ira irma isa jade jane jean jo joe julia julio justina ken
kim lara lea leo leon levi lia lina lino liz lola lou luca lucio luzia mara marcos mari marina mario
mateo matt mia mira moises nacho nana nilo nina noa noel olivia otto paco paloma pam pepe perla
peter pol rocio ron rui sam serena sergi sid sofia ted tim tina tino tom tomas toni tony val van
vera vi victor viva vivi will ze
"""

_PLACES = """
adelaide america austin bahia belem belen braga brasilia brooklyn carolina catarina charlotte
chelsea cleveland coimbra columbus cordoba dallas denver florence florida fortaleza franca georgia
guadalupe houston israel jackson jordan leon lima lincoln lisboa london madison mariana marilia
medina merida milan murcia natal odessa olinda orlando paris penha phoenix porto recife regina roma
salvador santana santiago santos sofia sydney toledo trinidad valencia verona victoria virginia
vitoria washington york
"""

_FLOWER = """
aberta abre abrindo abriram abriu amarela bloom blusa bouquet branca buque bush camiseta choque
color cor desabrochou espinho espinhos flor flores floriu flower flowers garden jardim jardin maceta
muda murcha murchou outubro perfume petala petalas petals planta plantar plantas plantei ramo red
regar roja roseira vaso vermelha vermelho vestido
"""
_WEATHER = """
areia beach brilha brilhando calor ceu cheia chuva cielo crescente eclipse llena lluvia maré
minguante nasceu noite nova nuvem nuvens onda ondas playa praia protetor quente rain raiou sky verao
"""
_VIRTUE = """
amem amen deus dios divina eterna fe god guerra jesus lord lose mundo perder perdi period senhor
"""
_GAME = """
bahia campeonato classico contra empataram conquista conquistou copa derby derrota derrotas eleicao
eleicoes empate equipo futebol game gol goles gols jogo jogos match nossa nosso partida partido
penalti penaltis penalty placar prorrogacao rodada team time torneio urnas victoria win won
"""
_TRAVEL = """
aeroporto bate capital cidade ciudad ferias flight hotel passagem passagens playa pousada praia
rodoviaria roteiro trip turismo vacaciones vacation viagem viajar viaje voo vuelo
"""
_LIGHT = """
acabou acende acendeu apaga apagou caiu conta energia factura faltou fim lampada led light poste
recibo solar tunel voltou
"""
_TOPICS_OF = {
    "rosa rose margarida violeta violet iris jasmim jasmine flor flores daisy lily cravo": _FLOWER,
    "sol lua luna mar estrela star ceu cielo sun moon sky": _WEATHER,
    "gloria graca gracia grace hope faith esperanca joy paz peace glory amor fe feliz": _VIRTUE,
    "vitoria victoria victory": _GAME + _TRAVEL,
    "luz": _LIGHT,
    "salvador": "bahia capital praia cidade voo",
    "clara claro": "ovo ovos gema gemas neve batida batidas resposta egg huevo huevos yema",
    "mercedes": "benz carro caminhao car truck auto coche blanca branca preta negra prata roja",
    "bill art mark": "pay law senate gallery museum modern deco zuckerberg dollars due subjective",
    "leao lobo coelho falcao pinto galo": "animal zoo bicho bichos imposto renda selva mata pascoa",
    "cruz": "vermelha roja",
    "natal": "papai feliz ceia presente arvore noite",
    "tom": "azul claro conversa cor escuro ironico mensagem mudar mude musica pele voz",
    "pilar pilares dolores socorro": "pedi pedir gritou predio concreto",
}

ORDINARY = frozenset(_ORDINARY.split())
SOMETIMES = frozenset(_SOMETIMES.split()) - ORDINARY
PLACES = frozenset(_PLACES.split())
MONTHS = frozenset(
    ("abril", "agosto", "april", "august", "july", "june", "maio", "march", "may", "mayo")
)
# Words near a name by which it is the thing: "a Rosa abriu hoje no jardim".
TOPICS = {
    name: frozenset(words.split()) for names, words in _TOPICS_OF.items() for name in names.split()
}

_ABSTRACT = re.compile(r".+(?:cao|coes|mente|dades?|agem|ismo|tion|ness|ment|cion|dad)")


@lru_cache(maxsize=1 << 16)  # texts repeat their words
def is_ordinary(word: str) -> bool:
    """Tell whether a folded word is an ordinary word of Portuguese, Spanish or English."""
    return word in ORDINARY or (
        len(word) > 6 and word not in GIVEN_NAMES and _ABSTRACT.fullmatch(word) is not None
    )
