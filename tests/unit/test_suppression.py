"""Worked examples of the privacy rule."""

from time import perf_counter
from typing import Any

import pytest
from pydantic import ValidationError

from datawalk.domain.cells import Cells
from datawalk.domain.goals import Goal
from datawalk.domain.indicators import TOTAL
from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.domain.places import Place
from datawalk.measures.small_cells import Protection, are_small
from datawalk.measures.suppression import RULE_VERSION, WITHHELD_NOTE, Grain, protect, withheld_goals

PLACES = {
    "state": Place(place_id="state", name="State", level="state"),
    "north": Place(place_id="north", name="North", level="county", parent_id="state"),
    "south": Place(place_id="south", name="South", level="county", parent_id="state"),
    "hill": Place(place_id="hill", name="Hill", level="neighborhood", parent_id="north"),
    "lake": Place(place_id="lake", name="Lake", level="neighborhood", parent_id="north"),
    "far": Place(place_id="far", name="Far", level="state"),
}
RULES = {
    "i": Protection(threshold=11, exempt=False, per=100, family="i"),
    "rest": Protection(threshold=11, exempt=False, per=100, family="i"),
    "other": Protection(threshold=11, exempt=False, per=100, family="other"),
    "model": Protection(threshold=11, exempt=True, per=100, family="model"),
}


def cell(place: str, numerator: float | None = None, /, **given: Any) -> Observation:
    group = given.pop("group", None)
    period = Period.parse(given.pop("period", "2023"))
    given.setdefault("denominator", 1000.0)
    if group:
        given |= {"dimension": given.get("dimension", "sex"), "subgroup": group}
    return Observation(
        indicator_id=given.pop("indicator", "i"), place_id=place, period=period, numerator=numerator, **given
    )


def withheld(*cells: Observation) -> set[int]:
    """The positions of the withheld cells."""
    result = protect(cells, places=PLACES, protections=RULES)
    found = {at for at, row in enumerate(result.observations) if row.note == WITHHELD_NOTE}
    assert {cells[at].grain for at in found} == result.withheld
    return found


def small(numerator: float | None = None, denominator: float | None = None, /, **given: Any) -> bool:
    per = given.pop("per", 100)
    row = Observation(
        indicator_id="i",
        place_id="p",
        period=Period(2023, 2023),
        numerator=numerator,
        denominator=denominator,
        **given,
    )
    return bool(are_small(Cells.of([row]), threshold=11, per=per)[0])


def test_counts_of_one_to_ten_are_small_and_so_are_their_complements() -> None:
    assert [count for count in (0, 1, 10, 11, 500, 989, 990, 999, 1000) if small(count, 1000)] == [
        1,
        10,
        990,
        999,
    ]


def test_a_count_is_told_from_estimate_and_denominator() -> None:
    assert small(None, 1000, estimate=1.0)
    assert not small(None, 1000, estimate=1.1)
    assert small(None, 24_390, estimate=12.3, per=100_000)


def test_a_denominator_is_told_from_numerator_and_estimate() -> None:
    assert small(90, None, estimate=95)
    assert not small(90, None, estimate=50)
    assert not small(20, None, estimate=100 * 20 / 31)
    assert small(0, None, estimate=0)


@pytest.mark.parametrize("limits", [True, False])
def test_without_counts_they_are_rebuilt_from_the_error(limits: bool) -> None:
    def error(se: float, *, estimate: float) -> dict[str, float]:
        return {"lower": estimate - 1.96 * se, "upper": estimate + 1.96 * se} if limits else {"se": se}

    # n = 30 * 70 / se^2: 1,000 people at se 1.449, 30 people at se 8.37
    assert not small(estimate=30, **error(1.449, estimate=30))
    assert small(estimate=30, **error(8.37, estimate=30))
    # n = 1000 * 5 / se^2: 20,000 people and 100 events at se 0.5, 1,000 people and 5 events at se 2.236
    assert not small(estimate=5, per=1000, **error(0.5, estimate=5))
    assert small(estimate=5, per=1000, **error(2.236, estimate=5))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"estimate": 30},
        {"estimate": 30, "se": 0},
        {"estimate": 0, "se": 2},
        {"estimate": 30, "upper": 40},
    ],
)
def test_a_count_that_cannot_be_told_is_small(given: dict[str, float]) -> None:
    assert small(**given)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_number_is_no_observation(number: float) -> None:
    with pytest.raises(ValidationError):
        small(100, 1000, estimate=number)


def test_the_publishers_own_suppression_is_small_and_a_missing_cell_is_not() -> None:
    assert small(flag="suppressed")
    assert not small(flag="missing")
    assert small(3, 1000, flag="missing")
    assert not small(0, 0)


def test_units_that_are_not_shares_count_the_people_they_describe() -> None:
    assert small(None, 10, estimate=78.2, per=None)
    assert not small(None, 11, estimate=78.2, per=None)
    assert small(estimate=78.2, se=1, per=None)


def test_nothing_small_nothing_withheld() -> None:
    assert withheld(cell("state", 300), cell("north", 200), cell("north", 100, group="f")) == set()


def test_a_small_group_takes_its_dimension_everywhere_and_leaves_the_rest() -> None:
    assert withheld(
        cell("state", 300),
        cell("state", 150, group="f"),
        cell("north", 200),
        cell("north", 5, group="f"),
        cell("north", 195, group="m"),
        cell("north", 80, group="young", dimension="age"),
        cell("south", 60, group="m"),
    ) == {1, 3, 4, 6}


def test_a_small_total_leaves_the_topmost_total_alone() -> None:
    assert withheld(
        cell("state", 300),
        cell("state", 150, group="f"),
        cell("north", 297),
        cell("south", 3),
        cell("hill", 100),
        cell("lake", 197),
    ) == {1, 2, 3, 4, 5}


def test_a_small_topmost_total_takes_all() -> None:
    assert withheld(cell("state", 8), cell("north", 0), cell("south", 0)) == {0, 1, 2}


def test_without_one_topmost_place_every_total_goes() -> None:
    assert withheld(cell("north", 100), cell("south", 3)) == {0, 1}


def test_overlapping_periods_are_linked_and_later_ones_are_not() -> None:
    assert withheld(
        cell("state", 300, period="2018-2022"),
        cell("state", 300, period="2019-2023"),
        cell("state", 3, period="2023"),
        cell("state", 300, period="2024"),
    ) == {0, 1, 2}


def test_periods_are_linked_step_by_step() -> None:
    cells = [cell("state", 300, period=f"{year}-{year + 1}") for year in range(2010, 2020)]
    assert len(withheld(*cells, cell("state", 3, period="2010"))) == 11


def test_neighborhoods_are_linked_to_the_state_when_the_county_has_no_data() -> None:
    assert withheld(cell("state", 300), cell("hill", 3), cell("lake", 100), cell("south", 200)) == {1, 2, 3}


def test_neighborhoods_are_linked_past_a_county_of_another_year() -> None:
    assert withheld(
        cell("state", 300), cell("hill", 3), cell("south", 200), cell("north", 250, period="2015")
    ) == {1, 2}


def test_overlapping_periods_take_the_topmost_total_too() -> None:
    cells = [cell("state", 300), cell("north", 3), cell("south", 297)]
    assert withheld(*cells) == {1, 2}
    assert withheld(*cells, cell("state", 600, period="2022-2023")) == {0, 1, 2, 3}


def test_a_place_is_linked_to_those_around_it_over_overlapping_periods() -> None:
    assert withheld(cell("state", 300, group="f", period="2019-2023"), cell("hill", 3, group="f")) == {0, 1}


def test_places_that_are_not_related_are_not_linked() -> None:
    assert withheld(cell("state", 3), cell("far", 300)) == {0}


def test_complements_go_together_and_other_indicators_stay() -> None:
    assert withheld(
        cell("state", 300, group="f"),
        cell("state", 5, group="m"),
        cell("state", 700, group="f", indicator="rest"),
        cell("state", 500, group="m", indicator="other"),
    ) == {0, 1, 2}


def test_modelled_indicators_are_exempt() -> None:
    assert withheld(cell("state", indicator="model", denominator=None, estimate=3.0)) == set()


def test_the_strictest_threshold_of_a_family_holds() -> None:
    rules = {**RULES, "rest": Protection(threshold=20, exempt=False, per=100, family="i")}
    cells = (cell("state", 15), cell("state", 985, indicator="rest"))
    assert len(protect(cells, places=PLACES, protections=rules).withheld) == 2


def test_withheld_cells_hold_no_number_and_keep_their_place_in_the_order() -> None:
    cells = (cell("state", 3, estimate=0.3, lower=0.1, upper=0.9, se=0.2), cell("far", 300))
    first, second = protect(cells, places=PLACES, protections=RULES).observations
    numbers = (first.estimate, first.lower, first.upper, first.se, first.numerator, first.denominator)
    assert numbers == (None,) * 6
    assert (first.grain, first.flag, first.note) == (cells[0].grain, "suppressed", WITHHELD_NOTE)
    assert second == cells[1]


def test_an_indicator_without_a_protection_is_refused() -> None:
    with pytest.raises(KeyError):
        protect([cell("state", 3)], places=PLACES, protections={})


def test_a_loop_of_parents_ends() -> None:
    loop = {
        "a": Place(place_id="a", name="A", level="x", parent_id="b"),
        "b": Place(place_id="b", name="B", level="x", parent_id="a"),
    }
    result = protect([cell("a", 3), cell("b", 300)], places=loop, protections=RULES)
    assert len(result.withheld) >= 1


def test_three_thousand_counties_take_seconds() -> None:
    places = {"us": Place(place_id="us", name="US", level="nation")}
    for state in range(50):
        places[f"s{state}"] = Place(place_id=f"s{state}", name="S", level="state", parent_id="us")
        for county in range(60):
            id_ = f"c{state}_{county}"
            places[id_] = Place(place_id=id_, name="C", level="county", parent_id=f"s{state}")
    cells = [
        cell(place_id, 3 if place_id == "c7_7" else 300, indicator=indicator, period=period)
        for indicator in ("i", "other")
        for period in ("2022", "2023")
        for place_id in places
    ]
    started = perf_counter()
    result = protect(cells, places=places, protections=RULES)
    assert perf_counter() - started < 5
    assert len(result.withheld) == len(cells) - 4


def goal(**given: Any) -> Goal:
    shared = {"goal_id": "g", "area": "equity", "statement": "s", "direction": "down", "indicator_id": "i"}
    return Goal(**{**shared, "place_id": "state", "baseline": 20, "baseline_se": 1, "target": 10, **given})


GONE: set[Grain] = {
    ("i", "state", Period(2023, 2023), "sex", "f"),
    ("other", "state", Period(2023, 2023), TOTAL, TOTAL),
}
FAMILIES = {id_: protection.family for id_, protection in RULES.items()}


@pytest.mark.parametrize(
    ("given", "gone"),
    [
        ({"dimension": "sex", "subgroup": "f"}, True),
        ({"dimension": "sex", "subgroup": "f", "indicator_id": "rest"}, True),
        ({"dimension": "sex", "subgroup": "f", "place_id": None}, True),
        ({"dimension": "sex", "subgroup": "f", "baseline_period": "2010"}, True),
        ({"dimension": "sex", "subgroup": "m"}, False),
        ({"dimension": "sex", "subgroup": "f", "place_id": "far"}, False),
        ({}, False),
        ({"indicator_id": None}, False),
        ({"indicator_id": "other"}, True),
        ({"dimension": "sex", "subgroup": "m", "measure": "ratio", "reference": "f"}, True),
        ({"dimension": "sex", "subgroup": "m", "measure": "difference", "reference": "x"}, False),
        ({"dimension": "sex", "subgroup": "m", "measure": "difference", "reference": "best_reliable"}, True),
        ({"dimension": "sex", "subgroup": "m", "measure": "difference"}, True),
        ({"dimension": "age", "subgroup": "m", "measure": "difference"}, False),
        (
            {
                "indicator_id": "other",
                "dimension": "sex",
                "subgroup": "m",
                "measure": "ratio",
                "reference": "overall",
            },
            True,
        ),
    ],
)
def test_goals_that_name_a_withheld_cell_lose_their_numbers(given: dict[str, Any], gone: bool) -> None:
    named = goal(**given)
    (result,) = withheld_goals([named], withheld=GONE, families=FAMILIES)
    assert result.withheld is gone
    if gone:
        assert (result.baseline, result.baseline_se, result.target) == (None, None, None)
    else:
        assert result is named


def test_the_rule_has_a_version() -> None:
    assert RULE_VERSION == 1
