"""The format `places`: the county data of CDC PLACES as its portal exports them, one row a measure."""

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import TypeVar

from datawalk.domain.periods import Period
from datawalk.domain.places import Place
from datawalk.intake.formats.catalogue import source_text
from datawalk.intake.formats.cells import CellError, number, period, whole
from datawalk.intake.formats.gathering import BY_NAME, Gathering
from datawalk.intake.formats.geography import NATION, fips_digits, fips_place, states_by_abbreviation
from datawalk.intake.formats.places_measures import (
    ADJUSTMENTS,
    HIDDEN_BY_PUBLISHER,
    indicator_id,
    measure_ids,
    measure_indicators,
    unknown_measures,
)
from datawalk.intake.formats.places_wide import SHAPE as WIDE
from datawalk.intake.formats.places_wide import refuses
from datawalk.intake.formats.shape import Format, Parsed, Reading, Shape
from datawalk.intake.problems import Problems, nearest
from datawalk.intake.tabular import Table

COLUMNS = (
    "Year",
    "StateAbbr",
    "LocationName",
    "Data_Value",
    "Data_Value_Footnote",
    "Low_Confidence_Limit",
    "High_Confidence_Limit",
    "TotalPopulation",
    "LocationID",
    "MeasureId",
    "DataValueTypeID",
)
"""The columns read. The publisher adds and drops others between releases; those are left alone."""

_ALSO_THERE = {
    "StateDesc",
    "DataSource",
    "Category",
    "Measure",
    "Data_Value_Unit",
    "Data_Value_Type",
    "Data_Value_Footnote_Symbol",
    "CategoryID",
    "Short_Question_Text",
    "Geolocation",
}
Value = TypeVar("Value")
Known = dict[tuple[str, ...], Place | None]
"""The place of what a row says of it; None when it is not kept."""

_BLANK = ("", "NA")
"""R writes NA where the publisher's cell is blank."""

_AGAIN = "Download the file again."


def looks_like(header: Sequence[str]) -> bool:
    """Whether most of the columns of a long county export are there."""
    return len(set(COLUMNS) & set(header)) >= len(COLUMNS) - 4


def has_names_only(header: Sequence[str]) -> bool:
    """Whether it is a long file without the counties' numbers: only that column is missing, and none is like it."""
    return set(COLUMNS) - set(header) == {"LocationID"} and not _misspelt("LocationID", header)


def read(table: Table, *, file: str, reading: Reading, problems: Problems) -> Parsed:
    """Read every row. Percentages stay as published; populations go to the places, with their year.

    A county without a number gets its state's digits and its name as its id, for names.py to replace.
    """
    gathering = Gathering(file, reading=reading, problems=problems)
    if not has_names_only(table.header) and not _header_is_sound(table.header, gathering):
        return gathering.finish()
    known: Known = {}
    unknown: dict[str, int] = {}
    any_known = False
    for row, cells in table.rows:
        try:
            place = _place(cells, known=known, gathering=gathering, row=row)
            if place is None:
                continue
            word = _word(cells["DataValueTypeID"])
            if cells["MeasureId"] not in measure_ids():
                unknown.setdefault(cells["MeasureId"], row)
                continue
            any_known = True
            _figure(cells, word=word, place=place, row=row, gathering=gathering)
        except _ColumnError as fault:
            gathering.fault(row, fault.column, fault.what, fault.remedy)
    if unknown and any_known:
        gathering.note(0, "", unknown_measures(list(unknown)))
    for measure, row in {} if any_known else unknown.items():
        what = f"'{measure}' is not a PLACES measure known here."
        gathering.fault(row, "MeasureId", what, nearest(measure, measure_ids()))
    return gathering.finish(lost=bool(table.lost))


def _misspelt(name: str, header: Sequence[str]) -> str:
    """The column that looks as if it were this one; empty when there is none."""
    others = [one for one in header if one not in COLUMNS and one not in _ALSO_THERE]
    return next(iter(get_close_matches(name, others, n=1, cutoff=0.7)), "")


def _header_is_sound(header: Sequence[str], gathering: Gathering) -> bool:
    missing = [name for name in COLUMNS if name not in header]
    for name in missing:
        close = _misspelt(name, header)
        remedy = f"'{close}' looks like it: rename it to '{name}'." if close else _AGAIN
        gathering.fault(1, "", f"The column '{name}' of a PLACES file is missing.", remedy)
    return not missing


class _ColumnError(Exception):
    """A cell of the row that cannot be read."""

    def __init__(self, column: str, what: str, remedy: str) -> None:
        super().__init__(what)
        self.column, self.what, self.remedy = column, what, remedy


def _value(cells: dict[str, str], column: str, read: Callable[[str], Value]) -> Value | None:
    try:
        return None if cells[column] in _BLANK else read(cells[column])
    except CellError as fault:
        raise _ColumnError(column, fault.what, fault.remedy) from None


def _year(cells: dict[str, str]) -> Period:
    year = _value(cells, "Year", period)
    if year is None:
        raise _ColumnError("Year", "The cell is blank.", _AGAIN)
    return year


def _place(cells: dict[str, str], *, known: Known, gathering: Gathering, row: int) -> Place | None:
    """The county of a row, or the nation, noted with its population; None when it is not kept."""
    said = (
        cells["StateAbbr"],
        cells.get("LocationID", BY_NAME),
        cells["LocationName"],
        cells["TotalPopulation"],
        cells["Year"],
    )
    if said in known:
        return known[said]
    found = _bare_place(cells, gathering)
    if found is not None:
        people = _value(cells, "TotalPopulation", whole)
        year = _year(cells) if people is not None else None
        found = found.model_copy(update={"population": people, "population_period": year})
        gathering.place(found, row=row)
    known[said] = found
    return found


def _bare_place(cells: dict[str, str], gathering: Gathering) -> Place | None:
    word = cells["StateAbbr"]
    state = states_by_abbreviation().get(word)
    if state is None:
        raise _ColumnError("StateAbbr", f"'{word}' is not a state.", nearest(word, states_by_abbreviation()))
    if state.place_id == NATION:
        return state
    if "LocationID" not in cells:
        return _named(cells["LocationName"], state=state) if gathering.keeps(state.place_id) else None
    fips = _fips(cells["LocationID"], state=state)
    return fips_place(fips, name=cells["LocationName"]) if gathering.keeps(fips) else None


def _named(name: str, *, state: Place) -> Place:
    """A county whose number other files of the workspace know."""
    if name in _BLANK:
        raise _ColumnError("LocationName", "The cell is blank.", _AGAIN)
    return Place(
        place_id=f"{state.place_id}{BY_NAME}{name}", name=name, level="county", parent_id=state.place_id
    )


def _fips(raw: str, *, state: Place) -> str:
    """Five digits: spreadsheets drop the zero that the lowest ones begin with."""
    try:
        fips = fips_digits(raw)
    except CellError as fault:
        raise _ColumnError("LocationID", fault.what, fault.remedy) from None
    if fips[:2] != state.place_id:
        what = f"The county {fips} is not in {state.name}, whose counties begin with {state.place_id}."
        raise _ColumnError("LocationID", what, "Correct LocationID or StateAbbr.")
    return fips


def _word(kind: str) -> str:
    """Crude or adjusted."""
    if kind not in ADJUSTMENTS:
        what = f"'{kind}' is not a kind of PLACES value."
        raise _ColumnError("DataValueTypeID", what, nearest(kind, ADJUSTMENTS))
    return ADJUSTMENTS[kind][0]


def _figure(cells: dict[str, str], *, word: str, place: Place, row: int, gathering: Gathering) -> None:
    estimate = _value(cells, "Data_Value", number)
    hidden = estimate is None
    reason = cells["Data_Value_Footnote"]
    gathering.figure(
        measure_indicators()[indicator_id(cells["MeasureId"], word=word)],
        row=row,
        column="",
        place_id=place.place_id,
        period=_year(cells),
        estimate=estimate,
        lower=None if hidden else _value(cells, "Low_Confidence_Limit", number),
        upper=None if hidden else _value(cells, "High_Confidence_Limit", number),
        flag="suppressed" if hidden else "",
        note=(HIDDEN_BY_PUBLISHER if reason in _BLANK else reason) if hidden else "",
    )


FORMAT = Format(
    name="places",
    title="a PLACES file",
    shapes=(Shape(looks_like, read), WIDE),
    needs=(
        "The columns are not those of a PLACES county file.",
        "Download the county data of PLACES that have one row a measure, with the column MeasureId.",
    ),
    refuses=refuses,
    source=source_text("places"),
)
