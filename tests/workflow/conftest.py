"""Real Snakemake runs on a small community that the tests write themselves."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
KEY = "a key for tests that is long enough to be one"

TOPICS = (
    "the water pump behind the school",
    "a new roof for the bus stop",
    "seeds for the shared garden",
    "the lost cat of number twelve",
    "lanterns for the winter market",
    "the crack in the library wall",
    "a bench beside the river",
)


@dataclass(frozen=True)
class Run:
    """One Snakemake run: its exit status, all that it said, and the jobs that it finished."""

    status: int
    output: str
    jobs: Counter[str]


@dataclass(frozen=True)
class Workspace:
    """A working directory for one dataset; the workflow itself is `repository`."""

    root: Path
    repository: Path = REPOSITORY

    @property
    def public(self) -> Path:
        return self.root / "results" / "public"

    def command(self, *arguments: str) -> list[str]:
        snakefile = str(self.repository / "Snakefile")
        here = ("--snakefile", snakefile, "--directory", str(self.root))
        return [sys.executable, "-m", "snakemake", *here, *arguments]

    def environment(self, **changes: str) -> dict[str, str]:
        library = str(self.repository / "scripts")
        return {**os.environ, "ACERVO_KEY": KEY, "PYTHONPATH": library, **changes}

    def run(self, *arguments: str, timeout: float = 600, **environment: str) -> Run:
        done = subprocess.run(
            self.command(*arguments),
            env=self.environment(**environment),
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
        output = done.stdout + done.stderr
        jobs = Counter(re.findall(r"Finished jobid: \d+ \(Rule: (\w+)\)", output))
        jobs.pop("all", None)
        return Run(done.returncode, output, jobs)

    def build(self, *arguments: str, **environment: str) -> Run:
        run = self.run(*arguments, **environment)
        assert run.status == 0, run.output
        return run

    def configure(self, change: Callable[[dict[str, Any]], None]) -> None:
        file = self.root / "config" / "config.yaml"
        config = yaml.safe_load(file.read_text())
        change(config)
        file.write_text(yaml.safe_dump(config, sort_keys=False))

    def bytes(self) -> dict[str, str]:
        """Digest of every published file."""
        return {
            path.relative_to(self.public).as_posix(): sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.public.rglob("*"))
            if path.is_file() and path.name != ".snakemake_timestamp"
        }

    def encoded(self, model: str = "*") -> int:
        """Passages that the last runs of `encode`, and of every year's `embed`, encoded."""
        files = [
            *self.root.glob(f"logs/encode/{model}.log"),
            *self.root.glob(f"logs/embed/{model}/*"),
        ]
        logs = (path.read_text() for path in files)
        return sum(int(n) for log in logs for n in re.findall(r"(\d+) encoded", log))

    def forget_logs(self) -> None:
        shutil.rmtree(self.root / "logs", ignore_errors=True)


def messages(day: date) -> list[str]:
    """Lines of one day of the chat, as an Android phone in English (UK) exports them."""
    topic, other = TOPICS[day.toordinal() % 7], TOPICS[(day.toordinal() // 7) % 7]
    said = (
        ("09:15", "Ana Lima", f"Good morning! Has anyone looked at {topic}?"),
        ("09:17", "Bruno", f"I have. It costs {day.day * 7 + day.month} euros, as on {day:%A}."),
        (
            "09:20",
            "Ana Lima",
            f"Then let us decide in week {day:%V}.\nI will ask about {other} too.",
        ),
        ("20:41", "+55 11 99999-0042", "Count me in, call 11 98888-7777"),
        ("20:45", "Bruno", f"Thanks Ana Lima! Noted for {day:%B}."),
    )
    return [f"{day:%d/%m/%Y}, {time} - {author}: {text}" for time, author, text in said]


def chat(days: list[date]) -> str:
    notice = "01/01/2022, 08:00 - Messages and calls are end-to-end encrypted."
    return "\n".join([notice, *(line for day in days for line in messages(day))]) + "\n"


def days() -> list[date]:
    """Two days a month, January 2022 to June 2023."""
    return [date(y, m, d) for y in (2022, 2023) for m in range(1, 13) for d in (5, 19)][:36]


def write_workspace(root: Path) -> Workspace:
    (root / "config").mkdir(parents=True)
    config = yaml.safe_load((REPOSITORY / "config" / "config.yaml").read_text())
    config["privacy"]["roster"] = None
    config["sources"] = {
        "street": {"kind": "whatsapp", "files": "raw/street/*", "timezone": "Europe/Lisbon"},
        "letter": {"kind": "newsletter", "files": "raw/letter/*.md"},
    }
    (root / "config" / "config.yaml").write_text(yaml.safe_dump(config, sort_keys=False))
    raw = root / "raw" / "street"
    raw.mkdir(parents=True)
    (raw / "chat.txt").write_text(chat(days()))
    (root / "raw" / "letter").mkdir()
    for month in (1, 2, 3):
        (root / "raw" / "letter" / f"2023-{month:02}-01.md").write_text(
            f"# Letter of month {month}\n\nDear neighbours.\n\n"
            f"## Works\n\nThe culvert of lane {month} is done; write to works@example.org.\n"
        )
    return Workspace(root)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace in which nothing was built yet."""
    return write_workspace(tmp_path / "new")


@pytest.fixture(scope="session")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = write_workspace(tmp_path_factory.mktemp("built") / "work")
    workspace.build()
    return workspace


@pytest.fixture
def built(_built: Workspace, tmp_path: Path) -> Workspace:
    """A copy of a workspace that was built once; times of files and Snakemake's records included."""
    shutil.copytree(_built.root, tmp_path / "work")
    return Workspace(tmp_path / "work")
