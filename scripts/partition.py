"""Rule `partition`: anonymized exports -> published messages by period."""

from pathlib import Path

from acervo.config import duration
from acervo.digests import write_json
from acervo.joblog import job_log
from acervo.partition import merge, partition
from acervo.schema import ANONYMIZED, MESSAGES
from acervo.tables import read_table, write_table

with job_log(snakemake.log[0]):
    rows, counts = merge([read_table(path, ANONYMIZED) for path in snakemake.input])
    periods = partition(
        rows,
        by=snakemake.params.by,
        time=snakemake.params.time,
        session_gap=duration(snakemake.params.session_gap),
    )
    for name, messages in periods.items():
        write_table(messages, MESSAGES, Path(snakemake.output.messages) / f"{name}.parquet")
    # What the published messages came from: reports of exports that are gone do not count.
    counts["exports"] = sorted("/".join(Path(path).parts[-2:]) for path in snakemake.input)
    counts["periods"] = {name: messages.height for name, messages in periods.items()}
    write_json(snakemake.output.report, counts)
