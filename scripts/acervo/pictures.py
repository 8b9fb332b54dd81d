"""Pictures of a corpus and its index, for `snakemake --report`."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")  # before pyplot looks for a screen

import matplotlib.pyplot as plt
import numpy as np
import numpy.typing as npt
import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from acervo.opening import Vectors

MAPPED = 5_000  # passages on the map, at most

_COLOURS = [f"C{i}" for i in range(10)]  # sources beyond the ninth share the last one
_OTHERS = "others"
plt.rcParams.update(
    {
        "svg.fonttype": "none",  # text stays text
        "svg.hashsalt": "acervo",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "figure.constrained_layout.use": True,
    }
)


def recall_curve(points: Sequence[Mapping[str, Any]], min_recall: float, file: str | Path) -> None:
    """Recall over latency; `points`: what `measuring.curve` yields."""
    figure, axes = _figure()
    key = next((name for point in points for name in point if name.startswith("recall@")), "recall")
    axes.axhline(min_recall, color="grey", linewidth=1, linestyle="--")
    axes.annotate(
        "index.min_recall",
        (0, min_recall),
        (4, -12),
        ("axes fraction", "data"),
        "offset points",
        color="grey",
        fontsize=8,
    )
    axes.plot([p["p50_ms"] for p in points], [p[key] for p in points], color="#888888", zorder=1)
    for point in points:
        chosen = point["chosen"]
        axes.scatter(point["p50_ms"], point[key], color="C3" if chosen else "C0", zorder=2)
        name = f"{point['nprobe']} lists" if "nprobe" in point else "exact"
        axes.annotate(
            name, (point["p50_ms"], point[key]), (6, 4), "data", "offset points", fontsize=8
        )
    axes.set(xlabel="milliseconds per question (median)", ylabel=key, xlim=(0, None))
    axes.set_ylim(min([min_recall, *(p[key] for p in points)]) - 0.02, 1.005)
    _save(figure, file)


def corpus_map(vectors: Vectors, sources: pl.Series, file: str | Path) -> None:
    """Passages in two dimensions, coloured by source: their first two principal components.

    Args:
        vectors: of shape (n, dimension).
        sources: of each, n names.
        file: a PNG: thousands of points would make a heavy SVG.
    """
    figure, axes = _figure(height=5)
    places = principal_components(vectors)
    counted = sources.value_counts(sort=True, name="n").sort(
        ["n", sources.name], descending=[True, False]
    )
    shown = sorted(counted[sources.name].to_list()[: len(_COLOURS) - 1])
    groups = sources.replace_strict(shown, shown, default=_OTHERS, return_dtype=pl.String)
    for name, colour in zip([*shown, _OTHERS], _COLOURS, strict=False):
        inside = (groups == name).to_numpy()
        if inside.any():
            x, y = places[inside].T
            axes.scatter(x, y, s=6, alpha=0.6, color=colour, label=name, linewidths=0)
    axes.set(xticks=[], yticks=[], xlabel="first component", ylabel="second component")
    if len(sources):
        figure.legend(loc="outside right upper", frameon=False, markerscale=3, fontsize=8)
    _save(figure, file)


def principal_components(vectors: Vectors) -> npt.NDArray[np.float64]:
    """Coordinates in the two directions in which vectors differ most, of shape (n, 2)."""
    centred = vectors - vectors.mean(axis=0) if len(vectors) else vectors
    _, directions = np.linalg.eigh(centred.T.astype(np.float64) @ centred)
    two = directions[:, :-3:-1]
    two *= np.sign(two[np.abs(two).argmax(axis=0), [0, 1]])  # either sign would be right
    places: npt.NDArray[np.float64] = centred @ two
    return places


def per_period(chunks: pl.DataFrame, file: str | Path) -> None:
    """Passages of each period and source; `chunks`: rows with `period` and `source`."""
    figure, axes = _figure()
    periods = chunks["period"].unique().sort()
    below = np.zeros(len(periods))
    counts = chunks.group_by("source", "period").len().sort("source", "period")
    for (source,), rows in counts.group_by("source", maintain_order=True):
        number = dict(rows.select("period", "len").iter_rows())
        heights = np.array([number.get(period, 0) for period in periods])
        axes.bar(range(len(periods)), heights, bottom=below, label=source, width=0.9)
        below += heights
    step = max(1, -(-len(periods) // 12))
    axes.set_xticks(range(0, len(periods), step), periods.gather_every(step).to_list(), rotation=45)
    axes.set(ylabel="passages")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    if len(periods):
        figure.legend(loc="outside right upper", frameon=False, fontsize=8)
    _save(figure, file)


def token_counts(chunks: pl.DataFrame, file: str | Path) -> None:
    """How long passages are; `chunks`: rows with `token_count`."""
    figure, axes = _figure()
    axes.hist(chunks["token_count"].to_numpy(), bins=40, color="C0")
    axes.set(xlabel="tokens that the model reads", ylabel="passages", xlim=(0, None))
    _save(figure, file)


def _figure(height: float = 3.5) -> tuple[Figure, Axes]:
    figure, axes = plt.subplots(figsize=(7, height))
    return figure, axes


def _save(figure: Figure, file: str | Path) -> None:
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(file, dpi=120, metadata={"Date": None} if Path(file).suffix == ".svg" else None)
    plt.close(figure)
