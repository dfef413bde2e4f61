"""A station as the first visitor of a release asks for it, and again: what visitors see is kept, so most wait for neither."""

import time
from collections.abc import Callable
from functools import partial

from datawalk.screens.selection import Selection
from datawalk.screens.walk import load_walk
from datawalk.store.published import PublishedStore
from datawalk.store.releases import Release
from figures import Figure, percentile


def asked_for(release: Release, kind: str, *, name: str, aim: float, repeats: int) -> Figure:
    """The first station of a kind in any walk, of a release just opened each time, and then once more."""
    opened = PublishedStore(release)
    walk = next(one for one in opened.walks.values() if any(each.kind == kind for each in one.station))
    station = next(each for each in walk.station if each.kind == kind)
    opened.close()
    first, again = [], []
    for _ in range(repeats):
        store = PublishedStore(release)
        ask = partial(load_walk, store, Selection("en", walk.id, station.id))
        first.append(milliseconds(ask))
        again.append(milliseconds(ask))
        store.close()
    note = f"again {percentile(again, 50):.0f}, the slowest first {max(first):.0f}"
    return Figure(name, percentile(first, 50), "ms", aim=aim, note=note)


def milliseconds(run: Callable[[], object]) -> float:
    """How long a call took."""
    start = time.perf_counter()
    run()
    return 1000 * (time.perf_counter() - start)
