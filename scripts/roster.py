"""Rule `roster`: records -> who is recognised in texts, who decided what, what must not leak."""

import os
from pathlib import Path

from acervo.digests import write_json
from acervo.joblog import job_log
from acervo.privacy import canaries
from acervo.privacy.consent import (
    OptOuts,
    collect,
    listed_persons,
    read_opt_outs,
    strangers,
    unknown_commands,
    withheld,
)
from acervo.privacy.pseudonyms import key_of
from acervo.privacy.roster import build_roster, read_people
from acervo.schema import CANARIES, CONSENT, RECORDS, ROSTER
from acervo.tables import read_table, write_table

with job_log(snakemake.log[0]) as log:
    records = [read_table(path, RECORDS) for path in snakemake.input.records]
    people = read_people(snakemake.input.people) if snakemake.input.people else []
    opt_outs = read_opt_outs(snakemake.input.opt_out) if snakemake.input.opt_out else OptOuts()
    authors = {name for frame in records for name in frame["author"].drop_nulls().unique()}
    roster = build_roster(
        records,
        [*people, *strangers(opt_outs, authors, people)],
        key=key_of(snakemake.params.scheme, Path(snakemake.params.key_file), os.environ),
        dataset=snakemake.params.dataset,
    )
    prefix = snakemake.params.prefix
    listed, idle = listed_persons(opt_outs, roster, authors, people)
    consent = collect(records, roster, prefix=prefix, listed=listed)
    log.info("%d people opted out", consent["opted_out"].sum())
    warnings = [(where, "nobody who wrote is called so: nobody's messages go") for where in idle]
    warnings += [
        (f"{file}:{line}", f"a command that nobody understands ({date})")
        for file, line, date in unknown_commands(records, prefix)
    ]
    for where, what in warnings:
        log.warning("%s: %s", where, what)
    write_json(snakemake.output.report, {"warnings": warnings})
    roster = withheld(roster, consent)
    write_table(roster, ROSTER, snakemake.output.roster)
    write_table(consent, CONSENT, snakemake.output.consent)
    chosen = canaries.collect(records, roster, processes=snakemake.threads)
    write_table(chosen, CANARIES, snakemake.output.canaries)
