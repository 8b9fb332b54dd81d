"""Pictures beside RESULTS.md, drawn from the `figures` of results; the same figures, the same bytes."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import StrMethodFormatter

from benchmarks.results import Result

Figures = Sequence[Mapping[str, Any]]

_STYLE = {
    "svg.fonttype": "none",  # text stays text
    "svg.hashsalt": "acervo",
    "axes.spines.top": False,
    "axes.spines.right": False,
}
_PEER, _BARE = "#c8c8c8", "#969696"
_COLOURS = {
    "BM25": _PEER,
    "bare": _BARE,
    "lexical": "#9ecae1",
    "dense": "#6baed6",
    "hybrid": "#08519c",
    "rerank": "#e6550d",
}


def draw(name: str, results: Sequence[Result], folder: Path) -> str | None:
    """Draw a benchmark's picture, if it has one; return how Markdown shows it."""
    figures = [result["figures"] for result in results if "figures" in result]
    if name not in _DRAWN or not figures:
        return None
    drawing, caption = _DRAWN[name]
    with matplotlib.rc_context(_STYLE):
        figure = Figure(figsize=(7, 3.5), layout="constrained")
        drawing(figure.subplots(), figures)
        figure.savefig(folder / f"{name}.svg", metadata={"Date": None})
    return f"![{caption}]({name}.svg)"


def index(axes: Axes, figures: Figures) -> None:
    """Recall over questions a second.

    `figures`: per size `vectors`, the `limit` of recall, the rate of `exact` search, and `curve`:
    points with `rate`, `recall`, `chosen`, and a `name` if there are several.
    """
    limit = figures[0]["limit"]
    axes.axhline(limit, color="grey", linewidth=1, linestyle="--")
    axes.annotate(
        "limit",
        *((0, limit), (4, -11), ("axes fraction", "data"), "offset points"),
        color="grey",
        fontsize=8,
    )
    for i, each in enumerate(figures):
        colour, points = f"C{i}", sorted(each["curve"], key=lambda point: point["rate"])
        places = [(point["rate"], point["recall"]) for point in points]
        axes.plot(*zip(*places, strict=True), color=colour, linewidth=1)
        axes.plot(
            *zip((each["exact"], 1), places[0], strict=True), color=colour, linewidth=1, ls=":"
        )
        axes.scatter(each["exact"], 1, color="white", edgecolors=colour, zorder=2)
        for point, place in zip(points, places, strict=True):
            face = colour if point["chosen"] else "white"
            label = f"{each['vectors']:,} vectors" if point["chosen"] else None
            style = {"marker": "s", "color": face, "edgecolors": colour, "zorder": 2}
            axes.scatter(*place, label=label, **style)
            if "name" in point:
                axes.annotate(point["name"], place, (7, 3), textcoords="offset points", fontsize=8)
    axes.scatter([], [], color="white", edgecolors="grey", label="exact search beside it")
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    axes.set(xlabel="questions a second, one by one on one thread", ylabel="recall@10")
    least = min([limit, *(point["recall"] for each in figures for point in each["curve"])])
    margin = 0.12 * (1 - least)
    axes.set_ylim(least - margin, 1 + margin)
    axes.figure.legend(loc="outside upper center", ncols=4, frameon=False, fontsize=8)


def ir(axes: Axes, figures: Figures) -> None:
    """nDCG@10; `figures`: per set its `title` and a value for each kind of search."""
    kinds = [kind for kind in _COLOURS if all(kind in each for each in figures)]
    width = 0.85 / len(kinds)
    for i, kind in enumerate(kinds):
        places = np.arange(len(figures)) + (i - (len(kinds) - 1) / 2) * width
        heights = [each[kind] for each in figures]
        label = {"BM25": "BM25 alone", "bare": "model alone"}.get(kind, kind)
        bars = axes.bar(places, heights, width, color=_COLOURS[kind], label=label)
        if kind == "hybrid":
            axes.bar_label(bars, fmt="%.2f", fontsize=7, padding=1)
    axes.set_xticks(range(len(figures)), [each["title"].replace(", ", ",\n") for each in figures])
    axes.tick_params(axis="x", length=0, labelsize=8)
    axes.set(ylabel="nDCG@10", ylim=(0, 1))
    axes.figure.legend(loc="outside upper center", ncols=len(kinds), frameon=False, fontsize=8)


def encoding(axes: Axes, figures: Figures) -> None:
    """Rates beside stock; `figures`: `name` and `ratio` of each way of encoding."""
    names = ["SentenceTransformer.encode", *(each["name"] for each in figures)]
    ratios = [1.0, *(each["ratio"] for each in figures)]
    bars = axes.barh(names, ratios, color=[_PEER, *[_COLOURS["hybrid"]] * len(figures)], height=0.6)
    axes.bar_label(bars, fmt="%.1f", padding=3, fontsize=8)
    axes.margins(x=0.08)
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    axes.set(xlabel="passages a second, as a multiple of stock")


_DRAWN: dict[str, tuple[Callable[[Axes, Figures], None], str]] = {
    "index": (index, "Recall over questions a second"),
    "ir": (ir, "nDCG@10 of five kinds of search on each set"),
    "encoding": (encoding, "Rates of encoding beside SentenceTransformer.encode"),
}
