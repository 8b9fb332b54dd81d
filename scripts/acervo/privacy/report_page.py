"""The privacy report as one page of HTML that needs nothing else: no script, font or picture."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from acervo.privacy.report import Facts, Left, Place

_STYLE = """
:root { color-scheme: light dark; --line: #d9d7d0; --soft: #f5f4f0; --ink: #22211e; --dim: #6b6860;
  --mark: #fbe7b2; --bar: #4a7c74; --page: #fffefb; --warn: #9a3b26; }
@media (prefers-color-scheme: dark) { :root { --line: #3a3934; --soft: #252420; --ink: #e8e6df;
  --dim: #a19d92; --mark: #5c4a16; --bar: #6fb0a5; --page: #1a1916; --warn: #ef9a82; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 2.5rem 1.25rem 5rem; background: var(--page);
  color: var(--ink); font: 1rem/1.55 system-ui, "Segoe UI", Roboto, sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .4rem; }
h2 { font-size: 1.25rem; margin: 3rem 0 .5rem; padding-top: 1rem;
  border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.6rem 0 .3rem; }
p { max-width: 44rem; margin: .5rem 0; } .dim { color: var(--dim); } .warn { color: var(--warn); }
nav { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; margin: 1.2rem 0; }
a { color: inherit; text-underline-offset: .2em; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem;
  margin: 1.5rem 0; }
dl div { background: var(--soft); border-radius: .5rem; padding: .8rem 1rem; }
dt { color: var(--dim); font-size: .85rem; } dd { margin: 0; font-size: 1.6rem; font-weight: 600; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .8rem 0; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .7rem .4rem 0;
  border-bottom: 1px solid var(--line); }
th { color: var(--dim); font-weight: 500; white-space: nowrap; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.bar { width: 30%; min-width: 6rem; }
td.bar span { display: block; height: .7rem; margin-top: .4rem; border-radius: .2rem;
  background: var(--bar); min-width: 2px; }
td.text { overflow-wrap: break-word; }
mark { background: var(--mark); color: inherit; border-radius: .2rem; padding: 0 .15rem;
  white-space: pre-wrap; }
code, pre { font: .88em ui-monospace, Menlo, Consolas, monospace; }
pre { background: var(--soft); border-radius: .5rem; padding: .9rem 1rem; overflow-x: auto; }
label { white-space: nowrap; margin-right: .6rem; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } nav { display: none; }
  h2 { break-after: avoid; } tr { break-inside: avoid; } }
"""

_ROSTER = """- name: Maria das Dores Silva
  display: Dorinha Acácias          # the name in the exports, if it is another one
  phone: "+55 11 99999-0001"
  nicknames: [Dora, Dorinha]"""


def page(facts: Facts, *, title: str, min_k: int) -> str:
    """Return the page.

    Args:
        facts: what to say; its values are masked already.
        title: of the dataset.
        min_k: `privacy.min_k`.
    """
    body = [
        f"<h1>Privacy report</h1><p class='dim'>{escape(title)} · "
        "<strong>private: do not publish or pass on.</strong> Values are masked, what people wrote "
        "around them is not.</p>",
        _navigation(),
        _summary(facts),
        _section("replaced", "What was replaced", _replaced(facts)),
        _section("examples", "Examples", _examples(facts.examples)),
        _section("left", "What was left, and why", _everything_left(facts)),
        _section("dates", "Who could be told from dates", _dates(facts.reidentification, min_k)),
        _section("sheet", "Check by hand", _sheet(facts.sheet)),
        _section("names", "When a name was missed", _names()),
    ]
    return (
        "<!doctype html>\n<html lang='en'>\n<head>\n<meta charset='utf-8'>\n"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>\n"
        "<meta name='robots' content='noindex'>\n"
        f"<title>Privacy report: {escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        "<body>\n" + "\n".join(body) + "\n</body>\n</html>\n"
    )


_PARTS = {
    "replaced": "Replaced",
    "examples": "Examples",
    "left": "Left",
    "dates": "Dates",
    "sheet": "Check by hand",
    "names": "Missed names",
}


def _navigation() -> str:
    return "<nav>" + "".join(f"<a href='#{i}'>{t}</a>" for i, t in _PARTS.items()) + "</nav>"


def _section(anchor: str, heading: str, content: str) -> str:
    return f"<section id='{anchor}'>\n<h2>{heading}</h2>\n{content}\n</section>"


def _table(
    header: Sequence[str], rows: Iterable[Sequence[str]], numeric: Sequence[int] = ()
) -> str:
    """A table of cells that are HTML already; `numeric`: columns to be aligned right."""
    kinds = ["n" if i in numeric else "text" for i in range(len(header))]
    head = "".join(f"<th class='{k}'>{h}</th>" for k, h in zip(kinds, header, strict=True))
    lines = [
        "<tr>"
        + "".join(f"<td class='{k}'>{c}</td>" for k, c in zip(kinds, row, strict=True))
        + "</tr>"
        for row in rows
    ]
    return (
        f"<div class='wide'><table><thead><tr>{head}</tr></thead>\n<tbody>"
        + "\n".join(lines)
        + "</tbody></table></div>"
    )


def _summary(facts: Facts) -> str:
    identifiers = sum(sum(kinds.values()) for kinds in facts.replaced.values())
    people = {row["author"] for row in facts.reidentification}
    smallest = min((row["k"] for row in facts.reidentification), default=None)
    figures = [
        ("values replaced", f"{identifiers:,}"),
        ("kinds", str(len({kind for kinds in facts.replaced.values() for kind in kinds}))),
        ("people who wrote in chats", f"{len(people):,}"),
        ("smallest anonymity set", "–" if smallest is None else str(smallest)),
    ]
    return "<dl>" + "".join(f"<div><dt>{k}</dt><dd>{v}</dd></div>" for k, v in figures) + "</dl>"


def _replaced(facts: Facts) -> str:
    totals = Counter[str]()
    for kinds in facts.replaced.values():
        totals.update(kinds)
    if not totals:
        return "<p>Nothing was replaced. In a chat that is unusual: look at the texts.</p>"
    most, sources = max(totals.values()), list(facts.replaced)
    rows = []
    for kind, total in sorted(totals.items(), key=lambda item: (-item[1], item[0])):
        by_source = [f"{facts.replaced[s].get(kind, 0):,}" for s in sources]
        share = max(100 * total / most, 0.5)
        bar = f"<span style='width:{share:.1f}%' aria-hidden='true'></span>"
        cells = "".join(f"<td class='n'>{n}</td>" for n in [f"{total:,}", *by_source])
        rows.append(f"<tr><td>{escape(kind)}</td><td class='bar'>{bar}</td>{cells}</tr>")
    head = "".join(f"<th class='n'>{escape(name)}</th>" for name in ["all", *sources])
    return (
        "<p>By kind and source, over all exports: what two exports share counts twice. "
        "<code>names</code> are names of members, which become pseudonyms.</p>"
        f"<div class='wide'><table><thead><tr><th>kind</th><th></th>{head}</tr></thead>\n<tbody>"
        + "\n".join(rows)
        + "</tbody></table></div>"
    )


def _place(place: Place) -> str:
    before, after = (" ".join(part.split()) for part in (place.before, place.after))
    return (
        f"<span class='dim'>…{escape(before)}</span> <mark>{escape(place.value)}</mark> "
        f"<span class='dim'>{escape(after)}…</span>"
    )


def _examples(places: Sequence[Place]) -> str:
    if not places:
        return "<p>None.</p>"
    rows = [(escape(p.kind), escape(p.source), _place(p)) for p in places]
    return _table(["kind", "source", "in its context"], rows)


def _everything_left(facts: Facts) -> str:
    parts = [
        "<p>These look like identifiers, and were published. Numbers are shown as their shape, "
        "words by their first letters; look them up where they stand first (rows count from 1).</p>"
    ]
    for kind, (why, writings) in facts.left.items():
        parts.append(f"<h3>{escape(kind.capitalize())}</h3><p class='dim'>{escape(why)}</p>")
        parts.append(_left(writings) if writings else "<p>None.</p>")
    return "\n".join(parts)


def _left(writings: Sequence[Left]) -> str:
    rows = [
        (
            f"<code>{escape(each.writing)}</code>",
            f"{each.count:,}",
            f"<code>{escape(each.where)}</code>",
        )
        for each in writings
    ]
    return _table(["writing", "times", "first in"], rows, numeric=[1])


def _dates(rows: Sequence[dict[str, Any]], min_k: int) -> str:
    if not rows:
        return "<p>No chat was published: newsletters have no authors.</p>"
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row["source"], row["period"]].append(row)
    lines = []
    for (source, period), members in sorted(groups.items()):
        k = min(row["k"] for row in members)
        alone = sum(row["k"] == 1 for row in members)
        shown = f"<strong class='warn'>{k}</strong>" if k < min_k else str(k)
        cells = [escape(source), escape(period), f"{len(members):,}"]
        lines.append([*cells, f"{sum(row['messages'] for row in members):,}", shown, f"{alone:,}"])
    return (
        "<p>Whoever was in a group may remember who wrote on a day. The anonymity set of a message "
        "is everybody who wrote in its source on its published date; <em>k</em> is the size of the "
        f"smallest one. The configuration demands {min_k} (<code>privacy.min_k</code>); coarser "
        "dates (<code>privacy.time</code>) make the sets larger.</p>"
        + _table(
            ["source", "period", "people", "messages", "smallest k", "people once alone"],
            lines,
            numeric=[2, 3, 4, 5],
        )
    )


def _sheet(places: Sequence[Place]) -> str:
    if not places:
        return "<p>Nothing was replaced.</p>"
    boxes = "".join(
        f"<label><input type='checkbox'> {word}</label>" for word in ("right", "wrong", "unsure")
    )
    rows = [(str(i), escape(place.kind), _place(place), boxes) for i, place in enumerate(places, 1)]
    return (
        f"<p>{len(places)} replaced places, each kind in turn, the same ones for the same data. "
        "Print the page or tick here (nothing is stored): was it right to replace this? "
        "Right over right and wrong is the precision.</p>"
        + _table(["", "kind", "place", "verdict"], rows, numeric=[0])
        + "<p>right: ______ &nbsp; wrong: ______ &nbsp; unsure: ______ &nbsp; by: ____________</p>"
    )


def _names() -> str:
    return (
        "<p>People who write are recognised by themselves. Whoever is only written about, and "
        "every nickname, belongs on the private list that <code>privacy.roster</code> names "
        "(<code>config/secrets/people.yaml</code> is a good place, git ignores it):</p>"
        f"<pre>{escape(_ROSTER)}</pre>"
        "<p>All but <code>name</code> are optional. Run <code>snakemake</code> again: only the "
        "texts in which the name stands change.</p>"
    )
