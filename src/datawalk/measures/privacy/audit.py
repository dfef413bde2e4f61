"""What an attacker can tell of each small cell: the least and the highest count that fit all that is shown."""

from collections.abc import Collection, Iterable, Mapping
from time import monotonic

from datawalk.measures.privacy.rule import Ends
from datawalk.measures.privacy.solver import SECONDS, Unsolved, equal, matrix, solve
from datawalk.measures.privacy.system import System, View
from datawalk.measures.privacy.witnesses import Interval, Witness

FEWEST_COUNTS = 3
"""A small cell of fewer possible counts is as good as told: 1 + 1 + 1 under a total of 3."""


def audit(view: View, *, of: Iterable[int], deadline: float | None = None) -> dict[int, Interval]:
    """The interval of each cell, by two integer programs a cell. It is given what a reader is given, and no more.

    Linear programs would not do: on linked tables their answer is too wide. A table found for one cell serves for all others
    that it puts at an end of what is known of them. `deadline`: when to give up, on the monotonic clock. Raises Unsolved when
    the solver does, or when no table at all fits the view.
    Example: 3 and 12 under a shown 15, both hidden, threshold 11: the first is 1 to 4, because the other is at least 11.
    """
    tables: dict[int, list[Witness]] = {}
    parts: dict[int, tuple[int, ...]] = {}
    found = {}
    for cell in of:
        if not view.is_open(cell):
            end = view.bounds[cell][0]
            found[cell] = Interval(end, end, ({}, {}))
            continue
        if cell not in parts:
            around = view.around(cell)
            parts |= dict.fromkeys(around, around)
        known = tables.setdefault(parts[cell][0], [])
        ends = []
        for sign, end in zip((1.0, -1.0), view.bounds[cell], strict=True):
            table = next((one for one in known if one[cell] == end), None)
            if table is None:
                table = _furthest(view, parts[cell], cell, sign=sign, deadline=deadline)
                known.append(table)
            ends.append(table)
        found[cell] = Interval(ends[0][cell], ends[1][cell], (ends[0], ends[1]))
    return found


def _furthest(
    view: View, around: tuple[int, ...], cell: int, *, sign: float, deadline: float | None
) -> Witness:
    """The table in which the cell has its least count (`sign` 1) or its highest (-1)."""
    new = {old: at for at, old in enumerate(around)}
    relations = {id(one): one for at in around for one in view.relations_of.get(at, ())}.values()
    rows, told = [], []
    for total, parts in relations:
        rows.append((new.get(total), [new[at] for at in parts if at in new]))
        outside = sum(view.bounds[at][0] for at in parts if at not in new)
        told.append((0 if total in new else view.bounds[total][0]) - outside)
    best = solve(
        [sign if at == cell else 0.0 for at in around],
        lower=[view.bounds[at][0] for at in around],
        upper=[view.bounds[at][1] for at in around],
        constraints=equal(matrix(rows, len(around)), told),
        seconds=SECONDS if deadline is None else deadline - monotonic(),
    )
    if best.values is None:
        raise Unsolved("The table itself does not fit what is shown.")
    return dict(zip(around, best.values, strict=True))


def baseline(
    system: System, *, of: Iterable[int] | None = None, deadline: float | None = None
) -> dict[int, Interval]:
    """What the rule alone tells of each primary cell: its interval when everything that can be hidden is."""
    asked = system.primary if of is None else of
    return audit(system.view(system.hideable), of=asked, deadline=deadline)


def required(system: System, told: Mapping[int, Interval]) -> dict[int, Ends]:
    """The ends that must stay possible for each small cell: what is asked for it, as far as the rule itself allows."""
    ends = {}
    for cell, interval in told.items():
        low, high = system.cells[cell].asked or (interval.lower, interval.upper)
        ends[cell] = (max(low, interval.lower), min(high, interval.upper))
    return ends


def is_disclosed(system: System, cell: int, ends: Ends) -> bool:
    """Whether a small cell is as good as told by the rule itself.

    Of one person no rule can do more than hide the count. None or all of a few people is told by a shown zero around them.
    """
    one = system.cells[cell]
    if one.asked == (0, one.people) and one.count in (0, one.people):
        return False
    return ends[1] - ends[0] + 1 < FEWEST_COUNTS and ends != one.asked


def self_disclosing(system: System, required: Mapping[int, Ends]) -> list[int]:
    """The cells that no pattern can protect, because the rule itself leaves them fewer than three counts.

    They are merged with others, or their table is withheld. Example: three cells of 1 under a total of 3, threshold 4.
    """
    return sorted(cell for cell, ends in required.items() if is_disclosed(system, cell, ends))


def is_safe(found: Mapping[int, Interval], *, required: Mapping[int, Ends]) -> bool:
    """Whether each small cell can still be at both ends that must stay possible."""
    return all(
        cell in found and found[cell].lower <= low and high <= found[cell].upper
        for cell, (low, high) in required.items()
    )


def ignorant(system: System, hidden: Collection[int]) -> View:
    """The view of somebody who does not know the rule: hidden counts are only not shown zeros."""
    view = system.view(hidden)
    most = max((high for _, high in view.bounds), default=0)
    least = min((one.asked[0] for one in system.cells if one.asked), default=0)
    return View(
        view.relations,
        tuple((least, most) if at in hidden else ends for at, ends in enumerate(view.bounds)),
    )
