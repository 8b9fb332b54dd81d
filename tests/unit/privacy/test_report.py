import re
from html.parser import HTMLParser

import polars as pl
import pytest
from acervo.privacy.report import SHEET, collect, mask, mask_words
from acervo.privacy.report_page import page
from acervo.privacy.roster import build_roster

from tests.unit.dataset import ANA, RUI, messages, talk
from tests.unit.privacy.test_gate import DAY, records

SAID = [
    {"author": "Zulmira Quadros", "text": "escreve para zulmira@example.org, pedido 123.456-7 <b>"},
    {"author": "Rosa", "text": "o CPF do Tonico Vaz: 529.982.247-25 e 529.982.247-25"},
    *({"author": "Rosa", "text": f"meu e-mail novo: a{i}@example.org"} for i in range(80)),
]
RECORDED = records(*SAID)
ROSTER = build_roster([RECORDED], [], key=b"k" * 32, dataset="rua")
PUBLISHED = messages(
    talk(DAY, (ANA, "pedido 123.456-7 <b>, com Machado de Assis"), (RUI, "@fulano: 765.432-1"))
)
K = [
    {
        "source": "rua",
        "period": "2024-05",
        "author": who,
        "messages": 1,
        "dates": 1,
        "k": 2,
        "alone": 0,
    }
    for who in (ANA, RUI)
]


def facts(
    recorded=(RECORDED,), counts=(("rua", {"EMAIL": 81, "CPF": 2, "system": 4, "names": 0}),)
):
    return collect({"2024-05": PUBLISHED}, recorded, ROSTER, counts=counts, reidentification=K)


class Reader(HTMLParser):
    """Tags that are open, and all attributes."""

    void = frozenset({"meta", "input", "br"})

    def __init__(self):
        super().__init__()
        self.open, self.attributes = [], []

    def handle_starttag(self, tag, attrs):
        self.attributes += attrs
        if tag not in self.void:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def html(title="Rua <i>", min_k=1, **options):
    return page(facts(**options), title=title, min_k=min_k)


@pytest.mark.parametrize(
    ("value", "masked"),
    [
        ("ana@example.org", "a••@•••••••.•••"),
        ("(11) 98888-7777", "(1•) •••••-••••"),
        ("Ação", "A•••"),
        ("", ""),
        ("--", "--"),
    ],
)
def test_masks(value, masked):
    assert mask(value) == masked


def test_words_are_masked_each():
    assert mask_words("Machado de Assis") == "M•••••• d• A••••"


def test_counts_are_added_by_source_without_what_is_no_value():
    counts = [("rua", {"EMAIL": 1, "system": 3}), ("rua", {"EMAIL": 2}), ("praca", {"CPF": 0})]
    assert facts(counts=counts).replaced == {"praca": {}, "rua": {"EMAIL": 3}}


def test_no_value_is_shown():
    text = html()
    for value in ("zulmira@", "a1@", "529.982", "982.247", "Machado", "Assis", "fulano", "123.456"):
        assert value not in text
    assert "meu e-mail novo" in text  # the context is, or the sheet could not be filled


def test_what_was_left_is_counted_by_shape_and_can_be_looked_up():
    left = facts().left
    (numbers,) = left["numbers"][1]
    assert (numbers.writing, numbers.count) == ("999.999-9", 2)
    assert numbers.where == "messages/2024-05.parquet, row 1"
    assert [each.writing for each in left["@words"][1]] == ["f•••••"]
    assert [each.writing for each in left["capitalised pairs"][1]] == ["M•••••• d• A••••"]


def test_the_sheet_has_rare_kinds_among_many():
    sheet = facts().sheet
    assert len(sheet) == SHEET
    assert {place.kind for place in sheet} >= {"CPF", "EMAIL"}


def test_it_is_a_function_of_the_data_whatever_its_order():
    halves = (RECORDED.head(40), RECORDED.tail(-40))
    assert html() == html(recorded=halves[::-1]) == html(recorded=(RECORDED.reverse(),))


def test_it_is_one_page_without_anything_from_elsewhere():
    text = html()
    reader = Reader()
    reader.feed(text)
    assert reader.open == []
    assert "<script" not in text
    assert not [value for name, value in reader.attributes if name == "src"]
    links = [value for name, value in reader.attributes if name == "href"]
    assert links and all(link.startswith("#") for link in links)
    for link in links:
        assert f"id='{link[1:]}'" in text
    assert not re.search(r"url\(|@import|https?://", text)
    assert "prefers-color-scheme: dark" in text
    assert "Rua &lt;i&gt;" in text and "<i>" not in text and "<b>" not in text


def test_small_sets_stand_out():
    assert "class='warn'>2<" in html(min_k=3)
    assert "class='warn'>2<" not in html(min_k=2)


def test_a_dataset_of_nothing():
    nothing = collect({}, [], ROSTER.clear(), counts=[], reidentification=[])
    text = page(nothing, title="x", min_k=1)
    assert "Nothing was replaced" in text and "No chat was published" in text


def test_a_text_of_marks_only():
    collect(
        {},
        [records({"text": "\u200b\u2068"})],
        pl.DataFrame(ROSTER.clear()),
        counts=[],
        reidentification=[],
    )
