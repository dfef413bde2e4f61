"""How far groups without an order lie apart: from their average, from the best, or from a reference.

All read high when groups are small, because chance alone makes groups differ: intervals by simulation carry the flag
`reads_high`, and `bgv_adjusted` takes the noise out. Schlotheuber and Hosseinpoor 2022, doi 10.3390/ijerph19063697.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import ndtr

from datawalk.measures.groups import Groups, Numbers, need_errors
from datawalk.measures.refusals import Refused
from datawalk.measures.result import Estimate, around
from datawalk.measures.simulation import SEED, Scale, simulated


@dataclass(frozen=True)
class Both:
    """A mean over groups: each group once (`unweighted`), and each as often as it has people (`weighted`)."""

    unweighted: Estimate
    weighted: Estimate


def bgv(groups: Groups) -> Estimate:
    """The variance between groups, sum p (y - mean)^2, in the unit squared.

    Example: 10, 20, 30 with the same people in each: 66.7.
    """
    apart, shares = groups.estimates - groups.mean, groups.shares
    value = float(shares @ apart**2)
    if groups.errors is None:
        return Estimate(value)
    own = groups.errors**2
    first = 4 * np.sum(shares**2 * own * apart**2)
    second = (
        np.sum(shares**2 * own) ** 2 - np.sum(shares**4 * own**2) + np.sum((shares * (1 - shares) * own) ** 2)
    )
    return around(value, se=float(np.sqrt(first + 2 * second)), method="delta")


def noise(groups: Groups) -> float:
    """What chance alone adds to the variance between groups: sum p (1 - p) se^2. Refuses groups without errors."""
    return float(np.sum(groups.shares * (1 - groups.shares) * need_errors(groups) ** 2))


def bgv_adjusted(groups: Groups) -> Estimate:
    """The variance between groups without what chance adds, at least 0, with the interval of `bgv` moved by as much.

    Refuses groups without errors.
    """
    raw, added = bgv(groups), noise(groups)
    value, lower, upper = (
        None if end is None else max(0.0, end - added) for end in (raw.value, raw.lower, raw.upper)
    )
    return Estimate(value, lower, upper, raw.se, raw.method)


def bgsd(groups: Groups, *, scale: Scale = (None, None), seed: int = SEED) -> Estimate:
    """The standard deviation between groups, the root of `bgv`, in the unit. Example as for `bgv`: 8.16."""
    return simulated(groups, lambda y: _deviation(y, shares=groups.shares), scale=scale, seed=seed)


def cov(groups: Groups, *, scale: Scale = (None, None), seed: int = SEED) -> Estimate:
    """The coefficient of variation, 100 `bgsd` / average, in percent. Flag `mean_zero`. Example as for `bgv`: 40.8."""
    shares = groups.shares
    return _relative(
        groups, lambda y: _deviation(y, shares=shares) / np.abs(y @ shares), scale=scale, seed=seed
    )


def mdm(groups: Groups, *, scale: Scale = (None, None), seed: int = SEED) -> Both:
    """The mean distance from the average over people, in the unit. Example as for `bgv`: 6.67 both ways."""
    return _both(groups, lambda y: (y @ groups.shares)[..., None], scale=scale, seed=seed)


def mdb(groups: Groups, *, favourable: bool, scale: Scale = (None, None), seed: int = SEED) -> Both:
    """The mean distance from the best group, in the unit. The best group of each draw is its own best.

    Example as for `bgv`, less is better: 10.
    """
    best = np.max if favourable else np.min
    return _both(groups, lambda y: best(y, axis=-1, keepdims=True), scale=scale, seed=seed)


def mdr(groups: Groups, *, reference: int, scale: Scale = (None, None), seed: int = SEED) -> Both:
    """The mean distance from a reference group, by its position from 0, in the unit. Refuses a reference not there.

    Example as for `bgv` from the second group: 6.67.
    """
    at = groups.at(reference)
    return _both(groups, lambda y: y[..., at : at + 1], scale=scale, seed=seed, reference=str(reference))


def idis(groups: Groups, *, scale: Scale = (None, None), seed: int = SEED) -> Both:
    """WHO's index of disparity, 100 `mdm` / average, in percent. Flag `mean_zero`.

    Not the index of disparity of Healthy People, which is from the best group (`healthy_people.index_of_disparity`).
    Example as for `bgv`: 33.3.
    """

    def relative(weights: Numbers) -> Estimate:
        def of(y: Numbers) -> Numbers:
            mean = y @ groups.shares
            return np.abs(y - mean[..., None]) @ weights / np.abs(mean)

        return _relative(groups, of, scale=scale, seed=seed)

    return Both(relative(np.full(len(groups), 1 / len(groups))), relative(groups.shares))


def range_by_chance(groups: int, *, se: float = 1.0) -> float:
    """How far the highest of several groups is above the lowest on average when there is no gap at all.

    `se` is the standard error of each. Refuses fewer than 2 groups. Tippett 1925, doi 10.1093/biomet/17.3-4.364.
    Example: 5 groups: 2.33 standard errors.
    """
    if groups < 2:
        raise Refused("few_groups", groups=groups, least=2)
    x = np.linspace(-12, 12, 2401)
    return se * float(np.trapezoid(1 - ndtr(x) ** groups - ndtr(-x) ** groups, x))


def _deviation(y: Numbers, *, shares: Numbers) -> Numbers:
    return np.sqrt((y - (y @ shares)[..., None]) ** 2 @ shares)


def _both(
    groups: Groups, centre: Callable[[Numbers], Numbers], *, scale: Scale, seed: int, reference: str = ""
) -> Both:
    def distance(weights: Numbers) -> Estimate:
        told = simulated(groups, lambda y: np.abs(y - centre(y)) @ weights, scale=scale, seed=seed)
        return replace(told, reference=reference)

    return Both(distance(np.full(len(groups), 1 / len(groups))), distance(groups.shares))


def _relative(groups: Groups, of: Callable[[Numbers], Numbers], *, scale: Scale, seed: int) -> Estimate:
    if groups.mean == 0:
        return Estimate(None, flag="mean_zero")
    return simulated(groups, lambda y: 100 * of(y), scale=scale, seed=seed)
