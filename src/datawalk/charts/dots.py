"""Dots with intervals, one row a group or place: its name, its dot and bar, its value beside them."""

from html import escape

from datawalk.charts.plotted import SPOKEN, DotRow, Dots
from datawalk.charts.scale import (
    above,
    dot,
    foot,
    geometry,
    grid,
    marked,
    part_of,
    percent,
    upright,
    within,
)

_MANY, _CROWD = 7, 14
"""More rows than these stand closer in the room."""
_LATE = 0.72
"""The part of the axis beyond which a value needs room of its own on the right."""


def dots_markup(picture: Dots) -> str:
    """The rows from top to bottom in the given order; the line of everyone behind them."""
    count = len(picture.rows)
    lines = [grid(picture.axis)]
    head = ""
    if picture.line is not None:
        at = part_of(picture.line, picture.axis)
        lines.append(upright(at, "dw-everyone-line"))
        head = above(at, picture.line_label, "dw-everyone")
    rows = "".join(_row(row, at, picture) for at, row in enumerate(picture.rows))
    crowd = " dw-crowd" if count > _CROWD else " dw-many" if count > _MANY else ""
    return (
        f'<div class="dw-dots{crowd}" style="--rows:{count};--values:{_room_for_values(picture)}em">'
        f'<div class="dw-head-room">{head}</div>'
        f'<div class="dw-behind" style="grid-row:2/span {max(count, 1)}">{geometry(*lines)}</div>'
        f'{rows}<div class="dw-foot" style="grid-row:{count + 2}">{foot(picture.axis)}{_doubts(picture)}</div></div>'
    )


def _doubts(picture: Dots) -> str:
    """What the open dots mean, once: in the room many rows have no space for their notes."""
    doubts = sorted({row.note for row in picture.rows if row.note and row.estimate is not None})
    if len(picture.rows) <= _MANY or not doubts:
        return ""
    return f'<p class="dw-doubts">○ {escape(", ".join(doubts))}.</p>'


def _row(row: DotRow, at: int, picture: Dots) -> str:
    place, mark = f'style="grid-row:{at + 2}"', marked(at, row.label)
    name = f'<div class="dw-row-name dw-{row.tone}" {place}{mark}>{escape(row.label)}</div>'
    if row.estimate is None:
        return f'{name}<div class="dw-row dw-hidden" {place}{mark}><p class="dw-reason">{escape(row.text)}</p></div>'
    note = f'<p class="dw-row-note">{escape(row.note)}</p>' if row.note else ""
    return f'{name}<div class="dw-row dw-{row.tone}" {place}{mark}>{_drawn(row, at, picture)}{note}</div>'


def _drawn(row: DotRow, at: int, picture: Dots) -> str:
    """The bar, the dot on it, and the value behind whatever ends last."""
    axis, estimate, shapes = picture.axis, row.estimate or 0.0, []
    end = estimate
    if row.lower is not None and row.upper is not None:
        low, high = (percent(within(value, axis)) for value in (row.lower, row.upper))
        shapes.append(f'<line class="dw-bar-mark dw-{row.tone}" x1="{low}" x2="{high}" y1="50%" y2="50%"/>')
        end = max(end, row.upper)
    shapes.append(dot(part_of(estimate, axis), 0.5, row.tone, mark=at, group=row.label))
    value = f'<span class="dw-value" style="left:{percent(within(end, axis))}">{escape(row.text)}</span>'
    return f'<div class="dw-along">{geometry(*shapes)}{value}</div>'


def _room_for_values(picture: Dots) -> float:
    """How wide, in letters' heights, the value of a row is that ends near the end of the axis."""
    late = [
        len(row.text) * (0.62 if row.tone in SPOKEN else 0.56)
        for row in picture.rows
        if row.estimate is not None
        and within(max(row.estimate, row.upper or row.estimate), picture.axis) > _LATE
    ]
    return round(max(late, default=0.0) + 1.2, 2)
