"""Intervals by simulation, where no closed form is at hand."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from scipy.special import ndtr, ndtri

from datawalk.measures.groups import Groups, Numbers, need_errors
from datawalk.measures.result import Estimate

DRAWS = 10_000
SEED = 20260101
"""Fixed, so that the same inputs give the same interval; kept in every result."""

READS_HIGH = "reads_high"
"""The flag of measures of spread: chance alone makes groups differ, the more the smaller they are."""

Scale = tuple[float | None, float | None]
"""The lowest and highest possible value of an indicator; None is without end."""


def simulated(
    groups: Groups,
    of: Callable[[Numbers], Numbers],
    *,
    scale: Scale = (None, None),
    seed: int = SEED,
    flag: str = READS_HIGH,
) -> Estimate:
    """A measure with the middle 95 % of what it gives when every estimate is drawn anew around itself, 10,000 times.

    `of` takes estimates along the last axis and gives one number for each row. Draws are normal, kept within the
    scale. Without standard errors there is the value alone. `se` is the spread of the draws.
    """
    value = float(of(groups.estimates))
    if groups.errors is None:
        return Estimate(value)
    with np.errstate(divide="ignore", invalid="ignore"):
        told = of(_draws(groups, scale=scale, seed=seed))
    told = told[np.isfinite(told)]
    if len(told) < DRAWS / 2:
        return Estimate(value)
    lower, upper = (float(end) for end in np.quantile(told, (0.025, 0.975)))
    return Estimate(value, lower, upper, float(told.std(ddof=1)), "simulation", flag, seed=seed)


def _draws(groups: Groups, *, scale: Scale, seed: int) -> Numbers:
    errors = need_errors(groups)
    return _drawn(groups.estimates.tobytes(), errors.tobytes(), scale, seed)


@lru_cache(maxsize=8)
def _drawn(estimates_held: bytes, errors_held: bytes, scale: Scale, seed: int) -> Numbers:
    """The draws, kept, because a page asks for a dozen measures of the same groups one after the other."""
    estimates, errors = np.frombuffer(estimates_held), np.frombuffer(errors_held)
    chance = np.random.default_rng(seed).random((DRAWS, len(estimates)))
    spread = np.where(errors > 0, errors, 1.0)
    low = 0.0 if scale[0] is None else ndtr((scale[0] - estimates) / spread)
    high = 1.0 if scale[1] is None else ndtr((scale[1] - estimates) / spread)
    drawn = estimates + spread * ndtri(low + chance * (high - low))
    drawn = np.where(errors > 0, drawn, estimates)
    drawn = np.clip(drawn, scale[0], scale[1]) if scale != (None, None) else drawn
    drawn.setflags(write=False)
    return drawn
