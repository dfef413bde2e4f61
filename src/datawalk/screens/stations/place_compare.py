"""The `place_compare` station: one indicator in the places inside a place, or around it."""

from datawalk.domain.indicators import Indicator
from datawalk.domain.walks import PlaceCompareStation
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.settle import asked_place, choose_period
from datawalk.screens.stations.assemble import assemble, cannot_show
from datawalk.screens.stations.places_beside import Beside, beside
from datawalk.screens.stations.places_drawn import compared
from datawalk.screens.views import Fact, StationView


def load_place_compare(context: Context, station: PlaceCompareStation) -> StationView:
    """The places inside the place asked for; its siblings and itself, marked, when there are none inside."""
    t, store, lang = context.t, context.store, context.selection.lang
    indicator = store.indicators.get(station.indicator)
    if indicator is None:
        return cannot_show(
            context,
            t("No indicator has figures for this station yet. Add a file with figures, then build again."),
        )
    places, chosen = _beside(context, indicator)
    if places is None or len(places.place_ids) < 2:
        return cannot_show(
            context,
            t(
                "There are not two places here with figures to compare: {indicator}.",
                indicator=indicator.name.said(lang),
            ),
            indicator=indicator,
        )
    period, notice = choose_period(context, places.periods)
    shared = compared(places, period, lang)
    told = shared.told
    n = told.total.denominator if told.total else None
    return assemble(
        context,
        finding=told.finding,
        picture=shared.picture(chosen),
        indicator=indicator,
        place_id=places.around,
        period=period,
        measures=told.measures,
        table=shared.table(chosen),
        n=n,
        n_text=t("about {people}", people=fmt.people(n, lang=lang)) if n else "",
        method=told.method,
        alt=shared.alt(chosen),
        notice=" ".join(part for part in (notice, *told.notices) if part),
        footer=context.footer(
            f"{indicator.technical_name.said(lang)}.",
            told.interval_text,
            f"{context.source_of(indicator).producer}, {context.period_text(period)}.",
        ),
        facts=(
            *context.indicator_facts(indicator, n_text="", method=told.method),
            Fact(t("Order of the rows"), shared.order_text(chosen)),
        ),
    )


def _beside(context: Context, indicator: Indicator) -> tuple[Beside | None, str | None]:
    """The places beside each other, and the one of them that was asked for."""
    store, asked = context.store, asked_place(context)
    inside = beside(store, indicator.id, asked)
    if inside.place_ids:
        return inside, None
    place = store.places.get(asked)
    if place is None or place.parent_id is None:
        return None, asked
    return beside(store, indicator.id, place.parent_id, place.level), asked
