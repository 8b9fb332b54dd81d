"""Rule `index`: vectors of a model -> FAISS index."""

from acervo.indexing import build
from acervo.joblog import job_log
from acervo.models import Model, ModelSpec

with job_log(snakemake.log[0]):
    build(
        snakemake.input.vectors,
        Model(ModelSpec(snakemake.wildcards.model, **snakemake.params.model)),
        index_file=snakemake.output.index,
        rows_file=snakemake.output.rows,
        meta_file=snakemake.output.meta,
        **snakemake.params.index,
        questions_file=snakemake.input.questions,
        threads=snakemake.threads,
    )
