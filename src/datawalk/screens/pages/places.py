"""Places: all of them under those around them; one of them with its levels and its widest gaps."""

from dataclasses import replace

from datawalk.charts.written import Map, Shape
from datawalk.domain.indicators import TOTAL, is_second_form
from datawalk.domain.observations import Observation
from datawalk.domain.places import Place
from datawalk.domain.text import Localised
from datawalk.domain.walks import GapOverviewStation, StrengthsStation
from datawalk.screens import format as fmt
from datawalk.screens.pages.desk import Desk, station_section
from datawalk.screens.pageview import Entry, PageView, Section
from datawalk.screens.selection import Selection
from datawalk.screens.stations.cells import (
    cell_line,
    cell_row,
    cell_text,
    cell_with_unit,
    drawn,
    table_header,
)
from datawalk.screens.stations.maps import of_one_level
from datawalk.screens.stations.several import domain_place
from datawalk.screens.views import Choice, TableView
from datawalk.store.published import PublishedStore

_LISTED_AT_MOST = 300
"""More lines than anybody reads, and seconds to draw."""


def load_places(store: PublishedStore, selection: Selection) -> PageView:
    """The list, or the place the address names; the nearest one, and a sentence, when it is gone."""
    desk = Desk(store, selection)
    asked = selection.place
    if not asked:
        return _list(desk)
    if asked in store.places:
        return _one(desk, store.places[asked])
    near, notice = desk.nearest(asked, {key: place.name for key, place in store.places.items()})
    if near is None:
        return _list(Desk(store, replace(selection, place=None)), notice=notice)
    return _one(Desk(store, replace(selection, place=near)), store.places[near], notice=notice)


def _list(desk: Desk, *, notice: str = "") -> PageView:
    t = desk.t
    wanted = (desk.selection.q or "").strip().lower()
    found = [
        (place, depth)
        for place, depth in desk.store.tree
        if wanted in place.name.lower() or wanted in place.place_id
    ]
    listed = found if len(found) <= _LISTED_AT_MOST else _near(desk, found, searched=bool(wanted))
    entries = tuple(_entry(desk, place, indent="" if wanted else "\u2003" * depth) for place, depth in listed)
    sections = (Section("places", entries=entries),)
    if len(listed) < len(found):
        few = t(
            "{k} of {n} places are listed. Search for the others, or open the place they lie in.",
            k=fmt.number(len(listed), lang=desk.lang),
            n=fmt.number(len(found), lang=desk.lang),
        )
        notice = f"{notice} {few}".strip()
    if not entries:
        sections = (desk.nothing_found(wanted, desk.link(t("All places"), "places", place=None)),)
    return PageView(
        page="places",
        title=desk.said(t("Places")),
        lead=t("Choose a place to see its figures on one page."),
        lang=desk.lang,
        release=desk.store.release_id,
        sections=sections,
        notice=notice,
        choices=(Choice("q", t("Search places"), chosen=desk.selection.q or ""),),
        head=desk.head(),
    )


def _near(desk: Desk, found: list[tuple[Place, int]], *, searched: bool) -> list[tuple[Place, int]]:
    """Of too many places: the first of a search; else those that hold others, and those around the workspace's."""
    if searched:
        return found[:_LISTED_AT_MOST]
    places, own = desk.store.places, desk.store.workspace.place
    holding = {place.parent_id for place in places.values()}
    around = {own, places[own].parent_id} if own in places else set()
    listed = [each for each in found if each[0].place_id in holding or each[0].parent_id in around - {None}]
    return listed[:_LISTED_AT_MOST]


def _entry(desk: Desk, place: Place, *, indent: str = "") -> Entry:
    people = fmt.number(place.population, lang=desk.lang) if place.population is not None else ""
    link = desk.link(indent + place.name, "places", place=place.place_id)
    return Entry(
        desk.said(place.name), desk.level_name(place), people and desk.t("{n} people", n=people), link
    )


def _one(desk: Desk, place: Place, *, notice: str = "") -> PageView:
    t, store = desk.t, desk.store
    levels = store.newest_levels(place.place_id)
    if levels:
        overview, dimension_choice = _overview(desk)
        strengths = StrengthsStation(id="strengths", kind="strengths", question=Localised(either=place.name))
        well = station_section(desk.station(strengths), id="strengths", title=t("What goes well here"), t=t)
        parts = [
            *([well] if well.picture else []),
            *overview,
            *_levels(desk, place, levels),
        ]
    else:
        parts, dimension_choice = [_no_figures(desk, place)], ()
    inside = [_entry(desk, child) for child in store.inside.get(place.place_id, ())]
    if inside:
        parts.append(Section("inside", t("Places inside"), entries=tuple(inside)))
    sections = [section for section in (_map(desk, place), *parts) if section]
    options = tuple((one.place_id, "\u2003" * depth + one.name) for one, depth in store.tree)
    return PageView(
        page="places",
        title=desk.said(place.name),
        lead=_lead(desk, place),
        lang=desk.lang,
        release=store.release_id,
        sections=tuple(sections),
        notice=notice,
        back=desk.link(t("All places"), "places", place=None),
        choices=(Choice("place", t("Place"), options, place.place_id), *dimension_choice),
        head=desk.head(
            (store.indicators[cell.indicator_id].source for cell in levels),
            method=t("The newest figure of each."),
        ),
    )


def _lead(desk: Desk, place: Place) -> str:
    t = desk.t
    level = desk.level_name(place)
    parts = [level[:1].upper() + level[1:]]
    if place.parent_id in desk.store.places:
        parts.append(t("in {place}", place=desk.place_name(place.parent_id or "")))
    if place.population is not None:
        people = fmt.number(place.population, lang=desk.lang)
        if place.population_period:
            when = fmt.period(str(place.population_period))
            parts.append(t("{n} people in {year}", n=people, year=when))
        else:
            parts.append(t("{n} people", n=people))
    return " · ".join(parts)


def _no_figures(desk: Desk, place: Place) -> Section:
    """A place without any data: a sentence and a way on."""
    t = desk.t
    inside = desk.store.inside.get(place.place_id)
    around = desk.store.places.get(place.parent_id or "")
    sentence = t("There are no figures for {place} itself.", place=place.name)
    if inside:
        return Section("none", paragraphs=(sentence + " " + t("The places inside it may have some."),))
    entries = (_entry(desk, around),) if around else ()
    return Section("none", paragraphs=(sentence,), entries=entries)


def _overview(desk: Desk) -> tuple[list[Section], tuple[Choice, ...]]:
    """The gaps of the chosen dimension, or of the one most indicators have; nothing where no source has groups."""
    t, store = desk.t, desk.store
    counts: dict[str, int] = {}
    for row in store.coverage:
        if row.dimension != TOTAL and store.cells(
            row.indicator_id, place_id=desk.place_id, dimension=row.dimension
        ):
            counts[row.dimension] = counts.get(row.dimension, 0) + 1
    if not counts:
        return [], ()
    most = max(counts, key=lambda key: (counts[key], key == "race_ethnicity"))
    chosen = desk.selection.dimension if desk.selection.dimension in counts else most
    dimension = store.dimensions[chosen or most]
    station = GapOverviewStation(
        id="gaps", kind="gap_overview", question=dimension.name, dimension=dimension.id
    )
    section = station_section(desk.station(station), id="gaps", title=t("Widest gaps"), t=t)
    options = tuple((key, store.dimensions[key].name.said(desk.lang).words) for key in counts)
    return [section], (Choice("dimension", t("Compare by"), options, dimension.id),)


def _levels(desk: Desk, place: Place, levels: list[Observation]) -> list[Section]:
    """Every newest figure by domain, the place around it beside it; one table of all of them for the downloads."""
    t, store, lang = desk.t, desk.store, desk.lang
    around = (
        {cell.indicator_id: cell for cell in store.newest_levels(place.parent_id)} if place.parent_id else {}
    )
    by_domain: dict[str, list[Observation]] = {}
    for cell in levels:
        if is_second_form(cell.indicator_id, store.indicators):
            continue
        by_domain.setdefault(store.indicators[cell.indicator_id].domain, []).append(cell)
    sections = []
    for domain in sorted(by_domain, key=domain_place):
        entries, rows, lines = [], [], []
        for cell in by_domain[domain]:
            indicator = store.indicators[cell.indicator_id]
            name = indicator.name.said(lang)
            text = _beside(desk, cell, around.get(cell.indicator_id))
            value = cell_with_unit(cell, unit=indicator.unit, t=t)
            entries.append(desk.indicator_entry(indicator, text=text, value=value))
            rows.append(cell_row(cell, id=indicator.id, label=name.words, t=t))
            lines.append(
                (*cell_line(cell, name.words, unit=indicator.unit, t=t), fmt.period(str(cell.period)))
            )
        header = (*table_header(t, first=t("Indicator")), t("Period"))
        sections.append(
            Section(
                f"levels_{domain}",
                desk.domain_name(domain),
                entries=tuple(entries),
                table=TableView(tuple(rows), header, tuple(lines)),
                table_title=t("The numbers as a table"),
            )
        )
    return sections


def _beside(desk: Desk, cell: Observation, around: Observation | None) -> str:
    """The period and range of a figure, and the same figure for the place around it."""
    t, indicator = desk.t, desk.store.indicators[cell.indicator_id]
    parts = [fmt.period(str(cell.period))]
    if drawn(cell) and cell.lower is not None and cell.upper is not None:
        low, high = (fmt.value(v, unit=indicator.unit, t=t) for v in (cell.lower, cell.upper))
        parts.append(t("from {low} to {high}", low=low, high=high))
    if around and drawn(around) and around.period == cell.period:
        value = cell_text(around, unit=indicator.unit, t=t)
        parts.append(f"{desk.place_name(around.place_id)}: {value}")
    return " · ".join(parts)


def _map(desk: Desk, place: Place) -> Section | None:
    """Where the place lies: itself among its siblings, or the places inside it."""
    boundaries = desk.store.boundaries()
    known = {key: one for key, one in desk.store.places.items() if key in boundaries}
    siblings = [
        key
        for key, one in known.items()
        if one.parent_id and (one.parent_id, one.level) == (place.parent_id, place.level)
    ]
    inside = [key for key, one in known.items() if one.parent_id == place.place_id]
    drawn_ids = sorted(siblings if place.place_id in boundaries else of_one_level(inside, places=known))
    if not drawn_ids:
        return None
    shapes = tuple(
        Shape(
            desk.place_name(key),
            desk.level_name(desk.store.places[key]),
            boundaries[key].polygons,
            chosen=key == place.place_id,
            said=f"{desk.place_name(key)}: {desk.level_name(desk.store.places[key])}.",
        )
        for key in drawn_ids
    )
    alt = desk.t("Map of {place} and the places around it.", place=place.name)
    return Section("map", picture=Map(shapes, ()), alt=alt)
