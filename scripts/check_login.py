"""Rule `check_login`: refuse, before anything is built, a login or place that could not publish."""

from pathlib import Path

from acervo.joblog import job_log
from acervo.remotes import DOCUMENTS
from acervo.remotes.locations import configured_store, documents_repository
from acervo.remotes.publishing import check

with job_log(snakemake.log[0]):
    target, options = snakemake.wildcards.target, snakemake.params.options
    check(
        documents_repository(options[DOCUMENTS])
        if target == DOCUMENTS
        else configured_store(target, options, snakemake.params.dataset),
        Path(snakemake.output[0]).with_suffix(".json"),
    )
