"""Values over time: the lines, their table, and the direction each may be said to have."""

from collections.abc import Iterable
from dataclasses import dataclass

from datawalk.charts.plotted import Line, LinePoint, Lines, Tone
from datawalk.domain.indicators import Indicator
from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.measures.levels import with_interval
from datawalk.measures.periods import comparable
from datawalk.measures.trend import ONE_SIDED, Trend, trend
from datawalk.screens import format as fmt
from datawalk.screens.axis import axis
from datawalk.screens.stations.cells import (
    cell_line,
    cell_row,
    cell_text,
    drawn,
    level_of,
    margin_end,
    status,
    table_header,
)
from datawalk.screens.stations.marks import mark_said
from datawalk.screens.views import TableView
from datawalk.screens.wording import Words

_TICKS_AT_MOST = 10


@dataclass(frozen=True)
class Series:
    """One group, or everyone, over time, the oldest first."""

    name: str
    cells: tuple[Observation, ...]
    tone: Tone = "plain"


def kept_periods(cells: Iterable[Observation], *, t: Words) -> tuple[list[Period], str]:
    """The periods that may stand on one line, and a sentence on those left out."""
    there = {cell.period for cell in cells}
    kept = comparable(there)
    if len(kept) == len(there):
        return kept, ""
    return kept, t("Years that overlap, or are of another length, are left out: they cannot be compared.")


def lines_of(series: Iterable[Series], *, indicator: Indicator, t: Words, rest: str) -> Lines:
    """The picture: a line for each; `rest`: what the line below says by itself."""
    series = tuple(series)
    cells = [cell for one in series for cell in one.cells]
    values = [
        number
        for cell in cells
        if drawn(cell)
        for number in (cell.estimate, cell.lower, cell.upper)
        if number is not None
    ]
    periods = sorted({cell.period for cell in cells}, key=lambda period: period.middle)
    every = max(1, -(-len(periods) // _TICKS_AT_MOST))
    ticks = tuple((period.middle, fmt.period(str(period))) for period in reversed(periods[::-1][::every]))
    lines = tuple(
        Line(
            one.name, tuple(_point(one.name, cell, indicator=indicator, t=t) for cell in one.cells), one.tone
        )
        for one in series
    )
    return Lines(axis(values, unit=indicator.unit, t=t), ticks, lines, rest=rest)


def _point(name: str, cell: Observation, *, indicator: Indicator, t: Words) -> LinePoint:
    period = fmt.period(str(cell.period))
    return LinePoint(
        at=cell.period.middle,
        label=period,
        text=cell_text(cell, unit=indicator.unit, t=t),
        value=cell.estimate if drawn(cell) else None,
        lower=cell.lower,
        upper=cell.upper,
        hollow=status(cell) == "unreliable",
        said=mark_said(f"{name}, {period}", cell, unit=indicator.unit, t=t),
    )


def table_of(series: Iterable[Series], *, indicator: Indicator, t: Words) -> TableView:
    """The numbers of the lines, a row for each period."""
    rows = [(cell, one.name) for one in series for cell in one.cells]
    return TableView(
        tuple(cell_row(cell, id=cell.subgroup, label=name, t=t) for cell, name in rows),
        (t("Period"), *table_header(t, first=t("Who"))),
        tuple(
            (fmt.period(str(cell.period)), *cell_line(cell, name, unit=indicator.unit, t=t))
            for cell, name in rows
        ),
    )


def direction_of(one: Series, *, indicator: Indicator, t: Words) -> str:
    """Whether a line surely goes up or down, by as much as its number of points bears."""
    shown = [cell for cell in one.cells if status(cell) == "shown"]
    levels = [with_interval(level_of(cell, indicator)) for cell in shown]
    known = [level.se for level in levels if level.se]
    told = trend(
        [cell.period.middle for cell in shown],
        [level.estimate or 0.0 for level in levels],
        errors=known if len(known) == len(levels) else None,
    )
    return f"{one.name}: {_direction_words(told, shown, indicator=indicator, t=t)}"


def _direction_words(told: Trend, shown: list[Observation], *, indicator: Indicator, t: Words) -> str:
    since = fmt.period(str(shown[0].period)) if shown else ""
    if told.direction == "cannot_say":
        return t("too few sure figures to tell a direction.")
    if told.direction == "not_straight":
        return t("no steady direction since {year}.", year=since)
    if told.direction == "no_change":
        return t("no change we can detect since {year}.", year=since)
    if told.rule == "ranks" or told.estimate.value is None:
        return (
            t("up since {year}.", year=since)
            if told.direction == "rising"
            else t("down since {year}.", year=since)
        )
    size = abs(told.estimate.value)
    ends = sorted(abs(end) for end in told.estimate.interval or (size, size))
    if told.rule == "first_and_last" and told.estimate.se is not None:
        half = ONE_SIDED * told.estimate.se  # the range that fits a test of one side
        ends = [size - half, size + half]
    named = {
        "year": since,
        "points": fmt.difference(size, unit=indicator.unit, t=t),
        "low": margin_end(ends[0], unit=indicator.unit, t=t),
        "high": margin_end(ends[1], unit=indicator.unit, t=t),
    }
    if told.rule == "first_and_last":
        if told.direction == "rising":
            return t("up by {points} since {year} (90% range: {low} to {high}).", **named)
        return t("down by {points} since {year} (90% range: {low} to {high}).", **named)
    if told.direction == "rising":
        return t("up by {points} a year since {year} ({low} to {high}).", **named)
    return t("down by {points} a year since {year} ({low} to {high}).", **named)
