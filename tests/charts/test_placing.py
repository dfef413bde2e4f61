"""Dots do not hide each other, labels do not touch, words are not broken."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from datawalk.charts.placing import lanes, leaning, runs, spread, swarm, wrapped
from datawalk.charts.plotted import Line, LinePoint

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


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0.1, 50)), max_size=12))
def test_no_two_stretches_of_a_lane_touch(given_ones: list[tuple[float, float]]) -> None:
    stretches = [(start, start + length) for start, length in given_ones]
    for (one, lane), (other, other_lane) in combinations(zip(stretches, lanes(stretches), strict=True), 2):
        assert lane != other_lane or one[1] <= other[0] or other[1] <= one[0]


def test_lanes_lie_above_and_below_by_turns() -> None:
    assert lanes([(0, 10), (0, 10), (5, 15), (5, 15)]) == [0, 1, 2, 3]
    assert lanes([(0, 10), (20, 30), (40, 50)]) == [0, 1, 0]


def test_a_label_leans_inwards() -> None:
    assert leaning(10, 50, room=100) == ("left", 10)
    assert leaning(50, 50, room=100) == ("center", 25)
    assert leaning(90, 50, room=100) == ("right", 40)


def test_a_line_falls_into_stretches_where_it_has_no_value() -> None:
    points = tuple(LinePoint(at, "", "", value) for at, value in enumerate((None, 1.0, 2.0, None, 3.0)))
    assert [[point.value for point in run] for run in runs(Line("A", points))] == [[1.0, 2.0], [3.0]]
    assert runs(Line("A", points[:1])) == []


def test_words_are_kept_whole() -> None:
    assert wrapped("Native Hawaiian or Pacific Islander", 16) == ["Native Hawaiian", "or Pacific", "Islander"]
