"""Ten facts, looked up by hand in real newsletters and chats, asked in other words than theirs.

    python -m benchmarks.facts

Builds a dataset of all newsletters and chats in ../shared/data beside the repository (their origin
and licences: SOURCE.md there), and counts the questions whose answer stands in the first three hits.
"""

import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from acervo.reader import open_dataset
from acervo.reader.search import Hit

from benchmarks.whole_run import DATA, build
from benchmarks.whole_run import configuration as newsletters

HITS = 3

# question, source, date, words of the passage that answers it
FACTS = [
    ("What did ransomware switch off in Baltimore?", "glfc-html", "2018-04-01", "911 dispatch"),
    (
        "Whose bank in Malta lost its management after an arrest in the United States?",
        "glfc-html",
        "2018-04-01",
        "Pilatus",
    ),
    (
        "Why did India's central bank end letters of undertaking?",
        "glfc-html",
        "2018-04-01",
        "Punjab National Bank",
    ),
    ("Can kubelets run in containers?", "lwkd", "2018-01-14", "containerized Kubernetes"),
    ("Is Docker 1.10 still supported?", "lwkd", "2018-01-14", "minimum docker version is now 1.11"),
    (
        "Which interns began to work on Rust in its first summer of newsletters?",
        "this-week-in-rust",
        "2013-06-07",
        "interns arrived this week",
    ),
    (
        "Why has the privacy policy of This Week in Rust changed?",
        "this-week-in-rust",
        "2019-04-09",
        "GitHub pages",
    ),
    (
        "Who offers to design a clever ball for the kids?",
        "whatstk-pokemon",
        "2016-08-07",
        "smart Pokeball",
    ),
    # A window has the date of its first message: this conversation began before midnight.
    (
        "Who does not want to donate chat metadata to researchers?",
        "whatsr-englishandroidampm",
        "2018-01-29",
        "not comfortabl",
    ),
    ("¿Alguien recomienda un diseñador?", "vibra-plugin-eu-24h", "2026-04-13", "buen diseñador"),
]


def configuration() -> dict[str, Any]:
    """All newsletters, with those that have no date, and all chats."""
    config = newsletters()
    undated = DATA / "newsletter" / "esta-semana-em-rust-ptbr"
    config["sources"][undated.name] = {"kind": "newsletter", "files": f"{undated}/*"}
    for file in sorted((DATA / "whatsapp").glob("*/*.txt")):
        name = re.sub(r"[^a-z0-9]+", "-", f"{file.parent.name}-{file.stem}".lower()).strip("-")
        config["sources"][name] = {"kind": "whatsapp", "files": str(file)}
    return config


def main(work: Path) -> dict[str, object]:
    build(work, configuration())
    dataset = open_dataset(work / "results" / "public")
    missed = [
        fact[0] for fact in FACTS if not any(map(fact_in(*fact[1:]), dataset.search(fact[0], HITS)))
    ]
    passages = dataset.manifest["num_chunks"]
    return {
        "benchmark": f"facts found in the first {HITS} hits among {passages:,} passages",
        "ours": f"{len(FACTS) - len(missed)} of {len(FACTS)}",
        "missed": missed,
        "limit": "all",
        "kept": not missed,
    }


def fact_in(source: str, date: str, words: str) -> Callable[[Hit], bool]:
    """Whether a hit is the passage that was looked up."""
    return lambda hit: (hit.source, str(hit.date)) == (source, date) and words in hit.text


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(main(Path(folder))))
