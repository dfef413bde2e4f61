"""The `gap_overview` station: indicators by the groups of one dimension, shaded by distance from the reference."""

from datawalk.domain.indicators import Dimension, Indicator, is_second_form
from datawalk.domain.walks import GapOverviewStation
from datawalk.screens.context import Context
from datawalk.screens.finding import finding
from datawalk.screens.fitness import refusal
from datawalk.screens.settle import choose_period, settle_among
from datawalk.screens.stations import several
from datawalk.screens.stations.assemble import assemble, cannot_show
from datawalk.screens.stations.cells import in_words
from datawalk.screens.stations.groups import Groups, groups_of
from datawalk.screens.stations.overview_grid import overview_grid, overview_table
from datawalk.screens.stations.overview_words import Overview
from datawalk.screens.stations.worked_out import gaps_working
from datawalk.screens.views import StationView

_ROWS_IN_THE_ROOM = 5
"""What fits on a projector beside prompts; a partner alone sees them all, and the table holds them all."""


def load_gap_overview(context: Context, station: GapOverviewStation) -> StationView:
    """Every indicator of the station that has figures by the dimension, the most people behind a gap first."""
    t, store, lang = context.t, context.store, context.selection.lang
    dimension = store.dimensions.get(station.dimension)
    if dimension is None:
        return cannot_show(
            context,
            t(
                "No indicator has figures by group for this station yet. Add a file with figures by group, then build again."
            ),
        )
    asked = _asked(context, station, dimension)
    refused = [one for one in asked if context.refuses(one, "groups")]
    indicators = [one for one in asked if one not in refused]
    left_out = ""
    if refused:
        named = t("Left out: {indicators}.", indicators=several.names(context, refused))
        left_out = f"{named} {refusal('groups', t=t)}"
    with_data = {one.id: store.places_with_data(one.id, dimension=dimension.id) for one in indicators}
    place_id, notice = settle_among(context, set().union(*with_data.values()))
    if place_id is None:
        by = in_words(dimension, lang=lang)
        none = t("There are no figures by {dimension} for this place yet.", dimension=by)
        return cannot_show(context, f"{none} {left_out}".strip())
    shown = [one for one in indicators if place_id in with_data[one.id]]
    overview = Overview(context, dimension, [_row(context, one, dimension, place_id) for one in shown])
    rows = overview.drawn_rows(_ROWS_IN_THE_ROOM if context.in_room else None)
    without = [one for one in indicators if one not in shown] if station.indicators else []
    missing = (
        t("There are no figures here for: {indicators}.", indicators=several.names(context, without))
        if without
        else ""
    )
    periods = {row.period for row in overview.rows}
    when = several.periods_text(context, periods)
    method = f"{overview.method()} {left_out}".strip()
    more = overview.drawable - len(rows)
    return assemble(
        context,
        finding=finding(*overview.sentences()),
        picture=overview_grid(overview, rows),
        place_id=place_id,
        period=next(iter(periods)) if len(periods) == 1 else None,
        when=when,
        measures=overview.measures(),
        table=overview_table(overview),
        method=method,
        cannot_say=t("Why groups fare differently. A group is many people, and no two live the same life."),
        alt=overview.alt(),
        notice=" ".join(part for part in (notice, left_out, missing, overview.hidden_text()) if part),
        footer=context.footer(
            t("Shaded only where the gap is sure."),
            t.plural("One more indicator is in the table.", "{n} more indicators are in the table.", more)
            if more > 0
            else "",
            several.producers(context, shown, when),
        ),
        source=several.shared_source(context, shown),
        facts=several.facts(context, shown, method=method),
        working=gaps_working(
            [
                (f"{overview.name(each.groups)}, {overview.names[each.group]}", each.groups, each.gap)
                for each in overview.widest()
            ]
        ),
    )


def _asked(context: Context, station: GapOverviewStation, dimension: Dimension) -> list[Indicator]:
    """The station's indicators in its order; else all with figures by the dimension, by domain and name."""
    store = context.store
    covered = {row.indicator_id for row in store.coverage if row.dimension == dimension.id}
    if station.indicators:
        chosen = [store.indicators[key] for key in station.indicators if key in store.indicators]
    else:
        found = [store.indicators[key] for key in covered]
        once = [one for one in found if not is_second_form(one.id, context.store.indicators)]
        chosen = several.in_order(context, once)
    return [one for one in chosen if station.domain in (None, one.domain)]


def _row(context: Context, indicator: Indicator, dimension: Dimension, place_id: str) -> Groups:
    cells = context.store.cells(indicator.id, place_id=place_id, dimension=dimension.id)
    period, _ = choose_period(context, (cell.period for cell in cells))
    return groups_of(context, indicator, dimension, place_id=place_id, period=period, cells=cells)
