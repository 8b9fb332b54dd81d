"""Periods: the span of one published file."""

# What follows the year in the name of a period, in order.
SUFFIXES = {
    "month": [f"-{month:02}" for month in range(1, 13)],
    "quarter": [f"-Q{quarter}" for quarter in range(1, 5)],
    "year": [""],
}


def of_year(year: str | int, partition: str) -> list[str]:
    """Names of all periods of a year, in order (`2024-01` … `2024-12`)."""
    return [f"{int(year):04}{suffix}" for suffix in SUFFIXES[partition]]


def year_of(period: str) -> str:
    """The year that a period belongs to."""
    return period[:4]
