"""The `gap` station: one indicator over the groups of one dimension."""

from datawalk.charts.inputs import DotRow, Dots, Tone
from datawalk.domain.indicators import TOTAL, Dimension, Indicator
from datawalk.domain.observations import Observation
from datawalk.domain.walks import GapStation
from datawalk.measures.gaps import OVERALL, Gap, widest
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
    in_words,
    interval_text,
    level_of,
    margin_end,
    method_text,
    reason,
    status,
    table_header,
)
from datawalk.screens.views import Fact, MeasureValue, StationView, TableView

_RATIO_WORTH_SAYING = 1.2
"""Below this a ratio is not put in words (statistics 1.7)."""


def load_gap(context: Context, station: GapStation) -> StationView:
    """The groups in one place and period, the widest gap between reliable ones, and the people behind it."""
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
    if context.refuses(indicator, "groups"):
        return cannot_show(context, f"{name}. {refusal('groups', t=t)}", indicator=indicator)
    settled = settle(context, indicator_id=indicator.id, dimension=dimension.id)
    if settled is None:
        return cannot_show(
            context,
            t(
                "There are no figures by {dimension} for this place yet: {indicator}.",
                dimension=in_words(dimension, lang=lang),
                indicator=name,
            ),
            indicator=indicator,
        )
    period, when_notice = choose_period(context, (cell.period for cell in settled.cells))
    cells = {cell.subgroup: cell for cell in settled.cells if cell.period == period}
    totals = store.cells(indicator.id, place_id=settled.place_id, dimension=TOTAL)
    total = next((cell for cell in totals if cell.period == period), None)
    groups = _Groups(context, indicator, dimension, cells, total)
    gap = groups.gap(station.reference)
    source = context.source_of(indicator)
    first = next((cell for cell in cells.values() if drawn(cell)), None)
    method = " ".join(
        part
        for part in (method_text(context.kind_of(indicator), first, t=t) if first else "", groups.method(gap))
        if part
    )
    return assemble(
        context,
        finding=finding(*groups.sentences(gap)),
        picture=groups.picture(gap) if first else None,
        indicator=indicator,
        place_id=settled.place_id,
        period=period,
        measures=groups.measures(gap),
        table=groups.table(gap),
        n=total.denominator if total else None,
        n_text=t("about {people}", people=fmt.people(total.denominator, lang=lang))
        if total and total.denominator
        else "",
        method=method,
        alt=groups.alt(gap),
        notice=" ".join(part for part in (settled.notice, when_notice) if part),
        footer=context.footer(
            f"{indicator.technical_name.said(lang)}.",
            interval_text(first, t=t) if first else "",
            f"{source.producer}, {context.period_text(period)}.",
        ),
        facts=(
            *context.indicator_facts(indicator, n_text="", method=method),
            Fact(t("Order of the rows"), groups.order_text()),
        ),
    )


class _Groups:
    """The groups of one place and period, and everything said about them."""

    def __init__(
        self,
        context: Context,
        indicator: Indicator,
        dimension: Dimension,
        cells: dict[str, Observation],
        total: Observation | None,
    ) -> None:
        self.context, self.t = context, context.t
        self.indicator, self.dimension = indicator, dimension
        self.cells, self.total = cells, total
        self.names = {group.id: str(group.name.said(context.selection.lang)) for group in dimension.group}

    @property
    def favourable(self) -> bool:
        return self.indicator.direction == "higher_is_better"

    def ordered_ids(self) -> list[str]:
        """Ordered dimensions keep their order; others run from the worst value to the best, hidden ones last by name."""
        present = [group.id for group in self.dimension.group if group.id in self.cells]
        if self.dimension.ordered:
            return present
        shown = [key for key in present if drawn(self.cells[key])]
        hidden = [key for key in present if not drawn(self.cells[key])]
        shown.sort(key=lambda key: self.cells[key].estimate or 0.0, reverse=not self.favourable)
        return shown + sorted(hidden, key=lambda key: self.names[key])

    def order_text(self) -> str:
        if self.dimension.ordered:
            return self.t("From the most to the least disadvantaged group.")
        return self.t("By value, the worst first. Groups without a figure come last.")

    def gap(self, reference: str | None) -> Gap:
        """The pair the station speaks of: the station's reference, else the indicator's."""
        ids = [group.id for group in self.dimension.group if group.id in self.cells]
        levels = {key: level_of(self.cells[key], self.indicator) for key in ids}
        overall = (
            level_of(self.total, self.indicator) if self.total and status(self.total) == "shown" else None
        )
        return widest(
            levels,
            reliable={key for key in ids if status(self.cells[key]) == "shown"},
            ordered=self.dimension.ordered,
            favourable=self.favourable,
            reference=reference or self.indicator.reference,
            overall=overall,
        )

    def _name(self, key: str | None) -> str:
        if key == OVERALL:
            return self.t("everyone")
        return self.names.get(key or "", key or "")

    def sentences(self, gap: Gap) -> tuple[str, ...]:
        """The finding: who fares how much worse, with its margin; then the people behind the gap."""
        t, unit = self.t, self.indicator.unit
        distance = gap.difference
        if distance is None or distance.value is None:
            return (self._no_gap(),)
        if distance.lower is None or distance.upper is None:
            return (t("The source gives no margin for these figures, so no gap is stated."),)
        points = {
            "points": fmt.difference(distance.value, unit=unit, t=t),
            "low": margin_end(distance.lower, unit=unit, t=t),
            "high": margin_end(distance.upper, unit=unit, t=t),
        }
        group, reference = self._name(gap.group), self._name(gap.reference)
        if distance.lower <= 0 <= distance.upper:
            return (
                t(
                    "__We cannot be sure there is a gap__ between {group} and {reference}: {points}, from {low} to {high}.",
                    group=group,
                    reference=reference,
                    **points,
                ),
            )
        if distance.value < 0:
            return (
                t(
                    "The gap runs the other way: {group} fares better than {reference} by **{points}** ({low} to {high}).",
                    group=group,
                    reference=reference,
                    **points,
                ),
            )
        return (self._gap_sentence(gap, group, reference, points), self._people_sentence(gap))

    def _gap_sentence(self, gap: Gap, group: str, reference: str, points: dict[str, str]) -> str:
        t, lang, relative = self.t, self.context.selection.lang, gap.ratio
        if (
            relative
            and relative.value
            and relative.lower
            and relative.upper
            and relative.value >= _RATIO_WORTH_SAYING
        ):
            high, low = (reference, group) if self.favourable else (group, reference)
            return t(
                "The figure for {high_group} is **{times}** that of {low_group} ({ratio_low} to {ratio_high}), "
                "a gap of **{points}** ({low} to {high}).",
                high_group=high,
                low_group=low,
                times=fmt.times(relative.value, t=t),
                ratio_low=fmt.bare_times(relative.lower, lang=lang),
                ratio_high=fmt.bare_times(relative.upper, lang=lang),
                **points,
            )
        return t(
            "{group} and {reference} are **{points}** apart ({low} to {high}).",
            group=group,
            reference=reference,
            **points,
        )

    def _people_sentence(self, gap: Gap) -> str:
        people, lang = gap.people, self.context.selection.lang
        if people is None or people.value is None or people.lower is None or people.upper is None:
            return ""
        return self.t(
            "Closing it would change this for about **{people} people** ({low} to {high}).",
            people=fmt.people(people.value, lang=lang),
            low=fmt.people(people.lower, lang=lang),
            high=fmt.people(people.upper, lang=lang),
        )

    def _no_gap(self) -> str:
        t = self.t
        name = self.indicator.name.said(self.context.selection.lang)
        by = in_words(self.dimension, lang=self.context.selection.lang)
        if self.cells and all(status(cell) == "hidden" for cell in self.cells.values()):
            first = t(
                "{indicator} by {dimension}: __not shown to protect privacy__.", indicator=name, dimension=by
            )
            second = t("At least one group is so small that its people could be found.")
            if self.total and self.total.estimate is not None and status(self.total) == "shown":
                overall = fmt.value(self.total.estimate, unit=self.indicator.unit, t=t)
                return f"{first} {second} " + t("For everyone it is __{value}__.", value=overall)
            return f"{first} {second}"
        return t(
            "{indicator} by {dimension}: there are not two groups sure enough to compare.",
            indicator=name,
            dimension=by,
        )

    def picture(self, gap: Gap) -> Dots:
        t, unit = self.t, self.indicator.unit
        cells = [self.cells[key] for key in self.ordered_ids()]
        total = self.total if self.total and drawn(self.total) else None
        with_numbers = [*cells, *([total] if total else [])]
        values = [
            v
            for cell in with_numbers
            if drawn(cell)
            for v in (cell.estimate, cell.lower, cell.upper)
            if v is not None
        ]
        rows = tuple(
            DotRow(
                label=self._name(cell.subgroup),
                text=dot_text(cell, unit=unit, t=t),
                tone=self._tone(cell, gap),
                estimate=cell.estimate if drawn(cell) else None,
                lower=cell.lower,
                upper=cell.upper,
                note=reason(cell, t=t) if drawn(cell) else "",
            )
            for cell in cells
        )
        line_label = ""
        if total and total.estimate is not None:
            place = self.context.place_name(total.place_id)
            line_label = t(
                "Everyone in {place} {value}", place=place, value=fmt.value(total.estimate, unit=unit, t=t)
            )
        return Dots(axis(values, unit=unit, t=t), rows, total.estimate if total else None, line_label)

    def _tone(self, cell: Observation, gap: Gap) -> Tone:
        if not drawn(cell):
            return "hidden"
        if status(cell) == "unreliable":
            return "hollow"
        sure = gap.difference is not None and gap.difference.value is not None
        if sure and cell.subgroup == gap.group:
            return "worst"
        return "reference" if sure and cell.subgroup == gap.reference else "plain"

    def measures(self, gap: Gap) -> tuple[MeasureValue, ...]:
        named = (
            (
                "difference",
                gap.difference,
                "points" if self.indicator.unit == "percent" else self.indicator.unit,
            ),
            ("ratio", gap.ratio, "times"),
            ("people", gap.people, "people"),
        )
        return tuple(
            MeasureValue(name, e.value, e.lower, e.upper, unit, gap.reference, gap.group)
            for name, e, unit in named
            if e is not None
        )

    def _order_with_total(self) -> list[tuple[str, str, Observation]]:
        rows = [(key, self._name(key), self.cells[key]) for key in self.ordered_ids()]
        return [*rows, *([(TOTAL, self.t("Everyone"), self.total)] if self.total else [])]

    def table(self, gap: Gap) -> TableView:
        t = self.t
        rows = self._order_with_total()
        return TableView(
            tuple(cell_row(cell, id=key, label=label, t=t) for key, label, cell in rows),
            table_header(t, first=str(self.dimension.name.said(self.context.selection.lang))),
            tuple(cell_line(cell, label, unit=self.indicator.unit, t=t) for _, label, cell in rows),
        )

    def method(self, gap: Gap) -> str:
        if gap.difference is None or gap.difference.value is None:
            return ""
        return self.t(
            "The gap is between {group} and {reference}.",
            group=self._name(gap.group),
            reference=self._name(gap.reference),
        )

    def alt(self, gap: Gap) -> str:
        unit, t = self.indicator.unit, self.t
        parts = [f"{label}: {cell_text(cell, unit=unit, t=t)}" for _, label, cell in self._order_with_total()]
        name = self.indicator.name.said(self.context.selection.lang)
        return f"{name}. " + "; ".join(parts) + "."
