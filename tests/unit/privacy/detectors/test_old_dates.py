import pytest
from acervo.privacy.detectors import old_dates

from tests.unit.privacy.detectors.cases import found
from tests.unit.privacy.detectors.marked import marked

LINES = """
passageira: Ana Prado / <12/05/1990>
dn? <3/3/78>
d.n. <12.05.1990>
b <1 May 1967>
a caçula é de <12 de maio de 1990>
o mais velho é de <3/2/1971>, o do meio é <5-6-74>
el mayor es del <3/2/1971> y la pequeña del <5 de junio de 1974>
my dad's from <May 12, 1950>, do the math
o meu é de <27 de junho de 1979>, dá?
turned 18 on <1979-05-12>
Rui Prado (<12.05.1990>)
[NAME_1] – <12/05/1990>
pabcdefghij234567 <12/05/1990>
_pabcdefghij234567_: <12/05/1990>
<12/05/1990> Rui
<12/05/1990> - Ana Prado
[CPF_1], <12/05/1990>
[NAME_1], n. <12/05/1990>
* <12/05/1930> † 3/3/2020
para la carta astral: <12/05/1990>, a las 12:24
cumples\\nfulano: <12/05/1990>\\nmengano: <3/4/1991>
birthdays: grace <October 9, 1987>, wyatt <12/17/1957>
baby Rui arrived <12/05/1990>
vacina: levar o cartão, paciente de <12/05/1950>
who turns 40? sam, <1985-02-11>
"""


@pytest.mark.parametrize("line", LINES.strip().splitlines())
def test_beside_somebody(line):
    text, parts = marked(line.replace("\\n", "\n"))
    assert found(old_dates.DETECTORS, text) == [("BIRTHDATE", part) for part in parts]


@pytest.mark.parametrize(
    "text",
    """
a lei é de 11/09/1990 e ninguém cumpre
Lei nº 8.069, de 13 de julho de 1990, Estatuto da Criança
meus pais casaram em 12/05/1970
minha avó faleceu em 12/05/1999
my first paper was published on May 12, 2003
o contrato é de 12/05/2002
fundada em 12/05/1998 pela minha tia
reunião em 12/05/2024, paciente nova
o museu nasceu em 12/05/1990
nasceu o filhote da girafa em 12/05/2003
era uma vez em 12/05/1990
em 12/05/1990 14:22 Ana escreveu
node 10.6.48, o filho usa
she is out until 2020-04-04, the nurse said
Paris, 12/05/1999
Abril 1990
https://example.org/ana/12/05/1990
mãe, o show de 12/05/1990 saiu em disco
""".strip().splitlines(),
)
def test_other_days(text):
    assert found(old_dates.DETECTORS, text) == []
