"""How much of what is private goes, and how much of the rest stays, over generated chat texts.

The whole measurement, beside other tools, is `python -m benchmarks.anonymize`; here is what must not
get worse. `tuning` templates may be used to mend rules, `testing` ones only to judge them.
"""

import random

import polars as pl
import pytest
from acervo.privacy.anonymize import anonymize
from acervo.privacy.roster import build_roster
from stdnum import ean, iban, isbn, luhn
from stdnum.br import cnpj, cpf
from stdnum.es import dni, nie
from stdnum.mx import curp
from stdnum.pt import nif

from benchmarks.annotated import LANGUAGES, SETS, templates, texts
from benchmarks.annotated.model import SLOTS, Annotated, Draw, Span
from benchmarks.annotated.people import MEMBERS
from benchmarks.annotated.scoring import Score, cuts, cuts_of, seen, shown
from benchmarks.anonymize import KEY, records, score

COUNT = 1500
WANTED = {
    "PHONE",
    "EMAIL",
    "CPF",
    "CNPJ",
    "RG",
    "PIS",
    "VOTER",
    "CNH",
    "CNS",
    "CASE",
    "CARD",
    "IBAN",
    "PIX",
    "ACCOUNT",
    "POSTCODE",
    "ADDRESS",
    "PLATE",
    "DNI",
    "NIF",
    "CURP",
    "SSN",
    "PASSPORT",
    "BIRTHDATE",
    "IP",
    "MAC",
    "LOCATION",
    "LINK",
    "TOKEN",
    "SECRET",
    "HANDLE",
    "FILE",
    "NAME",
    "PERSON",
}


@pytest.fixture(scope="module", params=SETS)
def scored(request) -> tuple[str, Score]:
    return request.param, score(texts(request.param, count=COUNT))


def test_private_values_go(scored):
    which, result = scored
    assert result.recall() >= {"tuning": 0.95, "testing": 0.88}[which], result.leaked()


def test_hardly_anything_else_goes(scored):
    _, result = scored
    assert result.precision >= 0.97, [(m.kind, m.value) for m in result.alarms]
    assert result.kept_share >= 0.96
    assert result.altered_share <= 0.04


def test_every_kind_is_measured(scored):
    _, result = scored
    assert result.kinds.keys() == WANTED
    assert all(total >= 3 for _, total in result.kinds.values())
    assert len(result.kept) >= 15
    assert result.clean >= COUNT / 5


def test_the_sets_share_no_template():
    for language in LANGUAGES:
        one, other = ({t for group in templates(s, language) for t in group} for s in SETS)
        # A value alone is nobody's style.
        assert not {t for t in one & other if " " in t.replace("{", " {").strip()}


def test_the_same_seed_gives_the_same_texts():
    assert texts("tuning", count=60, seed=3) == texts("tuning", count=60, seed=3)
    assert texts("tuning", count=60, seed=3) != texts("tuning", count=60, seed=4)


def test_every_slot_is_used_in_both_sets():
    unused = {}
    for which in SETS:
        used = "\n".join(t for la in LANGUAGES for group in templates(which, la) for t in group)
        unused[which] = {name for name in SLOTS if f"{{{name}}}" not in used}
    assert not any(unused.values())


def test_spans_are_where_the_values_are():
    for text in texts("testing", count=400):
        assert list(text.spans) == sorted(text.spans)
        for span in text.spans:
            assert text.text[span.start : span.end].strip()
            # "WIFI:…;;": what stands behind a value is kept as well.
            assert not span.private or any(c.isalnum() for c in text.text[span.start : span.end])


class TestScoring:
    TEXT = Annotated(
        "cpf 529.982.247-25, NBR 5410", (Span(4, 18, "CPF", True), Span(20, 28, "standard", False))
    )

    def scored(self, output: str) -> Score:
        result = Score()
        result.add(self.TEXT, cuts(self.TEXT.text, output), output)
        return result

    def test_a_value_without_a_letter_or_digit_left_is_found(self):
        result = self.scored("cpf [CPF_1], NBR 5410")
        assert (result.recall(), result.precision, result.kept_share) == (1, 1, 1)

    def test_one_digit_that_is_left_is_a_leak(self):
        assert self.scored("cpf [CPF_1]5, NBR 5410").recall() == 0

    def test_an_untouched_text_leaks_and_keeps(self):
        result = self.scored(self.TEXT.text)
        assert (result.recall(), result.kept_share) == (0, 1)
        assert shown(result.precision) == "–"  # nothing was replaced, so nothing rightly

    def test_what_else_goes_is_counted(self):
        result = self.scored("cpf [CPF_1], [NAME_1]")
        assert (result.recall(), result.precision, result.kept_share) == (1, 0.5, 0)

    def test_a_clean_text_that_changes_is_counted(self):
        result = Score()
        clean = Annotated("bom dia", ())
        result.add(clean, cuts("bom dia", "bom [NAME_1]"), "bom [NAME_1]")
        assert (result.altered_share, result.precision) == (1, 0)

    def test_what_is_not_the_text_with_replacements_counts_as_all_gone(self):
        assert cuts("bom dia", "boa tarde [NAME_1]") is None
        result = Score()
        result.add(Annotated("bom dia", ()), None, "boa tarde")
        assert result.altered_share == 1

    def test_words_that_look_like_pseudonyms_are_words(self):
        word = "proporcionalidade"
        assert cuts(
            f"a {word} de Ana", f"a {word} de pabcdefghijklmnop", {"pabcdefghijklmnop"}
        ) == [(23, 26)]

    def test_marks_that_nobody_sees_do_not_count(self):
        assert seen("5\u200b2\ufe0f\u20e3 a\u0301") == "52 á"
        assert cuts_of("\u200bcpf 5\u200b2", [(5, 8)]) == [(4, 6)]


@pytest.mark.parametrize(
    ("slot", "country", "valid"),
    [
        ("cpf", "BR", cpf.is_valid),
        ("cnpj", "BR", cnpj.is_valid),
        ("dni", "ES", lambda value: dni.is_valid(value) or nie.is_valid(value)),
        ("nif", "PT", nif.is_valid),
        ("curp", "MX", curp.is_valid),
        ("iban", "ES", lambda value: iban.is_valid(value, check_country=False)),
        ("card", "BR", luhn.is_valid),
        ("barcode", "BR", ean.is_valid),
        ("isbn", "BR", isbn.is_valid),
    ],
)
def test_values_have_their_check_digits(slot, country, valid):
    draw = Draw(random.Random(5), "pt-BR", country, MEMBERS["pt-BR"])
    values = ["".join(piece.text for piece in SLOTS[slot].pieces(draw)) for _ in range(200)]
    compact = ["".join(filter(str.isalnum, value)).upper() for value in values]
    assert not [value for value in compact if not valid(value)]
    assert len(set(values)) > 150


def test_the_records_are_those_of_a_chat():
    corpus = [Annotated("oi Ana", (), "pt-BR", "", "Ana Souza")]
    export = records(corpus)
    published, _ = anonymize(export, build_roster([export], [], key=KEY, dataset="d"))
    assert isinstance(published, pl.DataFrame)
    assert published["text"].item().startswith("oi p")
