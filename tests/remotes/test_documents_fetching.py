"""Source documents from the Hub: those of one commit, verified, whatever the server sends."""

import json
from hashlib import sha1

import pytest
from acervo.errors import AcervoError
from acervo.remotes.documents import note_of, unfetched
from acervo.remotes.documents_fetching import fetch_documents
from acervo.remotes.documents_hub import DocumentsRepository

from tests.remotes.hub_server import OTHER, WRITER, Blob

REPO = "rua/papers"
LARGE = Blob(b"%PDF\0" + bytes(range(256)) * 5000, lfs=True)
FILES = {
    "letter/1.md": Blob("# Um: maçã\n".encode()),
    "letter/2024/a.pdf": LARGE,
    "letter/2024/b c.md": Blob(b"two\n"),
    "letter/2024/empty.md": Blob(b""),
    "other/x.md": Blob(b"of another source\n"),
    "README.md": Blob(b"# Papers\n"),
}


@pytest.fixture
def pinned(hub):
    """The commit to be fetched; `main` has moved on since."""
    DocumentsRepository(REPO, token=WRITER).newest()
    hub.objects[LARGE.sha256] = LARGE.data
    commit = hub.repos[REPO].commit(FILES, "documents: all")
    hub.repos[REPO].commit({"letter/1.md": Blob(b"newer\n")}, "documents: less")
    return commit.oid


@pytest.fixture
def source(pinned, tmp_path):
    files = f"{tmp_path}/raw/letter/**/*.md"
    return {"files": files, "fetch": {"repo": REPO, "revision": pinned}}


@pytest.fixture
def fetch(source, waits):
    return lambda **options: fetch_documents("letter", source, **{"token": WRITER} | options)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "raw" / "letter"


def here(folder):
    return {
        f"letter/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(".fetched.json")
    }


WANTED = {path: blob.data for path, blob in FILES.items() if path.startswith("letter/")}
TOTAL = sum(map(len, WANTED.values()))


def test_the_documents_of_the_commit_come_and_are_noted(hub, source, fetch, folder, pinned):
    assert "not here yet" in unfetched({"letter": source}).what
    done = fetch()
    assert here(folder) == WANTED
    assert (done.fetched, done.kept, done.bytes, done.others) == (4, 0, TOTAL, [])
    assert unfetched({"letter": source}) is None
    note = json.loads(note_of("letter", source["files"]).read_text())
    assert note["revision"] == pinned and len(note["files"]) == 4


def test_what_is_right_is_kept_and_what_is_not_is_fetched(hub, fetch, folder):
    fetch()
    (folder / "1.md").write_bytes(b"edited here\n")
    (folder / "2024/a.pdf").write_bytes(LARGE.data[:-1] + b"x")
    hub.log.clear()
    done = fetch()
    assert (done.fetched, done.kept) == (2, 2)
    assert hub.count("GET", "/resolve/") == 2 and here(folder) == WANTED


def test_files_of_our_own_are_named_and_stay(hub, fetch, folder):
    (folder / "2024").mkdir(parents=True)
    for name in ("mine.md", "2024/too.md", "2024/not-of-the-source.txt"):
        (folder / name).write_text("mine")
    assert fetch().others == ["2024/too.md", "mine.md"]
    assert (folder / "mine.md").read_text() == "mine"


@pytest.mark.parametrize(("part", "path"), [("/cdn/", "2024/a.pdf"), ("/letter/1.md", "1.md")])
def test_a_flipped_byte_is_detected_and_the_file_fetched_anew(hub, fetch, folder, part, path):
    hub.fail("GET", part, corrupt=True)
    fetch()
    assert here(folder) == WANTED
    assert hub.count("GET", part) == 2


def test_a_file_that_arrives_damaged_each_time_is_refused(hub, source, fetch, folder):
    for at in (1, 2):
        hub.fail("GET", "/cdn/", at=at, corrupt=True)
    with pytest.raises(AcervoError, match="other bytes than the commit says") as error:
        fetch()
    assert error.value.where.endswith("letter/2024/a.pdf")
    assert not (folder / "2024/a.pdf").exists() and not list(folder.rglob("*.part"))
    assert unfetched({"letter": source})


def test_a_truncated_file_goes_on_where_it_stopped(hub, fetch, folder, waits):
    hub.fail("GET", "/cdn/", truncate=700_000)
    done = fetch()
    assert here(folder) == WANTED and len(waits) == 1
    assert done.bytes == TOTAL  # nothing twice


def test_a_stopped_run_goes_on(hub, source, fetch, folder):
    hub.fail("GET", "/cdn/", truncate=700_000)
    with pytest.raises(AcervoError, match=r"given up: .*ProtocolError") as error:
        fetch(deadline=0)
    assert "goes on where it stopped" in error.value.fix
    assert unfetched({"letter": source})
    (part,) = folder.rglob("*.part")
    assert 0 < part.stat().st_size < len(LARGE.data)
    rest = len(LARGE.data) - part.stat().st_size
    done = fetch()
    assert here(folder) == WANTED
    assert done.kept == 1 and done.bytes == rest + len(b"two\n")


@pytest.mark.parametrize("beginning", [b"wrong", LARGE.data + b"too long"])
def test_a_beginning_that_is_wrong_is_thrown_away(hub, fetch, folder, beginning):
    (folder / "2024").mkdir(parents=True)
    (folder / "2024" / f".a.pdf.{LARGE.sha256[:16]}.part").write_bytes(beginning)
    fetch()
    assert here(folder) == WANTED


def test_a_busy_hub_is_tried_again_when_it_asks(hub, fetch, folder, waits, no_waiting):
    hub.fail("GET", "/resolve/", at=2, status=503, retry_after=7)
    fetch()
    assert waits == [7] and here(folder) == WANTED


def test_another_commit_replaces_what_changed(hub, source, fetch, folder, pinned):
    fetch()
    commit = hub.repos[REPO].commit(FILES | {"letter/1.md": Blob(b"newer\n")}, "documents: 1")
    source["fetch"]["revision"] = commit.oid
    assert "not here yet" in unfetched({"letter": source}).what
    assert fetch().fetched == 1
    assert (folder / "1.md").read_bytes() == b"newer\n"
    assert unfetched({"letter": source}) is None


@pytest.mark.parametrize(
    "path",
    [
        "letter/../../evil",
        "letter//etc/evil",
        "letter/a/../../../evil",
        "letter/..\\evil",
        "letter/./x",
        "letter/C:/evil",
        "letter/",
    ],
)
def test_a_path_that_leads_out_is_refused_before_anything_is_fetched(
    hub, source, fetch, tmp_path, path
):
    commit = hub.repos[REPO].commit(FILES | {path: Blob(b"evil")}, "x")
    source["fetch"]["revision"] = commit.oid
    with pytest.raises(AcervoError, match="leads out of its folder"):
        fetch()
    assert not (tmp_path / "raw").exists()


def test_a_name_of_a_content_that_is_none_is_refused(hub, source, fetch, tmp_path, monkeypatch):
    """It becomes part of the name of a file."""
    monkeypatch.setattr(Blob, "oid", property(lambda self: "/../../../../evil"))
    with pytest.raises(AcervoError, match="leads out of its folder"):
        fetch()
    assert not (tmp_path / "raw").exists()


def test_nothing_is_written_through_a_link_to_outside(hub, fetch, folder, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    folder.mkdir(parents=True)
    (folder / "2024").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(AcervoError, match="is a link to somewhere else"):
        fetch()
    assert not list((tmp_path / "elsewhere").iterdir())


def test_what_is_no_document_is_not_fetched_and_named(hub, source, fetch, folder, caplog):
    junk = {"letter/.letter.fetched.json": Blob(b"{}"), "letter/x.tmp": Blob(b"x")}
    junk["letter/line\nbreak"] = Blob(b"x")
    source["fetch"]["revision"] = hub.repos[REPO].commit(FILES | junk, "x").oid
    assert fetch().fetched == 4 and here(folder) == WANTED
    assert all(ascii(path)[1:-1] in caplog.text for path in junk)


def test_no_such_commit(hub, source, fetch):
    source["fetch"]["revision"] = sha1(b"none").hexdigest()
    with pytest.raises(AcervoError, match="there is no commit") as error:
        fetch()
    assert "/commits/main" in error.value.fix


def test_no_such_source_in_it(hub, source):
    with pytest.raises(AcervoError, match="no documents of bulletin, but of: letter, other"):
        fetch_documents("bulletin", source, token=WRITER)


@pytest.mark.parametrize("token", [None, OTHER, "hf_wrong" + "x" * 30])
def test_who_may_not_read_is_told(hub, fetch, token):
    with pytest.raises(AcervoError) as error:
        fetch(token=token)
    assert "HF_TOKEN" in error.value.fix and str(token) not in str(error.value)


def test_a_public_dataset_needs_no_login(hub, fetch, folder):
    hub.repos[REPO].private = False
    fetch(token=None)
    assert here(folder) == WANTED


def test_a_folder_where_a_file_should_go(hub, fetch, folder):
    (folder / "1.md").mkdir(parents=True)
    with pytest.raises(AcervoError, match="cannot be written") as error:
        fetch()
    assert error.value.where.endswith("1.md")
