"""Whatever happens at whichever request of a publication: readers see a whole revision, and the
next attempt finishes it, sending nothing again that had arrived."""

import signal
from collections import Counter
from itertools import count

import pytest
from acervo.errors import AcervoError
from acervo.remotes.publishing import publish
from acervo.remotes.restoring import restore

from tests.remotes.hub_dataset import A, B, build
from tests.remotes.hub_server import WRITER
from tests.remotes.places import KINDS, Once
from tests.remotes.publisher import Publisher
from tests.remotes.revisions import NEW, OLD, tree


@pytest.fixture
def waits(monkeypatch):
    """Seconds that the core was asked to wait; it does not."""
    asked = []

    def none(state):
        asked.append(state.outcome.exception().retry_after)
        return 0

    monkeypatch.setattr("acervo.remotes.publishing._wait", none)
    return asked


@pytest.fixture(params=["first", "change"])
def before(request, place, roots, tmp_path):
    """What stands there before the new revision comes: nothing, or the old one."""
    if request.param == "change":
        publish(roots[0], place.store(), tmp_path / "before" / "r.json")
    return place.state()


def a_reader_sees_a_whole_revision(place, before_there, folder):
    shown = place.shown()
    try:
        done = restore([place.store()], folder)
    except AcervoError:
        assert not before_there and shown is None
    else:
        assert tree(folder) == {A: OLD, B: NEW}[done.revision]
        assert done.revision == B or before_there


def all_is_there_once(place, before_there, again=()):
    """Every content came once, but for those (`again`) of which only the client's retries know."""
    assert place.made() == 1 + before_there
    assert place.shown()["revision"] == place.store().stable() == B
    assert place.store().revisions() == [B, A][: 1 + before_there]
    twice = [what for what, times in Counter(place.arrived()).items() if times > 1]
    assert set(twice) <= set(again)


def test_killed_before_and_after_any_request(place, before, roots, tmp_path, capsys):
    login = {"HF_TOKEN": WRITER, "HF_HUB_DISABLE_XET": "1"}
    if place.target == "huggingface":
        login["HF_ENDPOINT"] = place.server.endpoint
        port = place.server.http.server_port
    else:
        port = place.server.port
    there = place.made()
    tried, problems = 0, []
    with Publisher(login) as publisher:
        for when in ("before", "after"):
            for deadly in count(1):
                place.reset(before)
                seen = []

                def nth(method, path, seen=seen, deadly=deadly, when=when):
                    seen.append(f"{method} {path}")
                    return {"drop": when, "kill": publisher.kill} if len(seen) == deadly else None

                place.fault = nth
                case = tmp_path / f"{when}-{deadly}"
                status = publisher.publish(place.target, port, roots[1], case / "receipt.json")
                place.fault = None
                if len(seen) < deadly:
                    assert status == 0
                    break
                tried += 1
                try:
                    assert status == -signal.SIGKILL
                    place.server.quiet()
                    a_reader_sees_a_whole_revision(place, there, case / "seen")
                    done = publish(roots[1], place.store(), case / "receipt.json")
                    assert done.attempts == 1
                    all_is_there_once(place, there)
                except (AssertionError, AcervoError) as error:
                    problems.append(f"{when} {seen[deadly - 1]}: {error}")
    assert tried > 30
    assert not problems, f"{len(problems)} of {tried} cases failed:\n" + "\n".join(problems)
    with capsys.disabled():
        print(f"[{tried} kills, 0 failed]", end="")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.usefixtures("impatient")
def test_every_request_fails_once(place, before, roots, tmp_path, waits, kind):
    there = place.made()
    place.reset(before)
    place.fault = fault = Once(KINDS[kind])
    done = publish(roots[1], place.store(), tmp_path / "receipt.json")
    place.fault = None
    assert place.server.waited_for_ever == []
    assert len(fault.failed) > 12
    all_is_there_once(place, there, fault.lost if place.target == "huggingface" else [])
    a_reader_sees_a_whole_revision(place, there, tmp_path / "seen")
    assert done.status in ("published", "unchanged")
    assert set(waits) <= ({7} if "retry_after" in KINDS[kind] else {None})
    print(f"{len(fault.failed)} requests failed, {len(waits)} seen by the core")


def test_a_month_that_arrives_damaged_is_not_compared(place, roots, tmp_path, waits):
    publish(roots[0], place.store(), tmp_path / "receipt.json")
    damaged = []

    def once(method, path):
        if method == "GET" and ("/cdn/" in path or ("ia8" in path and "2024-05" in path)):
            damaged.append(path)
            return {"damage": "corrupted"} if len(damaged) == 1 else None
        return None

    place.fault = once
    publish(roots[1], place.store(), tmp_path / "receipt.json")
    assert waits == [None]
    assert place.shown()["revision"] == B


def test_one_month_of_ten_years_sends_that_month_and_what_follows_from_it(place, tmp_path):
    """And so much as the receipt says: bytes, as the server counted them."""
    months = [f"{2015 + n // 12}-{n % 12 + 1:02}" for n in range(120)]
    table = OLD["messages/2024-05.parquet"]
    ten_years = {f"messages/{month}.parquet": table for month in months}
    ten_years |= {f"embeddings/tiny/{month}.parquet": month.encode() * 99 for month in months}
    ten_years |= {path: OLD[path] for path in ("README.md", "index/tiny/faiss.index")}
    ten_years |= {f"index/tiny/{name}": name.encode() * 9 for name in ("meta.json", "meta.parquet")}
    changed = {
        "messages/2019-03.parquet": NEW["messages/2024-05.parquet"],
        "embeddings/tiny/2019-03.parquet": b"March" * 99,
        "index/tiny/faiss.index": b"IxMp\0\1\3" * 1001,
        "index/tiny/meta.json": b"{}",
        "index/tiny/meta.parquet": b"meta" * 100,
        "README.md": OLD["README.md"] + b"\nTen years.\n",
    }
    for name, files, revision in (("old", ten_years, A), ("new", ten_years | changed, B)):
        root = tmp_path / name
        build(root, files, revision)
        place.reset(place.state())
        receipt = publish(root, place.store(), tmp_path / "receipt.json")
        assert receipt.bytes == place.sent()
        assert place.made() == (1 if name == "old" else 2)
    beside = {"manifest.json", f"manifests/{B}.json", "CHANGELOG.md"}
    assert set(receipt.uploaded) - beside == changed.keys()
    assert receipt.skipped >= len(ten_years) - len(changed)
    manifest = (tmp_path / "new" / "manifest.json").stat().st_size
    content = sum(map(len, changed.values()))
    assert content + manifest <= receipt.bytes < content + 2 * manifest + 10_000  # the changelog
