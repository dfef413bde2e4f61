"""Privacy, simple and closed: what is linked to a small cell is withheld with it.

Cells are linked when their places are related and their periods overlap, step by step, so that nothing
withheld can be had by taking shown cells from each other. The price is that a dimension shows all its groups
or none.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from datawalk.domain.cells import NUMBERS, Cells
from datawalk.domain.goals import Goal
from datawalk.domain.indicators import TOTAL
from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.domain.places import Place
from datawalk.measures.gaps import BEST_RELIABLE, LARGEST, OVERALL
from datawalk.measures.linkage import Node, ancestors, linked_components
from datawalk.measures.small_cells import Protection, are_small

RULE_VERSION = 1
"""Raised with every stricter rule; a release built under a lower one may not be chosen."""

WITHHELD_NOTE = "Not shown to protect privacy"

Grain = tuple[str, str, Period, str, str]


@dataclass(frozen=True)
class Protected:
    """Cells in their given order, withheld ones without numbers; `hidden` are the positions of those."""

    observations: Cells
    hidden: np.ndarray

    @cached_property
    def withheld(self) -> frozenset[Grain]:
        """What makes each withheld cell one cell."""
        return frozenset(cell.grain for cell in self.observations.where(self.hidden))

    def withheld_of(self, indicator_ids: Collection[str]) -> Iterable[Grain]:
        """The withheld cells of some indicators."""
        cells = self.observations.where(self.hidden)
        return (cell.grain for cell in cells.where(cells.is_word("indicator_id", *indicator_ids)))


def protect(
    observations: Sequence[Observation],
    *,
    places: Mapping[str, Place],
    protections: Mapping[str, Protection],
) -> Protected:
    """Withhold every small cell and all that is linked to it.

    In a linked component, a dimension with a small cell, or beside a small total, is withheld whole, for the
    whole family of indicators. With a small total every total is withheld but the topmost place's, and that
    one too when it is small, when no single place is above all others, or when periods differ. The strictest
    threshold of a family holds for all of it. Raises KeyError for an indicator without a protection. Example:
    one county of a state with 3 people takes every county's total away and leaves the state's.
    """
    cells = Cells.of(observations)
    families: dict[str, list[str]] = defaultdict(list)
    for id_ in cells.used("indicator_id"):
        if not protections[id_].exempt:
            families[protections[id_].family].append(id_)
    rows_of = _rows_by_indicator(cells)
    linked = _Links(places)
    hidden = np.zeros(len(cells), dtype=bool)
    for members in families.values():
        rows = np.concatenate([rows_of[id_] for id_ in members])
        threshold = max(protections[id_].threshold for id_ in members)
        small = np.concatenate(
            [
                are_small(
                    cells.where(rows_of[id_]),
                    threshold=threshold,
                    per=protections[id_].per,
                    published=protections[id_].published,
                )
                for id_ in members
            ]
        )
        if small.any():
            hidden[rows[_withheld(cells.where(rows), small=small, linked=linked)]] = True
    return Protected(_without_numbers(cells, hidden), np.flatnonzero(hidden))


def _rows_by_indicator(cells: Cells) -> dict[str, np.ndarray]:
    held = cells.words("indicator_id")
    order = np.argsort(held.codes, kind="stable")
    ends = np.searchsorted(held.codes[order], np.arange(len(held.categories) + 1))
    return {
        str(word): order[first:last]
        for word, first, last in zip(held.categories, ends[:-1], ends[1:], strict=True)
    }


def _without_numbers(cells: Cells, hidden: np.ndarray) -> Cells:
    """The cells, at the hidden ones as `Observation.hidden` leaves them."""
    blank = {name: np.where(hidden, np.nan, cells.numbers(name)) for name in NUMBERS}
    said = cells.with_word("flag", "suppressed", at=hidden).with_word("note", WITHHELD_NOTE, at=hidden)
    return said.changed(**blank)


def withheld_goals(
    goals: Iterable[Goal], *, withheld: Iterable[Grain], families: Mapping[str, str]
) -> tuple[Goal, ...]:
    """The goals in their order, those that name a withheld cell without their numbers.

    A goal names the cells of its indicator or any of its family (`families`: indicator id -> family) in its
    place, in any period. A goal about a difference or a ratio names its reference too; a reference that is a
    rule or blank names every group. A goal without a place names every place.
    """
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    for indicator_id, place_id, _, dimension, subgroup in withheld:
        family = families.get(indicator_id, indicator_id)
        for place in (place_id, ""):
            groups[family + "\0" + place, dimension].add(subgroup)

    def names_withheld(goal: Goal) -> bool:
        if goal.indicator_id is None:
            return False
        key = families.get(goal.indicator_id, goal.indicator_id) + "\0" + (goal.place_id or "")
        gone = groups.get((key, goal.dimension), set())
        if goal.measure == "level":
            return goal.subgroup in gone
        rules = (None, "", BEST_RELIABLE, LARGEST, OVERALL)
        if goal.reference in rules or goal.subgroup == TOTAL:
            return bool(gone or groups.get((key, TOTAL)))
        return goal.subgroup in gone or goal.reference in gone

    return tuple(goal.hidden() if names_withheld(goal) else goal for goal in goals)


class _Links:
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


def _withheld(cells: Cells, *, small: np.ndarray, linked: _Links) -> np.ndarray:
    """Which cells of one family to withhold."""
    nodes, node_of = _nodes(cells)
    component_of = linked.components(nodes)
    component = component_of[node_of]
    dimension = cells.codes("dimension")
    is_total = cells.is_word("dimension", TOTAL)
    touched = np.unique(np.stack([component[small], dimension[small]]), axis=1)
    gone = np.isin(_pair(component, dimension), _pair(*touched))
    beside_small_total = np.zeros(len(cells), dtype=bool)
    for number in np.unique(component[small & is_total]):
        inside = component == number
        members = [node for node, one in zip(nodes, component_of, strict=True) if one == number]
        kept = _topmost(members, places=linked.places)
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
