"""What a figure by Plotly shows on a screen."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import pairwise
from typing import Any, get_args

from datawalk.charts.draw import figure
from datawalk.charts.inputs import Plotted, Size, Theme
from drawn.marks import Drawing, Look, Mark, Spot, Words, mark_role, role, rounded


@cache
def on_screen(picture: Plotted, *, size: Size, theme: Theme) -> Drawing:
    """What a figure shows."""
    drawn: Any = figure(picture, size=size, theme=theme)  # plotly describes no attribute of its figures
    marks = [mark for trace in drawn.data for mark in _of_trace(trace, drawn.layout, size, theme)]
    marks += [_of_shape(shape, drawn.layout, theme) for shape in drawn.layout.shapes]
    words = [*_of_axes(drawn.layout, theme), *_of_annotations(drawn.layout, theme)]
    grid = [at for axis in _axes(drawn.layout) if axis.showgrid is not False for at in axis.tickvals or ()]
    return Drawing(tuple(marks), tuple(words), tuple(sorted(grid)))


def _axes(layout: Any) -> list[Any]:
    return [axis for axis in (layout.xaxis, layout.yaxis) if axis.visible is not False]


def _of_trace(trace: Any, layout: Any, size: Size, theme: Theme) -> Iterator[Mark]:
    spots = list(zip(trace.x, trace.y, strict=True))
    if trace.fill == "toself":
        look: dict[str | None, Look] = {None: "solid", ".": "dotted", "/": "hatched"}
        colour = trace.fillpattern.fgcolor or trace.fillcolor
        corners = _stepped(spots) if trace.line.shape == "hv" else spots
        yield Mark(
            "area",
            tuple(rounded(*one) for one in corners),
            mark_role(colour, theme),
            look[trace.fillpattern.shape],
        )
        return
    low, high = layout.xaxis.range
    if "lines" in trace.mode:
        broken = trace.line.dash not in (None, "solid")
        joined = [spot for spot in spots if spot[1] is not None] if trace.connectgaps else spots
        for one, other in pairwise(joined):
            if None not in (*one, *other):
                ends = tuple(rounded(min(max(x, low), high), y) for x, y in (one, other))
                yield Mark("line", ends, mark_role(trace.line.color, theme), "broken" if broken else "solid")
    if "markers" in trace.mode:
        for at, (x, y) in enumerate(spots):
            if y is not None:
                yield _dot(trace.marker, at, rounded(x, y), size, theme)


def _dot(marker: Any, at: int, spot: Spot, size: Size, theme: Theme) -> Mark:
    fill, edge, wide = (
        each[at] if isinstance(each, list | tuple) else each
        for each in (marker.color, marker.line.color, marker.line.width)
    )
    if role(fill, theme) == ("paper" if size == "projector" else "card"):
        assert wide, "an open dot without an edge is not seen"
        return Mark("dot", (spot,), mark_role(edge, theme), "open")
    return Mark("dot", (spot,), mark_role(fill, theme), "aim" if marker.symbol == "diamond" else "solid")


def _stepped(spots: Sequence[Spot]) -> list[Spot]:
    """The corners of a line that goes across first, then up or down."""
    corners = [spots[0]]
    for (_, y), (to_x, to_y) in pairwise(spots):
        corners += [(to_x, y), (to_x, to_y)]
    return corners


def _placed(at: float, ref: str | None, axis: Any) -> float:
    """A place on an axis: in its numbers, or in parts of its length."""
    low, high = axis.range
    return low + at * (high - low) if ref and ("paper" in ref or "domain" in ref) else at


def _of_shape(shape: Any, layout: Any, theme: Theme) -> Mark:
    ends = tuple(
        rounded(_placed(x, shape.xref, layout.xaxis), _placed(y, shape.yref, layout.yaxis))
        for x, y in ((shape.x0, shape.y0), (shape.x1, shape.y1))
    )
    broken = shape.line.dash not in (None, "solid")
    return Mark("line", ends, mark_role(shape.line.color, theme), "broken" if broken else "solid")


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The words of a label and whether they are bold; words of two weights are two."""
    for part in re.split(r"(<b>.*?</b>)", text):
        words = re.sub(r"</?[bi]>", "", part.replace("–<br>", "–").replace("<br>", " ")).strip()
        if words:
            yield words, part.startswith("<b>")


def _of_axes(layout: Any, theme: Theme) -> Iterator[Words]:
    for axis in _axes(layout):
        across = axis is layout.xaxis
        colour = role(axis.tickfont.color or layout.font.color, theme)
        for at, label in zip(axis.tickvals or (), axis.ticktext or (), strict=True):
            x, y = (at, layout.yaxis.range[0]) if across else (layout.xaxis.range[0], at)
            for words, bold in _pieces(label):
                yield Words(words, x, y, colour, bold, "center" if across else "right")
        if axis.title.text:
            middle = sum(axis.range) / 2
            yield Words(axis.title.text, middle, layout.yaxis.range[0], colour, False, "center")


def _of_annotations(layout: Any, theme: Theme) -> Iterator[Words]:
    for note in layout.annotations:
        x, y = _placed(note.x, note.xref, layout.xaxis), _placed(note.y, note.yref, layout.yaxis)
        for words, bold in _pieces(note.text):
            yield Words(words, x, y, role(note.font.color, theme), bold, note.xanchor or "center")


HANDS = {
    f"{size} {theme}": partial(on_screen, size=size, theme=theme)
    for size in get_args(Size)
    for theme in get_args(Theme)
}
