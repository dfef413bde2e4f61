"""A place against the larger place it lies in: the part is in the whole, so the two are not independent."""

from math import sqrt

from datawalk.measures.intervals import Z
from datawalk.measures.levels import Level, with_interval
from datawalk.measures.result import Estimate


def advantage(part: Level, *, whole: Level, favourable: bool) -> Estimate:
    """How much better the part fares than the whole, in the levels' unit; negative when it fares worse.

    With p the part's share of the whole's people: Var(part - whole) = s_part^2 + s_whole^2 - 2 p s_part^2 (method
    `covariance`). Without both denominators p is taken as 0 (`independent`), which makes the interval too wide,
    never too narrow. No interval without both standard errors, or where the part is the whole. Flag
    `no_estimate`: a level is blank. Example: 30 (se 2, 100 people) in 20 (se 1, 400 people), more is better: 10,
    se sqrt(4 + 1 - 2 x 0.25 x 4) = 1.73.
    """
    own, all_ = with_interval(part), with_interval(whole)
    if own.estimate is None or all_.estimate is None:
        return Estimate(None, flag="no_estimate")
    value = own.estimate - all_.estimate if favourable else all_.estimate - own.estimate
    if own.se is None or all_.se is None:
        return Estimate(value)
    known = own.denominator is not None and all_.denominator
    share = min(1.0, (own.denominator or 0.0) / (all_.denominator or 1.0)) if known else 0.0
    variance = own.se**2 + all_.se**2 - 2 * share * own.se**2
    if share == 1.0 or variance <= 0:
        return Estimate(value)
    se = sqrt(variance)
    return Estimate(value, value - Z * se, value + Z * se, se, "covariance" if known else "independent")
