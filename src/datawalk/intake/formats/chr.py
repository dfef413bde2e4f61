"""The format `chr`: the releases of County Health Rankings & Roadmaps, and their tidy form of the Health Equity Tracker.

The period of a figure is the year of its release, which its file names; only the tidy file has years of data.
"""

from collections.abc import Callable, Mapping, Sequence

from datawalk.domain.indicators import TOTAL
from datawalk.domain.observations import Flag
from datawalk.domain.periods import Period
from datawalk.domain.places import Place
from datawalk.intake.formats import cells as read_cell
from datawalk.intake.formats.catalogue import source_text
from datawalk.intake.formats.cells import CellError, published, shifted
from datawalk.intake.formats.chr_columns import (
    BLANK,
    NOT_THERE,
    Figure,
    Plan,
    catalogue,
    coded_plan,
    columns_2014,
    is_coded,
    plan_2014,
    sheet_columns,
    sheet_plan,
)
from datawalk.intake.formats.chr_tidy import is_tidy, read_tidy
from datawalk.intake.formats.gathering import Gathering, year_in_name
from datawalk.intake.formats.geography import fips_digits, fips_place
from datawalk.intake.formats.shape import Format, Parsed, Reading, Shape
from datawalk.intake.problems import Problems
from datawalk.intake.tabular import Table

_DOWNLOAD = (
    "Download the national analytic data or a state's data workbook of County Health Rankings & Roadmaps."
)
_FLAGS: Mapping[str, Flag] = {
    **dict.fromkeys((*BLANK, "0"), ""),
    "1": "unreliable",
    "x": "unreliable",
    "2": "suppressed",
}
_HIDDEN = "Hidden by the publisher because numbers are small."
_LISTED = 3

Cells = Mapping[str, str]
PlaceOf = Callable[[Cells], Place]
"""Finds the place of a row. Raises CellError when it cannot be read."""


def _of_codes(cells: Cells) -> Place:
    """The place of statecode and countycode, or of fipscode alone."""
    if "statecode" not in cells or "countycode" not in cells:
        return fips_place(fips_digits(cells["fipscode"]), name=cells.get("county", ""))
    fips = cells["statecode"].zfill(2) + cells["countycode"].zfill(3)
    if not (len(fips) == 5 and fips.isdecimal() and fips.isascii()):
        what = (
            f"'{cells['statecode']}' and '{cells['countycode']}' are not the numbers of a state and a county."
        )
        raise CellError(what, "Write two digits and three.")
    return fips_place(fips, name=cells.get("county", ""))


def _of_fips(cells: Cells) -> Place:
    return fips_place(fips_digits(cells["FIPS"]), name=cells["County"])


def _is_analytic(names: Sequence[str]) -> bool:
    there = set(names)
    return is_coded(names) and ("fipscode" in there or {"statecode", "countycode"} <= there)


def _is_2014(names: Sequence[str]) -> bool:
    values = (name.removesuffix(".Value") for name in names if name.endswith(".Value"))
    return {"FIPS", "State", "County"} <= set(names) and any(one in columns_2014() for one in values)


def _is_sheet(names: Sequence[str]) -> bool:
    there = set(names)
    return {"FIPS", "State", "County"} <= there and not there.isdisjoint(sheet_columns())


def _is_names(names: Sequence[str]) -> bool:
    return set(names) == {"statecode", "countycode", "state", "county", "fipscode"}


def _read_analytic(table: Table, *, file: str, reading: Reading, problems: Problems) -> Parsed:
    """The national analytic file, its year in a column, and the files of one measure, it in their names."""
    g = Gathering(file, reading=reading, problems=problems)
    said = year_in_name(table.name, r"(?:_r|analytic_data)(20\d\d)(?!\d)")
    return _gather(g, table, coded_plan(table.header), place_of=_of_codes, said=said, codes=True)


def _read_2014(table: Table, *, file: str, reading: Reading, problems: Problems) -> Parsed:
    g = Gathering(file, reading=reading, problems=problems)
    short = year_in_name(table.name, r"countyhealth(\d\d)(?!\d)")
    said = f"20{short}" if short else None
    return _gather(g, table, plan_2014(table.header), place_of=_of_fips, said=said)


def _read_sheet(table: Table, *, file: str, reading: Reading, problems: Problems) -> Parsed:
    g = Gathering(file, reading=reading, problems=problems)
    said = year_in_name(table.name, r"^(20\d\d) county health rankings")
    return _gather(g, table, sheet_plan(table.header), place_of=_of_fips, said=said)


def _read_names(table: Table, *, file: str, reading: Reading, problems: Problems) -> Parsed:
    """The names of counties and states: places without any figure."""
    g = Gathering(file, reading=reading, problems=problems)
    for row, cells in table.rows:
        if place := _place(g, cells, row=row, place_of=_of_codes):
            g.place(place, row=row)
    return g.finish(lost=bool(table.lost))


def _place(g: Gathering, cells: Cells, *, row: int, place_of: PlaceOf) -> Place | None:
    """The place of a row when it is kept."""
    try:
        place = place_of(cells)
    except CellError as error:
        g.fault(row, "", error.what, error.remedy)
        return None
    return place if g.keeps(place.place_id) else None


def _gather(
    g: Gathering, table: Table, plan: Plan, *, place_of: PlaceOf, said: str | None, codes: bool = False
) -> Parsed:
    """Read every row by the plan of its columns. `said` is the year in the file's name, `codes` whether it may be
    in a column instead."""
    by_row = codes and "year" in table.header
    period = None if by_row or not plan.figures else g.period(said)
    if not _tell_columns(g, plan) or (plan.figures and not by_row and period is None):
        return g.finish(lost=True)
    read: dict[str, int] = {}
    for row, cells in table.rows:
        place = _place(g, cells, row=row, place_of=place_of)
        if place is None:
            continue
        said_here = hash(tuple(cells.values()))
        if read.get(place.place_id) == said_here:
            g.note(row, "", "The row only repeats an earlier one and is left out.")
            continue
        read[place.place_id] = said_here
        if by_row and plan.figures:
            period = g.read(cells, "year", read_cell.period, row=row)
            if not cells["year"]:
                g.fault(row, "year", "The cell is blank.", "Write the year of the release.")
        g.place(_with_people(g, plan, cells, place=place, row=row), row=row)
        if period is not None:
            for figure in plan.figures:
                _keep(g, figure, cells, row=row, place_id=place.place_id, period=period)
    return g.finish(lost=bool(table.lost))


def _tell_columns(g: Gathering, plan: Plan) -> bool:
    """Say which columns are missing or left out; whether the rest can be read."""
    for name in plan.missing:
        g.fault(0, "", f"The column '{name}' is missing, though others of its figure are there.", _DOWNLOAD)
    if not (plan.figures or plan.missing or plan.residents or plan.population[0]):
        known = f"Known here: {', '.join(list(catalogue())[:_LISTED])} and {len(catalogue()) - _LISTED} more."
        g.fault(0, "", f"None of its measures is known here: {_some(plan.unknown)}.", known)
        return False
    if plan.unknown:
        count = len(plan.unknown)
        are = (
            "1 column is not known here and is"
            if count == 1
            else f"{count} columns are not known here and are"
        )
        g.note(0, "", f"{are} left out: {_some(plan.unknown)}.")
    if plan.residents:
        g.note(0, "", "Columns that only say who lives there, by age, race, sex or language, are left out.")
    if with_pacific := [one.indicator.id for one in plan.figures if one.note]:
        g.note(0, "", f"The group asian includes Pacific Islanders in {_some(with_pacific)}.")
    return not plan.missing


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_LISTED]) + (" and more" if len(names) > _LISTED else "")


def _with_people(g: Gathering, plan: Plan, cells: Cells, *, place: Place, row: int) -> Place:
    """The place with its population, where the file has it."""
    column, year = plan.population
    if not column or cells[column] in BLANK:
        return place
    people = g.read(cells, column, read_cell.whole, row=row)
    when = Period.parse(year) if year and people is not None else None
    return place.model_copy(update={"population": people, "population_period": when})


def _ratio(cell: str) -> float:
    """A number, or the first of `1118:1`."""
    return published(cell.removesuffix(":1"))


def _keep(g: Gathering, figure: Figure, cells: Cells, *, row: int, place_id: str, period: Period) -> None:
    """Keep one figure of a row, or that it is not there and why."""
    columns = figure.columns
    read = _ratio if figure.indicator.unit == "ratio" else shifted(figure.shift)

    def value(part: str, read: Callable[[str], float]) -> float | None:
        column = columns.get(part)
        if column is None or cells[column] in BLANK:
            return None
        return g.read(cells, column, read, row=row)

    flag = _flag(g, cells, columns.get("flag", ""), row=row)
    estimate = value("estimate", read) if flag != "suppressed" else None
    at = {
        "row": row,
        "column": columns["estimate"],
        "place_id": place_id,
        "period": period,
        "dimension": TOTAL if figure.subgroup == TOTAL else "race_ethnicity",
        "subgroup": figure.subgroup,
    }
    if estimate is None:
        flag = "suppressed" if flag == "suppressed" else figure.blank
        note = _HIDDEN if flag != figure.blank else NOT_THERE[flag]
        g.figure(figure.indicator, **at, flag=flag, note=note)
        return
    numerator = value("numerator", read_cell.not_negative)
    denominator = value("denominator", read_cell.not_negative)
    if numerator is None or not denominator or numerator > denominator:
        numerator = denominator = None
    g.figure(
        figure.indicator,
        **at,
        estimate=estimate,
        lower=value("lower", read),
        upper=value("upper", read),
        se=value("se", read),
        numerator=numerator,
        denominator=denominator,
        flag=flag,
        note=figure.note,
    )


def _flag(g: Gathering, cells: Cells, column: str, *, row: int) -> Flag:
    if not column:
        return ""
    text = cells.get(column, "")
    if text not in _FLAGS:
        g.fault(row, column, f"'{text}' is not a flag.", "Known here: 1 for unreliable, 2 for hidden.")
    return _FLAGS.get(text, "")


def refuses(header: Sequence[str]) -> tuple[str, str] | None:
    """The trends file, one row a measure and a span of years, is known and refused."""
    if not {"yearspan", "measurename", "rawvalue"} <= set(header):
        return None
    return "This is the trends file of County Health Rankings & Roadmaps; it is not read.", _DOWNLOAD


FORMAT = Format(
    name="chr",
    title="a file of County Health Rankings & Roadmaps",
    shapes=(
        Shape(_is_analytic, _read_analytic, headers=(1, 2), unnamed=True),
        Shape(_is_2014, _read_2014),
        Shape(_is_sheet, _read_sheet, headers=(2,), grouped=True),
        Shape(is_tidy, read_tidy),
        Shape(_is_names, _read_names),
    ),
    needs=("The columns are not those of a file of County Health Rankings & Roadmaps.", _DOWNLOAD),
    refuses=refuses,
    source=source_text("chr"),
    workbooks=True,
)
