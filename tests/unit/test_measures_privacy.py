"""Systems of counts: what they refuse, what is small, what an attacker knows, what rounding tells."""

import os

import pytest
import scipy.optimize

from datawalk.measures.catalogue import work_out
from datawalk.measures.privacy import solver
from datawalk.measures.privacy.audit import audit, baseline
from datawalk.measures.privacy.protection import SelfDisclosing, protect
from datawalk.measures.privacy.rounding import possible_counts
from datawalk.measures.privacy.rule import Rule, cell_of
from datawalk.measures.privacy.solver import Unsolved
from datawalk.measures.privacy.system import Relation, of_counts, of_table
from datawalk.measures.refusals import Refused

SUM = (Relation(2, (0, 1)),)


@pytest.mark.parametrize(
    ("counts", "relations", "threshold", "said"),
    [
        ((3, 4, 8), SUM, 11, "The total 8 is not the sum of its parts, 7 (cell 2)."),
        ((-1, 4, 3), SUM, 11, "-1 is not a count: it cannot be below 0."),
        ((2.5, 4, 6.5), SUM, 11, "2.5 is not a whole number of people."),
        ((3, 4, 7), (Relation(3, (0, 1)),), 11, "There is no cell 3 among 3."),
        ((3, 4, 7), SUM, 0, "The threshold is 0; it must be at least 1."),
    ],
)
def test_what_is_no_system_is_refused(
    counts: tuple[int, ...], relations: tuple[Relation, ...], threshold: int, said: str
) -> None:
    with pytest.raises(Refused) as refused:
        of_counts(counts, relations, threshold)
    assert str(refused.value) == said


def test_rows_of_two_lengths_are_refused() -> None:
    with pytest.raises(Refused, match="different lengths"):
        of_table([[1, 2], [3]], threshold=11)


def test_a_count_of_nobody_is_small_only_where_zeros_are_hidden() -> None:
    counts = (0, 30, 30)
    assert of_counts(counts, SUM, 11).primary == ()
    hidden = of_counts(counts, SUM, 11, "hidden")
    assert hidden.primary == (0,)
    found = protect(hidden)
    assert (found.proof[0].lower, found.proof[0].upper) == (0, 10)


def test_what_everybody_knows_is_not_hidden() -> None:
    """A count, the rest of its people, and how many there are: the rest would tell it, so both are hidden."""
    system = of_counts((40, 37, 3), (Relation(0, (1, 2)),), 11, known={0})
    assert system.primary == (2,)
    found = protect(system)
    assert found.hidden == {1, 2}
    small = of_counts((5, 2, 3), (Relation(0, (1, 2)),), 11, known={0})
    assert small.primary == (1, 2)
    assert {cell: each.counts for cell, each in baseline(small).items()} == {1: 4, 2: 4}


def test_a_rounded_rate_leaves_room_that_an_exact_count_does_not() -> None:
    counts, sums = (3, 200, 203), SUM
    exact = audit(of_counts(counts, sums, 11).view({0}), of=[0])
    assert (exact[0].lower, exact[0].upper) == (3, 3)
    rounded = of_counts(counts, sums, 11, ranges={1: (190, 210), 2: (193, 213)})
    loose = audit(rounded.view({0}), of=[0])
    assert (loose[0].lower, loose[0].upper) == (1, 10)
    assert protect(rounded).hidden == {0}


def test_a_cell_alone_needs_nothing_beside_it() -> None:
    found = protect(of_counts((3, 50), (), 11))
    assert found.hidden == {0}
    assert (found.proof[0].lower, found.proof[0].upper) == (1, 10)


def test_a_rule_that_tells_too_much_is_said_by_position() -> None:
    with pytest.raises(SelfDisclosing) as lost:
        protect(of_table([[1, 1, 1, 3], [20, 30, 40, 90], [21, 31, 41, 93]], threshold=4))
    assert lost.value.cells == [0, 1, 2, 3]
    assert "merge them with others" in str(lost.value).lower()


@pytest.mark.parametrize(
    ("count", "people", "hidden", "asked"),
    [
        (3, 500, (1, 10), (1, 10)),
        (495, 500, (490, 499), (490, 499)),
        (40, 500, (11, 489), None),
        (0, 500, None, None),
        (500, 500, None, None),
        (7, 20, (1, 19), (1, 19)),  # of so few people the few and the many meet
        (0, 20, None, None),
        (0, 5, (0, 5), (0, 5)),  # of fewer people than the threshold every count is hidden
    ],
)
def test_a_count_of_known_people_is_protected_with_the_rest_of_them(
    count: int, people: int, hidden: tuple[int, int] | None, asked: tuple[int, int] | None
) -> None:
    cell = cell_of(count, Rule(11), most=10_000, people=people)
    assert (cell.hidden, cell.asked) == (hidden, asked)


def test_of_one_person_no_rule_can_do_more_than_hide_the_count() -> None:
    assert protect(of_counts((1, 60, 61), SUM, 11, people={0: 1})).hidden == {0, 1}


@pytest.mark.parametrize(
    ("rate", "people", "per", "rounded_to", "counts"),
    [
        (12.3, 24_390, 100_000, 0.1, [3]),
        (14.3, 21, 100, 0.1, [3]),
        (14, 210, 100, 1, [29, 30]),
        (0, 50, 100, 1, [0]),
        (100, 50, 100, 0.1, [50]),
        (14.35, 21, 100, 0.01, []),
    ],
)
def test_a_rounded_rate_of_known_people_is_a_count(
    rate: float, people: float, per: float, rounded_to: float, counts: list[int]
) -> None:
    assert list(possible_counts(rate, people=people, per=per, rounded_to=rounded_to)) == counts


def test_rounding_of_nobody_is_refused() -> None:
    with pytest.raises(Refused, match="no people"):
        possible_counts(10, people=0, per=100, rounded_to=0.1)
    with pytest.raises(Refused, match="below 0"):
        possible_counts(10, people=5, per=100, rounded_to=0)


def test_a_solver_that_has_no_time_fails_closed() -> None:
    rows = [[(7 * row + 3 * column) % 17 + 1 for column in range(8)] for row in range(8)]
    wide = [[*row, sum(row)] for row in rows]
    table = [*wide, [sum(column) for column in zip(*wide, strict=True)]]
    with pytest.raises(Unsolved) as unsolved:
        protect(of_table(table, threshold=11), seconds=0.0)
    assert str(unsolved.value) == "The solver came to no end, so nothing can be said to be safe."
    assert solver.SECONDS > 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"attacker": "knows the rul"}, "must be 'knows the rule' or 'does not know the rule'"),
        ({"zeros": "some"}, "must be 'shown' or 'hidden'"),
        ({"suppressed": [[0, 5]]}, "There is no cell [0, 5] among 16."),
        ({"suppressed": [[4, 0]]}, "There is no cell [4, 0] among 16."),
        ({"suppressed": [16]}, "There is no cell 16 among 16."),
        (
            {"table_with_totals": None, "cells": [3, 4, 7], "suppressed": [[0, 0]]},
            "There is no cell [0, 0] among 3.",
        ),
        ({"table_with_totals": None}, "The input 'table_with_totals' is missing."),
        ({"table_with_totals": [[1.5, 2]]}, "must be a list of rows of whole numbers"),
    ],
)
def test_an_audit_of_what_is_not_there_is_refused(changes: dict[str, object], said: str) -> None:
    table = [[3, 25, 40, 68], [18, 60, 33, 111], [22, 31, 90, 143], [43, 116, 163, 322]]
    asked = {"table_with_totals": table, "threshold": 11, "suppressed": [[0, 0]], **changes}
    with pytest.raises(Refused) as refused:
        work_out("audit_interval", asked)
    assert said in str(refused.value)


def test_what_the_solver_says_to_its_makers_does_not_reach_a_command(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    real = scipy.optimize.milp

    def talking(**asked: object) -> object:
        os.write(1, b"HighsMipSolverData")
        return real(**asked)  # type: ignore[arg-type]

    monkeypatch.setattr("scipy.optimize.milp", talking)
    protect(of_counts((3, 40, 50, 93), (Relation(3, (0, 1, 2)),), 11))
    print("the answer")
    assert capfd.readouterr().out == "the answer\n"
