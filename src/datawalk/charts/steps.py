"""Parts of a whole over months as steps: what is sure is solid, what is hoped for is dotted, what lacks is hatched."""

from typing import Any

import plotly.graph_objects as go

from datawalk.charts.frame import LINE_BREAK, calm, ground, value_axis
from datawalk.charts.inputs import Size, Theme
from datawalk.charts.palette import PALETTES, Palette
from datawalk.charts.placing import wrapped
from datawalk.charts.plotted import LayerTone, Steps

_WIDTHS: dict[Size, int] = {"page": 24, "projector": 60}
"""Letters in a line of words, so that a phone has room for them."""

_SIZES: dict[Size, tuple[int, int, int, int, int]] = {
    "page": (15, 14, 330, 280, 6),
    "projector": (28, 24, 370, 300, 10),
}
"""Font, small font, height, the height where a table stands below, and how many ticks there is room for."""


def draw_steps(picture: Steps, *, size: Size, theme: Theme) -> go.Figure:
    """The layers on top of each other; a dotted line where something begins, a dashed one at a height of its own."""
    (font, small, tall, low, most), colours = _SIZES[size], PALETTES[theme]
    figure = go.Figure()
    steps = len(picture.layers[0].values)
    floor = [0.0] * (steps + 1)
    edges = list(range(steps + 1))
    for layer in picture.layers:
        ceiling = [
            below + value for below, value in zip(floor, (*layer.values, layer.values[-1]), strict=True)
        ]
        if any(layer.values):
            figure.add_scatter(
                x=[*edges, *reversed(edges)],
                y=[*ceiling, *_shifted(floor)],
                mode="lines",
                fill="toself",
                line={"shape": "hv", "width": 0},
                **_fill(layer.tone, colours),
            )
        floor = ceiling
    if picture.line:
        _draw_line(figure, picture.line, small, colours, size)
    if picture.mark:
        _draw_mark(figure, picture.mark, steps, font, colours, size)
    every = -(-len(picture.ticks) // most)
    ticks = picture.ticks[::every]
    left = round(max(len(label) for _, label in picture.axis.ticks) * small * 0.6) + 14
    figure.update_layout(
        height=low if picture.low else tall,
        margin={
            "l": left,
            "r": round(font * 0.8),
            "t": round(font * (3.0 if size == "page" else 1.7)),
            "b": round(small * 1.8),
            "pad": 0,
        },
        xaxis={
            "range": [0, steps],
            "tickvals": [at for at, _ in ticks],
            "ticktext": [label for _, label in ticks],
            "tickfont": {"size": small, "color": colours.muted},
            "tickangle": 0,
            "ticks": "outside",
            "tickcolor": colours.line,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        yaxis={
            **value_axis(picture.axis, small=small, colours=colours),
            "title": None,
            "ticklabelstandoff": 6,
        },
        **calm(font=font, colours=colours),
    )
    return figure


def _shifted(floor: list[float]) -> list[float]:
    """The floor from right to left: a step to the left takes the height of the step it comes to."""
    return [*reversed(floor[:-1]), floor[0]]


def _fill(tone: LayerTone, colours: Palette) -> dict[str, Any]:
    """Solid, quiet, dotted or hatched: told apart without colour."""
    if tone == "sure":
        return {"fillcolor": colours.teal}
    if tone == "quiet":
        return {"fillcolor": colours.line}
    shape, colour = (".", colours.teal) if tone == "hoped" else ("/", colours.coral)
    pattern = {"shape": shape, "fgcolor": colour, "size": 8, "solidity": 0.25, "fillmode": "overlay"}
    return {"fillpattern": pattern, "fillcolor": "rgba(0,0,0,0)"}


def _draw_line(figure: go.Figure, line: tuple[float, str], small: int, colours: Palette, size: Size) -> None:
    at, words = line
    figure.add_hline(y=at, line={"color": colours.ink, "width": 2, "dash": "6px,6px"})
    figure.add_annotation(
        x=1,
        xref="paper",
        xanchor="right",
        y=at,
        yanchor="bottom",
        align="right",
        showarrow=False,
        text=LINE_BREAK.join(wrapped(words, _WIDTHS[size])),
        bgcolor=ground(size, colours),
        borderpad=2,
        font={"size": small, "color": colours.ink},
    )


def _draw_mark(
    figure: go.Figure, mark: tuple[int, str], steps: int, font: int, colours: Palette, size: Size
) -> None:
    at, words = mark
    figure.add_vline(x=at, line={"color": colours.coral, "width": 2.5})
    side = _anchor(at / steps)
    figure.add_annotation(
        x=at,
        y=1,
        yref="paper",
        yanchor="bottom",
        xanchor=side,
        align=side,
        showarrow=False,
        text=f"<b>{LINE_BREAK.join(wrapped(words, _WIDTHS[size]))}</b>",
        font={"size": font, "color": colours.coral},
    )


def _anchor(part: float) -> str:
    """Which side of the words holds on to the mark, so that a phone cuts none off."""
    return "left" if part < 0.4 else "right" if part > 0.6 else "center"
