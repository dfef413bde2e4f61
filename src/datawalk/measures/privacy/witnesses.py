"""The proof, checked by plain addition: no solver is asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from datawalk.measures.privacy.rule import Ends
from datawalk.measures.privacy.system import View

Witness = Mapping[int, int]
"""Counts for all open cells that are linked with one; with what is shown they are a table that looks the same."""


@dataclass(frozen=True)
class Interval:
    """The least and the highest count of a cell, each with a table that holds it and looks the same: the witnesses."""

    lower: int
    upper: int
    witnesses: tuple[Witness, Witness]

    def __contains__(self, other: object) -> bool:
        return isinstance(other, Interval) and self.lower <= other.lower and other.upper <= self.upper

    @property
    def counts(self) -> int:
        """How many counts it could be."""
        return self.upper - self.lower + 1


def faults(view: View, *, proof: Mapping[int, Interval], required: Mapping[int, Ends]) -> list[str]:
    """What is wrong with a proof: empty when each small cell can be at both ends that must stay possible.

    Each witness must be a table of whole counts that adds up, equals what is shown, keeps the rule, and has its cell at the
    end or beyond. Cells are named by position, never by count.
    """
    found: list[str] = []
    checked: dict[int, list[str]] = {}
    for cell, (low, high) in required.items():
        if cell not in proof:
            found.append(f"cell {cell} has no witnesses")
            continue
        if not view.is_open(cell):
            found.append(f"cell {cell} is small and shown")
        least, most = proof[cell].witnesses
        for table in (least, most):
            if id(table) not in checked:
                checked[id(table)] = list(_faults_of(view, table))
            found += [f"cell {cell}: {fault}" for fault in checked[id(table)]]
        shown = view.bounds[cell][0]
        if not (least.get(cell, shown) <= low and high <= most.get(cell, shown)):
            found.append(f"cell {cell}: a witness is not at the end")
    return found


def _faults_of(view: View, table: Witness) -> Iterator[str]:
    for at, count in table.items():
        low, high = view.bounds[at]
        if not low <= count <= high:
            yield f"a witness breaks the rule or what is shown at cell {at}"
    touched = {id(one): one for at in table for one in view.relations_of.get(at, ())}.values()
    for total, parts in touched:
        if any(at not in table and view.is_open(at) for at in (total, *parts)):
            yield f"a witness leaves a cell open beside cell {total}"
        elif sum(_at(view, table, at) for at in parts) != _at(view, table, total):
            yield f"a witness does not add up at cell {total}"


def _at(view: View, table: Witness, cell: int) -> int:
    return table.get(cell, view.bounds[cell][0])
