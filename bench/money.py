"""The `money` station over ten years of months: 40 sources, 12 kinds of cost for 10 goals, and some sources ticked off."""

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from datawalk.domain.money import Cash, Cost, Funding
from datawalk.intake.build import publish
from datawalk.intake.check import check_workspace
from datawalk.store.releases import Release
from figures import Figure
from first_visits import asked_for
from worlds import ROOT

YEARS, AIM = 10, 100
_SOURCES, _KINDS, _GOALS = 40, 12, 8


def measure(*, quick: bool = False) -> list[Figure]:
    """What a first visitor's station takes of the server, with ten years of costs behind it and ten years ahead."""
    with tempfile.TemporaryDirectory(prefix="datawalk-bench-") as folder:
        release = _release(Path(folder), years=1 if quick else YEARS)
        name = f"money, {YEARS} years of months, {_SOURCES} sources"
        return [asked_for(release, "money", name=name, aim=AIM, repeats=2 if quick else 15)]


def _release(folder: Path, *, years: int) -> Release:
    """Riverbend with much more money."""
    contents, _ = check_workspace(ROOT / "data")
    assert contents is not None
    goals = [f"goal_{at}" for at in range(_GOALS)]
    costs = tuple(
        Cost(
            month=date(2026 - years + year, month, 1),
            kind=f"kind_{kind}",
            amount=1000 + 10 * kind,
            goal_id=goals[kind % _GOALS] if kind % 2 else None,
        )
        for year in range(years)
        for month in range(1, 13)
        for kind in range(_KINDS)
    )
    funding = tuple(
        Funding(
            funding_id=f"award_{at}",
            kind="grant",
            funder=f"Funder {at}",
            from_=date(2024, 1 + at % 12, 1),
            to=date(2027 + at % YEARS, 12, 31),
            amount=40_000 + 1000 * at,
            restricted_to=f"kind_{2 * (at % 6)}" if at % 3 == 0 else None,
            status="likely" if at % 5 == 0 else "signed",
            show_funder=at % 2 == 0,
        )
        for at in range(_SOURCES)
    )
    cash = (Cash(date=date(2025, 12, 31), unrestricted=50_000),)
    walks = {
        key: walk.model_copy(
            update={
                "station": tuple(
                    one.model_copy(update={"without": ("award_2", "grant_1")}) if one.kind == "money" else one
                    for one in walk.station
                )
            }
        )
        for key, walk in contents.walks.items()
    }
    rows = {**contents.rows, Cost: costs, Funding: funding, Cash: cash}
    return publish(replace(contents, folder=folder, rows=rows, walks=walks)).release
