"""Passages get their vectors.

Reads:  results/chunks/{period}.parquet of one year; the vectors that are there already
Writes: results/public/embeddings/{model}/{period}.parquet of that year

One job per year: loading a model takes longer than encoding a month. `update` keeps the earlier
files, so that a job encodes only what has no vector yet.
"""


rule embed:
    input:
        of_year("results/chunks"),
    output:
        update(of_year("results/public/embeddings/{model}")),
    log:
        "logs/embed/{model}/{year}.log",
    conda:
        "../envs/models.yaml"
    threads: share_of_cores
    resources:
        mem_mb=2000,
    params:
        code=code("embed"),
        model=lookup(dpath="models/{model}", within=config),
    message:
        "Encoding {wildcards.year} with {wildcards.model}"
    script:
        "../scripts/embed.py"


rule embed_all:
    input:
        HISTORY,
        vectors,
