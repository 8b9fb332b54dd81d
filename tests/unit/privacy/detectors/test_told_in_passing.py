"""What people tell in passing: codes, passwords, accounts, plates and numbers."""

import pytest
from acervo.privacy.detectors import DETECTORS
from acervo.privacy.pii import identify

FOUND = {
    "mãe chegou um sms no teu telefone? é o 4821? preciso pra entrar": "4821",
    "te llegó el 904217 por sms? pásamelo": "904217",
    "did you get the text with 482-913? need it now": "482-913",
    "the keypad was reset, new one is 482917": "482917",
    "car is unlocked w/ 4821 on the pad": "4821",
    "cofre: girem até 482917 e puxem": "482917",
    "o painel abre em http://10.0.0.9, entra-se com admin e gatinho4821": "gatinho4821",
    "log in with root and Xk2!ppq8": "Xk2!ppq8",
    "activé el office con a8Kd92LmQz0pXr71Vt y sirvió": "a8Kd92LmQz0pXr71Vt",
    "qual é a senha da tv? R: gatinho42 tá?": "gatinho42",
    "la cnotraseña es Gatito4821": "Gatito4821",
    "fiquei fora do clã, me chama: ana_souza#4821": "ana_souza#4821",
    "that's my alt account jsouza, unban me": "jsouza",
    "https://t.me/ana_souza is my page": "ana_souza",
    "reboque pedido para a viatura 48-LS-21": "48-LS-21",
    "chocaron y se fue, alcancé a ver KRT-482": "KRT-482",
    "info 712.345.678": "712.345.678",
    "ana_souza4‎8 joga com ele": "ana_souza4‎8",
}
KEPT = (
    "combinación ganadora 03 04 11 38 43 48",
    "my quick pick was 04 - 18 - 25 - 33 - 40 - 45",
    "senha: estudem kkk",
    "NÃO mandem a senha no grupo. ó: maria-mole e pudim",
    "entrem na sala com o crachá e 2 canetas",
    "recebi 1500 mensagens hoje",
    "o moço recebeu mensagem do 4821",
)


@pytest.mark.parametrize("text", FOUND)
def test_what_is_told_is_found(text: str) -> None:
    found = [text[item.start : item.end] for item in identify(text, DETECTORS)]
    assert FOUND[text] in found


@pytest.mark.parametrize("text", KEPT)
def test_what_only_sounds_like_it_stays(text: str) -> None:
    assert list(identify(text, DETECTORS)) == []
