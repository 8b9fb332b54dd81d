import pytest
from acervo.privacy.detectors import forges

from tests.unit.privacy.detectors.cases import found
from tests.unit.privacy.detectors.marked import marked


@pytest.mark.parametrize(
    "line",
    """
meu github é <jsouza>
my github: <jsouza>
gh <anasouza>
add me no github pf, <ana#1234>
agrégame en discord, <ana_souza>
i'm <anasouza> on github if you want to look
insta <anasouza>, zap só à noite
ela mudou o insta pra <tvrubel>
cambió su insta a <tvrubel>
she changed her insta to <tvrubel>
no discord como <jsouza>
meu twitter antigo era <anasouza>
my @ is <tvrubel>
qual teu insta? <tvrubel>
psn id: <tvrubel>
venmo me, <ana_souza>
cashapp is <tvrubel>
his telegram <tvrubel>
telegram dela <tvrubel>
me procura como <tvrubel> no instagram
marca <ana_souza> na foto
add <tvrubel> on roblox
follow me i'm <tvrubel>
sígueme, soy <tvrubel#1234>
nick no jogo <tvrubel>, me add
""".strip().splitlines(),
)
def test_accounts(line):
    text, parts = marked(line)
    assert found(forges.DETECTORS, text) == [("HANDLE", part) for part in parts]


@pytest.mark.parametrize(
    "text",
    """
meu github é privado
o github caiu
insta fora do ar de novo
meu insta travou
meu insta é profissional
insta, telegram e discord caíram
github actions falhou
qual teu insta? não tenho
mudou o insta pra privado
me segue no insta
marca a reunião na agenda
steam deck, 512 GB
no discord como sempre
sigam a padaria no insta
the github repo is public
follow me i'm lost
add ketchup on the list
""".strip().splitlines(),
)
def test_networks_and_what_is_said_of_them(text):
    assert found(forges.DETECTORS, text) == []
