"""Rule `fetch_documents`: documents of one commit on the Hub -> raw files."""

from acervo.config import duration
from acervo.errors import AcervoError
from acervo.joblog import job_log
from acervo.remotes.documents_fetching import fetch_documents

with job_log(snakemake.log[0]) as log:
    if not snakemake.params.sources:
        raise AcervoError(
            "no source says where its documents are",
            where="sources",
            fix="Name a dataset of the Hub and a commit: `fetch` of a source (config/README.md).",
        )
    deadline = duration(snakemake.params.deadline).total_seconds()
    for name, source in snakemake.params.sources.items():
        done = fetch_documents(name, source, deadline=deadline)
        log.info("%s: %d fetched (%d bytes), %d kept", name, done.fetched, done.bytes, done.kept)
        for path in done.others:
            log.warning("%s: is here, but not of this commit; it stays", f"{name}/{path}")
