"""A job of `encode` that fails keeps what it was given: it may have been paid for."""

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from acervo.backends.endpoint import Endpoint

from tests.unit.backends.embeddings_server import Server
from tests.workflow.conftest import Workspace

pytestmark = pytest.mark.slow

SECTIONS, ISSUES = 210, 10
DENIED = (401, {}, {})


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def letters(workspace: Workspace, server: Server) -> Workspace:
    """Somewhat more passages than a portion, of two years, for an endpoint."""
    for path in (workspace.root / "raw" / "letter").iterdir():
        path.unlink()
    for i in range(ISSUES):
        write_issue(workspace.root, date(2022 + i % 2, i + 1, 1), i)

    def configure(config: dict[str, Any]) -> None:
        del config["sources"]["street"]
        said = {"url": server.url, "model": "m", "dimensions": 32}
        config["models"]["minilm"].update(backend="http", endpoint=said)

    workspace.configure(configure)
    return workspace


def write_issue(root: Path, day: date, number: int) -> None:
    sections = (
        f"## Works {number} {i}\n\nThe culvert of lane {number} is done up to post {i}.\n"
        for i in range(SECTIONS)
    )
    file = root / "raw" / "letter" / f"{day:%Y-%m-%d}.md"
    file.write_text(f"# Letter {number}\n\n" + "\n".join(sections))


def passages(server: Server) -> list[str]:
    """What was answered since the last time, but the probe."""
    sent = [text for request in server.requests for text in request["input"]]
    server.requests.clear()
    return [text for text in sent if "culvert" in text]


def test_a_failed_job_goes_on_where_it_stopped(letters: Workspace, server: Server) -> None:
    letters.build("chunk_all")
    folder = letters.root / "results" / "chunks"
    total = sum(pl.read_parquet(path).height for path in folder.glob("*.parquet"))
    assert total > Endpoint.portion

    denied = False

    def fault(n: int) -> Any:
        nonlocal denied
        sent = sum(len(request["input"]) for request in server.requests)
        denied = denied or sent > Endpoint.portion + 1  # the probe is sent first
        return DENIED if denied else None

    server.fault = fault
    run = letters.run("embed_all")
    assert run.status != 0
    assert "answered HTTP 401" in run.output
    assert "Traceback" not in run.output
    assert not (letters.root / "results" / "vectors" / "minilm.parquet").exists()
    first = passages(server)

    denied, server.fault = False, lambda n: None
    letters.forget_logs()
    letters.build("embed_all")
    rest = passages(server)
    assert len(rest) == letters.encoded() == total - Endpoint.portion
    assert set(rest).isdisjoint(first[: Endpoint.portion])
    kept = [path.name for path in (letters.root / "results" / "vectors").iterdir()]
    assert sorted(kept) == ["minilm.parquet", "minilm.questions.parquet"]

    # With an earlier output: Snakemake gives that one back when the job fails, and takes it for done.
    before = (letters.root / "results" / "vectors" / "minilm.parquet").read_bytes()
    for i in range(ISSUES):
        write_issue(letters.root, date(2022 + i % 2, i + 1, 2), ISSUES + i)
    server.fault = fault
    assert letters.run("embed_all").status != 0
    assert (letters.root / "results" / "vectors" / "minilm.parquet").read_bytes() == before
    passages(server)
    denied, server.fault = False, lambda n: None
    letters.build("embed_all")
    assert len(passages(server)) == total - Endpoint.portion
    vectors = (letters.public / "embeddings" / "minilm").glob("*.parquet")
    assert sum(pl.read_parquet(path).height for path in vectors) == 2 * total
