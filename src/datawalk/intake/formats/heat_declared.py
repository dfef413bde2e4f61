"""What a HEAT table declares in its rows: indicators, dimensions with their groups, and settings as places."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

from datawalk.domain.indicators import Dimension, Direction, Group, Indicator, Unit
from datawalk.domain.periods import Period
from datawalk.domain.places import Place
from datawalk.domain.text import Localised
from datawalk.intake.formats.cells import CellError
from datawalk.intake.formats.gathering import Gathering
from datawalk.intake.formats.geography import NATION, bundled_places, fips_place, states_by_name

_BUNDLED = Path(__file__).parents[1] / "bundled" / "dimensions"
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_UNITED_STATES = "usa"
_CANNOT_SAY = Localised(
    en="Why groups differ. The file says no more about this number than its name.",
    es="Por qué los grupos son distintos. El archivo no dice de este número más que su nombre.",
)


class Line(NamedTuple):
    """What a row is about; its figures are still to be read."""

    number: int
    cells: dict[str, str]
    setting: str
    period: Period
    source: str
    measure: str
    dimension: str
    subgroup: str


class Measured(NamedTuple):
    """What the rows of one indicator say of it."""

    abbreviation: str
    name: str
    unit: Unit
    direction: Direction


class Grouping(NamedTuple):
    """What the rows of one dimension say of it; `groups` from most to least disadvantaged when `ordered`."""

    name: str
    ordered: bool
    groups: Sequence[str]


class Named(NamedTuple):
    """A dimension, and the id of each of its groups by the file's word."""

    dimension: Dimension
    groups: Mapping[str, str]
    bundled: bool


def slug(words: str) -> str:
    """Lower-case letters and digits of English with `_` between; empty when there are none."""
    letters = normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return _NOT_PLAIN.sub("_", letters).strip("_")


def ids(words: Iterable[str], *, noun: str) -> dict[str, str]:
    """An id of its own for each of the words, in their order."""
    found: dict[str, str] = {}
    for number, word in enumerate(dict.fromkeys(words), start=1):
        base = slug(word) or f"{noun}_{number}"
        taken = found.values()
        again = (f"{base}_{count}" for count in range(2, len(found) + 3))
        found[word] = base if base not in taken else next(one for one in again if one not in taken)
    return found


def indicator(measured: Measured, *, key: str, reference: str) -> Indicator:
    """The indicator of the file; `reference` is the id of a group, empty when the file has none for it."""
    found = Indicator(
        id=f"heat_{key}",
        name=Localised(either=measured.name),
        technical_name=Localised(either=f"{measured.name} ({measured.abbreviation})"),
        domain="health",
        unit=measured.unit,
        direction=measured.direction,
        cannot_say=_CANNOT_SAY,
        source="heat",
    )
    return found.model_copy(update={"reference": reference}) if reference else found


def dimension(grouping: Grouping, *, key: str) -> Named:
    """The bundled dimension when name, groups and order are its own, else one of the file's."""
    for one in _bundled().values():
        known = _as_bundled(grouping, one)
        if known is not None:
            return Named(one, known, bundled=True)
    groups = ids(grouping.groups, noun="group")
    own = Dimension(
        id=f"heat_{key}",
        name=Localised(either=grouping.name),
        ordered=grouping.ordered,
        group=tuple(Group(id=groups[word], name=Localised(either=word)) for word in grouping.groups),
    )
    return Named(own, groups, bundled=False)


def _as_bundled(grouping: Grouping, one: Dimension) -> dict[str, str] | None:
    """The id of each group in the bundled dimension; None when it is another one."""
    if slug(grouping.name) not in _called(one.id, one.name) or grouping.ordered != one.ordered:
        return None
    called = {word: group.id for group in one.group for word in _called(group.id, group.name)}
    found = {word: called[slug(word)] for word in grouping.groups if slug(word) in called}
    if not len(found) == len(set(found.values())) == len(grouping.groups):
        return None
    in_order = [group.id for group in one.group if group.id in found.values()]
    return found if not one.ordered or list(found.values()) == in_order else None


def _called(key: str, name: Localised) -> set[str]:
    return {key, *(slug(words) for words in (name.en, name.es) if words)}


@cache
def _bundled() -> dict[str, Dimension]:
    return {
        path.stem: Dimension.model_validate(
            {"id": path.stem, **tomllib.loads(path.read_text(encoding="utf-8"))}
        )
        for path in sorted(_BUNDLED.glob("*.toml"))
    }


def settings(iso3_of: Mapping[str, str]) -> dict[str, Place]:
    """The place of each setting, given its three letters or nothing.

    The United States, its states and the numbers of its counties are the places known here. A country's id are its
    three letters, unless several settings have them: then they are parts of it, called by their names.
    """
    letters = [one for one in iso3_of.values() if one]
    named = ids(iso3_of, noun="setting")
    found: dict[str, Place] = {}
    for setting, iso3 in iso3_of.items():
        key = iso3.lower() if iso3 and letters.count(iso3) == 1 else named[setting]
        found[setting] = _known(setting, iso3=iso3.lower()) or Place(
            place_id=key, name=setting, level="country"
        )
    return found


def _known(setting: str, *, iso3: str) -> Place | None:
    if iso3 not in ("", _UNITED_STATES):
        return None
    if setting.isdecimal() and setting.isascii() and len(setting) == 5:
        try:
            return fips_place(setting)
        except CellError:
            return None
    if slug(setting) == "united_states_of_america":
        return bundled_places()[NATION]
    return bundled_places().get(setting) or states_by_name().get(setting.lower())


class Told:
    """What the rows say of an indicator, a dimension, a subgroup or a setting: the same in every row.

    `said`: by the column and what it is said of. `apart`: whether two rows contradict each other.
    """

    def __init__(self, gathering: Gathering) -> None:
        self.said: dict[tuple[str, ...], Any] = {}
        self.apart = False
        self._gathering = gathering
        self._first: dict[tuple[str, ...], int] = {}
        self._references: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._told: set[tuple[tuple[str, ...], Any]] = set()

    def say(self, column: str, *of: str, value: Any, cell: str, row: int) -> None:
        """Note what a row says; a problem, once, when an earlier row said something else."""
        key = (column, *of)
        first = self.said.setdefault(key, value)
        self._first.setdefault(key, row)
        if first != value and (key, value) not in self._told:
            self._told.add((key, value))
            what = f"The {column} of '{of[-1]}' is '{cell}' here, and another one in row {self._first[key]}."
            self.contradict(row, column, what, "Write the same in both rows.")

    def refer(self, line: Line) -> None:
        """Note that other subgroups are to be compared with this one."""
        self._references[line.measure].add((line.dimension, line.subgroup))

    def contradict(self, row: int, column: str, what: str, remedy: str) -> None:
        self.apart = True
        self._gathering.fault(row, column, what, remedy)

    def dimensions(self, lines: Sequence[Line]) -> dict[str, Named]:
        """The dimensions by the file's words."""
        rows: dict[str, dict[str, int]] = defaultdict(dict)
        for line in lines:
            rows[line.dimension].setdefault(line.subgroup, line.number)
        keys = ids(rows, noun="dimension")
        found: dict[str, Named] = {}
        for name, groups in rows.items():
            ordered = self.said["ordered_dimension", name]
            if ordered:
                self._check_orders(name, groups)
            words = sorted(groups, key=lambda word: self._order(name, word)) if ordered else list(groups)
            found[name] = dimension(Grouping(name, ordered, words), key=keys[name])
        return found

    def _order(self, name: str, subgroup: str) -> int:
        return self.said.get(("subgroup_order", name, subgroup), 0)

    def _check_orders(self, name: str, groups: Mapping[str, int]) -> None:
        taken: dict[int, str] = {}
        for word, row in groups.items():
            order = self._order(name, word)
            other = taken.setdefault(order, word)
            if other != word:
                what = f"'{word}' and '{other}' of the dimension '{name}' have the same order {order}."
                self.contradict(row, "subgroup_order", what, "Count from 1, the most disadvantaged.")

    def indicators(self, lines: Sequence[Line], *, named: Mapping[str, Named]) -> dict[str, Indicator]:
        """The indicators by their abbreviations. A reference is theirs only when they have one dimension."""
        dimensions: dict[str, set[str]] = defaultdict(set)
        for line in lines:
            dimensions[line.measure].add(line.dimension)
        found: dict[str, Indicator] = {}
        for word, key in ids(dimensions, noun="indicator").items():
            reference = ""
            if len(dimensions[word]) == len(self._references[word]) == 1:
                [(inside, group)] = self._references[word]
                reference = "" if named[inside].dimension.ordered else named[inside].groups[group]
            unit, direction = self.said["indicator_scale", word], self.said["favourable_indicator", word]
            measured = Measured(word, self.said["indicator_name", word], unit, direction)
            found[word] = indicator(measured, key=key, reference=reference)
        return found
