"""A revision goes where readers find it, if it is not there yet; and comes back from there.

Reads:  results/public/manifest.json and the files that it names
Writes: results/receipts/{target}.json       what was sent
        results/receipts/history.jsonl       every publication, failed ones too
        results/public/**                    (`restore`)

Never part of `all`.
"""


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
        "Publishing to {params.options[directory]}"
    script:
        "../scripts/publish.py"


use rule publish_directory as publish_huggingface with:
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
