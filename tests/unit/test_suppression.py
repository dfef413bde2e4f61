"""Worked examples of the privacy rule."""

from dataclasses import replace
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
from datawalk.measures.privacy.rule import RULE_VERSION, Rule
from datawalk.measures.privacy.solver import Unsolved
from datawalk.measures.small_cells import Protection, are_small
from datawalk.measures.suppression import WITHHELD_NOTE, Grain, protect, withheld_goals

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
    return bool(are_small(Cells.of([row]), rule=Rule(11), per=per)[0])


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


def test_a_small_cell_alone_goes_alone() -> None:
    assert withheld(cell("north", 100), cell("south", 3)) == {1}
    assert withheld(cell("state", 300, group="f"), cell("state", 5, group="m")) == {1}


def test_a_group_is_not_left_to_subtraction() -> None:
    groups = [cell("state", count, group=group) for count, group in ((5, "f"), (95, "m"), (40, "x"))]
    assert withheld(*groups, cell("state", 140)) == {0, 2}


def test_two_groupings_of_the_same_people_share_their_total_even_if_nobody_printed_it() -> None:
    sex = [cell("state", 40, group="f"), cell("state", 60, group="m")]
    age = [cell("state", count, group=group, dimension="age") for count, group in ((3, "old"), (97, "young"))]
    gone = withheld(*sex, *age)
    assert 2 in gone
    assert gone & {0, 1, 3}


def test_a_place_is_not_left_to_subtraction_past_a_county_without_figures() -> None:
    cells = [cell("state", 300), cell("hill", 3), cell("lake", 100), cell("south", 197)]
    assert withheld(*cells) == {1, 2}
    listed = withheld(cell("state", 300), cell("north", 297))  # the county nobody listed has 3
    assert len(listed) == 1


def test_a_year_is_not_left_to_subtraction_of_spans() -> None:
    """Two pools of five years that share four: with those, the last year would be told."""
    counts = {"2018": 40, "2019": 30, "2020": 20, "2021": 25, "2022": 18, "2018-2022": 133, "2019-2023": 96}
    cells = [cell("state", count, period=period) for period, count in counts.items()]
    gone = withheld(*cells)  # nobody printed 2023, which had 3
    assert gone
    assert 2 not in withheld(*cells[:5], cell("state", 3, period="2024"))


def test_the_same_people_told_by_two_indicators_are_hidden_in_both() -> None:
    groups = [("f", 5), ("m", 95), ("x", 40), (TOTAL, 140)]
    cells = [
        cell("state", count, group=group if group != TOTAL else None, indicator=indicator)
        for indicator in ("i", "other")
        for group, count in groups
    ]
    assert withheld(*cells) == {0, 2, 4, 6}
    apart = [
        *cells[:4],
        *(one.model_copy(update={"numerator": 200 + at}) for at, one in enumerate(cells[4:])),
    ]
    assert withheld(*apart) == {0, 2}


def test_complements_go_together_and_other_indicators_stay() -> None:
    assert withheld(
        cell("state", 300, group="f"),
        cell("state", 5, group="m"),
        cell("state", 995, group="m", indicator="rest"),
        cell("state", 500, group="m", indicator="other"),
    ) == {1, 2}


@pytest.mark.parametrize(
    ("cells", "why", "gone"),
    [
        (
            [cell("state", 3, group="f"), cell("state", 90, group="m"), cell("state", 80)],
            "not_adding_up",
            {0, 1},
        ),
        (
            [cell("state", 3, group="f"), cell("state", 90.5, group="m"), cell("state", 94)],
            "no_counts",
            {0, 1},
        ),
        (
            [
                cell("state", 3, group="f"),
                cell("state", None, group="m", estimate=9.0, denominator=None, se=0.1),
                cell("state", 94),
            ],
            "no_counts",
            {0, 1},
        ),
    ],
)
def test_what_is_no_system_of_counts_is_closed(cells: list[Observation], why: str, gone: set[int]) -> None:
    result = protect(cells, places=PLACES, protections=RULES)
    assert [one.why for one in result.closed] == [why]
    assert set(result.hidden) == gone
    if why == "not_adding_up":
        assert result.closed[0].off is not None
        assert result.closed[0].off[1] == 13


def test_without_a_proof_the_closed_rule_holds() -> None:
    cells = [cell("state", count, group=group) for count, group in ((5, "f"), (95, "m"), (40, "x"))]
    result = protect(
        [*cells, cell("state", 140)], places=PLACES, protections=RULES, solver=lambda _: [Unsolved("no time")]
    )
    assert set(result.hidden) == {0, 1, 2}
    assert [one.why for one in result.closed] == ["no_proof"]


def test_a_table_may_be_withheld_whole() -> None:
    rules = {**RULES, "i": replace(RULES["i"], withheld=("sex",))}
    cells = [cell("state", 50, group="f"), cell("state", 95, group="m"), cell("state", 145)]
    result = protect(cells, places=PLACES, protections=rules)
    assert set(result.hidden) == {0, 1}
    assert [one.why for one in result.closed] == ["withheld"]


def test_a_table_of_figures_that_are_no_counts_may_be_withheld_too() -> None:
    rules = {**RULES, "model": replace(RULES["model"], withheld=("sex",))}
    groups = ({"group": "f"}, {})
    cells = [cell("state", indicator="model", denominator=None, estimate=3.0, **group) for group in groups]
    assert set(protect(cells, places=PLACES, protections=rules).hidden) == {0}


def test_what_is_left_of_a_total_is_named_where_the_rule_tells_it() -> None:
    """Nine groups of one under a total of ten: the one in no listed group is told too."""
    cells = [cell("state", 1, group=one, dimension="ten") for one in "abcdefghi"]
    (lost,) = protect([*cells, cell("state", 10)], places=PLACES, protections=RULES).lost
    assert {name.kind for name in lost} == {"cell", "rest"}


def test_complements_whose_people_nobody_tells_are_protected() -> None:
    rules = {**RULES, "rest": replace(RULES["rest"], complement_of="i")}
    hid = {"denominator": None, "flag": "suppressed"}
    cells = [
        *(cell("state", None, group="f", indicator=one, **hid) for one in ("i", "rest")),
        cell("state", 95, group="m"),
        cell("state", 905, group="m", indicator="rest"),
    ]
    result = protect(cells, places=PLACES, protections=rules)
    assert not result.closed
    assert set(result.hidden) == {0, 1}
    apart = [*cells[2:3], cell("state", 5, group="m", indicator="rest", denominator=500.0)]
    assert [one.why for one in protect(apart, places=PLACES, protections=rules).closed] == ["not_adding_up"]


def test_cells_that_no_pattern_can_protect_are_named_and_nothing_is_said_of_their_counts() -> None:
    groups = "abcdefghij"
    cells = [cell("state", 1, group=one, dimension="ten") for one in groups]
    result = protect([*cells, cell("state", 10)], places=PLACES, protections=RULES)
    (lost,) = result.lost
    assert {name.key.group for name in lost} == {*groups, TOTAL}


def test_zeros_are_hidden_where_an_agreement_says_so() -> None:
    rules = {**RULES, "i": replace(RULES["i"], zeros="hidden")}
    cells = [cell("state", 0, group="f"), cell("state", 95, group="m"), cell("state", 95)]
    assert not withheld(*cells)
    assert 0 in protect(cells, places=PLACES, protections=rules).hidden


def test_a_count_its_publisher_hid_is_not_left_to_subtraction() -> None:
    hid = {"denominator": None, "flag": "suppressed"}
    cells = [cell("state", None, group="f", **hid), cell("state", 95, group="m"), cell("state", 100)]
    result = protect(cells, places=PLACES, protections=RULES)
    assert set(result.hidden) > {0}
    two = [cell("state", None, group=one, **hid) for one in "fx"]
    enough = protect(
        [*two, cell("state", 95, group="m"), cell("state", 115)], places=PLACES, protections=RULES
    )
    assert set(enough.hidden) == {0, 1}


def test_places_that_are_not_related_are_not_linked() -> None:
    assert withheld(cell("state", 3), cell("far", 300)) == {0}


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
    counts = {id_: 3 if id_ == "c7_7" else 300 + at for at, id_ in enumerate(places) if id_[0] == "c"}
    for state in range(50):
        counts[f"s{state}"] = sum(counts[f"c{state}_{county}"] for county in range(60))
    counts["us"] = sum(counts[f"s{state}"] for state in range(50))
    cells = [
        cell(place_id, counts[place_id], period=period, denominator=1e6)
        for period in ("2022", "2023")
        for place_id in places
    ]
    started = perf_counter()
    result = protect(cells, places=places, protections=RULES)
    assert perf_counter() - started < 10
    assert len(result.withheld) == 4


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
    assert RULE_VERSION == 3


def test_a_shown_zero_beside_a_hidden_year_is_known_to_everybody() -> None:
    """0 of 11, then 1 of 1, pooled 1 of 12: the zero tells that the pooled one is the one of the second year."""
    years = (
        cell("far", 0, denominator=11.0, period="2020", group="f"),
        cell("far", 1, denominator=1.0, period="2021", group="f"),
        cell("far", 1, denominator=12.0, period="2020-2021", group="f"),
    )
    result = protect(years, places=PLACES, protections=RULES)
    assert [[name.key.period for name in names] for names in result.lost] == [[Period(2020, 2021)]]
