"""Partners: the directory by sector; `partner.py` is the page of one."""

from dataclasses import replace

from datawalk.domain.roster import Partner
from datawalk.screens.pages.desk import Desk
from datawalk.screens.pages.elsewhere import elsewhere
from datawalk.screens.pages.partner import one_partner, works_on
from datawalk.screens.pages.readiness import readiness_list, self_check
from datawalk.screens.pages.related import members, partner_entry
from datawalk.screens.pageview import Entry, PageView, Section
from datawalk.screens.selection import Selection
from datawalk.screens.stations.roster import day_choice
from datawalk.screens.views import Choice, TableView
from datawalk.store.published import PublishedStore

_MANY_PARTNERS, _OF_A_SECTOR = 150, 12
"""Of more partners than a page should list, so many of each sector are."""


def load_partners(store: PublishedStore, selection: Selection) -> PageView:
    """The directory, or the partner the address names; the nearest one, and a sentence, when it is gone."""
    desk = Desk(store, selection)
    asked = selection.partner
    if not asked:
        return _directory(desk)
    partners = {partner.partner_id: partner for partner in store.rows(Partner)}
    if asked in partners:
        return one_partner(desk, partners[asked])
    near, notice = desk.nearest(asked, {key: partner.name for key, partner in partners.items()})
    if near is None:
        return _directory(Desk(store, replace(selection, partner=None)), notice=notice)
    return one_partner(desk, partners[near], notice=notice)


def _directory(desk: Desk, *, notice: str = "") -> PageView:
    t = desk.t
    wanted = (desk.selection.q or "").strip().lower()
    sectors = desk.store.sector_list.names(desk.lang)
    everyone = members(desk)
    found = [
        partner
        for partner in everyone
        if wanted in partner.name.lower() and desk.selection.sector in (None, *partner.sectors)
    ]
    few = len(found) <= _MANY_PARTNERS or desk.selection.sector is not None
    sections = tuple(
        _of_sector(desk, key, name, own, most=None if few else _OF_A_SECTOR)
        for key, name in sectors.items()
        if desk.selection.sector in (None, key)
        and (
            own := [
                partner for partner in found if partner.sectors[:1] == (key,) or desk.selection.sector == key
            ]
        )
    )
    if not sections:
        sections = (_nobody(desk, wanted, anyone=bool(everyone)),)
    ready = readiness_list(desk) if everyone and not wanted and not desk.selection.sector else None
    sections = (*sections, *([ready] if ready else []), *elsewhere(desk))
    count = t.plural("One partner works together here.", "{n} partners work together here.", len(everyone))
    filled = tuple(
        (key, name) for key, name in sectors.items() if any(key in one.sectors for one in everyone)
    )
    return PageView(
        page="partners",
        title=desk.said(t("Partners")),
        lead=f"{count} {t('Each stands under its main sector.')}" if everyone else "",
        lang=desk.lang,
        release=desk.store.release_id,
        sections=sections,
        notice=notice,
        choices=(
            Choice("q", t("Search partners"), chosen=desk.selection.q or ""),
            Choice("sector", t("Sector"), (("", t("Every sector")), *filled), desk.selection.sector or ""),
            day_choice(everyone, desk.store.built_on, desk.day, t=t),
        ),
        tools=(self_check(desk),),
        head=desk.head(),
    )


def _of_sector(desk: Desk, key: str, name: str, own: list[Partner], *, most: int | None) -> Section:
    """The partners of one sector; of very many the first, and the way to all. A download has them all."""
    entries = [partner_entry(desk, partner, text=works_on(desk, partner)) for partner in own[:most]]
    if most is not None and len(own) > most:
        label = desk.t("All {n} of: {sector}", n=len(own), sector=name)
        entries.append(Entry(desk.said(label), link=desk.link(label, "partners", sector=key)))
    rows: tuple[dict[str, object], ...] = tuple(
        {
            "id": one.partner_id,
            "label": one.name,
            "sectors": ";".join(one.sectors),
            "works_on": works_on(desk, one),
        }
        for one in own
    )
    return Section(key, name, entries=tuple(entries), table=TableView(rows))


def _nobody(desk: Desk, wanted: str, *, anyone: bool) -> Section:
    t = desk.t
    if not anyone:
        return desk.nothing(
            t("There are no partners in the roster yet. Add a partners table, then build again.")
        )
    wanted = wanted or desk.selection.sector or ""
    return desk.nothing_found(wanted, desk.link(t("All partners"), "partners"))
