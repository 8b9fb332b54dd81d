import pytest
from acervo.privacy.detectors import access, entries

from tests.unit.privacy.detectors.cases import found
from tests.unit.privacy.detectors.marked import marked

ALL = (*entries.DETECTORS, *access.DETECTORS)


@pytest.mark.parametrize(
    "line",
    """
the box still lets admin in with <bPJka6H2!>
acesso do sistema é admin e <QRUbw3QKHX7>
entra com o email do costume e <mountain191>
log in with the usual email and <Sunny#421>
pra abrir o pdf digita <girassol1907>
pediu senha? tenta <girassol1907>
resetaram pra <girassol1907>
la resetearon a <girassol44>
change it to <Sunny_421!>, easier to remember
troca por <Girassol@44> que é mais fácil
puseram <nzgzE5bJ!> de origem na box
pon <v5y2-7rnd-2l1q> y ya
cola isso no .env: <Hse5D9q43NNJXfBvHCdLYrkQ9>
""".strip().splitlines(),
)
def test_passwords_without_the_word(line):
    text, parts = marked(line)
    assert found(ALL, text) == [("SECRET", part) for part in parts]


@pytest.mark.parametrize(
    "text",
    """
troca por 2 de 500g
mudou pra v11.3.2-beta.4
change it to utf-8
usa o iPhone17 dela
cola a foto IMG_2041
põe @angular/core no package
bota lodash@4.14.15
troquei pra GTX1080
pon 50% menos
entra no grupo 12 com a Ana
resetou tudo, e agora?
now support L2Bridge, use `Ipv6Addr` and __SIZEOF__INT128__
use snake_case_2 ou camelCase2
entra e-mail e telefone
set x=1 before
tenta c7862f017c5a1139ef1659f58381022760a14cc856da02d18a82482523a9b9dc
coloca https://example.org/aB3dE5?x=1
""".strip().splitlines(),
)
def test_what_is_changed_and_put(text):
    assert found(ALL, text) == []
