"""Publishing to the Hub and the Archive by the workflow: how often, and with which login."""

import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import psutil
import pytest

from tests.remotes.archive_server import ACCESS, SECRET, ArchiveServer
from tests.remotes.archive_server import Fault as ArchiveFault
from tests.remotes.hub_dataset import REPO
from tests.remotes.hub_server import WRITER, Hub
from tests.remotes.places import ITEM, ArchivePlace, HubPlace
from tests.workflow.conftest import Run, Workspace, chat, days
from tests.workflow.test_leaks import holding

pytestmark = pytest.mark.slow

SECRETS = [WRITER, ACCESS, SECRET]
LOOPBACK = Path(__file__).parent / "loopback"


@dataclass
class Online:
    """Both servers, and a home without any login but what `login` gives to the environment."""

    hub: HubPlace
    archive: ArchivePlace
    home: Path
    login: dict[str, str] = field(
        default_factory=lambda: {
            "HF_TOKEN": WRITER,
            "IAS3_ACCESS_KEY": ACCESS,
            "IAS3_SECRET_KEY": SECRET,
        }
    )

    def environment(self, workspace: Workspace) -> dict[str, str]:
        library = workspace.environment()["PYTHONPATH"]
        return {
            "PYTHONPATH": f"{LOOPBACK}{os.pathsep}{library}",
            "HOME": str(self.home),
            "HF_HOME": str(self.home),
            "HF_ENDPOINT": self.hub.server.endpoint,
            "HF_HUB_DISABLE_XET": "1",
            "IA_CONFIG_FILE": str(self.home / "ia.ini"),
            "ARCHIVE_PORT": str(self.archive.server.port),
            **self.login,
        }

    def publish(self, workspace: Workspace, *arguments: str) -> Run:
        return workspace.run("publish", *arguments, **self.environment(workspace))

    def made(self) -> tuple[int, int]:
        """Commits, and times that the Archive's manifest was written."""
        return self.hub.made(), self.archive.made()


@pytest.fixture
def online(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Online]:
    for name in (*os.environ,):
        if name.startswith(("HF_", "HUGGING", "IAS3_", "IA_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    archive = ArchiveServer()
    with Hub() as hub:
        yield Online(HubPlace(hub), ArchivePlace(archive), home)
    archive.close()
    assert archive.problems == []


def configure(workspace: Workspace) -> None:
    targets = {"huggingface": {"repo": REPO}, "archive": {"identifier": ITEM}}
    workspace.configure(lambda config: config.update(publish=targets))


def export(workspace: Workspace, last: list[date]) -> Path:
    """The chat as a phone sends it: with a photo of 3 MB."""
    street = workspace.root / "raw" / "street"
    (street / "chat.txt").unlink(missing_ok=True)
    file = street / "WhatsApp Chat with Street.zip"
    with ZipFile(file, "w", ZIP_STORED) as archive:
        archive.writestr("WhatsApp Chat with Street.txt", chat([*days(), *last]))
        archive.writestr("IMG-20220105-WA0001.jpg", bytes(3_000_000))
    return file


def receipts(workspace: Workspace) -> dict[str, dict[str, object]]:
    folder = workspace.root / "results" / "receipts"
    return {file.name: json.loads(file.read_text()) for file in folder.glob("*.json")}


def test_both_get_each_content_once_and_nobody_sees_a_login(
    built: Workspace, online: Online
) -> None:
    configure(built)
    commands = set[str]()
    file = export(built, [])
    process = psutil.Popen(
        built.command("publish"),
        env=built.environment(**online.environment(built)),
        stdout=(log := (online.home / "output").open("w")),
        stderr=log,
    )
    while process.poll() is None:
        for each in psutil.process_iter():
            try:
                commands.add(" ".join(each.cmdline()))
            except psutil.Error:  # it has ended
                continue
        time.sleep(0.05)
    log.close()
    output = (online.home / "output").read_text()
    assert process.returncode == 0, output
    made = [online.made()]
    assert any("publish" in command for command in commands)
    assert not [secret for secret in SECRETS for command in commands if secret in command]

    def again() -> Run:
        run = online.publish(built)
        assert run.status == 0, run.output
        made.append(online.made())
        return run

    assert not again().jobs

    export(built, [date(2023, 7, 3)])  # refused at first, and not politely
    online.hub.server.fail("POST", "/commit/", status=400, message=f"no: Bearer {WRITER}")
    refusal = ArchiveFault(status=403, text=f"<Error>LOW {ACCESS}:{SECRET}</Error>")
    online.archive.server.fail(lambda seen: seen.method == "PUT", refusal)
    refused = online.publish(built, "--keep-going")
    assert refused.status != 0
    assert "Traceback" not in refused.output
    assert "refuse" in refused.output
    assert online.made() == (1, 1)
    failed = receipts(built)
    assert failed["huggingface.failed.json"]["errors"]
    assert failed["archive.failed.json"]["errors"]
    assert holding(built.root, SECRETS) == []

    again()
    assert not again().jobs
    export(built, [])
    back = again()
    file.touch()
    assert not again().jobs
    assert made == [(n, n) for n in (1, 1, 2, 2, 3, 3)]

    sent = receipts(built)
    assert set(sent) == {"huggingface.json", "archive.json"}
    for place, name in ((online.hub, "huggingface.json"), (online.archive, "archive.json")):
        manifest = place.shown()
        assert manifest == json.loads((built.public / "manifest.json").read_text())
        assert sent[name]["revision"] == manifest["revision"]
    assert holding(built.root, SECRETS) == []
    for text in (output, refused.output, back.output):
        assert not [secret for secret in SECRETS if secret in text]


@pytest.mark.parametrize(
    ("login", "said", "command"),
    [
        ({"HF_TOKEN": ""}, "there is no login for the Hub", "hf auth login"),
        ({"IAS3_SECRET_KEY": "AbcWrong00000000"}, "does not know these keys", "ia configure"),
    ],
)
def test_a_login_that_cannot_publish_is_told_before_anything_is_built(
    workspace: Workspace, online: Online, login: dict[str, str], said: str, command: str
) -> None:
    configure(workspace)
    online.login |= login
    run = online.publish(workspace)
    assert run.status != 0
    assert said in run.output, run.output
    assert command in run.output
    assert "Traceback" not in run.output
    assert run.jobs.keys() <= {"check_login"}
    assert not (workspace.root / "results" / "public").exists()
    given = [value for value in online.login.values() if value]
    assert not [value for value in given if value in run.output]
    assert holding(workspace.root, given) == []


def test_a_dry_run_asks_nobody(built: Workspace, online: Online) -> None:
    configure(built)
    online.login.clear()
    assert online.publish(built, "--dry-run").status == 0
    assert online.hub.server.log == [] and online.archive.server.log == []
