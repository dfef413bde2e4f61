"""Margins of error of the American Community Survey: half the width of 90 % intervals, and figures made from several.

U.S. Census Bureau, Understanding and Using American Community Survey Data: What All Data Users Need to Know (2020),
chapters 7 and 8. A figure made from many estimates gets too narrow a margin, because the rules take them as unrelated.
"""

from collections.abc import Sequence
from math import sqrt

from datawalk.measures.refusals import Refused

Z90 = 1.645
"""What the Bureau divides a margin by to get a standard error."""

CODES = frozenset(-111111111.0 * digit for digit in (2, 3, 5, 6, 8, 9))
"""What the Bureau writes in place of a figure that is missing or has no margin, such as -555555555."""

_WIDE = 0.3
"""The coefficient of variation beyond which agencies commonly flag an estimate."""


def se_of_margin(margin: float) -> float:
    """The standard error behind a 90 % margin, in its unit. Example: 5070 gives about 3082."""
    return margin / Z90


def is_unsure(estimate: float, *, se: float) -> bool:
    """Whether the standard error is more than 30 % of the estimate: too wide to rest on. Example: 4 with 1.3 is."""
    return se > _WIDE * abs(estimate)


def margin_of_sum(estimates: Sequence[float], margins: Sequence[float]) -> float:
    """The margin of the sum of estimates, or of their difference.

    Of the estimates that are 0 only the largest margin counts: the Bureau gives each the same margin, and they would
    add up to more than is known. Refuses lists of two lengths. Example: 1000 ± 120 and 2500 ± 210
    give about 241.9.
    """
    if len(estimates) != len(margins):
        raise Refused("lengths", lengths=f"est {len(estimates)}, moe {len(margins)}")
    _check_figures(*estimates)
    _check_margins(*margins)
    pairs = list(zip(estimates, margins, strict=True))
    squares = sum(margin**2 for estimate, margin in pairs if estimate != 0)
    return sqrt(squares + max((margin**2 for estimate, margin in pairs if estimate == 0), default=0.0))


def margin_of_proportion(part: float, whole: float, *, part_margin: float, whole_margin: float) -> float:
    """The margin of `part / whole`, as a fraction, where the part is counted in the whole.

    Where the root would be of a negative number it is that of a ratio; where everybody is counted, that of the part,
    because a margin of 0 would claim certainty. Refuses a whole of 0.
    Example: 203,119 ± 5,070 of 630,498 ± 831 gives about 0.0080.
    """
    _check_figures(part, whole)
    _check_margins(part_margin, whole_margin)
    if part == whole > 0:
        return part_margin / whole
    if uses_ratio_rule(part, whole, part_margin=part_margin, whole_margin=whole_margin):
        return margin_of_ratio(part, whole, part_margin=part_margin, whole_margin=whole_margin)
    return sqrt(part_margin**2 - (part / whole) ** 2 * whole_margin**2) / whole


def uses_ratio_rule(part: float, whole: float, *, part_margin: float, whole_margin: float) -> bool:
    """Whether the proportion's own rule would take the root of a negative number. Raises as the others do."""
    _check(whole)
    return part_margin**2 < (part / whole) ** 2 * whole_margin**2


def margin_of_ratio(part: float, whole: float, *, part_margin: float, whole_margin: float) -> float:
    """The margin of `part / whole` where the one is not counted in the other.

    Refuses a whole of 0. Example: 300 ± 40 over 400 ± 50 gives about 0.137.
    """
    _check_figures(part, whole)
    _check(whole)
    _check_margins(part_margin, whole_margin)
    return sqrt(part_margin**2 + (part / whole) ** 2 * whole_margin**2) / whole


def z_of_difference(one: float, other: float, *, one_margin: float, other_margin: float) -> float:
    """How many standard errors two independent estimates lie apart; above 1.96 they differ at 95 %.

    Not for periods that overlap, whose estimates share people. Refuses when both margins are 0.
    Example: 24.2 ± 1.8 and 20.9 ± 2.1 give about 1.96.
    """
    _check_figures(one, other)
    _check_margins(one_margin, other_margin)
    if not (one_margin or other_margin):
        raise Refused("zero_errors")
    return (one - other) / sqrt(se_of_margin(one_margin) ** 2 + se_of_margin(other_margin) ** 2)


def _check(whole: float) -> None:
    if whole <= 0:
        raise Refused("no_people")


def _check_figures(*figures: float) -> None:
    for figure in figures:
        if figure in CODES:
            raise Refused("acs_code", value=figure)


def _check_margins(*margins: float) -> None:
    _check_figures(*margins)
    if any(margin < 0 for margin in margins):
        raise Refused("negative")
