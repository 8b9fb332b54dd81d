"""The plan on a terminal: a table; plain lines where nobody looks at colours."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.filesize import decimal
from rich.table import Table
from rich.text import Text

from acervo.planning import Encoding, Plan, Reading, Stage
from acervo.remotes.outlook import Outlook

_NAMES = 5  # of exports, shown before "and … more"

Row = tuple[str, str, str]


def show(console: Console, planned: Plan, targets: Sequence[Outlook] | None = None) -> None:
    """Show what would be done; `targets` is None where nobody was asked."""
    if planned.idle and all(each.current for each in targets or ()):
        held = f", and at {_and(each.target for each in targets)}" if targets else ""
        revision = planned.revision or "unknown"
        _print(console, f"Nothing to do: revision {revision} is current here{held}.")
        return
    rows = [*_read(planned.readings), *_run(planned.stages), *map(_encode, planned.encodings)]
    rows += map(_send, targets or ())
    if planned.idle:
        rows = [("build", "nothing", f"revision {planned.revision} is current"), *rows]
    rows = [(_plain(what), _plain(much), _plain(why)) for what, much, why in rows]
    if console.is_terminal:
        table = Table.grid(padding=(0, 2))
        table.add_column(style="bold", no_wrap=True)
        table.add_column(overflow="fold")
        table.add_column(style="dim", overflow="fold")
        for row in rows:
            table.add_row(*map(Text, row))
        console.print(table)
        return
    width = max(len(what) for what, _, _ in rows)
    for what, *said in rows:
        _print(console, f"{what:<{width}}  {' – '.join(filter(None, said))}")


def _read(readings: Sequence[Reading]) -> Iterable[Row]:
    names = [name for each in readings for name in each.names]
    for each in readings:
        counts = {
            "new": each.new,
            "changed": each.changed,
            "to be read again": each.again,
            "gone": each.gone,
            "unchanged": each.unchanged,
        }
        said = ", ".join(f"{n:,} {what}" for what, n in counts.items() if n)
        if each.new or each.changed or each.again or each.gone:
            yield f"read {each.source}", f"exports: {said}", decimal(each.bytes)
    for name in names[:_NAMES]:
        yield "", name, ""
    if len(names) > _NAMES:
        yield "", f"… and {len(names) - _NAMES:,} more", ""


def _run(stages: Sequence[Stage]) -> Iterable[Row]:
    causes = [stage for stage in stages if stage.why]
    for why in dict.fromkeys(stage.why for stage in causes):
        yield "run", _and(_jobs(stage) for stage in causes if stage.why == why), why
    following = [_jobs(stage) for stage in stages if not stage.why]
    if following:
        yield "then", _and(following), "as far as their input changes"
    if causes and any(stage.rule in ("parse", "roster", "anonymize") for stage in stages):
        yield "", "", "what follows `partition` is known once that has run"


def _jobs(stage: Stage) -> str:
    return f"{stage.rule} × {stage.jobs:,}" if stage.jobs > 1 else stage.rule


def _encode(each: Encoding) -> Row:
    if not each.passages and each.exact:
        return f"encode {each.model}", "nothing", "every passage has its vector"
    rate = f"{each.rate.per_second:,.0f}/s, {'measured' if each.rate.measured else 'assumed'}"
    about = "" if each.exact else "about "
    much = f"{about}{each.passages:,} passages, {_time(each.seconds)} ({rate})"
    notes = [] if each.exact else [f"estimated {each.basis}"]
    if not each.passages:
        much, notes = "probably nothing", ["the exports bring nothing new"]
    if each.at_most is not None:
        notes.append(f"at most {each.at_most:,}, should the texts of all change")
    return f"encode {each.model}", much, "; ".join(notes)


def _send(each: Outlook) -> Row:
    label = f"send {each.target}"
    if each.problem:
        return label, "cannot be published to now", each.problem
    there = f"there: {each.revision}" if each.revision else "nothing there yet"
    there = f"{there}, {each.url}"
    if each.files is None:
        return label, "known once it is built", there
    if each.current and not each.at_least:
        return label, "nothing", there
    much = f"{each.files:,} files, {decimal(each.bytes)}"
    much += f", and {each.gone:,} to be removed there" * bool(each.gone)
    return label, f"{much}, and what the build changes" if each.at_least else much, there


def _time(seconds: float) -> str:
    if seconds < 1:
        return "under a second"
    for unit, length in (("s", 60), ("min", 60), ("h", 48)):
        if seconds < length:
            return f"about {seconds:.0f} {unit}"
        seconds /= length if unit != "h" else 24
    return f"about {seconds:.0f} days"


def _and(words: Iterable[str]) -> str:
    return ", ".join(words)


def _print(console: Console, line: str) -> None:
    console.print(Text(_plain(line)), soft_wrap=True)


def _plain(text: str) -> str:
    """Nothing that could move the cursor or turn the line around."""
    return "".join(c if c.isprintable() else "�" for c in text)
