"""Readers need nothing of what made the vectors, and take no vectors for comparable that are not."""

import json
import shutil
import sys
import threading
from dataclasses import replace

import pytest
from acervo.errors import AcervoError
from acervo.reader import open_dataset

from tests.unit.backends.embeddings_server import Server
from tests.unit.dataset import Tree


@pytest.fixture(scope="module")
def made_elsewhere(tiny, tmp_path_factory):
    """A dataset that says it was made by OpenVINO in bfloat16."""
    spec = replace(tiny, backend="openvino", precision="bfloat16")
    tree = Tree(tmp_path_factory.mktemp("elsewhere"), spec)
    tree.build()
    return tree


def test_a_laptop_without_the_engine_searches(made_elsewhere, tiny, monkeypatch):
    monkeypatch.setitem(sys.modules, "openvino", None)
    dataset = open_dataset(made_elsewhere.root, model_path=tiny.path)
    said = dataset.manifest["models"]["tiny"]
    assert (said["precision"], said["backend"], said["endpoint"]) == ("bfloat16", "local", None)
    (hit,) = dataset.search("Quem leva o bolo?", 1)
    assert hit.text


@pytest.mark.parametrize(
    "change",
    [
        {"precision": "float32"},
        {"dtype": "float32"},
        {"prompts": {"query": "query: ", "passage": ""}},
        {"sha256": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_vectors_that_are_not_what_the_manifest_says_are_not_searched(
    made_elsewhere, tiny, tmp_path, change
):
    root = shutil.copytree(made_elsewhere.root, tmp_path / "copy")
    manifest = json.loads((root / "manifest.json").read_text())
    manifest["models"]["tiny"] |= change
    (root / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(AcervoError, match="not the one of the vectors"):
        open_dataset(root, model_path=tiny.path).search("a")


@pytest.mark.parametrize("lost", [[], ["faiss.index"], ["faiss.index", "meta.json"]], ids=str)
def test_another_model_behind_an_endpoint_is_found_out(tiny, tmp_path, lost, monkeypatch):
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        monkeypatch.setenv("ACERVO_ENDPOINT", server.url)
        said = {"url": server.url, "model": "org/m"}
        tree = Tree(tmp_path, replace(tiny, sha256=None, backend="http", endpoint=said))
        try:
            tree.build()
            for name in lost:
                (tree.index / name).unlink()
            assert open_dataset(tree.root, model_path=tiny.path).search("Quem leva o bolo?", 1)
            server.turned = True
            with pytest.raises(AcervoError, match="gives other vectors now"):
                open_dataset(tree.root, model_path=tiny.path).search("Quem leva o bolo?", 1)
        finally:
            server.shutdown()
            thread.join()
