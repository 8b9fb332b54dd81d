"""Rule `anonymize`: records and roster -> records without names."""

from acervo.digests import write_json
from acervo.joblog import job_log
from acervo.privacy.anonymize import anonymize
from acervo.schema import ANONYMIZED, RECORDS, ROSTER
from acervo.tables import read_table, write_table

with job_log(snakemake.log[0]):
    records, counts = anonymize(
        read_table(snakemake.input.records, RECORDS),
        read_table(snakemake.input.roster, ROSTER),
        prefix=snakemake.params.prefix,
        full_names=snakemake.params.full_names,
        ner=snakemake.params.ner,
        processes=snakemake.threads,
    )
    write_table(records, ANONYMIZED, snakemake.output.records)
    write_json(snakemake.output.report, counts)
