"""The groups of one dimension in one place and period, and the gaps between them: what every gap station tells of."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from datawalk.domain.indicators import TOTAL, Dimension, Indicator
from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.measures.baseline import Baseline, baseline
from datawalk.measures.compare import Comparison, against_reference
from datawalk.measures.gaps import BEST_RELIABLE, OVERALL, Gap, widest
from datawalk.measures.groups import overlap
from datawalk.measures.levels import Level
from datawalk.measures.result import Estimate
from datawalk.screens.context import Context
from datawalk.screens.stations.cells import drawn, level_of, status

FEW_PEOPLE = "few_people"
"""The flag of people behind a gap who are fewer than a count may be told of."""


@dataclass(frozen=True, eq=False)
class Groups:
    """The cells of one period by group, everyone's, and those of all periods, from which the reference is fixed."""

    context: Context
    indicator: Indicator
    dimension: Dimension
    place_id: str
    period: Period
    cells: dict[str, Observation]
    total: Observation | None
    every_period: dict[Period, dict[str, Observation]]

    @property
    def favourable(self) -> bool:
        return self.indicator.direction == "higher_is_better"

    @cached_property
    def names(self) -> dict[str, str]:
        """The groups' names, and the word for everyone."""
        lang, t = self.context.selection.lang, self.context.t
        named = {group.id: group.name.said(lang).words for group in self.dimension.group}
        return {**named, OVERALL: t("everyone"), TOTAL: t("Everyone")}

    @cached_property
    def ids(self) -> list[str]:
        """The groups with a row, in the dimension's order."""
        return [group.id for group in self.dimension.group if group.id in self.cells]

    @cached_property
    def in_order(self) -> list[str]:
        """Ordered dimensions keep their order; others run from the worst value to the best, hidden ones last by name."""
        if self.dimension.ordered:
            return self.ids
        shown = [key for key in self.ids if drawn(self.cells[key])]
        hidden = [key for key in self.ids if not drawn(self.cells[key])]
        shown.sort(key=lambda key: self.cells[key].estimate or 0.0, reverse=not self.favourable)
        return shown + sorted(hidden, key=self.names.__getitem__)

    @cached_property
    def with_everyone(self) -> list[tuple[str, str, Observation]]:
        """Every row to be told of: its id, its name and its cell; everyone last."""
        rows = [(key, self.names[key], self.cells[key]) for key in self.in_order]
        return [*rows, *([(TOTAL, self.names[TOTAL], self.total)] if self.total else [])]

    @cached_property
    def levels(self) -> dict[str, Level]:
        """Every group's level, blank where it is hidden or missing."""
        return {key: level_of(self.cells[key], self.indicator) for key in self.ids}

    @cached_property
    def sure(self) -> set[str]:
        """The groups that may be compared."""
        return {key for key in self.ids if status(self.cells[key]) == "shown"}

    @cached_property
    def overall(self) -> Level | None:
        """The level of everyone, when it is sure."""
        return level_of(self.total, self.indicator) if self.total and status(self.total) == "shown" else None

    @cached_property
    def hidden(self) -> bool:
        """Whether no group is shown."""
        return bool(self.cells) and all(status(cell) == "hidden" for cell in self.cells.values())

    @property
    def overlap(self) -> bool:
        """Whether some people must be in two of the groups."""
        sizes = [cell.denominator for cell in self.cells.values() if cell.denominator is not None]
        return overlap(sizes, everybody=self.total.denominator if self.total else None)

    @cached_property
    def _baseline(self) -> Baseline | None:
        return baseline(
            [
                {
                    key: level_of(cell, self.indicator)
                    for key, cell in cells.items()
                    if status(cell) == "shown"
                }
                for cells in self.every_period.values()
            ],
            among=[key for key in self.ids if key in self.sure],
            favourable=self.favourable,
        )

    @property
    def fixed_in(self) -> Period | None:
        """The first years with data, by which the groups compared are fixed."""
        return list(self.every_period)[self._baseline.at] if self._baseline else None

    def rule(self, asked: str | None = None) -> str:
        """The reference as declared: the station's, else the indicator's."""
        return asked or self.indicator.reference

    def reference(self, asked: str | None = None) -> str:
        """The reference as measures take it: the best reliable group is fixed by the first years with data."""
        rule = self.rule(asked)
        if rule == BEST_RELIABLE and not self.dimension.ordered and self._baseline:
            return self._baseline.best
        return rule

    def gap(self, *, reference: str | None = None, group: str | None = None) -> Gap:
        """The gap of a group to the reference; of the worst-off group when none is named."""
        if group is not None:
            return self.compared(reference=reference).gaps.get(group) or Gap(reason="group_not_reliable")
        told = widest(
            self.levels,
            reliable=self.sure,
            ordered=self.dimension.ordered,
            favourable=self.favourable,
            reference=self.reference(reference),
            overall=self.overall,
        )
        return self._protected(told)

    def first_gap(self, *, reference: str | None = None, group: str | None = None) -> Gap:
        """The gap of two groups fixed by the first years with data, as it is in this period."""
        fixed = self._baseline.worst if self._baseline and not self.dimension.ordered else None
        if fixed == self.reference(reference):  # the reference is not the best: it was named
            fixed = None
        return self.gap(reference=reference, group=group or fixed)

    def compared(self, *, reference: str | None = None) -> Comparison:
        """The gap of every sure group to the reference."""
        told = against_reference(
            self.levels,
            reliable=self.sure,
            ordered=self.dimension.ordered,
            favourable=self.favourable,
            reference=self.reference(reference),
            overall=self.overall,
        )
        return replace(told, gaps={key: self._protected(gap) for key, gap in told.gaps.items()})

    def _protected(self, gap: Gap) -> Gap:
        """People behind a gap are told as any count is: not when they are too few."""
        people = gap.people
        least = self.context.least_count(self.indicator)
        if people is None or people.value is None or people.value >= least:
            return gap
        return replace(gap, people=Estimate(None, flag=FEW_PEOPLE))


def groups_of(
    context: Context,
    indicator: Indicator,
    dimension: Dimension,
    *,
    place_id: str,
    period: Period,
    cells: Iterable[Observation],
    totals: Iterable[Observation] | None = None,
) -> Groups:
    """The groups of a period out of the cells of all periods. `totals`: those of everyone, where they are read already."""
    by_period: dict[Period, dict[str, Observation]] = {}
    for cell in cells:
        by_period.setdefault(cell.period, {})[cell.subgroup] = cell
    every = dict(sorted(by_period.items(), key=lambda one: (one[0].end, one[0].start)))
    if totals is None:
        totals = context.store.cells(indicator.id, place_id=place_id, dimension=TOTAL)
    total = next((cell for cell in totals if cell.period == period), None)
    return Groups(context, indicator, dimension, place_id, period, every.get(period, {}), total, every)
