"""Money over months against a spreadsheet worked by hand, and scores of capacity."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datawalk.measures.capacity import domain_score, overall
from datawalk.measures.catalogue import work_out
from datawalk.measures.money import ending_share, rest_on, runway
from datawalk.measures.months import by_month, cover, first_short, month_of, month_text, pay
from datawalk.measures.planning import dues, endowment, trimmed
from datawalk.measures.refusals import Refused
from sheets import CLIFF


def test_the_cliff_is_where_the_sheet_falls_below_0() -> None:
    rows = [line.split() for line in CLIFF.strip().splitlines()[1:]]
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


@given(st.floats(1, 1e9), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 4000))
def test_an_award_is_paid_in_full_and_evenly(amount: float, first: date, days: int) -> None:
    last = first + timedelta(days=days)
    paid = by_month(amount, first=first, last=last)
    assert sum(paid.values()) == pytest.approx(amount)
    assert list(paid) == list(range(min(paid), max(paid) + 1))
    inner = list(paid.values())[1:-1]
    assert inner == pytest.approx([inner[0]] * len(inner)) if inner else True
    assert max(paid.values()) == pytest.approx(inner[0]) if inner else True


def test_an_award_of_parts_of_months_is_paid_by_their_days() -> None:
    paid = by_month(30_000, first=date(2026, 1, 16), last=date(2026, 3, 31))
    assert [round(amount) for amount in paid.values()] == [6154, 11923, 11923]


RESTRICTED = """
month    free   for_a   cost_a  cost_b   a_from_held  need   left
2026-01  100    80      50      120      50           120    80
2026-02  100    0       50      120      30           140    40
2026-03  100    0       50      120      0            170    -30
"""
"""100 in hand; 80 for purpose a alone, which waits for its costs. Worked by hand."""


def test_money_for_a_purpose_waits_for_it_and_pays_nothing_else() -> None:
    rows = [line.split() for line in RESTRICTED.strip().splitlines()[1:]]
    free, for_a, cost_a, cost_b, from_held, need, left = (
        [float(row[column]) for row in rows] for column in range(1, 8)
    )
    told = pay(100, free=free, costs={"a": cost_a, "b": cost_b}, held={"a": for_a})
    assert [one.cost for one in told] == [170, 170, 170]
    assert [one.missing for one in told] == [max(0.0, -money) for money in left]
    assert [one.income + one.in_hand for one in told] == [
        held + needed - max(0.0, -money) for held, needed, money in zip(from_held, need, left, strict=True)
    ]
    assert told[2].lacking == {"a", "b"}
    assert first_short(told) == first_short(told, purpose="a") == 2
    enough = pay(100, free=free, costs={"a": cost_a, "b": cost_b}, held={"a": [200, 0, 0]})
    assert first_short(enough) is None
    useless = pay(0, free=[0], costs={"b": [10]}, held={"a": [1000]})
    assert (useless[0].missing, useless[0].lacking) == (10, {"b"})


@given(
    st.floats(0, 1e6),
    st.lists(st.tuples(*(st.floats(0, 1e5) for _ in range(4))), min_size=1, max_size=24),
)
def test_no_money_appears_or_is_lost(cash: float, months: list[tuple[float, float, float, float]]) -> None:
    free, for_a, cost_a, cost_b = ([one[column] for one in months] for column in range(4))
    told = pay(cash, free=free, costs={"a": cost_a, "b": cost_b}, held={"a": for_a})
    for one in told:
        assert one.income + one.in_hand + one.missing == pytest.approx(one.cost, abs=1e-3)
        assert min(one.income, one.in_hand, one.missing) >= -1e-6
    paid = sum(one.income + one.in_hand for one in told)
    assert paid <= cash + sum(free) + sum(for_a) + 1e-3
    more = pay(cash + 1000, free=free, costs={"a": cost_a, "b": cost_b}, held={"a": for_a})
    assert sum(one.missing for one in more) <= sum(one.missing for one in told) + 1e-3


def test_money_below_0_and_lists_of_two_lengths_are_refused() -> None:
    with pytest.raises(Refused, match="below 0"):
        pay(-1, free=[1], costs={"a": [1]})
    with pytest.raises(Refused, match="different lengths"):
        pay(0, free=[1, 2], costs={"a": [1]})


def test_dues_grow_with_the_band_and_pay_the_need() -> None:
    assert dues(12_100, members=[10, 10], step=10) == (110, 1100)
    assert dues(1000, members=[0, 4], step=3, whole=0) == pytest.approx((250 / 3, 250))


@given(st.floats(0, 1e7), st.lists(st.integers(0, 50), min_size=1, max_size=4).filter(any), st.floats(1, 20))
def test_dues_pay_the_need_and_little_more(need: float, members: list[int], step: float) -> None:
    each = dues(need, members=members, step=step)
    whole = sum(count * amount for count, amount in zip(members, each, strict=True))
    weights = sum(count * step**band for band, count in enumerate(members))
    assert need - 1e-3 <= whole <= need + 10 * weights + 1e-3
    assert each[0] % 10 == pytest.approx(0)


def test_an_endowment_and_a_smaller_scope() -> None:
    assert endowment(40_000, draw=0.04) == pytest.approx(1_000_000)
    told = trimmed(100, shared=40, goals={"a": 30, "b": 50}, kept=["a", "b"])
    assert (told.cost, told.left) == (120, -20)
    assert trimmed(100, shared=40, goals={"a": 30, "b": 50}, kept=["b"]).left == 10


@pytest.mark.parametrize(
    "ask",
    [
        lambda: dues(1, members=[0, 0], step=2),
        lambda: dues(1, members=[1], step=0.5),
        lambda: dues(-1, members=[1], step=2),
        lambda: endowment(1, draw=0),
        lambda: endowment(-1, draw=0.1),
        lambda: trimmed(-1, shared=0, goals={}, kept=[]),
    ],
)
def test_plans_of_nothing_are_refused(ask: Callable[[], object]) -> None:
    with pytest.raises(Refused):
        ask()
