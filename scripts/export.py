"""Rule `export`: a model -> the same for another engine, compared with the original."""

from acervo.exporting import export
from acervo.joblog import job_log
from acervo.models import ModelSpec

with job_log(snakemake.log[0]) as log:
    cosine = export(
        ModelSpec(snakemake.wildcards.model, **snakemake.params.model),
        snakemake.output[0],
        threads=snakemake.threads,
    )
    log.info("smallest cosine to the original: %.6f", cosine)
