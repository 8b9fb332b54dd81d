"""What an index is worth: how much of what exact search finds it finds, and what that costs.

Figures that are the same on every run are published; seconds are not.
"""

import json
import logging
from collections.abc import Mapping, Sequence
from functools import cache
from math import floor
from pathlib import Path
from typing import Any

import polars as pl

from acervo import schema
from acervo.digests import canonical_sha256, read_json
from acervo.errors import AcervoError
from acervo.fusion import Fusion
from acervo.golden import Golden, judge
from acervo.heldout import evaluation_ids, queries
from acervo.models import Model
from acervo.neighbours import Corpus, Truth, truth
from acervo.opening import Ids, K, Vectors, find, open_index, search_parameters
from acervo.ranking import MODES, finders
from acervo.tables import read_batches, read_table

log = logging.getLogger(__name__)

VERSION = 2  # of what is measured, and how
DEPTHS = (K, 100)
_QUERIES = 1000
_CHUNK = {
    "chunk_id": pl.Int64,
    "source": pl.String,
    "token_count": pl.Int32,
    "period": pl.String,
}
_OF_EACH = 10  # queries of a period or source, if it has so many chunks


def chunks_of(corpus: Corpus) -> pl.DataFrame:
    """Rows `chunk_id`, `source`, `token_count`, `period` (name of the file) of all chunks."""
    names = list(_CHUNK)[:-1]
    parts = [pl.DataFrame(schema=_CHUNK)]
    for file in corpus.files:
        for batch in read_batches(file, corpus.table, names, 1_000_000):
            frame = pl.from_arrow(batch)
            assert isinstance(frame, pl.DataFrame)
            parts.append(frame.with_columns(period=pl.lit(Path(file).stem)))
    return pl.concat(parts).sort("chunk_id")


def sample(chunks: pl.DataFrame) -> pl.DataFrame:
    """Chunks beside which queries are made.

    Returns:
        Rows of `chunks`, by `chunk_id`, with the column `base`: whether the row belongs to the
        sample of all chunks. The others are there so that small periods and sources have theirs.
    """
    base = pl.Series(evaluation_ids(chunks["chunk_id"].to_numpy(), _QUERIES))
    rank = pl.col("chunk_id").rank("ordinal", descending=True)
    return chunks.with_columns(base=pl.col("chunk_id").is_in(base.implode())).filter(
        pl.col("base") | (rank.over("period") <= _OF_EACH) | (rank.over("source") <= _OF_EACH)
    )


class Evaluation:
    """An index, opened, beside the exact neighbours of queries that it was not tuned with."""

    def __init__(
        self,
        vector_files: Sequence[str | Path],
        model: Model,
        *,
        index_file: str | Path,
        meta_file: str | Path,
    ) -> None:
        """Open the index and look for the exact neighbours.

        Args:
            vector_files: one file of `schema.embeddings` per period.
            model: the model they are of.
            index_file: what `indexing.build` made of them.
            meta_file: what it says of it.

        Raises:
            AcervoError: a file is damaged, or they do not belong together.
        """
        self.corpus = Corpus(vector_files, model)
        self.meta: dict[str, Any] = read_json(meta_file)
        self.index_file = Path(index_file)
        self.index = open_index(index_file, self.meta)
        self.chunks = chunks_of(self.corpus)
        self.sample = sample(self.chunks)
        made = queries(self.corpus, self.sample["chunk_id"].to_numpy())
        self.truth: Truth = truth(self.corpus, made, max(DEPTHS))

    def find(self, vectors: Vectors, k: int, search: Mapping[str, int] | None = None) -> Ids:
        """Ids of the `k` nearest, as a reader finds them, or with other search parameters."""
        meta = self.meta if search is None else {"search": search}
        return find(self.index, meta, vectors, k)

    def recalls(self) -> pl.DataFrame:
        """The sample, with a column `recall@10` and so on of each query."""
        found = {k: self.find(self.truth.queries, k) for k in DEPTHS}
        return self.sample.with_columns(
            pl.Series(f"recall@{k}", self.truth.recall(found[k], k), dtype=pl.Float64)
            for k in DEPTHS
        )


def published(
    evaluation: Evaluation,
    report_file: str | Path,
    min_recall: float,
    golden: Golden | None = None,
    rows_file: str | Path | None = None,
) -> dict[str, Any]:
    """The figures of merit, without time or place; an earlier report about the same is taken over.

    Args:
        evaluation: of one index.
        report_file: where an earlier report may be; another processor could round otherwise.
        min_recall: recall@10 that must be reached.
        golden: questions to ask, which needs the model.
        rows_file: rows of `schema.CHUNKS`, for `golden`.

    Returns:
        `recipe` (what is measured: it counts in the name of a revision), the figures over all
        queries, and those of every period and source with the `worst` of each.

    Raises:
        AcervoError: the recall is not reached.
    """
    model, meta = evaluation.corpus.model, evaluation.meta
    recipe = {
        "version": VERSION,
        "fingerprint": model.fingerprint,
        "min_recall": min_recall,
        "golden": golden.digest if golden else None,
    }
    inputs = canonical_sha256([recipe, meta["inputs_sha256"], meta["index_sha256"]])
    earlier = _earlier(Path(report_file), inputs)
    if earlier:
        log.info("nothing that it is about has changed: the report is kept")
        return earlier
    recalls = evaluation.recalls()
    names = [f"recall@{k}" for k in DEPTHS]
    base = recalls.filter("base")
    overall = {name: _mean(base[name]) for name in names}
    groups = {key: _by(recalls, key, names) for key in ("period", "source")}
    _require(overall[names[0]], min_recall, base.height, meta["factory"])
    return {
        "recipe": recipe,
        "inputs_sha256": inputs,
        "index_sha256": meta["index_sha256"],
        "factory": meta["factory"],
        "search": meta.get("search", {}),
        "vectors": meta["ntotal"],
        "bytes_per_vector": round(evaluation.index_file.stat().st_size / max(1, meta["ntotal"])),
        "queries": base.height,
        **overall,
        "worst": {key: _worst(values, names[0]) for key, values in groups.items()},
        "periods": groups["period"],
        "sources": groups["source"],
        **({"golden": _golden(golden, evaluation, rows_file)} if golden and rows_file else {}),
    }


def summary(report: Mapping[str, Any]) -> str:
    """One line for people."""
    worst = [f"{each['name']} {each[f'recall@{K}']}" for each in report["worst"].values() if each]
    golden = report.get("golden", {})
    asked = [
        f"{mode} {golden[mode]['ndcg@10']} (MRR {golden[mode]['mrr']})"
        for mode in MODES
        if mode in golden
    ]
    return (
        ", ".join(f"recall@{k} {report[f'recall@{k}']}" for k in DEPTHS)
        + f" on {report['queries']} held-out queries"
        + (f"; worst: {', '.join(worst)}" if worst else "")
        + (f"; golden queries, nDCG@10: {', '.join(asked)}" if golden else "")
    )


def _earlier(report_file: Path, inputs: str) -> dict[str, Any] | None:
    try:
        report: dict[str, Any] = json.loads(report_file.read_text(encoding="utf-8"))
        return report if report["inputs_sha256"] == inputs else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _require(reached: float | None, min_recall: float, asked: int, factory: str) -> None:
    if reached is not None and reached < min_recall:
        raise AcervoError(
            f"recall@{K} is {reached} on {asked} held-out queries, less than the {min_recall} that "
            "index.min_recall asks for: nothing is published",
            where=f"index.factory ({factory.removeprefix('IDMap,')})",
            fix="Set it to SQfp16 (exact, but slower) or to null (chosen by size); or accept less: "
            f"index.min_recall: {floor(reached * 1000) / 1000}.",
        )


def _golden(golden: Golden, evaluation: Evaluation, rows_file: str | Path) -> dict[str, Any]:
    from acervo.encoding import Encoder

    model, meta = evaluation.corpus.model, evaluation.meta
    encoder, parameters = Encoder(model, precision="float32"), search_parameters(meta)

    @cache
    def encoded(question: str) -> Vectors:
        return encoder.encode([model.spec.query_prompt + question])

    def nearest(question: str, n: int) -> tuple[Ids, Vectors]:
        cosines, ids = evaluation.index.search(encoded(question), n, params=parameters)
        found = ids[0] >= 0
        return ids[0][found], cosines[0][found]

    rows = read_table(rows_file, schema.CHUNKS)
    return judge(golden, rows, finders(rows, Fusion.of(meta), nearest))


def _mean(values: pl.Series) -> float | None:
    mean = values.mean()
    return round(float(mean), 4) if isinstance(mean, float) else None


def _by(recalls: pl.DataFrame, key: str, names: Sequence[str]) -> dict[str, dict[str, Any]]:
    groups = recalls.group_by(key).agg(pl.len().alias("queries"), pl.col(names).mean().round(4))
    return {row.pop(key): row for row in groups.sort(key).to_dicts()}


def _worst(groups: Mapping[str, Mapping[str, Any]], name: str) -> dict[str, Any] | None:
    worst = min(groups, key=lambda each: (groups[each][name], each), default=None)
    return {"name": worst, **groups[worst]} if worst is not None else None
