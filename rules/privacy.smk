"""What is about to be published is searched for what is private.

Reads:  results/public/**, results/private/**
Writes: results/private/gate.json                      what was searched, and that nothing was found
        results/private/reports/reidentification.json  k-anonymity of every author in every period
        results/private/privacy.html                   what was replaced, what was left; for the keeper

Without `gate.json` there is no manifest, and without a manifest nothing is published.
"""


rule reidentification:
    input:
        HISTORY,
        messages=messages,
    output:
        "results/private/reports/reidentification.json",
    log:
        "logs/reidentification.log",
    conda:
        "../envs/text.yaml"
    params:
        code=code("reidentification"),
    message:
        "Measuring how many people share each date"
    script:
        "../scripts/reidentification.py"


rule privacy_gate:
    input:
        HISTORY,
        messages=messages,
        others=public,
        roster=lambda wildcards: checkpoints.roster.get().output.roster,
        canaries=lambda wildcards: checkpoints.roster.get().output.canaries,
        reidentification="results/private/reports/reidentification.json",
    output:
        "results/private/gate.json",
    log:
        "logs/privacy_gate.log",
    conda:
        "../envs/text.yaml"
    threads: cores_for_texts
    params:
        code=code("privacy_gate"),
        dataset=config["dataset"],
        scheme=config["privacy"]["scheme"],
        min_k=config["privacy"]["min_k"],
    message:
        "Searching what would be published for private values"
    script:
        "../scripts/privacy_gate.py"


# A target of its own: it is about every export, and read most when the gate is closed.
rule privacy_report:
    input:
        HISTORY,
        messages=messages,
        records=records,
        roster="results/private/roster.parquet",
        counts=replaced,
        reidentification="results/private/reports/reidentification.json",
    output:
        "results/private/privacy.html",
    log:
        "logs/privacy_report.log",
    conda:
        "../envs/text.yaml"
    params:
        code=code("privacy_report"),
        title=config["dataset"]["title"],
        min_k=config["privacy"]["min_k"],
    message:
        "Writing the privacy report"
    script:
        "../scripts/privacy_report.py"
