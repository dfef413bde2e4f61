"""What can be tried out with money: dues, an endowment, a smaller scope, and what members offer in kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from datawalk.domain.resources import Resource
from datawalk.domain.roster import Partner
from datawalk.measures.months import YEAR
from datawalk.measures.planning import dues, endowment, trimmed
from datawalk.screens import format as fmt
from datawalk.screens.finding import finding
from datawalk.screens.stations.means.outlook import yearly
from datawalk.screens.stations.means.words import Worded
from datawalk.screens.views import Answers, Ask, TableView, Tool, Worked

_MOST_MONEY = 1_000_000_000
_MOST_MEMBERS = 10_000
_STEP, _DRAW = 3, 4.0
"""To begin with: each band pays three times the one below, and a fund gives 4 percent a year."""


def tools(worded: Worded) -> tuple[Tool, ...]:
    """The four, each with the workspace's own numbers to begin with."""
    return _dues(worded), _endowment(worded), *_scope(worded), *_in_kind(worded)


def _number(answers: Answers, key: str) -> float:
    return float(answers[key])


def _needed(worded: Worded) -> float:
    """What a year needs to begin with: what is missing in the year that falls short first, else what a year costs."""
    short = worded.outlook.short
    if short is None:
        return round(YEAR * worded.outlook.a_month)
    return round(sum(one.missing for one in worded.outlook.signed[short : short + YEAR]))


def _members(worded: Worded) -> int:
    day = worded.context.store.built_on
    return sum(one.member_on(day) for one in worded.context.store.rows(Partner))


def _need(worded: Worded) -> Ask:
    label = worded.t("Needed a year ({currency})", currency=worded.currency)
    return Ask("need", label, _needed(worded), most=_MOST_MONEY)


def _exact(worded: Worded) -> Callable[[float], str]:
    return lambda amount: fmt.money(amount, currency=worded.currency, lang=worded.lang)


def _bands(worded: Worded) -> tuple[str, ...]:
    """Bands of what an organisation takes in a year."""
    t, money = worded.t, _exact(worded)
    return (
        t("under {amount}", amount=money(250_000)),
        t("up to {amount}", amount=money(1_000_000)),
        t("up to {amount}", amount=money(10_000_000)),
        t("more than {amount}", amount=money(10_000_000)),
    )


def _dues(worded: Worded) -> Tool:
    t = worded.t
    names = _bands(worded)
    members = tuple(
        Ask(
            f"band_{band}",
            t("Members with {band} a year", band=name),
            0 if band else _members(worded),
            most=_MOST_MEMBERS,
        )
        for band, name in enumerate(names)
    )
    step = Ask("step", t("Each band pays so many times the one below"), _STEP, least=1, most=20, whole=False)
    lead = t("What each member would pay, so that larger ones carry more.")
    return Tool(
        "dues",
        t("Dues on a sliding scale"),
        lead,
        (_need(worded), *members, step),
        partial(_dues_worked, worded),
    )


def _dues_worked(worded: Worded, answers: Answers) -> Worked:
    t, money, names = worded.t, _exact(worded), _bands(worded)
    members = [int(_number(answers, f"band_{band}")) for band in range(len(names))]
    if not sum(members):
        return Worked(finding(t("Say how many members there are in each band.")))
    each = dues(_number(answers, "need"), members=members, step=_number(answers, "step"))
    whole = sum(count * amount for count, amount in zip(members, each, strict=True))
    lines = tuple(
        (name, fmt.number(count, lang=worded.lang), money(amount), money(count * amount))
        for name, count, amount in zip(names, members, each, strict=True)
        if count
    )
    paying = [amount for count, amount in zip(members, each, strict=True) if count]
    if len(paying) == 1:
        told = t(
            "Each pays __{amount}__ a year; together {whole}.", amount=money(paying[0]), whole=money(whole)
        )
    else:
        told = t(
            "From __{least}__ to __{most}__ a year; together {whole}.",
            least=money(paying[0]),
            most=money(paying[-1]),
            whole=money(whole),
        )
    header = t("Takes in a year"), t("Members"), t("Dues of each"), t("Together")
    return Worked(finding(told), TableView((), header, lines))


def _endowment(worded: Worded) -> Tool:
    t = worded.t
    asks = (
        _need(worded),
        Ask("draw", t("Taken out a year, in percent"), _DRAW, least=0.5, most=20, whole=False),
        Ask("members", t("Members who give"), max(1, _members(worded)), least=1, most=_MOST_MEMBERS),
    )
    lead = t("How large a fund must be to pay a need each year, with equal gifts.")
    return Tool("endowment", t("A shared endowment"), lead, asks, partial(_endowment_worked, worded))


def _endowment_worked(worded: Worded, answers: Answers) -> Worked:
    t = worded.t
    fund = endowment(_number(answers, "need"), draw=_number(answers, "draw") / 100)
    each = fund / _number(answers, "members")
    told = t(
        "A fund of __{fund}__, or {each} from each member once.",
        fund=worded.money(fund),
        each=worded.money(each),
    )
    risk = t("It pays as long as the fund earns what is taken out.")
    return Worked(finding(told, risk))


@dataclass(frozen=True)
class _Yearly:
    """What something costs a year, and how much of it is paid by signed money that may pay for nothing else."""

    cost: float = 0.0
    held: float = 0.0

    @property
    def rest(self) -> float:
        return self.cost - self.held


def _yearly_costs(worded: Worded) -> tuple[_Yearly, dict[str, _Yearly]]:
    """What all goals share a year, and what each goal costs alone, as in the last year."""
    year, income = worded.outlook.last_year, worded.outlook.first_year()
    months = len({one.month for one in year})
    costs: dict[str, float] = {}
    for one in year:
        costs[one.purpose] = costs.get(one.purpose, 0.0) + YEAR * one.amount / months
    told = {key: _Yearly(cost, min(cost, income.get(key, 0.0))) for key, cost in costs.items()}
    shared = [one for key, one in told.items() if key not in worded.goals]
    goals = {key: one for key, one in told.items() if key in worded.goals}
    return _Yearly(sum(one.cost for one in shared), sum(one.held for one in shared)), goals


def _scope(worded: Worded) -> tuple[Tool, ...]:
    t, (shared, goals) = worded.t, _yearly_costs(worded)
    if not goals:
        return ()
    kept = (("keep", t("keep")), ("pause", t("pause")))
    asks = (
        Ask(
            "money",
            t("Money for anything, a year ({currency})", currency=worded.currency),
            round(worded.outlook.first_year().get(None, 0.0)),
            most=_MOST_MONEY,
        ),
        *(Ask(key, worded.purpose(key), "keep", options=kept) for key in goals),
    )
    lead = t("Which goals the money pays for, when some have to wait.")
    return (Tool("scope", t("A smaller scope"), lead, asks, partial(_scope_worked, worded, shared, goals)),)


def _scope_worked(worded: Worded, shared: _Yearly, goals: Mapping[str, _Yearly], answers: Answers) -> Worked:
    """Money held for a purpose pays for that purpose alone: a goal that waits frees none of its own."""
    t, money = worded.t, worded.money
    kept = [key for key in goals if answers[key] == "keep"]
    rests = {key: one.rest for key, one in goals.items()}
    told = trimmed(_number(answers, "money"), shared=shared.rest, goals=rests, kept=kept)
    held = shared.held + sum(goals[key].held for key in kept)
    cost = money(told.cost + held)
    if told.left < 0:
        said = t("It costs {cost}: **{short}** short.", cost=cost, short=money(-told.left))
    else:
        said = t("It costs {cost}: __{left} left__.", cost=cost, left=money(told.left))
    own = t("Money for one purpose alone pays {held} of it.", held=money(held)) if held else ""
    lines = [(t("What all share"), money(shared.cost), money(shared.held), t("stays"))]
    lines += [
        (worded.purpose(key), money(one.cost), money(one.held), t("stays") if key in kept else t("waits"))
        for key, one in goals.items()
    ]
    note = t("Costs are those of the last year. What all share would shrink too, and is left as it is.")
    header = t("For"), t("A year"), t("Paid by money for it alone"), t("Then it")
    return Worked(finding(said, own, note), TableView((), header, tuple(lines)))


def _in_kind(worded: Worded) -> tuple[Tool, ...]:
    t = worded.t
    offers = {
        f"{one.source}_{at}": (worded.source_names[one.source], yearly(one), one.restricted_to)
        for at, one in enumerate(worded.outlook.in_kind)
    }
    others = {
        one.resource_id: (f"{one.title} ({one.organization})", 0.0, None)
        for one in worded.context.store.rows(Resource)
        if one.kind == "in_kind" and not any(name == one.organization for name, _, _ in offers.values())
    }
    found = {**offers, **others}
    if not found:
        return ()
    asks = tuple(
        Ask(
            key,
            t(
                "{offer}, worth a year ({currency})",
                offer=f"{name}: {worded.purpose(purpose)}" if purpose else name,
                currency=worded.currency,
            ),
            round(worth),
            most=_MOST_MONEY,
        )
        for key, (name, worth, purpose) in found.items()
    )
    lead = t("What members offer besides money, and which costs it could stand for.")
    purposes = {key: purpose for key, (_, _, purpose) in found.items() if purpose}
    return (
        Tool("in_kind", t("What is there already"), lead, asks, partial(_in_kind_worked, worded, purposes)),
    )


def _in_kind_worked(worded: Worded, purposes: Mapping[str, str], answers: Answers) -> Worked:
    t, money = worded.t, worded.money
    whole = sum(_number(answers, key) for key in answers)
    year = YEAR * worded.outlook.a_month
    share = worded.percent(whole / year) if year else "–"
    told = t(
        "Together worth __{amount}__ a year, as much as {share} of the costs.",
        amount=money(whole),
        share=share,
    )
    named = list(dict.fromkeys(worded.purpose(key) for at, key in purposes.items() if _number(answers, at)))
    stands = t("It stands for: {costs}.", costs=fmt.listed(named, lang=worded.lang)) if named else ""
    return Worked(finding(told, stands))
