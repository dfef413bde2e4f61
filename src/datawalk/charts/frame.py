"""What every figure of values shares: a calm layout, the value axis, the dotted line of everyone."""

from typing import Any

import plotly.graph_objects as go

from datawalk.charts.inputs import Size
from datawalk.charts.palette import Palette
from datawalk.charts.placing import wrapped
from datawalk.charts.plotted import Axis

FAMILY = '"Source Sans", "Source Sans 3", sans-serif'
LINE_BREAK = "<br>"
LABEL_WIDTHS: dict[Size, int] = {"page": 28, "projector": 48}
"""Characters of a label's line: a longer one would be cut off on a phone."""


def calm(*, font: int, colours: Palette) -> dict[str, Any]:
    """No legend, nothing that reacts, no ground of its own."""
    return {
        "showlegend": False,
        "hovermode": False,
        "dragmode": False,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FAMILY, "size": font, "color": colours.ink},
    }


def value_axis(axis: Axis, *, small: int, colours: Palette) -> dict[str, Any]:
    """The axis of values: its ticks as worded, a note when it does not start at zero."""
    return {
        "range": [axis.start, axis.end],
        "tickvals": [tick for tick, _ in axis.ticks],
        "ticktext": [label for _, label in axis.ticks],
        "tickfont": {"size": small, "color": colours.muted},
        "tickangle": 0,
        "gridcolor": colours.line,
        "zeroline": False,
        "fixedrange": True,
        "title": {
            "text": axis.note,
            "standoff": round(small * 0.5),
            "font": {"size": small, "color": colours.muted},
        },
    }


def part_of(value: float, axis: Axis) -> float:
    """How far along the axis a value lies, from 0 to 1."""
    span = axis.end - axis.start
    return (value - axis.start) / span if span else 0.5


def ground(size: Size, colours: Palette) -> str:
    """What a figure stands on: a card on a page, the paper in the room."""
    return colours.paper if size == "projector" else colours.card


def anchor(part: float) -> str:
    """Which side of a label holds on to its place, so that none is cut off at an end."""
    return "left" if part < 0.3 else "right" if part > 0.7 else "center"


def label_height(label: str, *, small: int, size: Size) -> float:
    """Room above the picture for the label of everyone, in pixels."""
    return small * (0.6 + 1.4 * len(wrapped(label, LABEL_WIDTHS[size])))


def draw_everyone(
    figure: go.Figure, *, at: float, label: str, axis: Axis, small: int, size: Size, colours: Palette
) -> None:
    """The overall value as a dotted line from top to bottom, its label above it."""
    figure.add_shape(
        type="line",
        x0=at,
        x1=at,
        y0=0,
        y1=1,
        yref="paper",
        layer="below",
        line={"color": colours.ink, "width": 2, "dash": "dot"},
    )
    figure.add_annotation(
        x=at,
        y=1,
        yref="paper",
        yanchor="bottom",
        text=LINE_BREAK.join(wrapped(label, LABEL_WIDTHS[size])),
        showarrow=False,
        xanchor=anchor(part_of(at, axis)),
        font={"size": small, "color": colours.ink},
    )
