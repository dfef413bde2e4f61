"""Whole counts that add up: all linked tables of a release as one system of cells."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from datawalk.domain.indicators import Zeros
from datawalk.measures.privacy.rule import Cell, Ends, Rule, cell_of
from datawalk.measures.refusals import Refused


class Relation(NamedTuple):
    """A cell that is the sum of others, all by position."""

    total: int
    parts: tuple[int, ...]


@dataclass(frozen=True)
class View:
    """All that a reader has: which cells add up, and between which ends each of them lies. The truth is not in it."""

    relations: tuple[Relation, ...]
    bounds: tuple[Ends, ...]

    def is_open(self, cell: int) -> bool:
        """Whether a reader is not told the cell's count."""
        low, high = self.bounds[cell]
        return low < high

    @cached_property
    def relations_of(self) -> dict[int, list[Relation]]:
        """The relations that each cell stands in."""
        return relations_by_cell(self.relations)

    def around(self, cell: int) -> tuple[int, ...]:
        """The open cells that a relation links with this one, step by step, in order."""
        return linked_with(cell, relations=self.relations_of, through=self.is_open)


@dataclass(frozen=True)
class System:
    """Cells with the relations they are published in. Refuses (`Refused`) totals that are not the sum of their parts."""

    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...]

    def __post_init__(self) -> None:
        for total, parts in self.relations:
            if not all(0 <= at < len(self.cells) for at in (total, *parts)):
                raise Refused("no_cell", cell=max(total, *parts), cells=len(self.cells))
            found = sum(self.cells[at].count for at in parts)
            if found != self.cells[total].count:
                raise Refused("not_adding_up", total=self.cells[total].count, parts=found, cell=total)

    @cached_property
    def primary(self) -> tuple[int, ...]:
        """The cells too small to be shown, the smallest count first."""
        small = (at for at, cell in enumerate(self.cells) if cell.asked)
        return tuple(sorted(small, key=lambda at: (self.cells[at].count, at)))

    @cached_property
    def hideable(self) -> frozenset[int]:
        """Every cell that could be hidden."""
        return frozenset(at for at, cell in enumerate(self.cells) if cell.hidden is not None)

    @cached_property
    def totals(self) -> frozenset[int]:
        """The cells that are the sum of others."""
        return frozenset(relation.total for relation in self.relations)

    @cached_property
    def relations_of(self) -> dict[int, list[Relation]]:
        """The relations that each cell stands in."""
        return relations_by_cell(self.relations)

    def ends(self, cell: int, *, is_hidden: bool) -> Ends:
        """What a reader knows of a cell before adding up."""
        one = self.cells[cell]
        return one.hidden if one.hidden is not None and (is_hidden or one.unseen) else one.shown

    def view(self, hidden: Collection[int]) -> View:
        """What is left of the system for a reader when these cells are hidden.

        The reader knows the rule, and which of the hidden cells are small: a stronger attacker than there will be.
        """
        return View(
            self.relations, tuple(self.ends(at, is_hidden=at in hidden) for at in range(len(self.cells)))
        )


def of_counts(
    counts: Sequence[int],
    relations: Iterable[Relation],
    threshold: int,
    zeros: Zeros = "shown",
    *,
    known: Collection[int] = (),
    ranges: Mapping[int, Ends] | None = None,
    people: Mapping[int, int] | None = None,
) -> System:
    """A system of plain counts.

    `known`: cells that everybody knows, such as how many people there are. `ranges`: cells published as a rounded rate, so
    that a reader knows the least and the most their count can be. `people`: how many people a count is out of, where that is
    known; then what is left of them is protected with the count. Refuses (`Refused`) counts that are not whole or below 0.
    """
    rule = Rule(threshold, zeros)
    for count in counts:
        if count < 0:
            raise Refused("not_a_count", value=count)
        if count != int(count):
            raise Refused("not_whole", value=count)
    most = far_above(counts, threshold)
    ranges, people = ranges or {}, people or {}
    cells = (
        Cell(count, (count, count))
        if at in known
        else cell_of(count, rule, most=most, people=people.get(at), shown=ranges.get(at))
        for at, count in enumerate(counts)
    )
    return System(tuple(cells), tuple(relations))


def of_table(rows: Sequence[Sequence[int]], *, threshold: int, zeros: Zeros = "shown") -> System:
    """A table whose last row and column are totals, as a system; cells count row by row.

    Example: `of_table([[3, 25, 28], [18, 60, 78], [21, 85, 106]], threshold=11)` has 9 cells and 6 relations.
    """
    height, width = len(rows), len(rows[0]) if rows else 0
    if any(len(row) != width for row in rows):
        raise Refused("lengths", lengths=", ".join(str(len(row)) for row in rows))
    across = [
        Relation(row * width + width - 1, tuple(row * width + at for at in range(width - 1)))
        for row in range(height)
    ]
    down = [
        Relation((height - 1) * width + at, tuple(row * width + at for row in range(height - 1)))
        for at in range(width)
    ]
    return of_counts([count for row in rows for count in row], (*across, *down), threshold, zeros)


def far_above(counts: Sequence[int], threshold: int) -> int:
    """An end where there is none: solvers want a number. Far above what any table of these counts can hold.

    A power of two, so that it tells nothing of the largest count.
    """
    return 4 << (max(counts, default=0) + threshold * len(counts)).bit_length()


def relations_by_cell(relations: Iterable[Relation]) -> dict[int, list[Relation]]:
    """The relations that each cell stands in."""
    found: dict[int, list[Relation]] = {}
    for relation in relations:
        for at in (relation.total, *relation.parts):
            found.setdefault(at, []).append(relation)
    return found


def linked_with(
    cell: int, *, relations: Mapping[int, Iterable[Relation]], through: Callable[[int], bool]
) -> tuple[int, ...]:
    """The cells linked with this one step by step, itself included, in order; only those `through` is true of."""
    found, left = {cell}, [cell]
    while left:
        for total, parts in relations.get(left.pop(), ()):
            new = [at for at in (total, *parts) if at not in found and through(at)]
            found.update(new)
            left += new
    return tuple(sorted(found))
