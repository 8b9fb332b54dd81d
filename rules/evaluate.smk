"""An index shows what it finds; one that finds too little is not published.

Reads:  results/public/index/{model}/*, results/public/embeddings/{model}/*.parquet
        config/golden.tsv                             questions and their answers, if it is there
Writes: results/public/reports/{model}.json           figures of merit, the same on every run
        results/reports/{model}/timings.json          seconds; neighbours that changed since the last publication
        results/reports/{model}/neighbours.json       for the next comparison
        results/reports/{model}/*.svg, map.png        pictures, for `snakemake --report`

`update`: a report about the same index is kept, because another processor could round otherwise.
"""

GOLDEN = "config/golden.tsv"


rule evaluate:
    input:
        HISTORY,
        vectors=vectors,
        index="results/public/index/{model}/faiss.index",
        rows="results/public/index/{model}/meta.parquet",
        meta="results/public/index/{model}/meta.json",
        golden=[GOLDEN] if Path(GOLDEN).exists() else [],
    output:
        report=update("results/public/reports/{model}.json"),
        timings=report(
            update("results/reports/{model}/timings.json"),
            caption="../report/timings.rst",
            category="Index",
            labels={"model": "{model}", "what": "seconds"},
        ),
        neighbours=update("results/reports/{model}/neighbours.json"),
        recall=report(
            "results/reports/{model}/recall.svg",
            caption="../report/recall.rst",
            category="Index",
            labels={"model": "{model}", "what": "recall over latency"},
        ),
        map=report(
            "results/reports/{model}/map.png",
            caption="../report/map.rst",
            category="Corpus",
            labels={"model": "{model}", "what": "map"},
        ),
        periods=report(
            "results/reports/{model}/periods.svg",
            caption="../report/periods.rst",
            category="Corpus",
            labels={"model": "{model}", "what": "passages per period"},
        ),
        tokens=report(
            "results/reports/{model}/tokens.svg",
            caption="../report/tokens.rst",
            category="Corpus",
            labels={"model": "{model}", "what": "tokens per passage"},
        ),
    log:
        "logs/evaluate/{model}.log",
    conda:
        "../envs/models.yaml"
    threads: cores_for_vectors
    resources:
        mem_mb=2500,
    params:
        code=code("evaluate"),
        model=lookup(dpath="models/{model}", within=config),
        min_recall=config["index"]["min_recall"],
        # What is only compared with, if it is there: none of it is a reason to evaluate again.
        manifest="results/public/manifest.json",
        receipts="results/receipts",
        built="results/reports/{model}/build.tsv",
    message:
        "Evaluating the index of {wildcards.model}"
    script:
        "../scripts/evaluate.py"


rule evaluate_all:
    input:
        expand("results/public/reports/{model}.json", model=sorted(config["models"])),
