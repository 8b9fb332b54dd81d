"""The backend `http`, against a real server on loopback that misbehaves on demand."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from acervo import schema
from acervo.backends import endpoint
from acervo.embedding import embed, encode
from acervo.encoding import Encoder
from acervo.errors import AcervoError
from acervo.models import Model
from acervo.reader import open_dataset
from acervo.tables import read_metadata, read_table, write_table

from tests.unit.backends.embeddings_server import Server, unit
from tests.unit.dataset import Tree, chunk_rows

SECRET = "sk-not-to-be-told-0123456789"


@pytest.fixture
def server():
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def remote(server, tiny, monkeypatch):
    monkeypatch.setenv("TEST_KEY", SECRET)
    monkeypatch.setattr(endpoint, "_LONGEST_WAIT", 2.0)
    said = {"url": server.url, "model": "org/m", "key_env": "TEST_KEY"}
    return replace(tiny, sha256=None, backend="http", endpoint=said)


@pytest.fixture
def waits(monkeypatch):
    """Seconds that would have been waited."""
    found = []
    monkeypatch.setattr(endpoint, "sleep", found.append)
    return found


@pytest.fixture
def files(tmp_path):
    def write(*texts):
        write_table(chunk_rows(*texts), schema.CHUNKS, tmp_path / "2024-05.parquet")
        return (
            [tmp_path / "2024-05.parquet"],
            [tmp_path / "out" / "2024-05.parquet"],
            tmp_path / "fresh.parquet",
        )

    return write


def test_vectors_are_of_unit_length_and_in_the_order_of_the_texts(server, remote):
    texts = [f"text {i}" for i in range(100)]
    vectors = Encoder(Model(remote)).encode(texts)
    assert vectors.dtype == np.float32
    assert vectors == pytest.approx(unit(server, texts), abs=1e-6)


def test_an_answer_in_another_order_is_put_in_order(server, remote):
    server.fault = lambda n: lambda answer: {"data": answer["data"][::-1]}
    assert Encoder(Model(remote)).encode(["a", "b", "c"]) == pytest.approx(
        unit(server, ["a", "b", "c"]), abs=1e-6
    )


def test_what_is_asked(server, remote):
    said = {**remote.endpoint, "dimensions": 32, "url": server.url + "/embeddings"}
    Encoder(Model(replace(remote, endpoint=said))).encode(["a"])
    (request,) = server.requests
    assert request == {
        "model": "org/m",
        "input": ["a"],
        "dimensions": 32,
        "encoding_format": "float",
    }
    assert server.paths == ["/v1/embeddings"]
    assert server.headers[0]["Authorization"] == f"Bearer {SECRET}"


def test_no_key_sends_none(server, remote, monkeypatch):
    monkeypatch.delenv(endpoint.KEY, raising=False)
    said = {"url": server.url, "model": "m"}
    Encoder(Model(replace(remote, endpoint=said))).encode(["a"])
    assert "Authorization" not in server.headers[0]


def test_requests_are_limited_in_tokens_and_texts(server, remote):
    model = Model(remote)
    asked = Encoder(model)
    texts = [f"casa {i} " * 12 for i in range(600)] + ["a"] * 70
    counts = asked.count(texts)
    assert max(counts) <= model.max_tokens
    asked.encode(texts, counts)
    assert sorted(t for request in server.requests for t in request["input"]) == sorted(texts)
    sizes = [len(request["input"]) for request in server.requests]
    tokens = [sum(asked.count(request["input"])) for request in server.requests]
    assert max(sizes) <= 32
    assert max(tokens) <= endpoint._REQUEST_TOKENS


def test_long_texts_are_few_in_a_request(remote):
    batches = endpoint.configured(Model(remote)).batches([5000, 4000, 9000, 10, 10])
    assert batches == [[0], [1], [2], [3, 4]]


def test_several_requests_are_on_their_way_at_once(server, remote):
    server.delay = 0.05
    Encoder(Model(remote)).encode([f"text {i}" for i in range(200)])
    assert 1 < server.most <= endpoint._REQUESTS


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_who_cannot_answer_now_is_asked_again(server, remote, waits, status):
    server.fault = lambda n: (status, {}, {"error": "busy"}) if n < 2 else None
    assert Encoder(Model(remote)).encode(["a"]) == pytest.approx(unit(server, ["a"]), abs=1e-6)
    assert len(server.requests) == 3
    assert waits == [1, 2]


def test_retry_after_is_honoured_in_seconds_and_as_a_date(server, remote, waits):
    asked = ["1.5", "Thu, 01 Jan 1970 00:00:00 GMT", "nonsense"]
    server.fault = lambda n: (429, {"Retry-After": asked[n]}, {}) if n < 3 else None
    Encoder(Model(remote)).encode(["a"])
    assert waits == [1.5, 0, 4]


def test_who_asks_for_hours_is_not_waited_for(server, remote, waits):
    server.fault = lambda n: (429, {"Retry-After": "7200"}, {})
    with pytest.raises(AcervoError, match="wants to be left alone for 120 minutes"):
        Encoder(Model(remote)).encode(["a"])
    assert waits == []


def test_an_endpoint_that_stays_silent_is_given_up(server, remote, waits):
    server.fault = lambda n: (500, {}, {})
    with pytest.raises(AcervoError, match="did not answer: HTTP 500"):
        Encoder(Model(remote)).encode(["a"])
    assert len(server.requests) == endpoint._ATTEMPTS


def test_nobody_at_the_address(remote, waits):
    said = {**remote.endpoint, "url": "http://127.0.0.1:9/v1"}
    with pytest.raises(AcervoError, match="did not answer: ConnectError") as error:
        Encoder(Model(replace(remote, endpoint=said))).encode(["a"])
    assert "models.tiny.endpoint" in str(error.value)


def test_a_stalled_answer_is_a_timeout(server, remote, waits, monkeypatch):
    monkeypatch.setattr(endpoint, "_TIMEOUT", 0.05)
    monkeypatch.setattr(endpoint, "_ATTEMPTS", 1)
    hold = threading.Event()
    server.fault = lambda n: hold.wait(5)
    try:
        with pytest.raises(AcervoError, match="ReadTimeout"):
            Encoder(Model(remote)).encode(["a"])
    finally:
        hold.set()


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 413, 422])
def test_other_errors_are_told_at_once(server, remote, waits, status):
    server.fault = lambda n: (status, {"Location": "http://127.0.0.1:9/"}, {"error": SECRET})
    with pytest.raises(AcervoError, match=f"answered HTTP {status}") as error:
        Encoder(Model(remote)).encode(["a"])
    assert SECRET not in str(error.value)
    assert len(server.requests) == 1


def changed(i=0, **values):
    def fault(answer):
        answer["data"][i] |= values
        return answer

    return fault


GARBAGE = {
    "html": lambda answer: b"<html>welcome</html>",
    "nothing": lambda answer: b"",
    "a list": lambda answer: [1, 2],
    "no data": lambda answer: {"ok": True},
    "null": lambda answer: {"data": None},
    "no vector": lambda answer: {"data": [{"index": 0}, {"index": 1}]},
    "one too few": lambda answer: {"data": answer["data"][:1]},
    "one too many": lambda answer: {"data": [*answer["data"], answer["data"][0]]},
    "an index twice": changed(1, index=0),
    "an index beyond": changed(1, index=2),
    "an index of text": changed(0, index="0"),
    "another dimension": changed(1, embedding=[1.0] * 31),
    "base64": changed(0, embedding="AAAA"),
    "words": changed(0, embedding=["a"] * 32),
    "lists": changed(0, embedding=[[1.0]] * 32),
    "nan": changed(0, embedding=[float("nan")] * 32),
    "infinite": changed(0, embedding=[1e999] * 32),
    "null numbers": changed(0, embedding=[None] * 32),
    "zero": changed(1, embedding=[0] * 32),
}


@pytest.mark.parametrize("name", GARBAGE)
def test_an_answer_that_cannot_be_used_is_refused_and_nothing_is_written(
    server, remote, files, name
):
    chunks, vectors, fresh = files("a", "b")
    fault = GARBAGE[name]
    server.fault = lambda n: fault if n else None  # the first is the probe
    with pytest.raises(AcervoError, match="answer cannot be used") as error:
        encode(chunks, vectors, fresh, remote)
    assert "models.tiny.endpoint" in str(error.value)
    assert not fresh.exists()
    assert not list(fresh.parent.rglob("*.part"))


def test_the_key_is_told_nowhere(server, remote, files, waits, caplog, capfd):
    chunks, vectors, fresh = files("a")
    server.fault = lambda n: (500, {}, SECRET.encode()) if n < 1 else None
    with caplog.at_level(logging.DEBUG):
        encode(chunks, vectors, fresh, remote)
    assert waits == [1]
    assert SECRET not in caplog.text
    assert SECRET not in "".join(capfd.readouterr())
    assert SECRET.encode() not in fresh.read_bytes()


def test_a_key_that_is_not_set_is_said(remote, monkeypatch):
    monkeypatch.delenv("TEST_KEY")
    with pytest.raises(AcervoError, match="variable TEST_KEY is not set"):
        Encoder(Model(remote)).encode(["a"])


def test_a_key_that_can_be_none_is_not_repeated(server, remote, monkeypatch):
    monkeypatch.setenv("TEST_KEY", "chave-ção")
    with pytest.raises(AcervoError, match="cannot be a key") as error:
        Encoder(Model(remote)).encode(["a"])
    assert "chave" not in str(error.value)


def test_a_reader_says_where_the_endpoint_is(server, remote, monkeypatch):
    published = replace(remote, endpoint={"model": "org/m", "dimensions": None})
    with pytest.raises(AcervoError, match="nothing says where") as error:
        Encoder(Model(published)).encode(["a"])
    assert endpoint.URL in error.value.fix
    monkeypatch.setenv(endpoint.URL, server.url)
    assert Encoder(Model(published)).encode(["a"]).shape == (1, 32)


@pytest.mark.parametrize(
    "address",
    ["localhost:8000/v1", "host/v1", "//host/v1", "ftp://host/v1", "http://", "https:///v1"],
)
def test_an_address_that_is_none_is_told_at_once_with_where_it_stands(
    remote, waits, monkeypatch, address
):
    monkeypatch.setenv(endpoint.URL, address)
    published = replace(remote, endpoint={"model": "org/m"})
    with pytest.raises(AcervoError, match="no address of an endpoint") as error:
        Encoder(Model(published)).encode(["a"])
    assert endpoint.URL in error.value.where
    configured = replace(remote, endpoint={**remote.endpoint, "url": address})
    with pytest.raises(AcervoError, match="no address of an endpoint") as error:
        Encoder(Model(configured)).encode(["a"])
    assert error.value.where == "models.tiny.endpoint.url"
    assert waits == []


def test_what_was_answered_before_a_failure_is_not_asked_again(server, remote, files, monkeypatch):
    monkeypatch.setattr(endpoint.Endpoint, "portion", 2)
    chunks, vectors, fresh = files("a", "b", "c", "d", "e")
    server.fault = lambda n: (403, {}, {}) if n == 3 else None  # probe, ab, cd, then e
    with pytest.raises(AcervoError, match="403"):
        encode(chunks, vectors, fresh, remote)
    server.requests.clear()
    server.fault = lambda n: None
    assert encode(chunks, vectors, fresh, remote) == {"lacking": 5, "encoded": 1}
    assert [request["input"] for request in server.requests][1:] == [["e"]]
    assert embed(chunks, vectors, fresh, remote)["encoded"] == 0


def test_an_endpoint_that_runs_another_model_by_now_is_found_out(server, remote, files):
    chunks, vectors, fresh = files("a", "b")
    encode(chunks, vectors, fresh, remote)
    embed(chunks, vectors, fresh, remote)
    fresh.unlink()  # as after `restore`
    before = vectors[0].read_bytes()
    server.turned = True
    files("a", "b", "c")
    for again in (
        lambda: encode(chunks, vectors, fresh, remote),
        lambda: embed(chunks, vectors, None, remote),
    ):
        with pytest.raises(AcervoError, match="gives other vectors now"):
            again()
    assert not fresh.exists()
    assert vectors[0].read_bytes() == before


def test_a_reader_finds_out_too(server, remote, tmp_path, monkeypatch):
    tree = Tree(tmp_path, remote)
    tree.build()
    monkeypatch.setenv("ACERVO_ENDPOINT", server.url)
    assert open_dataset(tree.root, model_path=remote.path).search("Quem leva o bolo?", 1)
    server.turned = True
    with pytest.raises(AcervoError, match="gives other vectors now"):
        open_dataset(tree.root, model_path=remote.path).search("Quem leva o bolo?", 1)


def test_the_address_decides_nothing_the_name_there_does(remote):
    def fingerprint(**changes):
        return Model(replace(remote, endpoint={**remote.endpoint, **changes})).fingerprint

    known = Model(remote).fingerprint
    assert fingerprint(url="https://elsewhere.example/v1", key_env="OTHER") == known
    assert fingerprint(model="org/other") != known
    assert fingerprint(dimensions=32) != known


def test_a_tokenizer_is_all_that_an_endpoint_needs_here(remote, tiny_folder, tmp_path):
    for name in ("tokenizer.json", "tokenizer_config.json"):
        (tmp_path / name).write_bytes((tiny_folder / name).read_bytes())
    alone = replace(remote, path=str(tmp_path))
    with pytest.raises(AcervoError, match="dimension") as error:
        _ = Model(alone).dimension
    assert "endpoint.dimensions" in error.value.fix
    asked = Model(replace(alone, endpoint={**remote.endpoint, "dimensions": 32}))
    asked.check_weights()
    assert Encoder(asked).encode(["a"]).shape == (1, 32)
    (tmp_path / "tokenizer.json").unlink()
    with pytest.raises(AcervoError, match="no tokenizer in this folder"):
        Model(alone)


def test_two_encoders_may_ask_at_once(server, remote):
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda t: Encoder(Model(remote)).encode(t), [["a"], ["b"]]))
    assert np.vstack(results) == pytest.approx(unit(server, ["a", "b"]), abs=1e-6)


def test_the_probe_stands_beside_the_vectors(server, remote, files):
    chunks, vectors, _ = files("a")
    embed(chunks, vectors, None, remote)
    assert len(read_metadata(vectors[0])["acervo.model_probe"]) > 80
    assert read_table(vectors[0], schema.embeddings(32)).height == 1
