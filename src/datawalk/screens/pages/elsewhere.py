"""Collaborations elsewhere, beside ours: whom they had at the table that we do not have."""

from datawalk.domain.examples import Example
from datawalk.domain.sectors import Fit, SectorList
from datawalk.screens import format as fmt
from datawalk.screens.pages.desk import Desk
from datawalk.screens.pages.related import members
from datawalk.screens.pageview import Entry, Section

_OURS = "datawalk_17"


def elsewhere(desk: Desk) -> tuple[Section, ...]:
    """The examples, those closest to our issues and sectors first; nothing while the roster is empty or filtered."""
    ours = desk.store.sector_lists.get(_OURS)
    examples = desk.store.rows(Example)
    if ours is None or not examples or not members(desk) or desk.selection.q or desk.selection.sector:
        return ()
    here, domains = _sectors_here(desk, ours), _domains_here(desk)
    ordered = sorted(
        examples,
        key=lambda one: (-len(domains & set(one.domains)), -len(here & set(one.sectors)), one.name),
    )
    t = desk.t
    return (
        Section(
            "elsewhere",
            t("Who was at the table elsewhere"),
            paragraphs=(t("Collaborations with an issue or sectors like ours, the closest first."),),
            entries=tuple(_entry(desk, one, ours, here) for one in ordered),
        ),
    )


def _sectors_here(desk: Desk, ours: SectorList) -> set[str]:
    """The codes of our list that a partner of today fills, surely or perhaps."""
    own = {sector.id: sector for sector in desk.store.sector_list.sector}
    found: set[str] = set()
    for partner in members(desk):
        fits = ours.filled_by(own[key] for key in partner.sectors if key in own)
        found |= {key for key, fit in fits.items() if fit is not Fit.NO}
    return found


def _domains_here(desk: Desk) -> set[str]:
    """What the partners of today work on."""
    worked_on = {key for partner in members(desk) for key in partner.works_on}
    return {desk.store.indicators[key].domain for key in worked_on if key in desk.store.indicators}


def _entry(desk: Desk, example: Example, ours: SectorList, here: set[str]) -> Entry:
    t, lang = desk.t, desk.lang
    names = ours.names(lang)
    missing = [names[key] for key in example.sectors if key in names and key not in here]
    if not example.sectors:
        told = t("Its sectors are not told.")
    elif missing:
        told = t("They had, and we do not yet: {sectors}.", sectors=fmt.listed(missing, lang=lang))
    else:
        told = t("All of its sectors are here too.")
    issue, mark = example.issue.said(lang).words, example.mark.said(lang).words
    return Entry(desk.said(example.name), f"{example.place}. {issue}. {mark} {told}")
