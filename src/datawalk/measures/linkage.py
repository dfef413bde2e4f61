"""Which places and periods are linked, so that a number of one could be had from the others."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import Generic, TypeVar

from datawalk.domain.periods import Period
from datawalk.domain.places import Place

Item = TypeVar("Item", bound=Hashable)

Node = tuple[str, Period]
"""A place's id and a period it has data for."""


def linked_components(nodes: Collection[Node], *, places: Mapping[str, Place]) -> dict[Node, int]:
    """The number of each node's component; nodes of one component are linked step by step.

    Two nodes are linked when their periods overlap and their places are the same, are children of one parent,
    lie one inside the other, or have the same nearest place with data around them.
    """
    ordered = sorted(nodes)
    numbers = {node: at for at, node in enumerate(ordered)}
    by_place: dict[str, list[Node]] = defaultdict(list)
    for node in ordered:
        by_place[node[0]].append(node)
    linked = Groups(range(len(ordered)))
    sharing: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for place_id, own in by_place.items():
        sharing["same place", place_id] = own
        around = ancestors(place_id, places=places)
        with_data = [id_ for id_ in around if id_ in by_place]
        if around:
            sharing["same parent", around[0]] += own
        if with_data:
            sharing["same place around", with_data[0]] += own
        # not the nearest alone: it may have no data for this period when one further out has
        for outer in with_data:
            for node in own:
                for other in by_place[outer]:
                    if node[1].overlaps(other[1]):
                        linked.join(numbers[node], numbers[other])
    for group in sharing.values():
        for first, second in _overlapping(group):
            linked.join(numbers[first], numbers[second])
    return {node: linked.root(number) for node, number in numbers.items()}


def ancestors(place_id: str, *, places: Mapping[str, Place]) -> tuple[str, ...]:
    """The places around a place, nearest first; a loop of parents ends where it closes."""
    found: list[str] = []
    place = places.get(place_id)
    while place and place.parent_id and place.parent_id not in (place_id, *found):
        found.append(place.parent_id)
        place = places.get(place.parent_id)
    return tuple(found)


def _overlapping(nodes: Iterable[Node]) -> Iterable[tuple[Node, Node]]:
    """Enough overlapping pairs to link all that overlap step by step."""
    last: Node | None = None
    for node in sorted(nodes, key=lambda node: (node[1].start, node[1].end)):
        if last and node[1].start <= last[1].end:
            yield last, node
        if last is None or node[1].end > last[1].end:
            last = node


class Groups(Generic[Item]):
    """Disjoint groups of things, joined pair by pair."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._parent = {item: item for item in items}

    def root(self, item: Item) -> Item:
        """The one that stands for the group an item is in."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, first: Item, second: Item) -> None:
        self._parent[self.root(first)] = self.root(second)

    def all(self) -> Iterable[tuple[Item, list[Item]]]:
        """Each group, with the one that stands for it."""
        found: dict[Item, list[Item]] = defaultdict(list)
        for item in self._parent:
            found[self.root(item)].append(item)
        return found.items()
