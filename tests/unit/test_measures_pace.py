"""Pace against the straight line."""

import pytest

from datawalk.domain.goals import Way
from datawalk.measures.pace import Progress, expected_now, pace, position


def told(
    current: float | None,
    *,
    half: float | None = 2.0,
    now_year: float | None = 2024,
    baseline: float | None = 20,
    target: float | None = 30,
    way: Way = "up",
    favourable: bool = True,
) -> Progress:
    lower, upper = (None, None) if current is None or half is None else (current - half, current + half)
    return pace(
        current,
        lower=lower,
        upper=upper,
        now_year=now_year,
        baseline=baseline,
        baseline_year=2020,
        target=target,
        target_year=2030,
        way=way,
        favourable=favourable,
    )


def test_the_line_is_straight_and_stops_at_its_ends() -> None:
    line = [
        expected_now(20, baseline_year=2020, target=30, target_year=2030, now_year=year)
        for year in (2018, 2020, 2022.5, 2030, 2040)
    ]
    assert line == [20, 20, 22.5, 30, 30]


def test_on_pace_at_or_better_than_expected() -> None:
    assert told(24) == Progress("on_pace", 24)
    assert told(25).pace == "on_pace"


def test_behind_within_the_margin() -> None:
    assert told(22.5) == Progress("behind_within_margin", 24)
    assert told(22).pace == "behind_within_margin"


def test_behind() -> None:
    assert told(21.5).pace == "behind_pace"
    assert told(23, half=None).pace == "behind_pace"


def test_down_is_the_mirror() -> None:
    assert told(26, baseline=30, target=20, way="down").pace == "on_pace"
    assert told(27, baseline=30, target=20, way="down").pace == "behind_within_margin"
    assert told(29, baseline=30, target=20, way="down").pace == "behind_pace"


def test_rounding_noise_is_not_behind() -> None:
    assert told(20 + 10 * 0.4 - 1e-12, half=None).pace == "on_pace"


@pytest.mark.parametrize(
    ("current", "favourable", "expected"),
    [
        (30, True, "on_pace"),
        (31, True, "on_pace"),
        (29, True, "behind_within_margin"),
        (27, True, "behind_pace"),
        (29, False, "on_pace"),
        (33, False, "behind_pace"),
    ],
)
def test_maintain_is_judged_by_the_good_side(current: float, favourable: bool, expected: str) -> None:
    progress = told(current, way="maintain", favourable=favourable)
    assert (progress.pace, progress.expected) == (expected, 30)


def test_not_known_yet() -> None:
    unknown = Progress("not_known_yet")
    assert told(None) == unknown
    assert told(24, target=None) == unknown
    assert told(24, baseline=None) == unknown
    assert told(24, now_year=None) == unknown
    assert told(24, now_year=2020) == unknown
    assert told(24, now_year=2020, way="maintain") == unknown


def test_position_is_not_cut() -> None:
    assert position(24, baseline=20, target=30) == pytest.approx(0.4)
    assert position(26, baseline=30, target=20) == pytest.approx(0.4)
    assert position(18, baseline=20, target=30) == pytest.approx(-0.2)
    assert position(20, baseline=20, target=20) is None
