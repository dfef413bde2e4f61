"""Parts of a whole over months as steps: what is sure is solid, what is hoped for is dotted, what lacks is hatched."""

from collections.abc import Iterable
from html import escape
from itertools import groupby

from datawalk.charts.lines import values_beside
from datawalk.charts.plotted import Layer, Steps
from datawalk.charts.scale import above, geometry, level, marked, part_of, percent, upright

_NAMED = 6
"""How many ticks can be named side by side."""
_PATTERNS = (
    '<defs><pattern id="dw-hoped" width="7" height="7" patternUnits="userSpaceOnUse">'
    '<circle class="dw-hoped-dot" cx="3" cy="3" r="1.6"/></pattern>'
    '<pattern id="dw-lacking" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path class="dw-lacking-stroke" d="M0 0V7"/></pattern></defs>'
)


def steps_markup(picture: Steps) -> str:
    """The layers on top of each other; a line where something begins, a dashed one at a height of its own."""
    steps = len(picture.layers[0].values)
    shapes = [level(1 - part_of(at, picture.axis)) for at, _ in picture.axis.ticks]
    floor = [0.0] * steps
    for mark, layer in enumerate(picture.layers):
        shapes += _layer(layer, floor, picture, mark)
        floor = [below + value for below, value in zip(floor, layer.values, strict=True)]
    words = ""
    if picture.line:
        height = 1 - part_of(picture.line[0], picture.axis)
        shapes.append(level(height, "dw-height-line"))
        words = (
            f'<span class="dw-height" style="bottom:{percent(1 - height)}">{escape(picture.line[1])}</span>'
        )
    head = ""
    if picture.mark:
        at = picture.mark[0] / steps
        shapes.append(upright(at, "dw-mark-line"))
        head = above(at, picture.mark[1], "dw-mark-words")
    every = -(-len(picture.ticks) // _NAMED)
    ticks = "".join(
        f'<span{_seen(place)} style="left:{percent(at / steps)}">{escape(label)}</span>'
        for place, (at, label) in enumerate(picture.ticks[::every])
    )
    left = max(len(label) for _, label in picture.axis.ticks) * 0.56 + 0.6
    return (
        f'<div class="dw-over-time dw-stacked{" dw-low" if picture.low else ""}" style="--left:{left:.2f}em;--right:.8em">'
        f'<div class="dw-over">{head}</div>'
        f'<div class="dw-plane">{geometry(_PATTERNS, *shapes)}{values_beside(picture.axis)}{words}</div>'
        f'<div class="dw-ticks">{ticks}</div></div>'
    )


def _layer(layer: Layer, floor: list[float], picture: Steps, mark: int) -> Iterable[str]:
    """A layer's area: one rectangle for each stretch of steps that are alike."""
    steps = list(zip(floor, layer.values, strict=True))
    at = 0
    for (below, value), run in groupby(steps):
        count = len(list(run))
        if value:
            top, bottom = (1 - part_of(height, picture.axis) for height in (below + value, below))
            yield (
                f'<rect class="dw-layer dw-{layer.tone}" x="{percent(at / len(steps))}" y="{percent(top)}"'
                f' width="{percent(count / len(steps))}" height="{percent(bottom - top)}"{marked(mark, layer.label)}/>'
            )
        at += count


def _seen(place: int) -> str:
    """A phone has room for half of the ticks."""
    return ' class="dw-roomy"' if place % 2 else ""
