"""One level: an estimate with what is known of its uncertainty and its counts."""

from dataclasses import dataclass, replace
from math import isclose, sqrt

from datawalk.measures.intervals import Z, garwood, wilson

SHARE = 100.0
"""The `per` of a percentage: a share of people, which cannot leave 0 to 100."""


@dataclass(frozen=True)
class Level:
    """One group's or place's value; None is unknown.

    `estimate`, `lower`, `upper` (95 %) and `se` share one unit, percentages from 0 to 100. `numerator` and
    `denominator` are counts of people. `per` is what numerator / denominator is multiplied by to give the
    unit (100, 1000 or 100000), or None for units that are not shares of people.
    """

    estimate: float | None = None
    lower: float | None = None
    upper: float | None = None
    se: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    per: float | None = None


def with_interval(level: Level) -> Level:
    """The level with its blank numbers filled from the others where that can be done; reported ones stay.

    The estimate comes from the counts. The limits come from a reported standard error, cut to the scale, else
    from the counts (Wilson for percentages, exact Poisson for rates). The standard error comes from reported
    limits, else from the counts; with nobody or everybody counted it comes from the interval, because the
    formula's 0 would claim certainty. What cannot be filled stays None.
    """
    limits_reported = level.lower is not None and level.upper is not None
    filled = _with_estimate(level)
    filled = _with_limits(filled)
    if filled.se is not None:
        return filled
    counted = None if limits_reported else se_from_counts(filled)
    return replace(filled, se=counted if counted is not None else se_from_limits(filled))


def has_counts(level: Level) -> bool:
    """Whether the level is a share of people with both counts, able to carry an interval."""
    if level.per is None or level.numerator is None or not level.denominator:
        return False
    return level.numerator <= level.denominator if level.per == SHARE else True


def se_from_counts(level: Level) -> float | None:
    """The binomial or Poisson standard error; None without counts or where it would be 0."""
    numerator, denominator, per = level.numerator, level.denominator, level.per
    if not has_counts(level) or not numerator or not denominator or per is None:
        return None
    if per != SHARE:
        return per * sqrt(numerator) / denominator
    share = numerator / denominator
    return per * sqrt(share * (1 - share) / denominator) if share < 1 else None


def se_from_limits(level: Level) -> float | None:
    """The standard error a symmetric 95 % interval of this width has; None without both limits."""
    if level.lower is None or level.upper is None:
        return None
    return (level.upper - level.lower) / (2 * Z)


def only_counted(level: Level) -> bool:
    """Whether the counts are all that is known of the uncertainty, as for complete counts.

    A reported standard error or interval may hold a survey's design, which the counts alone do not.
    """
    if not has_counts(level):
        return False
    from_counts = with_interval(
        Level(numerator=level.numerator, denominator=level.denominator, per=level.per)
    )
    known = ((level.lower, from_counts.lower), (level.upper, from_counts.upper), (level.se, from_counts.se))
    return all(
        own is None or (own == other if other is None else isclose(own, other)) for own, other in known
    )


def _with_estimate(level: Level) -> Level:
    if level.estimate is not None or level.per is None or level.numerator is None or not level.denominator:
        return level
    return replace(level, estimate=level.per * level.numerator / level.denominator)


def _with_limits(level: Level) -> Level:
    if level.estimate is None or (level.lower is not None and level.upper is not None):
        return level
    limits = _limits_from_se(level) if level.se else _limits_from_counts(level)
    if limits is None and level.se is not None:
        limits = _limits_from_se(level)
    if limits is None:
        return level
    lower = limits[0] if level.lower is None else level.lower
    upper = limits[1] if level.upper is None else level.upper
    return replace(level, lower=lower, upper=upper)


def _limits_from_se(level: Level) -> tuple[float, float] | None:
    if level.estimate is None or level.se is None:
        return None
    lower, upper = level.estimate - Z * level.se, level.estimate + Z * level.se
    if level.per is not None:
        lower = max(0.0, lower)
    return lower, min(SHARE, upper) if level.per == SHARE else upper


def _limits_from_counts(level: Level) -> tuple[float, float] | None:
    numerator, denominator, per, estimate = level.numerator, level.denominator, level.per, level.estimate
    if not has_counts(level) or numerator is None or not denominator or per is None or estimate is None:
        return None
    if per == SHARE:
        lower, upper = (per * limit for limit in wilson(numerator, n=denominator))
    else:
        lower, upper = (per * limit / denominator for limit in garwood(numerator))
    # an adjusted estimate may lie outside the interval of its crude counts, which then says nothing about it
    around = lower <= estimate <= upper or isclose(estimate, lower) or isclose(estimate, upper)
    return (lower, upper) if around else None
