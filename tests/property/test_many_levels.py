"""Many levels at once are filled as one level is, to the last digit."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from datawalk.measures.levels import Level, with_interval
from datawalk.measures.many_levels import Levels, with_intervals

FIELDS = ("estimate", "lower", "upper", "se", "numerator", "denominator", "per")
NUMBER = st.none() | st.sampled_from([0.0, 1.0, 5.0, 20.0, 100.0]) | st.floats(0.001, 1e7)
LEVEL = st.builds(
    Level,
    estimate=NUMBER | st.floats(-1e3, 1e3),
    lower=NUMBER,
    upper=NUMBER,
    se=NUMBER,
    numerator=NUMBER,
    denominator=NUMBER,
    per=st.sampled_from([None, 100.0, 1000.0, 100_000.0]),
)


def at_once(levels: list[Level]) -> list[Level]:
    columns = Levels(
        *(np.array([getattr(level, field) for level in levels], dtype=float) for field in FIELDS)
    )
    rows = zip(*with_intervals(columns), strict=True)
    return [Level(*(None if np.isnan(number) else float(number) for number in row)) for row in rows]


@given(st.lists(LEVEL, max_size=20))
def test_as_one_by_one(levels: list[Level]) -> None:
    assert at_once(levels) == [with_interval(level) for level in levels]


def test_as_one_by_one_for_whole_counts() -> None:
    levels = [
        Level(numerator=float(count), denominator=float(people), per=per, se=se)
        for count, people, per, se in product(
            (0, 1, 5, 20, 999), (0, 1, 20, 999, 50_000), (100.0, 1e5), (None, 0.0)
        )
    ]
    assert at_once(levels) == [with_interval(level) for level in levels]


def test_none_at_all() -> None:
    assert at_once([]) == []
