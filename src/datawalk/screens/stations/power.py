"""The `power` station: each sector's share of the members beside its share of the voting seats."""

from dataclasses import dataclass
from datetime import date

from datawalk.charts.inputs import Pair, Pairs
from datawalk.domain.roster import Partner, Seat
from datawalk.domain.text import Language
from datawalk.domain.walks import PowerStation
from datawalk.measures.representation import FEWEST_MEMBERS, NEARER_WITH_ONE_LESS, over_by, power_ratio
from datawalk.measures.result import Estimate
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.finding import finding
from datawalk.screens.stations.assemble import assemble, cannot_show
from datawalk.screens.views import Fact, MeasureValue, StationView, TableView

_NAMED_AT_MOST = 7
_PAIRS_AT_MOST = 7
"""What fits on a projector; with more, sectors without a seat share a line, and the table holds them all."""


@dataclass(frozen=True)
class _Sector:
    """One primary sector with its members and voting seats."""

    id: str
    name: str
    members: int
    seats: int
    ratio: Estimate
    over: float


def load_power(context: Context, station: PowerStation) -> StationView:
    """Members and voting seats on a day, by the first sector each partner names."""
    t, store, lang = context.t, context.store, context.selection.lang
    day = station.as_of or date.fromisoformat(store.about["built_at"][:10])
    partners = {one.partner_id: one for one in store.rows(Partner) if one.member_on(day)}
    if not partners:
        return cannot_show(
            context, t("There are no partners in the roster yet. Add a partners table, then build again.")
        )
    held = [
        seat
        for seat in store.rows(Seat)
        if seat.voting
        and seat.held_on(day)
        and seat.partner_id in partners
        and station.body in (None, seat.body)
    ]
    if not held:
        return cannot_show(
            context, t("No partner holds a voting seat yet. Add a seats table, then build again.")
        )
    holders = [partners[seat.partner_id] for seat in held]
    worded = _Worded(context, list(partners.values()), holders)
    on_day = fmt.day(day.isoformat(), lang=lang)
    method = worded.method(on_day)
    partners_text = t.plural("one partner", "{n} partners", len(partners))
    return assemble(
        context,
        finding=finding(*worded.sentences()),
        picture=worded.picture(),
        measures=worded.measures(),
        table=worded.table(),
        n=len(partners),
        n_text=partners_text,
        method=method,
        cannot_say=t("Who is listened to, and whether a seat is used."),
        alt=worded.alt(),
        footer=context.footer(t("Partner roster on {day}.", day=on_day), t("One sector a partner.")),
        facts=(
            Fact(t("Method"), method),
            Fact(t("Sector list"), str(store.sector_list.name.said(lang))),
            Fact(t("Release"), store.release_id),
        ),
        where=f"{store.workspace.name} · {partners_text}",
        when=on_day,
    )


def _sectors(context: Context, partners: list[Partner], holders: list[Partner]) -> list[_Sector]:
    """The sectors that have a member, most members first."""
    lang = context.selection.lang
    all_members, all_seats = len(partners), len(holders)
    found = []
    for sector in context.store.sector_list.sector:
        members = sum(one.sectors[:1] == (sector.id,) for one in partners)
        if not members:
            continue
        seats = sum(one.sectors[:1] == (sector.id,) for one in holders)
        counts = {"all_seats": all_seats, "members": members, "all_members": all_members}
        found.append(
            _Sector(
                sector.id,
                sector.name.said(lang).words,
                members,
                seats,
                power_ratio(seats, **counts),
                over_by(seats, **counts),
            )
        )
    return sorted(found, key=lambda each: (-each.members, each.name))


class _Worded:
    """Members and seats in words."""

    def __init__(self, context: Context, partners: list[Partner], holders: list[Partner]) -> None:
        self.context, self.t = context, context.t
        self.lang: Language = context.selection.lang
        self.members, self.seats = len(partners), len(holders)
        self.residents = sum(one.speaks_for_residents for one in partners)
        self.resident_seats = sum(one.speaks_for_residents for one in holders)
        self.sectors = _sectors(context, partners, holders)
        above = [each for each in self.sectors if each.over > NEARER_WITH_ONE_LESS]
        self.most = max(above, key=lambda each: each.over, default=None)
        self.without = [each for each in self.sectors if not each.seats]

    def sentences(self) -> tuple[str, ...]:
        """Who decides more than its share, who has no seat yet, and the residents' voice."""
        return self._most_sentence(), self._without_sentence(), self._residents_sentence()

    def _most_sentence(self) -> str:
        t, most = self.t, self.most
        if most is None:
            return t("No sector holds a whole seat more than its share of members.")
        counts = {
            "sector": most.name,
            "seats": most.seats,
            "all_seats": self.seats,
            "members": most.members,
            "all_members": self.members,
        }
        if most.ratio.value is None:
            return t(
                "{sector}: **{seats} of {all_seats} voting seats**, with {members} of {all_members} members.",
                **counts,
            )
        return t(
            "{sector}: **{seats} of {all_seats} voting seats** with {members} of {all_members} members, "
            "**{times}** its share.",
            times=fmt.times(most.ratio.value, t=t),
            **counts,
        )

    def _without_sentence(self) -> str:
        if not self.without:
            return self.t("Every sector with members holds a voting seat.")
        names = [each.name for each in self.without]
        more = len(names) - _NAMED_AT_MOST
        if more > 0:
            names = [*names[:_NAMED_AT_MOST], self.t.plural("one more", "{n} more", more)]
        return self.t("**No voting seat yet: {sectors}.**", sectors=fmt.listed(names, lang=self.lang))

    def _residents_sentence(self) -> str:
        t = self.t
        if not self.residents:
            return t("No partner speaks for residents yet.")
        return t.plural(
            "One partner speaks for residents. Such partners hold __{k} of {seats}__ voting seats.",
            "{n} partners speak for residents. They hold __{k} of {seats}__ voting seats.",
            self.residents,
            k=self.resident_seats,
            seats=self.seats,
        )

    def _of(self, count: int, whole: int) -> str:
        if self.members < FEWEST_MEMBERS:
            return self.t("{k} of {n}", k=count, n=whole)
        share = fmt.value(round(100 * count / whole), unit="percent", t=self.t).replace(".0%", "%")
        return self.t("{k} of {n} · {share}", k=count, n=whole, share=share)

    def _note(self, each: _Sector) -> str:
        if not each.seats:
            return self.t("no voting seat yet")
        return fmt.times(each.ratio.value, t=self.t) if each.ratio.value is not None else ""

    def picture(self) -> Pairs:
        """Every sector; with too many to see, those without a seat together, then the smallest together."""
        t = self.t
        alone, together = list(self.sectors), []
        if len(alone) > _PAIRS_AT_MOST and len(self.without) > 1:
            alone = [each for each in alone if each.seats]
            room = _PAIRS_AT_MOST - 1
            together.append(
                self._together(
                    self.without,
                    t.plural("one sector", "{n} sectors", len(self.without)),
                    t("no voting seat yet"),
                )
            )
        else:
            room = _PAIRS_AT_MOST
        if len(alone) > room:
            smallest = alone[room - 1 :]
            alone = alone[: room - 1]
            together.insert(0, self._together(smallest, t("{n} other sectors", n=len(smallest)), ""))
        return Pairs(t("Members"), t("Voting seats"), (*map(self._pair, alone), *together))

    def _pair(self, each: _Sector) -> Pair:
        return Pair(
            label=each.name,
            first=each.members / self.members,
            second=each.seats / self.seats,
            first_text=self._of(each.members, self.members),
            second_text=self._of(each.seats, self.seats),
            note=self._note(each),
            spoken=self.most is not None and each.id == self.most.id,
        )

    def _together(self, sectors: list[_Sector], label: str, note: str) -> Pair:
        members, seats = sum(each.members for each in sectors), sum(each.seats for each in sectors)
        return Pair(
            label=label,
            first=members / self.members,
            second=seats / self.seats,
            first_text=self._of(members, self.members),
            second_text=self._of(seats, self.seats),
            note=note,
        )

    def measures(self) -> tuple[MeasureValue, ...]:
        ratios = tuple(
            MeasureValue("power_ratio", each.ratio.value, None, None, "times", "members", each.id)
            for each in self.sectors
            if each.ratio.value is not None
        )
        resident = MeasureValue("resident_seats", self.resident_seats, None, None, "seats", None, None)
        return (*ratios, resident, MeasureValue("seats", self.seats, None, None, "seats", None, None))

    def table(self) -> TableView:
        t = self.t
        rows = tuple(
            {
                "id": each.id,
                "label": each.name,
                "members": each.members,
                "seats": each.seats,
                "members_share": each.members / self.members,
                "seats_share": each.seats / self.seats,
                "ratio": each.ratio.value,
            }
            for each in self.sectors
        )
        lines = tuple(
            (
                each.name,
                self._of(each.members, self.members),
                self._of(each.seats, self.seats),
                self._note(each),
            )
            for each in self.sectors
        )
        return TableView(rows, (t("Sector"), t("Members"), t("Voting seats"), t("Note")), lines)

    def method(self, on_day: str) -> str:
        t = self.t
        said = [
            t(
                "Partners in the roster on {day}, each in the first sector it names, so that shares add up.",
                day=on_day,
            ),
            t("Voting seats of those partners on that day."),
            t(
                "A sector is said to hold more than its share when one seat less would be nearer to it. "
                "One seat is {share} of all.",
                share=fmt.value(100 / self.seats, unit="percent", t=t),
            ),
            t("The roster is a full list, not a sample, so there is no margin of error."),
        ]
        if self.members < FEWEST_MEMBERS:
            said.append(t("With fewer than {n} members only counts are shown.", n=FEWEST_MEMBERS))
        return " ".join(said)

    def alt(self) -> str:
        t = self.t
        parts = [
            t(
                "{sector}: members {members}, voting seats {seats}",
                sector=each.name,
                members=self._of(each.members, self.members),
                seats=self._of(each.seats, self.seats),
            )
            for each in self.sectors
        ]
        return "; ".join(parts) + "."
