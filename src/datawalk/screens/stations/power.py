"""The `power` station: each sector's share of the members beside its share of the voting seats."""

from collections import Counter
from dataclasses import dataclass, replace

from datawalk.charts.written import Pair, Pairs
from datawalk.domain.roster import Partner
from datawalk.domain.walks import PowerStation
from datawalk.measures.representation import FEWEST_MEMBERS, NEARER_WITH_ONE_LESS, over_by, power_ratio
from datawalk.measures.result import Estimate
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.stations.assemble import cannot_show
from datawalk.screens.stations.roster import Roster, roster_of
from datawalk.screens.views import Fact, MeasureValue, StationView, TableView

_PAIRS_AT_MOST = 6
"""What fits on a projector beside residents and organizations; with more, sectors without a seat share a line, and the table
holds them all."""


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
    t = context.t
    roster = roster_of(context, station)
    if isinstance(roster, StationView):
        return roster
    held = roster.seats(body=station.body)
    if not held:
        return cannot_show(
            context, t("No partner holds a voting seat yet. Add a seats table, then build again.")
        )
    holders = [roster.by_id[seat.partner_id] for seat in held]
    worded = _Worded(roster, holders)
    return roster.view(
        *worded.sentences(),
        picture=worded.picture(),
        measures=worded.measures(),
        table=worded.table(),
        method=worded.method(),
        cannot_say=t("Who is listened to, and whether a seat is used."),
        footer=roster.footer(t("One sector a partner.")),
        facts=(*roster.facts(worded.method()), Fact(t("For comparison"), worded.elsewhere())),
        alt=worded.alt(),
    )


def _sectors(roster: Roster, holders: list[Partner]) -> list[_Sector]:
    """The sectors that have a member, most members first."""
    all_members, all_seats = len(roster.partners), len(holders)
    members_of = Counter(one.sectors[:1] for one in roster.partners)
    seats_of = Counter(one.sectors[:1] for one in holders)
    found = []
    for key, name in roster.sector_names.items():
        members, seats = members_of[key,], seats_of[key,]
        if not members:
            continue
        counts = {"all_seats": all_seats, "members": members, "all_members": all_members}
        found.append(
            _Sector(
                key,
                name,
                members,
                seats,
                power_ratio(seats, **counts),
                over_by(seats, **counts),
            )
        )
    return sorted(found, key=lambda each: (-each.members, each.name))


class _Worded:
    """Members and seats in words."""

    def __init__(self, roster: Roster, holders: list[Partner]) -> None:
        self.roster, self.t = roster, roster.context.t
        self.members, self.seats = len(roster.partners), len(holders)
        self.residents = sum(one.speaks_for_residents for one in roster.partners)
        self.resident_seats = sum(one.speaks_for_residents for one in holders)
        self.sectors = _sectors(roster, holders)
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
        named = self.roster.named([each.name for each in self.without])
        return self.t("**No voting seat yet: {sectors}.**", sectors=named)

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
        """Those who speak for residents, the organizations, then every sector.

        With too many sectors to see, those without a seat stand together, then the smallest.
        """
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
        pairs = (*self._voices(), *map(self._pair, alone), *together)
        return Pairs(t("Members"), t("Voting seats"), pairs)

    def _voices(self) -> tuple[Pair, Pair]:
        """Those who speak for residents, apart from those who speak for an organization."""
        t = self.t
        residents = self._shares(t("Residents' voices"), self.residents, self.resident_seats)
        others = self._shares(
            t("Organizations"), self.members - self.residents, self.seats - self.resident_seats
        )
        return residents, replace(others, last=True)

    def _shares(self, label: str, members: int, seats: int, note: str = "") -> Pair:
        return Pair(
            label=label,
            first=members / self.members,
            second=seats / self.seats,
            first_text=self._of(members, self.members),
            second_text=self._of(seats, self.seats),
            note=note,
        )

    def _pair(self, each: _Sector) -> Pair:
        pair = self._shares(each.name, each.members, each.seats, self._note(each))
        return replace(pair, spoken=self.most is not None and each.id == self.most.id)

    def _together(self, sectors: list[_Sector], label: str, note: str) -> Pair:
        members, seats = sum(each.members for each in sectors), sum(each.seats for each in sectors)
        return self._shares(label, members, seats, note)

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

    def method(self) -> str:
        t = self.t
        said = [
            t(
                "Partners in the roster on {day}, each in the first sector it names, so that shares add up.",
                day=self.roster.on_day,
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

    def elsewhere(self) -> str:
        """What some boards must have."""
        return self.t(
            "Boards of federal health centers have a majority of patients (42 CFR 51c.304). Of community action boards "
            "a third speak for people with low income (42 U.S.C. 9910). Yours may set its own measure."
        )

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
