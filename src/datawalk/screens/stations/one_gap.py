"""What the stations about one gap begin with: its indicator, its dimension, its place and the cells of every period."""

from dataclasses import dataclass

from datawalk.domain.indicators import Dimension, Indicator, Use
from datawalk.domain.observations import Observation
from datawalk.domain.walks import OneGapStation
from datawalk.screens.context import Context
from datawalk.screens.fitness import refusal
from datawalk.screens.settle import settle
from datawalk.screens.stations.assemble import cannot_show
from datawalk.screens.stations.cells import in_words
from datawalk.screens.views import StationView


@dataclass(frozen=True)
class OneGap:
    """Every cell of one indicator by one dimension in one place; `notice` says why it is not the place asked for."""

    indicator: Indicator
    dimension: Dimension
    place_id: str
    cells: tuple[Observation, ...]
    notice: str


def one_gap(
    context: Context, station: OneGapStation, *, uses: tuple[Use, ...] = ("groups",)
) -> OneGap | StationView:
    """What the station tells of; or the view that says why it cannot. `uses`: what the figures are needed for."""
    t, store, lang = context.t, context.store, context.selection.lang
    indicator, dimension = store.indicators.get(station.indicator), store.dimensions.get(station.dimension)
    if indicator is None or dimension is None:
        return cannot_show(
            context,
            t(
                "No indicator has figures by group for this station yet. Add a file with figures by group, then build again."
            ),
        )
    name = indicator.name.said(lang)
    for use in uses:
        if context.refuses(indicator, use):
            return cannot_show(context, f"{name}. {refusal(use, t=t)}", indicator=indicator)
    settled = settle(context, indicator_id=indicator.id, dimension=dimension.id)
    if settled is None:
        none = t(
            "There are no figures by {dimension} for this place yet: {indicator}.",
            dimension=in_words(dimension, lang=lang),
            indicator=name,
        )
        return cannot_show(context, none, indicator=indicator)
    return OneGap(indicator, dimension, settled.place_id, settled.cells, settled.notice)
