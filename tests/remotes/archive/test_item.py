"""What others did to the item, and what is deleted from it."""

import json

import pytest
from acervo.remotes.receipts import Receipt
from acervo.remotes.store import Transient

from tests.remotes.archive.case import ITEM, A, B, C, hashed, publish, store, watch
from tests.remotes.archive_server import Fault


class TestForeign:
    @pytest.fixture(autouse=True)
    def published(self, server, data):
        publish(store(), *data(A))
        publish(store(), *data(B))

    def edit(self, server, name, raw):
        server.edit(ITEM, name, raw)
        return store().head().foreign

    def test_untouched(self):
        assert store().head().foreign == []

    @pytest.mark.parametrize("path", ["README.md", "LICENSE", "index/tiny/faiss.index"])
    @pytest.mark.parametrize("raw", [b"edited", b"", None])
    def test_data(self, server, path, raw):
        raw = b"edited" if raw == A[path] else raw
        name = hashed(path, A[path])
        wrong = "is missing" if raw is None else "has other bytes than a manifest says"
        assert self.edit(server, name, raw) == [f"{name}: {wrong}"]

    def test_data_of_the_old_revision(self, server):
        name = hashed("messages/2024-06.parquet", A["messages/2024-06.parquet"])
        assert self.edit(server, name, b"other") == [
            f"{name}: has other bytes than a manifest says"
        ]

    @pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'{"revision": 1}', b"\xff", b"[" * 10**5])
    def test_pointer(self, server, raw):
        assert self.edit(server, "manifest.json", raw) == ["manifest.json: is not a manifest"]
        assert store().head().manifest is None

    def test_title_in_the_pointer(self, server, data):
        made = data(B)[1]
        raw = json.dumps({**made, "dataset": {"title": "Other"}}).encode()
        assert self.edit(server, "manifest.json", raw) == [
            f"manifest.json: is not manifests/{made['revision']}.json"
        ]

    @pytest.mark.parametrize("raw", [b"", b"{}", b"null"])
    def test_listed_manifest(self, server, data, raw):
        name = f"manifests/{data(A)[1]['revision']}.json"
        assert f"{name}: is not the manifest of this revision" in self.edit(server, name, raw)

    def test_listed_manifest_is_gone(self, server, data):
        name = f"manifests/{data(B)[1]['revision']}.json"
        assert self.edit(server, name, None) == [f"{name}: is missing"]

    @pytest.mark.parametrize("name", ["notes.txt", "messages/2024-05.parquet", "manifests/x.json"])
    def test_nobodys_file(self, server, name):
        assert self.edit(server, name, b"mine") == [f"{name}: is not ours"]

    @pytest.mark.parametrize("raw", [b"", b'{"revision": "0123456789abcdef"}', b"[]"])
    def test_stable(self, server, raw):
        assert self.edit(server, "stable.json", raw) == [
            "stable.json: names no revision that is here"
        ]

    def test_edited_while_sending(self, server, data):
        place = store()
        head = place.head()
        server.edit(ITEM, "notes.txt", b"mine")
        root, made = data(C)
        server.forget()
        with pytest.raises(Transient):
            place.send(root, made, head, "", Receipt("archive", "", ""))
        assert server.puts() == []


class TestKeep:
    def revisions(self, server):
        return {n[10:-5] for n in server.files(ITEM) if n.startswith("manifests/")}

    def test_all_by_default(self, server, data):
        for files in (A, B, C):
            publish(store(), *data(files))
        assert self.revisions(server) == {data(files)[1]["revision"] for files in (A, B, C)}
        assert not any(s.method == "DELETE" for s in server.log)

    @pytest.mark.parametrize("keep", [0, 1, 2])
    def test_the_newest(self, server, data, keep):
        made = [data(files)[1] for files in (A, B, C)]
        watch(server, *made)
        for files in (A, B, C):
            receipt = publish(store(keep=keep), *data(files))
        assert self.revisions(server) == {m["revision"] for m in made[2 - keep :]}
        gone = hashed("messages/2024-06.parquet", B["messages/2024-06.parquet"])
        assert (gone in server.files(ITEM)) == (keep > 0)
        assert (gone in receipt.deleted) == (keep == 0)
        for revision in self.revisions(server):
            manifest = store().manifest(revision)
            for path in manifest["files"]:
                b"".join(store().read(revision, path))

    def test_stable_stays(self, server, data):
        made = [data(files)[1]["revision"] for files in (A, B, C)]
        publish(store(keep=0), *data(A))
        store().promote(made[0])
        publish(store(keep=0), *data(B))
        publish(store(keep=0), *data(C))
        assert self.revisions(server) == {made[0], made[2]}
        assert b"".join(store().read(made[0], "README.md")) == A["README.md"]

    def test_broken_off_then_finished(self, server, data):
        publish(store(keep=0), *data(A))
        server.fail(lambda s: s.method == "DELETE" and "2024-06" in s.path, Fault(drop="before"))
        with pytest.raises(Transient):
            publish(store(keep=0), *data(B))
        assert store().head().manifest == data(B)[1]
        assert store().head().foreign == []
        receipt = Receipt("archive", "", "")
        store(keep=0).prune(receipt)
        assert receipt.deleted == [
            hashed("messages/2024-06.parquet", A["messages/2024-06.parquet"])
        ]

    def test_leftovers_of_an_attempt_go(self, server, data):
        publish(store(keep=0), *data(A))
        server.fail(lambda s: "manifests/" in s.path and s.method == "PUT", Fault(drop="before"))
        with pytest.raises(Transient):
            publish(store(keep=0), *data(C))
        left = hashed("messages/2024-07.parquet", C["messages/2024-07.parquet"])
        assert left in server.files(ITEM)
        publish(store(keep=0), *data(B))
        assert left not in server.files(ITEM)
