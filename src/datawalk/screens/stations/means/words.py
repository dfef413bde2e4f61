"""Money in words: sources, purposes, months, and the sentences of the outlook."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from datawalk.domain.goals import Goal
from datawalk.domain.money import FundingKind, FundingShown
from datawalk.domain.roster import Partner
from datawalk.domain.text import Language
from datawalk.measures.money import runway
from datawalk.measures.months import YEAR, month_text
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.stations.means.outlook import Outlook, yearly
from datawalk.screens.views import Fact, MeasureValue, TableView
from datawalk.screens.wording import Words

_NAMED_IN_ROOM, _NAMED_AT_MOST = 2, 12


def kind_name(kind: FundingKind, *, t: Words) -> str:
    """A kind of source in words."""
    return {
        "dues": t("Dues"),
        "endowment": t("Endowment"),
        "grant": t("Grant"),
        "state_or_medicaid": t("State program or Medicaid"),
        "in_kind": t("In kind"),
        "other": t("Other money"),
    }[kind]


def cost_name(kind: str, *, t: Words) -> str:
    """A kind of cost in words; a workspace's own word as it is written."""
    return {
        "staff": t("staff"),
        "partner_payments": t("payments to partners"),
        "resident_pay": t("pay for residents"),
        "data_systems": t("data systems"),
        "meetings": t("meetings"),
        "rent": t("rent"),
        "noncash": t("costs without cash"),
    }.get(kind, kind.replace("_", " "))


class Worded:
    """One outlook in one language."""

    def __init__(self, context: Context, outlook: Outlook) -> None:
        self.context, self.t, self.outlook = context, context.t, outlook
        self.lang: Language = context.t.lang
        self.currency = context.store.workspace.currency
        self.goals = {one.goal_id: one for one in context.store.rows(Goal)}

    def month(self, at: int) -> str:
        """The month so many after the first."""
        return fmt.whole_month(month_text(self.outlook.start + at), lang=self.lang)

    def money(self, amount: float) -> str:
        return fmt.about_money(amount, currency=self.currency, lang=self.lang)

    def percent(self, share: float) -> str:
        return f"{fmt.number(100 * share, lang=self.lang)}%"

    def purpose(self, key: str) -> str:
        """What money is for: a goal, or a kind of cost."""
        return self.goals[key].statement if key in self.goals else cost_name(key, t=self.t)

    @cached_property
    def source_names(self) -> dict[str, str]:
        """Every source by the funder's name; by its kind where the funder did not agree to be named."""
        t, told = self.t, dict[str, str]()
        for one in self.outlook.funding:
            if one.source not in told:
                name = one.funder or t("{kind}, funder not named", kind=kind_name(one.kind, t=t))
                again = sum(name in (other, other.rpartition(" ")[0]) for other in told.values())
                told[one.source] = f"{name} {again + 1}" if again else name
        return told

    def sentences(self) -> tuple[str, ...]:
        """How many months are paid for, which is short first, what likely money changes, and what the sources left out do."""
        return self._left_out(), self.covered(), self._short(), self._hoped()

    def _left_out(self) -> str:
        named = [self.source_names[key] for key in self.source_names if key in self.outlook.without]
        if not named:
            return ""
        said = fmt.listed(named, lang=self.lang)
        before, now = self.outlook.short_with_all, self.outlook.short
        if now is None or now == before:
            return self.t("Without __{sources}__ the first month short stays the same.", sources=said)
        if before is None:
            return self.t(
                "Without __{sources}__, money falls short; with all of them it does not.", sources=said
            )
        return self.t.plural(
            "Without __{sources}__, money falls short one month sooner.",
            "Without __{sources}__, money falls short {n} months sooner.",
            before - now,
            sources=said,
        )

    def covered(self) -> str:
        """How many months signed money pays for."""
        t, short = self.t, self.outlook.short
        if short is None:
            return t(
                "Signed money pays for __all {n} months__ from {month} on that were looked at.",
                n=self.outlook.months,
                month=self.month(0),
            )
        if not short:
            return t("Signed money does not pay for **{month}** in full.", month=self.month(0))
        return t.plural(
            "Signed money pays for __one month__, {last}.",
            "Signed money pays for __{n} months__, until the end of {last}.",
            short,
            last=self.month(short - 1),
        )

    def _short(self) -> str:
        short = self.outlook.short
        if short is None:
            return ""
        paid = self.outlook.signed[short]
        said = {"missing": self.money(paid.missing), "cost": self.money(paid.cost)}
        if not short:
            return self.t("{missing} of {cost} are missing.", **said)
        return self.t("In **{month}** {missing} of {cost} are missing.", month=self.month(short), **said)

    def _hoped(self) -> str:
        t, outlook = self.t, self.outlook
        if outlook.short is None or not self._any("likely"):
            return ""
        if outlook.short_hoped is None:
            return t("If the likely money comes, no month is short.")
        if outlook.short_hoped == outlook.short:
            return t("Likely money would not change that.")
        return t("If the likely money comes, {month} is the first.", month=self.month(outlook.short_hoped))

    def _any(self, status: str) -> bool:
        return any(
            one.status == status and one.source not in self.outlook.without for one in self.outlook.ahead
        )

    def figures(self) -> tuple[tuple[str, str, str], ...]:
        """What ends soon, on how many sources it rests, the largest, and what community organisations are paid."""
        t, outlook, told = self.t, self.outlook, []
        if outlook.ending is not None:
            told.append((t("Ends within 12 months"), self.percent(outlook.ending), t("of what comes in now")))
        if outlook.rest is not None:
            shares = outlook.running_sources
            number = fmt.number(outlook.rest.effective, lang=self.lang, decimals=1)
            count = t.plural("of one source", "of {n} sources", len(shares))
            told.append((t("Rests on as many as"), t("{number} equal sources", number=number), count))
            largest = max(shares, key=lambda key: shares[key])
            told.append(
                (t("The largest source"), self.percent(outlook.rest.largest), self.source_names[largest])
            )
        paid, whole = outlook.to_community, outlook.a_month
        note = t("a month, {share} of the costs", share=self.percent(paid / whole)) if paid and whole else ""
        told.append((t("For community organizations"), self.money(paid), note or t("a month")))
        return tuple(told)

    def measures(self) -> tuple[MeasureValue, ...]:
        """The same for `show`: months, shares in percent, amounts a month."""
        outlook, rest = self.outlook, self.outlook.rest
        currency = f"{self.currency} a month"
        told: tuple[tuple[str, float | None, str], ...] = (
            ("months_covered_signed", outlook.months if outlook.short is None else outlook.short, "months"),
            (
                "months_covered_signed_and_likely",
                outlook.months if outlook.short_hoped is None else outlook.short_hoped,
                "months",
            ),
            ("months_looked_at", outlook.months, "months"),
            ("runway", self.runway, "months"),
            ("ends_within_12_months", None if outlook.ending is None else 100 * outlook.ending, "percent"),
            ("effective_sources", rest.effective if rest else None, "sources"),
            ("largest_share", 100 * rest.largest if rest else None, "percent"),
            ("cost", outlook.a_month, currency),
            ("to_community_organizations", outlook.to_community, currency),
        )
        return tuple(MeasureValue(name, value, None, None, unit, None, None) for name, value, unit in told)

    @property
    def runway(self) -> float | None:
        """Months that the free cash pays for without any income."""
        return runway(self.outlook.cash.unrestricted, annual_costs=YEAR * self.outlook.a_month)

    def table(self) -> TableView:
        """Each month: its costs and what pays for them."""
        t, rows, lines = self.t, [], []
        for at, (signed, hoped) in enumerate(zip(self.outlook.signed, self.outlook.hoped, strict=True)):
            likely = max(0.0, signed.missing - hoped.missing)
            month = month_text(self.outlook.start + at)
            numbers = {
                "cost": signed.cost,
                "signed": signed.income,
                "in_hand": signed.in_hand,
                "likely": likely,
                "missing": signed.missing - likely,
            }
            rows.append({"id": month, "label": self.month(at), **numbers})
            said = (fmt.money(amount, currency=self.currency, lang=self.lang) for amount in numbers.values())
            lines.append((self.month(at), *said))
        header = (
            t("Month"),
            t("Costs"),
            t("Signed"),
            t("From money in hand"),
            t("Only likely"),
            t("Not paid for"),
        )
        return TableView(tuple(rows), header, tuple(lines))

    def facts(self) -> tuple[Fact, ...]:
        """The sources one by one, what is given in kind, what is held for a purpose, and how long cash alone would last."""
        t, outlook = self.t, self.outlook
        signed = [self._award(one) for one in outlook.ahead if one.status == "signed"]
        likely = [self._award(one) for one in outlook.ahead if one.status == "likely"]
        named = ((t("Signed money"), signed), (t("Likely money"), likely))
        told = [Fact(label, " ".join(lines)) for label, lines in named if lines]
        if outlook.in_kind:
            told.append(Fact(t("In kind, not money"), " ".join(map(self._award, outlook.in_kind))))
        cash = outlook.cash
        hand = t(
            "{amount} on {day} for anything.",
            amount=self.money(cash.unrestricted),
            day=fmt.day(cash.date.isoformat(), lang=self.lang),
        )
        if cash.restricted:
            amount = self.money(cash.restricted)
            hand += " " + t("{amount} more are held for a purpose and are not counted here.", amount=amount)
        if self.runway is not None:
            months = fmt.number(self.runway, lang=self.lang, decimals=1)
            hand += " " + t("Alone they would pay for {months} months.", months=months)
        told.append(Fact(t("In hand"), hand))
        return tuple(told)

    def _award(self, one: FundingShown) -> str:
        t = self.t
        said = t(
            "{source}: {amount} a year until {day}.",
            source=self.source_names[one.source],
            amount=self.money(yearly(one)),
            day=fmt.day(one.to.isoformat(), lang=self.lang),
        )
        if one.restricted_to:
            said += " " + t("Only for: {purpose}.", purpose=self.purpose(one.restricted_to))
        return said

    def partners_of(self, purposes: Iterable[str]) -> list[Partner]:
        """Who is paid for these purposes, and who owns their goals."""
        found: set[str] = set()
        for key in purposes:
            found |= self.outlook.paid_partners.get(key, frozenset())
            if key in self.goals and self.goals[key].owner:
                found.add(str(self.goals[key].owner))
        return [one for one in self.context.store.rows(Partner) if one.partner_id in found]

    def few(self, names: Sequence[str]) -> str:
        """The first of the names, and how many more."""
        most = _NAMED_IN_ROOM if self.context.where == "room" else _NAMED_AT_MOST
        return fmt.first_few(names, most=most, t=self.t) or "–"
