"""A revision comes back bit for bit, or it is said why not."""

import json
import shutil
from itertools import repeat

import pytest
from acervo.errors import AcervoError
from acervo.reader.cli import main
from acervo.reader.verify import verify
from acervo.remotes.directory import DirectoryStore
from acervo.remotes.publishing import publish
from acervo.remotes.restoring import of, restore
from acervo.remotes.store import Transient

from tests.unit.remotes.conftest import named, tree_bytes


@pytest.fixture
def published(tree, changed, place, receipt):
    """Two revisions, the second one promoted."""
    for one in (tree, changed):
        publish(one.root, DirectoryStore(place), receipt)
    return place


def revision(tree):
    return json.loads((tree.root / "manifest.json").read_text())["revision"]


def flip(file):
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.unlink()  # not in the other revisions that share it
    file.write_bytes(content)


def test_what_comes_back_is_the_tree_byte_for_byte(changed, published, tmp_path):
    done = restore([DirectoryStore(published)], tmp_path / "back")
    assert tree_bytes(tmp_path / "back") == named(changed)
    assert done.revision == revision(changed)
    again = restore([DirectoryStore(published)], tmp_path / "back")
    assert (again.fetched, again.kept, again.bytes) == (0, done.fetched, 0)


def test_an_earlier_revision_comes_back(tree, published, tmp_path):
    restore([DirectoryStore(published)], tmp_path / "back", revision=revision(tree))
    assert tree_bytes(tmp_path / "back") == named(tree)


def test_only_what_differs_is_fetched(tree, changed, published):
    done = restore([DirectoryStore(published)], tree.root)
    assert done.fetched == 6
    assert named(tree) == named(changed)


def test_one_month_or_model_only(changed, published, tmp_path):
    back = tmp_path / "back"
    done = restore([DirectoryStore(published)], back, wanted=of(["2024-07"]))
    periods = {path.stem for path in back.rglob("2024*.parquet")}
    assert periods == {"2024-07"}
    assert not (back / "manifest.json").exists()
    assert done.missing
    none = restore([DirectoryStore(published)], tmp_path / "none", wanted=of(models=["other"]))
    assert not (tmp_path / "none" / "embeddings").exists()
    assert none.missing


def test_a_download_that_was_cut_off_goes_on(changed, published, tmp_path):
    starts = {}

    class Cut(DirectoryStore):
        def read(self, revision, path, start=0):
            starts[path] = start
            for block in super().read(revision, path, start):
                yield block[: len(block) // 2]
                raise Transient("the connection was lost")

    with pytest.raises(AcervoError, match="the connection was lost"):
        restore([Cut(published)], tmp_path / "back")
    (path,) = starts
    half = (changed.root / path).stat().st_size // 2

    class Watched(DirectoryStore):
        def read(self, revision, path, start=0):
            starts[path] = start
            return super().read(revision, path, start)

    restore([Watched(published)], tmp_path / "back")
    assert starts[path] == half
    assert tree_bytes(tmp_path / "back") == named(changed)


@pytest.mark.parametrize("damage", ["flipped", "truncated", "missing"])
def test_what_is_damaged_comes_from_the_other_place(changed, published, tmp_path, damage, caplog):
    second = tmp_path / "second"
    shutil.copytree(published, second, symlinks=True)
    file = published / "latest" / "messages" / "2024-07.parquet"
    if damage == "flipped":
        flip(file)
    elif damage == "truncated":
        content = file.read_bytes()
        file.unlink()
        file.write_bytes(content[:-9])
    else:
        file.unlink()
    with pytest.raises(AcervoError, match=r"messages/2024-07.parquet: cannot be restored"):
        restore([DirectoryStore(published)], tmp_path / "alone")
    assert not list((tmp_path / "alone").rglob("messages/2024-07.parquet"))
    restore([DirectoryStore(published), DirectoryStore(second)], tmp_path / "back")
    assert tree_bytes(tmp_path / "back") == named(changed)


def test_a_rotten_beginning_is_fetched_anew(changed, published, tmp_path):
    back = tmp_path / "back"
    manifest = json.loads((changed.root / "manifest.json").read_text())
    path = "messages/2024-07.parquet"
    digest = manifest["files"][path]["sha256"]
    (back / "messages").mkdir(parents=True)
    (back / "messages" / f".2024-07.parquet.{digest[:16]}.part").write_bytes(b"something else")
    restore([DirectoryStore(published)], back)
    assert tree_bytes(back) == named(changed)


def test_nothing_published_and_unknown_revisions_are_told(place, published, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(AcervoError, match="nothing was published there"):
        restore([DirectoryStore(empty)], tmp_path / "back")
    with pytest.raises(AcervoError, match="there is no revision 0123"):
        restore([DirectoryStore(published)], tmp_path / "back", revision="0123")
    with pytest.raises(AcervoError, match="no place is named"):
        restore([], tmp_path / "back")


def test_a_manifest_that_leads_out_of_the_folder_is_refused(published, tmp_path):
    file = published / "latest" / "manifest.json"
    manifest = json.loads(file.read_text())
    manifest["files"]["../out.txt"] = next(iter(manifest["files"].values()))
    file.write_text(json.dumps(manifest))
    with pytest.raises(AcervoError, match="breaks its schema"):
        restore([DirectoryStore(published)], tmp_path / "back")


def test_the_commands(tree, changed, published, tmp_path, capsys):
    old, new = revision(tree), revision(changed)
    back = tmp_path / "back"
    assert main(["revisions", str(published)]) == 0
    assert capsys.readouterr().out.splitlines() == [f"{new}  stable", old]
    assert main(["pull", str(published), "--dataset", str(back)]) == 0
    assert f"revision {new}" in capsys.readouterr().out
    assert verify(back) == []
    assert main(["rollback", str(published)]) == 0
    assert f"readers get revision {old}, no longer {new}" in capsys.readouterr().out
    assert main(["pull", str(published), "--dataset", str(back)]) == 0
    assert tree_bytes(back) == named(tree)
    assert main(["rollback", str(published)]) == 1
    assert "no revision before the promoted one" in capsys.readouterr().err
    assert main(["promote", str(published), new]) == 0
    assert DirectoryStore(published).stable() == new
    assert main(["pull", str(tmp_path / "nowhere"), "--dataset", str(back)]) == 1
    assert "Traceback" not in capsys.readouterr().err


def test_a_full_disk_is_told_without_a_traceback(published, tmp_path, monkeypatch):
    class Full(DirectoryStore):
        def read(self, revision, path, start=0):
            raise OSError(28, "No space left on device")
            yield

    with pytest.raises(AcervoError, match=r"cannot be written \(No space left on device\)"):
        restore([Full(published)], tmp_path / "back")


def test_parts_do_not_spoil_a_whole_revision(tree, changed, published, tmp_path):
    store, root = DirectoryStore(published), tmp_path / "new"
    restore([store], root)
    with pytest.raises(AcervoError, match="would spoil it"):
        restore(
            [store], root, revision=store.revisions()[1], wanted=of(years=["2024"], models=["x"])
        )
    assert verify(root) == []


@pytest.mark.parametrize("blocked", ["root", "file"])
def test_what_stands_in_the_way_is_told_without_a_traceback(published, tmp_path, blocked):
    root = tmp_path / "new"
    if blocked == "root":
        root.write_text("a file")
    else:
        (root / "README.md").mkdir(parents=True)
    with pytest.raises(AcervoError, match="cannot be written"):
        restore([DirectoryStore(published)], root)


def test_pointers_are_names_too(published, tmp_path):
    newest, older = DirectoryStore(published).revisions()
    DirectoryStore(published).promote(older)
    assert (
        restore([DirectoryStore(published)], tmp_path / "a", revision="latest").revision == newest
    )
    assert restore([DirectoryStore(published)], tmp_path / "b", revision="stable").revision == older


def test_an_endless_file_is_not_fetched_to_its_end(published, tmp_path, monkeypatch):
    monkeypatch.setattr(DirectoryStore, "read", lambda *_: repeat(b"x" * 100_000))
    with pytest.raises(AcervoError, match="other bytes"):
        restore([DirectoryStore(published)], tmp_path / "new")


def test_a_place_that_is_none_is_no_empty_place(tmp_path, capsys):
    assert main(["revisions", str(tmp_path / "typo")]) == 1
    assert "nothing was published there" in capsys.readouterr().err
