"""Rule `restore`: a published revision -> results/public."""

from pathlib import Path

from acervo.errors import AcervoError
from acervo.joblog import job_log
from acervo.remotes import TARGETS
from acervo.remotes.locations import configured_store
from acervo.remotes.restoring import restore
from acervo.remotes.store import Store

with job_log(snakemake.log[0]) as log:
    stores: list[Store] = []
    problem = None
    options = snakemake.params.options
    for target in (target for target in TARGETS if target in options):
        try:
            stores.append(configured_store(target, options, snakemake.params.dataset))
        except AcervoError as error:  # another target may do
            problem = error
            log.warning("%s", error)
    if problem and not stores:
        raise problem
    done = restore(stores, Path(snakemake.params.root))
    log.info("revision %s: %d files fetched, %d kept", done.revision, done.fetched, done.kept)
