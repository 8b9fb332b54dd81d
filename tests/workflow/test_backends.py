"""Another engine computes what is new, and leaves alone what is there."""

from datetime import date
from typing import Any

import pytest

from tests.workflow.conftest import Workspace, chat, days

pytestmark = pytest.mark.slow


def test_another_engine_keeps_what_is_there_and_encodes_what_is_new(built: Workspace) -> None:
    pytest.importorskip("openvino")
    before = built.bytes()

    def engine(config: dict[str, Any]) -> None:
        config["models"]["minilm"]["backend"] = "openvino"

    built.configure(engine)
    built.forget_logs()
    run = built.build("embed_all")
    assert run.jobs["export"] == 1
    assert built.encoded() == 0
    assert built.bytes() == before

    (built.root / "raw" / "street" / "chat.txt").write_text(chat([*days(), date(2023, 7, 7)]))
    built.forget_logs()
    run = built.build("embed_all")
    assert "export" not in run.jobs
    assert built.encoded() > 0
    assert "by OpenVINO" in (built.root / "logs" / "encode" / "minilm.log").read_text()
    after = built.bytes()
    vectors = [path for path in before if path.startswith("embeddings/")]
    changed = [path for path in vectors if after[path] != before[path]]
    assert changed == ["embeddings/minilm/2023-07.parquet"]
