from collections import Counter

import pytest
from acervo.privacy.detection import View
from acervo.privacy.detectors import births, documents_abroad, documents_br, plates
from acervo.privacy.detectors.documents import Label, Shape, canonical, document
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.growth import growth
from tests.unit.privacy.detectors.cases import found
from tests.unit.privacy.detectors.marked import marked
from tests.unit.privacy.one_text import redact_text

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
PASS = document(
    "PASS",
    ("pass 55555",),
    Label("pass", "[0-9]{5}", lambda number: len(set(number)) == 1, far=True),
    Label("permit", "[0-9]{5}", unless="parking", ahead=r"[^0-9]{1,12}"),
    Label("seal", "[0-9]{5}", back=False),
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
        "what is your badge? <12345>",
        "what is your badge?\nUser: mine is <12345>",
        "send me the badge of your brother!! <12345> and call",
        "Badge of each guest:\n1. Rui <12345>\n2. Eva <54321>",
        "Guests (name / badge)\n1) Rui - <12345>\n2) Eva - <54321>",
        "badge of each\n1. Rui <12345>\n2. pabcdefghijklmnop <54321>",
        "(badge)\nRui - <12345>" + "".join(f"\n[NAME_{n}] - <5432{n}>" for n in range(1, 9)),
        "your badge? it is for the hotel\n<12345>",
        "is it <12345>? thats my badge",
        "badges: Rui <12345> and Eva <54321>",
        "her badge is <12345> and my brother's <54321>",
        "badge <12345> XY/ZZ, hers is <54321>",
        "the badge is <12345> and not <54321>",
        "<12345> is my badge",
        "put <12345> in the badge field",
        "<12345> (badge)",
        "the badge\nsim, é <12345>",
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
        "badge? there were 12345 people",
        "12345, badge lost",
        "12345 people and a badge",
        "order 12345 is for the badge",
        "Badge\nRui 12345",
        "[BADGE_1] 12345",
        "https://example.org/badge/12345",
    ],
)
def test_not_behind_the_word(text):
    assert found([BADGE], text) == []


@pytest.mark.parametrize(
    "text",
    [
        "<55555> was on the pass of the boy",
        "the pass that he has had for a while now says <55555>, 12345 does not count",
        "pass:\n<55555>\nthanks",
        "<12345> for a permit",
        "seal <12345>",
    ],
)
def test_a_number_that_proves_itself_may_stand_farther_away(text):
    plain, parts = marked(text)
    assert found([PASS], plain) == [("PASS", part) for part in parts]


@pytest.mark.parametrize(
    "text",
    [
        "the pass of the boy says 12345",
        "the pass\nand a line of words 55555",
        "order 55555, no pass",
        "12345 for a parking permit",
        "12345 is the seal",
    ],
)
def test_but_not_anywhere(text):
    assert found([PASS], text) == []


def test_in_a_long_text_words_count_beside_numbers_as_in_a_short_one():
    filler = "some words about nothing at all. " * 200
    plain = f"{filler}badge 12345 {filler}54321 is my badge. {filler}badge, {filler}11111 {filler}"
    assert found([BADGE], plain) == [("BADGE", "12345"), ("BADGE", "54321")]


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
