"""Commands of `acervo` that compare the dataset with the places that keep it: status, heal."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from acervo.errors import AcervoError
from acervo.reader import display

if TYPE_CHECKING:
    from acervo.remotes.reconciling import Answer
    from acervo.remotes.store import Difference

_LOCATIONS = (
    "a folder, hf://organisation/name or ia://identifier (default: those of config/config.yaml)"
)


def add_commands(commands: Any) -> list[argparse.ArgumentParser]:
    """Add the commands to the subparsers of `acervo`; return them: all take --dataset."""
    status = commands.add_parser(
        "status",
        help="what is in the dataset, what was not taken, and whether it is published just so",
        description="Say what is in the dataset and what was not taken; compare every byte here, "
        "and what every place shows of its files, with the manifests.",
        epilog="Status 0 if every place that was asked holds this very revision and all files are "
        "as they should be; 1 if not, also where nothing was published yet or no answer came.",
    )
    status.add_argument("--json", action="store_true", help="one JSON object")
    status.add_argument("--offline", action="store_true", help="ask no place")
    status.set_defaults(run=_status)

    heal = commands.add_parser(
        "heal",
        help="mend what `status` finds missing or damaged, here and at the places",
        description="Fetch here, and send again there, what is missing or damaged, from wherever a "
        "right copy is. Places keep their revision: publishing is another thing.",
        epilog="Status 0 if nothing is left to mend.",
    )
    heal.add_argument("--dry-run", action="store_true", help="only say what would be done")
    heal.add_argument(
        "--delete-foreign",
        action="store_true",
        help="delete at the places what belongs to no revision (not while something is published)",
    )
    heal.set_defaults(run=_heal)

    for command in (status, heal):
        command.add_argument("locations", nargs="*", metavar="LOCATION", help=_LOCATIONS)
    return [status, heal]


def _status(options: argparse.Namespace) -> int:
    from acervo.reader.status import status  # validators and clients: only for those who ask
    from acervo.reader.verify import load
    from acervo.remotes.places import places
    from acervo.remotes.reconciling import inspect, survey

    asked = [] if options.offline and not options.locations else places(options.locations)
    root: Path = options.dataset
    manifest, wrong, problem = None, list["Difference"](), ""
    console = Console()
    try:
        manifest = load(root)
        wrong = inspect(root, manifest)
        found = status(root)
    except AcervoError as error:
        if not asked and not wrong:
            raise
        found, problem = None, str(error)
    if not options.json:
        if found:
            display.status(console, found)
        else:
            display.lines(console, [problem])
        if wrong:
            display.differences(
                console,
                str(root),
                wrong,
                "`acervo heal` fetches what is missing or damaged; `snakemake` makes it again",
            )
    answers = []
    for answer in survey(asked, manifest):
        answers.append(answer)
        if not options.json:
            display.place(console, answer)
    one = found is not None and not wrong
    one &= all(answer.comparison is not None and answer.comparison.same for answer in answers)
    if options.json:
        here = {**(found.as_dict() if found else {}), "differences": _listed(wrong)}
        here |= {"problem": problem} if problem else {}
        print(json.dumps({"one": one, "here": here, "places": [_said(a) for a in answers]}))
    return 0 if one else 1


def _heal(options: argparse.Namespace) -> int:
    from acervo.remotes.healing import heal
    from acervo.remotes.places import places

    said: list[str] = []
    console = Console()

    def say(line: str) -> None:
        said.append(line)
        display.lines(console, [line])

    well = heal(
        options.dataset,
        places(options.locations),
        delete_foreign=options.delete_foreign,
        dry_run=options.dry_run,
        say=say,
    )
    if not said:
        say("nothing to mend")
    return 0 if well else 1


def _said(answer: "Answer") -> dict[str, Any]:
    compared = answer.comparison
    if compared is None:
        return {"place": answer.place.name, "problem": answer.problem}
    return {
        "place": answer.place.name,
        "newest": compared.found.newest,
        "promoted": compared.found.stable,
        "same": compared.same,
        "lacking": compared.lacking,
        "differences": _listed(compared.found.differences),
    }


def _listed(differences: "Sequence[Difference]") -> list[dict[str, str]]:
    return [{"kind": d.kind, "name": d.name, "what": d.what} for d in differences]
