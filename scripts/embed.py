"""Rule `embed`: passages of one year -> their vectors, encoding only what has none."""

from acervo.encoding import embed
from acervo.joblog import job_log
from acervo.models import ModelSpec

with job_log(snakemake.log[0]) as log:
    counts = embed(
        snakemake.input,
        snakemake.output,
        ModelSpec(snakemake.wildcards.model, **snakemake.params.model),
        threads=snakemake.threads,
    )
    log.info("%(chunks)d chunks: %(encoded)d encoded, %(reused)d reused", counts)
