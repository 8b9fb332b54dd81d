"""Rule `reidentification`: published messages -> how many people share each date."""

from acervo.digests import write_json
from acervo.joblog import job_log
from acervo.privacy.reidentification import report
from acervo.schema import MESSAGES
from acervo.tables import read_periods

with job_log(snakemake.log[0]):
    periods = read_periods(snakemake.input.messages, MESSAGES)
    write_json(snakemake.output[0], report(periods))
