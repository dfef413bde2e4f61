"""Cross-checks: everything a workspace names must be there, and its rows must agree with its declarations."""

from collections.abc import Collection, Iterator
from datetime import date

from datawalk.domain.changes import Change
from datawalk.domain.goals import Goal
from datawalk.domain.indicators import TOTAL, refused_uses
from datawalk.domain.money import CapacityScore
from datawalk.domain.pitches import ANY
from datawalk.domain.roster import Attendance, MembersByGroup, Partner, Seat, Tie
from datawalk.domain.walks import (
    AUTO,
    CapacityStation,
    ChangesStation,
    CurveStation,
    EngagementStation,
    GapOverviewStation,
    GapPeopleStation,
    GapTrendStation,
    GoalsStation,
    InviteStation,
    LevelStation,
    MirrorStation,
    NetworkStation,
    OneGapStation,
    PlaceCompareStation,
    PlanStation,
    PowerStation,
    SeatsStation,
    Station,
    StrengthsStation,
)
from datawalk.intake.contents import Contents
from datawalk.intake.formats.shape import Unread
from datawalk.intake.goalchecks import check_figures
from datawalk.intake.problems import Problems, nearest
from datawalk.intake.progress import tell
from datawalk.intake.rowchecks import (
    REFERENCES,
    check_observations,
    check_places,
    group_ids,
)
from datawalk.intake.tablechecks import check_tables
from datawalk.intake.unknowns import Unknowns, is_unread
from datawalk.intake.workspace import Origins

Named = tuple[str, str, str, Collection[str]]
"""A key, the word it holds, what the word should be, and the words known."""


_MANY = 100
"""Counties of other states that are no oversight."""


def crosscheck(
    contents: Contents, *, rows_at: Origins, problems: Problems, today: date | None = None
) -> None:
    """Add every problem between the parts of a workspace that were each read well.

    `rows_at` says where each row was read; `today` decides which review dates have passed.
    """
    tell("Checking what the rows name")
    unread = rows_at.unread
    unknowns = Unknowns(unread=unread)
    _check_workspace_place(contents, unread=unread, problems=problems)
    _check_reach(contents, origins=rows_at, problems=problems)
    _check_indicators(contents, unread=unread, problems=problems)
    _check_reviews(contents, today=today or date.today(), problems=problems)
    _check_walks(contents, unread=unread, problems=problems)
    _check_pitches(contents, unread=unread, problems=problems)
    check_places(contents, origins=rows_at, unknowns=unknowns, problems=problems)
    check_observations(contents, origins=rows_at, unknowns=unknowns, problems=problems)
    check_tables(contents, origins=rows_at, unknowns=unknowns, problems=problems)
    unknowns.report(problems)
    check_figures(contents, origins=rows_at, problems=problems)


def _check_workspace_place(contents: Contents, *, unread: Unread, problems: Problems) -> None:
    named: list[Named] = [("place", contents.workspace.place, "a place", contents.places)]
    for table in contents.workspace.withhold:
        indicator, _, dimension = table.partition("/")
        named.append(("withhold", indicator, "an indicator", contents.indicators))
        named.append(("withhold", dimension, "a dimension", {TOTAL, *contents.dimensions}))
    _check_named(iter(named), file="datawalk.toml", prefix="", unread=unread, problems=problems)


def _check_reach(contents: Contents, *, origins: Origins, problems: Problems) -> None:
    """Tell of publishers' files that bring many counties of other states, once for each source."""
    state = contents.places.get(contents.workspace.place[:2])
    if state is None or state.level != "state":
        return
    outside: dict[str, set[str]] = {}
    for file, part in origins.observations.files:
        folder = file.rpartition("/")[0]
        if folder.startswith("sources/"):
            named = contents.cells[part].used("place_id")
            others = {id_ for id_ in named if len(id_) == 5 and id_[:2] != state.place_id}
            outside.setdefault(folder, set()).update(others)
    for folder, places in outside.items():
        if len(places) >= _MANY:
            what = f"{len(places)} of the counties it brings are outside {state.name}."
            remedy = f'To leave them out, write within = ["{state.place_id}"] into it.'
            problems.add(f"{folder}/source.toml", "", what, remedy, severity="warning")


def _check_named(
    named: Iterator[Named], *, file: str, prefix: str, unread: Unread, problems: Problems
) -> None:
    for key, word, noun, known in named:
        if word not in known and not is_unread(word, noun=noun, unread=unread):
            others = [one for one in known if one != word]
            what = f"'{word}' is not {noun} of this workspace."
            problems.add(file, f"{prefix}key {key}", what, nearest(word, others))


def _check_indicators(contents: Contents, *, unread: Unread, problems: Problems) -> None:
    every_group = {group.id for one in contents.dimensions.values() for group in one.group}
    for key, indicator in contents.indicators.items():
        named: list[Named] = [
            ("source", indicator.source, "a source", contents.sources),
            ("reference", indicator.reference, "a reference", {*REFERENCES, *every_group}),
        ]
        if indicator.complement_of is not None:
            others = contents.indicators.keys() - {key}
            named.append(("complement_of", indicator.complement_of, "another indicator", others))
        _check_named(iter(named), file=f"indicators/{key}.toml", prefix="", unread=unread, problems=problems)


def _check_reviews(contents: Contents, *, today: date, problems: Problems) -> None:
    reviewed = [
        *((f"indicators/{key}.toml", one.next_review) for key, one in contents.indicators.items()),
        *((f"walks/{key}.toml", one.next_review) for key, one in contents.walks.items()),
    ]
    for file, due in reviewed:
        if due is not None and due < today:
            what = f"The review was due on {due.isoformat()}."
            remedy = "Review it, then set reviewed_on and next_review."
            problems.add(file, "key next_review", what, remedy, severity="warning")


def _check_walks(contents: Contents, *, unread: Unread, problems: Problems) -> None:
    for key, walk in contents.walks.items():
        file = f"walks/{key}.toml"
        seen: dict[str, int] = {}
        for position, station in enumerate(walk.station, start=1):
            first = seen.setdefault(station.id, position)
            if first != position:
                what = f"'{station.id}' is the id of station {first} already."
                problems.add(file, f"station {position}, key id", what, "Give each station its own id.")
            _check_fitness(station, contents, file=file, position=position, problems=problems)
            named = _named_by(station, contents)
            _check_named(named, file=file, prefix=f"station {position}, ", unread=unread, problems=problems)


def _check_pitches(contents: Contents, *, unread: Unread, problems: Problems) -> None:
    """A pitch is for a sector of some list, or for any; it names indicators."""
    sectors = {sector.id for listed in contents.sector_lists.values() for sector in listed.sector}
    for key, pitch in contents.pitches.items():
        file = f"pitches/{key}.toml"
        if key != ANY and key not in sectors:
            problems.add(
                file, "", f"'{key}' is not a sector of any list here.", nearest(key, {ANY, *sectors})
            )
        named: list[Named] = [
            ("indicators", indicator, "an indicator", contents.indicators) for indicator in pitch.indicators
        ]
        _check_named(iter(named), file=file, prefix="", unread=unread, problems=problems)


def _check_fitness(
    station: Station, contents: Contents, *, file: str, position: int, problems: Problems
) -> None:
    """Warn of a station that will only say that its figures are not for comparing groups, or not for trends."""
    indicator = contents.indicators.get(station.indicator) if isinstance(station, OneGapStation) else None
    source = contents.sources.get(indicator.source) if indicator else None
    if not indicator or not source:
        return
    refused, where = refused_uses(indicator, source), f"station {position}, key indicator"
    if "groups" in refused:
        what = f"The figures of '{indicator.id}' must not be used to compare groups; the station will say so."
        remedy = "Name another indicator, or make it a 'level'."
        problems.add(file, where, what, remedy, severity="warning")
    elif "trend" in refused and isinstance(station, GapTrendStation):
        what = f"The figures of '{indicator.id}' must not be used to follow change over time; the station will say so."
        remedy = "Name another indicator, or make it a 'gap'."
        problems.add(file, where, what, remedy, severity="warning")


def _named_by(station: Station, contents: Contents) -> Iterator[Named]:
    """What a station names. `auto` is left to the build."""
    groups = group_ids(contents)
    if station.place is not None:
        yield "place", station.place, "a place", contents.places
    if isinstance(station, LevelStation | OneGapStation):
        if station.indicator != AUTO:
            yield "indicator", station.indicator, "an indicator", contents.indicators
        dimension = station.dimension or TOTAL
        if dimension != AUTO:
            known = contents.dimensions if isinstance(station, OneGapStation) else groups
            yield "dimension", dimension, "a dimension", known
        every_group = {group for one in groups.values() for group in one}
        own_groups = groups.get(dimension, every_group)
        if isinstance(station, OneGapStation) and station.reference is not None:
            yield "reference", station.reference, "a reference", {*REFERENCES, *own_groups}
        if isinstance(station, GapPeopleStation | GapTrendStation) and station.group is not None:
            yield "group", station.group, "a group", own_groups
    if isinstance(station, PlaceCompareStation) and station.indicator != AUTO:
        yield "indicator", station.indicator, "an indicator", contents.indicators
    if isinstance(station, GapOverviewStation):
        for indicator in station.indicators:
            yield "indicators", indicator, "an indicator", contents.indicators
        if station.dimension != AUTO:
            yield "dimension", station.dimension, "a dimension", contents.dimensions
    if isinstance(station, GapOverviewStation | StrengthsStation) and station.domain is not None:
        yield "domain", station.domain, "a domain", {one.domain for one in contents.indicators.values()}
    # a table that is not there yet is no fault of the walk: its station says what to bring
    if isinstance(station, PowerStation) and station.body is not None and contents.of(Seat):
        yield "body", station.body, "a body", {one.body for one in contents.of(Seat)}
    if isinstance(station, SeatsStation) and station.sector_list is not None:
        yield "sector_list", station.sector_list, "a sector list", contents.sector_lists
    if isinstance(station, MirrorStation):
        yield "dimension", station.dimension, "a dimension", contents.dimensions
        if station.population is not None:
            yield "population", station.population, "an indicator", contents.indicators
        if station.body is not None and contents.of(MembersByGroup):
            yield "body", station.body, "a body", {one.body for one in contents.of(MembersByGroup)}
    if isinstance(station, EngagementStation) and station.meeting is not None and contents.of(Attendance):
        yield "meeting", station.meeting, "a meeting", {one.meeting for one in contents.of(Attendance)}
    if isinstance(station, NetworkStation) and station.tie is not None and contents.of(Tie):
        yield "tie", station.tie, "a kind of tie", {one.kind for one in contents.of(Tie)}
    if isinstance(station, InviteStation):
        if station.sector is not None:
            yield "sector", station.sector, "a sector", {one.id for one in contents.sector_list.sector}
        if station.domain is not None:
            yield "domain", station.domain, "a domain", {one.domain for one in contents.indicators.values()}
    if isinstance(station, ChangesStation) and station.component is not None and contents.of(Change):
        known = {one.component for one in contents.of(Change) if one.component}
        yield "component", station.component, "a component", known
    if isinstance(station, GoalsStation | PlanStation) and station.owner is not None:
        yield "owner", station.owner, "a partner", {one.partner_id for one in contents.of(Partner)}
    if isinstance(station, GoalsStation) and station.dimension is not None:
        yield "dimension", station.dimension, "a dimension", contents.dimensions
    if isinstance(station, CapacityStation) and station.wave is not None and contents.of(CapacityScore):
        yield "wave", station.wave, "a wave", {one.wave for one in contents.of(CapacityScore)}
    if isinstance(station, CurveStation) and station.goal is not None and contents.of(Goal):
        yield "goal", station.goal, "a goal", {one.goal_id for one in contents.of(Goal)}
