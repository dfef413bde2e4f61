"""Pictures of values as SVG, for paper: the same inputs as the figures, drawn without a browser. Imports no plotly."""

from html import escape

from datawalk.charts.inputs import Axis, DotRow, Dots, Lines, Plotted, Strip
from datawalk.charts.palette import PALETTES
from datawalk.charts.placing import spread, swarm, wrapped

_WIDTH = 900.0
_FONT, _SMALL = 17.0, 15.0
_COLOURS = PALETTES["light"]


def svg(picture: Plotted) -> str:
    """One drawing, 900 wide, that needs nothing else."""
    if isinstance(picture, Dots):
        return _dots(picture)
    if isinstance(picture, Strip):
        return _strip(picture)
    return _lines(picture)


def _sheet(height: float, *parts: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {_WIDTH:.0f} {height:.0f}"'
        f' width="{_WIDTH:.0f}" font-family="Source Sans 3, Source Sans, sans-serif">{"".join(parts)}</svg>'
    )


def _text(
    x: float,
    y: float,
    words: str,
    *,
    colour: str = _COLOURS.ink,
    size: float = _FONT,
    anchor: str = "start",
    weight: int = 400,
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size:g}" text-anchor="{anchor}"'
        f' font-weight="{weight}" dominant-baseline="central">{escape(words)}</text>'
    )


def _rule(
    x1: float, y1: float, x2: float, y2: float, *, colour: str, thick: float = 1, dash: str = ""
) -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"'
        f' stroke-width="{thick:g}"{dashed}/>'
    )


def _dot(x: float, y: float, *, colour: str, radius: float, hollow: bool = False) -> str:
    fill = _COLOURS.card if hollow else colour
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{fill}" stroke="{colour}" stroke-width="2"/>'
    )


class _Across:
    """A value axis from left to right."""

    def __init__(self, axis: Axis, left: float, right: float) -> None:
        self._axis, self._left, self._right = axis, left, right

    def at(self, value: float) -> float:
        span = self._axis.end - self._axis.start or 1.0
        return self._left + (value - self._axis.start) / span * (self._right - self._left)

    def drawn(self, top: float, bottom: float) -> str:
        """The grid, its ticks below, and the note of an axis that does not start at zero."""
        parts = []
        for tick, label in self._axis.ticks:
            x = self.at(tick)
            parts.append(_rule(x, top, x, bottom, colour=_COLOURS.line))
            parts.append(_text(x, bottom + 16, label, colour=_COLOURS.muted, size=_SMALL, anchor="middle"))
        if self._axis.note:
            middle = (self._left + self._right) / 2
            parts.append(
                _text(
                    middle, bottom + 38, self._axis.note, colour=_COLOURS.muted, size=_SMALL, anchor="middle"
                )
            )
        return "".join(parts)

    def everyone(self, value: float, label: str, top: float, bottom: float) -> str:
        x = self.at(value)
        part = (x - self._left) / (self._right - self._left or 1.0)
        anchor = "start" if part < 0.3 else "end" if part > 0.7 else "middle"
        line = _rule(x, top, x, bottom, colour=_COLOURS.ink, thick=2, dash="2 5")
        return line + _text(x, top - 14, label, size=_SMALL, anchor=anchor)


def _dots(picture: Dots) -> str:
    row_height, top = 46.0, 34.0
    labels = [wrapped(row.label, 26) for row in picture.rows]
    left = 30 + max((len(line) for label in labels for line in label), default=0) * _FONT * 0.52
    late = max((len(row.text) for row in picture.rows if row.estimate is not None), default=0)
    across = _Across(picture.axis, left, _WIDTH - 24 - late * _FONT * 0.5)
    bottom = top + row_height * len(picture.rows)
    parts = [across.drawn(top, bottom)]
    if picture.line is not None:
        parts.append(across.everyone(picture.line, picture.line_label, top, bottom))
    for place, (row, label) in enumerate(zip(picture.rows, labels, strict=True)):
        middle = top + row_height * (place + 0.5)
        weight = 700 if row.tone in ("worst", "reference") else 400
        for number, line in enumerate(label):
            y = middle + (number - (len(label) - 1) / 2) * _FONT * 1.15
            parts.append(_text(left - 14, y, line, anchor="end", weight=weight))
        parts.append(_dot_row(row, middle, across, left))
    return _sheet(bottom + (54 if picture.axis.note else 30), *parts)


def _dot_row(row: DotRow, middle: float, across: _Across, left: float) -> str:
    if row.estimate is None:
        return _text(left + 8, middle, row.text, colour=_COLOURS.muted, size=_SMALL)
    colour = _COLOURS.mark(row.tone)
    hollow = row.tone == "hollow"
    parts = []
    end = across.at(row.estimate)
    if row.lower is not None and row.upper is not None:
        low, high = across.at(row.lower), across.at(row.upper)
        bar = _rule(low, middle, high, middle, colour=colour, thick=6)
        parts.append(f'<g opacity="0.4">{bar}</g>')
        end = max(end, high)
    parts.append(_dot(across.at(row.estimate), middle, colour=colour, radius=7, hollow=hollow))
    spoken = row.tone in ("worst", "reference")
    said = colour if spoken else _COLOURS.ink
    parts.append(_text(end + 12, middle, row.text, colour=said, weight=700 if spoken else 400))
    if row.note:
        parts.append(_text(left + 8, middle + 17, row.note, colour=_COLOURS.muted, size=14))
    return "".join(parts)


def _strip(picture: Strip) -> str:
    left, right, top = 24.0, _WIDTH - 24, 40.0
    across = _Across(picture.axis, left, right)
    places = [across.at(point.value) for point in picture.points]
    rows = swarm(places, apart=13)
    reach = max((abs(row) for row in rows), default=0)
    middle = top + 34 + 13 * reach
    bottom = middle + 34 + 13 * reach
    parts = [across.drawn(top, bottom)]
    if picture.line is not None:
        parts.append(across.everyone(picture.line, picture.line_label, top, bottom))
    spoken = 0
    for point, x, row in sorted(
        zip(picture.points, places, rows, strict=True), key=lambda one: one[0].tone in ("worst", "reference")
    ):
        named = point.tone in ("worst", "reference")
        colour = _COLOURS.mark(point.tone)
        parts.append(_dot(x, middle - 13 * row, colour=colour, radius=8 if named else 5))
        if named:
            y = top + 14 if spoken % 2 == 0 else bottom - 14
            anchor = "start" if x < 250 else "end" if x > _WIDTH - 250 else "middle"
            parts.append(_text(x, y, f"{point.label} {point.text}", colour=colour, anchor=anchor, weight=700))
            spoken += 1
    return _sheet(bottom + (54 if picture.axis.note else 30), *parts)


def _lines(picture: Lines) -> str:
    left, right, top, bottom = 70.0, _WIDTH - 210, 20.0, 320.0
    axis = picture.axis
    first, last = picture.ticks[0][0], picture.ticks[-1][0]

    def x(at: float) -> float:
        return left + 12 + (at - first) / ((last - first) or 1.0) * (right - left - 24)

    def y(value: float) -> float:
        return bottom - (value - axis.start) / ((axis.end - axis.start) or 1.0) * (bottom - top)

    parts = []
    for tick, label in axis.ticks:
        parts.append(_rule(left, y(tick), right, y(tick), colour=_COLOURS.line))
        parts.append(_text(left - 10, y(tick), label, colour=_COLOURS.muted, size=_SMALL, anchor="end"))
    for at, label in picture.ticks:
        parts.append(_text(x(at), bottom + 20, label, colour=_COLOURS.muted, size=_SMALL, anchor="middle"))
    if axis.note:
        middle = (left + right) / 2
        parts.append(
            _text(middle, bottom + 44, axis.note, colour=_COLOURS.muted, size=_SMALL, anchor="middle")
        )
    ends = []
    for line in picture.lines:
        colour = _COLOURS.mark(line.tone)
        previous = None
        for point in line.points:
            if point.value is None:
                previous = None
                continue
            here = x(point.at), y(point.value)
            if point.lower is not None and point.upper is not None:
                bar = _rule(here[0], y(point.lower), here[0], y(point.upper), colour=colour, thick=6)
                parts.append(f'<g opacity="0.3">{bar}</g>')
            if previous:
                parts.append(_rule(*previous, *here, colour=colour, thick=2.5))
            parts.append(_dot(*here, colour=colour, radius=4.5, hollow=point.hollow))
            previous = here
        newest = next((point for point in reversed(line.points) if point.value is not None), None)
        ends.append((line, newest))
    named = [(line, point) for line, point in ends if point is not None and point.value is not None]
    placed = spread([y(point.value or 0.0) for _, point in named], apart=46, low=top + 10, high=bottom - 10)
    for (line, point), at in zip(named, placed, strict=True):
        spoken = line.tone in ("worst", "reference")
        colour = _COLOURS.mark(line.tone) if spoken else _COLOURS.ink
        value = point.text.partition(" · ")[0]
        parts.append(_text(right + 14, at, value, colour=colour, weight=700))
        for number, words in enumerate(wrapped(line.label, 24)):
            parts.append(_text(right + 14, at + 18 + 16 * number, words, colour=colour, size=14))
    return _sheet(bottom + (60 if axis.note else 36), *parts)
