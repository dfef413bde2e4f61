"""The format `wonder`: tables exported from CDC WONDER, cancers and deaths by year, state, county, race or sex.

The notes below the rows are read too: they tell a table of everyone from one that is limited to some people.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from datawalk.domain.indicators import TOTAL
from datawalk.domain.observations import Flag
from datawalk.domain.places import Place
from datawalk.intake.formats.catalogue import Measure, measures, source_text
from datawalk.intake.formats.cells import CellError, period, published
from datawalk.intake.formats.gathering import Gathering
from datawalk.intake.formats.geography import NATION, bundled_places, fips_digits, fips_place, state
from datawalk.intake.formats.groups import SEX_WORDS, UNKNOWN_GROUP, race_and_ethnicity
from datawalk.intake.formats.shape import Format, Parsed, Reading, Shape
from datawalk.intake.formats.wonder_query import AGAIN, COUNTS, RATE, Opened, cell, code, opened
from datawalk.intake.problems import Problems
from datawalk.intake.tabular import Table

_LIMITS = ("Crude Rate Lower 95% Confidence Interval", "Crude Rate Upper 95% Confidence Interval")
_SE = "Crude Rate Standard Error"
_DOUBTFUL = " (Unreliable)"
_MARKS: Mapping[str, Flag] = {
    "Suppressed": "suppressed",
    "Not Applicable": "missing",
    "Not Available": "missing",
    "Missing": "missing",
    "": "missing",
    "Unreliable": "unreliable",
}
_SAID: Mapping[str, str] = {
    "suppressed": "Hidden by CDC WONDER to protect privacy.",
    "missing": "Not available in CDC WONDER.",
    "unreliable": "CDC WONDER calls the rate unreliable, because few cases are behind it.",
}
_DEATHS = "Underlying Cause of Death"
"""The database whose tables without a cause are about all deaths."""

_OTHER_SEX = "Rows of the other sex are left out."
_ALL_YEARS = "Rows that add up all years are left out."

Cells = Mapping[str, str]
Group = tuple[str, str]
Places = dict[tuple[str, ...], Place | None]
EVERYONE: Group = (TOTAL, TOTAL)


def looks_like(header: Sequence[str]) -> bool:
    """Whether there is a column of notes, one that counts, and the population or a rate."""
    rates = {"Population", "Total Population", RATE}
    return "Notes" in header and bool(set(COUNTS) & set(header)) and bool(rates & set(header))


def _ends(row: Sequence[str]) -> bool:
    return row[0].startswith("---")


def read(table: Table, *, file: str, reading: Reading, problems: Problems) -> Parsed:
    """Read every row. The published rate is the estimate, the count its numerator."""
    gathering = Gathering(file, reading=reading, problems=problems)
    rows = list(table.rows)  # the notes come after them
    this = opened(table, gathering) if rows else None
    if this is None:
        return gathering.finish(lost=bool(table.lost))
    places: Places = {}
    unknown: dict[str, int] = {}
    read_as: set[str] = set()
    left_out = usable = False
    grouped = [name for name in this.grouped if name]
    for row, cells in rows:
        blank = (
            "" if cells["Notes"] == "Total" else next((name for name in grouped if not code(cells, name)), "")
        )
        if blank:
            gathering.fault(row, blank, "The cell is blank.", AGAIN)
            continue
        place = _place(cells, row=row, this=this, places=places, gathering=gathering)
        if place is None:
            continue
        site = code(cells, this.sites)
        measure = _measure(site, this)
        if measure is None:
            unknown.setdefault(site, row)
            continue
        read_as.add(site)
        if fault := _wrong_sex(measure, this):
            gathering.fault(0, "", *fault)
            break
        group, why_not = _group(cells, this=this, sex=measure.read["sex"])
        if why_not:
            left_out = True
            gathering.note(row, "", why_not)
        else:
            usable = True
            gathering.place(place, row=row)
            _figure(cells, measure, place=place, group=group, row=row, this=this, gathering=gathering)
    else:
        _tell_unknown(unknown, known=bool(read_as), this=this, gathering=gathering)
        if left_out and not usable:
            what = "No row is about everyone, or about one group known here."
            remedy = "Export the table again grouped by year, place, and race or sex, but not by both."
            gathering.fault(0, "", what, remedy)
    return gathering.finish(lost=bool(table.lost))


@cache
def _by_site() -> dict[tuple[str, str], Measure]:
    return {(one.read["site"], one.read["counts"]): one for one in measures("wonder").values()}


def _measure(site: str, this: Opened) -> Measure | None:
    """The measure of a row's cancer site; of a table without sites, that of all deaths."""
    if not site and not this.query.dataset.startswith(_DEATHS):
        return None
    return _by_site().get((site, this.counts))


def _wrong_sex(measure: Measure, this: Opened) -> tuple[str, str] | None:
    """Why the population of a table may not be that of the measure, and the remedy."""
    sex, limit = measure.read["sex"], this.query.sex
    if limit and limit != sex:
        what = f"The figures are not about everyone, but only about 'Sex: {limit.title()}'."
        return what, "Export the table again from CDC WONDER without that limit, or grouped by it."
    if sex and not limit and not this.sexes:
        what = f"This cancer is read for 'Sex: {sex.title()}', and the table is not limited to it."
        return what, "Choose that sex in CDC WONDER and export the table again."
    return None


def _tell_unknown(unknown: Mapping[str, int], *, known: bool, this: Opened, gathering: Gathering) -> None:
    sites = ", ".join(sorted({site for site, _ in _by_site() if site}))
    for site, row in {} if known else unknown.items():
        said = f"The cancer site '{site}'" if site else f"This table of {this.counts.lower()}"
        what = f"{said} ('{this.query.dataset}') is not known here."
        remedy = f"Known here: new cases of and deaths from the cancers {sites}, and deaths from any cause."
        gathering.fault(row, "", what, remedy)
    if unknown and known:
        named = ", ".join(f"'{site}'" for site in list(unknown)[:5]) + (
            " and more" if len(unknown) > 5 else ""
        )
        gathering.note(0, "", f"Cancer sites not known here are left out: {named}.")


def _group(cells: Cells, *, this: Opened, sex: str) -> tuple[Group, str]:
    """The dimension and group of a row, or why it is left out. `sex`: the only one the indicator is about."""
    if any(cells[name] for name in this.others):
        return EVERYONE, UNKNOWN_GROUP
    group, left_out = EVERYONE, ""
    race, ethnicity = cell(cells, this.races).lower(), cell(cells, this.ethnicities).lower()
    if race or ethnicity:
        found, left_out = race_and_ethnicity(race, ethnicity, divided=bool(this.ethnicities))
        group = ("race_ethnicity", found)
    said = cell(cells, this.sexes).lower()
    if left_out or not said:
        return group, left_out or (_OTHER_SEX if sex and not this.query.sex else "")
    if sex:
        return group, "" if SEX_WORDS.get(said) == sex else _OTHER_SEX
    if said not in SEX_WORDS or group != EVERYONE:
        return group, UNKNOWN_GROUP
    return ("sex", SEX_WORDS[said]), ""


def _figure(
    cells: Cells,
    measure: Measure,
    *,
    place: Place,
    group: Group,
    row: int,
    this: Opened,
    gathering: Gathering,
) -> None:
    if this.years and not cell(cells, this.years):
        gathering.note(row, "", _ALL_YEARS)
        return
    when = this.span or gathering.read({this.years: code(cells, this.years)}, this.years, period, row=row)
    if when is None:
        return
    given = [
        name for name in (RATE, this.counts, "Population", *_LIMITS, _SE) if cells.get(name, "") not in _MARKS
    ]
    clean = {name: cells[name].removesuffix(_DOUBTFUL) for name in given}
    numbers = {name: gathering.read(clean, name, published, row=row) for name in given}
    if None in numbers.values():
        return
    flag = _flag(cells, numbers, this)
    rate, people, cases = (numbers.get(name) for name in (RATE, "Population", this.counts))
    counted = people is not None and cases is not None and 0 < people >= cases
    gathering.figure(
        measure.indicator,
        row=row,
        column="",
        place_id=place.place_id,
        period=when,
        dimension=group[0],
        subgroup=group[1],
        estimate=rate,
        lower=None if rate is None else numbers.get(_LIMITS[0]),
        upper=None if rate is None else numbers.get(_LIMITS[1]),
        se=None if rate is None else numbers.get(_SE),
        numerator=cases if counted else None,
        denominator=people if counted else None,
        flag=flag,
        note=_SAID.get(flag, ""),
    )


def _flag(cells: Cells, numbers: Mapping[str, Any], this: Opened) -> Flag:
    """A rate the publisher only calls unreliable is left to be worked out from its counts."""
    marks = {_MARKS[cells[name]] for name in (RATE, this.counts, "Population") if name not in numbers}
    if "suppressed" in marks:
        return "suppressed"
    if "missing" in marks:
        return "missing"
    return "unreliable" if marks or cells[RATE].endswith(_DOUBTFUL) else ""


def _place(cells: Cells, *, row: int, this: Opened, places: Places, gathering: Gathering) -> Place | None:
    """The place of a row; None when it is not kept, or is not to be read and was told so."""
    said = code(cells, this.counties), cell(cells, this.counties), code(cells, this.states)
    if not any(said) and this.query.some_states:
        gathering.note(row, "", "Rows that add up some states are left out.")
        return None
    if said not in places:
        places[said] = None
        try:
            place = _named(*said)
        except CellError as error:
            column = this.counties if said[0] else this.states
            gathering.fault(row, f"{column} Code", error.what, error.remedy)
        else:
            places[said] = place if gathering.keeps(place.place_id) else None
    return places[said]


def _named(county: str, name: str, inside: str) -> Place:
    if county:
        return fips_place(fips_digits(county), name=name)
    return state(inside) if inside else bundled_places()[NATION]


FORMAT = Format(
    name="wonder",
    title="a CDC WONDER table",
    shapes=(Shape(looks_like, read, ends=_ends),),
    needs=(
        "The columns are not those of a table of CDC WONDER.",
        "Export a table of CDC WONDER as CSV, with the columns Notes, Count or Deaths, Population and Crude Rate.",
    ),
    source=source_text("wonder"),
)
