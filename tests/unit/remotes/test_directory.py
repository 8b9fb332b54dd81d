"""Publishing to a folder: what readers of it see, whatever happens."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from acervo.digests import file_md5, file_sha256, write_json
from acervo.errors import AcervoError
from acervo.reader.verify import verify
from acervo.remotes.directory import DirectoryStore
from acervo.remotes.publishing import publish

from tests.unit.remotes.conftest import named, tree_bytes


def sent(tree, place, receipt, **options):
    return publish(tree.root, DirectoryStore(place), receipt, **options)


def revision(tree):
    return json.loads((tree.root / "manifest.json").read_text())["revision"]


def test_what_is_published_is_the_tree_byte_for_byte(tree, place, receipt):
    done = sent(tree, place, receipt)
    assert done.status == "published"
    assert tree_bytes(place / "latest") == named(tree)
    assert verify(place / "stable") == []
    files = json.loads((tree.root / "manifest.json").read_text())["files"]
    assert sorted(done.uploaded) == sorted(files)
    assert done.bytes == sum(entry["bytes"] for entry in files.values())


def test_only_what_the_manifest_names_leaves(tree, place, receipt):
    (tree.root / "notes.txt").write_text("mine")
    sent(tree, place, receipt)
    assert not (place / "latest" / "notes.txt").exists()


def test_first_same_changed_same_and_back(tree, changed, place, receipt):
    first, second = revision(tree), revision(changed)
    statuses = [
        sent(one, place, receipt).status for one in (tree, tree, changed, changed, tree, tree)
    ]
    assert statuses == [*["published", "unchanged"] * 3]
    assert DirectoryStore(place).revisions() == [first, second]
    assert tree_bytes(place / "latest") == named(tree)
    assert tree_bytes(place / "revisions" / second) == named(changed)


def test_a_changed_month_sends_that_month_and_what_follows_from_it(tree, changed, place, receipt):
    sent(tree, place, receipt)
    done = sent(changed, place, receipt)
    month = ["embeddings/tiny/2024-07.parquet", "messages/2024-07.parquet"]
    index = [f"index/tiny/{name}" for name in ("faiss.index", "meta.json", "meta.parquet")]
    assert sorted(done.uploaded) == sorted(["README.md", *month, *index])
    assert done.bytes == sum((changed.root / path).stat().st_size for path in done.uploaded)
    assert done.skipped == len(named(changed)) - 1 - len(done.uploaded)


def test_equal_files_of_revisions_are_one(tree, changed, place, receipt):
    sent(tree, place, receipt)
    sent(changed, place, receipt)
    june = [place / "revisions" / revision(t) / "messages/2024-06.parquet" for t in (tree, changed)]
    assert june[0].samefile(june[1])


def test_without_hard_links_files_are_copied(tree, changed, place, receipt, monkeypatch):
    def refused(*_):
        raise OSError("not on this file system")

    monkeypatch.setattr(os, "link", refused)
    sent(tree, place, receipt)
    sent(changed, place, receipt)
    assert tree_bytes(place / "latest") == named(changed)


def test_what_changed_is_told(tree, changed, place, receipt):
    sent(tree, place, receipt)
    sent(changed, place, receipt)
    sent(tree, place, receipt)
    notes = (place / "CHANGELOG.md").read_text().split("reindex: ")[1:]
    assert [note.partition(",")[0] for note in notes] == [
        revision(tree),
        revision(changed),
        revision(tree),
    ]
    assert "1 messages removed" in notes[0] and "- rua, 2024-07: 1 removed" in notes[0]
    assert "1 messages added" in notes[1] and "- rua, 2024-07: 1 added" in notes[1]


def test_a_promotion_by_hand_waits(tree, changed, place, receipt):
    sent(tree, place, receipt)
    sent(changed, place, receipt, promote=False)
    store = DirectoryStore(place)
    assert (store.head().version, store.stable()) == (revision(changed), revision(tree))
    store.promote(revision(changed))
    assert store.stable() == revision(changed)
    with pytest.raises(AcervoError, match="no revision 00"):
        store.promote("00")


@pytest.mark.parametrize("damage", ["flipped", "gone", "added"])
def test_what_somebody_else_changed_is_not_written_over(tree, changed, place, receipt, damage):
    sent(tree, place, receipt)
    file = place / "latest" / "messages" / "2024-06.parquet"
    if damage == "flipped":
        content = bytearray(file.read_bytes())
        content[40] ^= 1
        file.write_bytes(content)
    elif damage == "gone":
        file.unlink()
    else:
        file.with_name("mine.txt").write_text("x")
    before = tree_bytes(place)
    with pytest.raises(AcervoError, match="somebody else has changed"):
        sent(changed, place, receipt)
    assert tree_bytes(place) == before
    failed = json.loads((receipt.parent / "directory.failed.json").read_text())
    assert failed["status"] == "failed" and "somebody else" in failed["errors"][0]


def test_a_folder_that_is_not_there_is_named(tree, tmp_path, receipt):
    with pytest.raises(AcervoError, match="no such folder") as error:
        sent(tree, tmp_path / "unmounted", receipt)
    assert "Mount" in error.value.fix
    assert not (tmp_path / "unmounted").exists()


def test_a_full_disk_is_told_and_leaves_the_old_revision(
    tree, changed, place, receipt, monkeypatch
):
    sent(tree, place, receipt)

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copyfile", full)
        with pytest.raises(AcervoError, match="No space left"):
            sent(changed, place, receipt)
    assert tree_bytes(place / "latest") == named(tree)
    sent(changed, place, receipt)
    assert tree_bytes(place / "latest") == named(changed)


# Kills itself at the n-th change under a folder.
KILLED = """
import os, signal, sys
from pathlib import Path
from acervo.remotes.directory import DirectoryStore
from acervo.remotes.publishing import publish

root, place, receipt, deadly = *map(Path, sys.argv[1:4]), int(sys.argv[4])
EVENTS = ("os.mkdir", "os.rename", "os.link", "os.symlink", "os.remove", "os.rmdir")
count = 0

def watch(event, args):
    global count
    writes = event == "open" and isinstance(args[0], str | Path) and args[2] & os.O_ACCMODE
    if not (event in EVENTS or writes) or not str(args[-2 if event == "os.rename" else 0]).startswith(str(place)):
        return
    count += 1
    if count == deadly:
        os.kill(os.getpid(), signal.SIGKILL)

store = DirectoryStore(place)
sys.addaudithook(watch)
publish(root, store, receipt)
print(count)
"""


@pytest.mark.slow
def test_killed_at_any_step_a_reader_sees_a_whole_revision(tree, changed, tmp_path):
    def run(place, deadly):
        return subprocess.run(
            [
                sys.executable,
                "-c",
                KILLED,
                changed.root,
                place,
                tmp_path / "r" / "d.json",
                str(deadly),
            ],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=False,
        )

    def fresh(name):
        place = tmp_path / name
        place.mkdir()
        sent(tree, place, tmp_path / "r" / "d.json")
        return place

    whole = run(fresh("whole"), 0)
    steps = int(whole.stdout)
    assert steps > 20, whole.stderr
    old, new = named(tree), named(changed)
    seen = set()
    for step in range(1, steps + 1):
        place = fresh(f"killed-{step}")
        assert run(place, step).returncode == -signal.SIGKILL
        for link in ("latest", "stable"):
            assert tree_bytes(place / link) in (old, new)
        seen.add(tree_bytes(place / "latest") == new)
        again = sent(changed, place, tmp_path / "r" / "d.json")
        assert again.status in ("published", "unchanged")
        assert tree_bytes(place / "stable") == new
        names = {p.relative_to(place).as_posix() for p in Path(place).glob("*")}
        assert names == {"CHANGELOG.md", "latest", "revisions", "revisions.json", "stable"}
        notes = (place / "CHANGELOG.md").read_text()
        assert notes.count(f"reindex: {revision(changed)}") == 1
        shutil.rmtree(place)
    assert seen == {True, False}


@pytest.mark.parametrize("text", [None, "[", "{}", "[1]", "null"])
def test_a_lost_list_of_revisions_loses_none(tree, changed, place, receipt, text):
    sent(tree, place, receipt)
    sent(changed, place, receipt)
    (place / "revisions.json").unlink()
    if text is not None:
        (place / "revisions.json").write_text(text)
    store = DirectoryStore(place)
    assert store.revisions() == [revision(changed), revision(tree)]
    assert store.inspect().differences == []
    sent(tree, place, receipt)
    assert DirectoryStore(place).revisions() == [revision(tree), revision(changed)]
    assert json.loads((place / "revisions.json").read_text())[-1] == revision(tree)


@pytest.mark.parametrize("name", ["..", ".", "", "latest", ".0123456789abcdef.part"])
def test_only_revisions_are_promoted(tree, place, receipt, name):
    sent(tree, place, receipt)
    (place / "revisions" / ".0123456789abcdef.part").mkdir()
    with pytest.raises(AcervoError, match="there is no revision"):
        DirectoryStore(place).promote(name)
    assert DirectoryStore(place).stable() == revision(tree)


@pytest.mark.parametrize("text", ["{}", "[]", "{", '{"files": [], "revision": "x"}', None])
def test_a_damaged_manifest_there_is_told_with_what_mends_it(tree, changed, place, receipt, text):
    sent(tree, place, receipt)
    manifest = place / "latest" / "manifest.json"
    manifest.unlink()
    if text is not None:
        manifest.write_text(text)
    with pytest.raises(AcervoError, match=r"manifest\.json: is .*") as error:
        sent(changed, place, receipt)
    assert "acervo heal" in error.value.fix


def rounded_otherwise(tree):
    """The same revision with other bytes, as another processor gives them."""
    file, path = tree.root / "manifest.json", "index/tiny/faiss.index"
    index = tree.root / path
    index.write_bytes(index.read_bytes() + b"x")
    manifest = json.loads(file.read_text())
    manifest["files"][path] |= {
        "sha256": file_sha256(index),
        "md5": file_md5(index),
        "bytes": index.stat().st_size,
    }
    manifest["total_bytes"] += 1
    write_json(file, manifest)


def test_the_same_revision_in_other_bytes_is_never_half_there(tree, place, receipt, monkeypatch):
    sent(tree, place, receipt)
    rounded_otherwise(tree)
    real, seen = shutil.rmtree, []

    def watched(path, **options):
        seen.append(tree_bytes(place / "latest").keys())
        real(path, **options)

    monkeypatch.setattr(shutil, "rmtree", watched)
    sent(tree, place, receipt)
    assert seen and all(keys == named(tree).keys() for keys in seen)
    assert tree_bytes(place / "stable") == named(tree)
    assert [p.name for p in (place / "revisions").iterdir()] == [revision(tree)]


def test_killed_while_a_tree_takes_the_place_of_another(tree, place, receipt):
    sent(tree, place, receipt)
    kept = place / "revisions" / revision(tree)
    kept.rename(kept.with_name(f".{kept.name}.old"))
    assert sent(tree, place, receipt).status == "unchanged"
    assert tree_bytes(place / "latest") == named(tree)
