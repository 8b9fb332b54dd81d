"""A revision goes where readers find it, if it is not there yet; and comes back from there.

Reads:  results/public/manifest.json and the files that it names
        raw files of public sources          (`publish_documents`)
Writes: results/receipts/{target}.json       what was sent
        results/receipts/history.jsonl       every publication, failed ones too
        results/public/**                    (`restore`)
        raw files, where `sources` has them  (`fetch_documents`)

Never part of `all`.
"""


# First and alone: a login that is missing or wrong is told before anything is built.
rule check_login:
    output:
        temp(touch("results/receipts/{target}.checked")),
    log:
        "logs/check_login/{target}.log",
    wildcard_constraints:
        target="huggingface|archive",
    priority: 100
    conda:
        "../envs/publish.yaml"
    threads: workflow.cores
    params:
        code=code("check_login"),
        options=config["publish"],
        dataset=config["dataset"],
    message:
        "Asking whether the login may publish ({wildcards.target})"
    script:
        "../scripts/check_login.py"


rule publish_directory:
    input:
        HISTORY,
        public,
        manifest=lambda wildcards: checkpoints.manifest.get().output.manifest,
    output:
        "results/receipts/directory.json",
    log:
        "logs/publish/directory.log",
    conda:
        "../envs/publish.yaml"
    params:
        code=code("publish"),
        target="directory",
        options=config["publish"],
        dataset=config["dataset"],
    message:
        "Publishing to a folder"
    script:
        "../scripts/publish.py"


use rule publish_directory as publish_huggingface with:
    input:
        HISTORY,
        public,
        manifest=lambda wildcards: checkpoints.manifest.get().output.manifest,
        login=ancient("results/receipts/huggingface.checked"),
    output:
        "results/receipts/huggingface.json",
    log:
        "logs/publish/huggingface.log",
    params:
        code=code("publish"),
        target="huggingface",
        options=config["publish"],
        dataset=config["dataset"],
    message:
        "Publishing to the Hugging Face Hub"


use rule publish_directory as publish_archive with:
    input:
        HISTORY,
        public,
        manifest=lambda wildcards: checkpoints.manifest.get().output.manifest,
        login=ancient("results/receipts/archive.checked"),
    output:
        "results/receipts/archive.json",
    log:
        "logs/publish/archive.log",
    params:
        code=code("publish"),
        target="archive",
        options=config["publish"],
        dataset=config["dataset"],
    message:
        "Publishing to the Internet Archive"


rule publish_documents:
    input:
        documents,
    output:
        "results/receipts/documents.json",
    log:
        "logs/publish/documents.log",
    conda:
        "../envs/publish.yaml"
    params:
        code=code("publish_documents"),
        sources=public_sources(config["sources"]),
        options=config["publish"].get("documents"),
        deadline=config["publish"]["deadline"],
    message:
        "Publishing source documents to the Hugging Face Hub"
    script:
        "../scripts/publish_documents.py"


rule publish:
    input:
        HISTORY,
        receipts,


# Without outputs, so that it looks each time; what is there already is not fetched again.
rule restore:
    log:
        "logs/restore.log",
    conda:
        "../envs/publish.yaml"
    params:
        code=code("restore"),
        options=config["publish"],
        dataset=config["dataset"],
        root="results/public",
    message:
        "Restoring the published revision"
    script:
        "../scripts/restore.py"


# Without outputs: it looks each time, and raw files are not Snakemake's to delete.
rule fetch_documents:
    log:
        "logs/fetch_documents.log",
    conda:
        "../envs/publish.yaml"
    params:
        code=code("fetch_documents"),
        sources={
            name: source
            for name, source in config["sources"].items()
            if "fetch" in source
        },
        deadline=config["publish"]["deadline"],
    message:
        "Fetching source documents"
    script:
        "../scripts/fetch_documents.py"
