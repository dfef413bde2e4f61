"""The figures a goal is followed by: a level, a difference or a ratio of an indicator in its place, or values of its own.

The two groups of a difference stay the same throughout. What is hidden, missing or too unsure is no figure.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from datawalk.domain.goals import Goal, GoalValue
from datawalk.domain.indicators import TOTAL, Indicator, Use
from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.measures.gaps import OVERALL, REFERENCE_RULES, against_overall, difference, ratio
from datawalk.measures.intervals import Z
from datawalk.measures.levels import with_interval
from datawalk.measures.result import Estimate, around
from datawalk.screens.context import Context
from datawalk.screens.stations.cells import level_of, status
from datawalk.screens.stations.groups import Groups, groups_of
from datawalk.screens.wording import Words
from datawalk.store.published import Wanted

SHOWN = "shown"


@dataclass(frozen=True)
class Point:
    """A goal's value in one period. `state`: shown, or why there is none: unreliable, hidden, missing."""

    period: Period
    value: Estimate
    state: str = SHOWN


@dataclass(frozen=True, eq=False)
class Followed:
    """A goal with its figures. `unfit`: the use they must not be put to, which following it would be."""

    context: Context
    goal: Goal
    indicator: Indicator | None
    place_id: str
    unfit: Use | None
    cells: tuple[Observation, ...]
    everyone: tuple[Observation, ...]
    own: tuple[GoalValue, ...]

    @property
    def rising(self) -> bool:
        """Whether more is better: as the goal says; one to be kept up as its indicator does, or its target's side."""
        goal = self.goal
        if goal.direction != "maintain":
            return goal.direction == "up"
        if self.indicator is not None:
            return self.indicator.direction == "higher_is_better" and goal.measure == "level"
        return goal.baseline is None or goal.target is None or goal.target >= goal.baseline

    @property
    def over_time(self) -> bool:
        """Whether the figures may be followed over time at all."""
        if self.indicator is None:
            return True
        return not any(self.context.refuses(self.indicator, use) for use in ("trend", "evaluation"))

    @property
    def is_gap(self) -> bool:
        return self.goal.measure != "level"

    @cached_property
    def periods(self) -> list[Period]:
        """Every period with a row, the oldest first."""
        if self.indicator is None:
            return [row.period for row in self.own]
        return sorted({cell.period for cell in self.cells})

    @cached_property
    def _points(self) -> dict[Period, Point]:
        return {}

    def at(self, period: Period) -> Point:
        """The value in a period."""
        if period not in self._points:
            self._points[period] = self._point(period)
        return self._points[period]

    @property
    def points(self) -> list[Point]:
        """All periods, the oldest first."""
        return [self.at(period) for period in self.periods]

    def newest(self, *, after: Period | None = None, like: Period | None = None) -> Point | None:
        """The newest value there is; `after`: of the periods that share no year with it; `like`: that are as long."""
        for period in reversed(self.periods):
            if after is not None and period.start <= after.end:
                continue
            if like is not None and period.end - period.start != like.end - like.start:
                continue
            if self.at(period).state == SHOWN:
                return self.at(period)
        return None

    def _point(self, period: Period) -> Point:
        if self.indicator is None:
            row = next(row for row in self.own if row.period == period)
            return Point(period, around(row.value, se=row.se or None, method="standard_error"))
        if self.is_gap:
            return self._distance(period)
        cell = next((cell for cell in self.cells if cell.period == period), None)
        return Point(period, Estimate(None), "missing") if cell is None else point_of(cell, self.indicator)

    @cached_property
    def groups(self) -> Groups | None:
        """The groups a difference or ratio is between, in the newest period; None for a level."""
        dimension = self.context.store.dimensions.get(self.goal.dimension)
        if not self.is_gap or self.indicator is None or dimension is None or not self.periods:
            return None
        return groups_of(
            self.context,
            self.indicator,
            dimension,
            place_id=self.place_id,
            period=self.periods[-1],
            cells=self.cells,
            totals=self.everyone,
        )

    def groups_in(self, period: Period) -> Groups | None:
        """The groups of a difference in one period."""
        if self.groups is None:
            return None
        total = next((cell for cell in self.everyone if cell.period == period), None)
        return replace(
            self.groups, period=period, cells=self.groups.every_period.get(period, {}), total=total
        )

    @cached_property
    def pair(self) -> tuple[str, str] | None:
        """The group and its reference, fixed: those named, else the widest gap of the baseline's years, or the first ones."""
        goal = self.goal
        group = None if goal.subgroup == TOTAL else goal.subgroup
        rule = goal.reference or (self.indicator.reference if self.indicator else OVERALL)
        if group is not None and (rule not in REFERENCE_RULES or rule == OVERALL):
            return group, rule
        start = goal.baseline_period if goal.baseline_period in self.periods else None
        for period in [start] if start else self.periods:
            groups = self.groups_in(period)
            gap = groups.gap(reference=goal.reference, group=group) if groups else None
            if gap and gap.group and gap.reference:
                return gap.group, gap.reference
        return None

    def _distance(self, period: Period) -> Point:
        groups = self.groups_in(period)
        if groups is None or self.pair is None:
            return Point(period, Estimate(None), "missing")
        group, reference = self.pair
        needed = [key for key in (group, reference) if key != OVERALL]
        states = [status(groups.cells[key]) if key in groups.cells else "missing" for key in needed]
        worst = next((state for state in ("hidden", "missing", "unreliable") if state in states), SHOWN)
        told = self.between(groups, group, reference) if worst == SHOWN else None
        if told is None or told.value is None:
            return Point(period, Estimate(None), "missing" if worst == SHOWN else worst)
        return Point(period, told)

    def between(self, groups: Groups, group: str, reference: str) -> Estimate | None:
        """The difference or ratio of a group and its reference, both sure."""
        favourable = groups.favourable
        if reference == OVERALL:
            if groups.overall is None:
                return None
            gap = against_overall(groups.levels, group=group, overall=groups.overall, favourable=favourable)
            return distance_of(gap.difference, gap.ratio, self.goal)
        first, second = (level_of(groups.cells[key], groups.indicator) for key in (group, reference))
        if self.goal.measure == "difference":
            return distance_of(difference(first, reference=second, favourable=favourable), None, self.goal)
        return distance_of(None, ratio(first, reference=second, favourable=favourable), self.goal)


def point_of(cell: Observation, indicator: Indicator) -> Point:
    """A cell's level as a value; None where it is not surely shown."""
    state = status(cell)
    if state != SHOWN:
        return Point(cell.period, Estimate(None), state)
    level = level_of(cell, indicator)
    if None in (level.lower, level.upper, level.se):
        level = with_interval(level)
    return Point(cell.period, Estimate(level.estimate, level.lower, level.upper, level.se or None))


def distance_of(points: Estimate | None, times: Estimate | None, goal: Goal) -> Estimate | None:
    """The difference or the ratio, as the goal asks, with its standard error in its own unit: a ratio's by the delta method."""
    told = points if goal.measure == "difference" else times
    if told is None or told.value is None:
        return told
    if told.se == 0:  # would claim certainty
        return replace(told, se=None)
    if goal.measure == "ratio":
        return replace(told, se=None if told.se is None else told.value * told.se)
    if told.se is None and told.interval is not None:
        low, high = told.interval
        return replace(told, se=(high - low) / (2 * Z))
    return told


def state_text(point: Point, *, t: Words) -> str:
    """Why a period has no sure figure; empty where it has one."""
    return {
        SHOWN: "",
        "hidden": t("Not shown to protect privacy"),
        "unreliable": t("Too few people to be sure"),
    }.get(point.state, t("No figure in the source"))


def follow(context: Context, goals: Collection[Goal]) -> list[Followed]:
    """Each goal with its figures, read at once. A goal without a place is followed in the visitor's, else the workspace's."""
    store = context.store
    values: dict[str, tuple[GoalValue, ...]] = {}
    ordered = sorted(store.rows(GoalValue), key=lambda row: (row.goal_id, row.period))
    for goal_id, rows in groupby(ordered, key=lambda row: row.goal_id):
        values[goal_id] = tuple(rows)
    places = {goal.goal_id: goal.place_id or context.known_place() or store.workspace.place for goal in goals}
    told = [goal for goal in goals if goal.indicator_id in store.indicators and not goal.withheld]
    wanted = {_wanted(goal, places[goal.goal_id]) for goal in told}
    wanted |= {
        Wanted(one.indicator_id, one.place_id, TOTAL) for one in wanted if one.subgroup is None
    }  # everyone, whom a gap may be told from
    cells = _by_table(store.cells_wanted(wanted))
    found = []
    for goal in goals:
        indicator = store.indicators.get(goal.indicator_id or "")
        place = places[goal.goal_id]
        unfit: Use | None = None
        if indicator is not None:
            unfit = next((use for use in goal.uses if context.refuses(indicator, use)), None)
        followed = indicator is not None and not goal.withheld and unfit != "groups"
        key = (indicator.id if indicator else "", place)
        own = cells.get((*key, goal.dimension), []) if followed else []
        everyone = cells.get((*key, TOTAL), []) if followed and goal.measure != "level" else []
        if goal.measure == "level":
            own = [cell for cell in own if cell.subgroup == goal.subgroup]
        rows = () if goal.withheld else values.get(goal.goal_id, ())
        found.append(Followed(context, goal, indicator, place, unfit, tuple(own), tuple(everyone), rows))
    return found


def _wanted(goal: Goal, place_id: str) -> Wanted:
    subgroup = goal.subgroup if goal.measure == "level" else None
    return Wanted(goal.indicator_id or "", place_id, goal.dimension, subgroup)


def _by_table(cells: Iterable[Observation]) -> dict[tuple[str, str, str], list[Observation]]:
    found: dict[tuple[str, str, str], list[Observation]] = {}
    for cell in cells:
        found.setdefault((cell.indicator_id, cell.place_id, cell.dimension), []).append(cell)
    return found
