"""Every group against one reference, and how far from it a group is.

The reference is the one the widest gap is told by (`measures.gaps`), so that an overview and a single gap agree.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

from datawalk.domain.indicators import Unit
from datawalk.measures.gaps import BEST_RELIABLE, OVERALL, Gap, widest
from datawalk.measures.levels import Level
from datawalk.measures.reliability import FEWEST_EVENTS
from datawalk.measures.result import Estimate

Farness = Literal[0, 1, 2, 3]

RATIO_STEPS = (1.2, 1.5, 2.0)
"""From which ratio on a group is far, farther, farthest. Below 1.2 a ratio is not worth words."""

YEAR_STEPS = (1.0, 2.0, 5.0)
"""The same for years of life, whose ratios say little: 72 against 78 years is a ratio of 1.08 only."""


@dataclass(frozen=True)
class Comparison:
    """The reference, and every reliable group's gap to it by id; or the `reason` of `Gap` why there is none."""

    reference: str | None = None
    gaps: Mapping[str, Gap] = field(default_factory=dict)
    reason: str = ""


def against_reference(
    levels: Mapping[str, Level],
    *,
    reliable: Collection[str],
    ordered: bool,
    favourable: bool,
    reference: str = BEST_RELIABLE,
    overall: Level | None = None,
) -> Comparison:
    """The gap of each reliable group to the reference the widest gap has. Parameters are those of `widest`.

    Example: groups at 20, 10 and 5 percent, less is better: the third is the reference, the gaps are 15 and 5.
    """
    told = widest(
        levels,
        reliable=reliable,
        ordered=ordered,
        favourable=favourable,
        reference=reference,
        overall=overall,
    )
    if told.reference is None:
        return Comparison(reason=told.reason)
    gaps = {}
    for group in levels:
        if group not in reliable or group == told.reference:
            continue
        pair = {group} if told.reference == OVERALL else {group, told.reference}
        gap = widest(
            levels,
            reliable=pair,
            ordered=False,
            favourable=favourable,
            reference=told.reference,
            overall=overall,
        )
        if gap.group == group:
            gaps[group] = gap
    return Comparison(told.reference, gaps)


def surely_worse(difference: Estimate | None) -> bool:
    """Whether a difference oriented as gaps are (positive is worse) has an interval above 0."""
    return difference is not None and difference.lower is not None and difference.lower > 0


def worth_saying(gap: Gap, *, unit: Unit, cases: float | None = None) -> bool:
    """Whether a ratio is honest to say: from 1.2 on, surely above 1, on a scale with a true zero, and not of a few cases.

    `cases`: how many the group with the lower figure has; below 10 its rate is too unsure to divide by (NCHS, Vital and
    Health Statistics 2(200)). Unknown cases are left to the interval.
    """
    ratio = gap.ratio
    if ratio is None or ratio.value is None or ratio.lower is None or unit in ("years", "index"):
        return False
    few = cases is not None and cases < FEWEST_EVENTS
    return ratio.value >= RATIO_STEPS[0] and ratio.lower > 1 and surely_worse(gap.difference) and not few


def farness(gap: Gap, *, unit: Unit) -> Farness:
    """0 to 3: not surely worse than the reference, or too little to say; far; farther; farthest.

    By the ratio as it is said, to one decimal, so that shade and word agree: `RATIO_STEPS`. Years by the
    difference: `YEAR_STEPS`. An index has no scale of its own: surely worse is 1. A reference without a case
    (no ratio) is as far as can be: 3.
    """
    if not surely_worse(gap.difference) or gap.difference is None or gap.difference.value is None:
        return 0
    if unit == "years":
        return _steps(gap.difference.value, YEAR_STEPS)
    if unit == "index":
        return 1
    if gap.ratio is None or gap.ratio.value is None:
        return 3 if gap.ratio is not None and gap.ratio.flag == "no_cases" else 1
    return _steps(round(gap.ratio.value, 1), RATIO_STEPS)


def _steps(value: float, steps: tuple[float, float, float]) -> Farness:
    far, farther, farthest = steps
    if value >= farthest:
        return 3
    if value >= farther:
        return 2
    return 1 if value >= far else 0
