"""What is drawn on paper: a sheet, words, lines and dots as SVG, and a value axis. Always in the light colours."""

from collections.abc import Sequence
from html import escape

from datawalk.charts.palette import PALETTES
from datawalk.charts.plotted import Axis

WIDTH = 900.0
FONT, SMALL = 17.0, 15.0
LETTER = 0.56
"""How wide a letter is in parts of its font size, as a rule."""
COLOURS = PALETTES["light"]


def sheet(height: float, *parts: str, said: str) -> str:
    """One drawing; `said` is what it shows in words."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(said)}"'
        f' viewBox="0 0 {WIDTH:.0f} {height:.0f}" width="{WIDTH:.0f}"'
        f" font-family=\"'Source Sans 3', 'Source Sans', sans-serif\">{''.join(parts)}</svg>"
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
) -> str:
    """One line of words around the height `y`, with an edge of paper so that no line runs through it."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size:g}" text-anchor="{anchor}"'
        f' font-weight="{weight}" dominant-baseline="central" stroke="{COLOURS.card}" stroke-width="4"'
        f' stroke-linejoin="round" paint-order="stroke">{escape(words)}</text>'
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
        return line + text(x, top - 14, label, size=SMALL, anchor=anchor)


def note(words: str, x: float, y: float) -> str:
    """A quiet line below an axis; nothing when there are no words."""
    return text(x, y, words, colour=COLOURS.muted, size=SMALL, anchor="middle") if words else ""
