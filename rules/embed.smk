"""Passages get their vectors.

Reads:  results/chunks/{period}.parquet; the vectors that are there already
Writes: results/models/{model}/{backend}/                    another engine, compared with the model; if one is configured
        results/vectors/{model}.parquet                       of passages that had none, all years together
        results/vectors/.{model}/                             what a run has encoded, until it is done
        results/vectors/{model}.questions.parquet             of what search is calibrated with
        results/public/embeddings/{model}/{period}.parquet   passages with their vectors, a job for every year

Loading a model takes as long as encoding hundreds of passages, so it is loaded once for all years, and
not at all if nothing is new. `update` keeps the earlier files: what has a vector is not encoded again.
"""


rule export:
    output:
        directory("results/models/{model}/{backend}"),
    log:
        "logs/export/{model}.{backend}.log",
    wildcard_constraints:
        backend="openvino|onnxruntime|vllm",
    conda:
        "../envs/models.yaml"
    threads: workflow.cores
    resources:
        mem_mb=4000,
    params:
        code=code("export"),
        model=lookup(dpath="models/{model}", within=config),
    message:
        "Exporting {wildcards.model} for {wildcards.backend}"
    script:
        "../scripts/export.py"


rule encode:
    input:
        HISTORY,
        unpack(exported),
        chunks=chunks,
    output:
        vectors=update("results/vectors/{model}.parquet"),
        questions=update("results/vectors/{model}.questions.parquet"),
    log:
        "logs/encode/{model}.log",
    conda:
        "../envs/models.yaml"
    threads: workflow.cores
    resources:
        mem_mb=2000,
    params:
        code=code("encode"),
        model=lookup(dpath="models/{model}", within=config),
        # Outputs of `embed`, as they stand: an input would close a circle.
        published="results/public/embeddings/{model}",
        # No output: Snakemake would take it away from a job that failed.
        progress="results/vectors/.{model}",
    message:
        "Encoding what is new with {wildcards.model}"
    script:
        "../scripts/encode.py"


rule embed:
    input:
        unpack(exported),
        chunks=of_year("results/chunks"),
        # Ancient: what is new in one year is no reason to look at the others.
        fresh=ancient("results/vectors/{model}.parquet"),
    output:
        update(of_year("results/public/embeddings/{model}")),
    log:
        "logs/embed/{model}/{year}.log",
    conda:
        "../envs/models.yaml"
    resources:
        mem_mb=2000,
    params:
        code=code("embed"),
        model=lookup(dpath="models/{model}", within=config),
    message:
        "Giving {wildcards.year} its vectors of {wildcards.model}"
    script:
        "../scripts/embed.py"


rule embed_all:
    input:
        HISTORY,
        vectors,
