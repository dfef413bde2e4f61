"""A goal's curve in words: whether it has turned, where the goal stands, and the numbers behind both."""

from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.stations.marks import in_a_line
from datawalk.screens.stations.promises.by_group import by_group
from datawalk.screens.stations.promises.curve import Curve
from datawalk.screens.stations.promises.followed import SHOWN, state_text
from datawalk.screens.stations.promises.steps import steps_of, when_text
from datawalk.screens.stations.promises.words import (
    beside_verdict,
    group_line,
    pace_words,
    rules,
    target_text,
    value_text,
    verdict,
)
from datawalk.screens.views import Fact, MeasureValue, TableView


class Worded:
    """A curve in words."""

    def __init__(self, context: Context, curve: Curve) -> None:
        self.context, self.t = context, context.t
        self.curve, self.promise = curve, curve.promise
        self.goal, self.indicator = curve.promise.goal, curve.promise.indicator
        self.steps = steps_of(context, self.goal)

    def _value(self, number: float | None) -> str:
        return value_text(number, self.goal, self.indicator, t=self.t)

    def sentences(self) -> tuple[str, ...]:
        """Whether the curve has turned, then the status with the figures it rests on."""
        t = self.t
        if len(self.curve.points) == 1:
            point = self.curve.points[0]
            only = t(
                "{goal}: __only one year of data__, {value} in {year}. A curve needs two.",
                goal=self.goal.statement,
                value=self._value(point.value.value),
                year=fmt.period(str(point.period)),
            )
            return only, self._target_sentence()
        if not self.curve.points:
            return t(
                "{goal}: there is no sure figure to draw a curve with yet.", goal=self.goal.statement
            ), self._target_sentence()
        return self._turn(), self._standing(), self._groups()

    def _groups(self) -> str:
        """For how many groups a target that is reached is reached."""
        return (
            self.t("Reached {groups}.", groups=group_line(self.promise, t=self.t)) if self.promise.met else ""
        )

    def _target_sentence(self) -> str:
        if self.goal.target is None:
            return ""
        return self.t("The target is {target}.", target=target_text(self.promise, t=self.t))

    def _turn(self) -> str:
        t, of = self.t, {"goal": self.goal.statement}
        return {
            "turned": t(
                "{goal}: __the curve has turned__. Two figures running are better than if nothing had changed.",
                **of,
            ),
            "first_sign": t(
                "{goal}: __a first sign__. One figure is better than if nothing had changed. It takes two.",
                **of,
            ),
            "not_turned": t(
                "{goal}: __the curve has not turned__. None is surely better than if nothing had changed.",
                **of,
            ),
            "cannot_say": t(
                "{goal}: __cannot say yet__ whether the curve turns, as {why}.", why=self._why_not(), **of
            ),
        }[self.curve.turn]

    def _why_not(self) -> str:
        t, curve = self.t, self.curve
        if curve.begun is None:
            return t("the goal has no start and no baseline year")
        if not any(one.lower is not None for one in curve.ahead):
            return t("there are fewer than five figures before the start")
        if not curve.since:
            return t("there is no figure since the start")
        return t("the figures since the start are too late for a forecast")

    def in_a_line(self) -> str:
        """Where the goal stands, as short as one line is."""
        return in_a_line(self._standing(), self._from_then_to_now())

    def _standing(self) -> str:
        t, promise, first = self.t, self.promise, self._from_then_to_now()
        if not first:
            return self._target_sentence()
        if self.goal.target is None:
            return first
        pace = t("pace not known yet") if promise.pace == "not_known_yet" else pace_words(promise.pace, t=t)
        last = t("The target is {target}: {pace}.", target=target_text(promise, t=t), pace=pace)
        return f"{first} {last}"

    def _from_then_to_now(self) -> str:
        t, promise = self.t, self.promise
        if promise.told is None or promise.current.value is None or promise.period is None:
            return ""
        said = {
            "status": verdict(promise, t=t),
            "now": self._value(promise.current.value),
            "year": self.context.period_text(promise.period),
        }
        if promise.baseline.value is None or promise.baseline_period in (None, promise.period):
            return t("{status}: {now} in {year}.", **said)
        return t(
            "{status}: from {start} in {start_year} to {now} in {year}.",
            start=self._value(promise.baseline.value),
            start_year=self.context.period_text(promise.baseline_period),
            **said,
        )

    def measures(self) -> tuple[MeasureValue, ...]:
        """Status, pace and turn as numbers: the values, their expected one, z, and the forecast for the newest figure."""
        promise, unit = self.promise, self.indicator.unit if self.indicator else "own"
        told = self.curve.newest_forecast
        found = [
            MeasureValue("baseline", promise.baseline.value, None, None, unit, None, None),
            MeasureValue(
                "current",
                promise.current.value,
                promise.current.lower,
                promise.current.upper,
                unit,
                None,
                None,
            ),
            MeasureValue("target", self.goal.target, None, None, unit, None, None),
            MeasureValue("expected", promise.expected, None, None, unit, None, None),
            MeasureValue("z", promise.told.z if promise.told else None, None, None, "z", None, None),
            MeasureValue(
                "ptc", promise.told.ptc if promise.told else None, None, None, "percent", None, None
            ),
        ]
        if told:
            ahead = told[1]
            found.append(MeasureValue("forecast", ahead.value, ahead.lower, ahead.upper, unit, None, None))
        return tuple(found)

    def table(self) -> TableView:
        t = self.t
        ahead = {one.year: one for one in self.curve.ahead}
        kept = {point.period for point in self.curve.points}
        rows, lines = [], []
        for point in self.promise.followed.points:
            one, value = ahead.get(point.period.middle), point.value
            forecasts = (one.value, one.lower, one.upper) if one else (None, None, None)
            rows.append(
                {
                    "id": str(point.period),
                    "label": str(point.period),
                    "current": value.value,
                    "lower": value.lower,
                    "upper": value.upper,
                    "status": point.state,
                    "used": point.period in kept,
                    "forecast": forecasts[0],
                    "forecast_lower": forecasts[1],
                    "forecast_upper": forecasts[2],
                }
            )
            numbers = (value.value, value.lower, value.upper, *forecasts)
            said = state_text(point, t=t) if point.state != SHOWN or point.period in kept else t("not drawn")
            lines.append((fmt.period(str(point.period)), *map(self._value, numbers), said))
        header = (
            t("Period"),
            t("Value"),
            t("Lowest likely"),
            t("Highest likely"),
            t("If nothing changes"),
            t("Lowest (80%)"),
            t("Highest (80%)"),
            t("Note"),
        )
        return TableView(tuple(rows), header, tuple(lines))

    def method(self) -> str:
        t, curve = self.t, self.curve
        said = [t("The forecast is made from the figures before the start, and stays as it was then.")]
        if any(one.lower is not None for one in curve.ahead):
            said.append(
                t(
                    "It is a straight line through {n} figures; of 100 new ones 80 would lie in its range.",
                    n=len(curve.before),
                )
            )
            said.append(
                t("It looks at most half as far ahead as the history is long, and three years at most.")
            )
        elif curve.ahead:
            said.append(
                t(
                    "Fewer than five figures bear no straight line, so the level of the last three years goes on."
                )
            )
        said.append(t("The curve has turned when two figures in a row are on the good side of the range."))
        return " ".join(said)

    def footer(self) -> str:
        t, parts = self.t, []
        if any(one.lower is not None for one in self.curve.ahead):
            parts.append(t("Dashed: if nothing changes, with the range of 80 of 100 new figures."))
        elif self.curve.ahead:
            parts.append(t("Dashed: if nothing changes."))
        if any(step.promised and step.done_on is None for step in self.steps):
            parts.append(t("In brackets: not done yet."))
        return " ".join(parts)

    def facts(self) -> tuple[Fact, ...]:
        t, promise = self.t, self.promise
        facts = [
            Fact(t("Status"), ", ".join(filter(None, (verdict(promise, t=t), beside_verdict(promise, t=t)))))
        ]
        facts += by_group(self.context, promise)
        facts += [
            Fact(t("Milestone"), f"{step.what} ({step.who}): {when_text(self.context, step)}")
            for step in self.steps
            if not step.promised
        ]
        if self.indicator is not None:
            facts += self.context.indicator_facts(self.indicator, n_text="", method=self.method())
        else:
            facts += self.context.own_facts(self.method())
        return (*facts, *rules(t))
