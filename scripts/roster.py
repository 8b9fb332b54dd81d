"""Rule `roster`: records -> who is recognised in running text."""

import os
from pathlib import Path

from acervo.joblog import job_log
from acervo.privacy.pseudonyms import load_key
from acervo.privacy.roster import build_roster, read_people
from acervo.schema import RECORDS, ROSTER
from acervo.tables import read_table, write_table

with job_log(snakemake.log[0]):
    roster = build_roster(
        [read_table(path, RECORDS) for path in snakemake.input.records],
        read_people(snakemake.input.people) if snakemake.input.people else [],
        key=load_key(Path(snakemake.params.key_file), os.environ, create=True),
        dataset=snakemake.params.dataset,
    )
    write_table(roster, ROSTER, snakemake.output[0])
