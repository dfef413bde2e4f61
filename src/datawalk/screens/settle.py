"""Which place and period a station shows, and the sentence that says so when it is not what was asked for."""

from collections.abc import Iterable
from dataclasses import dataclass

from datawalk.domain.indicators import TOTAL
from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.screens.context import Context


@dataclass(frozen=True)
class Settled:
    """The place shown, its rows for the dimension (every period), and a notice, empty when nothing needs saying."""

    place_id: str
    cells: tuple[Observation, ...]
    notice: str


def settle(context: Context, *, indicator_id: str, dimension: str = TOTAL) -> Settled | None:
    """The station's own place, else the address's, else the workspace's, else its first child with data; None without data."""
    with_data = context.store.places_with_data(indicator_id, dimension=dimension)
    found, notice = settle_among(context, with_data)
    if found is None:
        return None
    cells = tuple(context.store.cells(indicator_id, place_id=found, dimension=dimension))
    return Settled(found, cells, notice)


def asked_place(context: Context) -> str:
    """The station's own place, else the address's, else the workspace's."""
    return context.station.place or context.known_place() or context.store.workspace.place


def settle_among(context: Context, with_data: set[str]) -> tuple[str | None, str]:
    """The place asked for, else its first child that is in `with_data`, and the notice; (None, "") without one."""
    asked = asked_place(context)
    found = _first_with_data(context, asked, with_data)
    if found is None or found == asked:
        return found, ""
    return found, context.t(
        "There are no figures for {asked} here. This shows {shown}.",
        asked=context.place_name(asked),
        shown=context.place_name(found),
    )


def _first_with_data(context: Context, asked: str, with_data: set[str]) -> str | None:
    """`asked`, else the nearest of its descendants by name, level by level."""
    level = [asked]
    while level:
        for place_id in level:
            if place_id in with_data:
                return place_id
        level = [child for place_id in level for child in context.children(place_id)]
    return None


def choose_period(context: Context, with_data: Iterable[Period]) -> tuple[Period, str]:
    """The station's period, else the address's, else the newest; and a notice when that one has no figures."""
    periods = sorted(set(with_data))
    wanted = str(context.station.period or "") or context.selection.period
    for period in periods:
        if str(period) == wanted:
            return period, ""
    notice = ""
    if wanted:
        notice = context.t(
            "There are no figures for {asked} here. This shows {shown}.",
            asked=wanted,
            shown=context.period_text(periods[-1]),
        )
    return periods[-1], notice
