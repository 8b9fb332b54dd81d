"""Rule `chunk`: one year of messages -> passages that fit every model."""

from pathlib import Path

from acervo.chunking import chunk
from acervo.joblog import job_log
from acervo.models import Model, ModelSpec
from acervo.passages import TokenCounter
from acervo.schema import CHUNKS, MESSAGES
from acervo.tables import read_periods, read_tables, write_table

with job_log(snakemake.log[0]):
    models = [Model(ModelSpec(alias, **spec)) for alias, spec in snakemake.params.models.items()]
    counter = TokenCounter([model.tokenizer_file for model in models])
    periods = read_periods(snakemake.input.messages, MESSAGES)
    silent = read_tables([], MESSAGES)
    for output in snakemake.output:
        chunks = chunk(
            periods.get(Path(output).stem, silent),
            counter,
            tokens=snakemake.params.tokens,
            overlap=snakemake.params.overlap,
        )
        write_table(chunks, CHUNKS, output)
