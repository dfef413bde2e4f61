"""Places and their levels."""

from datawalk.domain.periods import Period
from datawalk.domain.text import Frozen


class Place(Frozen):
    """A place of some level (nation, state, county, neighborhood, ...) inside its parent place."""

    place_id: str
    name: str
    level: str
    parent_id: str | None = None
    population: int | None = None
    population_period: Period | None = None


Ring = tuple[tuple[float, float], ...]
"""A closed line of (longitude, latitude) in degrees; the last point is not repeated."""


class Boundary(Frozen):
    """The outline of a place: its polygons, each an outer ring followed by its holes."""

    place_id: str
    polygons: tuple[tuple[Ring, ...], ...]
