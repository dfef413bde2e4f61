"""Riverbend's tables are what its script makes, and they agree with each other."""

import csv
import runpy
import shutil
from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from datawalk.domain.goals import Goal
from datawalk.domain.roster import Partner, Seat
from datawalk.intake.build import build
from datawalk.intake.crosscheck import crosscheck
from datawalk.intake.problems import Problems
from datawalk.intake.workspace import WorkspaceRead, read_workspace
from datawalk.store.published import PublishedStore
from datawalk.store.releases import Releases

DATA = Path(__file__).parents[2] / "data"
TABLES = ("observations", "places", "partners", "seats", "goals")
SCRIPT: dict[str, Any] = runpy.run_path(str(DATA / "make_riverbend.py"))
BEFORE_THE_NEXT_REVIEW = date(2026, 6, 1)


def rows(table: str) -> list[dict[str, str]]:
    with (DATA / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("table", TABLES)
def test_the_committed_table_is_what_the_script_makes(tmp_path: Path, table: str) -> None:
    SCRIPT["main"](tmp_path)
    assert (tmp_path / "tables" / f"{table}.csv").read_bytes() == (
        DATA / "tables" / f"{table}.csv"
    ).read_bytes()


@pytest.fixture(scope="module")
def found() -> WorkspaceRead:
    problems = Problems()
    read = read_workspace(DATA, problems=problems)
    assert [str(problem) for problem in problems.found] == []
    assert read is not None
    return read


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> PublishedStore:
    folder = tmp_path_factory.mktemp("demo") / "riverbend"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("built", "collected", "__pycache__"))
    build(folder)
    return PublishedStore(Releases(folder / "built").current())


def test_the_workspace_has_no_problem_and_no_warning(found: WorkspaceRead) -> None:
    problems = Problems()
    crosscheck(found.contents, rows_at=found.origins, problems=problems, today=BEFORE_THE_NEXT_REVIEW)
    assert [str(problem) for problem in problems.found] == []
    assert found.contents.workspace.fictional


def test_the_walks_have_five_two_and_two_stations(found: WorkspaceRead) -> None:
    kinds = {key: [station.kind for station in walk.station] for key, walk in found.contents.walks.items()}
    assert kinds == {
        "equity": ["text", "level", "gap", "gap", "gap"],
        "representation": ["text", "seats"],
        "progress": ["text", "goals"],
    }


def test_the_indicators_are_of_four_domains_and_say_what_they_cannot(found: WorkspaceRead) -> None:
    indicators = found.contents.indicators.values()
    assert {one.domain for one in indicators} == {"health", "learning", "livelihood", "place"}
    assert all(one.numerator and one.denominator and one.author and one.checker for one in indicators)
    assert {one.source for one in indicators} <= found.contents.sources.keys()


def test_the_sector_list_keeps_residents_and_tribal_nations_apart(found: WorkspaceRead) -> None:
    sectors = [sector.id for sector in found.contents.sector_list.sector]
    assert len(sectors) == len(set(sectors)) == 17
    assert {"residents", "tribal"} <= set(sectors)
    assert set(found.contents.dimensions) >= {
        "race_ethnicity", "age", "sex", "income", "education", "disability",
    }  # fmt: skip


def test_only_the_groups_of_third_grade_reading_are_withheld(store: PublishedStore) -> None:
    withheld, unreliable = set(), set()
    for indicator, place, dimension in {
        (row["indicator_id"], row["place_id"], row["dimension"]) for row in rows("observations")
    }:
        for cell in store.cells(indicator, place_id=place, dimension=dimension):
            if cell.flag == "suppressed":
                withheld.add((indicator, dimension))
                assert (cell.estimate, cell.numerator, cell.denominator) == (None, None, None)
            elif cell.flag == "unreliable":
                unreliable.add((indicator, cell.subgroup))
    assert withheld == {("third_grade_reading", "race_ethnicity")}
    assert unreliable == {("high_rent", "65_and_over")}
    assert [goal.goal_id for goal in store.rows(Goal) if goal.withheld] == ["reading"]


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


def test_the_county_has_as_many_people_in_every_table() -> None:
    population = {row["place_id"]: row["population"] for row in rows("places")}
    assert sum(int(people) for place, people in population.items() if place != "riverbend") == int(
        population["riverbend"]
    )
    for row in rows("observations"):
        if row["indicator_id"] in ("park_nearby", "asthma_visits"):
            assert row["denominator"] == population[row["place_id"]]


def test_periods_of_an_indicator_do_not_overlap(found: WorkspaceRead) -> None:
    periods: dict[str, set[Any]] = defaultdict(set)
    for cell in found.contents.observations:
        periods[cell.indicator_id].add(cell.period)
    assert max(len(some) for some in periods.values()) == 8
    for some in periods.values():
        assert not any(one.overlaps(other) for one, other in pairwise(sorted(some)))


def test_a_baseline_is_the_indicators_own_value(found: WorkspaceRead) -> None:
    values = {cell.grain: cell.estimate for cell in found.contents.observations}
    checked = 0
    for goal in found.contents.of(Goal):
        if goal.indicator_id is None:
            continue
        cell = (goal.indicator_id, goal.place_id, goal.baseline_period, goal.dimension)
        expected = values[*cell, goal.subgroup]  # type: ignore[index]
        if goal.measure == "difference":
            expected -= values[*cell, goal.reference]  # type: ignore[index,operator]
        assert goal.baseline == pytest.approx(expected, abs=1e-5)
        checked += 1
    assert checked == 6


def test_owners_and_seats_belong_to_partners_who_had_joined(found: WorkspaceRead) -> None:
    partners = {partner.partner_id: partner for partner in found.contents.of(Partner)}
    assert sum(partner.backbone for partner in partners.values()) == 1
    for goal in found.contents.of(Goal):
        assert goal.owner is not None
        assert partners[goal.owner].member_on(goal.action_start or date(2024, 1, 1))
    for seat in found.contents.of(Seat):
        assert seat.from_ is not None
        assert partners[seat.partner_id].member_on(seat.from_)
