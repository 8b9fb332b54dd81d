import polars as pl
import pytest
from acervo.languages import detect, of_sources, uncovered

PT = "Quem consertou a bomba? Não sei, mas ela já está na casa do Rui."
EN = "Who has fixed the pump? I do not know, but it is at the house of Rui."
ES = "¿Quién ha arreglado la bomba? No lo sé, pero ya está en la casa de Rui."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PT, "pt"),
        (EN, "en"),
        (ES, "es"),
        ("Wer hat die Pumpe repariert und wo ist sie jetzt?", "de"),
        ("who fixed the pump?", "en"),
        ("quem consertou a bomba?", "pt"),
        ("bolo", None),
        ("", None),
        ("2024 🥬 https://the.of.and/it/is [PHONE_1]", None),
    ],
)
def test_stop_words_tell_the_language(text, language):
    assert detect(text) == language


def test_only_languages_that_come_into_question_are_told():
    assert detect(PT, ["en", "es"]) in ("es", None)
    assert detect(PT, ["pt"]) == "pt"
    assert detect(PT, []) is None


def rows(**texts):
    pairs = [(source, text) for source, each in texts.items() for text in each]
    return pl.DataFrame(pairs, ["source", "text"], orient="row")


def test_each_source_has_its_languages_largest_first():
    made = rows(rua=[PT] * 5 + [ES] * 3 + ["bolo"] * 2, circle=[EN] * 19 + [PT])
    assert of_sources(made) == {"circle": {"en": 0.95}, "rua": {"pt": 0.5, "es": 0.3}}
    assert list(of_sources(made)) == ["circle", "rua"]
    assert of_sources(rows(rua=["bolo"])) == {"rua": {}}
    assert of_sources(made.clear()) == {}


def test_languages_that_a_model_does_not_declare_are_named():
    sources = {"circle": {"en": 0.9}, "rua": {"pt": 0.5, "es": 0.3}, "vila": {"pt": 1.0}}
    assert uncovered(sources, ["en"]) == {"es": ["rua"], "pt": ["rua", "vila"]}
    assert uncovered(sources, ["en", "es", "pt"]) == {}
    assert uncovered(sources, []) == {}  # it does not say
