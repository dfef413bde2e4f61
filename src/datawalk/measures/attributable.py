"""Population attributable risk: how much better everybody would fare if all fared as the reference does.

Negative where less is better. 0 when the reference fares no better than everybody. The reference is fixed beforehand;
the interval counts the uncertainty of every group. Schlotheuber and Hosseinpoor 2022, doi 10.3390/ijerph19063697.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from datawalk.measures.groups import Groups
from datawalk.measures.result import Estimate, around, direction


@dataclass(frozen=True)
class Attributable:
    """PAR in the unit of the estimates, PAF in percent of the average, and PAR in people."""

    par: Estimate
    paf: Estimate
    people: Estimate


def attributable(
    groups: Groups, *, favourable: bool, reference: int | None = None, per: float | None = None
) -> Attributable:
    """PAR, PAF and the people PAR stands for, against the group at `reference`, from 0, or else the best group.

    `per`: what people are multiplied by to give the unit (100 for percent); None for units that are no share of people.
    Flags: PAF `mean_zero`, people `not_people`. The standard error of PAR is told also where PAR is cut to 0. Refuses a
    reference not there. Example: 20, 30, 40, 50, 60 among 78, 91, 162, 103, 105 people, more is better: 18.78, 45.5 %.
    """
    at = groups.best(favourable=favourable) if reference is None else groups.at(reference)
    told: dict[str, Any] = {"reference": str(at), "direction": direction(favourable)}
    own, mean = float(groups.estimates[at]), groups.mean
    is_one = np.arange(len(groups)) == at
    par_se = groups.se_of(is_one - groups.shares)
    worse = own < mean if favourable else own > mean
    if worse:
        nothing = Estimate(0.0, flag="reference_is_worse", **told)
        return Attributable(replace(nothing, se=par_se), nothing, nothing)
    par = around(own - mean, se=par_se, method="delta", **told)
    paf = Estimate(None, flag="mean_zero", **told)
    if mean:
        pulls = 100 * (is_one / mean - own * groups.shares / mean**2)
        paf = around(100 * (own - mean) / mean, se=groups.se_of(pulls), method="delta", **told)
    people = Estimate(None, flag="not_people", **told)
    if per:
        size = float(groups.people.sum()) / per
        people = around(
            size * (own - mean), se=None if par_se is None else size * par_se, method="delta", **told
        )
    return Attributable(par, paf, people)
