"""What `with_interval` fills, from what, and what it leaves alone."""

from math import sqrt

import pytest

from datawalk.measures.intervals import Z, garwood, wilson
from datawalk.measures.levels import Level, only_counted, with_interval


def test_everything_comes_from_the_counts_of_a_percentage() -> None:
    level = with_interval(Level(numerator=81, denominator=263, per=100))
    low, high = wilson(81, n=263)
    assert level.estimate == pytest.approx(30.798, abs=1e-3)
    assert (level.lower, level.upper) == pytest.approx((100 * low, 100 * high))
    assert level.se == pytest.approx(100 * sqrt(0.30798 * 0.69202 / 263), rel=1e-4)


def test_everything_comes_from_the_counts_of_a_rate() -> None:
    level = with_interval(Level(numerator=10, denominator=50_000, per=100_000))
    low, high = garwood(10)
    assert level.estimate == 20
    assert (level.lower, level.upper) == pytest.approx((2 * low, 2 * high))
    assert level.se == pytest.approx(2 * sqrt(10))


def test_a_reported_se_comes_before_the_counts() -> None:
    level = with_interval(Level(estimate=30, se=4, numerator=300, denominator=1000, per=100))
    assert (level.lower, level.upper, level.se) == pytest.approx((30 - 4 * Z, 30 + 4 * Z, 4))


@pytest.mark.parametrize(
    ("per", "estimate", "expected"),
    [
        (100, 2, (0, 2 + 4 * Z)),
        (100, 98, (98 - 4 * Z, 100)),
        (1000, 2, (0, 2 + 4 * Z)),
        (1000, 998, (998 - 4 * Z, 998 + 4 * Z)),
        (None, -2, (-2 - 4 * Z, -2 + 4 * Z)),
    ],
)
def test_limits_from_the_se_stay_on_the_scale(
    per: float | None, estimate: float, expected: tuple[float, float]
) -> None:
    level = with_interval(Level(estimate=estimate, se=4, per=per))
    assert (level.lower, level.upper) == pytest.approx(expected)


def test_reported_numbers_are_never_replaced() -> None:
    reported = Level(estimate=31, lower=20, upper=45, se=9, numerator=30, denominator=100, per=100)
    assert with_interval(reported) == reported


def test_one_blank_limit_is_filled_and_the_other_stays() -> None:
    level = with_interval(Level(estimate=30, lower=25, se=4, per=100))
    assert (level.lower, level.upper) == pytest.approx((25, 30 + 4 * Z))


def test_the_se_comes_from_reported_limits_before_the_counts() -> None:
    level = with_interval(Level(estimate=30, lower=20, upper=40, numerator=300, denominator=1000, per=100))
    assert level.se == pytest.approx(20 / (2 * Z))


@pytest.mark.parametrize("count", [0, 20])
def test_nobody_or_everybody_counted_is_not_certainty(count: int) -> None:
    level = with_interval(Level(numerator=count, denominator=20, per=100))
    assert level.se is not None
    assert level.se > 0
    assert (level.lower == 0) == (count == 0)
    assert (level.upper == 100) == (count == 20)


def test_a_zero_se_gives_way_to_the_counts() -> None:
    level = with_interval(Level(estimate=0, se=0, numerator=0, denominator=20, per=100))
    assert level.upper == pytest.approx(16.11, abs=0.01)
    assert level.se == 0
    known = with_interval(Level(estimate=5, se=0, per=100))
    assert (known.lower, known.upper) == (5, 5)


def test_crude_counts_say_nothing_about_an_adjusted_rate() -> None:
    level = with_interval(Level(estimate=90, numerator=10, denominator=50_000, per=100_000))
    assert (level.lower, level.upper) == (None, None)


@pytest.mark.parametrize(
    "level",
    [
        Level(per=100),
        Level(estimate=30, per=100),
        Level(estimate=30, denominator=100, per=100),
        Level(numerator=0, denominator=0, per=100),
        Level(estimate=70, numerator=30, denominator=100),
    ],
)
def test_what_cannot_be_filled_stays_blank(level: Level) -> None:
    filled = with_interval(level)
    assert (filled.lower, filled.upper, filled.se) == (None, None, None)
    assert filled.estimate == level.estimate


def test_only_counted_survives_being_filled() -> None:
    counted = Level(numerator=30, denominator=100, per=100)
    assert only_counted(counted)
    assert only_counted(with_interval(counted))
    assert not only_counted(Level(estimate=30, se=6, numerator=30, denominator=100, per=100))
    assert not only_counted(Level(estimate=30, per=100))
