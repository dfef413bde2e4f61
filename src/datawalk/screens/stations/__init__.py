"""The kinds of station: one module a kind, registered here."""

from collections.abc import Callable
from typing import Any

from datawalk.screens.context import Context
from datawalk.screens.stations.gap import load_gap
from datawalk.screens.stations.goals import load_goals
from datawalk.screens.stations.level import load_level
from datawalk.screens.stations.seats import load_seats
from datawalk.screens.stations.text import load_text
from datawalk.screens.views import StationView

KINDS: dict[str, Callable[[Context, Any], StationView]] = {
    "text": load_text,
    "level": load_level,
    "gap": load_gap,
    "seats": load_seats,
    "goals": load_goals,
}


def load_station(context: Context) -> StationView:
    """The view of one station, by its kind."""
    return KINDS[context.station.kind](context, context.station)
