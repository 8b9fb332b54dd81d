"""Rule `privacy_report`: records and published messages -> a page for the keeper alone."""

from pathlib import Path

from acervo.digests import read_json, write_text
from acervo.joblog import job_log
from acervo.privacy.report import collect
from acervo.privacy.report_page import page
from acervo.schema import MESSAGES, RECORDS, ROSTER
from acervo.tables import read_periods, read_table

with job_log(snakemake.log[0]):
    given = snakemake.input
    facts = collect(
        read_periods(given.messages, MESSAGES),
        [read_table(path, RECORDS) for path in given.records],
        read_table(given.roster, ROSTER),
        counts=[(Path(path).parent.name, read_json(path)) for path in given.counts],
        reidentification=read_json(given.reidentification),
    )
    write_text(
        snakemake.output[0],
        page(facts, title=snakemake.params.title, min_k=snakemake.params.min_k),
    )
