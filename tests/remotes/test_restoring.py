"""Bringing a revision back from the Hub and the Archive, whatever happens on the way."""

import shutil

import pytest
from acervo.errors import AcervoError
from acervo.remotes.directory import DirectoryStore
from acervo.remotes.publishing import publish
from acervo.remotes.restoring import restore

from tests.remotes.hub_dataset import A, B
from tests.remotes.places import KINDS, Once
from tests.remotes.revisions import NEW, OLD, tree

DOWNLOADS = ("/cdn/", "/resolve/", "ia800100", "/download/")


@pytest.fixture
def published(hub_place, archive, roots, tmp_path):
    """Both places with both revisions."""
    for place in (hub_place, archive):
        for root in roots:
            publish(root, place.store(), tmp_path / place.target / "r.json")
    return {"huggingface": hub_place, "archive": archive}


def is_restored(root, files=NEW):
    left = {path for path in tree(root) if path.endswith(".part")}
    return tree(root) == files and not left


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("target", ["huggingface", "archive"])
@pytest.mark.usefixtures("impatient")
def test_every_request_of_restoring_fails_once(published, target, kind, tmp_path):
    place, back = published[target], tmp_path / "back"
    place.fault = fault = Once(KINDS[kind])
    runs = 0
    while not runs or not (back / "manifest.json").exists():
        runs += 1
        assert runs < 50
        try:
            done = restore([place.store()], back)
        except AcervoError:
            right = {path: raw for path, raw in tree(back).items() if not path.endswith(".part")}
            assert right.items() <= NEW.items()
    assert done.revision == B and is_restored(back)
    assert place.server.waited_for_ever == []
    assert len(fault.failed) > 5
    assert runs > 1
    print(f"{len(fault.failed)} requests failed, {runs} runs")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("first", ["huggingface", "archive"])
@pytest.mark.usefixtures("impatient")
def test_what_one_place_does_not_give_comes_from_the_other(published, first, kind, tmp_path):
    """In one run, with every download of files from the preferred place failing once."""
    other = "archive" if first == "huggingface" else "huggingface"
    once = Once(KINDS[kind])

    def downloads(method, path):
        content = any(part in path for part in DOWNLOADS)
        return once(method, path) if content and not path.endswith(".json") else None

    published[first].fault = downloads
    done = restore([published[first].store(), published[other].store()], tmp_path / "back")
    assert done.revision == B and is_restored(tmp_path / "back")
    assert len(once.failed) >= len(NEW) - 1


@pytest.mark.parametrize("first", ["huggingface", "archive"])
def test_a_place_that_is_down_is_not_needed(published, first, tmp_path, monkeypatch):
    other = "archive" if first == "huggingface" else "huggingface"
    published[first].fault = lambda *_: {"status": 503}
    stores = [published[first].store(), published[other].store()]
    assert restore(stores, tmp_path / "back").revision == B
    assert is_restored(tmp_path / "back")


def test_all_places_hold_the_same(published, roots, tmp_path):
    folder = tmp_path / "nas"
    folder.mkdir()
    for root in roots:
        publish(root, DirectoryStore(folder), tmp_path / "directory" / "r.json")
    stores = [place.store() for place in published.values()] + [DirectoryStore(folder)]
    for revision, files in ((A, OLD), (B, NEW)):
        for store in stores:
            back = tmp_path / "back"
            restore([store], back, revision=revision)
            assert is_restored(back, files)
            shutil.rmtree(back)
