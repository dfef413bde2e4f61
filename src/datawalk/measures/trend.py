"""A direction over time, by as much as the number of points bears.

1 point: the level only. 2 or 3: the last against the first, one-sided as Healthy People does. 4 and more: a straight
line with known errors, told only where the points fit one; from 7 on a curve is looked for too. Without standard errors:
the exact rank test, from 5 points on, because fewer can never reach 0.05. NCHS, Vital and Health Statistics 2(179).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import Literal

import numpy as np
from scipy.special import chdtrc, ndtr

from datawalk.measures.groups import Numbers
from datawalk.measures.refusals import Refused
from datawalk.measures.result import Estimate, around

Rule = Literal["level_only", "first_and_last", "straight_line", "ranks"]
Direction = Literal["rising", "falling", "no_change", "not_straight", "cannot_say"]

ONE_SIDED = 1.645
"""The z from which a change in one direction counts: 5 in 100."""
LINE_FROM, CURVE_FROM, RANKS_FROM = 4, 7, 5
_SURE = 0.05


@dataclass(frozen=True)
class Line:
    """A straight line through points with known errors: slope a year, its `z` and `p`, and how well the points fit.

    `p_straight` is that of the fit's chi-square, `p_curve` that of a squared term (None below 4 points).
    """

    slope: Estimate
    z: float
    p: float
    p_straight: float
    p_curve: float | None


@dataclass(frozen=True)
class Ranks:
    """Kendall's S, the pairs that rise less those that fall, and its exact two-sided `p`."""

    s: int
    p: float


@dataclass(frozen=True)
class Trend:
    """What may be said: by which `rule`, the `direction`, and the change or slope it rests on."""

    rule: Rule
    direction: Direction
    estimate: Estimate
    p: float | None = None


def trend(
    years: Sequence[float], estimates: Sequence[float], *, errors: Sequence[float] | None = None
) -> Trend:
    """The direction of points in time. `years` are the middles of periods that do not overlap.

    Refuses lists of two lengths, a year twice, and standard errors of 0. Without errors the estimate is None and the
    direction, below 5 points, `cannot_say`. Example: 12, 11.5, 11.8, 10.9, 10.2 from 2018 to 2022 with errors of 0.5
    (0.6 for the third): a straight line falling by 0.42 a year.
    """
    when, values, known = _points(years, estimates, errors)
    count = len(when)
    if count < 2:
        return Trend("level_only", "cannot_say", Estimate(None, flag="few_points"))
    if known is None:
        if count < RANKS_FROM:
            return Trend("ranks", "cannot_say", Estimate(None, flag="no_errors"))
        ranks = mann_kendall(values)
        return Trend("ranks", _way(ranks.s, sure=ranks.p < _SURE), Estimate(None, flag="no_errors"), ranks.p)
    if count < LINE_FROM:
        change, se = float(values[-1] - values[0]), float(np.hypot(known[0], known[-1]))
        sure = abs(change) / se >= ONE_SIDED
        p = float(ndtr(-abs(change) / se))
        return Trend(
            "first_and_last", _way(change, sure=sure), around(change, se=se, method="first_and_last"), p
        )
    line = straight_line(years, estimates, errors=errors or ())
    curved = count >= CURVE_FROM and line.p_curve is not None and line.p_curve < _SURE
    if line.p_straight < _SURE or curved:
        return Trend("straight_line", "not_straight", line.slope, line.p)
    slope = line.slope.value or 0.0
    return Trend("straight_line", _way(slope, sure=line.p < _SURE), line.slope, line.p)


def straight_line(years: Sequence[float], estimates: Sequence[float], *, errors: Sequence[float]) -> Line:
    """The line of least squares with weights 1 / se^2, whose variance is known.

    Refuses as `trend` and fewer than 3 points. Example as for `trend`: slope -0.42, se 0.158, z -2.66.
    """
    when, values, known = _points(years, estimates, errors)
    if known is None:
        raise Refused("no_errors")
    if len(when) < 3:
        raise Refused("few_points", points=len(when), least=3)
    weights = 1 / known**2
    away = when - float(weights @ when / weights.sum())
    across = float(weights @ away**2)
    level = float(weights @ values / weights.sum())
    slope = float(weights @ (away * values)) / across
    se, misfit = 1 / sqrt(across), values - level - slope * away
    z = slope / se
    return Line(
        around(slope, se=se, method="weighted_line"),
        z,
        2 * float(ndtr(-abs(z))),
        float(chdtrc(len(when) - 2, float(weights @ misfit**2))),
        _p_of_curve(away, values, weights) if len(when) >= LINE_FROM else None,
    )


def mann_kendall(series: Sequence[float] | Numbers) -> Ranks:
    """The exact rank test of a series in order of time; ties are counted exactly too.

    Refuses fewer than 3 points. Mann 1945, doi 10.2307/1907187. Example: 1, 2, 3, 4, 5: S 10, p 0.0167.
    """
    values = np.asarray(series, dtype=float)
    if len(values) < 3:
        raise Refused("few_points", points=len(values), least=3)
    after = np.triu(np.sign(values[None, :] - values[:, None]), k=1)
    s = int(after.sum())
    orders = _falls([int(times) for times in np.unique(values, return_counts=True)[1]])
    pairs = len(orders) - 1
    as_far = sum(ways for falls, ways in enumerate(orders) if abs(pairs - 2 * falls) >= abs(s))
    return Ranks(s, as_far / sum(orders))


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """P values adjusted for being many, in the order given: 1 in 20 of many tests is a false alarm.

    Refuses p values outside 0 to 1. Holm 1979, Scandinavian Journal of Statistics 6:65.
    Example: 0.01, 0.04, 0.03 become 0.03, 0.06, 0.06.
    """
    for p in p_values:
        if not 0 <= p <= 1:
            raise Refused("not_a_share", value=p, lower=0, upper=1)
    adjusted, highest = [0.0] * len(p_values), 0.0
    for rank, at in enumerate(sorted(range(len(p_values)), key=lambda at: p_values[at])):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[at]))
        adjusted[at] = highest
    return tuple(adjusted)


def _points(
    years: Sequence[float], estimates: Sequence[float], errors: Sequence[float] | None
) -> tuple[Numbers, Numbers, Numbers | None]:
    """The points in order of time."""
    lengths = {len(values) for values in (years, estimates, errors) if values is not None}
    if len(lengths) > 1:
        raise Refused("lengths", lengths=", ".join(map(str, sorted(lengths))))
    order = sorted(range(len(years)), key=lambda at: years[at])
    when = np.array([years[at] for at in order], dtype=float)
    for earlier, later in pairwise(when.tolist()):
        if earlier == later:
            raise Refused("same_year", year=later)
    if errors is None:
        return when, np.array([estimates[at] for at in order], dtype=float), None
    known = np.array([errors[at] for at in order], dtype=float)
    if (known <= 0).any():
        raise Refused("negative" if (known < 0).any() else "zero_errors")
    return when, np.array([estimates[at] for at in order], dtype=float), known


def _p_of_curve(away: Numbers, values: Numbers, weights: Numbers) -> float:
    """The p value of the squared term beside a line, with known variances."""
    scale = np.abs(away).max()
    design = np.column_stack([np.ones(len(away)), away / scale, (away / scale) ** 2])
    covariance = np.linalg.inv(design.T @ (design * weights[:, None]))
    bend = float((covariance @ (design.T @ (weights * values)))[2])
    return 2 * float(ndtr(-abs(bend) / sqrt(covariance[2, 2])))


def _falls(ties: Sequence[int]) -> list[int]:
    """In how many orders of a series, with values as often as `ties` says, 0, 1, 2, ... pairs fall.

    The coefficients of the Gaussian multinomial: prod (1 - q^i) over all, divided by the same of each tie.
    """
    ways = [1]
    for size in range(1, sum(ties) + 1):
        ways = _times(ways, size)
    for tie in ties:
        for size in range(1, tie + 1):
            ways = _over(ways, size)
    return ways


def _times(ways: list[int], size: int) -> list[int]:
    """Times 1 + q + ... + q^(size - 1)."""
    longer = [0] * (len(ways) + size - 1)
    for at, way in enumerate(ways):
        for more in range(size):
            longer[at + more] += way
    return longer


def _over(ways: list[int], size: int) -> list[int]:
    """Divided by 1 + q + ... + q^(size - 1), without rest."""
    shorter: list[int] = []
    for at in range(len(ways) - size + 1):
        shorter.append(ways[at] - sum(shorter[max(0, at - size + 1) : at]))
    return shorter


def _way(number: float, *, sure: bool) -> Direction:
    if not sure:
        return "no_change"
    return "rising" if number > 0 else "falling"
