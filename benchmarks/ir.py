"""Retrieval sets, through the whole pipeline: hybrid search beside BM25 and the bare model.

    python -m benchmarks.ir [--reranker FOLDER]

Each set of ../shared/data/ir (origin, licences and the figures of plain BM25: SOURCE.md there) is
made a newsletter of one HTML issue per document; an issue has a day of its own, by which it is
known again. All stages run, the replacement of private data too; how many passages it touched is
told. The weights of the hybrid search are those that the build has found in the documents alone:
it sees neither questions nor judgements.
"""

import argparse
import datetime as dt
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from acervo.digests import read_json
from acervo.models import Model, ModelSpec
from acervo.passages import TokenCounter
from acervo.reader import open_dataset
from acervo.reader.reranking import Reranker
from acervo.reader.search import MODES, Filters, Searcher

from benchmarks.whole_run import DATA, REPOSITORY, build

SETS = DATA / "ir"
# Set -> what it is called, and whose documents it asks for.
CORPORA = {
    "cranfield": ("Cranfield", "cranfield"),
    "pira-en": ("Pirá, English", "pira-en"),
    "pira-pt": ("Pirá, Portuguese", "pira-pt"),
    "pira-pt2en": ("Pirá, Portuguese questions, English texts", "pira-en"),
}
SLACK = 0.01
_FIRST = dt.date(2000, 1, 1)
_CUT, _DEPTH = 10, 100
_WINDOW = 254  # tokens that the default model reads, without the two special ones


def documents(name: str) -> dict[str, str]:
    """Texts by id."""
    lines = (SETS / name / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
    return {each["_id"]: each["text"] for each in map(json.loads, lines) if each["text"].strip()}


def questions(name: str) -> dict[str, tuple[str, set[str]]]:
    """Text and relevant documents by id, of those that have any."""
    relevant: dict[str, set[str]] = {}
    for line in (SETS / name / "qrels.tsv").read_text().splitlines()[1:]:
        query, document, score = line.split("\t")
        if int(score) > 0:
            relevant.setdefault(query, set()).add(document)
    lines = map(json.loads, (SETS / name / "queries.jsonl").read_text("utf-8").splitlines())
    return {q["_id"]: (q["text"], relevant[q["_id"]]) for q in lines if q["_id"] in relevant}


def ndcg(found: Sequence[str], relevant: set[str]) -> float:
    """nDCG@10 of documents in order; of one that is there twice, the first counts."""
    gains = [document in relevant for document in dict.fromkeys(found)][:_CUT]
    ideal = min(len(relevant), _CUT)
    discounts = 1 / np.log2(np.arange(2, _CUT + 2))
    return float(discounts[: len(gains)] @ gains / discounts[:ideal].sum())


def mean(name: str, search: Callable[[str], Sequence[str]]) -> float:
    """Mean nDCG@10 over the questions of a set."""
    return float(np.mean([ndcg(search(text), good) for text, good in questions(name).values()]))


def corpus(work: Path, name: str) -> dict[dt.date, str]:
    """Build a dataset of a set's documents in `work`; their ids by day."""
    config: dict[str, Any] = yaml.safe_load((REPOSITORY / "config" / "config.yaml").read_text())
    config["privacy"]["roster"] = None
    config["partition"] = "year"
    config["sources"] = {name: {"kind": "newsletter", "files": "raw/*.html"}}
    texts = documents(name)
    days = {_FIRST + dt.timedelta(i): each for i, each in enumerate(texts)}
    (work / "raw").mkdir(parents=True)
    for day, document in days.items():
        text = escape(texts[document])
        page = f'<meta charset="utf-8"><meta name="date" content="{day}"><p>{text}</p>'
        (work / "raw" / f"{day}.html").write_text(page, encoding="utf-8")
    build(work, config)
    return days


def bare(name: str, model: Model) -> float:
    """The model alone: windows of the documents, compared one by one; the best window counts."""
    from sentence_transformers import SentenceTransformer

    tokenizer = TokenCounter([model.tokenizer_file]).tokenizers[0]
    ids, windows = [], []
    for document, text in documents(name).items():
        offsets = tokenizer.encode(text, add_special_tokens=False).offsets
        for start in range(0, len(offsets), _WINDOW):
            part = offsets[start : start + _WINDOW]
            ids.append(document)
            windows.append(text[part[0][0] : part[-1][1]])
    loaded = SentenceTransformer(str(model.folder), local_files_only=True)
    vectors = loaded.encode(windows, normalize_embeddings=True, show_progress_bar=False)

    def search(question: str) -> list[str]:
        query = loaded.encode([question], normalize_embeddings=True, show_progress_bar=False)[0]
        return [ids[i] for i in np.argsort(-(vectors @ query))[:_DEPTH]]

    return mean(name, search)


def measured(work: Path, reranker: Reranker | None = None) -> dict[str, dict[str, Any]]:
    """All figures by set."""
    config = yaml.safe_load((REPOSITORY / "config" / "config.yaml").read_text())
    model = Model(ModelSpec("minilm", **config["models"]["minilm"]))
    days = {each: corpus(work / each, each) for each in sorted({c for _, c in CORPORA.values()})}
    figures = {}
    for name, (_, each) in CORPORA.items():
        searcher = open_dataset(work / each / "results" / "public").searcher()
        score = partial(_score, name, searcher, days[each])
        figures[name] = {
            "BM25": read_json(SETS / name / "TRUTH.json")["bm25"]["ndcg10"],
            "bare": bare(name, model),
            **{mode: score(mode) for mode in MODES},
            **({"rerank": score("hybrid", reranker)} if reranker else {}),
            "weight": dict(searcher.fusion.weights) or searcher.fusion.default,
            "replaced": searcher.rows["text"].str.contains(r"\[[A-Z]+_\d+\]").mean(),
        }
    return figures


def _score(
    name: str,
    searcher: Searcher,
    days: dict[dt.date, str],
    mode: str,
    reranker: Reranker | None = None,
) -> float:
    dates = searcher.rows["date"]

    def search(question: str) -> list[str]:
        hits = searcher.find(question, _DEPTH, Filters(), mode=mode, reranker=reranker)
        return [days[dates[hit.place]] for hit in hits]

    return mean(name, search)


def main(work: Path, reranker: str | None = None) -> Iterator[dict[str, object]]:
    figures = measured(work, Reranker(reranker) if reranker else None)
    kinds = ("BM25", "bare", *MODES, *(["rerank"] if reranker else []))
    for name, each in figures.items():
        title, _ = CORPORA[name]
        best = max(each["BM25"], each["bare"])
        modes = ", ".join(f"{kind} {each[kind]:.3f}" for kind in kinds[2:])
        yield {
            "benchmark": f"nDCG@10 on {title}, built by the workflow",
            "ours": f"{modes} (weight of meaning {each['weight']}; {each['replaced']:.1%} of the "
            "passages have something replaced)",
            "beside": f"BM25 {each['BM25']:.3f}, bare dense {each['bare']:.3f}",
            "ratio": round(each["hybrid"] / best, 2),
            "limit": f"hybrid at least {best - SLACK:.3f} (the better of both less {SLACK})",
            "kept": bool(each["hybrid"] >= best - SLACK),
            "figures": {"title": title} | {kind: float(each[kind]) for kind in kinds},
        }
    means = {kind: float(np.mean([each[kind] for each in figures.values()])) for kind in kinds}
    best = max(means["BM25"], means["bare"])
    yield {
        "benchmark": "nDCG@10, mean of these sets",
        "ours": f"hybrid {means['hybrid']:.3f}",
        "beside": f"BM25 {means['BM25']:.3f}, bare dense {means['bare']:.3f}",
        "ratio": round(means["hybrid"] / best, 2),
        "limit": "above both",
        "kept": bool(means["hybrid"] > best),
    }
    row = {"benchmark": "nDCG@10, mean of these sets, reranked by a cross-encoder", "limit": "–"}
    if not reranker:
        yield row | {"ours": "not measured: no reranker here", "kept": None}
        return
    yield row | {
        "ours": f"{means['rerank']:.3f}",
        "beside": f"hybrid {means['hybrid']:.3f}",
        "ratio": round(means["rerank"] / means["hybrid"], 2),
        "kept": True,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reranker", metavar="FOLDER", help="a cross-encoder")
    with tempfile.TemporaryDirectory() as folder:
        for result in main(Path(folder), parser.parse_args().reranker):
            print(json.dumps(result), flush=True)
