"""Measures of money and capacity, under the names other programs ask for them by."""

from math import floor

from datawalk.measures import capacity, money, months
from datawalk.measures.readers import Awards, Grants
from datawalk.measures.refusals import Refused
from datawalk.measures.registry import Outputs, measure

FISCAL_HEALTH = "lecy.github.io/fiscal-health, metric 6"


@measure(
    topic="sustainability",
    outputs=("hhi", "diversification", "effective_sources", "largest_share"),
    formula="H = sum s^2; 1 - H; 1 / H; max s",
    source="Hirschman 1964, American Economic Review 54:761; Carroll and Stater 2009, doi 10.1093/jopart/mun025",
)
def funding_hhi(revenue: list[float]) -> Outputs:
    told = money.rest_on(revenue)
    return {
        "hhi": told.hhi,
        "diversification": told.diversification,
        "effective_sources": told.effective,
        "largest_share": told.largest,
    }


@measure(
    topic="sustainability",
    outputs=("months",),
    formula="cash / ((annual expenses - noncash) / 12)",
    source=FISCAL_HEALTH,
)
def runway_months(unrestricted_cash: float, annual_expenses: float, noncash: float | None = None) -> Outputs:
    return {"months": money.runway(unrestricted_cash, annual_costs=annual_expenses, noncash=noncash or 0.0)}


@measure(
    topic="sustainability",
    outputs=("first_negative_month", "months_of_full_cover"),
    formula="the first month with cash + sum income - sum expenses < 0",
    source="month by month",
)
def cliff_date(cash: float, monthly_expense: float, start: str, grants: Grants) -> Outputs:
    first = months.month_of(start)
    lasts = [months.month_of(last) for _, last in grants]
    if monthly_expense < 0 or cash < 0 or any(monthly < 0 for monthly, _ in grants):
        raise Refused("negative")
    if not monthly_expense:
        return {"first_negative_month": None, "months_of_full_cover": None}
    ends = max([0, *(last - first + 1 for last in lasts)])
    paid = sum(monthly * max(0, last - first + 1) for (monthly, _), last in zip(grants, lasts, strict=True))
    income = [
        sum(monthly for (monthly, _), last in zip(grants, lasts, strict=True) if first + at <= last)
        for at in range(ends)
    ]
    short = months.cover(cash, income=income, costs=[monthly_expense] * ends).short
    if short is None:  # what is left after the last grant pays for whole months more
        short = ends + floor((cash + paid - monthly_expense * ends) / monthly_expense + 1e-9)
    return {"first_negative_month": months.month_text(first + short), "months_of_full_cover": short}


@measure(
    topic="sustainability",
    outputs=("share_ending_within_12_months",),
    formula="sum of the amounts a year that end within 12 months / sum of all",
    source="a plain share",
)
def expiring_share(as_of: str, awards: Awards) -> Outputs:
    [day, *ends] = [money.day_of(text) for text in (as_of, *(end for _, end in awards))]
    amounts = [amount for amount, _ in awards]
    return {
        "share_ending_within_12_months": money.ending_share(list(zip(amounts, ends, strict=True)), as_of=day)
    }


@measure(
    topic="sustainability",
    outputs=("domain_scores", "overall", "reason"),
    formula="the mean of a domain's answered items, from 3 on; the mean of the domains",
    source="scales from 1 to 7, as the Program Sustainability Assessment Tool has",
)
def psat(domain_items: list[list[float | None]]) -> Outputs:
    scores = [capacity.domain_score(items) for items in domain_items]
    few = any(score is None for score in scores)
    reason = "fewer than 3 answered items" if few else None
    return {"domain_scores": scores, "overall": capacity.overall(scores), "reason": reason}
