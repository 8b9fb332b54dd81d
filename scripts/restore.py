"""Rule `restore`: a published revision -> results/public."""

from pathlib import Path

from acervo.joblog import job_log
from acervo.remotes.locations import configured
from acervo.remotes.restoring import restore

with job_log(snakemake.log[0]) as log:
    stores = list(configured(snakemake.params.options, snakemake.params.dataset).values())
    done = restore(stores, Path(snakemake.params.root))
    log.info("revision %s: %d files fetched, %d kept", done.revision, done.fetched, done.kept)
