"""What it takes to forget a person: what will be built anew, and what was published before."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from acervo import schema
from acervo.digests import read_json
from acervo.errors import AcervoError
from acervo.privacy.pseudonyms import PSEUDONYM
from acervo.reader.verify import load
from acervo.tables import read_table


@dataclass(frozen=True)
class Removal:
    """What of a dataset is by a person or names them.

    pseudonym: of the person, who has no other name here. messages: rows by this person, by period.
    mentions: rows by others that name the person, by period. passages: rows of each model's index
    in which the person speaks or is named, each with a vector. profile: whether there is one.
    receipts: what was sent where, as `results/receipts` tells.
    """

    root: Path
    revision: str
    pseudonym: str
    messages: dict[str, int]
    mentions: dict[str, int]
    passages: dict[str, int]
    profile: bool
    receipts: dict[str, Any]


def removal(root: Path, author: str) -> Removal:
    """Tell what forgetting a person would change; changes nothing.

    Args:
        root: the published directory. `private/roster.parquet` and `receipts` are looked for beside
            it.
        author: a pseudonym, or, where the roster is at hand, a name or number as in the exports.

    Raises:
        AcervoError: there is no dataset, or nobody in it, or more than one person, is called so.
    """
    manifest = load(root)
    beside = root.absolute().parent
    pseudonym = _pseudonym(author.strip(), beside / "private" / "roster.parquet")
    by, naming = pl.col("author").eq_missing(pseudonym), _naming(pseudonym)
    messages, mentions, passages = dict[str, int](), dict[str, int](), dict[str, int]()
    for path in sorted(manifest["files"]):
        folder, _, name = path.partition("/")
        if folder == "messages":
            rows = read_table(root / path, schema.MESSAGES)
            period = name.removesuffix(".parquet")
            messages[period] = rows.filter(by).height
            mentions[period] = rows.filter(~by & naming).height
        elif folder == "index" and name.endswith("/meta.parquet"):
            rows = read_table(root / path, schema.CHUNKS)
            speaks = pl.col("authors").list.contains(pseudonym)
            passages[name.split("/")[0]] = rows.filter(speaks | naming).height
    profile = "profiles.parquet" in manifest["files"] and (
        pseudonym in read_table(root / "profiles.parquet", schema.PROFILES)["pseudonym"]
    )
    found = Removal(
        root=root,
        revision=manifest["revision"],
        pseudonym=pseudonym,
        messages={period: n for period, n in messages.items() if n},
        mentions={period: n for period, n in mentions.items() if n},
        passages=passages,
        profile=profile,
        receipts=_receipts(beside / "receipts"),
    )
    if not (found.messages or found.mentions or any(passages.values()) or profile):
        raise AcervoError(
            "nothing in this dataset is by that person or names them",
            where=str(root),
            fix="Either nobody is called so, or they have left it already.",
        )
    return found


def _naming(pseudonym: str) -> pl.Expr:
    fields = [pl.col(name).fill_null("") for name in ("section_title", "text")]
    return pl.any_horizontal(field.str.contains(pseudonym, literal=True) for field in fields)


def _pseudonym(author: str, roster_file: Path) -> str:
    if PSEUDONYM.fullmatch(author):
        return author
    if not roster_file.is_file():
        raise AcervoError(
            "not a pseudonym, and names cannot be looked up here",
            where=str(roster_file),
            fix="Give the pseudonym, as `authors` of a search result shows it, or build first.",
        )
    # The workflow's own packages: a reader without them has no roster either.
    from acervo.privacy.names import pattern
    from acervo.privacy.roster import SHARED_NAME, identity

    rows = read_table(roster_file, schema.ROSTER).select("name", "person", "pseudonym").rows()
    wanted, form = identity(author), pattern(author)
    found = {row[2] for row in rows if row[1] and identity(row[0]) == wanted} or {
        row[2] for row in rows if pattern(row[0]) == form
    }
    if found == {SHARED_NAME} and all(row[1] for row in rows if pattern(row[0]) == form):
        raise AcervoError(
            "whoever is called so is left out: nothing by them, nor their name, is in the dataset",
            where=str(roster_file),
            fix="Is it spelled as in the exports? `acervo status` tells of entries in the list "
            "that mean nobody who wrote.",
        )
    if len(found) != 1 or SHARED_NAME in found:
        raise AcervoError(
            "several people are called so" if found else "nobody is called so",
            where=str(roster_file),
            fix="Give the whole name or number as in the exports, or a pseudonym.",
        )
    return str(found.pop())


def _receipts(folder: Path) -> dict[str, Any]:
    return {path.stem: read_json(path) for path in sorted(folder.glob("*.json"))}


def explained(found: Removal) -> str:
    """Say in plain words what will be built anew, how to do it, and what it cannot reach."""
    passages = ", ".join(f"{n:,} vectors of {alias}" for alias, n in found.passages.items())
    lines = [
        f"{found.pseudonym} in revision {found.revision} of {found.root}",
        "",
        "What will be built anew:",
        f"  messages that go      {_counted(found.messages)}",
        f"  messages that change  {_counted(found.mentions)}, where others name them: [NAME]",
        f"  passages              {max(found.passages.values(), default=0):,} in which they speak "
        f"or are named ({passages}), and some beside them",
        f"  index                 {', '.join(found.passages)}",
        f"  profile               {'goes' if found.profile else 'none'}",
        "",
        "How to do it:",
        "  1. Add this line to the private list (YAML) that `privacy.opt_out` names in",
        "     config/config.yaml; if it names none, make one:",
        f"       - {found.pseudonym}",
        "     A name or number does as well, and outlives a change of the key.",
        "  2. Run `snakemake`. What is not by them and does not name them keeps its vectors.",
        "  3. Publish the new revision.",
        "",
        "What this does not reach:",
        "  Revisions published before keep what they have, until they are deleted where they lie;",
        "  copies that others took cannot be called back.",
        *(_published(target, receipt) for target, receipt in found.receipts.items()),
        "  - Hugging Face Hub: earlier commits and tags keep the files. Delete the tags, then",
        "    squash the history (`HfApi.super_squash_history`), or delete the repository.",
        "  - Internet Archive: delete the files of earlier revisions from the item (`ia delete`);",
        "    for the item's history write to info@archive.org.",
        "  - Postgres: drop the schemas of earlier revisions, and their backups.",
        "  - The raw exports on this machine are untouched.",
    ]
    return "\n".join(lines)


def _counted(rows: dict[str, int]) -> str:
    if not rows:
        return "0"
    periods = list(rows)
    if len(periods) == 1:
        return f"{sum(rows.values()):,} in {periods[0]}"
    return f"{sum(rows.values()):,} in {len(periods)} periods ({periods[0]} to {periods[-1]})"


def _published(target: str, receipt: Any) -> str:
    known = receipt if isinstance(receipt, dict) else {}
    told = [str(known[key]) for key in ("revision", "url") if known.get(key)]
    return f"  - {target}: {', '.join(told) or 'published, see the receipt'}"
