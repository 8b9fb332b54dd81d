import datetime

import pytest
from acervo.privacy.detection import View
from acervo.privacy.detectors.births import DETECTORS
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.privacy.detectors.cases import found
from tests.unit.privacy.detectors.marked import marked


@pytest.mark.parametrize(
    "line",
    """
nasci em <12/05/1990>
nasci dia <12/05/90> em SP
nasci no dia <12 de maio de 1990>
eu nasci <12-05-1990>, pq?
minha data de nascimento é <12.05.1990>
data de nasc.: <12/05/1990>
dt. nasc: <12/05/1990>
dt nascimento <12 05 1990>
data de nacimento <12/05/1990>
Nascimento: <12/05/1990>
nascida a <3 de maio de 1988> em Lisboa
nascido em Lisboa a <3 de Maio de 1988>
nasci em Porto Velho, em <12/05/1990>
nasci às 10h30 do dia <12/05/1990>
DN <12/05/1990>
D.N.: <12/05/1990>
meu aniversário é dia <12/05>
meu niver é <1º de abril>
nasci em <maio de 1990>
nasc <12mai1990>
minha filha nasceu em <03/02/2019>
nascida em Porto Velho a <doze de maio de mil novecentos e noventa>
{"data_nascimento": "<1990-05-12>"}
nascimento <12051990>
<12/05/1990> é minha data de nascimento
Maria (<12/05/1990>, data de nascimento)
nací el <12/05/1990>
naci el <12 de mayo de 1990>
nací el <doce de mayo de mil novecientos noventa>
fecha de nacimiento: <12/05/1990>
fecha de nac. <12-05-1990>
F. Nac.: <12/05/1990>
nació el <3 de marzo de 2015>
mi cumpleaños es el <3 de marzo>
DOB: <05/12/1990>
dob <1990-05-12>
D.O.B. <12 May 1990>
date of birth <May 12th, 1990>
born on <12th of May 1990>
I was born on <May 12, 1990>
I was born on the <twelfth of May nineteen ninety>
she was born <5/12/90>
my birthday is <05/12/1990>
my birthday is <May 12>
<05/12/1990> is my birthday
data de nascimento\u00a0<12/05/1990>
qual sua data de nascimento?\\nAna: <12/05/1990>
preciso da data de nascimento da menina pra matrícula, é <12/05/2015> né?
nasceu a minha sobrinha!!! <12/05/2023> às 10h, 3kg
<12/05/1990> foi o dia em que eu nasci
dia <12/05/1990> nascia a mulher da minha vida
nascemos no mesmo dia, <12/05/1990>
sou de <12/05/1990>
aniversariantes do mês: Rui Souza (<22/01/1997>), Eva da Luz (<21 de janeiro de 1976>)
ela é de <12/05/1990>
minha irmã deu à luz em <12/05/2023>
nomes e nascimentos:\\nRui - <12/05/1990>\\nEva - <03/04/1991>
¿cuál es tu fecha de nacimiento?\\n<12/05/1990>
nacimos el mismo día: <12/05/1990>
soy del <12 de mayo de 1990>
F.N. <12/05/1990>
what's her dob?\\n<05/12/1990>
our son was born! <05/12/2023>, 8 lbs
<05/12/1990> is when she was born
our birthday is <05/12/1990>
birthday's <May 5, 1990>
¿cuándo naciste? el <9 de agosto de 1997>
aniversário da mamãe é <22/07/1954>, já são 70
""".strip().splitlines(),
)
def test_found(line):
    text, parts = marked(line.replace("\\n", "\n"))
    assert found(DETECTORS, text) == [("BIRTHDATE", part) for part in parts]


@pytest.mark.parametrize(
    "text",
    """
em 12/05/2020 fomos ao cinema
reunião dia 12/05/2024 às 10h
certidão de nascimento emitida em 12/05/2020
falei com Ana Nascimento, 12/05/2024
O projeto nasceu em 12/05/2015
a linguagem Rust nasceu em maio de 2015
o grupo nasceu em 3 de maio de 2015
Machado de Assis nasceu em 21 de junho de 1839
nasci em 1990, tenho 34 anos
nasci em 21 de junho de 1839
o aniversário da empresa é 12/05/2024
happy birthday! 12/05/2024
the internet was born on May 12, 1990
born in 2024, version 1.2.3
nasci 10-20 45/67/1990
data nacional: 12/05/2024, feriado nacional em 07/09/2024
https://example.org/nasci-em-12-05-1990
nascente do rio em 12/05/2020
festa de aniversário da escola: 12/05/2024
reunião em 12/05/2024 do projeto que nasceu aqui
o contrato é de 12/05/2020
entrou no lar em 12/05/2020, nasceu em [BIRTHDATE_1]
quando nasceu? 12/05/2020 fomos ao cinema
fn main() em 12/05/2020
""".strip().splitlines(),
)
def test_left(text):
    assert found(DETECTORS, text) == []


MONTHS = "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"
WRITINGS = (
    lambda d: f"{d:%d/%m/%Y}",
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: f"{d:%d-%m-%y}",
    lambda d: f"{d:%Y-%m-%d}",
    lambda d: f"{d.day} de {MONTHS.split()[d.month - 1]} de {d.year}",
    lambda d: f"{d.day} {MONTHS.split()[d.month - 1][:3].upper()} {d.year}",
)


@given(st.dates(datetime.date(1930, 1, 1), datetime.date(2029, 12, 31)), st.sampled_from(WRITINGS))
def test_every_date_in_every_writing_has_one_value(date, writing):
    text = f"nasci em {writing(date)}!"
    (item, *_) = DETECTORS[0].find(View(text))
    assert text[item.start : item.end] == writing(date)
    assert item.value == f"{date:%Y-%m-%d}"
