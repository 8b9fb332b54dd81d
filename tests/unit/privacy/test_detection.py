from collections import Counter

import polars as pl
import pytest
from acervo.privacy.detection import View
from acervo.privacy.detectors import IN_CHATS
from acervo.privacy.pii import redact

from tests.unit.privacy.one_text import redact_text

CONTROLS = [
    pytest.param(detector, control, id=f"{detector.name}-{i}")
    for detector in IN_CHATS
    for i, control in enumerate(detector.controls)
]


def test_every_detector_has_a_name_and_controls():
    names = [detector.name for detector in IN_CHATS]
    assert len(set(names)) == len(names)
    assert all(detector.controls for detector in IN_CHATS)


@pytest.mark.parametrize(("detector", "control"), CONTROLS)
def test_a_control_is_found_by_its_detector_and_passes_the_filter(detector, control):
    assert list(detector.find(View(control)))
    assert pl.Series([View(control).text]).str.contains(detector.candidate)[0]
    assert redact_text(control, Counter(), IN_CHATS) != control


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("1️⃣2️⃣ 3", "12 3"),
        ("６９ ９９９９", "69 9999"),
        ("٠١٢ ۳۴ 𝟗𝟖", "012 34 98"),
        ("a\u200bb\u2069c", "abc"),
        ("m² ①②", "m2 12"),
        ("é🎉", "é🎉"),
    ],
)
def test_digits_of_all_scripts_are_plain_and_marks_unseen(text, seen):
    assert View(text).text == seen


def test_what_is_found_in_a_view_is_replaced_in_the_text():
    text = "👍🏽 ６９９９９９９０００１\u200b! 1️⃣ vez; \u2066529.982.247\u200d-25\u2069"
    texts, counts = redact(pl.Series([text, "１ e 2️⃣"]))
    assert texts.to_list() == ["👍🏽 [PHONE_1]\u200b! 1️⃣ vez; \u2066[CPF_1]\u2069", "１ e 2️⃣"]
    assert counts == {"CPF": 1, "PHONE": 1}


def test_the_given_series_is_not_changed():
    given = pl.Series(["６９９９９９９０００１", "a@example.org"])
    redact(given)
    assert given.to_list() == ["６９９９９９９０００１", "a@example.org"]
