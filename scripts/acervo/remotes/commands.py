"""Commands of `acervo` for what was published: pull, revisions, promote, rollback."""

import argparse
from pathlib import Path
from typing import Any

from acervo.errors import AcervoError
from acervo.remotes.locations import open_store
from acervo.remotes.store import Store, Transient

_LOCATION = "a folder, hf://organisation/name or ia://identifier"


def add_commands(commands: Any) -> list[argparse.ArgumentParser]:
    """Add the commands to the subparsers of `acervo`; return those that take --dataset."""
    pull = commands.add_parser("pull", help="bring a published revision here, every byte verified")
    pull.add_argument(
        "locations", nargs="+", metavar="LOCATION", help=f"{_LOCATION}; the first is preferred"
    )
    pull.add_argument("--revision", help="its name, `stable` or `latest` (default: stable, if any)")
    pull.add_argument(
        "--year", action="append", default=[], metavar="YEAR", help="only this year (repeatable)"
    )
    pull.add_argument(
        "--model", action="append", default=[], metavar="ALIAS", help="only this model's vectors"
    )
    pull.set_defaults(run=_pull)

    revisions = commands.add_parser("revisions", help="what was published, the newest first")
    revisions.set_defaults(run=_revisions)

    promote = commands.add_parser("promote", help="let readers get a revision by default")
    promote.set_defaults(run=_promote)

    rollback = commands.add_parser("rollback", help="promote the revision before the promoted one")
    rollback.set_defaults(run=_rollback)

    for command in (revisions, promote, rollback):
        command.add_argument("location", metavar="LOCATION", help=_LOCATION)
    promote.add_argument("revision", metavar="REVISION")
    return [pull]


def _pull(options: argparse.Namespace) -> int:
    from acervo.remotes.restoring import of, restore  # validators: only for those who pull

    root: Path = options.dataset
    done = restore(
        [open_store(location) for location in options.locations],
        root,
        revision=options.revision,
        wanted=of(options.year, options.model),
        replace=True,
    )
    print(
        f"{root}: revision {done.revision}, {done.fetched} files fetched ({done.bytes:,} bytes), "
        f"{done.kept} there already, {done.removed} of the revision before removed"
    )
    if done.missing:
        print(f"{done.missing} files were not asked for, so no manifest.json was written")
    return 0


def _revisions(options: argparse.Namespace) -> int:
    store = open_store(options.location)
    stable, revisions = _tried(store, "stable"), _tried(store, "revisions")
    if not revisions:
        raise AcervoError(
            "nothing was published there", where=store.url, fix=f"A place is {_LOCATION}."
        )
    for revision in revisions:
        print(revision + "  stable" * (revision == stable))
    return 0


def _promote(options: argparse.Namespace) -> int:
    _tried(open_store(options.location), "promote", options.revision)
    print(f"{options.location}: readers get revision {options.revision}")
    return 0


def _rollback(options: argparse.Namespace) -> int:
    store = open_store(options.location)
    revisions, stable = _tried(store, "revisions"), _tried(store, "stable")
    older = revisions[revisions.index(stable) + 1 :] if stable in revisions else []
    if not older:
        raise AcervoError(
            "there is no revision before the promoted one",
            where=options.location,
            fix="`acervo revisions` lists what is there, `acervo promote` takes any of it.",
        )
    _tried(store, "promote", older[0])
    print(f"{options.location}: readers get revision {older[0]}, no longer {stable}")
    return 0


def _tried(store: Store, name: str, *arguments: str) -> Any:
    try:
        return getattr(store, name)(*arguments)
    except Transient as error:
        raise AcervoError(str(error), where=store.url, fix="Try again in a while.") from None
