"""Rule `manifest`: public files -> manifest."""

from pathlib import Path

from acervo.digests import write_json, write_text
from acervo.joblog import job_log
from acervo.manifest import build, is_own_name, json_schema, sweep
from acervo.models import Model, ModelSpec
from acervo.privacy.detection import RULES
from acervo.privacy.pseudonyms import SCHEMES

with job_log(snakemake.log[0]) as log:
    given, manifest_file = snakemake.input, Path(snakemake.output.manifest)
    files = [*given.messages, *given.vectors, *given.index, *given.reports]
    files += [given.card, given.profiles]
    swept = sweep(manifest_file.parent, [*files, *snakemake.output])
    own = [path for path in swept if is_own_name(path)]
    for path in own:
        log.info("deleted %s: it belongs to no period or model any more", path)
    if len(own) < len(swept):
        log.info("deleted %d files and folders of others", len(swept) - len(own))
    write_text(snakemake.output.schema, json_schema())
    manifest = build(
        manifest_file.parent,
        [*files, snakemake.output.schema],
        dataset=snakemake.params.dataset,
        models=[Model(ModelSpec(alias, **spec)) for alias, spec in snakemake.params.models.items()],
        embed_model=snakemake.params.embed_model,
        privacy={
            "scheme": SCHEMES[snakemake.params.scheme],
            "key_id": snakemake.params.key_id,
            "time": snakemake.params.time,
            "rules": RULES,
        },
    )
    write_json(manifest_file, manifest)
