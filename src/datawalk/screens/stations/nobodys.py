"""The indicators no partner works on, with the people behind their widest gap."""

from collections.abc import Collection
from dataclasses import dataclass

from datawalk.domain.indicators import TOTAL, Indicator, is_second_form
from datawalk.measures.compare import surely_worse
from datawalk.screens.context import Context
from datawalk.screens.settle import choose_period
from datawalk.screens.stations.groups import groups_of


@dataclass(frozen=True)
class Nobodys:
    """An indicator nobody works on, with the most people behind a sure gap of any of its dimensions (None: not known)."""

    indicator: Indicator
    name: str
    people: float | None
    group: str


def nobodys(
    context: Context, *, place_id: str, worked_on: Collection[str], domain: str | None
) -> list[Nobodys]:
    """All of them, or those of a domain; the most people behind a gap first."""
    store = context.store
    found = [
        _widest(context, indicator, place_id)
        for indicator in store.indicators.values()
        if indicator.id not in worked_on
        and domain in (None, indicator.domain)
        and not is_second_form(indicator.id, store.indicators)
    ]
    return sorted(found, key=lambda one: (one.people is None, -(one.people or 0), one.name))


def _widest(context: Context, indicator: Indicator, place_id: str) -> Nobodys:
    store = context.store
    name = indicator.name.said(context.selection.lang).words
    widest = Nobodys(indicator, name, None, "")
    if context.refuses(indicator, "groups"):
        return widest
    totals = store.cells(indicator.id, place_id=place_id, dimension=TOTAL)
    for row in store.coverage:
        dimension = store.dimensions.get(row.dimension)
        if row.indicator_id != indicator.id or row.dimension == TOTAL or dimension is None:
            continue
        cells = store.cells(indicator.id, place_id=place_id, dimension=dimension.id)
        if not cells:
            continue
        period, _ = choose_period(context, (cell.period for cell in cells))
        groups = groups_of(
            context, indicator, dimension, place_id=place_id, period=period, cells=cells, totals=totals
        )
        gap = groups.gap()
        if gap.people is None or gap.people.value is None or not surely_worse(gap.difference):
            continue
        if gap.people.value > (widest.people or 0):
            widest = Nobodys(indicator, name, gap.people.value, groups.names[gap.group or ""])
    return widest
