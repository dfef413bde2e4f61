"""Many places along one axis: a grey dot each, the spoken ones larger and named."""

from dataclasses import dataclass

import plotly.graph_objects as go

from datawalk.charts.frame import LINE_BREAK, calm, draw_everyone, ground, label_height, part_of, value_axis
from datawalk.charts.inputs import Size, Theme
from datawalk.charts.palette import PALETTES, Palette
from datawalk.charts.placing import lanes, leaning, swarm, wrapped
from datawalk.charts.plotted import Strip, StripPoint


@dataclass(frozen=True)
class _Scale:
    """Sizes in pixels. `wide` and `names` are the widths dots and names are placed for, `width` the letters of a line.

    On a page the real width is not known: dots may come closer on a phone, names may not.
    """

    font: int
    small: int
    dot: int
    wide: int
    names: int
    width: int


_SCALES: dict[Size, _Scale] = {
    "page": _Scale(font=16, small=14, dot=10, wide=420, names=290, width=22),
    "projector": _Scale(font=30, small=26, dot=22, wide=1150, names=1150, width=60),
}


@dataclass(frozen=True)
class _Name:
    """The name of a spoken dot: its lines, where it stands in pixels from the middle, and the side that holds on."""

    point: StripPoint
    lines: tuple[str, ...]
    at: float
    anchor: str


def draw_strip(picture: Strip, *, size: Size, theme: Theme) -> go.Figure:
    """Every value as a dot, in rows so that none hides another; a thin line leads from a spoken dot to its name."""
    scale, colours = _SCALES[size], PALETTES[theme]
    span = picture.axis.end - picture.axis.start or 1.0
    step = 1.1 * scale.dot
    rows = swarm([point.value for point in picture.points], apart=step / scale.wide * span)
    heights = [step * row for row in rows]
    names = _names(picture, scale, reach=max(map(abs, heights), default=0.0) + scale.dot)
    figure = go.Figure()
    quiet = [
        (point, height) for point, height in zip(picture.points, heights, strict=True) if not spoken(point)
    ]
    figure.add_scatter(
        x=[point.value for point, _ in quiet],
        y=[height for _, height in quiet],
        mode="markers",
        cliponaxis=False,
        marker={"size": scale.dot, "color": colours.grey},
    )
    said = [height for point, height in zip(picture.points, heights, strict=True) if spoken(point)]
    for name, height in zip(names, said, strict=True):
        _draw_spoken(figure, name, height, scale, colours, ground(size, colours))
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
    top = label_height(picture.line_label, small=scale.small, size=size)
    bottom = scale.small * 2.4 + (scale.small * 1.6 if picture.axis.note else 0)
    ends = [0.0, *(end for height in heights for end in (height - scale.dot, height + scale.dot))]
    for name in names:
        half = 0.65 * scale.font * len(name.lines)
        ends += [name.at - half, name.at + half]
    low, high = min(ends) - 0.4 * scale.font, max(ends) + 0.4 * scale.font
    figure.update_layout(
        height=round(top + bottom + high - low),
        margin={"l": scale.font, "r": scale.font, "t": top, "b": bottom, "pad": 0},
        xaxis=value_axis(picture.axis, small=scale.small, colours=colours),
        yaxis={"range": [low, high], "visible": False, "fixedrange": True},
        **calm(font=scale.font, colours=colours),
    )
    return figure


def spoken(point: StripPoint) -> bool:
    """Whether a place is one of those the finding names."""
    return point.tone in ("worst", "reference")


def _names(picture: Strip, scale: _Scale, *, reach: float) -> list[_Name]:
    """The names of the spoken dots in their order, above and below all dots so that no two touch."""
    points = [point for point in picture.points if spoken(point)]
    texts = [tuple(wrapped(f"{point.label} {point.text}", scale.width)) for point in points]
    height = max(map(len, texts), default=1) * scale.font * 1.3
    leans = [
        leaning(
            part_of(point.value, picture.axis) * scale.names,
            max(map(len, lines)) * scale.font * 0.57,
            room=scale.names,
        )
        for point, lines in zip(points, texts, strict=True)
    ]
    stretches = [
        (start, start + (max(map(len, lines)) + 1) * scale.font * 0.57)
        for (_, start), lines in zip(leans, texts, strict=True)
    ]
    placed = []
    for point, lines, (side, _), lane in zip(points, texts, leans, lanes(stretches), strict=True):
        away = reach + height * (lane // 2 + 0.5)
        placed.append(_Name(point, lines, away if lane % 2 == 0 else -away, side))
    return placed


def _draw_spoken(
    figure: go.Figure, name: _Name, height: float, scale: _Scale, colours: Palette, behind: str
) -> None:
    point, colour = name.point, colours.mark(name.point.tone)
    figure.add_shape(
        type="line",
        x0=point.value,
        x1=point.value,
        y0=height,
        y1=name.at,
        layer="below",
        line={"color": colour, "width": 1},
    )
    figure.add_scatter(
        x=[point.value],
        y=[height],
        mode="markers",
        cliponaxis=False,
        marker={"size": scale.dot * 1.6, "color": colour},
    )
    figure.add_annotation(
        x=point.value,
        y=name.at,
        text=f"<b>{LINE_BREAK.join(name.lines)}</b>",
        showarrow=False,
        xanchor=name.anchor,
        align=name.anchor,
        bgcolor=behind,  # lines stop behind the name
        font={"size": scale.font, "color": colour},
    )
