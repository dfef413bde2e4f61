"""The format `chsi`: county tables of the Community Health Status Indicators, the release of 2009.

One row a county, one column a measure, with `CI_Min_` and `CI_Max_` for the limits of its 95 % interval. Left out on
purpose: `Min_` and `Max_`, the range among similar counties; `US_`, the middle of all counties, which is no figure of
the nation; and, with a note, what is no share or rate of people, and who lives in a county, which is neither good nor
bad. No number is below 0: those are marks.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from datawalk.domain.indicators import Indicator
from datawalk.domain.periods import Period
from datawalk.domain.places import Place
from datawalk.intake.formats.catalogue import measures, source_text
from datawalk.intake.formats.cells import CellError, published, whole
from datawalk.intake.formats.gathering import Gathering
from datawalk.intake.formats.geography import fips_place
from datawalk.intake.formats.shape import Format, Parsed, Reading, Shape
from datawalk.intake.problems import Problems
from datawalk.intake.tabular import Table

_STATE, _COUNTY = "State_FIPS_Code", "County_FIPS_Code"
_NAME = "CHSI_County_Name"
_PEOPLE = "Population_Size"
_MARKS: Mapping[float, str] = {
    **dict.fromkeys((-1.0, -1111.0, -1111.1), "Not reported by CHSI."),
    **dict.fromkeys((-2.0, -2222.0, -2222.2), "CHSI has no data."),
    **dict.fromkeys((-9999.0, -9998.9), "Not applicable."),
}
_BLANK = "Not available in CHSI."
_ABOUT_COUNTY = {
    _STATE,
    _COUNTY,
    _NAME,
    _PEOPLE,
    "CHSI_State_Name",
    "CHSI_State_Abbr",
    "Strata_ID_Number",
    "Strata_Determining_Factors",
    "Number_Counties",
}
_LEFT_OUT = ("Min_", "Max_", "US_", "CI_Min_", "CI_Max_")
_SHOWN = 5
_AGAIN = "Download the file again."


class _Column(NamedTuple):
    """What one column gives; `lower` and `upper` are the columns of its limits, empty without them."""

    name: str
    indicator: Indicator
    lower: str
    upper: str


def looks_like(header: Sequence[str]) -> bool:
    """Whether the numbers of counties are there, or one of them with the names that only CHSI uses."""
    numbers = len({_STATE, _COUNTY} & set(header))
    return numbers == 2 or (numbers == 1 and any(name.startswith("CHSI_") for name in header))


def refuses(header: Sequence[str]) -> tuple[str, str] | None:
    """The files of the release that hold no figures of counties."""
    names = {name.strip() for name in header}
    if "Healthy_People_2010_Target" in names:
        what = "This CHSI file holds national targets for 2010, not figures of places."
        return (
            what,
            "Add it by itself: 'datawalk add' makes goals of it, to review.",
        )
    if {"COLUMN_NAME", "IS_PERCENT_DATA"} <= names:
        what = "This CHSI file describes the columns of the other files; it holds no figures."
        return what, "Add the county tables, such as SUMMARYMEASURESOFHEALTH.csv."
    if names == {"Data_Value", "Description"}:
        what = "This CHSI file describes the marks in the other files; it holds no figures."
        return what, "Add the county tables, such as SUMMARYMEASURESOFHEALTH.csv."
    return None


def read(table: Table, *, file: str, reading: Reading, problems: Problems) -> Parsed:
    """Read every row. The files do not say their years, so the source must."""
    gathering = Gathering(file, reading=reading, problems=problems)
    missing = [name for name in (_STATE, _COUNTY) if name not in table.header]
    for name in missing:
        gathering.fault(1, "", f"The column '{name}' of a CHSI file is missing.", _AGAIN)
    columns = _columns(table.header, gathering)
    period = gathering.period(None)
    if period is None or not columns or missing:
        return gathering.finish()
    for row, cells in table.rows:
        place = _place(cells, row=row, gathering=gathering)
        if place is not None:
            gathering.place(place, row=row)
            for column in columns:
                _figure(cells, column, place=place, period=period, row=row, gathering=gathering)
    return gathering.finish(lost=bool(table.lost))


def _columns(header: Sequence[str], gathering: Gathering) -> tuple[_Column, ...]:
    """The plan: what is read of each row, decided once; a problem when there is nothing."""
    known = measures("chsi")
    found: list[_Column] = []
    others: list[str] = []
    for name in header:
        if name in known:
            end = known[name].read["interval"]
            lower, upper = f"CI_Min_{end}", f"CI_Max_{end}"
            there = bool(end) and lower in header and upper in header
            found.append(_Column(name, known[name].indicator, lower if there else "", upper if there else ""))
        elif name not in _ABOUT_COUNTY and not name.startswith(_LEFT_OUT):
            others.append(name)
    named = ", ".join(others[:_SHOWN]) + (" and more" if len(others) > _SHOWN else "")
    if not found:
        what = f"No column of this CHSI file is known here{': ' if named else ''}{named}."
        gathering.fault(1, "", what, f"Known here: {', '.join(known)}.")
    elif others:
        columns = "1 column is" if len(others) == 1 else f"{len(others)} columns are"
        gathering.note(1, "", f"{columns} not read here and left out: {named}.")
    return tuple(found)


def _place(cells: Mapping[str, str], *, row: int, gathering: Gathering) -> Place | None:
    """The county of a row with its population; None when it is not kept, or not to be read and told so."""
    digits = cells[_STATE].zfill(2) + cells[_COUNTY].zfill(3)
    try:
        if not (digits.isdecimal() and digits.isascii() and len(digits) == 5):
            raise CellError(
                f"'{cells[_STATE]}' and '{cells[_COUNTY]}' are not the numbers of a county.", _AGAIN
            )
        place = fips_place(digits, name=cells.get(_NAME, ""))
    except CellError as error:
        gathering.fault(row, _STATE, error.what, error.remedy)
        return None
    if not gathering.keeps(place.place_id):
        return None
    people = cells.get(_PEOPLE, "")
    counted = None if people.startswith("-") else gathering.read(cells, _PEOPLE, whole, row=row)
    return place.model_copy(update={"population": counted})


def _figure(
    cells: Mapping[str, str],
    column: _Column,
    *,
    place: Place,
    period: Period,
    row: int,
    gathering: Gathering,
) -> None:
    value = gathering.read(cells, column.name, published, row=row)
    if value is None and cells[column.name]:
        return
    note = _BLANK if value is None else ""
    lower = upper = None
    if value is not None and value < 0:
        note = _MARKS.get(value, "")
        if not note:
            what = f"'{cells[column.name]}' is below 0, and no mark of CHSI."
            gathering.fault(row, column.name, what, _AGAIN)
            return
    elif column.lower:
        lower, upper = (
            gathering.read(cells, name, published, row=row) for name in (column.lower, column.upper)
        )
    if lower is not None and upper is not None and min(lower, upper) < 0:
        lower = upper = None
    gathering.figure(
        column.indicator,
        row=row,
        column=column.name,
        place_id=place.place_id,
        period=period,
        estimate=None if note else value,
        lower=lower,
        upper=upper,
        flag="missing" if note else "",
        note=note,
    )


FORMAT = Format(
    name="chsi",
    title="a CHSI file",
    shapes=(Shape(looks_like, read),),
    needs=(
        "The columns are not those of a county table of the Community Health Status Indicators.",
        "Download a county table of it, with the columns State_FIPS_Code and County_FIPS_Code.",
    ),
    refuses=refuses,
    source=source_text("chsi"),
)
