"""Lines of maps: decoding the arcs of TopoJSON, and simplifying rings alike on both sides of a border."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil, cos, log10, radians
from typing import Any

from datawalk.domain.places import Ring

Point = tuple[float, float]
Polygon = tuple[Ring, ...]
Polygons = tuple[Polygon, ...]

FINENESS = 1500
"""Points nearer to a line than this part of the map's extent are dropped: less than a pixel."""


def decoded_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Every arc as points; with a transform each point is the step from the one before."""
    transform = topology.get("transform")
    if transform is None:
        return [[(point[0], point[1]) for point in arc] for arc in topology["arcs"]]
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((x * wide + left, y * high + low))
        arcs.append(points)
    return arcs


def ring_of_arcs(numbers: Iterable[int], *, arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """The points of a ring; a negative number is the arc `~number` backwards, and joints are there once."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def open_ring(points: Iterable[Point]) -> Ring:
    """The ring without points that repeat the one before, the closing one among them."""
    kept: list[Point] = []
    for point in points:
        if not kept or point != kept[-1]:
            kept.append(point)
    while len(kept) > 1 and kept[-1] == kept[0]:
        kept.pop()
    return tuple(kept)


def simplified(shapes: dict[str, Polygons]) -> dict[str, Polygons]:
    """Shapes drawn on one map, in fewer points; a border of two of them stays one line."""
    points = [point for one in shapes.values() for polygon in one for ring in polygon for point in ring]
    if not points:
        return shapes
    (left, right), (low, high) = ((min(line), max(line)) for line in zip(*points, strict=True))
    squeeze = cos(radians((low + high) / 2))
    tolerance = max((right - left) * squeeze, high - low) / FINENESS
    if tolerance == 0:
        return shapes
    digits = max(0, ceil(-log10(tolerance / 4)))
    rounded = {
        key: tuple(
            tuple(open_ring((round(x, digits), round(y, digits)) for x, y in ring) for ring in polygon)
            for polygon in one
        )
        for key, one in shapes.items()
    }
    lines = _Lines(
        (ring for one in rounded.values() for polygon in one for ring in polygon), squeeze, tolerance
    )
    return {
        key: tuple(found for polygon in one if (found := lines.polygon(polygon))) or shapes[key]
        for key, one in rounded.items()
    }


class _Lines:
    """Simplifies rings between the points where borders meet, each stretch in one direction only."""

    def __init__(self, rings: Iterable[Ring], squeeze: float, tolerance: float) -> None:
        self._squeeze, self._limit = squeeze, tolerance**2
        self._known: dict[tuple[Point, ...], tuple[Point, ...]] = {}
        beside: dict[Point, set[Point]] = {}
        for ring in rings:
            for index, point in enumerate(ring):
                beside.setdefault(point, set()).update((ring[index - 1], ring[(index + 1) % len(ring)]))
        self._joints = {point for point, others in beside.items() if len(others) > 2}

    def polygon(self, rings: Polygon) -> Polygon:
        """The polygon with simpler rings, its holes clockwise; rings without an area left are left out."""
        outer, *holes = (self._ring(ring) for ring in rings)
        if len(outer) < 3:
            return ()
        return _wound(outer), *(_wound(hole)[:1] + _wound(hole)[:0:-1] for hole in holes if len(hole) > 2)

    def _ring(self, ring: Ring) -> Ring:
        if len(ring) < 4:
            return ring
        cuts = [index for index, point in enumerate(ring) if point in self._joints]
        cuts = cuts or [min(range(len(ring)), key=ring.__getitem__)]
        turned = (*ring[cuts[0] :], *ring[: cuts[0] + 1])
        ends = [*(cut - cuts[0] for cut in cuts), len(ring)]
        kept: list[Point] = []
        for start, end in pairwise(ends):
            kept += self._stretch(turned[start : end + 1])[:-1]
        if len(kept) >= 4:
            return tuple(kept)
        sides = {
            min(range(len(ring)), key=lambda at, d=d: d[0] * ring[at][0] + d[1] * ring[at][1]) for d in _SIDES
        }
        return tuple(ring[at] for at in sorted(sides)) if len(sides) > 3 else _thinned(ring)

    def _stretch(self, points: tuple[Point, ...]) -> tuple[Point, ...]:
        back = points[::-1]
        if back < points:
            return self._stretch(back)[::-1]
        if points not in self._known:
            self._known[points] = self._line(points)
        return self._known[points]

    def _line(self, points: tuple[Point, ...]) -> tuple[Point, ...]:
        """Douglas and Peucker: a point stays when it lies further from the line between two that stay."""
        kept = {0, len(points) - 1}
        spans = [(0, len(points) - 1)]
        while spans:
            start, end = spans.pop()
            furthest, distance = start, self._limit
            for at in range(start + 1, end):
                if (found := self._distance(points[at], points[start], points[end])) > distance:
                    furthest, distance = at, found
            if furthest != start:
                kept.add(furthest)
                spans += [(start, furthest), (furthest, end)]
        return tuple(points[at] for at in sorted(kept))

    def _distance(self, point: Point, start: Point, end: Point) -> float:
        """The square of the distance from a point to the line between two others."""
        x, y = (point[0] - start[0]) * self._squeeze, point[1] - start[1]
        wide, high = (end[0] - start[0]) * self._squeeze, end[1] - start[1]
        length = wide * wide + high * high
        share = min(1.0, max(0.0, (x * wide + y * high) / length)) if length else 0.0
        return (x - share * wide) ** 2 + (y - share * high) ** 2


_SIDES = ((1, 0), (0, 1), (-1, 0), (0, -1))


def _wound(ring: Ring) -> Ring:
    """The ring counterclockwise from its least point, so that one shape is always written alike."""
    doubled = sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairwise((*ring, ring[0])))
    turned = ring if doubled >= 0 else ring[::-1]
    first = turned.index(min(turned))
    return turned[first:] + turned[:first]


def _thinned(ring: Ring) -> Ring:
    """Four points of a ring, evenly apart in their order."""
    return tuple(ring[at * len(ring) // 4] for at in range(4))
