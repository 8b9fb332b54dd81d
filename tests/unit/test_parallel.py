"""Slices of texts in several processes: the same as one after the other."""

from functools import partial
from itertools import chain
from pathlib import Path

import polars as pl
import pytest
from acervo import parallel
from acervo.parallel import over_slices
from acervo.privacy.anonymize import anonymize
from acervo.privacy.canaries import collect
from acervo.privacy.pii import redact
from acervo.privacy.roster import build_roster
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.rows import export, said

TEXTS = pl.Series([f"message {i}, call (11) 9{i:04d}-{i:04d} " for i in range(300)])


LISTS = pl.List(pl.String)


@pytest.fixture(autouse=True)
def small_slices(monkeypatch):
    monkeypatch.setattr(parallel, "_LEAST", 2000)


def listed(texts: pl.Series) -> list[str]:
    return texts.to_list()


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_slices_are_consecutive_and_complete(processes: int) -> None:
    slices = over_slices(listed, TEXTS, processes)
    assert list(chain(*slices)) == TEXTS.to_list()
    assert (len(slices) > 1) == (processes > 1)


def test_the_result_does_not_depend_on_the_processes() -> None:
    one = over_slices(redact, TEXTS, 1)[0]
    parts = over_slices(redact, TEXTS, 2)
    assert pl.concat([texts for texts, _ in parts]).equals(one[0])
    assert sum(counts["PHONE"] for _, counts in parts) == one[1]["PHONE"] == len(TEXTS)


@given(st.lists(st.text() | st.none(), max_size=5))
def test_few_texts_are_one_slice_in_this_process(texts: list[str | None]) -> None:
    seen: list[list[str | None]] = []
    over_slices(lambda each: seen.append(each.to_list()), pl.Series(texts, dtype=pl.String), 8)
    assert seen == [texts]


def test_one_text_larger_than_a_share_is_not_cut() -> None:
    texts = pl.Series(["a", "b" * 30_000, "c", ""])
    assert list(chain(*over_slices(listed, texts, 2))) == texts.to_list()


def test_texts_are_handed_over_without_a_file(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JOBLIB_TEMP_FOLDER", str(tmp_path))
    over_slices(partial(redact), TEXTS, 2)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_anonymization_and_canaries_do_not_depend_on_the_processes() -> None:
    texts = [f"cpf 111.444.777-35, mail a{i}.silva@example.com " for i in range(300)]
    frame = export(*(said(i, "Ana Lima", text) for i, text in enumerate(texts)))
    frame = frame.with_columns(
        path=None, file=pl.lit("a.txt"), line=pl.col("position"), attachments=pl.lit([], LISTS)
    )
    roster = build_roster([frame], [], key=b"of this test", dataset="test")
    chosen = collect([frame], roster)
    assert chosen.height > 300
    assert collect([frame], roster, processes=2).equals(chosen)
    (rows, counts), (same, equal) = (anonymize(frame, roster, processes=n) for n in (1, 2))
    assert rows.equals(same)
    assert counts == equal
    assert counts["EMAIL"] == 300
