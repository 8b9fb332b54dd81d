"""Optional: people as a model of language sees them, through a spaCy pipeline that is installed.

Rules reach third parties behind a cue; a model also those without one, at some thousandths of the
speed and with some errors. So it is off unless the configuration names a pipeline.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from acervo.errors import AcervoError
from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.names import fold, is_generic

# What pipelines call people: OntoNotes, WikiNER and others.
_LABELS = frozenset(("PERSON", "PER", "PESSOA"))


def ner_detector(package: str) -> Detector:
    """Return a detector of people by a spaCy pipeline.

    Args:
        package: the name of an installed pipeline ("pt_core_news_sm"), or the folder of one.

    Raises:
        AcervoError: spaCy or the pipeline is not installed, or the pipeline finds no entities.
    """
    nlp = _load(package)

    def find(view: View) -> Iterator[Found]:
        text = view.prose
        for entity in nlp(text.replace("\0", " ")).ents:
            words = entity.text.split()
            if entity.label_ in _LABELS and not all(is_generic(word) for word in words):
                yield Found(entity.start_char, entity.end_char, "NAME", fold(entity.text))

    # No name without a letter: all that can be said for a model before it has looked.
    return Detector("ner", r"\p{L}{2}", find, ())


def _load(package: str) -> Any:
    where, fix = "privacy.ner", f"Install it: `pip install spacy`, then the pipeline `{package}`."
    try:
        spacy = import_module("spacy")
    except ImportError:
        raise AcervoError("spaCy is not installed", where=where, fix=fix) from None
    try:
        nlp = spacy.load(package)
    except OSError:
        raise AcervoError(
            f"the spaCy pipeline {package} is not installed", where=where, fix=fix
        ) from None
    if not {"ner", "entity_ruler", "span_ruler"} & set(nlp.pipe_names):
        raise AcervoError(
            f"the spaCy pipeline {package} does not look for entities",
            where=where,
            fix="Name one with a component `ner`.",
        )
    return nlp
