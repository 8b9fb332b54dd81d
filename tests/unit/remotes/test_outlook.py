import json

import pytest
from acervo.errors import AcervoError
from acervo.remotes.directory import DirectoryStore
from acervo.remotes.outlook import outlook, outlooks
from acervo.remotes.publishing import publish
from acervo.remotes.store import Transient

from tests.unit.dataset import Tree, spec_of


@pytest.fixture
def tree(tiny_folder, tmp_path):
    tree = Tree(tmp_path / "work", spec_of(tiny_folder))
    tree.build()
    return tree


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "nas"
    folder.mkdir()
    return folder


def looked(place, root, remade=None):
    return outlook("directory", lambda: DirectoryStore(place), root, remade)


def sent(tree, place, tmp_path):
    return publish(tree.root, DirectoryStore(place), tmp_path / "receipts" / "directory.json")


def test_it_foretells_what_is_sent(tree, place, tmp_path):
    for change in (None, "2024-08"):
        if change:
            tree.history = {k: v for k, v in tree.history.items() if k != change}
            tree.build()
        found = looked(place, tree.root)
        receipt = sent(tree, place, tmp_path)
        manifest = (tree.root / "manifest.json").stat().st_size
        assert found.files == len(receipt.uploaded) + 1  # the receipt does not count the manifest
        assert found.bytes == receipt.bytes + manifest
        assert not found.current
    assert 1 < found.files < len(json.loads((tree.root / "manifest.json").read_text())["files"])


def test_what_is_there_is_not_sent_again(tree, place, tmp_path):
    first = tree.build()["revision"]
    sent(tree, place, tmp_path)
    found = looked(place, tree.root)
    assert (found.current, found.files, found.bytes, found.revision) == (True, 0, 0, first)
    history = dict(tree.history)
    tree.history.pop("2024-08")
    tree.build()
    sent(tree, place, tmp_path)
    tree.history = history
    tree.build()
    assert looked(place, tree.root).files == 1  # published before: the manifest alone


def test_what_a_build_is_to_change_counts(tree, place, tmp_path):
    sent(tree, place, tmp_path)
    found = looked(place, tree.root, ("index/", "README.md"))
    assert (found.files, found.at_least) == (5, True)
    assert looked(place, tree.root, ()).files == 1


def test_before_the_first_build_nothing_is_known(tree, place, tmp_path):
    assert looked(place, tmp_path / "none").files is None
    sent(tree, place, tmp_path)
    assert looked(place, tmp_path / "none").revision


def test_a_place_that_cannot_be_published_to_says_why(tree, place, tmp_path):
    place.rmdir()
    (found,) = outlooks({"directory": str(place), "promote": "auto"}, {}, tree.root, None)
    assert found.problem == "there is no such folder"
    assert (found.url, found.files, found.current) == (str(place), None, False)

    def busy():
        raise Transient("the server is busy")

    assert outlook("archive", busy, tree.root, None).problem == "the server is busy"

    def wrong():
        raise AcervoError("not a name", where="publish.archive")

    assert outlook("archive", wrong, tree.root, None).problem == "not a name"


def test_foreign_changes_are_told(tree, place, tmp_path):
    sent(tree, place, tmp_path)
    (place / "latest" / "README.md").unlink()
    assert "README.md" in looked(place, tree.root).problem


def test_a_damaged_manifest_is_told(tree, place, tmp_path):
    sent(tree, place, tmp_path)
    (tree.root / "manifest.json").write_text("{}")
    assert looked(place, tree.root).problem
