import pytest
from acervo import periods


@pytest.mark.parametrize(
    ("partition", "expected"),
    [
        ("month", [f"2024-{month:02}" for month in range(1, 13)]),
        ("quarter", ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]),
        ("year", ["2024"]),
    ],
)
def test_periods_of_a_year(partition, expected):
    assert periods.of_year(2024, partition) == periods.of_year("2024", partition) == expected
    assert {periods.year_of(name) for name in expected} == {"2024"}


def test_early_years_have_four_digits():
    assert periods.of_year(987, "year") == ["0987"]
