"""Pace: where a goal stands against the straight line from its baseline to its target."""

from dataclasses import dataclass

from datawalk.domain.goals import Pace, Way
from datawalk.measures.status import reached


@dataclass(frozen=True)
class Progress:
    """A goal's pace, and the value the straight line expects by now (None when it cannot be told)."""

    pace: Pace
    expected: float | None = None


def expected_now(
    baseline: float, *, baseline_year: float, target: float, target_year: float, now_year: float
) -> float:
    """The value on the straight line at `now_year`, in the unit of `baseline` and `target`.

    Years are midpoints of periods (`Period.middle`). Before the baseline the line stays at the baseline,
    after the target year at the target. Example: from 20 in 2020 to 30 in 2030, 24 is expected in 2024.
    """
    if now_year >= target_year:
        return target
    if now_year <= baseline_year:
        return baseline
    return baseline + (target - baseline) * (now_year - baseline_year) / (target_year - baseline_year)


def position(current: float, *, baseline: float, target: float) -> float | None:
    """The fraction of the way from baseline (0) to target (1), below 0 or above 1 when outside.

    None when the baseline already is the target: there is no way to go.
    """
    return None if target == baseline else (current - baseline) / (target - baseline)


def pace(
    current: float | None,
    *,
    lower: float | None,
    upper: float | None,
    now_year: float | None,
    baseline: float | None,
    baseline_year: float | None,
    target: float | None,
    target_year: float | None,
    way: Way,
    favourable: bool,
) -> Progress:
    """The pace of a goal from its current value and that value's 95 % interval.

    On pace: at or better than expected. Behind within the margin: worse, but the expected value lies inside
    the interval. Not known yet: no current value later than the baseline, or no line to compare with. Without
    an interval a goal that is behind is behind. `way` "maintain" expects the target throughout; its good side
    is above when more is better (`favourable`; False for a gap, which is better smaller).
    """
    if current is None or now_year is None or target is None:
        return Progress("not_known_yet")
    if baseline_year is not None and now_year <= baseline_year:
        return Progress("not_known_yet")
    if way == "maintain":
        return judged(current, lower=lower, upper=upper, expected=target, rising=favourable)
    if baseline is None or baseline_year is None or target_year is None:
        return Progress("not_known_yet")
    expected = expected_now(
        baseline, baseline_year=baseline_year, target=target, target_year=target_year, now_year=now_year
    )
    return judged(current, lower=lower, upper=upper, expected=expected, rising=way == "up")


def judged(
    current: float, *, lower: float | None, upper: float | None, expected: float, rising: bool
) -> Progress:
    """The pace of a value against the one expected by now; `rising`: more is better."""
    if reached(current, target=expected, rising=rising):
        return Progress("on_pace", expected)
    if lower is not None and upper is not None and lower <= expected <= upper:
        return Progress("behind_within_margin", expected)
    return Progress("behind_pace", expected)
