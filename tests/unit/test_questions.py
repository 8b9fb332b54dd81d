import polars as pl
import pytest
from acervo import embedding, questions, schema
from acervo.embedding import embed, encode
from acervo.encoding import Encoder
from acervo.models import Model
from acervo.tables import write_table
from acervo.vectors import read_by_text

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
    monkeypatch.setattr(questions, "LEAST", 10)
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
def built(rows, tiny, tmp_path):
    """Encode chunks and give them their vectors; return what the encoder was asked, by call."""

    def build(chosen, monkeypatch):
        chunks, vectors = tmp_path / "chunks" / "2024.parquet", tmp_path / "2024.parquet"
        write_table(chosen, schema.CHUNKS, chunks)
        calls, original = [], Encoder.encode
        with monkeypatch.context() as patch:
            # The tiny model's window is smaller than these passages.
            patch.setattr(embedding, "_counts", lambda encoder, texts: encoder.count(texts))
            patch.setattr(
                Encoder,
                "encode",
                lambda self, texts, counts=None: (
                    calls.append(list(texts)) or original(self, texts, counts)
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

    def fail(*_):
        raise AssertionError("something is encoded")

    monkeypatch.setattr(Encoder, "encode", fail)
    kept = questions.encoded(found, tmp_path / "questions.parquet", Model(tiny))
    monkeypatch.undo()
    assert kept.tobytes() == questions.encoded(found, None, Model(tiny)).tobytes()


def test_a_damaged_file_is_made_anew(rows, built, tiny, tmp_path, monkeypatch):
    built(rows.head(70), monkeypatch)
    file = tmp_path / "questions.parquet"
    file.write_bytes(b"PAR1")
    asked = asked_of(rows, tiny)
    assert [len(texts) for texts in built(rows, monkeypatch)] == [10, len(asked)]
    assert len(read_by_text(file, Model(tiny))) == len(asked)
