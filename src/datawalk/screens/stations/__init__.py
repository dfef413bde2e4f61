"""The kinds of station: one module a kind, registered here."""

from collections.abc import Callable
from typing import Any

from datawalk.screens.context import Context
from datawalk.screens.stations.capacity import load_capacity
from datawalk.screens.stations.changes import load_changes
from datawalk.screens.stations.curve import load_curve
from datawalk.screens.stations.engagement import load_engagement
from datawalk.screens.stations.gap import load_gap
from datawalk.screens.stations.gap_overview import load_gap_overview
from datawalk.screens.stations.gap_people import load_gap_people
from datawalk.screens.stations.gap_trend import load_gap_trend
from datawalk.screens.stations.goals import load_goals
from datawalk.screens.stations.invite import load_invite
from datawalk.screens.stations.level import load_level
from datawalk.screens.stations.loop import load_loop
from datawalk.screens.stations.mirror import load_mirror
from datawalk.screens.stations.money import load_money
from datawalk.screens.stations.network import load_network
from datawalk.screens.stations.place_compare import load_place_compare
from datawalk.screens.stations.plan import load_plan
from datawalk.screens.stations.power import load_power
from datawalk.screens.stations.question import load_question
from datawalk.screens.stations.seats import load_seats
from datawalk.screens.stations.strengths import load_strengths
from datawalk.screens.stations.text import load_text
from datawalk.screens.views import StationView

KINDS: dict[str, Callable[[Context, Any], StationView]] = {
    "text": load_text,
    "level": load_level,
    "gap": load_gap,
    "gap_people": load_gap_people,
    "gap_trend": load_gap_trend,
    "gap_overview": load_gap_overview,
    "place_compare": load_place_compare,
    "strengths": load_strengths,
    "seats": load_seats,
    "power": load_power,
    "mirror": load_mirror,
    "engagement": load_engagement,
    "network": load_network,
    "invite": load_invite,
    "goals": load_goals,
    "curve": load_curve,
    "changes": load_changes,
    "plan": load_plan,
    "loop": load_loop,
    "capacity": load_capacity,
    "money": load_money,
    "question": load_question,
}


def load_station(context: Context) -> StationView:
    """The view of one station, by its kind."""
    return KINDS[context.station.kind](context, context.station)
