"""The `seats` station: the sector list with its filled and empty seats, and who took part lately."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from datawalk.charts.written import SeatState, Tile, Tiles
from datawalk.domain.sectors import Fit, SectorList
from datawalk.domain.walks import SeatsStation
from datawalk.screens.context import Context
from datawalk.screens.nearest import short
from datawalk.screens.stations.roster import Roster, roster_of
from datawalk.screens.views import Choice, MeasureValue, StationView, TableView


@dataclass(frozen=True)
class _Seat:
    """One sector of the chosen list: its partners, those of them who took part lately, and those who may be of it."""

    id: str
    name: str
    partners: int
    active: int
    perhaps: int


def load_seats(context: Context, station: SeatsStation) -> StationView:
    """How many partners each sector has on a day; with `voting`, only partners that hold a voting seat."""
    roster = roster_of(context, station)
    if isinstance(roster, StationView):
        return roster
    worded = _Worded(roster, station)
    return roster.view(
        *worded.sentences(),
        picture=worded.picture(),
        measures=worded.measures(),
        table=worded.table(),
        method=worded.method(),
        cannot_say=context.t("Whether those at the table are heard."),
        footer=roster.footer(f"{worded.listed.name.said(context.selection.lang)}."),
        choices=(worded.choice(),),
        n=len(worded.partners),
        notice=" ".join(part for part in (roster.notice, worded.notice) if part),
        facts=roster.facts(worded.method(), listed=worded.listed),
    )


class _Worded:
    """Seats in words."""

    def __init__(self, roster: Roster, station: SeatsStation) -> None:
        self.roster, self.voting = roster, station.voting
        self.t, self.store = roster.context.t, roster.context.store
        self.listed, self.notice = self._chosen(station)
        self.partners = roster.partners
        if station.voting:
            voters = {seat.partner_id for seat in roster.seats()}
            self.partners = [one for one in roster.partners if one.partner_id in voters]
        self.knows_active = self.store.last_meeting(roster.day) is not None
        self.active = self.store.active_partners(roster.day)
        self.seats = self._seats()
        self.filled = [seat for seat in self.seats if seat.partners]
        self.empty = [seat for seat in self.seats if not seat.partners and not seat.perhaps]
        self.perhaps = [seat for seat in self.seats if not seat.partners and seat.perhaps]

    def _chosen(self, station: SeatsStation) -> tuple[SectorList, str]:
        """The address's list, else the station's, else the workspace's; and a notice when there is none of that name."""
        lists, own = self.store.sector_lists, station.sector_list or self.roster.sector_list.id
        asked = self.roster.context.selection.sectors or own
        if asked in lists:
            return lists[asked], ""
        name = lists[own].name.said(self.roster.context.selection.lang).words
        return lists[own], self.t(
            "There is no sector list '{id}' here. This shows: {shown}.", id=short(asked), shown=name
        )

    def _seats(self) -> list[_Seat]:
        """The list's sectors: those with most partners first, empty ones last, each in the list's order."""
        names = self.listed.names(self.t.lang)
        counts = {fit: Counter[str]() for fit in Fit}
        active = Counter[str]()
        alike = Counter((one.sectors, one.partner_id in self.active) for one in self.partners)
        for (sectors, is_active), partners in alike.items():
            for key, fit in self._fit(sectors).items():
                counts[fit][key] += partners
                if fit is Fit.SURELY and is_active:
                    active[key] += partners
        surely, perhaps = counts[Fit.SURELY], counts[Fit.PERHAPS]
        seats = [_Seat(key, name, surely[key], active[key], perhaps[key]) for key, name in names.items()]
        return sorted(seats, key=lambda seat: (-seat.partners, -min(seat.perhaps, 1)))

    def _fit(self, sectors: tuple[str, ...]) -> Mapping[str, Fit]:
        """How a partner of these sectors fills each seat of the list."""
        own = self.roster.sector_list
        if self.listed.id == own.id:
            return dict.fromkeys(sectors, Fit.SURELY)
        return self.listed.filled_by(one for one in own.sector if one.id in sectors)

    def sentences(self) -> tuple[str, ...]:
        """How many seats are filled, in how many somebody took part lately, and whose are empty."""
        t, k, n = self.t, len(self.filled), len(self.seats)
        first = (
            t("{k} of {n} sectors hold a voting seat.", k=k, n=n)
            if self.voting
            else t("{k} of {n} sectors have a partner.", k=k, n=n)
        )
        took_part = [seat for seat in self.filled if seat.active]
        lately = ""
        if self.knows_active and len(took_part) == k and k:
            lately = t("In each of them someone came to a recent meeting.")
        elif self.knows_active and k:
            lately = t.plural(
                "In one of them someone came to a recent meeting.",
                "In {n} of them someone came to a recent meeting.",
                len(took_part),
            )
        unclear = ""
        if self.perhaps:
            unclear = t.plural(
                "For one sector the roster cannot tell.",
                "For {n} sectors the roster cannot tell.",
                len(self.perhaps),
            )
        if not self.empty:
            return (first if self.perhaps else f"__{first}__", lately, unclear)
        named = self.roster.named([seat.name for seat in self.empty])
        return first, lately, t("**No one yet from: {sectors}.**", sectors=named), unclear

    def picture(self) -> Tiles:
        return Tiles(tuple(Tile(seat.name, self._text(seat), self._state(seat)) for seat in self.seats))

    def _text(self, seat: _Seat) -> str:
        t = self.t
        if not seat.partners:
            return t("cannot tell") if seat.perhaps else t("empty seat")
        if not self.knows_active or seat.active == seat.partners:
            return str(seat.partners)
        if not seat.active:
            return t("{n} listed", n=seat.partners)
        return t("{k} of {n} active", n=seat.partners, k=seat.active)

    def measures(self) -> tuple[MeasureValue, ...]:
        counts = {
            "sectors_filled": (len(self.filled), "sectors"),
            "sectors": (len(self.seats), "sectors"),
            "partners": (len(self.partners), "partners"),
        }
        if self.knows_active:
            counts["sectors_active"] = sum(seat.active > 0 for seat in self.filled), "sectors"
            counts["partners_active"] = (
                sum(one.partner_id in self.active for one in self.partners),
                "partners",
            )
        return tuple(
            MeasureValue(name, count, None, None, unit, None, None) for name, (count, unit) in counts.items()
        )

    def table(self) -> TableView:
        t = self.t
        states = {
            "filled": t("filled"),
            "listed": t("listed"),
            "perhaps": t("cannot tell"),
            "empty": t("empty seat"),
        }
        rows = tuple(
            {
                "id": seat.id,
                "label": seat.name,
                "partners": seat.partners,
                "active": seat.active if self.knows_active else None,
                "filled": seat.partners > 0,
            }
            for seat in self.seats
        )
        header = [t("Sector"), t("Partners"), t("Active partners"), t("Seat")]
        lines = [
            [seat.name, str(seat.partners), str(seat.active), states[self._state(seat)]]
            for seat in self.seats
        ]
        if not self.knows_active:
            del header[2]
            for line in lines:
                del line[2]
        return TableView(rows, tuple(header), tuple(map(tuple, lines)))

    def method(self) -> str:
        t = self.t
        said = [
            t(
                "Partners in the roster on {day}. A partner counts in every sector it names.",
                day=self.roster.on_day,
            )
        ]
        if self.voting:
            said.append(t("Only partners with a voting seat are counted."))
        if self.knows_active:
            said.append(
                t("Active: came to at least one of the last four meetings it was invited to, within a year.")
            )
        else:
            said.append(t("Who came to meetings is not known yet."))
        if self.listed.id != self.roster.sector_list.id:
            said.append(
                t(
                    "Partners name sectors of another list. A seat is filled where that sector lies within this one; "
                    "where it is only a wider one, the roster cannot tell."
                )
            )
        return " ".join(said)

    def choice(self) -> Choice:
        """The sector lists to look through."""
        lang = self.roster.context.selection.lang
        options = tuple((key, one.name.said(lang).words) for key, one in self.store.sector_lists.items())
        return Choice("sectors", self.t("Sector list"), options, self.listed.id)

    def _state(self, seat: _Seat) -> SeatState:
        if seat.partners:
            return "filled" if seat.active or not self.knows_active else "listed"
        return "perhaps" if seat.perhaps else "empty"
