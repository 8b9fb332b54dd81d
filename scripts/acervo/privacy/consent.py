"""Consent: who is in the dataset, and what members chose to be known by."""

import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from acervo.errors import AcervoError
from acervo.privacy.commands import PREFIX, is_command, read_command
from acervo.privacy.detectors.phones import canonical_phone
from acervo.privacy.names import normal_name
from acervo.privacy.pseudonyms import PSEUDONYM
from acervo.privacy.roster import SHARED_NAME, Person, identity, read_private_list

log = logging.getLogger("acervo.privacy")

_KEYS = ("name", "display", "phone", "nicknames")
_COLUMNS = {
    "person": pl.String,
    "opted_out": pl.Boolean,
    "alias": pl.String,
    "bio": pl.String,
    "link": pl.String,
}
_MINUTE = ["person", "source", "thread", "minute"]


@dataclass(frozen=True)
class OptOuts:
    """The private list of people who are left out: for each entry all that it says of a person."""

    path: str = ""
    entries: tuple[tuple[str, ...], ...] = ()

    def where(self, entry: int) -> str:
        """The place of an entry, for errors, which never hold its value."""
        return f"{self.path}, entry {entry}"


def read_opt_outs(path: str | Path) -> OptOuts:
    """Read the private list of people who asked to be left out (YAML or JSON).

    Args:
        path: a list of names as in the exports, telephone numbers, pseudonyms, or mappings of
            `name`, `display`, `phone` and `nicknames` as in the list of people, all optional.

    Raises:
        AcervoError: an entry that cannot be taken, named by its index (from 0) without its value.
    """
    entries = read_private_list(path, "names or numbers")
    read = (_entry(entry, f"{path}, entry {i}") for i, entry in enumerate(entries))
    return OptOuts(str(path), tuple(read))


def _entry(entry: Any, where: str) -> tuple[str, ...]:
    if isinstance(entry, dict):
        for i, key in enumerate(entry):
            if key not in _KEYS:
                # An unknown key may be a value in the wrong place: told by its place only.
                known = f"Known: {', '.join(_KEYS)}."
                raise AcervoError(f"key number {i} is unknown", where=where, fix=known)
        values = [entry.get(key) for key in _KEYS[:-1]]
        nicknames = entry.get("nicknames") or []
        values += nicknames if isinstance(nicknames, list) else [nicknames]
    else:
        values = [entry]
    texts = [_digits(v) if type(v) is int else v for v in values if v is not None]
    if not texts or not all(isinstance(text, str) and normal_name(text) for text in texts):
        raise AcervoError(
            "expected a name, a number in quotes, or a mapping of these",
            where=where,
            fix=f"A mapping may have {', '.join(_KEYS)}.",
        )
    return tuple(texts)


def _digits(number: int) -> str:
    """Return a telephone number that YAML read as a number, without its "+"."""
    return str(number) if canonical_phone(str(number)) else f"+{number}"


def strangers(
    listed: OptOuts, authors: Iterable[str], people: Iterable[Person], *, region: str = "BR"
) -> list[Person]:
    """Return those of the list who never wrote, so that the roster recognises them in texts.

    Args:
        listed: from `read_opt_outs`.
        authors: names as written in the exports.
        people: the private list of people.
        region: the country of telephone numbers that name none.
    """
    known = {identity(name, region) for name in (*authors, *_names(people))}
    unknown = {
        normal_name(claim): Person(claim)
        for claims in listed.entries
        for claim in claims
        if any(c.isalpha() for c in claim) and not PSEUDONYM.fullmatch(claim)
        if identity(claim, region) not in known
    }
    return [unknown[name] for name in sorted(unknown)]


def _names(people: Iterable[Person]) -> list[str]:
    each = ((p.name, p.display, p.phone, *p.nicknames) for p in people)
    return [name for names in each for name in names if name]


def listed_persons(
    listed: OptOuts,
    roster: pl.DataFrame,
    authors: Collection[str],
    people: Sequence[Person],
    *,
    region: str = "BR",
) -> set[str]:
    """Tell which persons of the roster the private list means.

    Args:
        listed: from `read_opt_outs`.
        roster: rows of `schema.ROSTER`, made with the `strangers` of the list.
        authors: names as written in the exports.
        people: the private list of people.
        region: the country of telephone numbers that name none.

    Raises:
        AcervoError: an entry that may mean several people, or a pseudonym of nobody. Whoever asked
            to be left out must not come back because a name or the key changed.
    """
    wrote = {identity(name, region) for name in authors}
    named = wrote | {identity(name, region) for name in _names(people)}
    persons: dict[str, str] = {}  # by whole name, number or pseudonym; never by part of a name
    for name, person, pseudonym in roster.select("name", "person", "pseudonym").iter_rows():
        if person:
            persons[pseudonym] = persons[person] = person
            if (same := identity(name, region)) in named:
                persons[same] = person
    writers = {persons[each] for each in wrote}
    meant = set[str]()
    for i, claims in enumerate(listed.entries):
        shown = {c for c in claims if PSEUDONYM.fullmatch(c)}
        names = {identity(claim, region) for claim in set(claims) - shown}
        if not shown <= persons.keys():
            raise AcervoError(
                "the pseudonym of nobody",
                where=listed.where(i),
                fix="It was made with another key, or its exports are gone: give the name.",
            )
        found = {persons[each] for each in shown | names if each in persons}
        if not found and any(c.isalpha() for name in names for c in name):
            raise AcervoError(
                "part of several people's names, or too short to be told from words",
                where=listed.where(i),
                fix="Give the whole name as in the exports, or the number.",
            )
        if not found & writers:
            log.warning("%s: nobody who wrote is called so", listed.where(i))
        meant |= found
    return meant


@dataclass
class _Decision:
    out: dict[str, bool] = field(default_factory=dict)  # by source
    chosen: dict[str, str | None] = field(default_factory=dict)


def collect(
    records: Sequence[pl.DataFrame],
    roster: pl.DataFrame,
    *,
    prefix: str = PREFIX,
    listed: Collection[str] = (),
) -> pl.DataFrame:
    """Tell what everybody decided, from their commands in all exports and the private list.

    Args:
        records: rows of `schema.RECORDS`, one frame per export, in any order.
        roster: rows of `schema.ROSTER`, built from these records.
        prefix: what commands begin with.
        listed: persons of the private list, who are out whatever they write.

    Returns:
        Rows of `schema.CONSENT`, sorted by person. A person's last command counts; an opt-in
        undoes what was said in its own source only: in another it may be somebody else's who is
        called the same. Where exports
        differ because a message was edited or deleted, the export that shows most deletions, then
        most edits, is believed, but an opt-out is undone by an opt-in only, not by deleting it.
    """
    decisions: dict[str, _Decision] = {}
    for person, source, text, current in _said(records, roster, prefix).iter_rows():
        command = read_command(text, prefix)
        if command.verb in ("", "help") or not (current or command.verb == "opt-out"):
            continue
        decision = decisions.setdefault(person, _Decision())
        if command.verb in ("opt-out", "opt-in"):
            decision.out[source] = command.verb == "opt-out"
        else:
            decision.chosen[command.verb] = command.value or None
    for person in listed:
        decisions.setdefault(person, _Decision()).out[""] = True
    rows = [
        {"person": person, "opted_out": any(decision.out.values()), **decision.chosen}
        for person, decision in sorted(decisions.items())
    ]
    return pl.DataFrame(rows, schema=_COLUMNS)


def _said(records: Sequence[pl.DataFrame], roster: pl.DataFrame, prefix: str) -> pl.DataFrame:
    """Return (person, source, text, current) of every command, the last one of a person last.

    current: false where a newer state of the same minute is known.
    """
    moment = ["source", "thread", "minute"]
    minute = pl.col("sent_at").dt.truncate("1m")  # what two phones agree on
    spoken = (pl.col("kind") == "message") & pl.col("author").is_not_null()
    frames = [
        frame.lazy()
        .filter(spoken)
        .with_columns(minute=minute, command=is_command(prefix), export=pl.lit(i))
        .select(*moment, "author", "state", "text", "position", "command", "export")
        for i, frame in enumerate(records)
    ]
    if not frames:
        names = dict.fromkeys(["person", "source", "text"], pl.String)
        return pl.DataFrame(schema={**names, "current": pl.Boolean})
    rows = pl.concat(frames)
    moments = rows.filter("command").select(moment).unique()
    people = roster.lazy().filter(pl.col("person") != "").select("person", author="name")
    said = (
        rows.join(moments, on=moment, how="semi")
        .join(people, on="author")
        .sort("export", "position")
        .collect()
    )
    exports = said.group_by(*_MINUTE, "export", maintain_order=True).agg(
        deletions=(pl.col("state") == "deleted").sum(),
        edits=(pl.col("state") == "edited").sum(),
        shown=pl.len(),
        # Decides between equals by content, never by the order of exports.
        content=pl.col("text").implode().list.join("\0"),
    )
    rank = pl.struct("deletions", "edits", "shown", "content")
    changed = (pl.col("deletions") + pl.col("edits")).sum() > 0
    exports = exports.with_columns(
        current=(~changed.over(_MINUTE)) | (rank == rank.sort().last().over(_MINUTE))
    )
    return (
        said.with_columns(order=pl.int_range(pl.len()).over(*_MINUTE, "export"))
        .join(exports.select(*_MINUTE, "export", "current"), on=[*_MINUTE, "export"])
        .filter("command")
        .group_by(*_MINUTE, "current", "text")
        .agg(pl.col("order").max())
        .sort("minute", "current", "order", "text", "source", "thread")
        .select("person", "source", "text", "current")
    )


def withheld(roster: pl.DataFrame, consent: pl.DataFrame) -> pl.DataFrame:
    """Take the pseudonyms of those who opted out from the roster.

    Returns:
        Rows of `schema.ROSTER`, sorted by name. Names of people who opted out stay, with `[NAME]`
        in the place of a pseudonym. So does the pseudonym itself, as one more name: a member may
        have quoted what was published before.
    """
    gone = pl.col("person").is_in(consent.filter("opted_out")["person"].to_list())
    known_by = roster.filter(gone).select(
        "person",
        name="pseudonym",
        pseudonym=pl.lit(SHARED_NAME),
        in_text=pl.lit(False),
    )
    hidden = pl.when(gone).then(pl.lit(SHARED_NAME)).otherwise("pseudonym")
    rows = roster.with_columns(pseudonym=hidden)
    # Somebody may call themselves by what was a pseudonym: that name has its row already.
    known_by = known_by.unique().join(rows, on="name", how="anti")
    return pl.concat([rows, known_by.select(rows.columns)]).sort("name")
