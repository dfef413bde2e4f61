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
