"""Reading and promoting what was published on the Hub."""

import pytest
from acervo.errors import AcervoError
from acervo.remotes.huggingface import HuggingFaceStore
from acervo.remotes.store import Transient

from tests.remotes.hub_dataset import CHANGED, FILES, LFS, REPO, SMALL, A, B, published
from tests.remotes.hub_server import READER, WRITER


@pytest.mark.parametrize("path", [LFS, SMALL])
@pytest.mark.parametrize("start", [0, 1, 7, -1, None, 10**9])
@pytest.mark.parametrize("ignored", [False, True])
def test_reading_goes_on_at_an_offset(hub, store, root, path, start, ignored):
    published(store, root)
    content = FILES[path]
    start = len(content) if start is None else start if start >= 0 else len(content) - 1
    if ignored:
        where = "/cdn/" if path == LFS else "/resolve/"
        hub.fail("GET", where, whole=True)
    assert b"".join(store.read(A, path, start)) == content[start:]


def test_no_token_leaves_for_another_origin(hub, store, root):
    published(store, root)
    hub.log.clear()
    assert b"".join(store.read(A, LFS)) == FILES[LFS]
    seen = {
        r.path.split("/")[1]: r.token for r in hub.log if "/cdn/" in r.path or "resolve" in r.path
    }
    assert seen == {"datasets": f"Bearer {WRITER}", "cdn": ""}


@pytest.mark.parametrize("path", [LFS, SMALL])
def test_a_download_that_breaks_off_goes_on(hub, store, root, path):
    published(store, root)
    hub.fail("GET", "/cdn/" if path == LFS else "/resolve/", truncate=5)
    came = b""
    with pytest.raises(Transient):
        for block in store.read(A, path):
            came += block
    assert came == FILES[path][:5]
    came += b"".join(store.read(A, path, len(came)))
    assert came == FILES[path]


def test_what_is_not_there(hub, store, root):
    published(store, root)
    with pytest.raises(AcervoError, match="404"):
        list(store.read(A, "nothing.parquet"))
    for ask in (store.manifest, store.promote, lambda revision: list(store.read(revision, LFS))):
        for name in (B, "main", "stable"):
            with pytest.raises(AcervoError, match=f"there is no revision {name}"):
                ask(name)


def test_reading_keeps_to_one_commit(hub, store, root):
    published(store, root)
    reader = HuggingFaceStore(REPO, token=READER)
    reader.manifest(A)
    del hub.repos[REPO].tags[A]
    published(store, root, CHANGED, B)
    assert b"".join(reader.read(A, LFS)) == FILES[LFS]
    assert reader.stable() is None


def test_promote_and_back(hub, store, root):
    published(store, root)
    assert store.stable() is None
    published(store, root, CHANGED, B)
    for revision in (A, B, B, A):
        store.promote(revision)
        assert store.stable() == revision
    assert store.revisions() == [B, A]
    hub.log.clear()
    store.promote(A)
    assert {request.method for request in hub.log} == {"GET"}


@pytest.mark.parametrize(
    ("method", "drop"), [("DELETE", "after"), ("POST", "after"), ("POST", "before")]
)
def test_promoting_may_fail_in_between(hub, store, root, method, drop):
    published(store, root)
    store.promote(A)
    published(store, root, CHANGED, B)
    hub.fail(method, "/tag/", drop=drop)
    with pytest.raises(Transient):
        store.promote(B)
    store.promote(B)
    assert store.stable() == B


def test_other_tags_and_branches_are_not_revisions(hub, store, root):
    published(store, root)
    hub.repos[REPO].tags["v1.0"] = hub.repos[REPO].commits[0].oid
    assert store.revisions() == [A]


def test_an_empty_repository_has_no_revisions(hub, store):
    store._hub.create_repo(REPO, repo_type="dataset")
    assert store.revisions() == []
    assert store.stable() is None
