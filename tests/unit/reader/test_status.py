import shutil

import polars as pl
import pytest
from acervo.digests import read_json, write_json
from acervo.errors import AcervoError
from acervo.reader.status import _topic, status


def report(tree, name, file, rejects=(), warnings=()):
    found = [{"first_line": a, "last_line": b, "reason": reason} for a, b, reason in rejects]
    write_json(
        tree.base / "private" / "reports" / "parse" / name,
        {"files": [{"file": file, "rejects": found, "warnings": list(warnings)}]},
    )


def test_figures_of_a_dataset(tree):
    found = status(tree.root)
    assert found.people == 3
    assert found.sources == {"boletim": 1, "leitura": 1, "rua": 5}
    assert found.manifest["num_messages"] == 7
    assert (found.rejected, found.warnings) == ([], [])


def test_what_was_not_taken_is_read_from_the_reports_beside_it(tree, monkeypatch):
    report(tree, "b/2.json", "raw/b", rejects=[(3, 4, "no date")], warnings=["strange"])
    report(tree, "a/1.json", "raw/a", rejects=[(9, 9, "x"), (1, 2, "y")])
    expected = [("raw/a", 1, 2, "y"), ("raw/a", 9, 9, "x"), ("raw/b", 3, 4, "no date")]
    assert status(tree.root).rejected == expected
    assert status(tree.root).warnings == [("raw/b", "strange")]
    monkeypatch.chdir(tree.root)
    assert status(tree.root.__class__(".")).rejected == expected


def test_commands_that_nobody_understands_are_counted_by_file(tree):
    report(tree, "rua/1.json", "raw/rua.txt", warnings=["strange"])
    report(tree, "rua/2.json", "raw/newer.txt")
    told = ["raw/rua.txt:7", "a command that nobody understands (2024-05-03)"]
    write_json(tree.base / "private" / "reports" / "roster.json", {"warnings": [told]})
    (one, other) = status(tree.root).warnings
    assert one == ("raw/rua.txt", "strange")
    assert other == tuple(told)


def test_languages_that_a_model_does_not_know_are_worth_a_look(tree):
    meta = read_json(tree.index / "meta.json")
    meta["fusion"]["uncovered"] = {"pt": ["boletim", "rua"]}
    write_json(tree.index / "meta.json", meta)
    told = "test/tiny does not know its language (pt): search by meaning is weak there"
    assert status(tree.root).warnings == [("boletim, rua", told)]
    shutil.rmtree(tree.index)
    assert status(tree.root).warnings == []


@pytest.mark.parametrize(("measured", "told"), [(0.994, {"tiny": 0.994}), (None, {})])
def test_the_recall_that_was_measured(tree, measured, told):
    assert status(tree.root).recall == {}
    write_json(tree.root / "reports" / "tiny.json", {"recall@10": measured})
    assert status(tree.root).recall == told
    assert status(tree.root).as_dict()["recall@10"] == told


def test_no_dataset_here(tmp_path):
    with pytest.raises(AcervoError, match=r"no manifest\.json here"):
        status(tmp_path)


def test_messages_that_are_missing(tree):
    shutil.rmtree(tree.root / "messages")
    with pytest.raises(AcervoError, match="messages"):
        status(tree.root)


def topic_of(*rows):
    return _topic(pl.DataFrame(rows, schema=["date", "section_title", "text"], orient="row"))


def test_something_to_search_for():
    assert topic_of((1, None, "nothing"), (2, "a", "b")) == "your question"
    chat = [(1, None, "who has a long ladder?"), (2, None, "who has a drill?"), (3, None, "I have")]
    assert topic_of(*chat) == "who has a drill?"
    assert topic_of((0, "Pump and ladder", "text"), *chat) == "Pump and ladder"


@pytest.mark.parametrize(
    "text",
    [
        'who said "no" here?',
        "who pays $HOME now?",
        "who is `id` to you?",
        "does [NAME_1] come too?",
        "does p2345abcdefghijkl come?",
        "two\nlines of a text?",
        "word " * 20 + "?",
    ],
)
def test_what_a_shell_would_change_or_nobody_reads_is_no_topic(text):
    assert topic_of((1, None, text)) == "your question"
