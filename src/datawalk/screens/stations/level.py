"""The `level` station: one indicator in one place, its parent place beside it, no rank."""

from datawalk.charts.plotted import DotRow, Dots, Tone
from datawalk.domain.indicators import PER, TOTAL, Indicator
from datawalk.domain.observations import Observation
from datawalk.domain.walks import LevelStation
from datawalk.measures.parts import advantage
from datawalk.screens import format as fmt
from datawalk.screens.axis import axis
from datawalk.screens.context import Context
from datawalk.screens.finding import finding
from datawalk.screens.fitness import refusal
from datawalk.screens.settle import choose_period, settle
from datawalk.screens.stations.assemble import assemble, cannot_show
from datawalk.screens.stations.cells import (
    cell_line,
    cell_row,
    cell_text,
    dot_text,
    drawn,
    interval_text,
    level_of,
    method_text,
    reason,
    status,
    table_header,
)
from datawalk.screens.stations.marks import judged, mark_said
from datawalk.screens.views import MeasureValue, StationView, TableView


def load_level(context: Context, station: LevelStation) -> StationView:
    """The place's value with its interval; the parent place is left out when it has none."""
    t, store, lang = context.t, context.store, context.selection.lang
    indicator = store.indicators.get(station.indicator)
    if indicator is None:
        return cannot_show(
            context,
            t("No indicator has figures for this station yet. Add a file with figures, then build again."),
        )
    settled = settle(context, indicator_id=indicator.id)
    if settled is None:
        return cannot_show(
            context,
            t("There are no figures for this place yet: {indicator}.", indicator=indicator.name.said(lang)),
            indicator=indicator,
        )
    period, when_notice = choose_period(context, (cell.period for cell in settled.cells))
    own = next(cell for cell in settled.cells if cell.period == period)
    cells = [own, *_parent_cell(context, indicator, own), *_group_cells(context, indicator, own, station)]
    labels = [_label(context, cell) for cell in cells]
    ids = [cell.place_id if cell.dimension == TOTAL else cell.subgroup for cell in cells]
    rows = tuple(
        cell_row(cell, id=id, label=label, t=t) for cell, id, label in zip(cells, ids, labels, strict=True)
    )
    lines = tuple(
        cell_line(cell, label, unit=indicator.unit, t=t) for cell, label in zip(cells, labels, strict=True)
    )
    shown = drawn(own)
    picture = _picture(cells, labels, indicator, context) if shown else None
    method = method_text(context.kind_of(indicator), own, t=t)
    sentence = _sentence(own, indicator, context)
    n = own.denominator
    n_text = t("about {people}", people=fmt.people(n, lang=lang)) if n else ""
    numbers = "; ".join(
        f"{label}: {cell_text(cell, unit=indicator.unit, t=t)}"
        for cell, label in zip(cells, labels, strict=True)
    )
    refused = station.dimension and context.refuses(indicator, "groups")
    no_groups = refusal("groups", t=t) if refused else ""
    notices = settled.notice, when_notice, no_groups
    return assemble(
        context,
        finding=finding(sentence),
        picture=picture,
        indicator=indicator,
        place_id=own.place_id,
        period=period,
        measures=_measures(own, indicator),
        table=TableView(rows, table_header(t, first=t("Place")), lines),
        n=n,
        n_text=n_text,
        method=f"{method} {no_groups}".strip(),
        alt=f"{indicator.name.said(lang)}. {numbers}.",
        notice=" ".join(part for part in notices if part),
        footer=context.footer(
            f"{indicator.technical_name.said(lang)}.",
            interval_text(own, t=t),
            f"{context.source_of(indicator).producer}, {context.period_text(period)}.",
        ),
    )


def _parent_cell(context: Context, indicator: Indicator, own: Observation) -> list[Observation]:
    place = context.store.places[own.place_id]
    if not place.parent_id:
        return []
    cells = context.store.cells(indicator.id, place_id=place.parent_id, dimension=TOTAL)
    return [cell for cell in cells if cell.period == own.period and drawn(cell)]


def _group_cells(
    context: Context, indicator: Indicator, own: Observation, station: LevelStation
) -> list[Observation]:
    """The groups of the station's dimension, in the dimension's order; none where the source is not for groups."""
    dimension = context.store.dimensions.get(station.dimension or "")
    if dimension is None or context.refuses(indicator, "groups"):
        return []
    cells = context.store.cells(indicator.id, place_id=own.place_id, dimension=dimension.id)
    groups = {cell.subgroup: cell for cell in cells if cell.period == own.period}
    return [groups[group.id] for group in dimension.group if group.id in groups]


def _label(context: Context, cell: Observation) -> str:
    dimension = context.store.dimensions.get(cell.dimension)
    name = dimension.group_name(cell.subgroup) if dimension else None
    return str(name.said(context.selection.lang)) if name else context.place_name(cell.place_id)


def _sentence(own: Observation, indicator: Indicator, context: Context) -> str:
    t, lang = context.t, context.selection.lang
    name, place = indicator.name.said(lang), context.place_name(own.place_id)
    if own.estimate is None or not drawn(own):
        return t(
            "{indicator}, {place}: {reason}.",
            indicator=name,
            place=place,
            reason=cell_text(own, unit=indicator.unit, t=t),
        )
    said = fmt.value(own.estimate, unit=indicator.unit, t=t)
    if own.lower is None or own.upper is None:
        return t("{indicator} in {place}: __{value}__.", indicator=name, place=place, value=said)
    return t(
        "{indicator} in {place}: __{value}__. It could be from {lower} to {upper}.",
        indicator=name,
        place=place,
        value=said,
        lower=fmt.value(own.lower, unit=indicator.unit, t=t),
        upper=fmt.value(own.upper, unit=indicator.unit, t=t),
    )


def _picture(cells: list[Observation], labels: list[str], indicator: Indicator, context: Context) -> Dots:
    t = context.t
    values = [
        v for cell in cells if drawn(cell) for v in (cell.estimate, cell.lower, cell.upper) if v is not None
    ]
    rows = tuple(
        DotRow(
            label=label,
            text=dot_text(cell, unit=indicator.unit, t=t),
            note=reason(cell, t=t) if drawn(cell) else "",
            tone=_tone(cell, first=position == 0),
            estimate=cell.estimate,
            lower=cell.lower,
            upper=cell.upper,
            said=mark_said(
                label, cell, unit=indicator.unit, t=t, judged="" if position else _judged(cells, context)
            ),
            place=cell.place_id if cell.dimension == TOTAL else "",
        )
        for position, (cell, label) in enumerate(zip(cells, labels, strict=True))
    )
    # a share of people is drawn from zero, so that one dot alone still tells much from little
    return Dots(axis([0.0, *values] if indicator.unit in PER else values, unit=indicator.unit, t=t), rows)


def _judged(cells: list[Observation], context: Context) -> str:
    """Whether the place, the first of the cells, surely differs from the place around it, by the rule of what goes well."""
    own, *others = cells
    around = next((one for one in others if one.dimension == TOTAL), None)
    if around is None or not status(own) == status(around) == "shown":
        return ""
    indicator = context.store.indicators[own.indicator_id]
    favourable = indicator.direction == "higher_is_better"
    apart = advantage(level_of(own, indicator), whole=level_of(around, indicator), favourable=favourable)
    return judged(apart, context.place_name(around.place_id), upward=favourable, t=context.t)


def _tone(cell: Observation, *, first: bool) -> Tone:
    if not drawn(cell):
        return "hidden"
    if cell.flag == "unreliable":
        return "hollow"
    return "reference" if first else "plain"


def _measures(own: Observation, indicator: Indicator) -> tuple[MeasureValue, ...]:
    return (MeasureValue("level", own.estimate, own.lower, own.upper, indicator.unit, None, None),)
