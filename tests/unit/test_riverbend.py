"""Riverbend's tables are what its script makes, and they agree with each other."""

import csv
import importlib
import json
import math
import shutil
import sys
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from math import sqrt
from pathlib import Path
from typing import Any

import pytest

from datawalk.domain.goals import Goal
from datawalk.domain.roster import Partner, Seat
from datawalk.domain.text import Localised
from datawalk.intake.build import build
from datawalk.intake.crosscheck import crosscheck
from datawalk.intake.problems import Problems
from datawalk.intake.workspace import WorkspaceRead, read_workspace
from datawalk.measures.gaps import difference, ratio
from datawalk.measures.intervals import Z
from datawalk.measures.levels import Level
from datawalk.store.published import PublishedStore
from datawalk.store.releases import Releases

DATA = Path(__file__).parents[2] / "data"
BEFORE_THE_NEXT_REVIEW = date(2026, 6, 1)
NOW = date(2026, 6, 30)


def _script() -> Any:
    sys.path.insert(0, str(DATA))
    try:
        return importlib.import_module("make_riverbend")
    finally:
        sys.path.remove(str(DATA))


SCRIPT = _script()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything the script makes."""
    folder = tmp_path_factory.mktemp("made")
    SCRIPT.main(folder)
    return folder


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows(table: str) -> list[dict[str, str]]:
    """A committed table."""
    return _read(DATA / "tables" / f"{table}.csv")


COMMITTED = sorted(
    path.relative_to(DATA).as_posix()
    for path in (*DATA.glob("tables/*.csv"), *DATA.glob("sources/boundaries/*/*.geojson"))
)


def test_every_table_is_committed() -> None:
    tables = {f"tables/{table}.csv" for table in SCRIPT.COLUMNS}
    assert tables <= set(COMMITTED) <= {*tables, SCRIPT.BOUNDARIES}


@pytest.mark.parametrize("name", COMMITTED)
def test_the_committed_file_is_what_the_script_makes(made: Path, name: str) -> None:
    assert (made / name).read_bytes() == (DATA / name).read_bytes()


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


def test_the_three_walks_fit_in_a_room(found: WorkspaceRead) -> None:
    assert found.contents.walks.keys() >= {"equity", "representation", "progress"}
    for walk in found.contents.walks.values():
        assert sum(not station.desk for station in walk.station) <= 7


def test_fourteen_indicators_of_four_domains_say_what_they_cannot(found: WorkspaceRead) -> None:
    indicators = found.contents.indicators.values()
    assert Counter(one.domain for one in indicators) == {
        "health": 4,
        "learning": 4,
        "livelihood": 3,
        "place": 3,
    }
    assert {one.unit for one in indicators} == {"percent", "per_1000", "dollars", "years"}
    assert {one.direction for one in indicators} == {"lower_is_better", "higher_is_better"}
    assert all(one.numerator and one.denominator and one.author and one.checker for one in indicators)
    assert {one.source for one in indicators} <= found.contents.sources.keys()


def test_every_indicator_is_in_english_and_spanish(found: WorkspaceRead) -> None:
    for one in found.contents.indicators.values():
        for text in (one.name, one.technical_name, one.numerator, one.denominator, one.cannot_say):
            assert isinstance(text, Localised)
            assert text.en
            assert text.es
            assert text.en != text.es


def test_the_sector_list_keeps_residents_and_tribal_nations_apart(found: WorkspaceRead) -> None:
    sectors = [sector.id for sector in found.contents.sector_list.sector]
    assert len(sectors) == len(set(sectors)) == 17
    assert {"residents", "tribal"} <= set(sectors)
    assert set(found.contents.dimensions) >= {
        "race_ethnicity", "age", "sex", "income", "education", "disability",
    }  # fmt: skip


def _cells(store: PublishedStore) -> dict[tuple[str, str, str], Any]:
    named = {(row["indicator_id"], row["place_id"], row["dimension"]) for row in rows("observations")}
    return {
        (indicator, place, dimension): store.cells(indicator, place_id=place, dimension=dimension)
        for indicator, place, dimension in named
    }


def test_groups_of_two_dimensions_are_withheld_and_few_cells_are_unreliable(store: PublishedStore) -> None:
    withheld, unreliable = set(), set()
    for (indicator, place, dimension), cells in _cells(store).items():
        for cell in cells:
            if cell.flag == "suppressed":
                withheld.add((indicator, dimension, str(cell.period)))
                assert (cell.estimate, cell.numerator, cell.denominator) == (None, None, None)
            elif cell.flag == "unreliable":
                unreliable.add((indicator, place, cell.subgroup))
    assert withheld == {
        ("third_grade_reading", "race_ethnicity", "2024"),
        ("early_prenatal_care", "age", "2024"),
    }
    assert unreliable == {
        ("high_rent", "riverbend", "65_and_over"),
        ("life_expectancy", "station_hill", "total"),
        ("life_expectancy", "willow_creek", "total"),
    }
    assert [goal["goal_id"] for goal in rows("goals") if goal["goal_id"] in _withheld(store)] == []


def _withheld(store: PublishedStore) -> set[str]:
    return {goal.goal_id for goal in store.rows(Goal) if goal.withheld}


def test_every_total_is_shown_and_the_newest_one_for_every_neighborhood(store: PublishedStore) -> None:
    cells = _cells(store)
    places = {row["place_id"] for row in rows("places")}
    for indicator in store.indicators:
        newest = max(cell.period for cell in cells[indicator, "riverbend", "total"])
        for place in places:
            totals = cells[indicator, place, "total"]
            assert all(cell.flag != "suppressed" for cell in totals)
            assert [cell.period for cell in totals if cell.estimate is not None][-1:] == [newest]


def test_most_indicators_have_eight_to_ten_periods_and_five_dimensions_are_used() -> None:
    periods: dict[str, set[str]] = defaultdict(set)
    for row in rows("observations"):
        periods[row["indicator_id"]].add(row["period"])
    counts = {indicator: len(some) for indicator, some in periods.items()}
    assert {indicator for indicator, count in counts.items() if count < 8} == {"no_insurance", "high_rent"}
    assert max(counts.values()) == 10
    assert {row["dimension"] for row in rows("observations")} == {
        "total", "race_ethnicity", "age", "sex", "income", "disability",
    }  # fmt: skip
    assert len(rows("observations")) < 1_500


PER = {"asthma_visits": 1000, "median_income": 0, "life_expectancy": 0}


def test_estimates_follow_from_the_counts() -> None:
    for row in rows("observations"):
        per = PER.get(row["indicator_id"], 100)
        if row["flag"] == "missing":
            assert not any(row[column] for column in ("estimate", "se", "numerator", "denominator"))
        elif per == 0:
            assert row["numerator"] == ""
            assert float(row["se"]) > 0
        else:
            expected = per * float(row["numerator"]) / float(row["denominator"])
            assert float(row["estimate"]) == pytest.approx(expected, abs=1e-5)


def test_groups_and_neighborhoods_add_up_to_the_county() -> None:
    sums: dict[tuple[str, ...], list[float]] = defaultdict(lambda: [0.0, 0.0])
    county = {}
    for row in rows("observations"):
        if row["flag"] == "missing":
            continue
        counts = float(row["numerator"] or 0), float(row["denominator"])
        at_county = row["place_id"] == "riverbend"
        if at_county and row["dimension"] == "total":
            county[row["indicator_id"], row["period"]] = counts
            continue
        kind = row["dimension"] if at_county else "place"
        part = sums[row["indicator_id"], row["period"], kind]
        part[0] += counts[0]
        part[1] += counts[1]
    assert len(sums) >= 200
    for (indicator, period, _), total in sums.items():
        assert tuple(total) == county[indicator, period]


def test_a_county_figure_lies_within_its_neighborhoods() -> None:
    within: dict[tuple[str, str], list[float]] = defaultdict(list)
    county = {}
    for row in rows("observations"):
        if row["dimension"] == "total" and row["estimate"]:
            if row["place_id"] == "riverbend":
                county[row["indicator_id"], row["period"]] = float(row["estimate"])
            else:
                within[row["indicator_id"], row["period"]].append(float(row["estimate"]))
    for key, values in within.items():
        assert min(values) < county[key] < max(values)


def _level(indicator: str, *, period: str, dimension: str, subgroup: str) -> Level:
    (row,) = (
        row
        for row in rows("observations")
        if (row["indicator_id"], row["place_id"], row["period"], row["dimension"], row["subgroup"])
        == (indicator, "riverbend", period, dimension, subgroup)
    )
    number = {
        key: float(row[key]) if row[key] else None for key in ("estimate", "se", "numerator", "denominator")
    }
    return Level(per=100, **number)


def _gap_over_time(
    indicator: str, *, dimension: str, worse: str, better: str, favourable: bool
) -> tuple[tuple[Level, Level], tuple[Level, Level], float, float]:
    """Both groups in 2017 and in 2024, and the change in points and on the log scale in standard errors."""
    first, last = (
        tuple(
            _level(indicator, period=year, dimension=dimension, subgroup=group) for group in (worse, better)
        )
        for year in ("2017", "2024")
    )
    changes = []
    for measure, scale in ((difference, lambda value: value), (ratio, math.log)):
        then, now = (measure(group, reference=other, favourable=favourable) for group, other in (first, last))
        spread = []
        for estimate in (then, now):
            assert estimate.lower is not None
            assert estimate.upper is not None
            spread.append((scale(estimate.upper) - scale(estimate.lower)) / (2 * Z))
        assert then.value is not None
        assert now.value is not None
        changes.append((scale(now.value) - scale(then.value)) / sqrt(spread[0] ** 2 + spread[1] ** 2))
    return (first[0], first[1]), (last[0], last[1]), changes[0], changes[1]


def test_one_gap_narrows_because_the_worse_off_group_improved() -> None:
    first, last, points, times = _gap_over_time(
        "home_internet", dimension="income", worse="under_25000", better="75000_and_over", favourable=True
    )
    assert points < -Z
    assert times < -Z
    assert (last[0].estimate or 0) > (first[0].estimate or 0) + 20
    assert (last[1].estimate or 0) > (first[1].estimate or 0)


def test_one_gap_levels_down_because_the_better_off_group_got_worse() -> None:
    first, last, points, times = _gap_over_time(
        "chronic_absence", dimension="disability", worse="with_disability", better="without_disability",
        favourable=False,
    )  # fmt: skip
    assert points < -Z
    assert times < -Z
    assert (last[0].estimate or 0) >= (first[0].estimate or 0)
    assert (last[1].estimate or 0) > (first[1].estimate or 0) + 5


def test_one_indicator_is_too_noisy_to_judge() -> None:
    totals = [
        row
        for row in rows("observations")
        if (row["indicator_id"], row["dimension"]) == ("life_expectancy", "total")
    ]
    for one, other in pairwise([row for row in totals if row["place_id"] == "riverbend"][::9]):
        apart = abs(float(one["estimate"]) - float(other["estimate"]))
        assert apart < Z * sqrt(float(one["se"]) ** 2 + float(other["se"]) ** 2)
    newest = [row for row in totals if row["place_id"] != "riverbend" and row["period"] == "2024"]
    values = [float(row["estimate"]) for row in newest]
    assert max(values) - min(values) < Z * min(float(row["se"]) for row in newest)


def test_the_roster_is_27_partners_over_10_sectors_and_9_seats() -> None:
    partners = rows("partners")
    current = [partner for partner in partners if not partner["left_on"]]
    assert len(current) == 27
    assert len({sector for partner in partners for sector in partner["sectors"].split(";")}) == 10
    assert [partner["left_on"] for partner in partners if partner["left_on"]] == ["2025-10-01"]
    assert len(rows("seats")) == 9


def test_some_indicators_have_no_partner_to_work_on_them() -> None:
    worked_on = {one for partner in rows("partners") for one in partner["works_on"].split(";") if one}
    every = {row["indicator_id"] for row in rows("observations")}
    assert every - worked_on == {"bus_stop_nearby", "life_expectancy", "median_income"}


def test_the_county_has_as_many_people_in_every_table() -> None:
    population = {row["place_id"]: row["population"] for row in rows("places")}
    assert sum(int(people) for place, people in population.items() if place != "riverbend") == int(
        population["riverbend"]
    )
    for row in rows("observations"):
        everyone = row["indicator_id"] in (
            "park_nearby",
            "asthma_visits",
            "bus_stop_nearby",
            "life_expectancy",
        )
        if everyone and row["dimension"] == "total":
            assert row["denominator"] == population[row["place_id"]]


def test_periods_of_an_indicator_do_not_overlap(found: WorkspaceRead) -> None:
    periods: dict[str, set[Any]] = defaultdict(set)
    for cell in found.contents.observations:
        periods[cell.indicator_id].add(cell.period)
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
        assert goal.baseline_se
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


ENDED = {"internet": "reached", "parks": "better", "shared_referrals": "better", "coverage_gap": "no change",
         "asthma": "no change", "preschool": "worse", "budget": "one year"}  # fmt: skip
"""What has become of each goal whose numbers may be shown."""


def _standing(goal: dict[str, str], *, now: tuple[float, float | None] | None) -> str:
    """Healthy People's rule, written a second time: reached, better, worse, no change, one year."""
    if now is None:
        return "one year"
    value, se = now
    baseline, target = float(goal["baseline"]), float(goal["target"])
    up = 1 if goal["direction"] in ("up", "maintain") else -1
    if up * (value - target) >= 0:
        return "reached"
    if se and goal["baseline_se"]:
        sure = abs(value - baseline) / sqrt(se**2 + float(goal["baseline_se"]) ** 2) >= 1.645
    else:
        sure = abs(value - baseline) / abs(target - baseline) >= 0.1
    if not sure:
        return "no change"
    return "better" if (value - baseline) * (target - baseline) > 0 else "worse"


def test_the_goals_are_of_three_areas_and_in_every_status(made: Path, store: PublishedStore) -> None:
    own: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in _read(made / "tables" / "values.csv"):
        own[row["goal_id"]].append(row)
    found = {}
    for goal in _read(made / "tables" / "goals.csv"):
        if goal["goal_id"] == "reading":
            continue
        now: tuple[float, float | None] | None = None
        if goal["indicator_id"]:
            groups = {
                (cell.subgroup, cell.period.end): cell
                for cell in store.cells(
                    goal["indicator_id"], place_id="riverbend", dimension=goal["dimension"]
                )
            }
            newest = max(year for _, year in groups)
            cell = groups[goal["subgroup"], newest]
            now = cell.estimate or 0, cell.se
            if goal["measure"] == "difference":
                other = groups[goal["reference"], newest]
                now = now[0] - (other.estimate or 0), sqrt((cell.se or 0) ** 2 + (other.se or 0) ** 2)
        elif (last := max(own[goal["goal_id"]], key=lambda row: row["period"]))["period"] > goal[
            "baseline_period"
        ]:
            now = float(last["value"]), None
        found[goal["goal_id"]] = _standing(goal, now=now)
    assert found == ENDED
    assert {goal["area"] for goal in rows("goals")} == {"equity", "systems_change", "sustainability"}
    assert len(rows("goals")) == 8


def test_engagement_is_18_months_and_one_sector_fades(made: Path) -> None:
    meetings = _read(made / "tables" / "engagement.csv")
    months = sorted({row["date"][:7] for row in meetings})
    assert (months[0], months[-1], len(months)) == ("2025-01", "2026-06", 18)
    partners = {row["partner_id"]: row for row in rows("partners")}
    came: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in meetings:
        assert row["attended"] <= row["invited"]
        partner = partners[row["partner_id"]]
        assert not partner["left_on"] or row["date"] < partner["left_on"]
        if row["invited"] == "1":
            half = "first" if row["date"] < "2025-07" else "last" if row["date"] >= "2026-01" else "middle"
            came[partner["sectors"].split(";")[0], half].append(int(row["attended"]))
    shares = {key: sum(some) / len(some) for key, some in came.items()}
    assert shares["faith", "first"] > 0.8
    assert shares["faith", "last"] < 0.3
    assert all(
        share > 0.5 for (sector, half), share in shares.items() if half == "last" and sector != "faith"
    )


def test_the_network_is_60_ties_of_current_partners_with_a_bridge(made: Path) -> None:
    ties = _read(made / "tables" / "ties.csv")
    assert len(ties) == len({(tie["from_partner"], tie["to_partner"]) for tie in ties}) == 60
    current = {row["partner_id"] for row in rows("partners") if not row["left_on"]}
    assert {tie[end] for tie in ties for end in ("from_partner", "to_partner")} == current
    assert all(tie["strength"] in "123" and tie["trust"] in "1234" and tie["value"] in "1234" for tie in ties)
    assert _reached_from("riverbend_health_department", ties, without="") == current
    cut_off = _reached_from("riverbend_health_department", ties, without="parks_office")
    assert current - cut_off == {"parks_office", "saturday_league"}


def _reached_from(start: str, ties: list[dict[str, str]], *, without: str) -> set[str]:
    reached, wave = {start}, {start}
    while wave:
        ends = [(tie["from_partner"], tie["to_partner"]) for tie in ties]
        around = {b for a, b in ends if a in wave} | {a for a, b in ends if b in wave}
        wave = around - reached - {without}
        reached |= wave
    return reached


def test_members_add_up_alike_in_every_dimension_of_a_date(made: Path) -> None:
    sums: dict[tuple[str, str], set[int]] = defaultdict(set)
    members: dict[tuple[str, str, str], int] = Counter()
    for row in _read(made / "tables" / "members_by_group.csv"):
        number = int(row["members"])
        members[row["date"], row["body"], row["dimension"]] += number
        if row["body"] == "work_groups":
            assert number == 0 or number >= 11
        else:
            assert row["seats"] == row["members"]
    for (day, body, _), total in members.items():
        sums[day, body].add(total)
    assert sums == {
        ("2025-06-01", "work_groups"): {152}, ("2026-06-01", "work_groups"): {168},
        ("2025-06-01", "steering"): {9}, ("2026-06-01", "steering"): {9},
    }  # fmt: skip


def test_signed_money_pays_until_the_end_of_2027(made: Path) -> None:
    """Month by month, restricted money against its purpose alone; written apart from the product."""
    funding = _read(made / "tables" / "funding.csv")
    assert len(funding) == 9
    assert Counter(one["status"] for one in funding) == {"signed": 7, "likely": 2}
    assert Counter(one["show_funder"] for one in funding) == {"1": 7, "0": 2}
    costs: dict[str, float] = defaultdict(float)
    months = {row["month"] for row in _read(made / "tables" / "costs.csv")}
    assert len(months) == 18
    last_year = sorted(months)[-12:]
    for row in _read(made / "tables" / "costs.csv"):
        if row["month"] in last_year:
            costs[row["goal_id"] or row["kind"]] += float(row["amount"]) / 12
    money = [one for one in funding if one["status"] == "signed" and one["kind"] != "in_kind"]
    assert {one["restricted_to"] for one in money} - {""} <= costs.keys()
    in_hand = float(_read(made / "tables" / "cash.csv")[-1]["unrestricted"])
    pots: dict[str, float] = defaultdict(float)
    month = 2026 * 12 + 6
    while in_hand >= 0:
        at = f"{month // 12}-{month % 12 + 1:02d}"
        for one in money:
            if one["from"][:7] <= at <= one["to"][:7]:
                pots[one["restricted_to"]] += _a_month(one)
        for purpose, cost in costs.items():
            paid = min(pots[purpose], cost)
            pots[purpose] -= paid
            in_hand -= cost - paid
        in_hand += pots.pop("", 0.0)
        month += 1
    assert f"{(month - 1) // 12}-{(month - 1) % 12 + 1:02d}" == "2027-12"
    assert sum(_a_month(one) for one in money if "2027-06" <= one["to"][:7] <= "2028-06") > 20_000


def _a_month(one: dict[str, str]) -> float:
    (first, last) = (date.fromisoformat(one[end]) for end in ("from", "to"))
    return float(one["amount"]) / ((last.year - first.year) * 12 + last.month - first.month + 1)


def test_capacity_is_two_waves_of_eight_domains(made: Path) -> None:
    scores = _read(made / "tables" / "capacity.csv")
    assert {row["wave"] for row in scores} == {"2024", "2026"}
    assert len({row["domain"] for row in scores}) == 8
    assert len(scores) == 2 * 3 * 8
    assert all(1 <= float(row["score"]) <= 7 and int(row["respondents"]) >= 5 for row in scores)
    newest: dict[str, float] = defaultdict(float)
    for row in scores:
        if row["wave"] == "2026":
            newest[row["domain"]] += float(row["score"])
    assert set(sorted(newest, key=lambda domain: newest[domain])[:2]) == {
        "funding_stability",
        "program_evaluation",
    }


def test_changes_plans_the_loop_and_resources_are_as_promised(made: Path) -> None:
    changes = _read(made / "tables" / "changes.csv")
    assert Counter(row["kind"] for row in changes) == {"mindset": 4, "practice": 4, "policy": 4}
    assert all(row["evidence"] and "2024" <= row["date"] < NOW.isoformat() for row in changes)
    assert {row["verified"] for row in changes} == {"0", "1"}
    plan = _read(made / "tables" / "plan.csv")
    assert {(row["year"], row["state"]) for row in plan} >= {
        ("2025", "done"), ("2025", "carried"), ("2025", "changed"), ("2025", "dropped"), ("2026", "planned"),
    }  # fmt: skip
    assert all(
        row["reason"] and row["lesson"] for row in plan if row["state"] in ("carried", "changed", "dropped")
    )
    loop = _read(made / "tables" / "loop.csv")
    assert {row["status"] for row in loop} == {"done", "doing", "not_now"}
    for theme in loop:
        assert bool(theme["reason"]) == (theme["status"] == "not_now") == (not theme["did"])
        assert bool(theme["closed_on"]) == (theme["status"] != "doing")
        assert not theme["closed_on"] or theme["date"] < theme["closed_on"] <= NOW.isoformat()
    resources = _read(made / "tables" / "resources.csv")
    assert len(resources) == 10
    assert {row["area"] for row in resources} == {"equity", "systems_change", "sustainability"}


def test_what_the_tables_name_is_there(made: Path) -> None:
    partners = {row["partner_id"] for row in rows("partners")}
    goals = {row["goal_id"] for row in rows("goals")}
    named = {
        "values": (), "milestones": ("who",), "commitments": ("who",), "plan": ("owner",), "readiness": ("partner_id",),
    }  # fmt: skip
    for table, columns in named.items():
        for row in _read(made / "tables" / f"{table}.csv"):
            assert not row.get("goal_id") or row["goal_id"] in goals
            assert {row[column] for column in columns} <= partners
            if row.get("done_on"):
                assert row["done_on"] <= NOW.isoformat()
    assert {row["item"] for row in _read(made / "tables" / "readiness.csv")} == {
        "goals", "skills", "resources", "capacity", "leader",
    }  # fmt: skip


def test_the_neighborhoods_tile_the_county(made: Path) -> None:
    read = json.loads((made / SCRIPT.BOUNDARIES).read_text(encoding="utf-8"))
    rings = {one["properties"]["place_id"]: one["geometry"]["coordinates"][0] for one in read["features"]}
    assert rings.keys() == {row["place_id"] for row in rows("places")}
    edges: Counter[frozenset[tuple[float, ...]]] = Counter()
    for place, ring in rings.items():
        assert ring[0] == ring[-1]
        own = [frozenset((tuple(one), tuple(other))) for one, other in pairwise(ring)]
        assert len(own) == len(set(own))
        edges.update(own)
        assert place == "riverbend" or 12 <= len(own) <= 40
    assert set(edges.values()) == {2}  # a border is of two neighborhoods, or of one and the county
    inside = sum(_area(ring) for place, ring in rings.items() if place != "riverbend")
    assert inside == pytest.approx(_area(rings["riverbend"]))


def _area(ring: list[list[float]]) -> float:
    return sum(one[0] * other[1] - other[0] * one[1] for one, other in pairwise(ring)) / 2
