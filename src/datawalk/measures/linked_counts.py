"""From the cells of a release to the blocks that must be protected: which indicators tell of the same people, which cells are
small, what is linked with them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from datawalk.domain.cells import Cells
from datawalk.domain.places import Place
from datawalk.measures.closed import Links
from datawalk.measures.counts import counts_of, keys_of, tell_counts
from datawalk.measures.leftovers import leave_few
from datawalk.measures.linkage import Groups
from datawalk.measures.privacy.blocks import Block, blocks
from datawalk.measures.privacy.rule import Rule
from datawalk.measures.small_cells import Protection, are_small, is_nothing, is_withheld
from datawalk.measures.twins import Twins, twins

MANY_CELLS = 200_000
"""More linked cells are not looked at one by one."""


def tasks_of(cells: Cells, *, own: Mapping[str, Protection], links: Links) -> Iterator["Task"]:
    """Each block of linked cells that holds a small one, family by family. `own`: the indicators that count people."""
    rows_of = _rows_by_indicator(cells)
    looks = {id_: _looked_at(cells, rows_of, [id_], own=own, places=links.places) for id_ in own}
    for family in _families(cells, own, asked=[id_ for id_, look in looks.items() if look.seeds.any()]):
        look = looks[family.members[0]]
        if len(family.members) > 1:
            look = _looked_at(cells, rows_of, family.members, own=own, places=links.places)
        yield from _tasks(cells, family=family, own=own, look=look, links=links)


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


class Task(NamedTuple):
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
) -> Iterator[Task]:
    """Each block of a family that holds a small cell."""
    public = all(own[id_].published for id_ in family.members)
    found = cells.where(look.rows)
    component = links.of(found)
    look = look.where(np.isin(component, component[look.seeds]) & (~is_nothing(found) | look.small))
    for part in links.parts(cells.where(look.rows)):
        here = look.where(part)
        found = cells.where(here.rows)
        if why := _not_countable(found, family, own):
            if here.small.any():
                yield Task(
                    here.rows, here.small, look.rule, Block(tuple(range(len(found))), None, why), public
                )
            continue
        pers = {id_: own[id_].per for id_ in family.members}
        keys = keys_of(found)
        # the same whatever the order of rows
        ordered = np.array(sorted(range(len(keys)), key=keys.__getitem__))
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
            yield Task(here.rows, here.small, look.rule, block, public)


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


def _rows_by_indicator(cells: Cells) -> dict[str, np.ndarray]:
    held = cells.words("indicator_id")
    order = np.argsort(held.codes, kind="stable")
    ends = np.searchsorted(held.codes[order], np.arange(len(held.categories) + 1))
    return {
        str(word): order[first:last]
        for word, first, last in zip(held.categories, ends[:-1], ends[1:], strict=True)
    }
