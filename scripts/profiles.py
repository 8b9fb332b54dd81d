"""Rule `profiles`: what members chose -> what of it may be published."""

from acervo.digests import write_json
from acervo.joblog import job_log
from acervo.privacy.profiles import profiles
from acervo.schema import CONSENT, PROFILES, ROSTER
from acervo.tables import read_table, write_table

with job_log(snakemake.log[0]):
    chosen, counts = profiles(
        read_table(snakemake.input.consent, CONSENT), read_table(snakemake.input.roster, ROSTER)
    )
    write_table(chosen, PROFILES, snakemake.output.profiles)
    write_json(snakemake.output.report, counts)
