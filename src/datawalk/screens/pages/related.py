"""What belongs to an indicator, a place or a partner: the partners that work on it, the goals about it."""

from collections.abc import Sequence

from datawalk.domain.goals import Goal
from datawalk.domain.indicators import Indicator
from datawalk.domain.roster import Partner
from datawalk.domain.text import Localised
from datawalk.domain.walks import GoalsStation
from datawalk.screens import format as fmt
from datawalk.screens.context import Context
from datawalk.screens.pages.desk import Desk
from datawalk.screens.pageview import Entry, Section
from datawalk.screens.stations.promises.standing import Promise, promises
from datawalk.screens.stations.promises.words import area_name, group_line, verdict


def partner_entry(desk: Desk, partner: Partner, *, text: str = "") -> Entry:
    """A line that leads to a partner."""
    return Entry(
        desk.said(partner.name), text, link=desk.link(partner.name, "partners", partner=partner.partner_id)
    )


def members(desk: Desk) -> list[Partner]:
    """The partners of the day that is looked at: as a rule the day the release was built."""
    return [partner for partner in desk.store.rows(Partner) if partner.member_on(desk.day)]


def partners_section(desk: Desk, indicator: Indicator) -> Section | None:
    """Who works on an indicator."""
    t = desk.t
    working = [partner for partner in members(desk) if indicator.id in partner.works_on]
    if not members(desk):
        return None
    title = t("Who works on it")
    if not working:
        return Section("partners", title, paragraphs=(t("No partner says yet that it works on this."),))
    names = desk.store.sector_list.names(desk.lang)
    entries = tuple(
        partner_entry(desk, partner, text=", ".join(names.get(key, key) for key in partner.sectors))
        for partner in working
    )
    return Section("partners", title, entries=entries)


def goals_section(desk: Desk, goals: Sequence[Goal]) -> Section | None:
    """Goals as lines: what is promised, and what became of it; each leads to its curve where a walk has one."""
    if not goals:
        return None
    station = GoalsStation(id="goals", kind="goals", question=Localised(en="?", es="?"))
    told = promises(Context(desk.store, "", station, desk.selection), goals)
    entries = tuple(_goal_entry(desk, promise) for promise in told)
    return Section("goals", desk.t("Goals about it"), entries=entries)


def _goal_entry(desk: Desk, promise: Promise) -> Entry:
    t, goal = desk.t, promise.goal
    text = area_name(goal.area, t=t)
    if goal.target_period:
        text += " · " + t("by {year}", year=fmt.period(str(goal.target_period)))
    value = verdict(promise, t=t)
    if promise.met:
        value += f", {group_line(promise, t=t)}"
    at = _station(desk, "curve") or _station(desk, "goals")
    link = desk.link(goal.statement, "walk", walk=at[0], station=at[1], goal=goal.goal_id) if at else None
    return Entry(desk.said(goal.statement), text, value, link)


def _station(desk: Desk, kind: str) -> tuple[str, str] | None:
    """The first station of a kind in any walk."""
    return next(
        (
            (walk.id, station.id)
            for walk in desk.store.walks.values()
            for station in walk.station
            if station.kind == kind
        ),
        None,
    )
