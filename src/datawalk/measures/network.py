"""Who works with whom: measures of an undirected network of partners, fast enough for thousands of them.

There is no good or bad value of any of them: density falls as a network grows, and a centre is a strength and a risk.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components, depth_first_order

from datawalk.measures.refusals import Refused

FEWEST = 3
"""With fewer partners there is no centre to speak of."""


@dataclass(frozen=True, eq=False)
class Network:
    """`n` partners by number from 0, and their ties: each pair once, the lower number first, as an array of 2 columns.

    Made by `network`.
    """

    n: int
    ties: np.ndarray

    @cached_property
    def degrees(self) -> np.ndarray:
        """With how many others each partner works."""
        return np.bincount(self.ties.ravel(), minlength=self.n)

    @property
    def density(self) -> float | None:
        """Ties of all there could be, from 0 to 1; None with fewer than two partners. Wasserman and Faust 1994."""
        pairs = self.n * (self.n - 1) / 2
        return len(self.ties) / pairs if pairs else None

    @property
    def centralisation(self) -> float | None:
        """How much one partner is the centre: a star is 1, a ring 0; None with fewer than three partners.

        Freeman 1978, doi 10.1016/0378-8733(78)90021-7.
        """
        if self.n < FEWEST:
            return None
        return float((self.degrees.max() - self.degrees).sum() / ((self.n - 1) * (self.n - 2)))

    @cached_property
    def components(self) -> list[int]:
        """How many partners each connected part has, the largest first; a partner without a tie is a part of one."""
        return sorted(np.bincount(self._parts).tolist(), reverse=True) if self.n else []

    @property
    def isolates(self) -> list[int]:
        """The partners without a tie."""
        return np.flatnonzero(self.degrees == 0).tolist()

    @cached_property
    def cut_off_without(self) -> dict[int, int]:
        """For each partner whose leaving parts the network: how many others would lose touch with the largest part left.

        Tarjan 1972, doi 10.1137/0201010.
        """
        walk = self._walk
        found = {}
        whole = walk.sizes[walk.roots]
        for partner in np.unique(walk.above[walk.parts_without_above]).tolist():
            below = [child for child in walk.children(partner) if walk.parts_without_above[child]]
            pieces = walk.sizes[below].tolist()
            rest = int(whole[partner]) - 1 - sum(pieces)
            pieces = [piece for piece in (*pieces, rest) if piece]
            if len(pieces) > 1:
                found[partner] = sum(pieces) - max(pieces)
        return found

    @cached_property
    def bridges(self) -> list[tuple[int, int]]:
        """The ties whose loss would part the network, the lower number first."""
        walk = self._walk
        children = np.flatnonzero((walk.above >= 0) & (walk.low_beside_above > walk.order[walk.above]))
        return sorted(tuple(sorted((int(child), int(walk.above[child])))) for child in children)  # type: ignore[misc]

    @cached_property
    def _parts(self) -> np.ndarray:
        """The number of the connected part each partner is in."""
        return connected_components(self._matrix, directed=False)[1]

    @cached_property
    def _matrix(self) -> csr_array:
        one, other = self.ties.T if len(self.ties) else np.zeros((2, 0), dtype=int)
        both = np.concatenate([one, other]), np.concatenate([other, one])
        return coo_array((np.ones(2 * len(self.ties), dtype=np.int8), both), shape=(self.n, self.n)).tocsr()

    @cached_property
    def _walk(self) -> "_Walk":
        return _walked(self)


def network(n: int, ties: Collection[tuple[int, int]] | np.ndarray) -> Network:
    """The network of `n` partners; a tie may be named twice and in either order, and one to itself is none.

    Refuses (`Refused`) numbers that are no partner's. Example: `network(5, [(0, 1), (0, 2), (0, 3), (0, 4)])` is a star:
    density 0.4, centralisation 1.
    """
    pairs = np.asarray(ties, dtype=np.int64).reshape(-1, 2)
    if len(pairs) and (pairs.min() < 0 or pairs.max() >= n):
        raise Refused("no_cell", cell=int(pairs.max() if pairs.max() >= n else pairs.min()), cells=n)
    pairs = np.sort(pairs[pairs[:, 0] != pairs[:, 1]], axis=1)
    coded = np.unique(pairs[:, 0] * n + pairs[:, 1]) if len(pairs) else np.zeros(0, dtype=np.int64)
    return Network(n, np.column_stack([coded // n, coded % n]) if n else pairs)


def between(network: Network, groups: np.ndarray, *, k: int) -> np.ndarray:
    """How many ties there are between the groups of partners: k by k, the same above and below; within, each tie once.

    `groups`: the group of each partner, from 0 to k - 1.
    """
    one, other = groups[network.ties].T if len(network.ties) else np.zeros((2, 0), dtype=int)
    found = np.zeros((k, k), dtype=np.int64)
    np.add.at(found, (one, other), 1)
    both = found + found.T
    np.fill_diagonal(both, np.diag(found))
    return both


@dataclass(frozen=True, eq=False)
class _Walk:
    """A walk through every connected part, always as deep as it goes.

    `order`: when each partner was reached. `above`: from whom (-1: where a part begins). `roots`: where its part begins.
    `sizes`: how many were reached through it, itself included. `low`: the earliest reached by one tie from any of those;
    `low_beside_above` leaves out the tie to `above`. `parts_without_above`: whether those lose touch when `above` leaves.
    """

    order: np.ndarray
    above: np.ndarray
    roots: np.ndarray
    sizes: np.ndarray
    low_beside_above: np.ndarray
    parts_without_above: np.ndarray

    def children(self, partner: int) -> np.ndarray:
        return np.flatnonzero(self.above == partner)


def _walked(network: Network) -> _Walk:
    n = network.n
    # one more partner is tied to one of each part, so that one walk reaches them all
    _, first = np.unique(network._parts, return_index=True)
    ties = np.vstack([network.ties, np.column_stack([first, np.full(len(first), n)])])
    one, other = np.concatenate([ties, ties[:, ::-1]]).T
    matrix = coo_array((np.ones(len(one), dtype=np.int8), (one, other)), shape=(n + 1, n + 1)).tocsr()
    reached, above = depth_first_order(matrix, n, directed=False)
    order = np.empty(n + 1, dtype=np.int64)
    order[reached] = np.arange(n + 1)
    above = np.where(above == n, -1, above[: n + 1])
    above[n] = -1
    one, other = (
        np.concatenate([network.ties, network.ties[:, ::-1]]).T if len(network.ties) else (order[:0],) * 2
    )
    low = order.copy()
    beside = order[other] != order[above[one]]
    np.minimum.at(low, one[beside], order[other[beside]])
    sizes, roots = np.ones(n + 1, dtype=np.int64), np.arange(n + 1)
    for partner in reached[:0:-1].tolist():
        parent = above[partner]
        if parent >= 0:
            sizes[parent] += sizes[partner]
            low[parent] = min(low[parent], low[partner])
    for partner in reached[1:].tolist():
        if above[partner] >= 0:
            roots[partner] = roots[above[partner]]
    inner = above >= 0
    parts = np.zeros(n + 1, dtype=bool)
    parts[inner] = low[inner] >= order[above[inner]]
    return _Walk(order[:n], above[:n], roots[:n], sizes[:n], low[:n], parts[:n])
