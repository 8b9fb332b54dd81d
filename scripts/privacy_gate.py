"""Rule `privacy_gate`: what would be published -> that nothing private was found in it."""

from pathlib import Path

from acervo.digests import read_json, write_json
from acervo.joblog import job_log
from acervo.privacy.gate import refusal, scan
from acervo.privacy.pseudonyms import require_key
from acervo.privacy.reidentification import require
from acervo.schema import CANARIES, ROSTER
from acervo.tables import read_table

with job_log(snakemake.log[0]):
    given, dataset = snakemake.input, snakemake.params.dataset
    root = Path("results/public")
    # What is refused now must not lie beside the manifest of what was let through before.
    (root / "manifest.json").unlink(missing_ok=True)
    require_key(snakemake.params.scheme)
    scanned = scan(
        [Path(path) for path in given.messages],
        [Path(path) for path in given.others],
        read_table(given.canaries, CANARIES),
        read_table(given.roster, ROSTER),
        root=root,
        public_texts=[dataset[key] for key in ("title", "description", "contact")],
        processes=snakemake.threads,
    )
    if scanned.findings:
        raise refusal(scanned.findings, root)
    require(read_json(given.reidentification), snakemake.params.min_k)
    write_json(snakemake.output[0], scanned.report)
