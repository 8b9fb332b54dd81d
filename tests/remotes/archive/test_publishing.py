"""What is sent, and in what order: the real client library against loopback."""

import json

import pytest
from acervo.errors import AcervoError
from acervo.remotes.receipts import Receipt
from acervo.remotes.store import Transient

from tests.remotes.archive.case import ABOUT, ITEM, A, B, C, complete, hashed, publish, store, watch
from tests.remotes.archive_server import SECRET, Fault


class TestPublishing:
    def test_the_first_time(self, server, data):
        root, made = data(A)
        (root / "private.txt").write_text("not in the manifest")
        watch(server, made)
        receipt = publish(store(), root, made)
        puts = server.puts()
        assert puts[-3:] == [f"manifests/{made['revision']}.json", "CHANGELOG.md", "manifest.json"]
        assert sorted(puts[:-3]) == sorted(hashed(path, raw) for path, raw in A.items())
        assert complete(server.files(ITEM), {made["revision"]}) == made["revision"]
        assert receipt.status == "published"
        assert (receipt.skipped, receipt.deleted) == (0, [])
        assert set(receipt.uploaded) == {*A, *puts[-3:]}
        raw, notes = (root / "manifest.json").read_bytes(), server.files(ITEM)["CHANGELOG.md"]
        size = sum(map(len, A.values())) + 2 * len(raw) + len(notes)
        assert receipt.bytes == size == server.sent()

    def test_metadata_of_a_new_item(self, server, data):
        publish(store(), *data(A))
        found = server.items[ITEM].metadata
        assert {key: found[key] for key in ABOUT} == ABOUT

    def test_again_sends_nothing(self, server, data):
        root, made = data(A)
        publish(store(), root, made)
        server.forget()
        receipt = publish(store(), root, made)
        assert receipt.status == "unchanged"
        assert [s for s in server.log if s.method in {"PUT", "POST", "DELETE"}] == []

    def test_one_changed_file(self, server, data):
        publish(store(), *data(A))
        server.forget()
        root, made = data(B)
        receipt = publish(store(), root, made)
        month = "messages/2024-06.parquet"
        listed = f"manifests/{made['revision']}.json"
        assert server.puts() == [hashed(month, B[month]), listed, "CHANGELOG.md", "manifest.json"]
        size = len((root / "manifest.json").read_bytes())
        notes = len(server.files(ITEM)["CHANGELOG.md"])
        assert server.sent() == len(B[month]) + 2 * size + notes == receipt.bytes
        assert receipt.skipped == len(A) - 1

    def test_back_to_an_old_revision_sends_no_data(self, server, data):
        publish(store(), *data(A))
        publish(store(), *data(B))
        server.forget()
        root, made = data(A)
        publish(store(), root, made)
        assert server.puts() == ["CHANGELOG.md", "manifest.json"]
        assert complete(server.files(ITEM), {made["revision"]})

    def test_same_revision_with_other_bytes(self, server, data):
        """Vectors of another processor are the same revision, in other files."""
        root, made = data(A)
        publish(store(), root, made)
        other = {**A, "index/tiny/faiss.index": b"INDEX" * 91}
        second, variant = data(other, title="other")
        variant = {**variant, "revision": made["revision"], "dataset": made["dataset"]}
        (second / "manifest.json").write_text(json.dumps(variant))
        watch(server, made)
        rule = Fault(drop="before")
        server.fail(lambda s: s.method == "PUT" and s.path.endswith("/manifest.json"), rule)
        with pytest.raises(Transient):
            publish(store(), second, variant)
        assert store().head().foreign == []
        assert store().head().manifest == made
        store(keep=0).prune(Receipt("archive", "", ""))
        assert complete(server.files(ITEM), {made["revision"]})
        publish(store(), second, variant)
        assert store().head().manifest == variant

    def test_nothing_is_sent_if_the_head_has_moved(self, server, data):
        publish(store(), *data(A))
        place = store()
        head = place.head()
        publish(store(), *data(C))
        server.forget()
        root, made = data(B)
        with pytest.raises(Transient, match="changed in the meantime"):
            place.send(root, made, head, "", Receipt("archive", "", ""))
        assert server.puts() == []

    def test_somebody_publishes_while_files_are_sent(self, server, data):
        publish(store(), *data(A))
        raw = json.dumps(data(C)[1]).encode()
        call = Fault(call=lambda: server.edit(ITEM, "manifest.json", raw))
        server.fail(lambda s: s.method == "PUT" and "2024-06" in s.path, call)
        root, made = data(B)
        place = store()
        with pytest.raises(Transient, match="somebody else"):
            place.send(root, made, place.head(), "", Receipt("archive", "", ""))
        assert server.files(ITEM)["manifest.json"] == raw

    def test_a_file_that_changes_while_it_is_published(self, server, data):
        root, made = data(A)
        (root / "README.md").write_bytes(b"# Run\n")
        with pytest.raises(AcervoError, match=r"README\.md: is no longer"):
            publish(store(), root, made)
        (root / "README.md").unlink()
        with pytest.raises(AcervoError, match=r"README\.md: is no longer"):
            publish(store(), root, made)
        assert "manifest.json" not in server.files(ITEM)

    def test_metadata_that_change_later(self, server, data):
        publish(store(), *data(A))
        server.forget()
        about = {**ABOUT, "title": "Rua", "creator": "Ana", "collection": "other"}
        publish(store(metadata=about), *data(B))
        assert [s.status for s in server.log if s.method == "POST"] == [200]
        found = server.items[ITEM].metadata
        assert found["notes"].startswith(f"reindex: {data(B)[1]['revision']}, 1 messages added")
        assert (found["title"], found["creator"]) == ("Rua", "Ana")
        assert found["collection"] == "opensource"
        assert found["subject"] == ABOUT["subject"]

    def test_refused_metadata_are_noticed(self, server, data):
        publish(store(), *data(A))
        with pytest.raises(AcervoError, match=r"metadata \(title, notes\) were refused") as caught:
            publish(store(metadata={**ABOUT, "title": "bad"}), *data(B))
        assert SECRET not in str(caught.value)
        assert store().head().manifest == data(A)[1]

    @pytest.mark.parametrize("status", [429, 500, 503])
    def test_busy_metadata(self, server, data, status):
        publish(store(), *data(A))
        server.fail(
            lambda s: s.method == "POST", Fault(status=status, headers={"Retry-After": "7"})
        )
        with pytest.raises(Transient) as caught:
            publish(store(metadata={**ABOUT, "title": "Rua"}), *data(B))
        assert caught.value.retry_after == 7
        assert sum(s.method == "POST" for s in server.log) == 1
