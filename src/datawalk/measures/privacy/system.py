"""Whole counts that add up: all linked tables of a release as one system."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from datawalk.measures.refusals import Refused

Zeros = Literal["shown", "hidden"]
Table = tuple[int, ...]


class Relation(NamedTuple):
    """A cell that is the sum of others, all by position."""

    total: int
    parts: tuple[int, ...]


@dataclass(frozen=True)
class System:
    """Counts of people with the relations they are published in.

    `threshold`: the least count that may be shown; `zeros`: whether a count of 0 may. `known`: cells everybody knows, such as
    how many people there are, which are never small and cannot be hidden. `ranges`: cells published as a rounded rate, so
    that a reader knows the least and the most their count can be. Refuses (`Refused`) counts that are not whole or below 0,
    a threshold below 1, and totals that are not the sum of their parts.
    """

    counts: Table
    relations: tuple[Relation, ...]
    threshold: int
    zeros: Zeros = "shown"
    known: frozenset[int] = frozenset()
    ranges: dict[int, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.threshold < 1:
            raise Refused("not_a_threshold", value=self.threshold)
        for count in self.counts:
            if count < 0:
                raise Refused("not_a_count", value=count)
            if count != int(count):
                raise Refused("not_whole", value=count)
        for total, parts in self.relations:
            if not all(0 <= at < len(self.counts) for at in (total, *parts)):
                raise Refused("no_cell", cell=max(total, *parts), cells=len(self.counts))
            found = sum(self.counts[at] for at in parts)
            if found != self.counts[total]:
                raise Refused("not_adding_up", total=self.counts[total], parts=found, cell=total)

    @cached_property
    def primary(self) -> tuple[int, ...]:
        """The cells too small to be shown, the smallest count first."""
        least = 1 if self.zeros == "shown" else 0
        small = (at for at, count in enumerate(self.counts) if least <= count < self.threshold)
        return tuple(
            sorted((at for at in small if at not in self.known), key=lambda at: (self.counts[at], at))
        )

    @cached_property
    def constant(self) -> frozenset[int]:
        """The cells that no rule hides: those everybody knows, and shown zeros."""
        zeros = {at for at, count in enumerate(self.counts) if count == 0} if self.zeros == "shown" else set()
        return self.known | zeros

    @cached_property
    def totals(self) -> frozenset[int]:
        """The cells that are the sum of others."""
        return frozenset(relation.total for relation in self.relations)

    def bounds(self, hidden: Collection[int]) -> list[tuple[int, int]]:
        """What an attacker who knows the rule knows of each cell before adding up: its least and its highest count.

        Shown cells are what they are, or the counts their rounded rate allows. A hidden primary cell is below the threshold,
        another hidden cell is not, and which is which counts as known: a stronger attacker than there will be.
        """
        small, most = set(self.primary), self._most
        least = 1 if self.zeros == "shown" else 0
        known = []
        for at, count in enumerate(self.counts):
            if at not in hidden:
                known.append(self.ranges.get(at, (count, count)))
            elif at in small:
                known.append((least, self.threshold - 1))
            else:
                known.append((self.threshold, most))
        return known

    @property
    def hideable(self) -> frozenset[int]:
        """Every cell that could be hidden."""
        return frozenset(range(len(self.counts))) - self.constant

    @cached_property
    def _most(self) -> int:
        """An end where there is none: solvers want a number. Far above what any table of these counts can hold."""
        return 4 * (max(self.counts, default=0) + self.threshold * len(self.counts) + 1)


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
    counts = tuple(count for row in rows for count in row)
    return System(counts, tuple(across + down), threshold, zeros)


def blocks(system: System) -> list[tuple[int, ...]]:
    """The cells in groups that no relation links, in order. What is known links nothing."""
    found: dict[int, set[int]] = {}
    for relation in system.relations:
        linked = {at for at in (relation.total, *relation.parts) if at not in system.known}
        for at in [at for at in linked if at in found]:
            linked |= found[at]
        for at in linked:
            found[at] = linked
    whole = {min(cells): tuple(sorted(cells)) for cells in map(frozenset, found.values())}
    alone = {(at,) for at in range(len(system.counts)) if at not in found and at not in system.known}
    return sorted((*whole.values(), *alone))


def part_of(system: System, cells: Iterable[int]) -> tuple[System, tuple[int, ...]]:
    """The part of a system that holds some cells and what is known beside them, and the position each had before."""
    inside = set(cells)
    relations = [one for one in system.relations if inside & {one.total, *one.parts}]
    kept = tuple(sorted(inside | {at for one in relations for at in (one.total, *one.parts)}))
    new = {old: at for at, old in enumerate(kept)}
    return (
        System(
            tuple(system.counts[at] for at in kept),
            tuple(Relation(new[one.total], tuple(new[at] for at in one.parts)) for one in relations),
            system.threshold,
            system.zeros,
            frozenset(new[at] for at in kept if at in system.known),
            {new[at]: ends for at, ends in system.ranges.items() if at in new},
        ),
        kept,
    )
