"""A run with nothing to do over 20 years of months, beside the start of an empty workflow.

python -m benchmarks.no_op
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import yaml

REPOSITORY = Path(__file__).resolve().parents[1]
ROUNDS = 7
LIMIT = 2.0


def chat(years: range) -> str:
    lines = [
        f"{date(year, month, 10):%d/%m/%Y}, 10:{minute:02} - Ana: Entry {minute} of {month}/{year}"
        for year in years
        for month in range(1, 13)
        for minute in range(3)
    ]
    return "\n".join(lines) + "\n"


def snakemake(folder: Path, *arguments: str) -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "snakemake", "--quiet", "all", "--cores", "2", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - start


def main() -> dict[str, object]:
    with tempfile.TemporaryDirectory() as name:
        empty, full = Path(name) / "empty", Path(name) / "full"
        empty.mkdir()
        (empty / "Snakefile").write_text('rule all:\n    output: "x"\n    shell: "touch x"\n')
        (full / "config").mkdir(parents=True)
        (full / "raw").mkdir()
        (full / "raw" / "chat.txt").write_text(chat(range(2005, 2025)))
        config = yaml.safe_load((REPOSITORY / "config" / "config.yaml").read_text())
        config["privacy"]["roster"] = None
        config["sources"] = {"chat": {"kind": "whatsapp", "files": "raw/*"}}
        (full / "config" / "config.yaml").write_text(yaml.safe_dump(config))
        ours = ("--snakefile", str(REPOSITORY / "Snakefile"))
        snakemake(empty)
        snakemake(full, *ours)
        # Alternating, so that whatever else the machine does falls on both.
        pairs = [(snakemake(empty), snakemake(full, *ours)) for _ in range(ROUNDS)]
    peer, mine = (statistics.median(column) for column in zip(*pairs, strict=True))
    return {
        "benchmark": "no-op run over 240 months",
        "ours": f"{mine:.2f} s",
        "beside": f"{peer:.2f} s: start of an empty workflow",
        "ratio": round(mine / peer, 2),
        "limit": f"at most {LIMIT}",
        "kept": mine / peer <= LIMIT,
    }


if __name__ == "__main__":
    print(json.dumps(main()))
