"""How long each desk page takes to be worked out, uncached, on the demo and on a state of 67 counties."""

import tempfile
import time
from pathlib import Path

from datawalk.screens.pages import load_page
from datawalk.screens.pageview import PageName
from datawalk.screens.selection import Selection
from datawalk.store.published import PublishedStore
from datawalk.web.downloads import as_csv, as_html
from figures import Figure, percentile
from worlds import SHARED, demo, state


def measure(*, quick: bool = False) -> list[Figure]:
    """A figure a page."""
    repeats = 1 if quick else 9
    with tempfile.TemporaryDirectory() as folder:
        found = _pages(
            "demo", demo(Path(folder) / "demo"), ("no_insurance", "old_mill", "river_clinic"), repeats
        )
        if SHARED.exists() and not quick:
            asked = ("places_access2_crude", "01001", "")
            found += _pages("Alabama", state(Path(folder) / "state"), asked, repeats)
    return found


def _pages(world: str, store: PublishedStore, chosen: tuple[str, str, str], repeats: int) -> list[Figure]:
    indicator, place, partner = chosen
    asked: list[tuple[PageName, Selection]] = [
        ("indicators", Selection()),
        ("indicators", Selection(indicator=indicator)),
        ("places", Selection()),
        ("places", Selection(place=place)),
        ("partners", Selection(partner=partner or None)),
        ("resources", Selection()),
        ("methods", Selection()),
    ]
    found = [_page(world, store, page, selection, repeats) for page, selection in asked]
    store.close()
    return found


def _page(world: str, store: PublishedStore, page: PageName, selection: Selection, repeats: int) -> Figure:
    """The median time of the view; the note says the view with both its downloads."""
    views, whole = [], []
    for _ in range(repeats):
        start = time.perf_counter()
        view = load_page(store, page, selection)
        views.append(1000 * (time.perf_counter() - start))
        as_csv(view)
        as_html(view)
        whole.append(1000 * (time.perf_counter() - start))
    one = selection.indicator or selection.place or selection.partner or "all"
    note = f"{percentile(whole, 50):.0f} with both downloads"
    return Figure(f"{world}, {page} of {one}, uncached", percentile(views, 50), "ms", note=note)
