"""What a detector's own module makes of a text, without the others."""

from collections.abc import Sequence

import polars as pl
from acervo.privacy.detection import Detector, View


def found(detectors: Sequence[Detector], text: str) -> list[tuple[str, str]]:
    """Return (kind, characters) of what is found, from left to right; earlier detectors win.

    Also asserts that the filter of every detector that finds something lets the text pass.
    """
    view = View(text)
    taken: list[tuple[int, int, str, str]] = []
    for detector in detectors:
        items = list(detector.find(view))
        if items:
            assert pl.Series([view.text]).str.contains(detector.candidate)[0], detector.name
        for start, end, kind, _ in items:
            if end > start and not any(start < e and s < end for s, e, *_ in taken):
                taken.append((start, end, kind, view.text[start:end]))
    return [(kind, part) for _, _, kind, part in sorted(taken)]
