"""Names and identifiers go.

Reads:  results/private/records/**, privacy.roster and privacy.opt_out (optional), the pseudonym key
Writes: results/private/roster.parquet                            who is recognised in running text
        results/private/consent.parquet                           who opted out, what members chose
        results/private/canaries.parquet                          values that the gate looks for
        results/private/reports/roster.json                       opt-outs and commands that mean nothing
        results/private/anonymized/{source}/{export}.parquet      records without names
        results/private/reports/anonymize/{source}/{export}.json  what was replaced, counted
        results/public/profiles.parquet                           what members chose to be known by
        results/private/reports/profiles.json                     what of it was refused, counted
"""


# A checkpoint, so that an export without a new name re-anonymizes nothing but itself. It reads all
# exports for consent as well: an opt-out in any of them counts for all, however old. Who opted out
# stands in the roster, so that a new alias re-anonymizes nothing.
checkpoint roster:
    input:
        records=records,
        people=config["privacy"]["roster"] or [],
        opt_out=config["privacy"]["opt_out"] or [],
    output:
        roster="results/private/roster.parquet",
        consent="results/private/consent.parquet",
        canaries="results/private/canaries.parquet",
        report="results/private/reports/roster.json",
    log:
        "logs/roster.log",
    conda:
        "../envs/text.yaml"
    threads: cores_for_texts
    params:
        code=code("roster"),
        dataset=config["dataset"]["name"],
        scheme=config["privacy"]["scheme"],
        key_id=pseudonym_key_id,
        key_file=KEY_FILE,
        prefix=config["privacy"]["command_prefix"],
    message:
        "Collecting names, decisions and canaries"
    script:
        "../scripts/roster.py"


rule anonymize:
    input:
        records="results/private/records/{source}/{export}.parquet",
        roster=lambda wildcards: checkpoints.roster.get().output.roster,
    output:
        records="results/private/anonymized/{source}/{export}.parquet",
        report="results/private/reports/anonymize/{source}/{export}.json",
    log:
        "logs/anonymize/{source}/{export}.log",
    conda:
        "../envs/text.yaml"
    threads: cores_for_texts
    params:
        code=code("anonymize"),
        prefix=config["privacy"]["command_prefix"],
        full_names=config["privacy"]["full_names"],
        ner=config["privacy"]["ner"],
    message:
        "Anonymizing an export of {wildcards.source}"
    script:
        "../scripts/anonymize.py"


rule profiles:
    input:
        roster=lambda wildcards: checkpoints.roster.get().output.roster,
        consent=lambda wildcards: checkpoints.roster.get().output.consent,
    output:
        profiles="results/public/profiles.parquet",
        report="results/private/reports/profiles.json",
    log:
        "logs/profiles.log",
    conda:
        "../envs/text.yaml"
    params:
        code=code("profiles"),
    message:
        "Collecting what members chose to be known by"
    script:
        "../scripts/profiles.py"


rule anonymize_all:
    input:
        anonymized,
