"""The `place_compare` station: one indicator in the places inside a place, or around it."""

from dataclasses import dataclass

from datawalk.charts.inputs import Atlas, DotRow, Dots, Strip, StripPoint, Tone
from datawalk.domain.indicators import TOTAL, Indicator
from datawalk.domain.observations import Observation
from datawalk.domain.walks import PlaceCompareStation
from datawalk.measures.gaps import Gap, difference, ratio
from datawalk.screens import format as fmt
from datawalk.screens.axis import axis
from datawalk.screens.context import Context
from datawalk.screens.finding import finding
from datawalk.screens.fitness import refusal
from datawalk.screens.settle import asked_place, choose_period
from datawalk.screens.stations import several
from datawalk.screens.stations.assemble import assemble, cannot_show
from datawalk.screens.stations.cells import (
    cell_line,
    cell_row,
    cell_text,
    dot_text,
    drawn,
    interval_text,
    level_of,
    margin_end,
    method_text,
    reason,
    status,
    table_header,
)
from datawalk.screens.stations.maps import map_of, of_one_level, without_outline
from datawalk.screens.views import Fact, MeasureValue, StationView, TableView

_DOTS_AT_MOST = 10
"""More places than this are drawn on one strip."""


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
    places = _Places(context, indicator, here, total, chosen)
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
            interval_text(first, t=t) if first and len(here) <= _DOTS_AT_MOST else "",
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


@dataclass(frozen=True)
class _Ends:
    """The worst and the best of the places that are sure enough, and the distance between them."""

    worst: Observation
    best: Observation
    apart: Gap


class _Places:
    """The places in one period, and everything said about them."""

    def __init__(
        self,
        context: Context,
        indicator: Indicator,
        cells: dict[str, Observation],
        total: Observation | None,
        chosen: str | None,
    ) -> None:
        self.context, self.t, self.indicator = context, context.t, indicator
        self.cells, self.total, self.chosen = cells, total, chosen
        self.ranked = not context.refuses(indicator, "rank")
        self.favourable = indicator.direction == "higher_is_better"
        self.sure = [cell for cell in cells.values() if status(cell) == "shown"]
        self.ends = self._ends()

    def _value(self, number: float) -> str:
        return fmt.value(number, unit=self.indicator.unit, t=self.t)

    def _name(self, cell: Observation) -> str:
        return self.context.place_name(cell.place_id)

    def _ends(self) -> _Ends | None:
        if len(self.sure) < 2:
            return None
        by_value = sorted(self.sure, key=lambda cell: (cell.estimate or 0.0, self._name(cell)))
        best, worst = (by_value[-1], by_value[0]) if self.favourable else (by_value[0], by_value[-1])
        pair = level_of(worst, self.indicator), level_of(best, self.indicator)
        apart = difference(pair[0], reference=pair[1], favourable=self.favourable)
        times = ratio(pair[0], reference=pair[1], favourable=self.favourable)
        return _Ends(worst, best, Gap(worst.place_id, best.place_id, apart, times))

    def _surely_apart(self) -> bool:
        apart = self.ends.apart.difference if self.ends else None
        return apart is not None and apart.lower is not None and apart.lower > 0

    def ordered(self) -> list[Observation]:
        """By value, the worst first, where the source may rank; else by name. Those without a figure come last."""
        by_name = sorted(self.cells.values(), key=lambda cell: (self._name(cell), cell.place_id))
        if not self.ranked:
            return by_name
        shown = [cell for cell in by_name if drawn(cell)]
        shown.sort(key=lambda cell: cell.estimate or 0.0, reverse=not self.favourable)
        return shown + [cell for cell in by_name if not drawn(cell)]

    def order_text(self) -> str:
        if self.ranked:
            return self.t("By value, the worst first. Places without a figure come last.")
        return f"{self.t('By name.')} {refusal('rank', t=self.t)}"

    def sentences(self) -> tuple[str, ...]:
        """How far apart the places are, and which are not shown."""
        t = self.t
        hidden = [self._name(cell) for cell in self.ordered() if status(cell) == "hidden"]
        withheld = (
            t(
                "Not shown to protect privacy: {places}.",
                places=fmt.listed(hidden, lang=self.context.selection.lang),
            )
            if hidden
            else ""
        )
        if self.ends is None:
            name = self.indicator.name.said(self.context.selection.lang)
            few = t("{indicator}: there are not two places sure enough to compare.", indicator=name)
            return few, withheld
        told = self._ranked_sentences(self.ends) if self.ranked else self._range_sentences(self.ends)
        return *told, withheld

    def _ranked_sentences(self, ends: _Ends) -> tuple[str, ...]:
        """Which places are the ends, and how far they are apart."""
        named = self.t(
            "{indicator}: **{worst_value} in {worst}** and __{best_value} in {best}__.",
            indicator=self.indicator.name.said(self.context.selection.lang),
            worst_value=self._value(ends.worst.estimate or 0.0),
            worst=self._name(ends.worst),
            best_value=self._value(ends.best.estimate or 0.0),
            best=self._name(ends.best),
        )
        return named, self._apart_sentence(ends)

    def _range_sentences(self, ends: _Ends) -> tuple[str, ...]:
        """From the lowest to the highest value, without saying whose they are."""
        t = self.t
        low, high = sorted((ends.worst.estimate or 0.0, ends.best.estimate or 0.0))
        run = t(
            "{indicator}: the places run from __{low}__ to __{high}__.",
            indicator=self.indicator.name.said(self.context.selection.lang),
            low=self._value(low),
            high=self._value(high),
        )
        return run, self._apart_sentence(ends), refusal("rank", t=t)

    def _apart_sentence(self, ends: _Ends) -> str:
        t, unit, apart = self.t, self.indicator.unit, ends.apart.difference
        if apart is None or apart.value is None or apart.lower is None or apart.upper is None:
            return t("The source gives no margin, so we cannot be sure they differ.")
        margin = {
            "points": fmt.difference(apart.value, unit=unit, t=t),
            "low": margin_end(apart.lower, unit=unit, t=t),
            "high": margin_end(apart.upper, unit=unit, t=t),
        }
        if self._surely_apart():
            return t("The two ends are **{points}** apart ({low} to {high}).", **margin)
        return t("__We cannot be sure they differ__: {points}, from {low} to {high}.", **margin)

    def picture(self) -> Atlas:
        cells, line = self.ordered(), None
        line_label = ""
        if self.total and drawn(self.total) and self.total.estimate is not None:
            line = self.total.estimate
            line_label = self.t(
                "Everyone in {place} {value}", place=self._name(self.total), value=self._value(line)
            )
        on_map = map_of(self.context, self.indicator, cells, chosen=self.chosen)
        if len(cells) <= _DOTS_AT_MOST:
            return Atlas(self._dots(cells, line, line_label), on_map)
        return Atlas(self._strip(cells, line, line_label), on_map)

    def _dots(self, cells: list[Observation], line: float | None, line_label: str) -> Dots:
        t, unit = self.t, self.indicator.unit
        values = [v for cell in cells if drawn(cell) for v in (cell.estimate, cell.lower, cell.upper)]
        rows = tuple(
            DotRow(
                label=self._name(cell),
                text=dot_text(cell, unit=unit, t=t),
                tone=self._tone(cell),
                estimate=cell.estimate if drawn(cell) else None,
                lower=cell.lower,
                upper=cell.upper,
                note=reason(cell, t=t) if drawn(cell) else "",
            )
            for cell in cells
        )
        known = [v for v in (*values, line) if v is not None]
        return Dots(axis(known, unit=unit, t=t), rows, line, line_label)

    def _strip(self, cells: list[Observation], line: float | None, line_label: str) -> Strip:
        t, unit = self.t, self.indicator.unit
        points = tuple(
            StripPoint(self._name(cell), cell_text(cell, unit=unit, t=t), cell.estimate, self._tone(cell))
            for cell in cells
            if cell.estimate is not None and drawn(cell)
        )
        values = [*(point.value for point in points), *([line] if line is not None else [])]
        return Strip(axis(values, unit=unit, t=t), points, line, line_label)

    def _tone(self, cell: Observation) -> Tone:
        if not drawn(cell):
            return "hidden"
        if status(cell) == "unreliable":
            return "hollow"
        if self.chosen is not None:
            return "reference" if cell.place_id == self.chosen else "plain"
        if self.ranked and self.ends and self._surely_apart():
            if cell.place_id == self.ends.worst.place_id:
                return "worst"
            return "reference" if cell.place_id == self.ends.best.place_id else "plain"
        return "plain"

    def measures(self) -> tuple[MeasureValue, ...]:
        """The distance between the ends; whose they are, only where the source may rank."""
        ends, unit = self.ends, self.indicator.unit
        if ends is None or ends.apart.difference is None:
            return ()
        apart, times, unit = ends.apart.difference, ends.apart.ratio, "points" if unit == "percent" else unit
        if not self.ranked:
            return (MeasureValue("difference", apart.value, apart.lower, apart.upper, unit, None, None),)
        pair = ends.best.place_id, ends.worst.place_id
        found = [MeasureValue("difference", apart.value, apart.lower, apart.upper, unit, *pair)]
        if times and times.value is not None:
            found.append(MeasureValue("ratio", times.value, times.lower, times.upper, "times", *pair))
        return tuple(found)

    def _with_total(self) -> list[tuple[Observation, str]]:
        rows = [(cell, self._name(cell)) for cell in self.ordered()]
        return [*rows, *([(self.total, self._name(self.total))] if self.total else [])]

    def table(self) -> TableView:
        t, rows = self.t, self._with_total()
        return TableView(
            tuple(cell_row(cell, id=cell.place_id, label=label, t=t) for cell, label in rows),
            table_header(t, first=t("Place")),
            tuple(cell_line(cell, label, unit=self.indicator.unit, t=t) for cell, label in rows),
        )

    def method(self) -> str:
        t, count = self.t, len(self.sure)
        if self.ends is None:
            return ""
        said = [
            t(
                "The two ends are the widest of {n} pairs, picked by looking. So they lie a little too far apart.",
                n=count * (count - 1) // 2,
            )
        ]
        if self.ends.apart.difference and self.ends.apart.difference.lower is not None:
            said.append(t("The places are compared as independent of each other."))
        return " ".join(said)

    def alt(self) -> str:
        unit, t = self.indicator.unit, self.t
        parts = [f"{label}: {cell_text(cell, unit=unit, t=t)}" for cell, label in self._with_total()]
        return f"{self.indicator.name.said(self.context.selection.lang)}. " + "; ".join(parts) + "."
