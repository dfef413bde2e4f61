"""One station of a walk as a page: what its downloads hold."""

from datawalk.screens.pages.desk import Desk, station_section
from datawalk.screens.pageview import PageView, Section
from datawalk.screens.selection import Selection
from datawalk.screens.views import Fact
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
    head = desk.source_facts({view.source.id} if view.source else set())
    if view.method:
        head = (*head, Fact(desk.t("Method"), view.method))
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
