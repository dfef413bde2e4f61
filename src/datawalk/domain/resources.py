"""Resources: funding sources, in-kind offers, guides to read."""

from datawalk.domain.goals import Area
from datawalk.domain.text import Frozen


class Resource(Frozen):
    """One resource. `date` is as its publisher writes it: a year, a month or a day."""

    resource_id: str
    title: str
    kind: str
    organization: str
    date: str | None = None
    url: str | None = None
    topics: tuple[str, ...] = ()
    area: Area | None = None
