"""Concentration: whether what is measured gathers among the better off, for ordered groups.

Positive when it gathers at the advantaged end, negative at the disadvantaged. Wagstaff, Paci and van Doorslaer 1991,
doi 10.1016/0277-9536(91)90212-U; standard errors are those of sums of independent estimates, people taken as known.
"""

from datawalk.measures.groups import Groups, Numbers
from datawalk.measures.refusals import Refused
from datawalk.measures.result import Estimate, around


def aci(groups: Groups) -> Estimate:
    """The absolute concentration index, sum p (2X - 1) y, in the unit of the estimates.

    Example: 20, 30, 40, 50, 60 among 78, 91, 162, 103, 105 people: 7.328.
    """
    pulls = _pulls(groups)
    return around(float(pulls @ groups.estimates), se=groups.se_of(pulls), method="delta")


def rci(groups: Groups) -> Estimate:
    """The relative concentration index: ACI / average. Flag `mean_zero`. Example as for `aci`: 0.1778."""
    if groups.mean == 0:
        return Estimate(None, flag="mean_zero")
    value = float(_pulls(groups) @ groups.estimates) / groups.mean
    pulls = (_pulls(groups) - value * groups.shares) / groups.mean
    return around(value, se=groups.se_of(pulls), method="delta")


def erreygers(groups: Groups, *, lower: float, upper: float) -> Estimate:
    """The corrected index of a scale with two ends: 4 ACI / (upper - lower), from -1 to 1.

    Refuses estimates outside the scale. Erreygers 2009, doi 10.1016/j.jhealeco.2008.02.003. Example: the groups of `aci`
    as shares (0.2 to 0.6) on 0 to 1: 0.2931.
    """
    _check_scale(groups, lower=lower, upper=upper)
    pulls = 4 / (upper - lower) * _pulls(groups)
    return around(float(pulls @ groups.estimates), se=groups.se_of(pulls), method="delta")


def wagstaff(groups: Groups, *, lower: float, upper: float) -> Estimate:
    """The normalised index of a scale with two ends: ACI (upper - lower) / ((upper - mean) (mean - lower)).

    On 0 to 1 this is RCI / (1 - mean). Flag `mean_zero` when the average is at an end. Refuses as `erreygers`.
    Wagstaff 2005, doi 10.1002/hec.953. Example as for `erreygers`: 0.3025.
    """
    _check_scale(groups, lower=lower, upper=upper)
    above, below = groups.mean - lower, upper - groups.mean
    if above <= 0 or below <= 0:
        return Estimate(None, flag="mean_zero")
    scale = (upper - lower) / (above * below)
    index = float(_pulls(groups) @ groups.estimates)
    pulls = scale * (_pulls(groups) + index * (1 / below - 1 / above) * groups.shares)
    return around(scale * index, se=groups.se_of(pulls), method="delta")


def _pulls(groups: Groups) -> Numbers:
    return groups.shares * (2 * groups.ranks - 1)


def _check_scale(groups: Groups, *, lower: float, upper: float) -> None:
    if lower >= upper:
        raise Refused("scale", lower=lower, upper=upper)
    for value in groups.estimates:
        if not lower <= value <= upper:
            raise Refused("not_a_share", value=value, lower=lower, upper=upper)
