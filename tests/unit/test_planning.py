import shutil
import zipfile
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from acervo import schema
from acervo.digests import write_json
from acervo.embedding import inputs
from acervo.lacking import Passages
from acervo.models import Model
from acervo.planning import Job, Stage, plan
from acervo.rates import Rate, keep_rates, known_rate
from acervo.schema import CHUNKS
from acervo.tables import read_table, write_table
from acervo.vectors import FINGERPRINT, key_of

from tests.unit.dataset import Tree, spec_of

INPUT = "updated input files"
FOLLOWS = "input files updated by another job"
MISSING = "output files have to be generated"
PARAMS = "params have changed since last execution"


def job(rule, *reasons, **wildcards):
    return Job(rule, wildcards, frozenset(reasons))


@pytest.fixture(scope="module")
def results(tiny_folder, tmp_path_factory):
    """What a build by years leaves: a chat of 5 lines, its passages and their vectors."""
    folder = tmp_path_factory.mktemp("plan") / "results"
    spec = spec_of(tiny_folder)
    Tree(folder, spec).build()
    reports = folder / "private" / "reports"
    lines = {"file": "raw/chat.txt", "lines": 5}
    write_json(reports / "parse" / "rua" / "aaaaaaaaaa.json", {"files": [lines]})
    write_json(
        reports / "partition.json", {"exports": ["rua/aaaaaaaaaa.parquet"], "periods": {"2024": 6}}
    )
    months = sorted((folder / "chunks").glob("*.parquet"))
    write_table(pl.concat(read_table(file, CHUNKS) for file in months), CHUNKS, chunks(folder))
    months = sorted(embeddings(folder).parent.glob("*.parquet"))
    write_vectors(folder, pl.concat(pl.read_parquet(file) for file in months), spec)
    return folder


def chunks(folder):
    return folder / "chunks" / "2024.parquet"


def embeddings(folder):
    return folder / "public" / "embeddings" / "tiny" / "2024.parquet"


def write_vectors(folder, frame, spec):
    model = Model(spec)
    keys = {FINGERPRINT: model.fingerprint}
    write_table(frame, schema.embeddings(model.dimension), embeddings(folder), keys)


@pytest.fixture
def built(results, tmp_path):
    """A copy of it that a test may change."""
    shutil.copytree(results, tmp_path / "results")
    return tmp_path / "results"


@pytest.fixture
def config(tiny_folder):
    spec = spec_of(tiny_folder)
    model = {"name": spec.name, "sha256": spec.sha256, "path": spec.path}
    return {"partition": "year", "chunking": {"tokens": 256}, "models": {"tiny": model}}


@pytest.fixture
def chat(tmp_path):
    file = tmp_path / "chat.txt"
    file.write_text("line\n" * 5)
    return file


def planned(built, config, jobs, exports, **given):
    return plan(exports, jobs, config, cores=2, results=built, logs=built.parent / "logs", **given)


def test_nothing_to_do(built, config, chat):
    found = planned(built, config, [], {"rua": {"aaaaaaaaaa": [str(chat)]}})
    assert found.idle and found.remade is None
    assert found.encodings == []
    assert [(each.source, each.unchanged) for each in found.readings] == [("rua", 1)]


def test_it_writes_nothing(built, config, chat):
    def state():
        return {p: (p.stat().st_mtime_ns, p.is_file() and p.read_bytes()) for p in built.rglob("*")}

    before = state()
    jobs = [job("parse", INPUT, source="rua", export="aaaaaaaaaa"), job("roster", FOLLOWS)]
    planned(built, config, jobs, {"rua": {"aaaaaaaaaa": [str(chat)]}})
    assert state() == before


def test_what_lacks_a_vector_is_counted_exactly(built, config, chat, tiny_folder):
    exports = {"rua": {"aaaaaaaaaa": [str(chat)]}}
    jobs = [job("encode", PARAMS, model="tiny")]
    (each,) = planned(built, config, jobs, exports).encodings
    assert (each.passages, each.exact) == (0, True)
    frame = pl.read_parquet(embeddings(built))
    total = frame.height
    write_vectors(built, frame.head(total - 2), spec_of(tiny_folder))
    (each,) = planned(built, config, jobs, exports).encodings
    assert (each.passages, each.exact) == (2, True)
    embeddings(built).unlink()
    (each,) = planned(built, config, jobs, exports).encodings
    assert (each.passages, each.exact) == (total, True)


@pytest.mark.parametrize("file", ["tiny.parquet", ".tiny/a.parquet"])
def test_what_a_stopped_run_has_encoded_counts(built, config, tiny_folder, file):
    embeddings(built).unlink()
    spec = spec_of(tiny_folder)
    model = Model(spec)
    keys = sorted(map(key_of, inputs(read_table(chunks(built), CHUNKS), spec)))[:2]
    unit = np.eye(2, model.dimension, dtype=np.float32)
    column = pl.Series("embedding", unit, dtype=pl.Array(pl.Float32, model.dimension))
    write_table(
        pl.DataFrame({"key": keys}).with_columns(column),
        schema.vectors(model.dimension),
        built / "vectors" / file,
        {FINGERPRINT: model.fingerprint},
    )
    total, lacking = Passages([chunks(built)]).count("tiny", config["models"]["tiny"], built)
    assert (total, lacking) == (total, total - 2)


def test_vectors_of_another_model_do_not_count(built, config):
    other = config["models"]["tiny"] | {"prompts": {"passage": "note: "}}
    total, lacking = Passages([chunks(built)]).count("tiny", other, built)
    assert lacking == total > 0


def test_a_changed_export_is_estimated_from_its_new_lines(built, config, chat):
    chat.write_text("line\n" * 15)
    jobs = [
        job("parse", INPUT, source="rua", export="aaaaaaaaaa"),
        job("roster", FOLLOWS),
        job("partition", FOLLOWS),
    ]
    found = planned(built, config, jobs, {"rua": {"aaaaaaaaaa": [str(chat)]}})
    (reading,) = found.readings
    assert (reading.changed, reading.lines, reading.bytes) == (1, 10, 75)
    assert reading.names == (str(chat),)
    (each,) = found.encodings
    of_rua = Passages([chunks(built)]).by_source["rua"]
    assert (each.passages, each.exact, each.at_most) == (2 * of_rua, False, None)
    assert "10 new lines" in each.basis
    assert found.remade == ("index/", "README.md")
    assert found.stages[0] == Stage("parse", 1, "input changed")
    assert {stage.why for stage in found.stages[1:]} == {""}


def test_new_gone_and_re_read_exports(built, config, chat):
    exports = {"rua": {"bbbbbbbbbb": [str(chat)]}, "other": {"cccccccccc": [str(chat)]}}
    jobs = [
        job("parse", MISSING, source="rua", export="bbbbbbbbbb"),
        job("parse", MISSING, source="other", export="cccccccccc"),
    ]
    other, rua = planned(built, config, jobs, exports).readings
    assert (other.new, other.gone) == (1, 0)
    assert (rua.new, rua.gone, rua.unchanged) == (1, 1, 0)
    assert "raw/chat.txt" in rua.names
    jobs = [job("parse", PARAMS, source="rua", export="aaaaaaaaaa")]
    found = planned(built, config, jobs, {"rua": {"aaaaaaaaaa": [str(chat)]}})
    assert (found.readings[0].again, found.readings[0].names) == (1, ())
    assert found.remade == ()


def test_changed_code_may_change_every_text(built, config, chat):
    jobs = [job("chunk", PARAMS, year="2024"), job("encode", FOLLOWS, model="tiny")]
    found = planned(built, config, jobs, {"rua": {"aaaaaaaaaa": [str(chat)]}})
    (each,) = found.encodings
    total, _ = Passages([chunks(built)]).count("tiny", config["models"]["tiny"], built)
    assert (each.passages, each.exact, each.at_most) == (0, False, total)
    assert found.stages[0].why == "code or options changed"


def test_the_first_build_is_assumed_from_the_bytes(tmp_path, config, chat):
    chat.write_text("x" * 1023 + "\n")
    jobs = [job("parse", MISSING, source="rua", export="aaaaaaaaaa")]
    found = planned(tmp_path / "none", config, jobs, {"rua": {"aaaaaaaaaa": [str(chat)]}})
    (each,) = found.encodings
    assert (each.passages, each.exact) == (2, False)
    assert "assumption" in each.basis
    assert each.rate == Rate(20.0, measured=False)
    assert each.seconds == pytest.approx(0.1)
    assert found.revision is None


def test_damaged_results_do_not_stop_a_plan(built, config, chat):
    for path in built.rglob("*"):
        if path.is_file() and path.name != "manifest.json":
            path.write_bytes(b"damaged")
    jobs = [job("parse", INPUT, source="rua", export="aaaaaaaaaa")]
    found = planned(built, config, jobs, {"rua": {"aaaaaaaaaa": [str(chat)]}})
    assert found.readings[0].changed == 1
    assert not found.encodings[0].exact


def test_periods_that_are_not_cut_yet_are_estimated(built, config, chat):
    write_json(
        built / "private/reports/partition.json",
        {"exports": ["rua/aaaaaaaaaa.parquet"], "periods": {"2023": 6, "2024": 6}},
    )
    jobs = [job("chunk", MISSING, year="2023")]
    (each,) = planned(built, config, jobs, {"rua": {"aaaaaaaaaa": [str(chat)]}}).encodings
    assert each.passages == sum(Passages([chunks(built)]).by_source.values())


LOG = "INFO encoding 900 passages with {}\nINFO encoded 512 of 900 passages, {}/s, 9 s left\n"


def test_a_measured_rate_outlives_its_log(tmp_path: Path):
    log = tmp_path / "encode" / "tiny.log"
    log.parent.mkdir()
    log.write_text(
        LOG.format("org/tiny", 30) + "INFO encoded 900 of 900 passages, 41/s, 0 s left\n"
    )
    assert known_rate(tmp_path, "tiny", "org/tiny", 2) == Rate(41.0, measured=True)
    keep_rates(tmp_path)
    log.write_text(
        "INFO encoding 3 passages with org/tiny\nINFO encoded 90 of 90 texts, 99/s, 0 s left\n"
    )
    keep_rates(tmp_path)
    assert known_rate(tmp_path, "tiny", "org/tiny", 2) == Rate(41.0, measured=True)
    assert not known_rate(tmp_path, "tiny", "org/large", 2).measured
    (tmp_path / "rates.json").write_text("[1]")
    assert not known_rate(tmp_path, "tiny", "org/tiny", 2).measured


def test_lines_in_an_archive_are_counted_and_a_damaged_one_is_left_to_the_parser(
    built, config, tmp_path
):
    packed, damaged = tmp_path / "chat.zip", tmp_path / "other.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_chat.txt", "line\n" * 25)
        archive.writestr("photo.jpg", "\n" * 1000)
    damaged.write_bytes(packed.read_bytes()[:40] + packed.read_bytes()[60:])
    jobs = [
        job("parse", INPUT, source="rua", export="aaaaaaaaaa"),
        job("parse", MISSING, source="rua", export="bbbbbbbbbb"),
    ]
    exports = {"rua": {"aaaaaaaaaa": [str(packed)], "bbbbbbbbbb": [str(damaged)]}}
    (reading,) = planned(built, config, jobs, exports).readings
    assert (reading.new, reading.changed) == (1, 1)
    assert reading.lines >= 20
