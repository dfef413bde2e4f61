"""Which cells to hide beside the small ones, so that no small one can be worked out, at the least cost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log1p

import numpy as np
from scipy.optimize import LinearConstraint
from scipy.sparse import coo_array, diags_array, hstack

from datawalk.measures.privacy.audit import Interval, audit, baseline, is_safe, self_disclosing
from datawalk.measures.privacy.solver import SECONDS, Unsolved, matrix, solve
from datawalk.measures.privacy.system import System, Table
from datawalk.measures.privacy.witnesses import faults
from datawalk.measures.refusals import Refused

_TOTALS_COST = 8.0
_PATIENCE = 1.0
"""Seconds to look for a cheaper pattern; whether it is safe does not rest on its cost."""


class SelfDisclosing(Refused):
    """Cells that no pattern can protect; they are named by position."""

    def __init__(self, cells: list[int]) -> None:
        super().__init__("self_disclosing", cells=", ".join(map(str, cells)))
        self.cells = cells


@dataclass(frozen=True)
class Protected:
    """The cells to hide, what the rule alone tells of the small ones, and the proof: their intervals with witnesses."""

    hidden: frozenset[int]
    told: Mapping[int, Interval]
    proof: Mapping[int, Interval]


def protect(system: System, *, seconds: float = SECONDS) -> Protected:
    """Hide the small cells and the cheapest others, so that the rule alone tells as much as all that is shown.

    For each small cell and each end of what the rule tells of it, a table that looks the same must hold that end; where there
    is none, the cheapest cells whose hiding makes one are added. Then dear ones are shown again where every end keeps a
    table, and an audit of its own and an addition check the result. Raises SelfDisclosing, and Unsolved when the solver or
    a check fails: then nothing may be shown. Fischetti and Salazar 2000; Kelly, Golden and Assad 1992.
    Example: 3, 25, 40 / 18, 60, 33 / 22, 31, 90 with totals and threshold 11: four cells of the corner are hidden.
    """
    told = baseline(system, seconds=seconds)
    if lost := self_disclosing(told):
        raise SelfDisclosing(lost)
    ends = {(cell, end) for cell, interval in told.items() for end in (interval.lower, interval.upper)}
    search = _Search(system, seconds=seconds)
    for cell, end in sorted(ends, key=lambda one: (system.counts[one[0]], one)):
        search.reach(cell, end)
    search.clean_up()
    proof = audit(system, search.hidden, seconds=seconds)
    wrong = faults(system, search.hidden, proof=proof, told=told)
    if wrong or not is_safe(proof, told=told):
        raise Unsolved("; ".join(wrong) or "The audit does not hold.")
    return Protected(frozenset(search.hidden), told, proof)


class _Search:
    """The pattern as it grows, with a table for each end reached."""

    def __init__(self, system: System, *, seconds: float) -> None:
        self.system, self.seconds = system, seconds
        self.hidden = set(system.primary)
        self._tables: dict[tuple[int, int], Table] = {}
        self._sums = matrix(system.relations, len(system.counts))
        cost = np.array([1.0 + log1p(count) for count in system.counts])
        cost[list(system.totals)] *= _TOTALS_COST
        self.cost = cost

    def reach(self, cell: int, end: int) -> None:
        """Make sure that a table which looks the same has the cell at this end; hide the cheapest cells it needs."""
        known = next((table for table in self._tables.values() if table[cell] == end), None)
        table = known or self._table(cell, end, free=()) or self._table(cell, end, free=self._free())
        if table is None:
            raise Unsolved(f"No table has cell {cell} at an end that the rule allows.")
        self._tables[cell, end] = table
        self.hidden |= self._moved(table)

    def clean_up(self) -> None:
        """Show again, dearest first, each cell that every end can do without."""
        primary = set(self.system.primary)
        for cell in sorted(self.hidden - primary, key=lambda at: (-self.cost[at], at)):
            again = self._without(cell)
            if again is not None:
                self._tables = again
                self.hidden = self.hidden - {cell}

    def _without(self, shown: int) -> dict[tuple[int, int], Table] | None:
        """A table for each end with one hidden cell shown; None where an end has none."""
        hidden = self.hidden - {shown}
        again = {key: table for key, table in self._tables.items() if self._inside(shown, table[shown])}
        for cell, end in self._tables.keys() - again.keys():
            table = next((table for table in again.values() if table[cell] == end), None)
            table = table or self._table(cell, end, free=(), hidden=hidden)
            if table is None:
                return None
            again[cell, end] = table
        return again

    def _free(self) -> frozenset[int]:
        """The shown cells that may be hidden: none below the threshold."""
        large = {at for at, count in enumerate(self.system.counts) if count >= self.system.threshold}
        return frozenset(large - self.hidden - self.system.constant)

    def _moved(self, table: Table) -> set[int]:
        """The shown cells whose count a table changes beyond what is shown of them."""
        return {at for at, count in enumerate(table) if at not in self.hidden and not self._inside(at, count)}

    def _inside(self, cell: int, count: int) -> bool:
        low, high = self.system.ranges.get(cell, (self.system.counts[cell],) * 2)
        return low <= count <= high

    def _table(
        self, cell: int, end: int, *, free: Iterable[int], hidden: set[int] | None = None
    ) -> Table | None:
        """The table with the cell at the end that changes the cheapest of the free cells; None where there is none."""
        system, width, free = self.system, len(self.system.counts), sorted(free)
        ends = np.array(system.bounds(self.hidden if hidden is None else hidden), dtype=float).reshape(-1, 2)
        most = max(high for _, high in system.bounds(system.hideable))
        lower, upper = ends.T.copy()
        shown = ends[free]
        lower[free], upper[free] = np.minimum(shown[:, 0], system.threshold), most
        lower[cell] = upper[cell] = end
        choices = len(free)
        constraints = []
        if system.relations:
            sums = hstack([self._sums, coo_array((len(system.relations), choices))])
            constraints.append(LinearConstraint(sums.tocsc(), 0, 0))
        if choices:  # a free cell is as shown, or hidden and then not below the threshold
            picked = coo_array((np.ones(choices), (range(choices), free)), shape=(choices, width))
            least, room = diags_array(system.threshold - shown[:, 0]), diags_array(most - shown[:, 1])
            constraints += [
                LinearConstraint(hstack([picked, -least]).tocsc(), shown[:, 0], np.inf),  # pyright: ignore[reportArgumentType]
                LinearConstraint(hstack([picked, -room]).tocsc(), -np.inf, shown[:, 1]),  # pyright: ignore[reportArgumentType]
            ]
        found = solve(
            [*np.zeros(width), *self.cost[free]],
            lower=[*lower, *np.zeros(choices)],
            upper=[*upper, *np.ones(choices)],
            constraints=constraints,
            seconds=self.seconds,
            good_enough=_PATIENCE if choices else None,
        )
        return None if found.values is None else found.values[:width]
