"""Publishing and restoring by the workflow: only when the content changed."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.workflow.conftest import Workspace, chat, days

pytestmark = pytest.mark.slow


@pytest.fixture
def place(built: Workspace, tmp_path: Path) -> Path:
    folder = tmp_path / "nas"
    folder.mkdir()
    built.configure(lambda config: config.update(publish={"directory": str(folder)}))
    return folder


def history(workspace: Workspace) -> list[str]:
    file = workspace.root / "results" / "receipts" / "history.jsonl"
    return [json.loads(line)["status"] for line in file.read_text().splitlines()]


def test_it_publishes_once_for_each_content(built: Workspace, place: Path) -> None:
    chat_file = built.root / "raw" / "street" / "chat.txt"
    first, longer = chat_file.read_text(), chat([*days(), date(2023, 7, 3)])
    assert built.build("publish").jobs["publish_directory"] == 1
    assert not built.build("publish").jobs
    published = []
    for content in (longer, longer, first, first):
        chat_file.write_text(content)
        built.build("publish")
        published.append(len(history(built)))
    assert published == [2, 2, 3, 3]
    assert set(history(built)) == {"published"}
    assert len(list((place / "revisions").iterdir())) == 2


def test_a_touched_file_publishes_nothing(built: Workspace, place: Path) -> None:
    built.build("publish")
    for path in (built.root / "raw").rglob("*.*"):
        path.touch()
    assert not built.build("publish").jobs


def test_a_failure_leaves_a_receipt_and_the_next_run_publishes(
    built: Workspace, place: Path
) -> None:
    place.rmdir()
    with (built.root / "raw" / "street" / "chat.txt").open("a") as file:
        file.write("02/07/2023, 09:00 - Bruno: one more\n")
    run = built.run("publish")
    assert run.status != 0
    assert not run.jobs  # told before any work
    assert "there is no such folder" in run.output
    assert "Traceback" not in run.output
    assert (built.root / "results/receipts/directory.failed.json").exists()
    place.mkdir()
    built.build("publish")
    assert history(built) == ["failed", "published"]


def test_without_a_target_it_is_told(built: Workspace) -> None:
    run = built.run("publish")
    assert run.status != 0
    assert "nothing says where to publish" in run.output


def test_what_is_restored_is_built_upon_and_needs_no_encoding(
    built: Workspace, place: Path
) -> None:
    built.build("publish")
    before = built.bytes()
    raw, away = built.root / "raw", built.root / "away"
    for folder in ("results", ".snakemake"):
        shutil.rmtree(built.root / folder)
    built.forget_logs()
    raw.rename(away)  # not needed yet
    built.build("restore")
    away.rename(raw)
    assert built.build().jobs["embed"] == 2  # raw exports may hold more than what was published
    assert built.encoded() == 0
    assert built.bytes() == before
