"""Names of accounts that only the words near them give away."""

import pytest
from acervo.privacy.detection import View
from acervo.privacy.detectors import handles, logins
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.growth import growth
from tests.unit.privacy.detectors.cases import found
from tests.unit.privacy.detectors.marked import marked

FOUND = """
o perfil fake que pede dinheiro é <jsantos99> denunciem
el perfil falso es <anasouza>, repórtenlo
o miúdo joga com o nome <amancio_sardinha> se alguém quiser
joga como <LoboMau_99> se o virem online
sigam a padaria no insta, <edmilson41>, saem bolos
mi usuario del juego es <aurelio51#7613> agréguenme
his gamertag is <odette_p#5375> tell your kid
my steam name is <nightowl_77>
add my kid on roblox <blocky_ben09>
venmo or snap? snap's <jaydenk_44>
busquen <yolanda.cifuentes> en Telegram
add <desmond98#4022> on discord, they run the game night
github user: <marjoriesilva>, add me as a collaborator
el handle en GitHub es <aurelio_villa>, agréguenme
mi insta nuevo: <sofi.repostera>
arroba: <belinha.crochê>
login failed for user <cassio_fagundes> from 203.0.113.5
Host lab\\n  HostName lab.example.org\\n  User <cedric.c>\\n  Port 22
""".strip().splitlines()
KEPT = """
the game is tomorrow_night lol
segue o fluxo do processo_2 e joga fora o lixo_2024
play FIFA23 on psn, minecraft 1.20.4 saiu
o perfil da empresa cresceu 300%
a conta do insta da prefeitura é oficial
no insta eu sou tímida
o facebook dele é público
rustdoc: handle `unused_mut` and rtcGPR64RegClassID
follow rust#1234 and community#2830 on github
User [gsingh93](https://example.org) wrote it
o usuário do ônibus reclama
Host lab\\n  HostName lab.example.org\\n  User root
login failed for user postgres from 203.0.113.5
a função add_user no perfil do discord.py
v1.2.3 do jogo no steam
o vídeo no youtube é setup_final.mp4
""".strip().splitlines()


@pytest.mark.parametrize("text", FOUND)
def test_an_account_near_words_for_accounts_goes(text):
    text, values = marked(text.replace("\\n", "\n"))
    assert found(handles.DETECTORS, text) == [("HANDLE", value) for value in values]


@pytest.mark.parametrize("text", KEPT)
def test_words_of_code_and_of_the_language_stay(text):
    assert found(handles.DETECTORS, text.replace("\\n", "\n")) == []


def test_somebody_elses_account_goes_and_the_word_for_the_person_stays():
    text = "o insta do meu primo é @leo.surfista"
    assert found(handles.DETECTORS, text) == [("HANDLE", "leo.surfista")]


@pytest.mark.parametrize("user", ["mwhitcombe", "tvasques", "hhargreaves", "lsantos", "anasouza"])
def test_a_name_run_together_is_known_where_an_account_belongs(user):
    for text in (f"I'm {user} on instagram", f"my gamertag is {user} tell him", f"tiktok {user}"):
        assert found(handles.DETECTORS, text) == [("HANDLE", user)]


@pytest.mark.parametrize("state", ["addicted", "exhausted", "hilarious", "following", "verified"])
def test_how_somebody_is_is_no_account(state):
    assert found(handles.DETECTORS, f"I'm {state} on instagram") == []


PIECES = st.sampled_from(
    [marked(text.replace("\\n", "\n"))[0] for text in FOUND]
    + KEPT
    + ["perfil ", "@", "ana_99", " é ", "\n", "User x", "insta"]
)


@given(st.lists(PIECES, max_size=6))
def test_the_filter_misses_nothing(pieces):
    found(logins.DETECTORS, "".join(pieces))  # asserts it


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "ana_99 ",
        "perfil ana_99 ",
        "@ana_99 ",
        "ana_99 insta ",
        "user a",
        "denied user ",
        "a.",
        "x#",
    ],
)
def test_time_grows_no_faster_than_a_hostile_text(piece):
    def work(text):
        for detector in handles.DETECTORS:
            list(detector.find(View(text)))

    assert growth(work, piece * (40_000 // len(piece))) < 10
