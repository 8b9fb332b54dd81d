"""What a run would do, and what publishing would send, before anything is done.

Reads:  everything, and what the targets hold
Writes: nothing but its log
"""


include: "dry_run.smk"


def plan_words():
    """The words of this run, as a dry run of what it would build.

    It starts in the working directory, so what was relative to another place comes again, absolute.
    """
    words = [word for word in sys.argv[1:] if word != "plan"]
    end = words.index("--") if "--" in words else len(words)
    own = ["--snakefile", str(workflow.main_snakefile), "--directory", str(WORK)]
    if workflow.overwrite_configfiles:
        own += ["--configfile", *map(str, workflow.overwrite_configfiles)]
    return [*words[:end], *own, "--dry-run", "--nolock", "--quiet", "all", *words[end:]]


# Without outputs, so that it looks each time.
rule plan:
    log:
        "logs/plan.log",
    localrule: True
    conda:
        "../envs/plan.yaml"
    params:
        # Asked in the words of this run, so that configuration, profile and directory are the same.
        dry_run=lambda wildcards: [sys.executable, "-m", "snakemake", *plan_words()],
        jobs_file=JOBS_FILE,
        exports=lambda wildcards: EXPORTS,
        config=lambda wildcards: config,
        cores=workflow.cores,
    message:
        "Looking at what there is to do"
    script:
        "../scripts/plan.py"
