"""Raw exports become records.

Reads:  the files of one export (a chat's file, a newsletter's folder)
Writes: results/private/records/{source}/{export}.parquet        one row per message or section
        results/private/reports/parse/{source}/{export}.json     what became of every line
"""


rule parse:
    input:
        lookup(dpath="{source}/{export}", within=EXPORTS),
    output:
        records="results/private/records/{source}/{export}.parquet",
        report="results/private/reports/parse/{source}/{export}.json",
    log:
        "logs/parse/{source}/{export}.log",
    conda:
        "../envs/text.yaml"
    params:
        code=code("parse"),
        kind=lookup(dpath="sources/{source}/kind", within=config),
        options=lookup(dpath="{source}", within=OPTIONS),
    message:
        "Parsing an export of {wildcards.source}"
    script:
        "../scripts/parse.py"


rule parse_all:
    input:
        records,
