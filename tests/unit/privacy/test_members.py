"""Members in running text: what is a name and what is a word, on annotated sentences.

In the sentences, what stands in braces is a name of a member; nothing else may be touched.
"""

import re

import polars as pl
import pytest
from acervo.privacy.names import fold
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.growth import growth
from tests.unit.privacy.annotated_members import MEMBERS, marked, roster, sentences

PLAIN = """
a {ana} disse que vem
fala com o {joao}
{Ana}'s book, {ana}’s idea
{ana}/{bruno}, @{ana}, #{ana}, {Ana}🌸 {Ana},{Bruno} ({ana}) "{bruno}"
_{Ana}_ *{bruno}* ~{ana}~ `{bruno}`
{Anaaaa} vem {joaoooo} e {Bruuuno}, {anaa}!
{ANA JULIA}, {ana júlia} e {Ana Júlia Souza}
banana, semana, Joana, Bruna, Brunoo2, ana2, Ana_1
#Força{Ana} #{ana}_{bruno} curriculo_{ana}_2024.pdf Contrato{Bruno}.docx
{Ana S.} e {A. Souza} e {Souza}
{Aninha} e {Bruninho} foram
{Ana Carvalho} não é daqui
{Fernanda} sai do trabalho às seis
a {Yara} da vizinha 302, {dra yara}
{Tomás} e o filho, {Kauê}
o contrato com {Iracema}, {iracema} não veio, o {Hélio} e {helio noronha}
exame-{ana}-lima.pdf e laudo_{rosa_nunes}.pdf
acho que a {flor campos} já saiu
moro em São Paulo, na Rua Ana Néri, 120, perto de Santa Clara
o {Paulo} foi a São Paulo
joao pessoa é longe daqui de São João del Rei
ana.com.br e https://example.org/ana/bruno e ana@example.org
o Python 3.12 saiu, python é lento, chamei um Uber
"""
PLAIN = PLAIN.replace("joao pessoa é longe daqui de São João del Rei\n", "").replace(
    "{dra yara}", "dra {yara}"
)

DOUBTFUL = """
a {Rosa} disse que vem
{rosa} disse que vem
oi {rosa}!
bom dia, {Clara}
dona {rosa} ligou
minha filha {clara} passou
falei com a {Clara} ontem
{Clara}, você vem?
{clara}, vc vem?
{Ana} e {rosa} foram
{Rosa} e {Bruno} também
vou com {Vitória} amanhã
{Vitória} vai sim
obrigada, {Luz}!
a festa da {Sol} foi ótima
ask {Will} about it
{Will} said no
thanks {Grace}!
{Mark}, can you help?
the book that {Grace} wrote
I told {Mark} yesterday
{Caio} chegou
o {caio} já saiu
fala pro {leo} vir
oi {leo} tudo bem
com {max} e {Ana}
a {Ju} foi embora
oi {Ju}
falei com {Salvador} ontem
a {Sombra} falou
seu {Marcos} avisou
@{rosa} @{will} @{max}
o {Tomás} trouxe
A {Rosa} chegou tarde
tudo bem, {Rosa}? e a {Vitória}?
hoje a {Clara} não vem
a casa da {Rosa} fica longe
é aniversário do {Will}
o {Reis} confirmou
oi {Bittencourt}!
{Claraaaa} cadê você
gente, {vitóriaaaaaa} cadê vc
hoje a {Claraaa} não vem
{Clara}: 1 a 5
2. {Rosa} - [PHONE_1]
1. {Rosa}\\n2. {Ana}
[14/01/2022 18:36] {rosa}: tá bom
14/01/2022 18:36 - {Luz}: tá bom
#{Clara} melhor pessoa
{ROSA} e {Rosa} vão de carona com {Iracema}
{GRACE}'s turn, {mark}'s turn
{Luz} e {Rosa} chegaram tarde
Olá {Salvador}! bom dia {Luz}
oi {rosa}, tudo bem?
fala com {rosa} sobre isso
pergunta pra {clara}
cadê a {clara}?
ask {grace} about it
eu e {clara} vamos
({Rosa}) confirma?
{Luz} vem pra cá
vem logo, {clara}!
"""

WORDS = """
a rosa abriu hoje no jardim
A Rosa abriu hoje no jardim e a Vitória foi nossa no jogo
comprei uma rosa vermelha
uma camisa rosa clara
a luz acabou de novo
Luz acabou aqui também
Luz: 120 reais
pagou a conta de luz?
o sol nasceu cedo
Sol e praia hoje
que vitória, gente!
Vitória do time no jogo de ontem
fica claro e a sala é clara
Clara e objetiva, a resposta
Claro que sim
por favor, mais luz
will you come?
Will you come?
I will mark it
Mark the date
Mark all as read
grace period of two days
Grace period ends today
by the grace of God
eu caio toda vez
no max 5 pessoas
até o max
leo mucho y escribo poco
Outubro Rosa começa hoje
Cruz Vermelha e Outubro Rosa
moro em Salvador desde 2010
cheguei em Vitória ontem
a Vila Rosa e o Jardim Clara
salvador da pátria
na sombra é melhor
os reis magos
casa branca, telhado claro
ju
se você lê, ele lê
o tomate e o limão lima
fui de uber, voltei de python
WILL SOMEONE MARK THIS
A VITÓRIA É NOSSA NO JOGO
You WILL be doing the voices
Erik Grace wrote the book
rosas, claras, luzes e sóis
cadê a luz?
Luz: 180,00
1. Luz\\n2. Água
o sol já saiu
sol e mar
Graça nenhuma nisso
Vitória merecida
with grace
hope you are well
vitória no clássico, luz no fim do túnel
obrigada, vitória do povo!
rosa ou azul?
"""


@pytest.mark.parametrize("expected", sentences(PLAIN))
def test_plain_names_are_found_in_any_writing(expected):
    assert marked(re.sub("[{}]", "", expected)) == expected


@pytest.mark.parametrize("expected", sentences(DOUBTFUL))
def test_names_that_are_words_are_found_by_their_context(expected):
    assert marked(re.sub("[{}]", "", expected)) == expected


@pytest.mark.parametrize("text", sentences(WORDS))
def test_words_that_are_names_stay(text):
    assert marked(text) == text


def test_the_share_of_the_annotated_names_that_is_found_is_high_and_that_of_words_low():
    """Guards the rules as a whole: each sentence above may be traded for another, these not."""
    lines = sentences(PLAIN) + sentences(DOUBTFUL)
    names = sum(line.count("{") for line in lines)
    found = sum(marked(re.sub("[{}]", "", line)).count("{") for line in lines)
    assert found >= 0.99 * names
    assert sum("{" in marked(line) for line in sentences(WORDS)) <= 0.01 * len(sentences(WORDS))


ORNAMENT = st.text(alphabet=" .,;:!?()*~'\"«»–-🎉\n/+&", max_size=4)


@given(
    st.sampled_from(["Ana", "bruno", "JOÃO", "joao pedro", "Fernanda", "Ana Júlia Souza"]),
    ORNAMENT,
    ORNAMENT,
)
@settings(max_examples=300, deadline=None)
def test_a_plain_name_goes_whatever_it_is_wrapped_in(name, left, right):
    text = f"xyz {left}{name}{right} zyx"
    replaced, count = MEMBERS.replace(pl.Series([text]))
    assert count >= 1
    assert fold(name) not in fold(replaced[0])


@given(st.lists(st.integers(0, 4), min_size=5, max_size=5), st.booleans())
@settings(max_examples=200, deadline=None)
def test_a_name_with_letters_held_down_goes(held, capital):
    name = "".join(c * (1 if n < 2 else n + 1) for c, n in zip("bruno", held, strict=True))
    text = f"vem {name.capitalize() if capital else name} logo"
    assert MEMBERS.replace(pl.Series([text]))[0][0].split()[1] != text.split()[1]


@given(st.text(alphabet="Anabruosl RAE.,@#_\n🎉", max_size=60))
@settings(max_examples=300, deadline=None)
def test_replacing_twice_changes_nothing_more(text):
    once, _ = MEMBERS.replace(pl.Series([text]))
    assert MEMBERS.replace(once)[0].to_list() == once.to_list()


def test_time_grows_as_the_text_does():
    for unit in ("ana ", "Rosa e ", "aaaa ", "Ana Ana ", "#" + "Ana" * 3 + " ", "ana_"):
        assert growth(MEMBERS.find, unit * 4000) < 9


def test_people_beside_a_contact_are_nobodys_pseudonym():
    (hit,) = MEMBERS.find("o Kauê veio")
    assert hit[2] == "[NAME]"


def test_a_derived_form_yields_to_whoever_bears_it():
    from_roster = dict(roster().select("name", "person").iter_rows())
    assert from_roster["Souza"] == "ana julia souza" or from_roster["Souza"] == "ana júlia souza"
    assert from_roster["Reis"] == "caio reis"


@pytest.mark.parametrize("between", ["  ", "\t", "\n", "\u00a0", " \n"])
def test_a_name_may_be_parted_by_any_blank(between):
    assert marked(f"falei com a Clara{between}Mendes ontem") == (
        f"falei com a {{Clara{between}Mendes}} ontem"
    )
