"""What pictures that stand alone are drawn with: words, lines, dots and boxes as SVG, and a value axis.

Colours, sizes and fonts are written in, since no style sheet goes along. Always in the light colours.
"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from datawalk.charts.palette import PALETTES
from datawalk.charts.placing import wrapped
from datawalk.charts.plotted import Axis

WIDTH = 900.0
FONT, SMALL = 17.0, 15.0
LETTER = 0.56
_ONE_LINE = 44
"""How wide a letter is in parts of its font size, as a rule."""
COLOURS = PALETTES["light"]
SANS, SERIF = (
    "'Source Sans 3', 'Source Sans', sans-serif",
    " font-family=\"'Source Serif 4', 'Source Serif', serif\"",
)
TINTS = {
    "far": "#F8E4DE",
    "farther": "#F1C6BA",
    "farthest": "#E9A695",
    "best": "#E8F2F0",
    "good": "#E8F2F0",
    "some": COLOURS.shades[0],
    "more": COLOURS.shades[1],
    "most": COLOURS.shades[2],
}
"""The grounds of cells, as in `pictures.css`."""


class Part(NamedTuple):
    """A piece of a sheet, and how tall it is."""

    drawn: str
    tall: float


class Column:
    """Pieces below each other, from a height of 0 on."""

    def __init__(self, tall: float = 0.0) -> None:
        self._parts: list[str] = []
        self.tall = tall

    def put(self, drawn: str) -> None:
        """Something at its own place; it takes no room."""
        self._parts.append(drawn)

    def add(self, part: Part, *, room: float = 0.0, left: float = 0.0) -> None:
        """A piece below all others, with room below it."""
        self.put(f'<g transform="translate({left:g} {self.tall:.1f})">{part.drawn}</g>')
        self.tall += part.tall + room

    @property
    def part(self) -> Part:
        return Part("".join(self._parts), self.tall)


def words(
    said: str,
    *,
    wide: float,
    size: float = FONT,
    weight: int = 400,
    colour: str = "",
    serif: bool = False,
    anchor: str = "start",
) -> Part:
    """Words in as many lines as they need in a width; one that is too long for a line is broken."""
    most = max(int(wide / (size * (LETTER if weight > 400 else LETTER * 0.92))), 4)
    lines = [line[at : at + most] for line in wrapped(said, most) for at in range(0, len(line), most)]
    x = {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    drawn = [
        text(
            x,
            size * (0.65 + 1.25 * at),
            line,
            colour=colour or COLOURS.ink,
            size=size,
            weight=weight,
            serif=serif,
            anchor=anchor,
            halo=False,
        )
        for at, line in enumerate(lines)
    ]
    return Part("".join(drawn), size * 1.25 * len(lines))


def box(
    x: float,
    y: float,
    wide: float,
    tall: float,
    *,
    fill: str = "none",
    edge: str = "none",
    thick: float = 1.5,
    dash: str = "",
) -> str:
    """A rectangle with round corners."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(wide, 0):.1f}" height="{max(tall, 0):.1f}" rx="6" fill="{fill}"'
        f' stroke="{edge}" stroke-width="{thick:g}"{dashed}/>'
    )


def text(
    x: float,
    y: float,
    words: str,
    *,
    colour: str = COLOURS.ink,
    size: float = FONT,
    anchor: str = "start",
    weight: int = 400,
    serif: bool = False,
    halo: bool = True,
) -> str:
    """One line of words around the height `y`, with an edge of paper, `halo`, so that no line runs through it."""
    edge = (
        f' stroke="{COLOURS.card}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
        if halo
        else ""
    )
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size:g}" text-anchor="{anchor}"'
        f' font-weight="{weight}"{SERIF if serif else ""} dominant-baseline="central"{edge}>{escape(words)}</text>'
    )


def rule(x1: float, y1: float, x2: float, y2: float, *, colour: str, thick: float = 1, dash: str = "") -> str:
    """A straight line."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"'
        f' stroke-width="{thick:g}"{dashed}/>'
    )


def dot(x: float, y: float, *, colour: str, radius: float, hollow: bool = False) -> str:
    """A dot; open where the number is unsure."""
    fill = COLOURS.card if hollow else colour
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{fill}" stroke="{colour}" stroke-width="2"/>'
    )


def aim(x: float, y: float, *, colour: str, radius: float) -> str:
    """A diamond: where one wants to be, which is no figure."""
    corners = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
    return f'<polygon points="{_corners(corners)}" fill="{colour}"/>'


def area(points: Sequence[tuple[float, float]], *, colour: str) -> str:
    """A light area with no edge."""
    return f'<polygon points="{_corners(points)}" fill="{colour}" opacity="0.18"/>'


def _corners(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def short(label: str) -> str:
    """What has one line in the drawing, cut where it is longer; the table has all of it."""
    return label if len(label) <= _ONE_LINE else f"{label[: _ONE_LINE - 1].rstrip()}…"


class Across:
    """A value axis from left to right."""

    def __init__(self, axis: Axis, left: float, right: float) -> None:
        self._axis, self._left, self._right = axis, left, right

    def at(self, value: float) -> float:
        """Where a value stands."""
        span = self._axis.end - self._axis.start or 1.0
        return self._left + (value - self._axis.start) / span * (self._right - self._left)

    def within(self, value: float) -> float:
        """The same, not beyond the ends of the axis."""
        return self.at(min(max(value, self._axis.start), self._axis.end))

    def drawn(self, top: float, bottom: float) -> str:
        """The grid, its ticks below, and the note of an axis that does not start at zero."""
        parts = []
        for tick, label in self._axis.ticks:
            x = self.at(tick)
            parts.append(rule(x, top, x, bottom, colour=COLOURS.line))
            parts.append(text(x, bottom + 16, label, colour=COLOURS.muted, size=SMALL, anchor="middle"))
        return "".join(parts) + note(self._axis.note, (self._left + self._right) / 2, bottom + 38)

    def everyone(self, value: float, label: str, top: float, bottom: float) -> str:
        """The overall value as a dotted line, its label above."""
        x = self.at(value)
        part = (x - self._left) / (self._right - self._left or 1.0)
        anchor = "start" if part < 0.3 else "end" if part > 0.7 else "middle"
        line = rule(x, top, x, bottom, colour=COLOURS.ink, thick=2, dash="2 5")
        return line + text(x, top - 14, short(label), size=SMALL, anchor=anchor)


def note(words: str, x: float, y: float) -> str:
    """A quiet line below an axis; nothing when there are no words."""
    return text(x, y, words, colour=COLOURS.muted, size=SMALL, anchor="middle") if words else ""
