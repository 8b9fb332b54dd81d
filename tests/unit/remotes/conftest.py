import datetime as dt
import json
import shutil

import pytest

from tests.unit.dataset import RUI, Tree, talk


@pytest.fixture
def changed(tree, tmp_path):
    """The same dataset with one more message in July."""
    base = tmp_path / "changed"
    shutil.copytree(tree.base, base)
    other = Tree(base, tree.spec)
    other.history = {**tree.history}
    other.history["2024-07"] = [
        *other.history.get("2024-07", []),
        *talk(dt.date(2024, 7, 30), (RUI, "The pump is mended, thank you all.")),
    ]
    other.build()
    return other


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "nas"
    folder.mkdir()
    return folder


@pytest.fixture
def receipt(tmp_path):
    return tmp_path / "receipts" / "directory.json"


def named(tree):
    """What a manifest names, and itself: files without rows stay at home."""
    manifest = json.loads((tree.root / "manifest.json").read_text())
    paths = [*manifest["files"], "manifest.json"]
    return {path: (tree.root / path).read_bytes() for path in paths}


def tree_bytes(root):
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}
