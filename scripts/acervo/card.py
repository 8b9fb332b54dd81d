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
        "`profiles`: " + "; ".join(_column(f.name) for f in schema.PROFILES.arrow) + ".",
        "## Models",
        _table(["alias", "model"], [(m.alias, m.name) for m in models]),
        "## Use",
        _use(embed_model),
        "## Privacy",
        _privacy(time, dataset["contact"]),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


_FILES = [
    ("`messages/{period}.parquet`", "messages and sections, without names"),
    ("`embeddings/{model}/{period}.parquet`", "passages with their vectors"),
    ("`index/{model}/`", "FAISS index, its rows, and how it was made"),
    ("`reports/{model}.json`", "how much of what exact search finds the index finds"),
    ("`profiles.parquet`", "what members chose to be known by; missing if nobody did"),
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
    """Commands for a folder with these files; a test runs them."""
    return f'''In a folder with these files, [DuckDB](https://duckdb.org) reads the tables:

```python
import duckdb

duckdb.sql("""
  SELECT date, source, section_title, text
  FROM 'embeddings/{alias}/*.parquet'
  ORDER BY date DESC LIMIT 10
""").show()
duckdb.sql("SELECT source, count(*) FROM 'messages/*.parquet' GROUP BY ALL ORDER BY ALL").show()
duckdb.sql("SELECT count(*) FROM 'index/{alias}/meta.parquet'").show()
```

and so does [datasets](https://huggingface.co/docs/datasets), here or on the Hub, any model by its
alias:

```python
from datasets import load_dataset

where = "path/to/this/folder"  # or, on the Hub, organisation/name
passages = load_dataset(where, "{alias}", split="train")
messages = load_dataset(where, "messages", split="train")
```'''


def _privacy(time: str, contact: str) -> str:
    """Return what was done, what it cannot do, and how to be left out."""
    parts = [
        "The texts are *pseudonymized*, not anonymous: whoever was there may still recognise a "
        "conversation.",
        "**Method.** Authors, and names of members in texts, are replaced by pseudonyms made with "
        "a secret key (HMAC-SHA256), so that nobody without the key can try names against them. "
        "Telephone numbers, addresses, numbers of documents, accounts and cards, credentials, "
        "personal links and names of files are replaced by placeholders such as `[PHONE_1]`, "
        "numbered by order of appearance in one text, so that they carry no value. Dates are exact "
        f"to the {time}; times of day are not published. Before a revision is named, every byte of "
        "it is searched again for identifiers, for names of members, and for values of the raw "
        "exports.",
        "**Limits.** Rules miss things: names of people who never wrote and are not introduced as "
        "such, first names that are ordinary words, unusual writings. What people tell of "
        "themselves in their own words stays, and so does the style in which they write. Do not "
        "try to find out who somebody is.",
        "**Removal.** Whoever opts out, by a command in the chat or by asking, is left out of the "
        "next revision with all that they wrote, and their name reads `[NAME]` in what others "
        "wrote.",
    ]
    if contact:
        parts.append(f"To have something removed: {contact}")
    return "\n\n".join(parts)
