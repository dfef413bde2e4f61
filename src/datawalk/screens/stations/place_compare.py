"""The `place_compare` station: one indicator in the places inside a place, or around it."""

from datawalk.domain.indicators import TOTAL, Indicator
from datawalk.domain.walks import PlaceCompareStation
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.finding import finding
from datawalk.screens.settle import asked_place, choose_period
from datawalk.screens.stations import several
from datawalk.screens.stations.assemble import assemble, cannot_show
from datawalk.screens.stations.cells import drawn, interval_text, method_text
from datawalk.screens.stations.maps import of_one_level, without_outline
from datawalk.screens.stations.places_words import DOTS_AT_MOST, Places
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
    around, chosen, place_ids = _places(context, indicator)
    name = indicator.name.said(lang)
    if len(place_ids) < 2:
        return cannot_show(
            context,
            t("There are not two places here with figures to compare: {indicator}.", indicator=name),
            indicator=indicator,
        )
    there = store.periods(indicator.id, place_ids=place_ids, dimension=TOTAL)
    period, notice = choose_period(context, there)
    asked = [*place_ids, *([around] if around else [])]
    cells = store.cells_of_places(indicator.id, place_ids=asked, period=period, dimension=TOTAL)
    found = {cell.place_id: cell for cell in cells}
    here = {key: found[key] for key in place_ids if key in found}
    total = found.get(around or "")
    places = Places(context, indicator, here, total, chosen)
    notices = (
        notice,
        _not_compared(context, indicator, around=around, shown=place_ids),
        without_outline(context, list(here)),
    )
    source = context.source_of(indicator)
    first = next((cell for cell in here.values() if drawn(cell)), None)
    method = " ".join(
        part
        for part in (method_text(context.kind_of(indicator), first, t=t) if first else "", places.method())
        if part
    )
    n = total.denominator if total else None
    return assemble(
        context,
        finding=finding(*places.sentences()),
        picture=places.picture() if first else None,
        indicator=indicator,
        place_id=around or place_ids[0],
        period=period,
        measures=places.measures(),
        table=places.table(),
        n=n,
        n_text=t("about {people}", people=fmt.people(n, lang=lang)) if n else "",
        method=method,
        alt=places.alt(),
        notice=" ".join(part for part in notices if part),
        footer=context.footer(
            f"{indicator.technical_name.said(lang)}.",
            interval_text(first, t=t) if first and len(here) <= DOTS_AT_MOST else "",
            f"{source.producer}, {context.period_text(period)}.",
        ),
        facts=(
            *context.indicator_facts(indicator, n_text="", method=method),
            Fact(t("Order of the rows"), places.order_text()),
        ),
    )


def _places(context: Context, indicator: Indicator) -> tuple[str | None, str | None, list[str]]:
    """The place around those compared, the one of them that was asked for, and their ids by name."""
    with_data = context.store.places_with_data(indicator.id, dimension=TOTAL)
    asked = asked_place(context)
    inside = of_one_level(
        [key for key in context.children(asked) if key in with_data], places=context.store.places
    )
    if inside:
        return asked, None, inside
    place = context.store.places.get(asked)
    around = place.parent_id if place else None
    siblings = [key for key in context.children(around) if key in with_data] if around else []
    alike = [key for key in siblings if place and context.store.places[key].level == place.level]
    return around, asked, alike


def _not_compared(context: Context, indicator: Indicator, *, around: str | None, shown: list[str]) -> str:
    """Which places with figures lie across those compared, and are therefore left out."""
    left_out = context.store.places_with_data(indicator.id, dimension=TOTAL) - set(shown)
    siblings = context.children(around) if around else []
    others = [context.place_name(key) for key in siblings if key in left_out]
    if not others:
        return ""
    named = several.first_few(context, others)
    return context.t("Left out, because they lie across these places: {places}.", places=named)
