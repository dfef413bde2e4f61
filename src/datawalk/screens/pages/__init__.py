"""The pages of a partner's desk: one module a page, registered here."""

from collections.abc import Callable

from datawalk.screens.pages.indicators import load_indicators
from datawalk.screens.pages.methods import load_methods
from datawalk.screens.pages.partners import load_partners
from datawalk.screens.pages.places import load_places
from datawalk.screens.pages.resources import load_resources
from datawalk.screens.pages.station import load_station_page
from datawalk.screens.pageview import PageName, PageView
from datawalk.screens.selection import Selection
from datawalk.store.published import PublishedStore

PAGES: dict[PageName, Callable[[PublishedStore, Selection], PageView]] = {
    "indicators": load_indicators,
    "places": load_places,
    "partners": load_partners,
    "resources": load_resources,
    "methods": load_methods,
    "walk": load_station_page,
}
"""`walk` is here for its downloads: on the screen a walk has a page of its own."""


def load_page(store: PublishedStore, name: PageName, selection: Selection) -> PageView:
    """The view of a page, by its name."""
    return PAGES[name](store, selection)
