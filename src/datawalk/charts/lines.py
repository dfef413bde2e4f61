"""Values over time: a line each with its interval, its name at its end."""

import plotly.graph_objects as go

from datawalk.charts.frame import LINE_BREAK, calm, value_axis
from datawalk.charts.inputs import Line, LinePoint, Lines, Size, Theme
from datawalk.charts.palette import PALETTES, Palette
from datawalk.charts.placing import spread, wrapped

_SIZES: dict[Size, tuple[int, int, int, int, int]] = {
    "page": (16, 14, 9, 340, 15),
    "projector": (28, 24, 16, 620, 20),
}
"""Font, small font, dot and height in pixels; the characters a name's line may have."""


def draw_lines(picture: Lines, *, size: Size, theme: Theme) -> go.Figure:
    """Each line in its colour; a gap where there is no figure, an open dot where there are too few people."""
    (font, small, dot, height, width), colours = _SIZES[size], PALETTES[theme]
    ground = colours.paper if size == "projector" else colours.card
    figure = go.Figure()
    for line in picture.lines:
        _draw_band(figure, line, colours)
    for line in picture.lines:
        _draw_line(figure, line, dot, colours, ground)
    names = [wrapped(line.label, width) for line in picture.lines]
    _draw_names(figure, picture, names, font, height, colours)
    longest = max((len(text) for name in names for text in name), default=0)
    first, last = picture.ticks[0][0], picture.ticks[-1][0]
    room = 0.04 * (last - first) or 0.5
    figure.update_layout(
        height=height,
        margin={
            "l": small * 4,
            "r": round(longest * font * 0.56 + font),
            "t": font,
            "b": small * 3 + (small * 1.6 if picture.axis.note else 0),
        },
        xaxis={
            "range": [first - room, last + room],
            "tickvals": [at for at, _ in picture.ticks],
            "ticktext": [label for _, label in picture.ticks],
            "tickfont": {"size": small, "color": colours.muted},
            "title": {"text": picture.axis.note, "font": {"size": small, "color": colours.muted}},
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        yaxis={**value_axis(picture.axis, small=small, colours=colours), "title": None},
        **calm(font=font, colours=colours),
    )
    return figure


def runs(line: Line) -> list[list[LinePoint]]:
    """The stretches of a line that have a value in every period."""
    found: list[list[LinePoint]] = [[]]
    for point in line.points:
        if point.value is None:
            found.append([])
        else:
            found[-1].append(point)
    return [run for run in found if run]


def _draw_band(figure: go.Figure, line: Line, colours: Palette) -> None:
    for run in runs(line):
        known = [point for point in run if point.lower is not None and point.upper is not None]
        if len(known) < 2:
            continue
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
        mode="lines+markers",
        cliponaxis=False,
        connectgaps=False,
        line={"color": colour, "width": 3},
        marker={
            "size": dot,
            "color": [ground if point.hollow else colour for point in line.points],
            "line": {"color": colour, "width": [2 if point.hollow else 0 for point in line.points]},
        },
    )


def _draw_names(
    figure: go.Figure, picture: Lines, names: list[list[str]], font: int, height: int, colours: Palette
) -> None:
    """Names at the lines' ends, moved apart where they would touch."""
    ends = [run[-1] for line in picture.lines if (run := [one for part in runs(line) for one in part])]
    span = picture.axis.end - picture.axis.start
    apart = span * (max(map(len, names), default=1) + 1) * font * 1.3 / height
    values = [point.value or 0.0 for point in ends]
    placed = spread(values, apart=apart, low=picture.axis.start, high=picture.axis.end)
    for line, name, point, at in zip(picture.lines, names, ends, placed, strict=True):
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
            font={"size": font, "color": colours.mark(line.tone) if spoken else colours.ink},
        )
