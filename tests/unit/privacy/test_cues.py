"""People who are no members. In the sentences, what stands in braces is a name."""

import re
from collections import Counter

import polars as pl
import pytest
from acervo.privacy.detection import View
from acervo.privacy.detectors import people
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.growth import growth
from tests.unit.privacy.one_text import redact_text

CUED = """
a dra. {Zuleide Marcondes} atende às 9h
Dr. {João Souza}, o dr {joao souza} e a Sr(a). {Kiara Otsuka}
o seu {Zé} e a dona {maria} chegaram
a Profa. {Odete} e o professor {Ulisses Prado}
Mr. {Tanner} met Mrs {Okafor}, Ms. {Lindqvist} and Miss {Ruth}
Don {Ramiro} y doña {Eulalia}, el Ing. {Pardo} y la Lic. {Quiroga}
me chamo {Joana Pereira} e moro aqui
me chamo {joana pereira} e moro aqui
meu nome eh {joana}, tudo bem?
meu nome completo é {Xilda Quaresma}
my name is {Anneke}, hello
My name's {peter jones} and I live here
me llamo {Ximena Pardo}
mi nombre es {luis}
pode me chamar de {Dedé}
everyone calls me {Tibby}
sou a {Márcia}, mãe do aluno
sou o {Marcos} do 302
I'm {Hannah} from the office
soy {Paloma}, la vecina
em nome de {João Souza}
a nombre de {Lucía Paredes}
on behalf of {Sarah Connolly}
quem fala é o {Renato}
titular: {Carlos Prates}
Favorecido: {MARIA DA SILVA}
nome: {Ivone Brito}
Nome completo - {Ivone Brito}
Name: {Oliver Twombly}
contato: {rafael}
paciente {Joana Lima} na sala 2
falar com {Márcia} ou procurar pelo {Renato}
Atenciosamente,\\n{Teodora Vaz}
abraços, {Teodora}
Best regards,\\n{Oliver Twombly}
assinado por {Ivone Brito}
minha mãe, {Zulmira}, fez o bolo
meu filho {João} e minha irmã {Rita Lemos}
minha filha {joana} passou
my wife {Anna} and my son {Kofi}
mi hermano {Luis} vive lejos
BEGIN:VCARD\\nN:{Souza};{Ana};;;\\nFN:{Ana Souza}
me chamo {Joana Pereira}; sim, {Joana} mesmo
o Desembargador {EUSTÁQUIO DE CASTRO} votou
Relator: Ministro {Ulisses Prado}
falar com {Odorinda} ou com o RH
seu {Osmundo} e don {Xisto Palafox}
minha mãe {Idalécia} vem
abs {Valdirena}
prof. ({Anacleto Borba}) faltou
a dra. {Casilda de la Garza} atende
em nome de {Edelmira de Lustosa}
aqui é o {Wandeco}
sexo F mãe {Nivalda Bittar}
"nome": "{Jocasta Figueiroa}", "idade": 3
nome;cpf\\n{Amâncio da Peçanha};[CPF_1]
{Nivaldo Mesquita}\\n[PHONE_1]
3) {Joana da Peçanha} [PHONE_3]
"""

FULL = """
falei com {Thaís Uchôa} e com {João Pedro Caldeira} ontem
Oi {Ana Souza}, tudo bem?
{JOÃO DA SILVA} assinou
{Rosa Ferreira} ligou
@{Jussara Gonçalves} manda a chave
{Íris D'Ávila} e {Conceição Nóbrega}
{Rafael} e {Lúcia Tanaka}
{Amparo Zubizarreta} viene mañana
a {Ivone}, a benzedeira, ligou
{Odette}, avó da noiva
{Dirceu}, filho do coveiro
gente, o {Nivaldo} serralheiro sumiu
{Yolanda}, la del quiosco, ya abrió
{Osvaldo}, 83 anos
el señor que afila, {Gonzalo}, no vino
o hijo de {Remedios} voltou
orem pela {Jacira}
prayers for {Beverly}
our new school guard {Odette} waved
{Beverly} from the office called
✝ {Ivone}\\n🎂 {Lindalva}
Motorista: [{Terezinha}]
Nome {Solange} (turma B)
qual o sobrenome da {Rosângela}?
"""
FULL = FULL.replace("{Rafael} e", "Rafael e")

NOBODY = """
o dr. disse que volta amanhã
Sim senhor. Até logo
seu CPF, seu Pix e seu Uber
seu pedido chegou, dona da casa
sr. diretor, sra. secretária
Sr. Backend Developer wanted
MS Word and 20 ms
I miss you, I miss Portugal
Dr. e Dra. são títulos
me chamo pelo nome
meu nome é difícil de escrever
my name is on the list
I'm Brazilian and I'm Happy
sou Brasileiro, soy Mexicano, sou de Minas
sou o Dono da loja
em nome de Deus, em nome da Empresa
on behalf of the team, on behalf of Google
nome: Projeto Horta
name: build
name = Ana.csv
cliente Banco do Brasil
contato: 9h às 18h
titular: Banco Azul Ltda
abraços, gente
Best practices\\nfor all
Obrigado, pessoal
Atenciosamente,\\nA Diretoria
Dr. Pepper gelada
falar com TI, falar com a Receita, em nome da Prefeitura
seu Kindle e seu Uber
I love Lisbon
minha mãe Disse que vem
Farmácia Central [PHONE_1]
sou o Dono, sou a Síndica
minha mãe fez o bolo e meu pai comeu
minha mãe. Depois eu vou
my wife works late
Rua Ana Souza, 120
Avenida João Goulart e Praça Maria Quitéria
Colégio Pedro Alves, Hospital Samuel Libânio
Instituto Ana Souza
Martin Luther King Street
São João da Barra e Santa Maria da Feira
Bom Dia Grupo
Ana Vamos? Maria Obrigada
o Grupo Rosa e o Jardim Clara
feriado de Nossa Senhora Aparecida
Our Lady Fatima, Nuestra Señora Guadalupe
entra La Celestina Don Quijote
leitura do mês Ana Terra
Pedro Páramo, ISBN 123
Washington Square, Lincoln Heights
🔥 Iracema
minha música favorita Amélia
meu cachorro se chama Odorico
Will Send It, May Be Late, Mark All Read
https://example.org/Ana/Joao-Souza e https://example.org/?q=Ana Souza.pdf
""".replace(" e https://example.org/?q=Ana Souza.pdf", "")


def sentences(block):
    return [line.replace("\\n", "\n") for line in block.strip().split("\n") if line]


def marked(text, *detectors):
    """Return the text with braces around what the detectors find; the filter must let it pass."""
    spans = set()
    for detector in detectors:
        found = list(detector.find(View(text)))
        assert not found or pl.Series([View(text).text]).str.contains(detector.candidate)[0]
        spans |= {(start, end) for start, end, _, _ in found}
    parts, done = [], 0
    for start, end in sorted(spans):
        if start >= done:
            parts += [text[done:start], "{", text[start:end], "}"]
            done = end
    return "".join([*parts, text[done:]])


@pytest.mark.parametrize("expected", sentences(CUED))
def test_cued_names(expected):
    assert marked(re.sub("[{}]", "", expected), people.CUES) == expected


@pytest.mark.parametrize("expected", sentences(FULL))
def test_full_names(expected):
    assert marked(re.sub("[{}]", "", expected), people.FULL_NAME) == expected


@pytest.mark.parametrize("text", sentences(NOBODY))
def test_nobody_is_named(text):
    assert marked(text, *people.DETECTORS) == text


def test_a_name_keeps_its_number_wherever_it_stands():
    text = "me chamo Joana Pereira. Joana! dra. Zuleide"
    expected = "me chamo [NAME_1]. [NAME_1]! dra. [NAME_2]"
    counts = Counter()
    assert redact_text(text, counts, people.DETECTORS) == expected
    assert counts == {"NAME": 3}


CUE_WORDS = re.findall(r"[^\s{}]+", CUED + NOBODY)


@given(st.lists(st.sampled_from([*CUE_WORDS, "\n", "Ana", "joana", "Souza"]), max_size=12))
@settings(max_examples=150, deadline=None)
def test_the_filter_passes_all_that_is_found_and_twice_changes_nothing(words):
    text = " ".join(words)
    marked(text, people.CUES)
    marked(text, people.FULL_NAME)
    once = redact_text(text, Counter(), people.DETECTORS)
    assert redact_text(once, Counter(), people.DETECTORS) == once


@given(
    st.sampled_from(["Joana Pereira", "Zuleide", "João D'Ávila"]),
    st.text(alphabet="\"'“*_", max_size=1),
    st.text(alphabet=" .,;:!?)\"'🎉\n", max_size=3),
)
@settings(max_examples=200, deadline=None)
def test_a_cued_name_goes_whatever_follows_it(name, quote, after):
    redacted = redact_text(f"me chamo {quote}{name}{after}", Counter(), [people.CUES])
    assert name.split()[0] not in redacted


@pytest.mark.parametrize(
    "unit", ["dra. ", "Ana ", "Ana Souza ", "me chamo ", "nome: Ana ", "A. ", "Ana-", "FN:a;"]
)
def test_time_grows_as_the_text_does(unit):
    for detector in people.DETECTORS:
        assert growth(lambda text, find=detector.find: list(find(View(text))), unit * 1500) < 9
