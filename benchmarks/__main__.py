"""All benchmarks, one after the other; writes RESULTS.md.

python -m benchmarks [--whatstk-python PATH] [--peers-python PATH]
"""

import argparse
import json
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from benchmarks import anonymize, encoding, facts, index, ir, no_op, parse_whatsapp, whole_run

RESULTS = Path(__file__).with_name("RESULTS.md")
PACKAGES = ("snakemake", "polars", "pyarrow", "sentence-transformers", "torch", "faiss-cpu")


def processor() -> str:
    try:
        lines = subprocess.run(["lscpu"], capture_output=True, text=True, check=True).stdout
        fields = dict(line.split(":", 1) for line in lines.splitlines() if ":" in line)
        return f"{fields['Model name'].strip()}, {fields['CPU(s)'].strip()} cores"
    except (OSError, subprocess.CalledProcessError, KeyError):
        return platform.processor() or platform.machine()


def table(results: list[dict[str, object]]) -> str:
    lines = ["| what | ours | peer | ratio | limit | kept |", "|---|---|---|---|---|---|"]
    for result in results:
        cells = (
            result["benchmark"],
            result.get("ours", "–"),
            result.get("beside", "–"),
            result.get("ratio", "–"),
            result["limit"],
            "yes" if result["kept"] else "**no**",
        )
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines)


def measured(whatstk_python: str | None, peers_python: str | None) -> Iterator[dict[str, object]]:
    yield parse_whatsapp.main(whatstk_python)
    yield from anonymize.main(peers_python)
    yield no_op.main()
    if not whole_run.DATA.is_dir():
        print(f"the rest is skipped: {whole_run.DATA} is not there", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as folder:
        yield whole_run.main(Path(folder))
        yield facts.main(Path(folder))
        yield from index.main(Path(folder))
        yield from ir.main(Path(folder))
        yield from encoding.main(Path(folder))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--whatstk-python", help="see parse_whatsapp.py")
    parser.add_argument("--peers-python", help="see anonymize.py")
    options = parser.parse_args()
    results = []
    for result in measured(options.whatstk_python, options.peers_python):
        print(json.dumps(result), flush=True)
        results.append(result)
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    RESULTS.write_text(
        "# Results\n\nWritten by `make bench`. Ratios within one run: what they are beside, and the "
        "limit that each must keep.\n\n"
        f"{processor()}; Python {platform.python_version()}; {packages}.\n\n{table(results)}\n"
    )
    return 0 if all(result["kept"] for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
