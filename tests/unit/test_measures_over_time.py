"""The word of a gap over time, and what a trend may say by its number of points."""

import pytest

from datawalk.measures.change import Pair, change_of_difference, equivalence, gap_change
from datawalk.measures.gaps import difference
from datawalk.measures.levels import Level
from datawalk.measures.trend import trend

SURE = 0.5


def pair(group: float | None, reference: float | None, se: float | None = SURE) -> Pair:
    return Pair(*(Level(estimate=value, se=se) for value in (group, reference)))


@pytest.mark.parametrize(
    ("before", "after", "favourable", "word"),
    [
        (pair(30, 10), pair(20, 9), False, "narrowed"),
        (pair(60, 80), pair(75, 85), True, "narrowed"),
        (pair(30, 10), pair(40, 10), False, "widened"),
        (pair(30, 10), pair(30, 20), False, "levelled_down"),
        (pair(60, 80), pair(55, 60), True, "levelled_down"),
        (pair(30, 15), pair(20, 9), False, "mixed"),
        (pair(20, 10), pair(28, 15), False, "mixed"),
        (pair(30, 15, 1.5), pair(20, 9, 1.5), False, "no_change"),
        (pair(30, 10), pair(30, 10), False, "no_change"),
        (pair(None, 10), pair(20, 9), False, "cannot_say"),
        (pair(30, 10), pair(20, None), False, "cannot_say"),
        (pair(30, 10, None), pair(20, 9, None), False, "cannot_say"),
    ],
)
def test_the_word_of_a_gap(before: Pair, after: Pair, favourable: bool, word: str) -> None:
    assert gap_change(before, after, favourable=favourable).verdict == word


def test_closed_needs_two_periods_a_margin_and_the_worse_off_better() -> None:
    before, previous, after = pair(30, 15), pair(15.5, 15), pair(14.4, 14)
    told = gap_change(before, after, favourable=False, previous=previous, margin=2)
    assert told.verdict == "closed"
    assert gap_change(before, after, favourable=False, margin=2).verdict == "narrowed"
    assert gap_change(before, after, favourable=False, previous=previous).verdict == "narrowed"
    wider = gap_change(before, after, favourable=False, previous=pair(17, 15), margin=2)
    assert wider.verdict == "narrowed"
    worse = gap_change(before, pair(30.2, 30), favourable=False, previous=pair(30.1, 30), margin=2)
    assert worse.verdict == "levelled_down"


def test_not_significant_is_not_closed() -> None:
    assert not equivalence(0.8, se=1.2, margin=2).closed
    assert equivalence(0.4, se=0.6, margin=2).closed
    assert equivalence(1.0, se=0.3, margin=2).closed
    assert equivalence(1.0, se=0.3, margin=2).detectable


def test_a_gap_that_turned_round_says_so() -> None:
    told = gap_change(pair(30, 10), pair(10, 12), favourable=False)
    assert told.reversed
    assert told.absolute == "narrowed"
    same = gap_change(pair(30, 10), pair(10, 30), favourable=False)
    assert (same.verdict, same.absolute) == ("no_change", "unchanged")


def test_counts_change_by_the_ends_of_their_own_intervals() -> None:
    def counted(group: int, reference: int) -> Pair:
        return Pair(*(Level(numerator=count, denominator=400, per=100) for count in (group, reference)))

    before, after = counted(200, 100), counted(120, 90)
    told = gap_change(before, after, favourable=False)
    assert told.verdict == "narrowed"
    assert told.difference is not None
    assert told.difference.interval == pytest.approx((-26.5, -8.3), abs=0.3)
    assert told.difference.se is None
    first, last = (
        difference(each.group, reference=each.reference, favourable=False) for each in (before, after)
    )
    assert change_of_difference(first, last) == told.difference


YEARS = list(range(2010, 2020))
LINE = [20.0 - 1.0 * at for at in range(10)]
BENT = [20, 17, 14.5, 12.5, 11, 10, 9.5, 9.5, 10, 11]


@pytest.mark.parametrize(
    ("points", "errors", "values", "rule", "direction"),
    [
        (1, 0.5, LINE, "level_only", "cannot_say"),
        (2, 0.5, LINE, "first_and_last", "no_change"),
        (2, 0.4, LINE, "first_and_last", "falling"),
        (3, 0.5, LINE, "first_and_last", "falling"),
        (4, 0.5, LINE, "straight_line", "falling"),
        (4, 4.0, LINE, "straight_line", "no_change"),
        (6, 0.3, BENT, "straight_line", "not_straight"),
        (6, 2.0, BENT, "straight_line", "falling"),
        (10, 0.9, BENT, "straight_line", "not_straight"),
        (10, 3.0, LINE[::-1], "straight_line", "rising"),
        (4, None, LINE, "ranks", "cannot_say"),
        (5, None, LINE, "ranks", "falling"),
        (6, None, [1.0, 3, 2, 5, 4, 1], "ranks", "no_change"),
    ],
)
def test_a_trend_says_what_its_points_bear(
    points: int, errors: float | None, values: list[float], rule: str, direction: str
) -> None:
    told = trend(YEARS[:points], values[:points], errors=None if errors is None else [errors] * points)
    assert (told.rule, told.direction) == (rule, direction)
