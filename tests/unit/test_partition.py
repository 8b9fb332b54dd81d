import datetime as dt
import itertools

import polars as pl
import pytest
from acervo import periods
from acervo.errors import AcervoError
from acervo.partition import merge, partition
from acervo.schema import MESSAGES
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.rows import START, export, said, section

DAY = 86400
HOUR = 3600
PUBLIC = MESSAGES.arrow.names


def build(*exports, by="month", time="day", gap=dt.timedelta(hours=6)):
    """Return all published rows of some exports."""
    found = partition(merge(exports)[0], by=by, time=time, session_gap=gap)
    for messages in found.values():
        MESSAGES.model.validate(messages.select(PUBLIC))
    return pl.concat(
        [part.select(PUBLIC).with_columns(period=pl.lit(name)) for name, part in found.items()]
    )


def texts(*exports):
    return build(*exports)["text"].to_list()


# Seconds between messages: in one minute, across minutes, sessions and days.
GAPS = st.sampled_from([0, 0, 1, 20, 45, 61, 7 * HOUR, 2 * DAY])
WHO = st.sampled_from(["pa", "pb", None])
TEXT = st.sampled_from(["oi", "sim", "quem vem?"])


@st.composite
def chats(draw, states=("posted",), min_size=1):
    """Draw rows of a chat as an iPhone exports it, in order."""
    rows, at = [], draw(st.integers(0, 59))
    for _ in range(draw(st.integers(min_size, 12))):
        at += draw(GAPS)
        state = draw(st.sampled_from(states))
        text = {"posted": "", "edited": "edited ", "deleted": None}[state]
        rows.append(said(at, draw(WHO), "" if text is None else text + draw(TEXT), state))
    return rows


STATES = ("posted", "posted", "posted", "edited", "deleted")


def android(rows):
    """Return the same rows with minutes only."""
    return [{**row, "at": row["at"] // 60 * 60} for row in rows]


@st.composite
def intervals(draw, rows):
    """Draw what another phone, or an earlier day, exports of a chat."""
    start = draw(st.integers(0, len(rows) - 1))
    part = rows[start : draw(st.integers(start + 1, len(rows)))]
    return android(part) if draw(st.booleans()) else part


@given(chats(STATES), st.data())
def test_a_part_of_an_export_adds_and_changes_nothing(rows, data):
    if all(row["state"] == "deleted" for row in rows):
        rows = [*rows, said(rows[-1]["at"], "pa", "oi")]
    parts = data.draw(st.lists(intervals(rows), min_size=1, max_size=3))
    whole = build(export(*rows))
    assert build(export(*rows), *(export(*part) for part in parts)).equals(whole)


@given(st.lists(chats(STATES), min_size=2, max_size=3), st.data())
def test_the_order_of_exports_does_not_matter(chats_, data):
    exports = [export(*rows) for rows in [*chats_, [said(0, "pa", "oi")]]]
    exports.append(export(*data.draw(intervals(chats_[0]))))
    rows, counts = merge(exports)
    for other in (exports[::-1], exports[1:] + exports[:1]):
        again, again_counts = merge(other)
        assert again_counts == counts
        assert again.equals(rows)


@given(chats(STATES))
def test_merging_twice_is_merging_once(rows):
    once = merge([export(*rows)])[0].select("author", "text", "sent_at", "state")
    assert merge([export(*rows)] * 2)[0].select(once.columns).equals(once)


@given(chats(), st.data())
def test_two_overlapping_halves_give_the_whole(rows, data):
    # Where the halves meet within a minute nobody can know whether rows are equal or the same.
    minutes = [row["at"] // 60 for row in rows]
    cuts = [i for i in range(1, len(rows)) if minutes[i] != minutes[i - 1]] or [0]
    begin, end = sorted(data.draw(st.tuples(st.sampled_from(cuts), st.sampled_from(cuts))))
    first, second = rows[:end] or rows, rows[begin:]
    assert build(export(*first), export(*android(second))).equals(build(export(*rows)))


@given(chats(STATES, min_size=2), st.data())
def test_a_later_export_shows_the_newest_state(rows, data):
    if all(row["state"] == "deleted" for row in rows):
        rows = [*rows, said(rows[-1]["at"], "pa", "oi")]
    earlier = [
        {**row, "state": "posted", "text": row["text"].removeprefix("edited ") or "gone"}
        for row in rows[: data.draw(st.integers(1, len(rows)))]
    ]
    assert build(export(*earlier), export(*rows)).equals(build(export(*rows)))


def test_the_same_text_twice_in_a_minute_stays_twice():
    twice = [said(5, "pa", "oi"), said(30, "pa", "oi")]
    once = [said(0, "pa", "oi")]
    assert texts(export(*twice), export(*android(twice)), export(*once)) == ["oi", "oi"]


def test_equal_texts_of_others_or_of_another_minute_stay():
    rows = [said(0, "pa", "oi"), said(0, "pb", "oi"), said(60, "pa", "oi")]
    assert texts(export(*rows), export(*rows)) == ["oi"] * 3


def test_equal_texts_of_two_chats_stay():
    rows = [said(0, "pa", "oi")]
    assert texts(export(*rows), export(*rows, source="rua")) == ["oi"] * 2
    assert texts(export(*rows, thread="a"), export(*rows, thread="b")) == ["oi"] * 2


def test_a_deletion_wins_over_the_text_and_over_an_edit_of_it():
    posted = export(said(0, "pa", "segredo"), said(9, "pb", "oi"))
    edited = export(said(0, "pa", "segredo maior", "edited"), said(9, "pb", "oi"))
    deleted = export(said(0, "pa", "", "deleted"), said(9, "pb", "oi"))
    for exports in itertools.permutations([posted, edited, deleted]):
        rows, counts = merge(exports)
        assert rows["text"].to_list() == ["oi"]
        assert counts == {
            "rows": 6,
            "superseded": 2,
            "duplicates": 2,
            "deleted": 1,
            "messages": 1,
        }


def test_an_edit_changes_nothing_of_others_in_its_minute():
    posted = export(said(0, "pb", "só na primeira"), said(5, "pa", "as oito"))
    edited = export(said(5, "pa", "às oito", "edited"))
    assert sorted(texts(posted, edited)) == ["só na primeira", "às oito"]


def test_state_and_minute_are_not_published():
    assert not {"state", "sent_at", "minute"} & set(build(export(said(0, "pa", "oi"))).columns)


def sessions(found):
    return [tuple(row) for row in found.select("period", "session", "position").iter_rows()]


def test_sessions_begin_after_a_silence_and_again_with_each_period():
    gap = 6 * HOUR
    may31 = (dt.datetime(2024, 5, 31, 23, 50, tzinfo=dt.UTC) - START).total_seconds()
    found = build(
        export(
            said(0, "pa", "1"),
            said(gap, "pa", "exactly the gap: same session"),
            said(2 * gap + 60, "pa", "more: another"),
            said(may31, "pa", "2"),
            said(may31 + HOUR, "pa", "the same talk, in June"),
            said(may31 + DAY, "pa", "3"),
        )
    )
    assert sessions(found) == [
        ("2024-05", 0, 0),
        ("2024-05", 0, 1),
        ("2024-05", 1, 2),
        ("2024-05", 2, 3),
        ("2024-06", 0, 0),
        ("2024-06", 1, 1),
    ]


def test_threads_have_sessions_of_their_own():
    one = export(said(0, "pa", "1"), said(7 * HOUR, "pa", "2"), thread="a")
    two = export(said(3 * HOUR, "pa", "3"), said(9 * HOUR, "pa", "4"), thread="b")
    assert [s for _, s, _ in sessions(build(one, two))] == [0, 1, 0, 0]


@given(chats(), st.integers(40, 50), st.sampled_from(["day", "week", "month"]))
def test_another_day_or_source_moves_no_id_session_or_position(rows, days, time):
    # Another month, so that nothing of it shares a coarsened date.
    before = build(export(*rows), time=time)
    far = [said(DAY * (days + i), row["author"], row["text"]) for i, row in enumerate(rows)]
    early = [{**row, "at": -DAY * 500 + row["at"]} for row in rows]
    both = build(
        export(*early, *rows, *far), export(*rows, source="outra"), export(*rows), time=time
    )
    assert both.filter(pl.col("message_id").is_in(before["message_id"].implode())).equals(before)


@given(chats(), st.sampled_from(["week", "month"]), st.sampled_from(list(periods.SUFFIXES)))
def test_coarse_dates_tell_no_day(rows, time, by):
    issues = [section(row["at"] // DAY, f"n.º {i}", row["text"]) for i, row in enumerate(rows)]
    found = build(export(*rows), export(*issues, source="boletim"), time=time, by=by)
    assert found["date"].to_list() == [
        day - dt.timedelta(day.weekday()) if time == "week" else day.replace(day=1)
        for day in found["date"]
    ]
    for path, date, period in found.select("path", "date", "period").iter_rows():
        assert period in periods.of_year(date.year, by)
        assert path is None or path.split("-", 3)[:3] == f"boletim/{date}".split("-")


def test_a_day_later_in_the_same_week_is_the_same_dataset():
    rows = [said(0, "pa", "oi"), said(HOUR, "pb", "sim")]
    later = [{**row, "at": row["at"] + DAY} for row in rows]
    for time in ("week", "month"):
        assert build(export(*later), time=time).equals(build(export(*rows), time=time))


def test_periods_follow_the_coarsened_date():
    # Wednesday 2024-05-01 counts as Monday 2024-04-29.
    first = (dt.datetime(2024, 5, 1, tzinfo=dt.UTC) - START).total_seconds()
    assert build(export(said(first, "pa", "oi")), time="week")["period"].to_list() == ["2024-04"]
    assert build(export(said(first, "pa", "oi")), time="day")["period"].to_list() == ["2024-05"]


@pytest.mark.parametrize(
    ("by", "name"), [("month", "2024-05"), ("quarter", "2024-Q2"), ("year", "2024")]
)
def test_names_of_periods(by, name):
    assert build(export(said(0, "pa", "oi")), by=by)["period"].to_list() == [name]


@pytest.mark.parametrize("by", list(periods.SUFFIXES))
def test_every_day_is_in_one_of_its_years_periods_in_order(by):
    found = build(export(*(said(day * DAY, "pa", "oi") for day in range(-400, 400))), by=by)
    names = found["period"].unique(maintain_order=True).to_list()
    years = sorted({date.year for date in found["date"]})
    every = [name for year in years for name in periods.of_year(year, by)]
    assert names == [name for name in every if name in set(names)]


def test_newsletters_of_one_day_are_two_even_in_two_folders():
    one = export(
        section(0, "Boletim", "a1"), section(0, "Boletim", "a2"), section(7, "Boletim", "c")
    )
    two = export(section(0, "Extra", "b1"), section(0, "Extra", "b2"), section(0, "Extra", "b3"))
    found = build(one, two)
    assert found.select("text", "path", "session").rows() == [
        ("a1", "praca/2024-05-13", 0),
        ("a2", "praca/2024-05-13", 0),
        ("b1", "praca/2024-05-13-2", 1),
        ("b2", "praca/2024-05-13-2", 1),
        ("b3", "praca/2024-05-13-2", 1),
        ("c", "praca/2024-05-20", 2),
    ]
    assert build(two, one).equals(found)


def test_newsletters_of_one_month_stay_apart_when_only_the_month_is_told():
    found = build(*(export(section(day, "Boletim", f"{day}")) for day in (0, 1, 7)), time="month")
    paths = ["praca/2024-05-01", "praca/2024-05-01-2", "praca/2024-05-01-3"]
    assert found["path"].to_list() == paths
    assert found["session"].to_list() == [0, 1, 2]


def test_a_newsletter_without_title_has_a_path():
    assert build(export(section(0, None, "a")))["path"].to_list() == ["praca/2024-05-13"]


def test_messages_have_no_path():
    assert build(export(said(0, "pa", "oi")))["path"].to_list() == [None]


@pytest.mark.parametrize("rows", [[], [said(0, "pa", "", "deleted")]])
def test_nothing_at_all_is_an_error(rows):
    with pytest.raises(AcervoError, match="nothing to index"):
        build(export(*rows))
