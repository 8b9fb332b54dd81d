"""The roster: who wrote, under which names, and who is recognised in running text."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from acervo.errors import AcervoError
from acervo.privacy.detectors.phones import canonical_phone, phone_writings
from acervo.privacy.names import (
    INVISIBLE,
    clean_name,
    derived_forms,
    normal_name,
    pattern,
    people_beside,
    recognisable,
    short_forms,
)
from acervo.privacy.pseudonyms import pseudonym

# What stands in a text for a name that several people share: it could be any of them.
SHARED_NAME = "[NAME]"

# When two names of overlapping exports are one person: so many messages in common, in that share
# of those that both exports have.
MIN_COINCIDENCES = 3
MIN_AGREEMENT = 0.9
MIN_TEXT = 8


@dataclass(frozen=True)
class Person:
    """One entry of the private list of people."""

    name: str
    display: str | None = None
    phone: str | None = None
    nicknames: tuple[str, ...] = ()


_KEYS = ("name", "display", "phone", "nicknames")


def read_people(path: str | Path, *, region: str = "BR") -> list[Person]:
    """Read the private list of people (YAML or JSON).

    Args:
        path: a list of `{name, display, phone, nicknames: [...]}`, all but `name` optional.
        region: the country of telephone numbers that name none.

    Raises:
        AcervoError: an entry that cannot be taken, or two that claim the same name or number;
            named by its index (from 0) and key, without its value. Nicknames may be shared.
    """
    entries = read_private_list(path, "people")
    people = [_person(entry, f"{path}, entry {i}", region) for i, entry in enumerate(entries)]
    claimed: dict[str, int] = {}
    for i, person in enumerate(people):
        for key, claim in _claims(person, region):
            other = claimed.setdefault(claim, i)
            if other != i:
                raise AcervoError(
                    f"also belongs to entry {other}",
                    where=f"{path}, entry {i}, {key}",
                    fix="Two people need two names; a name both are called by is a nickname.",
                )
    return people


def read_private_list(path: str | Path, what: str) -> list[Any]:
    """Read a list that the user keeps in YAML or JSON; an empty file is an empty list.

    Raises:
        AcervoError: it is no list of `what`, or cannot be read; without a value of it.
    """
    try:
        entries = yaml.safe_load(Path(path).read_text(encoding="utf-8-sig"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}, line {mark.line + 1}" if mark else str(path)
        raise AcervoError("not valid YAML or JSON", where=where) from None
    except (OSError, UnicodeDecodeError) as error:
        raise AcervoError(f"cannot be read ({type(error).__name__})", where=str(path)) from None
    except (ValueError, KeyError, AttributeError, RecursionError):
        # What PyYAML raises for a tag that does not fit; its text would quote the value.
        raise AcervoError("not valid YAML or JSON", where=str(path)) from None
    if not isinstance(entries, list | None):
        raise AcervoError(f"expected a list of {what}", where=str(path))
    return entries or []


def _person(entry: Any, where: str, region: str) -> Person:
    if not isinstance(entry, dict):
        raise AcervoError(f"expected a mapping of {', '.join(_KEYS)}", where=where)
    for key in entry:
        if key not in _KEYS:
            # An unknown key may be a value in the wrong place: told by its place only.
            raise AcervoError(
                f"key number {list(entry).index(key)} is unknown",
                where=where,
                fix=f"Known: {', '.join(_KEYS)}.",
            )
    if not isinstance(entry.get("name"), str) or not normal_name(entry["name"]):
        raise AcervoError("expected a name", where=f"{where}, name")
    display, phone, nicknames = entry.get("display"), entry.get("phone"), entry.get("nicknames")
    if display is not None and (not isinstance(display, str) or not normal_name(display)):
        raise AcervoError("expected a text", where=f"{where}, display")
    if isinstance(phone, int) and not isinstance(phone, bool):
        phone = str(phone)  # YAML reads +5569999990001 as a number
    if phone is not None and (not isinstance(phone, str) or canonical_phone(phone, region) is None):
        raise AcervoError(
            "not a telephone number",
            where=f"{where}, phone",
            fix="Write it as +CC and the number, in quotes.",
        )
    nicknames = [] if nicknames is None else nicknames
    if not isinstance(nicknames, list) or not all(
        isinstance(n, str) and normal_name(n) for n in nicknames
    ):
        raise AcervoError("expected a list of texts", where=f"{where}, nicknames")
    return Person(entry["name"], display, phone, tuple(nicknames))


def _claims(person: Person, region: str) -> list[tuple[str, str]]:
    """Return what only this person may be called, by key."""
    claims = [("name", normal_name(person.name))]
    if person.display:
        claims.append(("display", normal_name(person.display)))
    if person.phone:
        claims.append(("phone", canonical_phone(person.phone, region) or person.phone))
    return claims


def build_roster(
    records: Iterable[pl.DataFrame],
    people: Iterable[Person],
    *,
    key: bytes,
    dataset: str,
    region: str = "BR",
) -> pl.DataFrame:
    """Tell which authors are the same person, and what everybody is called in running text.

    Args:
        records: one frame per export, in any order; of `schema.RECORDS` only `source`, `sent_at`,
            `author`, `state` and `text` are needed.
        people: the private list; it has the last word on who is who.
        key: of the pseudonyms, at least 32 bytes.
        dataset: the name of the dataset: a person has unrelated pseudonyms in two datasets.
        region: the country of telephone numbers that name none.

    Returns:
        Rows of `schema.ROSTER`, sorted by name. Every author as written has a row with the person
        and the pseudonym; `in_text` says whether the name is looked for in texts. Further rows are
        other names of these people (first names, nicknames, digits of telephones), always
        `in_text`. A name that several people share is one row with the person "" and `[NAME]` in
        the place of a pseudonym, and no row of an author with that name is `in_text`.

        Two authors are one person when the list says so, when their names or numbers are equal up
        to case, marks and writing, or when overlapping exports of one source, made on two phones,
        show the same messages under both names.
    """
    frames = [
        frame.select("source", "sent_at", "author", "state", "text", export=pl.lit(i, pl.Int32))
        for i, frame in enumerate(records)
    ]
    people = list(people)
    authors = (
        pl.concat(frames).select("author", "export").drop_nulls().unique()
        if frames
        else pl.DataFrame(schema={"author": pl.String, "export": pl.Int32})
    )
    nodes = {name: identity(name, region) for name in authors["author"].unique().sort()}
    groups = _Groups()
    for name, export in authors.iter_rows():
        groups.add(nodes[name], export)
    for person in people:
        _join_person(groups, person, people, region)
    for one, other in _same_messages(frames, nodes):
        groups.join_if_apart(one, other)
    return _rows(nodes, people, groups.names(), key, dataset, region)


def identity(name: str, region: str = "BR") -> str:
    """Return what equal authors share: the telephone number, or the name without case and marks."""
    clean = clean_name(name)
    if sum(c.isdigit() for c in clean) >= 7 and not any(c.isalpha() for c in clean):
        digits = "".join(c for c in clean if c.isdecimal())
        return canonical_phone(clean, region) or (f"+{digits}" if clean[0] == "+" else clean)
    return normal_name(name) or name


def _is_phone(node: str) -> bool:
    return node[:1] == "+" and node[1:].isdecimal()


class _Groups:
    """Which nodes are one person, and in which exports each person writes."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._exports: dict[str, set[int]] = {}
        self._label: dict[str, str] = {}

    def add(self, node: str, export: int | None = None) -> None:
        self._parent.setdefault(node, node)
        exports = self._exports.setdefault(self._root(node), set())
        if export is not None:
            exports.add(export)

    def label(self, node: str, label: str) -> None:
        self._label[self._root(node)] = label

    def _root(self, node: str) -> str:
        while (parent := self._parent[node]) != node:
            self._parent[node] = node = self._parent[parent]
        return node

    def join(self, one: str, other: str) -> None:
        one, other = self._root(one), self._root(other)
        if one == other:
            return
        self._parent[other] = one
        self._exports[one] |= self._exports.pop(other)
        if other in self._label:
            self._label.setdefault(one, self._label.pop(other))

    def join_if_apart(self, one: str, other: str) -> None:
        """Join two people unless one export, or the private list, knows them as two."""
        a, b = self._root(one), self._root(other)
        if not (self._exports[a] & self._exports[b]) and not (
            a in self._label and b in self._label
        ):
            self.join(a, b)

    def names(self) -> dict[str, str]:
        """Return the canonical person of each node: the same whatever the order of the exports."""
        members: dict[str, list[str]] = defaultdict(list)
        for node in self._parent:
            members[self._root(node)].append(node)
        names = {}
        for root, nodes in members.items():
            first = min(nodes, key=lambda node: (not _is_phone(node), node))
            names.update(dict.fromkeys(nodes, self._label.get(root, first)))
        return names


def _join_person(groups: _Groups, person: Person, people: list[Person], region: str) -> None:
    shared = {
        normal_name(n)
        for other in people
        if other is not person
        for n in (other.name, other.display, *other.nicknames)
        if n
    }
    own = [claim for _, claim in _claims(person, region)]
    own += [n for n in map(normal_name, person.nicknames) if n not in shared]
    for node in own:
        groups.add(node)
        groups.join(own[0], node)
    groups.label(own[0], own[0])


def _same_messages(frames: list[pl.DataFrame], nodes: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return pairs of nodes under which overlapping exports show the same messages, best first."""
    if not frames:
        return []
    several = pl.col("export").n_unique().over("source") > 1
    message = ["source", "minute", "text"]
    posted = pl.col("author").is_not_null() & pl.col("state").is_in(["posted", "edited"])
    seen = (
        pl.concat(frames)
        .lazy()
        .filter(posted & (pl.col("text").str.len_chars() >= MIN_TEXT) & several)
        .select(
            "source",
            "export",
            minute=pl.col("sent_at").dt.truncate("1m"),
            text=pl.col("text")
            .str.replace_all(f"[{INVISIBLE}]", "")
            .str.normalize("NFC")
            .str.strip_chars(),
            node=pl.col("author").replace_strict(nodes, return_dtype=pl.String),
        )
        .filter(
            (pl.len().over("export", *message) == 1)
            & (pl.col("export").n_unique().over(message) > 1)
        )
        .collect()
    )
    # A node in one export against what every other export says of the same message.
    who = seen.group_by(*message, "node").len("exports")
    met = seen.join(who, on=message, suffix="_there").filter(
        (pl.col("node") != pl.col("node_there")) | (pl.col("exports") > 1)
    )
    both = met.group_by("export", "node_there").len("both")
    pairs = (
        met.filter(pl.col("node") != pl.col("node_there"))
        .group_by("export", "node", "node_there")
        .len("agree")
        .join(both, on=["export", "node_there"])
        .filter(
            (pl.col("agree") >= MIN_COINCIDENCES)
            & (pl.col("agree") >= MIN_AGREEMENT * pl.col("both"))
        )
        .group_by("node", "node_there")
        .agg(pl.col("agree").max())
    )
    mutual = pairs.join(
        pairs, left_on=["node", "node_there"], right_on=["node_there", "node"], suffix="_back"
    ).filter(pl.col("node") < pl.col("node_there"))
    best = pl.min_horizontal("agree", "agree_back")
    ordered = mutual.sort(best, "node", "node_there", descending=[True, False, False])
    return list(ordered.select("node", "node_there").iter_rows())


def _rows(
    nodes: Mapping[str, str],
    people: list[Person],
    persons: Mapping[str, str],
    key: bytes,
    dataset: str,
    region: str,
) -> pl.DataFrame:
    called: dict[str, set[str]] = defaultdict(set)  # a person's names and numbers, as written
    for name, node in nodes.items():
        called[persons[node]].add(node if _is_phone(node) else name)
    for entry in people:
        names = called[persons[normal_name(entry.name)]]
        names |= {entry.name, *entry.nicknames} | ({entry.display} if entry.display else set())
        if entry.phone:
            names.add(canonical_phone(entry.phone, region) or entry.phone)
    owners: dict[str, set[str]] = defaultdict(set)  # pattern -> persons
    writings: dict[str, set[str]] = defaultdict(set)  # pattern -> names
    for person, names in called.items():
        for name in names:
            others = phone_writings(name) if _is_phone(name) else short_forms(name)
            for form in (clean_name(name), *others):
                if recognisable(form):
                    owners[pattern(form)].add(person)
                    writings[pattern(form)].add(form)
    for name, node in nodes.items():  # a number as this phone writes it
        if recognisable(name):
            owners[pattern(name)].add(persons[node])
            writings[pattern(name)].add(clean_name(name))
    _add_derived(called, owners, writings)
    alias = {person: pseudonym(key, dataset, person) for person in called}
    rows, done = [], set()
    for name, node in nodes.items():
        person, found = persons[node], pattern(name)
        in_text = recognisable(name) and len(owners[found]) == 1
        done |= {found} if in_text else set()
        rows.append((name, person, alias[person], in_text))
    for found in sorted(owners.keys() - done):
        name = min(writings[found])
        while name in nodes:  # an author has this name in the first place: write it as in a mention
            name = f"\u2068{name}\u2069"
        person = next(iter(owners[found])) if len(owners[found]) == 1 else ""
        rows.append((name, person, alias[person] if person else SHARED_NAME, True))
    schema = {"name": pl.String, "person": pl.String, "pseudonym": pl.String, "in_text": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row").sort("name")


def _add_derived(
    called: Mapping[str, set[str]],
    owners: dict[str, set[str]],
    writings: dict[str, set[str]],
) -> None:
    """Add surnames, initials, diminutives and people beside a contact where nobody is called so.

    Those beside a contact ("mãe do Rui") belong to the person "", as what several people share.
    """
    derived: dict[str, set[str]] = defaultdict(set)
    for person, names in called.items():
        for name in names:
            if _is_phone(name):
                continue
            for form in derived_forms(name):
                derived[pattern(form)].add(person)
                writings[pattern(form)].add(form)
            for form in people_beside(name):
                derived[pattern(form)].add("")
                writings[pattern(form)].add(form)
    for found, persons in derived.items():
        if found not in owners and any(recognisable(form) for form in writings[found]):
            owners[found] = persons
