"""Exports become one history.

Reads:  results/private/anonymized/**
Writes: results/public/messages/{period}.parquet   merged, ordered, in sessions, time coarsened
        results/private/reports/partition.json     what was merged or left out, counted
"""


# A checkpoint, because the periods are known only then, and so that an unchanged one stops here.
checkpoint partition:
    input:
        anonymized,
    output:
        messages=directory("results/public/messages"),
        report="results/private/reports/partition.json",
    log:
        "logs/partition.log",
    conda:
        "../envs/text.yaml"
    params:
        code=code("partition"),
        by=PARTITION,
        time=config["privacy"]["time"],
        session_gap=config["chunking"]["session_gap"],
    message:
        "Merging exports into periods"
    script:
        "../scripts/partition.py"
