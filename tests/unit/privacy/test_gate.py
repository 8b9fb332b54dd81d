"""The gate opens for what is public, and closes wherever a private value is planted."""

import datetime as dt
import json

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from acervo import parallel
from acervo.digests import file_sha256
from acervo.errors import AcervoError
from acervo.privacy import canaries, gate
from acervo.privacy.consent import withheld
from acervo.privacy.detectors import DETECTORS
from acervo.privacy.gate import refusal, scan
from acervo.privacy.roster import Person, build_roster
from acervo.schema import CHUNKS, MESSAGES, PROFILES, RECORDS
from acervo.tables import write_table

from tests.unit.dataset import chunk_rows, messages, talk

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
    gone = WHO[NAME]
    out = pl.DataFrame({"person": [NAME.casefold()], "opted_out": [True]})
    left = withheld(ROSTER, out)
    assert gone not in left["pseudonym"]
    write_table(messages(talk(DAY, (None, f"como disse {gone} ontem"))), MESSAGES, site.messages)
    planted = canaries.collect([RECORDED], ROSTER)
    options = {"messages": [site.messages], "others": [], "canaries": planted, "root": site.root}
    assert not scan(roster=ROSTER, **options).findings
    (finding,) = scan(roster=left, **options).findings
    assert finding.what == "pseudonym of somebody who left"


def test_everything_that_it_says_of_a_revision(site):
    said = f"de {NAME}: {MAIL}\nCPF 529.982.247-25 e fim"
    site.say(said, "11 98888-7777", "nada")
    passages = f"{WHO['Rosa']}: CPF 529.982.247-25 e fim\nnada", "ligue 11 98888-7778\nnada", said
    path = site.root / "embeddings/tiny/2024-05.parquet"
    write_table(chunk_rows(*passages, title=f"nada › {NAME}"), CHUNKS, path)
    site.others.append(path)
    site.put("README.md", f"# Rua\n\n11 98888-7777\n{NUMBER}\n")
    site.put("index/tiny/meta.json", json.dumps({"a": "529.982.247-25"}))
    site.put("index/tiny/faiss.index", b"\1" + MAIL.encode() + b"\1")
    scanned = site.scan()
    raw = "that stands in the raw export"
    assert [str(finding) for finding in scanned.findings] == [
        "README.md, line, row 4: PHONE that stands in the raw export",
        "README.md, line, row 4: PHONE, found by a detector",
        "README.md, line, row 4: number of a member",
        f"embeddings/tiny/2024-05.parquet, column section_title, row 1: NAME {raw}",
        "embeddings/tiny/2024-05.parquet, column section_title, row 1: name of a member",
        f"embeddings/tiny/2024-05.parquet, column text, row 1: CPF {raw}",
        "embeddings/tiny/2024-05.parquet, column text, row 2: PHONE, found by a detector",
        f"embeddings/tiny/2024-05.parquet, column text, row 3: CPF {raw}",
        f"embeddings/tiny/2024-05.parquet, column text, row 3: EMAIL {raw}",
        f"embeddings/tiny/2024-05.parquet, column text, row 3: NAME {raw}",
        "embeddings/tiny/2024-05.parquet, column text, row 3: name of a member",
        f"index/tiny/faiss.index, raw bytes: EMAIL {raw}",
        f"index/tiny/meta.json, value: CPF {raw}",
        f"messages/2024-05.parquet, column text, row 3: CPF {raw}",
        "messages/2024-05.parquet, column text, row 3: CPF, found by a detector",
        f"messages/2024-05.parquet, column text, row 3: EMAIL {raw}",
        "messages/2024-05.parquet, column text, row 3: EMAIL, found by a detector",
        f"messages/2024-05.parquet, column text, row 3: NAME {raw}",
        "messages/2024-05.parquet, column text, row 3: name of a member",
        "messages/2024-05.parquet, column text, row 4: PHONE, found by a detector",
    ]
    assert scanned.report["findings"] == len(scanned.findings)
    assert scanned.report["files"]["embeddings/tiny/2024-05.parquet"]["rows"] == 3


@pytest.mark.parametrize(
    "text",
    [
        "https://x.example/zulmira-quadros",
        "*Zulmira* _Quadros_",
        "zulmira%20quadros",
        "Zulmira\nQuadros",
    ],
)
@pytest.mark.parametrize("name", ["messages", "README.md", "index/tiny/meta.json", "passages"])
def test_a_name_closes_it_however_it_is_parted(site, text, name):
    if name == "messages":
        site.say(text)
    elif name == "passages":
        site.others.append(site.root / "embeddings/tiny/2024-05.parquet")
        write_table(chunk_rows(f"oi {text}"), CHUNKS, site.others[-1])
    else:
        site.put(
            name, json.dumps({"a": text}) if name.endswith("json") else text.replace("\n", " ")
        )
    assert any("name of a member" in line for line in site.found())


def test_a_number_in_a_link_closes_it(site):
    site.say("https://x.example/i?t=69999990001")
    assert [line for line in site.found() if "number of a member" in line]


def test_pieces_of_messages_are_looked_at_once(site, monkeypatch):
    seen = []
    look = gate._detected
    monkeypatch.setattr(gate, "_detected", lambda texts: seen.extend(texts) or look(texts))
    long = "uma bomba nova, em ordem"
    site.say(long)
    made = (f"{WHO['Rosa']}: bomba nova,\na rosa, 12/03/1980", "uma bomba\nnova")
    site.others.append(site.root / "embeddings/tiny/2024-05.parquet")
    write_table(
        chunk_rows(*made, "uma bomba\nvelha", title=f"{long} › a rosa,"), CHUNKS, site.others[-1]
    )
    assert site.found() == []
    assert seen.count(long) == 1
    assert "uma bomba\nvelha" in seen
    assert not {*made, f"{long} › a rosa,"} & {*seen}


def test_several_processes_find_the_same(site, monkeypatch):
    site.say(*(f"{word} {MAIL}" for word in ("um", "dois", "tres", "quatro")))
    alone = site.scan()
    monkeypatch.setattr(parallel, "_LEAST", 20)
    assert site.scan(processes=2) == alone
