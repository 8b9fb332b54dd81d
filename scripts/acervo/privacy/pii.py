"""Personal identifiers in running text become placeholders."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import polars as pl

from acervo.privacy.detection import ODD, PLACEHOLDER, Detector, Found, View
from acervo.privacy.detectors import DETECTORS
from acervo.privacy.pseudonyms import PSEUDONYM

# Characters: of fewer, each text is sooner read by all detectors than the filters are compiled
# (190 ms, beside 13 µs a character).
_FEW = 15_000
_EACH = 10  # what a text costs beside its characters, in characters


def redact(
    texts: pl.Series,
    detectors: Sequence[Detector] = DETECTORS,
    known: Mapping[str, str] = MappingProxyType({}),
) -> tuple[pl.Series, dict[str, int]]:
    """Replace personal identifiers by placeholders such as `[PHONE_1]`.

    Args:
        texts: String series; null stays null.
        detectors: what is looked for, in order of precedence.
        known: what stands instead of a value, by the value as detectors give it, such as the
            pseudonym of a member by the telephone number.

    Returns:
        The texts, and how many values of each kind were replaced. Placeholders are numbered by
        order of appearance within one text; equal values share a number. Redacting twice changes
        nothing more.
    """
    counts: Counter[str] = Counter()
    changed: dict[int, str] = {}
    rows: Sequence[int] = range(texts.len())
    pending = texts
    # Once is enough but where what is left on both sides of a placeholder reads as an identifier
    # again; every round replaces at least one value, so this ends.
    while pending.len():
        once = {
            rows[i]: _replaced(text, found, counts, known)
            for i, text, found in identified(pending, detectors)
        }
        changed.update(once)
        rows, pending = list(once), pl.Series(list(once.values()), dtype=pl.String)
    if changed:
        texts = texts.clone().scatter(list(changed), list(changed.values()))
    return texts, dict(sorted(counts.items()))


def identified(
    texts: pl.Series, detectors: Sequence[Detector] = DETECTORS
) -> Iterator[tuple[int, str, list[Found]]]:
    """Yield (row, text, what is found in it) where anything is found, in order of rows."""
    wanted: dict[int, list[Detector]] = defaultdict(list)
    if (texts.str.len_chars().fill_null(0) + _EACH).sum() < _FEW:
        wanted.update((row, list(detectors)) for row in texts.is_not_null().arg_true())
    else:
        seen = _seen(texts)
        for detector in detectors:
            for row in seen.str.contains(detector.candidate).fill_null(False).arg_true():
                wanted[row].append(detector)
    rows = sorted(wanted)
    for row, text in zip(rows, texts.gather(rows).to_list(), strict=True):
        if found := identify(text, wanted[row]):
            yield row, text, found


def identify(text: str, detectors: Sequence[Detector] = DETECTORS) -> list[Found]:
    """Return what is to be replaced in a text, from left to right and without overlap."""
    view = View(text)
    taken = [m.span() for shape in (PLACEHOLDER, PSEUDONYM) for m in shape.finditer(text)]
    found: list[Found] = []
    for detector in detectors:
        for item in detector.find(view):
            if item.end <= item.start:
                continue
            start, end = view.span(item.start, item.end)
            if not any(start < other_end and other < end for other, other_end in taken):
                taken.append((start, end))
                found.append(item._replace(start=start, end=end))
    return sorted(found)


def _replaced(
    text: str, found: Sequence[Found], counts: Counter[str], known: Mapping[str, str]
) -> str:
    numbers = _taken(text)
    placeholders: dict[tuple[str, str], str] = {}
    parts, done = [], 0
    for start, end, kind, value in found:
        placeholder = known.get(value) or placeholders.get((kind, value))
        if placeholder is None:
            numbers[kind] += 1
            placeholder = placeholders[kind, value] = f"[{kind}_{numbers[kind]}]"
        parts += [text[done:start], placeholder]
        done = end
        counts[kind] += 1
    return "".join([*parts, text[done:]])


def _seen(texts: pl.Series) -> pl.Series:
    """Return the texts as detectors see them."""
    odd = texts.str.contains(ODD).fill_null(False).arg_true()
    if not len(odd):
        return texts
    return texts.clone().scatter(odd, [View(text).text for text in texts.gather(odd).to_list()])


def _taken(text: str) -> Counter[str]:
    """Return the highest number per kind among placeholders that the text already has."""
    numbers: Counter[str] = Counter()
    for match in PLACEHOLDER.finditer(text):
        kind, _, number = match[0][1:-1].partition("_")
        if number:
            numbers[kind] = max(numbers[kind], int(number))
    return numbers
