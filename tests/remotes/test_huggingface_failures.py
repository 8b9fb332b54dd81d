"""What may happen to the real client of the Hub while it publishes."""

import logging
import os
import subprocess
import sys
import traceback

import pytest
from acervo.errors import AcervoError
from acervo.remotes import huggingface_session
from acervo.remotes.huggingface import HuggingFaceStore
from acervo.remotes.receipts import Receipt
from acervo.remotes.store import Transient
from huggingface_hub import close_session, constants

from tests.conftest import REPOSITORY
from tests.remotes.hub_dataset import (
    CHANGED,
    FILES,
    LFS,
    REPO,
    SMALL,
    A,
    B,
    again,
    build,
    published,
    send,
)
from tests.remotes.hub_server import WRITER, Blob


def test_a_commit_whose_answer_was_lost_is_recognised(hub, store, root):
    manifest = build(root)
    hub.fail("POST", "/commit/", drop="after")
    receipt = Receipt("huggingface", store.url, A)
    with pytest.raises(Transient):
        store.send(root, manifest, store.head(), "Title", receipt)
    beside = (root / "manifest.json").read_bytes() + b"# Changelog\n\n## Title\n"
    assert receipt.bytes == sum(map(len, FILES.values())) + len(beside)
    assert receipt.uploaded == sorted([*FILES, "CHANGELOG.md", "manifest.json"])
    head = store.head()
    assert (head.manifest, head.foreign) == (manifest, [])
    assert store.revisions() == [A]  # although it has no tag yet
    assert store.manifest(A) == manifest
    assert send(store, root, manifest, head).bytes == 0
    assert len(hub.repos[REPO].commits) == 2
    assert hub.repos[REPO].commits[-1].tree["CHANGELOG.md"].data.count(b"## Title") == 1
    assert hub.repos[REPO].tags == {A: head.version}


def test_the_next_revision_tags_one_whose_answer_was_lost(hub, store, root):
    hub.fail("POST", "/commit/", drop="after")
    with pytest.raises(Transient):
        published(store, root)
    published(store, root, CHANGED, B)
    assert store.revisions() == [B, A]


def test_promoting_tags_a_revision_whose_answer_was_lost(hub, store, root):
    hub.fail("POST", "/commit/", drop="after")
    with pytest.raises(Transient):
        published(store, root)
    store.promote(A)
    newest = hub.repos[REPO].commits[-1].oid
    assert hub.repos[REPO].tags == {A: newest, "stable": newest}


def test_a_stale_head_writes_nothing(hub, store, root):
    published(store, root)
    head = store.head()
    tree = hub.repos[REPO].commits[-1].tree
    hub.repos[REPO].commit(tree | {"x": Blob(b"")}, "by hand")
    hub.log.clear()
    with pytest.raises(Transient, match="something else was committed meanwhile"):
        send(store, root, build(root, CHANGED, B), head)
    assert {request.method for request in hub.log} == {"GET"}


def test_a_commit_that_came_while_uploading_is_not_written_over(hub, store, root):
    published(store, root)

    def by_hand():
        tree = hub.repos[REPO].commits[-1].tree
        hub.repos[REPO].commit(tree | {"x": Blob(b"")}, "by hand")

    hub.fail("PUT", "/lfs/", callback=by_hand)
    manifest = build(root, CHANGED, B)
    with pytest.raises(Transient, match="something else was committed meanwhile"):
        send(store, root, manifest)
    assert hub.repos[REPO].commits[-1].title == "by hand"
    assert list(hub.repos[REPO].tags) == [A]
    assert store.head().foreign == ["x: the manifest does not name it"]


def test_a_repository_that_others_fill_while_it_is_made_is_left_alone(hub, store, root):
    manifest, head = build(root), store.head()
    store._hub.create_repo(REPO, repo_type="dataset")
    hub.repos[REPO].commit({"x": Blob(b"")}, "by hand")
    with pytest.raises(Transient, match="meanwhile"):
        send(store, root, manifest, head)
    assert len(hub.repos[REPO].commits) == 2


KINDS = {
    "500": {"status": 500},
    "503": {"status": 503, "retry_after": 7},
    "429": {"status": 429, "retry_after": 7},
    "dropped": {"drop": "before"},
    "lost": {"drop": "after"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_any_request_may_fail_once(hub, root, kind, no_waiting, tmp_path):
    """Publish, change, publish: with each request of the second publication failing in turn."""
    second = {path: content for path, content in CHANGED.items() if path != "README.md"}
    old, new = tmp_path / "old", tmp_path / "new"
    first, manifest = build(old), build(new, second, B)
    tried = transient = 0
    while True:
        hub.repos.clear(), hub.objects.clear(), hub.faults.clear()
        again(HuggingFaceStore(REPO, token=WRITER), old, first)
        hub.log.clear()
        count = [0]

        def nth(method, path, count=count, wanted=tried + 1):
            count[0] += 1
            return count[0] == wanted

        hub.pick = nth
        hub.how = KINDS[kind]
        store = HuggingFaceStore(REPO, token=WRITER)
        receipt, problems = again(store, new, manifest)
        hub.pick = None
        if count[0] <= tried:
            break
        tried += 1
        transient += len(problems)
        repo = hub.repos[REPO]
        assert [c.title for c in repo.commits] == ["initial commit", "Title", "Title"]
        assert repo.tags["stable"] == repo.tags[B] == repo.commits[2].oid
        assert repo.tags[A] == repo.commits[1].oid
        assert receipt.uploaded == sorted([LFS, SMALL, "manifest.json"])
        assert receipt.deleted == ["README.md"]
        assert receipt.bytes >= sum(len(second[p]) for p in (LFS, SMALL))
        if KINDS[kind].get("retry_after"):
            assert all(problem.retry_after == 7 for problem in problems)
        assert all(WRITER not in str(problem) for problem in problems)
    assert tried > 12 and 0 < transient <= tried
    print(f"{kind}: {tried} requests failed, {transient} seen by the core")


def test_the_first_publication_survives_a_lost_answer_to_the_making(hub, store, root):
    manifest = build(root)
    hub.fail("POST", "/repos/create", drop="after")
    again(store, root, manifest)
    assert len(hub.repos[REPO].commits) == 2


def test_a_commit_quota_says_how_long_to_wait(hub, store, root):
    manifest = build(root)
    head = store.head()
    hub.fail("POST", "/commit/", status=429, headers={"ratelimit": '"api";r=0;t=55'})
    with pytest.raises(Transient, match="429") as caught:
        send(store, root, manifest, head)
    assert caught.value.retry_after == 55


def test_an_upload_that_is_refused_for_ever_is_given_up(hub, store, root, no_waiting):
    manifest = build(root)
    for n in range(1, 9):
        hub.fail("PUT", "/lfs/", at=n, status=403)
    with pytest.raises(AcervoError) as caught:
        send(store, root, manifest)
    assert "Signature" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 408, 409, 412, 418, 429, 500, 503])
@pytest.mark.parametrize(
    ("method", "part"),
    [("GET", "/whoami"), ("GET", f"/api/datasets/{REPO}"), ("POST", "/commit/"), ("POST", "/tag/")],
)
def test_no_token_in_what_is_said(hub, store, root, status, method, part, no_waiting, caplog):
    manifest = build(root)
    store._hub.create_repo(REPO, repo_type="dataset")
    hub.fail(method, part, status=status, message=f"no: Bearer {WRITER}")
    store = HuggingFaceStore(REPO, token=WRITER)
    try:
        store.check()
        send(store, root, manifest)
    except (AcervoError, Transient) as error:
        said = "".join(traceback.format_exception(error))
        assert WRITER not in said and WRITER not in repr(vars(error))
        assert isinstance(error, Transient) == (status in (408, 409, 412, 429, 500, 503))
    else:
        assert status == 404 and part.startswith("/api")  # taken for no repository
    assert WRITER not in caplog.text


def test_a_server_that_says_nothing_is_not_waited_for(hub, store, root, monkeypatch):
    published(store, root)
    monkeypatch.setattr(huggingface_session, "_TIMEOUT", 0.5)
    close_session()
    hub.fail("GET", "/refs", stall=3)
    with pytest.raises(Transient, match="ReadTimeout"):
        store.revisions()


def test_all_requests_have_timeouts(hub, store):
    from huggingface_hub import get_session

    close_session()
    timeout = get_session().timeout
    assert (timeout.connect, timeout.read) == (10, 120)


def test_nobody_listens(hub, store):
    hub.http.server_close()
    with pytest.raises(Transient, match="ConnectError"):
        store.check()
    with pytest.raises(Transient, match="ConnectError"):
        store.stable()


def test_a_card_that_the_hub_refuses(hub, store, root):
    manifest = build(root, FILES | {"README.md": b"---\nlicense: [\n---\n"})
    with pytest.raises(AcervoError, match="license must be a string"):
        send(store, root, manifest)
    assert len(hub.repos[REPO].commits) == 1


def test_a_file_that_is_gone(hub, store, root):
    published(store, root)
    manifest = build(root, CHANGED, B)
    (root / LFS).unlink()
    with pytest.raises(AcervoError) as caught:
        send(store, root, manifest)
    assert caught.value.where.endswith(LFS)


CLIENT = """
import sys
from pathlib import Path
from acervo.reader.verify import load
from acervo.remotes.huggingface import HuggingFaceStore
from acervo.remotes.receipts import Receipt
root, repo = Path(sys.argv[1]), sys.argv[2]
store = HuggingFaceStore(repo)
store.check()
manifest = load(root)
store.send(root, manifest, store.head(), "Title", Receipt("huggingface", store.url, "x"))
store.promote(manifest["revision"])
"""


def client(hub, root, **environment):
    return subprocess.Popen(
        [sys.executable, "-c", CLIENT, str(root), REPO],
        env=os.environ
        | {"HF_ENDPOINT": hub.endpoint, "HF_TOKEN": WRITER, "HF_HUB_DISABLE_XET": "1"}
        | {"PYTHONPATH": str(REPOSITORY / "scripts")}
        | environment,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_client_that_is_offline(hub, root):
    build(root)
    process = client(hub, root, HF_HUB_OFFLINE="1")
    _, said = process.communicate(timeout=60)
    assert "Unset HF_HUB_OFFLINE" in said and hub.log == []


def test_xet_that_is_refused_is_not_tried_again(hub, store, root, monkeypatch):
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", False)
    manifest, head = build(root), store.head()
    hub.fail("GET", "/xet-write-token/", status=403)
    with pytest.raises(AcervoError, match="HF_TOKEN") as caught:
        send(store, root, manifest, head)
    assert WRITER not in str(caught.value)
    assert hub.count("GET", "/xet-write-token/") == 1


def test_no_signed_address_in_the_log(hub, store, root, no_waiting, caplog):
    manifest = build(root)
    logger = logging.getLogger("huggingface_hub")
    logger.addHandler(caplog.handler)
    hub.fail("PUT", "/lfs/", status=503)
    hub.fail("PUT", "/lfs/", drop="before", at=3)
    try:
        send(store, root, manifest)
    finally:
        logger.removeHandler(caplog.handler)
    assert hub.count("PUT", "/lfs/") == 5  # three files: the client tried two of them again
    assert "Signature" not in caplog.text
