"""Partners that came before and do not now, by name: for the host's own paper, never for a page others see."""

from datetime import date

from datawalk.domain.roster import Partner
from datawalk.screens import format as fmt
from datawalk.screens.pages.desk import Desk
from datawalk.screens.pageview import Entry, PageView, Section
from datawalk.screens.selection import Selection
from datawalk.store.published import PublishedStore


def load_fading(store: PublishedStore, selection: Selection, *, day: date | None = None) -> PageView:
    """Who came to at least two of eight meetings, and to none of the last four, by name; `day`: today's, the release's."""
    desk = Desk(store, selection)
    t, asked = desk.t, day or store.built_on
    partners = {one.partner_id: one for one in store.rows(Partner)}
    sectors = store.sector_list.names(desk.lang)
    entries = []
    for one in store.fading_partners(asked):
        partner = partners[one.partner_id]
        came = t(
            "Came to {came} of {asked} meetings before; last on {day}.",
            came=one.came,
            asked=one.asked,
            day=fmt.day(one.last_came, lang=desk.lang),
        )
        named = ", ".join(sectors.get(key, key) for key in partner.sectors)
        entries.append(Entry(desk.said(partner.name), f"{named}. {came}" if named else came))
    nobody = () if entries else (t("No partner has stopped coming."),)
    return PageView(
        page="partners",
        title=desk.said(t("Partners to ask how they are")),
        lead=t(
            "For the host alone. These partners came before, and to none of their last four meetings up to {day}.",
            day=fmt.day(asked.isoformat(), lang=desk.lang),
        ),
        lang=desk.lang,
        release=store.release_id,
        sections=(
            Section("fading", paragraphs=nobody, entries=tuple(entries)),
            Section(
                "ask",
                t("Before you call"),
                paragraphs=(
                    t("Ask how they are before you ask why they stay away. Do not put this list on a wall."),
                    t("A meeting may be at a bad hour, or far, or in one language only. People change jobs."),
                ),
            ),
        ),
        head=desk.head(),
    )
