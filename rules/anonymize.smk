"""Names and identifiers go.

Reads:  results/private/records/**, privacy.roster (optional), the pseudonym key
Writes: results/private/roster.parquet                            who is recognised in running text
        results/private/anonymized/{source}/{export}.parquet      records without names
        results/private/reports/anonymize/{source}/{export}.json  what was replaced, counted
"""


# A checkpoint, so that an export without a new name re-anonymizes nothing but itself.
checkpoint roster:
    input:
        records=records,
        people=config["privacy"]["roster"] or [],
    output:
        "results/private/roster.parquet",
    log:
        "logs/roster.log",
    conda:
        "../envs/text.yaml"
    params:
        code=code("roster"),
        dataset=config["dataset"]["name"],
        key_id=pseudonym_key_id,
        key_file=KEY_FILE,
    message:
        "Collecting names"
    script:
        "../scripts/roster.py"


rule anonymize:
    input:
        records="results/private/records/{source}/{export}.parquet",
        roster=lambda wildcards: checkpoints.roster.get().output[0],
    output:
        records="results/private/anonymized/{source}/{export}.parquet",
        report="results/private/reports/anonymize/{source}/{export}.json",
    log:
        "logs/anonymize/{source}/{export}.log",
    conda:
        "../envs/text.yaml"
    params:
        code=code("anonymize"),
    message:
        "Anonymizing an export of {wildcards.source}"
    script:
        "../scripts/anonymize.py"


rule anonymize_all:
    input:
        anonymized,
