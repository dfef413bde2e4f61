"""Status by the rule of Healthy People in its order, the forecast against statsmodels, the turn, and growth a year."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from datawalk.domain.goals import Status
from datawalk.measures.forecast import Forecast, forecast, if_nothing_changes, turn
from datawalk.measures.growth import growth
from datawalk.measures.refusals import Refused
from datawalk.measures.status import status, targeted_change

# pyright: reportAttributeAccessIssue=false
# statsmodels says no types

PATHS: list[tuple[Status, float | None, float | None, float | None, float | None, float | None, bool]] = [
    ("met", 20, 30, 30, 1, 1, True),
    ("improving", 20, 24, 30, 1.5, 1.5, True),
    ("no_change", 20, 22, 30, 1.5, 1.5, True),
    ("improving", 20, 21, 30, None, None, True),
    ("no_change", 20, 20.9, 30, None, None, True),
    ("worse", 20, 17, 30, 1.2, 1.2, True),
    ("no_change", 20, 18.5, 30, None, None, True),
    ("worse", 20, 18, 30, None, None, True),
    ("no_change", 20, 20, 30, 1, 1, True),
    ("met", 12, 8.9, 9, 0.5, 0.5, False),
    ("met", 8, 8.5, 9, None, None, False),
    ("baseline", 12, None, 9, 0.5, None, False),
    ("informational", 12, 10, None, 0.5, 0.5, False),
]
"""The thirteen paths: status, baseline, current, target, their errors, and whether more is better."""


@pytest.mark.parametrize("path", PATHS)
def test_each_path_of_the_rule(path: tuple[Status, float, float, float, float, float, bool]) -> None:
    word, baseline, current, target, se_baseline, se_current, rising = path
    told = status(
        current,
        baseline=baseline,
        target=target,
        se_baseline=se_baseline,
        se_current=se_current,
        rising=rising,
    )
    assert told.status == word


def test_the_change_is_told_by_its_own_measure() -> None:
    toward = status(24, baseline=20, target=30, se_baseline=1.5, se_current=1.5, rising=True)
    assert (round(toward.z or 0, 3), toward.ptc, toward.change) == (1.886, 40, None)
    away = status(17, baseline=20, target=30, rising=True)
    assert (away.status, away.z, away.ptc, away.change) == ("worse", None, None, 15)


def test_one_error_alone_is_none() -> None:
    assert status(20.9, baseline=20, target=30, se_current=0.01, rising=True).status == "no_change"


def test_a_target_that_was_met_and_is_lost_again_is_away_from_it() -> None:
    told = status(8, baseline=12, target=10, se_baseline=0.5, se_current=0.5, rising=True)
    assert told.status == "worse"


def test_a_target_reached_within_the_margin_is_not_sure() -> None:
    def sure(lower: float) -> bool:
        return status(31, baseline=20, target=30, interval=(lower, 33), rising=True).sure

    assert (sure(29.5), sure(30.0), sure(30.5)) == (False, True, True)


def test_from_a_baseline_of_0_the_way_to_the_target_is_the_measure() -> None:
    assert status(-0.5, baseline=0, target=10, rising=True).status == "no_change"
    told = status(-1, baseline=0, target=10, rising=True)
    assert (told.status, told.change) == ("worse", None)


@pytest.mark.parametrize("error", [0, -1])
def test_an_error_of_0_is_refused(error: float) -> None:
    with pytest.raises(Refused):
        status(24, baseline=20, target=30, se_baseline=error, se_current=1, rising=True)


_numbers = st.floats(-1e3, 1e3).map(lambda value: round(value, 3))
_errors = st.none() | st.floats(0.01, 50)


@given(_numbers, _numbers, _numbers, _errors, _errors)
def test_down_is_the_mirror_of_up(
    baseline: float, current: float, target: float, se: float | None, other: float | None
) -> None:
    up = status(current, baseline=baseline, target=target, se_baseline=se, se_current=other, rising=True)
    down = status(
        -current, baseline=-baseline, target=-target, se_baseline=se, se_current=other, rising=False
    )
    assert up == down


@given(_numbers, _numbers, _errors)
def test_what_is_at_its_target_is_always_met(baseline: float, target: float, se: float | None) -> None:
    told = status(target, baseline=baseline, target=target, se_baseline=se, se_current=se, rising=True)
    assert told.status == "met"


def test_targeted_change_knows_no_division_by_0() -> None:
    assert targeted_change(13.5, baseline=12, target=9) == (-50, 12.5, False)
    assert targeted_change(1, baseline=0, target=0) == (None, None, False)


@pytest.mark.parametrize("seed", range(30))
def test_the_forecast_is_that_of_statsmodels(seed: int) -> None:
    chance = np.random.default_rng(seed)
    count = int(chance.integers(5, 12))
    years = np.sort(chance.choice(np.arange(2000, 2020), count, replace=False)).astype(float)
    values = chance.normal(30, 5) + chance.normal(0, 1) * (years - 2010) + chance.normal(0, 2, count)
    level, year = float(chance.uniform(0.5, 0.99)), float(years[-1] + chance.integers(1, 4))
    told = forecast(list(years), list(values), year=year, level=level)
    fitted = sm.OLS(values, sm.add_constant(years - 2010)).fit()
    row = fitted.get_prediction(np.array([[1.0, year - 2010]])).summary_frame(alpha=1 - level).iloc[0]
    assert (told.value, told.lower, told.upper) == pytest.approx(
        (row["mean"], row["obs_ci_lower"], row["obs_ci_upper"])
    )


def test_the_worked_example_of_the_statistics() -> None:
    told = forecast(list(range(2016, 2022)), [31, 30.2, 30.5, 29.1, 28.8, 28.0], year=2024)
    assert (told.value, told.lower, told.upper) == pytest.approx((26.36, 25.42, 27.30), abs=0.005)


def test_a_forecast_looks_no_further_than_half_its_history() -> None:
    years, values = [2017.0, 2018, 2019, 2020, 2021], [10.0, 11, 12, 13, 14]
    told = if_nothing_changes(years, values, asked=[2021, 2022, 2023, 2024])
    assert [one.year for one in told] == [2022, 2023]
    assert all(one.lower is not None for one in told)


def test_few_points_bear_a_level_and_no_interval() -> None:
    told = if_nothing_changes([2018, 2019, 2020, 2021], [1, 2, 4, 6], asked=[2022, 2024, 2025])
    assert told == (Forecast(2022, 4), Forecast(2024, 4))
    assert if_nothing_changes([], [], asked=[2022]) == ()
    with pytest.raises(Refused):
        forecast([2018, 2019, 2020, 2021], [1, 2, 4, 6], year=2022)


def test_two_in_a_row_turn_the_curve() -> None:
    told = Forecast(2024, 50, 48, 52)
    better, same, flat = (53.0, told), (51.0, told), (60.0, Forecast(2024, 50))
    assert turn([better, better], rising=True) == "turned"
    assert turn([better, same, better], rising=True) == "first_sign"
    assert turn([same, same], rising=True) == "not_turned"
    assert turn([better, better], rising=False) == "not_turned"
    assert turn([flat, flat], rising=True) == "cannot_say"
    assert turn([], rising=True) == "cannot_say"


def test_growth_in_the_four_classes() -> None:
    def told(current: float) -> str:
        return growth(current, baseline=20, years=4, target=30, years_to_target=10).progress

    assert [told(each) for each in (24, 22.5, 21, 19)] == ["significant", "moderate", "insufficient", "away"]
    assert growth(3, baseline=0, years=4, target=10, years_to_target=10).progress == "baseline_zero"
    for wrong in ({"target": 20}, {"years": 0}, {"target": -1}):
        with pytest.raises(Refused):
            growth(24, **{"baseline": 20, "years": 4, "target": 30, "years_to_target": 10, **wrong})
