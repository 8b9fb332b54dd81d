"""The backend `vllm`, against a program of that name that stands in for it."""

import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import httpx2
import numpy as np
import psutil
import pytest
from acervo import exporting, schema
from acervo.backends import vllm_server
from acervo.digests import read_json
from acervo.embedding import embed, encode
from acervo.encoding import Encoder
from acervo.errors import AcervoError
from acervo.exporting import export
from acervo.models import Model
from acervo.reader import open_dataset
from acervo.tables import read_table, write_table

from tests.unit.backends import vllm_program
from tests.unit.dataset import Tree, chunk_rows

REPOSITORY = Path(__file__).parents[3]
ACCENTED = ["o bolo é da Rosa", "the pump broke", "a", "casa " * 40]


@pytest.fixture(scope="module")
def known(tiny, tmp_path_factory):
    """File of vectors as the original gives them."""
    encoder = Encoder(Model(tiny), 1)
    texts = [*exporting._texts(encoder), *ACCENTED]
    file = tmp_path_factory.mktemp("known") / "vectors.json"
    file.write_text(json.dumps(dict(zip(texts, encoder.encode(texts).tolist(), strict=True))))
    return file


@pytest.fixture
def program(tmp_path, known, monkeypatch):
    """A program `vllm` on the path: `behave` says how, `started` what it was given each time."""
    file = vllm_program.install(tmp_path / "bin")
    notes = tmp_path / "notes"
    notes.touch()
    monkeypatch.setenv("PATH", str(file.parent), prepend=os.pathsep)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none" / "python"))
    monkeypatch.setattr(vllm_server, "_LOOK_EVERY", 0.02)
    monkeypatch.setattr(vllm_server, "_READY_IN", 15.0)
    monkeypatch.setattr(vllm_server, "_END_IN", 2.0)
    monkeypatch.setitem(sys.modules, "vllm", None)  # whoever imports it fails

    def behave(how="well", **more):
        told = {"as": how, "notes": str(notes), "vectors": str(known), **more}
        monkeypatch.setenv("STAND_IN", json.dumps(told))

    def started():
        return [json.loads(line) for line in notes.read_text().splitlines()]

    behave()
    yield SimpleNamespace(behave=behave, started=started, file=file)
    left = {pid for each in started() for pid in each["pids"] if not gone([pid])}
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert not left, "a process was left behind"


@pytest.fixture
def served(tiny):
    return replace(tiny, backend="vllm")


@pytest.fixture
def compared(served, program, tmp_path):
    """Folder that `export` wrote."""
    export(served, tmp_path / "compared", threads=1)
    return tmp_path / "compared"


@pytest.fixture
def files(tmp_path):
    def write(*texts):
        write_table(chunk_rows(*texts), schema.CHUNKS, tmp_path / "2024-05.parquet")
        chunks, vectors = tmp_path / "2024-05.parquet", tmp_path / "out" / "2024-05.parquet"
        return [chunks], [vectors], tmp_path / "fresh.parquet"

    return write


def alive(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def gone(pids):
    """Whether they end, if not at once: who is killed needs a moment."""
    until = time.monotonic() + 3
    while any(map(alive, pids)) and time.monotonic() < until:
        time.sleep(0.01)
    return not any(map(alive, pids))


def opened(served, **options):
    return closing(vllm_server.VllmServer(Model(served), precision=served.precision, **options))


def test_what_is_new_is_encoded_by_vllm_and_by_nothing_else(
    served, tiny, compared, program, files, monkeypatch
):
    def torch(*args, **options):
        raise AssertionError("the original was loaded")

    expected = Encoder(Model(tiny), 1).encode(ACCENTED)
    monkeypatch.setattr("acervo.backends.torch_model.load", torch)
    chunks, vectors, fresh = files(*ACCENTED)
    assert encode(chunks, vectors, fresh, served, exported=compared)["encoded"] == len(ACCENTED)
    assert len(program.started()) == 2  # one has been compared, one has encoded
    assert embed(chunks, vectors, fresh, served, exported=compared)["encoded"] == 0
    made = read_table(vectors[0], schema.embeddings(32))
    assert made["embedding"].to_numpy() == pytest.approx(expected, abs=1e-3)
    assert len(program.started()) == 2


def test_it_is_compared_with_the_original_before_it_is_used(served, compared, program):
    about = read_json(compared / "export.json")
    assert about["content"] == Model(served).content
    assert about["cosine"] > 0.99999


def test_a_vllm_that_gives_other_vectors_is_refused(served, program, tmp_path):
    program.behave(vectors=None)
    with pytest.raises(AcervoError, match="run by vllm, gives other vectors than the original"):
        export(served, tmp_path / "out", threads=1)
    assert not (tmp_path / "out").exists()


def test_what_was_compared_was_this_model(served, other, compared):
    with pytest.raises(AcervoError, match="an export of another model"):
        Encoder(Model(replace(other, backend="vllm")), exported=compared).encode(["a"])


@pytest.mark.parametrize("precision", ["float32", "bfloat16", "auto"])
def test_the_precision_is_the_configured_one(served, compared, program, precision):
    model = Model(replace(served, precision=precision))
    with closing(Encoder(model, exported=compared)) as encoder:
        encoder.encode(["a"])
    assert program.started()[-1]["dtype"] == precision
    assert program.started()[-1]["model"] == str(model.folder)


def test_nothing_is_left_when_the_job_ends(served, compared, program):
    with closing(Encoder(Model(served), exported=compared)) as encoder:
        encoder.encode(["a"])
        assert all(map(alive, program.started()[-1]["pids"]))
    assert gone(program.started()[-1]["pids"])


def test_nothing_is_left_after_an_error(served, compared, program, files, monkeypatch):
    monkeypatch.setattr("acervo.embedding.write_by_text", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        encode(*files("a"), served, exported=compared)
    assert len(program.started()) == 2
    assert gone(program.started()[-1]["pids"])


def test_nothing_is_left_of_who_forgets_to_close(served, program):
    server = vllm_server.VllmServer(Model(served), precision="float32")
    assert alive(server._process.pid)
    del server
    assert gone(program.started()[-1]["pids"])


@pytest.mark.skipif(not shutil.which("setpriv"), reason="no setpriv here")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL], ids=lambda n: n.name)
def test_the_server_ends_with_a_job_that_is_killed(served, program, number):
    code = (
        "from acervo.backends.vllm_server import VllmServer\n"
        "from acervo.models import Model, ModelSpec\n"
        f"model = Model(ModelSpec('tiny', {served.name!r}, path={served.path!r}))\n"
        "server = VllmServer(model, precision='float32')\n"
        "print('ready', flush=True)\n"
        "import time; time.sleep(60)\n"
    )
    library = str(REPOSITORY / "scripts")
    # A real Python: the fixture has hidden ours.
    python = psutil.Process().exe()
    search = os.pathsep.join([library, *filter(None, sys.path)])
    with subprocess.Popen(
        [python, "-c", code], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": search}
    ) as job:
        assert job.stdout.readline() == b"ready\n"
        server, engine = program.started()[-1]["pids"]
        job.send_signal(number)
    assert gone([server])
    os.kill(engine, signal.SIGKILL)  # the real one ends its own


def test_a_server_that_dies_at_the_start_is_told_with_its_last_lines(served, program, caplog):
    program.behave("dies")
    with (
        caplog.at_level(logging.INFO),
        pytest.raises(AcervoError, match=r"ended before .*status 3"),
    ):
        vllm_server.VllmServer(Model(served), precision="float32")
    assert f"vLLM: {vllm_program.DIED}" in caplog.text
    assert "line 29" in caplog.text
    assert "line 9" not in caplog.text


def test_one_that_takes_its_time_is_waited_for(served, program, caplog, monkeypatch):
    monkeypatch.setattr(vllm_server, "_TELL_EVERY", 0.1)
    program.behave("slow")
    with caplog.at_level(logging.INFO), opened(served) as server:
        assert server.encode(["a"]).shape == (1, 32)
    assert "vLLM is not ready yet" in caplog.text


def test_one_that_is_never_ready_is_given_up_and_killed(served, program, monkeypatch):
    monkeypatch.setattr(vllm_server, "_READY_IN", 0.8)
    monkeypatch.setattr(vllm_server, "_END_IN", 0.1)
    program.behave("hangs")
    with pytest.raises(AcervoError, match="was not ready after 1 s"):
        vllm_server.VllmServer(Model(served), precision="float32")
    assert gone(program.started()[-1]["pids"])


def test_one_that_is_killed_midway_is_told_and_what_it_gave_is_kept(
    served, compared, program, files, monkeypatch
):
    monkeypatch.setattr(vllm_server.VllmServer, "portion", 2)
    chunks, vectors, fresh = files("a", "b", "c", "d", "e")
    program.behave(killed_by=2)  # the probe, two passages, then it dies
    with pytest.raises(AcervoError, match=r"ended while it was encoding \(status -9\)"):
        encode(chunks, vectors, fresh, served, exported=compared)
    assert gone(program.started()[-1]["pids"])
    program.behave()
    again = encode(chunks, vectors, fresh, served, exported=compared)
    assert again == {"lacking": 5, "encoded": 3}


def test_who_has_no_vllm_is_told_what_to_install(served, compared, program, tmp_path):
    program.file.unlink()
    for attempt in (
        lambda: export(served, tmp_path / "out", threads=1),
        lambda: Encoder(Model(served), exported=compared).encode(["a"]),
    ):
        with pytest.raises(AcervoError, match="program vllm, which is not installed") as error:
            attempt()
        assert error.value.fix.startswith("pip install vllm")


def test_the_key_stands_in_no_list_of_arguments_and_is_needed(served, program, monkeypatch):
    monkeypatch.setenv("ACERVO_KEY", "the key of the pseudonyms")
    with opened(served):
        given = program.started()[-1]
        key = given["environment"]["VLLM_API_KEY"]
        assert len(key) >= 32
        for process in psutil.process_iter():
            try:
                assert key not in " ".join(process.cmdline())
            except psutil.Error:  # another's, or gone
                continue
        address = f"http://127.0.0.1:{given['port']}/v1/embeddings"
        body = {"model": served.name, "input": ["a"], "encoding_format": "float"}
        assert httpx2.post(address, json=body, trust_env=False).status_code == 401
    assert given["environment"]["VLLM_NO_USAGE_STATS"] == "1"
    assert given["environment"]["HF_HUB_OFFLINE"] == "1"
    assert "ACERVO_KEY" not in given["environment"]


def test_two_servers_have_two_keys_and_two_ports(served, program):
    with opened(served), opened(served):
        one, two = program.started()
    assert one["port"] != two["port"]
    assert one["environment"]["VLLM_API_KEY"] != two["environment"]["VLLM_API_KEY"]


def test_no_proxy_is_asked_for_a_server_on_this_machine(served, program, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with opened(served) as server:
        assert server.encode(["a"]).shape == (1, 32)


def test_readers_start_no_server(served, tiny, program, tmp_path):
    tree = Tree(tmp_path, served)
    tree.build()
    assert (
        json.loads((tree.root / "manifest.json").read_text())["models"]["tiny"]["backend"]
        == "local"
    )
    assert open_dataset(tree.root, model_path=served.path).search("Quem leva o bolo?", 1)
    assert Encoder(Model(served)).encode(["a"]) == pytest.approx(Encoder(Model(tiny)).encode(["a"]))
    assert program.started() == []


def test_requests_are_many_at_a_time_and_in_order(served, program):
    texts = [f"text {i}" for i in range(300)]
    with opened(served) as server:
        batches = server.batches([3] * len(texts))
        assert [i for batch in batches for i in batch] == list(range(300))
        made = np.vstack([server.encode([texts[i] for i in batch]) for batch in batches])
        assert made[7] == pytest.approx(server.encode([texts[7]])[0])
