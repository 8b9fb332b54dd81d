"""Whatever way a private value could take out of the house, it is not there."""

import os
import re
import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile

import polars as pl
import psutil
import pytest
import yaml
from acervo.reader.verify import verify

from tests.workflow.conftest import KEY, Workspace, days, write_workspace

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Private:
    """Values of one shape that only the members of a group may know."""

    ana: str
    bruno: str
    phone: str
    author: str
    mail: str
    cpf: str
    card: str
    invite: str
    file: str
    export: str
    everything: list[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "everything", [str(v) for v in vars(self).values()])


ONE = Private(
    ana="Zulmira Quadros",
    bruno="Tibúrcio Vidigal",
    phone="11 98888-7777",
    author="+55 11 99999-0042",
    mail="zulmira.quadros@example.org",
    cpf="529.982.247-25",
    card="4111 1111 1111 1111",
    invite="AbCdEfGhIjKlMnOpQrSt12",
    file="IMG-20220105-WA0001.jpg",
    export="WhatsApp Chat with Quadros Street",
)
OTHER = Private(
    ana="Perpétua Noronha",
    bruno="Eleutério Bastos",
    phone="21 97777-6666",
    author="+55 21 98888-0017",
    mail="perpetua.n@example.com",
    cpf="111.444.777-35",
    card="5555 5555 5555 4444",
    invite="ZyXwVuTsRqPoNmLkJiHg98",
    file="IMG-20220105-WA0952.jpg",
    export="WhatsApp Chat with Noronha Lane",
)


def said(who: Private) -> Iterable[tuple[str, str]]:
    yield who.ana, "Good morning, is the pump behind the school working?"
    yield who.bruno, f"Ask {who.ana}, or call {who.phone}, or write to {who.mail}"
    yield who.author, f"my CPF is {who.cpf} and the card {who.card}"
    yield who.bruno, f"{who.file} (file attached)"
    yield who.ana, f"join at https://chat.whatsapp.com/{who.invite} please"
    yield who.author, f"Thanks {who.bruno}!"


def write(root: Path, who: Private) -> Workspace:
    """The same conversation of the same people, with other values of the same shape."""
    workspace = write_workspace(root)
    street = root / "raw" / "street"
    (street / "chat.txt").unlink()
    lines = [
        f"{day:%d/%m/%Y}, 09:{15 + minute} - {author}: {text}"
        for day in days()[:4]
        for minute, (author, text) in enumerate(said(who))
    ]
    with ZipFile(street / f"{who.export}.zip", "w") as archive:
        archive.writestr(f"{who.export}.txt", "\n".join(lines) + "\n")
    people = [
        {"name": "First Neighbour", "display": who.ana},
        {"name": "Second Neighbour", "display": who.bruno},
        {"name": "Third Neighbour", "phone": who.author},
    ]
    (root / "config" / "people.yaml").write_text(yaml.safe_dump(people, allow_unicode=True))
    workspace.configure(lambda config: config["privacy"].update(roster="config/people.yaml"))
    return workspace


@dataclass(frozen=True)
class Watched:
    workspace: Workspace
    output: str
    commands: set[str]  # of all processes that ran
    temporary: Path


@pytest.fixture(scope="session")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """A build whose processes were watched."""
    folder = tmp_path_factory.mktemp("watched")
    workspace, temporary, log = write(folder / "work", ONE), folder / "tmp", folder / "output"
    temporary.mkdir()
    commands = set[str]()
    with log.open("w") as file:
        process = psutil.Popen(
            workspace.command("all", "privacy_report"),
            env=workspace.environment(TMPDIR=str(temporary)),
            stdout=file,
            stderr=file,
        )
        while process.poll() is None:
            for each in [process, *process.children(recursive=True)]:
                try:
                    commands.add(" ".join(each.cmdline()))
                except psutil.Error:  # it has ended
                    continue
            time.sleep(0.02)
    assert process.returncode == 0, log.read_text()
    return Watched(workspace, log.read_text(), commands, temporary)


def holding(root: Path, values: Iterable[str]) -> list[str]:
    """Files under a folder that hold a value, in their names or bytes."""
    wanted = [value.encode() for value in values]
    return [
        str(path)
        for path in root.rglob("*")
        if path.is_file()
        and any(value in path.read_bytes() or value in str(path).encode() for value in wanted)
    ]


def test_no_public_file_holds_a_value(watched: Watched) -> None:
    public = watched.workspace.public
    assert holding(public, ONE.everything) == []
    for path in public.rglob("*.parquet"):
        rows = str(pl.read_parquet(path).drop("embedding", strict=False).rows())
        assert not [value for value in ONE.everything if value in rows], path
    texts = " ".join(pl.read_parquet(public / "messages" / "*.parquet")["text"])
    for placeholder in ("[PHONE_1]", "[EMAIL_1]", "[CPF_1]", "[CARD_1]", "[media]"):
        assert placeholder in texts


def test_no_log_holds_a_value(watched: Watched) -> None:
    """Logs may be attached to an issue."""
    assert holding(watched.workspace.root / "logs", [*ONE.everything, KEY]) == []
    # Snakemake may name a file that it reads, as every run with raw files of one's own does.
    values = set(ONE.everything) - {ONE.export}
    assert not [value for value in [*values, KEY] if value in watched.output]


def test_the_records_of_the_engine_hold_no_value(watched: Watched) -> None:
    values = set(ONE.everything) - {ONE.export}
    assert holding(watched.workspace.root / ".snakemake", [*values, KEY]) == []
    assert (watched.workspace.root / ".snakemake").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("argument", ["--dry-run", "--summary", "--unlock"])
def test_the_records_of_the_engine_are_private_before_anything_is_built(
    workspace: Workspace, argument: str
) -> None:
    umask = os.umask(0o022)
    try:
        run = workspace.run(argument)
    finally:
        os.umask(umask)
    assert run.status == 0, run.output
    assert (workspace.root / ".snakemake").stat().st_mode & 0o777 == 0o700
    assert not (workspace.root / "results").exists()


def test_records_of_the_engine_that_were_open_are_closed(workspace: Workspace) -> None:
    (workspace.root / ".snakemake").mkdir(mode=0o755)
    workspace.run("--dry-run")
    assert (workspace.root / ".snakemake").stat().st_mode & 0o777 == 0o700


def test_what_others_put_beside_the_dataset_is_gone_with_the_next_manifest(
    built: Workspace, tmp_path: Path
) -> None:
    public, outside = built.public, tmp_path / "outside"
    before = built.bytes()
    outside.mkdir()
    (outside / "mine.txt").write_text("mine")
    (public / "Zulmira.txt").write_text("call 555")
    (public / "messages" / "Zulmira.txt").write_text("call 555")
    (public / "photos of Zulmira" / "empty").mkdir(parents=True)
    (public / "link to Zulmira").symlink_to(outside)
    (public / ".snakemake_timestamp").write_text("call 555")
    assert len(verify(public)) == 5
    (public / "manifest.json").unlink()
    run = built.build()
    assert built.bytes() == before and verify(public) == []
    assert sorted(path.name for path in public.iterdir()) == [
        *("README.md", "embeddings", "index", "manifest.json", "manifest.schema.json", "messages"),
        *("profiles.parquet", "reports"),
    ]
    assert (outside / "mine.txt").read_text() == "mine"
    log = (built.root / "logs" / "manifest.log").read_text()
    assert "deleted 6 files and folders of others" in log
    assert "Zulmira" not in log + run.output


def test_no_command_line_holds_a_value(watched: Watched) -> None:
    assert any("privacy_gate" in command for command in watched.commands)
    for command in watched.commands:
        assert not [value for value in [*ONE.everything, KEY] if value in command]


def test_nothing_temporary_is_left(watched: Watched) -> None:
    assert holding(watched.temporary, ONE.everything) == []
    left = [
        p.name for p in (watched.workspace.root / "results").rglob("*") if p.name.endswith(".part")
    ]
    assert left == []


def test_the_report_of_the_engine_holds_no_value(watched: Watched, tmp_path: Path) -> None:
    root = tmp_path / "work"
    shutil.copytree(watched.workspace.root, root)
    workspace = Workspace(root, watched.workspace.repository)
    run = workspace.run("--report", "report.html")
    assert run.status == 0, run.output
    values = set(ONE.everything) - {ONE.export}
    assert not [v for v in [*values, KEY] if v in (root / "report.html").read_text()]


def test_the_private_page_is_private_and_masked(watched: Watched) -> None:
    page = watched.workspace.root / "results" / "private" / "privacy.html"
    text = page.read_text()
    assert not [value for value in ONE.everything if value in text]
    assert "PHONE" in text and "k" in text
    assert not list(watched.workspace.public.rglob("*.html"))


def test_other_private_values_give_the_same_bytes(watched: Watched, tmp_path: Path) -> None:
    """Non-interference: ids, vectors, index, statistics and manifest depend on no private value."""
    other = write(tmp_path / "other", OTHER)
    other.build()
    assert other.bytes() == watched.workspace.bytes()


@pytest.mark.parametrize(
    ("file", "place"),
    [("README.md", "line, row"), ("index/minilm/faiss.index", "raw bytes")],
)
def test_a_planted_value_closes_the_gate(built: Workspace, file: str, place: str) -> None:
    manifest = built.public / "manifest.json"
    manifest.unlink()
    planted = "+55 11 99999-0042"
    with (built.public / file).open("ab") as opened:
        opened.write(b"\n" + planted.encode())
    run = built.run()
    assert run.status != 0
    assert "the privacy gate is closed" in run.output
    assert f"{file}, {place}" in run.output
    assert "Traceback" not in run.output
    assert planted not in run.output
    assert not manifest.exists()


def test_too_few_people_on_a_date_close_the_gate(built: Workspace) -> None:
    built.configure(lambda config: config["privacy"].update(min_k=4))
    run = built.run()
    assert run.status != 0
    assert re.search(r"street, 2022-01: 3", run.output)
    assert "privacy.time: week" in run.output
    assert not (built.public / "manifest.json").exists()
    built.configure(lambda config: config["privacy"].update(min_k=3))
    built.build()
    assert (built.public / "manifest.json").exists()


def test_errors_hold_no_value(workspace: Workspace) -> None:
    """A file that is no chat, a list of people that cannot be taken."""
    (workspace.root / "raw" / "street" / "notes.txt").write_text(f"call {ONE.phone}\n{ONE.mail}\n")
    (workspace.root / "config" / "people.yaml").write_text(f"- nme: {ONE.ana}\n")
    workspace.configure(lambda config: config["privacy"].update(roster="config/people.yaml"))
    run = workspace.run("--keep-going")
    assert run.status != 0
    assert "notes.txt" in run.output
    assert not [value for value in ONE.everything if value in run.output]
    assert holding(workspace.root / "logs", ONE.everything) == []
