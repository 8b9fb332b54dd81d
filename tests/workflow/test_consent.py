"""Members leave, come back and choose a name, by commands in newer exports or by the private list."""

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
import pytest

from tests.workflow.conftest import Workspace, chat, days

pytestmark = pytest.mark.slow

LAST_DAY = days()[-1]
QUOTE = "> Ana Lima: Good morning!\nI was there, Ana."


def acervo(workspace: Workspace, *arguments: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from acervo.reader.cli import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments, "--dataset", str(workspace.public)],
        capture_output=True,
        text=True,
        check=False,
    )


def newer_export(workspace: Workspace, *messages: tuple[str, str]) -> Path:
    """An export of the last day and what was said after it, one message a day."""
    file = workspace.root / "raw" / "street" / "newer.txt"
    later = [
        f"{day:02}/07/2023, 10:00 - {author}: {text}\n"
        for day, (author, text) in enumerate(messages, 1)
    ]
    file.write_text(chat([LAST_DAY]) + "".join(later))
    return file


def pseudonym(workspace: Workspace, name: str) -> str:
    roster = pl.read_parquet(workspace.root / "results" / "private" / "roster.parquet")
    return str(roster.filter(pl.col("name") == name)["pseudonym"][0])


def published(workspace: Workspace) -> bytes:
    """Every byte of every file, and all that Parquet says when it is read."""
    parts = []
    for path in sorted(workspace.public.rglob("*")):
        if path.is_file():
            parts.append(path.read_bytes())
            if path.suffix == ".parquet":
                parts.append(json.dumps(pq.read_table(path).to_pylist(), default=str).encode())
    return b"\n".join(parts)


def test_who_opts_out_is_gone_from_everything_and_comes_back_whole(built: Workspace) -> None:
    newer_export(built, ("Bruno", QUOTE))
    built.build()
    before, ana = built.bytes(), pseudonym(built, "Ana Lima")
    hers = [ana, "Has anyone looked at", "Then let us decide", "Ana"]
    assert all(words.encode() in published(built) for words in hers[:3])

    newer_export(built, ("Bruno", QUOTE), ("Ana Lima", "/acervo opt–out"))
    run = built.build()
    # Her name stands in texts of every export; from there on, as for any change of these months.
    assert run.jobs["parse"] == run.jobs["roster"] == run.jobs["partition"] == 1
    assert run.jobs["anonymize"] == 3
    assert run.jobs["chunk"] == run.jobs["embed"] == 2
    after = published(built)
    assert not [words for words in hers if words.encode() in after]
    texts = pl.read_parquet(built.public / "messages" / "*.parquet")["text"]
    assert "> [NAME]: Good morning!\nI was there, [NAME]." in texts.to_list()
    assert texts.str.starts_with("Thanks [NAME]! Noted").any()
    assert not texts.str.contains("/acervo").any()
    assert acervo(built, "verify").returncode == 0
    gone = acervo(built, "forget", ana)
    assert gone.returncode == 1 and "nothing in this dataset" in gone.stderr

    newer_export(
        built,
        ("Bruno", QUOTE),
        ("Ana Lima", "/acervo opt–out"),
        ("Ana Lima", "“/acervo opt-in”"),
    )
    built.build()
    assert built.bytes() == before


def test_an_alias_changes_profiles_alone(built: Workspace) -> None:
    before = built.bytes()
    assert (
        "profiles.parquet" not in json.loads((built.public / "manifest.json").read_text())["files"]
    )
    newer_export(
        built,
        ("Ana Lima", "/acervo alias “Flor”"),
        ("Ana Lima", "/acervo bio Neighbour of Bruno, call 11 98888-7777"),
        ("Bruno", "/acervo alias Ana Lima"),
        ("Bruno", "/acervo dance"),
    )
    run = built.build()
    once = ("parse", "roster", "anonymize", "profiles", "partition", "manifest")
    assert {rule: run.jobs[rule] for rule in once} == dict.fromkeys(once, 1)
    assert not run.jobs.keys() & {"chunk", "embed", "index", "card"}
    rows = pl.read_parquet(built.public / "profiles.parquet").rows()
    bruno = pseudonym(built, "Bruno")
    assert rows == [
        (pseudonym(built, "Ana Lima"), "Flor", f"Neighbour of {bruno}, call [PHONE_1]", None)
    ]
    changed = {path for path, digest in built.bytes().items() if before.get(path) != digest}
    assert changed == {"profiles.parquet", "manifest.json"}
    assert acervo(built, "verify").returncode == 0
    reports = built.root / "results" / "private" / "reports"
    counts = json.loads((reports / "profiles.json").read_text())
    assert counts["refused alias: names or identifies somebody"] == 1
    found = [json.loads(path.read_text()) for path in (reports / "anonymize").rglob("*.json")]
    assert sum(each["commands"] for each in found) == 4
    assert sum(each["unknown_commands"] for each in found) == 1
    told = acervo(built, "status").stdout
    assert "a command that nobody understands (" in told
    log = (built.root / "logs" / "roster.log").read_text()
    assert re.search(
        r"raw/street/newer.txt:\d+: a command that nobody understands \(2023-07-04\)", log
    )
    assert not any("dance" in each for each in (told, log, run.output))


def test_a_contact_with_a_colon_opts_out_below_other_words(built: Workspace) -> None:
    newer_export(built, ("Trabalho: João", "Uma palavrinha a todos\n/acervo opt-out"))
    built.build()
    assert pseudonym(built, "Trabalho: João") == "[NAME]"
    assert not [w for w in ("palavrinha", "opt-out", "Trabalho") if w.encode() in published(built)]


def test_the_private_list_overrules_the_chat(built: Workspace) -> None:
    bruno = pseudonym(built, "Bruno")
    told = acervo(built, "forget", "Bruno")
    assert told.returncode == 0 and f"- {bruno}\n" in told.stdout
    (built.root / "config" / "out.yaml").write_text(f"- {bruno}\n- +55 11 99999-0042\n")
    built.configure(lambda config: config["privacy"].update(opt_out="config/out.yaml"))
    newer_export(built, ("Bruno", "/acervo opt-in"))
    built.build()
    after = published(built)
    for words in (bruno, "It costs", "Count me in"):
        assert words.encode() not in after
    assert date(2022, 1, 5) in pl.read_parquet(built.public / "messages" / "*.parquet")["date"]


def test_a_pseudonym_of_nobody_on_the_list_stops_the_run(built: Workspace) -> None:
    before = built.bytes()
    (built.root / "config" / "out.yaml").write_text(f"- p{'a2' * 8}\n")
    built.configure(lambda config: config["privacy"].update(opt_out="config/out.yaml"))
    run = built.run()
    assert run.status != 0
    assert "config/out.yaml, entry 0: the pseudonym of nobody" in run.output
    assert "Traceback" not in run.output
    assert built.bytes() == before
