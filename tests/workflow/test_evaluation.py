"""Every build says what its index is worth."""

import json

import pytest

from tests.workflow.conftest import Workspace

pytestmark = pytest.mark.slow


def test_golden_queries_and_pictures(built: Workspace) -> None:
    public, reports = built.public / "reports", built.root / "results" / "reports" / "minilm"
    manifest = json.loads((built.public / "manifest.json").read_text())
    report = json.loads((public / "minilm.json").read_text())
    assert "reports/minilm.json" in manifest["files"]
    assert report["recall@10"] == report["recall@100"] == 1.0
    assert report["sources"].keys() == {"letter", "street"}
    assert "golden" not in report
    assert json.loads((reports / "timings.json").read_text())["build_seconds"] > 0

    (built.root / "config" / "golden.tsv").write_text(
        "question\tsource\twords\nIs the culvert of lane 2 done?\tletter\tculvert of lane 2\n"
    )
    run = built.build()
    assert run.jobs == {"evaluate": 1, "privacy_gate": 1, "manifest": 1}
    report = json.loads((public / "minilm.json").read_text())
    found = {"ndcg@10": 1.0, "mrr": 1.0, "missed": []}
    modes = dict.fromkeys(("hybrid", "dense", "lexical"), found)
    assert report["golden"] == {"questions": 1, **modes}
    revision = json.loads((built.public / "manifest.json").read_text())["revision"]
    assert revision != manifest["revision"]
    assert not built.build().jobs

    page = built.root / "report.html"
    built.build("--report", str(page))
    assert "Neighbours here need not be neighbours in all dimensions" in page.read_text()
