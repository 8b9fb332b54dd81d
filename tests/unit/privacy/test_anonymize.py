import datetime as dt
import re
import unicodedata

import polars as pl
import pytest
from acervo.privacy.anonymize import anonymize
from acervo.privacy.consent import withheld
from acervo.privacy.detection import Detector, Found
from acervo.privacy.pseudonyms import pseudonym
from acervo.privacy.roster import Person, build_roster
from acervo.schema import ANONYMIZED, RECORDS
from hypothesis import given, settings
from hypothesis import strategies as st

KEY = b"k" * 32
AUTHORS = ["Ana Júlia", "+55 69 99999-0001", "Bia Reis", "Caio Reis", "Caio", "Jo", None]
START = dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC)


def who(person):
    return pseudonym(KEY, "demo", person)


ANA, PHONE, BIA, JO = who("ana júlia"), who("+5569999990001"), who("bia reis"), who("jo")


def records(*rows):
    """Return records of dicts; what is not given is plain."""
    plain = {
        "source": "praca",
        "thread": "praca",
        "kind": "message",
        "state": "posted",
        "sent_at": START,
        "date": START.date(),
        "author": "Bia Reis",
        "title": None,
        "section_title": None,
        "text": "",
        "attachments": [],
        "file": "raw/Conversa com Ana.txt",
        "line": 1,
    }
    empty = pl.from_arrow(RECORDS.arrow.empty_table())
    return pl.DataFrame(
        [plain | {"position": i} | row for i, row in enumerate(rows)], schema=empty.schema
    )


def members(*extra):
    everybody = records(*[{"author": author, "text": "oi"} for author in [*AUTHORS, *extra]])
    people = [Person("Dora Lima", nicknames=("Dorinha",))]
    return build_roster([everybody], people, key=KEY, dataset="demo")


ROSTER = members()


def texts(*written):
    found, _ = anonymize(records(*[{"text": text} for text in written]), ROSTER)
    return found["text"].to_list()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a Ana Júlia disse", f"a {ANA} disse"),
        ("ANA JULIA, ana júlia; anA ju\u0301lia!", f"{ANA}, {ANA}; {ANA}!"),
        ("Ana e a ana", f"{ANA} e a {ANA}"),
        ("(Ana)\nANA: oi *Ana*", f"({ANA})\n{ANA}: oi *{ANA}*"),
        ("Anabela, Joana, banana, Ana_1, Ana2", "Anabela, Joana, banana, Ana_1, Ana2"),
        ("Joana Júlia e Ana Júlia", f"[NAME_1] e {ANA}"),
        ("Caio ou Caio Reis?", f"[NAME] ou {who('caio reis')}?"),
        ("Dorinha e Dora", f"{who('dora lima')} e {who('dora lima')}"),
        ("Jo foi, mas jo", f"{JO} foi, mas jo"),
        ("@⁨Ana Júlia⁩ @Ana @ana", f"@{ANA} @{ANA} @{ANA}"),
        ("@⁨~ana júlia⁩ @⁨Jo⁩ @⁨Fulano de Tal⁩ @⁨todos⁩", f"@{ANA} @{JO} @[NAME] @todos"),
        ("@5569999990001 @556999990001 +5569999990001", f"@{PHONE} @{PHONE} {PHONE}"),
        ("@⁨+55 69 99999-0001⁩ @⁨+55 69 99999-0002⁩", f"@{PHONE} @[PHONE_1]"),
        ("@5569999990002 @⁨+99 9999 999⁩", "@[PHONE_1] @[PHONE_2]"),
        (
            "https://example.org/Ana/Ana+Júlia?q=Ana Ana",
            f"https://example.org/Ana/{ANA}?q=Ana {ANA}",
        ),
        ("Ana@example.org e x@Ana.com", "[EMAIL_1] e [EMAIL_2]"),
        (f"{ANA} [NAME] [EMAIL_1] [media]", f"{ANA} [NAME] [EMAIL_1] [media]"),
        ("A\u200bna J\u2066ú\u2069lia \ufeffana@ex\u200dample\u200d.org", f"{ANA} [EMAIL_1]"),
        ("👩\u200d👩\u200d👧 می\u200cخواهم", "👩\u200d👩\u200d👧 می\u200cخواهم"),
        ("STRAßE ﬁ Ana ǅ", f"STRAßE ﬁ {ANA} ǅ"),
        ("https://x.example/?t=69999990001 oi", f"https://x.example/?t={PHONE} oi"),
        ("?q=caio%20reis e *Bia* *Reis*", f"?q={who('caio reis')} e *{BIA}*"),
    ],
)
def test_names_in_texts(text, expected):
    assert texts(text) == [expected]


def test_rows_and_counts():
    rows = records(
        {"author": "Ana Júlia", "text": "oi Bia, a@e.org"},
        {"author": None, "state": "system", "text": "Ana entrou"},
        {"author": None, "text": "b"},
        {"author": "Jo", "state": "deleted", "text": "Ana a@e.org"},
    )
    found, counts = anonymize(rows, ROSTER)
    ANONYMIZED.model.validate(found)
    assert found.columns == ANONYMIZED.arrow.names
    assert found["author"].to_list() == [ANA, None, JO]
    assert found["text"].to_list() == [f"oi {BIA}, [EMAIL_1]", "b", ""]
    assert found["state"].to_list() == ["posted", "posted", "deleted"]
    assert found["position"].to_list() == [0, 2, 3]
    left_out = {"system": 1, "opted_out": 0, "commands": 0, "unknown_commands": 0}
    assert counts == {**left_out, "names": 1, "EMAIL": 1}


def test_media_reads_the_same_with_and_without_the_file():
    rows = records(
        {"attachments": ["IMG-20240501-WA0001.jpg"]},
        {"attachments": ["image"], "text": "\u200e "},
        {"attachments": ["image"], "text": "olha a Ana"},
        {"attachments": [], "text": ""},
        {"attachments": ["image"], "state": "deleted"},
    )
    found, _ = anonymize(rows, ROSTER)
    assert found["text"].to_list() == ["[media]", "[media]", f"olha a {ANA}", "", ""]
    assert "IMG" not in str(found.to_dicts()) and "Conversa" not in str(found.to_dicts())


def test_titles_and_numbers_through_the_whole_record():
    rows = records(
        {
            "kind": "section",
            "title": "Boletim de Ana: a@e.org",
            "section_title": "b@e.org",
            "text": "b@e.org c@e.org",
        },
        {"kind": "section", "title": "x\x1ey", "section_title": None, "text": "1\x1e2"},
        {"kind": "section", "title": None, "section_title": "s", "text": "a@e.org"},
    )
    found, counts = anonymize(rows, ROSTER)
    assert found.select("title", "section_title", "text").rows() == [
        (f"Boletim de {ANA}: [EMAIL_1]", "[EMAIL_2]", "[EMAIL_2] [EMAIL_3]"),
        ("x y", None, "1\x1e2"),
        (None, "s", "[EMAIL_1]"),
    ]
    assert counts["EMAIL"] == 5


def test_who_opted_out_is_gone_and_nameless():
    gone = ROSTER.filter(pl.col("person") == "ana júlia")["pseudonym"][0]
    consent = pl.DataFrame({"person": ["ana júlia"], "opted_out": [True]})
    rows = records(
        {"author": "Ana Júlia", "text": "segredo"},
        {"author": "Jo", "text": f"> Ana Júlia: sim\n@⁨~ana júlia⁩ Ana {gone}, Bia"},
        {"author": "Ana Júlia", "state": "deleted"},
    )
    found, counts = anonymize(rows, withheld(ROSTER, consent))
    assert found["author"].to_list() == [JO]
    assert found["text"].to_list() == [f"> [NAME]: sim\n@[NAME] [NAME] [NAME], {BIA}"]
    assert counts["opted_out"] == 2


def test_commands_are_consumed():
    rows = records(
        {"author": "Jo", "text": "/acervo alias Flor"},
        {"author": "Jo", "text": "\u200e/Acervo  dança", "attachments": ["a.jpg"]},
        {"author": "Jo", "text": "/acervo bio x", "state": "edited"},
        {"author": "Jo", "text": "use /acervo opt-out"},
        {"author": "Jo", "text": "!memo ajuda"},
    )
    found, counts = anonymize(rows, ROSTER)
    assert found["text"].to_list() == ["", "use /acervo opt-out", "!memo ajuda"]
    # Deleted, so that no other export's earlier state of it is taken.
    assert found["state"].to_list() == ["deleted", "posted", "posted"]
    assert (counts["commands"], counts["unknown_commands"]) == (3, 1)
    found, _ = anonymize(rows, ROSTER, prefix="!memo")
    assert found["text"].to_list()[-1] == "use /acervo opt-out" and found.height == 4


def test_what_else_a_message_says_stays():
    rows = records(
        {"author": "Jo", "text": "bom dia\n/acervo alias Flor\n/acervo dança\naté já"},
        {"author": "Jo", "text": "oi\n/acervo bio x", "state": "edited"},
        {"author": "Jo", "text": "> /acervo opt-out\nfoi ela"},
        {"author": "Jo", "text": "/acervo opt-out", "attachments": ["a.jpg"]},
    )
    found, counts = anonymize(rows, ROSTER)
    assert found["text"].to_list() == ["bom dia\naté já", "oi", "> /acervo opt-out\nfoi ela"]
    assert found["state"].to_list() == ["posted", "edited", "posted"]
    assert (counts["commands"], counts["unknown_commands"]) == (4, 1)


def test_author_missing_from_the_roster_is_a_bug():
    with pytest.raises(ValueError, match="missing from the roster") as error:
        anonymize(records({"author": "Desconhecida"}), ROSTER)
    assert "Desconhecida" not in str(error.value)
    with pytest.raises(ValueError, match="missing"):  # a name for texts is nobody who writes
        anonymize(records({"author": "Reis"}), ROSTER)


def test_two_phones_give_equal_bytes():
    one = texts("Café da manhã às 10h \u2068aqui\u2069")
    other = texts(unicodedata.normalize("NFD", "Café da manhã às 10h aqui\u200e"))
    assert one == other == ["Café da manhã às 10h aqui"]


def test_nobody_and_nothing():
    empty = build_roster([], [], key=KEY, dataset="demo")
    found, counts = anonymize(records({"author": None, "text": "Ana @⁨Ana⁩"}), empty)
    assert found["text"].to_list() == ["Ana @[NAME]"] and counts["names"] == 1
    found, counts = anonymize(records(), ROSTER)
    assert found.height == 0 and not any(counts.values())


AROUND = st.text(alphabet=" .,;:!?()*~'\"«»–-🎉\n\u200e\u2068\u2069", max_size=4)
FILLER = st.text(alphabet="xyz çé\n🎉", max_size=10)


@given(
    FILLER,
    AROUND,
    st.sampled_from(["Ana Júlia", "ANA JULIA", "bia reis", "Bia", "Dorinha"]),
    AROUND,
    FILLER,
)
@settings(max_examples=300, deadline=None)
def test_wrapped_names_are_gone(before, left, name, right, after):
    text = texts(f"{before} {left}{name}{right} {after}")[0]
    assert name.casefold() not in text.casefold()


@pytest.mark.parametrize(
    ("kind", "full_names", "expected"),
    [
        ("message", True, "vi a [NAME_1] na feira"),
        ("message", False, "vi a Mariana Quintela Prates na feira"),
        ("section", True, "vi a Mariana Quintela Prates na feira"),
    ],
)
def test_full_names_go_in_chats_unless_they_are_kept(kind, full_names, expected):
    given = records({"text": "vi a Mariana Quintela Prates na feira", "kind": kind})
    found, counts = anonymize(given, ROSTER, full_names=full_names)
    assert found["text"].to_list() == [expected]
    assert counts.get("NAME", 0) == ("[NAME_1]" in expected)


def test_a_heading_is_read_alone_too_as_the_gate_does(monkeypatch):
    tag = Detector("tag", "x#", lambda view: tags(view), ("x#1234",))

    def tags(view):  # only where nothing stands behind it
        yield from (Found(*m.span(), "HANDLE", m[0]) for m in re.finditer(r"x#[0-9]+$", view.text))

    row = records({"author": None, "kind": "section", "title": "x#1", "section_title": "a x#2"})
    roster = build_roster([row], [], key=KEY, dataset="demo")
    monkeypatch.setattr("acervo.privacy.anonymize.DETECTORS", (tag,))
    published, counts = anonymize(row.with_columns(text=pl.lit("text")), roster)
    assert published.row(0, named=True)["title"] == "[HANDLE_1]"
    assert published.row(0, named=True)["section_title"] == "a [HANDLE_1]"
    assert counts["HANDLE"] == 2
