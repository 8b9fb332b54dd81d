import re
from collections import Counter
from itertools import cycle

import polars as pl
import pytest
from acervo import embedding, questions, schema
from acervo.backends import torch_model
from acervo.embedding import embed, encode
from acervo.encoding import Encoder
from acervo.joblog import job_log
from acervo.models import Model
from acervo.rates import known_rate
from acervo.tables import write_table
from acervo.vectors import key_of, read_by_text

from tests.unit.corpus import portuguese
from tests.unit.dataset import ANA, RUI


@pytest.fixture(scope="module")
def rows():
    return portuguese(80)


def test_a_sentence_is_asked_as_somebody_would_and_taken_out_of_its_passage(rows):
    found = questions.made(rows)
    assert {each.language for each in found} == {"pt"}
    for each in found:
        assert not each.text.startswith((ANA, RUI))
        assert each.text in each.sentence in rows["text"][each.row]
        assert each.sentence not in each.rest
    assert len({each.text.split()[0] for each in found}) > 1  # not always the first


@pytest.mark.parametrize(
    ("sentence", "plain"),
    [
        (f"{ANA}: olá a todos", "olá a todos"),
        ("- **Horta**: [couve](raw/a.md) e `alho`", "Horta: couve e alho"),
        ("## A horta", "A horta"),
    ],
)
def test_markup_is_not_asked(sentence, plain):
    assert questions._plain(sentence) == plain


def test_each_language_has_its_share_of_questions(monkeypatch):
    monkeypatch.setattr(questions, "_QUESTIONS", 10)
    monkeypatch.setattr(questions, "LEAST", 5)
    rows = portuguese(30)
    english = pl.Series(
        [
            "The pump of the house is broken again and nobody knows why. " * 2
            + "Who will look at it this week is not known to me, so it has to wait."
        ]
        * 10
    )
    mixed = pl.concat([rows, rows.head(10).with_columns(text=english)])
    found = [each.language for each in questions.made(mixed)]
    assert sorted(found) == ["en"] * 5 + ["pt"] * 5


@pytest.mark.parametrize(("languages", "each", "most"), [(3, 66, 200), (4, 50, 200), (5, 50, 300)])
def test_of_many_languages_each_has_the_least(rows, monkeypatch, languages, each, most):
    """As many passages of each, and as many whose language cannot be told, by turns."""
    names = [None, *(f"x{i}" for i in range(languages))]
    turns = cycle(names)
    monkeypatch.setattr(questions, "detect", lambda text, among: next(turns))
    many = pl.concat([rows] * 10)
    shares = {"rua": dict.fromkeys(names[1:], 0.1)}
    found = Counter(each.language for each in questions.made(many, shares))
    assert found.total() == most
    assert max(found.values()) <= each
    if languages > 4:
        assert set(found.values()) == {each}


def test_too_few_are_none(rows):
    assert len(questions.made(rows.head(questions.LEAST))) == questions.LEAST
    assert questions.made(rows.head(questions.LEAST - 1)) == []
    assert questions.made(rows.clear()) == []


def test_the_sample_is_that_of_the_smallest_ids_however_they_are_parted(rows, monkeypatch):
    monkeypatch.setattr(questions, "SAMPLE", 30)
    parts = [rows[::3], rows[1::3], rows.clear(), rows[2::3]]
    assert questions.sample(parts).equals(rows.head(30))
    assert questions.sample([rows[::-1]]).equals(rows.head(30))


def asked_of(rows, spec):
    """Distinct texts that are encoded for the questions."""
    return set(questions.inputs(questions.made(rows), rows, spec))


@pytest.fixture
def loads(monkeypatch):
    """How often a model is loaded."""
    found, original = [], torch_model.load
    monkeypatch.setattr(torch_model, "load", lambda model: found.append(model) or original(model))
    return found


@pytest.fixture
def built(rows, tiny, tmp_path):
    """Encode chunks and give them their vectors; return what the encoder was asked, by call."""

    def build(chosen, monkeypatch):
        chunks, vectors = tmp_path / "chunks" / "2024.parquet", tmp_path / "2024.parquet"
        write_table(chosen, schema.CHUNKS, chunks)
        calls, original = [], Encoder.encode
        with monkeypatch.context() as patch:
            # The tiny model's window is smaller than these passages.
            patch.setattr(embedding, "_check_window", lambda counts, encoder: None)
            patch.setattr(
                Encoder,
                "encode",
                lambda self, texts, *counts, **what: (
                    calls.append(list(texts)) or original(self, texts, *counts, **what)
                ),
            )
            asked = tmp_path / "questions.parquet"
            encode([chunks], [vectors], tmp_path / "fresh.parquet", tiny, questions_file=asked)
            embed([chunks], [vectors], tmp_path / "fresh.parquet", tiny)
        return calls

    return build


def test_they_are_encoded_once_beside_the_passages(rows, built, tiny, tmp_path, monkeypatch):
    passages, asked = built(rows.head(70), monkeypatch)
    before = asked_of(rows.head(70), tiny)
    assert (len(passages), set(asked)) == (70, before)
    assert built(rows.head(70), monkeypatch) == []  # nothing is new, nothing is loaded
    passages, asked = built(rows, monkeypatch)
    assert (len(passages), set(asked)) == (10, asked_of(rows, tiny) - before)
    found = questions.inputs(questions.made(rows), rows, tiny)
    known = read_by_text(tmp_path / "questions.parquet", Model(tiny))
    assert len(found) == 160
    assert len(known) == len(set(found))

    def fail(*_, **__):
        raise AssertionError("something is encoded")

    encoder = Encoder(Model(tiny))
    monkeypatch.setattr(Encoder, "encode", fail)
    kept = questions.encoded(found, tmp_path / "questions.parquet", encoder)
    monkeypatch.undo()
    assert kept.tobytes() == questions.encoded(found, None, encoder).tobytes()


def test_one_model_is_loaded_for_passages_and_questions(rows, built, loads, monkeypatch):
    built(rows.head(70), monkeypatch)
    assert len(loads) == 1


def test_what_is_not_asked_any_more_is_not_kept(rows, built, tiny, tmp_path, monkeypatch):
    file, model = tmp_path / "questions.parquet", Model(tiny)
    built(rows, monkeypatch)
    whole = file.read_bytes()
    assert built(rows, monkeypatch) == []
    assert file.read_bytes() == whole
    assert built(rows.tail(60), monkeypatch) == []  # somebody has opted out, nobody wrote
    assert set(read_by_text(file, model)) == set(map(key_of, asked_of(rows.tail(60), tiny)))
    assert built(rows.tail(questions.LEAST - 1), monkeypatch) == []
    assert read_by_text(file, model) == {}


def test_who_was_stopped_at_the_questions_goes_on_with_them(
    rows, built, tiny, tmp_path, monkeypatch
):
    with monkeypatch.context() as patch, pytest.raises(ZeroDivisionError):
        patch.setattr(questions, "encoded", lambda *_: 1 / 0)
        built(rows, monkeypatch)
    (asked,) = built(rows, monkeypatch)
    assert set(asked) == asked_of(rows, tiny)
    assert len(read_by_text(tmp_path / "questions.parquet", Model(tiny))) == len(asked)


def test_questions_do_not_count_as_a_rate_of_passages(rows, built, tiny, tmp_path, monkeypatch):
    """They are shorter: more of them come in a second."""
    log = tmp_path / "encode" / "tiny.log"
    log.parent.mkdir()
    with job_log(log):
        built(rows, monkeypatch)
    assert re.findall(r"encoded \d+ of \d+ (\w+)", log.read_text()) == ["passages", "texts"]
    lines = [line for line in log.read_text().splitlines() if "of 80 passages" not in line]
    log.write_text("\n".join(lines))
    assert not known_rate(tmp_path, "tiny", tiny.name, 2).measured


def test_a_damaged_file_is_made_anew(rows, built, tiny, tmp_path, monkeypatch):
    built(rows.head(70), monkeypatch)
    file = tmp_path / "questions.parquet"
    file.write_bytes(b"PAR1")
    asked = asked_of(rows, tiny)
    assert [len(texts) for texts in built(rows, monkeypatch)] == [10, len(asked)]
    assert len(read_by_text(file, Model(tiny))) == len(asked)
