"""Many places along one axis: a grey dot each, the spoken ones larger and named."""

import plotly.graph_objects as go

from datawalk.charts.frame import anchor, calm, draw_everyone, label_height, part_of, value_axis
from datawalk.charts.inputs import Size, Strip, StripPoint, Theme
from datawalk.charts.palette import PALETTES, Palette
from datawalk.charts.placing import swarm

_SIZES: dict[Size, tuple[int, int, int, int]] = {"page": (16, 14, 13, 560), "projector": (30, 26, 24, 1150)}
"""Font, small font and dot in pixels; the width the rows of dots are worked out for."""


def draw_strip(picture: Strip, *, size: Size, theme: Theme) -> go.Figure:
    """Every value as a dot, in rows so that none hides another; labels of spoken dots stand above and below."""
    (font, small, dot, width), colours = _SIZES[size], PALETTES[theme]
    span = picture.axis.end - picture.axis.start or 1.0
    rows = swarm([point.value for point in picture.points], apart=1.1 * dot / width * span)
    heights = dict(zip(picture.points, rows, strict=True))
    reach = max((abs(row) for row in rows), default=0)
    figure = go.Figure()
    quiet = [point for point in picture.points if not _spoken(point)]
    figure.add_scatter(
        x=[point.value for point in quiet],
        y=[heights[point] for point in quiet],
        mode="markers",
        cliponaxis=False,
        marker={"size": dot, "color": colours.grey, "opacity": 0.75},
    )
    above = reach + 1.6
    for place, point in enumerate(point for point in picture.points if _spoken(point)):
        _draw_spoken(
            figure, point, heights[point], above if place % 2 == 0 else -above, font, dot, colours, picture
        )
    if picture.line is not None:
        draw_everyone(
            figure,
            at=picture.line,
            label=picture.line_label,
            axis=picture.axis,
            small=small,
            colours=colours,
        )
    top, bottom = (
        label_height(picture.line_label, small=small),
        small * 2.4 + (small * 1.6 if picture.axis.note else 0),
    )
    figure.update_layout(
        height=round(top + bottom + 1.1 * dot * (2 * reach + 1) + 5 * font),
        margin={"l": font, "r": font, "t": top, "b": bottom, "pad": 0},
        xaxis=value_axis(picture.axis, small=small, colours=colours),
        yaxis={"range": [-above - 1, above + 1], "visible": False, "fixedrange": True},
        **calm(font=font, colours=colours),
    )
    return figure


def _spoken(point: StripPoint) -> bool:
    return point.tone in ("worst", "reference")


def _draw_spoken(
    figure: go.Figure,
    point: StripPoint,
    height: float,
    label_at: float,
    font: int,
    dot: int,
    colours: Palette,
    picture: Strip,
) -> None:
    colour = colours.mark(point.tone)
    figure.add_scatter(
        x=[point.value],
        y=[height],
        mode="markers",
        cliponaxis=False,
        marker={"size": dot * 1.5, "color": colour},
    )
    figure.add_annotation(
        x=point.value,
        y=label_at,
        text=f"<b>{point.label} {point.text}</b>",
        showarrow=False,
        xanchor=anchor(part_of(point.value, picture.axis)),
        font={"size": font, "color": colour},
    )
