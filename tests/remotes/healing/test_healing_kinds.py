"""What is healed at one kind of place only, and what each tells of its revisions."""

import pytest
from acervo.remotes.publishing import publish
from acervo.remotes.receipts import Receipt
from acervo.remotes.reconciling import compare
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
    published,
)
from tests.remotes.hub_dataset import A, B


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
