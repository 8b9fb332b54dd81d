"""A Hub and an Archive on loopback, and stores that use them."""

from types import SimpleNamespace

import pytest
from acervo.remotes import archive_client, huggingface_session
from acervo.remotes.archive_client import ACCESS_KEY, SECRET_KEY
from acervo.remotes.huggingface import HuggingFaceStore
from huggingface_hub import close_session, constants

from tests.remotes.archive_route import route_here
from tests.remotes.archive_server import ACCESS, SECRET, ArchiveServer
from tests.remotes.hub_dataset import REPO, A, B, build
from tests.remotes.hub_server import FINE, WRITER, Hub, me
from tests.remotes.places import KINDS, ArchivePlace, HubPlace
from tests.remotes.revisions import NEW, OLD


@pytest.fixture
def hub(monkeypatch, tmp_path):
    with Hub() as server:
        server.users[FINE] = me("fineGrained", scoped=[("dataset", REPO, ["repo.write"])])
        template = constants.HUGGINGFACE_CO_URL_TEMPLATE.replace(
            constants.ENDPOINT, server.endpoint
        )
        monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)
        monkeypatch.setattr(constants, "ENDPOINT", server.endpoint)
        monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)
        monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "no_login"))
        for name in ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "HF_OIDC_RESOURCE"):
            monkeypatch.delenv(name, raising=False)
        yield server
        close_session()


@pytest.fixture
def no_waiting(monkeypatch):
    """The client's own retries do not wait."""
    monkeypatch.setattr(
        "huggingface_hub.utils._http.time", SimpleNamespace(sleep=lambda seconds: None)
    )


@pytest.fixture
def waits(monkeypatch):
    """Seconds between attempts of ours, none of which are waited for."""
    seconds = []
    monkeypatch.setattr("tenacity.nap.time", SimpleNamespace(sleep=seconds.append))
    return seconds


@pytest.fixture
def store(hub):
    return HuggingFaceStore(REPO, token=WRITER)


@pytest.fixture
def root(tmp_path):
    return tmp_path / "public"


@pytest.fixture
def archive(monkeypatch, tmp_path):
    for name in ("IA_ACCESS_KEY_ID", "IA_SECRET_ACCESS_KEY", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("IA_CONFIG_FILE", str(tmp_path / "ia.ini"))
    monkeypatch.setenv(ACCESS_KEY, ACCESS)
    monkeypatch.setenv(SECRET_KEY, SECRET)
    server = ArchiveServer()
    route_here(monkeypatch, server)
    yield ArchivePlace(server)
    server.close()
    assert server.problems == []


@pytest.fixture
def hub_place(hub, no_waiting):
    return HubPlace(hub)


@pytest.fixture(params=["huggingface", "archive"])
def place(request):
    return request.getfixturevalue("archive" if request.param == "archive" else "hub_place")


@pytest.fixture
def impatient(monkeypatch, kind):
    """Clients that do not wait long for an answer, where none will come."""
    if KINDS[kind].get("silent"):
        monkeypatch.setattr(huggingface_session, "_TIMEOUT", 0.5)
        monkeypatch.setattr(archive_client, "TIMEOUT", (5, 0.5))
    close_session()
    yield
    close_session()


@pytest.fixture
def roots(tmp_path):
    """Folders of the two revisions."""
    for name, files, revision in (("old", OLD, A), ("new", NEW, B)):
        build(tmp_path / name, files, revision)
    return tmp_path / "old", tmp_path / "new"
