from collections.abc import Mapping
from types import MappingProxyType

import polars as pl
from acervo.privacy.detectors import DETECTORS
from acervo.privacy.pii import redact


def redact_text(text, counts, detectors=DETECTORS, known: Mapping = MappingProxyType({})):
    """One text without identifiers; what was replaced is added to `counts`, by kind."""
    texts, found = redact(pl.Series([text]), detectors, known)
    counts.update(found)
    return texts[0]
