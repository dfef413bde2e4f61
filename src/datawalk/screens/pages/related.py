"""What belongs to an indicator, a place or a partner: the partners that work on it, the goals about it."""

from collections.abc import Iterable

from datawalk.domain.goals import Area, Goal
from datawalk.domain.indicators import Indicator
from datawalk.domain.roster import Partner
from datawalk.screens import format as fmt
from datawalk.screens.pages.desk import Desk
from datawalk.screens.pageview import Entry, Section


def area_name(desk: Desk, area: Area) -> str:
    """The goal area as people say it."""
    t = desk.t
    names: dict[Area, str] = {
        "systems_change": t("Systems change"),
        "equity": t("Equity"),
        "sustainability": t("Sustainability"),
    }
    return names[area]


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


def goals_section(desk: Desk, goals: Iterable[Goal]) -> Section | None:
    """Goals as lines: what is promised, and where it leads."""
    t = desk.t
    entries = tuple(_goal_entry(desk, goal) for goal in goals)
    return Section("goals", t("Goals about it"), entries=entries) if entries else None


def _goal_entry(desk: Desk, goal: Goal) -> Entry:
    t = desk.t
    text = area_name(desk, goal.area)
    if goal.target_period:
        text += " · " + t("by {year}", year=fmt.period(str(goal.target_period)))
    walk = next(
        (
            (walk.id, station.id)
            for walk in desk.store.walks.values()
            for station in walk.station
            if station.kind == "goals"
        ),
        None,
    )
    link = desk.link(goal.statement, "walk", walk=walk[0], station=walk[1]) if walk else None
    return Entry(desk.said(goal.statement), text, link=link)
