"""Rule `reidentification`: published messages -> how many people share each date."""

from pathlib import Path

from acervo.digests import write_json
from acervo.joblog import job_log
from acervo.privacy.reidentification import report
from acervo.schema import MESSAGES
from acervo.tables import read_table

with job_log(snakemake.log[0]):
    periods = {Path(path).stem: read_table(path, MESSAGES) for path in snakemake.input.messages}
    write_json(snakemake.output[0], report(periods))
