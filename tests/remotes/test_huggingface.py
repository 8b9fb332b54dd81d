"""Publishing through the real client of the Hub to `hub_server`."""

import json

import pytest
from acervo.errors import AcervoError
from acervo.remotes import huggingface_session
from acervo.remotes.huggingface import HuggingFaceStore
from acervo.remotes.publishing import publish
from acervo.remotes.restoring import restore
from huggingface_hub import constants

from tests.remotes.hub_dataset import (
    CHANGED,
    FILES,
    LFS,
    REPO,
    SMALL,
    A,
    B,
    build,
    published,
    send,
)
from tests.remotes.hub_server import WRITER, Blob


def test_the_first_publication_makes_a_private_repository_with_one_commit(hub, store, root):
    store.check()
    assert store.head().manifest is None
    manifest, receipt = published(store, root)
    repo = hub.repos[REPO]
    assert repo.private
    assert [c.title for c in repo.commits] == ["initial commit", "Title"]
    assert repo.commits[1].message == "What changed."
    assert repo.tags == {A: repo.commits[1].oid}
    tree = {path: blob.data for path, blob in repo.commits[1].tree.items()}
    content = FILES | {"manifest.json": (root / "manifest.json").read_bytes()}
    content["CHANGELOG.md"] = b"# Changelog\n\n## Title\n\nWhat changed.\n"
    assert tree == content | {".gitattributes": tree[".gitattributes"]}
    assert repo.commits[1].tree[LFS].lfs and not repo.commits[1].tree[SMALL].lfs
    assert receipt.uploaded == sorted(content)
    assert (receipt.skipped, receipt.deleted) == (0, [])
    assert receipt.bytes == sum(map(len, content.values()))
    head = store.head()
    assert (head.version, head.manifest, head.foreign) == (repo.commits[1].oid, manifest, [])


def test_a_public_repository_is_made_when_asked_for(hub, root):
    published(HuggingFaceStore(REPO, private=False, token=WRITER), root)
    assert not hub.repos[REPO].private


def test_an_existing_empty_repository_is_used(hub, store, root):
    store._hub.create_repo(REPO, repo_type="dataset")
    assert store.head().manifest is None
    published(store, root)
    assert len(hub.repos[REPO].commits) == 2


def test_the_same_again_writes_nothing(hub, store, root):
    manifest, _ = published(store, root)
    hub.log.clear()
    receipt = send(HuggingFaceStore(REPO, token=WRITER), root, manifest)
    assert (receipt.uploaded, receipt.skipped, receipt.bytes) == ([], len(FILES) + 1, 0)
    assert len(hub.repos[REPO].commits) == 2
    assert {request.method for request in hub.log} == {"GET"}


@pytest.mark.parametrize("path", [LFS, SMALL, "README.md"])
def test_one_changed_file_is_one_commit_with_only_its_bytes(hub, store, root, path):
    published(store, root)
    hub.log.clear()
    content = FILES[path] + b" \n"
    _, receipt = published(
        HuggingFaceStore(REPO, token=WRITER), root, FILES | {path: content}, revision=B
    )
    size = len(content) + (root / "manifest.json").stat().st_size
    assert receipt.uploaded == sorted([path, "manifest.json"])
    assert (receipt.skipped, receipt.bytes) == (len(FILES) - 1, size)
    assert len(hub.repos[REPO].commits) == 3
    put = [request.received for request in hub.log if request.method == "PUT"]
    assert put == ([len(content)] if path == LFS else [])
    assert store.revisions() == [B, A]


def test_what_is_gone_is_deleted_in_the_same_commit(hub, store, root):
    published(store, root)
    rest = {path: content for path, content in FILES.items() if path != LFS}
    manifest, receipt = published(store, root, rest | {SMALL: b"{}"}, revision=B)
    assert receipt.deleted == [LFS]
    assert len(hub.repos[REPO].commits) == 3
    assert LFS not in hub.repos[REPO].commits[-1].tree
    assert b"".join(store.read(A, LFS)) == FILES[LFS]
    assert store.head().manifest == manifest


def test_there_and_back_moves_the_tag_and_sends_no_large_file_again(hub, store, root):
    first, _ = published(store, root)
    published(store, root, CHANGED, B)
    hub.log.clear()
    _, receipt = published(store, root, FILES, A)
    repo = hub.repos[REPO]
    assert len(repo.commits) == 4
    assert repo.tags == {A: repo.commits[3].oid, B: repo.commits[2].oid}
    assert store.head().manifest == first
    assert store.revisions() == [A, B]
    assert hub.count("PUT", "/lfs/") == 0
    assert receipt.uploaded == ["manifest.json", LFS, SMALL]  # what the commit names
    assert receipt.bytes == len(FILES[SMALL]) + (root / "manifest.json").stat().st_size


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"notes.txt": Blob(b"hello")}, "notes.txt: the manifest does not name it"),
        ({SMALL: Blob(b'{"recall": 1.00}\n')}, f"{SMALL}: has other bytes than the manifest says"),
        ({SMALL: Blob(b"{}")}, f"{SMALL}: has another size than the manifest says"),
        ({LFS: Blob(FILES[LFS][::-1], lfs=True)}, f"{LFS}: has other bytes than the manifest says"),
        ({LFS: None}, f"{LFS}: is missing"),
        ({"manifest.json": Blob(b"{")}, "manifest.json: is not a manifest"),
        ({"manifest.json": Blob(b'{"files": {"a": 1}}')}, "manifest.json: is not a manifest"),
        ({"manifest.json": Blob(b"[]")}, "manifest.json: is not a manifest"),
    ],
)
@pytest.mark.parametrize("fresh", [True, False])
def test_what_somebody_else_committed_is_foreign(hub, store, root, change, line, fresh):
    published(store, root)
    store.head()
    tree = hub.repos[REPO].commits[-1].tree | change
    hub.repos[REPO].commit({path: blob for path, blob in tree.items() if blob}, "by hand")
    head = (HuggingFaceStore(REPO, token=WRITER) if fresh else store).head()
    assert head.foreign == [line]


def test_files_without_a_manifest_are_foreign(hub, store, root):
    store._hub.create_repo(REPO, repo_type="dataset")
    hub.repos[REPO].commit({".gitattributes": Blob(b""), "README.md": Blob(b"# Hi")}, "by hand")
    assert store.head().foreign == ["README.md: no revision has it"]


def test_an_own_attributes_file_is_not_foreign(hub, store, root):
    published(store, root)
    tree = hub.repos[REPO].commits[-1].tree | {".gitattributes": Blob(b"*.index lfs\n")}
    hub.repos[REPO].commit(tree, "by the Hub")
    assert store.head().foreign == []


def test_300_files_are_one_commit(hub, store, root):
    many = {f"messages/{1990 + n}.parquet": b"PAR1\0%d" % n * 9 for n in range(200)}
    many |= {f"reports/{n}.json": b'{"n": %d}' % n for n in range(100)}
    manifest, receipt = published(store, root, many)
    assert [len(c.tree) for c in hub.repos[REPO].commits] == [1, 303]
    assert len(receipt.uploaded) == 302
    hub.log.clear()
    assert HuggingFaceStore(REPO, token=WRITER).head().manifest == manifest
    assert hub.count("GET", "/tree/") == 4  # pages
    assert store.head().foreign == []


@pytest.mark.parametrize(
    "name", ["memoria", "a/b/c", "../x", "rua/", "/x", "rua/me moria", "rua/x?y"]
)
def test_names_that_are_none(name):
    with pytest.raises(AcervoError, match="organisation/name"):
        HuggingFaceStore(name)


def test_the_core_publishes_and_restores(hub, store, root, tmp_path, monkeypatch):
    monkeypatch.setattr("acervo.remotes.publishing._FIRST_WAIT", 0.01)
    monkeypatch.setattr("acervo.remotes.publishing._LONGEST_WAIT", 0.02)
    first, second = (
        {path.replace("messages", "data"): content for path, content in files.items()}
        for files in (FILES, CHANGED)
    )
    file = tmp_path / "receipts" / "huggingface.json"
    build(root, first)
    hub.fail("POST", "/commit/", drop="after")
    assert publish(root, store, file).attempts == 2
    build(root, second, B)
    receipt = publish(root, HuggingFaceStore(REPO, token=WRITER), file)
    assert (receipt.status, receipt.attempts) == ("published", 1)
    assert receipt.remote_revision == hub.repos[REPO].commits[-1].oid
    hub.log.clear()
    assert publish(root, HuggingFaceStore(REPO, token=WRITER), file).status == "unchanged"
    assert {request.method for request in hub.log} == {"GET"}
    assert len(hub.repos[REPO].commits) == 3
    assert WRITER not in "".join(p.read_text() for p in file.parent.iterdir())
    hub.fail("GET", "/cdn/", corrupt=True)
    back = tmp_path / "back"
    assert restore([store], back).revision == B
    assert {path: (back / path).read_bytes() for path in second} == second
    assert restore([store], back, revision=A).fetched == 2


@pytest.mark.parametrize(("disabled", "size"), [(True, 6), (False, 1006)])
def test_contents_in_a_commit_are_counted_as_they_are(monkeypatch, disabled, size):
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", disabled)
    lines = [{"key": "header", "value": {"summary": "="}}]
    lines += [{"key": "file", "value": {"content": text}} for text in ("", "YQ==", "YWI=", "YWJj")]
    lines += [{"key": "lfsFile", "value": {"size": 1000}}, {"key": "deletedFile", "value": {}}]
    body = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    assert huggingface_session._content_size(body) == size


def test_what_was_just_sent_is_not_fetched_to_compare_it(hub, store, root):
    published(store, root)
    published(store, root, CHANGED, B)
    hub.log.clear()
    assert store.head().foreign == []
    assert [r.path for r in hub.log if "/resolve/" in r.path] == [
        f"/datasets/{REPO}/resolve/{hub.repos[REPO].commits[-1].oid}/manifest.json"
    ]
