"""Who is mentioned in a chat. "<" and ">" stand around names."""

import pytest
from acervo.privacy.detectors import people
from acervo.privacy.detectors.person_names import Cue, Cues, anybody

from tests.unit.privacy.detectors.cases import found
from tests.unit.privacy.detectors.marked import marked


@pytest.mark.parametrize(
    "line",
    """
a vizinha <Idalécia> trouxe bolo
o porteiro <Nivaldo> guardou a caixa
falei com o eletricista, <Osvaldo>, e ele vem amanhã
<Jacira>, a nossa vizinha, vai ficar com a chave
o marido dela, <Dirceu>, tá desempregado
quem cuida da horta é a <Lindalva>
o contato da <Solange> é esse
deixa na portaria com o <Amâncio>
o <Cássio> da oficina cobrou barato
a <Terezinha> disse que vem
presentes: <Osvaldo>, <Jacira> e <Rita Lemos>
lista:\\n1. <Osvaldo Mesquita>\\n2. <Amparo Quintela>
- [NAME_1]\\n- <Amparo Quintela>, sem telefone
escalação: <Dirceu> no gol, <Edmilson> e <Cássio> na zaga
Locatário: <Nivaldo Fagundes>
Aluno: <Otávio Nascimento Reis>
Prezada <Rosângela Peçanha>, seu pedido saiu
Olá <Ivone>, tudo bem?
niver do <Amâncio> é sábado
faleceu <Osvaldo Bittencourt>, o velório é hoje
o professor <Anacleto> faltou
recebido por <Jacira Lustosa> às 10h
autorizo <Terezinha Mesquita> a retirar
el vecino <Leopoldo> tiene taladro
el dueño, <Gonzalo Arriaga>, pinta antes
<Fermín>, mi primo, arregla motos
lo recibió <Noelia> en portería
pregunten por la <Yolanda> de la tienda
padrinos: <Fermín Arriaga> y <Noelia Cifuentes>
nurse <Harriet> was an angel
my brother-in-law <Clifford> can haul it
<Odette>, my roommate's cousin, is coming
the plumber, <Barnaby>, is late
ask <Marjorie> about the keys
Hi <Rupert>, thanks for reaching out
the one who has the key is <Rupert>
Minutes: present <Desmond Pemberton>, <Rupert> and others
a nora da _<Zulmira Quaresma>_ chegou
<Rui Souza> e <Ana Souza>
el que organiza es <Leopoldo>
mom's caregiver is <Clifford> in the mornings
a minha colega de casa é <Ivone>, cozinha bem
canceló una tal <Noelia>
ó: Adotante: <Amâncio>, 34 anos
mamá de <Hipólito> de 2º A
They had four: Gaetane, <Hannah>, <Anthony> and <Derek>
""".strip().splitlines(),
)
def test_found(line):
    text, parts = marked(line.replace("\\n", "\n"))
    assert found([people.FULL_NAME], text) == [("NAME", part) for part in parts]


@pytest.mark.parametrize(
    "line",
    """
a professora de Matemática, o motorista Uber e o técnico Samsung
a vizinha chegou, o porteiro também
a vizinha. Amanhã eu falo
o ônibus da Getúlio Vargas demora
a esquina da João Pessoa com a Marechal Deodoro alagou
Dom Casmurro de Machado de Assis é o livro do mês, o livro Iracema de José de Alencar também
Pride and Prejudice by Jane Austen is the next book
Jane Austen wrote Emma in 1815
the Grace Hall holds 120, Sol, Luna y Estrella son salas, Sol Luna
com Netflix e pipoca, com Python 3, with GitHub Actions
filme: Amélia
cidade: Mariana
o filme é Amélia, the next song is Emily
Cores: Verde, Amarelo
Obs: Segunda não tem aula
Lista: Arroz, Feijão e Sal
time: Flamengo, Santos e Palmeiras
bom dia Grupo
bom dia Maria fumaça que passa
Hello World, dear Customer
ask Siri, call Support
quem ganhou foi o Brasil
aula de Química, casa da Moeda, festa de São João
1. Arroz\\n2. Feijão
1. Rosa\\n2. Clara
o Santander da esquina
la Virgen de Guadalupe
https://example.org/vizinha-Ana
""".strip().splitlines(),
)
def test_left(line):
    assert found([people.FULL_NAME], line.replace("\\n", "\n")) == []


def test_newsletters_keep_who_is_mentioned():
    assert found([people.CUES], "Clifford, the teacher, with Harriet") == []


@pytest.mark.parametrize("line", ["a placa mãe Gigabyte Aorus", "la tarjeta madre Gigabyte Aorus"])
def test_boards_are_no_mothers(line):
    assert found([people.CUES], line) == []


def test_cues_begin_with_any_letter_of_a_class_and_overlap():
    cues = Cues((Cue("[áa]rbitr[oa] meu_pai pai", " ", anybody),))
    text = "Arbitro Rui, árbitra Eva e meu pai Luan"
    assert [text[start:end] for _, start, end, _ in cues.find(text)] == [
        "Rui",
        "Eva",
        "Luan",
        "Luan",
    ]
