"""Rule `check_login`: refuse, before anything is built, a login that could not publish."""

from acervo.joblog import job_log
from acervo.remotes.locations import configured_store
from acervo.remotes.store import Transient

with job_log(snakemake.log[0]) as log:
    store = configured_store(
        snakemake.wildcards.target, snakemake.params.options, snakemake.params.dataset
    )
    try:
        store.check()
    except Transient as error:  # it may answer by the time that there is something to send
        log.warning("%s: %s", store.url, error)
