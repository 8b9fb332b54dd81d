"""Publishing that is broken off at any request, in any way, and tasks that lag."""

import pytest
from acervo.errors import AcervoError
from acervo.remotes.store import Transient

from tests.remotes.archive.case import (
    ITEM,
    A,
    B,
    complete,
    publish,
    read_all,
    store,
    watch,
)
from tests.remotes.archive_server import Fault


class TestBrokenOff:
    """At any request, in any way: no reader sees half, and nothing that arrived goes twice."""

    @pytest.mark.parametrize("lag", [0, 2])
    @pytest.mark.parametrize("drop", ["before", "after"])
    @pytest.mark.parametrize("change", [False, True])
    def test_stop_at_every_put(self, again, data, drop, change, lag):
        new = {**B, "profiles.parquet": b"p" * 9}
        before, (root, made) = data(A)[1], data(new)
        stop = 0
        while True:
            stop += 1
            server = again(empty=not change)
            server.lag = lag
            watch(server, before, made)
            count = iter(range(1, 1000))
            server.fail(
                lambda s, c=count, n=stop: s.method == "PUT" and next(c) == n, Fault(drop=drop)
            )
            try:
                publish(store(), root, made)
                break
            except Transient:
                pass
            if server.items and lag == 0:
                head = store().head()
                assert head.foreign == []
                if head.manifest:
                    files = {before["revision"]: A, made["revision"]: new}
                    found = head.manifest["revision"]
                    assert read_all(store(), found) == files[found]
            receipt = publish(store(), root, made, attempts=4)
            assert receipt.status in {"published", "unchanged"}
            puts = server.puts()
            assert len(puts) == len(set(puts)), f"sent twice after a stop at request {stop}"
            assert complete(server.files(ITEM), {made["revision"]}) == made["revision"]
            assert server.problems == []
            server.close()
        server.close()
        assert stop == (6 if change else len(A) + 5)

    @pytest.mark.parametrize("lag", [0, 1])
    @pytest.mark.parametrize("status", [0, 503])
    def test_fault_at_every_request(self, again, data, status, lag):
        before, (root, made) = data(A)[1], data(B)
        number = 0
        while True:
            number += 1
            server = again()
            server.lag = lag
            watch(server, before, made)
            fault = (
                Fault(status=status, headers={"Retry-After": "3"})
                if status
                else Fault(drop="after")
            )
            server.faults[number] = fault
            try:
                publish(store(), root, made)
                broke = False
            except Transient as error:
                broke = True
                assert error.retry_after == (3 if status else None)
                assert server.log[-1].status == status or not status
                assert len(server.log) == number, "something was tried again inside"
                publish(store(), root, made, attempts=4)
            assert complete(server.files(ITEM), {made["revision"]}) == made["revision"]
            puts = server.puts()
            assert len(puts) == len(set(puts))
            assert server.problems == []
            server.close()
            if not broke:
                break
        assert number > 10

    def test_stalled(self, server, data):
        root, made = data(A)
        server.fail(lambda s: s.method == "PUT" and "faiss" in s.path, Fault(stall=2))
        with pytest.raises(Transient, match=r"Timeout|ConnectionError"):
            publish(store(), root, made)
        watch(server, made)
        assert publish(store(), root, made, attempts=3).status == "published"

    def test_lost_answer_to_the_last_file(self, server, data):
        root, made = data(A)
        server.fail(lambda s: s.path == f"/{ITEM}/manifest.json", Fault(drop="after"))
        receipt = publish(store(), root, made, attempts=2)
        assert receipt.status == "published"
        assert server.puts().count("manifest.json") == 1

    def test_half_of_a_first_attempt_is_not_foreign(self, server, data):
        root, made = data(A)
        server.fail(
            lambda s: s.path.endswith("README.md") or "2024-06" in s.path, Fault(drop="before")
        )
        with pytest.raises(Transient):
            publish(store(), root, made)
        head = store().head()
        assert (head.manifest, head.version, head.foreign) == (None, "", [])
        assert server.files(ITEM)

    def test_digest_on_arrival(self, server, data):
        root, made = data(A)
        wrong = Fault(status=400, text="<Error><Code>BadDigest</Code></Error>")
        server.fail(lambda s: s.method == "PUT", wrong)
        with pytest.raises(Transient, match="HTTP 400"):
            publish(store(), root, made)


class TestLag:
    @pytest.mark.parametrize("lag", [1, 3, 9])
    def test_waits_for_the_tasks(self, server, data, lag):
        server.lag = lag
        watch(server, data(A)[1], data(B)[1])
        publish(store(), *data(A))
        publish(store(), *data(B))
        assert len(server.puts()) == len(set(server.puts())) + 2  # pointer and changelog, once each
        assert complete(server.files(ITEM), {data(B)[1]["revision"]})

    def test_gives_up_after_a_while(self, server, data):
        root, made = data(A)
        server.lag = 10**9
        with pytest.raises(Transient, match=r"does not show 8 files"):
            publish(store(wait=0.2), root, made)
        assert "manifest.json" not in server.puts()
        with pytest.raises(Transient, match=r"8 tasks of the item are not done"):
            publish(store(wait=0.2), root, made)
        server.run_tasks(ITEM)
        server.lag = 0
        server.forget()
        publish(store(), root, made)
        assert server.puts() == ["manifest.json"]

    def test_downloads_that_are_behind(self, server, data):
        root, made = data(A)
        publish(store(), root, made)
        old = server.files(ITEM)["manifest.json"]
        publish(store(), *data(B))
        server.outdated["manifest.json"] = old
        with pytest.raises(Transient, match="just changing"):
            store().head()
        server.outdated.clear()
        assert store().head().manifest == data(B)[1]

    def test_a_failed_task_is_for_people(self, server, data):
        server.failed_tasks = 1
        with pytest.raises(AcervoError, match="has failed"):
            publish(store(), *data(A))

    def test_deleted_but_still_shown(self, server, data):
        publish(store(keep=0), *data(A))
        server.lag = 3
        publish(store(keep=0), *data(B))
        publish(store(keep=0), *data(A))
        server.run_tasks(ITEM)
        assert complete(server.files(ITEM), {data(A)[1]["revision"]})
