"""A place of each kind on loopback."""

import pytest
from acervo.remotes import archive_client
from acervo.remotes.archive_client import ACCESS_KEY, SECRET_KEY

from tests.remotes.archive_route import route_here
from tests.remotes.archive_server import ACCESS, SECRET, ArchiveServer
from tests.remotes.healing.places import ArchivePlace, FolderPlace, HubPlace


@pytest.fixture
def archive(monkeypatch, tmp_path):
    server = ArchiveServer()
    route_here(monkeypatch, server)
    monkeypatch.setenv("IA_CONFIG_FILE", str(tmp_path / "ia.ini"))
    monkeypatch.setenv(ACCESS_KEY, ACCESS)
    monkeypatch.setenv(SECRET_KEY, SECRET)
    monkeypatch.setattr(archive_client, "TIMEOUT", (1, 1))
    yield server
    server.close()
    assert server.problems == []


@pytest.fixture
def kinds(hub, archive, tmp_path):
    return {
        "hub": HubPlace(hub),
        "archive": ArchivePlace(archive),
        "folder": FolderPlace(tmp_path / "nas"),
    }


@pytest.fixture(params=["hub", "archive", "folder"])
def kind(request, kinds):
    return kinds[request.param]
