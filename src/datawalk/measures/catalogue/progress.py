"""Measures of progress toward goals, under the names other programs ask for them by."""

from typing import Any

from datawalk.domain.goals import Status
from datawalk.measures import forecast, growth, pace
from datawalk.measures import status as goal_status
from datawalk.measures.intervals import Z
from datawalk.measures.refusals import Refused
from datawalk.measures.registry import Outputs, measure

HEALTHY_PEOPLE = "Healthy People 2020 final progress table, CDC data set x749-vh2i, notes 1, 3, 4, 5"
TURN_THE_CURVE = "Results-Based Accountability, raguide.org 2.11; prediction interval of a straight line"

_STATUSES: dict[Status, str] = {
    "met": "target met or exceeded",
    "improving": "improving",
    "no_change": "little or no detectable change",
    "worse": "getting worse",
    "baseline": "baseline only",
    "informational": "informational",
}
_PACES = {
    "on_pace": "on track",
    "behind_within_margin": "behind, but within the margin of error",
    "behind_pace": "behind",
}
_PROGRESS: dict[growth.Progress, str] = {
    "significant": "significant progress",
    "moderate": "moderate progress",
    "insufficient": "insufficient progress",
    "away": "movement away",
    "baseline_zero": "not defined (baseline zero)",
}


def _rising(desired: str) -> bool:
    if desired not in ("increase", "decrease"):
        raise Refused("wrong_type", key="desired", value=repr(desired), wanted="increase or decrease")
    return desired == "increase"


@measure(
    topic="progress",
    outputs=("status", "z"),
    formula="z = |c - b| / sqrt(SE_b^2 + SE_c^2); z >= 1.645, or without errors 10 % of the way (toward) or of b (away)",
    source=HEALTHY_PEOPLE,
)
def hp_status(
    desired: str,
    baseline: float | None = None,
    current: float | None = None,
    target: float | None = None,
    se_baseline: float | None = None,
    se_current: float | None = None,
) -> Outputs:
    told = goal_status.status(
        current,
        baseline=baseline,
        target=target,
        se_baseline=se_baseline,
        se_current=se_current,
        rising=_rising(desired),
    )
    return {"status": _STATUSES[told.status], "z": told.z}


@measure(
    topic="progress",
    outputs=("ptc", "report", "pct_change"),
    formula="PTC = 100 (c - b) / (T - b) toward the target; else 100 |c - b| / |b|",
    source=HEALTHY_PEOPLE,
)
def percent_targeted_change(baseline: float, current: float, target: float) -> Outputs:
    ptc, change, toward = goal_status.targeted_change(current, baseline=baseline, target=target)
    report = "percent of targeted change" if toward else "percent change from baseline"
    return {"ptc": ptc, "report": report, "pct_change": change}


@measure(
    topic="progress",
    outputs=("expected", "gap", "ci95", "status"),
    formula="E = b + (T - b)(t - t0) / (t_T - t0); within the margin when E lies in c +/- 1.96 SE",
    source="a straight line from baseline to target",
)
def expected_path(
    desired: str,
    baseline: float,
    target: float,
    year0: float,
    year_target: float,
    year: float,
    current: float,
    se: float | None = None,
) -> Outputs:
    if year_target <= year0:
        raise Refused("no_time")
    if se is not None and se < 0:
        raise Refused("negative")
    lower, upper = (None, None) if se is None else (current - Z * se, current + Z * se)
    expected = pace.expected_now(
        baseline, baseline_year=year0, target=target, target_year=year_target, now_year=year
    )
    told = pace.judged(current, lower=lower, upper=upper, expected=expected, rising=_rising(desired))
    interval: Any = None if se is None else [lower, upper]
    return {
        "expected": expected,
        "gap": current - expected,
        "ci95": interval,
        "status": _PACES[told.pace],
    }


@measure(
    topic="progress",
    outputs=("forecast", "pi80"),
    formula="f +/- t s sqrt(1 + 1/n + (x - mean)^2 / Sxx), t with n - 2 degrees of freedom",
    source=TURN_THE_CURVE,
)
def baseline_forecast(
    years: list[float], values: list[float], forecast_year: float, level: float | None = None
) -> Outputs:
    told = forecast.forecast(
        years, values, year=forecast_year, level=forecast.LEVEL if level is None else level
    )
    return {"forecast": told.value, "pi80": [told.lower, told.upper]}


@measure(
    topic="progress",
    outputs=("turned",),
    formula="on the good side of the forecast's interval; two in a row turn the curve",
    source=TURN_THE_CURVE,
)
def turned_the_curve(forecast: float, pi80: tuple[float, float], current: float, desired: str) -> Outputs:
    lower, upper = pi80
    if lower > upper:
        raise Refused("no_interval_end")
    return {"turned": current > upper if _rising(desired) else current < lower}


@measure(
    topic="progress",
    outputs=("cagr_actual", "cagr_required", "ratio", "status"),
    formula="(c / b)^(1 / years) - 1, by (T / b)^(1 / years to target) - 1",
    source="Eurostat, sustainable development in the European Union: monitoring report",
)
def eurostat_cagr(
    baseline: float, current: float, years: float, target: float, years_to_target: float
) -> Outputs:
    told = growth.growth(
        current, baseline=baseline, years=years, target=target, years_to_target=years_to_target
    )
    return {
        "cagr_actual": told.actual,
        "cagr_required": told.required,
        "ratio": told.ratio,
        "status": _PROGRESS[told.progress],
    }
