"""Gaps between two levels: difference, ratio and the people behind them; and which pair to compare.

Orientation follows WHO (Schlotheuber and Hosseinpoor 2022, doi 10.3390/ijerph19063697): a gap is positive,
and its ratio above 1, when the group does worse than its reference. A reversed gap keeps its sign.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import sqrt

from datawalk.measures.intervals import newcombe
from datawalk.measures.levels import SHARE, Level, only_counted, with_interval
from datawalk.measures.result import Estimate, around, direction, log_around

BEST_RELIABLE = "best_reliable"
LARGEST = "largest"
OVERALL = "overall"
REFERENCE_RULES = (BEST_RELIABLE, LARGEST, OVERALL)
"""The references that are rules; any other reference is a subgroup's id."""


@dataclass(frozen=True)
class Gap:
    """The gap between two groups, or the `reason` there is none.

    Reasons: `one_group` (fewer than two reliable groups), `end_not_reliable` (an end of an ordered dimension
    is hidden, missing or unreliable), `reference_not_reliable`, `no_overall`. `reference` is a group's id or
    `overall`. With a reason every other field is None.
    """

    group: str | None = None
    reference: str | None = None
    difference: Estimate | None = None
    ratio: Estimate | None = None
    people: Estimate | None = None
    reason: str = ""


def difference(group: Level, *, reference: Level, favourable: bool) -> Estimate:
    """How much worse the group is than its reference, in the levels' unit, for independent groups.

    Complete counts of two percentages: Newcombe's method 10 (`newcombe`, no se); else from the standard
    errors (`standard_errors`). Without either the value stands without an interval. Flag `no_estimate`: a
    level is blank. Example: 30 (se 1.5) against 15 (se 1), less is better: 15, from 11.5 to 18.5.
    """
    worse, better = _oriented(group, reference=reference, favourable=favourable)
    way = direction(favourable)
    if worse.estimate is None or better.estimate is None:
        return Estimate(None, flag="no_estimate", direction=way)
    value = worse.estimate - better.estimate
    if _two_counted_shares(worse, better):
        lower, upper = newcombe(
            worse.numerator or 0.0,
            n=worse.denominator or 0.0,
            other_count=better.numerator or 0.0,
            other_n=better.denominator or 0.0,
        )
        return Estimate(value, SHARE * lower, SHARE * upper, method="newcombe", direction=way)
    if worse.se is None or better.se is None:
        return Estimate(value, direction=way)
    se = sqrt(worse.se**2 + better.se**2)
    return around(value, se=se, method="standard_errors", direction=way)


def ratio(group: Level, *, reference: Level, favourable: bool) -> Estimate:
    """How many times worse the group is: group / reference, turned over when more is better.

    The interval is symmetric on the log scale; `se` is that of the logarithm. Method `log_poisson` for counts
    of rates, `log_proportions` for counts of percentages, else `log_standard_errors`. Flags: `no_estimate`,
    `no_cases` (the divisor is 0), `negative` (ratios of negative numbers mean nothing). A ratio of 0 has no
    interval.
    """
    worse, better = _oriented(group, reference=reference, favourable=favourable)
    way = direction(favourable)
    if flag := _no_ratio(worse.estimate, better.estimate):
        return Estimate(None, flag=flag, direction=way)
    top, bottom = worse.estimate or 0.0, better.estimate or 0.0
    if worse.se is None or better.se is None or top == 0:
        return Estimate(top / bottom, direction=way)
    method = "log_standard_errors"
    if only_counted(worse) and only_counted(better):
        method = "log_proportions" if worse.per == SHARE else "log_poisson"
    se = sqrt((worse.se / top) ** 2 + (better.se / bottom) ** 2)
    return log_around(top / bottom, se=se, method=method, direction=way)


def people_behind(group: Level, *, reference: Level) -> Estimate:
    """How many people of the group the gap stands for: people in the group x |group - reference| / per.

    The interval is that of the difference times the people, from 0 when it includes no difference. Flags:
    `no_estimate`, `not_people` (the unit is not a share of people), `no_denominator` (the group's size is
    unknown). Example: 1,000 people at 30 percent against 20: 100 people.
    """
    return _people(group, apart=difference(group, reference=reference, favourable=False))


def widest(
    levels: Mapping[str, Level],
    *,
    reliable: Collection[str],
    ordered: bool,
    favourable: bool,
    reference: str = BEST_RELIABLE,
    overall: Level | None = None,
) -> Gap:
    """The gap a dimension is told by.

    `levels`: every group of the dimension by id, in the dimension's order (ordered: from most to least
    disadvantaged), blank levels for hidden and missing ones. `reliable`: the ids that may be compared.
    Ordered with `best_reliable`: the first group against the last. Else the worst reliable group against the
    reference: the best reliable group, the `largest`, the `overall` level, or a group's id.
    """
    known = [id_ for id_ in levels if id_ in reliable and with_interval(levels[id_]).estimate is not None]
    if reference == BEST_RELIABLE and ordered:
        ends = (next(iter(levels), ""), next(reversed(list(levels)), ""))
        if ends[0] == ends[1]:
            return Gap(reason="one_group")
        chosen = ends if all(end in known for end in ends) else "end_not_reliable"
    elif reference == OVERALL:
        if overall is None or with_interval(overall).estimate is None:
            return Gap(reason="no_overall")
        worst = _worst(levels, ids=known, favourable=favourable)
        if worst is None:
            return Gap(reason="one_group")
        return against_overall(levels, group=worst, overall=overall, favourable=favourable)
    else:
        chosen = _pair(levels, known=known, favourable=favourable, reference=reference)
    if isinstance(chosen, str):
        return Gap(reason=chosen)
    first, second = levels[chosen[0]], levels[chosen[1]]
    apart = difference(first, reference=second, favourable=favourable)
    times = ratio(first, reference=second, favourable=favourable)
    return Gap(*chosen, difference=apart, ratio=times, people=_people(first, apart=apart))


def against_overall(levels: Mapping[str, Level], *, group: str, overall: Level, favourable: bool) -> Gap:
    """The gap between one group and everyone, of whom it is a part.

    `levels`: every group of the dimension, blank ones too. Where they make up everyone, the errors of all are counted:
    Var(y_j - mean) = (1 - p_j)^2 s_j^2 + sum over the others of p^2 s^2; else the overall's own error and the group's share
    of it. The `reason` is `no_overall` or `one_group` where a level is blank.
    """
    everyone, own_level = with_interval(overall), with_interval(levels[group])
    if everyone.estimate is None:
        return Gap(reason="no_overall")
    if own_level.estimate is None:
        return Gap(reason="one_group")
    own, mean = own_level.estimate, everyone.estimate
    spread = _spread_against_overall(levels, group=group, overall=everyone, weights=(1.0, 1.0))
    value, way = mean - own if favourable else own - mean, direction(favourable)
    apart = (
        Estimate(value, direction=way)
        if spread is None
        else around(value, se=spread, method="covariance", direction=way)
    )
    worse, better = (mean, own) if favourable else (own, mean)
    if flag := _no_ratio(worse, better):
        times = Estimate(None, flag=flag, direction=way)
    else:
        spread = None
        if own and mean:
            weights = (1 / own, 1 / mean)
            spread = _spread_against_overall(levels, group=group, overall=everyone, weights=weights)
        times = Estimate(worse / better, direction=way)
        if spread is not None:
            times = log_around(worse / better, se=spread, method="log_covariance", direction=way)
    return Gap(group, OVERALL, difference=apart, ratio=times, people=_people(own_level, apart=apart))


def _pair(
    levels: Mapping[str, Level], *, known: list[str], favourable: bool, reference: str
) -> tuple[str, str] | str:
    """The ids of the worst group and the reference, or the reason there is no pair."""
    if reference == BEST_RELIABLE:
        against = _worst(levels, ids=known, favourable=not favourable)
    elif reference == LARGEST:
        sized = {id_: level.denominator for id_, level in levels.items() if level.denominator is not None}
        against = max(sized, key=lambda id_: sized[id_], default=None)
    else:
        against = reference
    if len(known) < 2:
        return "one_group"
    if against not in known:
        return "reference_not_reliable"
    worst = _worst(levels, ids=[id_ for id_ in known if id_ != against], favourable=favourable)
    return (worst, against) if worst else "one_group"


def _worst(levels: Mapping[str, Level], *, ids: list[str], favourable: bool) -> str | None:
    values = {id_: with_interval(levels[id_]).estimate or 0.0 for id_ in ids}
    pick = min if favourable else max
    return pick(ids, key=lambda id_: values[id_]) if ids else None


def _spread_against_overall(
    levels: Mapping[str, Level], *, group: str, overall: Level, weights: tuple[float, float]
) -> float | None:
    """The standard error of a x group - b x overall, which contains the group; None if not to be told.

    Groups that make up the overall are added up one by one; otherwise the overall's own error is taken with
    the group's share of it.
    """
    a, b = weights
    filled = {id_: with_interval(level) for id_, level in levels.items()}
    own = filled[group]
    sizes = {id_: level.denominator or 0.0 for id_, level in filled.items()}
    everyone = sum(sizes.values())
    complete = all(sizes.values()) and all(level.se is not None for level in filled.values())
    if overall.denominator and abs(everyone - overall.denominator) > 0.01 * overall.denominator:
        complete = False
    if complete:
        pulls = {id_: (a if id_ == group else 0.0) - b * size / everyone for id_, size in sizes.items()}
        return sqrt(sum((pulls[id_] * (filled[id_].se or 0.0)) ** 2 for id_ in filled))
    if own.se is None or overall.se is None or not own.denominator or not overall.denominator:
        return None
    part = min(1.0, own.denominator / overall.denominator)
    return sqrt(max(0.0, (a * own.se) ** 2 + (b * overall.se) ** 2 - 2 * a * b * part * own.se**2))


def _oriented(group: Level, *, reference: Level, favourable: bool) -> tuple[Level, Level]:
    first, second = with_interval(group), with_interval(reference)
    return (second, first) if favourable else (first, second)


def _two_counted_shares(first: Level, second: Level) -> bool:
    return first.per == second.per == SHARE and only_counted(first) and only_counted(second)


def _no_ratio(top: float | None, bottom: float | None) -> str:
    if top is None or bottom is None:
        return "no_estimate"
    if bottom == 0:
        return "no_cases"
    return "negative" if top < 0 or bottom < 0 else ""


def _people(group: Level, *, apart: Estimate) -> Estimate:
    if group.per is None:
        return Estimate(None, flag="not_people")
    if apart.value is None:
        return Estimate(None, flag="no_estimate")
    if group.denominator is None:
        return Estimate(None, flag="no_denominator")
    size = group.denominator / group.per
    value = size * abs(apart.value)
    if apart.lower is None or apart.upper is None:
        return Estimate(value)
    ends = sorted((abs(apart.lower), abs(apart.upper)))
    lower = 0.0 if apart.lower <= 0 <= apart.upper else ends[0]
    return Estimate(value, size * lower, size * ends[1], method=apart.method)
