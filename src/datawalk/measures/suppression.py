"""Privacy, once, over the whole release: small counts are withheld with what they could be worked out from.

The counts of a family of indicators are blocks of whole numbers that add up. In each block that holds a small one, the
cheapest others are withheld too, and a proof says that nobody can tell more of a small count than that it is small. Where
there is no such proof, the closed rule withholds all that is linked.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from datawalk.domain.cells import NUMBERS, Cells
from datawalk.domain.goals import Goal
from datawalk.domain.indicators import TOTAL
from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.domain.places import Place
from datawalk.measures.closed import Links, closed, nodes_of
from datawalk.measures.counts import counts_of, is_printed, keys_of, tell_counts
from datawalk.measures.gaps import BEST_RELIABLE, LARGEST, OVERALL
from datawalk.measures.leftovers import leave_few
from datawalk.measures.linkage import Groups
from datawalk.measures.privacy.blocks import Block, blocks
from datawalk.measures.privacy.linked import Key
from datawalk.measures.privacy.protection import Pattern, SelfDisclosing
from datawalk.measures.privacy.protection import protect as find_pattern
from datawalk.measures.privacy.rule import Rule
from datawalk.measures.privacy.solver import Unsolved
from datawalk.measures.privacy.system import System
from datawalk.measures.small_cells import Protection, are_small, is_withheld
from datawalk.measures.twins import Twins, twins

RULE_VERSION = 2
"""Raised with every stricter rule; a release built under a lower one may not be chosen."""

WITHHELD_NOTE = "Not shown to protect privacy"

MANY_CELLS = 200_000
"""More linked cells are not looked at one by one."""

Grain = tuple[str, str, Period, str, str]

Answer = Pattern | SelfDisclosing | Unsolved
"""What came of looking for a pattern."""

Solver = Callable[[Sequence[System]], Iterable[Answer]]
"""Something that looks for the patterns of systems, and answers in their order."""


@dataclass(frozen=True)
class Proved:
    """A block with the pattern that protects it. `rows`: where the first cells of its system stand among all cells."""

    rows: np.ndarray
    rule: Rule
    block: Block
    pattern: Pattern


@dataclass(frozen=True)
class Closed:
    """Cells under the closed rule, and why: no_shares, no_counts, not_adding_up, too_large, no_proof,
    told (the rule itself tells), withheld, or follows (a second form of hidden figures).

    `off`: the total that is below the sum of its parts, and by how much. `is_whole`: nothing linked with them was proved.
    """

    rows: np.ndarray
    why: str
    off: tuple[Key, int] | None = None

    @property
    def is_whole(self) -> bool:
        return self.why in ("withheld", "no_shares") or len(self.rows) > MANY_CELLS


@dataclass(frozen=True)
class Protected:
    """Cells in their given order, withheld ones without numbers; `hidden` are the positions of those.

    `proved` and `closed` say how each part was protected. `lost`: cells that no pattern can protect; with any of them nothing
    may be published.
    """

    observations: Cells
    hidden: np.ndarray
    proved: tuple[Proved, ...] = ()
    closed: tuple[Closed, ...] = ()
    lost: tuple[tuple[Key, ...], ...] = field(default=())

    @cached_property
    def withheld(self) -> frozenset[Grain]:
        """What makes each withheld cell one cell."""
        return frozenset(cell.grain for cell in self.observations.where(self.hidden))

    def withheld_of(self, indicator_ids: Collection[str]) -> Iterable[Grain]:
        """The withheld cells of some indicators."""
        cells = self.observations.where(self.hidden)
        return (cell.grain for cell in cells.where(cells.is_word("indicator_id", *indicator_ids)))


def one_by_one(systems: Sequence[System]) -> Iterable[Answer]:
    """The patterns of systems, one after the other."""
    return map(try_to_protect, systems)


def try_to_protect(system: System, *, seconds: float | None = None) -> Answer:
    """The pattern of one system, or why there is none."""
    try:
        return find_pattern(system) if seconds is None else find_pattern(system, seconds=seconds)
    except (SelfDisclosing, Unsolved) as why:
        return why


def protect(
    observations: Sequence[Observation],
    *,
    places: Mapping[str, Place],
    protections: Mapping[str, Protection],
    solver: Solver = one_by_one,
) -> Protected:
    """Withhold every small cell and what it could be worked out from.

    The strictest threshold of a family holds for all of it, and so does the strictest word about zeros. Raises KeyError for an
    indicator without a protection.
    """
    cells = Cells.of(observations)
    rows_of = _rows_by_indicator(cells)
    own = {id_: protections[id_] for id_ in rows_of if not protections[id_].exempt and len(rows_of[id_])}
    looks = {id_: _looked_at(cells, rows_of, [id_], own=own, places=places) for id_ in own}
    links = Links(places)
    tasks: list[_Task] = []
    for family in _families(cells, own, asked=[id_ for id_, look in looks.items() if look.seeds.any()]):
        alone = len(family.members) == 1
        look = (
            looks[family.members[0]]
            if alone
            else _looked_at(cells, rows_of, family.members, own=own, places=places)
        )
        tasks += _tasks(cells, family=family, own=own, look=look, links=links)
    return _applied(cells, tasks=tasks, own=own, links=links, solver=solver)


class _Look(NamedTuple):
    """The rows of some indicators, which of them are small, of which something small is left, and the rule for them."""

    rows: np.ndarray
    small: np.ndarray
    leaves_few: np.ndarray
    rule: Rule

    @property
    def seeds(self) -> np.ndarray:
        return self.small | self.leaves_few

    def where(self, chosen: np.ndarray) -> "_Look":
        return _Look(self.rows[chosen], self.small[chosen], self.leaves_few[chosen], self.rule)


def _looked_at(
    cells: Cells,
    rows_of: Mapping[str, np.ndarray],
    members: Sequence[str],
    *,
    own: Mapping[str, Protection],
    places: Mapping[str, Place],
) -> _Look:
    rule = _rule([own[id_] for id_ in members])
    rows = np.concatenate([rows_of[id_] for id_ in members])
    small = np.concatenate([_small(cells.where(rows_of[id_]), own[id_], rule=rule) for id_ in members])
    # what is left of a published total was left by its publisher
    public = all(own[id_].published for id_ in members)
    left = (
        np.zeros(len(rows), dtype=bool) if public else leave_few(cells.where(rows), rule=rule, places=places)
    )
    return _Look(rows, small, left, rule)


class _Family(NamedTuple):
    """Indicators whose counts tell of the same people."""

    members: tuple[str, ...]
    pairs: tuple[Twins, ...]


def _families(cells: Cells, own: Mapping[str, Protection], *, asked: Sequence[str]) -> Iterable[_Family]:
    """The families that hold a small cell: declared ones, joined where two indicators have the same counts."""
    declared = defaultdict(list)
    for id_, one in own.items():
        declared[one.family].append(id_)
    pairs = [
        Twins(id_, one.complement_of, "complement")
        for id_, one in own.items()
        if one.complement_of and one.complement_of in own
    ]
    known = {frozenset(pair[:2]) for pair in pairs}
    pairs += [pair for pair in twins(cells, asked=asked, among=own) if frozenset(pair[:2]) not in known]
    joined = Groups(own)
    for members in declared.values():
        for id_ in members[1:]:
            joined.join(members[0], id_)
    for pair in pairs:
        joined.join(pair.first, pair.second)
    wanted = {joined.root(id_) for id_ in asked}
    for root, members in joined.all():
        if root in wanted:
            yield _Family(tuple(members), tuple(pair for pair in pairs if pair.first in members))


class _Task(NamedTuple):
    """A block of a family that holds a small cell, among the rows looked at, of which some are small.

    `public`: all of it was published by its producers, so nobody here can merge its groups.
    """

    rows: np.ndarray
    small: np.ndarray
    rule: Rule
    block: Block
    public: bool


def _rule(protections: Sequence[Protection]) -> Rule:
    """The strictest of what several ask for."""
    zeros = "hidden" if any(one.zeros == "hidden" for one in protections) else "shown"
    return Rule(max(one.threshold for one in protections), zeros)


def _small(cells: Cells, protection: Protection, *, rule: Rule) -> np.ndarray:
    small = are_small(cells, rule=rule, per=protection.per, published=protection.published)
    return small | _is_withheld_table(cells, protection)


def _is_withheld_table(cells: Cells, protection: Protection) -> np.ndarray:
    return cells.is_word("dimension", *protection.withheld)


def _tasks(
    cells: Cells,
    *,
    family: _Family,
    own: Mapping[str, Protection],
    look: _Look,
    links: Links,
) -> Iterator[_Task]:
    """Each block of a family that holds a small cell."""
    public = all(own[id_].published for id_ in family.members)
    nodes, node_of = nodes_of(cells.where(look.rows))
    component = links.components(nodes)[node_of]
    inside = np.isin(component, component[look.seeds]) & (is_printed(cells.where(look.rows)) | look.small)
    look, component = look.where(inside), component[inside]
    for number in np.unique(component):
        here = look.where(component == number)
        found = cells.where(here.rows)
        if why := _not_countable(found, family, own):
            if here.small.any():
                yield _Task(
                    here.rows, here.small, look.rule, Block(tuple(range(len(found))), None, why), public
                )
            continue
        pers = {id_: own[id_].per for id_ in family.members}
        keys = keys_of(found)
        ordered = np.array(
            sorted(range(len(keys)), key=keys.__getitem__)
        )  # the same whatever the order of rows
        here, found = here.where(ordered), found.where(ordered)
        each = blocks(
            [keys[at] for at in ordered],
            counts_of(
                found,
                small=here.small,
                leaves_few=here.leaves_few,
                silent=are_silent(found, own) & ~here.small,
                pers=pers,
            ),
            rule=look.rule,
            places=links.places,
            complements=[pair[:2] for pair in family.pairs if pair.kind == "complement"],
            same=[pair[:2] for pair in family.pairs if pair.kind == "same"],
        )
        for block in each:
            yield _Task(here.rows, here.small, look.rule, block, public)


def are_silent(cells: Cells, protections: Mapping[str, Protection]) -> np.ndarray:
    """Which cells a publisher let everyone have without a count: there is nothing in them to subtract with."""
    found = np.zeros(len(cells), dtype=bool)
    for id_ in cells.used("indicator_id"):
        if protections[id_].published:
            found |= cells.is_word("indicator_id", id_) & ~tell_counts(cells, per=protections[id_].per)
    return found & ~is_withheld(cells)


def _not_countable(cells: Cells, family: _Family, own: Mapping[str, Protection]) -> str:
    """Why some cells are no system of counts at all, or nothing."""
    for id_ in family.members:
        if (_is_withheld_table(cells, own[id_]) & cells.is_word("indicator_id", id_)).any():
            return "withheld"
    if any(own[id_].per is None and not own[id_].published for id_ in family.members):
        return "no_shares"
    return "too_large" if len(cells) > MANY_CELLS else ""


def _applied(
    cells: Cells,
    *,
    tasks: Sequence[_Task],
    own: Mapping[str, Protection],
    links: Links,
    solver: Solver,
) -> Protected:
    answers = iter(solver([task.block.system for task in tasks if task.block.system is not None]))
    hidden = np.zeros(len(cells), dtype=bool)
    proved, under_closed, lost = [], [], []
    for here, few, rule, block, public in tasks:
        rows, small = here[list(block.rows)], few[list(block.rows)]
        answer = next(answers) if block.system is not None else None
        if isinstance(answer, Pattern):
            hidden[rows[[at for at in answer.hidden if at < len(rows)]]] = True
            proved.append(Proved(rows, rule, block, answer))
            continue
        why = block.why or ("told" if isinstance(answer, SelfDisclosing) else "no_proof")
        if isinstance(answer, SelfDisclosing) and not public:
            keys = keys_of(cells.where(rows))
            lost.append(tuple(keys[at] for at in answer.cells if at < len(keys)))
        hidden[rows[closed(cells.where(rows), small=small, links=links)]] = True
        under_closed.append(Closed(rows, why, block.off))
    if (follow := following(cells, hidden, own) & ~hidden).any():
        under_closed.append(Closed(np.flatnonzero(follow), "follows"))
        hidden |= follow
    return Protected(
        without_numbers(cells, hidden),
        np.flatnonzero(hidden),
        tuple(proved),
        tuple(under_closed),
        tuple(lost),
    )


def following(cells: Cells, hidden: np.ndarray, protections: Mapping[str, Protection]) -> np.ndarray:
    """Which cells are a second form of a hidden one: an adjusted rate beside its crude one, of the same people."""
    found = np.zeros(len(cells), dtype=bool)
    for id_, one in protections.items():
        if one.follows:
            rows = np.flatnonzero(cells.is_word("indicator_id", id_))
            gone = hidden & cells.is_word("indicator_id", one.follows)
            keys = {key._replace(indicator=id_) for key in keys_of(cells.where(gone))}
            if keys:
                found[rows[[key in keys for key in keys_of(cells.where(rows))]]] = True
    return found


def _rows_by_indicator(cells: Cells) -> dict[str, np.ndarray]:
    held = cells.words("indicator_id")
    order = np.argsort(held.codes, kind="stable")
    ends = np.searchsorted(held.codes[order], np.arange(len(held.categories) + 1))
    return {
        str(word): order[first:last]
        for word, first, last in zip(held.categories, ends[:-1], ends[1:], strict=True)
    }


def without_numbers(cells: Cells, hidden: np.ndarray) -> Cells:
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
