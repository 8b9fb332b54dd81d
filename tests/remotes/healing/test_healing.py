"""What somebody damages at a place of each kind is found, and mended with just those requests."""

import json

import pytest
from acervo.remotes.healing import heal
from acervo.remotes.places import Place
from acervo.remotes.receipts import Receipt
from acervo.remotes.reconciling import compare, inspect
from acervo.remotes.store import Transient

from tests.remotes.archive_server import Fault
from tests.remotes.healing.places import (
    FIRST,
    MONTH,
    SECOND,
    SMALL,
    build,
    differences,
    healed,
    place,
    published,
)
from tests.remotes.hub_dataset import A, B


def flipped(content):
    return content[:40] + bytes([content[40] ^ 1]) + content[41:]


def test_all_is_one(kind, root):
    manifest = published(kind, root)
    found = compare(kind.store(), manifest)
    assert (found.same, found.lacking, found.found.differences) == (True, [], [])
    assert (found.found.newest, found.found.stable) == (A, A)
    assert healed(kind, root) == (True, [], [])
    assert kind.silent()


def test_another_revision_and_none(kind, root):
    assert compare(kind.store(), None).found.newest is None
    published(kind, root)
    other = build(root, SECOND, B)
    found = compare(kind.store(), other)
    assert not found.same and found.found.newest == A and found.wrong == []
    assert found.lacking == [MONTH, SMALL]
    assert healed(kind, root) == (True, [], [])  # nothing is published by that


DAMAGES = {
    "flipped": lambda kind: [(kind.named(MONTH, FIRST[MONTH], A), flipped(FIRST[MONTH]))],
    "of another size": lambda kind: [(kind.named(SMALL, FIRST[SMALL], A), b"{}")],
    "gone": lambda kind: [(kind.named(MONTH, FIRST[MONTH], A), None)],
    "two": lambda kind: [
        (kind.named(MONTH, FIRST[MONTH], A), None),
        (kind.named("README.md", FIRST["README.md"], A), b"# Other\n"),
    ],
    "the manifest": lambda kind: [(kind.manifest(A), b"{")],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_found_and_mended(kind, root, damage):
    manifest = published(kind, root)
    before, done = kind.held(), DAMAGES[damage](kind)
    for name, content in done:
        kind.edit(name, content)
    names = sorted(name for name, _ in done)
    expected = sorted(("missing" if content is None else "damaged", name) for name, content in done)
    assert sorted(differences(kind, manifest)) == expected
    dry, said, wrote = healed(kind, root, dry_run=True)
    assert dry and wrote == [] and kind.silent()
    assert [line.split(" ")[1:4] for line in sorted(said)] == [["would", "send", n] for n in names]
    well, said, wrote = healed(kind, root)
    assert well and [sorted(each) for each in wrote] == [names]
    assert len(said) == len(names) and all("sent" in line for line in said)
    assert kind.held() == before
    assert differences(kind, manifest) == []
    assert healed(kind, root) == (True, [], [])
    assert kind.silent()
    published(kind, root)  # which refused to write over what somebody else had done
    assert kind.held() == before


def test_what_is_foreign_is_named_and_only_deleted_when_asked_for(kind, root):
    manifest = published(kind, root)
    before, name = (
        kind.held(),
        kind.named("notes.txt", b"hello", A).replace(".2cf24dba5fb0a30e", ""),
    )
    kind.edit(name, b"hello")
    assert differences(kind, manifest) == [("foreign", name)]
    well, said, wrote = healed(kind, root)
    assert not well and wrote == []
    assert f"acervo heal {kind.name} --delete-foreign" in said[0]
    well, said, wrote = healed(kind, root, delete_foreign=True, dry_run=True)
    assert wrote == [] and f"would delete {name}" in said[0]
    well, said, wrote = healed(kind, root, delete_foreign=True)
    assert well and wrote == [[name]] and f"deleted {name}" in said[0]
    assert kind.held() == before


@pytest.mark.parametrize("source", ["archive", "folder"])
def test_it_is_taken_from_another_place(kinds, root, tmp_path, source):
    """The tree here is that of another revision."""
    for each in kinds.values():
        published(each, root)
    manifest = build(root, SECOND, B)
    kind, other = kinds["folder" if source == "archive" else "archive"], kinds[source]
    before, name = kind.held(), kind.named(MONTH, FIRST[MONTH], A)
    kind.edit(name, flipped(FIRST[MONTH]))
    well, said, wrote = healed(kind, root)
    assert not well and wrote == [] and "neither this folder nor a place" in said[0]
    well, said, wrote = healed(kind, root, [other])
    assert well and wrote == [[name]]
    assert kind.held() == before
    assert compare(kind.store(), manifest).found.newest == A


def test_the_hub_has_it_in_its_history(kinds, root, tmp_path):
    published(kinds["hub"], root)
    before = kinds["hub"].held()
    kinds["hub"].edit(MONTH, flipped(FIRST[MONTH]))
    kinds["hub"].edit(SMALL, None)
    kinds["hub"].edit("manifest.json", None)
    well, _, wrote = healed(kinds["hub"], tmp_path / "nothing")
    assert well and wrote == [[MONTH, "manifest.json", SMALL]]  # one commit
    assert kinds["hub"].held() == before
    assert kinds["hub"].hub.count("PUT", "/lfs/") == 0  # it had that content


def test_files_here_are_fetched(kind, root):
    manifest = published(kind, root)
    (root / MONTH).write_bytes(flipped(FIRST[MONTH]))
    (root / SMALL).unlink()
    (root / "mine.txt").write_text("x")
    well, said, wrote = healed(kind, root)
    assert well and wrote == [] and len(said) == 2
    assert {path: (root / path).read_bytes() for path in FIRST} == FIRST
    assert (root / "mine.txt").exists()
    assert json.loads((root / "manifest.json").read_text()) == manifest
    assert healed(kind, root) == (True, [], [])


def test_what_changes_here_meanwhile_is_not_sent(kind, root, monkeypatch):
    published(kind, root)
    name = kind.named(SMALL, FIRST[SMALL], A)
    kind.edit(name, None)

    def then_a_build_runs(*arguments):
        found = inspect(*arguments)
        (root / SMALL).write_bytes(b"something else")
        return found

    monkeypatch.setattr("acervo.remotes.healing.inspect", then_a_build_runs)
    well, _, wrote = healed(kind, root)
    assert (well, wrote) == ((True, [[name]]) if kind.name.startswith("hf") else (False, []))
    assert kind.held().get(name, FIRST[SMALL]) == FIRST[SMALL]


def test_both_sides_heal_each_other(kinds, root):
    for each in kinds.values():
        published(each, root)
    one, other = kinds["folder"], kinds["archive"]
    (root / MONTH).unlink()
    one.edit(one.named(MONTH, b"", A), None)
    other.edit(other.named(SMALL, FIRST[SMALL]), b"x")
    well, said, wrote = healed(one, root, [other])
    assert well and len(said) == 3 and wrote == [[one.named(MONTH, b"", A)]]
    assert differences(other, build(root, FIRST)) == []


def test_a_place_that_does_not_answer_stops_nothing(kinds, root, hub):
    for each in (kinds["archive"], kinds["folder"]):
        published(each, root)
    name = kinds["folder"].named(SMALL, b"", A)
    kinds["folder"].edit(name, None)
    hub.http.server_close()
    lost = Place("ia://x", None, "no keys")
    said = []
    asked = [place(kinds["hub"]), lost, place(kinds["folder"])]
    assert not heal(root, asked, say=said.append)
    assert "cannot be asked" in said[0] and "ia://x: cannot be asked: no keys" in said[1]
    assert said[2].startswith(f"{kinds['folder'].name}: sent {name}")


def test_a_commit_meanwhile_is_not_written_over(kinds, root, hub):
    published(kinds["hub"], root)
    kinds["hub"].edit(SMALL, b"{}")
    store = kinds["hub"].store()
    found = store.inspect()
    kinds["hub"].edit("notes.txt", b"x")
    kinds["hub"].forget()
    with pytest.raises(Transient, match="committed meanwhile"):
        store.mend(found, {SMALL: root / SMALL}, [], Receipt("", "", ""))
    assert kinds["hub"].wrote() == []


def test_an_item_that_changed_meanwhile_is_not_written_to(kinds, root):
    published(kinds["archive"], root)
    name = kinds["archive"].named(SMALL, FIRST[SMALL])
    kinds["archive"].edit(name, b"{}")
    store = kinds["archive"].store()
    found = store.inspect()
    kinds["archive"].edit("notes.txt", b"x")
    kinds["archive"].forget()
    with pytest.raises(Transient, match="in the meantime"):
        store.mend(found, {name: root / SMALL}, [], Receipt("", "", ""))
    assert kinds["archive"].wrote() == []


def test_a_lost_answer_is_healed_once(kinds, root, archive, caplog):
    kind = kinds["archive"]
    manifest = published(kind, root)
    name = kind.named(MONTH, FIRST[MONTH])
    kind.edit(name, None)
    kind.forget()
    archive.fail(lambda s: s.method == "PUT", Fault(drop="after"))
    said = []
    assert not heal(root, [place(kind)], say=said.append)
    assert "try again" in said[0] and caplog.text == ""
    assert differences(kind, manifest) == []
    assert healed(kind, root) == (True, [], [])


def test_a_missing_tag_is_made(kinds, root, hub):
    published(kinds["hub"], root)
    repo = next(iter(hub.repos.values()))
    del repo.tags[A]
    manifest = json.loads((root / "manifest.json").read_text())
    assert differences(kinds["hub"], manifest) == [("unfinished", f"tag {A}")]
    well, said, wrote = healed(kinds["hub"], root)
    assert well and wrote == [] and repo.tags[A] == repo.commits[-1].oid
    assert said == [f"hf://rua/memoria: made tag {A} (is missing)"]
