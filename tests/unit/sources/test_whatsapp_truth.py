"""Exports of other projects with known results, read from the private data beside the repository."""

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from acervo.sources import whatsapp

DATA = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "whatsapp"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"no private test data at {DATA}")

# Where the given truth and a record differ on purpose, and why.
#
# - Placeholders are shown raw there ("<Media omitted>", "PTT-1.opus (file attached)"); a record has
#   them in `attachments`. `shown` renders a record as the truth does.
# - chat-miner joins the lines of a message by a blank; a record keeps the line ends.
# - chat-analytics and chat-miner sort by time; `read` keeps the order of the file.
# - pustur keeps the line end at the end of the last message; a record has none.
# - WhatsR squeezes blanks, cuts U+FEFF out of addresses, has None for an empty text, and gives the
#   two line ends behind the very last message as a word, "start_newline".
# - whatstk's pokemon.txt has "Pokemon Chat: Messages and calls are ...": a notice under the name of
#   the group, which is a system row here and not counted as a message.


def read(name):
    path = DATA / name
    records, report = whatsapp.read(path, file=name, source="truth", timezone="UTC")
    report.check()
    assert report.rejected == 0
    return records, report


def times(records):
    return [t.strftime("%Y-%m-%dT%H:%M:%S") for t in records["sent_at"]]


def posted(records):
    return records.filter(records["state"] != "system")


@pytest.fixture(scope="module")
def truth():
    return json.loads((DATA / "TRUTH.json").read_text("utf-8"))


def expected(name):
    return json.loads((DATA / name).read_text("utf-8"))


def shown(row, template):
    """The text as it stood in the export, for the three placeholders in WhatsR's files."""
    if not row["attachments"]:
        return row["text"]
    assert row["text"] == ""
    return template.get(row["attachments"][0], template["file"] % row["attachments"][0])


@pytest.mark.parametrize(
    ("name", "template"),
    [
        ("englishandroidampm", {"media": "<Media omitted>", "file": "%s (file attached)"}),
        ("germanios24h", {"image": "Bild weggelassen", "file": "<Anhang: %s>"}),
    ],
)
def test_whatsr(name, template, truth):
    records, _ = read(f"WhatsR/{name}.txt")
    rows = expected(f"WhatsR/{name}.expected.json")
    assert len(records) == len(rows) == truth[f"WhatsR/{name}.txt"]["rows"]
    assert times(records) == [row["time"] for row in rows]
    for record, row in zip(records.iter_rows(named=True), rows, strict=True):
        if row["sender"] == "WhatsApp System Message":
            assert (record["state"], record["author"], record["text"]) == (
                "system",
                None,
                row["system"],
            )
        else:
            text = re.sub(" +", " ", shown(record, template))
            message = (row["message"] or "").removesuffix(" start_newline")
            assert (record["state"], record["author"], text) == ("posted", row["sender"], message)
    senders = Counter(
        row["author"] or "WhatsApp System Message" for row in records.iter_rows(named=True)
    )
    assert senders == truth[f"WhatsR/{name}.txt"]["senders"]


@pytest.mark.parametrize("name", ["test_ddmmyy_24hrs.txt", "test_mmddyyyy_12hrs.txt"])
def test_chat_miner(name, truth):
    records, _ = read(f"chat-miner/{name}")
    messages = posted(records)
    assert len(messages) == truth["chat-miner/*.txt"]["messages"]
    found = [
        {"timestamp": t, "author": a, "message": m.replace("\n", " ")}
        for t, a, m in zip(times(messages), messages["author"], messages["text"], strict=True)
    ]
    assert sorted(found, key=str) == sorted(expected("chat-miner/target.json"), key=str)


def test_chat_analytics(truth):
    records, _ = read("chat-analytics/2A_5M.txt")
    facts = truth["chat-analytics/2A_5M.txt"]
    assert len(records) == facts["messages"]
    assert set(records["author"]) == set(facts["authors"])
    texts = [t or "<attachment>" for t in records["text"]]
    # There the line out of order stands where its time puts it, here where the file has it.
    assert sorted(texts) == sorted(facts["texts"])
    assert texts[4] == "This message should be reordered"
    assert records["attachments"].to_list()[3] == ["media"]
    assert times(records)[0].startswith(facts["first"])
    assert max(times(records)).startswith(facts["last"])


def test_langchain_every_line_another_format(truth):
    facts = truth["langchain-mixed-formats/whatsapp_chat.txt"]
    records, _ = read("langchain-mixed-formats/whatsapp_chat.txt")
    kept = records.filter((records["state"] == "posted") & (records["text"] != ""))
    assert len(kept) == facts["user_messages"]
    assert sorted(kept["author"]) == sorted(facts["authors"])
    assert times(records) == [
        "2023-05-05T15:48:11", "2021-11-08T09:41:32", "2023-01-23T03:19:00", "2023-01-23T03:22:00",
        "2021-01-24T12:41:03", "2023-05-04T16:13:23", "2022-07-19T23:32:00", "2022-07-20T11:32:00",
        "2023-04-20T09:42:00", "2023-06-29T00:16:00",
    ]  # fmt: skip
    ignored = records[8:]
    assert ignored["state"].to_list() == ["posted", "deleted"]
    assert ignored["attachments"].to_list() == [["media"], []]


@pytest.mark.parametrize("name", ["_chat.txt", "_chat_file1.txt"])
def test_port_datadonation(name, truth):
    facts = truth["port-whatsapp-datadonation/*_chat*.txt and whatsapp_chat.zip"]
    records, _ = read(f"port-whatsapp-datadonation/{name}")
    messages = posted(records)
    assert Counter(messages["author"]) == facts["messages"]
    rows = list(zip(messages["author"], times(messages), messages["text"], strict=True))
    for person, words in facts["words"].items():
        assert sum(len(text.split()) for a, _, text in rows if a == person) >= words - 2
    for person, links in facts["links"].items():
        assert sum("https://" in text for a, _, text in rows if a == person) == links
    for person, count in facts["locations"].items():
        assert sum(text.startswith("Location: ") for a, _, text in rows if a == person) == count
    for person, first in facts["first"].items():
        assert min(t for a, t, _ in rows if a == person) == first
    for person, last in facts["last"].items():
        assert max(t for a, t, _ in rows if a == person) == last
    assert records.drop("file").equals(read("port-whatsapp-datadonation/_chat.txt")[0].drop("file"))


@pytest.mark.parametrize("name", ["eu-24h.txt", "us-24h.txt"])
def test_vibra(name, truth):
    facts = truth[f"vibra-plugin/{name}"]
    records, report = read(f"vibra-plugin/{name}")
    assert len(records) == facts["messages"]
    assert report.details["date_order"] == facts["order"]
    assert {d.month for d in records["date"]} == {facts["month"]}


def test_vibra_empty(truth):
    records, report = read("vibra-plugin/empty.txt")
    assert len(records) == truth["vibra-plugin/empty.txt"]["messages"]
    assert report.warnings


def test_whatstk(truth):
    records, _ = read("whatstk/lorem.txt")
    assert len(records) == truth["whatstk/lorem.txt"]["messages"]
    assert times(records)[0] == "2020-01-15T02:22:56"
    records, _ = read("whatstk/pokemon.txt")
    first = posted(records)
    assert times(first)[0] == "2016-08-06T13:23:00"
    assert first["author"][:3].to_list() == ["Ash Ketchum", "Brock", "Misty"]
    assert records["state"].to_list()[:2] == ["system", "system"]


@pytest.mark.parametrize("case", expected("derived-locales/expected.json") if DATA.is_dir() else [])
def test_derived_locales(case):
    facts = expected("derived-locales/expected.json")[case]
    records, report = read(f"derived-locales/{case}")
    messages = posted(records)
    assert report.details["date_order"] == facts["order"].split()[0]
    assert bool(report.warnings) == ("ambiguous" in facts["order"])
    assert report.details["charset"] == facts["encoding"]
    assert len(messages) == facts["user_messages"]
    assert Counter(messages["author"]) == facts["authors"]
    assert len(records) - len(messages) == facts.get("system", 0)
    if "first" in facts:
        assert times(messages)[0].startswith(facts["first"])
    if "last" in facts:
        assert times(messages)[-1].startswith(facts["last"])
    found = {
        "media": int((messages["attachments"].list.len() > 0).sum()),
        "deleted": int((messages["state"] == "deleted").sum()),
        "edited": int((messages["state"] == "edited").sum()),
    }
    assert found == {key: facts.get(key, 0) for key in found}
    lines = [*records["line"].to_list(), report.lines + 1]
    several = sum(b - a > 1 for a, b in pairwise(lines))
    assert several == facts.get("multiline", 0)


@pytest.mark.parametrize(
    "case",
    [c["file"] for c in expected("rwhatsapp-format-matrix/expected.json")] if DATA.is_dir() else [],
)
def test_rwhatsapp(case):
    (facts,) = [c for c in expected("rwhatsapp-format-matrix/expected.json") if c["file"] == case]
    records, report = read(f"rwhatsapp-format-matrix/{case}")
    assert report.lines == facts["n_lines"]
    assert len(records) == 2
    minutes = facts["expected_minute"]
    if isinstance(minutes, list):
        assert [t[:16] for t in times(records)] == minutes
    if case == "case_000.txt":  # no minute is given there
        assert times(records) == ["2017-07-12T22:35:22", "2017-07-13T09:12:44"]
    authors = [None, "XXX"] if case == "case_054.txt" else ["Johannes Gruber", "R"]
    assert records["author"].to_list() == authors


@pytest.mark.parametrize(
    "case", [c["file"] for c in expected("pustur-formats/expected.json")] if DATA.is_dir() else []
)
def test_pustur(case):
    (facts,) = [c for c in expected("pustur-formats/expected.json") if c["file"] == case]
    records, _ = read(f"pustur-formats/{case}")
    if "expected" in facts:
        assert times(records) == [facts["expected"]]
        assert records["author"].to_list() == [facts["author"]]
        assert records["text"].to_list() == [facts["message"]]
    else:
        assert len(records) == facts["messages"]
        assert records["text"][-1] == facts["last_message"].rstrip("\n")
        assert records["state"].to_list().count("system") == 2


def test_every_file_is_tested(truth):
    """A file added to the data is not passed over in silence."""
    known = {
        "WhatsR", "chat-analytics", "chat-miner", "derived-locales", "langchain-mixed-formats",
        "port-whatsapp-datadonation", "pustur-formats", "rwhatsapp-format-matrix", "vibra-plugin",
        "whatstk",
    }  # fmt: skip
    assert {p.name for p in DATA.iterdir() if p.is_dir()} == known
    listed = expected("derived-locales/expected.json").keys()
    assert {p.name for p in (DATA / "derived-locales").glob("*.txt")} == set(listed)
    for folder in ("pustur-formats", "rwhatsapp-format-matrix"):
        listed = {c["file"] for c in expected(f"{folder}/expected.json")}
        assert {p.name for p in (DATA / folder).glob("*.txt")} == listed
