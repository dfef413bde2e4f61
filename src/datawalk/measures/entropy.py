"""How unevenly something is shared out among groups without an order, times 1000: Theil's index and the mean log deviation.

Cowell 2011, doi 10.1093/acprof:osobl/9780199594030.001.0001. Intervals by the delta method, times 1000 as the values are.
"""

import numpy as np
from scipy.special import xlogy

from datawalk.measures.groups import Groups
from datawalk.measures.refusals import Refused
from datawalk.measures.result import Estimate, around

PER = 1000.0


def theil(groups: Groups) -> Estimate:
    """1000 sum p r ln r, with r = y / average. A group at 0 adds 0, and then there is no interval.

    Flag `mean_zero`. Refuses estimates below 0. Example: 10, 20, 30 with the same people in each: 87.2.
    """
    if not _positive_mean(groups):
        return Estimate(None, flag="mean_zero")
    ratios = groups.estimates / groups.mean
    value = float(groups.shares @ xlogy(ratios, ratios))
    if not ratios.all():
        return Estimate(PER * value)
    logs = 1 + np.log(ratios)
    pulls = groups.shares / groups.mean * (logs - groups.shares @ (ratios * logs))
    return around(PER * value, se=groups.se_of(PER * pulls), method="delta")


def mld(groups: Groups) -> Estimate:
    """-1000 sum p ln r, with r = y / average. A group at 0 leaves it without a value (flag `no_cases`).

    Flag `mean_zero`. Refuses estimates below 0. Example as for `theil`: 95.9.
    """
    if not _positive_mean(groups):
        return Estimate(None, flag="mean_zero")
    ratios = groups.estimates / groups.mean
    if not ratios.all():
        return Estimate(None, flag="no_cases")
    pulls = groups.shares / groups.mean * (1 - 1 / ratios)
    return around(-PER * float(groups.shares @ np.log(ratios)), se=groups.se_of(PER * pulls), method="delta")


def _positive_mean(groups: Groups) -> bool:
    if (groups.estimates < 0).any():
        raise Refused("negative")
    return groups.mean > 0
