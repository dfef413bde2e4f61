"""Who the members are, by group: counts of people like any other, so small ones and what would tell them are withheld.

How many members and seats there are in all is known to everybody. A seat is held by a member, so both are one system.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from datawalk.measures.privacy.protection import Pattern, SelfDisclosing, protect
from datawalk.measures.privacy.rule import Cell, Rule, cell_of
from datawalk.measures.privacy.solver import Unsolved
from datawalk.measures.privacy.system import Relation, System, far_above


@dataclass(frozen=True)
class Table:
    """The members of one body by the groups of one dimension; `seats` may be unknown (None).

    `all_members`, `all_seats`: those of the whole body, at least the sum over the groups.
    """

    members: tuple[int, ...]
    seats: tuple[int | None, ...]
    all_members: int
    all_seats: int


@dataclass(frozen=True)
class Shown:
    """What may be shown: a count or None for each group. `pattern` proves it; without one the whole table is withheld."""

    members: tuple[int | None, ...]
    seats: tuple[int | None, ...]
    system: System
    pattern: Pattern | None


def protect_members(table: Table, rule: Rule) -> Shown:
    """Withhold the small counts and the cheapest others; all of them where the rule itself would tell one.

    Example: 1 and 8 of 9 members, threshold 11: both are withheld, and a group with none is shown as none.
    """
    system, members, seats = _system(table, rule)
    try:
        pattern = protect(system)
    except (SelfDisclosing, Unsolved):
        nothing = (None,) * len(table.members)
        return Shown(nothing, nothing, system, None)
    return Shown(
        tuple(None if at in pattern.hidden else system.cells[at].count for at in members),
        tuple(None if at is None or at in pattern.hidden else system.cells[at].count for at in seats),
        system,
        pattern,
    )


def _system(table: Table, rule: Rule) -> tuple[System, Sequence[int], Sequence[int | None]]:
    """The system, and where the members and the seats of each group stand in it.

    Beside the groups stand those of no listed group; members without a seat and they are printed nowhere.
    """
    counts = [
        *table.members,
        *(seats or 0 for seats in table.seats),
        table.all_members,
        table.all_seats,
    ]
    most = far_above(counts, rule.threshold)
    cells: list[Cell] = []

    def add(cell: Cell) -> int:
        cells.append(cell)
        return len(cells) - 1

    def printed(count: int) -> int:
        return add(cell_of(count, rule, most=most))

    def unprinted(count: int) -> int:
        return add(Cell(count, (0, most), (0, most), unseen=True))

    members = [printed(count) for count in table.members]
    seats = [None if count is None else printed(count) for count in table.seats]
    rest = printed(table.all_members - sum(table.members))
    whole = add(Cell(table.all_members, (table.all_members, table.all_members)))
    relations = [Relation(whole, (*members, rest))]
    held = [at for at in seats if at is not None]
    if held:
        for member, seat in zip(members, seats, strict=True):
            if seat is not None:
                without = unprinted(cells[member].count - cells[seat].count)
                relations.append(Relation(member, (seat, without)))
        others = unprinted(table.all_seats - sum(cells[at].count for at in held))
        all_seats = add(Cell(table.all_seats, (table.all_seats, table.all_seats)))
        relations.append(Relation(all_seats, (*held, others)))
    return System(tuple(cells), tuple(relations)), members, seats
