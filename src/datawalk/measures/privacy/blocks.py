"""From published cells to systems: what each count can be, and the blocks that no sum links."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from datawalk.domain.places import Place
from datawalk.measures.privacy.linked import Key, Linked, Name, linked
from datawalk.measures.privacy.rule import Cell, Ends, Rule, cell_of
from datawalk.measures.privacy.solver import Unsolved, equal, matrix, solve
from datawalk.measures.privacy.system import (
    Relation,
    System,
    far_above,
    linked_with,
    relations_by_cell,
)

MANY_CELLS = 12_000
"""A block of more is not tried."""

_REST_PRICE, _ABOVE_PRICE = 1_000.0, 1.0


class Count(NamedTuple):
    """What the raw sources tell of one cell: the least and the highest its count can be (None: they do not say), the people it
    is out of, whether it must be hidden, whether its publisher hid it, whether something small could be left of it, and whether
    it is printed without a count, so that nothing can be subtracted with it.
    """

    ends: Ends | None
    people: int | None
    is_small: bool
    is_withheld: bool = False
    leaves_few: bool = False
    is_silent: bool = False


@dataclass(frozen=True)
class Block:
    """Cells that sums link, at least one of them small. `rows`: which of the given cells the first ones of the system are;
    `names`: what each cell of the system is, published or not.

    `system` is None where there is none, for a reason (`why`): no_counts, not_adding_up, too_large. `off`: the
    total that does not add up, and by how much its parts are above it.
    """

    rows: tuple[int, ...]
    system: System | None
    why: str = ""
    off: tuple[Key, int] | None = None
    names: tuple[Name, ...] = ()


def blocks(
    keys: Sequence[Key],
    counts: Sequence[Count],
    *,
    rule: Rule,
    places: Mapping[str, Place],
    complements: Collection[tuple[str, str]] = (),
    same: Collection[tuple[str, str]] = (),
) -> Iterator[Block]:
    """Each block of linked cells that holds a small one, as a system of whole counts where it is one.

    What nobody printed is completed: the rest of a total, years inside a span, a count its publisher hid. A rest is taken for
    none where that can be, and a hidden count for a small one: then a reader could tell most.
    """
    found = linked(keys, places=places, complements=complements, same=same)
    ends = [one.ends for one in counts] + [None] * (len(found.keys) - len(counts))
    apart = set()
    for at, pair in found.people.items():
        told = [people for one in pair if (people := counts[one].people) is not None]
        if len(set(told)) > 1:
            apart.add(at)
        elif told:
            ends[at] = (told[0], told[0])
    relations = relations_by_cell(found.relations)
    zero = {
        at for at, end in enumerate(ends) if end == (0, 0) and not (at < len(counts) and counts[at].is_small)
    }
    done: set[int] = set()
    for at, one in enumerate(counts):
        if (one.is_small or one.leaves_few) and at not in done and at not in zero:
            inside = linked_with(
                at, relations=relations, through=lambda other: other not in zero and other not in found.people
            )
            done.update(inside)
            block = _block(
                found, inside, counts=counts, ends=ends, relations=relations, rule=rule, apart=apart
            )
            if any(counts[row].is_small for row in block.rows) or (block.system and block.system.primary):
                yield block


def _block(
    found: Linked,
    inside: Sequence[int],
    *,
    counts: Sequence[Count],
    ends: Sequence[Ends | None],
    relations: Mapping[int, Iterable[Relation]],
    rule: Rule,
    apart: Collection[int],
) -> Block:
    rows = tuple(at for at in inside if at < found.published and not counts[at].is_silent)
    sums = list({id(one): one for at in inside for one in relations.get(at, ())}.values())
    if any(counts[at].ends is None and not counts[at].is_small for at in rows):
        return Block(rows, None, "no_counts")
    if any(total in apart for total, _ in sums):  # a count and its complement are not out of the same people
        return Block(rows, None, "not_adding_up")
    kept = [*rows, *sorted({at for one in sums for at in (one.total, *one.parts)} - set(rows))]
    if len(kept) > MANY_CELLS:
        return Block(rows, None, "too_large")
    new = {old: at for at, old in enumerate(kept)}
    sums = [Relation(new[one.total], tuple(new[at] for at in one.parts)) for one in sums]
    given = [ends[at] for at in kept]
    rests = {new[at] for at in found.rests if at in new}
    if off := _above(sums, given):
        return Block(rows, None, "not_adding_up", (found.keys[kept[off[0]]], off[1]))
    try:
        table = _completed(given, sums, rests=rests, published=len(rows), rule=rule)
    except Unsolved:
        return Block(rows, None, "not_adding_up")
    told = set(_settled(given, sums))
    asks = any(counts[at].leaves_few for at in rows)
    most = far_above(table, rule.threshold)
    cells = []
    for at, count in enumerate(table):
        old = kept[at]
        if old in found.people and given[at]:
            cells.append(Cell(count, (count, count)))
        elif at < len(rows):
            cells.append(_published(count, counts[old], told=at in told, rule=rule, most=most))
        elif end := given[at]:  # a zero that is shown, which links nothing
            cells.append(Cell(count, end))
        else:
            cells.append(_unseen(count, told=at in told and asks, is_rest=at in rests, rule=rule, most=most))
    names = tuple(found.name(at) for at in kept)
    return Block(rows, System(tuple(cells), tuple(sums)), names=names)


def _above(sums: Sequence[Relation], given: Sequence[Ends | None]) -> tuple[int, int] | None:
    """The first total that is below the least its parts can be, and by how much."""
    for total, parts in sums:
        end = given[total]
        least = sum(one[0] for one in (given[at] for at in parts) if one)
        if end and least > end[1]:
            return total, least - end[1]
    return None


def _completed(
    given: Sequence[Ends | None],
    sums: Sequence[Relation],
    *,
    rests: Collection[int],
    published: int,
    rule: Rule,
) -> list[int]:
    """A whole number for each cell that adds up, by the solver where adding and subtracting do not settle all."""
    values = _settled(given, sums)
    open_ = [at for at in range(len(given)) if at not in values]
    if not open_:
        table = [values[at] for at in range(len(given))]
        return _checked(table, sums)
    new = {old: at for at, old in enumerate(open_)}
    most = far_above(list(values.values()), rule.threshold)
    rows, told = [], []
    for total, parts in sums:
        if total in new or any(at in new for at in parts):
            rows.append((new.get(total), [new[at] for at in parts if at in new]))
            outside = sum(values[at] for at in parts if at in values)
            told.append(values.get(total, 0) - outside)
    lower, upper, price = [], [], []
    for at in open_:
        low, high = given[at] or (0, most)
        lower.append(low)
        upper.append(high)
        price.append(
            _REST_PRICE if at in rests else _ABOVE_PRICE if given[at] is None and at < published else 0.0
        )
    best = solve(
        price,
        lower=lower,
        upper=upper,
        constraints=equal(matrix(rows, len(open_)), told),
    )
    if best.values is None:
        raise Unsolved("The table does not add up.")
    values |= dict(zip(open_, best.values, strict=True))
    return _checked([values[at] for at in range(len(given))], sums)


def _checked(table: list[int], sums: Sequence[Relation]) -> list[int]:
    if any(sum(table[at] for at in parts) != table[total] for total, parts in sums) or min(table) < 0:
        raise Unsolved("The table does not add up.")
    return table


def _settled(given: Sequence[Ends | None], sums: Sequence[Relation]) -> dict[int, int]:
    """The counts that are told, and those that follow from them by one sum after the other."""
    values = {at: end[0] for at, end in enumerate(given) if end and end[0] == end[1]}
    relations, queue = relations_by_cell(sums), list(sums)
    while queue:
        total, parts = queue.pop()
        left = [at for at in (total, *parts) if at not in values]
        if len(left) == 1 and given[left[0]] is None:
            known = sum(values[at] for at in parts if at in values)
            values[left[0]] = known if left[0] == total else values[total] - known
            queue += relations[left[0]]
    return values


def _published(count: int, one: Count, *, told: bool, rule: Rule, most: int) -> Cell:
    shown = None if one.is_withheld else one.ends
    cell = cell_of(count, rule, most=most, people=one.people, shown=shown)
    if one.is_withheld or (one.is_small and not cell.asked):
        most = most if one.people is None else one.people
        if told and count == 0 and rule.least > 0:  # as a shown zero around it says
            return Cell(0, cell.shown, (0, most), (0, 0))
        return _not_told(count, cell.shown, rule=rule, most=most)
    return cell


def _not_told(count: int, shown: Ends, *, rule: Rule, most: int) -> Cell:
    """A cell of which no more is known than that it is hidden: as wide a range as that of a small count must stay possible.

    It may be nobody: publishers differ in whether they hide that.
    """
    width = rule.threshold - 1
    return Cell(count, shown, (0, most), (0, min(width, most)) if count <= width else (count - width, count))


def _unseen(count: int, *, told: bool, is_rest: bool, rule: Rule, most: int) -> Cell:
    """A cell that is printed nowhere. Only what could be told of it is protected."""
    if count == 0 and is_rest:
        return Cell(0, (0, 0))
    ends = (0, most)
    small = told and rule.is_small(count) and count > 0
    return Cell(count, ends, ends, (rule.least, rule.threshold - 1) if small else None, unseen=True)
