import logging
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from acervo import calibration, questions
from acervo.calibration import calibrate
from acervo.digests import read_json
from acervo.encoding import Encoder
from acervo.fusion import Fusion
from acervo.models import Model
from acervo.passages import passage
from acervo.reader import open_dataset

from tests.unit.corpus import portuguese


def vectors(rows, model):
    inputs = [passage(t, x) for t, x in rows.select("section_title", "text").iter_rows()]
    return Encoder(model, 1).encode(inputs)


@pytest.fixture(scope="module")
def model(tiny):
    return Model(replace(tiny, languages=["en"]))


@pytest.fixture(scope="module")
def rows():
    return portuguese(80)


def calibrated(rows, model, threads=1, found=None):
    found = vectors(rows, model) if found is None else found
    encoder = Encoder(model, threads)
    return calibrate(rows, found, model.spec, lambda texts: questions.encoded(texts, None, encoder))


@pytest.fixture(scope="module")
def made(rows, model):
    return calibrated(rows, model)


def test_words_outweigh_a_model_that_knows_nothing(made):
    """The tiny model is random."""
    measured = made["measured"]["pt"]
    assert measured["questions"] == 80
    assert measured["lexical"] > measured["dense"] + 0.2
    assert made["weights"] == {"pt": made["default"]}
    assert made["default"] <= 0.5
    assert measured["hybrid"] >= measured["lexical"]


def test_what_the_model_does_not_cover_is_told(made, rows, model, caplog):
    assert made["languages"] == {"rua": {"pt": 1.0}}
    assert made["uncovered"] == {"pt": ["rua"]}
    with caplog.at_level(logging.WARNING):
        calibrated(rows.head(3), model)
    assert "does not know the language 'pt' of rua" in caplog.text


def test_again_the_same(made, rows, model):
    assert calibrated(rows, model, threads=2) == made


def test_too_few_sentences_tell_nothing_and_load_no_model(rows, model, monkeypatch):
    monkeypatch.setattr(Encoder, "encode", lambda *_: pytest.fail("encoded"))
    made = calibrated(rows.head(20), model, found=np.eye(20, 32, dtype=np.float32))
    assert (made["default"], made["weights"], made["measured"]) == (0.5, {}, {})
    made = calibrated(rows.clear(), model, found=np.empty((0, 32), np.float32))
    assert (made["floor"], made["languages"]) == (0.0, {})


def test_passages_with_the_same_sentence_do_not_compete(rows, model):
    twice = rows.with_columns(chunk_id=pl.col("chunk_id") + 1)
    both = pl.concat([rows, twice]).sort("chunk_id")
    once = calibrated(rows, model)["measured"]["all"]
    assert calibrated(both, model)["measured"]["all"]["lexical"] > (once["lexical"] / 2)


def test_a_weight_leaves_the_middle_only_if_the_measurement_is_sure():
    def chosen(*means, spread):
        noise = np.tile([-spread, spread], 50)
        curve = [mean + noise * (i % 2) for i, mean in enumerate(means)]
        return calibration._chosen(np.array(curve))[0]

    falling = np.linspace(0.6, 0.1, 11)
    assert chosen(*falling, spread=0) == 0.0
    assert chosen(*falling[::-1], spread=0) == 1.0
    assert chosen(*[0.4] * 11, spread=0) == 0.5
    assert 0 < chosen(*falling, spread=0.8) < 0.5


def test_the_floor_is_the_cosine_of_strangers():
    rng = np.random.default_rng(0)
    near = rng.normal(size=(300, 32)) + 4
    near = (near / np.linalg.norm(near, axis=1, keepdims=True)).astype(np.float32)
    floor = calibration._floor(near)
    cosines = near @ near.T
    assert (cosines < floor).mean() == pytest.approx(0.01, abs=0.01)
    assert floor > 0.8
    assert calibration._floor(near[:1]) == 0.0


def test_the_build_keeps_a_calibration_until_something_changes(tree, monkeypatch):
    made = []
    monkeypatch.setattr(
        calibration,
        "calibrate",
        lambda rows, vectors, spec, encode: made.append((rows, vectors)) or {"default": 0.25},
    )
    tree.build()
    assert made == []  # the earlier index
    tree.spec = replace(tree.spec, languages=["pt"])
    tree.build()
    tree.build()
    ((rows, found),) = made
    assert rows["chunk_id"].is_sorted()
    assert found == pytest.approx(vectors(rows, Model(tree.spec)), abs=1e-3)
    assert read_json(tree.index / "meta.json")["fusion"] == {"default": 0.25}
    searcher = open_dataset(tree.root, model_path=tree.spec.path).searcher()
    assert searcher.fusion == Fusion(default=0.25)
