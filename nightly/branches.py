"""Which ways through the code the tests below the browser take, by room of the house."""

import json
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from commands import ON_TWO_CORES, PYTEST, counted, run
from night import Night, Outcome

ALONE = "(beside the rooms)"
"""The modules that stand in no room."""

FLOORS = {
    ALONE: 65,
    "actions": 90,
    "charts": 92,
    "cli": 77,
    "domain": 95,
    "intake": 92,
    "measures": 89,
    "pages": 95,
    "screens": 86,
    "store": 80,
    "ui": 48,
    "web": 93,
}
"""Percent of its branches below which a room may not fall: a little under what was measured. A new room has `FLOOR`."""
FLOOR = 80
WORST = 3

ELSEWHERE = ("browser", "load", "architecture/test_readme.py", "architecture/test_wheel.py")
"""Tests of what runs in processes of its own: no branch of those is counted."""


class Module(NamedTuple):
    """A module's branches, and how many of them were taken."""

    name: str
    branches: int
    taken: int

    @property
    def percent(self) -> float:
        return _percent([self])


def look(night: Night) -> Outcome:
    """A table by room; fails where one is below its floor. A test that fails is only told: it is slower when it is watched."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        what = ["tests/unit"] if night.quick else ["tests", *(f"--ignore=tests/{one}" for one in ELSEWHERE)]
        options = ["--cov=src/datawalk", "--cov=pages", "--cov-branch", f"--cov-report=json:{report}"]
        done = run(
            [*PYTEST, *ON_TWO_CORES, *what, *options],
            seconds=night.seconds_left(),
            variables={"COVERAGE_FILE": str(Path(folder) / "coverage")},
        )
        if not report.exists():
            return Outcome(counted(done), failed=True)
        rooms = by_room(report)
    print(table(rooms))
    low = min(rooms, key=lambda room: _percent(rooms[room]))
    every = [module for modules in rooms.values() for module in modules]
    told = f"{_percent(every):.0f} % (lowest {low} {_percent(rooms[low]):.0f} %)"
    fallen = [room for room, modules in rooms.items() if _percent(modules) < FLOORS.get(room, FLOOR)]
    if fallen and not night.quick:
        told += f", below their floor: {', '.join(fallen)}"
    if done.code:
        told += f", {counted(done)}"
    return Outcome(told, failed=bool(done.late or (fallen and not night.quick)))


def by_room(report: Path) -> dict[str, list[Module]]:
    """The modules of coverage's report, by the folder below `src/datawalk` they stand in."""
    rooms = defaultdict(list)
    for name, told in sorted(json.loads(report.read_text(encoding="utf-8"))["files"].items()):
        short = name.replace("\\", "/").removeprefix("src/datawalk/")
        room = short.partition("/")[0] if "/" in short else ALONE
        summary = told["summary"]
        rooms[room].append(Module(short, summary["num_branches"], summary["covered_branches"]))
    return dict(rooms)


def table(rooms: dict[str, list[Module]]) -> str:
    """A line for each room: how many of its branches are taken, its floor, and where the most are not."""
    lines = [f"{'room':20} {'branches':>8} {'taken':>7} {'floor':>7}  most not taken"]
    for room, modules in sorted(rooms.items(), key=lambda one: _percent(one[1])):
        worst = sorted(modules, key=lambda module: module.taken - module.branches)[:WORST]
        named = ", ".join(f"{one.name} {one.percent:.0f} %" for one in worst if one.taken < one.branches)
        count, floor = sum(module.branches for module in modules), FLOORS.get(room, FLOOR)
        lines.append(f"{room:20} {count:8} {_percent(modules):5.1f} % {floor:5} %  {named}")
    return "\n".join(lines)


def _percent(modules: list[Module]) -> float:
    branches = sum(module.branches for module in modules)
    return 100 * sum(module.taken for module in modules) / branches if branches else 100.0
