"""The format `heat`: a table in the columns of the template of WHO's Health Equity Assessment Toolkit.

One row a setting, date, indicator, dimension and subgroup. The file declares its own indicators and dimensions; what
it says of one of them must be the same in all rows. `setting_average` is the figure of everyone. `population` becomes
the denominator of a share whose error or limits are given: without them it would give a margin that nobody measured.
"""

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar

from datawalk.domain.indicators import PER, Indicator
from datawalk.domain.periods import Period
from datawalk.domain.places import Place
from datawalk.intake.formats.catalogue import source_text
from datawalk.intake.formats.cells import CellError, not_negative, number, period, text, whole
from datawalk.intake.formats.gathering import Gathering
from datawalk.intake.formats.heat_declared import Line, Named, Told, settings
from datawalk.intake.formats.shape import Format, Parsed, Reading, Shape
from datawalk.intake.problems import Problems
from datawalk.intake.tabular import Table

Value = TypeVar("Value")

COLUMNS = (
    "setting",
    "date",
    "source",
    "indicator_abbr",
    "indicator_name",
    "dimension",
    "subgroup",
    "estimate",
    "favourable_indicator",
    "indicator_scale",
    "ordered_dimension",
    "subgroup_order",
)
"""The columns that must be there."""

ALSO_READ = ("se", "ci_lb", "ci_ub", "population", "flag", "setting_average", "iso3", "reference_subgroup")
_LEFT_ALONE = ("whoreg6", "wbincome", "update")
_WHERE_AND_WHEN = {"setting", "date"}
_OF_HEAT = {
    *("indicator_abbr", "favourable_indicator", "indicator_scale", "ordered_dimension"),
    *("subgroup_order", "setting_average", "reference_subgroup"),
}
"""The columns that no other table has."""

_UNITS = ((1, "index"), (100, "percent"), (1_000, "per_1000"), (100_000, "per_100000"))
_DIRECTIONS = ((0, "lower_is_better"), (1, "higher_is_better"))
_YES_NO = ((0, False), (1, True))
_NO_ESTIMATE = "The file gives no estimate."


def looks_like(header: Sequence[str]) -> bool:
    """Whether most of the columns are there, and one of those that say where and when."""
    names = set(header)
    return len(names & set(COLUMNS)) >= len(COLUMNS) - 4 and bool(names & _WHERE_AND_WHEN)


def refuses(header: Sequence[str]) -> tuple[str, str] | None:
    """A table made for measures of inequality alone says neither where nor when."""
    names = set(header)
    if len(names & _OF_HEAT) < 3 or names & _WHERE_AND_WHEN:
        return None
    what = "This looks like a HEAT table, but it lacks the columns setting and date."
    return what, "Add both, with a place and a year in every row."


def read(table: Table, *, file: str, reading: Reading, problems: Problems) -> Parsed:
    """Read every row. Numbers stay as they are; a figure without an estimate is missing."""
    gathering = Gathering(file, reading=reading, problems=problems)
    if not _header_is_sound(table.header, gathering):
        return gathering.finish()
    told = Told(gathering)
    found = (_line(cells, row=row, told=told, gathering=gathering) for row, cells in table.rows)
    lines = _of_one_source([line for line in found if line is not None], gathering)
    named = told.dimensions(lines)
    if told.apart:
        return gathering.finish()
    places = settings({line.setting: told.said.get(("iso3", line.setting), "") for line in lines})
    indicators = told.indicators(lines, named=named)
    averages: dict[tuple[str, str, Period], tuple[str, int]] = {}
    declared: dict[str, Named] = {}
    for line in lines:
        place, one, into = places[line.setting], indicators[line.measure], named[line.dimension]
        if not gathering.keeps(place.place_id):
            continue
        gathering.place(place, row=line.number)
        _average(line, indicator=one, place=place, averages=averages, gathering=gathering)
        _figure(line, indicator=one, place=place, into=into, gathering=gathering)
        declared[into.dimension.id] = into
    parsed = gathering.finish(lost=bool(table.lost))
    parsed.dimensions = {key: one.dimension for key, one in declared.items() if not one.bundled}
    return parsed


def _header_is_sound(header: Sequence[str], gathering: Gathering) -> bool:
    missing = [name for name in COLUMNS if name not in header]
    others = [name for name in header if name not in (*COLUMNS, *ALSO_READ, *_LEFT_ALONE)]
    for name in missing:
        close = get_close_matches(name, others, n=1, cutoff=0.7)
        remedy = f"'{close[0]}' looks like it: rename it to '{name}'." if close else "Add it."
        gathering.fault(1, "", f"The column '{name}' of a HEAT table is missing.", remedy)
    return not missing


class _Unread(Exception):
    """A row whose words cannot be read; the problem is told already."""


def _line(cells: dict[str, str], *, row: int, told: Told, gathering: Gathering) -> Line | None:
    """What a row is about; None, with its problem, when that cannot be read."""

    def needed(column: str, read: Callable[[str], Value]) -> Value:
        value = gathering.read(cells, column, read, row=row)
        if value is None and not cells[column]:
            gathering.fault(row, column, "The cell is blank.", "Fill it in.")
        if value is None:
            raise _Unread
        return value

    def say(column: str, *of: str, read: Callable[[str], Any]) -> Any:
        value = needed(column, read)
        told.say(column, *of, value=value, cell=cells[column], row=row)
        return value

    try:
        line = Line(
            row,
            cells,
            setting=needed("setting", text),
            period=needed("date", _years),
            source=needed("source", text),
            measure=needed("indicator_abbr", text),
            dimension=needed("dimension", text),
            subgroup=needed("subgroup", text),
        )
        say("indicator_name", line.measure, read=text)
        say("indicator_scale", line.measure, read=_one_of(_UNITS))
        say("favourable_indicator", line.measure, read=_one_of(_DIRECTIONS))
        if say("ordered_dimension", line.dimension, read=_one_of(_YES_NO)):
            say("subgroup_order", line.dimension, line.subgroup, read=_order)
    except _Unread:
        return None
    if iso3 := cells.get("iso3", ""):
        told.say("iso3", line.setting, value=iso3.lower(), cell=iso3, row=row)
    if gathering.read(cells, "reference_subgroup", _one_of(_YES_NO), row=row):
        told.refer(line)
    return line


def _years(cell: str) -> Period:
    return period(cell.removesuffix(".0"))


@cache
def _one_of(words: tuple[tuple[float, Any], ...]) -> Callable[[str], Any]:
    """A reader of the few numbers that stand for something."""
    meanings = dict(words)
    *others, last = (f"{word:g}" if word < 1000 else f"{word:.0f}" for word in meanings)

    def read(cell: str) -> Any:
        value = number(cell)
        if value not in meanings:
            raise CellError(f"'{cell}' is not read here.", f"Write {', '.join(others)} or {last}.")
        return meanings[value]

    return read


def _order(cell: str) -> int:
    order = whole(cell)
    if order == 0:
        raise CellError(
            "The subgroup has no order, and its dimension is ordered.",
            "Count from 1, the most disadvantaged.",
        )
    return order


def _of_one_source(lines: Sequence[Line], gathering: Gathering) -> list[Line]:
    """The lines whose source is the first that the file has for their setting, indicator and date."""
    first: dict[tuple[str, str, Period], str] = {}
    kept: list[Line] = []
    for line in lines:
        if first.setdefault((line.setting, line.measure, line.period), line.source) == line.source:
            kept.append(line)
        else:
            what = "The figures of a second source for the same setting, date and indicator are left out."
            gathering.note(line.number, "source", what)
    return kept


def _average(
    line: Line,
    *,
    indicator: Indicator,
    place: Place,
    averages: dict[tuple[str, str, Period], tuple[str, int]],
    gathering: Gathering,
) -> None:
    """The figure of everyone, once; a problem when two rows have another one."""
    cell = line.cells.get("setting_average", "")
    key = indicator.id, place.place_id, line.period
    if not cell:
        return
    if key in averages:
        first, row = averages[key]
        if cell != first:
            what = f"The setting_average is '{cell}' here and '{first}' in row {row}."
            gathering.fault(line.number, "setting_average", what, "Write the same in both rows.")
        return
    averages[key] = cell, line.number
    estimate = gathering.read(line.cells, "setting_average", number, row=line.number)
    if estimate is not None:
        where = {"row": line.number, "column": "setting_average", "place_id": place.place_id}
        gathering.figure(indicator, **where, period=line.period, estimate=estimate)


def _figure(line: Line, *, indicator: Indicator, place: Place, into: Named, gathering: Gathering) -> None:
    """The figure of a subgroup; what the file remarks on it is its note."""

    def given(column: str, read: Callable[[str], float] = number) -> float | None:
        return gathering.read(line.cells, column, read, row=line.number)

    estimate, remark = given("estimate"), line.cells.get("flag", "")
    if estimate is None and line.cells["estimate"]:
        return
    se, lower, upper = given("se", not_negative), given("ci_lb"), given("ci_ub")
    people = given("population", not_negative)
    has_margin = se is not None or None not in (lower, upper)
    gathering.figure(
        indicator,
        row=line.number,
        column="estimate",
        place_id=place.place_id,
        period=line.period,
        dimension=into.dimension.id,
        subgroup=into.groups[line.subgroup],
        estimate=estimate,
        se=se,
        lower=lower,
        upper=upper,
        denominator=people if people and has_margin and indicator.unit in PER else None,
        flag="missing" if estimate is None else "",
        note=remark or (_NO_ESTIMATE if estimate is None else ""),
    )


FORMAT = Format(
    name="heat",
    title="a HEAT table",
    shapes=(Shape(looks_like, read),),
    needs=(
        "The columns are not those of a HEAT table.",
        f"Write these names into the first row: {', '.join(COLUMNS)}.",
    ),
    refuses=refuses,
    source=source_text("heat"),
    fill_in=True,
    workbooks=True,
)
