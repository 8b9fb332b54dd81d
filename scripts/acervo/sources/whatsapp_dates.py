"""Dates of WhatsApp headers: which number is the day, and which instant a local time was."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from acervo.sources.whatsapp_headers import Headers

Array = npt.NDArray[Any]

ORDERS = ("dmy", "mdy", "ymd")
FIRST_YEAR, LAST_YEAR = 1970, 2105
_DAY = 86_400


def _calendar() -> tuple[Array, Array]:
    """Days since 1970 of each month's first day, and the length of each month."""
    first = (
        np.arange(f"{FIRST_YEAR}-01", f"{LAST_YEAR + 1}-02", dtype="datetime64[M]")
        .astype("datetime64[D]")
        .astype(np.int32)
    )
    return first[:-1], np.diff(first)


_MONTH_START, _MONTH_DAYS = _calendar()


@dataclass(frozen=True)
class Order:
    """The order of day, month and year in a file, what decided it, and the counts it rests on."""

    order: str
    decided_by: str
    evidence: dict[str, int]

    @property
    def ambiguous(self) -> bool:
        """Whether nothing in the file speaks against the other order."""
        return self.decided_by in ("shorter span", "default")


def decide_order(headers: Headers, override: str | None) -> Order:
    """Decide the order for a whole file: all of it was written by one phone."""
    open_ = ~headers.year_first & (headers.seconds >= 0)
    first, second = headers.first[open_], headers.second[open_]
    dmy = int(np.count_nonzero((first > 12) & (second <= 12)))
    mdy = int(np.count_nonzero((second > 12) & (first <= 12)))
    evidence = {
        "year_first": int(np.count_nonzero(headers.year_first)),
        "only_day_first": dmy,
        "only_month_first": mdy,
    }
    if override is not None:
        return Order(override, "configuration", evidence)
    if not open_.any():
        return Order("ymd", "year written first", evidence)
    if dmy != mdy:
        return Order("dmy" if dmy > mdy else "mdy", "a day above 12", evidence)
    ranking = []
    for order in ("dmy", "mdy"):
        days, exists = calendar_days(headers, order)
        exists &= headers.seconds >= 0
        times = days[exists].astype(np.int64) * _DAY + headers.seconds[exists]
        back = int(np.count_nonzero(np.diff(times) < 0))
        span = int(times.max() - times.min()) if len(times) else 0
        ranking.append((back, span, order))
        evidence[f"backward_jumps_{order}"] = back
        evidence[f"span_days_{order}"] = span // _DAY
    (back_dmy, span_dmy, _), (back_mdy, span_mdy, _) = ranking
    order = "mdy" if ranking[1][:2] < ranking[0][:2] else "dmy"
    if back_dmy != back_mdy:
        return Order(order, "fewer backward jumps in time", evidence)
    return Order(order, "shorter span" if span_dmy != span_mdy else "default", evidence)


def calendar_days(headers: Headers, order: str) -> tuple[Array, Array]:
    """Days since 1970-01-01 of each header (int32), and whether there is such a day.

    A header that is impossible in `order` but possible in the other one is read in that.
    """
    first, second, third = headers.first, headers.second, headers.third
    year_first = headers.year_first
    if order == "ymd":  # two-digit years first, too; but a year of four digits stands where it is
        year_first = year_first | (third < 100)
    day_first = (first > 12) & (second <= 12)
    if order != "mdy":
        day_first |= second <= 12
    month = np.where(year_first | day_first, second, first)
    day = np.where(year_first, third, np.where(day_first, first, second))
    year = np.where(year_first, first, third)
    year = np.where(year < 100, year + 2000, year)
    exists = (year >= FIRST_YEAR) & (year <= LAST_YEAR) & (month >= 1) & (month <= 12) & (day >= 1)
    at = np.where(exists, (year.astype(np.int32) - FIRST_YEAR) * 12 + month - 1, 0)
    exists &= day <= _MONTH_DAYS[at]
    days: Array = _MONTH_START[at] + day - 1
    return days, exists


def to_utc(days: Array, seconds: Array, zone: ZoneInfo) -> Array:
    """Microseconds since 1970 UTC (int64) of local times given as days and seconds of the day.

    A time that came twice is the earlier of the two; one that the clock left out (spring) is
    moved forward by what the clock was, one hour nearly everywhere: PEP 495, fold=0.
    """
    local: Array = days.astype(np.int64)
    local *= _DAY
    local += seconds
    if not len(local):
        return local
    first_day = int(days.min())
    offsets, steady = _offsets(first_day, int(days.max()), zone)
    offset = offsets[days - first_day]
    moving = np.flatnonzero(~steady[days - first_day])
    if len(moving):
        times, back = np.unique(local[moving], return_inverse=True)
        offset[moving] = np.array([_offset(int(t), zone) for t in times], np.int32)[back]
    local -= offset
    local *= 1_000_000
    return local


def _offsets(first: int, last: int, zone: ZoneInfo) -> tuple[Array, Array]:
    """Seconds east of UTC of each day, and whether they hold all day long."""
    # A change at midnight shows in the day before (clock back) or in the day itself (forward).
    days = range(first, last + 2)
    offset = np.fromiter((_offset(day * _DAY, zone) for day in days), np.int32, len(days))
    return offset[:-1], offset[:-1] == offset[1:]


def _offset(local_seconds: int, zone: ZoneInfo) -> int:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=local_seconds)
    offset = moment.replace(tzinfo=zone).utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0
