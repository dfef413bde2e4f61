"""How published cells are linked: which of them add up to which, over groups, places, years and complements.

It looks at what a cell is of, never at its numbers, so that whoever has a release finds the same sums in it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, NamedTuple

from datawalk.domain.indicators import TOTAL
from datawalk.domain.periods import Period
from datawalk.domain.places import Place
from datawalk.measures.linkage import ancestors
from datawalk.measures.privacy.system import Relation


class Key(NamedTuple):
    """What a cell is of."""

    indicator: str
    place: str
    period: Period
    dimension: str
    group: str

    def everyone(self) -> "Key":
        """The cell of all groups together."""
        return self._replace(dimension=TOTAL, group=TOTAL)


class Name(NamedTuple):
    """A cell of a system: a `cell`, printed or not, the `rest` of a total, or the `people` of a cell."""

    kind: Literal["cell", "rest", "people"]
    key: Key


@dataclass
class Linked:
    """Cells and the sums they stand in, by position: first the published cells, then those that are printed nowhere.

    `rests`: what is left of a total beside the parts that are known. `people`: how many people there are, in sums of a count
    and its complement; the position of one published cell of them is beside it.
    """

    keys: list[Key]
    published: int
    relations: list[Relation] = field(default_factory=list)
    rests: dict[int, int] = field(default_factory=dict)
    people: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _at: dict[Key, int] = field(default_factory=dict)

    def at(self, key: Key) -> int:
        """The position of a cell; one that is not published is added."""
        if key not in self._at:
            self._at[key] = len(self.keys)
            self.keys.append(key)
        return self._at[key]

    def name(self, at: int) -> Name:
        """What a cell is."""
        return Name("rest" if at in self.rests else "people" if at in self.people else "cell", self.keys[at])

    def has(self, key: Key) -> bool:
        return key in self._at

    def add(self, total: Key, parts: Iterable[Key], *, rest: bool = True) -> None:
        """One more sum; with a `rest`, since a table need not list everybody."""
        whole, inside = self.at(total), [self.at(part) for part in parts]
        if rest:
            left = len(self.keys)
            self.keys.append(total)
            self.rests[left] = whole
            inside.append(left)
        self.relations.append(Relation(whole, tuple(inside)))


def linked(
    keys: Sequence[Key],
    *,
    places: Mapping[str, Place],
    complements: Collection[tuple[str, str]] = (),
    same: Collection[tuple[str, str]] = (),
) -> Linked:
    """All sums in which the counts of some cells stand. `complements`: pairs of indicators that make up everyone together;
    `same`: pairs that count the same people.

    A total is the sum of the groups of each dimension, a place that of the places in it (by the level of its children), a span
    of years that of the years in it. Spans that overlap are cut where one of them begins or ends, into years that may be
    published nowhere; so is the total of groups that have none.
    """
    found = Linked(list(keys), len(keys))
    found._at.update((key, at) for at, key in enumerate(keys))
    _link_years(found)
    _link_groups(found)
    _link_places(found, places=places)
    for one, other in _pairs(found, complements):
        everybody = len(found.keys)
        found.keys.append(found.keys[one])
        found.people[everybody] = one, other
        found.relations.append(Relation(everybody, (one, other)))
    found.relations += [Relation(one, (other,)) for one, other in _pairs(found, same)]
    return found


def _link_years(found: Linked) -> None:
    periods: dict[str, set[Period]] = defaultdict(set)
    spans: dict[Key, list[Period]] = defaultdict(list)
    for key in found.keys:
        periods[key.indicator].add(key.period)
        spans[key._replace(period=_ANY)].append(key.period)
    pieces = {indicator: _pieces(held) for indicator, held in periods.items()}
    for key, held in spans.items():
        for period in held:
            parts = pieces[key.indicator][period]
            if len(parts) > 1:
                whole = key._replace(period=period)
                found.add(whole, [key._replace(period=one) for one in parts], rest=False)


_ANY = Period(0, 0)


def _pieces(periods: Collection[Period]) -> dict[Period, list[Period]]:
    """Each period, cut where any of them begins or ends."""
    cuts = sorted({one.start for one in periods} | {one.end + 1 for one in periods})
    return {
        one: [
            Period(start, end - 1)
            for start, end in pairwise(cuts)
            if one.start <= start and end - 1 <= one.end
        ]
        for one in periods
    }


def _link_groups(found: Linked) -> None:
    groups: dict[Key, dict[str, list[Key]]] = defaultdict(lambda: defaultdict(list))
    for key in list(found.keys):
        if key.dimension != TOTAL:
            groups[key.everyone()][key.dimension].append(key)
    for total, dimensions in groups.items():
        if found.has(total) or len(dimensions) > 1:
            for parts in dimensions.values():
                found.add(total, parts)


def _link_places(found: Linked, *, places: Mapping[str, Place]) -> None:
    around = {id_: ancestors(id_, places=places) for id_ in {key.place for key in found.keys}}
    inside: dict[tuple[Key, str], list[Key]] = defaultdict(list)
    rests = found.rests.keys()
    for at, key in enumerate(list(found.keys)):
        if at in rests:
            continue
        child = key.place
        for outer in around[key.place]:
            whole = key._replace(place=outer)
            if found.has(whole):
                inside[whole, _level(child, places)].append(key)
                break
            child = outer
    for (total, _), parts in inside.items():
        found.add(total, parts)


def _level(place_id: str, places: Mapping[str, Place]) -> str:
    return places[place_id].level if place_id in places else ""


def _pairs(found: Linked, indicators: Collection[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """The published cells of the first indicator of a pair, each with that of the second."""
    for first, second in indicators:
        for at, key in enumerate(found.keys[: found.published]):
            other = key._replace(indicator=second)
            if key.indicator == first and found.has(other):
                yield at, found.at(other)
