import polars as pl
import pytest
from acervo.privacy.member_numbers import CANDIDATE, Numbers, number_writings
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.growth import growth


@pytest.mark.parametrize(
    ("form", "writings"),
    [
        (
            "+5569999990001",
            "5569999990001 69999990001 999990001 556999990001 6999990001 55999990001",
        ),
        ("+556932210001", "556932210001 6932210001"),
        ("+12025550147", "12025550147 2025550147"),
        ("+99 9999 999", "999999999"),
        ("99999-0001", "999990001"),
        ("9999-000", ""),
        ("ana 69999990001", ""),
        ("", ""),
    ],
)
def test_writings(form, writings):
    assert number_writings(form) == set(writings.split())


def found(text, *known):
    return [(text[start:end], digits) for start, end, digits in Numbers(known).find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("11 99999 0007", "11 99999 0007"),
        ("x11.99999-0007x", "11.99999-0007"),
        ("0011999990007", "0011999990007"),
        ("2024 11 99999 0007 12", "11 99999 0007"),
        ("(11) e 99999,0007", "11) e 99999,0007"),
        ("111999990007 119999900071", None),
        ("11 .... . 99999 0007", None),
        ("11", None),
    ],
)
def test_whole_groups_of_digits_are_found_whatever_is_between(text, expected):
    assert found(text, "11999990007") == ([(expected, "11999990007")] if expected else [])


def test_all_that_is_known_is_found():
    assert found("5511999990007", "5511999990007", "11999990007") == [
        ("5511999990007", "5511999990007")
    ]
    assert found("55 11999990007", "5511999990007", "11999990007") == [
        ("55 11999990007", "5511999990007"),
        ("11999990007", "11999990007"),
    ]
    assert found("5511999990007") == []


@given(st.text(alphabet="1 -.,()x/\n", max_size=60))
def test_whatever_is_found_is_a_candidate(text):
    if found(text, "11111111", "111111111"):
        assert pl.Series([text]).str.contains(CANDIDATE)[0]


def test_time_grows_as_the_text_does():
    numbers = Numbers(["11999990007"])
    for unit in ("1 ", "0", "11999990007", "0 0", "11 99999 0007 "):
        assert growth(lambda text: list(numbers.find(text)), unit * 4000) < 9
