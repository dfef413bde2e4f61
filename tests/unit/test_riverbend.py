"""Riverbend's tables are what its script makes, and they agree with each other."""

import csv
import runpy
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from datawalk.intake.check import check_workspace

DATA = Path(__file__).parents[2] / "data"
TABLES = ("observations", "places", "partners", "seats", "goals")
SCRIPT: dict[str, Any] = runpy.run_path(str(DATA / "make_riverbend.py"))


def rows(table: str) -> list[dict[str, str]]:
    with (DATA / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("table", TABLES)
def test_the_committed_table_is_what_the_script_makes(tmp_path: Path, table: str) -> None:
    SCRIPT["main"](tmp_path)
    assert (tmp_path / "tables" / f"{table}.csv").read_bytes() == (
        DATA / "tables" / f"{table}.csv"
    ).read_bytes()


def test_the_workspace_has_no_problem_and_no_warning() -> None:
    contents, problems = check_workspace(DATA)
    assert contents is not None
    assert contents.workspace.fictional
    assert [str(problem) for problem in problems.found] == []


def test_estimates_follow_from_the_counts() -> None:
    for row in rows("observations"):
        per = 1000 if row["indicator_id"] == "asthma_visits" else 100
        expected = per * float(row["numerator"]) / float(row["denominator"])
        assert float(row["estimate"]) == pytest.approx(expected, abs=1e-5)


def test_groups_and_neighborhoods_add_up_to_the_county() -> None:
    sums: dict[tuple[str, ...], list[float]] = defaultdict(lambda: [0.0, 0.0])
    county = {}
    for row in rows("observations"):
        counts = float(row["numerator"]), float(row["denominator"])
        at_county = row["place_id"] == "riverbend"
        if at_county and row["dimension"] == "total":
            county[row["indicator_id"], row["period"]] = counts
            continue
        kind = row["dimension"] if at_county else "place"
        part = sums[row["indicator_id"], row["period"], kind]
        part[0] += counts[0]
        part[1] += counts[1]
    assert len(sums) >= 12
    for (indicator, period, _), total in sums.items():
        assert tuple(total) == county[indicator, period]


def test_the_roster_is_27_partners_over_10_sectors_and_9_seats() -> None:
    partners = rows("partners")
    assert len(partners) == 27
    assert len({sector for partner in partners for sector in partner["sectors"].split(";")}) == 10
    assert len(rows("seats")) == 9
    assert {goal["area"] for goal in rows("goals")} == {"equity", "systems_change", "sustainability"}
    assert len(rows("goals")) == 8
