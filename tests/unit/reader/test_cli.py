import json
import os
import pty
import re
import subprocess
import sys

import polars as pl
import pytest
from acervo.digests import read_json
from acervo.privacy.pseudonyms import load_key
from acervo.reader import cli
from acervo.schema import ROSTER
from acervo.tables import write_table

from tests.unit.dataset import RUI

FIELDS = [
    "rank",
    "score",
    "chunk_id",
    "date",
    "source",
    "thread",
    "path",
    "section_title",
    "authors",
    "text",
    "best",
]
COMMAND = [sys.executable, "-c", "import sys; from acervo.reader.cli import main; sys.exit(main())"]


@pytest.fixture
def acervo(tree, tiny, capsys):
    """Run the command on one's own dataset: (status, standard output, standard error)."""

    def run(command, *arguments):
        options = ["--dataset", str(tree.root)]
        if command == "search":
            options += ["--model-path", tiny.path]
        status = cli.main([command, *arguments, *options])
        return status, *capsys.readouterr()

    return run


@pytest.fixture
def environment(repository):
    return os.environ | {"PYTHONPATH": str(repository / "scripts"), "PYTHONUNBUFFERED": ""}


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_search_prints_one_json_object_per_hit(acervo, options, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    status, out, err = acervo("search", "quem fez o bolo?", "-k", "3", *options)
    hits = [json.loads(line) for line in out.splitlines()]
    assert (status, err, len(hits)) == (0, "", 3)
    assert all(list(hit) == FIELDS for hit in hits)
    assert [hit["rank"] for hit in hits] == [1, 2, 3]
    assert [hit["score"] for hit in hits] == sorted((h["score"] for h in hits), reverse=True)


def test_json_is_not_escaped(acervo):
    _, out, _ = acervo("search", "horta", "--source", "boletim")
    assert "🥬" in out
    assert json.loads(out)["section_title"] == "Boletim 5 › Horta"


def test_filters_reach_the_search(acervo):
    arguments = ["--from", "2024-08-01", "--to", "2024-08-31", "--author", RUI, "--source", "rua"]
    _, out, _ = acervo("search", "a", "--model", "tiny", *arguments)
    assert json.loads(out)["date"] == "2024-08-01"
    assert acervo("search", "a", "--from", "2025-01-01") == (0, "", "")


def test_mode_and_explanation(acervo):
    _, out, _ = acervo("search", "Middlemarch", "--mode", "lexical", "--explain")
    hit = json.loads(out)
    assert list(hit) == [*FIELDS, "why"]
    assert hit["why"]["mode"] == "lexical"
    assert hit["why"]["bm25_rank"] == 1
    assert hit["score"] == pytest.approx(hit["why"]["bm25"], abs=1e-6)
    _, out, _ = acervo("search", "Middlemarch", "--explain")
    assert json.loads(out.splitlines()[0])["why"]["weight"] == 0.5


def test_json_even_on_a_terminal(acervo, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    _, out, _ = acervo("search", "a", "-k", "1", "--json")
    assert list(json.loads(out)) == FIELDS


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([""], "Error: the question is empty"),
        (
            ["a", "--source", "x"],
            "Error: no source 'x' in this dataset\n  It has: boletim, leitura",
        ),
        (["a", "--author", "x"], "Error: no passage by 'x'"),
        (["a", "--from", "x"], "Error: 'x' is not a date"),
        (["a", "--model", "x"], "Error: no model 'x'"),
        (["a", "--rerank", "x"], "Error: x: no cross-encoder in this folder"),
    ],
)
def test_mistakes_are_told_on_standard_error(acervo, arguments, message):
    status, out, err = acervo("search", *arguments)
    assert (status, out) == (1, "")
    assert err.startswith(message)


@pytest.mark.parametrize("command", [["search", "a"], ["verify"], ["status"]])
def test_no_dataset_here(tmp_path, capsys, command):
    assert cli.main([*command, "--dataset", str(tmp_path / "none")]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        f"Error: {tmp_path}/none: no manifest.json here\n"
        "  Build a dataset with `make run`, or give --dataset.\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [[], ["dance"], ["search"], *(["search", "a", "-k", k] for k in ("0", "-1", "x", "1.5"))],
)
def test_wrong_usage(arguments, capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main(arguments)
    assert stop.value.code == 2
    assert capsys.readouterr().err.startswith("usage: acervo")


def test_verify_takes_its_directory_either_way(acervo, tree, capsys):
    status, out, _ = acervo("verify")
    assert status == 0
    assert cli.main(["verify", str(tree.root)]) == 0
    assert capsys.readouterr().out == out


def test_status_prints_whole_lines_where_there_is_no_terminal(acervo, tree):
    status, out, err = acervo("status")
    assert (status, err) == (0, "")
    assert f" MB) in {tree.root}\n" in out
    assert "messages    7 (boletim 1, leitura 1, rua 5)\n" in out


@pytest.mark.slow
@pytest.mark.parametrize("command", ["status", "verify"])
def test_a_reader_that_goes_away_is_no_error(tree, environment, command):
    arguments = [*COMMAND, command, "--dataset", str(tree.root)]
    read, write = os.pipe()
    os.close(read)
    process = subprocess.run(
        arguments, stdout=write, stderr=subprocess.PIPE, env=environment, text=True, timeout=60
    )
    os.close(write)
    assert process.stderr == ""
    assert process.returncode == 1


@pytest.mark.slow
def test_search_into_head(tree, tiny, environment):
    arguments = ["search", "a", "--dataset", str(tree.root), "--model-path", tiny.path]
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment | {"PYTHONUNBUFFERED": "1"},
        text=True,
    )
    first = process.stdout.readline()
    process.stdout.close()
    assert json.loads(first)["rank"] == 1
    assert process.stderr.read() == ""
    assert process.wait(60) in (0, 1)


@pytest.mark.slow
def test_search_on_a_terminal(tree, tiny, environment):
    arguments = ["search", "[PHONE_1]", "--dataset", str(tree.root), "--model-path", tiny.path]
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *arguments, "-k", "9"],
        stdout=theirs,
        stderr=theirs,
        env={
            key: value
            for key, value in environment.items()
            if key not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")
        }
        | {"TERM": "xterm-256color", "COLUMNS": "80"},
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # so Linux says that the other end is closed
            break
        if not part:
            break
        shown += part
    os.close(ours)
    assert process.wait(60) == 0
    text = shown.decode()
    assert "[PHONE_1] [/x]" in text
    assert "\x1b[1m" in text
    assert "Traceback" not in text
    bare = re.sub(r"\x1b\[[\d;]*m", "", text)
    assert max(map(len, bare.splitlines())) <= 80


def test_a_new_key_is_made_and_the_old_one_kept(tree, tmp_path, capsys, monkeypatch):
    monkeypatch.delenv("ACERVO_KEY", raising=False)
    private = tree.root.parent / "private"
    row = {"name": "Ana", "person": "ana", "pseudonym": RUI, "in_text": True}
    write_table(pl.DataFrame([row]), ROSTER, private / "roster.parquet")
    key = tmp_path / "secrets" / "key"
    old = load_key(key, {}, create=True)
    status = cli.main(["rotate-key", "--dataset", str(tree.root), "--key-file", str(key)])
    out, err = capsys.readouterr()
    assert (status, err) == (0, "") and "1 people get a new pseudonym" in out
    assert load_key(key, {}, create=False) != old
    report = read_json(private / "reports" / "key-rotation.json")
    assert report["people"] == 1 and "ana" not in json.dumps(report).lower().replace("kept", "")
    assert "Ana" not in out
