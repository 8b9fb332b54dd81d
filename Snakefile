"""Acervo: a community's raw exports become an open, pseudonymized, versioned search dataset.

    snakemake                 build everything, publish nothing
    snakemake embed_all       stop after a stage (parse_all, anonymize_all, chunk_all, …)
    snakemake privacy_report  write the page that says what was replaced, and what was left
    snakemake plan            say what would be read, encoded and sent, before any work
    snakemake publish         build, then send what changed to where the configuration says
    snakemake fetch_documents bring raw documents that somebody published, at the commit that is named
    snakemake restore         bring the published revision back, so that a build encodes only what is new

Every rules file says what it reads and writes; `config/README.md` explains the configuration.
"""

from snakemake.utils import min_version

min_version("9.27")


configfile: "config/config.yaml"


include: "rules/common.smk"
include: "rules/parse.smk"
include: "rules/anonymize.smk"
include: "rules/partition.smk"
include: "rules/chunk.smk"
include: "rules/embed.smk"
include: "rules/index.smk"
include: "rules/evaluate.smk"
include: "rules/privacy.smk"
include: "rules/manifest.smk"
include: "rules/publish.smk"
include: "rules/plan.smk"


rule all:
    default_target: True
    input:
        HISTORY,
        "results/public/manifest.json",
        public,
