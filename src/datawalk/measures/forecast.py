"""A forecast of what comes if nothing is done differently, and whether the curve has turned since.

Results-Based Accountability: turn the curve (raguide.org, 2.11). A straight line through the history, with the interval
that holds a new value 80 times of 100.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import Literal

import numpy as np
from scipy.special import stdtrit

from datawalk.measures.refusals import Refused

FEWEST = 5
"""Points below which no line is drawn on."""

LEVEL = 0.8
LONGEST = 3
"""Years a forecast reaches at most, and points that a level without a line is the mean of."""

Turn = Literal["turned", "first_sign", "not_turned", "cannot_say"]


@dataclass(frozen=True)
class Forecast:
    """A forecast value with the interval of a new one; both limits None where only the level of the last points is drawn on."""

    year: float
    value: float
    lower: float | None = None
    upper: float | None = None


def forecast(
    years: Sequence[float], values: Sequence[float], *, year: float, level: float = LEVEL
) -> Forecast:
    """The line of least squares through a history, at `year`: f +/- t s sqrt(1 + 1/n + (year - mean)^2 / Sxx).

    `years` are middles of periods, `values` and the answer share a unit. Refuses fewer than 5 points, lists of two lengths, a
    year twice, and a level that is no share. Example: 10, 10.8, 11.1, 12.2, 12.4 from 2015 on give 13.78 (13.16 to 14.40) in
    2021.
    """
    if len(years) != len(values):
        raise Refused("lengths", lengths=f"{len(years)}, {len(values)}")
    if len(years) < FEWEST:
        raise Refused("few_points", points=len(years), least=FEWEST)
    for when in years:
        if list(years).count(when) > 1:
            raise Refused("same_year", year=when)
    if not 0 < level < 1:
        raise Refused("not_a_share", value=level, lower=0, upper=1)
    when, told = np.asarray(years, dtype=float), np.asarray(values, dtype=float)
    middle, count = float(when.mean()), len(when)
    across = float(((when - middle) ** 2).sum())
    slope = float(((when - middle) * told).sum()) / across
    value = float(told.mean()) + slope * (year - middle)
    left = told - told.mean() - slope * (when - middle)
    spread = sqrt(float(left @ left) / (count - 2)) * sqrt(1 + 1 / count + (year - middle) ** 2 / across)
    half = float(stdtrit(count - 2, (1 + level) / 2)) * spread
    return Forecast(year, value, value - half, value + half)


def if_nothing_changes(
    years: Sequence[float], values: Sequence[float], *, asked: Sequence[float]
) -> tuple[Forecast, ...]:
    """The forecasts for the years asked for, in order of time, as far as the history bears them.

    From 5 points on a line with its interval, for years at most half as far ahead as the history is long, and 3 at most.
    With fewer points the level of the last three, without an interval, for 3 years. Nothing without a point.
    """
    order = sorted(range(len(years)), key=lambda at: years[at])
    when, told = [years[at] for at in order], [values[at] for at in order]
    if not when:
        return ()
    reach = min(LONGEST, (when[-1] - when[0] + 1) / 2) if len(when) >= FEWEST else LONGEST
    within = [year for year in sorted(asked) if when[-1] < year <= when[-1] + reach]
    if len(when) >= FEWEST:
        return tuple(forecast(when, told, year=year) for year in within)
    last = told[-LONGEST:]
    return tuple(Forecast(year, sum(last) / len(last)) for year in within)


def is_better(value: float, told: Forecast, *, rising: bool) -> bool:
    """Whether a value lies on the good side of the forecast's interval; never where there is none."""
    if told.lower is None or told.upper is None:
        return False
    return value > told.upper if rising else value < told.lower


def turn(values: Sequence[tuple[float, Forecast | None]], *, rising: bool) -> Turn:
    """Whether the curve has turned: two values one after the other on the good side of the interval; one is a first sign.

    `values`: those since the action began, in order of time, each with the forecast for its year. Cannot be said when
    none has a forecast with an interval.
    """
    known = [(value, told) for value, told in values if told is not None and told.lower is not None]
    if not known:
        return "cannot_say"
    better = [is_better(value, told, rising=rising) for value, told in known]
    if any(first and second for first, second in pairwise(better)):
        return "turned"
    return "first_sign" if any(better) else "not_turned"
