"""Rule `evaluate`: an index and its vectors -> what it is worth."""

from pathlib import Path

from acervo import evaluation, measuring, pictures
from acervo.digests import write_json
from acervo.golden import read_golden
from acervo.joblog import job_log
from acervo.models import Model, ModelSpec

with job_log(snakemake.log[0]) as log:
    given, made, params = snakemake.input, snakemake.output, snakemake.params
    model = snakemake.wildcards.model
    before = measuring.published_before(
        Path(made.neighbours),
        Path(params.manifest),
        Path(params.receipts).glob("*.json"),
        f"index/{model}/faiss.index",
    )
    index = evaluation.Evaluation(
        given.vectors,
        Model(ModelSpec(model, **params.model)),
        index_file=given.index,
        meta_file=given.meta,
    )
    report = evaluation.published(
        index,
        made.report,
        params.min_recall,
        read_golden(given.golden[0]) if given.golden else None,
        given.rows,
    )
    write_json(made.report, report)
    found = evaluation.summary(report)
    log.info("%s", found)

    sha256 = index.meta["index_sha256"]
    points = list(measuring.curve(index))
    neighbours = measuring.followed(index)
    changed = measuring.churn(neighbours, before["neighbours"]) if before else None
    write_json(
        made.timings,
        {
            **measuring.timings(index),
            "index_sha256": sha256,
            "build_seconds": measuring.build_seconds(
                Path(params.built), Path(made.timings), sha256
            ),
            "curve": points,
            "churn": changed and {"since": before["revision"], "share": changed},
            **measuring.machine(),
        },
    )
    write_json(
        made.neighbours,
        {
            "index_sha256": sha256,
            "neighbours": neighbours,
            "published": before,
        },
    )
    sample = index.chunks.gather_every(-(-index.chunks.height // pictures.MAPPED) or 1)
    vectors = index.corpus.take(sample["chunk_id"].to_numpy())
    pictures.recall_curve(points, params.min_recall, made.recall)
    pictures.corpus_map(vectors, sample["source"], made.map)
    pictures.per_period(index.chunks, made.periods)
    pictures.token_counts(index.chunks, made.tokens)
