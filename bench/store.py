"""What a station asks of a release of 1 and of 10 million rows, statement by statement; and a whole gap view of it."""

import random
import time
from collections.abc import Callable

from datawalk.domain.indicators import TOTAL
from datawalk.domain.walks import GapStation
from datawalk.errors import ReleaseProblem
from datawalk.intake.build import build
from datawalk.screens.context import Context
from datawalk.screens.selection import Selection
from datawalk.screens.stations import load_station
from datawalk.store.published import PublishedStore
from datawalk.store.releases import Release, Releases
from figures import Figure, percentile
from worlds import kept

AIM = 2
AIM_OF_A_VIEW = 15
_A_GAP = "the view of a gap"


def measure(*, quick: bool = False) -> list[Figure]:
    """A figure a question and size: each time of another indicator and place."""
    found = []
    for rows in (10_000,) if quick else (1_000_000, 10_000_000):
        store = PublishedStore(_release(rows))
        for name, ask in _questions(store).items():
            times = [_milliseconds(ask) for _ in range(3 if quick else 200)]
            note = f"p95 {percentile(times, 95):.1f}, the slowest {max(times):.1f}"
            aim = AIM_OF_A_VIEW if name == _A_GAP else AIM
            found.append(Figure(f"{rows:,} rows, {name}", percentile(times, 50), "ms", aim=aim, note=note))
        store.close()
    return found


def _release(rows: int) -> Release:
    """The one `builds` made in this run, else a new one."""
    workspace = kept(rows)
    try:
        return Releases(workspace / "built").current()
    except ReleaseProblem:
        return build(workspace).release


def _questions(store: PublishedStore) -> dict[str, Callable[[], object]]:
    """What stations and pages ask for."""
    chance = random.Random(7)
    indicators = list(store.indicators)
    counties = [place.place_id for place in store.places.values() if place.level == "county"]
    [period] = store.periods(indicators[0], place_ids=counties[:1], dimension=TOTAL)[-1:]

    def indicator() -> str:
        return chance.choice(indicators)

    def place() -> str:
        return chance.choice(counties)

    def gap() -> object:
        """The whole view, from the questions to the words, as for the first visitor who asks for it."""
        key = indicator()
        station = GapStation(
            id="gap",
            kind="gap",
            question=store.indicators[key].name,
            indicator=key,
            dimension="race_ethnicity",
        )
        return load_station(Context(store, "", station, Selection("en", place=place())))

    return {
        _A_GAP: gap,
        "the groups of a gap": lambda: store.cells(indicator(), place_id=place(), dimension="race_ethnicity"),
        "a trend": lambda: store.cells(indicator(), place_id=place(), dimension=TOTAL),
        "63 places beside each other": lambda: store.cells_of_places(
            indicator(), place_ids=chance.sample(counties, 63), period=period, dimension=TOTAL
        ),
        "3,143 places beside each other": lambda: store.cells_of_places(
            indicator(), place_ids=counties, period=period, dimension=TOTAL
        ),
        "their periods": lambda: store.periods(indicator(), place_ids=counties, dimension=TOTAL),
        "a place's page": lambda: store.newest_levels(place()),
        "where there are figures": lambda: store.places_with_data(indicator(), dimension=TOTAL),
    }


def _milliseconds(ask: Callable[[], object]) -> float:
    start = time.perf_counter()
    ask()
    return 1000 * (time.perf_counter() - start)
