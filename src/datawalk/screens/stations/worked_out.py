"""*How this was worked out*: a gap's inputs, its formulas with the numbers put in, and the same as a file to work out again."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from datawalk.domain.indicators import TOTAL
from datawalk.domain.observations import Observation
from datawalk.domain.text import Language
from datawalk.measures.catalogue import MEASURES
from datawalk.measures.gaps import OVERALL, Gap
from datawalk.measures.intervals import wilson
from datawalk.measures.levels import Level, with_interval
from datawalk.measures.result import Estimate
from datawalk.screens import format as fmt
from datawalk.screens.measure_words.formulas import formula
from datawalk.screens.stations.cells import level_of
from datawalk.screens.stations.groups import Groups
from datawalk.screens.views import Step, TableView, Working
from datawalk.screens.wording import Words

Z = "1.96"


def gap_working(groups: Groups, gap: Gap) -> Working | None:
    """The difference, the ratio and the people of one gap; None where there is no gap."""
    rows = _rows(groups, gap)
    if not rows:
        return None
    worked = _Worked(groups, gap, *(level_of(cell, groups.indicator) for _, cell in rows))
    return Working(inputs_table(groups, rows), worked.steps(), worked.questions())


def gaps_working(told: Sequence[tuple[str, Groups, Gap]]) -> Working | None:
    """The same for several gaps, each with its title."""
    found = [(title, working) for title, groups, gap in told if (working := gap_working(groups, gap))]
    if not found:
        return None
    lines = [(f"{title}: {first}", *rest) for title, one in found for first, *rest in one.inputs.lines]
    steps = [replace(step, name=f"{title}: {step.name}") for title, one in found for step in one.steps]
    questions = [question for _, one in found for question in one.questions]
    return Working(TableView((), found[0][1].inputs.header, tuple(lines)), tuple(steps), tuple(questions))


def _rows(groups: Groups, gap: Gap) -> list[tuple[str, Observation]]:
    """The two figures a gap is between, by name; none where there is no gap."""
    if gap.group is None or gap.difference is None:
        return []
    against = groups.total if gap.reference == OVERALL else groups.cells.get(gap.reference or "")
    if against is None:
        return []
    name = TOTAL if gap.reference == OVERALL else against.subgroup
    return [(groups.names[gap.group], groups.cells[gap.group]), (groups.names[name], against)]


def inputs_table(groups: Groups, rows: list[tuple[str, Observation]]) -> TableView:
    """The figures that went in, as exact as they are."""
    t, lang = groups.context.t, groups.context.selection.lang
    lines = []
    for name, cell in rows:
        level = with_interval(level_of(cell, groups.indicator))
        numbers = (level.estimate, level.lower, level.upper, level.se, level.numerator, level.denominator)
        lines.append((name, *(fmt.exact(each, lang=lang) if each is not None else "–" for each in numbers)))
    header = (
        groups.dimension.name.said(lang).words,
        t("Estimate"),
        t("Lowest likely"),
        t("Highest likely"),
        t("Standard error"),
        t("Counted"),
        t("Out of"),
    )
    return TableView((), header, tuple(lines))


def given(level: Level) -> dict[str, float]:
    """A level as a file for `datawalk measure` holds it: what is known of it."""
    return {key: value for key, value in asdict(level).items() if value is not None}


def result(told: Estimate, *, lang: Language, t: Words) -> str:
    """A value with its interval, as exact as it is worked out."""
    if told.value is None:
        return t("There is none.")
    value = fmt.exact(told.value, lang=lang)
    if told.lower is None or told.upper is None:
        return value
    low, high = fmt.exact(told.lower, lang=lang), fmt.exact(told.upper, lang=lang)
    return t("{value}, from {low} to {high}", value=value, low=low, high=high)


class _Worked:
    """The steps of one gap."""

    def __init__(self, groups: Groups, gap: Gap, own: Level, reference: Level) -> None:
        self.groups, self.gap = groups, gap
        self.t = groups.context.t
        self.lang: Language = groups.context.selection.lang
        self.levels = own, reference
        self.own, self.reference = with_interval(own), with_interval(reference)
        pair = (self.own, self.reference)
        self.worse, self.better = reversed(pair) if groups.favourable else pair

    def _(self, number: float | None) -> str:
        return "–" if number is None else fmt.exact(number, lang=self.lang)

    def steps(self) -> tuple[Step, ...]:
        """Those of the numbers that there are."""
        found = (self._difference(), self._ratio(), self._people())
        return tuple(step for step in found if step)

    def _step(self, name: str, measure: str, in_words: str, lines: list[str], told: Estimate) -> Step:
        told_by = MEASURES["gap_to_overall" if self.gap.reference == OVERALL else measure]
        said = result(told, lang=self.lang, t=self.t)
        return Step(name, in_words, formula(told_by, t=self.t), tuple(lines), said, told_by.source)

    def _difference(self) -> Step | None:
        t, told, n = self.t, self.gap.difference, self._
        if told is None or told.value is None:
            return None
        worse, better = self.worse, self.better
        lines = [f"{n(worse.estimate)} − {n(better.estimate)} = {n(told.value)}"]
        if told.method == "newcombe":
            per = worse.per or 100.0
            (low1, high1), (low2, high2) = self._wilson(worse), self._wilson(better)
            d, p1, p2 = n(told.value), n(worse.estimate), n(better.estimate)
            lines += [
                f"{d} − √(({p1} − {n(per * low1)})² + ({n(per * high2)} − {p2})²) = {n(told.lower)}",
                f"{d} + √(({n(per * high1)} − {p1})² + ({p2} − {n(per * low2)})²) = {n(told.upper)}",
            ]
        elif told.method == "standard_errors":
            lines.append(f"√({n(worse.se)}² + {n(better.se)}²) = {n(told.se)}")
        if told.se is not None:
            lines.append(f"{n(told.value)} ± {Z} × {n(told.se)} → {n(told.lower)}, {n(told.upper)}")
        words = (
            t("The figure of the group to compare with, less that of the group.")
            if self.groups.favourable
            else t("The group's figure, less that of the group to compare with.")
        )
        return self._step(t("Difference"), "difference", words, lines, told)

    @staticmethod
    def _wilson(level: Level) -> tuple[float, float]:
        return wilson(level.numerator or 0.0, n=level.denominator or 1.0)

    def _ratio(self) -> Step | None:
        t, told, n = self.t, self.gap.ratio, self._
        if told is None or told.value is None:
            return None
        worse, better = self.worse, self.better
        lines = [f"{n(worse.estimate)} ÷ {n(better.estimate)} = {n(told.value)}"]
        if told.se is not None:
            if told.method != "log_covariance":
                first, second = (f"({n(one.se)} ÷ {n(one.estimate)})²" for one in (worse, better))
                lines.append(f"√({first} + {second}) = {n(told.se)}")
            lines.append(f"exp(ln {n(told.value)} ± {Z} × {n(told.se)}) → {n(told.lower)}, {n(told.upper)}")
        words = (
            t("How many times the group's figure goes into that of the group to compare with.")
            if self.groups.favourable
            else t("How many times the figure of the group to compare with goes into the group's.")
        )
        return self._step(t("Ratio"), "ratio", words, lines, told)

    def _people(self) -> Step | None:
        t, told, n, apart = self.t, self.gap.people, self._, self.gap.difference
        if told is None or told.value is None or apart is None or apart.value is None:
            return None
        size, per = self.own.denominator, self.own.per or 1.0
        lines = [f"{n(size)} × {n(abs(apart.value))} ÷ {n(per)} = {n(told.value)}"]
        if (
            told.lower is not None
            and told.upper is not None
            and apart.lower is not None
            and apart.upper is not None
        ):
            lines.append(
                f"{n(size)} × [{n(apart.lower)}, {n(apart.upper)}] ÷ {n(per)} → {n(told.lower)}, {n(told.upper)}"
            )
        words = t("The people of the group, times the difference.")
        return self._step(t("People behind the gap"), "people_behind", words, lines, told)

    def questions(self) -> tuple[dict[str, Any], ...]:
        """The entries of the file."""
        if self.gap.reference == OVERALL:
            return (self._to_overall(),)
        pair = {"group": given(self.levels[0]), "reference": given(self.levels[1])}
        oriented = {**pair, "favourable": self.groups.favourable}
        asked = [("difference", oriented)]
        if self.gap.ratio and self.gap.ratio.value is not None:
            asked.append(("ratio", oriented))
        if self.gap.people and self.gap.people.value is not None:
            asked.append(("people_behind", pair))
        return tuple(
            {"id": self._id(measure), "measure": measure, "inputs": inputs} for measure, inputs in asked
        )

    def _to_overall(self) -> dict[str, Any]:
        ids = self.groups.ids
        inputs = {
            "groups": [given(self.groups.levels[key]) for key in ids],
            "group": ids.index(self.gap.group or ""),
            "overall": given(self.levels[1]),
            "favourable": self.groups.favourable,
        }
        return {"id": self._id("gap_to_overall"), "measure": "gap_to_overall", "inputs": inputs}

    def _id(self, measure: str) -> str:
        return question_id(self.groups, measure, of=f"{self.gap.group}-{self.gap.reference}")


def question_id(groups: Groups, measure: str, *, of: str) -> str:
    """An id that says what was worked out, for which figures."""
    parts = (measure, groups.indicator.id, groups.place_id, str(groups.period), groups.dimension.id, of)
    return "/".join(parts)
