"""Reading revisions, and the one that is stable."""

import pytest
from acervo.errors import AcervoError
from acervo.remotes import archive_client
from acervo.remotes.archive_client import ACCESS_KEY, SECRET_KEY
from acervo.remotes.receipts import Receipt
from acervo.remotes.store import Transient

from tests.remotes.archive.case import ITEM, A, B, C, hashed, publish, store
from tests.remotes.archive_server import Fault


class TestReading:
    @pytest.fixture
    def made(self, server, data, monkeypatch):
        publish(store(), *data(A))
        publish(store(), *data(B))
        monkeypatch.delenv(ACCESS_KEY)
        monkeypatch.delenv(SECRET_KEY)
        return data(A)[1]

    def test_without_keys_and_old_revisions(self, made, data):
        assert store().revisions() == [data(B)[1]["revision"], made["revision"]]
        assert store().manifest(made["revision"]) == made
        for path, raw in A.items():
            assert b"".join(store().read(made["revision"], path)) == raw

    @pytest.mark.parametrize("start", [0, 1, 65_537, 76_799, 76_800, 99_999])
    def test_from_an_offset(self, server, made, start):
        path = "embeddings/tiny/2024-05.parquet"
        assert b"".join(store().read(made["revision"], path, start)) == A[path][start:]

    def test_a_server_without_ranges(self, server, made, monkeypatch):
        path = "embeddings/tiny/2024-05.parquet"
        monkeypatch.setattr(archive_client, "BLOCK", 1000)
        from tests.remotes import archive_server

        plain = archive_server._Handler.node

        def whole(self, identifier, name):
            del self.headers["Range"]
            return plain(self, identifier, name)

        monkeypatch.setattr(archive_server._Handler, "node", whole)
        assert b"".join(store().read(made["revision"], path, 2500)) == A[path][2500:]

    @pytest.mark.parametrize("cut", [1, 5_000, 76_799])
    def test_truncated_then_resumed(self, server, made, cut, monkeypatch):
        monkeypatch.setattr(archive_client, "BLOCK", 512)
        path = "embeddings/tiny/2024-05.parquet"
        place, got = store(), b""
        place.manifest(made["revision"])
        server.fail(
            lambda s: s.path.startswith("/0/") and "2024-05" in s.path,
            Fault(body=lambda raw: raw[:cut]),
        )
        with pytest.raises(Transient):
            for block in place.read(made["revision"], path):
                got += block
        assert len(got) <= cut
        got += b"".join(place.read(made["revision"], path, len(got)))
        assert got == A[path]

    def test_corrupted_manifest_is_not_believed(self, server, made):
        rule = Fault(body=lambda raw: raw.replace(b"Rua", b"Ruo"))
        server.fail(lambda s: s.path.startswith("/0/") and "manifest" in s.path, rule)
        with pytest.raises(Transient, match="just changing"):
            store().head()

    def test_a_file_that_is_too_short(self, server, made):
        server.edit(ITEM, hashed("README.md", A["README.md"]), b"# R")
        with pytest.raises(Transient, match="3 bytes are missing"):
            list(store().read(made["revision"], "README.md"))

    def test_what_is_not_there(self, server, made):
        place = store()
        for revision in ("0123456789abcdef", "../stable", "stable", ""):
            with pytest.raises(AcervoError, match="no revision"):
                place.manifest(revision)
        with pytest.raises(AcervoError, match="no file x"):
            list(place.read(made["revision"], "x"))
        server.edit(ITEM, hashed("README.md", A["README.md"]), None)
        with pytest.raises(AcervoError, match="is gone"):
            list(place.read(made["revision"], "README.md"))

    def test_no_item(self, server):
        place = store(identifier="nothing-here")
        assert place.head().manifest is None
        assert place.head().version == ""
        assert place.revisions() == []
        assert place.stable() is None

    def test_writing_needs_keys(self, made, server, data):
        place, (root, new) = store(), data(C)
        server.forget()
        for act in (
            place.check,
            lambda: place.promote(made["revision"]),
            lambda: place.send(root, new, place.head(), "", Receipt("archive", "", "")),
        ):
            with pytest.raises(AcervoError, match="ia configure"):
                act()
        assert all(s.method == "GET" for s in server.log)


class TestStable:
    def test_promote(self, server, data):
        publish(store(), *data(A))
        publish(store(), *data(B))
        old, new = data(A)[1]["revision"], data(B)[1]["revision"]
        assert store().stable() is None
        for revision in (new, old, new):
            server.lag = 2
            store().promote(revision)
            assert store().stable() == revision
        assert store().head().foreign == []
        server.forget()
        store().promote(new)
        assert server.puts() == []

    def test_an_unknown_revision(self, server, data):
        publish(store(), *data(A))
        with pytest.raises(AcervoError, match="no revision"):
            store().promote("0123456789abcdef")

    def test_lost_answer(self, server, data):
        publish(store(), *data(A))
        server.lag = 2
        server.forget()
        server.fail(lambda s: "stable" in s.path and s.method == "PUT", Fault(drop="after"))
        with pytest.raises(Transient):
            store().promote(data(A)[1]["revision"])
        store().promote(data(A)[1]["revision"])
        assert server.puts() == ["stable.json"]

    def test_malformed(self, server, data):
        publish(store(), *data(A))
        server.edit(ITEM, "stable.json", b"{}")
        with pytest.raises(AcervoError, match="acervo promote"):
            store().stable()
        store().promote(data(A)[1]["revision"])
        assert store().stable() == data(A)[1]["revision"]


def test_a_revision_that_came_back_is_the_newest(server, data):
    names = [data(files)[1]["revision"] for files in (A, B)]
    for files in (A, B, A):
        publish(store(), *data(files))
    assert store().revisions() == names
