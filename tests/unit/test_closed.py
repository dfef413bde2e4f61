"""The closed rule, for what cannot be proved: what is linked to a small cell goes with it."""

import numpy as np
from tests.unit.test_suppression import PLACES, cell

from datawalk.domain.cells import Cells
from datawalk.domain.observations import Observation
from datawalk.domain.places import Place
from datawalk.measures.closed import Links, closed
from datawalk.measures.privacy.rule import Rule
from datawalk.measures.small_cells import are_small


def withheld(*cells: Observation) -> set[int]:
    """The positions of the withheld cells."""
    columns = Cells.of(cells)
    small = are_small(columns, rule=Rule(11), per=100)
    return set(np.flatnonzero(closed(columns, small=small, links=Links(PLACES))).tolist())


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


def test_a_loop_of_parents_ends() -> None:
    loop = {
        "a": Place(place_id="a", name="A", level="x", parent_id="b"),
        "b": Place(place_id="b", name="B", level="x", parent_id="a"),
    }
    columns = Cells.of([cell("a", 3), cell("b", 300)])
    assert closed(columns, small=are_small(columns, rule=Rule(11), per=100), links=Links(loop)).any()
