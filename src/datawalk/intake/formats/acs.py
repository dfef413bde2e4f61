"""The format `acs`: tables of the American Community Survey, as the Census Bureau's portal and data service give them.

One row a place, one column a cell: `B17020B_003E` is the estimate of cell 003 of table B17020B, `B17020B_003M` its
90 % margin of error, `EA` and `MA` annotations that stand in place of the number. Read are the portal's CSV with a row
of labels below the names, wide files with a `GEOID`, and the service's JSON. Indicators are made of the cells as
`bundled/acs/measures.toml` says; cells that none is made of are left out and counted.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from datawalk.domain.periods import Period
from datawalk.domain.places import Place
from datawalk.intake.formats.acs_cells import Cell, Plan, all_white, cell_of, figure, plans
from datawalk.intake.formats.catalogue import raw_measures, source_text
from datawalk.intake.formats.cells import CellError
from datawalk.intake.formats.gathering import Gathering, year_in_name
from datawalk.intake.formats.geography import fips_digits, fips_place, geo_place
from datawalk.intake.formats.shape import Format, Parsed, Reading, Shape
from datawalk.intake.problems import Problems, nearest
from datawalk.intake.tabular import Table

_CELL = re.compile(r"(?:[BC]\d{5}[A-I]?(?:PR)?_\d{3}|S\d{4}[A-Z]*_C\d\d_\d{3}|[DC]P\d\d_\d{4}P?)E", re.ASCII)
_DECENNIAL = re.compile(r"(?:P|H|PCT|PCO|HCT)\d+[A-Z]?_\d{3}N", re.ASCII)
_GEO_ID = re.compile(r"\d{3}[0-9A-Z]{4}US[0-9A-Z]*", re.ASCII)
_PLACES = ("GEO_ID", "GEOID", "state", "us")
_SMALLER = re.compile(
    r"tract|block group|place.*|.*subdivision|zip code.*|.*district.*|metropolitan.*|public use.*|region|division"
)
"""Columns of the data service's answers about places of other kinds."""

_PEOPLE = "B01003_001"
"""The cell of the total population."""

_SHOWN = 8
_COUNTY_DIGITS = 5


class _Survey(NamedTuple):
    """What the rows of one file are read by."""

    plans: Sequence[Plan]
    cells: Sequence[str]
    period: Period


def looks_like(header: Sequence[str]) -> bool:
    """Whether there are places by their number and estimates of tables."""
    return any(name in header for name in _PLACES) and any(_CELL.fullmatch(name) for name in header)


def refuses(header: Sequence[str]) -> tuple[str, str] | None:
    """The tables of the decennial census are known and refused."""
    if "GEO_ID" not in header or not (cell := next(filter(_DECENNIAL.fullmatch, header), "")):
        return None
    what = f"This is a table of the decennial census, with columns such as {cell}, not of the American Community Survey."
    return what, "Download a table of the American Community Survey, with columns such as B17020_003E."


def read(table: Table, *, file: str, reading: Reading, problems: Problems) -> Parsed:
    """Read every row of the nation, states and counties."""
    gathering = Gathering(file, reading=reading, problems=problems)
    period = gathering.period(_years(file))
    first = next(table.rows, None)
    labels: Mapping[str, str] = {}
    if first is not None and "GEO_ID" in table.header and _is_labels(first[1]["GEO_ID"]):
        labels, first = first[1], None
    if period is not None:
        survey = _survey(table.header, labels=labels, period=period, gathering=gathering)
        read_any = other = False
        for row, texts in chain([first] if first else [], table.rows if survey else []):
            if survey and _is_other_kind(texts):
                gathering.note(row, "", "Places that are no county, state or nation are left out.")
                other = True
            elif survey:
                read_any = True
                _read_row(row, texts, survey=survey, gathering=gathering)
        if other and not read_any:
            what = "None of the places is a county, a state or the nation."
            gathering.fault(0, "", what, "Download the table for counties, states or the United States.")
    return gathering.finish(lost=bool(table.lost))


def _years(file: str) -> str | None:
    """`ACSST5Y2018` is about 2014-2018, `ACSST1Y2022` about 2022, `acs_2019_2023` about 2019-2023."""
    if (said := year_in_name(file, r"ACS[A-Z]{2,3}([135]Y\d{4})")) is not None:
        years, last = int(said[0]), int(said[2:])
        return str(last) if years == 1 else f"{last - years + 1}-{last}"
    return year_in_name(file, r"(?<!\d)(20\d\d)[-_](20\d\d)(?!\d)")


def _is_labels(geo_id: str) -> bool:
    """The portal puts a row of labels below the names: `id` or `Geography` in place of a place."""
    return not _GEO_ID.fullmatch(geo_id) and geo_id.lower() in ("id", "geography", "geo_id")


def _survey(
    header: Sequence[str], *, labels: Mapping[str, str], period: Period, gathering: Gathering
) -> _Survey | None:
    """What can be made of the columns; None, with a problem, for nothing. What is left out is told once."""
    made, lacking = plans(header, labels=labels, last_year=period.end)
    used = {f"{cell}E" for plan in made for cell in plan.cells} | {f"{_PEOPLE}E"}
    left_out = Counter(
        name.partition("_")[0] for name in header if _CELL.fullmatch(name) and name not in used
    )
    tables = sorted(left_out)
    if not made and f"{_PEOPLE}E" not in header:
        what = f"No indicator can be made of these cells: {_listed(left_out)}."
        gathering.fault(1, "", what, _remedy(tables))
        return None
    if left_out:
        what = f"Cells that no indicator is made of are left out, by table: {_listed(left_out)}."
        gathering.note(1, "", what)
    if lacking:
        named = ", ".join(sorted(lacking)[:_SHOWN]) + (" and more" if len(lacking) > _SHOWN else "")
        what = f"Some figures cannot be worked out, because these columns are not in the file: {named}."
        gathering.note(1, "", what, "Download the whole table.")
    if made and not any(f"{cell}M" in header for plan in made for cell in plan.cells):
        what = (
            "The file has no margins of error (columns ending in M), so its figures come without an interval."
        )
        gathering.note(1, "", what, "Download the table with margins of error.")
    if any(map(all_white, made)):
        what = "The figures of white people include those who are Hispanic."
        gathering.note(1, "", what, "Use the tables whose names end in H if the others are there too.")
    cells = tuple(dict.fromkeys(cell for plan in made for cell in plan.cells))
    return _Survey(made, cells, period)


def _remedy(tables: Sequence[str]) -> str:
    known = {str(measure["read"]["table"]) for measure in raw_measures("acs")}
    if known.isdisjoint(tables):
        return f"Download a table that is known. {nearest(tables[0], known)}"
    return "Download the whole table from the Census Bureau's portal, and keep its row of labels."


def _listed(tables: Counter[str]) -> str:
    shown = [f"{name} ({tables[name]})" for name in sorted(tables)[:_SHOWN]]
    return ", ".join(shown) + (" and more" if len(tables) > _SHOWN else "")


def _is_other_kind(texts: Mapping[str, str]) -> bool:
    """Whether a row is about a census tract, a city, a part of a state or the like."""
    number = texts.get("GEO_ID") or texts.get("GEOID", "")
    if _GEO_ID.fullmatch(number):
        return number[:9] not in ("0100000US", "0400000US", "0500000US")
    if number:
        return number.isdecimal() and len(number) > _COUNTY_DIGITS
    return any(_SMALLER.fullmatch(name) for name in texts)


def _place(texts: Mapping[str, str]) -> Place:
    """The place of a row, by the first of the columns that say it. Raises CellError."""
    name = texts.get("NAME", "")
    number = texts.get("GEO_ID") or texts.get("GEOID", "")
    if "US" in number or "GEO_ID" in texts:
        return geo_place(number, name=name)
    if "GEOID" not in texts:
        state, county = texts.get("state", ""), texts.get("county", "")
        number = state.zfill(2) + (county.zfill(3) if county else "")
    return fips_place(f"{number:0>2}000" if len(number) <= 2 else fips_digits(number), name=name)


def _read_row(row: int, texts: Mapping[str, str], *, survey: _Survey, gathering: Gathering) -> None:
    try:
        place = _place(texts)
    except CellError as error:
        column = next((name for name in _PLACES if name in texts), "")
        gathering.fault(row, column, error.what, error.remedy)
        return
    if not gathering.keeps(place.place_id):
        return
    cells: dict[str, Cell] = {}
    for name in (_PEOPLE, *survey.cells):
        cell, column, error = cell_of(texts, name)
        if error is None:
            cells[name] = cell
        else:
            gathering.fault(row, column, error.what, error.remedy)
    if _PEOPLE in cells and (people := cells[_PEOPLE].value) is not None:
        place = place.model_copy(update={"population": round(people), "population_period": survey.period})
    gathering.place(place, row=row)
    for plan in survey.plans:
        if all(name in cells for name in plan.cells):
            gathering.figure(
                plan.indicator,
                row=row,
                column=f"{plan.part[0]}E",
                place_id=place.place_id,
                period=survey.period,
                dimension=plan.dimension,
                subgroup=plan.subgroup,
                **figure(plan, cells=cells),
            )


FORMAT = Format(
    name="acs",
    title="a table of the American Community Survey",
    shapes=(Shape(looks_like, read),),
    needs=(
        "The columns are not those of a table of the American Community Survey.",
        "Download it as CSV with the columns GEO_ID, NAME and estimates such as B17020_003E.",
    ),
    refuses=refuses,
    source=source_text("acs"),
    json=True,
)
