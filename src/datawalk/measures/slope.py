"""Slope indexes: the gap between the two ends of everybody ranked from worst to best off, from a line through all groups.

Moreno-Betancur and others 2015, doi 10.1097/EDE.0000000000000311. `x` is each group's rank from 0 to 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import expit, logit

from datawalk.measures.groups import Groups, Numbers
from datawalk.measures.refusals import Refused
from datawalk.measures.result import Estimate, around, log_around

_STEPS = 60
_STEEPEST = 40.0
"""A logit beyond this is a fit running away: 1 in 10^17."""


@dataclass(frozen=True)
class Slope:
    """The slope index (`absolute`, SII), its relative form (`relative`, RII), and the line's two ends."""

    absolute: Estimate
    relative: Estimate
    at_worst_off: float
    at_best_off: float


def linear_slope(groups: Groups) -> Slope:
    """SII and RII from a straight line weighted by people, in the unit of the estimates.

    The interval is that of a sum of independent estimates; without standard errors there is none. RII has flag
    `no_cases` where the line starts at 0, `negative` where it leaves the positive numbers. Example: 20, 30, 40, 50, 60
    among 78, 91, 162, 103, 105 people: SII 46.25, RII 3.556.
    """
    away = groups.shares * (groups.ranks - 0.5)
    rise = away / float(away @ (groups.ranks - 0.5))
    start = groups.shares - rise / 2
    slope, at0 = float(rise @ groups.estimates), float(start @ groups.estimates)
    at1 = at0 + slope
    if at0 <= 0 or at1 <= 0:
        relative = Estimate(None, flag="no_cases" if at0 == 0 else "negative")
    else:
        pulls = (start + rise) / at1 - start / at0
        relative = log_around(at1 / at0, se=groups.se_of(pulls), method="delta")
    return Slope(around(slope, se=groups.se_of(rise), method="delta"), relative, at0, at1)


def logit_slope(events: Sequence[float | None], *, people: Sequence[float | None]) -> Slope:
    """SII (a difference of shares, from -1 to 1) and RII from a logistic curve, with the model's standard errors.

    `events` of `people` in each group. Where every group has the same share SII is 0; with nobody counted there is no
    RII (flag `no_cases`). Refuses counts that are no part of their people, and groups split into all and none (`no_fit`).
    Example: 16, 27, 65, 52, 63 of 78, 91, 162, 103, 105: SII 0.449, RII 3.22.
    """
    groups = _counted(events, people=people)
    counts, sizes = groups.estimates, groups.people
    if not counts.any() or (counts == sizes).all():
        share = float(counts[0] / sizes[0])
        return Slope(
            Estimate(0.0), Estimate(None, flag="no_cases") if not share else Estimate(1.0), share, share
        )
    curve = _fit(counts, people=sizes, weights=np.ones(len(sizes)), ranks=groups.ranks)
    return _told(*curve, method="model")


def slope_who_compat(percents: Sequence[float | None], *, people: Sequence[float | None]) -> Slope:
    """What WHO's package healthequal 1.0.1 gives for grouped data: for comparison only.

    People are rounded up, events made from percents (rounded, halves to even), every group is weighted by its people a
    second time, and the interval is a sandwich over the few groups, which covers far less than 95 %. SII is in points.
    Use `logit_slope`. Example: 20, 30, 40, 50, 60 among 78, 91, 162, 103, 105: SII 44.45, RII 3.160.
    """
    given = Groups.of(percents, people=people)
    groups = replace(given, people=np.ceil(given.people))
    for percent in groups.estimates:
        if not 0 <= percent <= 100:
            raise Refused("not_a_share", value=percent, lower=0, upper=100)
    counts, sizes = np.round(groups.estimates / 100 * groups.people), groups.people
    curve, spread = _fit(counts, people=sizes, weights=sizes, ranks=groups.ranks)
    design = np.column_stack([np.ones(len(sizes)), groups.ranks])
    residuals = design * (sizes * (counts - sizes * expit(design @ curve)))[:, None]
    rows = len(sizes)
    sandwich = rows / (rows - 2) * spread @ (residuals.T @ residuals) @ spread
    slope = _told(curve, sandwich, method="sandwich")
    points = slope.absolute
    scaled = [
        None if number is None else 100 * number
        for number in (points.value, points.lower, points.upper, points.se)
    ]
    value, lower, upper, se = scaled
    return Slope(
        Estimate(value, lower, upper, se, points.method),
        slope.relative,
        100 * slope.at_worst_off,
        100 * slope.at_best_off,
    )


def _counted(events: Sequence[float | None], *, people: Sequence[float | None]) -> Groups:
    groups = Groups.of(events, people=people)
    for count, size in zip(groups.estimates, groups.people, strict=True):
        if not 0 <= count <= size:
            raise Refused("not_counted_in", part=count, whole=size)
    return groups


def _fit(counts: Numbers, *, people: Numbers, weights: Numbers, ranks: Numbers) -> tuple[Numbers, Numbers]:
    """The logistic curve's two coefficients and their covariance, by Newton's method with halved steps."""
    design = np.column_stack([np.ones(len(ranks)), ranks])
    curve = np.array([logit(np.sum(weights * counts) / np.sum(weights * people)), 0.0])
    if not np.isfinite(curve).all():
        raise Refused("no_fit")
    for _ in range(_STEPS):
        shares = expit(design @ curve)
        pull = design.T @ (weights * (counts - people * shares))
        information = design.T @ (design * (weights * people * shares * (1 - shares))[:, None])
        if np.linalg.cond(information) > 1e15:
            break
        step = np.linalg.solve(information, pull)
        if np.abs(step).max() < 1e-12:
            return curve, np.linalg.inv(information)
        while _fitness(curve + step, design, counts, people, weights) < _fitness(
            curve, design, counts, people, weights
        ):
            step /= 2
            if np.abs(step).max() < 1e-12:
                return curve, np.linalg.inv(information)
        curve = curve + step
        if np.abs(design @ curve).max() > _STEEPEST:
            break
    raise Refused("no_fit")


def _fitness(curve: Numbers, design: Numbers, counts: Numbers, people: Numbers, weights: Numbers) -> float:
    logits = design @ curve
    return float(np.sum(weights * (counts * logits - people * np.logaddexp(0, logits))))


def _told(curve: Numbers, spread: Numbers, *, method: str) -> Slope:
    at0, at1 = float(expit(curve[0])), float(expit(curve[0] + curve[1]))
    end, start = at1 * (1 - at1) * np.array([1.0, 1.0]), at0 * (1 - at0) * np.array([1.0, 0.0])
    rise, times = end - start, end / at1 - start / at0
    return Slope(
        around(at1 - at0, se=float(np.sqrt(rise @ spread @ rise)), method=method),
        log_around(at1 / at0, se=float(np.sqrt(times @ spread @ times)), method=method),
        at0,
        at1,
    )
