"""Which places stand beside each other, the same for every visitor who asks for one of them."""

from dataclasses import dataclass

from datawalk.domain.indicators import TOTAL, Indicator
from datawalk.domain.periods import Period
from datawalk.screens.kept import kept
from datawalk.screens.stations.maps import of_one_level
from datawalk.store.published import PublishedStore


@dataclass(frozen=True, eq=False)
class Beside:
    """The places inside `around` that have figures, by name, and the periods they have them in, oldest first.

    `left_out`: the names of those inside with figures that lie across them.
    """

    store: PublishedStore
    indicator: Indicator
    around: str
    place_ids: tuple[str, ...]
    left_out: tuple[str, ...]
    periods: tuple[Period, ...]


@kept(256)
def beside(store: PublishedStore, indicator_id: str, around: str, level: str | None = None) -> Beside:
    """The places inside `around` of one level: the one asked for, else the one that most of them have."""
    with_data = store.places_with_data(indicator_id, dimension=TOTAL)
    inside = [place for place in store.inside.get(around, ()) if place.place_id in with_data]
    if level is None and inside:
        first, *_ = of_one_level([place.place_id for place in inside], places=store.places)
        return beside(store, indicator_id, around, store.places[first].level)
    place_ids = [place.place_id for place in inside if place.level == level]
    return Beside(
        store,
        store.indicators[indicator_id],
        around,
        tuple(place_ids),
        tuple(place.name for place in inside if place.level != level),
        tuple(store.periods(indicator_id, place_ids=place_ids, dimension=TOTAL)) if place_ids else (),
    )
