"""Which cells are about too few people to be shown as they are."""

from dataclasses import dataclass

import numpy as np

from datawalk.domain.cells import NUMBERS, Cells
from datawalk.domain.indicators import Zeros
from datawalk.measures.intervals import Z
from datawalk.measures.levels import SHARE
from datawalk.measures.many_levels import Numbers, known
from datawalk.measures.privacy.rule import Rule

# counts of people are whole; what falls between comes from rebuilding, where 10.9999999 means 11
_SOME, _NOISE = 0.5, 1e-6


@dataclass(frozen=True)
class Protection:
    """How an indicator is protected. `threshold`: the least count that may be shown (counts of 0 may).

    `exempt`: no cell describes counted people. `per`: see `domain.indicators.PER`. `family`: the id shared by
    indicators that are complements of each other or of a third. `published`: its producer protected small numbers
    before it let everyone have the figures, so a cell without counts is not taken for small. `zeros`: whether a count of 0
    may be shown. `complement_of`: the indicator of those left over. `withheld`: dimensions that are withheld whole.
    `follows`: the crude form of the same figure; where that is hidden, this one is not shown.
    """

    threshold: int
    exempt: bool
    per: float | None
    family: str
    published: bool = False
    zeros: Zeros = "shown"
    complement_of: str | None = None
    withheld: tuple[str, ...] = ()
    follows: str | None = None


def are_small(cells: Cells, *, rule: Rule, per: float | None, published: bool = False) -> np.ndarray:
    """Whether each cell's count, or the rest of its people, lies in 1 .. threshold - 1, or 0 where zeros are hidden.

    The publisher's own suppression counts as small, and so does a cell whose count cannot be told, unless it was
    published. A cell flagged missing that holds no number is not small. Example: 98 of 100 with threshold 11 is small, for the
    2 left over.
    """
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        count, everyone = _people(cells, per=per) if per else _counts(cells)
        told = known(count) & known(everyone)
        rest = everyone - count if per else everyone
        few = (_few(count, rule=rule) | _few(rest, rule=rule)) & (everyone > 0)
    small = np.where(told, few, not published)
    small &= ~is_nothing(cells)
    infinite = np.logical_or.reduce([np.isinf(cells.numbers(name)) for name in NUMBERS])
    return small | is_withheld(cells) | infinite


def is_withheld(cells: Cells) -> np.ndarray:
    """Which cells their publisher hid."""
    return cells.is_word("flag", "suppressed")


def is_nothing(cells: Cells) -> np.ndarray:
    """Which cells say that there is no figure."""
    return cells.is_word("flag", "missing") & _blank(cells)


def _blank(cells: Cells) -> np.ndarray:
    return ~np.logical_or.reduce([known(cells.numbers(name)) for name in NUMBERS])


def _few(count: Numbers, *, rule: Rule) -> np.ndarray:
    return (count >= rule.least - _SOME) & (count < rule.threshold - _NOISE)


def _counts(cells: Cells) -> tuple[Numbers, Numbers]:
    """Both counts as they are, for units that are no shares of people; unknown without a denominator."""
    return np.nan_to_num(cells.numbers("numerator"), nan=0.0), cells.numbers("denominator")


def _people(cells: Cells, *, per: float) -> tuple[Numbers, Numbers]:
    """Each cell's count and the people it is a share of; unknown where either cannot be told."""
    estimate, count, people = (cells.numbers(name) for name in ("estimate", "numerator", "denominator"))
    nobody = people == 0
    from_estimate = np.where(estimate != 0, count * per / estimate, np.nan)
    rebuilt = np.where(known(count), from_estimate, _rebuilt(cells, per=per))
    everyone = np.where(known(people), people, rebuilt)
    everyone = np.where(everyone > 0, everyone, np.nan)
    count = np.where(known(count), count, np.rint(estimate * everyone / per))
    return np.where(nobody, np.nan_to_num(count, nan=0.0), count), np.where(nobody, 0.0, everyone)


def _rebuilt(cells: Cells, *, per: float) -> Numbers:
    """The people behind an estimate, from its standard error or its limits.

    Binomial for shares, n = p (1 - p) / se², and Poisson for rates, n = per x rate / se².
    """
    estimate, se = cells.numbers("estimate"), cells.numbers("se")
    se = np.where(known(se), se, (cells.numbers("upper") - cells.numbers("lower")) / (2 * Z))
    left = per - estimate if per == SHARE else per
    return np.where(se != 0, estimate * left / se**2, np.nan)
