"""Invented sentences of chats: «» stand around what goes; all of `kept.txt` stays."""

import re
from collections import Counter
from pathlib import Path

import pytest
from acervo.privacy.detectors import IDENTIFIERS

from tests.unit.privacy.one_text import redact_text

FOLDER = Path(__file__).with_name("sentences")
LANGUAGES = ("pt-BR", "pt-PT", "es", "en")


def _sentences(name):
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return [line.replace("\\n", "\n") for line in text.splitlines()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_goes_and_nothing_else(language):
    for sentence in _sentences(language):
        parts = re.split("[«»]", sentence)
        output = redact_text("".join(parts), Counter(), IDENTIFIERS)
        kept = re.fullmatch("(.+)".join(map(re.escape, parts[::2])), output, re.S)
        assert kept and kept.groups(), (sentence, output)
        for left in kept.groups():
            assert not re.search(r"[^\W_]", re.sub(r"\[[A-Z]+_[0-9]+\]", "", left)), output


def test_what_looks_dangerous_and_is_nobodys_stays():
    for sentence in _sentences("kept"):
        assert redact_text(sentence, Counter(), IDENTIFIERS) == sentence


def test_there_are_sentences_in_every_language():
    assert all(len(_sentences(name)) >= 60 for name in (*LANGUAGES, "kept"))
