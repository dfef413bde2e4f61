"""What must hold whatever the counts are: above all, that subtraction finds nothing that is withheld."""

from collections.abc import Iterator
from itertools import groupby
from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from datawalk.domain.cells import NUMBERS
from datawalk.domain.indicators import TOTAL
from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.domain.places import Place
from datawalk.measures.small_cells import Protection
from datawalk.measures.suppression import Protected, protect

PARENTS = {"top": None, "a": "top", "b": "top", "a1": "a", "a2": "a", "b1": "b", "b2": "b"}
PLACES = {id_: Place(place_id=id_, name=id_, level="x", parent_id=parent) for id_, parent in PARENTS.items()}
LEAVES = ("a1", "a2", "b1", "b2")
YEARS = (Period(2020, 2020), Period(2021, 2021))
POOLED = Period(2020, 2021)
GROUPS = {TOTAL: (TOTAL,), "sex": ("f", "m"), "age": ("old", "young", "child")}
RULES = {id_: Protection(threshold=11, exempt=False, per=100, family="i") for id_ in ("i", "not_i")}

Cell = tuple[str, str, Period, str, str]
Relation = dict[Cell, int]


def _cut(draw: st.DrawFn, whole: int, *, parts: int) -> list[int]:
    marks = sorted(draw(st.integers(0, whole)) for _ in range(parts - 1))
    return [high - low for low, high in zip([0, *marks], [*marks, whole], strict=True)]


def _leaf(draw: st.DrawFn, *, most: int) -> dict[tuple[str, str], tuple[int, int]]:
    """Numerator and denominator of every group of one neighbourhood in one year."""
    yes, no = draw(st.integers(0, most)), draw(st.integers(0, most))
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for dimension, groups in GROUPS.items():
        for group, with_it, without in zip(
            groups, _cut(draw, yes, parts=len(groups)), _cut(draw, no, parts=len(groups)), strict=True
        ):
            found[dimension, group] = with_it, with_it + without
    return found


@st.composite
def communities(draw: st.DrawFn) -> list[Observation]:
    """A community whose counts add up over groups, places, years and complements; some of its rows published."""
    most = draw(st.sampled_from([20, 200, 5000]))
    counts: dict[tuple[str, Period, str, str], tuple[int, int]] = {}
    for year in YEARS:
        for leaf in LEAVES:
            for (dimension, group), (part, whole) in _leaf(draw, most=most).items():
                for place in (leaf, PARENTS[leaf] or "", "top"):
                    for period in (year, POOLED):
                        key = place, period, dimension, group
                        before = counts.get(key, (0, 0))
                        counts[key] = before[0] + part, before[1] + whole
    shown_places = draw(st.sets(st.sampled_from(sorted(PLACES)), min_size=1))
    shown_periods = draw(st.sets(st.sampled_from([*YEARS, POOLED]), min_size=1))
    shown_dimensions = draw(st.sets(st.sampled_from(sorted(GROUPS)), min_size=1))
    indicators = draw(st.sampled_from([("i",), ("i", "not_i")]))
    return [
        Observation(
            indicator_id=indicator,
            place_id=place,
            period=period,
            dimension=dimension,
            subgroup=group,
            estimate=100 * count / whole if whole else None,
            numerator=count,
            denominator=whole,
        )
        for (place, period, dimension, group), (part, whole) in counts.items()
        if place in shown_places and period in shown_periods and dimension in shown_dimensions
        for indicator in indicators
        for count in ([part] if indicator == "i" else [whole - part])
    ]


def guarded(rows: list[Observation]) -> Protected:
    return protect(rows, places=PLACES, protections=RULES)


def sums(cells: set[Cell]) -> Iterator[Relation]:
    """Every sum among the published cells that an outsider knows to hold."""
    for indicator, place, period, dimension, group in cells:
        whole = (indicator, place, period, dimension, group)
        parts = [
            [(indicator, id_, period, dimension, group) for id_, up in PARENTS.items() if up == place],
            [(indicator, place, year, dimension, group) for year in YEARS] if period == POOLED else [],
        ]
        if place == "top":
            parts.append([(indicator, leaf, period, dimension, group) for leaf in LEAVES])
        if dimension == TOTAL:
            parts += [[(indicator, place, period, d, g) for g in GROUPS[d]] for d in GROUPS if d != TOTAL]
        for cells_of_sum in parts:
            if cells_of_sum and cells.issuperset(cells_of_sum):
                yield {whole: -1, **dict.fromkeys(cells_of_sum, 1)}


def found_by_subtraction(relations: list[Relation], *, hidden: set[Cell]) -> set[Cell]:
    """The hidden cells that adding and subtracting, however often, settles."""
    unknown = sorted(hidden & {cell for relation in relations for cell in relation})
    if not unknown:
        return set()
    table = np.array([[relation.get(cell, 0) for cell in unknown] for relation in relations], dtype=float)
    _, sizes, directions = np.linalg.svd(table)
    free = directions[int((sizes > 1e-9).sum()) :]
    loose = np.abs(free).max(axis=0) if len(free) else np.zeros(len(unknown))
    return {cell for cell, slack in zip(unknown, loose, strict=True) if slack < 1e-9}


@given(communities())
def test_nothing_small_remains_and_the_withheld_hold_no_number(rows: list[Observation]) -> None:
    result = guarded(rows)
    assert [row.grain for row in result.observations] == [row.grain for row in rows]
    for before, after in zip(rows, result.observations, strict=True):
        if after.grain in result.withheld:
            assert after.flag == "suppressed"
            assert all(getattr(after, field) is None for field in NUMBERS)
        else:
            assert after == before
            assert after.numerator is not None
            assert after.denominator is not None
            assert after.numerator not in range(1, 11)
            assert after.denominator - after.numerator not in range(1, 11)


@given(communities())
def test_subtraction_finds_nothing_withheld(rows: list[Observation]) -> None:
    hidden = set(guarded(rows).withheld)
    cells = {row.grain for row in rows}
    relations = list(sums(cells))
    assert not found_by_subtraction(relations, hidden=hidden)
    # numerators and denominators at once: those with and without make up everyone
    everyone = {cell: ("everyone", *cell[1:]) for cell in cells}
    both = [
        *relations,
        *({everyone[cell]: factor for cell, factor in relation.items()} for relation in relations),
        *(
            {cell: 1, ("not_i", *cell[1:]): 1, everyone[cell]: -1}
            for cell in cells
            if cell[0] == "i" and ("not_i", *cell[1:]) in cells
        ),
    ]
    assert not found_by_subtraction(both, hidden=hidden | {everyone[cell] for cell in hidden})


@given(communities(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows: list[Observation], random: Random) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert guarded(shuffled).withheld == guarded(rows).withheld


@given(communities())
def test_twice_is_once(rows: list[Observation]) -> None:
    once = guarded(rows)
    again = guarded(list(once.observations))
    assert (again.observations, again.withheld) == (once.observations, once.withheld)


@given(communities())
def test_a_dimension_is_shown_whole_or_not_at_all(rows: list[Observation]) -> None:
    hidden = guarded(rows).withheld

    def part(row: Observation) -> tuple[str, Period, str]:
        return row.place_id, row.period, row.dimension

    for _, members in groupby(sorted(rows, key=part), key=part):
        assert len({row.grain in hidden for row in members}) == 1


def test_the_outsider_of_these_tests_can_subtract() -> None:
    cells: set[Cell] = {
        ("i", "top", YEARS[0], dimension, group)
        for dimension in (TOTAL, "sex")
        for group in GROUPS[dimension]
    }
    relations = list(sums(cells))
    one: Cell = ("i", "top", YEARS[0], "sex", "f")
    other: Cell = ("i", "top", YEARS[0], "sex", "m")
    assert found_by_subtraction(relations, hidden={one}) == {one}
    assert found_by_subtraction(relations, hidden={one, other}) == set()
