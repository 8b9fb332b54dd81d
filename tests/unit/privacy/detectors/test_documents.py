from collections import Counter

import pytest
from acervo.privacy.detection import View
from acervo.privacy.detectors import births, documents_abroad, documents_br, plates
from acervo.privacy.detectors.documents import Label, Shape, canonical, document
from acervo.privacy.pii import redact_text
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.growth import growth
from tests.unit.privacy.detectors.cases import found
from tests.unit.privacy.detectors.marked import marked

OURS = (
    *births.DETECTORS,
    *documents_br.DETECTORS,
    *documents_abroad.DETECTORS,
    *plates.DETECTORS,
)
BADGE = document(
    "BADGE",
    ("badge 12345",),
    Label(r"badges?", "[0-9]{5}"),
    Label("bg", "[0-9]{5}", near=True),
    Shape("B-[0-9]{5}", lambda number: number != "B00000"),
    Shape("[0-9]{4}", before=" BADGE"),
)


@pytest.mark.parametrize(
    "text",
    [
        "badge <12345>",
        "Badges: <12345>, <54321> and <11111>: 22222",
        "my badge, if I remember, is <12345>",
        "badge\n<12345>",
        "badge<12345>",
        '{"badge": "<12345>"}',
        "badge_<12345>",
        "badge of [NAME_2] is <12345>",
        "badge of pabcdefghijklmnop: <12345>",
        "badge (2ª via): <12345>",
        "the badge was lost at 10:30, it is <12345>",
        "bg no. <12345>",
        "bg is: <12345>",
        "<B-12345> and B-00000",
        "<1234> BADGE, 1234 LODGE",
    ],
)
def test_a_number_behind_its_word_or_of_its_shape(text):
    plain, parts = marked(text)
    assert found([BADGE], plain) == [("BADGE", part) for part in parts]


@pytest.mark.parametrize(
    "text",
    [
        "badger 12345",
        "abadge 12345",
        "badge 123456",
        "badge 12.345",
        "badge? 12345 people came",
        "badge for the telephone 12345",
        "badge 7 and 12345",
        "badge costs R$ 12345",
        "badge and about forty characters of other words 12345",
        "I lost my badge\nthere were 12345 people",
        "bg of the house 12345",
        "https://example.org/badge/12345",
    ],
)
def test_not_behind_the_word(text):
    assert found([BADGE], text) == []


def test_equal_numbers_share_a_value():
    assert canonical("12.345.678-x") == canonical("12345678X") == "12345678X"


PIECES = [
    *(control for detector in OURS for control in detector.controls),
    *("rg", "cpf ", "cnh", "título", "processo", "placa", "carro", "nasci ", "nascimento", "born "),
    *("dni", "ssn", "oab/ro", "issue", "12.345.678-9", "52998224725", "ABC-1234", "abc1d23"),
    *("12/05/1990", "12 de maio", "de 1990", "1990"),
    *" \n.,:;-/'\"()[]_#@%&=?!",
    "[NAME]",
    "[RG_1]",
    "https://e.org/",
    "e\u0301",
    "ª",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.sampled_from(["", " "]))
@settings(max_examples=500, deadline=None)
def test_the_filter_misses_nothing_and_twice_is_once(pieces, glue):
    text = glue.join(pieces)
    found(OURS, text)
    for detector in OURS:
        if list(detector.find(View(text))):
            redacted = redact_text(text, Counter(), [detector])
            assert not list(detector.find(View(redacted)))


AROUND = st.text(alphabet=" .,;:!?()[]*~'\"«»#🎉👍\n\u200e\u2066", max_size=3)
SURE = [
    (detector, control)
    for detector in OURS
    for control in detector.controls
    if not control[-1].isalpha()
]


@given(AROUND, st.sampled_from(SURE), AROUND)
@settings(max_examples=500, deadline=None)
def test_wrapped_in_anything(before, sure, after):
    detector, control = sure
    (inner,) = found([detector], control)
    assert inner in found([detector], f"{before}{control}{after}")


@given(st.sampled_from([(d, c) for d, c in SURE if any(x.isdigit() for x in c)]))
def test_digits_of_other_scripts(sure):
    detector, control = sure
    wide = control.translate({ord("0") + i: ord("０") + i for i in range(10)})
    assert found([detector], wide) == found([detector], control)


HOSTILE = [
    "rg ",
    "1 ",
    "1.",
    "nasci ",
    "1/",
    "doze de ",
    "placa ",
    "dois e ",
    "de maio ",
    "A1",
    "cpf1-",
]


@pytest.mark.slow
@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_no_faster_than_a_hostile_text(piece):
    def work(text):
        for detector in OURS:
            list(detector.find(View(text)))

    assert growth(work, piece * (60_000 // len(piece))) < 10
