"""What `levels.with_interval` does for one level, for millions at once: the same numbers, to the last digit."""

from typing import NamedTuple

import numpy as np
from scipy.special import gammaincinv

from datawalk.measures.intervals import Z
from datawalk.measures.levels import SHARE

Numbers = np.ndarray
"""Floats, NaN where blank."""

_CLOSE = 1e-9


class Levels(NamedTuple):
    """The fields of `Level`, each for many levels; NaN is unknown, `per` too where the unit is no share of people."""

    estimate: Numbers
    lower: Numbers
    upper: Numbers
    se: Numbers
    numerator: Numbers
    denominator: Numbers
    per: Numbers


def with_intervals(levels: Levels) -> Levels:
    """The levels with their blank numbers filled from the others where that can be done; reported ones stay.

    See `levels.with_interval`, which a test holds this to.
    """
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        reported = known(levels.lower) & known(levels.upper)
        filled = levels._replace(estimate=_estimates(levels))
        filled = _with_limits(filled, reported=reported)
        counted = np.where(reported, np.nan, _se_from_counts(filled))
        width = (filled.upper - filled.lower) / (2 * Z)
        se = _first(filled.se, _first(counted, width))
        return filled._replace(se=se)


def known(numbers: Numbers) -> np.ndarray:
    """Where there is a number."""
    return ~np.isnan(numbers)


def _first(numbers: Numbers, otherwise: Numbers) -> Numbers:
    return np.where(known(numbers), numbers, otherwise)


def _estimates(levels: Levels) -> Numbers:
    counts = known(levels.per) & known(levels.numerator) & (levels.denominator > 0)
    worked_out = np.where(counts, levels.per * levels.numerator / levels.denominator, np.nan)
    return _first(levels.estimate, worked_out)


def _with_limits(levels: Levels, *, reported: np.ndarray) -> Levels:
    has_se = known(levels.se) & (levels.se != 0)
    by_se, by_counts = _limits_from_se(levels), _limits_from_counts(levels)
    blank = known(levels.estimate) & ~reported
    limits = []
    for own, from_se, from_counts in zip((levels.lower, levels.upper), by_se, by_counts, strict=True):
        found = np.where(has_se, from_se, _first(from_counts, from_se))
        limits.append(np.where(blank, _first(own, found), own))
    return levels._replace(lower=limits[0], upper=limits[1])


def _limits_from_se(levels: Levels) -> tuple[Numbers, Numbers]:
    lower, upper = levels.estimate - Z * levels.se, levels.estimate + Z * levels.se
    lower = np.where(known(levels.per), np.maximum(0.0, lower), lower)
    return lower, np.where(levels.per == SHARE, np.minimum(SHARE, upper), upper)


def _has_counts(levels: Levels) -> np.ndarray:
    some = known(levels.per) & known(levels.numerator) & (levels.denominator > 0)
    return some & ((levels.per != SHARE) | (levels.numerator <= levels.denominator))


def _limits_from_counts(levels: Levels) -> tuple[Numbers, Numbers]:
    count, people, per, estimate = levels.numerator, levels.denominator, levels.per, levels.estimate
    lower, upper = np.full_like(estimate, np.nan), np.full_like(estimate, np.nan)
    counted = _has_counts(levels) & known(estimate)
    share, rate = counted & (per == SHARE), counted & (per != SHARE)
    lower[share], upper[share] = (per[share] * limit for limit in _wilson(count[share], n=people[share]))
    lower[rate], upper[rate] = (per[rate] * limit / people[rate] for limit in _garwood(count[rate]))
    around = ((lower <= estimate) & (estimate <= upper)) | _close(estimate, lower) | _close(estimate, upper)
    return np.where(around, lower, np.nan), np.where(around, upper, np.nan)


def _close(first: Numbers, second: Numbers) -> np.ndarray:
    return np.abs(first - second) <= _CLOSE * np.maximum(np.abs(first), np.abs(second))


def _wilson(count: Numbers, *, n: Numbers) -> tuple[Numbers, Numbers]:
    share, spread = count / n, 1 + Z * Z / n
    centre = (share + Z * Z / (2 * n)) / spread
    half = Z * np.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n)) / spread
    lower = np.where(count == 0, 0.0, np.maximum(0.0, centre - half))
    return lower, np.where(count == n, 1.0, np.minimum(1.0, centre + half))


def _garwood(count: Numbers) -> tuple[Numbers, Numbers]:
    lower = np.where(count == 0, 0.0, gammaincinv(np.where(count == 0, 1.0, count), 0.025))
    return lower, gammaincinv(count + 1, 0.975)


def _se_from_counts(levels: Levels) -> Numbers:
    count, people, per = levels.numerator, levels.denominator, levels.per
    share = count / people
    binomial = np.where(share < 1, per * np.sqrt(share * (1 - share) / people), np.nan)
    poisson = per * np.sqrt(count) / people
    found = np.where(per == SHARE, binomial, poisson)
    return np.where(_has_counts(levels) & (count != 0), found, np.nan)
