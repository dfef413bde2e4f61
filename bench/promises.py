"""Stations about 300 goals: levels of everyone and of groups, differences, ratios, and values of their own."""

import tempfile
from dataclasses import replace
from pathlib import Path

from datawalk.domain.goals import Goal, GoalValue
from datawalk.domain.periods import Period
from datawalk.intake.build import publish
from datawalk.intake.check import check_workspace
from datawalk.store.releases import Release
from figures import Figure
from first_visits import asked_for
from worlds import ROOT

GOALS, AIM = 300, 100
_KINDS = ("goals", "curve", "changes", "plan", "loop")


def measure(*, quick: bool = False) -> list[Figure]:
    """A figure a station."""
    many = 30 if quick else GOALS
    with tempfile.TemporaryDirectory(prefix="datawalk-bench-") as folder:
        release = _release(Path(folder), many)
        return [
            asked_for(release, kind, name=f"{many} goals, {kind}", aim=AIM, repeats=2 if quick else 15)
            for kind in _KINDS
        ]


def _release(folder: Path, many: int) -> Release:
    """Riverbend with goals of every kind about all its indicators, places and groups."""
    contents, _ = check_workspace(ROOT / "data")
    assert contents is not None
    frame = contents.cells.frame[["indicator_id", "place_id", "dimension", "subgroup"]].drop_duplicates()
    every = list(frame.itertuples(index=False, name=None))
    chosen = [every[at * len(every) // many] for at in range(many)]
    goals, values = [], []
    for at, (indicator, place, dimension, group) in enumerate(chosen):
        own = at % 10 == 9
        of_group = dimension != "total" and not own
        measure = ("difference", "ratio", "level")[at % 3] if of_group else "level"
        goals.append(
            Goal(
                goal_id=f"g{at}",
                area=("systems_change", "equity", "sustainability")[at % 3],
                statement=f"Goal {at}",
                indicator_id=None if own else indicator,
                measure=measure,
                place_id=place,
                dimension=dimension if of_group else "total",
                subgroup=group if of_group and measure == "level" else "total",
                baseline=10 if own else None,
                target=20 if measure == "level" else 1.1,
                target_period=Period(2030, 2030),
                direction="up" if measure == "level" else "down",
            )
        )
        values.append(GoalValue(goal_id=f"g{at}", period=Period(2025, 2025), value=15, se=1))
    rows = {**contents.rows, Goal: tuple(goals), GoalValue: tuple(values)}
    return publish(replace(contents, folder=folder, rows=rows)).release
