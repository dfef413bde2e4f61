"""Which cells are about too few people to be shown as they are."""

from dataclasses import dataclass
from math import isfinite

from datawalk.domain.observations import Observation
from datawalk.measures.intervals import Z
from datawalk.measures.levels import SHARE

NUMBERS = ("estimate", "lower", "upper", "se", "numerator", "denominator")
"""The fields of an observation that hold a number."""

# counts of people are whole; what falls between comes from rebuilding, where 10.9999999 means 11
_SOME, _NOISE = 0.5, 1e-6


@dataclass(frozen=True)
class Protection:
    """How an indicator is protected. `threshold`: the least count that may be shown (counts of 0 may).

    `exempt`: no cell describes counted people. `per`: see `domain.indicators.PER`. `family`: the id shared by
    indicators that are complements of each other or of a third. `published`: its producer protected small numbers
    before it let everyone have the figures, so a cell without counts is not taken for small.
    """

    threshold: int
    exempt: bool
    per: float | None
    family: str
    published: bool = False


def is_small(cell: Observation, *, threshold: int, per: float | None, published: bool = False) -> bool:
    """Whether the cell's count, or the rest of its people, lies in 1 .. threshold - 1.

    The publisher's own suppression counts as small, and so does a cell whose count cannot be told, unless it was
    published. A cell flagged missing that holds no number is not small. Example: 98 of 100 with threshold 11 is small, for the
    2 left over.
    """
    numbers = [number for field in NUMBERS if (number := getattr(cell, field)) is not None]
    if cell.flag == "suppressed" or not all(isfinite(number) for number in numbers):
        return True
    if cell.flag == "missing" and not numbers:
        return False
    if per is None:
        if cell.denominator is None:
            return not published
        return any(_few(count, threshold=threshold) for count in (cell.denominator, cell.numerator or 0.0))
    people = _people(cell, per=per)
    if people is None:
        return not published
    count, everyone = people
    return _few(count, threshold=threshold) or _few(everyone - count, threshold=threshold)


def _few(count: float, *, threshold: int) -> bool:
    return _SOME <= count < threshold - _NOISE


def _people(cell: Observation, *, per: float) -> tuple[float, float] | None:
    """The cell's count and the people it is a share of; None when either cannot be told."""
    everyone = cell.denominator
    if everyone == 0:
        return cell.numerator or 0.0, 0.0
    if everyone is None and cell.numerator is not None and cell.estimate:
        everyone = cell.numerator * per / cell.estimate
    if everyone is None and cell.numerator is None:
        everyone = _rebuilt(cell, per=per)
    if everyone is None or everyone <= 0:
        return None
    if cell.numerator is not None:
        return cell.numerator, everyone
    return None if cell.estimate is None else (float(round(cell.estimate * everyone / per)), everyone)


def _rebuilt(cell: Observation, *, per: float) -> float | None:
    """The people behind an estimate, from its standard error or its limits.

    Binomial for shares, n = p (1 - p) / se², and Poisson for rates, n = per x rate / se².
    """
    se = cell.se
    if se is None and cell.lower is not None and cell.upper is not None:
        se = (cell.upper - cell.lower) / (2 * Z)
    if cell.estimate is None or not se:
        return None
    left = per - cell.estimate if per == SHARE else per
    return cell.estimate * left / se**2
