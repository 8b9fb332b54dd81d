"""Full names whose words are parted otherwise, and names and numbers in links."""

import re
from urllib.parse import quote

import polars as pl
import pytest
from acervo.privacy.names import fold
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.growth import growth
from tests.unit.privacy.annotated_members import MEMBERS, marked, sentences

PARTED = """
veio *{Ana* *Souza}*, {ana-souza}, {Ana_Souza} e {Ana.Souza}
{Ana/Souza}, {ana|souza}, {Ana 🌹 Souza}, {Ana ❤️❤️❤️ Souza} ou {Ana 👩‍🦰 Souza}
{Ana - Souza}, {ana -- souza}, {Ana — Souza}, {Ana~~Souza}
{Ana (Souza)} e {(Bruno) Lima}, "{bruno" "lima}"
{Ana,Souza} sem espaço
{joao_pedro-alencar} e {Joao...Pedro}
{A.Souza} e {A.  Souza} e {A.\\nSouza}
curriculo_{ana_souza}_2024, {ana_souza92}, {brunolima}, {BrunoLima1990}
#{AnaSouza} #{brunolima}
ligue {Luz-Ferreira} amanhã
moro na Rua {Bruno Lima}, 12, e na Rua Bruno, 13
"""

# What ends a clause or a line of a list is not inside a name, nor are dashes in "vida nova".
NOT_PARTED = """
vi a casa da {Ana}. Souza é um sobrenome
vieram {Ana}, {Souza} e os outros
- {Ana}\\n- {Souza}
1. {Bruno}\\n2. {Lima}
{Bruno}\\n\\n{Lima}
flor-campos, flor/campos e flor * campos
{Fernanda} - trabalho até as seis
@{Bruno} @{Lima}
o souza-lima e a analima
"""

LINKS = """
https://clube.example/socios/{ana-souza}
https://x.example/{Ana_Souza}/cv?p={brunolima}#{joao.pedro}
https://x.example/?q={ana%20souza}&p=2
?q={bruno%20lima} e ?q={bruno+lima} e {bruno%2520lima}
https://x.example/{Jo%C3%A3o%20Pedro}-cv.html https://x.example/{jo%E3o-pedro}
https://{brunolima}.example/ http://{ana-souza}.com
https://x.example/{bruno,lima}/{ana:souza}
https://x.example/{brunolima92}/{BrunoLima}
"""

# Of a member, in links and elsewhere.
NUMBERS = """
https://x.example/?t={69999990001} https://x.example/{5569999990001}/
https://x.example/{+5569999990001} https://x.example/{%2B55%2069%2099999-0001}
https://x.example/{69-99999-0001}/{(69)99999-0001}?u={2025550147}
https://x.example/wa{5569999990001}.jpg {006999990001} fone{069999990001}
anota: {6999990001}, {999990001}, {1.202.555.0147} ou {202} 555 0148
"""
NUMBERS = NUMBERS.replace("{202} 555 0148", "202 555 0148")

LEFT_IN_LINKS = """
https://example.org/ana/bruno?q=fernanda
https://news.example/2024/05/13/souza-museum-ana-jornal
https://youtu.be/dQw4w9WgXcQ https://doi.org/10.1234/ana.2024
https://news.example/flor-campos/luz-e-sol
https://x.example/anabrunolima/lima-bruno/brunolimao
https://x.example/5569999990002?t=99999-0002
"""


@pytest.mark.parametrize("expected", sentences(PARTED) + sentences(NOT_PARTED))
def test_full_names_are_found_whatever_parts_their_words(expected):
    assert marked(re.sub("[{}]", "", expected)) == expected


@pytest.mark.parametrize("expected", sentences(LINKS) + sentences(LEFT_IN_LINKS))
def test_full_names_go_from_links_and_nothing_else(expected):
    assert marked(re.sub("[{}]", "", expected)) == expected


@pytest.mark.parametrize("expected", sentences(NUMBERS))
def test_numbers_of_members_are_found_however_they_are_written(expected):
    assert marked(re.sub("[{}]", "", expected)) == expected


@given(
    st.sampled_from(["Ana Souza", "bruno lima", "João Pedro Alencar", "VITÓRIA PRADO"]),
    # A full stop with a blank behind it ends a sentence.
    st.text(alphabet=" _-*/|+~()\"'🌹❤\ufe0f\u200d🇧🇷", min_size=1, max_size=12)
    | st.text(alphabet="._-*/,:", min_size=1, max_size=12),
    st.sampled_from(["{}", "vi {} ontem", "https://x.example/{}/cv", "_{}_", "x_{}_2024", "?q={}"]),
    st.booleans(),
)
@settings(max_examples=400, deadline=None)
def test_a_full_name_goes_whatever_its_words_are_parted_by(name, between, place, encoded):
    written = between.join(name.split())
    text = place.format(quote(written) if encoded else written)
    replaced, _ = MEMBERS.replace(pl.Series([text]))
    assert fold(name.split()[-1]) not in fold(replaced[0])
    assert MEMBERS.replace(replaced)[0].to_list() == replaced.to_list()


PIECES = (
    "ana Souza brunolima 69999990001 55 2025550147 + %20 %C3 &amp; https://x.example/ _ . , ( ) 92 @"
    " # J 🎉"
)


@given(st.lists(st.sampled_from([*PIECES.split(), " ", "\n", ", "]), max_size=16).map("".join))
@settings(max_examples=500, deadline=None)
def test_replacing_twice_changes_nothing_more_in_links_and_beside_numbers(text):
    once, _ = MEMBERS.replace(pl.Series([text]))
    assert MEMBERS.replace(once)[0].to_list() == once.to_list()


def test_time_grows_as_the_text_does():
    for unit in (
        "ana-",
        "ana\n",
        "a.",
        "-",
        " \n",
        "ana%20",
        "&amp;",
        "1 ",
        "69999990001",
        "0",
        "x/",
    ):
        assert growth(MEMBERS.find, unit * 4000) < 9
