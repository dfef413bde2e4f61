"""Reading a whole workspace: its declarations, its tables, and the newest files of each of its sources."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from datawalk.domain.indicators import Dimension, Indicator
from datawalk.domain.pitches import ANY, Pitch
from datawalk.domain.sectors import SectorList
from datawalk.domain.tables import TABLES
from datawalk.domain.text import LANGUAGES, Frozen, Language
from datawalk.domain.walks import Walk
from datawalk.domain.workspace import Workspace
from datawalk.intake.contents import Contents
from datawalk.intake.declarations import declared, missing_texts, read_toml
from datawalk.intake.formats.names import join_names
from datawalk.intake.formats.rows import CellOrigins, Origin
from datawalk.intake.formats.shape import ALL, Unread
from datawalk.intake.joined import (
    declared_in,
    joined,
    joined_cells,
    joined_places,
    places_named,
    told_apart,
    with_bundled,
)
from datawalk.intake.matching import match_boundaries
from datawalk.intake.problems import Problems, nearest
from datawalk.intake.sourcefiles import read_sources, read_tables

Model = TypeVar("Model", bound=BaseModel)
TableRow = TypeVar("TableRow", bound=Frozen)

_BUNDLED = Path(__file__).parent / "bundled"
_ID = re.compile(r"[a-z0-9_]+")


@dataclass
class Origins:
    """Where the rows of a Contents were read from: lists in the order of its tuples, places by id.

    Bundled places have no origin. `unread` holds what is there but has problems of its own.
    """

    observations: CellOrigins = field(default_factory=CellOrigins)
    rows: dict[type[Frozen], list[Origin]] = field(default_factory=dict)
    places: dict[str, Origin] = field(default_factory=dict)
    unread: Unread = field(default_factory=set)

    def of(self, model: type[Frozen]) -> list[Origin]:
        """Where each row of the model's table was read, in the order of `contents.of(model)`."""
        return self.rows.get(model, [])

    def beside(self, contents: Contents, model: type[TableRow]) -> Iterator[tuple[TableRow, Origin]]:
        """Each row of the model's table with where it was read."""
        return zip(contents.of(model), self.of(model), strict=True)


class WorkspaceRead(NamedTuple):
    """A workspace and where its rows were read from."""

    contents: Contents
    origins: Origins


def read_workspace(folder: Path, *, problems: Problems, also: Sequence[Path] = ()) -> WorkspaceRead | None:
    """Read everything in `folder`, and the tables in `also` as if they lay there. None when datawalk.toml or the sector list
    cannot be read.

    Everything else is read even then, so that one report holds every problem. What has a problem is left out.
    """
    workspace = _workspace(folder, problems=problems)
    languages = workspace.languages if workspace else LANGUAGES
    reader = _Declarations(folder, languages, problems)
    sources, files = read_sources(folder, problems=problems)
    files += read_tables(folder, problems=problems, also=also)
    join_names(files, within={key: one.within for key, one in sources.items()}, problems=problems)
    used = {key: indicator for one in files for key, indicator in one.indicators.items()}
    own = reader.read("indicators", Indicator)
    indicators = {**told_apart(used, sources=sources), **own}
    dimensions = {
        **reader.bundled("dimensions", Dimension),
        **declared_in(files),
        **reader.read("dimensions", Dimension),
    }
    walks = reader.read("walks", Walk)
    before = len(problems.errors)
    sector_lists = {
        **reader.bundled("sector_lists", SectorList),
        **reader.read("sector_lists", SectorList),
    }
    sector_list = _sector_list(
        workspace, sector_lists, all_read=len(problems.errors) == before, problems=problems
    )
    pitches = {**reader.bundled("pitches", Pitch), **(own_pitches := reader.read("pitches", Pitch))}
    if ANY in own_pitches:
        pitches[ANY] = own_pitches[ANY].over(reader.bundled("pitches", Pitch)[ANY])
    if workspace is None or sector_list is None:
        return None
    observations, where_observed = joined_cells(files)
    rows: dict[type[Frozen], tuple[Any, ...]] = {}
    where_rows: dict[type[Frozen], list[Origin]] = {}
    for model in TABLES.values():
        rows[model], where_rows[model] = joined((one.file, one.rows.get(model, [])) for one in files)
    places, where_places = joined_places(files, problems=problems)
    places = with_bundled(places, named=places_named(workspace, walks, observations, rows))
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
        sector_lists=sector_lists,
        pitches=pitches,
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
    workspace: Workspace | None, lists: Mapping[str, SectorList], *, all_read: bool, problems: Problems
) -> SectorList | None:
    if workspace is None:
        return None
    wanted = workspace.sector_list
    if wanted not in lists and all_read:
        remedy = nearest(wanted, lists)
        problems.add("datawalk.toml", "key sector_list", f"'{wanted}' is not a sector list.", remedy)
    return lists.get(wanted)
