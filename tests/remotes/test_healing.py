"""What somebody damages at a place of each kind is found, and mended with just those requests."""

import json

import pytest
from acervo.digests import write_json
from acervo.remotes import archive_client
from acervo.remotes.archive_client import ACCESS_KEY, SECRET_KEY
from acervo.remotes.healing import heal
from acervo.remotes.places import Place
from acervo.remotes.publishing import publish
from acervo.remotes.receipts import Receipt
from acervo.remotes.reconciling import compare, inspect
from acervo.remotes.store import Transient

from tests.remotes import hub_dataset
from tests.remotes.archive_route import route_here
from tests.remotes.archive_server import ACCESS, SECRET, ArchiveServer, Fault
from tests.remotes.healing_places import ArchivePlace, FolderPlace, HubPlace, place
from tests.remotes.hub_dataset import CHANGED, FILES, A, B

MONTH, SMALL = "data/2024-05.parquet", "reports/tiny.json"
# The core reads messages to tell what changed; these are none.
FIRST, SECOND = (
    {path.replace("messages", "data"): content for path, content in files.items()}
    for files in (FILES, CHANGED)
)


@pytest.fixture
def archive(monkeypatch, tmp_path):
    server = ArchiveServer()
    route_here(monkeypatch, server)
    monkeypatch.setenv("IA_CONFIG_FILE", str(tmp_path / "ia.ini"))
    monkeypatch.setenv(ACCESS_KEY, ACCESS)
    monkeypatch.setenv(SECRET_KEY, SECRET)
    monkeypatch.setattr(archive_client, "TIMEOUT", (1, 1))
    yield server
    server.close()
    assert server.problems == []


@pytest.fixture
def kinds(hub, archive, tmp_path):
    return {
        "hub": HubPlace(hub),
        "archive": ArchivePlace(archive),
        "folder": FolderPlace(tmp_path / "nas"),
    }


@pytest.fixture(params=["hub", "archive", "folder"])
def kind(request, kinds):
    return kinds[request.param]


def build(root, files=FIRST, revision=A):
    """As the rule writes it."""
    manifest = hub_dataset.build(root, files, revision)
    write_json(root / "manifest.json", manifest)
    return manifest


def published(kind, root, files=FIRST, revision=A, receipts="receipts"):
    manifest = build(root, files, revision)
    publish(root, kind.store(), root.parent / receipts / f"{kind.store().target}.json")
    return manifest


def differences(kind, manifest):
    found = compare(kind.store(), manifest)
    return [(each.kind, each.name) for each in found.found.differences]


def healed(kind, root, others=(), **options):
    """Mend it; return whether all is well, what was said, and what was written."""
    kind.forget()
    said = []
    well = heal(root, [place(each) for each in (kind, *others)], say=said.append, **options)
    return well, said, kind.wrote()


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


class TestArchive:
    def test_files_of_an_older_revision(self, kinds, root, tmp_path):
        kind = kinds["archive"]
        published(kind, tmp_path / "old")
        manifest = published(kind, root, SECOND, B)
        name = kind.named(MONTH, FIRST[MONTH])
        kind.edit(name, None)
        assert differences(kind, manifest) == [("missing", name)]
        assert kind.store().head().foreign == []  # readers of the newest do not mind
        well, _, wrote = healed(kind, tmp_path / "old")
        assert well and wrote == [[name]]

    def test_a_listed_manifest(self, kinds, root):
        kind = kinds["archive"]
        manifest, name = published(kind, root), f"manifests/{A}.json"
        for content, what in ((None, "missing"), (b"{}", "damaged")):
            kind.edit(name, content)
            assert (what, name) in differences(kind, manifest)
            well, _, wrote = healed(kind, root)
            assert well and name in wrote[0]
            assert kind.held()[name] == (root / "manifest.json").read_bytes()

    def test_a_pointer_of_which_it_cannot_be_told_where_it_led(self, kinds, root, tmp_path):
        kind = kinds["archive"]
        published(kind, tmp_path / "old")
        published(kind, root, SECOND, B)
        kind.edit("manifest.json", b"{")
        well, said, wrote = healed(kind, root)
        assert not well and wrote == [] and "delete it and publish again" in said[0]
        kind.edit("manifest.json", None)
        kind.forget()
        published(kind, root, SECOND, B)
        assert kind.wrote() == [["manifest.json"]]

    def test_the_promoted_one_is_for_people(self, kinds, root):
        kind = kinds["archive"]
        published(kind, root)
        kind.edit("stable.json", b"{}")
        well, said, wrote = healed(kind, root)
        assert not well and wrote == [] and "acervo promote ia://" in said[0]

    def test_leftovers_are_no_difference(self, kinds, root):
        kind = kinds["archive"]
        manifest = published(kind, root)
        name = kind.named("data/2024-07.parquet", b"july")
        kind.edit(name, b"july")
        found = compare(kind.store(), manifest)
        assert found.same and differences(kind, manifest) == [("leftover", name)]
        assert healed(kind, root) == (True, [], [])
        well, _, wrote = healed(kind, root, delete_foreign=True)
        assert well and wrote == [[name]]

    @pytest.mark.parametrize("content", [b"{}", b"{"])
    def test_what_a_damaged_manifest_names_is_no_leftover(self, kinds, root, tmp_path, content):
        kind = kinds["archive"]
        published(kind, tmp_path / "old")
        published(kind, root, SECOND, B)
        before = kind.held()
        kind.edit(f"manifests/{A}.json", content)
        well, said, wrote = healed(kind, root, delete_foreign=True)
        assert not well and wrote == [] and f"manifests/{A}.json" in said[0]
        assert healed(kind, tmp_path / "old", delete_foreign=True)[0]
        assert kind.held() == before


class TestFolder:
    def test_equal_files_are_damaged_together_and_one_again(self, kinds, root, tmp_path):
        kind = kinds["folder"]
        published(kind, tmp_path / "old")
        manifest = published(kind, root, SECOND, B)
        path = "data/2024-06.parquet"
        both = [kind.folder / kind.named(path, b"", revision) for revision in (A, B)]
        assert both[0].samefile(both[1])
        both[0].write_bytes(b"rotten")
        assert sorted(name for _, name in differences(kind, manifest)) == [
            kind.named(path, b"", revision) for revision in (A, B)
        ]
        well, _, _ = healed(kind, root)
        assert well and both[0].samefile(both[1])
        assert both[0].read_bytes() == FIRST[path]

    def test_what_an_attempt_left(self, kinds, root):
        kind = kinds["folder"]
        manifest = published(kind, root)
        (kind.folder / "revisions" / f".{B}.part" / "data").mkdir(parents=True)
        (kind.folder / "revisions" / B).mkdir()
        (kind.folder / ".latest.part").symlink_to("x")
        left = sorted([f"revisions/.{B}.part", f"revisions/{B}", ".latest.part"])
        assert sorted(differences(kind, manifest)) == [("leftover", name) for name in left]
        assert compare(kind.store(), manifest).same
        assert healed(kind, root, delete_foreign=True)[0]
        assert differences(kind, manifest) == []

    def test_a_revision_that_somebody_took_away(self, kinds, root, tmp_path):
        kind = kinds["folder"]
        published(kind, tmp_path / "old")
        manifest = published(kind, root, SECOND, B)
        old, new = (kind.folder / "revisions" / revision for revision in (A, B))
        before = kind.held()
        old.rename(tmp_path / "away")  # for its space
        assert differences(kind, manifest) == []
        new.rename(tmp_path / "lost")  # but `latest` points there
        assert differences(kind, manifest) == [("missing", kind.manifest(B))]
        assert healed(kind, root)[0]
        assert kind.held() == {k: v for k, v in before.items() if A not in k}


class TestChangelog:
    def notes(self, kind):
        return kind.held()["CHANGELOG.md"].decode()

    def test_newest_first_and_each_once(self, kind, root):
        for files, revision in ((FIRST, A), (FIRST, A), (SECOND, B), (SECOND, B), (FIRST, A)):
            published(kind, root, files, revision)
        entries = self.notes(kind).split("## reindex: ")
        assert entries[0] == "# Changelog\n\n"
        assert [entry[:16] for entry in entries[1:]] == [A, B, A]

    def test_what_people_write_into_it_stays_and_is_nobodys_damage(self, kind, root):
        manifest = published(kind, root)
        by_hand = self.notes(kind).replace("# Changelog\n", "# Changelog\n\nThanks to Ana.\n")
        kind.edit("CHANGELOG.md", by_hand.encode())
        assert differences(kind, manifest) == []
        published(kind, root, SECOND, B)
        assert "Thanks to Ana.\n\n## reindex: " + B in self.notes(kind)
        assert f"## reindex: {A}" in self.notes(kind)

    def test_one_that_is_gone_is_begun_anew(self, kind, root):
        manifest = published(kind, root)
        kind.edit("CHANGELOG.md", None)
        assert differences(kind, manifest) == []
        published(kind, root, SECOND, B)
        assert self.notes(kind).count("## reindex") == 1

    def test_a_lost_answer_on_the_hub(self, kinds, root, hub):
        published(kinds["hub"], root)
        build(root, SECOND, B)
        hub.fail("POST", "/commit/", drop="after")
        receipt = publish(root, kinds["hub"].store(), root.parent / "r" / "hub.json")
        assert receipt.attempts == 2
        assert self.notes(kinds["hub"]).count(f"## reindex: {B}") == 1
        assert len(next(iter(hub.repos.values())).commits) == 3
        assert "CHANGELOG.md" in receipt.uploaded

    @pytest.mark.parametrize("name", ["CHANGELOG.md", "manifest.json"])
    @pytest.mark.parametrize("drop", ["before", "after"])
    def test_a_stop_in_between_on_the_archive(self, kinds, root, archive, name, drop, monkeypatch):
        monkeypatch.setattr("acervo.remotes.publishing._FIRST_WAIT", 0.01)
        kind = kinds["archive"]
        published(kind, root)
        build(root, SECOND, B)
        kind.forget()
        archive.fail(lambda s: s.method == "PUT" and s.path.endswith(name), Fault(drop=drop))
        assert publish(root, kind.store(), root.parent / "r" / "ia.json").attempts == 2
        assert archive.puts().count("CHANGELOG.md") == 1
        assert [e[:16] for e in self.notes(kind).split("## reindex: ")[1:]] == [B, A]

    def test_what_was_announced_and_never_came_is_not_told(self, kinds, root, archive):
        """The attempt to publish B stops before the manifest; then C is published."""
        kind = kinds["archive"]
        published(kind, root)
        manifest = build(root, SECOND, B)
        stop = Fault(drop="before")
        archive.fail(lambda s: s.method == "PUT" and s.path.endswith("/manifest.json"), stop)
        store = kind.store()
        with pytest.raises(Transient):
            said = f"reindex: {B}, x\n"
            store.send(root, manifest, store.head(), said, Receipt("", "", ""))
        assert f"## reindex: {B}" in self.notes(kind)
        assert kind.store().head().manifest["revision"] == A
        assert kind.store().head().foreign == []
        published(kind, root, SECOND | {SMALL: b"{1}"}, "c" * 16)
        assert [e[:16] for e in self.notes(kind).split("## reindex: ")[1:]] == ["c" * 16, A]

    def test_it_is_in_the_item_and_a_refusal_is_told(self, kinds, root, archive):
        published(kinds["archive"], root)
        published(kinds["archive"], root, SECOND, B)
        (item,) = archive.items.values()
        assert item.metadata["notes"] == f"reindex: {B}, no message changed"
