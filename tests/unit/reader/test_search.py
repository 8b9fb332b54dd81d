import datetime as dt
import shutil
from dataclasses import asdict, replace

import faiss
import numpy as np
import polars as pl
import pytest
from acervo import schema
from acervo.encoding import Encoder
from acervo.errors import AcervoError
from acervo.models import Model
from acervo.passages import letters
from acervo.ranking import Explanation
from acervo.reader import open_dataset
from acervo.reader.dense import Dense
from acervo.reader.search import Filters, Searcher, said
from acervo.tables import read_table

from tests.unit.dataset import ANA, EVA, RUI

FIELDS = [
    "rank",
    "score",
    "chunk_id",
    "date",
    "source",
    "thread",
    "path",
    "section_title",
    "authors",
    "text",
    "best",
]


@pytest.fixture(scope="module")
def dataset(real_tree, encoder):
    """The real model's dataset, its model loaded already."""
    dataset = open_dataset(real_tree.root)
    dataset.searcher().dense.encoder = encoder
    return dataset


@pytest.fixture(scope="module")
def passages(real_tree):
    return pl.concat([read_table(path, schema.embeddings(384)) for path in real_tree.vectors])


def test_the_passage_that_answers_comes_first(dataset):
    (hit,) = dataset.search("quem consertou a bomba?", 1)
    assert hit.text == f"{ANA}: A bomba do poço quebrou.\n{RUI}: Eu conserto a bomba."
    assert hit.best == f"{RUI}: Eu conserto a bomba."
    assert hit.authors == [ANA, RUI]
    assert (hit.rank, hit.date, hit.source) == (1, dt.date(2024, 5, 3), "rua")


def test_a_section_has_its_path_and_title(dataset):
    (hit,) = dataset.search("planting vegetables in the garden", source="boletim")
    assert (hit.path, hit.section_title) == ("boletim/2024-05-31", "Boletim 5 › Horta")
    assert hit.authors == []


@pytest.mark.parametrize(
    ("filters", "allowed"),
    [
        ({}, pl.lit(True)),
        ({"source": "rua"}, pl.col("source") == "rua"),
        ({"author": RUI}, pl.col("authors").list.contains(RUI)),
        ({"since": "2024-06-02"}, pl.col("date") >= dt.date(2024, 6, 2)),
        ({"until": "2024-06-02"}, pl.col("date") <= dt.date(2024, 6, 2)),
        (
            {"since": "2024-05-31", "until": "2024-06-30"},
            pl.col("date").is_between(dt.date(2024, 5, 31), dt.date(2024, 6, 30)),
        ),
        (
            {"source": "rua", "author": RUI, "until": "2024-07-01"},
            pl.col("date") == dt.date(2024, 5, 3),
        ),
        ({"source": "leitura", "author": RUI}, pl.lit(False)),
        ({"since": "2024-06-10", "until": "2024-06-01"}, pl.lit(False)),
    ],
    ids=str,
)
@pytest.mark.parametrize("k", [1, 2, 99])
def test_hits_are_those_of_an_exact_ranking(dataset, encoder, passages, filters, allowed, k):
    question = "chuva na rua"
    rows = passages.filter(allowed)
    scores = rows["embedding"].to_numpy() @ encoder.encode([question])[0] if len(rows) else []
    order = np.argsort(-np.asarray(scores))[:k]
    hits = dataset.search(question, k, **filters, mode="dense")
    assert [hit.chunk_id for hit in hits] == [rows["chunk_id"][int(i)] for i in order]
    assert [hit.score for hit in hits] == pytest.approx([scores[i] for i in order], abs=1e-5)
    assert [hit.score for hit in hits] == sorted((h.score for h in hits), reverse=True)
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))


def test_the_best_line_is_the_nearest(dataset, encoder):
    question = "bolo"
    query = encoder.encode([question])[0]
    for hit in dataset.search(question, 9, mode="dense"):
        lines = said(hit.text)
        scores = [float(encoder.encode([letters(line)])[0] @ query) for line in lines]
        assert hit.best == lines[int(np.argmax(scores))]


def test_fields_are_what_the_design_promises(dataset):
    (hit,) = dataset.search("bomba", 1)
    assert list(hit.as_dict()) == FIELDS
    assert list(hit.as_dict(explain=True)) == [*FIELDS, "why"] == list(asdict(hit))
    assert hit.as_dict()["date"] == "2024-05-03"
    assert hit.as_dict()["score"] == round(hit.score, 6)


@pytest.mark.parametrize("k", [0, -1])
def test_no_hits_wanted(dataset, k):
    assert dataset.search("a", k) == []


@pytest.mark.parametrize("question", ["🥬", "ação", "日本語", "a" * 5000, "\x00", "[x]", "é\u0301"])
def test_any_question_has_an_answer(dataset, question):
    assert len(dataset.search(question, 2)) == 2


@pytest.mark.parametrize("question", ["", " ", "\n\t"])
def test_no_question(dataset, question):
    with pytest.raises(AcervoError, match="empty"):
        dataset.search(question)


@pytest.mark.parametrize(
    ("filters", "what", "fix"),
    [
        ({"source": "Rua"}, "no source 'Rua'", "It has: boletim, leitura, rua."),
        ({"author": "Ana"}, "no passage by 'Ana'", "pseudonym"),
        ({"author": ""}, "no passage by ''", "pseudonym"),
        ({"source": ""}, "no source ''", "boletim"),
        ({"since": "yesterday"}, "'yesterday' is not a date", "2024-05-31"),
        ({"until": "31/05/2024"}, "not a date", "2024-05-31"),
        ({"since": "2024-02-30"}, "not a date", "2024-05-31"),
        ({"model": "other"}, "no model 'other'", "It has: minilm."),
        ({"mode": "fuzzy"}, "no mode 'fuzzy'", "hybrid, dense, lexical"),
    ],
    ids=str,
)
def test_what_is_unknown_is_named_and_what_is_known_told(dataset, filters, what, fix):
    with pytest.raises(AcervoError, match=what) as error:
        dataset.search("a", **filters)
    assert fix in error.value.fix


def test_prompts_are_put_before_question_and_lines(tree, tiny, monkeypatch):
    tree.spec = replace(tiny, prompts={"query": "Q: ", "passage": "P: "})
    tree.build()
    encoded, encode = [], Encoder.encode
    monkeypatch.setattr(
        Encoder, "encode", lambda self, texts: encoded.append(texts) or encode(self, texts)
    )
    hits = open_dataset(tree.root, model_path=tiny.path).search("bolo", 9, author=EVA)
    assert encoded[0] == ["Q: bolo"]
    assert encoded[1] == ["P: " + letters(line) for hit in hits for line in said(hit.text)]


def test_a_model_of_other_weights_is_refused(tree, other):
    with pytest.raises(AcervoError, match=r"has sha256 .* expected"):
        open_dataset(tree.root, model_path=other.path).search("a")


def test_a_model_of_other_settings_is_refused(tree, tiny_folder, tmp_path):
    folder = shutil.copytree(tiny_folder, tmp_path / "model")
    settings = folder / "1_Pooling" / "config.json"
    settings.write_text(settings.read_text().replace("mean", "cls"))
    with pytest.raises(AcervoError, match=r"not the one of the vectors \(fingerprint"):
        open_dataset(tree.root, model_path=folder).search("a")


def test_a_text_without_words_is_its_own_best_line():
    assert said("a\n\n b\n") == ["a", " b"]
    assert said(" \n ") == [" \n "]


@pytest.mark.parametrize("metric", [faiss.METRIC_INNER_PRODUCT, faiss.METRIC_L2])
@pytest.mark.parametrize(("width", "count"), [(32, 1), (31, 2), (32, 3), (32, 2)])
def test_an_index_that_is_not_of_these_rows_is_refused(tmp_path, tiny, width, count, metric):
    file = tmp_path / "index"
    index = faiss.index_factory(width, "IDMap,Flat", metric)
    index.add_with_ids(np.zeros((count, width), np.float32), np.arange(count))
    faiss.write_index(index, str(file))
    if (width, count, metric) == (32, 2, faiss.METRIC_INNER_PRODUCT):
        Dense.opened(file, {}, 2, Model(tiny))
    else:
        with pytest.raises(AcervoError, match=f"{count} vectors of {width} numbers.* expected 2"):
            Dense.opened(file, {}, 2, Model(tiny))


def test_words_alone_find_stems_without_accents(dataset):
    (hit,) = dataset.search("CONSERTARAM O POCO", mode="lexical")
    assert hit.text.startswith(f"{ANA}: A bomba do poço quebrou.")
    assert hit.score == hit.why.bm25 > 0
    assert hit.why == Explanation("lexical", bm25=hit.score, bm25_rank=1)
    assert dataset.search("helicopter", mode="lexical") == []


def test_the_best_line_by_words_has_the_rarest(dataset):
    (hit,) = dataset.search("conserto", mode="lexical")
    assert hit.best == f"{RUI}: Eu conserto a bomba."


def test_words_need_no_model(tree):
    (hit,) = open_dataset(tree.root).search("Middlemarch", mode="lexical")
    assert hit.source == "leitura"


def test_what_both_sides_find_best_has_score_one(dataset):
    hits = dataset.search("quem leva o bolo?", 9)
    assert len(hits) == 5
    assert hits[0].text.startswith(f"{EVA}: Quem leva o bolo?")
    assert hits[0].score == pytest.approx(1)
    assert (hits[0].why.cosine_rank, hits[0].why.bm25_rank) == (1, 1)
    assert all(0 <= hit.score < 1 for hit in hits[1:])


def test_a_hybrid_score_is_explained_by_its_parts(dataset):
    meta = {"fusion": {"floor": 0.05, "default": 0.3, "weights": {}}}
    searcher = Searcher(dataset.searcher().rows, meta, lambda: dataset.searcher().dense)
    hits = searcher.search("o bolo de Middlemarch", 9, Filters())
    near, same = max(h.why.cosine for h in hits), max(h.why.bm25 for h in hits)
    for hit in hits:
        assert hit.why.weight == 0.3
        expected = 0.3 * max(hit.why.cosine - 0.05, 0) / (near - 0.05) + 0.7 * hit.why.bm25 / same
        assert hit.score == pytest.approx(expected, abs=1e-5)
        assert hit.score == pytest.approx(hit.why.meaning + hit.why.words, abs=1e-6)
    assert sorted(hit.why.cosine_rank for hit in hits) == list(range(1, len(hits) + 1))


@pytest.mark.parametrize("mode", ["dense", "lexical", "hybrid"])
def test_filters_hold_on_every_side(dataset, mode):
    hits = dataset.search("bomba bolo rua horta", 9, source="rua", until="2024-06-30", mode=mode)
    assert {(hit.source, hit.date.month) for hit in hits} == {("rua", 5), ("rua", 6)}
    ranks = [hit.why.bm25_rank or hit.why.cosine_rank for hit in hits]
    assert min(ranks) == 1  # among the allowed, not among all


def test_a_passage_beyond_the_nearest_counts_as_the_last_of_them(dataset, monkeypatch):
    searcher = dataset.searcher()
    (garden,) = dataset.search("couve na horta", 1)
    monkeypatch.setattr(
        searcher.dense, "nearest", lambda *_: (np.array([garden.chunk_id]), np.array([0.5], "f4"))
    )
    first, second = searcher.find("alagou", 2, Filters())
    assert searcher.rows["text"][first.place].startswith(f"{RUI}: Choveu")
    assert (first.why.cosine, first.why.cosine_rank, first.why.bm25_rank) == (0.5, None, 1)
    assert first.score == pytest.approx(1)
    assert searcher.rows["chunk_id"][second.place] == garden.chunk_id
    assert (second.why.cosine, second.why.bm25_rank, second.score) == (0.5, None, 0.5)


class Reversed:
    """A reranker for which the passage that comes last is the best."""

    def scores(self, question, passages):
        self.asked = question, list(passages)
        return [float(i) for i in range(len(passages))]


@pytest.mark.parametrize("mode", ["dense", "hybrid"])
def test_a_reranker_decides(dataset, mode):
    reranker = Reversed()
    before = dataset.search("bolo", 9, mode=mode)
    after = dataset.searcher().search("bolo", 2, Filters(), mode=mode, reranker=reranker)
    assert [hit.chunk_id for hit in after] == [hit.chunk_id for hit in before][::-1][:2]
    assert [hit.score for hit in after] == [4, 3] == [hit.why.reranked for hit in after]
    assert [hit.why.cosine for hit in after] == [hit.why.cosine for hit in before][::-1][:2]
    assert [hit.rank for hit in after] == [1, 2]
    assert reranker.asked == ("bolo", [(hit.section_title, hit.text) for hit in before])
