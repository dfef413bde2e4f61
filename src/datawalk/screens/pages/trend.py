"""Everyone in one place over time, where no gap is told."""

from datawalk.domain.indicators import TOTAL, Indicator
from datawalk.domain.observations import Observation
from datawalk.screens import format as fmt
from datawalk.screens.finding import finding
from datawalk.screens.fitness import refusal, refused
from datawalk.screens.pages.desk import Desk
from datawalk.screens.pageview import Section
from datawalk.screens.stations.cells import cell_text, drawn, status
from datawalk.screens.stations.marks import in_a_line
from datawalk.screens.stations.over_time import Series, direction_of, kept_periods, lines_of, table_of

_FEWEST = 2


def trend_section(desk: Desk, indicator: Indicator, *, place_id: str) -> Section:
    """The indicator for everyone in one place over time, and the direction that may be told."""
    t = desk.t
    title = t("Over time")
    if "trend" in refused(desk.store, indicator):
        return Section(id="trend", title=title, paragraphs=(refusal("trend", t=t),))
    cells = desk.store.cells(indicator.id, place_id=place_id, dimension=TOTAL)
    periods, left_out = kept_periods(cells, t=t)
    cells = [cell for cell in cells if cell.period in periods]
    if sum(map(drawn, cells)) < _FEWEST:
        one = t("There are figures for fewer than two periods here. So there is no line yet.")
        return Section(id="trend", title=title, paragraphs=(one,), notice=left_out)
    everyone = Series(t("Everyone in {place}", place=desk.place_name(place_id)), tuple(cells), "reference")
    said, way = finding(_ends(desk, indicator, everyone)), direction_of(everyone, indicator=indicator, t=t)
    return Section(
        id="trend",
        title=title,
        finding=said,
        paragraphs=(way,),
        notice=left_out,
        picture=lines_of([everyone], indicator=indicator, t=t, rest=in_a_line(way)),
        alt=f"{indicator.name.said(desk.lang)}. {said}",
        table=table_of([everyone], indicator=indicator, t=t),
        table_title=t("The numbers as a table"),
    )


def _ends(desk: Desk, indicator: Indicator, series: Series) -> str:
    """The first and the newest value of a line, each with its range."""
    shown = [cell for cell in series.cells if status(cell) == "shown"]
    if len(shown) < _FEWEST:
        return desk.t("{name}: too few sure figures to compare years.", name=series.name)
    first, last = (_with_range(desk, indicator, cell) for cell in (shown[0], shown[-1]))
    return desk.t(
        "{name}: {first} in {start}, __{last}__ in {end}.",
        name=series.name,
        first=first,
        start=fmt.period(str(shown[0].period)),
        last=last,
        end=fmt.period(str(shown[-1].period)),
    )


def _with_range(desk: Desk, indicator: Indicator, cell: Observation) -> str:
    value = cell_text(cell, unit=indicator.unit, t=desk.t)
    if cell.lower is None or cell.upper is None:
        return value
    low, high = (fmt.value(v, unit=indicator.unit, t=desk.t) for v in (cell.lower, cell.upper))
    return desk.t("{value} ({low} to {high})", value=value, low=low, high=high)
