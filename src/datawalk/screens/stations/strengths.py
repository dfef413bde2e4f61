"""The `strengths` station: where a place does better than the place around it, or its parts better than the whole."""

from datawalk.domain.indicators import TOTAL, Indicator, is_second_form
from datawalk.domain.observations import Observation
from datawalk.domain.walks import StrengthsStation
from datawalk.measures.parts import advantage
from datawalk.screens.context import Context
from datawalk.screens.finding import finding
from datawalk.screens.settle import choose_period, settle_among
from datawalk.screens.stations import several
from datawalk.screens.stations.assemble import assemble, cannot_show
from datawalk.screens.stations.cells import level_of, status
from datawalk.screens.stations.strengths_words import AgainstParent, BrightSpots, Pair, Worded
from datawalk.screens.views import StationView


def load_strengths(context: Context, station: StrengthsStation) -> StationView:
    """Against the place around it; where that has no figures, the places inside against the place itself."""
    t, store = context.t, context.store
    covered = {row.indicator_id for row in store.coverage if row.dimension == TOTAL}
    indicators = [
        store.indicators[key] for key in covered if station.domain in (None, store.indicators[key].domain)
    ]
    indicators = several.in_order(
        context, [one for one in indicators if not is_second_form(one.id, context.store.indicators)]
    )
    with_data: set[str] = set()
    for one in indicators:
        with_data |= store.places_with_data(one.id, dimension=TOTAL)
    place_id, notice = settle_among(context, with_data)
    if place_id is None:
        return cannot_show(
            context,
            t("No indicator has figures for this station yet. Add a file with figures, then build again."),
        )
    figures = _Figures(context)
    around = store.places[place_id].parent_id
    if around and any(figures.newest(one, around) for one in indicators):
        pairs, hidden = _pairs(figures, indicators, [place_id], around)
        worded: Worded = AgainstParent(context, place_id, around, pairs, hidden, [])
    else:
        inside = context.children(place_id)
        left_out = [one for one in indicators if not context.names_places(one)]
        ranked = [one for one in indicators if one not in left_out]
        pairs, hidden = _pairs(figures, ranked, inside, place_id)
        left_out = [one for one in left_out if any(figures.newest(one, key) for key in inside)]
        worded = BrightSpots(context, place_id, place_id, pairs, hidden, left_out)
    if not pairs:
        parts = worded.nothing(), worded.refusal(), worded.withheld()
        return cannot_show(context, " ".join(part for part in parts if part))
    periods = {pair.here.period for pair in pairs}
    when = several.periods_text(context, periods)
    used = list({pair.indicator.id: pair.indicator for pair in pairs}.values())
    method = f"{worded.method()} {worded.refusal()}".strip()
    return assemble(
        context,
        finding=finding(*worded.sentences()),
        picture=worded.picture(),
        place_id=place_id,
        period=next(iter(periods)) if len(periods) == 1 else None,
        when=when,
        measures=worded.measures(),
        table=worded.table(),
        method=method,
        cannot_say=t("What made the difference, or whether everyone there shares in it."),
        alt=worded.alt(),
        notice=" ".join(part for part in (notice, worded.refusal()) if part),
        footer=context.footer(several.producers(context, used, when)),
        source=several.shared_source(context, used),
        facts=several.facts(context, used, method=method),
    )


class _Figures:
    """Figures for everyone by indicator and place; the newest ones of a place are read at once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._newest: dict[str, dict[str, Observation]] = {}

    def newest(self, indicator: Indicator, place_id: str) -> Observation | None:
        """The figure the station speaks of: the newest, unless the station or the address names a period."""
        context = self._context
        if context.station.period or context.selection.period:
            cells = tuple(context.store.cells(indicator.id, place_id=place_id, dimension=TOTAL))
            period = choose_period(context, (cell.period for cell in cells))[0] if cells else None
            return next((cell for cell in cells if cell.period == period), None)
        if place_id not in self._newest:
            levels = context.store.newest_levels(place_id)
            self._newest[place_id] = {cell.indicator_id: cell for cell in levels}
        return self._newest[place_id].get(indicator.id)

    def same_period(self, cell: Observation, place_id: str) -> Observation | None:
        """The same figure in another place."""
        context = self._context
        newest = self.newest(context.store.indicators[cell.indicator_id], place_id)
        if newest is None or newest.period == cell.period:
            return newest
        cells = context.store.cells(cell.indicator_id, place_id=place_id, dimension=TOTAL)
        return next((each for each in cells if each.period == cell.period), None)


def _pairs(
    figures: _Figures, indicators: list[Indicator], places: list[str], around: str
) -> tuple[list[Pair], int]:
    """Every pair that can be compared, and how many cannot because one side is hidden."""
    pairs, hidden = [], 0
    for indicator in indicators:
        for place_id in places:
            here = figures.newest(indicator, place_id)
            whole = figures.same_period(here, around) if here else None
            if here is None or whole is None:
                continue
            if "hidden" in (status(here), status(whole)):
                hidden += 1
            elif status(here) == status(whole) == "shown":
                ahead = advantage(
                    level_of(here, indicator),
                    whole=level_of(whole, indicator),
                    favourable=indicator.direction == "higher_is_better",
                )
                pairs.append(Pair(indicator, here, whole, ahead))
    return pairs, hidden
