import json

import faiss
import numpy as np
import polars as pl
import pytest
from acervo import measuring, pictures
from acervo.digests import file_sha256, write_json
from acervo.errors import AcervoError
from acervo.evaluation import Evaluation, published, summary
from acervo.golden import read_golden
from acervo.heldout import SETS, evaluation_ids, tuning_queries
from acervo.neighbours import Corpus
from acervo.schema import CHUNKS
from acervo.tables import write_table

from tests.unit.vectors import WIDTH, FakeModel, write_corpus, write_vectors


def index_of(corpus, folder, factory="SQfp16", **search):
    """An index and its description, with these search parameters."""
    index = faiss.index_factory(WIDTH, f"IDMap,{factory}", faiss.METRIC_INNER_PRODUCT)
    if not index.is_trained:
        index.train(corpus.take(corpus.ids()))
    for ids, vectors in corpus.batches():
        index.add_with_ids(vectors, ids)
    faiss.write_index(index, str(folder / "faiss.index"))
    meta = {"factory": f"IDMap,{factory}", "metric": "inner_product", "dimension": WIDTH}
    meta |= {"ntotal": index.ntotal, "search": search, "inputs_sha256": "0" * 64}
    meta["index_sha256"] = file_sha256(folder / "faiss.index")
    write_json(folder / "meta.json", meta)
    return Evaluation(
        corpus.files,
        corpus.model,
        index_file=folder / "faiss.index",
        meta_file=folder / "meta.json",
    )


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return write_corpus(tmp_path_factory.mktemp("corpus"), count=1500)


@pytest.fixture
def exact(corpus, tmp_path):
    return index_of(corpus, tmp_path)


def test_an_exact_index_finds_everything(exact, tmp_path):
    report = published(exact, tmp_path / "report.json", 0.999)
    assert report["recall@10"] == report["recall@100"] == 1
    assert report["queries"] == 750
    assert report["vectors"] == 1500
    assert report["periods"].keys() == {"2024-01", "2024-02", "2024-03"}
    assert report["sources"].keys() == {"a", "b"}
    assert report["worst"]["source"] == {"name": "a", **report["sources"]["a"]}
    assert summary(report).startswith("recall@10 1.0, recall@100 1.0 on 750 held-out queries")
    json.dumps(report)


def test_what_a_period_misses_is_named(corpus, tmp_path):
    """The index of a corpus whose second month lies elsewhere."""
    moved = tmp_path / "2024-02.parquet"
    frame = pl.read_parquet(corpus.files[1])
    vectors = np.roll(frame["embedding"].to_numpy(), 1, axis=0)
    write_vectors(moved, frame["text"], vectors, corpus.model, source="b")
    other = Corpus([corpus.files[0], moved, corpus.files[2]], corpus.model)
    index_of(other, tmp_path)
    evaluation = Evaluation(
        corpus.files,
        corpus.model,
        index_file=tmp_path / "faiss.index",
        meta_file=tmp_path / "meta.json",
    )
    report = published(evaluation, tmp_path / "report.json", 0.1)
    assert report["worst"]["period"]["name"] == "2024-02"
    assert report["worst"]["source"]["name"] == "b"
    assert report["recall@10"] < 1


def test_small_periods_and_sources_have_queries_too(tmp_path):
    few = write_corpus(tmp_path, count=1200)
    write_vectors(
        tmp_path / "2025-01.parquet",
        [f"rare {i}" for i in range(12)],
        few.take(few.ids()[:12]),
        few.model,
        source="rare",
    )
    evaluation = index_of(Corpus([*few.files, tmp_path / "2025-01.parquet"], few.model), tmp_path)
    report = published(evaluation, tmp_path / "report.json", 0.9)
    assert report["sources"]["rare"]["queries"] >= 10
    assert report["periods"]["2025-01"]["queries"] >= 10
    assert report["queries"] == 606


def test_too_little_recall_stops_the_build_and_says_what_to_set(corpus, tmp_path):
    evaluation = index_of(corpus, tmp_path, "IVF16,SQfp16", nlist=16, nprobe=1)
    with pytest.raises(AcervoError, match=r"recall@10 is 0\.\d+ on 750 held-out") as error:
        published(evaluation, tmp_path / "report.json", 0.99)
    assert error.value.where == "index.factory (IVF16,SQfp16)"
    assert "index.min_recall: 0." in error.value.fix
    least = float(error.value.fix.rsplit(" ", 1)[1].rstrip("."))
    assert published(evaluation, tmp_path / "report.json", least)["recall@10"] >= least


def test_a_report_about_the_same_is_kept(exact, tmp_path):
    file = tmp_path / "report.json"
    first = published(exact, file, 0.9)
    write_json(file, first | {"recall@10": 0.95})  # as another processor may have found
    assert published(exact, file, 0.9)["recall@10"] == 0.95
    assert published(exact, file, 0.91)["recall@10"] == 1
    file.write_text("[]")
    assert published(exact, file, 0.9) == first


def test_golden_queries_are_asked_of_the_model(exact, tmp_path, monkeypatch):
    import acervo.encoding

    first, second = exact.corpus.ids()[:2]

    class Encoder:
        def __init__(self, model, **_):
            pass

        def encode(self, texts):
            """Who asks for the first means the second, and the other way round."""
            return exact.corpus.take(np.array([{rare: second, "q2": first}[t] for t in texts]))

    monkeypatch.setattr(acervo.encoding, "Encoder", Encoder)
    rows = pl.concat([pl.read_parquet(file).drop("embedding") for file in exact.corpus.files])
    rare = "armadillo"
    text = pl.when(pl.col("chunk_id") == first).then(pl.lit(rare)).otherwise("text")
    rows = rows.with_columns(text.alias("text"), char_count=9)
    write_table(rows.sort("chunk_id"), CHUNKS, tmp_path / "meta.parquet")
    (tmp_path / "golden.tsv").write_text(f"question\tchunk_id\n{rare}\t{first}\nq2\t{first}\n")
    golden = read_golden(tmp_path / "golden.tsv")
    report = published(exact, tmp_path / "r.json", 0.9, golden, tmp_path / "meta.parquet")
    judged = report["golden"]
    assert judged["questions"] == 2
    assert judged["dense"]["ndcg@10"] < 1
    assert judged["lexical"] == {"ndcg@10": 0.5, "mrr": 0.5, "missed": [3]}
    # Words and meaning count alike here: of two that are best on one side, the sum decides.
    assert judged["hybrid"]["mrr"] >= 0.75
    assert summary(report).endswith(
        "; golden queries, nDCG@10: "
        + ", ".join(
            f"{mode} {judged[mode]['ndcg@10']} (MRR {judged[mode]['mrr']})"
            for mode in ("hybrid", "dense", "lexical")
        )
    )
    assert report["recipe"]["golden"] == golden.digest


def test_nothing_to_search(tmp_path):
    write_vectors(tmp_path / "2024-01.parquet", [], np.empty((0, WIDTH)), FakeModel())
    evaluation = index_of(Corpus([tmp_path / "2024-01.parquet"], FakeModel()), tmp_path)
    report = published(evaluation, tmp_path / "report.json", 0.99)
    assert report["recall@10"] is None
    assert report["worst"] == {"period": None, "source": None}
    assert measuring.timings(evaluation) == {}
    assert list(measuring.curve(evaluation)) == []
    assert measuring.followed(evaluation) == {}


def test_no_query_was_tuned_with(corpus):
    ids = corpus.ids()
    sets = [tuning_queries(corpus, ids, i) for i in range(SETS)]
    assert len(np.unique(np.concatenate(sets), axis=0)) == sum(map(len, sets))
    assert np.allclose(np.linalg.norm(sets[0], axis=1), 1)
    tuned = set(ids[: sum(map(len, sets))])
    assert not tuned & set(evaluation_ids(ids, 10**6))
    assert len(evaluation_ids(ids[:1], 10)) == 1


def test_seconds(corpus, tmp_path):
    evaluation = index_of(corpus, tmp_path, "IVF16,SQfp16", nlist=16, nprobe=4)
    points = list(measuring.curve(evaluation))
    assert [point["nprobe"] for point in points] == [1, 1, 2, 4, 8, 16]
    assert [point["chosen"] for point in points] == [False] * 3 + [True] + [False] * 2
    assert points[-1]["recall@10"] > 0.999
    times = measuring.timings(evaluation)
    assert 0 < times["p50_ms"] <= times["p99_ms"]
    assert times["queries_per_second"] > 0


def test_how_long_the_index_took(tmp_path):
    timings = tmp_path / "timings.json"
    (tmp_path / "build.tsv").write_text("s\th:m:s\tmax_rss\n3.25\t0:00:03\t512.0\n")
    assert measuring.build_seconds(tmp_path / "build.tsv", timings, "a") == 3.25
    assert measuring.build_seconds(tmp_path / "none.tsv", timings, "a") is None
    # Later the same index was found to be kept, which took less.
    write_json(timings, {"index_sha256": "a", "build_seconds": 600.5})
    assert measuring.build_seconds(tmp_path / "build.tsv", timings, "a") == 600.5
    assert measuring.build_seconds(tmp_path / "build.tsv", timings, "b") == 3.25


def test_neighbours_that_changed(exact):
    now = measuring.followed(exact)
    assert len(now) == 200
    assert all(int(chunk) in found and len(found) == 10 for chunk, found in now.items())
    assert measuring.churn(now, now) == 0
    assert measuring.churn(now, {key: [0, *found[1:]] for key, found in now.items()}) == 0.1
    assert measuring.churn(now, {"1": [2]}) is None


def test_the_last_published_neighbours(tmp_path):
    index = "index/tiny/faiss.index"
    history, manifest, receipt = (tmp_path / name for name in ("h.json", "m.json", "r.json"))
    assert measuring.published_before(history, manifest, [receipt], index) is None
    write_json(history, {"index_sha256": "a", "neighbours": {"1": [2]}, "published": None})
    write_json(manifest, {"revision": "r1", "files": {index: {"sha256": "a"}}})
    assert measuring.published_before(history, manifest, [receipt], index) is None
    write_json(receipt, {"revision": "r1", "status": "failed"})
    assert measuring.published_before(history, manifest, [receipt], index) is None
    write_json(receipt, {"revision": "r1", "status": "published"})
    before = {"revision": "r1", "neighbours": {"1": [2]}}
    assert measuring.published_before(history, manifest, [receipt], index) == before
    # A build that was not published comes between.
    write_json(history, {"index_sha256": "b", "neighbours": {"1": [3]}, "published": before})
    write_json(manifest, {"revision": "r2", "files": {index: {"sha256": "b"}}})
    assert measuring.published_before(history, manifest, [receipt], index) == before


def test_pictures(exact, tmp_path):
    vectors = exact.truth.queries[:50]
    sources = pl.Series("source", [f"s{i % 12}" for i in range(50)])
    pictures.recall_curve(list(measuring.curve(exact)), 0.99, tmp_path / "recall.svg")
    pictures.corpus_map(vectors, sources, tmp_path / "map.png")
    pictures.per_period(exact.chunks, tmp_path / "periods.svg")
    pictures.token_counts(exact.chunks, tmp_path / "tokens.svg")
    assert "exact" in (tmp_path / "recall.svg").read_text()
    assert "2024-02" in (tmp_path / "periods.svg").read_text()
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")


def test_pictures_of_nothing(tmp_path):
    empty = pl.DataFrame(schema={"source": pl.String, "period": pl.String, "token_count": pl.Int32})
    pictures.recall_curve([], 0.99, tmp_path / "recall.svg")
    pictures.corpus_map(np.empty((0, WIDTH), np.float32), empty["source"], tmp_path / "map.png")
    pictures.per_period(empty, tmp_path / "periods.svg")
    pictures.token_counts(empty, tmp_path / "tokens.svg")
    assert len(list(tmp_path.iterdir())) == 4


def test_principal_components():
    random = np.random.default_rng(0)
    vectors = random.normal(size=(200, WIDTH)) * [9, 1, 5, *[0.1] * (WIDTH - 3)] + 3
    places = pictures.principal_components(vectors.astype(np.float32))
    first, second = np.abs(np.corrcoef(places.T, vectors[:, [0, 2]].T)[:2, 2:]).diagonal()
    assert first > 0.99
    assert second > 0.99
