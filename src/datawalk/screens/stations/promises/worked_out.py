"""How a goal's status, its expected value and its forecast were worked out, with the numbers put in."""

from typing import Any

from datawalk.measures.catalogue import MEASURES
from datawalk.measures.result import Estimate
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.measure_words.formulas import formula
from datawalk.screens.stations.promises.curve import Curve
from datawalk.screens.stations.promises.words import status_words
from datawalk.screens.views import Step, TableView, Working


def curve_working(context: Context, curve: Curve) -> Working | None:
    """The numbers that went in, a step for status, expected value and forecast, and the questions for `datawalk measure`."""
    promise = curve.promise
    if promise.told is None or promise.told.status in ("baseline", "informational"):
        return None
    worked = _Worked(context, curve)
    asked = [one for one in (worked.status(), worked.expected(), worked.forecast()) if one]
    return Working(
        worked.inputs(), tuple(step for step, _ in asked), tuple(question for _, question in asked)
    )


class _Worked:
    def __init__(self, context: Context, curve: Curve) -> None:
        self.context, self.t, self.curve, self.promise = context, context.t, curve, curve.promise
        self.desired = "increase" if curve.promise.followed.rising else "decrease"

    def _n(self, number: float | None) -> str:
        return "–" if number is None else fmt.exact(number, lang=self.t.lang)

    def _question(self, measure: str, inputs: dict[str, Any]) -> dict[str, Any]:
        named = {key: value for key, value in inputs.items() if value is not None}
        return {"id": f"{self.promise.goal.goal_id}-{measure}", "measure": measure, "inputs": named}

    def inputs(self) -> TableView:
        t, promise = self.t, self.promise

        def line(name: str, when: object, value: Estimate) -> tuple[str, ...]:
            numbers = (value.value, value.lower, value.upper, value.se)
            return (name, fmt.period(str(when)) if when else "–", *map(self._n, numbers))

        header = (
            t("Goal"),
            t("Period"),
            t("Value"),
            t("Lowest likely"),
            t("Highest likely"),
            t("Standard error"),
        )
        lines = (
            line(t("Baseline"), promise.baseline_period, promise.baseline),
            line(t("Now"), promise.period, promise.current),
            line(t("Target"), promise.goal.target_period, Estimate(promise.goal.target)),
        )
        return TableView((), header, lines)

    def status(self) -> tuple[Step, dict[str, Any]] | None:
        t, promise, n = self.t, self.promise, self._n
        told, start, now = promise.told, promise.baseline, promise.current
        if told is None or start.value is None or now.value is None:
            return None
        lines = []
        if told.z is not None:
            lines.append(
                f"|{n(now.value)} − {n(start.value)}| ÷ √({n(start.se)}² + {n(now.se)}²) = {n(told.z)}"
            )
        if told.ptc is not None and promise.goal.target is not None:
            way = f"({n(promise.goal.target)} − {n(start.value)})"
            lines.append(f"100 × ({n(now.value)} − {n(start.value)}) ÷ {way} = {n(told.ptc)}")
        elif told.change is not None:
            lines.append(f"100 × |{n(now.value)} − {n(start.value)}| ÷ |{n(start.value)}| = {n(told.change)}")
        asked = MEASURES["hp_status"]
        words = t("The first of the rules that holds. A change counts when z is 1.645 or more.")
        inputs = {
            "baseline": start.value,
            "current": now.value,
            "target": promise.goal.target,
            "se_baseline": start.se,
            "se_current": now.se,
            "desired": self.desired,
        }
        said = status_words(told.status, t=t)
        step = Step(t("Status"), words, formula(asked, t=t), tuple(lines), said, asked.source)
        return step, self._question("hp_status", inputs)

    def expected(self) -> tuple[Step, dict[str, Any]] | None:
        t, promise, n, goal = self.t, self.promise, self._n, self.promise.goal
        start, target, years = (
            promise.baseline.value,
            goal.target,
            (promise.baseline_period, goal.target_period, promise.period),
        )
        if promise.expected is None or start is None or target is None or goal.direction == "maintain":
            return None
        begun, due, now = (period.middle if period else 0.0 for period in years)
        part = f"({now:g} − {begun:g}) ÷ ({due:g} − {begun:g})"
        line = f"{n(start)} + ({n(target)} − {n(start)}) × {part} = {n(promise.expected)}"
        asked = MEASURES["expected_path"]
        words = t("The value on the straight line from baseline to target, in the middle of the period.")
        inputs = {
            "baseline": start,
            "target": target,
            "year0": begun,
            "year_target": due,
            "year": now,
            "current": promise.current.value,
            "se": promise.current.se,
            "desired": self.desired,
        }
        lines = (line,) if now < due else ()
        step = Step(
            t("Expected by now"), words, formula(asked, t=t), lines, n(promise.expected), asked.source
        )
        return step, self._question("expected_path", inputs)

    def forecast(self) -> tuple[Step, dict[str, Any]] | None:
        t, n, told = self.t, self._n, self.curve.newest_forecast
        if told is None:
            return None
        point, ahead = told
        years, values = self.curve.history
        asked = MEASURES["baseline_forecast"]
        words = t(
            "A straight line through the figures before the start, and the range that holds 80 of 100 new figures."
        )
        lines = (
            ", ".join(f"{year:g}: {n(value)}" for year, value in zip(years, values, strict=True)),
            f"{point.period.middle:g}: {n(ahead.value)} ({n(ahead.lower)}, {n(ahead.upper)}); {n(point.value.value)}",
        )
        inputs = {"years": years, "values": values, "forecast_year": point.period.middle, "level": 0.8}
        step = Step(t("If nothing changes"), words, formula(asked, t=t), lines, n(ahead.value), asked.source)
        return step, self._question("baseline_forecast", inputs)
