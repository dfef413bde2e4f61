"""What `reliability.of_level` decides for one level, for millions at once."""

import numpy as np

from datawalk.measures.intervals import Z
from datawalk.measures.levels import SHARE
from datawalk.measures.many_levels import Levels, Numbers, known
from datawalk.measures.reliability import (
    FEWEST_ASKED,
    FEWEST_EVENTS,
    NARROW,
    NOISE,
    WIDE,
    WIDEST_OF_RATE,
    WIDEST_OF_SHARE,
)

_BLOCK = 1 << 16
"""Levels decided in one go: few enough for their columns to stay in the processor's cache."""


def too_unsure(levels: Levels) -> np.ndarray:
    """Which levels, as `many_levels.with_intervals` leaves them, are too unsure to compare.

    Those whose decision is `suppress`. What a statistician would look at first (`review`, `footnote`) stays: nobody
    looks between the build and the room, none or all of many people is a finding and not a doubt, and an unsure rest
    is not what the picture tells of. A test holds it to `reliability.of_level`.
    """
    unsure = np.zeros(len(levels.estimate), dtype=bool)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        for start in range(0, len(unsure), _BLOCK):
            block = Levels(*(column[start : start + _BLOCK] for column in levels))
            unsure[start : start + _BLOCK] = np.where(
                block.per == SHARE, _unsure_shares(block), _unsure_rates(block)
            )
    return unsure


def _unsure_shares(levels: Levels) -> np.ndarray:
    share, lower, upper, se = (
        number / SHARE for number in (levels.estimate, levels.lower, levels.upper, levels.se)
    )
    told = (lower <= upper) & known(se) & (share >= 0) & (share <= 1)
    width = np.clip(upper, 0, 1) - np.clip(lower, 0, 1)
    none_or_all = (share == 0) | (share == 1)
    wide = (width >= WIDE) | ((width > NARROW) & (width / share > WIDEST_OF_SHARE))
    few = _asked(share, se=se, width=width, none_or_all=none_or_all, people=levels.denominator) < FEWEST_ASKED
    return told & (few | (~none_or_all & wide))


def _asked(
    share: Numbers, *, se: Numbers, width: Numbers, none_or_all: np.ndarray, people: Numbers
) -> Numbers:
    told = np.where(none_or_all, Z * Z * (1 - width), share * (1 - share))
    spread = np.where(none_or_all, width, se * se)
    asked = np.where(spread != 0, told / spread, np.inf)
    return np.fmin(asked * NOISE, people)


def _unsure_rates(levels: Levels) -> np.ndarray:
    told = known(levels.per) & known(levels.estimate) & ~(levels.lower > levels.upper)
    few = (levels.numerator < FEWEST_EVENTS) | (levels.denominator < FEWEST_EVENTS)
    width = levels.upper - levels.lower
    wide = known(width) & ~((levels.estimate > 0) & (width / levels.estimate <= WIDEST_OF_RATE))
    return told & (few | wide)
