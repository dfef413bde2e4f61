"""The disparity measures of Healthy People 2030, and its older index of disparity.

Ratios are turned so that they are above 1. Statistical Notes 27 (NCHS 2015); Pearcy and Keppel 2002,
doi 10.1093/phr/117.3.273. Intervals by simulation, in which every draw has its own best and worst group.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from datawalk.measures.groups import Groups, Numbers
from datawalk.measures.refusals import Refused
from datawalk.measures.result import Estimate, direction
from datawalk.measures.simulation import SEED, Scale, simulated


@dataclass(frozen=True)
class Disparities:
    """The largest difference and ratio between two groups (`mrd`, `mrr`), and those between the best group and the plain
    mean of the others (`srd`, `srr`). `best` is the position of the best group, from 0."""

    mrd: Estimate
    mrr: Estimate
    srd: Estimate
    srr: Estimate
    best: int


def disparities(
    groups: Groups, *, favourable: bool, scale: Scale = (0.0, None), seed: int = SEED
) -> Disparities:
    """All four, from two groups on. Flag of a ratio: `no_cases` (the divisor is 0). Refuses rates below 0.

    Example: 5.1, 4.4, 10.9, 7.6, 8.2, less is better: MRD 6.5, MRR 2.477, SRD 3.55, SRR 1.807.
    """
    if (groups.estimates < 0).any():
        raise Refused("negative")
    at = groups.best(favourable=favourable)
    told: dict[str, Any] = {"reference": str(at), "direction": direction(favourable)}

    def difference(ends: Numbers) -> Numbers:
        return ends[..., 1] - ends[..., 0]

    def ratio(ends: Numbers) -> Numbers:
        return ends[..., 1] / ends[..., 0]

    def largest(y: Numbers) -> Numbers:
        return np.stack([y.min(axis=-1), y.max(axis=-1)], axis=-1)

    def summary(y: Numbers) -> Numbers:
        best = y.max(axis=-1) if favourable else y.min(axis=-1)
        others = (y.sum(axis=-1) - best) / (y.shape[-1] - 1)
        return np.stack([others, best] if favourable else [best, others], axis=-1)

    def measured(of, ends) -> Estimate:
        if of is ratio and ends(groups.estimates)[0] == 0:
            return Estimate(None, flag="no_cases", **told)
        return replace(simulated(groups, lambda y: of(ends(y)), scale=scale, seed=seed), **told)

    return Disparities(
        measured(difference, largest),
        measured(ratio, largest),
        measured(difference, summary),
        measured(ratio, summary),
        at,
    )


def index_of_disparity(
    groups: Groups, *, favourable: bool, scale: Scale = (0.0, None), seed: int = SEED
) -> Estimate:
    """How far the other groups are from the best on average, in percent of the best: the index of Healthy People 2010.

    Not WHO's index of the same name, which is from the average (`dispersion.idis`). Flag `no_cases` (the best is 0).
    Example as for `disparities`: 80.7.
    """
    at = groups.best(favourable=favourable)
    told: dict[str, Any] = {"reference": str(at), "direction": direction(favourable)}
    if groups.estimates[at] == 0:
        return Estimate(None, flag="no_cases", **told)
    pick = np.max if favourable else np.min

    def index(y: Numbers) -> Numbers:
        best = pick(y, axis=-1, keepdims=True)
        return 100 * np.sum(np.abs(y - best), axis=-1) / ((y.shape[-1] - 1) * np.abs(best[..., 0]))

    return replace(simulated(groups, index, scale=scale, seed=seed), **told)
