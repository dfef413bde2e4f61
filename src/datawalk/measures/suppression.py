"""Privacy, once, over the whole release: small counts are withheld with what they could be worked out from.

The counts of a family of indicators are blocks of whole numbers that add up. In each block that holds a small one, the
cheapest others are withheld too, and a proof says that nobody can tell more of a small count than that it is small. Where
there is no such proof, the closed rule withholds all that is linked.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from datawalk.domain.cells import NUMBERS, Cells
from datawalk.domain.goals import Goal
from datawalk.domain.indicators import TOTAL
from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.domain.places import Place
from datawalk.measures.closed import Links, closed
from datawalk.measures.counts import keys_of
from datawalk.measures.gaps import BEST_RELIABLE, LARGEST, OVERALL
from datawalk.measures.linked_counts import MANY_CELLS, Task, tasks_of
from datawalk.measures.privacy.blocks import Block
from datawalk.measures.privacy.linked import Key, Name
from datawalk.measures.privacy.protection import Pattern, SelfDisclosing
from datawalk.measures.privacy.protection import protect as find_pattern
from datawalk.measures.privacy.rule import Rule
from datawalk.measures.privacy.solver import Unsolved
from datawalk.measures.privacy.system import System
from datawalk.measures.small_cells import Protection

WITHHELD_NOTE = "Not shown to protect privacy"

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
    lost: tuple[tuple[Name, ...], ...] = field(default=())

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
    used = {id_: protections[id_] for id_ in cells.used("indicator_id")}
    own = {id_: one for id_, one in used.items() if not one.exempt}
    links = Links(places)
    tasks = list(tasks_of(cells, own=own, links=links))
    # the others are no counts of people, but they can be withheld as well
    hidden = np.zeros(len(cells), dtype=bool)
    for id_, one in used.items():
        if one.exempt and one.withheld:
            hidden |= cells.is_word("indicator_id", id_) & cells.is_word("dimension", *one.withheld)
    return _applied(cells, tasks=tasks, own=own, withheld=hidden, links=links, solver=solver)


def _applied(
    cells: Cells,
    *,
    tasks: Sequence[Task],
    own: Mapping[str, Protection],
    withheld: np.ndarray,
    links: Links,
    solver: Solver,
) -> Protected:
    answers = iter(solver([task.block.system for task in tasks if task.block.system is not None]))
    hidden = withheld.copy()
    proved, lost = [], []
    under_closed = [Closed(np.flatnonzero(withheld), "withheld")] if withheld.any() else []
    for here, few, rule, block, public in tasks:
        rows, small = here[list(block.rows)], few[list(block.rows)]
        answer = next(answers) if block.system is not None else None
        if isinstance(answer, Pattern):
            hidden[rows[[at for at in answer.hidden if at < len(rows)]]] = True
            proved.append(Proved(rows, rule, block, answer))
            continue
        why = block.why or ("told" if isinstance(answer, SelfDisclosing) else "no_proof")
        if isinstance(answer, SelfDisclosing) and not public:
            lost.append(tuple(block.names[at] for at in answer.cells))
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
    rule or blank names every group. A goal without a place names every place, unless it has no baseline either: a
    target for all places is about the figures of none.
    """
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    for indicator_id, place_id, _, dimension, subgroup in withheld:
        family = families.get(indicator_id, indicator_id)
        for place in (place_id, ""):
            groups[family + "\0" + place, dimension].add(subgroup)

    def names_withheld(goal: Goal) -> bool:
        if goal.indicator_id is None or (goal.place_id is None and goal.baseline is None):
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
