"""Consent: who is in the dataset, and what members chose to be known by."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from acervo.errors import AcervoError
from acervo.privacy.commands import PREFIX, is_command, read_commands
from acervo.privacy.detectors.phones import canonical_phone
from acervo.privacy.names import normal_name, recognisable
from acervo.privacy.pseudonyms import PSEUDONYM
from acervo.privacy.roster import SHARED_NAME, Person, identity, read_private_list

_KEYS = ("name", "display", "phone", "nicknames")
_COLUMNS = {
    "person": pl.String,
    "opted_out": pl.Boolean,
    "alias": pl.String,
    "bio": pl.String,
    "link": pl.String,
}
_SAID = ("person", "author", "exports", "current", "text", "source", "thread", "minute")
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
) -> tuple[set[str], list[str]]:
    """Tell which persons of the roster the private list means; and which entries nobody who wrote.

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
    meant, idle = set[str](), list[str]()
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
            idle.append(listed.where(i))
        meant |= found
    return meant, idle


_Moment = tuple[str, str, dt.datetime]  # source, thread, minute


@dataclass
class _Decision:
    """What a person decided. out: the opt-outs that stand; chosen: profile, by key.

    Of an opt-out: whether the name of who wrote it is one of their own, and which exports show it.
    """

    out: dict[_Moment, tuple[bool, set[int]]] = field(default_factory=dict)
    chosen: dict[str, str | None] = field(default_factory=dict)

    def opt_out(self, moment: _Moment, own_name: bool, exports: set[int]) -> None:
        own, shown = self.out.get(moment, (True, set()))
        self.out[moment] = own and own_name, shown | exports

    def opt_in(self, source: str, own_name: bool, exports: set[int]) -> None:
        undone = [
            moment
            for moment, (own, shown) in self.out.items()
            if moment[0] == source and ((own and own_name) or shown & exports)
        ]
        for moment in undone:
            del self.out[moment]


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
        Rows of `schema.CONSENT`, sorted by person. A person's last command counts. Where exports
        differ because a message was edited or deleted, the export that shows most deletions, then
        most edits, is believed, but an opt-out is undone by an opt-in only, not by deleting it.

        Nobody comes back by what may be somebody else's. An opt-in undoes what was said in its own
        source only; under a name that anybody may have ("Mãe", "Trabalho", a heart), only what the
        same export shows. And who is "Trabalho: Rui" in one export may be "Trabalho" in another,
        which had too little to tell that the name goes on: when one is out, so is the other.
    """
    decisions: dict[str, _Decision] = defaultdict(_Decision)
    for person, author, exports, current, text, *moment in _said(records, roster, prefix).rows():
        own_name, shown = recognisable(author), set(exports)
        for command in read_commands(text, prefix)[0]:
            if command.verb == "opt-out":
                decisions[person].opt_out((*moment,), own_name, shown)
            elif current and command.verb == "opt-in":
                decisions[person].opt_in(moment[0], own_name, shown)
            elif current and command.verb not in ("", "help"):
                decisions[person].chosen[command.verb] = command.value or None
    out = {person for person, decision in decisions.items() if decision.out} | set(listed)
    out |= {other for pair in _cut_short(records, roster) if out & pair for other in pair}
    rows = [
        {"person": person, "opted_out": person in out, **decisions[person].chosen}
        for person in sorted(out | decisions.keys())
    ]
    return pl.DataFrame(rows, schema=_COLUMNS)


def _cut_short(records: Sequence[pl.DataFrame], roster: pl.DataFrame) -> Iterator[set[str]]:
    """Yield pairs of persons of whom one is called as the other is up to a colon."""
    names = {name for frame in records for name in frame["author"].unique().drop_nulls()}
    persons = {
        normal_name(name): person
        for name, person in roster.select("name", "person").iter_rows()
        if name in names
    }
    for name, person in persons.items():
        for colon in re.finditer(": ", name):
            if (begin := name[: colon.start()]) in persons:
                yield {person, persons[begin]}


def unknown_commands(
    records: Iterable[pl.DataFrame], prefix: str = PREFIX
) -> list[tuple[str, int, dt.date]]:
    """Return where commands stand that nobody understands: file, line and date, never the text."""
    found = set()
    for frame in records:
        rows = frame.filter(is_command(prefix)).select("file", "line", "date", "text")
        for *place, text in rows.iter_rows():
            if any(not command.verb for command in read_commands(text, prefix)[0]):
                found.add((*place,))
    return sorted(found)


def _said(records: Sequence[pl.DataFrame], roster: pl.DataFrame, prefix: str) -> pl.DataFrame:
    """Return every message with a command, the last one of a person last.

    exports: those that show it. current: false where a newer state of the same minute is known.
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
        return pl.DataFrame(schema=dict.fromkeys(_SAID, pl.Null))
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
        .group_by(*_MINUTE, "current", "text", "author")
        .agg(pl.col("order").max(), exports=pl.col("export").unique())
        .sort("minute", "current", "order", "text", "author", "source", "thread")
        .select(_SAID)
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
