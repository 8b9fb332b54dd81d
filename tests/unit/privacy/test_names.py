import pytest
from acervo.privacy.given_names import GIVEN_NAMES, SURNAMES
from acervo.privacy.names import (
    derived_forms,
    fold,
    is_generic,
    people_beside,
    recognisable,
    short_forms,
)
from acervo.privacy.ordinary_words import MONTHS, ORDINARY, PLACES, SOMETIMES, TOPICS, is_ordinary


@pytest.mark.parametrize(
    ("contact", "forms"),
    [
        ("Ana Trabalho", ["Ana"]),
        ("Dra. Ana Julia Vizinha 302", ["Ana", "Ana Julia"]),
        ("~Ana", ["Ana"]),
        ("Ana🌸", ["Ana"]),
        ("🌸 Ana Lima 🌸", ["Ana", "Ana Lima"]),
        ("Ana (mãe do Pedro)", ["Ana"]),
        ("Rui Eletricista", ["Rui"]),
        ("Tia Neide", ["Neide"]),
        ("ana_lima", ["ana", "ana lima"]),
        ("Ana de", ["Ana"]),
        ("Trabalho", []),
        ("(mãe do Pedro)", []),
    ],
)
def test_a_saved_contact_is_called_by_its_own_name(contact, forms):
    assert short_forms(contact) == forms


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Ana Lima", ["A. Lima", "Aninha", "Anita", "Lima"]),
        ("João", ["Joãozinha", "Joãozinho"]),
        ("Marcos", ["Marquinhos", "Marquitos"]),
        ("Diego", ["Dieguinho", "Dieguito"]),
        ("Rosa", []),  # "rosinha" is also a colour
        ("Xilda", []),
        ("🌸", []),
    ],
)
def test_derived_forms(name, forms):
    assert derived_forms(name) == forms


def test_people_beside_a_contact():
    assert people_beside("Ana (mãe do Pedro e da Rita)") == ["Pedro", "Rita"]
    assert people_beside("Ana (trabalho)") == people_beside("Ana") == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Ju", True), ("Zé", True), ("Xy", False), ("eu", False), ("Dr.", False), ("Bia", True)],
)
def test_short_names(name, expected):
    assert recognisable(name) is expected


def test_lists_are_folded_and_of_words():
    for words in (GIVEN_NAMES, SURNAMES, ORDINARY, SOMETIMES, PLACES, MONTHS, set(TOPICS)):
        assert all(word == fold(word) and len(word) > 1 for word in words)
    assert not ORDINARY & SOMETIMES
    assert MONTHS & ORDINARY and set(TOPICS) <= ORDINARY
    assert len(GIVEN_NAMES) > 600


@pytest.mark.parametrize("word", ["rosa", "conceicao", "felicidade", "movement"])
def test_ordinary_words(word):
    assert is_ordinary(word)


def test_names_are_not_ordinary():
    assert not any(is_ordinary(word) for word in ("ana", "bruno", "fernanda"))
    assert is_generic("Dr.") and not is_generic("Ana")
