"""RESULTS.md: a section for each benchmark, which a run of that benchmark replaces, and no other."""

import platform
import re
import subprocess
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

PACKAGES = ("snakemake", "polars", "pyarrow", "sentence-transformers", "torch", "faiss-cpu")

Result = dict[str, Any]  # benchmark, limit, kept; perhaps ours, beside, ratio, and figures to draw

_HEADING = re.compile(r"^## (\S+)\n", re.MULTILINE)


def machine() -> str:
    """What was measured with: processor, Python and packages."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return f"{_processor()}; Python {platform.python_version()}; {packages}."


def section(results: Sequence[Result], measured_with: str, picture: str | None = None) -> str:
    """Text of a section: what it was measured with, its table, and its picture if there is one."""
    return "\n\n".join(filter(None, [measured_with, picture, _table(results)]))


def replaced(document: str, name: str, text: str, names: Sequence[str]) -> str:
    """The document with one section put in; the others stay as they stand, to the letter.

    Args:
        document: what was there: an introduction, then sections.
        name: of the section.
        text: what comes under its heading.
        names: the order of sections; those of other names come last.
    """
    introduction, *parts = _HEADING.split(document)
    sections = dict(zip(parts[::2], parts[1::2], strict=True)) | {name: f"\n{text}\n"}
    places = {each: i for i, each in enumerate(names)}
    ordered = sorted(sections, key=lambda each: places.get(each, len(places)))
    written = [f"## {each}\n\n{sections[each].strip()}\n" for each in ordered]
    return "\n".join([introduction.strip() + "\n", *written])


def _table(results: Sequence[Result]) -> str:
    lines = ["| what | ours | peer | ratio | limit | kept |", "|---|---|---|---|---|---|"]
    for result in results:
        cells = (
            result["benchmark"],
            result.get("ours", "–"),
            result.get("beside", "–"),
            result.get("ratio", "–"),
            result["limit"],
            {True: "yes", False: "**no**", None: "–"}[result["kept"]],
        )
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines)


def _processor() -> str:
    try:
        lines = subprocess.run(["lscpu"], capture_output=True, text=True, check=True).stdout
        fields = dict(line.split(":", 1) for line in lines.splitlines() if ":" in line)
        return f"{fields['Model name'].strip()}, {fields['CPU(s)'].strip()} cores"
    except (OSError, subprocess.CalledProcessError, KeyError):
        return platform.processor() or platform.machine()
