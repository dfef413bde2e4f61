"""Dots with intervals, one row a group or place."""

from dataclasses import dataclass, replace
from typing import Any

import plotly.graph_objects as go

from datawalk.charts.frame import (
    LINE_BREAK,
    calm,
    draw_everyone,
    ground,
    label_height,
    part_of,
    value_axis,
)
from datawalk.charts.inputs import Size, Theme
from datawalk.charts.palette import PALETTES, Palette
from datawalk.charts.placing import wrapped
from datawalk.charts.plotted import DotRow, Dots


@dataclass(frozen=True)
class _Scale:
    """Sizes in pixels. `row` is the least height of one row, `widths` the characters a name's line may have.

    The first width that needs at most three lines is taken.
    """

    font: int
    small: int
    dot: int
    bar: int
    row: int
    widths: tuple[int, ...]


SCALES: dict[Size, _Scale] = {
    "page": _Scale(font=16, small=14, dot=15, bar=6, row=62, widths=(14, 16, 18, 22, 30)),
    "projector": _Scale(font=30, small=26, dot=28, bar=10, row=82, widths=(26, 32)),
}
_CROWDED = _Scale(font=28, small=22, dot=22, bar=9, row=64, widths=(40,))
"""In the room, where more than `_ROWS_APART` rows stand."""
_ROWS_APART = 7
_TALLEST = 640
"""Pixels a figure may be high in the room: what is below is cut off."""
_TICKS_NAMED = 5
_LETTERS_ON_AN_AXIS = 20
_BELOW_A_NOTE = 0.3
"""Rows of room below a last row whose note takes two lines."""
_REASON_WIDTH = 20


def draw_dots(picture: Dots, *, size: Size, theme: Theme) -> go.Figure:
    """The rows from top to bottom in the given order, names on the left, values beside the dots."""
    count, colours = len(picture.rows), PALETTES[theme]
    scale = _CROWDED if size == "projector" and count > _ROWS_APART else SCALES[size]
    picture = _noted(picture, scale)
    labels = _labels(picture, scale)
    lines = max((label.count(LINE_BREAK) + 1 for label in labels), default=1)
    row_height = max(scale.row, round(lines * scale.font * 1.3 + 10))
    top = (
        label_height(picture.line_label, small=scale.small, size=size)
        if picture.line_label
        else scale.font * 0.6
    )
    bottom = scale.small * 2.4 + (scale.small * 1.6 if picture.axis.note else 0)
    if size == "projector":
        row_height = min(row_height, (_TALLEST - top - bottom) / max(count, 2))
    below = _BELOW_A_NOTE if size == "page" and picture.rows and picture.rows[-1].note else 0.0
    heights = {row: float(count - 1 - at) for at, row in enumerate(picture.rows)}
    figure = go.Figure()
    for row in picture.rows:
        _draw_row(figure, row, heights[row], scale, colours, ground(size, colours), end=picture.axis.end)
    if picture.line is not None:
        draw_everyone(
            figure,
            at=picture.line,
            label=picture.line_label,
            axis=picture.axis,
            small=scale.small,
            size=size,
            colours=colours,
        )
    figure.update_layout(
        height=round(top + bottom + row_height * (max(count, 2) + below)),
        margin={
            "l": _label_width(labels, scale),
            "r": _text_width(picture, scale),
            "t": top,
            "b": bottom,
            "pad": 0,
        },
        xaxis=_thinned(value_axis(picture.axis, small=scale.small, colours=colours), size),
        yaxis={
            "range": [-0.55 - below, count - 0.45],
            "tickvals": [heights[row] for row in picture.rows],
            "ticktext": [
                f"<b>{label}</b>" if row.tone in ("worst", "reference") else label
                for row, label in zip(picture.rows, labels, strict=True)
            ],
            "ticklabelstandoff": round(scale.font * 0.7),
            "showline": True,  # Plotly leaves out the grid's first and last line
            "mirror": True,
            "linecolor": colours.line,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        **calm(font=scale.font, colours=colours),
    )
    return figure


def _draw_row(
    figure: go.Figure, row: DotRow, height: float, scale: _Scale, colours: Palette, behind: str, *, end: float
) -> None:
    """One row; `end` is that of the axis, beyond which a bar is cut."""
    if row.estimate is None:
        figure.add_annotation(
            x=0,
            xref="x domain",
            y=height,
            text=f"<i>{_reason(row.text, scale)}</i>",
            showarrow=False,
            xanchor="left",
            xshift=8,
            font={"size": scale.small, "color": colours.muted},
            align="left",
            bgcolor=behind,
        )
        return
    colour = colours.mark(row.tone)
    if row.lower is not None and row.upper is not None:
        figure.add_scatter(
            x=[row.lower, row.upper],
            y=[height, height],
            mode="lines",
            opacity=0.38,
            line={"color": colour, "width": scale.bar, "dash": "dot" if row.tone == "hollow" else "solid"},
        )
    hollow = row.tone == "hollow"
    figure.add_scatter(
        x=[row.estimate],
        y=[height],
        mode="markers",
        cliponaxis=False,
        marker={
            "size": scale.dot,
            "color": behind if hollow else colour,
            "line": {"color": colours.muted if hollow else colour, "width": 3 if hollow else 0},
        },
    )
    spoken = row.tone in ("worst", "reference")
    figure.add_annotation(
        x=min(max(row.estimate, row.upper or row.estimate), end),
        y=height,
        showarrow=False,
        xanchor="left",
        xshift=scale.font * 0.8,
        text=f"<b>{row.text}</b>" if spoken else row.text,
        font={"size": scale.font + (2 if spoken else 0), "color": colour if spoken else colours.ink},
        bgcolor=behind,  # the dotted line of everyone stops behind the number
    )
    if row.note and scale is not _CROWDED:
        figure.add_annotation(
            x=0,
            xref="x domain",
            y=height,
            yanchor="top",
            yshift=-scale.dot * 0.5,
            text=f"<i>{_reason(row.note, scale)}</i>",
            showarrow=False,
            align="left",
            xanchor="left",
            xshift=8,
            font={"size": scale.small, "color": colours.muted},
            bgcolor=behind,
        )


def _noted(picture: Dots, scale: _Scale) -> Dots:
    """Where rows are many, what an open dot means is said once, below the axis."""
    doubts = sorted({row.note for row in picture.rows if row.note and row.estimate is not None})
    if scale is not _CROWDED or not doubts:
        return picture
    note = " ".join(part for part in (f"○ {', '.join(doubts)}.", picture.axis.note) if part)
    return replace(picture, axis=replace(picture.axis, note=note))


def _reason(text: str, scale: _Scale) -> str:
    """The reason in the place of a value, in lines that a phone does not cut off."""
    return LINE_BREAK.join(wrapped(text, _REASON_WIDTH)) if scale is SCALES["page"] else text


def _thinned(axis: dict[str, Any], size: Size) -> dict[str, Any]:
    """On a page some ticks go unnamed where there are many or their names are long: on a phone they would touch."""
    names = axis["ticktext"]
    if size == "page":
        apart = 2 if len(names) >= _TICKS_NAMED else 1
        while sum(map(len, names[::apart])) > _LETTERS_ON_AN_AXIS:
            apart += 1
        axis["ticktext"] = [label if at % apart == 0 else "" for at, label in enumerate(names)]
    return axis


def _labels(picture: Dots, scale: _Scale) -> list[str]:
    broken: list[str] = []
    for width in scale.widths:
        broken = [LINE_BREAK.join(wrapped(row.label, width)) for row in picture.rows]
        if all(label.count(LINE_BREAK) < 3 for label in broken):
            break
    return broken


def _label_width(labels: list[str], scale: _Scale) -> int:
    longest = max((len(line) for label in labels for line in label.split(LINE_BREAK)), default=0)
    return round(longest * scale.font * 0.53 + scale.font * 1.4)


def _text_width(picture: Dots, scale: _Scale) -> int:
    """Room on the right for the value of a row whose interval ends near the end of the axis."""
    shown = [row for row in picture.rows if row.estimate is not None]
    late = [
        row
        for row in shown
        if part_of(max(row.estimate or 0, row.upper or row.estimate or 0), picture.axis) > 0.72
    ]
    longest = max((len(row.text) for row in late), default=0)
    return round(longest * scale.font * 0.6 + scale.font * 1.2)
