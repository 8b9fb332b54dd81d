import string
import sys
import unicodedata

import polars as pl
import pytest
from acervo.privacy.detection import ODD, View
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("৬৯ ๙๙ ໑໒ ༡ 🯰", "69 99 12 1 0"),
        ("①⑩⑴⒈⓪❶", "1101101"),
        ("𝓯𝓾𝓵𝓪𝓷𝓸＠𝚐𝚖𝚊𝚒𝚕․𝖈𝖔𝖒", "fulano@gmail.com"),
        ("ana﹫x。y", "ana@x。y"),
        ("69\u00a09\u2007x\u3000", "69 9 x "),
        ("1\u20092\u202f3", "1\u20092\u202f3"),
        ("99\u2011\u22121–2", "99--1–2"),
        ("6\u03369\u0336 e\u0301", "69 e\u0301"),
        ("a\U000e0041\u3164b", "ab"),
    ],
)
def test_characters_are_seen_as_what_they_look_like(text, seen):
    assert View(text).text == seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("(69) 9999O-OOO1", "(69) 99990-0001"),
        ("69 9999О-ОО01!", "69 99990-0001!"),
        ("69 9l999-0001", "69 91999-0001"),
        ("529.982.247-2O", "529.982.247-20"),
        # Not numbers, or letters of their own.
        ("69 99999-0001 o João", "69 99999-0001 o João"),
        ("1o 2o 3o 4o 5o 6o", "1o 2o 3o 4o 5o 6o"),
        ("12345678l", "12345678l"),
        ("10l 200l 30000 ", "10l 200l 30000 "),
        ("ABC1O23456789", "ABC1O23456789"),
        ("3f2504e0lO234567", "3f2504e0lO234567"),
        ("9 o 10", "9 o 10"),
    ],
)
def test_letters_are_digits_only_inside_numbers(text, seen):
    assert View(text).text == seen


CHANGED = [
    c for c in map(chr, range(0x80, sys.maxunicode + 1)) if c.isprintable() and View(c).text != c
]


def test_no_digit_of_a_script_in_living_use_is_forgotten():
    digits = {c for c in CHANGED if unicodedata.digit(c, None) is not None}
    assert len(digits) > 400
    assert all(set(View(c).text) <= set(string.digits) for c in digits)


@given(st.text(alphabet=st.sampled_from([*CHANGED, *"09aOo l-.()\n", "é", "\u200b", "\ufe0f"])))
def test_what_is_seen_differently_passes_the_filter_of_polars_and_stands_in_the_text(text):
    view = View(text)
    if view.text != text:
        assert pl.Series([text]).str.contains(ODD)[0]
    for i in range(len(view.text)):
        start, end = view.span(i, i + 1)
        assert 0 <= start < end <= len(text)
