import datetime as dt
import itertools

import polars as pl
import pytest
from acervo.errors import AcervoError
from acervo.privacy.consent import (
    OptOuts,
    collect,
    listed_persons,
    read_opt_outs,
    strangers,
    unknown_commands,
    withheld,
)
from acervo.privacy.pseudonyms import pseudonym
from acervo.privacy.roster import Person, build_roster
from acervo.schema import CONSENT, RECORDS, ROSTER

KEY = b"k" * 32
START = dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC)
EMPTY = pl.from_arrow(RECORDS.arrow.empty_table())
NOTHING = {"alias": None, "bio": None, "link": None}


def export(*messages, source="praca", seconds=0):
    """Return an export of (minute, author, text[, state])."""
    rows = [
        {
            "source": source,
            "thread": source,
            "kind": "message",
            "state": state[0] if state else "posted",
            "sent_at": START + dt.timedelta(minutes=minute, seconds=seconds),
            "date": START.date(),
            "author": author,
            "text": text,
            "attachments": [],
            "file": "chat.txt",
            "line": i,
            "position": i,
        }
        for i, (minute, author, text, *state) in enumerate(messages)
    ]
    return pl.DataFrame(rows, schema=EMPTY.schema)


def roster_of(*exports, people=()):
    return build_roster(exports, people, key=KEY, dataset="demo")


def decided(*exports, listed=(), people=()):
    """Return what every person decided, whatever the order of the exports."""
    roster = roster_of(*exports, people=people)
    orders = [collect(order, roster, listed=listed) for order in itertools.permutations(exports)]
    assert all(each.equals(orders[0]) for each in orders)
    CONSENT.model.validate(orders[0])
    return {row.pop("person"): row for row in orders[0].iter_rows(named=True)}


def test_nobody_decides():
    assert decided() == {} == decided(export((0, "Ana", "oi"), (1, "Ana", "/acervo ajuda")))
    assert decided(export((0, None, "/acervo opt-out", "system"))) == {}


def test_the_last_command_counts():
    found = decided(
        export(
            (0, "Ana", "/acervo alias Flor"),
            (1, "Ana", "/acervo opt-out"),
            (2, "Ana", "/acervo opt-in"),
            (3, "Ana", "/acervo alias Rama"),
            (4, "Ana", "/acervo dança"),
            (5, "Bia", "/acervo bio Leio."),
            (6, "Bia", "/acervo link https://example.org"),
            (7, "Bia", "/acervo bio"),
            (8, "Bia", "/acervo opt-in"),
            (9, "Bia", "/acervo opt-out"),
            (9, "Caio", "oi"),
        )
    )
    assert found == {
        "ana": {**NOTHING, "opted_out": False, "alias": "Rama"},
        "bia": {**NOTHING, "opted_out": True, "link": "https://example.org"},
    }


@pytest.mark.parametrize(("source", "out"), [("praca", False), ("feira", True)])
def test_time_counts_and_an_opt_in_undoes_what_was_said_in_its_own_source(source, out):
    newer, older = (
        export((5, "Ana", "/acervo opt-in"), source=source),
        export((9, "Bia", "oi"), (2, "Ana", "/acervo opt-out")),
    )
    assert decided(newer, older)["ana"]["opted_out"] is out


def test_within_a_minute_the_order_counts():
    one = export((0, "Ana", "/acervo opt-out"), (0, "Ana", "/acervo opt-in"))
    other = export((0, "Ana", "/acervo opt-in"), (0, "Ana", "/acervo opt-out"))
    assert decided(one)["ana"]["opted_out"] is False
    assert decided(other)["ana"]["opted_out"] is True
    assert decided(one, export((0, "Ana", "/acervo opt-in")))["ana"]["opted_out"] is False
    # Two chats, one minute: in doubt, out.
    apart = [export((0, "Ana", f"/acervo opt-{w}"), source=w) for w in ("in", "out")]
    assert decided(*apart)["ana"]["opted_out"] is True


def test_one_person_under_two_names():
    people = [Person("Ana Júlia", phone="+55 69 99999-0001")]
    found = decided(
        export((0, "~ana júlia", "/acervo alias Flor"), (2, "Ana Júlia", "oi")),
        export((1, "+55 69 99999-0001", "/acervo opt-out"), source="feira"),
        people=people,
    )
    assert found == {"ana júlia": {**NOTHING, "opted_out": True, "alias": "Flor"}}


def test_overlapping_exports_of_two_phones():
    android = export((0, "Ana", "/acervo alias Flor"), (1, "Ana", "/acervo opt-out"))
    iphone = export(
        (0, "Ana", "\u200e/acervo alias Flor"), (1, "Ana", "/acervo opt-out"), seconds=7
    )
    expected = {"ana": {**NOTHING, "opted_out": True, "alias": "Flor"}}
    assert decided(android, iphone) == decided(android) == expected


def test_an_edited_command_is_what_it_says_now():
    old = export((0, "Ana", "/acervo alias Flor"), (0, "Ana", "/acervo bio a"))
    new = export((0, "Ana", "/acervo alias Rama", "edited"), (0, "Ana", "/acervo bio a"))
    assert decided(old, new) == {
        "ana": {**NOTHING, "opted_out": False, "alias": "Rama", "bio": "a"}
    }
    nothing = export((0, "Ana", "deixa", "edited"))
    assert decided(export((0, "Ana", "/acervo alias Flor")), nothing) == {}
    late = export((0, "Ana", "/acervo opt-out", "edited"))
    assert decided(export((0, "Ana", "oi")), late)["ana"]["opted_out"] is True


def test_deleting_takes_everything_back_but_an_opt_out():
    gone = export((0, "Ana", "", "deleted"))
    assert decided(export((0, "Ana", "/acervo alias Flor")), gone) == {}
    assert decided(export((0, "Ana", "/acervo opt-out")), gone)["ana"]["opted_out"] is True
    before = export((-1, "Ana", "/acervo opt-out"), (0, "Ana", "/acervo opt-in"))
    assert decided(before, gone)["ana"]["opted_out"] is True
    changed = export((0, "Ana", "/acervo opt-in", "edited"))
    assert decided(export((0, "Ana", "/acervo opt-out")), changed)["ana"]["opted_out"] is False


NOBODYS = ["Mãe", "Minha mãe ❤️", "Trabalho", "Você", "❤️", "Dr."]


@pytest.mark.parametrize("name", NOBODYS)
def test_an_opt_in_of_another_phone_undoes_nothing_under_a_name_that_anybody_may_have(name):
    hers = export((0, name, "/acervo opt-out"), (1, "Tia Jô", "/acervo opt-in"))
    anothers = export((0, "Maria", "/acervo opt-out"), (1, name, "/acervo opt-in"))
    found = decided(hers, anothers)
    assert {person["opted_out"] for person in found.values()} == {True, False}
    assert found.pop("tia jô")["opted_out"] is False
    assert all(person["opted_out"] for person in found.values())


@pytest.mark.parametrize("name", NOBODYS)
def test_the_same_phone_may_undo_what_it_shows(name):
    older = export((0, name, "/acervo opt-out"))
    newer = export((0, name, "\u200e/acervo opt-out"), (1, name, "/acervo opt-in"), seconds=9)
    assert [d["opted_out"] for d in decided(older, newer).values()] == [False]
    marked = export((0, name, "\u200e/acervo opt-out"))
    newer = export((0, name, "/acervo opt-out"), (1, name, "/acervo opt-in"), seconds=9)
    assert [d["opted_out"] for d in decided(marked, newer).values()] == [False]
    again = export((2, name, "/acervo opt-out"))
    assert [d["opted_out"] for d in decided(older, newer, again).values()] == [True]


@pytest.mark.parametrize("name", NOBODYS)
def test_an_opt_in_and_an_opt_out_of_whom_one_phone_gives_such_a_name(name):
    shared = list(enumerate(["bom dia a todos", "até amanhã", "obrigada, gente"]))

    def out(*messages):
        """Two phones show who "Maria" is; what else they show is given, of one and of the other."""
        one = export(*((i, name, text) for i, text in shared), *messages[0])
        other = export(*((i, "Maria", text) for i, text in shared), *messages[1])
        (found,) = decided(one, other, *(export(each) for each in messages[2:])).values()
        return found["opted_out"]

    left, back = "/acervo opt-out", "/acervo opt-in"
    assert out([], [(6, "Maria", left)], (9, "Maria", back)) is False
    assert out([], [(6, "Maria", left), (9, "Maria", back)]) is False
    assert out([(6, name, left)], [(6, "Maria", left), (9, "Maria", back)]) is False
    # Who is called so by a third phone may be somebody else.
    assert out([], [(6, "Maria", left)], (9, name, back)) is True
    assert out([], [(9, "Maria", back)], (6, name, left)) is True
    assert out([(6, name, left)], [(6, "Maria", left)], (9, "Maria", back)) is True


def test_whose_name_was_cut_at_a_colon_is_out_with_the_whole_one():
    whole = export((0, "Trabalho: Rui", "/acervo opt-out"), (1, "Bia", "/acervo opt-in"))
    short = export((5, "trabalho", "Rui: oi"), (6, "Bia: Obra", "oi"), (7, "Trabalhos", "oi"))
    found = decided(whole, short)
    assert {p: d["opted_out"] for p, d in found.items()} == {
        "trabalho: rui": True,
        "trabalho": True,
        "bia": False,
    }
    longer = export((5, "Bia: Obra: X", "oi"), (6, "Bia: Obra", "oi"))
    found = decided(export((0, "Bia", "/acervo opt-out")), longer)
    assert [p for p, d in found.items() if d["opted_out"]] == ["bia", "bia: obra", "bia: obra: x"]
    assert decided(whole, short, listed={"bia"})["bia: obra"]["opted_out"] is True


def test_commands_on_any_line():
    found = decided(
        export(
            (0, "Ana", "bom dia a todos\n/acervo opt-out"),
            (1, "Bia", "> /acervo opt-out\nfoi o que ela disse"),
            (2, "Caio", "/acervo opt-out"),
            (3, "Caio", "ou sair ou voltar:\n/acervo opt-out\n/acervo opt-in"),
            (4, "Davi", "oi\n/acervo alias Flor\n/acervo bio Leio.\ntchau"),
        )
    )
    assert {p: d["opted_out"] for p, d in found.items()} == {
        "ana": True,
        "caio": True,
        "davi": False,
    }
    assert (found["davi"]["alias"], found["davi"]["bio"]) == ("Flor", "Leio.")


def test_where_unknown_commands_stand():
    one = export(
        (0, "Ana", "/acervo opt-outs"),
        (1, "Ana", "/acervo opt-out"),
        (2, "Bia", "oi\n/acervo opt-in\nsegredo"),
        (3, "Bia", "/acervo ajuda"),
    )
    other = export((0, "Ana", "/acervo opt-outs")).with_columns(file=pl.lit("a.txt"))
    day = START.date()
    expected = [("a.txt", 0, day), ("chat.txt", 0, day), ("chat.txt", 2, day)]
    assert unknown_commands([one, other]) == unknown_commands([other, one]) == expected
    assert unknown_commands([one], "!memo") == unknown_commands([]) == []


def test_a_caption_may_be_a_command():
    rows = export((0, "Ana", "/acervo opt-out")).with_columns(
        attachments=pl.lit(["a.jpg"], dtype=pl.List(pl.String))
    )
    assert decided(rows)["ana"]["opted_out"] is True


def test_the_list_overrules_the_chat():
    rows = export((0, "Ana", "/acervo opt-in"), (1, "Ana", "/acervo alias Flor"))
    assert decided(rows, listed={"ana"})["ana"] == {**NOTHING, "opted_out": True, "alias": "Flor"}


# The private list


CHAT = export(
    (0, "Ana Júlia", "oi"),
    (1, "Ana Lima", "oi"),
    (2, "Bia Reis", "oi"),
    (3, "+55 69 99999-0001", "oi"),
)
AUTHORS = set(CHAT["author"])
PEOPLE = [Person("Dora", phone="+55 69 99999-0001", nicknames=("Dodô",))]


def meant(*entries, people=PEOPLE):
    listed = OptOuts("list.yaml", tuple(e if isinstance(e, tuple) else (e,) for e in entries))
    roster = roster_of(CHAT, people=[*people, *strangers(listed, AUTHORS, people)])
    found, idle = listed_persons(listed, roster, AUTHORS, people)
    assert not idle
    return found


@pytest.mark.parametrize(
    ("entry", "person"),
    [
        ("Ana Júlia", "ana júlia"),
        ("\u200e~ANA  júlia", "ana júlia"),
        ("69 9999-0001", "dora"),
        ("Dodô", "dora"),
        (("Bia Reis", "Bibi"), "bia reis"),
        (("Bia", "Bia Reis"), "bia reis"),
        (pseudonym(KEY, "demo", "bia reis"), "bia reis"),
    ],
)
def test_whom_an_entry_means(entry, person):
    assert person in meant(entry)
    assert not {"ana júlia", "ana lima", "bia reis", "dora"} - {person} & meant(entry)


def test_a_number_that_nobody_lists():
    assert meant("+55 (69) 99999.0001", people=[]) == {"+5569999990001"}


@pytest.mark.parametrize("entry", ["Ana", "Bia", "Você", pseudonym(KEY, "other", "bia reis")])
def test_nobody_comes_back_because_a_name_or_the_key_changed(entry):
    with pytest.raises(AcervoError) as error:
        meant("Ana Júlia", entry)
    assert "list.yaml, entry 1" in str(error.value)
    assert entry not in str(error.value)


def test_who_never_wrote_is_told_and_nameless_in_texts():
    listed = OptOuts("list.yaml", (("Zilda Prado",), ("Ana Júlia",), ("+55 11 98888-7777",)))
    roster = roster_of(CHAT, people=strangers(listed, AUTHORS, []))
    found, idle = listed_persons(listed, roster, AUTHORS, [])
    assert found == {"zilda prado", "ana júlia"}
    assert idle == ["list.yaml, entry 0", "list.yaml, entry 2"]


def test_strangers_are_those_whom_nobody_knows():
    listed = OptOuts("", (("Zilda", "Ana Júlia"), ("dora",), ("+55 11 98888-7777", "Zilda")))
    assert strangers(listed, AUTHORS, PEOPLE) == [Person("Zilda")]


def test_read_opt_outs(tmp_path):
    path = tmp_path / "list.yaml"
    path.write_text(
        "- Ana Júlia\n- +5569999990001\n- 447700900123\n- {name: Bia, phone: '+351 912 345 678'}\n"
        "- {phone: 69999990001, nicknames: [Bibi]}\n"
    )
    assert read_opt_outs(path).entries == (
        ("Ana Júlia",),
        ("5569999990001",),
        ("+447700900123",),
        ("Bia", "+351 912 345 678"),
        ("69999990001", "Bibi"),
    )
    path.write_text('["Ana", {"display": "Bia"}]')
    assert read_opt_outs(path).entries == (("Ana",), ("Bia",))
    path.write_text("# nobody yet\n")
    assert read_opt_outs(path).entries == ()


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("- ok\n- [Segredo]", "entry 1"),
        ("- !!float Segredo", "list.yaml"),
        ("- !!int Segredo", "list.yaml"),
        ("- {}", "entry 0"),
        ("- null", "entry 0"),
        ("- ''", "entry 0"),
        ("- true", "entry 0"),
        ("- 3.5", "entry 0"),
        ("- {nom: Segredo}", "entry 0"),
        ("- {Segredo: nome}", "entry 0"),
        ("- {name: [Segredo]}", "entry 0"),
        ("- {nicknames: {Segredo: 1}}", "entry 0"),
        ("Segredo: 1", "list.yaml"),
        ("- [Segredo", "line 1"),
    ],
)
def test_bad_entries_are_named_by_place_only(tmp_path, text, where):
    path = tmp_path / "list.yaml"
    path.write_text(text)
    with pytest.raises(AcervoError) as error:
        read_opt_outs(path)
    assert where in str(error.value)
    assert "Segredo" not in str(error.value)


def test_a_list_that_cannot_be_read(tmp_path):
    with pytest.raises(AcervoError, match="cannot be read"):
        read_opt_outs(tmp_path / "none.yaml")


def test_withheld_pseudonyms():
    roster = roster_of(CHAT, people=PEOPLE)
    consent = pl.DataFrame(
        {"person": ["ana júlia", "bia reis"], "opted_out": [True, False]},
    )
    found = withheld(roster, consent)
    ROSTER.model.validate(found)
    assert found["name"].is_sorted()
    gone = pseudonym(KEY, "demo", "ana júlia")
    assert found.filter(pl.col("person") == "ana júlia")["pseudonym"].unique().to_list() == [
        "[NAME]"
    ]
    assert found.filter(pl.col("name") == gone).rows() == [(gone, "ana júlia", "[NAME]", False)]
    others = pl.col("person") != "ana júlia"
    assert found.filter(others).equals(roster.filter(others))
    assert withheld(roster, consent.clear()).equals(roster)


def test_somebody_is_called_like_a_pseudonym_of_who_left():
    gone = pseudonym(KEY, "demo", "ana júlia")
    roster = roster_of(CHAT, export((0, gone, "sou eu")), people=PEOPLE)
    consent = pl.DataFrame({"person": ["ana júlia"], "opted_out": [True]})
    found = withheld(roster, consent)
    ROSTER.model.validate(found)
    assert found.filter(pl.col("name") == gone).height == 1
