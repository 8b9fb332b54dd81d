"""What `snakemake plan` says of source documents: just what publishing them then sends."""

import pytest
from acervo.remotes.outlook import outlooks

from tests.remotes.hub_server import READER, WRITER, Blob
from tests.remotes.test_documents import FILES, LARGE, REPO, by_hand, publish, raw  # noqa: F401 (fixtures)


@pytest.fixture
def look(hub, raw, tmp_path, monkeypatch):  # noqa: F811
    def run(token=WRITER, **options):
        monkeypatch.setenv("HF_TOKEN", token)
        documents = {"repo": REPO, "private": True, "include": [], "exclude": [], **options}
        sources = {"letter": {"files": f"{raw}/**/*", "public": True}}
        (found,) = outlooks({"documents": documents}, {}, sources, tmp_path, None)
        assert found.target == "documents"
        assert {request.method for request in hub.log} <= {"GET"}
        hub.log.clear()
        return found

    return run


def test_it_foretells_what_is_sent(hub, raw, publish, look):  # noqa: F811
    found = look()
    assert (found.files, found.bytes) == (len(FILES), sum(map(len, FILES.values())))
    assert (found.revision, found.current, found.url) == (
        None,
        False,
        f"{hub.endpoint}/datasets/{REPO}",
    )
    assert REPO not in hub.repos
    publish()
    hub.log.clear()
    found = look()
    assert (found.files, found.bytes, found.gone, found.current) == (0, 0, 0, True)
    assert found.revision == hub.repos[REPO].commits[-1].oid
    (raw / "1.md").unlink()
    (raw / "2023" / "a.pdf").write_bytes(LARGE + b"more")
    found = look()
    assert (found.files, found.bytes, found.gone, found.current) == (1, len(LARGE) + 4, 1, False)


def test_what_stands_in_the_way_is_said(hub, raw, publish, look):  # noqa: F811
    assert "may only read" in look(READER).problem
    publish()
    hub.log.clear()
    (raw / "1.md").write_text("# Uno")
    theirs = by_hand(hub, {"letter/1.md": Blob(b"theirs")})
    assert look().problem.startswith("somebody else has changed")
    assert not look(accept=theirs.oid).problem
    for path in FILES:
        (raw / path).unlink()
    assert "no file of this public source" in look().problem
