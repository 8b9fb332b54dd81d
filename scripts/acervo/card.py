"""The dataset card: README of the published directory, for people and for the Hub's viewer."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
import yaml

from acervo import schema
from acervo.models import ModelSpec


def build(
    messages: pl.DataFrame,
    chunks: int,
    *,
    dataset: Mapping[str, Any],
    models: Sequence[ModelSpec],
    embed_model: str,
    time: str,
) -> str:
    """Markdown with the YAML header that the Hugging Face Hub reads.

    Args:
        messages: rows of `schema.MESSAGES`, all periods.
        chunks: number of passages.
        dataset: the `dataset` section of the configuration.
        models: the models whose vectors are in the dataset.
        embed_model: alias of the default one.
        time: how exact dates are: `day`, `week` or `month`.
    """
    header = {
        "pretty_name": dataset["title"],
        "license": dataset["license"],
        "language": list(dataset["languages"]),
        "tags": ["acervo", "embeddings", "semantic-search"],
        "configs": [
            *(
                {"config_name": m.alias, "data_files": f"embeddings/{m.alias}/*.parquet"}
                | ({"default": True} if m.alias == embed_model else {})
                for m in models
            ),
            {"config_name": "messages", "data_files": "messages/*.parquet"},
        ],
    }
    sources = messages.group_by("source").agg(
        pl.len().alias("rows"),
        pl.col("author").drop_nulls().n_unique().alias("people"),
        pl.col("date").min().alias("first"),
        pl.col("date").max().alias("last"),
    )
    parts = [
        "---\n" + yaml.safe_dump(header, sort_keys=False, allow_unicode=True) + "---",
        f"# {' '.join(dataset['title'].split())}",
        dataset["description"],
        f"{messages.height:,} messages and sections, {chunks:,} passages with vectors, "
        f"{messages['date'].min()!s} to {messages['date'].max()!s}.",
        _table(
            ["source", "messages", "people", "first", "last"],
            sources.sort("source").iter_rows(),
        ),
        "## Files",
        _table(["path", "holds"], _FILES),
        "## Columns",
        "`messages`: " + "; ".join(_column(f.name) for f in schema.MESSAGES.arrow) + ".",
        "`embeddings`: " + "; ".join(_column(f.name) for f in schema.embeddings(1).arrow) + ".",
        "## Models",
        _table(["alias", "model"], [(m.alias, m.name) for m in models]),
        "## Use",
        f"```python\n{_use(embed_model)}\n```",
        "## Privacy",
        _privacy(time, dataset["contact"]),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


_FILES = [
    ("`messages/{period}.parquet`", "messages and sections, without names"),
    ("`embeddings/{model}/{period}.parquet`", "passages with their vectors"),
    ("`index/{model}/`", "FAISS index, its rows, and how it was made"),
    ("`manifest.json`, `manifest.schema.json`", "every file with its digests, and the revision"),
]


def _column(name: str) -> str:
    return f"`{name}` {schema.COLUMNS[name]}"


def _table(header: Sequence[str], rows: Any) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(_cell(value) for value in line) + " |" for line in lines)


def _cell(value: Any) -> str:
    return " ".join(str(value).split()).replace("|", "\\|")


def _use(alias: str) -> str:
    return (
        "import duckdb\n\n"
        'duckdb.sql("""\n'
        "  SELECT date, source, section_title, text\n"
        f"  FROM 'embeddings/{alias}/*.parquet'\n"
        "  ORDER BY date DESC LIMIT 10\n"
        '""").show()'
    )


def _privacy(time: str, contact: str) -> str:
    text = (
        "The texts are *pseudonymized*, not anonymous: whoever was there may still recognise a "
        "conversation. Authors and names of members are replaced by keyed pseudonyms, phone "
        "numbers, e-mail addresses, document and card numbers and link tokens by placeholders such "
        f"as `[PHONE_1]`. Dates are exact to the {time}; times of day are not published. Names of "
        "people who never wrote, surnames alone, places, street addresses and coordinates are not "
        "recognised."
    )
    return text + (f"\n\nTo have something removed: {contact}" if contact else "")
