"""Money month by month: what comes in, what it may be used for, and how far it reaches.

Months are whole numbers, twelve a year (`month_of`), so that they can be counted.
"""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from datawalk.measures.refusals import Refused

YEAR = 12
_MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True)
class Cover:
    """How many months are covered in full, and the month (counted from the first) in which money first falls short.

    `short` is None when all months are covered.
    """

    months: int
    short: int | None


@dataclass(frozen=True)
class Paid:
    """What one month costs, and what pays for it: money that came in that month, then what was in hand before.

    `missing` is what nothing pays for; `lacking`: the purposes that lack some of it.
    """

    cost: float
    income: float
    in_hand: float
    missing: float
    lacking: frozenset[str]


def month_of(text: str) -> int:
    """A month such as 2026-03 as a number of months. Refuses what is no month."""
    shape = _MONTH.fullmatch(text)
    if not shape or not 1 <= int(shape[2]) <= YEAR:
        raise Refused("not_a_month", text=text)
    return YEAR * int(shape[1]) + int(shape[2]) - 1


def month_text(month: int) -> str:
    """The month of a number of months: 2026-03."""
    return f"{month // YEAR:04d}-{month % YEAR + 1:02d}"


def month_with(day: date) -> int:
    """The month a day lies in."""
    return YEAR * day.year + day.month - 1


def by_month(amount: float, *, first: date, last: date) -> dict[int, float]:
    """An amount paid evenly from one day to another, both included: the same for every whole month, less for a part of one.

    Example: 30,000 from 2026-01-16 to 2026-03-31: 6,154 in January, 11,923 in February and as much in March.
    """
    start, end = month_with(first), month_with(last)
    weights = dict.fromkeys(range(start, end + 1), 1.0)
    weights[start] -= (first.day - 1) / monthrange(first.year, first.month)[1]
    weights[end] -= 1 - last.day / monthrange(last.year, last.month)[1]
    whole = sum(weights.values())
    return {month: amount * weight / whole for month, weight in weights.items()}


def pay(
    cash: float,
    *,
    free: Sequence[float],
    costs: Mapping[str, Sequence[float]],
    held: Mapping[str, Sequence[float]] | None = None,
) -> tuple[Paid, ...]:
    """Month by month, what pays for the costs of each purpose.

    `free`: what comes in for anything; `held`: what comes in for one purpose only, and waits for its costs. Money held for a
    purpose is used first, because it can be used for nothing else; what it leaves unpaid shares the free money and the cash
    alike. What is not paid in one month is not made up for later. All lists have one length. Refuses lists of several lengths
    and amounts below 0.
    """
    held = held or {}
    lists = [free, *costs.values(), *held.values()]
    if len({len(one) for one in lists}) > 1:
        raise Refused("lengths", lengths=", ".join(str(len(one)) for one in lists))
    if cash < 0 or any(amount < 0 for one in lists for amount in one):
        raise Refused("negative")
    left, pots, told = cash, dict.fromkeys(held, 0.0), []
    for month, came in enumerate(free):
        needed, from_held, fresh = {}, 0.0, 0.0
        for purpose in costs.keys() | held.keys():
            cost = costs[purpose][month] if purpose in costs else 0.0
            given = held[purpose][month] if purpose in held else 0.0
            pots[purpose] = pots.get(purpose, 0.0) + given
            used = min(pots[purpose], cost)
            pots[purpose] -= used
            from_held, fresh = from_held + used, fresh + min(given, used)
            needed[purpose] = cost - used
        need = sum(needed.values())
        paid = min(left + came, need)
        small = 1e-9 * max(1.0, cash, need)
        missing = need - paid if need - paid > small else 0.0
        left += came - paid
        fresh += min(came, paid)
        lacking = frozenset(key for key, lack in needed.items() if lack > small) if missing else frozenset()
        told.append(Paid(from_held + need, fresh, from_held + paid - fresh, missing, lacking))
    return tuple(told)


def first_short(paid: Sequence[Paid], *, purpose: str | None = None) -> int | None:
    """The first month that is not paid in full, or whose `purpose` is not; None when all are."""
    return next(
        (at for at, one in enumerate(paid) if (one.missing if purpose is None else purpose in one.lacking)),
        None,
    )


def cover(cash: float, *, income: Sequence[float], costs: Sequence[float]) -> Cover:
    """How far cash and income reach: short is the first month whose costs they do not pay in full.

    Refuses lists of two lengths and amounts below 0. Example: 60,000 in hand, 40,000 a month, 40,000 coming in for nine
    months and 15,000 afterwards: eleven months are covered, the twelfth is short.
    """
    short = first_short(pay(cash, free=income, costs={"": costs}))
    return Cover(len(costs) if short is None else short, short)
