"""A revision gets its card, its manifest and its name.

Reads:  results/public/**
Writes: results/public/README.md              dataset card
        results/public/manifest.json          every file of the revision with its digests
        results/public/manifest.schema.json   the JSON Schema of manifests
"""


rule card:
    input:
        HISTORY,
        messages=messages,
        vectors=expand(
            "results/public/index/{model}/meta.json", model=config["embed_model"]
        ),
    output:
        "results/public/README.md",
    log:
        "logs/card.log",
    conda:
        "../envs/models.yaml"
    params:
        code=code("card"),
        dataset=config["dataset"],
        models=config["models"],
        embed_model=config["embed_model"],
        time=config["privacy"]["time"],
    message:
        "Writing the dataset card"
    script:
        "../scripts/card.py"


# A checkpoint, so that whoever publishes looks at the manifest before anything is sent.
checkpoint manifest:
    input:
        HISTORY,
        messages=messages,
        vectors=vectors,
        index=expand(
            "results/public/index/{model}/{file}",
            model=sorted(config["models"]),
            file=["faiss.index", "meta.parquet", "meta.json"],
        ),
        reports=expand(
            "results/public/reports/{model}.json", model=sorted(config["models"])
        ),
        card="results/public/README.md",
        profiles="results/public/profiles.parquet",
        # Nothing is named without it. Not ancient: with such an input, Snakemake leaves this job to the
        # next run when another input changed behind a checkpoint.
        gate="results/private/gate.json",
    output:
        manifest="results/public/manifest.json",
        schema="results/public/manifest.schema.json",
    log:
        "logs/manifest.log",
    conda:
        "../envs/models.yaml"
    params:
        code=code("manifest"),
        dataset=config["dataset"],
        models=config["models"],
        embed_model=config["embed_model"],
        scheme=config["privacy"]["scheme"],
        key_id=pseudonym_key_id,
        time=config["privacy"]["time"],
    message:
        "Writing the manifest"
    script:
        "../scripts/manifest.py"
