"""The format `wisqars`: tables of fatal injuries exported from CDC's WISQARS.

What a table is about (mechanism, intent, whose deaths) stands only in the notes below its rows, so they are read too.
Years of potential life lost are left out on purpose: they are not a share of people.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from datawalk.domain.indicators import TOTAL
from datawalk.domain.observations import Flag
from datawalk.domain.periods import Period
from datawalk.domain.places import Place
from datawalk.intake.formats.catalogue import Measure, measures, source_text
from datawalk.intake.formats.cells import period, published
from datawalk.intake.formats.gathering import Gathering
from datawalk.intake.formats.geography import state
from datawalk.intake.formats.groups import (
    NOT_HISPANIC,
    RACE_ALONE,
    SEX_WORDS,
    UNKNOWN_GROUP,
    race_and_ethnicity,
)
from datawalk.intake.formats.notes import parameters
from datawalk.intake.formats.shape import Format, Parsed, Reading, Shape
from datawalk.intake.problems import Problems
from datawalk.intake.tabular import Table

_DEATHS, _PEOPLE = "Deaths", "Population"
_RATES = ("Crude Rate", "Age-Adjusted Rate")
_ALSO = ("Years of Potential Life Lost", "Age-Adjusted Years of Potential Life Lost Rate")
_GROUPS = ("Year", "Intent", "Race", "Ethnicity", "Sex", "State")
_HIDDEN = ("--", "--*")
_UNSTABLE = "**"
_SAID: Mapping[str, str] = {
    "suppressed": "Hidden by WISQARS to protect privacy.",
    "missing": "Not available in WISQARS.",
    "unreliable": "WISQARS calls the rate unstable, because few deaths are behind it.",
}
_EVERYONE: Mapping[str, str] = {
    "Injury Outcome": "Fatal",
    "Injury Type": "All Injury",
    "Age": "All Ages",
    "Sex": "All Sexes",
    "Race": "All Races",
    "Ethnicity": "All Ethnicities",
    "Metro / Non-Metro Indicator": "None Selected",
}
"""What the notes of a table of everyone say."""

_NEEDED = {"Intent", "Age", "Sex", "Race", "Ethnicity"}
"""What the notes must say, or a column."""

_TOTALS = ("total", "sub-total", "subtotal")
_ADDED_UP = "Rows that add up several years, places or groups are left out."
_AGAIN = "Export the table again from WISQARS."

Cells = Mapping[str, str]
Group = tuple[str, str]


def looks_like(header: Sequence[str]) -> bool:
    """Whether deaths and a rate are there, and a column that only WISQARS has."""
    only_here = {_RATES[1], *_ALSO}
    return {_DEATHS, "Crude Rate"} <= set(header) and bool(only_here & set(header)) and "Notes" not in header


def _ends(row: Sequence[str]) -> bool:
    return bool(row[0]) and not row[0].isdecimal() and not any(row[1:])


class _File(NamedTuple):
    """What is decided once: what the notes say, `nation` or state of all rows, and the years of all rows."""

    mechanism: str
    intent: str
    header: frozenset[str]
    inside: Place | None
    span: Period | None


def read(table: Table, *, file: str, reading: Reading, problems: Problems) -> Parsed:
    """Read every row. Rates stay as published; deaths and population make up the crude rate."""
    gathering = Gathering(file, reading=reading, problems=problems)
    rows = list(table.rows)  # the notes come after them
    this = _opened(table, gathering) if rows else None
    if this is None:
        return gathering.finish(lost=bool(table.lost))
    places: dict[str, Place | None] = {}
    unknown: dict[str, int] = {}
    any_known = False
    for row, cells in rows:
        if any(cells.get(name, "").lower() in _TOTALS for name in _GROUPS):
            gathering.note(row, "", _ADDED_UP)
            continue
        if blank := next((name for name in _GROUPS if cells.get(name) == ""), ""):
            gathering.fault(row, blank, "The cell is blank.", _AGAIN)
            continue
        place = _place(cells, row=row, this=this, places=places, gathering=gathering)
        if place is None:
            continue
        intent = cells.get("Intent", this.intent)
        forms = _forms().get((this.mechanism, intent))
        if forms is None:
            unknown.setdefault(intent, row)
            continue
        any_known = True
        group, left_out = _group(cells)
        if left_out:
            gathering.note(row, "", left_out)
            continue
        gathering.place(place, row=row)
        _figures(cells, forms, place=place, group=group, row=row, this=this, gathering=gathering)
    _tell_unknown(unknown, any_known=any_known, this=this, gathering=gathering)
    return gathering.finish(lost=bool(table.lost))


@cache
def _forms() -> dict[tuple[str, str], list[Measure]]:
    """The measures of a mechanism and an intent: the crude rate and the age-adjusted one."""
    found: dict[tuple[str, str], list[Measure]] = {}
    for measure in measures("wisqars").values():
        found.setdefault((measure.read["mechanism"], measure.read["intent"]), []).append(measure)
    return found


def _opened(table: Table, gathering: Gathering) -> _File | None:
    """The file with what its notes say; None, with problems, when its rows cannot be told."""
    header = frozenset(table.header)
    missing = [name for name in (_PEOPLE, _RATES[1]) if name not in header]
    for name in missing:
        gathering.fault(1, "", f"The column '{name}' of a WISQARS file is missing.", _AGAIN)
    said = parameters(table.below)
    if "Mechanism" not in said or not said.keys() | header >= _NEEDED:
        what = "The notes below the rows are gone; they say which injuries and people the figures are about."
        gathering.fault(0, "", what, "Export the table again from WISQARS and keep all its lines.")
        return None
    read = (*_GROUPS, *_RATES, *_ALSO, _DEATHS, _PEOPLE)
    others = [name for name in table.header if name not in read and not missing]
    for name in others:
        what = f"The table is divided by '{name}', for which there are no groups here."
        gathering.fault(1, "", what, "Export the table again from WISQARS without it.")
    limits = _limits(said, header)
    for key, value in limits.items():
        what = f"The figures are not about everyone, but only about '{key}: {value}'."
        gathering.fault(
            0, "", what, "Export the table again from WISQARS without that limit, or grouped by it."
        )
    if missing or others or limits:
        return None
    if (
        "Race" in header
        and said.get("Ethnicity", "").lower() not in NOT_HISPANIC
        and "Ethnicity" not in header
    ):
        gathering.note(0, "", RACE_ALONE)
    inside = None
    if "State" not in header:
        inside = gathering.read({"Geography": "nowhere", **said}, "Geography", state, row=0)
        if inside is None:
            return None
    span = None
    if "Year" not in header:
        span = gathering.period(said.get("Data Years", "").replace(" to ", "-") or None)
        if span is None:
            return None
    return _File(said["Mechanism"], said.get("Intent", ""), header, inside, span)


def _limits(said: Mapping[str, str], header: frozenset[str]) -> dict[str, str]:
    """What limits all rows to some people, by its name, where no column says of whom each row is."""
    limits = {}
    for key, everyone in _EVERYONE.items():
        value = said.get(key, everyone)
        fine = value == everyone or key in header
        if key == "Ethnicity" and "Race" in header:
            fine = fine or value.lower() in NOT_HISPANIC
        if not fine:
            limits[key] = value
    return limits


def _tell_unknown(unknown: Mapping[str, int], *, any_known: bool, this: _File, gathering: Gathering) -> None:
    for intent, row in {} if any_known else unknown.items():
        what = f"Deaths of the mechanism '{this.mechanism}' and the intent '{intent}' are not known here."
        intents = ", ".join(sorted(each for _, each in _forms()))
        remedy = f"Known here: the mechanism Firearm with the intents {intents}."
        gathering.fault(row, "", what, remedy)
    if unknown and any_known:
        named = ", ".join(f"'{intent}'" for intent in unknown)
        gathering.note(0, "", f"Intents not known here are left out: {named}.")


def _group(cells: Cells) -> tuple[Group, str]:
    """The dimension and group of a row, or why it is left out."""
    race, ethnicity = cells.get("Race", "").lower(), cells.get("Ethnicity", "").lower()
    sex = cells.get("Sex", "").lower()
    if race or ethnicity:
        found, left_out = race_and_ethnicity(race, ethnicity, divided="Ethnicity" in cells)
        return ("race_ethnicity", found), left_out or (UNKNOWN_GROUP if sex else "")
    if sex:
        return ("sex", SEX_WORDS.get(sex, "")), "" if sex in SEX_WORDS else UNKNOWN_GROUP
    return (TOTAL, TOTAL), ""


def _place(
    cells: Cells, *, row: int, this: _File, places: dict[str, Place | None], gathering: Gathering
) -> Place | None:
    """The place of a row; None when it is not kept, or is not to be read and was told so."""
    if this.inside is not None:
        return this.inside if gathering.keeps(this.inside.place_id) else None
    word = cells["State"]
    if word not in places:
        places[word] = None
        if place := gathering.read(cells, "State", state, row=row):
            places[word] = place if gathering.keeps(place.place_id) else None
    return places[word]


def _figures(
    cells: Cells,
    forms: Sequence[Measure],
    *,
    place: Place,
    group: Group,
    row: int,
    this: _File,
    gathering: Gathering,
) -> None:
    when = this.span or gathering.read(cells, "Year", period, row=row)
    names = (_DEATHS, _PEOPLE, *_RATES)
    given = [name for name in names if cells[name] and cells[name] not in _HIDDEN]
    clean = {name: cells[name].removesuffix(_UNSTABLE) for name in given}
    numbers = {name: gathering.read(clean, name, published, row=row) for name in given}
    if when is None or None in numbers.values():
        return
    deaths, people = numbers.get(_DEATHS), numbers.get(_PEOPLE)
    for measure in forms:
        column = measure.read["column"]
        flag: Flag = "unreliable" if cells[column].endswith(_UNSTABLE) else ""
        if column not in numbers:
            flag = "missing" if deaths is not None or not cells[column] else "suppressed"
        counts = measure.read["counts"] and people and deaths is not None and deaths <= people
        gathering.figure(
            measure.indicator,
            row=row,
            column=column,
            place_id=place.place_id,
            period=when,
            dimension=group[0],
            subgroup=group[1],
            estimate=numbers.get(column),
            numerator=deaths if counts else None,
            denominator=people if counts else None,
            flag=flag,
            note=_SAID.get(flag, ""),
        )


FORMAT = Format(
    name="wisqars",
    title="a WISQARS file",
    shapes=(Shape(looks_like, read, ends=_ends),),
    needs=(
        "The columns are not those of a WISQARS table of fatal injuries.",
        "Export the table of WISQARS that has the columns Year, Deaths, Population, Crude Rate and Age-Adjusted Rate.",
    ),
    source=source_text("wisqars"),
)
