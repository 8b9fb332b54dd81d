import logging
from itertools import pairwise

import bm25s
import numpy as np
import pytest
from acervo import lexical
from acervo.lexical import Lexicon
from hypothesis import given
from hypothesis import strategies as st

TEXTS = [
    "A previsão de temperaturas no Nordeste",
    "Methods of forecasting temperature; temperature!",
    "¿Quién recomienda un diseñador? Los diseñadores…",
    "",
    "the of de la e",
    "Bolo, BOLO e bolos ﬁnos",
]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("PREVISAO", [0]),
        ("disenador", [2]),
        ("bolo", [5]),
        ("finos", [5]),
        ("temperatures", [0, 1]),  # across languages, by the stem
        ("the de la", []),
        ("e\u0301 disen\u0303ador", [2]),  # decomposed, as some keyboards write
        ("helicopter", []),
        ("", []),
        ("🥬 ... \x00", []),
    ],
)
def test_passages_that_share_a_word_are_found(question, found):
    scores = Lexicon(TEXTS).scores(question)
    assert scores.dtype == np.float32
    assert np.flatnonzero(scores).tolist() == found


logging.getLogger("bm25s").setLevel(logging.WARNING)
WORDS = st.lists(
    st.sampled_from(["bomba", "poço", "rua", "couve", "horta", "pump", "river", "wing"]),
    max_size=12,
)


@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=8), WORDS.map(" ".join))
def test_scores_are_those_of_bm25s(texts, question):
    split = [lexical._stems(text.split()) for text in texts]
    asked = lexical._stems(question.split())
    scores = Lexicon(texts).scores(question)
    if not any(split):
        assert not scores.any()
        return
    reference = bm25s.BM25(method="lucene")
    reference.index(split, show_progress=False)
    known = [word for word in asked if word in reference.vocab_dict]
    expected = reference.get_scores(known) if known else np.zeros(len(texts))
    assert scores == pytest.approx(expected, abs=1e-5)


def test_portions_change_nothing(monkeypatch):
    whole = Lexicon(TEXTS)
    monkeypatch.setattr(lexical, "_PORTION", 2)
    parts = Lexicon(TEXTS)
    for question in TEXTS:
        assert parts.scores(question).tobytes() == whole.scores(question).tobytes()


def test_no_passages():
    assert Lexicon([]).scores("bolo").shape == (0,)
    assert Lexicon([]).shared("bolo", ["bolo"]).tolist() == [0]


def test_lines_are_weighed_by_the_rarest_words_they_share():
    lexicon = Lexicon(["a bomba quebrou", "a bomba voltou", "bomba e couve"])
    weights = lexicon.shared("bomba, couve", ["a bomba!", "as couves", "bomba bomba", "rua", ""])
    assert weights[1] > weights[0] == weights[2] > 0
    assert weights[3:].tolist() == [0, 0]
    assert lexicon.shared("bomba", []).shape == (0,)


@given(st.lists(WORDS.map(" ".join), max_size=6), WORDS.map(" ".join))
def test_a_lexicon_is_its_arrays(texts, question):
    lexicon = Lexicon(texts)
    other = Lexicon.of({name: array.copy() for name, array in lexicon.arrays.items()})
    assert other.scores(question).tobytes() == lexicon.scores(question).tobytes()
    assert other.shared(question, texts).tobytes() == lexicon.shared(question, texts).tobytes()


def test_stems_are_sorted():
    arrays = Lexicon(TEXTS).arrays
    spelt = arrays["letters"].tobytes().decode()
    ends = arrays["words"].tolist()
    stems = [spelt[a:b] for a, b in pairwise(ends)]
    assert stems == sorted(set(stems))
