"""Reading a whole workspace: its declarations, its tables, and the newest files of each of its sources."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from datawalk.domain.goals import Goal
from datawalk.domain.indicators import Dimension, Indicator, Source
from datawalk.domain.observations import Observation
from datawalk.domain.places import Place
from datawalk.domain.roster import Partner, SectorList
from datawalk.domain.tables import TABLES
from datawalk.domain.text import LANGUAGES, Frozen, Language
from datawalk.domain.walks import Walk
from datawalk.domain.workspace import Workspace
from datawalk.intake.contents import Contents
from datawalk.intake.declarations import declared, missing_texts, read_toml
from datawalk.intake.formats import FORMATS, OTHER_SPREADSHEETS, read_file
from datawalk.intake.formats.boundaries import match_boundaries
from datawalk.intake.formats.geography import bundled_places
from datawalk.intake.formats.names import join_names
from datawalk.intake.formats.shape import ALL, Origin, Parsed, Reading, Row, Unread
from datawalk.intake.problems import Problems, nearest

Model = TypeVar("Model", bound=BaseModel)

_BUNDLED = Path(__file__).parent / "bundled"
_ID = re.compile(r"[a-z0-9_]+")
_READABLE = {".csv", ".xlsx", *OTHER_SPREADSHEETS}


@dataclass
class Origins:
    """Where the rows of a Contents were read from: lists in the order of its tuples, places by id.

    Bundled places have no origin. `unread` holds what is there but has problems of its own.
    """

    observations: list[Origin] = field(default_factory=list)
    rows: dict[type[Frozen], list[Origin]] = field(default_factory=dict)
    places: dict[str, Origin] = field(default_factory=dict)
    unread: Unread = field(default_factory=set)

    def of(self, model: type[Frozen]) -> list[Origin]:
        """Where each row of the model's table was read, in the order of `contents.of(model)`."""
        return self.rows.get(model, [])


class WorkspaceRead(NamedTuple):
    """A workspace and where its rows were read from."""

    contents: Contents
    origins: Origins


def read_workspace(folder: Path, *, problems: Problems) -> WorkspaceRead | None:
    """Read everything in `folder`. None when datawalk.toml or the sector list cannot be read.

    Everything else is read even then, so that one report holds every problem. What has a problem is left out.
    """
    workspace = _workspace(folder, problems=problems)
    languages = workspace.languages if workspace else LANGUAGES
    reader = _Declarations(folder, languages, problems)
    sources, files = _sources(folder, problems=problems)
    files += _tables(folder, problems=problems)
    join_names(files, within={key: one.within for key, one in sources.items()}, problems=problems)
    used = {key: indicator for one in files for key, indicator in one.indicators.items()}
    own = reader.read("indicators", Indicator)
    indicators = {**_told_apart(used, sources=sources), **own}
    dimensions = {
        **reader.bundled("dimensions", Dimension),
        **_declared_in(files),
        **reader.read("dimensions", Dimension),
    }
    walks = reader.read("walks", Walk)
    sector_list = _sector_list(workspace, reader=reader, problems=problems)
    if workspace is None or sector_list is None:
        return None
    observations, where_observed = _joined((one.file, one.observations) for one in files)
    rows: dict[type[Frozen], tuple[Any, ...]] = {}
    where_rows: dict[type[Frozen], list[Origin]] = {}
    for model in TABLES.values():
        rows[model], where_rows[model] = _joined((one.file, one.rows.get(model, [])) for one in files)
    places, where_places = _places(files, problems=problems)
    places = _with_bundled(places, named=_places_named(workspace, walks, observations, rows))
    unread = reader.unread.union(*(one.unread for one in files))
    boundaries = match_boundaries(
        files,
        source=sources.get("boundaries"),
        places=places,
        all_known=("places", ALL) not in unread,
        problems=problems,
    )
    contents = Contents(
        folder=folder,
        workspace=workspace,
        sector_list=sector_list,
        sources=sources,
        indicators=indicators,
        dimensions=dimensions,
        walks=walks,
        places=places,
        boundaries=boundaries,
        observations=observations,
        rows=rows,
    )
    unread |= {("sources", path.name) for path in (folder / "sources").glob("*")} - {
        ("sources", key) for key in sources
    }
    origins = Origins(where_observed, where_rows, where_places, unread)
    return WorkspaceRead(contents, origins)


def _workspace(folder: Path, *, problems: Problems) -> Workspace | None:
    path = folder / "datawalk.toml"
    if not path.is_file():
        problems.add(path.name, "", "The file is missing.", "Start a workspace with 'datawalk new'.")
        return None
    data = read_toml(path, file=path.name, problems=problems)
    return None if data is None else declared(Workspace, data, file=path.name, problems=problems)


class _Declarations:
    """Reads folders of declarations, the workspace's own and the bundled ones."""

    def __init__(self, folder: Path, languages: tuple[Language, ...], problems: Problems) -> None:
        self._folder, self._languages, self._problems = folder, languages, problems
        self.unread: Unread = set()

    def read(self, name: str, model: type[Model]) -> dict[str, Model]:
        """The workspace's own, by id, each checked for texts in all its languages."""
        found = self._read(self._folder / name, name, model)
        for key, one in found.items():
            file = f"{name}/{key}.toml"
            missing_texts(one, languages=self._languages, file=file, problems=self._problems)
        return found

    def bundled(self, name: str, model: type[Model]) -> dict[str, Model]:
        """Those that come with datawalk, by id."""
        return self._read(_BUNDLED / name, name, model)

    def _read(self, folder: Path, name: str, model: type[Model]) -> dict[str, Model]:
        found: dict[str, Model] = {}
        for path in sorted(one for one in folder.glob("*.toml") if one.is_file()):
            file = f"{name}/{path.name}"
            self.unread.add((name, path.stem))
            if not _ID.fullmatch(path.stem):
                remedy = "Use lower-case letters, digits and _ only."
                self._problems.add(file, "", f"'{path.stem}' cannot be an id.", remedy)
                continue
            data = read_toml(path, file=file, problems=self._problems)
            if data is not None:
                one = declared(model, data, file=file, problems=self._problems, id=path.stem)
                if one is not None:
                    found[path.stem] = one
                    self.unread.discard((name, path.stem))
        return found


def _sector_list(
    workspace: Workspace | None, *, reader: _Declarations, problems: Problems
) -> SectorList | None:
    before = len(problems.errors)
    lists = {
        **reader.bundled("sector_lists", SectorList),
        **reader.read("sector_lists", SectorList),
    }
    if workspace is None:
        return None
    wanted = workspace.sector_list
    if wanted not in lists and len(problems.errors) == before:
        remedy = nearest(wanted, lists)
        problems.add("datawalk.toml", "key sector_list", f"'{wanted}' is not a sector list.", remedy)
    return lists.get(wanted)


def _sources(folder: Path, *, problems: Problems) -> tuple[dict[str, Source], list[Parsed]]:
    """Every source with its newest day; the files of that day, where the folder is named like a format."""
    sources: dict[str, Source] = {}
    files: list[Parsed] = []
    for path in sorted(one for one in (folder / "sources").glob("*") if one.is_dir()):
        if not _ID.fullmatch(path.name):
            remedy = "Use lower-case letters, digits and _ only."
            problems.add(f"sources/{path.name}", "", f"'{path.name}' cannot be an id.", remedy)
            continue
        newest = _newest_day(path, problems=problems)
        if newest is None:
            continue
        name = f"sources/{path.name}/{newest.name}"
        source = _source(newest / "source.toml", name=name, id=path.name, problems=problems)
        if source is not None:
            sources[path.name] = source
        if path.name in FORMATS:
            reading = Reading(source.within, source.period) if source else Reading()
            files += _files(newest, name=name, format_name=path.name, reading=reading, problems=problems)
    return sources, files


def _newest_day(folder: Path, *, problems: Problems) -> Path | None:
    days: list[tuple[date, Path]] = []
    for path in sorted(one for one in folder.iterdir() if one.is_dir() and not one.name.startswith(".")):
        try:
            days.append((date.fromisoformat(path.name), path))
        except ValueError:
            remedy = "Name the folder year-month-day, such as 2026-03-31."
            problems.add(f"sources/{folder.name}/{path.name}", "", "The folder's name is not a date.", remedy)
    if not days:
        return None
    *older, (_, newest) = sorted(days)
    for _, path in older:
        what = f"This folder is not read: {newest.name} is newer and takes its place whole."
        remedy = "Copy what you still need into the newer folder."
        problems.add(f"sources/{folder.name}/{path.name}", "", what, remedy, severity="warning")
    return newest


def _source(path: Path, *, name: str, id: str, problems: Problems) -> Source | None:
    file = f"{name}/source.toml"
    if not path.is_file():
        remedy = "Say in it who produced the data, under which licence, and when they were accessed."
        problems.add(file, "", "The file is missing.", remedy)
        return None
    data = read_toml(path, file=file, problems=problems)
    return None if data is None else declared(Source, data, file=file, problems=problems, id=id)


def _tables(folder: Path, *, problems: Problems) -> list[Parsed]:
    return _files(folder / "tables", name="tables", format_name="table", reading=Reading(), problems=problems)


def _files(
    folder: Path, *, name: str, format_name: str, reading: Reading, problems: Problems
) -> list[Parsed]:
    asked = FORMATS[format_name]
    endings = asked.endings or (_READABLE | {".json"} if asked.json else _READABLE)
    paths = sorted(
        one
        for one in folder.glob("*")
        if one.suffix.lower() in endings and one.is_file() and not one.name.startswith((".", "~"))
    )
    return [
        parsed
        for path in paths
        for parsed in read_file(
            path, format_name=format_name, file=f"{name}/{path.name}", reading=reading, problems=problems
        )
    ]


def _told_apart(
    indicators: Mapping[str, Indicator], *, sources: Mapping[str, Source]
) -> dict[str, Indicator]:
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


def _declared_in(files: Iterable[Parsed]) -> dict[str, Dimension]:
    """The dimensions that files declare; one that several declare has the groups of all."""
    found: dict[str, Dimension] = {}
    for parsed in files:
        for key, one in parsed.dimensions.items():
            kept = found.get(key, one)
            known = {group.id for group in kept.group}
            more = tuple(group for group in one.group if group.id not in known)
            found[key] = kept.model_copy(update={"group": (*kept.group, *more)})
    return found


def _joined(files: Iterable[tuple[str, list[Row[Any]]]]) -> tuple[tuple[Any, ...], list[Origin]]:
    models: list[Any] = []
    origins: list[Origin] = []
    for file, rows in files:
        models += [row.model for row in rows]
        origins += [Origin(file, row.number, row.column) for row in rows]
    return tuple(models), origins


def _places(files: list[Parsed], *, problems: Problems) -> tuple[dict[str, Place], dict[str, Origin]]:
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


def _places_named(
    workspace: Workspace,
    walks: dict[str, Walk],
    observations: tuple[Observation, ...],
    rows: Mapping[type[Frozen], tuple[Any, ...]],
) -> set[str]:
    return {
        workspace.place,
        *(one.place_id for one in observations),
        *(one.place for walk in walks.values() for one in walk.station if one.place),
        *(place for one in rows.get(Partner, ()) for place in one.places),
        *(one.place_id for one in rows.get(Goal, ()) if one.place_id),
    }


def _with_bundled(places: dict[str, Place], *, named: set[str]) -> dict[str, Place]:
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
