"""Privacy, simple and closed: what is linked to a small cell is withheld with it.

Cells are linked when their places are related and their periods overlap, step by step, so that nothing
withheld can be had by taking shown cells from each other. The price is that a dimension shows all its groups
or none.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from datawalk.domain.goals import Goal
from datawalk.domain.indicators import TOTAL
from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.domain.places import Place
from datawalk.measures.gaps import BEST_RELIABLE, LARGEST, OVERALL
from datawalk.measures.linkage import Node, ancestors, linked_components
from datawalk.measures.small_cells import Protection, is_small

RULE_VERSION = 1
"""Raised with every stricter rule; a release built under a lower one may not be chosen."""

WITHHELD_NOTE = "Not shown to protect privacy"

Grain = tuple[str, str, Period, str, str]


@dataclass(frozen=True)
class Protected:
    """Observations in their given order, withheld ones without numbers, and the grains of those."""

    observations: tuple[Observation, ...]
    withheld: frozenset[Grain]


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
    families: dict[str, list[int]] = defaultdict(list)
    for at, cell in enumerate(observations):
        protection = protections[cell.indicator_id]
        if not protection.exempt:
            families[protection.family].append(at)
    hidden: set[int] = set()
    for rows in families.values():
        members = {observations[at].indicator_id for at in rows}
        threshold = max(protections[id_].threshold for id_ in members)
        small = {
            at
            for at in rows
            if is_small(
                observations[at],
                threshold=threshold,
                per=protections[observations[at].indicator_id].per,
                published=protections[observations[at].indicator_id].published,
            )
        }
        if small:
            hidden |= _withheld_rows(observations, rows=rows, small=small, places=places)
    return Protected(
        observations=tuple(
            cell.hidden(WITHHELD_NOTE) if at in hidden else cell for at, cell in enumerate(observations)
        ),
        withheld=frozenset(observations[at].grain for at in hidden),
    )


def withheld_goals(
    goals: Iterable[Goal], *, withheld: Collection[Grain], families: Mapping[str, str]
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


def _withheld_rows(
    observations: Sequence[Observation], *, rows: list[int], small: set[int], places: Mapping[str, Place]
) -> set[int]:
    """The rows of one family to withhold."""
    nodes = {at: (observations[at].place_id, observations[at].period) for at in rows}
    components = linked_components(set(nodes.values()), places=places)
    in_component: dict[int, list[int]] = defaultdict(list)
    for at in rows:
        in_component[components[nodes[at]]].append(at)
    hidden: set[int] = set()
    for members in in_component.values():
        touched = {observations[at].dimension for at in members if at in small}
        if not touched:
            continue
        kept = None
        if TOTAL in touched:
            kept = _topmost({nodes[at] for at in members}, places=places)
            if any(at in small and _is_total_of(observations[at], place_id=kept) for at in members):
                kept = None
        gone = touched - {TOTAL}
        for at in members:
            cell = observations[at]
            beside_small_total = TOTAL in touched and not _is_total_of(cell, place_id=kept)
            if beside_small_total or cell.dimension in gone:
                hidden.add(at)
    return hidden


def _is_total_of(cell: Observation, *, place_id: str | None) -> bool:
    return cell.dimension == TOTAL and cell.place_id == place_id


def _topmost(nodes: set[Node], *, places: Mapping[str, Place]) -> str | None:
    """The one place above all others, if the nodes are of one period and there is such a place."""
    if len({period for _, period in nodes}) > 1:
        return None
    ids = {place_id for place_id, _ in nodes}
    above = {place_id: ancestors(place_id, places=places) for place_id in ids}
    return next((top for top in ids if all(top == id_ or top in above[id_] for id_ in ids)), None)
