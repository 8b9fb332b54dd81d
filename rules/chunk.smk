"""Messages become passages that fit the models.

Reads:  results/public/messages/{year}*.parquet
Writes: results/chunks/{period}.parquet, one for every period of the year; without rows if it has none
"""


rule chunk:
    input:
        HISTORY,
        messages=messages,
    output:
        update(of_year("results/chunks")),
    log:
        "logs/chunk/{year}.log",
    conda:
        "../envs/models.yaml"
    params:
        code=code("chunk"),
        models=config["models"],
        tokens=config["chunking"]["tokens"],
        overlap=config["chunking"]["overlap"],
    message:
        "Cutting {wildcards.year} into passages"
    script:
        "../scripts/chunk.py"


rule chunk_all:
    input:
        HISTORY,
        chunks,
