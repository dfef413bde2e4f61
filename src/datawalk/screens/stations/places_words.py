"""Compared places in words, as dots or a strip, and as a table."""

from dataclasses import dataclass

from datawalk.charts.inputs import Atlas
from datawalk.charts.plotted import SPOKEN, DotRow, Dots, Strip, StripPoint, Tone
from datawalk.domain.indicators import Indicator
from datawalk.domain.observations import Observation
from datawalk.measures.gaps import Gap, difference, ratio
from datawalk.screens import format as fmt
from datawalk.screens.axis import axis
from datawalk.screens.context import Context
from datawalk.screens.fitness import refusal
from datawalk.screens.stations.cells import (
    cell_line,
    cell_row,
    cell_text,
    dot_text,
    drawn,
    level_of,
    margin_end,
    reason,
    status,
    table_header,
)
from datawalk.screens.stations.maps import map_of
from datawalk.screens.stations.marks import judged, mark_said
from datawalk.screens.views import MeasureValue, TableView

DOTS_AT_MOST = 10
"""More places than this are drawn on one strip."""

_READ_AT_MOST = 200
_READ_AT_AN_END = 50
"""Of more places than `_READ_AT_MOST`, the table on the page and the words for a screen reader hold both ends."""


@dataclass(frozen=True)
class _Ends:
    """The worst and the best of the places that are sure enough, and the distance between them."""

    worst: Observation
    best: Observation
    apart: Gap


class Places:
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
        t, shown, there = self.t, len(self._worth_reading()), len(self._with_total())
        cut = ""
        if shown < there:
            cut = t(
                "Of {n} rows the page has the {k} at both ends. The file to download has all.",
                n=fmt.number(there, lang=self.context.selection.lang),
                k=shown,
            )
        if self.ranked:
            return f"{t('By value, the worst first. Places without a figure come last.')} {cut}".strip()
        return f"{t('By name.')} {refusal('rank', t=t)} {cut}".strip()

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
        if len(cells) <= DOTS_AT_MOST:
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
                said=self._said(cell),
                place=cell.place_id,
            )
            for cell in cells
        )
        known = [v for v in (*values, line) if v is not None]
        return Dots(axis(known, unit=unit, t=t), rows, line, line_label, self._rest())

    def _strip(self, cells: list[Observation], line: float | None, line_label: str) -> Strip:
        t, unit = self.t, self.indicator.unit
        points = tuple(
            self._point(cell, cell.estimate, told=len(cells) <= _READ_AT_MOST)
            for cell in cells
            if cell.estimate is not None and drawn(cell)
        )
        values = [*(point.value for point in points), *([line] if line is not None else [])]
        return Strip(axis(values, unit=unit, t=t), points, line, line_label, self._rest())

    def _point(self, cell: Observation, value: float, *, told: bool) -> StripPoint:
        """A place on the strip; of very many, only those that are spoken about have a sentence: `told` is not set."""
        tone, text = self._tone(cell), cell_text(cell, unit=self.indicator.unit, t=self.t)
        said = self._said(cell) if told or tone in SPOKEN else ""
        return StripPoint(self._name(cell), text, value, tone, said, cell.place_id)

    def _said(self, cell: Observation) -> str:
        """A place as a sentence; where the source may rank, whether it surely differs from the best."""
        best, t = self.ends.best if self.ends and self.ranked else None, self.t
        told = judged(cell, best, self._name(best), indicator=self.indicator, t=t) if best else ""
        return mark_said(self._name(cell), cell, unit=self.indicator.unit, t=t, judged=told)

    def _rest(self) -> str:
        """How far the ends are apart, where they surely are."""
        apart = self.ends.apart.difference if self.ends and self._surely_apart() else None
        if apart is None or apart.value is None:
            return ""
        points = fmt.difference(apart.value, unit=self.indicator.unit, t=self.t)
        return self.t("The two ends are {points} apart.", points=points)

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

    def _worth_reading(self) -> list[tuple[Observation, str]]:
        """All rows; of thousands those at both ends, the place asked for and the whole."""
        rows = self._with_total()
        if len(rows) <= _READ_AT_MOST:
            return rows
        middle = rows[_READ_AT_AN_END:-_READ_AT_AN_END]
        own = [(cell, label) for cell, label in middle if cell.place_id == self.chosen]
        return [*rows[:_READ_AT_AN_END], *own, *rows[-_READ_AT_AN_END:]]

    def table(self) -> TableView:
        t, rows = self.t, self._with_total()
        return TableView(
            tuple(cell_row(cell, id=cell.place_id, label=label, t=t) for cell, label in rows),
            table_header(t, first=t("Place")),
            tuple(
                cell_line(cell, label, unit=self.indicator.unit, t=t) for cell, label in self._worth_reading()
            ),
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
        parts = [f"{label}: {cell_text(cell, unit=unit, t=t)}" for cell, label in self._worth_reading()]
        return f"{self.indicator.name.said(self.context.selection.lang)}. " + "; ".join(parts) + "."
