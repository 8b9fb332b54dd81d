"""Members are found in final texts however they are parted there, and nobody else is."""

import polars as pl
import pytest
from acervo.privacy.consent import withheld
from acervo.privacy.names import fold
from acervo.privacy.roster import Person, build_roster
from acervo.privacy.traces import Sought

from tests.unit.growth import growth

KEY = b"k" * 32
ROSTER = build_roster(
    [],
    [
        Person("Beto Vrubel", phone="+5511999990007"),
        Person("Ana Prado Lima", phone="+351912000007"),
        Person("Ana Prado Reis"),
        Person("Abel Zuleide"),
        Person("João d'Ávila"),
        Person("कमला वर्मा"),
    ],
    key=KEY,
    dataset="rua",
)
SOUGHT = Sought(ROSTER)
WHO = dict(ROSTER.filter(pl.col("person") != "").select("name", "pseudonym").iter_rows())


def forms(text, sought=SOUGHT):
    return {trace.form for trace in sought.in_texts([text]).get(text, ())}


@pytest.mark.parametrize(
    "text",
    [
        "falei com Beto Vrubel ontem",
        "BÉTO vrubel",
        "https://x.example/beto-vrubel",
        "https://x.example/Beto_Vrubel/cv",
        "https://x.example/beto%20vrubel",
        "https://x.example/beto%2520vrubel",
        "https://x.example/?q=beto+vrubel&x=1",
        "x.example/beto/vrubel",
        "beto.vrubel@",
        "*Beto* _Vrubel_",
        "**Beto _Vrubel**_",
        "Beto*Vrubel",
        "Beto 🌸 Vrubel",
        "Beto🧑‍🌾Vrubel",
        "Beto  —  Vrubel",
        "Beto&nbsp;Vrubel",
        "Beto&#32;Vrubel",
        "falei com o Beto\nVrubel ontem",
        "> com o Beto\r\n> Vrubel ontem",
        "50%beto vrubel",
        "beto_vrubel_2024.pdf",
        "BetoVrubel",
        "x.example/betovrubel92",
        "Beto Vrubel92",
    ],
)
def test_a_name_is_found_however_it_is_parted(text):
    assert forms(text) & {"beto vrubel", "betovrubel"}


@pytest.mark.parametrize(
    "text",
    [
        "https://x.example/jo%C3%A3o-d'%C3%A1vila",
        "https://x.example/jo%E3o_d_%E1vila",
        "João D Ávila",
        "joão-d’ávila",
    ],
)
def test_escapes_apostrophes_and_accents_do_not_matter(text):
    assert "joao d'avila" in forms(text)


def test_names_of_any_script():
    assert forms("आज कमला_वर्मा आई") == {fold("कमला वर्मा")}
    assert forms("आज कमली वर्मी आई") == set()


@pytest.mark.parametrize(
    "text",
    [
        "foi o Beto. Vrubel chegou depois",
        "o Beto? Vrubel não veio",
        "vieram Beto, Vrubel e Rui",
        "**Beto**. Vrubel veio",
        "Beto: Vrubel veio",
        "o Beto\n\nVrubel",
        "- Beto\n- Vrubel",
        "1. Beto\n2. Vrubel",
        "Notícias do Beto › Vrubel, a marca",
        "Robeto Vrubel",
        "Beto Vrubelowski",
        "robetovrubel",
        "Beto e Vrubel",
        "Vrubel Beto",
        "a Zuleide",
        "A., Zuleide",
        "Ana",
        "",
    ],
)
def test_two_words_are_no_name_for_standing_beside_each_other(text):
    assert forms(text) == set()


def test_an_initial_has_its_full_stop():
    assert forms("com A. Zuleide") == forms("a._zuleide") == {"a. zuleide"}


@pytest.mark.parametrize(
    "text",
    [
        "https://x.example/?t=11999990007",
        "https://x.example/5511999990007/",
        "https://x.example/?t=%2B55%2011%2099999%200007",
        "+55 (11) 99999-0007",
        "11 / 99999 / 0007",
        "11.9.9999.0007",
        "11 🌸 99999 🌸 0007",
        "99999\n0007, ddd 11: 11\n99999\n0007",
        "0055 11 99999 0007",
        "011999990007",
        "tel11999990007x",
        "١١٩٩٩٩٩٠٠٠٧",
        "1199990007",  # as before 2016
    ],
)
def test_a_number_is_found_however_it_is_parted(text):
    found = SOUGHT.in_texts([text])[text]
    assert {trace.what for trace in found} == {"number of a member"}
    assert all("11" in trace.form or trace.form == "999990007" for trace in found)


def test_a_number_of_another_country():
    assert forms("https://x.example/912000007") == {"912000007"}
    assert "351912000007" in forms("00351 912-000-007")


@pytest.mark.parametrize(
    "text",
    ["11999990008", "111999990007", "119999900071", "11 99999 00071", "0007 99999 11", "9999"],
)
def test_other_numbers_are_not(text):
    assert forms(text) == set()


def test_only_what_is_others_is_found_in_what_somebody_says_of_themselves():
    beto, ana = WHO["Beto Vrubel"], WHO["Ana Prado Lima"]
    for text in ("Beto Vrubel", "x.example/beto-vrubel", "wa.me/5511999990007", "BetoVrubel"):
        assert SOUGHT.others(text, beto) == set()
        assert SOUGHT.others(text, ana)
    # "Ana Prado" may be either; whoever says all of it is one of them.
    assert SOUGHT.others("x.example/ana_prado-lima", ana) == set()
    assert {trace.form for trace in SOUGHT.others("Ana Prado", ana)} == {"ana prado"}
    assert SOUGHT.others("Ana Prado Lima e Ana Prado", ana)
    assert SOUGHT.others("Ana Prado Lima", WHO["Ana Prado Reis"])


def test_what_somebody_is_called():
    assert SOUGHT.owners("BETO VRUBEL") == SOUGHT.owners("+5511999990007") == {WHO["Beto Vrubel"]}
    assert SOUGHT.owners("Ana Prado") == {"[NAME]"}
    assert SOUGHT.owners("nobody at all") == set()


LIKE = "p" + "q7" * 8


def of_one_called(*names):
    """The roster with somebody who is called like a pseudonym."""
    return build_roster([], [Person("Beto Vrubel"), *map(Person, names)], key=KEY, dataset="rua")


def test_who_is_called_like_a_pseudonym_is_a_member():
    roster = of_one_called(LIKE)
    text = f"como disse {LIKE} ontem"
    (found,) = Sought(roster).in_texts([text])[text]
    assert found.what == "name of a member"
    out = withheld(roster, pl.DataFrame({"person": [LIKE], "opted_out": [True]}))
    (found,) = Sought(out).in_texts([text])[text]
    assert found.what == "name of a member"


def test_who_left_is_known_by_their_pseudonym():
    gone = pl.DataFrame({"person": ["beto vrubel"], "opted_out": [True]})
    text = f"como disse {WHO['Beto Vrubel']} ontem"
    assert SOUGHT.in_texts([text]) == {}
    (found,) = Sought(withheld(ROSTER, gone)).in_texts([text])[text]
    assert found.what == "pseudonym of somebody who left"


def test_the_pseudonym_that_a_member_has_is_nobodys_name():
    roster = of_one_called(WHO["Beto Vrubel"])
    assert WHO["Beto Vrubel"] in roster["name"].to_list()
    assert forms(f"como disse {WHO['Beto Vrubel']} ontem", Sought(roster)) == set()


def test_nobody_is_sought_in_an_empty_roster():
    sought = Sought(ROSTER.clear())
    assert len(sought) == 0 and sought.in_texts(["Beto Vrubel 11999990007"]) == {}


@pytest.mark.parametrize("between", [".", ". ", "\n ", "_", "%25", "&amp;", "🌸"])
@pytest.mark.parametrize("parts", [("Beto", "Vrubel"), ("11", "999990007")])
def test_time_grows_with_the_text(between, parts):
    text = (parts[0] + between * 20_000) * 5 + parts[1]
    assert growth(lambda part: SOUGHT.in_texts([part + parts[1]]), text) < 8
