"""What the files of a workspace hold, brought together: rows with their origins, places, indicators told apart."""

from collections.abc import Iterable, Mapping
from typing import Any

from datawalk.domain.cells import Cells
from datawalk.domain.goals import Goal
from datawalk.domain.indicators import Dimension, Indicator, Source
from datawalk.domain.places import Place
from datawalk.domain.roster import Partner
from datawalk.domain.text import Frozen
from datawalk.domain.walks import Walk
from datawalk.domain.workspace import Workspace
from datawalk.intake.formats.geography import bundled_places
from datawalk.intake.formats.rows import CellOrigins, Origin, Row
from datawalk.intake.formats.shape import Parsed
from datawalk.intake.problems import Problems


def told_apart(indicators: Mapping[str, Indicator], *, sources: Mapping[str, Source]) -> dict[str, Indicator]:
    """The indicators of catalogues, those of one name each with its source: several publishers count smokers."""
    of_name: dict[str, list[str]] = {}
    for key, one in indicators.items():
        of_name.setdefault(one.name.said("en").words, []).append(key)
    told = dict(indicators)
    for keys in of_name.values():
        if len(keys) > 1:
            for key in keys:
                one = indicators[key]
                source = sources.get(one.source)
                told[key] = one.model_copy(
                    update={
                        "name": one.name.followed_by(f" ({source.short_title if source else one.source})")
                    }
                )
    return told


def declared_in(files: Iterable[Parsed]) -> dict[str, Dimension]:
    """The dimensions that files declare; one that several declare has the groups of all."""
    found: dict[str, Dimension] = {}
    for parsed in files:
        for key, one in parsed.dimensions.items():
            kept = found.get(key, one)
            known = {group.id for group in kept.group}
            more = tuple(group for group in one.group if group.id not in known)
            found[key] = kept.model_copy(update={"group": (*kept.group, *more)})
    return found


def joined(files: Iterable[tuple[str, list[Row[Any]]]]) -> tuple[tuple[Any, ...], list[Origin]]:
    models: list[Any] = []
    origins: list[Origin] = []
    for file, rows in files:
        models += [row.model for row in rows]
        origins += [Origin(file, row.number, row.column) for row in rows]
    return tuple(models), origins


def joined_cells(files: Iterable[Parsed]) -> tuple[Cells, CellOrigins]:
    """The observations of all files, and where each was read."""
    parts = [(one.file, one.observations) for one in files if len(one.observations)]
    return Cells.joined([rows.cells for _, rows in parts]), CellOrigins(parts)


def joined_places(files: list[Parsed], *, problems: Problems) -> tuple[dict[str, Place], dict[str, Origin]]:
    """Places by id. A table's row stands before a source's, which then only lends its population."""
    places: dict[str, Place] = {}
    origins: dict[str, Origin] = {}
    in_table: set[str] = set()
    for parsed in sorted(files, key=lambda one: not one.file.startswith("tables/")):
        own = parsed.file.startswith("tables/")
        for place, row, _ in parsed.places:
            key = place.place_id
            kept = places.get(key)
            if own and key in in_table:
                what = f"The place '{key}' is in {origins[key].file}, row {origins[key].row} already."
                where = f"row {row}, column place_id"
                problems.add(parsed.file, where, what, "Delete one of the two rows.")
            elif kept is None:
                places[key], origins[key] = place, Origin(parsed.file, row)
                in_table |= {key} if own else set()
            elif _counts_later(place, kept=kept, fixed=key in in_table):
                counted = {"population": place.population, "population_period": place.population_period}
                places[key] = kept.model_copy(update=counted)
    return places, origins


def _counts_later(place: Place, *, kept: Place, fixed: bool) -> bool:
    if place.population is None or kept.population is None or fixed:
        return kept.population is None
    periods = place.population_period, kept.population_period
    return periods[0] is not None and (periods[1] is None or periods[0] > periods[1])


def places_named(
    workspace: Workspace,
    walks: dict[str, Walk],
    observations: Cells,
    rows: Mapping[type[Frozen], tuple[Any, ...]],
) -> set[str]:
    return {
        workspace.place,
        *observations.used("place_id"),
        *(one.place for walk in walks.values() for one in walk.station if one.place),
        *(place for one in rows.get(Partner, ()) for place in one.places),
        *(one.place_id for one in rows.get(Goal, ()) if one.place_id),
    }


def with_bundled(places: dict[str, Place], *, named: set[str]) -> dict[str, Place]:
    """The places with those bundled ones (states, nation) that are named or that others lie in."""
    bundled = bundled_places()
    found = dict(places)
    wanted = list(named | {one.parent_id for one in places.values() if one.parent_id})
    while wanted:
        key = wanted.pop()
        if key in bundled and key not in found:
            found[key] = bundled[key]
            wanted += [parent for parent in [bundled[key].parent_id] if parent]
    return {key: found[key] for key in sorted(found)}
