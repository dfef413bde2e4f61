"""Indicators: all of them by domain, with a search; one of them with its picture, its years and its places."""

from dataclasses import replace

from datawalk.domain.goals import Goal
from datawalk.domain.indicators import TOTAL, Indicator
from datawalk.domain.walks import GapStation, GapTrendStation, LevelStation, PlaceCompareStation
from datawalk.measures.gaps import OVERALL
from datawalk.screens import format as fmt
from datawalk.screens.fitness import refusal, refused
from datawalk.screens.kept import kept
from datawalk.screens.pages.desk import Desk, station_section
from datawalk.screens.pages.details import details_section
from datawalk.screens.pages.related import goals_section, partners_section
from datawalk.screens.pages.trend import trend_section
from datawalk.screens.pageview import Entry, PageView, Section, Stat
from datawalk.screens.selection import Selection
from datawalk.screens.stations.cells import cell_with_unit, margin_end
from datawalk.screens.stations.several import domain_place
from datawalk.screens.views import Choice, StationView
from datawalk.store.published import PublishedStore


def load_indicators(store: PublishedStore, selection: Selection) -> PageView:
    """The list, or the indicator the address names; the nearest one, and a sentence, when it is gone."""
    desk = Desk(store, selection)
    asked = selection.indicator
    if not asked:
        return _list(desk)
    if asked in store.indicators:
        return _one(desk, store.indicators[asked])
    names = {key: one.name.said(desk.lang).words for key, one in store.indicators.items()}
    near, notice = desk.nearest(asked, names)
    if near is None:
        return _list(Desk(store, replace(selection, indicator=None)), notice=notice)
    return _one(Desk(store, replace(selection, indicator=near)), store.indicators[near], notice=notice)


def _list(desk: Desk, *, notice: str = "") -> PageView:
    t, store, lang = desk.t, desk.store, desk.lang
    wanted = (desk.selection.q or "").strip().lower()
    levels = {cell.indicator_id: cell for cell in store.newest_levels(desk.place_id)}
    with_data = {row.indicator_id for row in store.coverage}
    entries: dict[str, list[Entry]] = {}
    for indicator in sorted(store.indicators.values(), key=lambda one: one.name.said(lang).words):
        texts = (indicator.id, str(indicator.name.said(lang)), str(indicator.technical_name.said(lang)))
        if indicator.id not in with_data or not all(
            any(word in text.lower() for text in (*texts, indicator.domain)) for word in wanted.split()
        ):
            continue
        cell = levels.get(indicator.id)
        value = cell_with_unit(cell, unit=indicator.unit, t=t) if cell else _where(desk, indicator)
        entry = desk.indicator_entry(indicator, text=texts[2], value=value)
        entries.setdefault(indicator.domain, []).append(entry)
    order = sorted(entries, key=domain_place)
    sections = tuple(Section(key, desk.domain_name(key), entries=tuple(entries[key])) for key in order)
    if not sections:
        sections = (_nothing(desk, wanted),)
    return PageView(
        page="indicators",
        title=desk.said(t("Indicators")),
        lead=t(
            "Every figure of this data walk. Values are the newest for {place}.",
            place=desk.place_name(desk.place_id),
        ),
        lang=lang,
        release=store.release_id,
        sections=sections,
        notice=" ".join(part for part in (notice, desk.place_notice) if part),
        choices=(Choice("q", t("Search indicators"), chosen=desk.selection.q or ""),),
        head=desk.head(
            (one.source for one in store.indicators.values() if one.id in with_data),
            method=t("The newest figure of each."),
        ),
    )


def _nothing(desk: Desk, wanted: str) -> Section:
    t = desk.t
    if not wanted:
        return desk.nothing(t("There are no figures yet. Add a file with figures, then build again."))
    return desk.nothing_found(wanted, desk.link(t("All indicators"), "indicators"))


def _where(desk: Desk, indicator: Indicator) -> str:
    """How many places have figures, where the page's own place has none."""
    places = sum(
        row.places
        for row in desk.store.coverage
        if row.indicator_id == indicator.id and row.dimension == TOTAL
    )
    return desk.t.plural("one place", "{n} places", places) if places else ""


def _one(desk: Desk, indicator: Indicator, *, notice: str = "") -> PageView:
    t, store, lang = desk.t, desk.store, desk.lang
    name = indicator.name.said(lang)
    level = desk.station(
        LevelStation(id="level", kind="level", question=indicator.name, indicator=indicator.id)
    )
    shown_in = level.place_id or desk.place_id
    dimension, dimensions = _dimension(desk, indicator, shown_in)
    main = level
    if dimension:
        main = desk.station(
            GapStation(
                id="gap", kind="gap", question=indicator.name, indicator=indicator.id, dimension=dimension
            )
        )
    place_id = main.place_id or shown_in
    compare = None
    if store.places_with_data(indicator.id, dimension=TOTAL):
        compare = desk.station(
            PlaceCompareStation(
                id="places", kind="place_compare", question=indicator.name, indicator=indicator.id
            )
        )
    direction = t("lower is better") if indicator.direction == "lower_is_better" else t("higher is better")
    over_time = _over_time(desk, indicator, main, dimension=dimension)
    sections = (
        station_section(main, id="now", t=t),
        _no_groups(desk, indicator),
        station_section(over_time, id="trend", title=t("Over time"), t=t)
        if over_time
        else trend_section(desk, indicator, place_id=place_id),
        station_section(compare, id="places", title=t("Places compared"), t=t) if compare else None,
        details_section(desk, indicator, main, dimension=dimension),
        partners_section(desk, indicator),
        goals_section(desk, [goal for goal in store.rows(Goal) if goal.indicator_id == indicator.id]),
    )
    return PageView(
        page="indicators",
        title=name,
        lead=f"{indicator.technical_name.said(lang)} · {fmt.unit_name(indicator.unit, t=t)} · {direction}",
        lang=lang,
        release=store.release_id,
        sections=tuple(section for section in sections if section),
        notice=" ".join(part for part in (notice, desk.place_notice) if part),
        back=desk.link(t("All indicators"), "indicators"),
        choices=(
            _place_choice(desk, indicator, place_id),
            _period_choice(desk, indicator, place_id, dimension, main.period),
            Choice(
                "dimension",
                t("Compare by"),
                (
                    (TOTAL, t("Everyone")),
                    *((key, store.dimensions[key].name.said(lang).words) for key in dimensions),
                ),
                dimension or TOTAL,
            ),
        ),
        stats=(*_stats(desk, indicator, level, main), *_since(desk, over_time)),
        head=desk.head({indicator.source}, method=main.method),
    )


def _no_groups(desk: Desk, indicator: Indicator) -> Section | None:
    """Why there are no groups, where the figures are not for comparing them."""
    if "groups" not in refused(desk.store, indicator):
        return None
    return Section(id="groups", title=desk.t("By group"), paragraphs=(refusal("groups", t=desk.t),))


def _dimension(desk: Desk, indicator: Indicator, place_id: str) -> tuple[str | None, list[str]]:
    """The dimension shown, and those with data in the place; None for everyone.

    The address's, else the one a walk shows the indicator by, else the first.
    """
    store = desk.store
    if "groups" in refused(store, indicator):
        return None, []
    there = [
        row.dimension
        for row in store.coverage
        if row.indicator_id == indicator.id
        and row.dimension != TOTAL
        and store.cells(indicator.id, place_id=place_id, dimension=row.dimension)
    ]
    asked = desk.selection.dimension
    if asked == TOTAL:
        return None, there
    walked = [
        station.dimension
        for walk in store.walks.values()
        for station in walk.station
        if isinstance(station, GapStation) and station.indicator == indicator.id
    ]
    return next((key for key in (asked, *walked, *there) if key in there), None), there


def _over_time(
    desk: Desk, indicator: Indicator, main: StationView, *, dimension: str | None
) -> StationView | None:
    """The gap the page tells of over time; None where there is no gap, or figures of one time only."""
    gap = next((one for one in main.measures if one.name == "difference" and one.value is not None), None)
    if gap is None or gap.reference == OVERALL or not dimension or "trend" in refused(desk.store, indicator):
        return None
    trend = desk.station(
        GapTrendStation(
            id="trend",
            kind="gap_trend",
            question=indicator.name,
            indicator=indicator.id,
            dimension=dimension,
            group=gap.group,
            reference=gap.reference,
        )
    )
    return trend if trend.measures else None


def _since(desk: Desk, over_time: StationView | None) -> tuple[Stat, ...]:
    """The word for the gap over time."""
    if over_time is None:
        return ()
    verdict = over_time.finding.spans[0]
    return (Stat(desk.t("The gap over time"), verdict.words, over_time.period_text, verdict.tone),)


def _place_choice(desk: Desk, indicator: Indicator, shown: str) -> Choice:
    return Choice("place", desk.t("Place"), _places_with_data(desk.store, indicator.id), shown)


@kept(64)
def _places_with_data(store: PublishedStore, indicator_id: str) -> tuple[tuple[str, str], ...]:
    """The places that have figures of any kind, each indented by what it lies in."""
    dimensions = {row.dimension for row in store.coverage if row.indicator_id == indicator_id}
    with_data = {key for one in dimensions for key in store.places_with_data(indicator_id, dimension=one)}
    return tuple(
        (place.place_id, "\u2003" * depth + place.name)
        for place, depth in store.tree
        if place.place_id in with_data
    )


def _period_choice(
    desk: Desk, indicator: Indicator, place_id: str, dimension: str | None, shown: str | None
) -> Choice:
    cells = desk.store.cells(indicator.id, place_id=place_id, dimension=dimension or TOTAL)
    periods = sorted({cell.period for cell in cells}, reverse=True)
    options = tuple((str(period), fmt.period(str(period))) for period in periods)
    return Choice("period", desk.t("Years"), options, shown or "")


def _stats(desk: Desk, indicator: Indicator, level: StationView, main: StationView) -> tuple[Stat, ...]:
    """The place's value, and the gap in times and in people where it is sure."""
    t, lang = desk.t, desk.lang
    stats = []
    own = level.measures[0] if level.measures else None
    if own and own.value is not None and own.lower is not None and own.upper is not None:
        low, high = (fmt.value(v, unit=indicator.unit, t=t) for v in (own.lower, own.upper))
        value = fmt.value(own.value, unit=indicator.unit, t=t)
        stats.append(Stat(level.place_name, value, t("from {low} to {high}", low=low, high=high)))
    found = {one.name: one for one in main.measures}
    gap, people = found.get("difference"), found.get("people")
    if gap is None or gap.value is None or gap.lower is None or gap.upper is None or gap.lower <= 0:
        return tuple(stats)
    low, high = (margin_end(v, unit=indicator.unit, t=t) for v in (gap.lower, gap.upper))
    points = fmt.difference(gap.value, unit=indicator.unit, t=t)
    stats.append(Stat(t("Widest gap"), points, t("from {low} to {high}", low=low, high=high), "worst"))
    if people and people.value is not None and people.lower is not None and people.upper is not None:
        low, high = (fmt.people(v, lang=lang) for v in (people.lower, people.upper))
        about = t("about {people}", people=fmt.people(people.value, lang=lang))
        stats.append(
            Stat(t("People behind the gap"), about, t("from {low} to {high}", low=low, high=high), "worst")
        )
    return tuple(stats)
