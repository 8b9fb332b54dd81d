import pytest
from acervo.privacy.given_names import GIVEN_NAMES, SURNAMES
from acervo.privacy.names import (
    derived_forms,
    distinctive,
    edited,
    encodings,
    fold,
    fold_offsets,
    is_generic,
    joined,
    partings,
    people_beside,
    recognisable,
    short_forms,
    spellings,
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
    assert MONTHS & ORDINARY and set(TOPICS) <= ORDINARY | SOMETIMES
    assert len(GIVEN_NAMES) > 600


@pytest.mark.parametrize("word", ["rosa", "conceicao", "felicidade", "movement"])
def test_ordinary_words(word):
    assert is_ordinary(word)


def test_names_are_not_ordinary():
    assert not any(is_ordinary(word) for word in ("ana", "bruno", "fernanda"))
    assert is_generic("Dr.") and not is_generic("Ana")


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Beto Vrubel", "betovrubel"),
        ("João Pedro Alencar", "joaopedroalencar"),
        ("Anne-Marie", "annemarie"),
        ("Rosa Silva", "rosasilva"),  # two words, but a given name and a surname
        ("Ana Lima", "analima"),
        ("Ana Lise", None),  # "análise"
        ("Mar Cela", None),  # a given name
        ("A. Souza", None),
        ("Ana", None),
        ("Vida Nova", None),
        ("Dra. Ana", None),
        ("O'Hara", None),
    ],
)
def test_names_in_one_word(name, word):
    assert joined(name) == word


@pytest.mark.parametrize("name", ["Ana Lise", "Li Wei", "A. Souza", "J P Zorzal", "Rosa Silva"])
def test_names_that_can_be_nothing_else(name):
    assert distinctive(name)


@pytest.mark.parametrize(
    "name", ["", "Ana", "X", "Casa Nova", "Tia Neide", "D'Ávila", "Ana 302", "de la Cruz"]
)
def test_names_that_can_be_something_else(name):
    assert not distinctive(name)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ana  lima,ana_lima", "ana lima ana lima"),
        ("ana. lima, ana! *ana* *lima*", "ana. lima, ana! *ana lima*"),
        ("ana\nlima\n\nana\n- lima\n1) ana", "ana lima\n\nana\n- lima\n1 ana"),
        ("a.lima a.\nlima a/lima", "a. lima a. lima a lima"),
        ("ana\x1elima ana @lima", "ana\x1elima ana @lima"),
        ("@ana (lima)", "@ana lima)"),
    ],
)
def test_what_parts_words_becomes_one_blank(text, plain):
    assert edited(text, partings(text))[0] == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ana%20lima", "ana lima"),
        ("jo%c3%a3o jo%e3o", "joao joao"),
        ("ana%2520lima", "ana lima"),
        ("ana&nbsp;lima&#32;ana", "ana lima ana"),
        ("100% ana & lima %c3", "100% ana & lima a"),
    ],
)
def test_what_links_and_pages_encode(text, plain):
    assert edited(text, encodings(text))[0] == plain


def test_edits_say_where_characters_come_from():
    text, back = edited("ana%20li%c3%a1", encodings("ana%20li%c3%a1"))
    assert text == "ana lia" and back == [0, 1, 2, 3, 6, 7, 8, 14]
    assert edited("ana", []) == ("ana", [])


def test_initials_are_spelled_with_a_stop_or_without():
    assert spellings("ana b lima") == {"ana b lima", "ana b. lima"}
    assert spellings("j p lima") == {"j p lima", "j. p lima", "j p. lima", "j. p. lima"}
    assert spellings("a. souza") == {"a. souza"}  # "a souza" may be an article
    assert spellings("anne-marie  d'avila") == {"anne marie d avila", "anne marie d. avila"}


@pytest.mark.parametrize("text", ["", "Ana", "É ß", "ﬁ\u200bm", "A\u0301b", "١٢ ４"])
def test_offsets_of_folded_text(text):
    offsets = fold_offsets(text)
    assert len(offsets) == len(fold(text)) + 1 and offsets[-1] == len(text)
    assert all(fold(text[at])[:1] for at in offsets[:-1])


def test_digits_of_any_script_are_folded():
    assert fold("٦٩ ９９ ²") == "69 99 2"
