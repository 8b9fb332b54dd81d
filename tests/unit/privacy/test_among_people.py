"""First names that are words too, where what people do tells that one of them is meant."""

import re

import pytest

from tests.unit.privacy.annotated_members import marked, sentences

NAMED = """
{Grace} / [BIRTHDATE_1]
birthdays: {GRACE} [BIRTHDATE_1], DeShawn [BIRTHDATE_2]
natação: {CLARA}, nascida em [BIRTHDATE_1]
De: fulano\nPara: {Rosa}\nAssunto: aulas
bebê {rosa} chegou ontem
jugador {Luz}, camiseta 9
festa da {rosa} vai ser no salão
{CLARA} sumiu hein
alguém viu {zé} hoje?
where's {grace} today
pásaselo a {LUZ} luego
{Vitória} vc canta domingo?
hola soy {luz}, este es mi número nuevo
oi, sou a {ROSA}, mãe do menino do 5º B
oii sou a {rosa} mãe do 5º B
hey its {Grace} new phone who dis
hey all {GRACE} here, unit 5, lost cat
mãe de {rosa} aqui: a festa é sábado
sou a mãe da {vitória}, troquei de número
parabénsss {claraaa} muita saúde
happy bday {graceeee}!
feliz cumple {luz}!
motoboy perguntando por {vitória}, desce aí
motoboy perguntando por 👉{vitória}👈, desce aí
todos menos a {clara} pq ela já pagou
quem ficou com a tesoura de poda da {rosa}?
manda o comprovante pro {zé}
o busão tá lotado {ROSA} vou chegar atrasada
data de nasc. do {CLARA} pra ficha
a {vitória} já saiu da UTI
{Bruno Lima} com febre e {luz} de viagem
se suspende, {Bruno Lima} con fiebre y {luz} de viaje
Com os melhores cumprimentos,\\n{Salvador}\\nSolicitadora
Respectfully {Grace} Recording Secretary
the day before to me. — {mark}, secretary
{Rosa}\\nSíndica
Info [{Luz}] [PHONE_1]
lista: {Bruno Lima}, {Ana}, {SALVADOR} e acompanhante
lista {bruno lima} {rosa} {clara} e mais um
futebol:\\n1 {bruno lima}\\n2 {vitória}\\n3 {zé}
Sáb 18h – {Bruno}\\nDom 7h – {rosa}\\nDom 10h – quem puder
{Ana}, {Bruno} e {VITÓRIA} ficam com o gol
parabéns {Bruno Lima} e {LUZ}, sejam felizes
falei com {Bruno Lima} e com {rosa}, os dois topam
kkkkk {rosa} vc é demais
{Luz} apúrate que ya empieza
{Luz} el coche de tu hermano tiene multa
{Grace} answer ur phone
who borrowed the loppers? {Mark}?
no digo quién pero fuiste tú {luz}
oi {clara} sou do coral, me passa teu email
hola, {luz} ya hablé con mi vecino
{rosa} {Bruno} contesten los dos
{Grace} and {MARK} on the grill, rest bring sides
1 {Bruno}\\n2 {vitória}\\n3
{Rosa} and Gwendolyn will split the uber
{Zé} chegou, fala com o {zé}, {ZÉ} vem
{Rosa}, o moço do gás tá na portaria
{Luz}, tu paquete está abajo
{Clara} confere aí se o teu nome saiu
{Vitória} te mandei o áudio ontem
{Grace} we're at the back table
manda a foto aqui, tá {CLARA}?
buenas {LUZ} el recibo ya salió
responsável: {rosa}
Paciente: {Luz}\\nSala: 3
Mudei de chip, apaguem o outro – {Clara}
fecha às 9. - {Clara}
{vitória} – nasc. [BIRTHDATE_1]
{Vitória} marcou dois gols no jogo
{Bruno Lima} sim\\n{rosa} não\\n{clara} talvez
{Ana}: pode\\n{Bruno Lima}: pode\\n{vitória}: só domingo
{ROSA} leva pão, {Bruno Lima} leva suco
{Bruno Lima} traz o som, {Zé} a mesa, eu as cadeiras
pidan por {LUZ} en la entrada
{Zé} comprou pão pro povo
"""

NOBODY = """
soy luz y sombra
sou clara, não gosto de rodeios
oi gente, sou clara nisso
eu sou sempre clara, viu
PARABÉNS VITÓRIA MERECIDA NO JOGO
voltei de Salvador e Fernando de Noronha
a rosa e a vitória, no jogo
hey all, grace period ends today
sem água e sem luz desde ontem
pergunta por pergunta, clara e direta
o cpf da casa
filhos da luz eterna
sou a favor da luz do dia
eu sou a luz do mundo
a mãe das rosas
mãe de clara visão
parabéns pela vitória no jogo
happy grace period to all
quem tem a conta da luz?
procurando por luz no apagão
esperando a luz voltar
todos menos a luz da sala
manda luz pra casa
clara de ovo, gema e açúcar
a rosa do jardim já murchou
luz acabou aqui
mark my words, it will rain
hope the truck is not yours
grace period, late fee
na RUA vou andando, com CLARA vantagem
a LUZ vou pagar amanhã
1 luz\\n2 sol\\n3 mar
Total 18h – luz\\nTotal 19h – sol
zé ninguém, zé povinho
a vitória, o jogo e a luz
thanks, hope this helps
best, will do
Respectfully will do so
luz e sol o dia todo
a luz aqui voltou
Grace and mercy on the house
cor: rosa
cidade: Vitória
manda a foto, tá clara?
clara, a cor que eu pedi
a saída – vitória
agua sim\\nluz não
comprei um Salvador de pelúcia e uma Rosa de crochê
caiu na prova: Iracema
li o romance Iracema de novo
os livros da lista: Iracema, O Guarani e Helena
hoje li João 3:16
Lucas e João 12:24-26 no culto
meu papagaio Tomás só xinga
acabou o biscoito Ana Maria
zé povinho reclama, zé mané aplaude
"""


@pytest.mark.parametrize("expected", sentences(NAMED))
def test_where_only_people_stand_words_are_names(expected):
    assert marked(re.sub("[{}]", "", expected)) == expected


@pytest.mark.parametrize("text", sentences(NOBODY))
def test_elsewhere_they_stay_words(text):
    assert marked(text) == text


def test_fields_of_a_record_make_no_row():
    assert marked("Bruno Lima\x1erosa") == "{Bruno Lima}\x1erosa"
    assert marked("pergunta\x1ekkkk rosa vc viu") == "pergunta\x1ekkkk {rosa} vc viu"
