"""The `acervo` command."""

import argparse
import json
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from acervo.errors import AcervoError
from acervo.reader import display, reconcile
from acervo.remotes.commands import add_commands

_DEFAULT = "results/public"
_KEY_FILE = "config/secrets/pseudonym.key"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its status (0 well, 1 a difference or mistake, 2 wrong usage)."""
    # Questions are short; the tokenizer's threads only warn when a process forks.
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except AcervoError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): not our error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="acervo", description="Read an Acervo dataset.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    search = commands.add_parser("search", help="find passages by meaning and words")
    search.add_argument("question", help="what you want to know, in your own words")
    search.add_argument(
        "-k", type=_positive, default=5, metavar="N", help="hits to show (default: %(default)s)"
    )
    search.add_argument(
        "--from", dest="since", metavar="DATE", help="not before this day (2024-05-31)"
    )
    search.add_argument("--to", dest="until", metavar="DATE", help="not after this day")
    search.add_argument("--source", metavar="NAME", help="only this source")
    search.add_argument(
        "--author", metavar="PSEUDONYM", help="only passages in which this person speaks"
    )
    search.add_argument(
        "--mode",
        choices=("hybrid", "dense", "lexical"),
        default="hybrid",
        help="by meaning (dense), by words (lexical), or both (default: %(default)s)",
    )
    search.add_argument("--explain", action="store_true", help="say where each score comes from")
    search.add_argument(
        "--rerank", metavar="DIR", help="folder of a cross-encoder that reads the best again"
    )
    search.add_argument("--model", metavar="ALIAS", help="only if the dataset has several models")
    search.add_argument(
        "--model-path", metavar="DIR", help="folder of the model, if it is not installed"
    )
    search.add_argument(
        "--json", action="store_true", help="one JSON object per hit (default unless a terminal)"
    )
    search.set_defaults(run=_search)

    verify = commands.add_parser(
        "verify", help="compare every byte, row and vector with the manifest"
    )
    verify.add_argument("directory", nargs="?", type=Path, help="the dataset (default: --dataset)")
    verify.set_defaults(run=_verify)

    forget = commands.add_parser(
        "forget", help="what leaving a person out would change; changes nothing"
    )
    forget.add_argument("author", help="pseudonym, or a name or number as in the exports")
    forget.set_defaults(run=_forget)

    rotate = commands.add_parser(
        "rotate-key", help="make a new key: the next build gives everybody a new pseudonym"
    )
    rotate.add_argument(
        "--key-file",
        type=Path,
        default=Path(_KEY_FILE),
        metavar="FILE",
        help="default: %(default)s",
    )
    rotate.set_defaults(run=_rotate)

    others = [*reconcile.add_commands(commands), *add_commands(commands)]
    for command in (search, verify, forget, rotate, *others):
        command.add_argument(
            "--dataset",
            type=Path,
            default=Path(_DEFAULT),
            metavar="DIR",
            help="default: %(default)s",
        )
    return parser


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("must be a number, 1 or more")
    return int(text)


def _search(options: argparse.Namespace) -> int:
    from acervo.reader.library import open_dataset  # faiss: only for those who search

    hits = open_dataset(options.dataset, model_path=options.model_path).search(
        options.question,
        options.k,
        model=options.model,
        since=options.since,
        until=options.until,
        source=options.source,
        author=options.author,
        mode=options.mode,
        rerank=options.rerank,
    )
    if options.json or not sys.stdout.isatty():
        for hit in hits:
            print(json.dumps(hit.as_dict(explain=options.explain), ensure_ascii=False))
    else:
        display.hits(Console(), hits, explain=options.explain)
    return 0


def _verify(options: argparse.Namespace) -> int:
    from acervo.reader.verify import load, verify

    root = options.directory or options.dataset
    differences = verify(root)
    for line in differences:
        print(line)
    manifest = load(root)
    if differences:
        print(
            f"{root}: {len(differences)} differences from revision {manifest['revision']}",
            file=sys.stderr,
        )
        return 1
    files = manifest["total_files"]
    print(f"{root}: revision {manifest['revision']}, all {files} files as they should be")
    return 0


def _forget(options: argparse.Namespace) -> int:
    from acervo.reader.forget import explained, removal

    print(explained(removal(options.dataset, options.author)))
    return 0


def _rotate(options: argparse.Namespace) -> int:
    from acervo.digests import write_json
    from acervo.privacy.rotation import rotate
    from acervo.reader.verify import load
    from acervo.schema import ROSTER
    from acervo.tables import read_table

    private = options.dataset.absolute().parent / "private"
    dataset = load(options.dataset)["dataset"]["name"]
    roster = read_table(private / "roster.parquet", ROSTER)
    report = rotate(options.key_file, os.environ, roster, dataset)
    write_json(private / "reports" / "key-rotation.json", report)
    print(
        f"{options.key_file}: key {report['to']} takes the place of {report['from']}, "
        f"which is kept at {report['kept']}\n"
        f"{report['people']} people get a new pseudonym with the next `snakemake`; nothing is "
        "encoded again.\n"
        f"{private / 'reports' / 'key-rotation.json'} says who was who: keep it, it links "
        "published revisions.\nRevisions that were published keep the old pseudonyms. Back the new "
        "key up."
    )
    return 0
