"""The `goals` station: each goal's baseline, current value, target, and its pace on the straight line between them."""

from dataclasses import dataclass

from datawalk.charts.inputs import GoalTone, Track, Tracks
from datawalk.domain.goals import Area, Goal, GoalValue
from datawalk.domain.goals import Pace as PaceWord
from datawalk.domain.indicators import Indicator, Use
from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.domain.roster import Partner
from datawalk.domain.walks import GoalsStation
from datawalk.measures.gaps import OVERALL, REFERENCE_RULES, difference, ratio, widest
from datawalk.measures.intervals import Z
from datawalk.measures.levels import Level
from datawalk.measures.pace import pace, position
from datawalk.measures.result import Estimate
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.finding import finding
from datawalk.screens.fitness import refusal
from datawalk.screens.stations.assemble import assemble, cannot_show
from datawalk.screens.stations.cells import level_of, status
from datawalk.screens.views import Fact, Finding, MeasureValue, StationView, TableView
from datawalk.screens.wording import Words

_AREAS: tuple[Area, ...] = ("systems_change", "equity", "sustainability")
_NAMED_AT_MOST = 3


@dataclass(frozen=True)
class _Standing:
    """One goal with what is known of it now. `status`: shown, hidden, or missing when there is no current value.

    `refused`: the use its figures must not be put to, which leaves it without a pace.
    """

    goal: Goal
    indicator: Indicator | None
    status: str
    current: Estimate
    period: Period | None
    expected: float | None
    pace: PaceWord
    refused: Use | None = None


def load_goals(context: Context, station: GoalsStation) -> StationView:
    """The goals of the station's area and owner, all of them when it names none."""
    t, store = context.t, context.store
    goals = [
        goal
        for goal in store.rows(Goal)
        if station.area in (None, goal.area) and station.owner in (None, goal.owner)
    ]
    if not goals:
        return cannot_show(context, t("There are no goals here yet. Add a goals table, then build again."))
    goals.sort(key=lambda goal: _AREAS.index(goal.area))
    own = _own_values(context)
    standings = [_standing(context, goal, own.get(goal.goal_id)) for goal in goals]
    worded = _Worded(context, standings)
    newest = max((each.period for each in standings if each.period), default=None)
    method = t(
        "Pace compares each goal with a straight line from baseline to target. "
        "A goal behind by less than its margin of error is not called behind pace."
    )
    method = f"{method} {worded.refusals()}".strip()
    return assemble(
        context,
        finding=worded.finding(),
        picture=Tracks(tuple(worded.track(each) for each in standings)),
        measures=tuple(
            MeasureValue(
                word,
                sum(each.pace == word and each.status != "hidden" for each in standings),
                None,
                None,
                "goals",
                None,
                None,
            )
            for word in _PACES
        ),
        table=worded.table(),
        period=newest,
        method=method,
        alt=worded.alt(),
        notice=worded.refusals(),
        footer=context.footer(t("Pace: against a straight line from baseline to target.")),
        facts=(
            Fact(t("Method"), method),
            Fact(t("What this cannot say"), t("Why a figure moved, or who made it move.")),
            Fact(t("Release"), store.release_id),
        ),
    )


def _own_values(context: Context) -> dict[str, GoalValue]:
    """The newest row of the table `values`, by goal."""
    return {row.goal_id: row for row in sorted(context.store.rows(GoalValue), key=lambda row: row.period)}


def _standing(context: Context, goal: Goal, own: GoalValue | None) -> _Standing:
    store = context.store
    indicator = store.indicators.get(goal.indicator_id or "")
    if goal.withheld:
        return _Standing(goal, indicator, "hidden", Estimate(None), None, None, "not_known_yet")
    unfit = _refused(context, goal, indicator) if indicator else None
    if unfit == "groups":
        return _Standing(goal, indicator, "missing", Estimate(None), None, None, "not_known_yet", unfit)
    current, period = _current(context, goal, indicator) if indicator else _own_value(own)
    if unfit:
        known = "missing" if current.value is None else "shown"
        return _Standing(goal, indicator, known, current, period, None, "not_known_yet", unfit)
    told = pace(
        current.value,
        lower=current.lower,
        upper=current.upper,
        now_year=period.middle if period else None,
        baseline=goal.baseline,
        baseline_year=goal.baseline_period.middle if goal.baseline_period else None,
        target=goal.target,
        target_year=goal.target_period.middle if goal.target_period else None,
        way=goal.direction,
        favourable=_more_is_better(goal, indicator),
    )
    known = "missing" if current.value is None else "shown"
    return _Standing(goal, indicator, known, current, period, told.expected, told.pace)


def _refused(context: Context, goal: Goal, indicator: Indicator) -> Use | None:
    """The first use that judging this goal by the indicator would be, and that its figures are not for."""
    return next((use for use in goal.uses if context.refuses(indicator, use)), None)


def _more_is_better(goal: Goal, indicator: Indicator | None) -> bool:
    """A goal of its own that is to be kept up is not told which side is good: the target's side of the baseline is."""
    if indicator is not None:
        return indicator.direction == "higher_is_better" and goal.measure == "level"
    return goal.baseline is None or goal.target is None or goal.target >= goal.baseline


def _own_value(row: GoalValue | None) -> tuple[Estimate, Period | None]:
    """A goal's own measure with the interval its standard error gives."""
    if row is None:
        return Estimate(None), None
    if row.se is None:
        return Estimate(row.value), row.period
    return Estimate(row.value, row.value - Z * row.se, row.value + Z * row.se, row.se), row.period


def _current(context: Context, goal: Goal, indicator: Indicator) -> tuple[Estimate, Period | None]:
    """The newest value of the goal's measure and its period."""
    place_id = goal.place_id or context.store.workspace.place
    cells = context.store.cells(indicator.id, place_id=place_id, dimension=goal.dimension)
    for period in sorted({cell.period for cell in cells}, reverse=True):
        groups = {cell.subgroup: cell for cell in cells if cell.period == period}
        own = groups.get(goal.subgroup)
        if goal.measure == "level":
            if own and status(own) == "shown":
                return Estimate(own.estimate, own.lower, own.upper, own.se), period
        else:
            value = _distance(context, goal, indicator, groups)
            if value is not None and value.value is not None:
                return value, period
    return Estimate(None), None


def _distance(
    context: Context, goal: Goal, indicator: Indicator, groups: dict[str, Observation]
) -> Estimate | None:
    """The difference or ratio between the goal's group and its reference, or the widest one when it names no group."""
    shown = {key: level_of(cell, indicator) for key, cell in groups.items() if status(cell) == "shown"}
    favourable = indicator.direction == "higher_is_better"
    reference = goal.reference or indicator.reference
    if goal.subgroup in shown and reference not in REFERENCE_RULES:
        if reference not in shown:
            return None
        measure = difference if goal.measure == "difference" else ratio
        return measure(shown[goal.subgroup], reference=shown[reference], favourable=favourable)
    if reference == OVERALL:
        return None
    dimension = context.store.dimensions.get(goal.dimension)
    levels = (
        {group.id: shown.get(group.id, Level()) for group in dimension.group if group.id in groups}
        if dimension
        else shown
    )
    gap = widest(
        levels,
        reliable=set(shown),
        ordered=bool(dimension and dimension.ordered),
        favourable=favourable,
        reference=reference,
    )
    return gap.difference if goal.measure == "difference" else gap.ratio


def pace_words(word: PaceWord, *, t: Words) -> str:
    """The fixed words of pace."""
    return {
        "on_pace": t("on pace"),
        "behind_within_margin": t("behind, within the margin"),
        "behind_pace": t("behind pace"),
        "not_known_yet": t("not known yet"),
    }[word]


def area_name(area: Area, *, t: Words) -> str:
    """The goal area in words."""
    return {
        "systems_change": t("Systems change"),
        "equity": t("Equity"),
        "sustainability": t("Sustainability"),
    }[area]


class _Worded:
    """Goals in words."""

    def __init__(self, context: Context, standings: list[_Standing]) -> None:
        self.context, self.t, self.standings = context, context.t, standings
        self.owners = {partner.partner_id: partner.name for partner in context.store.rows(Partner)}

    def _value(self, number: float | None, standing: _Standing) -> str:
        if number is None:
            return "–"
        unit = standing.indicator.unit if standing.indicator else None
        if unit is None:
            return fmt.number(number, lang=self.t.lang, decimals=0 if number == round(number) else 1)
        if standing.goal.measure == "difference":
            return fmt.difference(number, unit=unit, t=self.t)
        if standing.goal.measure == "ratio":
            return fmt.times(number, t=self.t)
        return fmt.value(number, unit=unit, t=self.t)

    def refusals(self) -> str:
        """The goals without a pace because of what their figures are not for, each use with its reason."""
        by_use: dict[Use, list[str]] = {}
        for each in self.standings:
            if each.refused:
                by_use.setdefault(each.refused, []).append(each.goal.statement)
        sentences = []
        for use, named in by_use.items():
            listed = fmt.listed(named, lang=self.context.selection.lang)
            sentences.append(f"{self.t('No pace for: {goals}.', goals=listed)} {refusal(use, t=self.t)}")
        return " ".join(sentences)

    def finding(self) -> Finding:
        """How many goals are on pace, which are behind, and how many cannot be told."""
        t, lang = self.t, self.context.selection.lang
        open_ = [each for each in self.standings if each.status != "hidden"]
        by_pace = {word: [each for each in open_ if each.pace == word] for word in _PACES}
        on, near, behind, unknown = (by_pace[word] for word in _PACES)
        total = len(self.standings)
        sentences = [
            t.plural("{k} of {n} goal is on pace.", "{k} of {n} goals are on pace.", total, k=len(on))
        ]
        if behind:
            named = fmt.listed([each.goal.statement for each in behind[:_NAMED_AT_MOST]], lang=lang)
            more = len(behind) - _NAMED_AT_MOST
            tail = " " + t.plural("and one more", "and {n} more", more) if more > 0 else ""
            sentences.append(t("**Behind pace: {goals}.**", goals=named + tail))
        if near:
            sentences.append(
                t.plural("One is behind, within the margin.", "{n} are behind, within the margin.", len(near))
            )
        if unknown:
            sentences.append(
                t.plural("For one it is not known yet.", "For {n} it is not known yet.", len(unknown))
            )
        hidden = total - len(open_)
        if hidden:
            sentences.append(
                t.plural(
                    "One is not shown to protect privacy.", "{n} are not shown to protect privacy.", hidden
                )
            )
        return finding(*sentences)

    def track(self, standing: _Standing) -> Track:
        t, goal = self.t, standing.goal
        hidden = standing.status == "hidden"
        where = self._position(standing.current.value, goal)
        line = None if goal.direction == "maintain" else standing.expected
        expected = self._position(line, goal)
        return Track(
            area=area_name(goal.area, t=t),
            statement=goal.statement,
            owner=self.owners.get(goal.owner or "", goal.owner or ""),
            baseline_text=""
            if hidden or goal.baseline is None
            else t("{value} baseline", value=self._value(goal.baseline, standing)),
            target_text="" if hidden or goal.target is None else self._target_text(standing),
            current_text=self._current_text(standing),
            expected_text=t("expected by now") if line is not None else "",
            verdict=t("Not shown to protect privacy") if hidden else _capital(pace_words(standing.pace, t=t)),
            detail=self._detail(standing),
            tone=_tone(standing, where),
            position=None if where is None else min(max(where, 0.0), 1.0),
            expected=None if expected is None else min(max(expected, 0.0), 1.0),
        )

    def _position(self, number: float | None, goal: Goal) -> float | None:
        if number is None or goal.baseline is None or goal.target is None:
            return None
        return position(number, baseline=goal.baseline, target=goal.target)

    def _target_text(self, standing: _Standing) -> str:
        goal, t = standing.goal, self.t
        value = self._value(goal.target, standing)
        if goal.direction == "maintain":
            return t("keep at {value}", value=value)
        return (
            t("{value} by {year}", value=value, year=goal.target_period.end) if goal.target_period else value
        )

    def _current_text(self, standing: _Standing) -> str:
        if standing.status == "hidden":
            return ""
        if standing.current.value is None:
            return self.t("no figure yet")
        return self._value(standing.current.value, standing)

    def _detail(self, standing: _Standing) -> str:
        return self.context.period_text(standing.period) if standing.period else ""

    def table(self) -> TableView:
        t = self.t
        rows = tuple(
            {
                "id": each.goal.goal_id,
                "label": each.goal.statement,
                "baseline": each.goal.baseline,
                "current": each.current.value,
                "target": each.goal.target,
                "expected": each.expected,
                "status": each.status,
                "pace": None if each.status == "hidden" else each.pace,
            }
            for each in self.standings
        )
        header = (t("Goal"), t("Baseline"), t("Now"), t("Target"), t("Expected by now"), t("Pace"))
        return TableView(rows, header, tuple(self._line(each) for each in self.standings))

    def _line(self, each: _Standing) -> tuple[str, ...]:
        if each.status == "hidden":
            return (each.goal.statement, "–", "–", "–", "–", self.t("Not shown to protect privacy"))
        numbers = (each.goal.baseline, each.current.value, each.goal.target, each.expected)
        return (
            each.goal.statement,
            *(self._value(number, each) for number in numbers),
            pace_words(each.pace, t=self.t),
        )

    def alt(self) -> str:
        parts = []
        for each in self.standings:
            track = self.track(each)
            parts.append(
                f"{track.statement}: {', '.join(p for p in (track.current_text, track.target_text, track.verdict) if p)}."
            )
        return " ".join(parts)


_PACES: tuple[PaceWord, ...] = ("on_pace", "behind_within_margin", "behind_pace", "not_known_yet")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _tone(standing: _Standing, where: float | None) -> GoalTone:
    if standing.pace == "on_pace":
        return "good"
    if standing.pace == "behind_pace" and where is not None and where < 0:
        return "bad"
    return "unknown" if standing.pace == "not_known_yet" else "caution"
