"""What people see on a terminal."""

import re
import shlex
import shutil
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from acervo.privacy.pseudonyms import PSEUDONYM
from acervo.ranking import Explanation
from acervo.reader.search import Hit, said
from acervo.reader.status import Status

if TYPE_CHECKING:
    from acervo.remotes.reconciling import Answer
    from acervo.remotes.store import Difference

_AROUND = 3  # lines of context shown on each side of the best one
_SHOWN = 10  # rejects and warnings listed before "and … more"
# A text could move the cursor, or colour the terminal, if these got there.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def hits(console: Console, found: Sequence[Hit], *, explain: bool = False) -> None:
    """Show hits, best first, each with its nearest line in bold amid its context."""
    if not found:
        console.print("Nothing was found.")
    width = len(str(len(found)))
    for hit in found:
        head = Text.assemble(
            (f"{hit.rank:>{width}} ", "bold"),
            (f"{hit.score:.3f}  ", "green"),
            (f"{hit.date}  {_plain(hit.path or hit.source)}", "cyan"),
        )
        console.print(head, soft_wrap=True)
        if explain:
            console.print(Text(f"{'':{width}} {_explained(hit.why)}", style="dim"), soft_wrap=True)
        body = Table.grid(padding=(0, 1))
        body.add_column(width=width, justify="right")
        body.add_column(overflow="fold")
        if hit.section_title:
            body.add_row("", Text(_plain(hit.section_title), style="italic"))
        for mark, line in _excerpt(hit):
            body.add_row(mark, line)
        console.print(body)
        console.print()


def _explained(why: Explanation) -> str:
    """Where a score comes from, in one line; the parts of a hybrid one add up to it."""
    parts = []
    if why.reranked is not None:
        parts.append(f"reranker {why.reranked:.3f}")
    if why.cosine is not None:
        share = _share(why.meaning, why.weight)
        near = f"cosine {why.cosine:.3f}, rank {why.cosine_rank}"
        if not why.cosine_rank:
            near = f"not among the nearest, counted with the cosine of the last, {why.cosine:.3f}"
        parts.append(f"{share}meaning: {near}")
    if why.bm25 is not None:
        share = _share(why.words, None if why.weight is None else 1 - why.weight)
        words = f"BM25 {why.bm25:.2f}, rank {why.bm25_rank}" if why.bm25 else "none shared"
        parts.append(f"{share}words: {words}")
    return " · ".join(parts)


def _share(part: float | None, weight: float | None) -> str:
    return "" if part is None or weight is None else f"{part:.3f} of {weight:.1f} by "


def _excerpt(hit: Hit) -> list[tuple[Text, Text]]:
    """The best line, marked, and the lines around it."""
    lines = said(hit.text)
    best = lines.index(hit.best) if hit.best in lines else 0
    start, stop = max(0, best - _AROUND), min(len(lines), best + _AROUND + 1)
    shown = []
    for i in range(start, stop):
        line = Text(_plain(lines[i]), style="bold" if i == best else "")
        speaker = PSEUDONYM.match(line.plain)
        if speaker and line.plain[speaker.end() :].startswith(":"):
            line.stylize("not bold dim", 0, speaker.end() + 1)
        shown.append((Text("▸" if i == best else "", style="bold green"), line))
    if start:
        shown.insert(0, (Text(), Text("…", style="dim")))
    if stop < len(lines):
        shown.append((Text(), Text("…", style="dim")))
    return shown


def status(console: Console, found: Status) -> None:
    """Show what the dataset holds, what was not taken, and what to try next."""
    manifest = found.manifest
    files = manifest["files"]
    periods = sorted({e["period"] for e in files.values() if "period" in e})
    sources = ", ".join(f"{name} {rows:,}" for name, rows in found.sources.items())
    lines = {
        "revision": manifest["revision"],
        "messages": f"{manifest['num_messages']:,} ({sources})",
        "people": f"{found.people:,}",
        "periods": f"{len(periods)}" + (f" ({periods[0]} to {periods[-1]})" if periods else ""),
        "chunks": f"{manifest['num_chunks']:,}",
    }
    for alias, model in manifest["models"].items():
        vectors = sum(
            e.get("rows", 0) for p, e in files.items() if p.startswith(f"embeddings/{alias}/")
        )
        lines[f"index {alias}"] = (
            f"{vectors:,} vectors of {model['dimension']} numbers, {model['name']}"
            + (f"; recall@10 {found.recall[alias]}" if alias in found.recall else "")
        )
    megabytes = manifest["total_bytes"] / 1e6
    lines["files"] = f"{manifest['total_files']} ({megabytes:.1f} MB) in {found.root}"
    width = max(map(len, lines))
    for label, value in lines.items():
        _line(console, f"{label:<{width}}  {value}")
    _list(console, "not taken", [f"{f}:{a}-{b}: {why}" for f, a, b, why in found.rejected])
    _list(console, "worth a look", [f"{file}: {warning}" for file, warning in found.warnings])
    where = (
        "" if str(found.root) == "results/public" else f" --dataset {shlex.quote(str(found.root))}"
    )
    command = "acervo" if shutil.which("acervo") else ".venv/bin/acervo"
    _line(console, f'\nTry next:\n  {command} search "{found.topic}"{where}')


def place(console: Console, answer: "Answer") -> None:
    """Show what stands at a place, whether it is what is here, and what is wrong with it."""
    name, compared = answer.place.name, answer.comparison
    if compared is None:
        _line(console, f"\n{name}\n  cannot be asked: {answer.problem}")
        return
    found, here = compared.found, compared.revision
    if found.newest is None:
        _line(console, f"\n{name}\n  nothing is published there")
    else:
        beside = "not to be compared, nothing is here" if here is None else "another one than here"
        _line(
            console,
            f"\n{name}\n  newest    {found.newest}, "
            + ("as here" if found.newest == here else beside)
            + (f"; {len(compared.lacking)} files here are not in it" * bool(compared.lacking)),
        )
        _line(console, f"  promoted  {found.stable or 'none'}")
    if compared.wrong:
        way = f"`acervo heal {shlex.quote(name)}` mends what is missing or damaged"
        differences(console, name, found.differences, way)
    elif found.differences:
        _line(console, f"  {len(found.differences)} leftovers of an attempt that stopped")


def differences(console: Console, where: str, found: "Sequence[Difference]", way: str) -> None:
    """Show the first of what is not as it should be, how much more there is, and what helps."""
    _list(console, f"{where} differs", [f"{d.kind}  {d}" for d in found], "`--json` lists all")
    _line(console, f"  {way}")


def lines(console: Console, said: Iterable[str]) -> None:
    """Show lines as they are."""
    for line in said:
        _line(console, line)


def _list(
    console: Console,
    title: str,
    lines: Sequence[str],
    rest: str = "in results/private/reports/parse",
) -> None:
    if not lines:
        return
    _line(console, f"\n{title} ({len(lines)}):")
    for line in lines[:_SHOWN]:
        _line(console, f"  {line}")
    if len(lines) > _SHOWN:
        _line(console, f"  … and {len(lines) - _SHOWN} more, {rest}")


def _line(console: Console, line: str) -> None:
    """Print as it is: no markup, no emoji codes, never broken inside a file name."""
    console.print(Text(_plain(line)), soft_wrap=True)


def _plain(text: str) -> str:
    return _CONTROLS.sub("", text)
