"""The county file of the Health Equity Tracker: measures of County Health Rankings & Roadmaps by year and race.

Its years are those of the data, not of the release, so its measures have codes of their own (`het_...`): the same
figure would else be told of under two years.
"""

from collections.abc import Mapping, Sequence
from functools import cache

from datawalk.domain.indicators import TOTAL
from datawalk.domain.observations import Flag
from datawalk.domain.periods import Period
from datawalk.intake.formats import cells as read_cell
from datawalk.intake.formats.catalogue import Measure
from datawalk.intake.formats.cells import CellError
from datawalk.intake.formats.chr_columns import BLANK, NOT_THERE, WITH_PACIFIC, catalogue
from datawalk.intake.formats.gathering import Gathering
from datawalk.intake.formats.geography import fips_digits, fips_place
from datawalk.intake.formats.shape import Parsed, Reading
from datawalk.intake.problems import Problems
from datawalk.intake.tabular import Table

_ASIAN, _WITH_PACIFIC = "Asian (NH)", "Asian, Native Hawaiian, and Pacific Islander (NH)"
GROUPS = {
    "All": TOTAL,
    "Indigenous (NH)": "aian",
    _ASIAN: "asian",
    _WITH_PACIFIC: "asian",
    "Black or African American (NH)": "black",
    "Hispanic or Latino": "hispanic",
    "Native Hawaiian and Pacific Islander (NH)": "nhpi",
    "Two or more races (NH)": "multiracial",
    "White (NH)": "white",
}
"""The file's words for race and ethnicity, and the groups here."""

_YEAR, _FIPS, _NAME, _GROUP = "time_period", "county_fips", "county_name", "race_and_ethnicity"
_PLACES_AND_GROUPS = {_YEAR, "state_fips", _FIPS, "state_name", _NAME, _GROUP}


@cache
def _columns() -> Mapping[str, Measure]:
    """Every measure known of this file, by its column."""
    return {one.read["het"]: one for one in catalogue().values() if "het" in one.read}


def is_tidy(names: Sequence[str]) -> bool:
    """Whether these are the columns of the county file by race."""
    there = set(names)
    return {_YEAR, _FIPS, _GROUP} <= there and not there.isdisjoint(_columns())


def read_tidy(table: Table, *, file: str, reading: Reading, problems: Problems) -> Parsed:
    """Read every row. A measure has no figure at all in some years, or for groups: those cells say nothing."""
    g = Gathering(file, reading=reading, problems=problems)
    known = [name for name in table.header if name in _columns()]
    if unknown := [one for one in table.header if one not in _columns() and one not in _PLACES_AND_GROUPS]:
        g.note(0, "", f"Columns that are not known here are left out: {', '.join(unknown)}.")
    rows = list(table.rows)
    told = {
        (name, cells[_YEAR], cells[_GROUP]) for _, cells in rows for name in known if cells[name] not in BLANK
    }
    for row, cells in rows:
        if cells[_GROUP] not in GROUPS:
            g.note(row, _GROUP, f"The group '{cells[_GROUP]}' is not known here and is left out.")
            continue
        try:
            place = fips_place(fips_digits(cells[_FIPS]), name=cells.get(_NAME, ""))
        except CellError as error:
            g.fault(row, _FIPS, error.what, error.remedy)
            continue
        if not g.keeps(place.place_id):
            continue
        g.place(place, row=row)
        period = g.read(cells, _YEAR, read_cell.period, row=row)
        if period is None:
            if not cells[_YEAR]:
                g.fault(row, _YEAR, "The cell is blank.", "Write the year of the data.")
            continue
        for name in known:
            if (name, cells[_YEAR], cells[_GROUP]) not in told:
                continue
            if cells[_GROUP] == _WITH_PACIFIC and (name, cells[_YEAR], _ASIAN) in told:
                what = f"The group '{_WITH_PACIFIC}' is left out where Asian is told of alone."
                g.note(row, _GROUP, what)
                continue
            _keep(g, name, cells, row=row, place_id=place.place_id, period=period)
    return g.finish(lost=bool(table.lost))


def _keep(
    g: Gathering, name: str, cells: Mapping[str, str], *, row: int, place_id: str, period: Period
) -> None:
    measure, group = _columns()[name], GROUPS[cells[_GROUP]]
    at = {
        "row": row,
        "column": name,
        "place_id": place_id,
        "period": period,
        "dimension": TOTAL if group == TOTAL else "race_ethnicity",
        "subgroup": group,
    }
    estimate = None
    if cells[name] not in BLANK:
        estimate = g.read(cells, name, read_cell.shifted(measure.read.get("het_shift", 0)), row=row)
    if estimate is None:
        flag: Flag = "suppressed" if group != TOTAL and measure.indicator.kind is None else "missing"
        g.figure(measure.indicator, **at, flag=flag, note=NOT_THERE[flag])
        return
    note = WITH_PACIFIC if cells[_GROUP] == _WITH_PACIFIC else ""
    g.figure(measure.indicator, **at, estimate=estimate, note=note)
