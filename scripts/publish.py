"""Rules `publish_*`: a built revision -> a place where readers find it, and a receipt."""

from pathlib import Path

from acervo.config import duration
from acervo.joblog import job_log
from acervo.remotes.locations import configured_store
from acervo.remotes.publishing import publish

with job_log(snakemake.log[0]) as log:
    options = snakemake.params.options
    receipt = publish(
        Path(snakemake.input.manifest).parent,
        configured_store(snakemake.params.target, options, snakemake.params.dataset),
        Path(snakemake.output[0]),
        promote=options["promote"] == "auto",
        key_id=options.get("key_id"),
        deadline=duration(options["deadline"]).total_seconds(),
    )
    log.info(
        "%s: revision %s %s, %d files sent (%d bytes), %d were there",
        receipt.url,
        receipt.revision,
        receipt.status,
        len(receipt.uploaded),
        receipt.bytes,
        receipt.skipped,
    )
