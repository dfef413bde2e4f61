"""The roster as it was on a day: what every station about partners is loaded from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from datawalk.charts.inputs import Picture
from datawalk.domain.roster import Partner, Seat
from datawalk.domain.sectors import SectorList
from datawalk.domain.walks import RosterStation
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.finding import finding
from datawalk.screens.nearest import short
from datawalk.screens.stations.assemble import assemble, cannot_show
from datawalk.screens.views import Choice, Fact, MeasureValue, StationView, TableView
from datawalk.screens.wording import Words

_DAYS_AT_MOST = 8
_NAMED_AT_MOST = 7


@dataclass(frozen=True, eq=False)
class Roster:
    """The partners of one day. `default`: the day of the station; `notice` says why it is not the day that was asked for."""

    context: Context
    day: date
    default: date
    notice: str

    @cached_property
    def partners(self) -> list[Partner]:
        """The partners of the day."""
        return [one for one in self.context.store.rows(Partner) if one.member_on(self.day)]

    @cached_property
    def by_id(self) -> dict[str, Partner]:
        return {one.partner_id: one for one in self.partners}

    @property
    def sector_list(self) -> SectorList:
        """The list the collaborative answers to."""
        return self.context.store.sector_list

    @cached_property
    def sector_names(self) -> dict[str, str]:
        """The names of its sectors, in its order."""
        return self.sector_list.names(self.context.selection.lang)

    @cached_property
    def empty(self) -> list[str]:
        """The sectors without a partner, in the list's order."""
        filled = {sector for one in self.partners for sector in one.sectors}
        return [sector.id for sector in self.sector_list.sector if sector.id not in filled]

    def seats(self, *, body: str | None = None) -> list[Seat]:
        """The voting seats that partners hold on the day."""
        return [
            seat
            for seat in self.context.store.rows(Seat)
            if seat.voting
            and seat.held_on(self.day)
            and seat.partner_id in self.by_id
            and body in (None, seat.body)
        ]

    @cached_property
    def on_day(self) -> str:
        """The day in words."""
        return fmt.day(self.day.isoformat(), lang=self.context.selection.lang)

    @cached_property
    def partners_text(self) -> str:
        return self.context.t.plural("one partner", "{n} partners", len(self.partners))

    @cached_property
    def where(self) -> str:
        """What stands at the place's place: whose roster this is, and how many partners it has."""
        return f"{self.context.store.workspace.name} · {self.partners_text}"

    def named(self, names: Sequence[str]) -> str:
        """The first few names as a sentence lists them, and how many more."""
        return fmt.first_few(names, most=_NAMED_AT_MOST, t=self.context.t)

    @cached_property
    def choice(self) -> Choice:
        """Other days to look at: the beginnings of the years since the first partner joined."""
        return day_choice(self.partners, self.default, self.day, t=self.context.t)

    def view(
        self,
        *sentences: str,
        picture: Picture | None,
        measures: tuple[MeasureValue, ...],
        table: TableView,
        method: str,
        cannot_say: str,
        footer: str,
        choices: tuple[Choice, ...] = (),
        **given: Any,
    ) -> StationView:
        """The station of this roster; `given` takes the place of what all of them share."""
        told = finding(*sentences)
        shared: dict[str, Any] = {
            "n": len(self.partners),
            "n_text": self.partners_text,
            "notice": self.notice,
            "facts": self.facts(method),
            "where": self.where,
            "when": self.on_day,
            "alt": str(told),
        }
        return assemble(
            self.context,
            finding=told,
            picture=picture,
            measures=measures,
            table=table,
            method=method,
            cannot_say=cannot_say,
            footer=footer,
            choices=(self.choice, *choices),
            **{**shared, **given},
        )

    def facts(self, method: str, *, listed: SectorList | None = None) -> tuple[Fact, ...]:
        """The lines of *source and method* of a station about partners."""
        t = self.context.t
        chosen = (listed or self.sector_list).name.said(self.context.selection.lang).words
        return (
            Fact(t("Method"), method),
            Fact(t("Sector list"), chosen),
            Fact(t("Source"), t("The collaborative's own tables of partners, seats, meetings and ties.")),
            Fact(t("Release"), self.context.store.release_id),
        )

    def footer(self, *parts: str) -> str:
        return self.context.footer(self.context.t("Partner roster on {day}.", day=self.on_day), *parts)


def day_choice(partners: Iterable[Partner], default: date, chosen: date, *, t: Words) -> Choice:
    """The day that is looked at, and the beginnings of the years since the first of these partners joined."""
    first = min((one.joined_on.year for one in partners if one.joined_on), default=default.year)
    years = (date(year, 1, 1) for year in range(default.year, first, -1))
    days = [default, *(day for day in years if day < default)][:_DAYS_AT_MOST]
    if chosen not in days:
        days.append(chosen)
    options = tuple((day.isoformat(), fmt.day(day.isoformat(), lang=t.lang)) for day in days)
    return Choice("as_of", t("The roster on"), options, chosen.isoformat())


def roster_of(context: Context, station: RosterStation) -> Roster | StationView:
    """The roster on the address's day, else the station's, else the release's; a sentence when nobody is in it."""
    t, asked = context.t, context.selection.as_of
    default = station.as_of or context.store.built_on
    notice = ""
    if asked and context.selection.day is None:
        notice = t(
            "'{asked}' is not a day. This shows the roster of {day}.",
            asked=short(asked),
            day=fmt.day(default.isoformat(), lang=t.lang),
        )
    roster = Roster(context, context.selection.day or default, default, notice)
    if roster.partners:
        return roster
    then = [one for one in context.store.rows(Partner) if one.member_on(default)]
    if then:
        nobody = cannot_show(context, t("No partner was in the roster on {day}.", day=roster.on_day))
        return replace(nobody, choices=(day_choice(then, default, roster.day, t=t),))
    return cannot_show(
        context, t("There are no partners in the roster yet. Add a partners table, then build again.")
    )
