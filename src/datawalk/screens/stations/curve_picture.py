"""A goal's curve as a picture: its lines, its target, and what was promised, marked in time."""

from collections.abc import Sequence

from datawalk.charts.inputs import Curve as CurvePicture
from datawalk.charts.plotted import Line, LinePoint, Lines, Moment
from datawalk.charts.written import Event, Timeline
from datawalk.domain.indicators import Unit
from datawalk.domain.text import Localised
from datawalk.screens import format as fmt
from datawalk.screens.axis import axis
from datawalk.screens.context import Context
from datawalk.screens.stations.marks import value_said
from datawalk.screens.stations.promises.curve import Curve, year_of
from datawalk.screens.stations.promises.followed import Point
from datawalk.screens.stations.promises.steps import Step, steps_of, when_text
from datawalk.screens.stations.promises.words import value_text


def curve_picture(
    context: Context, curve: Curve, *, said: Sequence[Localised], rest: str
) -> CurvePicture | None:
    """The lines and the list below them; None without a sure figure. In a room only the first promises are shown.

    `said`: what people said is behind this curve; `rest`: what the line below the lines says by itself.
    """
    return _Drawn(context, curve, said, rest).picture(_STEPS_IN_THE_ROOM if context.in_room else None)


_STEPS_IN_THE_ROOM = 4


class _Drawn:
    def __init__(self, context: Context, curve: Curve, said: Sequence[Localised], rest: str) -> None:
        self.context, self.t, self.said, self.rest = context, context.t, said, rest
        self.curve, self.goal, self.indicator = curve, curve.promise.goal, curve.promise.indicator
        self.steps = steps_of(context, self.goal)

    def value(self, number: float | None) -> str:
        return value_text(number, self.goal, self.indicator, t=self.t)

    def picture(self, most: int | None) -> CurvePicture | None:
        """The lines, and the steps below them; `most`: so many steps."""
        points = self.curve.points
        if not points:
            return None
        steps = self.steps if most is None else [step for step in self.steps if step.promised][:most]
        said = [quote.said(self.context.selection.lang).words for quote in self.said]
        events = tuple(self._event(step, number) for number, step in enumerate(steps, start=1))
        events += tuple(Event("", self.t("People say"), f"“{words}”") for words in said)
        return CurvePicture(self._lines(steps), Timeline(events) if events else None)

    def _lines(self, steps: list[Step]) -> Lines:
        t, curve, goal = self.t, self.curve, self.goal
        lines = [Line(t("so far"), tuple(self._point(point) for point in curve.points), "reference")]
        if curve.ahead:
            last = curve.before[-1]
            start = LinePoint(last.period.middle, "", self.value(last.value.value), last.value.value)
            ahead = tuple(
                LinePoint(one.year, f"{one.year:g}", self.value(one.value), one.value, one.lower, one.upper)
                for one in curve.ahead
            )
            lines.append(Line(t("if nothing changes"), (start, *ahead), "plain", "dashed"))
        if goal.target is not None and goal.target_period is not None:
            year, value = str(goal.target_period), self.value(goal.target)
            said = t("Target for {year}: {value}.", year=fmt.period(year), value=value)
            aim = LinePoint(goal.target_period.middle, year, value, goal.target, said=said)
            lines.append(Line(t("target"), (aim,), "plain", "aim"))
        marked = [(step, number) for number, step in enumerate(steps, start=1) if step.day]
        values = [
            number
            for line in lines
            for point in line.points
            for number in (point.value, point.lower, point.upper)
            if number is not None
        ]
        years = [point.at for line in lines for point in line.points]
        within = [
            (step, n)
            for step, n in marked
            if step.day and min(years) - 0.5 <= year_of(step.day) <= max(years) + 0.5
        ]
        return Lines(
            axis(values, unit=self._unit(), t=t),
            self._ticks(years),
            tuple(lines),
            tuple(
                Moment(year_of(step.day), str(n), step.done_on is not None) for step, n in within if step.day
            ),
            (year_of(goal.action_start), t("start"))
            if self._start_drawn(years) and goal.action_start
            else None,
            low=bool(steps or self.said),
            rest=self.rest,
        )

    def _start_drawn(self, years: list[float]) -> bool:
        start = self.goal.action_start
        return start is not None and min(years) - 0.5 <= year_of(start) <= max(years)

    def _unit(self) -> Unit:
        """The unit of the axis: a distance in percent is counted in points."""
        if self.indicator is None or self.goal.measure != "level":
            return "index"
        return self.indicator.unit

    def _ticks(self, years: list[float]) -> tuple[tuple[float, str], ...]:
        """Every year, where figures are of single years; else the periods and the target."""
        points, target = self.curve.points, self.goal.target_period
        if all(point.period.start == point.period.end for point in points):
            span = range(round(min(years)), round(max(years)) + 1)
            return tuple((float(year), str(year)) for year in span)
        named = {point.period.middle: fmt.period(str(point.period)) for point in points}
        if target is not None:
            named[target.middle] = fmt.period(str(target))
        return tuple(sorted(named.items()))

    def _point(self, point: Point) -> LinePoint:
        value, period, text = point.value, fmt.period(str(point.period)), self.value(point.value.value)
        ends = [None if end is None else self.value(end) for end in (value.lower, value.upper)]
        said = value_said(period, text, *ends, t=self.t)
        return LinePoint(point.period.middle, period, text, value.value, value.lower, value.upper, said=said)

    def _event(self, step: Step, number: int) -> Event:
        return Event(
            str(number), when_text(self.context, step), step.what, step.who, sure=step.done_on is not None
        )
