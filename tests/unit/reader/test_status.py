import shutil

import pytest
from acervo.digests import write_json
from acervo.errors import AcervoError
from acervo.reader.status import status


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
    for name, count in (("1", 2), ("2", 0)):
        file = tree.base / "private" / "reports" / "anonymize" / "rua" / f"{name}.json"
        write_json(file, {"commands": 5, "unknown_commands": count})
    (one, other) = status(tree.root).warnings
    assert one == (
        "raw/rua.txt",
        "commands that nobody understands: 2 (logs/roster.log says on which lines)",
    )
    assert other == ("raw/rua.txt", "strange")


def test_no_dataset_here(tmp_path):
    with pytest.raises(AcervoError, match=r"no manifest\.json here"):
        status(tmp_path)


def test_messages_that_are_missing(tree):
    shutil.rmtree(tree.root / "messages")
    with pytest.raises(AcervoError, match="messages"):
        status(tree.root)
