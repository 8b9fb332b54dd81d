"""Records without names and identifiers: authors become pseudonyms, and so do members in texts."""

import polars as pl

from acervo.privacy.members import Members
from acervo.privacy.names import INVISIBLE
from acervo.privacy.pii import redact
from acervo.schema import ANONYMIZED, MEDIA

# The public text of a message that is only a file; the same whether or not the export has the file.

_FIELDS = ("title", "section_title", "text")
_SEPARATOR = "\x1e"  # between the fields of a record, so that numbering runs through all of them


def anonymize(records: pl.DataFrame, roster: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, int]]:
    """Replace who wrote, who is named, and what identifies somebody.

    Args:
        records: rows of `schema.RECORDS`.
        roster: rows of `schema.ROSTER`, built from these records among others.

    Returns:
        Rows of `schema.ANONYMIZED` in the order of the records, system rows left out; and counts:
        `system` rows, `names` replaced in texts, and values of each kind of identifier.

        Title, section title and text are one text as to the numbers of placeholders. Texts are in
        NFC and without invisible marks. A message with files but no caption reads `[media]`; file
        names do not appear. A deleted message has no text.

    Raises:
        ValueError: an author is not in the roster, which was then built from other records.
    """
    rows = records.filter(pl.col("state") != "system")
    author = _pseudonyms(rows["author"], roster)
    members = Members(roster)
    texts, mentioned = members.replace_mentions(_joined(rows))
    texts, named = members.replace(_without_marks(texts))
    texts, identifiers = redact(texts)
    fields = (
        texts.str.splitn(_SEPARATOR, len(_FIELDS))
        .struct.rename_fields(_FIELDS)
        .alias("fields")
        .to_frame()
        .unnest("fields")
    )
    text = fields["text"]
    bare = (text.str.strip_chars() == "") & (rows["attachments"].list.len() > 0)
    result = rows.with_columns(
        author=author,
        title=pl.when(rows["title"].is_not_null()).then(fields["title"]),
        section_title=pl.when(rows["section_title"].is_not_null()).then(fields["section_title"]),
        text=pl.when(bare & (rows["state"] != "deleted")).then(pl.lit(MEDIA)).otherwise(text),
    )
    counts = {"system": records.height - rows.height, "names": mentioned + named, **identifiers}
    return result.select(ANONYMIZED.arrow.names), counts


def _pseudonyms(authors: pl.Series, roster: pl.DataFrame) -> pl.Series:
    people = roster.filter(pl.col("person") != "")  # not what several people share
    pseudonyms = authors.replace_strict(
        people["name"], people["pseudonym"], default=None, return_dtype=pl.String
    )
    if pseudonyms.null_count() != authors.null_count():
        raise ValueError("an author is missing from the roster: build it from these records too")
    return pseudonyms


def _joined(rows: pl.DataFrame) -> pl.Series:
    """Return one text per record, in NFC: two phones compose letters differently."""
    fields = [
        pl.col(f).fill_null("").str.replace_all(_SEPARATOR, " ", literal=True) for f in _FIELDS[:2]
    ]
    text = pl.when(pl.col("state") != "deleted").then("text").otherwise(pl.lit(""))
    joined = pl.concat_str(*fields, text, separator=_SEPARATOR)
    return rows.select(joined.str.normalize("NFC").alias("text")).to_series()


def _without_marks(texts: pl.Series) -> pl.Series:
    """Remove invisible marks; joiners only where they part plain letters and digits.

    Elsewhere emoji and several scripts are written with joiners.
    """
    texts = texts.str.replace_all(f"[{INVISIBLE}]", "")
    for _ in range(2):  # the second time for what the first one took as a neighbour
        texts = texts.str.replace_all("([0-9A-Za-z@.+])[\u200c\u200d]+([0-9A-Za-z@.+])", "${1}${2}")
    return texts
