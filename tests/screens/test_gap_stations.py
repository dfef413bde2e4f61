"""The stations about gaps: the reference fixed by the first years, people, time, and how it was all worked out."""

from pathlib import Path
from typing import Any

import pytest

from datawalk.charts.plotted import Dots, Lines
from datawalk.charts.written import Grid, Icons
from datawalk.domain.text import LANGUAGES, Language
from datawalk.intake.build import publish
from datawalk.measures.catalogue import answer
from datawalk.screens.selection import Selection
from datawalk.screens.views import StationView
from datawalk.screens.walk import load_walk
from worlds import GROUPS, WITHHELD, cell, contents, indicator, race, released, source, walk

SIZE = 4000


def view(
    folder: Path,
    kind: str,
    observations: tuple[Any, ...],
    *,
    lang: Language = "en",
    part: str | None = None,
    keys: dict[str, Any] | None = None,
    **changes: Any,
) -> StationView:
    station = {"id": "it", "kind": kind, "question": "How far apart?", "dimension": "race", **(keys or {})}
    if kind != "gap_overview":
        station = {"indicator": "uninsured", **station}
    store = released(contents(folder, observations=observations, walks={"walk": walk([station])}, **changes))
    return load_walk(store, Selection(lang, "walk", "it", part=part)).station


def shares(period: str, **percent: float) -> tuple[Any, ...]:
    """Groups of 4,000 people in a period, by percent."""
    return tuple(
        cell(SIZE * value / 100, SIZE, period=period, subgroup=group) for group, value in percent.items()
    )


def values(told: StationView) -> dict[str, float | None]:
    return {measure.name: measure.value for measure in told.measures}


def test_the_reference_is_the_best_group_of_the_first_years(tmp_path: Path) -> None:
    years = (*shares("2015", asian=8, black=20, white=10), *shares("2023", asian=9, black=20, white=7))
    told = view(tmp_path, "gap", years)
    assert {measure.reference for measure in told.measures} == {"asian"}
    assert values(told)["difference"] == pytest.approx(11)
    assert "Asian was best off in 2015, the first years with data. It stays" in told.method


def test_a_first_best_group_that_is_unsure_now_gives_way_to_the_next(tmp_path: Path) -> None:
    unsure = cell(360, SIZE, period="2023", subgroup="asian", flag="unreliable")
    years = (
        *shares("2015", asian=8, black=20, white=10),
        unsure,
        *shares("2023", black=20, white=12, hispanic=11),
    )
    assert {measure.reference for measure in view(tmp_path, "gap", years).measures} == {"white"}


def test_a_ratio_is_said_only_where_it_is_honest(tmp_path: Path) -> None:
    close = shares("2023", asian=50, black=58)
    assert "times" not in str(view(tmp_path / "close", "gap", close).finding)
    wide = shares("2023", asian=10, black=30)
    assert "3.0 times" in str(view(tmp_path / "wide", "gap", wide).finding)


def test_an_unsure_gap_lets_no_group_stand_out(tmp_path: Path) -> None:
    told = view(tmp_path, "gap", shares("2023", asian=10, black=10.5))
    assert str(told.finding).startswith("We cannot be sure there is a gap")
    assert isinstance(told.picture, Dots)
    assert {row.tone for row in told.picture.rows} == {"plain"}


def test_a_gap_to_everyone_is_drawn_and_worked_out_again(tmp_path: Path) -> None:
    told = view(tmp_path, "gap", (cell(1000, 10000), *GROUPS), keys={"reference": "overall"})
    assert told.working is not None
    (question,) = told.working.questions
    outputs = answer(question)["outputs"]
    assert outputs["difference"] == values(told)["difference"]
    assert outputs["people"] == values(told)["people"]


@pytest.mark.parametrize("part", ["quarter", "half", "all", "nonsense"])
def test_people_behind_a_gap_and_a_part_of_them(tmp_path: Path, part: str) -> None:
    told = view(tmp_path, "gap_people", shares("2023", asian=10, black=30), part=part)
    share = {"quarter": 0.25, "half": 0.5}.get(part, 1.0)
    assert isinstance(told.picture, Icons)
    assert (told.picture.count, told.picture.reached) == (80, 80 * share)
    assert told.picture.each == "Each person drawn stands for about 10 people."
    assert f"about {800 * share:.0f} people (" in str(told.finding)
    assert [(row["id"], row["estimate"]) for row in told.table.rows] == [
        ("quarter", pytest.approx(200)),
        ("half", pytest.approx(400)),
        ("all", pytest.approx(800)),
    ]
    reached = 800 * share if share < 1 else None
    assert values(told).get("people_reached") == (pytest.approx(reached) if reached else None)


def test_a_station_may_begin_with_a_part_and_the_visitor_has_the_last_word(tmp_path: Path) -> None:
    people, half = shares("2023", asian=10, black=30), {"part": "half"}
    assert "Closing half" in str(view(tmp_path / "a", "gap_people", people, keys=half).finding)
    assert "Closing a quarter" in str(
        view(tmp_path / "b", "gap_people", people, keys=half, part="quarter").finding
    )


def test_people_behind_a_named_group(tmp_path: Path) -> None:
    told = view(tmp_path, "gap_people", shares("2023", asian=10, black=30, white=20), keys={"group": "white"})
    assert {measure.group for measure in told.measures} == {"white"}
    assert values(told)["people"] == pytest.approx(400)


@pytest.mark.parametrize(
    ("observations", "changes", "said"),
    [
        (shares("2023", asian=10, black=10.5), {}, "We cannot be sure there is a gap"),
        (
            (
                cell(estimate=10, lower=9, upper=11, subgroup="asian"),
                cell(estimate=30, lower=28, upper=32, subgroup="black"),
            ),
            {"sources": {"survey": source(kind="modelled")}},
            "How many people are in the group is not known",
        ),
        (
            (
                cell(estimate=70, lower=69, upper=71, subgroup="asian"),
                cell(estimate=80, lower=79, upper=81, subgroup="black"),
            ),
            {
                "indicators": {"uninsured": indicator(unit="years")},
                "sources": {"survey": source(kind="modelled")},
            },
            "these figures are not shares of people",
        ),
        (GROUPS, {"workspace": WITHHELD}, "not shown to protect privacy"),
    ],
    ids=["unsure", "no_size", "years", "hidden"],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_people_there_is_a_sentence(
    tmp_path: Path, observations: tuple[Any, ...], changes: dict[str, Any], said: str, lang: Language
) -> None:
    told = view(tmp_path, "gap_people", observations, lang=lang, **changes)
    assert told.picture is None
    assert said in str(told.finding) or lang == "es"
    assert told.choices == ()


def test_few_people_are_not_counted_out(tmp_path: Path) -> None:
    few = (cell(600, 60000, subgroup="asian"), cell(24, 800, subgroup="black"))
    told = view(tmp_path, "gap_people", few, sources={"survey": source(min_count=20)})
    assert "Fewer than 20 people are behind it." in str(told.finding)
    assert values(told)["people"] is None
    assert told.picture is None


TIMES = {
    "The gap is smaller.": ({"asian": 10, "black": 30}, {"asian": 9, "black": 18}),
    "The gap is larger.": ({"asian": 10, "black": 20}, {"asian": 10, "black": 30}),
    "The gap is smaller because the better-off group got worse.": (
        {"asian": 10, "black": 30},
        {"asian": 22, "black": 30},
    ),
    "Smaller in points, larger as a ratio.": ({"asian": 20, "black": 40}, {"asian": 5, "black": 15}),
    "Larger in points, smaller as a ratio.": ({"asian": 5, "black": 15}, {"asian": 20, "black": 40}),
    "No change we can detect.": ({"asian": 10, "black": 20}, {"asian": 10, "black": 20.5}),
}


@pytest.mark.parametrize("words", TIMES)
def test_a_gap_over_time_has_fixed_words(tmp_path: Path, words: str) -> None:
    then, now = TIMES[words]
    told = view(tmp_path, "gap_trend", (*shares("2015", **then), *shares("2023", **now)))
    assert str(told.finding).startswith(words)
    assert isinstance(told.picture, Lines)
    assert [(line.label, line.tone) for line in told.picture.lines] == [
        ("Black", "worst"),
        ("Asian", "reference"),
    ]


def test_mixed_words_come_with_both_numbers(tmp_path: Path) -> None:
    then, now = TIMES["Smaller in points, larger as a ratio."]
    told = view(tmp_path, "gap_trend", (*shares("2015", **then), *shares("2023", **now)))
    assert "20.0 points" in str(told.finding)
    assert "As a ratio it was 2.0 times, and is 3.0 times." in str(told.finding)


def test_a_gap_is_closed_only_when_it_was_agreed_and_held_twice(tmp_path: Path) -> None:
    last = {"asian": 9, "black": 9.2}
    years = (
        *shares("2015", asian=10, black=30),
        *shares("2019", asian=9.5, black=9.6),
        *shares("2023", **last),
    )
    agreed: dict[str, Any] = {"indicators": {"uninsured": indicator(closed_within=3)}}
    assert str(view(tmp_path / "a", "gap_trend", years, **agreed).finding).startswith("The gap is closed.")
    assert str(view(tmp_path / "b", "gap_trend", years).finding).startswith("The gap is smaller.")
    once = (*years[:2], *years[4:])
    assert str(view(tmp_path / "c", "gap_trend", once, **agreed).finding).startswith("The gap is smaller.")


def test_the_two_groups_are_those_of_the_first_years(tmp_path: Path) -> None:
    years = (*shares("2015", asian=8, black=30, white=10), *shares("2023", asian=9, black=12, white=20))
    told = view(tmp_path, "gap_trend", years)
    assert {(one.group, one.reference) for one in told.measures} == {("black", "asian")}
    assert "likely to look smaller later, by chance alone" in told.method
    named = view(tmp_path / "named", "gap_trend", years, keys={"group": "white", "reference": "asian"})
    assert {(one.group, one.reference) for one in named.measures} == {("white", "asian")}
    assert "by chance" not in named.method


def test_a_group_is_not_compared_with_itself(tmp_path: Path) -> None:
    years = (*shares("2015", asian=8, black=30), *shares("2023", asian=9, black=12))
    for kind in ("gap_people", "gap_trend"):
        told = view(tmp_path / kind, kind, years, keys={"group": "asian", "reference": "asian"})
        assert told.measures == ()
        assert "the group asked for" in str(told.finding)


def test_years_that_overlap_or_differ_in_length_are_left_out(tmp_path: Path) -> None:
    spans = ("2012-2016", "2014-2018", "2018-2022", "2019-2023")
    years = [cells for span in spans for cells in shares(span, asian=10, black=30)]
    told = view(tmp_path, "gap_trend", (*years, *shares("2017", asian=10, black=30)))
    assert isinstance(told.picture, Lines)
    assert [label for _, label in told.picture.ticks] == ["2014–2018", "2019–2023"]
    assert "are left out: they cannot be compared" in told.notice
    only = (*shares("2018-2022", asian=10, black=30), *shares("2019-2023", asian=10, black=20))
    alone = view(tmp_path / "only", "gap_trend", only)
    assert str(alone.finding).startswith("Cannot say")
    assert alone.picture is None
    assert alone.working is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_trend_that_cannot_be_told_says_why(tmp_path: Path, lang: Language) -> None:
    one = view(tmp_path / "one", "gap_trend", shares("2023", asian=10, black=30), lang=lang)
    assert one.picture is None
    assert len(str(one.finding)) > 20
    refused: dict[str, Any] = {"sources": {"survey": source(not_for=["trend"])}}
    years = (*shares("2015", asian=10, black=30), *shares("2023", asian=10, black=30))
    no = view(tmp_path / "no", "gap_trend", years, lang=lang, **refused)
    assert no.picture is None
    assert len(str(no.finding)) > 20


def test_an_unsure_end_is_passed_over(tmp_path: Path) -> None:
    doubtful = cell(SIZE * 0.3, SIZE, period="2023", subgroup="black", flag="unreliable")
    years = (
        *shares("2015", asian=10, black=30),
        *shares("2019", asian=9, black=18),
        *shares("2023", asian=9),
        doubtful,
    )
    told = view(tmp_path, "gap_trend", years)
    assert "in 2015, 9.0 points" in str(told.finding)
    assert "in 2019." in str(told.finding)


def test_a_reversed_gap_says_so(tmp_path: Path) -> None:
    told = view(
        tmp_path, "gap_trend", (*shares("2015", asian=10, black=30), *shares("2023", asian=20, black=10))
    )
    assert "Now Asian fares worse than Black." in str(told.finding)


def test_the_overview_runs_by_people(tmp_path: Path) -> None:
    others = {
        "uninsured": indicator(),
        "small": indicator("small", name="A small gap"),
        "wide": indicator("wide", name="A wide gap"),
    }
    cells = [
        cell(SIZE * value / 100, SIZE, subgroup=group, indicator_id=id_)
        for id_, pair in {"small": (10, 14), "uninsured": (10, 11), "wide": (10, 30)}.items()
        for group, value in zip(("asian", "black"), pair, strict=True)
    ]
    told = view(tmp_path, "gap_overview", tuple(cells), indicators=others)
    assert isinstance(told.picture, Grid)
    assert [row.label for row in told.picture.rows] == ["A wide gap", "A small gap", "No insurance"]
    assert told.working is not None
    assert [step.name.split(":")[0] for step in told.working.steps[::3]] == [
        "A wide gap, Black",
        "A small gap, Black",
    ]


@pytest.mark.parametrize("kind", ["gap", "gap_people", "gap_trend", "gap_overview"])
@pytest.mark.parametrize("favourable", [False, True])
def test_the_file_gives_the_same_numbers_again(tmp_path: Path, kind: str, favourable: bool) -> None:
    direction = "higher_is_better" if favourable else "lower_is_better"
    years = (*shares("2015", asian=12, black=31, white=15), *shares("2023", asian=11, black=24, white=15))
    told = view(
        tmp_path,
        kind,
        years,
        indicators={"uninsured": indicator(direction=direction, closed_within=2)},
        dimensions={"race": race()},
    )
    assert told.working is not None
    answers = {one["measure"]: answer(one)["outputs"] for one in told.working.questions}
    shown = values(told)
    again = (
        {
            "change": answers["gap_change"]["change"],
            "ratio_of_ratios": answers["gap_change"]["ratio_of_ratios"],
        }
        if kind == "gap_trend"
        else {name.removesuffix("_behind"): outputs["value"] for name, outputs in answers.items()}
    )
    for name in again:
        if kind != "gap_overview":
            assert again[name] == shown[name]
    assert len(told.working.inputs.lines) >= 2
    for step in told.working.steps:
        assert all((step.in_words, step.formula, step.result, step.source))


def test_auto_takes_the_gap_told_before_where_it_carries_it(tmp_path: Path) -> None:
    kinds = ("gap", "gap_people", "gap_trend")
    stations = [
        {"id": kind, "kind": kind, "question": "?", "indicator": "auto", "dimension": "auto"}
        for kind in kinds
    ]
    wide, twice = shares("2023", asian=10, black=40), shares("2015", asian=10, black=20)
    changes: dict[str, Any] = {
        "walks": {"walk": walk(stations)},
        "indicators": {"uninsured": indicator(), "other": indicator("other")},
        "observations": (
            *wide,
            *(
                cell.model_copy(update={"indicator_id": "other"})
                for cell in (*twice, *shares("2023", asian=10, black=20))
            ),
        ),
    }
    report = publish(contents(tmp_path, **changes))
    assert [str(choice) for choice in report.choices] == [
        "walk/gap: uninsured by race",
        "walk/gap_people: uninsured by race",
        "walk/gap_trend: other by race",
    ]


def test_auto_without_figures_by_group_leaves_a_sentence(tmp_path: Path) -> None:
    told = view(tmp_path, "gap_trend", (cell(100, 1000),), keys={"indicator": "auto", "dimension": "auto"})
    assert told.picture is None
    assert "Add a file with figures by group" in str(told.finding)
