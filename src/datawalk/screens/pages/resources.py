"""Resources: what to read, whom to ask, where money is, by topic and goal area."""

from datawalk.domain.resources import Resource
from datawalk.screens.pages.desk import Desk
from datawalk.screens.pageview import Entry, PageView, Section
from datawalk.screens.selection import Selection
from datawalk.screens.stations.capacity import DOMAINS, domain_of_capacity
from datawalk.screens.stations.promises.words import AREAS, area_name
from datawalk.screens.views import Choice, TableView
from datawalk.store.published import PublishedStore

_COLUMNS = ("resource_id", "title", "kind", "organization", "date", "url", "topics", "area")


def load_resources(store: PublishedStore, selection: Selection) -> PageView:
    """The resources that fit the address's topic, area and search, by goal area."""
    desk = Desk(store, selection)
    t = desk.t
    rows = store.rows(Resource)
    topics = sorted(
        ((key, _topic_name(desk, key)) for key in {key for one in rows for key in one.topics}),
        key=lambda topic: topic[1],
    )
    areas = [(area, area_name(area, t=t)) for area in AREAS]
    wanted = (selection.q or "").strip().lower()
    found = [
        one
        for one in rows
        if (not selection.topic or selection.topic in one.topics)
        and (not selection.area or selection.area == one.area)
        and wanted in f"{one.title} {one.organization} {one.kind} {' '.join(one.topics)}".lower()
    ]
    return PageView(
        page="resources",
        title=desk.said(t("Resources")),
        lead=t("What others have learned, and who can help."),
        lang=desk.lang,
        release=store.release_id,
        sections=_by_area(desk, found) or (_nothing(desk, any_at_all=bool(rows)),),
        choices=(
            Choice("q", t("Search resources"), chosen=selection.q or ""),
            Choice("topic", t("Topic"), (("", t("Every topic")), *topics), selection.topic or ""),
            Choice("area", t("Goal area"), (("", t("Every area")), *areas), selection.area or ""),
        ),
        head=desk.head(),
    )


def _kind_name(desk: Desk, kind: str) -> str:
    """The kind as people say it; a coordinator's own word stays as written."""
    t = desk.t
    names = {
        "guide": t("Guide"),
        "report": t("Report"),
        "toolkit": t("Toolkit"),
        "brief": t("Brief"),
        "template": t("Template"),
        "training": t("Training"),
        "funding": t("Funding"),
        "in_kind": t("In kind"),
        "data": t("Data"),
    }
    return names.get(kind, kind.replace("_", " ").capitalize())


def _topic_name(desk: Desk, topic: str) -> str:
    """The topic as people say it; a coordinator's own word stays as written."""
    t = desk.t
    names = {
        "data": t("data"),
        "equity": t("equity"),
        "funding": t("funding"),
        "health care": t("health care"),
        "partnerships": t("partnerships"),
        "rural": t("rural places"),
        "systems change": t("systems change"),
    }
    if topic in DOMAINS:
        return domain_of_capacity(topic, t=t).lower()
    return names.get(topic, topic.replace("_", " "))


def resource_entry(desk: Desk, one: Resource) -> Entry:
    """One resource as a line: what it is, by whom, when."""
    text = " · ".join(part for part in (_kind_name(desk, one.kind), one.organization, one.date or "") if part)
    return Entry(desk.said(one.title), text, url=one.url or "")


def _by_area(desk: Desk, found: list[Resource]) -> tuple[Section, ...]:
    t = desk.t
    sections = []
    for area in (*AREAS, None):
        own = [one for one in found if one.area == area]
        if own:
            title = area_name(area, t=t) if area else t("For all of it")
            sections.append(
                Section(
                    area or "all",
                    title,
                    entries=tuple(resource_entry(desk, one) for one in own),
                    table=TableView(tuple(_row(one) for one in own)),
                )
            )
    return tuple(sections)


def _row(one: Resource) -> dict[str, object]:
    values = one.model_dump(mode="json")
    return {column: "; ".join(one.topics) if column == "topics" else values[column] for column in _COLUMNS}


def _nothing(desk: Desk, *, any_at_all: bool) -> Section:
    t = desk.t
    if not any_at_all:
        return desk.nothing(t("There are no resources yet. Add a resources table, then build again."))
    sentence = t("No resource fits this choice. Try another word or topic, or see them all.")
    return desk.nothing(sentence, desk.link(t("All resources"), "resources"))
