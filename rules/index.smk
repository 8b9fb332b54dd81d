"""Vectors become searchable.

Reads:  results/public/embeddings/{model}/*.parquet
        results/vectors/{model}.questions.parquet   what search is calibrated with
Writes: results/public/index/{model}/faiss.index    ids are chunk ids
        results/public/index/{model}/meta.parquet   the chunks, sorted by id
        results/public/index/{model}/meta.json      how the index was made, and is searched
        results/reports/{model}/build.tsv           seconds and memory; not published

`update`: an index whose inputs and recipe are unchanged is kept, not rebuilt.
"""


rule index:
    input:
        HISTORY,
        vectors=vectors,
        # Ancient: nothing that an index would be made anew for.
        questions=ancient("results/vectors/{model}.questions.parquet"),
    output:
        index=update("results/public/index/{model}/faiss.index"),
        rows=update("results/public/index/{model}/meta.parquet"),
        meta=update("results/public/index/{model}/meta.json"),
    log:
        "logs/index/{model}.log",
    benchmark:
        "results/reports/{model}/build.tsv"
    conda:
        "../envs/models.yaml"
    threads: cores_for_vectors
    resources:
        mem_mb=2500,
    params:
        code=code("index"),
        model=lookup(dpath="models/{model}", within=config),
        index=config["index"],
    message:
        "Indexing {wildcards.model}"
    script:
        "../scripts/index.py"


rule index_all:
    input:
        expand("results/public/index/{model}/meta.json", model=sorted(config["models"])),
