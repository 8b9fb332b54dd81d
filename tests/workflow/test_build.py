"""The main job, and that nothing is done twice or differently."""

import json
import re
import shutil
import subprocess
import sys

import pyarrow.parquet as pq
import pytest

from tests.workflow.conftest import KEY, Workspace, chat, days, write_workspace

pytestmark = pytest.mark.slow


def acervo(workspace: Workspace, *arguments: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from acervo.reader.cli import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments, "--dataset", str(workspace.public)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_build_verifies_and_is_found(built: Workspace) -> None:
    assert acervo(built, "verify").returncode == 0
    hits = acervo(built, "search", "Is the culvert of lane 2 done?", "-k", "1")
    hit = json.loads(hits.stdout)
    assert hit["source"] == "letter"
    assert hit["date"] == "2023-02-01"
    assert "culvert of lane 2" in hit["text"]


def test_nothing_private_is_published(built: Workspace) -> None:
    secrets = [
        b"Ana Lima",
        b"Bruno",
        b"99999-0042",
        b"98888-7777",
        b"works@example.org",
        b"chat.txt",
    ]
    secrets += [str(built.root).encode()]
    for path in built.public.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            if path.suffix == ".parquet":
                content += json.dumps(pq.read_table(path).to_pylist(), default=str).encode()
            assert not [secret for secret in secrets if secret in content], path
    assert (built.root / "results" / "private").stat().st_mode & 0o777 == 0o700


def test_the_key_stands_in_no_record(built: Workspace) -> None:
    for folder in (".snakemake", "results", "logs", "config"):
        for path in (built.root / folder).rglob("*"):
            assert not path.is_file() or KEY.encode() not in path.read_bytes(), path


def test_a_second_run_has_nothing_to_do(built: Workspace) -> None:
    run = built.build()
    assert not run.jobs
    assert "Nothing to be done" in run.output


def test_same_input_same_bytes(built: Workspace, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Another folder, cores, hash seed, time zone, locale, and order of files in the file system."""
    other = write_workspace(tmp_path_factory.mktemp("elsewhere") / "deep" / "er")
    for folder in ("street", "letter"):
        files = sorted((other.root / "raw" / folder).iterdir(), reverse=True)
        contents = [(file, file.read_bytes()) for file in files]
        shutil.rmtree(other.root / "raw" / folder)
        (other.root / "raw" / folder).mkdir()
        for file, content in contents:
            file.write_bytes(content)
    environment = {
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C",
        "POLARS_MAX_THREADS": "1",
    }
    other.build("--cores", "1", **environment)
    assert other.bytes() == built.bytes()


def test_a_fresh_clone_over_restored_results_encodes_nothing(
    built: Workspace, workspace: Workspace
) -> None:
    """Another machine: only what was published is there, and no record of Snakemake's."""
    before = built.bytes()
    shutil.copytree(built.public, workspace.public)
    workspace.build()
    assert workspace.encoded() == 0
    assert workspace.bytes() == before


def test_overlapping_exports_give_the_same_messages(built: Workspace, workspace: Workspace) -> None:
    """The same history as an earlier, shorter export and one of an iPhone in Portuguese."""
    street = workspace.root / "raw" / "street"
    whole = (street / "chat.txt").read_text()
    (street / "chat.txt").write_text(chat(days()[:20]))
    iphone = re.sub(
        r"^(\d\d/\d\d/)20(\d\d), (\d\d:\d\d) - (?=[^:\n]+: )", r"[\1\2, \3:37] ", whole, flags=re.M
    )
    iphone = re.sub(r"^.*end-to-end encrypted.*\n", "", iphone, flags=re.M)
    (street / "_chat.txt").write_text(iphone.replace("\n", "\r\n"))
    workspace.build()
    assert workspace.bytes() == built.bytes()


@pytest.mark.parametrize(("partition", "name"), [("quarter", "2022-Q1"), ("year", "2022")])
def test_other_periods(workspace: Workspace, partition: str, name: str) -> None:
    workspace.configure(lambda config: config.update(partition=partition))
    workspace.build(f"results/public/embeddings/minilm/{name}.parquet")
    workspace.build()
    assert acervo(workspace, "verify").returncode == 0
