"""The page of one partner: its facts, the gaps of its work, what it owns and promised, what may help it."""

from dataclasses import replace

from datawalk.domain.goals import Commitment, Goal
from datawalk.domain.indicators import TOTAL
from datawalk.domain.resources import Resource
from datawalk.domain.roster import Partner, Seat
from datawalk.domain.walks import GapStation
from datawalk.screens import format as fmt
from datawalk.screens.fitness import refusal, refused
from datawalk.screens.pages.desk import Desk
from datawalk.screens.pages.readiness import board, self_check
from datawalk.screens.pages.related import goals_section, members
from datawalk.screens.pages.resources import resource_entry
from datawalk.screens.pageview import Entry, PageView, Section
from datawalk.screens.views import Fact

_GAPS_AT_MOST = 6
_RESOURCES_AT_MOST = 6


def one_partner(desk: Desk, partner: Partner, *, notice: str = "") -> PageView:
    """Everything there is to say of a partner, and whom to tell when it is wrong."""
    t, store = desk.t, desk.store
    sectors = store.sector_list.names(desk.lang)
    named = [sectors.get(key, key) for key in partner.sectors]
    owned = [goal for goal in store.rows(Goal) if goal.owner == partner.partner_id]
    promised = _promised(desk, partner)
    parts = (
        Section("about", t("About"), facts=_facts(desk, partner)),
        board(desk, partner),
        _gaps(desk, partner),
        _owned(desk, owned),
        promised,
        _resources(desk, partner, owned),
        Section("correct", t("Is something wrong here?"), paragraphs=(_correct(desk),)),
    )
    left = "" if partner.member_on(desk.day) else t("{name} has left the collaborative.", name=partner.name)
    return PageView(
        page="partners",
        title=desk.said(partner.name),
        lead=", ".join(named),
        lang=desk.lang,
        release=store.release_id,
        sections=tuple(part for part in parts if part),
        notice=" ".join(part for part in (notice, left) if part),
        back=desk.link(t("All partners"), "partners"),
        tools=(self_check(desk, partner),),
        head=desk.head(),
    )


def _facts(desk: Desk, partner: Partner) -> tuple[Fact, ...]:
    t, lang, store = desk.t, desk.lang, desk.store
    names = store.sector_list.names(lang)
    facts = [Fact(t("Sectors"), fmt.listed([names.get(key, key) for key in partner.sectors], lang=lang))]
    if partner.backbone:
        facts.append(Fact(t("Role"), t("Backbone: it carries the coordination.")))
    facts.append(Fact(t("Seats"), _seats(desk, partner)))
    facts.append(Fact(t("Works on"), works_on(desk, partner) or t("Not said yet.")))
    if partner.places:
        facts.append(
            Fact(t("Where"), fmt.listed([desk.place_name(key) for key in partner.places], lang=lang))
        )
    if partner.populations:
        facts.append(Fact(t("For whom"), fmt.listed(list(partner.populations), lang=lang)))
    if partner.speaks_for_residents:
        facts.append(Fact(t("Voice"), t("It speaks for residents.")))
    if partner.languages:
        facts.append(
            Fact(
                t("Languages"),
                fmt.listed([fmt.language_name(key, lang=lang) for key in partner.languages], lang=lang),
            )
        )
    if partner.joined_on:
        facts.append(Fact(t("Member since"), fmt.day(partner.joined_on.isoformat(), lang=lang)))
    if partner.website:
        facts.append(Fact(t("Website"), partner.website))
    return tuple(facts)


def _seats(desk: Desk, partner: Partner) -> str:
    t = desk.t
    held = [
        seat
        for seat in desk.store.rows(Seat)
        if seat.partner_id == partner.partner_id and seat.held_on(desk.day)
    ]
    if not held:
        return t("No seat at present.")
    words = [
        t("{body} (votes)", body=body) if seat.voting else t("{body} (advises)", body=body)
        for seat in held
        if (body := seat.body.replace("_", " "))
    ]
    return fmt.listed(words, lang=desk.lang)


def _gaps(desk: Desk, partner: Partner) -> Section | None:
    """The gaps of what it works on, else of what others of its sectors work on, in a place of its."""
    t, store = desk.t, desk.store
    own = list(partner.works_on)
    of_sector = [
        key for other in members(desk) if set(other.sectors) & set(partner.sectors) for key in other.works_on
    ]
    entries, left_out = [], list[str]()
    for key in dict.fromkeys([*own, *of_sector]):
        indicator = store.indicators.get(key)
        if indicator is None:
            continue
        if "groups" in refused(store, indicator):
            left_out += [indicator.name.said(desk.lang).words] if key in own else []
            continue
        for row in store.coverage:
            if row.indicator_id != key or row.dimension == TOTAL or row.dimension not in store.dimensions:
                continue
            place = _place_with(desk, partner, key, row.dimension)
            there = Desk(store, replace(desk.selection, place=place))
            view = there.station(
                GapStation(
                    id="gap", kind="gap", question=indicator.name, indicator=key, dimension=row.dimension
                )
            )
            by = store.dimensions[row.dimension].name.said(desk.lang).words
            name = f"{indicator.name.said(desk.lang).words}: {by}"
            link = there.link(name, "indicators", indicator=key, dimension=row.dimension, place=place)
            entries.append(Entry(desk.said(name), str(view.finding), link=link))
    if not entries and not left_out:
        return None
    paragraphs: tuple[str, ...] = ()
    if left_out:
        named = t("Left out: {indicators}.", indicators=fmt.listed(left_out, lang=desk.lang))
        paragraphs = (f"{named} {refusal('groups', t=t)}",)
    return Section(
        "gaps",
        t("Gaps that concern its work"),
        paragraphs=paragraphs,
        entries=tuple(entries[:_GAPS_AT_MOST]),
    )


def _place_with(desk: Desk, partner: Partner, indicator_id: str, dimension: str) -> str:
    """The first of the partner's places that has figures by group, else the workspace's place."""
    with_data = desk.store.places_with_data(indicator_id, dimension=dimension)
    return next((key for key in partner.places if key in with_data), desk.store.workspace.place)


def _owned(desk: Desk, owned: list[Goal]) -> Section | None:
    section = goals_section(desk, owned)
    return replace(section, id="owns", title=desk.t("Goals it owns")) if section else None


def _promised(desk: Desk, partner: Partner) -> Section | None:
    """What it promised to do, and whether it is done."""
    t, lang = desk.t, desk.lang
    own = [one for one in desk.store.rows(Commitment) if one.who == partner.partner_id]
    entries = []
    for one in own:
        if one.done_on:
            state = t("done on {day}", day=fmt.day(one.done_on.isoformat(), lang=lang))
        elif one.due:
            state = t("due on {day}", day=fmt.day(one.due.isoformat(), lang=lang))
        else:
            state = ""
        entries.append(Entry(desk.said(one.what), state))
    return Section("promised", t("What it promised"), entries=tuple(entries)) if entries else None


def _resources(desk: Desk, partner: Partner, owned: list[Goal]) -> Section | None:
    """Resources that share a topic with its sectors or its work, then those of its goals' areas."""
    t, store = desk.t, desk.store
    topics = {
        *partner.sectors,
        *(store.indicators[key].domain for key in partner.works_on if key in store.indicators),
    }
    plain = {topic.replace("_", " ") for topic in topics}
    areas = {goal.area for goal in owned}
    rows = store.rows(Resource)
    fitting = [one for one in rows if plain & {topic.replace("_", " ") for topic in one.topics}]
    fitting += [one for one in rows if one.area in areas and one not in fitting]
    if not fitting:
        return None
    entries = tuple(resource_entry(desk, one) for one in fitting[:_RESOURCES_AT_MOST])
    all_of_them = desk.link(t("All resources"), "resources")
    return Section(
        "resources",
        t("Resources that fit"),
        paragraphs=(t("Chosen by its sectors, its work and the areas of its goals."),),
        entries=(*entries, Entry(desk.said(t("All resources")), link=all_of_them)),
    )


def _correct(desk: Desk) -> str:
    t, contact = desk.t, desk.store.workspace.contact
    how = (
        t("Write to {contact} and say what should change.", contact=contact)
        if contact
        else t("Tell the host of this data walk what should change.")
    )
    return how + " " + t("This page comes from the partners table. It changes with the next release.")


def works_on(desk: Desk, partner: Partner) -> str:
    """The indicators the partner works on, by name."""
    names = [
        desk.store.indicators[key].name.said(desk.lang).words
        for key in partner.works_on
        if key in desk.store.indicators
    ]
    return ", ".join(names)
