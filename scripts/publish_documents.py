"""Rule `publish_documents`: raw files of public sources -> a dataset of the Hub, and a receipt."""

from pathlib import Path

from acervo.config import duration
from acervo.joblog import job_log
from acervo.remotes.documents import select
from acervo.remotes.documents_hub import DocumentsRepository
from acervo.remotes.documents_publishing import publish_documents

with job_log(snakemake.log[0]) as log:
    options = snakemake.params.options
    receipt = publish_documents(
        select(snakemake.params.sources, options["include"], options["exclude"]),
        DocumentsRepository(options["repo"], options["private"]),
        Path(snakemake.output[0]),
        accept=options.get("accept"),
        deadline=duration(snakemake.params.deadline).total_seconds(),
    )
    log.info(
        "%s: %s as commit %s, %d files sent (%d bytes), %d removed, %d stay here",
        receipt.url,
        receipt.status,
        receipt.remote_revision,
        len(receipt.uploaded),
        receipt.bytes,
        len(receipt.deleted),
        sum(receipt.left_out.values()),
    )
