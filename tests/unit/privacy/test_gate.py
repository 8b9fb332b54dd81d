"""The gate opens for what is public, and closes wherever a private value is planted."""

import datetime as dt
import json

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from acervo.digests import file_sha256
from acervo.errors import AcervoError
from acervo.privacy import canaries
from acervo.privacy.canaries import Canaries
from acervo.privacy.detectors import DETECTORS
from acervo.privacy.gate import refusal, scan
from acervo.privacy.roster import Person, build_roster
from acervo.schema import CHUNKS, MESSAGES, PROFILES, RECORDS
from acervo.tables import write_table
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.dataset import chunk_rows, messages, talk
from tests.unit.growth import growth

DAY = dt.date(2024, 5, 3)
NAME, MAIL, NUMBER = "Zulmira Quadros", "zulmira.quadros@example.org", "+55 69 99999-0001"
FILE, EXPORT = "IMG-20240503-WA0042.jpg", "Conversa do WhatsApp com Vila Quadros.txt"
RAW = [
    {"author": NAME, "text": f"escreve para {MAIL} ou CPF 529.982.247-25"},
    {"author": NUMBER, "text": "bom dia, a senha do portao e Xk29fjQ8"},
    {"author": "Rosa", "text": "nasci em 12/03/1980, ramal 4321", "attachments": [FILE, "image"]},
]


def records(*rows):
    plain = {
        "source": "rua",
        "thread": "rua",
        "kind": "message",
        "state": "posted",
        "sent_at": dt.datetime(2024, 5, 3, tzinfo=dt.UTC),
        "date": DAY,
        "author": None,
        "title": None,
        "section_title": None,
        "text": "",
        "attachments": [],
        "file": f"raw/rua/{EXPORT}",
        "line": 1,
    }
    empty = pl.from_arrow(RECORDS.arrow.empty_table())
    return pl.DataFrame(
        [plain | {"position": i} | row for i, row in enumerate(rows)], schema=empty.schema
    )


RECORDED = records(*RAW)
ROSTER = build_roster([RECORDED], [Person("Tonico Vaz")], key=b"k" * 32, dataset="rua")
WHO = dict(ROSTER.select("name", "pseudonym").iter_rows())
PUBLIC = [(WHO[NAME], "escreve para [EMAIL_1] ou CPF [CPF_1]"), (WHO["Rosa"], "a rosa, 12/03/1980")]


class Site:
    """A public directory of one period and whatever a test adds."""

    def __init__(self, root):
        self.root, self.others = root, []
        self.messages = root / "messages" / "2024-05.parquet"
        write_table(messages(talk(DAY, *PUBLIC)), MESSAGES, self.messages)

    def say(self, *texts):
        write_table(
            messages(talk(DAY, *PUBLIC, *((None, t) for t in texts))), MESSAGES, self.messages
        )

    def put(self, name, content):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, pa.Table):
            pq.write_table(content, path)
        elif isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content)
        self.others.append(path)
        return path

    def scan(self, **options):
        planted = canaries.collect([RECORDED], ROSTER)
        return scan([self.messages], self.others, planted, ROSTER, root=self.root, **options)

    def found(self, **options):
        return [str(finding) for finding in self.scan(**options).findings]


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path / "public")


def test_what_is_public_passes(site):
    passage = "\n".join(f"{who}: {text}" for who, text in PUBLIC)
    path = site.root / "embeddings/tiny/2024-05.parquet"
    write_table(chunk_rows(passage), CHUNKS, path, {"acervo.model": "0" * 64})
    site.others.append(path)
    site.put("index/tiny/meta.json", json.dumps({"fingerprint": "0123456789" * 5, "ntotal": 5}))
    site.put("index/tiny/faiss.index", bytes(range(256)) * 50)
    site.put("README.md", "# Rua\n\nPhone numbers become `[PHONE_1]`.\n")
    scanned = site.scan()
    assert scanned.findings == []
    report = scanned.report
    assert report["files"]["messages/2024-05.parquet"]["rows"] == 2
    assert report["files"]["README.md"]["sha256"] == file_sha256(site.root / "README.md")
    assert len(report["files"]) == 5
    assert report["findings"] == 0
    assert report["detectors"] == [detector.name for detector in DETECTORS]
    assert report["canaries"].keys() >= {"NAME", "EMAIL", "PHONE", "CPF", "EXPORT"}
    assert report["roster"] >= 3


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda detector: detector.name)
def test_every_detector_closes_it(site, detector):
    site.say(detector.controls[0])
    assert any("row 3" in line and "found by a detector" in line for line in site.found())


@pytest.mark.parametrize(
    "text", [NAME, "ZULMIRA quádros!", f"({NUMBER})", "5569999990001", "tonico vaz"]
)
def test_the_roster_closes_it(site, text):
    site.say(f"falei com {text} ontem")
    lines = [line for line in site.found() if "of a member" in line]
    assert lines and "messages/2024-05.parquet, column text, row 3" in lines[0]


@pytest.mark.parametrize("text", ["Zulmira", "azulmira quadros", "zulmira quadrosa", "a rosa"])
def test_other_words_do_not(site, text):
    site.say(f"hoje tem {text} na praca")
    assert site.found() == []


VALUES = [NAME, MAIL, NUMBER, "+5569999990001", "529.982.247-25", EXPORT]


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "latin-1"])
def test_canaries_in_raw_bytes_close_it(site, value, encoding):
    site.put("index/tiny/faiss.index", b"\x01" * 99 + value.encode(encoding) + b"\xff" * 99)
    (line,) = site.found()
    assert line.startswith("index/tiny/faiss.index, raw bytes: ")
    assert "raw export" in line


@pytest.mark.parametrize("value", VALUES)
def test_canaries_between_pages_and_in_vectors_close_it(site, value):
    raw = site.messages.read_bytes()
    footer = int.from_bytes(raw[-8:-4], "little") + 8
    site.messages.write_bytes(raw[:-footer] + value.encode() + raw[-footer:])
    assert {"raw bytes", "structure"} <= {
        line.split(", ")[1].split(":")[0] for line in site.found()
    }

    padded = value.encode().ljust(64, b"\0")
    numbers = pa.Array.from_buffers(pa.float32(), 16, [None, pa.py_buffer(padded)])
    vectors = pa.table({"embedding": pa.FixedSizeListArray.from_arrays(numbers, 16)})
    site.put("embeddings/tiny/2024-05.parquet", vectors)
    assert any(
        line.startswith("embeddings/tiny/2024-05.parquet, column embedding")
        for line in site.found()
    )


def test_a_canary_in_a_title_path_key_and_file_name(site):
    table = messages([{**talk(DAY, (None, "oi"))[0], "title": MAIL, "path": f"rua/{EXPORT}"}])
    write_table(table, MESSAGES, site.messages)
    site.put("index/tiny/meta.json", json.dumps({"a": {MAIL: 1}}))
    site.put(f"index/{NAME}.json", "{}")
    lines = site.found()
    for place in ("column title, row 1", "column path, row 1", "meta.json, value", "its name"):
        assert any(place in line for line in lines), place


def test_it_says_where_and_never_what(site):
    site.say(f"Zulmira Quadros {MAIL} {NUMBER} 529.982.247-25")
    site.put("README.md", f"x\n{MAIL}\n")
    scanned = site.scan()
    error = refusal(scanned.findings, site.root)
    assert isinstance(error, AcervoError)
    text = f"{error} {scanned.report}".casefold()
    for value in ("zulmira", "quadros", "example.org", "99999", "529.982"):
        assert value not in text
    for words in ("messages/2024-05.parquet, column text, row 3: EMAIL", "README.md, line, row 2"):
        assert words.casefold() in text
    assert "privacy.roster" in error.fix


def test_many_findings_are_counted(site):
    site.say(*(f"a{i}@example.org" for i in range(60)))
    assert f"… and {60 - 20} more" in str(refusal(site.scan().findings, site.root))


def test_what_the_configuration_makes_public_is_allowed_outside_of_tables(site):
    contact = "write to quadros@example.net or call (202) 555-0147"
    card = site.put("README.md", f"# Rua\n\nTo have something removed: {contact}\n")
    assert site.found()
    assert site.found(public_texts=["Rua", contact]) == []
    card.write_text(card.read_text() + MAIL)
    assert site.found(public_texts=["Rua", contact])
    card.unlink()
    site.others.clear()
    site.say(contact)
    assert site.found(public_texts=[contact])


def test_a_passage_may_cut_and_join_messages(site):
    """What the detectors let stand in a whole message is none of a passage's doing."""
    cut = "11 98888-7777"
    site.say(f"ISBN-like 000.{cut}.000 ", "me liga", "fim")
    whole = pl.read_parquet(site.messages)["text"].to_list()
    assert not any("PHONE" in line for line in site.found())  # whole, it is no number
    path = site.root / "embeddings/tiny/2024-05.parquet"
    write_table(chunk_rows(f"{WHO['Rosa']}: {cut}\nme liga"), CHUNKS, path)
    site.others.append(path)
    assert cut in whole[2]
    assert site.found() == []
    write_table(chunk_rows("11 98888-7778"), CHUNKS, path)
    assert any("PHONE" in line for line in site.found())


def test_members_may_show_what_they_chose_of_themselves(site):
    path = site.root / "profiles.parquet"

    def profile(pseudonym, alias, link=None):
        row = {"pseudonym": [pseudonym], "alias": [alias], "bio": [None], "link": [link]}
        empty = pl.from_arrow(PROFILES.arrow.empty_table())
        write_table(pl.DataFrame(row, schema=empty.schema), PROFILES, path)

    site.others.append(path)
    profile(WHO[NAME], NAME, "https://instagram.com/zulmira.quadros")
    assert site.found() == []
    profile(WHO["Rosa"], NAME)
    assert any("profiles.parquet, column alias, row 1: name of a member" in x for x in site.found())
    profile(WHO[NAME], MAIL)
    assert any("column alias, row 1: EMAIL" in line for line in site.found())


def test_the_pseudonym_of_who_left_closes_it(site):
    gone = "p" + "q7" * 8
    left = ROSTER.vstack(ROSTER.head(1).with_columns(name=pl.lit(gone), pseudonym=pl.lit("[NAME]")))
    site.say(f"como disse {gone} ontem")
    planted = canaries.collect([RECORDED], ROSTER)
    options = {"messages": [site.messages], "others": [], "canaries": planted, "root": site.root}
    assert not scan(roster=ROSTER, **options).findings
    (finding,) = scan(roster=left, **options).findings
    assert finding.what == "pseudonym of somebody who left"


def test_canaries_are_what_is_private_wherever_it_stands():
    chosen = dict(canaries.collect([RECORDED], ROSTER).iter_rows())
    assert {
        NAME: "NAME",
        MAIL: "EMAIL",
        NUMBER: "PHONE",
        EXPORT.removesuffix(".txt"): "EXPORT",
    }.items() <= chosen.items()
    assert chosen["529.982.247-25"] == "CPF"
    assert "Tonico Vaz" in chosen
    for ordinary in ("Rosa", "image", "12/03/1980", "4321", "bom dia", "_chat.txt"):
        assert ordinary not in chosen


@pytest.mark.parametrize(
    ("name", "told"),
    [("Zulmira Quadros", True), ("Dra. Zulmira Quadros", True), ("Zulmira", False)]
    + [(name, False) for name in ("Dra. Zulmira", "Bom Dia", "vida nova", "🌸", "Minha Mãe")],
)
def test_names_that_can_be_nothing_else(name, told):
    assert canaries.distinctive(name) is told


def test_canaries_are_the_same_whatever_the_order():
    halves = [RECORDED.head(1), RECORDED.tail(2)]
    assert canaries.collect(halves, ROSTER).equals(canaries.collect(halves[::-1], ROSTER))
    assert canaries.collect([], ROSTER.clear()).is_empty()


def test_the_second_copy_of_an_export_plants_nothing_new():
    again = RECORDED.with_columns(file=pl.col("file").str.replace(r"\.(\w+)$", " (1).$1"))
    assert (again["file"] != RECORDED["file"]).all()
    once = canaries.collect([RECORDED], ROSTER)
    assert canaries.collect([RECORDED, again], ROSTER).equals(once)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("x Ana Lima.", True),
        ("Joana Lima", None),
        ("Ana Limas", False),
        ("99911988887777", False),
        ("(11988887777)", True),
        ("https://example.org/i/11988887777/x", False),
    ],
)
def test_parts_of_words_numbers_and_links_are_not_whole(text, whole):
    planted = Canaries({"Ana Lima": "NAME", "11988887777": "PHONE"})
    assert [hit.whole for hit in planted.in_texts([text])] == ([] if whole is None else [whole])


@given(st.sampled_from([NAME, MAIL, NUMBER]), st.text(max_size=20), st.text(max_size=20))
def test_a_canary_is_found_in_bytes_whatever_surrounds_it(value, before, after):
    data = f"{before}{value}{after}".encode("utf-8", "surrogatepass")
    assert value in Canaries(dict.fromkeys([NAME, MAIL, NUMBER], "X")).in_bytes(data)
    assert Canaries({"a value of nobody": "X"}).in_bytes(data) == set()


def test_time_grows_with_the_text():
    planted = Canaries({f"Nome{i} Sobrenome{i}": "NAME" for i in range(500)})
    text = "uma frase de todos os dias, sem ninguem. " * 100_000
    assert growth(lambda part: list(planted.in_texts([part])), text) < 8
