"""The people of a place by group: what a roster is held against."""

from collections.abc import Mapping
from dataclasses import dataclass

from datawalk.domain.indicators import PER, TOTAL, Dimension, Indicator, is_second_form
from datawalk.domain.periods import Period
from datawalk.screens.context import Context
from datawalk.screens.settle import settle_among


@dataclass(frozen=True)
class Population:
    """The people of a place by group, and the figures they are taken from."""

    indicator: Indicator
    place_id: str
    period: Period
    people: Mapping[str, float]
    everyone: float
    notice: str


def population_of(context: Context, dimension: Dimension, *, named: str | None) -> Population | None:
    """The people by group: of the indicator that is named, else of the one whose newest figures count most of them."""
    store = context.store
    asked = [named] if named else [
        row.indicator_id for row in store.coverage if row.dimension == dimension.id
    ]  # fmt: skip
    found = None
    for key in asked:
        indicator = store.indicators.get(key or "")
        if indicator is None or indicator.unit not in PER or is_second_form(indicator.id, store.indicators):
            continue
        one = _people_of(context, indicator, dimension)
        if one and (found is None or one.everyone > found.everyone):
            found = one
    return found


def _people_of(context: Context, indicator: Indicator, dimension: Dimension) -> Population | None:
    store = context.store
    place_id, notice = settle_among(context, store.places_with_data(indicator.id, dimension=dimension.id))
    if place_id is None:
        return None
    cells = store.cells(indicator.id, place_id=place_id, dimension=dimension.id)
    newest = max(cell.period for cell in cells)
    people = {
        cell.subgroup: cell.denominator
        for cell in cells
        if cell.period == newest and cell.denominator is not None
    }
    totals = store.cells(indicator.id, place_id=place_id, dimension=TOTAL)
    total = next((cell.denominator for cell in totals if cell.period == newest), None)
    everyone = max(total or 0.0, sum(people.values()))
    return Population(indicator, place_id, newest, people, everyone, notice) if everyone else None
