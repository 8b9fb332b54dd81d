"""An Internet Archive on loopback, and datasets to publish there."""

import copy
import hashlib

import pytest
from acervo.remotes import archive_client
from acervo.remotes.archive_client import ACCESS_KEY, SECRET_KEY

from tests.remotes.archive.case import A, publish, store, write
from tests.remotes.archive_route import route_here
from tests.remotes.archive_server import ACCESS, SECRET, ArchiveServer


@pytest.fixture
def server(monkeypatch):
    running = ArchiveServer()
    route_here(monkeypatch, running)
    yield running
    running.close()
    assert running.problems == []


@pytest.fixture(autouse=True)
def keys(monkeypatch, tmp_path):
    for name in ("IA_ACCESS_KEY_ID", "IA_SECRET_ACCESS_KEY", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("IA_CONFIG_FILE", str(tmp_path / "ia.ini"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(ACCESS_KEY, ACCESS)
    monkeypatch.setenv(SECRET_KEY, SECRET)
    monkeypatch.setattr(archive_client, "TIMEOUT", (1, 1))


@pytest.fixture
def data(tmp_path):
    """Write datasets, each into a folder of its own."""

    def make(files, **about):
        name = hashlib.sha256(repr((files, about)).encode()).hexdigest()[:8]
        root = tmp_path / f"public-{name}"
        root.mkdir(exist_ok=True)
        return root, write(root, files, **about)

    return make


@pytest.fixture
def again(monkeypatch, server, data):
    """Start a server that holds revision A, or nothing, as often as wanted."""
    publish(store(), *data(A))
    items = server.items

    def start(empty=False):
        fresh = ArchiveServer()
        fresh.items = {} if empty else copy.deepcopy(items)
        fresh.clock = server.clock
        route_here(monkeypatch, fresh)
        return fresh

    return start
