"""The search for cheap cells to hide: linear programs choose candidates, integer programs decide."""

from collections.abc import Collection, Iterable, Mapping
from math import log1p
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array, diags_array, hstack

from datawalk.measures.privacy.audit import baseline
from datawalk.measures.privacy.rule import Ends
from datawalk.measures.privacy.solver import OUT_OF_TIME, SECONDS, Unsolved, equal, matrix, solve
from datawalk.measures.privacy.system import Relation, System

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

TOTALS_COST = 8.0

_PATIENCE = 1.0
"""Seconds to look for a cheaper pattern; whether it is safe does not rest on its cost."""

_NEAR, _WIDE = 400, 4_000
"""How many cells around a small one are looked among: hidden ones, and all."""

_NOISE = 1e-6

Change = dict[int, int]
"""Counts of a table that differ from the true ones, by cell."""


class Search:
    """The pattern as it grows, with a table for each end that must stay possible."""

    def __init__(self, system: System, *, deadline: float) -> None:
        self.system, self.deadline = system, deadline
        self.hidden = set(system.primary)
        self.required: dict[int, Ends] = {}
        self._tables: dict[tuple[int, int], Change] = {}
        self._needed_by: dict[int, tuple[int, int]] = {}
        cost = np.array([1.0 + log1p(cell.count) for cell in system.cells])
        cost[list(system.totals)] *= TOTALS_COST
        self.cost = cost

    def protect(self, cell: int) -> None:
        """Make both ends of a small cell possible, as far as the rule itself allows."""
        low, high = self.system.cells[cell].asked or self.system.cells[cell].shown
        ends = []
        for end in (low, high):
            table = self._reach(cell, end)
            if table is None:
                told = baseline(self.system, of=[cell], deadline=self.deadline)[cell]
                end = min(max(end, told.lower), told.upper)
                table = self._reach(cell, end)
                table = self._widest(cell, end) if table is None else table
            self._tables[cell, end] = table
            for moved in self._moved(table):
                self._needed_by[moved] = cell, end
                self.hidden.add(moved)
            ends.append(end)
        self.required[cell] = (ends[0], ends[1])

    def _reach(self, cell: int, end: int) -> Change | None:
        """A table which looks the same and has the cell at this end, or one that needs few and cheap cells hidden."""
        known = next((one for one in self._tables.values() if self._at(one, cell) == end), None)
        if known is not None:
            return known
        hidden = self._near(cell, _NEAR, hidden_alone=True)
        table = self._table(cell, end, among=hidden, free=False)
        if table is None:
            among = self._near(cell, _WIDE)
            cheap = self._cheapest_shares(cell, end, among=among)
            if cheap is not None:
                table = self._table(cell, end, among=sorted({*cheap, *hidden}), free=True)
        return table

    def _widest(self, cell: int, end: int) -> Change:
        table = self._table(cell, end, among=self._near(cell, len(self.system.cells)), free=True)
        if table is None:
            raise Unsolved(f"No table has cell {cell} at an end that the rule allows.")
        return table

    def clean_up(self, *, until: float) -> None:
        """Show again, dearest first, each cell that every end can do without."""
        primary = set(self.system.primary)
        for cell in sorted(self.hidden - primary, key=lambda at: (-self.cost[at], at)):
            if monotonic() > until:
                return
            again = self._without(cell)
            if again is not None:
                self._tables = again
                self.hidden.discard(cell)

    def _without(self, shown: int) -> dict[tuple[int, int], Change] | None:
        """A table for each end with one hidden cell shown; None where an end has none."""
        again = {key: one for key, one in self._tables.items() if self._is_shown(shown, self._at(one, shown))}
        self.hidden.discard(shown)
        try:
            first = self._needed_by[shown]
            for cell, end in sorted(self._tables.keys() - again.keys(), key=lambda one: (one != first, one)):
                table = next((one for one in again.values() if self._at(one, cell) == end), None)
                if table is None:
                    among = self._near(cell, _NEAR, hidden_alone=True)
                    table = self._table(cell, end, among=among, free=False)
                if table is None:
                    return None
                again[cell, end] = table
        finally:
            self.hidden.add(shown)
        return again

    def _moved(self, table: Change) -> set[int]:
        """The shown cells whose count a table changes beyond what is shown of them."""
        cells = self.system.cells
        return {
            at
            for at, count in table.items()
            if at not in self.hidden and not cells[at].unseen and not self._is_shown(at, count)
        }

    def _at(self, table: Change, cell: int) -> int:
        return table.get(cell, self.system.cells[cell].count)

    def _is_shown(self, cell: int, count: int) -> bool:
        low, high = self.system.cells[cell].shown
        return low <= count <= high

    def _ends(self, cell: int) -> Ends:
        return self.system.ends(cell, is_hidden=cell in self.hidden)

    def _near(self, cell: int, size: int, *, hidden_alone: bool = False) -> list[int]:
        """About `size` cells that could change with this one, nearest first; all where there are no more."""
        found, queue = {cell: None}, [cell]
        for at in queue:
            for total, parts in self.system.relations_of.get(at, ()):
                new = [
                    one
                    for one in (total, *parts)
                    if one not in found
                    and (self._is_open(one) or (one in self.system.hideable and not hidden_alone))
                ]
                found |= dict.fromkeys(new)
                queue += new
            if len(found) >= size:
                break
        return list(found)

    def _cheapest_shares(self, cell: int, end: int, *, among: list[int]) -> list[int] | None:
        """The cells that change in the cheapest table when parts of people are allowed, each paying by how much it changes.

        Few of them do: such a table has no more than there are sums. Kelly, Golden and Assad 1992, Networks 22:397.
        """
        from scipy.optimize import linprog

        cells, new = self.system.cells, {old: at for at, old in enumerate(among)}
        ends = np.array([self._ends(at) for at in among], dtype=float).reshape(-1, 2)
        counts = np.array([cells[at].count for at in among], dtype=float)
        able = np.array([at in self.system.hideable and not self._is_hidden(at) for at in among])
        widest = np.array([self.system.ends(at, is_hidden=True) for at in among], dtype=float).reshape(-1, 2)
        ends[able] = np.stack([np.minimum(ends, widest)[:, 0], np.maximum(ends, widest)[:, 1]], axis=1)[able]
        ends[new[cell]] = end
        price = np.where(able, self.cost[among], 0.0)
        up, down = np.maximum(ends - counts[:, None], 0), np.maximum(counts[:, None] - ends, 0)
        sums = self._rows(new)
        found = linprog(
            [*price, *price],
            A_eq=hstack([sums, -sums]).tocsc(),
            b_eq=np.zeros(len(self._touched(new))),
            bounds=[*map(tuple, up), *((low, high) for high, low in down)],
        )
        if found.x is None:
            return None
        moved = np.abs(found.x[: len(among)] - found.x[len(among) :]) > _NOISE
        return [at for at, moves in zip(among, moved, strict=True) if moves]

    def _is_open(self, cell: int) -> bool:
        low, high = self._ends(cell)
        return low < high

    def _table(self, cell: int, end: int, *, among: Collection[int], free: bool) -> Change | None:
        """The table with the cell at the end that changes the cheapest shown ones `among` these cells, or None.

        Without `free` none that is shown may change.
        """
        from scipy.optimize import LinearConstraint

        cells, width = self.system.cells, len(among)
        new = {old: at for at, old in enumerate(among)}
        able = [at for at in among if free and at in self.system.hideable and not self._is_hidden(at)]
        lower, upper = np.array([self._ends(at) for at in among], dtype=float).reshape(-1, 2).T.copy()
        shown = np.array([cells[at].shown for at in able], dtype=float).reshape(-1, 2)
        hidden = np.array([self.system.ends(at, is_hidden=True) for at in able], dtype=float).reshape(-1, 2)
        picked_at = [new[at] for at in able]
        lower[picked_at], upper[picked_at] = np.minimum(shown[:, 0], hidden[:, 0]), hidden[:, 1]
        lower[new[cell]] = upper[new[cell]] = end
        choices = len(able)
        constraints = self._sums(new, choices=choices)
        if choices:  # a free cell is as shown, or hidden and then as the rule says
            picked = coo_array((np.ones(choices), (range(choices), picked_at)), shape=(choices, width))
            least, room = diags_array(hidden[:, 0] - shown[:, 0]), diags_array(hidden[:, 1] - shown[:, 1])
            constraints += [
                LinearConstraint(hstack([picked, -least]).tocsc(), shown[:, 0], np.inf),  # pyright: ignore[reportArgumentType]
                LinearConstraint(hstack([picked, -room]).tocsc(), -np.inf, shown[:, 1]),  # pyright: ignore[reportArgumentType]
            ]
        left = self.deadline - monotonic()
        if left <= 0:
            raise Unsolved(OUT_OF_TIME)
        found = solve(
            [*np.zeros(width), *self.cost[able]],
            lower=[*lower, *np.zeros(choices)],
            upper=[*upper, *np.ones(choices)],
            constraints=constraints,
            seconds=min(SECONDS, left),
            good_enough=_PATIENCE if choices else None,
        )
        if found.values is None:
            return None
        changed = zip(among, found.values[:width], strict=True)
        return {at: count for at, count in changed if count != cells[at].count}

    def _is_hidden(self, cell: int) -> bool:
        return cell in self.hidden or self.system.cells[cell].unseen

    def _sums(self, new: Mapping[int, int], *, choices: int) -> "list[LinearConstraint]":
        """The relations among some cells, `new` being their columns; all others keep their counts."""
        rows = self._rows(new)
        now = np.atleast_1d(rows @ np.array([self.system.cells[at].count for at in new], dtype=float))
        return equal(coo_array(hstack([rows, coo_array((len(now), choices))])), now)

    def _rows(self, new: Mapping[int, int]) -> coo_array:
        sums = [
            (new.get(total), [new[at] for at in parts if at in new]) for total, parts in self._touched(new)
        ]
        return matrix(sums, len(new))

    def _touched(self, cells: Iterable[int]) -> list[Relation]:
        """The relations in which some cells stand, each once."""
        return list({id(one): one for at in cells for one in self.system.relations_of.get(at, ())}.values())
