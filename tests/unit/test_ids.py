import pytest
from acervo import ids
from acervo.ids import stable_ids
from hypothesis import given
from hypothesis import strategies as st

ROWS = st.lists(st.tuples(st.none() | st.text(max_size=3), st.text(max_size=3)), max_size=20)


def test_ids_are_what_they_were():
    # These two are in every published dataset: a change needs another SCHEMA_VERSION.
    assert stable_ids([("praca", None, "olá"), ("praca", None, "olá")]) == [
        2993825018957735730,
        4023354621758127097,
    ]


@given(ROWS)
def test_ids_fit_into_int64_and_differ(rows):
    found = stable_ids(rows)
    assert len(set(found)) == len(rows)
    assert all(0 <= i < 2**63 for i in found)


@given(ROWS, ROWS, st.data())
def test_an_insertion_moves_no_other_row(rows, more, data):
    more = [row for row in more if row not in rows]
    at = data.draw(st.integers(0, len(rows)))
    found = stable_ids([*rows[:at], *more, *rows[at:]])
    assert found[:at] + found[at + len(more) :] == stable_ids(rows)


def test_neither_joints_nor_null_are_ambiguous():
    rows = [("a", "b"), ("ab",), ("a\0b",), ("a", "", "b"), ('a", "b',), (None,), ("null",), ("",)]
    assert len(set(stable_ids(rows))) == len(rows)


def test_half_a_surrogate_pair_has_an_id():
    assert len(stable_ids([("\ud83d",)])) == 1


def test_a_collision_stops(monkeypatch):
    class Same:
        def __init__(self, content, digest_size):
            pass

        def digest(self):
            return b"12345678"

    monkeypatch.setattr(ids, "blake2b", Same)
    with pytest.raises(ValueError, match="same id"):
        stable_ids([("a",), ("b",)])
