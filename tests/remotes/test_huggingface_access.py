"""Who may do what with a repository of the Hub."""

import pytest
from acervo.errors import AcervoError
from acervo.remotes.huggingface import HuggingFaceStore

from tests.remotes.hub_dataset import LFS, REPO, A, published
from tests.remotes.hub_server import FINE, OTHER, READER, WRITER, me


@pytest.mark.parametrize(
    ("token", "said"),
    [
        (None, "there is no login for the Hub"),
        ("hf_wrong" + "x" * 30, "does not accept this one"),
        (READER, "the token may only read"),
        (OTHER, "not a member of rua"),
    ],
)
def test_a_login_that_may_not_write_is_refused_before_any_work(hub, token, said):
    with pytest.raises(AcervoError, match=said) as caught:
        HuggingFaceStore(REPO, token=token).check()
    assert "hf auth login" in caught.value.fix and "HF_TOKEN" in caught.value.fix
    assert str(token) not in str(caught.value)


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        (me("fineGrained", scoped=[("dataset", REPO, ["repo.content.read", "repo.write"])]), True),
        (me("fineGrained", scoped=[("org", "rua", ["repo.write"])]), True),
        (me("fineGrained", scoped=[("org", "Rua", ["repo.write"])]), True),
        (me("fineGrained", scoped=[("dataset", REPO, ["repo.content.read"])]), False),
        (me("fineGrained", scoped=[("dataset", "rua/other", ["repo.write"])]), False),
        (me("fineGrained", scoped=[("user", "ana", ["repo.write"])]), False),
        (me("fineGrained"), False),
        (me(orgs=[("rua", "read")]), False),
        (me(orgs=[("rua", "contributor")]), True),
        (me(orgs=[("other", "admin")]), False),
        ({"type": "user", "name": "rua", "orgs": [], "auth": {"type": "oauth"}}, True),
    ],
)
def test_what_a_login_says_of_its_permissions(hub, who, allowed):
    hub.users[WRITER] = who
    store = HuggingFaceStore(REPO, token=WRITER)
    if allowed:
        store.check()
    else:
        with pytest.raises(AcervoError, match="HF_TOKEN"):
            store.check()


def test_a_fine_grained_token_publishes(hub, root):
    HuggingFaceStore(REPO, token=WRITER)._hub.create_repo(REPO, repo_type="dataset", private=True)
    store = HuggingFaceStore(REPO, token=FINE)
    store.check()
    published(store, root)
    assert len(hub.repos[REPO].commits) == 2


def test_the_login_is_asked_for_once(hub, store):
    for _ in range(3):
        store.check()
    assert hub.count("GET", "/whoami") == 1


def test_the_token_comes_from_the_environment(hub, root, monkeypatch):
    monkeypatch.setenv("HF_TOKEN", WRITER)
    published(HuggingFaceStore(REPO), root)
    monkeypatch.setenv("HF_TOKEN", "hf_wrong" + "x" * 30)
    with pytest.raises(AcervoError, match="HF_TOKEN") as caught:
        HuggingFaceStore(REPO).check()
    assert "hf_wrong" not in str(caught.value)


@pytest.mark.parametrize("token", [None, "hf_wrong" + "x" * 30, OTHER])
@pytest.mark.parametrize(
    "ask",
    [
        lambda store: store.revisions(),
        lambda store: store.stable(),
        lambda store: store.manifest(A),
        lambda store: list(store.read(A, LFS)),
        lambda store: store.promote(A),
    ],
)
def test_a_private_repository_is_closed_to_others(hub, store, root, token, ask):
    published(store, root)
    with pytest.raises(AcervoError, match="HF_TOKEN") as caught:
        ask(HuggingFaceStore(REPO, token=token))
    assert str(token) not in str(caught.value)


@pytest.mark.parametrize("token", [None, "hf_wrong" + "x" * 30])
def test_a_private_repository_is_not_taken_for_an_empty_one(hub, store, root, token):
    published(store, root)
    with pytest.raises(AcervoError, match="HF_TOKEN"):
        HuggingFaceStore(REPO, token=token).head()


def test_a_reader_of_a_public_repository_needs_no_token(hub, root):
    manifest, _ = published(HuggingFaceStore(REPO, private=False, token=WRITER), root)
    reader = HuggingFaceStore(REPO)
    assert reader.revisions() == [A]
    assert reader.stable() is None
    assert reader.manifest(A) == manifest
    with pytest.raises(AcervoError, match="HF_TOKEN"):
        reader.promote(A)
