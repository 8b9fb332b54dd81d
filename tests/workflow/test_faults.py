"""What goes wrong is told, costs nothing that was done, and leaves nothing half-written."""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.workflow.conftest import Workspace, write_workspace

pytestmark = pytest.mark.slow

RULES = """
parse roster anonymize profiles partition reidentification chunk encode embed index card privacy_gate manifest
""".split()  # noqa: SIM905 (in the order of the data)


def add_source(**source: str) -> Callable[[dict[str, Any]], None]:
    return lambda config: config["sources"].update(extra={"kind": "whatsapp", **source})


def refused(workspace: Workspace, *said: str) -> None:
    """The run fails with these words and without a traceback."""
    run = workspace.run()
    assert run.status != 0
    assert "Traceback" not in run.output
    for words in said:
        assert words in run.output


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"just a note\nof two lines\n", "no line begins like a WhatsApp message"),
        (bytes(range(256)) * 40, "not a text (it has NUL bytes)"),
    ],
)
def test_a_file_that_is_no_chat_is_named(workspace: Workspace, content: bytes, reason: str) -> None:
    (workspace.root / "raw" / "note.txt").write_bytes(content)
    workspace.configure(add_source(files="raw/note.txt"))
    refused(workspace, "raw/note.txt", reason)


def test_a_typo_in_the_configuration_is_named(workspace: Workspace) -> None:
    workspace.configure(lambda config: config["chunking"].update(overlp=3))
    refused(workspace, "config.yaml:", "unknown key 'overlp'; did you mean 'overlap'?")


def test_two_sources_of_one_name_are_named(workspace: Workspace) -> None:
    file = workspace.root / "config" / "config.yaml"
    text = file.read_text()
    twice = "  letter:\n    kind: newsletter\n    files: raw/letter/*.md\n"
    assert twice in text
    file.write_text(text.replace(twice, twice + twice))
    refused(workspace, "sources.letter is written twice")


def test_a_glob_without_files_is_named(workspace: Workspace) -> None:
    workspace.configure(add_source(files="raw/nothing/*"))
    refused(workspace, "sources.extra.files", "no file matches 'raw/nothing/*'")


def test_a_short_key_is_refused_without_showing_it(workspace: Workspace) -> None:
    run = workspace.run(ACERVO_KEY="tooshortkey")
    assert run.status != 0
    assert "ACERVO_KEY" in run.output
    assert "at least 32" in run.output
    assert "tooshortkey" not in run.output


def test_another_model_is_refused(built: Workspace) -> None:
    built.configure(lambda config: config["models"]["minilm"].update(sha256="0" * 64))
    before = built.bytes()
    run = built.run()
    assert run.status != 0
    assert "model.safetensors has sha256 53aa5117" in run.output
    assert "Traceback" not in run.output
    assert {p: d for p, d in built.bytes().items() if p.startswith("embeddings")} == {
        p: d for p, d in before.items() if p.startswith("embeddings")
    }


def test_a_newsletter_without_a_date_is_counted(workspace: Workspace) -> None:
    (workspace.root / "raw" / "letter" / "draft.md").write_text("# Draft\n\nNo date here.\n")
    workspace.build("parse_all")
    reports = (workspace.root / "results/private/reports/parse/letter").glob("*.json")
    assert "no date in front matter, header or file name" in next(reports).read_text()


def test_damaged_vectors_are_made_anew_and_said_so(built: Workspace) -> None:
    file = built.public / "embeddings" / "minilm" / "2022-03.parquet"
    file.write_bytes(file.read_bytes()[:500])
    chat = built.root / "raw" / "street" / "chat.txt"
    text = chat.read_text()
    chat.write_text(
        text.replace("05/05/2022, 09:15 - Ana Lima: Good", "05/05/2022, 09:15 - Ana Lima: Fine")
    )
    run = built.build()
    assert "2022-03.parquet: not a readable Parquet file" in run.output
    assert "it is made anew" in run.output


@pytest.mark.parametrize(
    "path",
    ["embeddings/minilm/2022-03.parquet", "messages/2022-03.parquet", "index/minilm/meta.parquet"],
)
def test_a_damaged_public_table_is_named_and_made_again(built: Workspace, path: str) -> None:
    before = built.bytes()
    (built.public / path).write_bytes(b"PAR1 no more")
    run = built.run()
    assert run.status != 0
    assert f"results/public/{path}: not a readable Parquet file" in run.output
    assert "Traceback" not in run.output
    (built.public / path).unlink()
    if path.startswith("messages/"):  # of a folder that a job made whole
        run = built.run()
        assert run.status != 0
        assert f"{path} is missing" in run.output
        assert "Delete the folder results/public/messages" in run.output
        shutil.rmtree(built.public / "messages")
    built.build()
    assert built.bytes() == before


@pytest.mark.parametrize(
    "path", ["messages", "README.md", "index", "embeddings/minilm/2022-03.parquet"]
)
def test_what_went_missing_is_made_again(built: Workspace, path: str) -> None:
    before = built.bytes()
    gone = built.public / path
    shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    built.build()
    assert built.bytes() == before


def test_a_damaged_private_table_is_named_and_made_again(built: Workspace) -> None:
    before = built.bytes()
    file = next((built.root / "results" / "private" / "anonymized" / "street").glob("*.parquet"))
    file.write_bytes(b"PAR1 no more")
    run = built.run()
    assert run.status != 0
    assert file.name in run.output
    assert "Delete the file and run the workflow again" in run.output
    assert "Traceback" not in run.output
    file.unlink()
    built.build()
    assert built.bytes() == before


@pytest.fixture
def tiny_disk(workspace: Workspace) -> Iterator[Path]:
    results = workspace.root / "results"
    results.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(results)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("mounting a small tmpfs needs root")
    yield results
    subprocess.run(["umount", str(results)], check=True)


def test_a_full_disk_is_told_and_then_resumed(
    workspace: Workspace, tiny_disk: Path, built: Workspace
) -> None:
    run = workspace.run()
    assert run.status != 0
    assert "the disk is full" in run.output
    assert "Traceback" not in run.output
    assert not list(tiny_disk.rglob("*.part"))
    subprocess.run(["mount", "-o", "remount,size=64m", str(tiny_disk)], check=True)
    workspace.build()
    assert workspace.bytes() == built.bytes()


def kill_in(workspace: Workspace, rule: str, folder: Path) -> None:
    """Start a run and kill it, and all it started, as soon as a job of this rule is seen."""
    with (folder / "killed.log").open("a") as log:
        process = psutil.Popen(
            workspace.command(), env=workspace.environment(), stdout=log, stderr=log
        )
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline:
        family = [process, *process.children(recursive=True)]
        if any(f".{rule}.py" in " ".join(_command(each)) for each in family):
            break
        assert process.poll() is None, f"{rule} never ran"
        time.sleep(0.02)
    for each in [process, *process.children(recursive=True)]:
        each.kill()
    process.wait()


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def test_killed_in_each_rule_it_resumes_to_the_same_bytes(built: Workspace, tmp_path: Path) -> None:
    workspace = write_workspace(tmp_path / "killed")
    for rule in RULES:
        kill_in(workspace, rule, tmp_path)
        assert "--unlock" in workspace.run().output
        workspace.build("--unlock")
    workspace.build()
    assert workspace.bytes() == built.bytes()
    assert not list((workspace.root / "results").rglob("*.part"))
    shutil.rmtree(workspace.root)
