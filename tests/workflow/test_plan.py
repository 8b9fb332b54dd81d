"""`snakemake plan` and dry runs: what would be done is said, and nothing is."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.workflow.conftest import Workspace, chat, days

pytestmark = pytest.mark.slow


def state(workspace: Workspace) -> dict[str, tuple[int, bytes]]:
    """Times and bytes of all files of the results."""
    files = (path for path in (workspace.root / "results").rglob("*") if path.is_file())
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def test_before_the_first_build(workspace: Workspace) -> None:
    run = workspace.build("plan")
    assert "read letter" in run.output and "exports: 1 new" in run.output
    assert "by one passage for every 512 bytes, an assumption" in run.output
    assert "parse × 2" in run.output
    assert not state(workspace)
    assert run.jobs == {"plan": 1}


def test_what_is_planned_is_what_is_done(built: Workspace, tmp_path: Path) -> None:
    place = tmp_path / "nas"
    built.configure(lambda config: config.update(publish={"directory": str(place)}))
    place.mkdir()
    before = state(built)
    run = built.build("plan")
    assert state(built) == before and not list(place.iterdir())
    assert "is current" in run.output and "read " not in run.output
    built.build("publish")
    receipt = json.loads((built.root / "results/receipts/directory.json").read_text())
    size = receipt["bytes"] + (built.public / "manifest.json").stat().st_size
    sent = f"{len(receipt['uploaded']) + 1} files, {size / 1000:.1f} kB"
    assert sent in run.output
    idle = built.build("plan").output
    assert (
        f"Nothing to do: revision {receipt['revision']} is current here, and at directory." in idle
    )

    file = built.root / "raw" / "street" / "chat.txt"
    file.write_text(chat([*days(), date(2023, 6, 27)]))
    before = state(built)
    run, dry = built.build("plan"), built.build("--dry-run")
    for output in (run.output, dry.output):
        assert "read street" in output and "exports: 1 changed" in output
        assert "raw/street/chat.txt" in output
        assert "encode minilm" in output and "about 2 passages" in output
        assert "Traceback" not in output
    assert "and what the build changes" in run.output
    assert "send" not in dry.output  # a dry run asks nobody
    assert "read " not in built.build("--dry-run", "--quiet", "all").output
    assert state(built) == before
    assert "chat.txt" not in "".join(f.read_text() for f in (built.root / "logs").rglob("plan.log"))

    for folder in ("chunks", "private/reports/parse", "public/embeddings"):
        for path in (built.root / "results" / folder).rglob("*.*"):
            path.write_bytes(b"damaged")
    damaged = built.build("--dry-run").output
    assert "read street" in damaged and "Traceback" not in damaged
