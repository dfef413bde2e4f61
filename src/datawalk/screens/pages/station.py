"""One station of a walk as a page: what its downloads hold."""

from datawalk.screens.pages.desk import Desk, station_section
from datawalk.screens.pageview import PageView, Section
from datawalk.screens.selection import Selection
from datawalk.screens.walk import load_walk
from datawalk.store.published import PublishedStore


def load_station_page(store: PublishedStore, selection: Selection) -> PageView:
    """The walk's station with its numbers and facts. Raises UsageProblem when the release holds no walk."""
    desk, walk = Desk(store, selection), load_walk(store, selection)
    view = walk.station
    where = " · ".join(part for part in (walk.title.words, view.place_name, view.period_text) if part)
    section = station_section(view, id=view.station_id, t=desk.t, open_facts=True)
    prompts = Section(
        "prompts", desk.t("Talk about it"), paragraphs=tuple(prompt.words for prompt in view.prompts)
    )
    head = desk.head([view.source.id] if view.source else [], method=view.method)
    if view.source is None:  # of several sources or of a table: its facts name them
        named = (desk.t("Source"), desk.t("License"))
        head = (*head, *(fact for fact in view.facts if fact.label in named))
    return PageView(
        page="walk",
        title=view.title,
        lead=where,
        lang=desk.lang,
        release=store.release_id,
        sections=(section, prompts) if view.prompts else (section,),
        notice=walk.notice,
        head=head,
    )
