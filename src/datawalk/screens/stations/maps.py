"""Maps of compared places: which may stand on one map, shaded by value in equal steps, the steps in words."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import get_args

from datawalk.charts.written import Map, Shade, Shape
from datawalk.domain.indicators import Indicator
from datawalk.domain.observations import Observation
from datawalk.domain.places import Place
from datawalk.measures.classes import class_limits, class_of
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.stations import several
from datawalk.screens.stations.cells import cell_text, status

_SHADES: tuple[Shade, ...] = get_args(Shade)


def of_one_level(place_ids: Sequence[str], *, places: Mapping[str, Place]) -> list[str]:
    """The places of the level that most of them have: others lie across them, as Connecticut's two sets do."""
    levels = Counter(places[key].level for key in place_ids)
    most = max(levels, key=lambda level: (levels[level], level), default="")
    return [key for key in place_ids if places[key].level == most]


def map_of(context: Context, indicator: Indicator, cells: list[Observation]) -> Map | None:
    """The places on a map; None when fewer than half of them have a boundary, or none has a sure value."""
    t, unit = context.t, indicator.unit
    boundaries = context.store.boundaries()
    with_boundary = [cell for cell in cells if cell.place_id in boundaries]
    values = [
        cell.estimate for cell in with_boundary if cell.estimate is not None and status(cell) == "shown"
    ]
    if 2 * len(with_boundary) < len(cells) or not values:
        return None
    low, high = min(values), max(values)

    def shade(cell: Observation) -> Shade | None:
        if cell.estimate is None or status(cell) != "shown":
            return None
        return _SHADES[class_of(cell.estimate, low=low, high=high)]

    shapes = tuple(
        Shape(
            context.place_name(cell.place_id),
            cell_text(cell, unit=unit, t=t),
            boundaries[cell.place_id].polygons,
            shade(cell),
        )
        for cell in with_boundary
    )
    words = [
        t("{low} to {high}", low=fmt.value(start, unit=unit, t=t), high=fmt.value(end, unit=unit, t=t))
        if end > start
        else fmt.value(start, unit=unit, t=t)
        for start, end in class_limits(low, high)
    ]
    blank = any(shape.shade is None for shape in shapes)
    return Map(shapes, tuple(zip(_SHADES, words, strict=False)), t("No figure to show") if blank else "")


def without_outline(context: Context, place_ids: Collection[str]) -> str:
    """A sentence where the workspace's boundaries and the places of the figures disagree."""
    boundaries, t = context.store.boundaries(), context.t
    missing = [context.place_name(key) for key in place_ids if key not in boundaries]
    if not boundaries or not missing:
        return ""
    if 2 * len(missing) > len(place_ids):
        return t("There is no map: the boundaries here are of other places than these figures.")
    return t("Not on the map: {places}.", places=several.first_few(context, missing))
