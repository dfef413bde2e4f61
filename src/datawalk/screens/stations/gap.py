"""The `gap` station: one indicator over the groups of one dimension."""

from dataclasses import replace

from datawalk.charts.plotted import DotRow, Dots, Tone
from datawalk.domain.observations import Observation
from datawalk.domain.walks import GapStation
from datawalk.measures.compare import Comparison
from datawalk.measures.gaps import OVERALL, Gap
from datawalk.measures.result import leaves_out
from datawalk.screens import format as fmt
from datawalk.screens.axis import axis
from datawalk.screens.context import Context
from datawalk.screens.finding import finding
from datawalk.screens.settle import choose_period
from datawalk.screens.stations.assemble import assemble
from datawalk.screens.stations.cells import (
    cell_line,
    cell_row,
    cell_text,
    dot_text,
    drawn,
    interval_text,
    method_text,
    reason,
    status,
    table_header,
)
from datawalk.screens.stations.gap_words import gap_in_a_line, gap_measures, gap_method, gap_sentences
from datawalk.screens.stations.groups import Groups, groups_of
from datawalk.screens.stations.marks import judged, mark_said
from datawalk.screens.stations.one_gap import one_gap
from datawalk.screens.stations.worked_out import gap_working
from datawalk.screens.views import Fact, StationView, TableView


def load_gap(context: Context, station: GapStation) -> StationView:
    """The groups in one place and period, the widest gap between reliable ones, and the people behind it."""
    t, lang = context.t, context.selection.lang
    asked = one_gap(context, station)
    if isinstance(asked, StationView):
        return asked
    indicator = asked.indicator
    period, when_notice = choose_period(context, (cell.period for cell in asked.cells))
    groups = groups_of(
        context, indicator, asked.dimension, place_id=asked.place_id, period=period, cells=asked.cells
    )
    gap = groups.gap(reference=station.reference)
    first = next((cell for cell in groups.cells.values() if drawn(cell)), None)
    made = method_text(context.kind_of(indicator), first, t=t) if first else ""
    method = f"{made} {gap_method(groups, gap, reference=station.reference)}".strip()
    people = groups.total.denominator if groups.total else None
    return assemble(
        context,
        finding=finding(*gap_sentences(groups, gap)),
        picture=_picture(groups, gap, reference=station.reference) if first else None,
        indicator=indicator,
        place_id=asked.place_id,
        period=period,
        measures=gap_measures(groups, gap),
        table=groups_table(groups),
        n=people,
        n_text=t("about {people}", people=fmt.people(people, lang=lang)) if people else "",
        method=method,
        alt=_alt(groups),
        notice=" ".join(part for part in (asked.notice, when_notice) if part),
        footer=context.footer(
            f"{indicator.technical_name.said(lang)}.",
            interval_text(first, t=t) if first else "",
            f"{context.source_of(indicator).producer}, {context.period_text(period)}.",
        ),
        facts=(
            *context.indicator_facts(indicator, n_text="", method=method),
            Fact(t("Order of the rows"), _order_text(groups)),
        ),
        working=gap_working(groups, gap),
    )


def _order_text(groups: Groups) -> str:
    t = groups.context.t
    if groups.dimension.ordered:
        return t("From the most to the least disadvantaged group.")
    return t("By value, the worst first. Groups without a figure come last.")


def _picture(groups: Groups, gap: Gap, *, reference: str | None) -> Dots:
    t, unit = groups.context.t, groups.indicator.unit
    cells = [groups.cells[key] for key in groups.in_order]
    compared = groups.compared(reference=reference)
    total = groups.total if groups.total and drawn(groups.total) else None
    values = [
        number
        for cell in (*cells, *([total] if total else []))
        if drawn(cell)
        for number in _spread(cell)
        if number is not None
    ]
    rows = tuple(
        DotRow(
            label=groups.names[cell.subgroup],
            text=dot_text(cell, unit=unit, t=t),
            tone=_tone(cell, gap),
            estimate=cell.estimate if drawn(cell) else None,
            lower=cell.lower,
            upper=cell.upper,
            note=reason(cell, t=t) if drawn(cell) else "",
            said=mark_said(
                groups.names[cell.subgroup], cell, unit=unit, t=t, judged=_judged(cell, groups, compared)
            ),
        )
        for cell in cells
    )
    line_label = ""
    if total and total.estimate is not None:
        place = groups.context.place_name(total.place_id)
        line_label = t(
            "Everyone in {place} {value}", place=place, value=fmt.value(total.estimate, unit=unit, t=t)
        )
    scale = axis(values, unit=unit, t=t)
    if any(cell.upper is not None and cell.upper > scale.end for cell in cells):
        cut = t("Dotted bars go on beyond the edge.")
        scale = replace(scale, note=f"{scale.note} {cut}".strip())
    return Dots(scale, rows, total.estimate if total else None, line_label, gap_in_a_line(groups, gap))


def _judged(cell: Observation, groups: Groups, compared: Comparison) -> str:
    """Whether a group surely differs from the one that all gaps are measured from, by the rule of the gaps themselves."""
    t, reference = groups.context.t, compared.reference
    if cell.subgroup == reference:
        told = any(gap.difference and gap.difference.interval for gap in compared.gaps.values())
        return t("The other groups are compared with this one.") if told else ""
    gap = compared.gaps.get(cell.subgroup)
    if gap is None:
        return ""
    other = groups.names[reference or ""]
    if reference == OVERALL:
        other = t("{place} as a whole", place=groups.context.place_name(groups.place_id))
    return judged(gap.difference, other, upward=not groups.favourable, t=t)


def _spread(cell: Observation) -> tuple[float | None, ...]:
    """What the axis must hold: the bar of an unsure figure, which may be as wide as the scale, is cut at its end."""
    return (cell.estimate, cell.lower, cell.upper) if status(cell) == "shown" else (cell.estimate,)


def _tone(cell: Observation, gap: Gap) -> Tone:
    if not drawn(cell):
        return "hidden"
    if status(cell) == "unreliable":
        return "hollow"
    told = leaves_out(gap.difference, 0.0)  # two groups stand out only where they surely differ
    if told and cell.subgroup == gap.group:
        return "worst"
    return "reference" if told and cell.subgroup == gap.reference else "plain"


def groups_table(groups: Groups) -> TableView:
    """Every group's figure, and everyone's."""
    t, unit, rows = groups.context.t, groups.indicator.unit, groups.with_everyone
    return TableView(
        tuple(cell_row(cell, id=key, label=label, t=t) for key, label, cell in rows),
        table_header(t, first=groups.dimension.name.said(groups.context.selection.lang).words),
        tuple(cell_line(cell, label, unit=unit, t=t) for _, label, cell in rows),
    )


def _alt(groups: Groups) -> str:
    unit, t = groups.indicator.unit, groups.context.t
    parts = [f"{label}: {cell_text(cell, unit=unit, t=t)}" for _, label, cell in groups.with_everyone]
    name = groups.indicator.name.said(groups.context.selection.lang)
    return f"{name}. " + "; ".join(parts) + "."
