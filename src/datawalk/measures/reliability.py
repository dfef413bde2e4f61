"""Whether a figure is sure enough to show, by the rules of the National Center for Health Statistics. Not about privacy.

Words: `show`, `footnote` (show; its complement is unsure), `review` (a statistician looks first), `suppress` (unsure).
"""

from dataclasses import dataclass
from math import inf
from typing import Literal

from datawalk.measures.intervals import Z, garwood
from datawalk.measures.levels import SHARE, Level
from datawalk.measures.refusals import Refused

Decision = Literal["show", "footnote", "review", "suppress"]

FEWEST_ASKED = 30
NARROW, WIDE = 0.05, 0.30
WIDEST_OF_SHARE, WIDEST_OF_RATE = 1.30, 1.60
FEWEST_DF = 8
FEWEST_EVENTS = 10

NOISE = 1 + 1e-9
"""30 people worked out of their own standard error come out as 29.999999999999996."""


@dataclass(frozen=True)
class Reliability:
    """The decision, a code of its reason, and the width of the interval over the estimate (None at 0).

    Reasons: `few_asked`, `none_or_all`, `wide`, `wide_for_its_size`, `few_df`, `complement_wide`, `few_events`,
    `few_people`, or none.
    """

    decision: Decision
    reason: str = ""
    relative_width: float | None = None


def of_share(
    share: float, *, asked: float, lower: float, upper: float, df: float | None = None
) -> Reliability:
    """The rule for a proportion, a fraction with its 95 % Korn-Graubard interval; `asked` is its effective sample size.

    Refuses numbers outside 0 to 1 and an interval turned round. NCHS 2017, Vital and Health Statistics 2(175).
    Example: 0.05 of 60, from 0.01 to 0.14, is suppressed: its interval is wider than 130 % of it.
    """
    for number in (share, lower, upper):
        if not 0 <= number <= 1:
            raise Refused("not_a_share", value=number, lower=0, upper=1)
    if lower > upper:
        raise Refused("no_interval_end")
    width = upper - lower
    relative = width / share if share else None
    if asked < FEWEST_ASKED:
        return Reliability("suppress", "few_asked", relative)
    if share in (0, 1):
        return Reliability("review", "none_or_all", relative)
    if width >= WIDE:
        return Reliability("suppress", "wide", relative)
    between = width > NARROW
    if between and width / share > WIDEST_OF_SHARE:
        return Reliability("suppress", "wide_for_its_size", relative)
    if df is not None and df < FEWEST_DF:
        return Reliability("review", "few_df", relative)
    if between and width / (1 - share) > WIDEST_OF_SHARE:
        return Reliability("footnote", "complement_wide", relative)
    return Reliability("show", "", relative)


def of_rate(events: float, *, people: float) -> Reliability:
    """The rule for a rate of counted events: at least 10 events and people, and an exact interval up to 160 % of it.

    Refuses a denominator of 0. NCHS 2023, Vital and Health Statistics 2(200), doi 10.15620/cdc:123462.
    Example: 9 events are suppressed, 10 are shown.
    """
    if people <= 0:
        raise Refused("no_people")
    lower, upper = garwood(events)
    return of_interval(events, lower=lower, upper=upper, events=events, people=people)


def of_interval(
    estimate: float, *, lower: float, upper: float, events: float, people: float, df: float | None = None
) -> Reliability:
    """The same rule for adjusted and survey rates, by their own interval. Example: 20, from 5 to 45, is suppressed."""
    if lower > upper:
        raise Refused("no_interval_end")
    relative = (upper - lower) / estimate if estimate > 0 else None
    if events < FEWEST_EVENTS:
        return Reliability("suppress", "few_events", relative)
    if people < FEWEST_EVENTS:
        return Reliability("suppress", "few_people", relative)
    if relative is None or relative > WIDEST_OF_RATE:
        return Reliability("suppress", "wide_for_its_size", relative)
    if df is not None and df < FEWEST_DF:
        return Reliability("review", "few_df", relative)
    return Reliability("show", "", relative)


def of_level(level: Level) -> Reliability | None:
    """The rule for a level as `levels.with_interval` leaves it; None where nothing can be decided.

    Shares by their interval and the people asked (`people_asked`), rates by their interval, their events and their
    people as far as these are known. Without an interval only too few events decide, and units that are no shares of
    people have no rule. Example: 40 percent of 25 people is suppressed.
    """
    if level.per is None or level.estimate is None:
        return None
    if level.per == SHARE:
        return _of_percent(level)
    events, people = (inf if count is None else count for count in (level.numerator, level.denominator))
    lower, upper = level.lower, level.upper
    if lower is None or upper is None:
        lower = upper = level.estimate
        if min(events, people) >= FEWEST_EVENTS:
            return None
    if lower > upper:
        return None
    return of_interval(level.estimate, lower=lower, upper=upper, events=events, people=people)


def people_asked(share: float, *, se: float, width: float, people: float = inf) -> float:
    """How many people asked at random tell as much as the estimate does, `people` at most: its effective sample size.

    p (1 - p) / se²; for none or all, whose se says nothing, those whose Wilson interval is as wide.
    """
    none_or_all = share in (0, 1)
    told, spread = (Z * Z * (1 - width), width) if none_or_all else (share * (1 - share), se * se)
    asked = told / spread if spread else inf
    return min(asked * NOISE, people)


def _of_percent(level: Level) -> Reliability | None:
    share, lower, upper = (level.estimate or 0.0) / SHARE, level.lower, level.upper
    if lower is None or upper is None or level.se is None or lower > upper or not 0 <= share <= 1:
        return None
    low, high = (min(max(end / SHARE, 0.0), 1.0) for end in (lower, upper))
    people = inf if level.denominator is None else level.denominator
    asked = people_asked(share, se=level.se / SHARE, width=high - low, people=people)
    return of_share(share, asked=asked, lower=low, upper=high)
