"""The closed rule: what is linked to a small cell is withheld with it, where no exact protection can be proved.

Cells are linked when their places are related and their periods overlap, step by step, so that nothing
withheld can be had by taking shown cells from each other. The price is that a dimension shows all its groups
or none.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from datawalk.domain.cells import Cells
from datawalk.domain.indicators import TOTAL
from datawalk.domain.periods import Period
from datawalk.domain.places import Place
from datawalk.measures.linkage import Node, ancestors, linked_components


class Links:
    """Which places and periods are linked; asked again and again for the same ones, by indicators of one file."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self.places = places
        self._known: dict[frozenset[Node], dict[Node, int]] = {}

    def components(self, nodes: Sequence[Node]) -> np.ndarray:
        """The number of each node's component."""
        key = frozenset(nodes)
        if key not in self._known:
            self._known[key] = linked_components(key, places=self.places)
        found = self._known[key]
        return np.array([found[node] for node in nodes])

    def of(self, cells: Cells) -> np.ndarray:
        """The number of the component that each cell's place and period is in."""
        nodes, node_of = _nodes(cells)
        return self.components(nodes)[node_of]

    def parts(self, cells: Cells) -> list[np.ndarray]:
        """The positions of the cells of each component."""
        component = self.of(cells)
        order = np.argsort(component, kind="stable")
        return np.split(order, np.flatnonzero(np.diff(component[order])) + 1) if len(cells) else []


def closed(cells: Cells, *, small: np.ndarray, links: Links) -> np.ndarray:
    """Which cells of one family to withhold.

    In a linked component, a dimension with a small cell, or beside a small total, is withheld whole, for the whole family of
    indicators. With a small total every total is withheld but the topmost place's, and that one too when it is small, when no
    single place is above all others, or when periods differ. Example: one county of a state with 3 people takes every
    county's total away and leaves the state's.
    """
    nodes, node_of = _nodes(cells)
    component_of = links.components(nodes)
    component = component_of[node_of]
    dimension = cells.codes("dimension")
    is_total = cells.is_word("dimension", TOTAL)
    touched = np.unique(np.stack([component[small], dimension[small]]), axis=1)
    gone = np.isin(_pair(component, dimension), _pair(*touched))
    beside_small_total = np.zeros(len(cells), dtype=bool)
    for number in np.unique(component[small & is_total]):
        inside = component == number
        members = [node for node, one in zip(nodes, component_of, strict=True) if one == number]
        kept = _topmost(members, places=links.places)
        of_kept = is_total & cells.is_word("place_id", kept) if kept else np.zeros(len(cells), dtype=bool)
        if (inside & small & of_kept).any():
            of_kept[:] = False
        beside_small_total |= inside & ~of_kept
    return (gone & ~is_total) | beside_small_total


def _pair(component: np.ndarray, dimension: np.ndarray) -> np.ndarray:
    return component.astype(np.int64) << 32 | dimension


def _nodes(cells: Cells) -> tuple[list[Node], np.ndarray]:
    """The places with their periods, and which of them each cell is of."""
    place, start, end = (
        np.asarray(part, dtype=np.int64)
        for part in (cells.codes("place_id"), cells.numbers("period_start"), cells.numbers("period_end"))
    )
    _, first, node_of = np.unique(place << 32 | start << 16 | end, return_index=True, return_inverse=True)
    words = cells.words("place_id").categories
    nodes = [(str(words[place[at]]), Period(int(start[at]), int(end[at]))) for at in first]
    return nodes, node_of


def _topmost(nodes: Sequence[Node], *, places: Mapping[str, Place]) -> str | None:
    """The one place above all others, if the nodes are of one period and there is such a place."""
    if len({period for _, period in nodes}) > 1:
        return None
    ids = {place_id for place_id, _ in nodes}
    above = {place_id: ancestors(place_id, places=places) for place_id in ids}
    return next((top for top in ids if all(top == id_ or top in above[id_] for id_ in ids)), None)
