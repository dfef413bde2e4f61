"""Whether a gap between the same two groups is really closing: its change, and the word for it."""

from dataclasses import dataclass, replace
from math import exp, isclose, log, sqrt
from typing import Literal, NamedTuple

from datawalk.measures.gaps import difference, ratio
from datawalk.measures.intervals import Z, normal_quantile
from datawalk.measures.levels import Level, with_interval
from datawalk.measures.refusals import Refused
from datawalk.measures.result import Estimate, leaves_out

Verdict = Literal["cannot_say", "closed", "no_change", "mixed", "levelled_down", "narrowed", "widened"]
Way = Literal["narrowed", "widened", "unchanged"]

_ALIKE = 1e-9
"""Decimals are not exact: 0.3 / 0.1 is not 3."""


class Pair(NamedTuple):
    """A group and its reference at one time."""

    group: Level
    reference: Level


@dataclass(frozen=True)
class Equivalence:
    """Whether a gap is small enough to count as none: its 90 % interval, whether that lies inside the margin (`closed`),
    and whether the 95 % interval leaves out no gap (`detectable`)."""

    lower: float
    upper: float
    closed: bool
    detectable: bool


@dataclass(frozen=True)
class GapChange:
    """How a gap changed between two times.

    `verdict` is the word; `absolute` and `relative` are where difference and ratio point, whether surely or not.
    `difference` is the change of the gap's size in the unit, `ratio` the ratio of the two ratios. `improved`: the group
    that was worse off at first fares better now. `reversed`: another group is worse off now. None is unknown.
    """

    verdict: Verdict
    absolute: Way | None = None
    relative: Way | None = None
    difference: Estimate | None = None
    ratio: Estimate | None = None
    improved: bool | None = None
    reversed: bool = False


def change_of_difference(before: Estimate, after: Estimate) -> Estimate:
    """`after - before` for independent estimates. The interval comes from theirs, so it holds for Newcombe's too.

    Where theirs are symmetric it is that of sqrt(se^2 + se^2). Zou and Donner 2008, doi 10.1002/sim.3095.
    Flag `no_estimate`. Example: 15 (se 1.80) to 11 (se 1.61): -4, from -8.74 to 0.74.
    """
    if before.value is None or after.value is None:
        return Estimate(None, flag="no_estimate")
    value = after.value - before.value
    ends = _ends(before, after)
    se = None if before.se is None or after.se is None else sqrt(before.se**2 + after.se**2)
    return Estimate(value) if ends is None else Estimate(value, *ends, se, "recovered")


def ratio_of_ratios(before: Estimate, after: Estimate) -> Estimate:
    """`after / before` for independent ratios with intervals on the log scale; `se` is that of the logarithm.

    Flag `no_estimate` where a ratio is not above 0. Example: 2.0 to 2.22: 1.11, from 0.84 to 1.46.
    """
    if not before.value or not after.value or before.value < 0 or after.value < 0:
        return Estimate(None, flag="no_estimate")
    logs = change_of_difference(_logged(before), _logged(after))
    value = after.value / before.value
    if logs.lower is None or logs.upper is None:
        return Estimate(value)
    return Estimate(value, exp(logs.lower), exp(logs.upper), logs.se, logs.method)


def way(before: float, after: float) -> Way:
    """Where the size of a gap points, whatever its sign. Example: 15 to 11 is narrowed."""
    if isclose(abs(after), abs(before), rel_tol=_ALIKE):
        return "unchanged"
    return "narrowed" if abs(after) < abs(before) else "widened"


def improved(group: Level, *, later: Level, favourable: bool) -> bool | None:
    """Whether a level became better; None when one is blank."""
    first, last = with_interval(group).estimate, with_interval(later).estimate
    if first is None or last is None:
        return None
    return last > first if favourable else last < first


def equivalence(difference: float, *, se: float, margin: float) -> Equivalence:
    """Two one-sided tests at 5 % of whether a difference lies within `margin` of none, in its unit, agreed beforehand.

    "Not significant" is not "closed". Refuses a standard error that is not above 0 and a margin below 0.
    Schuirmann 1987, doi 10.1007/BF01068419. Example: 0.8, se 1.2, margin 2: from -1.17 to 2.77, not closed.
    """
    if se <= 0:
        raise Refused("zero_errors" if se == 0 else "negative")
    if margin < 0:
        raise Refused("negative")
    half = normal_quantile(0.9) * se
    lower, upper = difference - half, difference + half
    return Equivalence(lower, upper, -margin < lower and upper < margin, abs(difference) > Z * se)


def gap_change(
    before: Pair,
    after: Pair,
    *,
    favourable: bool,
    previous: Pair | None = None,
    margin: float | None = None,
) -> GapChange:
    """The change of a gap and its word. The same two groups throughout; `previous` is the period just before `after`.

    Blank levels are hidden, missing or unreliable ones: `cannot_say`, as without intervals. In this order: closed only
    where the gap is equivalent to none, within `margin`, in two successive periods and the worse-off group improved; no
    change where neither the difference nor the ratio surely changed; mixed where they point apart; levelled down where
    the gap surely shrank and the worse-off group did not improve; narrowed or widened where the difference surely
    changed. Example: 30 (1.5) against 15 (1.0), then 20 (1.4) against 9 (0.8), less is better: no change, because
    neither is sure.
    """
    first, last = (_difference(pair, favourable=favourable) for pair in (before, after))
    if first.value is None or last.value is None:
        return GapChange("cannot_say")
    times = [_ratio(pair, favourable=favourable) for pair in (before, after)]
    grown, risen = change_of_difference(sized(first), sized(last)), ratio_of_ratios(*times)
    worse_off = 0 if first.value >= 0 else 1
    told = GapChange(
        "cannot_say",
        way(first.value, last.value),
        None if risen.value is None else _relative_way(risen.value),
        grown,
        risen,
        improved(before[worse_off], later=after[worse_off], favourable=favourable),
        first.value * last.value < 0,
    )
    if grown.interval is None:
        return told
    held = [last] if previous is None else [last, _difference(previous, favourable=favourable)]
    closed = margin is not None and len(held) == 2 and all(_is_none(gap, margin=margin) for gap in held)
    return replace(told, verdict=_verdict(told, closed=closed))


def _verdict(change: GapChange, *, closed: bool) -> Verdict:
    """The word, in the order `gap_change` tells."""
    surely, surely_relative = leaves_out(change.difference, 0.0), leaves_out(change.ratio, 1.0)
    if closed and change.improved:
        return "closed"
    if not surely and not surely_relative:
        return "no_change"
    if {change.absolute, change.relative} == {"narrowed", "widened"}:
        return "mixed"
    if not surely or change.absolute in (None, "unchanged"):
        return "no_change"
    if change.absolute == "widened":
        return "widened"
    return "narrowed" if change.improved else "levelled_down"


def _relative_way(risen: float) -> Way:
    return "unchanged" if isclose(risen, 1, rel_tol=_ALIKE) else "widened" if risen > 1 else "narrowed"


def _difference(pair: Pair, *, favourable: bool) -> Estimate:
    return difference(pair.group, reference=pair.reference, favourable=favourable)


def _ratio(pair: Pair, *, favourable: bool) -> Estimate:
    """The ratio, turned over where it is below 1."""
    told = ratio(pair.group, reference=pair.reference, favourable=favourable)
    if not told.value or told.value >= 1:
        return told
    ends = (None, None) if not told.lower or not told.upper else (1 / told.upper, 1 / told.lower)
    return Estimate(1 / told.value, *ends, told.se, told.method)


def sized(gap: Estimate) -> Estimate:
    """The gap without its sign, its limits turned with it. Example: -3, from -5 to -1, is 3, from 1 to 5."""
    if gap.value is None or gap.value >= 0:
        return gap
    ends = (None, None) if gap.lower is None or gap.upper is None else (-gap.upper, -gap.lower)
    return Estimate(-gap.value, *ends, gap.se, gap.method)


def _is_none(gap: Estimate, *, margin: float) -> bool:
    se = gap.se
    if se is None and gap.lower is not None and gap.upper is not None:
        se = (gap.upper - gap.lower) / (2 * Z)
    return bool(gap.value is not None and se and equivalence(gap.value, se=se, margin=margin).closed)


def _ends(before: Estimate, after: Estimate) -> tuple[float, float] | None:
    numbers = (before.value, before.lower, before.upper, after.value, after.lower, after.upper)
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return None
    value0, lower0, upper0, value1, lower1, upper1 = known
    below = sqrt((value1 - lower1) ** 2 + (upper0 - value0) ** 2)
    above = sqrt((upper1 - value1) ** 2 + (value0 - lower0) ** 2)
    return value1 - value0 - below, value1 - value0 + above


def _logged(times: Estimate) -> Estimate:
    value, lower, upper = (
        log(number) if number else None for number in (times.value, times.lower, times.upper)
    )
    return Estimate(value, lower, upper, times.se)
