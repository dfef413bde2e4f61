"""Goals, curves, plans and loops: what is told of them, what is not, and that nothing hidden is told."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from datawalk.charts.inputs import Curve
from datawalk.charts.markup import markup
from datawalk.charts.written import Grid, Tracks
from datawalk.domain.goals import Commitment, Goal, GoalValue, Milestone
from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.domain.plan import LoopTheme, PlanItem
from datawalk.domain.text import LANGUAGES, Language
from datawalk.intake.check import check_workspace
from datawalk.measures.catalogue import work_out
from datawalk.screens.selection import Selection
from datawalk.screens.views import StationView
from datawalk.screens.walk import load_walk
from datawalk.store.published import PublishedStore
from worlds import cell, contents, released, source, walk

ROOT = Path(__file__).parents[2]


def view_of(
    folder: Path,
    station: dict[str, Any],
    *,
    rows: dict[type, tuple[Any, ...]],
    observations: Sequence[Observation] = (),
    lang: Language = "en",
    chosen: dict[str, str] | None = None,
    **changes: Any,
) -> StationView:
    asked = {"id": "one", "question": "?", **station}
    made = contents(folder, walks={"walk": walk([asked])}, rows=rows, observations=observations, **changes)
    store = released(made)
    return load_walk(store, Selection(lang, "walk", "one", **(chosen or {}))).station


def goal(**keys: Any) -> Goal:
    return Goal.model_validate(
        {
            "goal_id": "g",
            "area": "equity",
            "statement": "Cover everyone",
            "indicator_id": "uninsured",
            "place_id": "county",
            "target": 5,
            "target_period": "2030",
            "direction": "down",
            **keys,
        }
    )


def own(**keys: Any) -> Goal:
    return goal(**{"indicator_id": None, "place_id": None, "direction": "up", "target": 30, **keys})


GOALS: dict[str, Any] = {"kind": "goals"}
CURVE: dict[str, Any] = {"kind": "curve"}
FALLING = tuple(cell(1100 - 40 * at, 10_000, period=str(2015 + at)) for at in range(5))
"""11, 10.6, 10.2, 9.8 and 9.4 percent, from 2015 to 2019."""


def by_race(period: str, *counts: int) -> tuple[Observation, ...]:
    names = ("asian", "black", "hispanic", "white")
    return tuple(
        cell(count, 2500, subgroup=name, period=period) for name, count in zip(names, counts, strict=True)
    )


# status


PATHS: dict[str, tuple[dict[str, Any], list[tuple[int, float, float | None]]]] = {
    "met": ({"baseline": 20, "baseline_se": 1}, [(2024, 30, 1)]),
    "improving": ({"baseline": 20, "baseline_se": 1.5}, [(2024, 24, 1.5)]),
    "no_change_sure": ({"baseline": 20, "baseline_se": 1.5}, [(2024, 22, 1.5)]),
    "improving_without_error": ({"baseline": 20}, [(2024, 21, None)]),
    "no_change_without_error": ({"baseline": 20}, [(2024, 20.9, None)]),
    "worse": ({"baseline": 20, "baseline_se": 1.2}, [(2024, 17, 1.2)]),
    "no_change_away": ({"baseline": 20}, [(2024, 18.5, None)]),
    "worse_without_error": ({"baseline": 20}, [(2024, 18, None)]),
    "no_change_equal": ({"baseline": 20, "baseline_se": 1}, [(2024, 20, 1)]),
    "met_downward": ({"baseline": 42, "target": 30, "direction": "down"}, [(2024, 29.9, 0.5)]),
    "met_at_baseline": ({"baseline": 32}, [(2024, 31, None)]),
    "baseline": ({"baseline": 20, "baseline_se": 0.5}, []),
    "informational": ({"baseline": 20, "baseline_se": 0.5, "target": None}, [(2024, 22, 0.5)]),
}


@pytest.fixture(scope="module")
def riverbend(tmp_path_factory: pytest.TempPathFactory) -> PublishedStore:
    """Riverbend with a goal for each path of the rule."""
    made, _ = check_workspace(ROOT / "data")
    assert made is not None
    goals = tuple(
        own(goal_id=key, statement=key, baseline_period="2020", **keys) for key, (keys, _) in PATHS.items()
    )
    values = tuple(
        GoalValue(goal_id=key, period=Period(year, year), value=value, se=se)
        for key, (_, told) in PATHS.items()
        for year, value, se in told
    )
    folder = tmp_path_factory.mktemp("riverbend")
    changed = replace(made, folder=folder, rows={**made.rows, Goal: goals, GoalValue: values})
    return released(changed)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_thirteen_paths_on_riverbend(riverbend: PublishedStore, lang: Language) -> None:
    view = load_walk(riverbend, Selection(lang, "progress", "our_goals")).station
    told = {str(row["id"]): str(row["status"]) for row in view.table.rows}
    assert all(key.startswith(status) for key, status in told.items())
    assert len(told) == 13
    for row in view.table.rows:  # the same by the measure that other programs ask for
        keys, values = PATHS[str(row["id"])]
        asked = {
            "baseline": keys["baseline"],
            "current": values[-1][1] if values else None,
            "target": keys.get("target", 30),
            "se_baseline": keys.get("baseline_se"),
            "se_current": values[-1][2] if values else None,
            "desired": "decrease" if keys.get("direction") == "down" else "increase",
        }
        assert row["z"] == work_out("hp_status", asked)["z"]


def test_a_baseline_is_the_goals_own_figure_where_none_is_written(tmp_path: Path) -> None:
    view = view_of(tmp_path, GOALS, rows={Goal: (goal(baseline_period="2016"),)}, observations=FALLING)
    [row] = view.table.rows
    assert (row["baseline"], row["current"], row["status"]) == (pytest.approx(10.6), 9.4, "improving")


def test_without_a_place_the_visitors_is_followed(tmp_path: Path) -> None:
    rows = {Goal: (goal(place_id=None, baseline=99, baseline_period="2015"),)}
    towns = (cell(500, 1000, place="east", period="2015"), cell(400, 1000, place="east", period="2019"))
    view = view_of(tmp_path, GOALS, rows=rows, observations=(*FALLING, *towns), chosen={"place": "east"})
    [row] = view.table.rows
    assert (row["baseline"], row["current"]) == (50, 40)
    at_home = view_of(tmp_path / "home", GOALS, rows=rows, observations=(*FALLING, *towns))
    assert at_home.table.rows[0]["baseline"] == 99


def test_overlapping_and_unlike_periods_are_no_second_point(tmp_path: Path) -> None:
    cells = (cell(1100, 10_000, period="2014-2018"), cell(900, 10_000, period="2016-2020"))
    view = view_of(tmp_path, GOALS, rows={Goal: (goal(baseline_period="2014-2018"),)}, observations=cells)
    assert view.table.rows[0]["status"] == "baseline"


def test_a_figure_too_unsure_does_not_count_and_is_told_of(tmp_path: Path) -> None:
    cells = (*FALLING, cell(14, 28, period="2020"))
    view = view_of(tmp_path, GOALS, rows={Goal: (goal(baseline_period="2015"),)}, observations=cells)
    [row] = view.table.rows
    assert (row["period"], row["current"]) == ("2019", pytest.approx(9.4))
    assert any("2020" in fact.text and "too few" in fact.text for fact in view.facts)


def test_a_goal_on_figures_unfit_for_trends_is_refused_with_the_reason(tmp_path: Path) -> None:
    unfit = {"survey": source(not_for=("trend",))}
    rows = {Goal: (goal(baseline=11, baseline_period="2015"),)}
    for kind in (GOALS, CURVE):
        view = view_of(tmp_path / kind["kind"], kind, rows=rows, observations=FALLING, sources=unfit)
        said = f"{view.finding} {view.notice}"
        assert "These figures must not be used to follow change over time." in said


def test_a_level_is_held_against_a_target_without_a_trend(tmp_path: Path) -> None:
    unfit = {"survey": source(not_for=("trend", "evaluation"))}
    view = view_of(tmp_path, GOALS, rows={Goal: (goal(),)}, observations=FALLING, sources=unfit)
    assert isinstance(view.picture, Tracks)
    [track] = view.picture.tracks
    assert (track.verdict, track.detail, track.position) == (
        "Only one year of data",
        "not at the target",
        None,
    )


# groups


def test_a_target_reached_says_for_how_many_groups(tmp_path: Path) -> None:
    cells = (
        cell(1200, 10_000, period="2019"),
        cell(400, 10_000, period="2023"),
        *by_race("2023", 40, 200, 130, 30),
    )
    rows = {Goal: (goal(baseline_period="2019"),)}
    view = view_of(tmp_path, GOALS, rows=rows, observations=cells)
    assert isinstance(view.picture, Tracks)
    assert view.picture.tracks[0].verdict == "Target reached"
    assert view.picture.tracks[0].detail == "for 2 of 4 groups"
    assert "one has reached its target for 2 of 4 groups" in str(view.finding)
    curve = view_of(tmp_path / "curve", CURVE, rows=rows, observations=cells)
    assert "Reached for 2 of 4 groups." in str(curve.finding)


def test_hidden_groups_are_counted_as_not_shown(tmp_path: Path) -> None:
    cells = (
        cell(1200, 10_000, period="2019"),
        cell(253, 10_000, period="2023"),
        *by_race("2023", 3, 100, 120, 30),
    )
    view = view_of(tmp_path, GOALS, rows={Goal: (goal(baseline_period="2019"),)}, observations=cells)
    [row] = view.table.rows
    assert row["groups"] == 4
    assert row["groups_not_shown"] == 2
    assert isinstance(view.picture, Tracks)
    assert view.picture.tracks[0].detail.endswith(", 2 not shown")


def test_without_figures_by_group_it_says_so(tmp_path: Path) -> None:
    cells = (cell(1200, 10_000, period="2019"), cell(400, 10_000, period="2023"))
    view = view_of(tmp_path, GOALS, rows={Goal: (goal(baseline_period="2019"),)}, observations=cells)
    assert isinstance(view.picture, Tracks)
    assert view.picture.tracks[0].detail == "not known by group"


@pytest.mark.parametrize(("measure", "target"), [("difference", 2.0), ("ratio", 1.2)])
def test_a_gap_keeps_its_two_groups(tmp_path: Path, measure: str, target: float) -> None:
    """The widest gap of the baseline's years: black against white. Later another group is worst."""
    cells = (*by_race("2015", 200, 500, 300, 100), *by_race("2019", 200, 300, 450, 150))
    keys = {"measure": measure, "dimension": "race", "baseline_period": "2015", "target": target}
    view = view_of(tmp_path, GOALS, rows={Goal: (goal(**keys),)}, observations=cells)
    [row] = view.table.rows
    then, now = (16.0, 6.0) if measure == "difference" else (5.0, 2.0)
    assert (row["baseline"], row["current"]) == (pytest.approx(then), pytest.approx(now))
    reached = 1 if measure == "difference" else 0
    assert (row["status"], row["groups"], row["groups_reached"]) == ("improving", 3, reached)


def test_a_goal_about_a_hidden_group_tells_no_number(tmp_path: Path) -> None:
    cells = (*by_race("2015", 4, 500, 300, 100), *by_race("2019", 4, 300, 450, 150))
    rows = {Goal: (goal(dimension="race", subgroup="asian", baseline=7.77, baseline_period="2015", target=6.66),)}  # fmt: skip
    for kind in (GOALS, CURVE):
        view = view_of(tmp_path / kind["kind"], kind, rows=rows, observations=cells)
        said = repr(asdict(view))
        assert "Not shown to protect privacy" in said
        assert "7.77" not in said
        assert "6.66" not in said


def test_a_target_for_every_place_is_not_hidden_by_one_of_them(tmp_path: Path) -> None:
    cells = (
        *FALLING,
        cell(4, 1000, place="east", period="2019"),
        cell(936, 9000, place="west", period="2019"),
    )
    rows = {Goal: (goal(place_id=None),)}
    shown = view_of(tmp_path / "county", GOALS, rows=rows, observations=cells)
    assert shown.table.rows[0]["status"] == "improving"
    east = view_of(tmp_path / "east", GOALS, rows=rows, observations=cells, chosen={"place": "east"})
    assert east.table.rows[0]["current"] is None


# the room and the desk


def test_many_goals_show_those_to_talk_about(tmp_path: Path) -> None:
    start = {"baseline": 20, "baseline_period": "2020"}
    goals = tuple(own(goal_id=f"g{at}", statement=f"Goal {at}", **start) for at in range(12))
    values = tuple(
        GoalValue(goal_id=one.goal_id, period=Period(2024, 2024), value=10 if one.goal_id == "g11" else 25)
        for one in goals
    )
    view = view_of(tmp_path, GOALS, rows={Goal: goals, GoalValue: values})
    assert isinstance(view.picture, Tracks)
    assert len(view.picture.tracks) == 8
    assert "Goal 11" in {track.statement for track in view.picture.tracks}
    assert len(view.table.rows) == 12


def test_a_visitor_chooses_an_owner(tmp_path: Path) -> None:
    goals = (own(goal_id="a", owner="clinic"), own(goal_id="b", owner="homes"))
    view = view_of(tmp_path, GOALS, rows={Goal: goals}, chosen={"owner": "homes"})
    assert [row["id"] for row in view.table.rows] == ["b"]
    assert [key for key, _ in view.choices[0].options] == ["", "clinic", "homes"]


# curve


def curve(folder: Path, *after: float, lang: Language = "en", **keys: Any) -> StationView:
    cells = (
        *FALLING,
        *(cell(round(100 * each), 10_000, period=str(2020 + at)) for at, each in enumerate(after)),
    )
    told = goal(action_start="2020-03-01", baseline_period="2019", **keys)
    rows = {
        Goal: (told,),
        Commitment: (Commitment(goal_id="g", who="clinic", what="Call people", done_on=date(2020, 5, 1)),),
        Milestone: (Milestone(goal_id="g", who="All", what="A list", due=date(2021, 5, 1)),),
    }
    return view_of(folder, CURVE, rows=rows, observations=cells, lang=lang)


def test_the_curve_turns_with_two_better_figures_in_a_row(tmp_path: Path) -> None:
    for name, after, words in (
        ("turned", (7.0, 6.5), "the curve has turned"),
        ("sign", (7.0, 8.7), "a first sign"),
        ("not", (9.0, 8.6), "the curve has not turned"),
        ("none", (), "cannot say yet whether the curve turns, as there is no figure since the start"),
    ):
        assert words in str(curve(tmp_path / name, *after).finding), name


def test_the_forecast_is_frozen_at_the_start(tmp_path: Path) -> None:
    first, second = (curve(tmp_path / str(len(after)), *after) for after in ((7.0,), (7.0, 6.5)))
    told = [{row["id"]: row["forecast"] for row in view.table.rows} for view in (first, second)]
    assert told[0]["2020"] == told[1]["2020"] == pytest.approx(9.0)


def test_a_curve_marks_what_was_promised(tmp_path: Path) -> None:
    view = curve(tmp_path, 7.0, 6.5)
    assert isinstance(view.picture, Curve)
    lines = view.picture.lines
    assert [(line.label, line.way) for line in lines.lines] == [
        ("so far", "line"),
        ("if nothing changes", "dashed"),
        ("target", "aim"),
    ]
    assert [(moment.mark, moment.done) for moment in lines.moments] == [("1", True)]
    assert 2019.5 < lines.moments[0].at < 2020
    assert lines.since == (pytest.approx(2019.66, abs=0.01), "start")
    assert view.picture.steps is not None
    assert "Call people" in markup(view.picture.steps)
    assert any("A list" in fact.text and "was due" in fact.text for fact in view.facts)


def test_a_curve_is_worked_out_to_the_same_numbers(tmp_path: Path) -> None:
    view = curve(tmp_path, 7.0, 6.5)
    assert view.working is not None
    told = {one["measure"]: work_out(one["measure"], one["inputs"]) for one in view.working.questions}
    numbers = {measure.name: measure.value for measure in view.measures}
    assert told["hp_status"]["status"] == "improving"
    assert told["hp_status"]["z"] == pytest.approx(numbers["z"])
    assert told["expected_path"]["expected"] == pytest.approx(numbers["expected"])
    assert told["baseline_forecast"]["forecast"] == pytest.approx(numbers["forecast"])


def test_one_point_says_so(tmp_path: Path) -> None:
    for lang, words in (("en", "only one year of data, 10.0% in 2023"), ("es", "solo hay un año de datos")):
        view = view_of(tmp_path / lang, CURVE, rows={Goal: (goal(),)}, observations=(cell(1000, 10_000),), lang=lang)  # type: ignore[arg-type]  # fmt: skip
        assert words in str(view.finding)


def test_a_standard_error_of_0_is_not_known(tmp_path: Path) -> None:
    cells = tuple(
        cell(period=period, estimate=value, se=0, lower=value, upper=value)
        for period, value in (("2019", 20.0), ("2023", 12.0))
    )
    modelled = {"survey": source(kind="modelled")}
    rows = {Goal: (goal(baseline_period="2019"),)}
    view = view_of(tmp_path, GOALS, rows=rows, observations=cells, sources=modelled)
    assert (view.table.rows[0]["status"], view.table.rows[0]["z"]) == ("improving", None)


def test_a_goal_of_another_place_says_so(tmp_path: Path) -> None:
    view = view_of(tmp_path, CURVE, rows={Goal: (goal(),)}, observations=FALLING, chosen={"place": "east"})
    assert view.notice == "This goal is about Little County."


def test_a_goal_without_any_figure_says_so(tmp_path: Path) -> None:
    view = view_of(tmp_path, CURVE, rows={Goal: (own(),)})
    assert (str(view.finding), view.picture) == ("Cover everyone: No figure yet.", None)


# plan and loop


def item(id: str, year: int, state: str, **keys: Any) -> PlanItem:
    lesson = None if state == "planned" else f"Lesson of {id}."
    return PlanItem.model_validate(
        {"item_id": id, "year": year, "statement": f"Do {id}", "state": state, "lesson": lesson, **keys}
    )


PLANNED = {
    PlanItem: (
        item("a", 2024, "done"),
        item("b", 2024, "carried", reason="No staff."),
        item("b2", 2025, "planned"),
        item("c", 2025, "dropped", reason="No money.", owner="clinic"),
        item("d", 2025, "changed"),
    )
}


def test_a_plan_opens_with_the_lessons_of_the_year_before(tmp_path: Path) -> None:
    view = view_of(tmp_path, {"kind": "plan"}, rows=PLANNED)
    assert str(view.finding) == (
        "2024 taught us: “Lesson of a” and “Lesson of b”. Of 3 lines for 2025: 1 changed, 1 dropped, and 1 still open."
    )
    assert isinstance(view.picture, Grid)
    assert [row.label for row in view.picture.rows] == ["Do d", "Do c", "Do b2"]
    counts = {measure.name: measure.value for measure in view.measures}
    assert (counts["dropped"], counts["carried_before"], counts["with_lesson"]) == (1, 1, 2)


def test_another_year_of_the_plan_can_be_chosen(tmp_path: Path) -> None:
    view = view_of(tmp_path, {"kind": "plan"}, rows=PLANNED, chosen={"year": "2024"})
    assert str(view.finding) == "Of 2 lines for 2024: 1 done and 1 carried over."
    missing = view_of(tmp_path / "b", {"kind": "plan", "year": 2030}, rows=PLANNED)
    assert str(missing.finding) == "There is no plan for 2030. There are plans for 2024 and 2025."


def test_a_loop_says_how_many_were_closed_and_how_fast(tmp_path: Path) -> None:
    def theme(id: str, status: str, closed: int | None, **keys: Any) -> LoopTheme:
        day = date(2025, 1, 10 + closed) if closed is not None else None
        given = {"date": date(2025, 1, 10), "asked": "What?", "said": f"Said {id}"}
        return LoopTheme.model_validate({"theme_id": id, "status": status, "closed_on": day, **given, **keys})

    themes = (
        theme("a", "done", 4, did="We did."),
        theme("b", "not_now", 10, reason="No law."),
        theme("c", "doing", None),
    )
    view = view_of(tmp_path, {"kind": "loop"}, rows={LoopTheme: themes})
    assert str(view.finding) == (
        "2 of 3 themes are closed: 1 done, 1 not now, with the reason. Half of them were closed within 7 days. "
        "One is under way."
    )
    assert isinstance(view.picture, Grid)
    assert [row.cells[1].text for row in view.picture.rows] == ["We did.", "–", "No law."]
    later = view_of(tmp_path / "b", {"kind": "loop", "since": date(2026, 1, 1)}, rows={LoopTheme: themes})
    assert later.picture is None
