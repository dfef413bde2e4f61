"""The months ahead: what they will cost, what comes in, signed or likely, and what happens without some of the sources."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import chain

from datawalk.domain.money import Cash, CostShown, FundingShown, FundingStatus
from datawalk.measures.money import Rest, ending_share, rest_on
from datawalk.measures.months import YEAR, Paid, by_month, first_short, month_with, pay
from datawalk.store.published import PublishedStore

FEWEST_MONTHS, MOST_MONTHS = 24, 120
"""How far ahead is looked: to the end of the last award, at least two years and at most ten."""

_NEAREST_MONTH = timedelta(days=15)
"""Money is counted from the beginning of the month that is nearest to the day of the cash figure."""

ALL_KINDS: tuple[FundingStatus, ...] = ("signed", "likely")


@dataclass(frozen=True)
class Sooner:
    """A purpose that falls short sooner without some sources: its first month short with all of them, and without."""

    purpose: str
    before: int | None
    after: int


@dataclass(frozen=True, eq=False)
class Outlook:
    """Money from the month `start` on. `without`: the sources left out."""

    cash: Cash
    start: int
    months: int
    costs: Mapping[str, tuple[float, ...]]
    known: tuple[CostShown, ...]
    funding: tuple[FundingShown, ...]
    without: frozenset[str] = frozenset()

    @cached_property
    def money(self) -> list[FundingShown]:
        """The awards that are money: gifts in kind pay no bill."""
        return [one for one in self.funding if one.kind != "in_kind"]

    @cached_property
    def in_kind(self) -> list[FundingShown]:
        """What is given in kind and has not ended."""
        return [one for one in self.funding if one.kind == "in_kind" and one.to >= self.cash.date]

    @cached_property
    def ahead(self) -> list[FundingShown]:
        """The awards that pay in the months ahead."""
        return [one for one in self.money if self.start <= month_with(one.to)]

    def paid(self, *statuses: FundingStatus, without: Collection[str] = ()) -> tuple[Paid, ...]:
        """What pays for each month, by awards of these statuses and none of the sources `without`."""
        free, held = [0.0] * self.months, {key: [0.0] * self.months for key in self.costs}
        for purpose, at, amount in self._coming_in(statuses, without=without):
            pot = free if purpose is None else held.get(purpose)
            if pot is not None:  # something costs money for this purpose
                pot[at] += amount
        return pay(self.cash.unrestricted, free=free, costs=self.costs, held=held)

    def first_year(self) -> dict[str | None, float]:
        """What signed money brings in the first year for each purpose; None: for anything."""
        told: dict[str | None, float] = {}
        for purpose, at, amount in self._coming_in(("signed",), without=self.without):
            if at < YEAR:
                told[purpose] = told.get(purpose, 0.0) + amount
        return told

    def _coming_in(
        self, statuses: Collection[FundingStatus], *, without: Collection[str]
    ) -> Iterator[tuple[str | None, int, float]]:
        """What these awards pay in each month ahead: the purpose (None: anything), the month and the amount."""
        for one, months in self._spread:
            if one.status in statuses and one.source not in without:
                yield from ((one.restricted_to, at, amount) for at, amount in months)

    @cached_property
    def _spread(self) -> list[tuple[FundingShown, list[tuple[int, float]]]]:
        """Each award with what it pays in the months ahead."""
        told: list[tuple[FundingShown, list[tuple[int, float]]]] = []
        for one in self.money:
            paid = by_month(one.amount, first=one.from_, last=one.to)
            ahead = ((month - self.start, amount) for month, amount in paid.items())
            told.append((one, [(at, amount) for at, amount in ahead if 0 <= at < self.months]))
        return told

    @cached_property
    def signed(self) -> tuple[Paid, ...]:
        """What signed money pays for."""
        return self.paid("signed", without=self.without)

    @cached_property
    def hoped(self) -> tuple[Paid, ...]:
        """What signed and likely money would pay for."""
        return self.paid(*ALL_KINDS, without=self.without)

    @cached_property
    def short(self) -> int | None:
        """The first month that signed money does not pay in full; None when it pays for all."""
        return first_short(self.signed)

    @cached_property
    def short_hoped(self) -> int | None:
        """The same with likely money."""
        return first_short(self.hoped)

    @cached_property
    def short_with_all(self) -> int | None:
        """The same with all signed money, whatever is left out."""
        return first_short(self._signed_with_all)

    @cached_property
    def _signed_with_all(self) -> tuple[Paid, ...]:
        return self.paid("signed") if self.without else self.signed

    def sooner(self) -> list[Sooner]:
        """The purposes that fall short sooner without the sources left out, the first of them first."""
        if not self.without:
            return []
        with_all, told = self._signed_with_all, []
        for purpose in self.costs:
            before = first_short(with_all, purpose=purpose)
            after = first_short(self.signed, purpose=purpose)
            if after is not None and (before is None or after < before):
                told.append(Sooner(purpose, before, after))
        return sorted(told, key=lambda one: (one.after, one.purpose))

    @cached_property
    def running(self) -> list[tuple[FundingShown, float]]:
        """The signed awards that pay in the first month, and what each pays a year."""
        day = self.cash.date
        running = [
            one
            for one in self.ahead
            if one.status == "signed" and one.source not in self.without and one.from_ <= day <= one.to
        ]
        return [(one, yearly(one)) for one in running]

    @property
    def running_sources(self) -> dict[str, float]:
        """What each source pays a year now."""
        told: dict[str, float] = {}
        for one, amount in self.running:
            told[one.source] = told.get(one.source, 0.0) + amount
        return told

    @property
    def ending(self) -> float | None:
        """The share of the money coming in now that ends within twelve months."""
        return ending_share([(amount, one.to) for one, amount in self.running], as_of=self.cash.date)

    @property
    def rest(self) -> Rest | None:
        """On how few sources the money coming in now rests."""
        amounts = list(self.running_sources.values())
        return rest_on(amounts) if sum(amounts) else None

    @cached_property
    def last_year(self) -> list[CostShown]:
        """The costs of the last twelve months that are known up to the day of the cash figure."""
        return _last_year(self.known, before=self.start)

    @property
    def a_month(self) -> float:
        """What a month costs, as in the last year."""
        return sum(one.amount for one in self.last_year) / _months_of(self.last_year)

    @property
    def to_community(self) -> float:
        """What community organisations are paid a month, as in the last year."""
        return sum(one.to_community for one in self.last_year) / _months_of(self.last_year)

    @cached_property
    def paid_partners(self) -> dict[str, frozenset[str]]:
        """Who was paid for each purpose in the last year."""
        found: dict[str, set[str]] = {}
        for one in self.last_year:
            found.setdefault(one.purpose, set()).update(one.partners)
        return {key: frozenset(partners) for key, partners in found.items()}


def yearly(one: FundingShown) -> float:
    """What an award pays a year while it runs; one that is shorter than a year pays no more than its amount."""
    paid = by_month(one.amount, first=one.from_, last=one.to)
    return min(one.amount, YEAR * max(paid.values()))


def load_outlook(
    store: PublishedStore, *, without: Iterable[str] = (), as_of: date | None = None
) -> Outlook | None:
    """The outlook from the newest cash figure (up to `as_of`); None where there is no cash figure, or no cost."""
    cash = max(
        (one for one in store.rows(Cash) if as_of is None or one.date <= as_of),
        key=lambda one: one.date,
        default=None,
    )
    known = tuple(store.rows(CostShown))
    if cash is None or not known:
        return None
    start = month_with(cash.date + _NEAREST_MONTH)
    funding = tuple(store.rows(FundingShown))
    last = max((month_with(one.to) for one in funding if one.kind != "in_kind"), default=start)
    months = min(max(last - start + 2, FEWEST_MONTHS), MOST_MONTHS)
    known_sources = {one.source for one in funding}
    return Outlook(
        cash=cash,
        start=start,
        months=months,
        costs=_expected(known, start=start, months=months),
        known=known,
        funding=funding,
        without=frozenset(without) & known_sources,
    )


def _expected(known: tuple[CostShown, ...], *, start: int, months: int) -> dict[str, tuple[float, ...]]:
    """The costs of each purpose in the months ahead: as planned where the table has them, else as in its last twelve months."""
    planned: dict[tuple[str, int], float] = {}
    for one in known:
        key = one.purpose, month_with(one.month)
        planned[key] = planned.get(key, 0.0) + one.amount
    last = max(month for _, month in planned)
    year = _last_year(known, before=max(start, last + 1))
    of_a_month: dict[str, float] = {}
    for one in year:
        of_a_month[one.purpose] = of_a_month.get(one.purpose, 0.0) + one.amount / _months_of(year)
    ahead = range(start, start + months)
    purposes = dict.fromkeys(chain(of_a_month, (key for key, month in planned if month >= start)))
    return {
        key: tuple(
            planned.get((key, month), 0.0) if month <= last else of_a_month.get(key, 0.0) for month in ahead
        )
        for key in sorted(purposes)
    }


def _last_year(known: Iterable[CostShown], *, before: int) -> list[CostShown]:
    """The costs of the newest twelve months before a month; of the first ones there are, where none is before it."""
    rows = list(known)
    earlier = [one for one in rows if month_with(one.month) < before] or rows
    newest = max(month_with(one.month) for one in earlier)
    return [one for one in earlier if month_with(one.month) > newest - YEAR]


def _months_of(rows: Iterable[CostShown]) -> int:
    return len({one.month for one in rows})
