"""Values over time: a line each with its interval, its name at its end."""

from dataclasses import dataclass

import plotly.graph_objects as go

from datawalk.charts.frame import LINE_BREAK, calm, ground, value_axis
from datawalk.charts.inputs import Size, Theme
from datawalk.charts.palette import PALETTES, Palette
from datawalk.charts.placing import runs, spread, stacked, wrapped
from datawalk.charts.plotted import Line, LinePoint, Lines


@dataclass(frozen=True)
class _Scale:
    """Sizes in pixels; `width` is the letters a name's line may have, `periods` how many are named below.

    `low`: the height where a list stands below.
    """

    font: int
    small: int
    dot: int
    height: int
    low: int
    width: int
    periods: int


_SCALES: dict[Size, _Scale] = {
    "page": _Scale(font=15, small=14, dot=9, height=380, low=300, width=13, periods=5),
    "projector": _Scale(font=28, small=24, dot=16, height=620, low=410, width=20, periods=8),
}


def draw_lines(picture: Lines, *, size: Size, theme: Theme) -> go.Figure:
    """Each line in its colour; a gap where there is no figure, an open dot where there are too few people."""
    scale, colours = _SCALES[size], PALETTES[theme]
    known = [line for line in picture.lines if runs(line)]
    figure = go.Figure()
    for line in known:
        _draw_band(figure, line, scale, colours)
    for line in known:
        _draw_line(figure, line, scale.dot, colours, ground(size, colours))
    _draw_moments(figure, picture, scale, colours)
    names = [wrapped(line.label, scale.width) for line in known]
    top = scale.font + (scale.small if picture.since else 0)
    bottom = scale.small * (4.2 + (1.6 if picture.axis.note else 0))
    height = scale.low if picture.low else scale.height
    _draw_names(figure, picture, known, names, scale, colours, tall=height - top - bottom)
    longest = max((len(text) for name in names for text in name), default=0)
    first, last = picture.ticks[0][0], picture.ticks[-1][0]
    room = 0.04 * (last - first) or 0.5
    ticks = _named(picture.ticks, scale.periods)
    figure.update_layout(
        height=height,
        margin={
            "l": round(max((len(label) for _, label in picture.axis.ticks), default=0) * scale.small * 0.6)
            + 14,
            "r": round(longest * scale.font * 0.54 + scale.font),
            "t": top,
            "b": bottom,
            "pad": 0,
        },
        xaxis={
            "range": [first - room, last + room],
            "tickvals": [at for at, _ in ticks],
            "ticktext": [label.replace("–", f"–{LINE_BREAK}") for _, label in ticks],  # a period in two lines
            "tickfont": {"size": scale.small, "color": colours.muted},
            "tickangle": 0,
            "ticklabelstandoff": 6,
            "title": {
                "text": picture.axis.note,
                "standoff": round(scale.small * 0.5),
                "font": {"size": scale.small, "color": colours.muted},
            },
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        yaxis={
            **value_axis(picture.axis, small=scale.small, colours=colours),
            "title": None,
            "ticklabelstandoff": 6,
        },
        **calm(font=scale.font, colours=colours),
    )
    return figure


def _named(ticks: tuple[tuple[float, str], ...], most: int) -> list[tuple[float, str]]:
    """The first, the last and evenly between them as many periods as can be named side by side."""
    every = -(-len(ticks) // most)
    between = [ticks[at] for at in range(len(ticks) - 1, every - 1, -every)]
    return [ticks[0], *reversed(between)]


def _draw_band(figure: go.Figure, line: Line, scale: _Scale, colours: Palette) -> None:
    """The intervals of each stretch as a band; of a period that stands alone, as a bar."""
    for run in runs(line):
        known = [point for point in run if point.lower is not None and point.upper is not None]
        if len(known) == 1:
            figure.add_scatter(
                x=[known[0].at] * 2,
                y=[known[0].lower, known[0].upper],
                mode="lines",
                opacity=0.3,
                line={"color": colours.mark(line.tone), "width": round(scale.dot * 0.7)},
            )
        elif known:
            figure.add_scatter(
                x=[point.at for point in (*known, *reversed(known))],
                y=[*(point.upper for point in known), *(point.lower for point in reversed(known))],
                mode="none",
                fill="toself",
                fillcolor=colours.mark(line.tone),
                opacity=0.18,
            )


def _draw_line(figure: go.Figure, line: Line, dot: int, colours: Palette, ground: str) -> None:
    colour = colours.mark(line.tone)
    figure.add_scatter(
        x=[point.at for point in line.points],
        y=[point.value for point in line.points],
        mode="lines" if line.way == "dashed" else "lines+markers",
        cliponaxis=False,
        connectgaps=False,
        line={"color": colour, "width": 3, "dash": "6px,6px" if line.way == "dashed" else "solid"},
        marker={
            "size": round(dot * 1.5) if line.way == "aim" else dot,
            "symbol": "diamond" if line.way == "aim" else "circle",
            "color": [ground if point.hollow else colour for point in line.points],
            "line": {"color": colour, "width": [2 if point.hollow else 0 for point in line.points]},
        },
    )


def _draw_moments(figure: go.Figure, picture: Lines, scale: _Scale, colours: Palette) -> None:
    """Where in time something began, and numbered marks along the bottom; what is not done yet is in brackets."""
    if picture.since:
        at, words = picture.since
        figure.add_vline(x=at, line={"color": colours.muted, "width": 1.5, "dash": "2px,4px"})
        figure.add_annotation(
            x=at,
            y=1,
            yref="paper",
            yanchor="bottom",
            xanchor="left",
            xshift=4,
            showarrow=False,
            text=words,
            font={"size": scale.small, "color": colours.muted},
        )
    if not picture.moments:
        return
    span = picture.ticks[-1][0] - picture.ticks[0][0] or 1.0
    rows = stacked([one.at for one in picture.moments], apart=span * 0.05)
    for one, row in zip(picture.moments, rows, strict=True):
        figure.add_annotation(
            x=one.at,
            y=picture.axis.start,
            yanchor="bottom",
            yshift=2 + row * round(scale.small * 1.5),
            showarrow=False,
            text=one.mark if one.done else f"({one.mark})",
            font={"size": scale.small, "color": colours.ink if one.done else colours.muted},
        )


def _draw_names(
    figure: go.Figure,
    picture: Lines,
    known: list[Line],
    names: list[list[str]],
    scale: _Scale,
    colours: Palette,
    *,
    tall: float,
) -> None:
    """The newest value and the name at each line's end, moved apart where they would touch."""
    ends: list[LinePoint] = [runs(line)[-1][-1] for line in known]
    span = picture.axis.end - picture.axis.start
    half = (max(map(len, names), default=1) + 1) * scale.font * 1.3 / 2 / tall * span
    placed = spread(
        [point.value or 0.0 for point in ends],
        apart=2 * half,
        low=picture.axis.start + half,
        high=picture.axis.end - half,
    )
    for line, name, point, at in zip(known, names, ends, placed, strict=True):
        spoken = line.tone in ("worst", "reference")
        figure.add_annotation(
            x=1,
            xref="paper",
            y=at,
            xanchor="left",
            xshift=8,
            align="left",
            showarrow=False,
            text=LINE_BREAK.join([f"<b>{point.text.partition(' · ')[0]}</b>", *name]),
            font={"size": scale.font, "color": colours.mark(line.tone) if spoken else colours.ink},
        )
