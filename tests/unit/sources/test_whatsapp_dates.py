"""Local times to UTC, where clocks change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from acervo.sources.whatsapp_dates import to_utc
from hypothesis import given
from hypothesis import strategies as st

EPOCH = datetime(1970, 1, 1)
ZONES = ["America/Sao_Paulo", "Europe/Berlin", "America/New_York", "Asia/Kolkata",
         "Australia/Lord_Howe", "Africa/Casablanca", "UTC"]  # fmt: skip


def converted(moments, zone):
    seconds = np.array([int((m - EPOCH).total_seconds()) for m in moments], np.int64)
    utc = to_utc(seconds // 86_400, seconds % 86_400, ZoneInfo(zone))
    return [(EPOCH + timedelta(microseconds=int(t))).replace(tzinfo=UTC) for t in utc]


@pytest.mark.parametrize(
    ("local", "zone", "expected"),
    [
        ("2024-03-31T02:30", "Europe/Berlin", "2024-03-31T01:30"),  # left out: 03:30 summer time
        ("2024-10-27T02:30", "Europe/Berlin", "2024-10-27T00:30"),  # came twice: the earlier
        ("2018-11-04T00:30", "America/Sao_Paulo", "2018-11-04T03:30"),  # midnight left out
        ("2019-02-16T23:30", "America/Sao_Paulo", "2019-02-17T01:30"),  # before midnight, twice
    ],
)
def test_when_the_clock_changes(local, zone, expected):
    assert converted([datetime.fromisoformat(local)], zone) == [
        datetime.fromisoformat(expected).replace(tzinfo=UTC)
    ]


@pytest.mark.parametrize("zone", ZONES)
@given(
    st.lists(
        st.datetimes(datetime(2005, 1, 1), datetime(2030, 1, 1)).map(
            lambda t: t.replace(second=0, microsecond=0, fold=0)
        ),
        min_size=1,
    )
)
def test_agrees_with_zoneinfo(zone, moments):
    expected = [m.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for m in moments]
    assert converted(moments, zone) == expected


@pytest.mark.parametrize("zone", ZONES)
def test_every_half_hour_of_some_years(zone):
    moments = [datetime(2017, 1, 1) + timedelta(minutes=30 * i) for i in range(3 * 365 * 48)]
    expected = [m.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for m in moments]
    assert converted(moments, zone) == expected


def test_nothing():
    assert converted([], "UTC") == []
