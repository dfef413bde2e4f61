"""Share links on the screen: where one begins, and why a visitor is not let in."""

from dataclasses import replace

from datawalk.domain.links import Cover, Link
from datawalk.screens.pageview import PageName
from datawalk.screens.selection import Selection
from datawalk.screens.wording import Words


def refused(why: str, *, t: Words) -> str:
    """The sentence of a refusal. It never tells whether there was such a link."""
    return {
        "no_link": t("This data walk opens with a link. Ask its host for one."),
        "not_open": t("This link is not open. It may have ended. Ask whoever sent it for a new one."),
        "not_host": t("This page is for the host. Sign in first."),
        "not_covered": t("This page is not part of what was shared with you."),
        "unknown": t("This link cannot be checked right now. Please tell the host."),
    }[why]


def beginning(link: Link) -> tuple[PageName, Selection]:
    """The page a link begins with, and what is chosen there: what the page it was made on showed, within what it covers."""
    cover = link.cover
    chosen = replace(Selection.read(link.begin), link=link.id)
    if cover.kind == "page":
        return cover.page or "home", chosen  # type: ignore[return-value]
    if cover.kind == "everything":
        return "home", chosen
    return "walk", replace(chosen, walk=cover.walk, station=cover.station)


def begins_here(cover: Cover, selection: Selection) -> dict[str, str]:
    """What a link made on this page begins with: all that is chosen; of a walk and of everything the place alone."""
    if cover.kind in ("page", "station"):
        return replace(selection, link=None, lang="en").parameters()
    return Selection(place=selection.place).parameters()
