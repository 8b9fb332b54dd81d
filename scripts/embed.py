"""Rule `embed`: passages of one year, and the vectors that are new -> their vectors."""

from acervo.embedding import embed
from acervo.joblog import job_log
from acervo.models import ModelSpec

with job_log(snakemake.log[0]) as log:
    counts = embed(
        snakemake.input.chunks,
        snakemake.output,
        snakemake.input.fresh,
        ModelSpec(snakemake.wildcards.model, **snakemake.params.model),
        threads=snakemake.threads,
        exported=snakemake.input.get("exported"),
    )
    log.info("%(chunks)d chunks: %(encoded)d encoded, %(reused)d reused", counts)
