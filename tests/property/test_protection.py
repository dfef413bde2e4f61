"""Protection on made-up tables: small cells hidden, nothing shown changed, and a proof that adding up confirms."""

from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from datawalk.measures.privacy.audit import audit, baseline, is_safe, required, self_disclosing
from datawalk.measures.privacy.protection import SelfDisclosing, protect
from datawalk.measures.privacy.system import Relation, System, of_counts, of_table
from datawalk.measures.privacy.witnesses import Interval, faults
from examples import examples

THRESHOLD = 4
COUNTS = st.one_of(st.integers(0, 5), st.integers(4, 30))
slow = examples(gate=8, nightly=200)


def with_totals(rows: list[list[int]]) -> list[list[int]]:
    wide = [[*row, sum(row)] for row in rows]
    return [*wide, [sum(column) for column in zip(*wide, strict=True)]]


def tables(height: int, width: int) -> st.SearchStrategy[System]:
    rows = st.lists(st.lists(COUNTS, min_size=width, max_size=width), min_size=height, max_size=height)
    return rows.map(lambda found: of_table(with_totals(found), threshold=THRESHOLD))


def cube(counts: list[int]) -> System:
    """2 x 2 x 2 with every total, one relation a line."""
    cells = dict(zip(product(range(2), repeat=3), counts, strict=True))
    for axis in range(3):
        for key in [key for key in cells if key[axis] == 0]:
            other = (*key[:axis], 1, *key[axis + 1 :])
            cells[*key[:axis], 2, *key[axis + 1 :]] = cells[key] + cells[other]
    at = {key: number for number, key in enumerate(cells)}
    sums = [
        Relation(at[key], tuple(at[*key[:axis], part, *key[axis + 1 :]] for part in (0, 1)))
        for axis in range(3)
        for key in cells
        if key[axis] == 2
    ]
    return of_counts(tuple(cells.values()), tuple(sums), THRESHOLD)


@st.composite
def linked_pairs(draw: st.DrawFn) -> System:
    """Two groupings of the same people: they share their total."""
    first = draw(st.lists(COUNTS, min_size=2, max_size=4))
    total = sum(first)
    cut = draw(st.integers(0, total))
    return of_counts(
        (*first, total, cut, total - cut),
        (
            Relation(len(first), tuple(range(len(first)))),
            Relation(len(first), (len(first) + 1, len(first) + 2)),
        ),
        THRESHOLD,
    )


@st.composite
def nested_places(draw: st.DrawFn) -> System:
    """Two groups in two places and in the place around them."""
    rows = draw(st.lists(st.lists(COUNTS, min_size=2, max_size=2), min_size=2, max_size=3))
    return of_table(with_totals(rows), threshold=THRESHOLD)


@st.composite
def overlapping_years(draw: st.DrawFn) -> System:
    """Single years and two spans that share some of them."""
    years = draw(st.lists(COUNTS, min_size=4, max_size=4))
    return of_counts(
        (*years, sum(years[:3]), sum(years[1:])),
        (Relation(4, (0, 1, 2)), Relation(5, (1, 2, 3))),
        THRESHOLD,
    )


@st.composite
def rates(draw: st.DrawFn) -> System:
    """A count, the rest of its people, and how many there are, in two places with their total; people are known."""
    people = draw(st.lists(st.integers(12, 40), min_size=2, max_size=2))
    counts = [draw(st.integers(0, each)) for each in people]
    rests = [each - count for each, count in zip(people, counts, strict=True)]
    cells = (*counts, sum(counts), *rests, sum(rests), *people, sum(people))
    sums = (
        Relation(2, (0, 1)),
        Relation(5, (3, 4)),
        *(Relation(6 + at, (at, 3 + at)) for at in range(3)),
    )
    return of_counts(cells, sums, THRESHOLD, known=frozenset({6, 7, 8}))


@st.composite
def known_people(draw: st.DrawFn) -> System:
    """Counts out of known people in three places and together: what is left of the people is protected with the count."""
    people = draw(st.lists(st.integers(1, 40), min_size=3, max_size=3))
    counts = [draw(st.integers(0, each)) for each in people]
    out_of = dict(enumerate([*people, sum(people)]))
    return of_counts((*counts, sum(counts)), (Relation(3, (0, 1, 2)),), THRESHOLD, people=out_of)


SYSTEMS = {
    "2x2": tables(2, 2),
    "2x3": tables(2, 3),
    "3x3": tables(3, 3),
    "5x4": tables(5, 4),
    "2x2x2": st.lists(COUNTS, min_size=8, max_size=8).map(cube),
    "shared total": linked_pairs(),
    "nested places": nested_places(),
    "overlapping years": overlapping_years(),
    "rates": rates(),
    "known people": known_people(),
}


@pytest.mark.parametrize("kind", SYSTEMS)
@slow
@given(data=st.data())
def test_what_is_protected_is_proved(kind: str, data: st.DataObject) -> None:
    system = data.draw(SYSTEMS[kind])
    lost = self_disclosing(system, required(system, baseline(system)))
    if lost:
        with pytest.raises(SelfDisclosing) as refused:
            protect(system)
        assert refused.value.cells == lost
        return
    found = protect(system)
    assert set(system.primary) <= found.hidden
    assert found.hidden <= system.hideable
    view = system.view(found.hidden)
    assert faults(view, proof=found.proof, required=found.required) == []
    assert found.required == required(system, baseline(system))
    assert is_safe(audit(view, of=system.primary), required=found.required)


@pytest.mark.parametrize("kind", ["2x2", "shared total", "overlapping years", "rates", "known people"])
@slow
@given(data=st.data())
def test_one_hidden_cell_shown_breaks_it_or_was_not_needed(kind: str, data: st.DataObject) -> None:
    system = data.draw(SYSTEMS[kind])
    try:
        found = protect(system)
    except SelfDisclosing:
        assume(False)
        return
    others = found.hidden - set(system.primary)
    for cell in others:
        narrow = audit(system.view(found.hidden - {cell}), of=system.primary)
        assert not is_safe(narrow, required=found.required), "the cell was not needed"
    for cell in system.primary:
        assert faults(system.view(found.hidden - {cell}), proof=found.proof, required=found.required)


def by_trying(system: System, hidden: frozenset[int], most: int) -> dict[int, set[int]]:
    """The counts each hidden primary cell has in any table that looks the same, by trying them all, one cell after another."""
    ends = system.view(hidden).bounds
    tables = [{at: cell.count for at, cell in enumerate(system.cells) if at not in hidden}]
    for at in sorted(hidden):
        counts = range(ends[at][0], min(ends[at][1], most) + 1)
        tables = [
            table for begun in tables for count in counts if adds_up(table := {**begun, at: count}, system)
        ]
    return {cell: {table[cell] for table in tables} for cell in system.primary if cell in hidden}


def adds_up(table: dict[int, int], system: System) -> bool:
    """Whether every sum holds of which nothing is missing."""
    return all(
        sum(table[part] for part in parts) == table[total]
        for total, parts in system.relations
        if table.keys() >= {total, *parts}
    )


@examples(gate=12, nightly=200)
@given(data=st.data())
def test_the_solver_gives_what_trying_gives(data: st.DataObject) -> None:
    counts = data.draw(st.lists(st.integers(0, 9), min_size=4, max_size=4))
    system = of_table(with_totals([counts[:2], counts[2:]]), threshold=THRESHOLD)
    able = sorted(system.hideable)
    extra = data.draw(st.sets(st.sampled_from(able), max_size=4)) if able else set()
    hidden = frozenset(system.primary) | extra
    assume(len(hidden) <= 6)
    found = audit(system.view(hidden), of=[at for at in system.primary if at in hidden])
    tried = by_trying(system, hidden, most=40)
    assert {cell: (each.lower, each.upper) for cell, each in found.items()} == {
        cell: (min(counts), max(counts)) for cell, counts in tried.items()
    }


@slow
@given(system=tables(3, 3), data=st.data())
def test_one_more_relation_never_widens_an_interval(system: System, data: st.DataObject) -> None:
    hidden = frozenset(system.primary) | data.draw(st.sets(st.sampled_from(sorted(system.hideable) or [0])))
    hidden &= system.hideable
    bare = System(system.cells, system.relations[:-2])
    tight, loose = (audit(one.view(hidden), of=sorted(hidden)) for one in (system, bare))
    assert all(tight[cell] in loose[cell] for cell in tight)


@slow
@given(counts=st.lists(COUNTS, min_size=4, max_size=4), order=st.permutations(range(4)))
def test_the_order_of_cells_tells_nothing(counts: list[int], order: list[int]) -> None:
    def intervals(of: list[int]) -> dict[int, tuple[int, int]]:
        system = of_counts((*of, sum(of)), (Relation(4, (0, 1, 2, 3)),), THRESHOLD)
        return {cell: (each.lower, each.upper) for cell, each in baseline(system).items()}

    first, second = intervals(counts), intervals([counts[at] for at in order])
    assert {order.index(cell): ends for cell, ends in first.items() if cell < 4} == {
        cell: ends for cell, ends in second.items() if cell < 4
    }


def test_two_hidden_cells_in_each_row_and_column_are_not_enough() -> None:
    """The rule most tools follow, on a table that it fails for."""
    system = of_table(with_totals([[1, 1, 40], [1, 1, 60], [30, 50, 70]]), threshold=11)
    naive = {0, 1, 4, 5}
    found = audit(system.view(naive), of=sorted(naive))
    assert {(each.lower, each.upper) for each in found.values()} == {(1, 1)}
    assert not is_safe(found, required=required(system, baseline(system)))
    assert len(protect(system).hidden) > len(naive)


def test_a_forged_proof_is_found_out() -> None:
    system = of_table(with_totals([[3, 25, 40], [18, 60, 33], [22, 31, 90]]), threshold=11)
    found = protect(system)
    view, cell = system.view(found.hidden), system.primary[0]
    right = found.proof[cell]
    low, high = right.witnesses
    other = next(at for at in low if at != cell)
    truth = {at: system.cells[at].count for at in low}
    forged = {
        "leaves a cell open": {at: count for at, count in low.items() if at != other},
        "does not add up": {**low, other: low[other] + 1},
        "not at the end": truth,
        "breaks the rule or what is shown": {**low, cell: -1},
    }
    for words, witness in forged.items():
        proof = {cell: Interval(right.lower, right.upper, (witness, high))}
        assert any(words in fault for fault in faults(view, proof=proof, required=found.required))
    assert faults(view, proof={}, required=found.required) == [f"cell {cell} has no witnesses"]


def test_what_a_proof_holds_does_not_depend_on_what_is_hidden() -> None:
    """The audit is given what a reader is given: another truth behind the same view has the same witnesses."""
    first = of_table(with_totals([[3, 25, 40], [18, 60, 33], [22, 31, 90]]), threshold=11)
    second = of_table(with_totals([[5, 23, 40], [18, 60, 33], [20, 33, 90]]), threshold=11)
    hidden = protect(first).hidden
    assert hidden == {0, 1, 8, 9}
    assert audit(first.view(hidden), of=first.primary) == audit(second.view(hidden), of=second.primary)
