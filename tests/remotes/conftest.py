"""A Hub on loopback, and a store that uses it."""

from types import SimpleNamespace

import pytest
from acervo.remotes.huggingface import HuggingFaceStore
from huggingface_hub import close_session, constants

from tests.remotes.hub_dataset import REPO
from tests.remotes.hub_server import FINE, WRITER, Hub, me


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
def store(hub):
    return HuggingFaceStore(REPO, token=WRITER)


@pytest.fixture
def root(tmp_path):
    return tmp_path / "public"
