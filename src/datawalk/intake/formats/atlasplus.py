"""The format `atlasplus`: tables of CDC's NCHHSTP AtlasPlus, as exported or without the lines above the column names.

An export leaves out the columns in which all rows would be the same and says their one value in its title, so the
title is read too: without it, a file about one group could not be told from one about everyone.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from datawalk.domain.indicators import TOTAL
from datawalk.domain.observations import Flag
from datawalk.domain.places import Place
from datawalk.intake.formats.catalogue import Measure, measures, source_text
from datawalk.intake.formats.cells import CellError, period, published
from datawalk.intake.formats.gathering import BY_NAME, Gathering
from datawalk.intake.formats.geography import (
    bundled_places,
    fips_digits,
    fips_place,
    state,
    states_by_abbreviation,
    states_by_name,
)
from datawalk.intake.formats.groups import RACE_WORDS, SEX_WORDS, UNKNOWN_GROUP
from datawalk.intake.formats.shape import Format, Parsed, Reading, Shape
from datawalk.intake.problems import Problems, nearest
from datawalk.intake.tabular import Table

_MARKS: Mapping[str, Flag] = {
    "Data suppressed": "suppressed",
    "Data not available": "missing",
    "NA": "missing",
    "null": "missing",
    "": "missing",
}
_SAID: Mapping[str, str] = {
    "suppressed": "Hidden by the publisher of AtlasPlus.",
    "missing": "Not available in AtlasPlus.",
}
_ABOVE_ALL = "Above 100 percent, because the number of people behind it is an estimate."

_VALUES = ("Rate per 100000", "Percent")
_LIMITS = ("Rate LCI", "Rate UCI")
_AGAIN = "Download the file again."
_TITLE_REMEDY = "Download it again for all of them, and keep the rows above the column names."
_NOT_PLACES_HERE = ("64", "68", "70")
"""Micronesia, the Marshall Islands and Palau are in AtlasPlus but are no part of the United States."""


class _Split(NamedTuple):
    """A column that divides people: its word for everyone, and the groups of a dimension by its other words."""

    column: str
    about: str
    everyone: tuple[str, ...]
    dimension: str = ""
    groups: Mapping[str, str] = {}


_TRANSMISSION = "Transmission Category"
_SPLITS = (
    _Split("Age Group", "which ages", ("ages 13 years and older", "all age groups")),
    _Split("Race/Ethnicity", "which races", ("all races/ethnicities",), "race_ethnicity", RACE_WORDS),
    _Split("Sex", "which sexes", ("both sexes",), "sex", SEX_WORDS),
    _Split(_TRANSMISSION, "which ways of transmission", ("all transmission categories",)),
)

Cells = Mapping[str, str]
Group = tuple[str, str]


def looks_like(header: Sequence[str]) -> bool:
    """Whether an indicator and its year are named, with one of the columns of values."""
    return {"Indicator", "Year"} <= set(header) and bool({*_VALUES, "Cases"} & set(header))


class _File(NamedTuple):
    """What is decided once: the values that the title gives to columns that are not there."""

    header: frozenset[str]
    title: Mapping[str, str]
    gathering: Gathering
    places: dict[tuple[str, str], Place | None]
    groups: dict[tuple[str, ...], Group | None]


def read(table: Table, *, file: str, reading: Reading, problems: Problems) -> Parsed:
    """Read every row. Rates and percentages stay as published, cases are their numerator."""
    gathering = Gathering(file, reading=reading, problems=problems)
    this = _opened(table, gathering)
    if this is None:
        return gathering.finish()
    unknown: dict[str, int] = {}
    any_known = False
    for row, cells in table.rows:
        measure = _by_words().get(cells["Indicator"].lower())
        if measure is None:
            unknown.setdefault(cells["Indicator"], row)
            continue
        any_known = True
        if fault := _unreadable(measure, this):
            gathering.fault(row, "", *fault)
            break
        place = _place(cells, row=row, this=this)
        group = _group(cells, row=row, this=this) if place is not None else None
        if place is not None and group is not None:
            gathering.place(place, row=row)
            _figure(cells, measure, place=place, group=group, row=row, gathering=gathering)
    _tell_unknown(unknown, any_known=any_known, gathering=gathering)
    return gathering.finish(lost=bool(table.lost))


@cache
def _by_words() -> dict[str, Measure]:
    return {
        words.lower(): measure
        for measure in measures("atlasplus").values()
        for words in measure.read["words"]
    }


def _tell_unknown(unknown: Mapping[str, int], *, any_known: bool, gathering: Gathering) -> None:
    for word, row in {} if any_known else unknown.items():
        words = [name for measure in measures("atlasplus").values() for name in measure.read["words"]]
        what = f"'{word}' is not an AtlasPlus indicator known here."
        gathering.fault(row, "Indicator", what, nearest(word, words))
    if unknown and any_known:
        named = ", ".join(f"'{word}'" for word in list(unknown)[:5]) + (
            " and more" if len(unknown) > 5 else ""
        )
        indicators = "1 indicator is" if len(unknown) == 1 else f"{len(unknown)} indicators are"
        gathering.note(0, "", f"{indicators} not known here and left out: {named}.")


def _opened(table: Table, gathering: Gathering) -> _File | None:
    """The file with what its title says; None, with problems, when it cannot be read."""
    header = frozenset(table.header)
    if not header & set(_VALUES):
        what = "The column 'Rate per 100000' or 'Percent' of an AtlasPlus file is missing."
        gathering.fault(1, "", what, _AGAIN)
        return None
    title = next((line for line in table.above if line.startswith("Title:")), "")
    parts = [part.strip(' "') for part in title.removeprefix("Title:").split("|")]
    said: dict[str, str] = {}
    for split in _SPLITS:
        if split.column in header:
            continue
        known = [part for part in parts if part.lower() in split.everyone or part.lower() in split.groups]
        if len(known) == 1:
            said[split.column] = known[0]
        elif split.column != _TRANSMISSION:
            gathering.fault(
                1, "", f"The file does not say {split.about} its figures are about.", _TITLE_REMEDY
            )
            return None
    if "Geography" not in header:
        states = [part for part in parts if part.lower() in states_by_name()]
        if len(states) != 1:
            gathering.fault(1, "", "The column 'Geography' of an AtlasPlus file is missing.", _AGAIN)
            return None
        said["Geography"] = states[0]
    return _File(header, said, gathering, {}, {})


def _unreadable(measure: Measure, this: _File) -> tuple[str, str] | None:
    """Why the rows of an indicator cannot be told, and the remedy."""
    column = measure.read["column"]
    if column not in this.header:
        return f"The column '{column}' of '{measure.read['words'][0]}' is missing.", _AGAIN
    if measure.read["transmission"] and _TRANSMISSION not in this.header | this.title.keys():
        return "The file does not say which ways of transmission its figures are about.", _TITLE_REMEDY
    return None


def _group(cells: Cells, *, row: int, this: _File) -> Group | None:
    """The dimension and group a row is about; None, with a note, when it is about none that is known here."""
    said = tuple(
        cells[split.column]
        if split.column in this.header
        else this.title.get(split.column, split.everyone[0])
        for split in _SPLITS
    )
    if said not in this.groups:
        this.groups[said] = _known_group(said)
    group = this.groups[said]
    if group is None:
        this.gathering.note(row, "", UNKNOWN_GROUP)
    return group


def _known_group(said: Sequence[str]) -> Group | None:
    group = (TOTAL, TOTAL)
    for split, word in zip(_SPLITS, said, strict=True):
        if word.lower() in split.everyone:
            continue
        found = split.groups.get(word.lower())
        if found is None or group != (TOTAL, TOTAL):
            return None
        group = (split.dimension, found)
    return group


def _place(cells: Cells, *, row: int, this: _File) -> Place | None:
    """The place of a row; None when it is not kept, or is not to be read and was told so."""
    said = cells.get("FIPS", ""), (cells.get("Geography") or this.title.get("Geography", "")).rstrip("^ ")
    if said not in this.places:
        this.places[said] = None
        try:
            place = _named(*said)
        except CellError as error:
            column = "FIPS" if said[0] not in _MARKS else "Geography"
            this.gathering.fault(row, column, error.what, error.remedy)
        else:
            if place is not None and this.gathering.keeps(place.place_id.partition(BY_NAME)[0]):
                this.places[said] = place
    if said[0].zfill(2) in _NOT_PLACES_HERE and this.gathering.keeps(said[0]):
        this.gathering.note(row, "", f"'{said[1]}' is not a place of the United States and is left out.")
    return this.places[said]


def _named(fips: str, name: str) -> Place | None:
    """The place of a number of one to five digits, or of a name alone; None for an independent island state."""
    short, _, letters = name.rpartition(", ")
    if fips in _MARKS:
        if not short:
            return state(name)
        inside = state(letters)
        return Place(
            place_id=f"{inside.place_id}{BY_NAME}{short}",
            name=short,
            level="county",
            parent_id=inside.place_id,
        )
    if len(fips) <= 2 and fips.isdecimal():
        if fips.zfill(2) in _NOT_PLACES_HERE:
            return None
        place = bundled_places().get(fips.zfill(2))
        if place is None or place.name.lower() != name.lower():
            raise CellError(
                f"'{fips}' is not the number of {name or 'a state'}.", "Correct FIPS or Geography."
            )
        return place
    digits = fips_digits(fips)
    inside = states_by_abbreviation().get(letters)
    if inside is not None and inside.place_id != digits[:2]:
        what = f"The county {digits} is not in {inside.name}, whose counties begin with {inside.place_id}."
        raise CellError(what, "Correct FIPS or Geography.")
    return fips_place(digits, name=name)


def _figure(
    cells: Cells, measure: Measure, *, place: Place, group: Group, row: int, gathering: Gathering
) -> None:
    column = str(measure.read["column"])
    if not cells["Year"]:
        gathering.fault(row, "Year", "The cell is blank.", _AGAIN)
    when = gathering.read({"Year": cells["Year"].partition(" (")[0]}, "Year", period, row=row)
    given = [name for name in (column, "Cases", "Population", *_LIMITS) if cells.get(name, "") not in _MARKS]
    numbers = {name: gathering.read(cells, name, published, row=row) for name in given}
    if when is None or None in numbers.values():
        return
    estimate, cases, people = (numbers.get(name) for name in (column, "Cases", "Population"))
    flag: Flag = ""
    if estimate is None:
        flag = "suppressed" if "Data suppressed" in (cells[column], cells.get("Cases")) else "missing"
    note = _SAID.get(flag, "")
    if measure.indicator.unit == "percent" and estimate is not None and estimate > 100:
        flag, note = "missing", _ABOVE_ALL
    if not people or (cases is not None and cases > people):
        people = None
    counts: dict[str, Any] = {"numerator": cases, "denominator": people}
    gathering.figure(
        measure.indicator,
        row=row,
        column="",
        place_id=place.place_id,
        period=when,
        dimension=group[0],
        subgroup=group[1],
        estimate=estimate,
        lower=numbers.get("Rate LCI"),
        upper=numbers.get("Rate UCI"),
        flag=flag,
        note=note,
        **(counts if measure.indicator.unit != "index" else {}),
    )


FORMAT = Format(
    name="atlasplus",
    title="an AtlasPlus file",
    shapes=(Shape(looks_like, read, headers=tuple(range(1, 16))),),
    needs=(
        "The columns are not those of an AtlasPlus table.",
        "Export the table of AtlasPlus that has the columns Indicator, Year, Cases and Rate per 100000 or Percent.",
    ),
    source=source_text("atlasplus"),
)
