"""Who could be told from the published dates alone: k-anonymity of authors.

Whoever was in a group remembers who wrote on a day. The anonymity set of a message's author is
whoever wrote in the same source on the same published date, and k is their number (L. Sweeney,
*k-anonymity: a model for protecting privacy*, 2002; the quasi-identifiers here are source and
date). Newsletters have no authors and do not count.
"""

from collections.abc import Mapping
from typing import Any

import polars as pl

from acervo.errors import AcervoError

SHOWN = 10  # periods that an error lists


def report(periods: Mapping[str, pl.DataFrame]) -> list[dict[str, Any]]:
    """Measure the anonymity sets of all authors.

    Args:
        periods: rows of `schema.MESSAGES` by period; their dates are as coarse as published.

    Returns:
        One row per source, period and author (a pseudonym), in this order: `messages`, `dates` on
        which the author wrote, `k`: authors of the smallest of their anonymity sets, the author
        included, and `alone`: dates on which nobody else wrote.
    """
    frames = [
        frame.filter((pl.col("kind") == "message") & pl.col("author").is_not_null()).select(
            "source", "date", "author", period=pl.lit(period)
        )
        for period, frame in periods.items()
    ]
    if not frames:
        return []
    return (
        pl.concat(frames)
        # Over periods: a week may begin in one month and end in the next.
        .with_columns(k=pl.col("author").n_unique().over("source", "date"))
        .group_by("source", "period", "author")
        .agg(
            pl.len().alias("messages"),
            pl.col("date").n_unique().alias("dates"),
            pl.col("k").min(),
            pl.col("date").filter(pl.col("k") == 1).n_unique().alias("alone"),
        )
        .sort("source", "period", "author")
        .to_dicts()
    )


def require(rows: list[dict[str, Any]], min_k: int) -> None:
    """Check that nobody's anonymity set is smaller than the configuration demands.

    Args:
        rows: what `report` returns.
        min_k: `privacy.min_k`; 1 demands nothing.

    Raises:
        AcervoError: an author wrote on a date with fewer than `min_k` authors; names the sources
            and periods, nobody.
    """
    smallest: dict[tuple[str, str], int] = {}
    for row in rows:
        where = (row["source"], row["period"])
        smallest[where] = min(row["k"], smallest.get(where, row["k"]))
    small = sorted((where, k) for where, k in smallest.items() if k < min_k)
    if not small:
        return
    lines = [f"  {source}, {period}: {k}" for (source, period), k in small[:SHOWN]]
    if len(small) > SHOWN:
        lines.append(f"  … and {len(small) - SHOWN} more")
    raise AcervoError(
        "on some published dates fewer people wrote than privacy.min_k demands "
        f"({min_k}); the fewest per source and period:\n" + "\n".join(lines),
        where="results/private/reports/reidentification.json",
        fix="Nothing was named or published. Publish coarser dates (privacy.time: week, or month), "
        "leave out the source, or demand less (privacy.min_k).",
    )
