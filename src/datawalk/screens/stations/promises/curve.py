"""A goal's curve: its history, what comes if nothing changes, frozen when the action began, and whether it has turned."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from datawalk.measures.forecast import Forecast, Turn, if_nothing_changes, turn
from datawalk.measures.periods import comparable
from datawalk.screens.stations.promises.followed import SHOWN, Point
from datawalk.screens.stations.promises.standing import Promise

_AHEAD = 3


@dataclass(frozen=True, eq=False)
class Curve:
    """The figures of one goal in time. Years are middles of periods."""

    promise: Promise

    @cached_property
    def points(self) -> list[Point]:
        """The sure figures that may stand on one line, the oldest first."""
        followed = self.promise.followed
        sure = [point for point in followed.points if point.state == SHOWN]
        kept = set(comparable(point.period for point in sure))
        return [point for point in sure if point.period in kept]

    @cached_property
    def begun(self) -> int | None:
        """The year from which the action is to be seen: that of its start, else the one after the baseline."""
        goal = self.promise.goal
        if goal.action_start is not None:
            return goal.action_start.year
        return goal.baseline_period.end + 1 if goal.baseline_period else None

    @cached_property
    def before(self) -> list[Point]:
        """The history the forecast is made from: periods that ended before the action began."""
        return [point for point in self.points if self.begun is not None and point.period.end < self.begun]

    @cached_property
    def since(self) -> list[Point]:
        """The figures of periods that lie after the start."""
        return [point for point in self.points if self.begun is not None and point.period.start >= self.begun]

    @cached_property
    def history(self) -> tuple[list[float], list[float]]:
        """Years and values before the action."""
        return (
            [point.period.middle for point in self.before],
            [point.value.value or 0.0 for point in self.before],
        )

    @cached_property
    def ahead(self) -> tuple[Forecast, ...]:
        """What comes if nothing changes: for the figures since, and the years after the history."""
        years, values = self.history
        if len(years) < 2:
            return ()  # one figure is no history
        asked = {point.period.middle for point in self.since} | {
            years[-1] + more for more in range(1, _AHEAD + 1)
        }
        return if_nothing_changes(years, values, asked=sorted(asked))

    @cached_property
    def turn(self) -> Turn:
        """Whether the curve has turned since the action began."""
        told = {one.year: one for one in self.ahead}
        values = [(point.value.value or 0.0, told.get(point.period.middle)) for point in self.since]
        return turn(values, rising=self.promise.followed.rising)

    @property
    def newest_forecast(self) -> tuple[Point, Forecast] | None:
        """The newest figure since the start that has a forecast with an interval, and that forecast."""
        told = {one.year: one for one in self.ahead if one.lower is not None}
        known = (point for point in reversed(self.since) if point.period.middle in told)
        return next(((point, told[point.period.middle]) for point in known), None)


def year_of(day: date) -> float:
    """A day on the axis of years, where a year's figure stands in the middle of the year."""
    start, end = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    return day.year + (day - start).days / (end - start).days - 0.5
