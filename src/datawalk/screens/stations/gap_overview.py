"""The `gap_overview` station: indicators by the groups of one dimension, shaded by distance from the reference."""

from dataclasses import dataclass

from datawalk.charts.inputs import Grid, GridCell, GridRow, GridTone
from datawalk.domain.indicators import TOTAL, Dimension, Indicator, is_second_form
from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.domain.text import Language
from datawalk.domain.walks import GapOverviewStation
from datawalk.measures.compare import Comparison, against_reference, farness, surely_worse
from datawalk.measures.gaps import BEST_RELIABLE, OVERALL, Gap
from datawalk.measures.result import Estimate
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.finding import finding
from datawalk.screens.fitness import refusal
from datawalk.screens.settle import choose_period, settle_among
from datawalk.screens.stations import several
from datawalk.screens.stations.assemble import assemble, cannot_show
from datawalk.screens.stations.cells import (
    cell_line,
    cell_row,
    cell_text,
    dot_text,
    drawn,
    in_words,
    level_of,
    margin_end,
    reason,
    status,
    table_header,
)
from datawalk.screens.views import MeasureValue, StationView, TableView

_SPOKEN_OF = 3
_ROWS_IN_THE_ROOM = 5
"""What fits on a projector beside prompts; a partner alone sees them all, and the table holds them all."""
_TONES: dict[int, GridTone] = {0: "plain", 1: "far", 2: "farther", 3: "farthest"}


@dataclass(frozen=True)
class _Row:
    """One indicator in the place and its newest period: its groups by id, everyone, and the gaps to the reference."""

    indicator: Indicator
    period: Period
    cells: dict[str, Observation]
    total: Observation | None
    compared: Comparison

    @property
    def hidden(self) -> bool:
        """Whether no group of it is shown."""
        return all(status(cell) == "hidden" for cell in self.cells.values())


@dataclass(frozen=True)
class _Found:
    """One group that surely fares worse than its reference."""

    row: _Row
    group: str
    gap: Gap


def load_gap_overview(context: Context, station: GapOverviewStation) -> StationView:
    """Every indicator of the station that has figures by the dimension, and the widest gaps among them."""
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
    by = in_words(dimension, lang=lang)
    with_data = {one.id: store.places_with_data(one.id, dimension=dimension.id) for one in indicators}
    place_id, notice = settle_among(context, set().union(*with_data.values()))
    if place_id is None:
        none = t("There are no figures by {dimension} for this place yet.", dimension=by)
        return cannot_show(context, f"{none} {left_out}".strip())
    shown = [one for one in indicators if place_id in with_data[one.id]]
    rows = [_row(context, one, dimension, place_id) for one in shown]
    without = [one for one in indicators if one not in shown] if station.indicators else []
    missing = (
        t("There are no figures here for: {indicators}.", indicators=several.names(context, without))
        if without
        else ""
    )
    worded = _Worded(context, dimension, place_id, rows)
    in_room = bool(context.walk_id) and not station.desk
    told = [row for row in rows if not row.hidden]
    drawn_rows = worded.widest_rows(_ROWS_IN_THE_ROOM) if in_room else told or rows
    more = len(told or rows) - len(drawn_rows)
    hidden = (
        t(
            "Not shown to protect privacy: {indicators}.",
            indicators=several.names(context, [row.indicator for row in rows if row.hidden]),
        )
        if told and len(told) < len(rows)
        else ""
    )
    periods = {row.period for row in rows}
    when = several.periods_text(context, periods)
    method = f"{worded.method()} {left_out}".strip()
    return assemble(
        context,
        finding=finding(*worded.sentences()),
        picture=worded.picture(drawn_rows),
        place_id=place_id,
        period=next(iter(periods)) if len(periods) == 1 else None,
        when=when,
        measures=worded.measures(),
        table=worded.table(),
        method=method,
        cannot_say=t("Why groups fare differently. A group is many people, and no two live the same life."),
        alt=worded.alt(),
        notice=" ".join(part for part in (notice, left_out, missing, hidden) if part),
        footer=context.footer(
            t("Shaded only where the gap is sure."),
            t.plural("One more indicator is in the table.", "{n} more indicators are in the table.", more)
            if more > 0
            else "",
            several.producers(context, shown, when),
        ),
        source=several.shared_source(context, shown),
        facts=several.facts(context, shown, method=method),
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


def _row(context: Context, indicator: Indicator, dimension: Dimension, place_id: str) -> _Row:
    store = context.store
    all_cells = tuple(store.cells(indicator.id, place_id=place_id, dimension=dimension.id))
    period, _ = choose_period(context, (cell.period for cell in all_cells))
    cells = {cell.subgroup: cell for cell in all_cells if cell.period == period}
    totals = store.cells(indicator.id, place_id=place_id, dimension=TOTAL)
    total = next((cell for cell in totals if cell.period == period), None)
    ids = [group.id for group in dimension.group if group.id in cells]
    compared = against_reference(
        {key: level_of(cells[key], indicator) for key in ids},
        reliable={key for key in ids if status(cells[key]) == "shown"},
        ordered=dimension.ordered,
        favourable=indicator.direction == "higher_is_better",
        reference=indicator.reference,
        overall=level_of(total, indicator) if total and status(total) == "shown" else None,
    )
    return _Row(indicator, period, cells, total, compared)


class _Worded:
    """The rows in words."""

    def __init__(self, context: Context, dimension: Dimension, place_id: str, rows: list[_Row]) -> None:
        self.context, self.t = context, context.t
        self.lang: Language = context.selection.lang
        self.dimension, self.place_id, self.rows = dimension, place_id, rows
        present = {key for row in rows for key in row.cells}
        self.groups = [group.id for group in dimension.group if group.id in present]
        self.names = {group.id: group.name.said(self.lang).words for group in dimension.group}
        self.with_everyone = any(row.compared.reference == OVERALL for row in rows)
        self.found = [
            _Found(row, group, gap)
            for row in rows
            for group, gap in row.compared.gaps.items()
            if surely_worse(gap.difference)
        ]

    def _by_people(self) -> list[_Found]:
        counted = [each for each in self.found if _whole(each.gap.people)]
        return sorted(counted, key=lambda each: -((each.gap.people and each.gap.people.value) or 0.0))

    def _widest(self) -> list[_Found]:
        """The widest in people; where no people can be counted, the widest by ratio."""
        by_people = self._by_people()
        if by_people:
            return by_people[:_SPOKEN_OF]
        return sorted(self.found, key=lambda each: -((each.gap.ratio and each.gap.ratio.value) or 0.0))[
            :_SPOKEN_OF
        ]

    def widest_rows(self, count: int) -> list[_Row]:
        """The rows with the widest gaps in people, then those with other sure gaps, in the order of all rows."""
        first = [each.row for each in (*self._by_people(), *self.found)]
        first += [row for row in self.rows if row not in first and not row.hidden]
        first += [row for row in self.rows if not first]
        chosen = list(dict.fromkeys(row.indicator.id for row in first))[:count]
        return [row for row in self.rows if row.indicator.id in chosen]

    def sentences(self) -> tuple[str, ...]:
        """How many gaps are sure, and the widest of them."""
        t = self.t
        if not self.found:
            return (self._none_sure(),)
        gaps = "; ".join(self._told(each) for each in self._widest())
        count = t.plural("One gap here is sure.", "{n} gaps here are sure.", len(self.found))
        if not self._by_people():
            return count, t("The widest: {gaps}.", gaps=gaps)
        if len(self.found) == 1:
            return count, t("The people behind it: {gaps}.", gaps=gaps)
        return count, t("The gaps with most people behind them: {gaps}.", gaps=gaps)

    def _told(self, each: _Found) -> str:
        t, indicator = self.t, each.row.indicator
        named = {"indicator": indicator.name.said(self.lang).words, "group": self.names[each.group]}
        people, apart = each.gap.people, each.gap.difference
        if people and people.value is not None and people.lower is not None and people.upper is not None:
            return t(
                "{indicator}, {group}, **about {people} people** ({low} to {high})",
                people=fmt.people(people.value, lang=self.lang),
                low=fmt.people(people.lower, lang=self.lang),
                high=fmt.people(people.upper, lang=self.lang),
                **named,
            )
        apart = apart or Estimate(None)
        return t(
            "{indicator}, {group}, **{points}** ({low} to {high})",
            points=fmt.difference(apart.value or 0.0, unit=indicator.unit, t=t),
            low=margin_end(apart.lower or 0.0, unit=indicator.unit, t=t),
            high=margin_end(apart.upper or 0.0, unit=indicator.unit, t=t),
            **named,
        )

    def _none_sure(self) -> str:
        t, by = self.t, in_words(self.dimension, lang=self.lang)
        cells = [cell for row in self.rows for cell in row.cells.values()]
        if all(status(cell) == "hidden" for cell in cells):
            first = t("The figures by {dimension} are __not shown to protect privacy__.", dimension=by)
            return first + " " + t("At least one group is so small that its people could be found.")
        gaps = [gap for row in self.rows for gap in row.compared.gaps.values()]
        if not gaps:
            return t("By {dimension}, there are not two groups sure enough to compare.", dimension=by)
        if all(gap.difference is None or gap.difference.lower is None for gap in gaps):
            return t("The source gives no margin for these figures, so no gap is stated.")
        return t("__We cannot be sure of any gap here.__ Each difference may be chance.")

    def picture(self, drawn_rows: list[_Row]) -> Grid:
        t = self.t
        rows = tuple(
            GridRow(
                row.indicator.name.said(self.lang).words,
                tuple(self._cell(row, key) for key in self._columns()),
                several.row_note(self.context, row.indicator, row.period),
            )
            for row in drawn_rows
        )
        columns = tuple(t("Everyone") if key == TOTAL else self.names[key] for key in self._columns())
        used = {cell.tone for row in rows for cell in row.cells}
        meanings: tuple[tuple[GridTone, str], ...] = (
            ("best", t("compared with this group")),
            ("far", t("1.2 times or more")),
            ("farther", t("1.5 times or more")),
            ("farthest", t("twice or more")),
            ("hollow", t("Too few people to be sure")),
        )
        return Grid(
            t("Indicator"), columns, rows, tuple((tone, text) for tone, text in meanings if tone in used)
        )

    def _columns(self) -> list[str]:
        return [*self.groups, *([TOTAL] if self.with_everyone else [])]

    def _cell(self, row: _Row, key: str) -> GridCell:
        t, unit = self.t, row.indicator.unit
        cell = row.total if key == TOTAL else row.cells.get(key)
        if cell is None:
            return GridCell(t("No figure in the source"), "missing")
        text = dot_text(cell, unit=unit, t=t)
        if not drawn(cell):
            return GridCell(text, "hidden" if status(cell) == "hidden" else "missing")
        if status(cell) == "unreliable":
            return GridCell(text, "hollow", reason(cell, t=t))
        if row.compared.reference == (OVERALL if key == TOTAL else key):
            best = row.indicator.reference == BEST_RELIABLE and not self.dimension.ordered
            return GridCell(text, "best", t("best") if best else t("reference"))
        gap = row.compared.gaps.get(key)
        far = farness(gap, unit=unit) if gap else 0
        return GridCell(text, _TONES[far], self._distance(gap, row.indicator) if gap and far else "")

    def _distance(self, gap: Gap, indicator: Indicator) -> str:
        if indicator.unit not in ("years", "index") and gap.ratio and gap.ratio.value:
            return fmt.times(gap.ratio.value, t=self.t)
        value = gap.difference.value if gap.difference else None
        return fmt.difference(value or 0.0, unit=indicator.unit, t=self.t)

    def measures(self) -> tuple[MeasureValue, ...]:
        """The gaps the finding names; `group` is the id of the table's row."""
        found = []
        for each in self._widest():
            unit = each.row.indicator.unit
            named = (
                ("people", each.gap.people, "people"),
                ("difference", each.gap.difference, "points" if unit == "percent" else unit),
                ("ratio", each.gap.ratio, "times"),
            )
            found += [
                MeasureValue(
                    name,
                    e.value,
                    e.lower,
                    e.upper,
                    said,
                    each.gap.reference,
                    f"{each.row.indicator.id}/{each.group}",
                )
                for name, e, said in named
                if e is not None and e.value is not None
            ]
        return tuple(found)

    def table(self) -> TableView:
        t = self.t
        rows, lines = [], []
        for row in self.rows:
            name = row.indicator.name.said(self.lang).words
            for key in self._columns():
                cell = row.total if key == TOTAL else row.cells.get(key)
                if cell is None:
                    continue
                group = t("Everyone") if key == TOTAL else self.names[key]
                gap = row.compared.gaps.get(key)
                numbers = cell_row(cell, id=f"{row.indicator.id}/{key}", label=f"{name}: {group}", t=t)
                apart, times = (gap.difference, gap.ratio) if gap else (None, None)
                rows.append(
                    {
                        **numbers,
                        "indicator": row.indicator.id,
                        "group": key,
                        "period": str(row.period),
                        "difference": apart.value if apart else None,
                        "ratio": times.value if times else None,
                    }
                )
                line = cell_line(cell, group, unit=row.indicator.unit, t=t)
                lines.append((name, *line[:-1], self._line_gap(gap, row.indicator), line[-1]))
        header = table_header(t, first=self.dimension.name.said(self.lang).words)
        return TableView(
            tuple(rows), (t("Indicator"), *header[:-1], t("Difference"), header[-1]), tuple(lines)
        )

    def _line_gap(self, gap: Gap | None, indicator: Indicator) -> str:
        if gap is None or gap.difference is None or gap.difference.value is None:
            return "–"
        said = margin_end(gap.difference.value, unit=indicator.unit, t=self.t)
        if gap.difference.lower is None or gap.difference.upper is None:
            return said
        low, high = (
            margin_end(end, unit=indicator.unit, t=self.t)
            for end in (gap.difference.lower, gap.difference.upper)
        )
        return f"{said} ({low} – {high})"

    def method(self) -> str:
        t = self.t
        said = [
            t("Each group is compared with its indicator's reference group, in the newest period."),
            t(
                "A cell is shaded when the group surely fares worse: the interval of the difference leaves out 0."
            ),
            t("Steps are 1.2, 1.5 and 2 times the reference; for years, 1, 2 and 5 years."),
            t(
                "The widest gaps are picked by looking at {n} of them, so some may look sure by chance.",
                n=self._looked_at(),
            ),
        ]
        if self._by_people():
            said.append(t("One person can be behind several gaps, so the people must not be added up."))
        return " ".join(said)

    def _looked_at(self) -> int:
        return sum(len(row.compared.gaps) for row in self.rows)

    def alt(self) -> str:
        t, parts = self.t, []
        for row in self.rows:
            cells = "; ".join(
                f"{self.names[key]}: {cell_text(row.cells[key], unit=row.indicator.unit, t=t)}"
                for key in self.groups
                if key in row.cells
            )
            parts.append(f"{row.indicator.name.said(self.lang)}. {cells}.")
        return " ".join(parts)


def _whole(estimate: Estimate | None) -> bool:
    """Whether a value stands with both ends of its interval."""
    return (
        estimate is not None
        and estimate.value is not None
        and estimate.lower is not None
        and estimate.upper is not None
    )
