import datetime as dt

import polars as pl
import pytest
from acervo.errors import AcervoError
from acervo.privacy.reidentification import report, require

from tests.unit.dataset import ANA, EVA, RUI, messages, section, talk

MAY, JUNE = dt.date(2024, 5, 3), dt.date(2024, 6, 2)


def rows(*said, source="rua"):
    """Rows of messages of (date, author)."""
    return messages(
        [
            row
            for n, (day, who) in enumerate(said)
            for row in talk(day, (who, f"{source} {n}"), source=source)
        ]
    )


def test_the_anonymity_set_is_who_wrote_on_the_date():
    later = dt.date(2024, 5, 4)
    found = report({"2024-05": rows((MAY, ANA), (MAY, ANA), (MAY, RUI), (later, ANA))})
    assert found == [
        {
            "source": "rua",
            "period": "2024-05",
            "author": ANA,
            "messages": 3,
            "dates": 2,
            "k": 1,
            "alone": 1,
        },
        {
            "source": "rua",
            "period": "2024-05",
            "author": RUI,
            "messages": 1,
            "dates": 1,
            "k": 2,
            "alone": 0,
        },
    ]


def test_other_sources_hide_nobody_and_newsletters_do_not_count():
    both = pl.concat([rows((MAY, ANA)), rows((MAY, RUI), source="praca")])
    letter = messages([section(MAY, "Boletim", "Horta", "Couve.")])
    found = report({"2024-05": pl.concat([both, letter])})
    assert [(row["source"], row["k"]) for row in found] == [("praca", 1), ("rua", 1)]
    assert report({"2024-05": letter}) == report({}) == []


def test_it_is_the_same_whatever_the_order_of_rows():
    many = rows((MAY, ANA), (MAY, RUI), (MAY, EVA))
    assert report({"2024-05": many}) == report({"2024-05": many.reverse()})


@pytest.mark.parametrize("min_k", [1, 2, 3])
def test_what_is_demanded_and_kept_passes(min_k):
    require(report({"2024-05": rows((MAY, ANA), (MAY, RUI), (MAY, EVA))}), min_k)


def test_too_small_a_set_is_named_by_source_and_period():
    found = report({"2024-05": rows((MAY, ANA), (MAY, RUI)), "2024-06": rows((JUNE, ANA))})
    require(found, 1)
    with pytest.raises(AcervoError) as error:
        require(found, 2)
    assert "rua, 2024-06: 1" in str(error.value)
    assert "2024-05" not in str(error.value)
    for advice in ("privacy.time", "week", "month", "privacy.min_k"):
        assert advice in error.value.fix
    assert ANA not in str(error.value)


def test_many_small_sets_are_counted():
    periods = {f"2024-{m:02}": rows((dt.date(2024, m, 1), ANA)) for m in range(1, 13)}
    with pytest.raises(AcervoError, match="… and 2 more"):
        require(report(periods), 2)
