"""Records without names and identifiers: authors become pseudonyms, and so do members in texts."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

import polars as pl

from acervo.parallel import over_slices
from acervo.privacy.commands import PREFIX, is_command, read_commands
from acervo.privacy.detection import Detector
from acervo.privacy.detectors import DETECTORS, IDENTIFIERS, IN_CHATS
from acervo.privacy.members import Members
from acervo.privacy.names import INVISIBLE
from acervo.privacy.ner import ner_detector
from acervo.privacy.pii import redact
from acervo.privacy.pseudonyms import PSEUDONYM
from acervo.privacy.roster import SHARED_NAME
from acervo.schema import ANONYMIZED, MEDIA

_FIELDS = ("title", "section_title", "text")
_SEPARATOR = "\x1e"  # between the fields of a record, so that numbering runs through all of them


def anonymize(
    records: pl.DataFrame,
    roster: pl.DataFrame,
    *,
    prefix: str = PREFIX,
    full_names: bool = True,
    ner: str | None = None,
    processes: int = 1,
) -> tuple[pl.DataFrame, dict[str, int]]:
    """Replace who wrote, who is named, and what identifies somebody.

    Args:
        records: rows of `schema.RECORDS`.
        roster: rows of `schema.ROSTER`, built from these records among others. A person who has
            `[NAME]` for a pseudonym opted out.
        prefix: what commands begin with.
        full_names: whether a given name with a surname goes in chats without anything said of it.
        ner: package of a spaCy pipeline that finds further names, if any.
        processes: how many may work on many texts at once; the result is the same.

    Returns:
        Rows of `schema.ANONYMIZED` in the order of the records, without system rows, commands and
        what people wrote who opted out; and counts: `system`, `opted_out` and `commands` left out
        (`unknown_commands` of these), `names` replaced in texts, and values of each kind of
        identifier.

        Title, section title and text are one text as to the numbers of placeholders. Texts are in
        NFC and without invisible marks. A message with files but no caption reads `[media]`; file
        names do not appear. A deleted message has no text. What a message says beside its commands
        stays. One that was edited into nothing else is a deleted one, so that no earlier state of
        it is taken from another export.

    Raises:
        AcervoError: the spaCy pipeline cannot be loaded.
        ValueError: an author is not in the roster, which was then built from other records.
    """
    rows, counts = _published(records, roster, prefix)
    texts, replaced = _joined(rows), Counter[str]()
    for chat in (True, False):
        some = ((rows["kind"] == "message") == chat).arg_true()
        work = partial(_scrubbed, roster=roster, full_names=chat and full_names, ner=ner)
        scrubbed, counted = zip(*over_slices(work, texts.gather(some), processes), strict=True)
        texts.scatter(some, pl.concat(scrubbed))
        replaced += sum(counted, Counter())
    fields = (
        texts.str.splitn(_SEPARATOR, len(_FIELDS))
        .struct.rename_fields(_FIELDS)
        .alias("fields")
        .to_frame()
        .unnest("fields")
    )
    for heading in _FIELDS[:2]:  # the gate reads each alone; where others stand beside, it may pass
        some = (fields[heading].fill_null("") != "").arg_true()
        alone, found = redact(fields[heading].gather(some), DETECTORS)
        fields = fields.with_columns(fields[heading].clone().scatter(some, alone))
        replaced += Counter(found)
    text = fields["text"]
    # The same whether or not the export has the file.
    bare = (text.str.strip_chars() == "") & (rows["attachments"].list.len() > 0)
    result = rows.with_columns(
        title=pl.when(rows["title"].is_not_null()).then(fields["title"]),
        section_title=pl.when(rows["section_title"].is_not_null()).then(fields["section_title"]),
        text=pl.when(bare & (rows["state"] != "deleted")).then(pl.lit(MEDIA)).otherwise(text),
    )
    return result.select(ANONYMIZED.arrow.names), {**counts, **dict(sorted(replaced.items()))}


def scrub(
    texts: pl.Series,
    roster: pl.DataFrame,
    members: Members,
    detectors: Sequence[Detector] = IN_CHATS,
) -> tuple[pl.Series, Counter[str]]:
    """Replace members' names, identifiers, and pseudonyms of those who opted out.

    Args:
        texts: String series without null, in NFC.
        roster: rows of `schema.ROSTER`.
        members: everybody in it.
        detectors: what is looked for once members are pseudonyms.

    Returns:
        The texts, without invisible marks; and counts: `names` replaced, and values of each kind of
        identifier.
    """
    opted_out = roster.filter(pl.col("pseudonym") == SHARED_NAME)["name"]
    gone = [name for name in opted_out if PSEUDONYM.fullmatch(name)]
    texts, mentioned = members.replace_mentions(texts)
    # Identifiers first: a name inside a file name, an address or a password is a part of it.
    texts, identifiers = redact(texts, IDENTIFIERS, members.by_number)
    settled = _without_marks(texts)
    if gone:
        settled = settled.str.replace_many(gone, [SHARED_NAME], ascii_case_insensitive=True)
    texts, named = members.replace(settled.clone())
    # Where a name went, what is left around it may read as an identifier now.
    texts, cued = redact(texts, tuple(d for d in detectors if d not in IDENTIFIERS))
    rows = (texts != settled).arg_true()
    again, others = redact(texts.gather(rows), detectors)
    texts = texts.clone().scatter(rows, again)
    names = Counter(names=mentioned + named)
    return texts, names + Counter(identifiers) + Counter(cued) + Counter(others)


def _scrubbed(
    texts: pl.Series, *, roster: pl.DataFrame, full_names: bool, ner: str | None
) -> tuple[pl.Series, Counter[str]]:
    """Scrub texts in a process of their own."""
    detectors = IN_CHATS if full_names else DETECTORS
    named = (ner_detector(ner),) if ner else ()
    return scrub(texts, roster, Members(roster), (*detectors, *named))


def _published(
    records: pl.DataFrame, roster: pl.DataFrame, prefix: str
) -> tuple[pl.DataFrame, dict[str, int]]:
    """Return the rows that go on, with pseudonyms for authors, and counts of the others."""
    rows = records.filter(pl.col("state") != "system")
    rows = rows.with_columns(author=_pseudonyms(rows["author"], roster))
    kept = rows.filter(pl.col("author").ne_missing(SHARED_NAME))
    commands = kept.select(is_command(prefix)).to_series()
    said = [read_commands(text, prefix) for text in kept["text"].filter(commands)]
    counts = {
        "system": records.height - rows.height,
        "opted_out": rows.height - kept.height,
        "commands": sum(len(found) for found, _ in said),
        "unknown_commands": sum(not each.verb for found, _ in said for each in found),
    }
    if said:
        rest = pl.Series([rest for _, rest in said], dtype=pl.String)
        text = kept["text"].clone().scatter(commands.arg_true(), rest)
        bare = commands & (text == "")
        state = kept["state"].set(bare & (kept["state"] == "edited"), "deleted")
        kept = kept.with_columns(text, state).filter(~bare | (state == "deleted"))
    return kept, counts


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
