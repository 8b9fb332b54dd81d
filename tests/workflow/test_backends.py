"""Another engine computes what is new, and leaves alone what is there."""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from acervo.encoding import _PROBE, Encoder
from acervo.exporting import _texts
from acervo.models import Model, ModelSpec

from tests.unit.backends import vllm_program
from tests.workflow.conftest import Workspace, chat, days

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("backend", "said"), [("openvino", "by OpenVINO"), ("vllm", "vLLM is ready")]
)
def test_another_engine_keeps_what_is_there_and_encodes_what_is_new(
    built: Workspace, tmp_path: Path, backend: str, said: str
) -> None:
    environment = {}
    if backend == "vllm":
        environment = stand_in(built, tmp_path)
    else:
        pytest.importorskip(backend)
    before = built.bytes()

    def engine(config: dict[str, Any]) -> None:
        config["models"]["minilm"]["backend"] = backend

    built.configure(engine)
    built.forget_logs()
    run = built.build("embed_all", **environment)
    assert run.jobs["export"] == 1
    assert built.encoded() == 0
    assert built.bytes() == before

    (built.root / "raw" / "street" / "chat.txt").write_text(chat([*days(), date(2023, 7, 7)]))
    built.forget_logs()
    run = built.build("embed_all", **environment)
    assert "export" not in run.jobs
    assert built.encoded() > 0
    assert said in (built.root / "logs" / "encode" / "minilm.log").read_text()
    after = built.bytes()
    vectors = [path for path in before if path.startswith("embeddings/")]
    changed = [path for path in vectors if after[path] != before[path]]
    assert changed == ["embeddings/minilm/2023-07.parquet"]


def stand_in(built: Workspace, folder: Path) -> dict[str, str]:
    """An environment with a program `vllm` that knows what it is compared by."""
    config = yaml.safe_load((built.root / "config" / "config.yaml").read_text())
    encoder = Encoder(Model(ModelSpec("minilm", **config["models"]["minilm"])), 1)
    texts = [*_texts(encoder), _PROBE]
    vectors = folder / "vectors.json"
    vectors.write_text(json.dumps(dict(zip(texts, encoder.encode(texts).tolist(), strict=True))))
    told = {"as": "well", "notes": str(folder / "notes"), "vectors": str(vectors)}
    program = vllm_program.install(folder / "bin")
    path = os.pathsep.join([str(program.parent), os.environ["PATH"]])
    return {"PATH": path, "STAND_IN": json.dumps(told)}
