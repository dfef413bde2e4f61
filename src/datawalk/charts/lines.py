"""Values over time: a line each with its interval, its name at its end."""

from collections.abc import Iterable
from html import escape

from datawalk.charts.placing import runs, spread, stacked, wrapped
from datawalk.charts.plotted import SPOKEN, Axis, Line, LinePoint, Lines
from datawalk.charts.scale import (
    above,
    dot,
    geometry,
    level,
    marked,
    note,
    part_of,
    percent,
    stretched,
    upright,
)

_TALL, _LOW = 17.0, 10.0
"""How tall the plot is at least, in letters' heights."""
_NAME, _PERIODS = 14, 8
"""The letters in a line of a name, and how many periods are named below where there is room; a phone has it for few."""
_LEADING = 1.25


class _Years:
    """Where a year lies from left to right, from 0 to 1."""

    def __init__(self, ticks: tuple[tuple[float, str], ...]) -> None:
        first, last = ticks[0][0], ticks[-1][0]
        room = 0.04 * (last - first) or 0.5
        self._first, self._span = first - room, last - first + 2 * room

    def __call__(self, year: float) -> float:
        return (year - self._first) / self._span


def lines_markup(picture: Lines) -> str:
    """Each line in its colour; a gap where there is no figure, an open dot where there are too few people."""
    across = _Years(picture.ticks)
    known = drawn_lines(picture)
    names = [wrapped(line.label, _NAME) for line in known]
    shapes = [level(1 - part_of(at, picture.axis)) for at, _ in picture.axis.ticks]
    curves = [
        shape for draw in (_band, _curve) for line in known for shape in draw(line, across, picture.axis)
    ]
    shapes.append(stretched(*curves))
    if picture.since:
        shapes.append(upright(across(picture.since[0]), "dw-since-line"))
    shapes += _points(known, across, picture.axis)
    left = max((len(label) for _, label in picture.axis.ticks), default=0) * 0.56 + 0.6
    right = max((len(text) for name in names for text in name), default=0) * 0.54 + 0.8
    return (
        f'<div class="dw-over-time{" dw-low" if picture.low else ""}" style="--left:{left:.2f}em;--right:{right:.2f}em">'
        f'{_since(picture, across)}<div class="dw-plane">{geometry(*shapes)}{values_beside(picture.axis)}'
        f"{_moments(picture, across)}{_ends(picture, known, names)}</div>"
        f'<div class="dw-ticks{_room_for_periods(picture)}">{_periods(picture, across)}</div>{note(picture.axis)}</div>'
    )


def values_beside(axis: Axis) -> str:
    """The ticks of a value axis from bottom to top, left of the plane."""
    return "".join(
        f'<span class="dw-beside" style="top:{percent(1 - part_of(at, axis))}">{escape(label)}</span>'
        for at, label in axis.ticks
    )


def _spot(year: float, value: float, across: _Years, axis: Axis) -> str:
    return f"{1000 * across(year):.1f},{1000 * (1 - part_of(value, axis)):.1f}"


def _band(line: Line, across: _Years, axis: Axis) -> Iterable[str]:
    """The intervals of each stretch as a band; of a period that stands alone, as a bar."""
    for run in runs(line):
        upper = [_spot(one.at, one.upper, across, axis) for one in run if one.upper is not None]
        lower = [_spot(one.at, one.lower, across, axis) for one in run if one.lower is not None]
        if len(upper) == 1:
            yield f'<polyline class="dw-bar-mark dw-{line.tone}" points="{upper[0]} {lower[0]}"/>'
        elif upper:
            yield f'<polygon class="dw-band dw-{line.tone}" points="{" ".join([*upper, *reversed(lower)])}"/>'


def _curve(line: Line, across: _Years, axis: Axis) -> Iterable[str]:
    dashed = " dw-dashed" if line.way == "dashed" else ""
    for run in runs(line):
        if len(run) > 1:
            spots = " ".join(_spot(one.at, one.value or 0.0, across, axis) for one in run)
            yield f'<polyline class="dw-curve dw-{line.tone}{dashed}" points="{spots}"/>'


def drawn_lines(picture: Lines) -> list[Line]:
    """The lines that have a value."""
    return [line for line in picture.lines if runs(line)]


def drawn_points(known: Iterable[Line]) -> list[tuple[Line, LinePoint]]:
    """Their points, in the order of their sentences; a dashed line has none."""
    return [(line, point) for line in known if line.way != "dashed" for run in runs(line) for point in run]


def _points(known: Iterable[Line], across: _Years, axis: Axis) -> Iterable[str]:
    for mark, (line, point) in enumerate(drawn_points(known)):
        x, y = across(point.at), 1 - part_of(point.value or 0.0, axis)
        if line.way == "aim":
            place = f'x="{percent(x)}" y="{percent(y)}"'
            yield (
                f'<svg class="dw-aim dw-{line.tone}" {place} overflow="visible"{marked(mark, line.label)}><rect/></svg>'
            )
        else:
            yield dot(x, y, "hollow" if point.hollow else line.tone, mark=mark, group=line.label).replace(
                'class="', f'class="dw-of-{line.tone} ', 1
            )


def _since(picture: Lines, across: _Years) -> str:
    """Where in time something began, in words above the plane."""
    if not picture.since:
        return ""
    at, words = picture.since
    return f'<div class="dw-over">{above(across(at), words, "dw-since")}</div>'


def _moments(picture: Lines, across: _Years) -> str:
    """Numbered marks along the bottom; what is not done yet is in brackets."""
    places = [across(one.at) for one in picture.moments]
    return "".join(
        f'<span class="dw-moment{"" if one.done else " dw-not-done"}" style="left:{percent(at)};--row:{row}">'
        f"{escape(one.mark if one.done else f'({one.mark})')}</span>"
        for one, at, row in zip(picture.moments, places, stacked(places, apart=0.05), strict=True)
    )


def _ends(picture: Lines, known: list[Line], names: list[list[str]]) -> str:
    """The newest value and the name at each line's end, moved apart where they would touch."""
    ends = [runs(line)[-1][-1] for line in known]
    half = (max(map(len, names), default=1) + 1) * _LEADING / 2 / (_LOW if picture.low else _TALL)
    placed = spread(
        [1 - part_of(point.value or 0.0, picture.axis) for point in ends],
        apart=2 * half,
        low=half,
        high=1 - half,
    )
    return "".join(
        f'<span class="dw-end{f" dw-{line.tone}" if line.tone in SPOKEN else ""}" style="top:{percent(at)}"'
        f' data-group="{escape(line.label)}"><b>{escape(point.text.partition(" · ")[0])}</b>{escape(line.label)}</span>'
        for line, point, at in zip(known, ends, placed, strict=True)
    )


def _periods(picture: Lines, across: _Years) -> str:
    """The first, the last, and evenly between them as many periods as can be named side by side."""
    ticks = picture.ticks
    every = -(-len(ticks) // _PERIODS)
    named = [
        (ticks[at], ' class="dw-roomy"' if back % 3 or (back and at < 2 * every) else "")
        for back, at in enumerate(range(len(ticks) - 1, every - 1, -every))
    ]
    return "".join(
        f'<span{seen} style="left:{percent(across(at))}">{escape(label).replace("–", "–<wbr>")}</span>'
        for (at, label), seen in ((ticks[0], ""), *reversed(named))
    )


def _room_for_periods(picture: Lines) -> str:
    """Periods of several years stand in two lines."""
    return " dw-periods" if any("–" in label for _, label in picture.ticks) else ""
