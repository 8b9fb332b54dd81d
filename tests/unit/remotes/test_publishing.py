"""When something is sent at all, how often it is tried, and what is said of it."""

import json

import pytest
from acervo.errors import AcervoError
from acervo.remotes import publishing
from acervo.remotes.directory import DirectoryStore
from acervo.remotes.publishing import publish
from acervo.remotes.receipts import Receipt
from acervo.remotes.store import Head, Transient
from filelock import FileLock


class Flaky(DirectoryStore):
    """Fails before or after it has done what was asked, as often as it is told."""

    def __init__(self, path, before=0, after=0, retry_after=None):
        super().__init__(path)
        self.before, self.after, self.retry_after, self.sent = before, after, retry_after, 0

    def send(self, *arguments):
        if self.before:
            self.before -= 1
            raise Transient("busy (503)", self.retry_after)
        super().send(*arguments)
        self.sent += 1
        if self.after:
            self.after -= 1
            raise Transient("the connection was lost")


@pytest.fixture
def waits(monkeypatch):
    """Seconds between attempts, none of which are waited for."""
    seconds = []
    monkeypatch.setattr("tenacity.nap.time.sleep", seconds.append)
    return seconds


def test_a_busy_store_is_tried_again_when_it_asks(tree, place, receipt, waits):
    done = publish(tree.root, Flaky(place, before=2, retry_after=7), receipt)
    assert (done.status, done.attempts) == ("published", 3)
    assert waits == [7, 7]


def test_without_a_hint_each_wait_may_be_longer(tree, place, receipt, waits):
    publish(tree.root, Flaky(place, before=5), receipt)
    assert len(waits) == 5
    assert all(0 <= wait <= 2**n for n, wait in enumerate(waits))
    assert len(set(waits)) == 5


def test_a_lost_answer_sends_nothing_twice(tree, place, receipt, waits):
    store = Flaky(place, after=1)
    done = publish(tree.root, store, receipt)
    assert (done.status, done.attempts, store.sent) == ("published", 2, 1)


def test_it_is_given_up_in_the_end(tree, place, receipt, waits):
    with pytest.raises(AcervoError, match="given up after 1 attempts: busy") as error:
        publish(tree.root, Flaky(place, before=9), receipt, deadline=0)
    assert "goes on where it stopped" in error.value.fix
    assert json.loads((receipt.parent / "directory.failed.json").read_text())["attempts"] == 1
    assert not receipt.exists()


def test_a_failure_stays_in_the_history_and_its_receipt_goes(tree, place, receipt, waits):
    with pytest.raises(AcervoError):
        publish(tree.root, Flaky(place, before=9), receipt, deadline=0)
    publish(tree.root, DirectoryStore(place), receipt)
    lines = (receipt.parent / "history.jsonl").read_text().splitlines()
    assert [json.loads(line)["status"] for line in lines] == ["failed", "published"]
    assert all(json.loads(line)["at"].endswith("+00:00") for line in lines)
    assert not (receipt.parent / "directory.failed.json").exists()
    assert (
        json.loads(receipt.read_text())["remote_revision"]
        == json.loads((tree.root / "manifest.json").read_text())["revision"]
    )


def test_only_one_publishes_at_a_time(tree, place, receipt):
    receipt.parent.mkdir()
    with (
        FileLock(receipt.with_suffix(".lock")),
        pytest.raises(AcervoError, match="another publication is running"),
    ):
        publish(tree.root, DirectoryStore(place), receipt)


@pytest.mark.parametrize("damage", [lambda f: f.write_bytes(b"x"), lambda f: f.unlink()])
def test_what_the_gate_has_not_seen_does_not_leave(tree, place, receipt, damage):
    damage(tree.root / "messages" / "2024-06.parquet")
    with pytest.raises(AcervoError, match=r"2024-06.parquet: is not the file"):
        publish(tree.root, DirectoryStore(place), receipt)
    assert not any(place.iterdir())


def test_another_key_is_refused_until_it_is_allowed(tree, changed, place, receipt):
    publish(tree.root, DirectoryStore(place), receipt)
    new = "f" * 16
    changed.privacy = {**changed.privacy, "key_id": new}
    changed.sign()
    with pytest.raises(AcervoError, match="made with the key 0123456789abcdef") as error:
        publish(changed.root, DirectoryStore(place), receipt)
    assert error.value.fix.endswith(f"publish.key_id: {new}")
    assert publish(changed.root, DirectoryStore(place), receipt, key_id=new).uploaded


def test_another_dataset_is_refused(tree, changed, place, receipt):
    publish(tree.root, DirectoryStore(place), receipt)
    changed.about = {**changed.about, "name": "praca"}
    changed.sign()
    with pytest.raises(AcervoError, match="the dataset rua stands there, this one is praca"):
        publish(changed.root, DirectoryStore(place), receipt)


def test_what_is_not_to_be_seen_yet_is_waited_for(tree, place, receipt, waits, monkeypatch):
    store, heads = DirectoryStore(place), []
    head = store.head

    def late():
        heads.append(head())
        return heads[0] if len(heads) < 4 else heads[-1]

    monkeypatch.setattr(store, "head", late)
    done = publish(tree.root, store, receipt)
    assert done.status == "published"
    assert done.attempts > 1


def test_a_receipt_tells_nothing_of_what_was_not_done():
    assert publishing._did_something(Receipt("t", "u", "r")) is False


class Pruning(Flaky):
    """Notes what is stable when it is told to prune, and may break off there."""

    def __init__(self, path, broken=0, **flaws):
        super().__init__(path, **flaws)
        self.broken, self.pruned = broken, []

    def prune(self, receipt):
        self.pruned.append(self.stable())
        if self.broken:
            self.broken -= 1
            raise Transient("busy")
        receipt.deleted.append("old")


def test_a_deletion_that_broke_off_is_finished_by_the_next_publication(tree, place, receipt):
    store = Pruning(place)
    assert publish(tree.root, store, receipt).deleted == []  # sending does it by itself
    done = publish(tree.root, store, receipt)
    assert (done.status, done.deleted, store.sent) == ("published", ["old"], 1)


def test_a_deletion_is_finished_after_a_lost_answer(tree, place, receipt, waits):
    store = Pruning(place, broken=1, after=1)
    done = publish(tree.root, store, receipt)
    assert (done.deleted, done.attempts, store.sent) == (["old"], 3, 1)
    assert store.pruned == [store.stable()] * 2  # promoted first: nothing that readers get goes


def test_without_a_deletion_it_is_unchanged(tree, place, receipt):
    publish(tree.root, DirectoryStore(place), receipt)
    assert publish(tree.root, DirectoryStore(place), receipt).status == "unchanged"


def test_a_manifest_that_is_none_is_told_without_a_traceback(tree, place, receipt, monkeypatch):
    store = DirectoryStore(place)
    monkeypatch.setattr(store, "head", lambda: Head("x", {"files": {}}))
    with pytest.raises(AcervoError, match="not a manifest of version"):
        publish(tree.root, store, receipt)


def test_a_server_that_asks_for_longer_than_there_is_time(tree, place, receipt, waits):
    with pytest.raises(AcervoError, match="given up after 1 attempts"):
        publish(tree.root, Flaky(place, before=9, retry_after=86_400), receipt, deadline=60)
    assert waits == []
