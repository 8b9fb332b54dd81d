"""Source documents to the Hub: what changed, folder by folder, whatever happens on the way."""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from acervo.errors import AcervoError
from acervo.remotes import documents_publishing
from acervo.remotes.documents import select
from acervo.remotes.documents_hub import DocumentsRepository
from acervo.remotes.documents_publishing import publish_documents
from acervo.remotes.store import Transient

from tests.conftest import REPOSITORY
from tests.remotes.hub_repository import modes
from tests.remotes.hub_server import OTHER, READER, WRITER, Blob

REPO = "rua/papers"
LARGE = bytes(range(256)) * 500  # has zeros: the Hub keeps it as a large file
FILES = {
    "1.md": b"# One\n",
    "2023/a.pdf": LARGE,
    "2023/b.md": b"two\n",
    "2024/c.md": b"three\n",
    "2024/d.pdf": LARGE[1:],
}


@pytest.fixture
def raw(tmp_path):
    folder = tmp_path / "raw"
    for path, content in (FILES | {".DS_Store": b"x", "2023/~$a.pdf": b"x"}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@pytest.fixture
def publish(hub, raw, tmp_path, waits):
    def run(token=WRITER, **options):
        return publish_documents(
            select({"letter": f"{raw}/**/*"}, (), ()),
            DocumentsRepository(REPO, token=token),
            tmp_path / "receipts" / "documents.json",
            **options,
        )

    return run


def tree(hub):
    return {
        path: blob.data
        for path, blob in hub.repos[REPO].commits[-1].tree.items()
        if path != ".gitattributes"
    }


def expected(raw):
    ours = (path for path in sorted(raw.rglob("*")) if path.is_file())
    return {
        f"letter/{path.relative_to(raw).as_posix()}": path.read_bytes()
        for path in ours
        if path.name != ".DS_Store" and not path.name.startswith("~$")
    }


def titles(hub):
    return [commit.title for commit in hub.repos[REPO].commits[1:]]


def by_hand(hub, changes=None, gone=()):
    now = hub.repos[REPO].commits[-1].tree
    kept = {path: blob for path, blob in now.items() if path not in gone}
    return hub.repos[REPO].commit(kept | (changes or {}), "by hand")


def test_the_first_publication_is_one_commit_for_each_folder(hub, raw, publish, tmp_path):
    receipt = publish()
    assert tree(hub) == expected(raw) and len(tree(hub)) == 5
    assert hub.repos[REPO].private
    assert titles(hub) == [
        "documents: letter (1 sent)",
        "documents: letter/2023 (2 sent)",
        "documents: letter/2024 (2 sent)",
    ]
    assert (receipt.status, receipt.attempts, receipt.skipped) == ("published", 1, 0)
    assert receipt.uploaded == sorted(tree(hub))
    assert receipt.bytes == sum(map(len, FILES.values()))
    assert receipt.left_out == {".DS_Store": 1, "~$*": 1}
    assert receipt.remote_revision == hub.repos[REPO].commits[-1].oid
    assert json.loads((tmp_path / "receipts/documents.json").read_text()) == asdict(receipt)
    line = json.loads((tmp_path / "receipts/history.jsonl").read_text())
    assert line.pop("at") and line == asdict(receipt)


def test_the_same_again_is_no_commit_and_sends_nothing(hub, raw, publish):
    first = publish()
    for path in raw.rglob("*"):
        path.touch()
    hub.log.clear()
    receipt = publish()
    assert {request.method for request in hub.log} == {"GET"}
    assert (receipt.status, receipt.uploaded, receipt.bytes) == ("unchanged", [], 0)
    assert receipt.remote_revision == first.remote_revision


@pytest.mark.parametrize("path", ["2023/a.pdf", "2023/b.md"])
def test_one_changed_file_is_sent_alone(hub, raw, publish, path):
    publish()
    (raw / path).write_bytes(FILES[path][::-1])  # of equal length
    hub.log.clear()
    receipt = publish()
    assert receipt.uploaded == [f"letter/{path}"] and receipt.skipped == 4
    assert receipt.bytes == len(FILES[path])
    assert sum(r.received for r in hub.log if r.method == "PUT") in (0, receipt.bytes)
    assert titles(hub)[3:] == ["documents: letter/2023 (1 sent)"]
    assert tree(hub) == expected(raw)


def test_what_is_deleted_here_is_deleted_there_and_nothing_else_is(hub, raw, publish, caplog):
    publish()
    card = {"README.md": Blob(b"# Papers\n"), "other/x.md": Blob(b"of another source")}
    by_hand(hub, card)
    (raw / "2024/c.md").unlink()
    (raw / "2024/d.pdf").rename(raw / "d.pdf")
    receipt = publish()
    assert receipt.deleted == ["letter/2024/c.md", "letter/2024/d.pdf"]
    assert "other/ is there too, but of no public source" in caplog.text
    assert receipt.uploaded == ["letter/d.pdf"] and receipt.bytes == 0  # the Hub has the content
    assert tree(hub) == expected(raw) | {path: blob.data for path, blob in card.items()}


def test_a_folder_that_becomes_a_file_and_back(hub, raw, publish):
    publish()
    for path in (raw / "2024").iterdir():
        path.unlink()
    (raw / "2024").rmdir()
    (raw / "2024").write_bytes(b"now a file\n")
    publish()
    assert tree(hub) == expected(raw)
    (raw / "2024").unlink()
    (raw / "2024").mkdir()
    (raw / "2024" / "c.md").write_bytes(b"three\n")
    publish()
    assert tree(hub) == expected(raw)


def test_a_large_folder_is_sent_in_parts(hub, raw, publish, monkeypatch):
    monkeypatch.setattr(documents_publishing, "_OPERATIONS", 2)
    for n in range(5):
        (raw / "2024" / f"{n}.md").write_text(f"number {n}\n")
    publish()
    assert len(titles(hub)) == 2 + 4
    assert tree(hub) == expected(raw)


CLIENT = """
import sys
from pathlib import Path
from acervo.remotes.documents import select
from acervo.remotes.documents_hub import DocumentsRepository
from acervo.remotes.documents_publishing import publish_documents
raw, repo, receipt = sys.argv[1:]
publish_documents(
    select({"letter": f"{raw}/**/*"}, (), ()), DocumentsRepository(repo), Path(receipt)
)
"""


def test_a_run_that_is_killed_between_folders_goes_on(hub, raw, publish, tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", CLIENT, str(raw), REPO, str(tmp_path / "receipts/documents.json")],
        env=os.environ
        | {"HF_ENDPOINT": hub.endpoint, "HF_TOKEN": WRITER, "HF_HUB_DISABLE_XET": "1"}
        | {"PYTHONPATH": str(REPOSITORY / "scripts")},
        stderr=subprocess.PIPE,
        text=True,
    )
    killed = {"drop": "before", "callback": lambda: (process.kill(), process.wait())}
    hub.fail("POST", "/commit/", at=3, **killed)
    assert process.wait(timeout=60) == -9, process.stderr.read()
    process.stderr.close()
    before = titles(hub)
    assert before == ["documents: letter (1 sent)", "documents: letter/2023 (2 sent)"]
    hub.log.clear()
    receipt = publish()
    assert titles(hub) == [*before, "documents: letter/2024 (2 sent)"]
    assert receipt.uploaded == ["letter/2024/c.md", "letter/2024/d.pdf"] and receipt.skipped == 3
    assert hub.count("PUT", "/lfs/") == 0  # its large file had arrived
    assert tree(hub) == expected(raw)


def test_a_commit_by_somebody_else_between_folders_is_looked_at(hub, raw, publish):
    card = {"README.md": Blob(b"# Papers\n")}
    hub.fail("POST", "/commit/", at=2, callback=lambda: by_hand(hub, card))
    receipt = publish()
    assert (receipt.status, receipt.attempts) == ("published", 2)
    assert titles(hub)[1] == "by hand" and len(titles(hub)) == 4
    assert tree(hub) == expected(raw) | {"README.md": b"# Papers\n"}


CHANGES = {
    "added": ({"letter/extra.md": Blob(b"theirs")}, (), "letter/extra.md: added"),
    "changed": ({"letter/1.md": Blob(b"theirs")}, (), "letter/1.md: changed"),
    "gone": ({}, ("letter/1.md",), "letter/1.md: gone"),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_what_somebody_else_changed_is_not_written_over(hub, raw, publish, tmp_path, kind):
    changes, gone, said = CHANGES[kind]
    publish()
    theirs = by_hand(hub, changes, gone)
    with pytest.raises(AcervoError, match="somebody else has changed") as error:
        publish()
    assert said in error.value.what
    assert error.value.fix.endswith(f"publish.documents.accept: {theirs.oid}")
    assert hub.repos[REPO].commits[-1] is theirs
    failed = json.loads((tmp_path / "receipts/documents.failed.json").read_text())
    assert failed["status"] == "failed" and said in failed["errors"][0]
    assert publish(accept=theirs.oid).status == "published"
    assert tree(hub) == expected(raw)
    assert not (tmp_path / "receipts/documents.failed.json").exists()


def test_what_somebody_else_changed_just_so_is_no_quarrel(hub, raw, publish):
    publish()
    by_hand(hub, {"letter/1.md": Blob(b"# 1\n")})
    (raw / "1.md").write_bytes(b"# 1\n")
    assert publish().status == "unchanged"
    (raw / "2024/c.md").write_bytes(b"3\n")  # elsewhere in the same source
    assert publish().uploaded == ["letter/2024/c.md"]


def test_files_that_were_there_before_us_are_not_written_over(hub, raw, publish):
    DocumentsRepository(REPO, token=WRITER).newest()
    by_hand(hub, {"letter/1.md": Blob(b"theirs"), "letter/2024/c.md": Blob(b"three\n")})
    with pytest.raises(AcervoError, match=r"stands there: letter/1\.md: added\n"):
        publish()


def test_a_busy_hub_is_tried_again_when_it_asks(hub, raw, publish, waits):
    hub.fail("POST", "/commit/", at=2, status=503, retry_after=7)
    receipt = publish()
    assert waits == [7] and receipt.attempts == 2
    assert len(titles(hub)) == 3 and tree(hub) == expected(raw)


def test_a_quota_of_commits_says_how_long_to_wait(hub, publish, waits):
    hub.fail("POST", "/commit/", status=429, headers={"ratelimit": '"api";r=0;t=55'})
    assert publish().status == "published"
    assert waits == [55]


def test_a_lost_answer_sends_nothing_twice(hub, raw, publish):
    for at in (1, 2):
        hub.fail("POST", "/commit/", at=at, drop="after")
    receipt = publish()
    assert receipt.attempts == 3 and len(titles(hub)) == 3
    assert hub.count("PUT", "/lfs/") == 2
    assert receipt.uploaded == sorted(expected(raw))
    assert receipt.bytes == sum(map(len, FILES.values()))


@pytest.mark.parametrize("how", [{"status": 500}, {"drop": "before"}, {"drop": "after"}])
def test_any_request_may_fail_once(hub, raw, publish, no_waiting, how):
    tried = 0
    while True:
        hub.repos.clear(), hub.objects.clear()
        count = [0]

        def nth(method, path, count=count, wanted=tried + 1):
            count[0] += 1
            return count[0] == wanted

        hub.pick, hub.how = nth, how
        publish()
        hub.pick = None
        assert tree(hub) == expected(raw) and len(titles(hub)) == 3
        if count[0] <= tried:
            break
        tried += 1
    assert tried > 12


def test_it_is_given_up_in_the_end(hub, publish, tmp_path):
    hub.fail("POST", "/commit/", at=2, status=503)
    with pytest.raises(AcervoError, match="given up after 1 attempts") as error:
        publish(deadline=0)
    assert "goes on where it stopped" in error.value.fix
    failed = json.loads((tmp_path / "receipts/documents.failed.json").read_text())
    assert failed["remote_revision"] == hub.repos[REPO].commits[-1].oid and len(titles(hub)) == 1


def test_what_a_gitignore_there_keeps_out_is_told(hub, publish, monkeypatch):
    def ignoring(files, head):
        for mode in modes(files, head):
            yield mode | {"shouldIgnore": mode["path"].endswith("c.md")}

    monkeypatch.setattr("tests.remotes.hub_server.modes", ignoring)
    for commits in (3, 4):
        with pytest.raises(
            AcervoError, match=r"1 files are not there.* letter/2024/c\.md"
        ) as error:
            publish()
        assert ".gitignore" in error.value.fix and len(titles(hub)) == commits


@pytest.mark.parametrize(
    ("token", "said"),
    [(None, "there is no login"), (READER, "may only read"), (OTHER, "not a member of rua")],
)
def test_who_may_not_write_is_told_before_anything_is_made(hub, publish, tmp_path, token, said):
    with pytest.raises(AcervoError, match=said) as error:
        publish(token=token)
    assert "HF_TOKEN" in error.value.fix and REPO not in hub.repos
    everything = "".join(p.read_text() for p in (tmp_path / "receipts").glob("*.json*"))
    assert said in everything and str(token) not in everything


def test_a_file_that_goes_meanwhile(hub, raw, publish):
    hub.fail("POST", "/commit/", callback=(raw / "2024/d.pdf").unlink)
    with pytest.raises(AcervoError) as error:
        publish()
    assert "d.pdf" in str(error.value)
    publish()
    assert tree(hub) == expected(raw)


def test_a_commit_on_top_of_another_one_is_refused_by_the_hub(hub, raw, publish):
    publish()
    repository = DocumentsRepository(REPO, token=WRITER)
    stale = repository.newest()
    by_hand(hub, {"x": Blob(b"")})
    receipt = documents_publishing.DocumentsReceipt("documents", repository.url, "")
    with pytest.raises(Transient, match="something else was committed meanwhile"):
        repository.send({"letter/n": Path(raw / "1.md")}, [], stale, "n", receipt)
