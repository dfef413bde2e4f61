"""National targets turned into goals for a host to review: those of Healthy People 2010, as CHSI publishes them.

Each target is matched with an indicator of the workspace that measures the same (`bundled/targets.csv`). The goals have no
place, so they are told for any; and no baseline, because that of the nation is not that of a place.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from datawalk.domain.indicators import TOTAL
from datawalk.errors import UsageProblem
from datawalk.intake.csvfile import read_rows
from datawalk.intake.problems import Problems, ProblemsFound
from datawalk.intake.reviewfile import write_review
from datawalk.intake.workspace import read_workspace

ELEMENT, TARGET, NATION = "Elements", "Healthy_People_2010_Target", "US_Pct_or_Rate_2003"
YEAR = 2010
COLUMNS: tuple[str, ...] = (
    "goal_id", "area", "statement", "indicator_id", "measure", "place_id", "dimension", "subgroup", "reference",
    "baseline", "baseline_se", "baseline_period", "target", "target_period", "direction", "action_start", "owner",
    "element", "nation_in_2003",
)  # fmt: skip
"""Those of the goals table, then what is to be looked at: it may stay in the file, and is left out."""

_BUNDLED = Path(__file__).parent / "bundled" / "targets.csv"


@dataclass(frozen=True)
class Targets:
    """What came of a file of targets: the goals, and the elements without an indicator here, or without a target."""

    goals: list[dict[str, object]]
    without_indicator: list[str]
    without_target: list[str]
    review: Path


def is_targets(paths: Sequence[Path]) -> bool:
    """Whether this is one file of national targets, told by its column names."""
    if len(paths) != 1 or not paths[0].is_file():
        return False
    with paths[0].open("rb") as file:
        first = file.readline(4096)
    return TARGET.encode() in first and ELEMENT.encode() in first


def add_targets(workspace: Path, *, path: Path, today: date) -> Targets:
    """Write the review file of a file of targets; nothing else changes. Raises ProblemsFound; UsageProblem without a goal."""
    problems = Problems()
    told = _told(path, problems=problems)
    if problems.errors:
        raise ProblemsFound(problems)
    read = read_workspace(workspace, problems=Problems())
    if read is None:
        raise UsageProblem("The workspace cannot be read.", remedy="Run 'datawalk check' first.")
    frame = read.contents.cells.frame[["indicator_id", "dimension"]].drop_duplicates()
    known = set(frame.itertuples(index=False, name=None))
    goals: list[dict[str, object]] = []
    without_indicator, without_target = [], []
    for element, target, nation in told:
        if target is None:
            without_target.append(element)
            continue
        match = _matches().get(_key(element))
        found = None
        if match is not None:
            by = match["dimension"] or TOTAL
            found = next((one for one in match["indicators"].split(";") if (one, by) in known), None)
        if match is None or found is None:
            without_indicator.append(element)
            continue
        goals.append(_goal(element, match, indicator=found, target=target, nation=nation))
    if not goals:
        raise UsageProblem(
            "No indicator of this workspace measures what these targets are for.",
            remedy="Add figures for births or deaths first, such as the CHSI county tables, then add this file again.",
        )
    review = write_review(workspace, table="goals", name=path.stem, today=today, columns=COLUMNS, rows=goals)
    return Targets(goals, without_indicator, without_target, review)


def _told(path: Path, *, problems: Problems) -> list[tuple[str, float | None, float | None]]:
    """Each element with its target and the nation's figure; None for a mark below 0."""
    table = read_rows(path, file=path.name, problems=problems).table
    found: list[tuple[str, float | None, float | None]] = []
    for row, cells in table.rows if table else ():
        numbers = []
        for column in (TARGET, NATION):
            text = cells.get(column, "")
            try:
                number = float(text) if text else None
            except ValueError:
                what = f"'{text}' is not a number."
                problems.add(path.name, f"row {row}, column {column}", what, "Download the file again.")
                number = None
            numbers.append(None if number is None or number < 0 else number)
        if cells[ELEMENT]:
            found.append((cells[ELEMENT], *numbers))  # type: ignore[arg-type]
    return found


def _key(element: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", element.lower()).strip()


@cache
def _matches() -> Mapping[str, Mapping[str, str]]:
    with _BUNDLED.open(encoding="utf-8", newline="") as file:
        return {_key(row["element"]): row for row in csv.DictReader(file)}


def _goal(
    element: str, match: Mapping[str, str], *, indicator: str, target: float, nation: float | None
) -> dict[str, object]:
    return {
        "goal_id": f"healthy_people_{YEAR}_{_key(match['statement']).replace(' ', '_')}"[:60].strip("_"),
        "area": "equity",
        "statement": f"{match['statement']} (Healthy People {YEAR})",
        "indicator_id": indicator,
        "measure": "level",
        "dimension": match["dimension"] or TOTAL,
        "subgroup": match["subgroup"] or TOTAL,
        "target": f"{target:g}",
        "target_period": YEAR,
        "direction": "down",
        "element": element,
        "nation_in_2003": "" if nation is None else f"{nation:g}",
    }
