"""Money over months against a spreadsheet worked by hand, and scores of capacity."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datawalk.measures.capacity import domain_score, overall
from datawalk.measures.catalogue import work_out
from datawalk.measures.money import cover, ending_share, month_of, month_text, rest_on, runway
from datawalk.measures.refusals import Refused

SHEET = """
month    in      out     left
2026-01  40000   40000   60000
2026-02  40000   40000   60000
2026-03  40000   40000   60000
2026-04  40000   40000   60000
2026-05  40000   40000   60000
2026-06  40000   40000   60000
2026-07  40000   40000   60000
2026-08  40000   40000   60000
2026-09  40000   40000   60000
2026-10  15000   40000   35000
2026-11  15000   40000   10000
2026-12  15000   40000  -15000
"""
"""60,000 in hand, grants of 25,000 to September and 15,000 on; worked by hand."""


def test_the_cliff_is_where_the_sheet_falls_below_0() -> None:
    rows = [line.split() for line in SHEET.strip().splitlines()[1:]]
    income, costs = [float(row[1]) for row in rows], [float(row[2]) for row in rows]
    told = cover(60_000, income=income, costs=costs)
    below = next(at for at, row in enumerate(rows) if float(row[3]) < 0)
    assert (told.short, told.months, rows[below][0]) == (below, 11, "2026-12")
    assert cover(75_000, income=income, costs=costs).short is None


@given(
    st.integers(0, 10**6),
    st.integers(1, 10**5),
    st.lists(st.tuples(st.integers(0, 10**5), st.integers(-5, 40)), max_size=5),
)
def test_the_first_short_month_is_that_of_a_simulation(
    cash: int, costs: int, grants: list[tuple[int, int]]
) -> None:
    first = month_of("2026-01")
    told = work_out(
        "cliff_date",
        {
            "cash": cash,
            "monthly_expense": costs,
            "start": "2026-01",
            "grants": [{"monthly": amount, "last": month_text(first + last)} for amount, last in grants],
        },
    )
    left, month = cash, 0
    while month < 3_000:
        left += sum(amount for amount, last in grants if month <= last) - costs
        if left < 0:
            break
        month += 1
    if month < 3_000:
        assert told == {"first_negative_month": month_text(first + month), "months_of_full_cover": month}


def test_without_costs_no_month_is_short() -> None:
    told = work_out("cliff_date", {"cash": 5, "monthly_expense": 0, "start": "2026-01", "grants": []})
    assert told == {"first_negative_month": None, "months_of_full_cover": None}
    assert runway(100, annual_costs=0) is None


@pytest.mark.parametrize(
    ("measure", "inputs", "said"),
    [
        ("cliff_date", {"cash": 1, "monthly_expense": 1, "start": "2026-13", "grants": []}, "not a month"),
        ("cliff_date", {"cash": 1, "monthly_expense": 1, "start": "2026-01", "grants": [{"monthly": 1}]}, "must be a list"),
        ("cliff_date", {"cash": -1, "monthly_expense": 1, "start": "2026-01", "grants": []}, "below 0"),
        ("expiring_share", {"as_of": "March", "awards": []}, "not a day"),
        ("funding_hhi", {"revenue": [0, 0]}, "no money"),
        ("funding_hhi", {"revenue": [5, -1]}, "below 0"),
        ("runway_months", {"unrestricted_cash": 1, "annual_expenses": 5, "noncash": 9}, "not a part"),
        ("psat", {"domain_items": [[8, 4, 4]]}, "from 1 to 7"),
    ],
)  # fmt: skip
def test_what_is_refused_says_why(measure: str, inputs: dict[str, object], said: str) -> None:
    with pytest.raises(Refused, match=said):
        work_out(measure, inputs)


def test_what_ends_within_a_year_of_a_leap_day() -> None:
    awards = [(100.0, date(2025, 2, 28)), (100.0, date(2025, 3, 1)), (50.0, date(2024, 2, 28))]
    assert ending_share(awards, as_of=date(2024, 2, 29)) == 0.5
    assert ending_share([(100.0, date(2023, 1, 1))], as_of=date(2024, 2, 29)) is None


def test_one_source_is_as_concentrated_as_can_be() -> None:
    told = rest_on([300])
    assert (told.hhi, told.diversification, told.effective, told.largest) == (1, 0, 1, 1)


def test_a_domain_needs_three_answers() -> None:
    assert domain_score([5, 6, None, 4, 5]) == 5
    assert domain_score([5, 6, None, None, None]) is None
    assert overall([5, None, 3]) == 4
    assert overall([None]) is None
