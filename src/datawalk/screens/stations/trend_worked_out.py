"""How the word for a gap over time was worked out."""

from datawalk.measures.catalogue import MEASURES
from datawalk.measures.change import Pair
from datawalk.measures.result import Estimate
from datawalk.screens import format as fmt
from datawalk.screens.measure_words.formulas import formula
from datawalk.screens.stations.two_times import FEWEST, TwoTimes
from datawalk.screens.stations.worked_out import Z, given, inputs_table, question_id, result
from datawalk.screens.views import Step, Working


def trend_working(told: TwoTimes) -> Working | None:
    """The change in points, the ratio of ratios, and the question for `datawalk measure`; None below two times."""
    if len(told.periods) < FEWEST:
        return None
    groups = told.groups
    t, lang = groups.context.t, groups.context.selection.lang
    first, last = told.periods[0], told.periods[-1]
    rows = [
        (
            t("{group}, {years}", group=groups.names[key], years=groups.context.period_text(period)),
            groups.every_period[period][key],
        )
        for period in (first, last)
        for key in (told.group, told.reference)
    ]
    steps = tuple(step for step in (_points(told), _ratio(told)) if step)
    inputs = {
        **_levels("t0", told.pair(first)),
        **_levels("t1", told.pair(last)),
        "favourable": groups.favourable,
    }
    margin = groups.indicator.closed_within
    if margin is not None and told.previous is not None:
        inputs |= {**_levels("before_t1", told.previous), "margin": margin}
    of = f"{told.group}-{told.reference}-since-{first}"
    question = {"id": question_id(groups, "gap_change", of=of), "measure": "gap_change", "inputs": inputs}
    if margin is not None:
        steps += (_closed(told, margin=fmt.exact(margin, lang=lang)),)
    return Working(inputs_table(groups, rows), steps, (question,))


def _levels(time: str, pair: Pair) -> dict[str, object]:
    return {f"group_{time}": given(pair.group), f"ref_{time}": given(pair.reference)}


def _points(told: TwoTimes) -> Step | None:
    t, lang, change = told.groups.context.t, told.groups.context.selection.lang, told.change.difference
    if change is None or change.value is None:
        return None
    then, now = (told.difference(period) for period in (told.periods[0], told.periods[-1]))

    def n(number: float | None) -> str:
        return "–" if number is None else fmt.exact(number, lang=lang)

    lines = [f"{n(now.value)} − {n(then.value)} = {n(change.value)}"]
    if change.se is not None:
        lines.append(f"√({n(now.se)}² + {n(then.se)}²) = {n(change.se)}")
        lines.append(f"{n(change.value)} ± {Z} × {n(change.se)} → {n(change.lower)}, {n(change.upper)}")
    elif change.interval:
        low = f"√(({n(now.value)} − {n(now.lower)})² + ({n(then.upper)} − {n(then.value)})²)"
        high = f"√(({n(now.upper)} − {n(now.value)})² + ({n(then.value)} − {n(then.lower)})²)"
        lines.append(f"{n(change.value)} − {low} = {n(change.lower)}")
        lines.append(f"{n(change.value)} + {high} = {n(change.upper)}")
    words = t("The gap at the end, less the gap at the start. It is sure where the range leaves out 0.")
    asked = MEASURES["change_ci"]
    return Step(
        t("Change of the gap"),
        words,
        formula(asked, t=t),
        tuple(lines),
        result(change, lang=lang, t=t),
        asked.source,
    )


def _ratio(told: TwoTimes) -> Step | None:
    t, lang, risen = told.groups.context.t, told.groups.context.selection.lang, told.change.ratio
    if risen is None or risen.value is None:
        return None
    then, now = (_above_one(told.ratio(period)) for period in (told.periods[0], told.periods[-1]))
    line = " = ".join(
        (f"{fmt.exact(now, lang=lang)} ÷ {fmt.exact(then, lang=lang)}", fmt.exact(risen.value, lang=lang))
    )
    words = t("The ratio at the end over the ratio at the start. It is sure where the range leaves out 1.")
    asked = MEASURES["change_ci"]
    return Step(
        t("Change of the ratio"),
        words,
        formula(asked, t=t),
        (line,),
        result(risen, lang=lang, t=t),
        asked.source,
    )


def _above_one(times: Estimate) -> float:
    value = times.value or 1.0
    return value if value >= 1 else 1 / value


def _closed(told: TwoTimes, *, margin: str) -> Step:
    t, asked = told.groups.context.t, MEASURES["gap_closed_tost"]
    words = t(
        "A gap counts as closed when its 90% range lies within {margin} on both sides of 0. "
        "It has to be so two times in a row.",
        margin=margin,
    )
    said = t("Closed") if told.change.verdict == "closed" else t("Not closed")
    return Step(t("Whether the gap is closed"), words, formula(asked, t=t), (), said, asked.source)
