"""Many places along one axis: a grey dot each, in rows so that none hides another; the spoken ones larger and named."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import NamedTuple

from datawalk.charts.placing import lanes, leaning, swarm, wrapped
from datawalk.charts.plotted import SPOKEN, Axis, Strip, StripPoint
from datawalk.charts.scale import (
    above,
    dot,
    foot,
    geometry,
    grid,
    marked,
    part_of,
    percent,
    stretched,
    upright,
)

_ABREAST = 42
"""How many dots stand side by side on a narrow page; with more room they stand further apart. Very many are smaller."""
_STEP = 1.1
"""From row to row, in dots."""
_ROOM, _NAME = 18.0, 22
"""What names are placed for: the width in letters' heights, and the letters in a line."""
_LETTER, _LEADING = 0.57, 1.25
_EACH_SPEAKS = 200
"""Where more places stand, the named ones speak; the others are one shape."""


@dataclass(frozen=True)
class _Name:
    """The name of a spoken dot: where its dot is, its lane, even above and odd below the dots, and the side that holds on."""

    point: StripPoint
    mark: int
    x: float
    y: float
    lane: int
    side: str

    @property
    def words(self) -> str:
        return f"{self.point.label} {self.point.text}"


class _Placed(NamedTuple):
    """Where the dots lie, in parts of width and height, and each as a stroke; `tall` in dots, `shrink` their size."""

    parts: tuple[float, ...]
    heights: tuple[float, ...]
    strokes: tuple[str, ...]
    tall: float
    shrink: float


@lru_cache(maxsize=16)
def _placed(values: tuple[float, ...], axis: Axis) -> _Placed:
    """The same whichever place is spoken of, so thousands are placed once."""
    parts = tuple(part_of(value, axis) for value in values)
    shrink = min(1.0, (_EACH_SPEAKS / len(parts)) ** 0.5) if parts else 1.0
    rows = swarm(parts, apart=_STEP / _ABREAST * shrink)
    top, bottom = max(rows, default=0), min(rows, default=0)
    tall = (top - bottom) * _STEP + 2
    heights = tuple(((top - row) * _STEP + 1) / tall for row in rows)
    strokes = tuple(f"M{round(1000 * x)} {round(1000 * y)}h0" for x, y in zip(parts, heights, strict=True))
    return _Placed(parts, heights, strokes, tall, shrink)


def strip_markup(picture: Strip) -> str:
    """Every value as a dot; a thin line leads from a spoken dot to its name."""
    placed = _placed(tuple(point.value for point in picture.points), picture.axis)
    lines, head = [grid(picture.axis)], ""
    if picture.line is not None:
        at = part_of(picture.line, picture.axis)
        lines.append(upright(at, "dw-everyone-line"))
        head = above(at, picture.line_label, "dw-everyone")
    names = _names(picture, placed)
    dots = _dots(picture, placed, names)
    deepest = max((len(wrapped(name.words, _NAME)) for name in names), default=1) * _LEADING + 0.2
    over = "".join(_name(name, deepest) for name in names if name.lane % 2 == 0)
    under = "".join(_name(name, deepest) for name in names if name.lane % 2)
    sides = [sum(lane % 2 == side for lane in {name.lane for name in names}) * deepest for side in (0, 1)]
    return (
        f'<div class="dw-strip"><div class="dw-head-room">{head}</div>'
        f'<div class="dw-strip-plane"><div class="dw-behind">{geometry(*lines)}</div>'
        f'<div class="dw-names" style="height:{sides[0]:.2f}em">{over}</div>'
        f'<div class="dw-swarm" style="--dots:{placed.tall:.2f};--shrink:{placed.shrink:.3f}">{dots}</div>'
        f'<div class="dw-names" style="height:{sides[1]:.2f}em">{under}</div></div>{foot(picture.axis)}</div>'
    )


def speakers(picture: Strip) -> list[StripPoint]:
    """The places that have a sentence: all, or, of very many, the spoken ones."""
    if len(picture.points) <= _EACH_SPEAKS:
        return list(picture.points)
    return [point for point in picture.points if point.tone in SPOKEN]


def _dots(picture: Strip, placed: _Placed, names: Sequence[_Name]) -> str:
    """The quiet dots, then the lines to the names, then the spoken dots."""
    places = zip(picture.points, placed.parts, placed.heights, strict=True)
    if len(picture.points) <= _EACH_SPEAKS:
        quiet = [
            dot(x, y, point.tone, mark=mark, group=point.label)
            for mark, (point, x, y) in enumerate(places)
            if point.tone not in SPOKEN
        ]
    else:
        many = list(placed.strokes)
        for at in _spoken(picture):
            many[at] = ""
        quiet = [stretched(f'<path class="dw-many-dots" d="{"".join(many)}"/>')]
    spoken = [dot(one.x, one.y, one.point.tone, mark=one.mark, group=one.point.label) for one in names]
    return geometry(*quiet, *map(_leader, names), *spoken)


def _leader(name: _Name) -> str:
    """From a spoken dot to the edge of the dots beyond which its name stands."""
    x, end = percent(name.x), "100%" if name.lane % 2 else "0"
    tone = name.point.tone
    return f'<line class="dw-leader dw-{tone}" x1="{x}" x2="{x}" y1="{percent(name.y)}" y2="{end}"/>'


def _spoken(picture: Strip) -> list[int]:
    return [at for at, point in enumerate(picture.points) if point.tone in SPOKEN]


def _names(picture: Strip, placed: _Placed) -> list[_Name]:
    """The names of the spoken dots in their order, above and below all dots so that no two touch."""
    spoken = _spoken(picture)
    every = len(picture.points) <= _EACH_SPEAKS
    sides, stretches = [], []
    for at in spoken:
        point = picture.points[at]
        wide = max(map(len, wrapped(f"{point.label} {point.text}", _NAME))) * _LETTER
        side, start = leaning(placed.parts[at] * _ROOM, wide, room=_ROOM)
        sides.append(side)
        stretches.append((start, start + wide + _LETTER))
    return [
        _Name(picture.points[at], at if every else place, placed.parts[at], placed.heights[at], lane, side)
        for place, (at, lane, side) in enumerate(zip(spoken, lanes(stretches), sides, strict=True))
    ]


def _name(name: _Name, deep: float) -> str:
    """A name in its lane, and the rest of the line that leads to it."""
    point, away = name.point, name.lane // 2 * deep
    edge, left = "top" if name.lane % 2 else "bottom", f"left:{percent(name.x)}"
    line = f'<i class="dw-{point.tone}" style="{left};{edge}:0;height:{away:.2f}em"></i>' if away else ""
    return (
        f'{line}<span class="dw-called dw-from-{name.side} dw-{point.tone}" style="{left};{edge}:{away:.2f}em"'
        f"{marked(name.mark, point.label)}>{escape(point.label)} <b>{escape(point.text)}</b></span>"
    )
