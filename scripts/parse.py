"""Rule `parse`: one raw export -> records, and what became of every line."""

from acervo.digests import write_json
from acervo.joblog import job_log
from acervo.schema import RECORDS
from acervo.sources import parse
from acervo.tables import write_table

with job_log(snakemake.log[0]):
    records, reports = parse(
        snakemake.params.kind,
        snakemake.input,
        source=snakemake.wildcards.source,
        options=snakemake.params.options,
    )
    write_table(records, RECORDS, snakemake.output.records)
    write_json(snakemake.output.report, {"files": [report.as_dict() for report in reports]})
