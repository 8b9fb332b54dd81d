import datetime as dt

import pytest
from acervo.sources import dates
from hypothesis import given
from hypothesis import strategies as st

DAY = {
    "2020-12-2": "2020-12-02",
    "2020-12-2-this-week": "2020-12-02",
    "2013-06-07 18:46": "2013-06-07",
    "2018-02-27 08:00:00 -0000": "2018-02-27",
    "2018-02-27T23:30:00-08:00": "2018-02-27",
    "20240531": "2024-05-31",
    "boletim_20240531_final": "2024-05-31",
    "2024/05/31": "2024-05-31",
    "31/05/2024": "2024-05-31",
    "05/31/2024": "2024-05-31",
    "05.05.2024": "2024-05-05",
    "3 de maio de 2024": "2024-05-03",
    "3-de-maio-de-2024": "2024-05-03",
    "1º de março de 2024": "2024-03-01",
    "1o de marc\u0327o de 2024": "2024-03-01",
    "3 de mayo del 2024": "2024-05-03",
    "15 septiembre 2024": "2024-09-15",
    "May 3, 2024": "2024-05-03",
    "May 3rd, 2024": "2024-05-03",
    "Fri, 03 May 2024 10:00:00 +0000": "2024-05-03",
    "2024-may-03": "2024-05-03",
    "MAIO-3-2024": "2024-05-03",
    "3.out.2024": "2024-10-03",
}
MONTH = {
    "2018-01": "2018-01-01",
    "2024-05": "2024-05-01",
    "may-2024": "2024-05-01",
    "boletim-maio-de-2024": "2024-05-01",
    "2024-enero": "2024-01-01",
    "2024-05-100-things": "2024-05-01",
}
NONE = [
    "",
    "issue-416",
    "#416",
    "1527000000",
    "2024",
    "v2.2024.x",
    "soon",
    "mayhem-2024",
    "12-2024",  # a month, or the number of an issue
]


@pytest.mark.parametrize(("text", "day"), DAY.items())
def test_a_day_is_found(text: str, day: str) -> None:
    found = dates.find(text)
    assert found is not None and found.problem is None and found.day is not None
    assert str(found) == found.date.isoformat() == day


@pytest.mark.parametrize(("text", "day"), MONTH.items())
def test_a_month_is_its_first_day(text: str, day: str) -> None:
    found = dates.find(text)
    assert found is not None and found.problem is None and found.day is None
    assert found.date.isoformat() == day and str(found) == day[:7]


@pytest.mark.parametrize("text", NONE)
def test_other_figures_are_no_dates(text: str) -> None:
    assert dates.find(text) is None


@pytest.mark.parametrize(
    "text", ["2024-02-30", "2023-02-29", "20241301", "31 de abril de 2024", "2024-13"]
)
def test_an_impossible_date_is_said_to_be_one(text: str) -> None:
    found = dates.find(text)
    assert found is not None and found.problem == f"impossible date {found}"


def test_day_and_month_are_not_guessed() -> None:
    found = dates.find("03/04/2024")
    assert found is not None and found.problem == "day and month cannot be told apart"


def test_agreement_is_to_the_coarser_of_two() -> None:
    day, month, other = (dates.find(text) for text in ("2024-05-03", "2024-05", "2024-05-04"))
    assert day and month and other
    assert day.agrees(month) and month.agrees(other) and not day.agrees(other)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)), st.times())
def test_every_day_comes_back(day: dt.date, time: dt.time) -> None:
    names = (
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"
    )
    month = names.split()[day.month - 1]
    ways = (
        f"{day}",
        f"{day} {time}",
        f"{day:%Y%m%d}",
        f"issue-{day.year}-{day.month}-{day.day}-letter",
        f"{day.day} de {month} de {day.year}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%d %b %Y}",
    )
    for text in ways:
        found = dates.find(text)
        assert found is not None and found.problem is None and found.date == day, text


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    found = dates.find(text)
    assert found is None or found.problem or found.date
