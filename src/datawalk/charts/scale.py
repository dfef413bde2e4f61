"""What pictures of values share on a page: how far along an axis a value lies, its grid and ticks, the line of everyone.

Places are percentages, so that a drawing takes the width it is given; sizes and colours stand in `pictures.css`.
"""

from collections.abc import Iterable
from html import escape

from datawalk.charts.plotted import Axis, Tone

_WIDE, _NARROW = 60, 22
"""Letters of all ticks that stand side by side, on a page and on a phone."""


def percent(part: float) -> str:
    """A part of 1 as CSS and SVG write it."""
    return f"{100 * part:.2f}".rstrip("0").rstrip(".") + "%"


def part_of(value: float, axis: Axis) -> float:
    """How far along the axis a value lies, from 0 to 1; the middle where the axis has no length."""
    span = axis.end - axis.start
    return (value - axis.start) / span if span else 0.5


def within(value: float, axis: Axis) -> float:
    """The same, not beyond the ends of the axis."""
    return min(max(part_of(value, axis), 0.0), 1.0)


def geometry(*shapes: str, kind: str = "") -> str:
    """Shapes whose places are percentages, over the whole of what they lie in."""
    return (
        f'<svg class="dw-geometry{kind}" width="100%" height="100%" focusable="false">{"".join(shapes)}</svg>'
    )


def stretched(*shapes: str) -> str:
    """Shapes in thousandths of the width and of the height; their lines keep their thickness."""
    return f'<svg width="100%" height="100%" viewBox="0 0 1000 1000" preserveAspectRatio="none">{"".join(shapes)}</svg>'


def upright(at: float, kind: str = "") -> str:
    """A line from top to bottom."""
    x = percent(at)
    return f'<line{_class(kind)} x1="{x}" x2="{x}" y1="0" y2="100%"/>'


def level(at: float, kind: str = "") -> str:
    """A line from left to right; `at` counts from the top."""
    y = percent(at)
    return f'<line{_class(kind)} x1="0" x2="100%" y1="{y}" y2="{y}"/>'


def dot(x: float, y: float, tone: Tone, *, mark: int, group: str) -> str:
    """The dot of a mark, of a group or place."""
    return f'<circle class="dw-dot-mark dw-{tone}" cx="{percent(x)}" cy="{percent(y)}" r="7"{marked(mark, group)}/>'


def marked(mark: int | None, group: str) -> str:
    """Which sentence of the picture a mark has, and whose it is; of two marks of one sentence only one has its number."""
    number = "" if mark is None else f' data-mark="{mark}"'
    return f'{number} data-group="{escape(group)}"'


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def grid(axis: Axis) -> str:
    """A line at each tick, that of zero darker."""
    return "".join(upright(part_of(at, axis), "" if at else "dw-zero") for at, _ in axis.ticks)


def foot(axis: Axis) -> str:
    """The ticks of a value axis from left to right, and below them its note."""
    labels = [label for _, label in axis.ticks]
    ticks = "".join(
        f'<span{_class(seen)} style="left:{percent(part_of(at, axis))}">{escape(label)}</span>'
        for (at, label), seen in zip(axis.ticks, _where_seen(labels), strict=True)
    )
    return f'<div class="dw-ticks">{ticks}</div>{note(axis)}'


def note(axis: Axis) -> str:
    """What an axis says about itself, when it does."""
    return f'<p class="dw-axis-note">{escape(axis.note)}</p>' if axis.note else ""


def _where_seen(labels: list[str]) -> Iterable[str]:
    """Which ticks are named: all where there is room for them, else each so many; a phone has less."""
    wide, narrow = _apart(labels, _WIDE), _apart(labels, _NARROW)
    for at in range(len(labels)):
        yield "dw-unnamed" if at % wide else "dw-roomy" if at % narrow else ""


def _apart(labels: list[str], room: int) -> int:
    apart = 1
    while apart < len(labels) and sum(len(label) + 2 for label in labels[::apart]) > room:
        apart += 1
    return apart


def leaning(at: float) -> str:
    """Which side of words holds on to their place, so that none is cut off at an end."""
    return "dw-from-left" if at < 0.3 else "dw-from-right" if at > 0.7 else "dw-centred"


def above(at: float, words: str, kind: str) -> str:
    """Words above a place on the axis, in lines of their own so that they push down what follows."""
    left, right = percent(at), percent(1 - at)
    side = leaning(at)
    room = {
        "dw-from-left": f"margin-left:{left}",
        "dw-from-right": f"margin-right:{right}",
        "dw-centred": f"margin-left:{left};max-width:max(12em,{percent(2 * min(at, 1 - at))})",
    }[side]
    return f'<div class="dw-above"><span class="{kind} {side}" style="{room}">{escape(words)}</span></div>'
