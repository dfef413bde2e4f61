"""Money in one number: for how long it pays, what part of it ends soon, and on how few sources it rests."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from datawalk.domain.periods import years_from
from datawalk.measures.months import YEAR
from datawalk.measures.refusals import Refused
from datawalk.measures.variety import concentration


@dataclass(frozen=True)
class Rest:
    """On how few sources money rests: the sum of squared shares, one less it, how many equal sources give it, the largest."""

    hhi: float
    diversification: float
    effective: float
    largest: float


def day_of(text: str) -> date:
    """A day such as 2026-03-31. Refuses what is no day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("not_a_day", text=text) from None


def runway(cash: float, *, annual_costs: float, noncash: float = 0.0) -> float | None:
    """Months that cash pays for without any income: cash by a month's costs, without those that cost no cash.

    None where there are no costs. Refuses amounts below 0, and more noncash costs than costs.
    Example: 120,000 and 252,000 a year, of which 12,000 depreciation: 6 months. (lecy.github.io/fiscal-health, metric 6.)
    """
    if min(cash, annual_costs, noncash) < 0:
        raise Refused("negative")
    if noncash > annual_costs:
        raise Refused("not_counted_in", part=noncash, whole=annual_costs)
    paid = annual_costs - noncash
    return cash / (paid / YEAR) if paid else None


def ending_share(awards: Sequence[tuple[float, date]], *, as_of: date) -> float | None:
    """The share of a year's money whose awards end within twelve months of a day; awards that ended before are left out.

    `awards`: each with its amount a year and its last day. None without any money. Refuses amounts below 0.
    Example: 100,000 that end in ten months and 300,000 that end in two years: 0.25.
    """
    if any(amount < 0 for amount, _ in awards):
        raise Refused("negative")
    running = [(amount, end) for amount, end in awards if end >= as_of]
    whole = sum(amount for amount, _ in running)
    if not whole:
        return None
    soon = years_from(as_of, 1)
    return sum(amount for amount, end in running if end <= soon) / whole


def rest_on(amounts: Sequence[float]) -> Rest:
    """How concentrated money is over its sources. Refuses amounts below 0, and none at all.

    Example: 500, 300 and 200: 0.38, 0.62, 2.63 equal sources, half from the largest.
    """
    if any(amount < 0 for amount in amounts):
        raise Refused("negative")
    if not sum(amounts):
        raise Refused("no_money")
    told = concentration(amounts)
    return Rest(told.hhi, 1 - told.hhi, told.effective, max(amounts) / sum(amounts))
