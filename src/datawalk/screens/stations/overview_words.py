"""Many gaps in words: how many are sure, and which have most people behind them."""

from dataclasses import dataclass
from functools import cached_property

from datawalk.domain.indicators import Dimension
from datawalk.domain.text import Language
from datawalk.measures.compare import Comparison, surely_worse
from datawalk.measures.gaps import OVERALL, Gap
from datawalk.measures.result import Estimate
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.stations import several
from datawalk.screens.stations.cells import cell_text, in_words, margin_end
from datawalk.screens.stations.gap_words import gap_measures
from datawalk.screens.stations.groups import Groups
from datawalk.screens.views import MeasureValue

_SPOKEN_OF = 3


@dataclass(frozen=True)
class SureGap:
    """One group that surely fares worse than its reference."""

    groups: Groups
    group: str
    gap: Gap

    @property
    def people(self) -> float | None:
        """The people behind it, where they are known with their margin."""
        people = self.gap.people
        return people.value if people is not None and people.interval is not None else None


class Overview:
    """The rows of an overview, those with most people behind a sure gap first."""

    def __init__(self, context: Context, dimension: Dimension, rows: list[Groups]) -> None:
        self.context, self.t, self.dimension = context, context.t, dimension
        self.lang: Language = context.selection.lang
        self.compared: dict[str, Comparison] = {row.indicator.id: row.compared() for row in rows}
        self.found = [
            SureGap(row, group, gap)
            for row in rows
            for group, gap in self.compared[row.indicator.id].gaps.items()
            if surely_worse(gap.difference)
        ]
        most: dict[str, float] = {}
        for each in self.found:
            id_ = each.groups.indicator.id
            most[id_] = max(most.get(id_, 0.0), each.people or 0.0)
        self.rows = sorted(rows, key=lambda row: (row.hidden, -most.get(row.indicator.id, -1.0)))

    @cached_property
    def names(self) -> dict[str, str]:
        """The groups' names."""
        return {group.id: group.name.said(self.lang).words for group in self.dimension.group}

    @cached_property
    def group_ids(self) -> list[str]:
        """The groups that any row has, in the dimension's order."""
        present = {key for row in self.rows for key in row.cells}
        return [group.id for group in self.dimension.group if group.id in present]

    @cached_property
    def with_everyone(self) -> bool:
        """Whether a row has a figure for everyone."""
        return any(row.total is not None for row in self.rows)

    @cached_property
    def _told(self) -> list[Groups]:
        """The rows with a figure to show; all, where there is none."""
        return [row for row in self.rows if not row.hidden] or self.rows

    @property
    def drawable(self) -> int:
        """How many rows could be drawn."""
        return len(self._told)

    def drawn_rows(self, most: int | None) -> list[Groups]:
        """The rows of the picture, at most so many."""
        return self._told[:most]

    def name(self, row: Groups) -> str:
        return row.indicator.name.said(self.lang).words

    def hidden_text(self) -> str:
        """Which rows are wholly hidden, where others are not."""
        hidden = [row.indicator for row in self.rows if row.hidden]
        if not hidden or len(hidden) == len(self.rows):
            return ""
        return self.t(
            "Not shown to protect privacy: {indicators}.", indicators=several.names(self.context, hidden)
        )

    @cached_property
    def by_people(self) -> list[SureGap]:
        """The sure gaps whose people can be counted, the most first."""
        counted = [each for each in self.found if each.people is not None]
        return sorted(counted, key=lambda each: -(each.people or 0.0))

    def widest(self) -> list[SureGap]:
        """The widest in people; where no people can be counted, the widest by ratio."""
        by_ratio = sorted(self.found, key=lambda each: -((each.gap.ratio and each.gap.ratio.value) or 0.0))
        return (self.by_people or by_ratio)[:_SPOKEN_OF]

    def sentences(self) -> tuple[str, ...]:
        """How many gaps are sure, and the widest of them."""
        t = self.t
        if not self.found:
            return (self._none_sure(),)
        gaps = "; ".join(self._said(each) for each in self.widest())
        count = t.plural("One gap here is sure.", "{n} gaps here are sure.", len(self.found))
        if not self.by_people:
            return count, t("The widest: {gaps}.", gaps=gaps)
        if len(self.found) == 1:
            return count, t("The people behind it: {gaps}.", gaps=gaps)
        return count, t("The gaps with most people behind them: {gaps}.", gaps=gaps)

    def _said(self, each: SureGap) -> str:
        t, indicator = self.t, each.groups.indicator
        named = {"indicator": self.name(each.groups), "group": self.names[each.group]}
        people = each.gap.people
        if each.people is not None and people is not None and people.interval is not None:
            low, high = (fmt.people(end, lang=self.lang) for end in people.interval)
            return t(
                "{indicator}, {group}, **about {people} people** ({low} to {high})",
                people=fmt.people(each.people, lang=self.lang),
                low=low,
                high=high,
                **named,
            )
        apart = each.gap.difference or Estimate(None)
        return t(
            "{indicator}, {group}, **{points}** ({low} to {high})",
            points=fmt.difference(apart.value or 0.0, unit=indicator.unit, t=t),
            low=margin_end(apart.lower or 0.0, unit=indicator.unit, t=t),
            high=margin_end(apart.upper or 0.0, unit=indicator.unit, t=t),
            **named,
        )

    def _none_sure(self) -> str:
        t, by = self.t, in_words(self.dimension, lang=self.lang)
        if all(row.hidden for row in self.rows):
            first = t("The figures by {dimension} are __not shown to protect privacy__.", dimension=by)
            return first + " " + t("At least one group is so small that its people could be found.")
        gaps = [gap for told in self.compared.values() for gap in told.gaps.values()]
        if not gaps:
            return t("By {dimension}, there are not two groups sure enough to compare.", dimension=by)
        if all(gap.difference is None or gap.difference.lower is None for gap in gaps):
            return t("The source gives no margin for these figures, so no gap is stated.")
        return t("__We cannot be sure of any gap here.__ Each difference may be chance.")

    def measures(self) -> tuple[MeasureValue, ...]:
        """The gaps the finding names; `group` is the id of the table's row."""
        found = []
        for each in self.widest():
            of = f"{each.groups.indicator.id}/{each.group}"
            told = {one.name: one for one in gap_measures(each.groups, each.gap) if one.value is not None}
            found += [
                MeasureValue(one.name, one.value, one.lower, one.upper, one.unit, one.reference, of)
                for name in ("people", "difference", "ratio")
                if (one := told.get(name))
            ]
        return tuple(found)

    def method(self) -> str:
        """What is compared with what, and what not to make of it."""
        t = self.t
        looked_at = sum(len(told.gaps) for told in self.compared.values())
        said = [
            t("Each group is compared with its indicator's reference group, in the newest period."),
            t("The best group of the first years with data stays the reference.")
            if any(told.reference != OVERALL for told in self.compared.values())
            and not self.dimension.ordered
            else "",
            t(
                "A cell is shaded when the group surely fares worse: the interval of the difference leaves out 0."
            ),
            t("Steps are 1.2, 1.5 and 2 times the reference; for years, 1, 2 and 5 years."),
            t(
                "The widest gaps are picked by looking at {n} of them, so some may look sure by chance.",
                n=looked_at,
            ),
            t("Rows with most people behind a sure gap come first.") if self.by_people else "",
            t("One person can be behind several gaps, so the people must not be added up.")
            if self.by_people
            else "",
        ]
        return " ".join(part for part in said if part)

    def alt(self) -> str:
        t, parts = self.t, []
        for row in self.rows:
            cells = "; ".join(
                f"{self.names[key]}: {cell_text(row.cells[key], unit=row.indicator.unit, t=t)}"
                for key in self.group_ids
                if key in row.cells
            )
            parts.append(f"{self.name(row)}. {cells}.")
        return " ".join(parts)
