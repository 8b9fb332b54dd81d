"""Rule `encode`: passages of all years -> vectors of those that have none yet."""

from pathlib import Path

from acervo.embedding import encode
from acervo.joblog import job_log
from acervo.models import ModelSpec

with job_log(snakemake.log[0]) as log:
    published = Path(snakemake.params.published)
    counts = encode(
        snakemake.input.chunks,
        [published / Path(path).name for path in snakemake.input.chunks],
        snakemake.output.vectors,
        ModelSpec(snakemake.wildcards.model, **snakemake.params.model),
        progress=snakemake.params.progress,
        questions_file=snakemake.output.questions,
        threads=snakemake.threads,
        exported=snakemake.input.get("exported"),
    )
    log.info("%(lacking)d passages without a vector: %(encoded)d encoded", counts)
