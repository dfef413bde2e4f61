"""Dots do not hide each other, labels do not touch, words are not broken."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from datawalk.charts.placing import spread, swarm, wrapped

VALUES = st.lists(st.floats(0, 100, allow_nan=False), max_size=60)


@given(VALUES)
def test_no_two_dots_of_a_row_are_closer_than_asked(values: list[float]) -> None:
    rows = swarm(values, apart=3.0)
    for (one, row), (other, other_row) in combinations(zip(values, rows, strict=True), 2):
        assert row != other_row or abs(one - other) >= 3.0


def test_dots_far_apart_lie_on_the_line() -> None:
    assert swarm([30.0, 10.0, 20.0], apart=3.0) == [0, 0, 0]
    assert sorted(swarm([10.0, 10.0, 10.0], apart=3.0)) == [-1, 0, 1]


@given(st.lists(st.floats(0, 100, allow_nan=False), min_size=1, max_size=5))
def test_labels_are_moved_apart_and_stay_inside(positions: list[float]) -> None:
    placed = spread(positions, apart=10, low=0, high=100)
    assert all(later - earlier >= 10 - 1e-9 for earlier, later in pairwise(sorted(placed)))
    assert all(-1e-9 <= at <= 100 + 1e-9 for at in placed)


def test_labels_with_room_are_left_where_they_are() -> None:
    assert spread([80.0, 20.0], apart=10, low=0, high=100) == [80.0, 20.0]


def test_words_are_kept_whole() -> None:
    assert wrapped("Native Hawaiian or Pacific Islander", 16) == ["Native Hawaiian", "or Pacific", "Islander"]
