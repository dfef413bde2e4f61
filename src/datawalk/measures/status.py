"""Status: what became of a goal, by the rule of Healthy People, in its order.

Healthy People 2020 final progress table, notes 1, 3, 4 and 5 (CDC data set x749-vh2i); Healthy People 2030 keeps the measures
and the classes. That its cut-offs are unchanged is our reading.
"""

from dataclasses import dataclass
from math import hypot, isclose

from datawalk.domain.goals import Status
from datawalk.measures.refusals import Refused
from datawalk.measures.trend import ONE_SIDED

ENOUGH = 10.0
"""The percent from which a change counts where no standard error is known."""


@dataclass(frozen=True)
class Standing:
    """A goal's status and what it rests on.

    `z`: the change by its standard error, wherever both errors are known. `ptc`: the percent of the way from baseline to
    target, when moving toward it. `change`: the percent of the baseline, when moving away. `sure`: False for a target that
    is reached while the interval still holds worse values.
    """

    status: Status
    z: float | None = None
    ptc: float | None = None
    change: float | None = None
    sure: bool = True


def status(
    current: float | None,
    *,
    baseline: float | None,
    target: float | None,
    se_baseline: float | None = None,
    se_current: float | None = None,
    interval: tuple[float, float] | None = None,
    rising: bool,
) -> Standing:
    """The status of a goal from two values of one unit; `rising`: more is better.

    In this order: without a target informational; without two values only a baseline; at the target or beyond it, met,
    whatever the baseline was; at the baseline, no change; toward the target, better when z is 1.645 or more, or, where an
    error is not known, from 10 percent of the way on; away from it, worse when z is 1.645 or more, else from 10 percent of
    the baseline on. From a baseline of 0 there is no such percent: then 10 percent of the way to the target, away from it.
    `interval`: the 95 % interval of `current`. Refuses a standard error of 0 or below.
    Example: 20 to 24 with errors of 1.5 and a target of 30: z 1.886, better, 40 percent of the way.
    """
    for error in (se_baseline, se_current):
        if error is not None and error <= 0:
            raise Refused("negative" if error < 0 else "zero_errors")
    if current is None or baseline is None:
        return Standing("informational" if target is None else "baseline")
    z = None
    if se_baseline is not None and se_current is not None:
        z = abs(current - baseline) / hypot(se_baseline, se_current)
    if target is None:
        return Standing("informational", z)
    if reached(current, target=target, rising=rising):
        worst = None if interval is None else interval[0 if rising else 1]
        return Standing("met", z, sure=worst is None or reached(worst, target=target, rising=rising))
    if _same(current, baseline):
        return Standing("no_change", z, ptc=0.0 if target != baseline else None)
    if (current > baseline) == rising:
        ptc = 100 * (current - baseline) / (target - baseline)
        enough = z >= ONE_SIDED if z is not None else _at_least(ptc, ENOUGH)
        return Standing("improving" if enough else "no_change", z, ptc=ptc)
    moved = abs(current - baseline)
    change = 100 * moved / abs(baseline) if baseline else None
    if z is not None:
        worse = z >= ONE_SIDED
    elif change is not None:
        worse = _at_least(change, ENOUGH)
    else:
        worse = _at_least(100 * moved, ENOUGH * abs(target))
    return Standing("worse" if worse else "no_change", z, change=change)


def reached(value: float, *, target: float, rising: bool) -> bool:
    """Whether a value is at the target or beyond it, but for rounding noise."""
    return _same(value, target) or (value > target if rising else value < target)


def targeted_change(
    current: float, *, baseline: float, target: float
) -> tuple[float | None, float | None, bool]:
    """The percent of the way to the target, the percent of the baseline, and whether the value moves toward the target.

    Each is None where it would be divided by 0. Example: from 12 to 13.5 with a target of 9: -50, 12.5, away.
    """
    way = target - baseline
    ptc = 100 * (current - baseline) / way if way else None
    change = 100 * abs(current - baseline) / abs(baseline) if baseline else None
    return ptc, change, ptc is not None and ptc >= 0


def _same(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)


def _at_least(one: float, least: float) -> bool:
    return one >= least or _same(one, least)
