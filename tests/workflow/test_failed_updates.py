"""A job that fails leaves its earlier outputs, and is not taken for done by the next run."""

import pytest

from tests.workflow.conftest import Workspace

pytestmark = pytest.mark.slow


def test_an_index_that_failed_its_evaluation_fails_it_again(built: Workspace) -> None:
    before = built.bytes()
    golden = built.root / "config" / "golden.tsv"
    golden.write_text("question\twords\nWho?\tnothing that anybody has said\n")
    for _ in range(2):
        run = built.run()
        assert run.status != 0
        assert "no passage has this words" in run.output, run.output
        assert not run.jobs.keys() & {"evaluate", "manifest"}
        assert built.bytes() == before
    golden.unlink()
    assert built.build().jobs.keys() <= {"evaluate", "privacy_gate", "manifest"}
    assert not built.build().jobs
