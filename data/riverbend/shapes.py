"""Boundaries: six neighborhoods that tile the county, with a river between the north and the south."""

import json
import random
from math import pi, sin
from pathlib import Path

from .rows import COUNTY, NEIGHBORHOODS

Point = tuple[float, float]
Line = list[Point]

WEST, SOUTH, WIDE, HIGH = -91.15, 40.91, 0.3, 0.18
# columns from west to east, rows from south to north
GRID = (("harbor_flats", "old_mill", "station_hill"), ("willow_creek", "north_ridge", "eastgate"))
COLUMNS, ROWS, STEPS = 3, 2, 8
BULGE, RIVER = 0.009, 0.008


def boundaries(chance: random.Random) -> dict[str, object]:
    """A FeatureCollection of the county and its neighborhoods. Neighbors share every point of their border."""
    corner = {(x, y): _corner(x, y, chance=chance) for x in range(COLUMNS + 1) for y in range(ROWS + 1)}
    flat = {
        (x, y): _border(
            corner[x, y],
            corner[x + 1, y],
            chance=chance,
            bulge=(0, BULGE * (y - ROWS / 2)),
            winds=RIVER if y == 1 else 0.0,
        )
        for x in range(COLUMNS)
        for y in range(ROWS + 1)
    }
    upright = {
        (x, y): _border(
            corner[x, y],
            corner[x, y + 1],
            chance=chance,
            bulge=(BULGE * (x - COLUMNS / 2) + _nudge(chance, BULGE), 0),
        )
        for x in range(COLUMNS + 1)
        for y in range(ROWS)
    }
    features = []
    for y, row in enumerate(GRID):
        for x, place in enumerate(row):
            ring = _joined(flat[x, y], upright[x + 1, y], _back(flat[x, y + 1]), _back(upright[x, y]))
            features.append(_feature(place, NEIGHBORHOODS[place][0], ring))
    around = _joined(
        *(flat[x, 0] for x in range(COLUMNS)),
        *(upright[COLUMNS, y] for y in range(ROWS)),
        *(_back(flat[x, ROWS]) for x in reversed(range(COLUMNS))),
        *(_back(upright[0, y]) for y in reversed(range(ROWS))),
    )
    return {
        "type": "FeatureCollection",
        "features": [_feature(COUNTY, "Riverbend County", around), *features],
    }


def write_boundaries(path: Path, chance: random.Random) -> None:
    """The boundaries as one GeoJSON file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        json.dumps(boundaries(chance), separators=(",", ":")) + "\n", encoding="utf-8", newline="\n"
    )


def _corner(x: int, y: int, *, chance: random.Random) -> Point:
    """A corner of the grid, pushed aside; the four outer ones are drawn in, so that the county is no box."""
    drawn_in = 0.018 if x in (0, COLUMNS) and y in (0, ROWS) else 0.0
    east = WEST + WIDE * x / COLUMNS + drawn_in * (1 if x == 0 else -1) + _nudge(chance, 0.015)
    north = SOUTH + HIGH * y / ROWS + 0.6 * drawn_in * (1 if y == 0 else -1) + _nudge(chance, 0.015)
    return east, north


def _border(
    start: Point, end: Point, *, chance: random.Random, bulge: Point = (0, 0), winds: float = 0.0
) -> Line:
    """An uneven line that bulges to one side; a river `winds` from side to side."""
    line = [start]
    for step in range(1, STEPS):
        along = step / STEPS
        out = sin(pi * along)
        line.append(
            (start[0] + (end[0] - start[0]) * along + bulge[0] * out + _nudge(chance, 0.0025),
             start[1] + (end[1] - start[1]) * along + bulge[1] * out + winds * sin(2 * pi * along)
             + _nudge(chance, 0.002))
        )  # fmt: skip
    return [(round(x, 5), round(y, 5)) for x, y in [*line, end]]


def _nudge(chance: random.Random, most: float) -> float:
    return chance.uniform(-most, most)


def _back(line: Line) -> Line:
    return line[::-1]


def _joined(*lines: Line) -> Line:
    """One closed ring; the first point comes again at the end, as GeoJSON wants it."""
    ring = [point for line in lines for point in line[:-1]]
    return [*ring, ring[0]]


def _feature(place: str, name: str, ring: Line) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": {"place_id": place, "name": name},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
