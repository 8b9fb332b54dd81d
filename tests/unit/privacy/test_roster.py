import datetime as dt
import itertools
import json
import random

import polars as pl
import pytest
from acervo.errors import AcervoError
from acervo.privacy.detectors.phones import canonical_phone
from acervo.privacy.names import fold, fold_offsets, recognisable, short_forms
from acervo.privacy.pseudonyms import pseudonym
from acervo.privacy.roster import Person, build_roster, read_people
from acervo.schema import ROSTER

KEY = b"k" * 32
START = dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC)
COLUMNS = {
    "source": pl.String,
    "sent_at": pl.Datetime("us", "UTC"),
    "author": pl.String,
    "state": pl.String,
    "text": pl.String,
}


def export(*messages, source="praca"):
    """Return an export of (minute, author, text)."""
    rows = [
        (source, START + dt.timedelta(minutes=minute, seconds=minute % 50), author, "posted", text)
        for minute, author, text in messages
    ]
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


def roster(*exports, people=()):
    frame = build_roster(exports, people, key=KEY, dataset="demo")
    assert dict(ROSTER.model.validate(frame).schema) == {
        "name": pl.String,
        "person": pl.String,
        "pseudonym": pl.String,
        "in_text": pl.Boolean,
    }
    assert frame["name"].is_sorted()
    return {name: rest for name, *rest in frame.iter_rows()}


def test_one_person_in_many_writings():
    found = roster(
        export(
            (0, "Ana Júlia", "oi"), (1, "~\u202fana júlia", "x"), (2, "\u200eANA  JU\u0301LIA", "x")
        )
    )
    persons = {
        found[name][0] for name in ("Ana Júlia", "~\u202fana júlia", "\u200eANA  JU\u0301LIA")
    }
    assert persons == {"ana júlia"}
    assert found["Ana Júlia"] == ["ana júlia", pseudonym(KEY, "demo", "ana júlia"), True]
    assert found["ANA"] == found["Ana Júlia"]


def test_phone_authors_and_their_digits():
    found = roster(
        export((0, "+55 69 99999-0001", "oi"), (1, "\u202a+55\u00a069\u00a09999‑0001\u202c", "x"))
    )
    assert {row[0] for row in found.values()} == {"+5569999990001"}
    for name in ("+5569999990001", "5569999990001", "556999990001"):
        assert found[name][2]


@pytest.mark.parametrize(
    "writing",
    [
        "27912345678",
        "5527912345678",
        "+5527912345678",
        "+55 27 9 1234-5678",
        "027912345678",
        "2791234-5678",
    ],
)
def test_canonical_brazilian_numbers(writing):
    assert canonical_phone(writing) == "+5527912345678"


def test_old_and_foreign_numbers():
    assert canonical_phone("+55 69 9999-0001") == "+5569999990001"
    assert canonical_phone("(69) 3222-1234") == "+556932221234"
    assert canonical_phone("+52 1 55 1234 5678") == canonical_phone("+52 55 1234 5678")
    assert canonical_phone("912 345 678", "PT") == "+351912345678"
    assert canonical_phone("12") is None


def test_people_file_decides():
    people = [
        Person("Ana Júlia Souza", "Ana Júlia", "+55 69 99999-0001", ("Juju", "Zeca")),
        Person("José Lima", nicknames=("Zeca",)),
    ]
    found = roster(
        export((0, "Ana Júlia", "oi"), (1, "+55 69 99999-0001", "oi"), (2, "Juju", "oi")),
        people=people,
    )
    mine = pseudonym(KEY, "demo", "ana júlia souza")
    for name in ("Ana Júlia", "+55 69 99999-0001", "Juju", "Ana", "Ana Souza", "Ana Júlia Souza"):
        assert found[name][:2] == ["ana júlia souza", mine]
    assert found["Zeca"] == ["", "[NAME]", True]
    assert found["José Lima"][0] == "josé lima"  # named in texts, though he never wrote


def test_a_first_name_of_two_people_is_nobodys():
    found = roster(export((0, "Ana Júlia", "x"), (1, "Ana Lima", "x"), (2, "Bia Reis", "x")))
    assert found["Ana"] == ["", "[NAME]", True]
    assert found["Bia"] == found["Bia Reis"]


def test_a_shared_name_of_an_author_has_a_row_of_its_own():
    found = roster(export((0, "Ana", "x"), (1, "Ana Lima", "x")))
    assert found["Ana"] == ["ana", pseudonym(KEY, "demo", "ana"), False]
    assert found["\u2068Ana\u2069"] == ["", "[NAME]", True]
    assert found["Ana Lima"][2]


def test_equal_but_for_diacritics_are_two_people():
    found = roster(export((0, "José Reis", "x"), (1, "Jose Reis", "y")))
    assert found["José Reis"][0] != found["Jose Reis"][0]
    assert not found["José Reis"][2] and not found["Jose Reis"][2]
    assert sum(row == ["", "[NAME]", True] for row in found.values()) >= 1


@pytest.mark.parametrize(
    "name", ["Xy", "🌸🌸🌸", "12345", "Você", "tú", "user", "Admin", "Bom Dia", "~ x"]
)
def test_names_that_would_destroy_texts(name):
    assert not recognisable(name)
    assert not roster(export((0, name, "x")))[name][2]


def test_short_forms():
    assert short_forms("Dra. Ana Júlia de Souza 🌸") == [
        "Ana",
        "Ana Júlia",
        "Ana Júlia de Souza",
        "Ana Souza",
    ]
    assert short_forms("12") == []


def test_fold_knows_where_it_came_from():
    text = "A\u0301na STRAßE ﬁm"
    folded, offsets = fold(text), fold_offsets(text)
    assert folded == "ana strasse fim" and len(offsets) == len(folded) + 1
    assert text[offsets[4] : offsets[11]] == "STRAßE"
    assert fold("Plain ASCII") == "plain ascii"


def overlap(n, names, *, first=0, source="praca"):
    """Return an export in which author i % 3 posts message i, under the names of one phone."""
    texts = [f"mensagem número {i} de hoje" for i in range(n)]
    return export(*[(i, names[i % 3], texts[i]) for i in range(first, n)], source=source)


PHONE_A = ("Ana Júlia", "Bia", "Caio Reis")
PHONE_B = ("+55 69 99999-0001", "Bia", "~ caio")
PHONE_C = ("~Aninha", "+55 69 99999-0002", "Caio Reis")


def test_overlapping_exports_show_who_is_who():
    exports = [overlap(60, PHONE_A), overlap(60, PHONE_B, first=20), overlap(50, PHONE_C, first=10)]
    rosters = [roster(*order) for order in itertools.permutations(exports)]
    assert all(r == rosters[0] for r in rosters)
    found = rosters[0]
    assert (
        found["Ana Júlia"][0]
        == found["+55 69 99999-0001"][0]
        == found["~Aninha"][0]
        == "+5569999990001"
    )
    assert found["Bia"][0] == found["+55 69 99999-0002"][0] == "+5569999990002"
    assert found["Caio Reis"][0] == found["~ caio"][0] == "caio"
    assert found["Ana"][1] == found["Ana Júlia"][1]


def test_overlap_needs_evidence():
    few = [overlap(6, PHONE_A), overlap(6, PHONE_B)]  # two messages each
    assert roster(*few)["Ana Júlia"][0] == "ana júlia"
    apart = [overlap(60, PHONE_A, source="praca"), overlap(60, PHONE_B, source="feira")]
    assert roster(*apart)["Ana Júlia"][0] == "ana júlia"
    together = [overlap(60, PHONE_A), overlap(60, PHONE_B).vstack(export((99, "Ana Júlia", "oi")))]
    assert roster(*together)["Ana Júlia"][0] == "ana júlia"  # two people to the second phone


def test_overlap_needs_agreement():
    rng = random.Random(1)
    one = overlap(60, PHONE_A)
    names = [PHONE_B[i % 3] if rng.random() < 0.7 else "+55 69 99999-0009" for i in range(60)]
    assert roster(one, one.with_columns(author=pl.Series(names)))["Ana Júlia"][0] == "ana júlia"


def test_repeated_and_short_texts_are_no_evidence():
    same = [(0, name, "bom dia a todos") for name in PHONE_A] * 5
    other = [(0, name, "bom dia a todos") for name in PHONE_B] * 5
    assert roster(export(*same), export(*other))["Ana Júlia"][0] == "ana júlia"
    short = [export(*[(i, names[0], f"ok {i}") for i in range(30)]) for names in (PHONE_A, PHONE_B)]
    assert roster(*short)["Ana Júlia"][0] == "ana júlia"


def test_nobody():
    assert roster() == {} == roster(export((0, None, "aviso do grupo")))


def test_read_people(tmp_path):
    path = tmp_path / "people.yaml"
    path.write_text("- {name: Ana Júlia, phone: +5569999990001, nicknames: [Juju]}\n- name: Bia\n")
    assert read_people(path) == [
        Person("Ana Júlia", None, "5569999990001", ("Juju",)),
        Person("Bia"),
    ]
    path.write_text(json.dumps([{"name": "Ana", "display": "Aninha"}]))
    assert read_people(path) == [Person("Ana", "Aninha")]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("- name: Ana\n  fone: Segredo", "entry 0"),
        ("- name: Ana\n- {name: Bia, display: ANA}", "entry 1, display"),
        (
            "- {name: Ana, phone: 69 99999-0001}\n- {name: Bia, phone: '+55 69 99999-0001'}",
            "entry 1, phone",
        ),
        ("- display: Segredo", "entry 0, name"),
        ("- {name: Segredo, phone: Segredo}", "entry 0, phone"),
        ("- {name: Segredo, nicknames: Segredo}", "entry 0, nicknames"),
        ("- {name: Segredo, display: 3}", "entry 0, display"),
        ("- Segredo", "entry 0"),
        ("Segredo: 1", "people.yaml"),
        ("- {name: [Segredo", "line 1"),
    ],
)
def test_bad_people_are_named_by_place_only(tmp_path, text, where):
    path = tmp_path / "people.yaml"
    path.write_text(text)
    with pytest.raises(AcervoError) as error:
        read_people(path)
    assert where in str(error.value)
    assert not any(
        value in str(error.value) for value in ("Segredo", "Ana", "Bia", "99999", "fone")
    )


def test_people_file_that_cannot_be_read(tmp_path):
    with pytest.raises(AcervoError, match="cannot be read"):
        read_people(tmp_path / "none.yaml")
