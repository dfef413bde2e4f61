"""A map drawn from boundaries: one drawing, made here, that needs no tiles and no script."""

from collections.abc import Callable, Sequence
from html import escape
from math import cos, radians
from typing import NamedTuple

from datawalk.charts.placing import wrapped
from datawalk.charts.scale import marked
from datawalk.charts.written import Map, Shape

_WIDTH = 600.0
_TALLEST = 900.0
_FINEST, _FEWEST = 0.6, 4
"""Points closer than this are drawn as one, as long as a ring keeps this many."""
_NAMED_AT_MOST = 12
"""More places than this have no room for their names; the words beside the map have them."""
_LETTER, _LINE = 14.0, 26.0
"""How wide a letter and how high a line of a name is, about."""

Point = tuple[float, float]


def map_markup(picture: Map, *, marks: bool = True) -> str:
    """The drawing, and what its shades mean as a list. `marks`: each shape has its sentence, as nothing beside it has one."""
    key = [(f"dw-shade-{shade}", words) for shade, words in picture.legend]
    if picture.no_figure:
        key.append(("dw-no-figure", picture.no_figure))
    items = "".join(f'<li><i class="{kind}"></i>{escape(words)}</li>' for kind, words in key)
    legend = f'<ul class="dw-key">{items}</ul>' if items else ""
    return f'<div class="dw-map">{map_drawing(picture, marks=marks)}{legend}</div>'


def map_drawing(picture: Map, *, marks: bool = False) -> str:
    """Longitudes are drawn shorter by the cosine of the middle latitude. The chosen place lies on top."""
    project, width, height = _projection(picture)
    paths = [
        f'<path class="{_look(shape, picture)}" d="{_outline(shape, project)}" fill-rule="evenodd"'
        f"{marked(mark if marks else None, shape.label)}/>"
        for mark, shape in sorted(enumerate(picture.shapes), key=lambda one: one[1].chosen)
    ]
    names: list[str] = []
    if len(picture.shapes) <= _NAMED_AT_MOST:
        names = [_name(placed) for placed in _placed(picture, project, (width, height))]
    return (
        f'<svg focusable="false" preserveAspectRatio="xMinYMid" viewBox="-3 -3 {width + 6:.0f} {height + 6:.0f}"'
        f' width="{width + 6:.0f}"'
        f' height="{height + 6:.0f}">{"".join((*paths, *names))}</svg>'
    )


def _look(shape: Shape, picture: Map) -> str:
    """Without a legend no shade means a value: then the chosen place alone has one."""
    shade = "none" if shape.shade is None else str(shape.shade)
    if shape.chosen:
        return f"dw-shape-{shade if picture.legend else 1} dw-chosen"
    return f"dw-shape-{shade}" + (" dw-unknown" if shape.shade is None and picture.no_figure else "")


def _outline(shape: Shape, project: Callable[[Point], Point]) -> str:
    return "".join(_path([project(point) for point in ring]) for rings in shape.polygons for ring in rings)


def _projection(picture: Map) -> tuple[Callable[[Point], Point], float, float]:
    """From degrees to the drawing, and its width and height."""
    points = [point for shape in picture.shapes for point in _points(shape)]
    shifted = max(lon for lon, _ in points) - min(lon for lon, _ in points) > 180

    def turned(lon: float) -> float:
        """East of the date line counts on, where the places lie on both sides of it."""
        return lon - 360 if shifted and lon > 0 else lon

    lons, lats = [turned(lon) for lon, _ in points], [lat for _, lat in points]
    west, north = min(lons), max(lats)
    narrow = cos(radians((max(lats) + min(lats)) / 2))
    wide, tall = (max(lons) - west) * narrow or 1e-9, (north - min(lats)) or 1e-9
    scale = min(_WIDTH / wide, _TALLEST / tall)

    def project(point: Point) -> Point:
        return (turned(point[0]) - west) * narrow * scale, (north - point[1]) * scale

    return project, wide * scale, tall * scale


class _Placed(NamedTuple):
    """A name on the map: its lines, the middle of the first, and the box all of them fill."""

    lines: Sequence[str]
    x: float
    y: float
    box: tuple[float, float, float, float]


def _placed(picture: Map, project: Callable[[Point], Point], size: Point) -> list[_Placed]:
    """The names there is room for, the chosen place's and those of large places first; none lies over another."""
    placed: list[_Placed] = []
    middles = [max(_gravity(rings[0]) for rings in shape.polygons) for shape in picture.shapes]
    short = without_common_end([shape.label for shape in picture.shapes])
    order = sorted(
        range(len(short)), key=lambda at: (not picture.shapes[at].chosen, -middles[at][0], short[at])
    )
    for at in order:
        x, y = project(middles[at][1])
        lines = wrapped(short[at], 13)
        wide, tall = _LETTER * max(map(len, lines)), _LINE * len(lines)
        x = min(max(x, wide / 2), max(size[0] - wide / 2, wide / 2))
        box = (x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
        if not any(_overlap(box, other.box) for other in placed):
            placed.append(_Placed(lines, x, y - (len(lines) - 1) * _LINE / 2, box))
    return placed


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def without_common_end(names: Sequence[str]) -> list[str]:
    """The names without the words all of them end with: Kent and Bristol, not Kent County and Bristol County."""
    words = [name.split() for name in names]
    ends = 0
    while (
        len(names) > 1
        and all(len(one) > ends + 1 for one in words)
        and len({one[-ends - 1] for one in words}) == 1
    ):
        ends += 1
    return [" ".join(one[: len(one) - ends]) for one in words]


def _name(placed: _Placed) -> str:
    """A name with an edge that keeps it legible on every shade."""
    spans = "".join(
        f'<tspan x="{placed.x:.0f}" y="{placed.y + _LINE * number:.0f}">{escape(line)}</tspan>'
        for number, line in enumerate(placed.lines)
    )
    return f"<text>{spans}</text>"


def _gravity(ring: Sequence[Point]) -> tuple[float, Point]:
    """The area of a ring, and its centre of gravity."""
    twice = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(ring, (*ring[1:], ring[0]), strict=True):
        cross = x0 * y1 - x1 * y0
        twice, x, y = twice + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    return (abs(twice) / 2, (x / (3 * twice), y / (3 * twice))) if twice else (0.0, ring[0])


def _points(shape: Shape) -> list[Point]:
    return [point for rings in shape.polygons for ring in rings for point in ring]


def _path(points: list[Point]) -> str:
    """A ring without the points nobody could tell apart."""
    kept = points[:1]
    for x, y in points[1:]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _FINEST:
            kept.append((x, y))
    points = kept if len(kept) >= _FEWEST else points
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"
