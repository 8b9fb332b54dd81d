"""Source documents by the workflow: sent when they changed, fetched before a build."""

import json
import shutil
from collections.abc import Iterator

import pytest

from tests.remotes.hub_server import WRITER, Hub
from tests.workflow.conftest import Run, Workspace

pytestmark = pytest.mark.slow
REPO = "rua/papers"


@pytest.fixture
def hub() -> Iterator[Hub]:
    with Hub() as server:
        yield server


def run(workspace: Workspace, hub: Hub, *arguments: str) -> Run:
    there = {"HF_ENDPOINT": hub.endpoint, "HF_TOKEN": WRITER, "HF_HUB_DISABLE_XET": "1"}
    return workspace.run(*arguments, **there)


def jobs(workspace: Workspace, hub: Hub, target: str) -> dict[str, int]:
    done = run(workspace, hub, target)
    assert done.status == 0, done.output
    return dict(done.jobs)


def test_documents_go_there_when_they_change_and_come_back(workspace: Workspace, hub: Hub) -> None:
    raw, receipts = workspace.root / "raw" / "letter", workspace.root / "results" / "receipts"
    (raw / ".DS_Store").write_text("x")
    workspace.configure(
        lambda config: (
            config["sources"]["letter"].update(files="raw/letter/*", public=True),
            config.update(publish={"documents": {"repo": REPO}}),
        )
    )
    once = {"publish_documents": 1}
    assert jobs(workspace, hub, "publish_documents") == once
    receipt = json.loads((receipts / "documents.json").read_text())
    assert receipt["uploaded"] == [f"letter/2023-{n:02}-01.md" for n in (1, 2, 3)]
    assert receipt["left_out"] == {".DS_Store": 1}
    published = {path.name: path.read_bytes() for path in raw.glob("*.md")}

    (raw / "2023-01-01.md").touch()
    chat = workspace.root / "raw" / "street" / "chat.txt"
    chat.write_text(chat.read_text() + "01/07/2023, 09:00 - Bruno: one more\n")
    assert jobs(workspace, hub, "publish_documents") == {}
    (raw / "2023-02-01.md").unlink()
    assert jobs(workspace, hub, "publish_documents") == once
    assert len(hub.repos[REPO].commits) == 3
    assert len((receipts / "history.jsonl").read_text().splitlines()) == 2

    fetch = {"repo": REPO, "revision": receipt["remote_revision"]}
    workspace.configure(
        lambda config: (
            config["sources"]["letter"].update(public=False, fetch=fetch),
            config.pop("publish"),
        )
    )
    shutil.rmtree(raw)
    told = run(workspace, hub, "parse_all")
    assert told.status != 0
    assert "sources.letter.fetch: its documents are not here yet" in told.output
    assert "Run `snakemake fetch_documents`" in told.output
    assert jobs(workspace, hub, "fetch_documents") == {"fetch_documents": 1}
    assert {path.name: path.read_bytes() for path in raw.glob("*.md")} == published
    assert run(workspace, hub, "parse_all", "--dry-run").status == 0

    said = [path for path in workspace.root.rglob("*") if path.is_file()]
    assert not [path for path in said if WRITER.encode() in path.read_bytes()]


def test_nothing_to_fetch_is_told(workspace: Workspace, hub: Hub) -> None:
    nothing = run(workspace, hub, "fetch_documents")
    assert nothing.status != 0 and "no source says where its documents are" in nothing.output
    assert "Traceback" not in nothing.output and hub.log == []
