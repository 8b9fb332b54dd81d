"""Rule `card`: public tables -> dataset card."""

from acervo.card import build
from acervo.digests import read_json, write_text
from acervo.joblog import job_log
from acervo.models import ModelSpec
from acervo.schema import MESSAGES
from acervo.tables import read_tables

with job_log(snakemake.log[0]):
    card = build(
        read_tables(snakemake.input.messages, MESSAGES),
        read_json(snakemake.input.vectors[0])["ntotal"],
        dataset=snakemake.params.dataset,
        models=[ModelSpec(alias, **spec) for alias, spec in snakemake.params.models.items()],
        embed_model=snakemake.params.embed_model,
        time=snakemake.params.time,
    )
    write_text(snakemake.output[0], card)
