"""From anonymized exports to the published messages: merged, ordered, in sessions, in periods."""

from collections.abc import Sequence
from datetime import timedelta

import polars as pl

from acervo.errors import AcervoError
from acervo.ids import stable_ids

# Phones write minutes (Android) or seconds (iOS), so a minute is what two exports agree on.
_MINUTE = ["source", "thread", "kind", "minute"]
_SPEAKER = [*_MINUTE, "author", "title", "section_title"]


def merge(exports: Sequence[pl.DataFrame]) -> tuple[pl.DataFrame, dict[str, int]]:
    """Unite overlapping exports, so that any of them, or all, give the same rows.

    Equal rows are the same text by the same author in the same minute (or section of the same
    newsletter); if one export has it twice, it is twice. Where any export shows that something of
    an author's minute was edited or deleted, that minute is taken from the export that shows most
    deletions, then most edits: the newest state wins, and what its author deleted is gone.

    Args:
        exports: rows of `schema.ANONYMIZED`, in any order of exports.

    Returns:
        Rows of `schema.ANONYMIZED` with `minute`, ordered by source, thread and time; and counts:
        rows read, `duplicates` merged, `superseded` by an edit or deletion, `deleted`, `messages`.
    """
    rows = (
        pl.concat(
            [frame.with_columns(export=pl.lit(i, pl.Int32)) for i, frame in enumerate(exports)]
        )
        .with_columns(
            minute=pl.col("sent_at").dt.truncate("1m"),
            marked=pl.col("state").is_in(["edited", "deleted"]),
        )
        .sort("export", "sent_at", "position")
        .with_columns(
            # Where the row stands among its minute's rows, and its number among equal ones.
            order=pl.int_range(pl.len()).over("export", *_MINUTE),
            size=pl.len().over("export", *_MINUTE),
            n=pl.int_range(pl.len()).over("export", *_SPEAKER, "text"),
        )
    )
    counts = {"rows": rows.height}
    newest = _newest(rows)
    counts["superseded"] = rows.height - newest.height
    merged = (
        # The export that shows most of a minute says in which order: others may begin within it.
        newest.sort("size", "order", descending=[True, False])
        .group_by(*_SPEAKER, "text", "n")
        .agg(pl.col("order").first(), pl.col("state", "sent_at", "date", "position").min())
        # By title first: newsletters of one day may lie in several folders.
        .sort(*_MINUTE, "title", "order", "sent_at", "author", "section_title", "text", "n")
    )
    counts["duplicates"] = newest.height - merged.height
    kept = merged.filter(pl.col("state") != "deleted")
    counts["deleted"] = merged.height - kept.height
    counts["messages"] = kept.height
    return kept.drop("n", "order"), counts


def _newest(rows: pl.DataFrame) -> pl.DataFrame:
    """Drop the rows of an author's minute that another export shows in a newer state."""
    marked = rows.filter(pl.col("marked").any().over(_SPEAKER))
    if marked.is_empty():
        return rows
    states = marked.group_by(*_SPEAKER, "export", maintain_order=True).agg(
        deletions=(pl.col("state") == "deleted").sum(),
        marks=pl.col("marked").sum(),
        shown=pl.len(),
        # Decides between equals by content, never by the order of exports.
        content=pl.col("text").implode().list.join("\0"),
    )
    rank = ["deletions", "marks", "shown", "content"]
    best = states.sort(rank, descending=True).unique(_SPEAKER, keep="first", maintain_order=True)
    chosen = states.join(best, on=[*_SPEAKER, *rank], how="semi", nulls_equal=True)
    kept = marked.join(chosen, on=[*_SPEAKER, "export"], how="semi", nulls_equal=True)
    return pl.concat([rows.filter(~pl.col("marked").any().over(_SPEAKER)), kept])


def partition(
    rows: pl.DataFrame, *, by: str, time: str, session_gap: timedelta
) -> dict[str, pl.DataFrame]:
    """Split merged rows into periods and give them their public form.

    Args:
        rows: from `merge`.
        by: span of a period, `month`, `quarter` or `year`.
        time: `day`, `week` (its Monday) or `month` (its first day): how exact dates stay.
        session_gap: silence after which a new session begins.

    Returns:
        Rows of `schema.MESSAGES` by name of the period, in order of period. Sessions and positions
        count from 0 in each thread and period, so that a late insertion moves nothing elsewhere.
        A session of a newsletter is one issue.

    Raises:
        AcervoError: there is no row at all.
    """
    if rows.is_empty():
        raise AcervoError(
            "no message was accepted from any source, so there is nothing to index",
            fix="The reports in results/private/reports/parse say why; "
            "`sources` in config/config.yaml says where exports are read.",
        )
    thread = ["source", "thread"]
    dated = rows.with_columns(
        opens=pl.when(pl.col("kind") == "message")
        .then(pl.col("minute").diff().over(thread) > session_gap)
        .otherwise(
            pl.struct("date", "title").ne_missing(pl.struct("date", "title").shift()).over(thread)
        ),
        issue=pl.format("{} {}", "date", pl.col("title").fill_null("")),
        date=pl.col("date").dt.truncate({"day": "1d", "week": "1w", "month": "1mo"}[time]),
    ).with_columns(path=_path(), period=_period(pl.col("date"), by))
    numbered = (
        dated.sort("period", *thread, maintain_order=True)
        .with_columns(
            session=pl.col("opens").fill_null(False).cum_sum().over(thread),
            position=pl.int_range(pl.len(), dtype=pl.Int32).over("period", *thread),
        )
        .with_columns(
            session=(pl.col("session") - pl.col("session").min().over("period", *thread)).cast(
                pl.Int32
            ),
        )
    )
    keys = numbered.select(
        "source", pl.coalesce("path", "thread"), pl.col("date").cast(pl.String), "author", "text"
    )
    numbered = numbered.with_columns(
        message_id=pl.Series(stable_ids(keys.iter_rows()), dtype=pl.Int64)
    )
    return {
        str(key[0]): part for key, part in numbered.partition_by("period", as_dict=True).items()
    }


def _path() -> pl.Expr:
    """Public locator of a newsletter: its published date, numbered if several have the same.

    The file name of an export is private: nothing that identifies an input leaves.
    """
    number = pl.col("issue").rank("dense").over("source", "kind", "date")
    suffix = pl.when(number > 1).then(pl.format("-{}", number)).otherwise(pl.lit(""))
    path = pl.col("source") + "/" + pl.col("date").cast(pl.String) + suffix
    return pl.when(pl.col("kind") != "message").then(path)


def _period(date: pl.Expr, by: str) -> pl.Expr:
    """Name of the period of each date, as in `periods.of_year`."""
    year = date.dt.year().cast(pl.String).str.zfill(4)
    if by == "month":
        return year + "-" + date.dt.month().cast(pl.String).str.zfill(2)
    if by == "quarter":
        return year + "-Q" + date.dt.quarter().cast(pl.String)
    return year
