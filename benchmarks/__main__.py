"""All benchmarks, or those that are named; each replaces its section of RESULTS.md and its picture.

python -m benchmarks [NAME ...] [--work FOLDER] [--reranker FOLDER]
                     [--whatstk-python PATH] [--peers-python PATH]
"""

import argparse
import json
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks import (
    anonymize,
    encoding,
    facts,
    index,
    ir,
    no_op,
    parse_whatsapp,
    pictures,
    storage,
    whole_run,
)
from benchmarks.results import Result, machine, replaced, section

RESULTS = Path(__file__).with_name("RESULTS.md")

# In this order, whatever the order of names: `facts` adds chats to the run that others read. A run
# that is measured begins with an empty folder, whether or not another one was given.
ALL: dict[str, Callable[[Namespace, Path], Iterable[Result]]] = {
    "parse_whatsapp": lambda given, _: [parse_whatsapp.main(given.whatstk_python)],
    "anonymize": lambda given, _: anonymize.main(given.peers_python),
    "no_op": lambda *_: [no_op.main()],
    "whole_run": lambda _, own: [whole_run.main(own / "whole")],
    "storage": lambda given, own: storage.main(given.work or own / "whole"),
    "index": lambda given, own: index.main(given.work or own / "whole"),
    "facts": lambda _, own: [facts.main(own / "whole")],
    "ir": lambda given, own: ir.main(own / "ir", given.reranker),
    "encoding": lambda _, own: encoding.main(own / "encoding"),
}
WITHOUT_DATA = ("parse_whatsapp", "anonymize", "no_op")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", metavar="NAME", nargs="*", help=", ".join(ALL))
    parser.add_argument("--work", type=Path, help="folder of a whole run, for storage and index")
    parser.add_argument("--reranker", metavar="FOLDER", help="see ir.py")
    parser.add_argument("--whatstk-python", metavar="PATH", help="see parse_whatsapp.py")
    parser.add_argument("--peers-python", metavar="PATH", help="see anonymize.py")
    given = parser.parse_args()
    if unknown := set(given.names) - ALL.keys():
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(ALL)}")
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        for name in [each for each in ALL if each in (given.names or ALL)]:
            if name not in WITHOUT_DATA and not whole_run.DATA.is_dir():
                print(f"{name} is skipped: {whole_run.DATA} is not there", file=sys.stderr)
                continue
            results = []
            for result in ALL[name](given, Path(folder)):
                print(json.dumps(result), flush=True)
                results.append(result)
            picture = pictures.draw(name, results, RESULTS.parent)
            text = section(results, machine(), picture)
            RESULTS.write_text(replaced(RESULTS.read_text("utf-8"), name, text, list(ALL)), "utf-8")
            kept &= all(result["kept"] is not False for result in results)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
