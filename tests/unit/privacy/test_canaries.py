"""Values are chosen whose appearance in public is a leak, and found wherever they stand."""

import polars as pl
import pytest
from acervo.privacy import canaries
from acervo.privacy.canaries import Canaries
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.growth import growth
from tests.unit.privacy.test_gate import EXPORT, MAIL, NAME, NUMBER, RECORDED, ROSTER


def test_canaries_are_what_is_private_wherever_it_stands():
    chosen = dict(canaries.collect([RECORDED], ROSTER).iter_rows())
    assert {
        NAME: "NAME",
        MAIL: "EMAIL",
        NUMBER: "PHONE",
        EXPORT.removesuffix(".txt"): "EXPORT",
    }.items() <= chosen.items()
    assert chosen["529.982.247-25"] == "CPF"
    assert "Tonico Vaz" in chosen
    for ordinary in ("Rosa", "image", "12/03/1980", "4321", "bom dia", "_chat.txt"):
        assert ordinary not in chosen


@pytest.mark.parametrize(
    ("name", "told"),
    [("Zulmira Quadros", True), ("Dra. Zulmira Quadros", True), ("Zulmira", False)]
    + [("zulmira_quadros", True), ("A. Vrubel", True), ("quadros.com", False), ("Jean-Luc", False)]
    + [(name, False) for name in ("Dra. Zulmira", "Bom Dia", "vida nova", "🌸", "Minha Mãe")],
)
def test_names_that_can_be_nothing_else(name, told):
    assert canaries.distinctive(name) is told


def test_canaries_are_the_same_whatever_the_order():
    halves = [RECORDED.head(1), RECORDED.tail(2)]
    assert canaries.collect(halves, ROSTER).equals(canaries.collect(halves[::-1], ROSTER))
    assert canaries.collect([], ROSTER.clear()).is_empty()


def test_the_second_copy_of_an_export_plants_nothing_new():
    again = RECORDED.with_columns(file=pl.col("file").str.replace(r"\.(\w+)$", " (1).$1"))
    assert (again["file"] != RECORDED["file"]).all()
    once = canaries.collect([RECORDED], ROSTER)
    assert canaries.collect([RECORDED, again], ROSTER).equals(once)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("x Ana Lima.", True),
        ("Joana Lima", None),
        ("Ana Limas", False),
        ("99911988887777", False),
        ("(11988887777)", True),
        ("https://example.org/i/11988887777/x", False),
    ],
)
def test_parts_of_words_numbers_and_links_are_not_whole(text, whole):
    planted = Canaries({"Ana Lima": "NAME", "11988887777": "PHONE"})
    assert [hit.whole for hit in planted.in_texts([text])] == ([] if whole is None else [whole])


@given(st.sampled_from([NAME, MAIL, NUMBER]), st.text(max_size=20), st.text(max_size=20))
def test_a_canary_is_found_in_bytes_whatever_surrounds_it(value, before, after):
    data = f"{before}{value}{after}".encode("utf-8", "surrogatepass")
    assert value in Canaries(dict.fromkeys([NAME, MAIL, NUMBER], "X")).in_bytes(data)
    assert Canaries({"a value of nobody": "X"}).in_bytes(data) == set()


def test_time_grows_with_the_text():
    planted = Canaries({f"Nome{i} Sobrenome{i}": "NAME" for i in range(500)})
    text = "uma frase de todos os dias, sem ninguem. " * 100_000
    assert growth(lambda part: list(planted.in_texts([part])), text) < 8
