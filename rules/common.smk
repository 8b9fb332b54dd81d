"""What the rules share: the checked configuration, the raw exports, code fingerprints, input functions."""

import os
import sys
from pathlib import Path

from snakemake.exceptions import WorkflowError
from snakemake.io import is_flagged

SCRIPTS = Path(workflow.basedir) / "scripts"
sys.path.append(str(SCRIPTS))

import acervo
from acervo import config as configuration
from acervo import periods
from acervo.digests import read_json
from acervo.errors import AcervoError
from acervo.exports import exports
from acervo.fingerprint import code_fingerprint
from acervo.privacy.pseudonyms import key_id, load_key
from acervo.remotes import DOCUMENTS, TARGETS
from acervo.remotes.documents import public as public_sources, select, unfetched

# Here Snakemake notes names of raw files, in dry runs too: nobody else may read them.
Path(".snakemake").mkdir(mode=0o700, exist_ok=True)
Path(".snakemake").chmod(0o700)

# Jobs would run code that no fingerprint here knows of.
if Path(acervo.__file__).resolve().parent != (SCRIPTS / "acervo").resolve():
    raise WorkflowError(
        f"the installed acervo is that of another checkout ({acervo.__file__})\n"
        f"  Use the .venv that `make env` makes in {workflow.basedir}."
    )

KEY_FILE = "config/secrets/pseudonym.key"


def code(rule_name):
    """Fingerprint of a rule's script and of all that it imports: the rule re-runs when it changes."""
    return code_fingerprint(SCRIPTS / f"{rule_name}.py")


def records(wildcards):
    """Records of every export of every source."""
    return collect_exports("results/private/records/{}/{}.parquet")


def anonymized(wildcards):
    """Anonymized records of every export of every source."""
    return collect_exports("results/private/anonymized/{}/{}.parquet")


def replaced(wildcards):
    """Counts of what was replaced in every export of every source."""
    return collect_exports("results/private/reports/anonymize/{}/{}.json")


def collect_exports(pattern):
    if ABSENT:
        raise WorkflowError(str(ABSENT))
    return [
        pattern.format(source, export)
        for source, ids in EXPORTS.items()
        for export in ids
    ]


def messages(wildcards):
    """Published messages of all periods, or of one year; known once `partition` has run."""
    output = checkpoints.partition.get().output
    names = read_json(output.report)["periods"]
    paths = [f"{output.messages}/{name}.parquet" for name in names]
    lost = [path for path in paths if not Path(path).exists()]
    if lost:
        raise WorkflowError(
            f"{lost[0]} is missing: a month must not vanish unnoticed\n"
            f"  Delete the folder {output.messages} and run again: it is made anew."
        )
    year = getattr(wildcards, "year", "")
    return [path for path in paths if Path(path).stem.startswith(year)]


def years():
    return sorted({periods.year_of(Path(path).stem) for path in messages(None)})


def cores_for_texts(wildcards, input):
    """A core for every half megabyte of records: less is read sooner than a process starts."""
    files = [
        path for path in input if path.endswith(".parquet") and Path(path).exists()
    ]
    return min(
        workflow.cores, 1 + sum(Path(f).stat().st_size for f in files) // 500_000
    )


def cores_for_vectors(wildcards, input):
    """A core for every 20 MB of vectors: fewer are indexed and compared before it is noticed."""
    files = [path for path in input.vectors if Path(path).exists()]
    return min(
        workflow.cores, 1 + sum(Path(f).stat().st_size for f in files) // 20_000_000
    )


def of_year(folder):
    """One file per period of the year `{year}`."""
    return [
        f"{folder}/{{year}}{suffix}.parquet" for suffix in periods.SUFFIXES[PARTITION]
    ]


def chunks(wildcards):
    """Chunks of all periods of all years with messages."""
    return [
        f"results/chunks/{p}.parquet"
        for year in years()
        for p in periods.of_year(year, PARTITION)
    ]


def exported(wildcards):
    """The model for the engine that runs it, if that is not sentence-transformers."""
    backend = config["models"][wildcards.model]["backend"]
    if backend not in ("openvino", "onnxruntime", "vllm"):
        return {}
    return {"exported": ancient(f"results/models/{wildcards.model}/{backend}")}


def vectors(wildcards):
    """Vectors of all periods of all years with messages: of one model, or of all."""
    aliases = (
        [wildcards.model] if hasattr(wildcards, "model") else sorted(config["models"])
    )
    return [
        f"results/public/embeddings/{alias}/{period}.parquet"
        for alias in aliases
        for year in years()
        for period in periods.of_year(year, PARTITION)
    ]


def public(wildcards):
    """All that the manifest names: whatever of it went missing is made again.

    Snakemake by itself is content when the last file of a chain is there.
    """
    index = ["faiss.index", "meta.parquet", "meta.json"]
    return [
        "results/public/README.md",
        "results/public/profiles.parquet",
        *vectors(wildcards),
        *expand(
            "results/public/index/{model}/{file}",
            model=sorted(config["models"]),
            file=index,
        ),
        *expand("results/public/reports/{model}.json", model=sorted(config["models"])),
    ]


def receipts(wildcards):
    """One receipt for every target that the configuration names."""
    targets = [
        target for target in (*TARGETS, DOCUMENTS) if target in config["publish"]
    ]
    if not targets:
        raise WorkflowError(
            "nothing says where to publish\n"
            "  Name a target in the section `publish` of the configuration (config/README.md)."
        )
    return [f"results/receipts/{target}.json" for target in targets]


def documents(wildcards):
    """Raw files of public sources, as far as they are sent."""
    options = config["publish"].get("documents")
    if options is None:
        raise WorkflowError(
            "nothing says where source documents go\n"
            "  Name a dataset of the Hub: publish.documents in the configuration (config/README.md)."
        )
    if UNFETCHED:
        raise WorkflowError(str(UNFETCHED))
    try:
        globs = public_sources(config["sources"])
        return list(
            select(globs, options["include"], options["exclude"]).files.values()
        )
    except AcervoError as error:
        raise WorkflowError(str(error))


def pseudonym_key_id(wildcards):
    """Id of the pseudonym key, which is made on first use.

    No job is told the key itself, because parameters are written to Snakemake's records.
    """
    key = load_key(Path(KEY_FILE), os.environ, create=not workflow.dryrun)
    return key_id(key) if key else "to be made by the first run"


try:
    config = configuration.resolve(
        config,
        configuration.load_schema(Path(workflow.basedir) / "config" / "schema.yaml"),
        workflow.configfiles,
    )
    UNFETCHED = unfetched(config["sources"])
    # A key that cannot be used is told now, not when the first job needs it.
    load_key(Path(KEY_FILE), os.environ, create=False)
except AcervoError as error:
    raise WorkflowError(str(error))

# Raw files that are missing are told at once, as input functions are not heard without a traceback;
# but not to who asks for what needs none. (A word of a job's own process ends in a colon.)
NEED_NO_EXPORTS = {"restore", "fetch_documents", "publish_documents"}
try:
    ABSENT = UNFETCHED
    EXPORTS = {} if UNFETCHED else exports(config["sources"])
except AcervoError as error:
    if NEED_NO_EXPORTS.isdisjoint(word.rstrip(":") for word in sys.argv[1:]):
        raise WorkflowError(str(error))
    ABSENT, EXPORTS = error, {}

PARTITION = config["partition"]
# For every rule that asks which periods there are. When `partition` has run before, Snakemake first
# takes its old files for the answer and forgets that they are about to change; this edge of the graph
# makes such jobs wait and look again, and, being ancient, does not by itself run them.
HISTORY = ancient("results/public/messages")
# What a reader of raw exports is told, beside the files.
OPTIONS = {
    name: {key: source[key] for key in ("timezone", "date_order") if key in source}
    for name, source in config["sources"].items()
}


wildcard_constraints:
    source="[a-z0-9][a-z0-9_-]*",
    export="[0-9a-f]{10}",
    model="[a-z0-9][a-z0-9_-]*",
    year=r"\d{4}",


onstart:
    # Names and numbers live here, names of exports in the logs: nobody else may read them.
    for folder in ("results/private", "logs"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        Path(folder).chmod(0o700)


# Snakemake 9.27 gives the `update` outputs of a failed job back as new files, and records that they were
# made of its inputs: the next run would take them for done. As incomplete ones they are made again.
onerror:
    for job in workflow.dag.needrun_jobs():
        if any(is_flagged(file, "update") for file in job.output):
            workflow.persistence.started(job)
