"""Many levels at once are as sure as each alone, and what cannot be decided is left alone."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from datawalk.measures.levels import Level, with_interval
from datawalk.measures.many_levels import Levels
from datawalk.measures.many_reliability import too_unsure
from datawalk.measures.reliability import of_level

FIELDS = ("estimate", "lower", "upper", "se", "numerator", "denominator", "per")
NUMBER = st.none() | st.sampled_from([0.0, 0.5, 5.0, 9.0, 10.0, 29.0, 30.0, 100.0]) | st.floats(0, 1e7)
SHARE = st.none() | st.sampled_from([0.0, 100.0]) | st.floats(-1, 101)
PER = st.sampled_from([None, 100.0, 1000.0, 100_000.0])
COUNTED = st.builds(Level, numerator=NUMBER, denominator=NUMBER, per=PER)
REPORTED = st.builds(
    Level, estimate=SHARE, lower=SHARE, upper=SHARE, se=NUMBER, numerator=NUMBER, denominator=NUMBER, per=PER
)


def at_once(levels: list[Level]) -> list[bool]:
    columns = (np.array([getattr(level, field) for level in levels], dtype=float) for field in FIELDS)
    return too_unsure(Levels(*columns)).tolist()


def one_by_one(levels: list[Level]) -> list[bool]:
    decided = [of_level(level) for level in levels]
    return [one is not None and one.decision == "suppress" for one in decided]


@given(st.lists(COUNTED | REPORTED, max_size=20))
def test_as_one_by_one(levels: list[Level]) -> None:
    filled = [with_interval(level) for level in levels]
    assert at_once(filled) == one_by_one(filled)
    assert at_once(levels) == one_by_one(levels)


def test_as_one_by_one_for_whole_counts() -> None:
    counts, people = (0, 1, 9, 10, 29, 30, 31, 500), (1, 9, 10, 29, 30, 31, 60, 500, 50_000)
    levels = [
        with_interval(Level(numerator=count, denominator=everyone, per=per, se=se))
        for count, everyone, per, se in product(counts, people, (100.0, 1e5), (None, 0.0, 6.0))
    ]
    assert at_once(levels) == one_by_one(levels)


@given(st.builds(Level, estimate=NUMBER, lower=NUMBER, upper=NUMBER, se=NUMBER))
def test_units_that_are_no_shares_of_people_have_no_rule(level: Level) -> None:
    assert at_once([level]) == [False]


def test_none_at_all() -> None:
    assert at_once([]) == []
