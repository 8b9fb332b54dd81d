"""Which language a text is in, told by its stop words: enough to choose weights and to warn."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import polars as pl
from bm25s import stopwords

from acervo.privacy.pseudonyms import PSEUDONYM

_SAMPLE = 200  # passages of a source, more tell no more
_SHARE = 0.1  # a language that fewer passages have may be a mistake
# ISO 639-1. Languages written without blanks between words cannot be told this way.
_STOP_WORDS = {
    "da": stopwords.STOPWORDS_DANISH,
    "de": stopwords.STOPWORDS_GERMAN,
    "en": stopwords.STOPWORDS_EN_PLUS,
    "es": stopwords.STOPWORDS_SPANISH,
    "fr": stopwords.STOPWORDS_FRENCH,
    "it": stopwords.STOPWORDS_ITALIAN,
    "nl": stopwords.STOPWORDS_DUTCH,
    "no": stopwords.STOPWORDS_NORWEGIAN,
    "pt": stopwords.STOPWORDS_PORTUGUESE,
    "ru": stopwords.STOPWORDS_RUSSIAN,
    "sv": stopwords.STOPWORDS_SWEDISH,
    "tr": stopwords.STOPWORDS_TURKISH,
}
_WORD = re.compile(r"[^\W\d_]+")
_NOISE = re.compile(r"https?://\S+|\[[A-Z]+_\d+\]")  # addresses, placeholders of private data


def _weights() -> dict[str, dict[str, float]]:
    """For each stop word its languages; one that several share says less."""
    shared = Counter(word for words in _STOP_WORDS.values() for word in set(words))
    weights: dict[str, dict[str, float]] = {}
    for language, words in _STOP_WORDS.items():
        for word in words:
            weights.setdefault(word, {})[language] = 1 / shared[word]
    return weights


_WEIGHTS = _weights()


def detect(text: str, among: Iterable[str] | None = None) -> str | None:
    """ISO 639-1 code of the language of a text; None if too little tells it.

    Args:
        text: a question or passage.
        among: languages that come into question; all that are known if None.
    """
    allowed = set(_STOP_WORDS if among is None else among)
    found: defaultdict[str, float] = defaultdict(float)
    for word in _WORD.findall(_NOISE.sub(" ", PSEUDONYM.sub(" ", text)).lower()):
        for language, weight in _WEIGHTS.get(word, {}).items():
            if language in allowed:
                found[language] += weight
    best = max(found.values(), default=0)
    languages = [language for language, weight in found.items() if weight == best]
    return languages[0] if len(languages) == 1 else None


def of_sources(rows: pl.DataFrame) -> dict[str, dict[str, float]]:
    """Languages of each source.

    Args:
        rows: `source` and `text`; the first rows of a source stand for all (where rows are in the
            order of `chunk_id`, they are drawn at random, and always the same).

    Returns:
        Share of its passages by language, largest first, two decimals; what fewer than a tenth of
        them have, and passages whose language cannot be told, are left out.
    """
    shares = {}
    for (source,), part in sorted(rows.group_by(["source"], maintain_order=True)):
        told = [detect(text) for text in part["text"].head(_SAMPLE)]
        counts = Counter(each for each in told if each)
        shares[str(source)] = {
            language: round(count / len(told), 2)
            for language, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
            if count / len(told) >= _SHARE
        }
    return shares


def uncovered(
    sources: dict[str, dict[str, float]], languages: Sequence[str]
) -> dict[str, list[str]]:
    """Languages of the sources that a model does not know, with the sources that have them.

    Args:
        sources: what `of_sources` gives.
        languages: codes that the model declares; none: it does not say, and nothing is reported.
    """
    lacking: dict[str, list[str]] = {}
    for source, shares in sources.items():
        for language in shares:
            if languages and language not in languages:
                lacking.setdefault(language, []).append(source)
    return dict(sorted(lacking.items()))
