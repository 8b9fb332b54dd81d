"""Rows as the anonymizing stage gives them."""

import datetime as dt

import polars as pl
from acervo.schema import ANONYMIZED

START = dt.datetime(2024, 5, 13, 12, tzinfo=dt.UTC)  # a Monday
_EMPTY = pl.from_arrow(ANONYMIZED.arrow.empty_table())


def export(*rows, source="praca", thread=None):
    """Return one export; rows are dicts of what differs from a chat message at `START`.

    `at` is the time in seconds after `START`.
    """
    full = []
    for position, row in enumerate(rows):
        at = START + dt.timedelta(seconds=row.get("at", 0))
        full.append(
            {
                "source": source,
                "thread": thread or source,
                "kind": "message",
                "state": "posted",
                "sent_at": at,
                "date": at.date(),
                "author": None,
                "title": None,
                "section_title": None,
                "text": "",
                "position": position,
                **{key: value for key, value in row.items() if key != "at"},
            }
        )
    return pl.DataFrame(full, schema=_EMPTY.schema, orient="row")


def said(at, author, text, state="posted"):
    """Return the row of a chat message, `at` seconds after `START`."""
    return {"at": at, "author": author, "text": text, "state": state}


def section(day, title, text, section_title=None):
    """Return the row of a newsletter's section, `day` days after `START`."""
    return {
        "at": day * 86400,
        "kind": "section",
        "title": title,
        "section_title": section_title,
        "text": text,
    }
