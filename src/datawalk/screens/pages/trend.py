"""A plain line over time: one place, and the two groups its gap is between. It states values, not a direction."""

from datawalk.charts.inputs import Line, LinePoint, Lines, Tone
from datawalk.domain.indicators import TOTAL, Indicator
from datawalk.domain.observations import Observation
from datawalk.screens import format as fmt
from datawalk.screens.axis import axis
from datawalk.screens.finding import finding
from datawalk.screens.fitness import refusal, refused
from datawalk.screens.pages.desk import Desk
from datawalk.screens.pageview import Section
from datawalk.screens.stations.cells import cell_line, cell_row, cell_text, drawn, status, table_header
from datawalk.screens.views import TableView

_FEWEST = 2
_TICKS_AT_MOST = 10


def trend_section(
    desk: Desk, indicator: Indicator, *, place_id: str, gap: tuple[tuple[str, str], ...] = ()
) -> Section:
    """The indicator in one place over time; `gap` names (dimension, group) lines besides, the worst first."""
    t = desk.t
    title = t("Over time")
    if "trend" in refused(desk.store, indicator):
        return Section(id="trend", title=title, paragraphs=(refusal("trend", t=t),))
    keys = [*gap, (TOTAL, TOTAL)]
    series = {
        key: _series(desk, indicator, place_id=place_id, dimension=key[0], subgroup=key[1]) for key in keys
    }
    series = {key: cells for key, cells in series.items() if sum(map(drawn, cells)) >= _FEWEST}
    if not series:
        one = t("There are figures for fewer than two periods here. So there is no line yet.")
        return Section(id="trend", title=title, paragraphs=(one,))
    names = {key: _name(desk, key, place_id) for key in series}
    picture = _picture(desk, indicator, series, names, first_is_worst=bool(gap))
    sentence = " ".join(_ends(desk, indicator, names[key], cells) for key, cells in series.items())
    rows = [(cell, names[key]) for key, cells in series.items() for cell in cells]
    table = TableView(
        tuple(cell_row(cell, id=cell.subgroup, label=name, t=t) for cell, name in rows),
        (t("Period"), *table_header(t, first=t("Who"))),
        tuple(
            (fmt.period(str(cell.period)), *cell_line(cell, name, unit=indicator.unit, t=t))
            for cell, name in rows
        ),
    )
    return Section(
        id="trend",
        title=title,
        finding=finding(sentence),
        picture=picture,
        alt=f"{indicator.name.said(desk.lang)}. {finding(sentence)}",
        table=table,
        table_title=t("The numbers as a table"),
    )


def _series(
    desk: Desk, indicator: Indicator, *, place_id: str, dimension: str, subgroup: str
) -> list[Observation]:
    cells = desk.store.cells(indicator.id, place_id=place_id, dimension=dimension)
    return [cell for cell in cells if cell.subgroup == subgroup]


def _name(desk: Desk, key: tuple[str, str], place_id: str) -> str:
    dimension = desk.store.dimensions.get(key[0])
    group = dimension.group_name(key[1]) if dimension else None
    return (
        group.said(desk.lang).words
        if group
        else desk.t("Everyone in {place}", place=desk.place_name(place_id))
    )


def _ends(desk: Desk, indicator: Indicator, name: str, cells: list[Observation]) -> str:
    """The first and the newest value of a line, each with its range."""
    shown = [cell for cell in cells if status(cell) == "shown"]
    if len(shown) < _FEWEST:
        return desk.t("{name}: too few sure figures to compare years.", name=name)
    first, last = (_with_range(desk, indicator, cell) for cell in (shown[0], shown[-1]))
    return desk.t(
        "{name}: {first} in {start}, __{last}__ in {end}.",
        name=name,
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


def _picture(
    desk: Desk,
    indicator: Indicator,
    series: dict[tuple[str, str], list[Observation]],
    names: dict[tuple[str, str], str],
    *,
    first_is_worst: bool,
) -> Lines:
    cells = [cell for own in series.values() for cell in own]
    values = [
        v for cell in cells if drawn(cell) for v in (cell.estimate, cell.lower, cell.upper) if v is not None
    ]
    periods = sorted({cell.period for cell in cells}, key=lambda period: period.middle)
    every = max(1, -(-len(periods) // _TICKS_AT_MOST))
    tones: list[Tone] = (
        ["worst", "reference", "plain"] if first_is_worst and len(series) > 1 else ["reference", "plain"]
    )
    lines = tuple(
        Line(
            names[key],
            tuple(_point(desk, indicator, cell) for cell in own),
            "plain" if key == (TOTAL, TOTAL) and len(series) > 1 else tones[min(position, len(tones) - 1)],
        )
        for position, (key, own) in enumerate(series.items())
    )
    ticks = tuple((period.middle, fmt.period(str(period))) for period in reversed(periods[::-1][::every]))
    return Lines(axis(values, unit=indicator.unit, t=desk.t), ticks, lines)


def _point(desk: Desk, indicator: Indicator, cell: Observation) -> LinePoint:
    return LinePoint(
        at=cell.period.middle,
        label=fmt.period(str(cell.period)),
        text=cell_text(cell, unit=indicator.unit, t=desk.t),
        value=cell.estimate if drawn(cell) else None,
        lower=cell.lower,
        upper=cell.upper,
        hollow=status(cell) == "unreliable",
    )
