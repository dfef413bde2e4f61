"""Where goals stand: baseline, value now, status, pace, and for how many groups the target is reached."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from datawalk.domain.goals import Goal, Pace
from datawalk.domain.indicators import TOTAL, Indicator, Use
from datawalk.domain.periods import Period
from datawalk.measures.gaps import OVERALL
from datawalk.measures.pace import pace
from datawalk.measures.result import Estimate
from datawalk.measures.status import Standing, reached, status
from datawalk.screens.context import Context
from datawalk.screens.stations.promises.followed import SHOWN, Followed, Point, follow, point_of
from datawalk.store.published import Wanted

HIDDEN, REFUSED, NO_FIGURE = "hidden", "refused", "no_figure"


@dataclass(frozen=True)
class ByGroup:
    """The target by the groups of a dimension: reached for so many of `total`, of which `not_shown` have no sure figure."""

    dimension_id: str
    reached: int
    total: int
    not_shown: int


@dataclass(frozen=True)
class Promise:
    """A goal and where it stands. `state`: shown; hidden; refused (see `unfit`); no_figure.

    `current` is the newest figure, of `period`; `told` is None where there is no status. `doubt`: why a period after it
    does not count. `by_group`: None where the figures are not told by group.
    """

    followed: Followed
    state: str
    baseline: Estimate
    baseline_period: Period | None
    current: Estimate
    period: Period | None
    told: Standing | None
    pace: Pace = "not_known_yet"
    expected: float | None = None
    doubt: Point | None = None
    by_group: ByGroup | None = None

    @property
    def goal(self) -> Goal:
        return self.followed.goal

    @property
    def indicator(self) -> Indicator | None:
        return self.followed.indicator

    @property
    def refused(self) -> Use | None:
        return self.followed.unfit if self.state == REFUSED else None

    @property
    def met(self) -> bool:
        return self.told is not None and self.told.status == "met"


def promises(context: Context, goals: Collection[Goal], *, dimension: str | None = None) -> list[Promise]:
    """Where each goal stands, in the order given. `dimension`: that of the groups told beside goals about everyone;
    without one, the first with figures.
    """
    found = [stand(followed) for followed in follow(context, goals)]
    return _with_groups(context, found, dimension=dimension)


def stand(followed: Followed) -> Promise:
    """Where a goal stands by its figures."""
    goal, nothing = followed.goal, Estimate(None)
    if goal.withheld:
        return Promise(followed, HIDDEN, nothing, None, nothing, None, None)
    start, begun = _baseline(followed)
    newest = followed.newest()
    here = (newest.value, newest.period) if newest else (nothing, None)
    if followed.unfit:
        return Promise(followed, REFUSED, start, begun, *here, None)
    if newest is None and start.value is None:
        return Promise(followed, NO_FIGURE, start, begun, *here, None)
    like = begun if begun in followed.periods else None
    now = followed.newest(after=begun, like=like) if start.value is not None else None
    current = now.value if now else nothing
    told = status(
        current.value,
        baseline=start.value,
        target=goal.target,
        se_baseline=start.se,
        se_current=current.se,
        interval=current.interval,
        rising=followed.rising,
    )
    timed = pace(
        current.value,
        lower=current.lower,
        upper=current.upper,
        now_year=now.period.middle if now else None,
        baseline=start.value,
        baseline_year=begun.middle if begun else None,
        target=goal.target,
        target_year=goal.target_period.middle if goal.target_period else None,
        way=goal.direction,
        favourable=followed.rising,
    )
    shown = now or newest
    return Promise(
        followed,
        SHOWN,
        start,
        begun,
        shown.value if shown else nothing,
        shown.period if shown else None,
        told,
        timed.pace,
        timed.expected,
        _doubt(followed, shown),
    )


def _baseline(followed: Followed) -> tuple[Estimate, Period | None]:
    """The goal's baseline and its period: as written, else the goal's own figure then, in the first years without a period.

    What is written holds for the goal's place, or the workspace's: elsewhere the place's own figures are its baseline.
    """
    goal, store = followed.goal, followed.context.store
    there = goal.baseline_period if goal.baseline_period in followed.periods else None
    own = followed.at(there) if there else None
    if goal.baseline is not None and followed.place_id == (goal.place_id or store.workspace.place):
        se = goal.baseline_se or (own.value.se if own else None)
        return Estimate(goal.baseline, se=se), goal.baseline_period
    if own is None and goal.baseline_period is None and followed.over_time:
        sure = (point for point in map(followed.at, followed.periods) if point.state == SHOWN)
        own = next(sure, None)
    if own is None or own.state != SHOWN:
        return Estimate(None), goal.baseline_period
    return own.value, own.period


def _doubt(followed: Followed, shown: Point | None) -> Point | None:
    """The newest period, when it is later than the one told of and has no sure figure."""
    if not followed.periods or shown is None or followed.periods[-1] <= shown.period:
        return None
    last = followed.at(followed.periods[-1])
    return last if last.state != SHOWN else None


def _with_groups(context: Context, found: list[Promise], *, dimension: str | None) -> list[Promise]:
    """The promises with how many groups reach the target; those about a level are read at once.

    Of several goals about a gap only those reached are told by group: that is a gap more for each group.
    """
    asked: dict[int, Wanted] = {}
    for at, one in enumerate(found):
        by = _dimension_of(context, one, asked=dimension)
        if by and one.indicator and one.period:
            asked[at] = Wanted(one.indicator.id, one.followed.place_id, by, period=one.period)
    read: dict[Wanted, list[Point]] = {}
    for cell in context.store.cells_wanted(set(asked.values())):
        key = Wanted(cell.indicator_id, cell.place_id, cell.dimension, period=cell.period)
        read.setdefault(key, []).append(point_of(cell, context.store.indicators[cell.indicator_id]))
    told = []
    for at, one in enumerate(found):
        if one.followed.is_gap:
            asked_for = one.met or len(found) == 1
            told.append(replace(one, by_group=_gaps_reached(one)) if asked_for else one)
        elif at in asked and read.get(asked[at]):
            told.append(replace(one, by_group=_reached(one, asked[at].dimension, read[asked[at]])))
        else:
            told.append(one)
    return told


def _dimension_of(context: Context, one: Promise, *, asked: str | None) -> str | None:
    """By whose groups a goal about a level is told as well: its own dimension's, else as asked, else the first with figures."""
    if one.state != SHOWN or one.indicator is None or one.followed.is_gap:
        return None
    if context.refuses(one.indicator, "groups"):
        return None
    if one.goal.dimension != TOTAL:
        return one.goal.dimension
    there = context.store.dimensions_of(one.indicator.id)
    if asked is not None:
        return asked if asked in there else None
    return next((key for key in context.store.dimensions if key in there), None)


def _reached(one: Promise, dimension_id: str, points: Iterable[Point]) -> ByGroup | None:
    target, values = one.goal.target, [point.value.value for point in points]
    if target is None:
        return None
    k = sum(v is not None and reached(v, target=target, rising=one.followed.rising) for v in values)
    return ByGroup(dimension_id, k, len(values), values.count(None))


def _gaps_reached(one: Promise) -> ByGroup | None:
    """For how many groups the gap to the goal's reference is as small as the target, or smaller."""
    pair, target = one.followed.pair, one.goal.target
    groups = one.followed.groups_in(one.period) if one.period else None
    if groups is None or pair is None or target is None or one.state != SHOWN:
        return None
    others = [key for key in groups.ids if key != pair[1]]
    sure = pair[1] in groups.sure or pair[1] == OVERALL
    known = [one.followed.between(groups, key, pair[1]) for key in others if sure and key in groups.sure]
    values = [told.value for told in known if told is not None and told.value is not None]
    k = sum(reached(value, target=target, rising=one.followed.rising) for value in values)
    return ByGroup(one.goal.dimension, k, len(others), len(others) - len(values))
