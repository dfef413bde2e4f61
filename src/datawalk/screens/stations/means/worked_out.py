"""How the numbers beside the outlook were worked out, with the numbers put in."""

from typing import Any

from datawalk.measures.catalogue import MEASURES
from datawalk.screens import format as fmt
from datawalk.screens.measure_words.formulas import formula
from datawalk.screens.stations.means.outlook import yearly
from datawalk.screens.stations.means.words import Worded
from datawalk.screens.views import Step, TableView, Working

Asked = tuple[Step, dict[str, Any]]


def working(worded: Worded) -> Working | None:
    """The sources that pay now, a step a number, and the questions for `datawalk measure`."""
    outlook = worded.outlook
    if not outlook.running_sources:
        return None
    asked = [one for one in (_runway(worded), _rest(worded), _ending(worded)) if one]
    t = worded.t
    lines = tuple(
        (worded.source_names[key], fmt.money(amount, currency=worded.currency, lang=t.lang))
        for key, amount in outlook.running_sources.items()
    )
    return Working(
        TableView((), (t("Source"), t("A year")), lines),
        tuple(step for step, _ in asked),
        tuple(question for _, question in asked),
    )


def _step(
    worded: Worded, measure: str, inputs: dict[str, Any], *, name: str, words: str, line: str, result: str
) -> Asked:
    asked = MEASURES[measure]
    step = Step(name, words, formula(asked, t=worded.t), (line,), result, asked.source)
    return step, {"id": f"money-{measure}", "measure": measure, "inputs": inputs}


def _runway(worded: Worded) -> Asked | None:
    t, cash, year = worded.t, worded.outlook.cash.unrestricted, 12 * worded.outlook.a_month
    if worded.runway is None:
        return None
    result = fmt.exact(worded.runway, lang=t.lang)
    numbers = (fmt.exact(one, lang=t.lang) for one in (cash, year))
    return _step(
        worded,
        "runway_months",
        {"unrestricted_cash": cash, "annual_expenses": year},
        name=t("Months in hand"),
        words=t("How many months the free cash would pay for, if nothing more came in."),
        line="{} ÷ ({} ÷ 12) = {}".format(*numbers, result),
        result=result,
    )


def _rest(worded: Worded) -> Asked | None:
    t, rest, amounts = worded.t, worded.outlook.rest, worded.outlook.running_sources
    if rest is None:
        return None
    whole = sum(amounts.values())
    shares = " + ".join(f"{fmt.exact(amount / whole, lang=t.lang)}²" for amount in amounts.values())
    result = fmt.exact(rest.effective, lang=t.lang)
    return _step(
        worded,
        "funding_hhi",
        {"revenue": list(amounts.values())},
        name=t("Rests on as many as"),
        words=t("The shares of the sources, each times itself, added up; 1 by that many equal sources."),
        line=f"1 ÷ ({shares}) = {result}",
        result=result,
    )


def _ending(worded: Worded) -> Asked | None:
    t, outlook = worded.t, worded.outlook
    if outlook.ending is None:
        return None
    awards = [{"annual": yearly(one), "end": one.to.isoformat()} for one, _ in outlook.running]
    whole = sum(amount for _, amount in outlook.running)
    numbers = (fmt.exact(one, lang=t.lang) for one in (outlook.ending * whole, whole, 100 * outlook.ending))
    return _step(
        worded,
        "expiring_share",
        {"as_of": outlook.cash.date.isoformat(), "awards": awards},
        name=t("Ends within 12 months"),
        words=t("Which share of a year's money comes from awards that end within twelve months."),
        line="100 × {} ÷ {} = {}".format(*numbers),
        result=worded.percent(outlook.ending),
    )
