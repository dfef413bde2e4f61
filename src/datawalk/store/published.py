"""One release, read-only: a cursor a call, one named statement a file in `sql/`."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import duckdb

from datawalk.domain.cells import Cells
from datawalk.domain.indicators import TOTAL, Dimension, Indicator, Source
from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.domain.pitches import Pitch
from datawalk.domain.places import Boundary, Place
from datawalk.domain.roster import Partner
from datawalk.domain.sectors import SectorList
from datawalk.domain.tables import NAMES
from datawalk.domain.text import Frozen
from datawalk.domain.walks import Walk
from datawalk.domain.workspace import Workspace
from datawalk.errors import ReleaseProblem
from datawalk.store.connection import open_release, statement
from datawalk.store.releases import Release, ReleaseNotes, Releases, check_layout

if TYPE_CHECKING:
    import pandas as pd

Model = TypeVar("Model", bound=Frozen)

LAST_MEETINGS = 4
"""A partner that came to one of so many last meetings takes part."""

YEAR = timedelta(days=365)

_BROKEN = "Run 'datawalk build' to make a new one, or 'datawalk releases --use' to go back to an older one."


class Wanted(NamedTuple):
    """Cells asked for with those of others at once. `subgroup` and `period` None: every one."""

    indicator_id: str
    place_id: str
    dimension: str
    subgroup: str | None = None
    period: Period | None = None


@dataclass(frozen=True)
class Attended:
    """How often partners of a sector were invited in a month, how often they came, and how many partners that were."""

    sector: str | None
    month: str
    invited: int
    attended: int
    partners: int


@dataclass(frozen=True)
class Fading:
    """A partner that came to `came` of `asked` meetings before the last ones, and to none of those."""

    partner_id: str
    came: int
    asked: int
    last_came: str


@dataclass(frozen=True)
class Coverage:
    """In how many places an indicator has rows for a dimension."""

    indicator_id: str
    dimension: str
    places: int


class PublishedStore:
    """The protected numbers and declarations of one release. Safe to share between threads."""

    def __init__(self, release: Release) -> None:
        self.release_id = release.id
        self._folder = release.path.parent
        self._with_data: dict[tuple[str, str], frozenset[str]] = {}
        self._read: dict[type[Frozen], list[Any]] = {}
        self._cells = lru_cache(maxsize=64)(self._read_cells)  # the parts of a page ask for the same ones
        try:
            self._connection = open_release(release.path)
            self._read_declarations()
        except (duckdb.Error, ValueError, KeyError) as error:
            raise self._broken(error) from error

    def _broken(self, error: Exception) -> ReleaseProblem:
        detail = (str(error).splitlines() or [""])[0]
        return ReleaseProblem(f"Release '{self.release_id}' cannot be read.", detail, remedy=_BROKEN)

    def _rows(self, name: str, **parameters: Any) -> list[dict[str, Any]]:
        cursor = self._cursor(name, **parameters)
        columns = [column[0] for column in cursor.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]

    def _cursor(self, name: str, **parameters: Any) -> duckdb.DuckDBPyConnection:
        try:
            cursor = self._connection.cursor()
            cursor.execute(statement(name), parameters or None)
            return cursor
        except duckdb.Error as error:
            raise self._broken(error) from error

    def _observations(self, name: str, **parameters: Any) -> list[Observation]:
        """The rows of a statement that gives cells, which the build has checked: thousands of them are read for a page."""
        cursor = self._cursor(name, **parameters)
        columns = [column[0] for column in cursor.description or ()]
        periods: dict[tuple[int, int], Period] = {}
        found = []
        for row in cursor.fetchall():
            cell = dict(zip(columns, row, strict=True))
            years = cell.pop("period_start"), cell.pop("period_end")
            cell["period"] = periods.get(years) or periods.setdefault(years, Period(*years))
            found.append(Observation.trusted(cell))
        return found

    def _read_declarations(self) -> None:
        """Declarations are small and asked for on every page: read once, they never change."""
        self.about: dict[str, Any] = json.loads(self._rows("about")[0]["value"])
        check_layout(self.release_id, self.about)
        documents: dict[str, dict[str, Any]] = {}
        for row in self._rows("declarations"):
            documents.setdefault(row["kind"], {})[row["id"]] = json.loads(row["document"])
        self.workspace = Workspace.model_validate(documents["workspace"]["workspace"])
        self.sector_lists = {key: SectorList.model_validate(d) for key, d in documents["sector_list"].items()}
        self.sector_list = self.sector_lists[self.workspace.sector_list]
        self.pitches = {key: Pitch.model_validate(d) for key, d in documents.get("pitch", {}).items()}
        self.indicators = {
            key: Indicator.model_validate(d) for key, d in documents.get("indicator", {}).items()
        }
        self.dimensions = {
            key: Dimension.model_validate(d) for key, d in documents.get("dimension", {}).items()
        }
        self.sources = {key: Source.model_validate(d) for key, d in documents.get("source", {}).items()}
        walks = [Walk.model_validate(d) for d in documents.get("walk", {}).values()]
        self.walks = {walk.id: walk for walk in sorted(walks, key=lambda walk: (walk.order, walk.id))}
        self.places = {row["place_id"]: _place(row) for row in self._rows("places")}

    @cached_property
    def _by_name(self) -> list[Place]:
        return sorted(self.places.values(), key=lambda place: (place.name, place.place_id))

    @cached_property
    def inside(self) -> dict[str, tuple[Place, ...]]:
        """The places directly inside each place that has some, by name."""
        found: dict[str, list[Place]] = {}
        for place in self._by_name:
            if place.parent_id:
                found.setdefault(place.parent_id, []).append(place)
        return {key: tuple(places) for key, places in found.items()}

    @cached_property
    def tree(self) -> tuple[tuple[Place, int], ...]:
        """Every place under those around it, by name, with its depth."""
        ordered: list[tuple[Place, int]] = []
        waiting = [(place, 0) for place in reversed(self._by_name) if place.parent_id not in self.places]
        while waiting:
            place, depth = waiting.pop()
            ordered.append((place, depth))
            waiting += [(child, depth + 1) for child in reversed(self.inside.get(place.place_id, ()))]
        return tuple(ordered)

    def cells(self, indicator_id: str, *, place_id: str, dimension: str) -> list[Observation]:
        """Every period and subgroup of one indicator in one place, oldest period first."""
        return list(self._cells(indicator_id, place_id, dimension))

    def _read_cells(self, indicator_id: str, place_id: str, dimension: str) -> tuple[Observation, ...]:
        asked = {"indicator_id": indicator_id, "place_id": place_id, "dimension": dimension}
        found = self._observations("cells", **asked)
        return tuple(sorted(found, key=lambda cell: (cell.period.end, cell.period.start, cell.subgroup)))

    def periods(self, indicator_id: str, *, place_ids: Collection[str], dimension: str) -> list[Period]:
        """The periods in which any of the places has a row, oldest first."""
        asked = {"indicator_id": indicator_id, "place_ids": list(place_ids), "dimension": dimension}
        return [Period(row["period_start"], row["period_end"]) for row in self._rows("periods", **asked)]

    def cells_of_places(
        self, indicator_id: str, *, place_ids: Collection[str], period: Period, dimension: str
    ) -> list[Observation]:
        """Every subgroup of one indicator in several places and one period."""
        asked = {"indicator_id": indicator_id, "place_ids": list(place_ids), "dimension": dimension}
        years = {"period_start": period.start, "period_end": period.end}
        return self._observations("cells_of_places", **asked, **years)

    def cells_wanted(self, wanted: Collection[Wanted]) -> list[Observation]:
        """The cells of many goals in one question, the oldest period first."""
        if not wanted:
            return []
        found = self._observations(
            "cells_wanted",
            indicator_ids=[one.indicator_id for one in wanted],
            place_ids=[one.place_id for one in wanted],
            dimensions=[one.dimension for one in wanted],
            subgroups=[one.subgroup or "" for one in wanted],
            starts=[one.period.start if one.period else 0 for one in wanted],
            ends=[one.period.end if one.period else 0 for one in wanted],
        )
        return sorted(found, key=lambda cell: (cell.period.end, cell.period.start))

    def places_with_data(self, indicator_id: str, *, dimension: str) -> frozenset[str]:
        """The places that have at least one row, shown or hidden, for the indicator and dimension."""
        asked = indicator_id, dimension
        if asked not in self._with_data:
            rows = self._rows("places_with_data", indicator_id=indicator_id, dimension=dimension)
            self._with_data[asked] = frozenset(row["place_id"] for row in rows)
        return self._with_data[asked]

    def newest_levels(self, place_id: str) -> list[Observation]:
        """The newest figure for everyone in one place, of every indicator that has one, shown or hidden."""
        return self._observations("newest_levels", place_id=place_id)

    def every_cell_frame(self) -> "pd.DataFrame":
        """All cells of the release, as they lie in it."""
        return self._cursor("every_cell").df()

    def every_cell(self) -> Cells:
        """All cells of the release, as columns: for an audit, not for a page."""
        frame = self.every_cell_frame()
        return Cells.from_columns({name: frame[name].to_numpy() for name in frame.columns})

    @cached_property
    def coverage(self) -> tuple[Coverage, ...]:
        """What there is for each indicator and dimension."""
        return tuple(Coverage(**row) for row in self._rows("coverage"))

    @cached_property
    def _dimensions_of(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for one in self.coverage:
            found.setdefault(one.indicator_id, set()).add(one.dimension)
        return {key: frozenset(dimensions - {TOTAL}) for key, dimensions in found.items()}

    def dimensions_of(self, indicator_id: str) -> frozenset[str]:
        """By which dimensions an indicator has rows anywhere."""
        return self._dimensions_of.get(indicator_id, frozenset())

    def boundaries(self) -> dict[str, Boundary]:
        """The outline of every place that has one, by the place's id."""
        return self._boundaries

    @cached_property
    def _boundaries(self) -> dict[str, Boundary]:
        found = [Boundary.model_validate_json(row["document"]) for row in self._rows("boundaries")]
        return {one.place_id: one for one in found}

    @property
    def built_on(self) -> date:
        """The day the release was built: what a page means by today."""
        return date.fromisoformat(self.about["built_at"][:10])

    def history(self) -> list[ReleaseNotes]:
        """The notes of this release and of those before it that are still here, newest first."""
        built_at = self.about["built_at"]
        return [notes for notes in Releases(self._folder).all() if notes.built_at <= built_at]

    def rows(self, model: type[Model]) -> list[Model]:
        """Every row of the model's table, in the table's order; `store.rows(Partner)` is the roster."""
        if model not in self._read:
            found = self._rows("rows", kind=NAMES[model])
            self._read[model] = [model.model_validate_json(row["document"]) for row in found]
        return list(self._read[model])

    @cached_property
    def partner_names(self) -> dict[str, str]:
        """The name of every partner that was ever one, by its id."""
        return {one.partner_id: one.name for one in self.rows(Partner)}

    def active_partners(self, day: date) -> frozenset[str]:
        """Who came to at least one of the last four meetings it was invited to in the year up to `day`."""
        asked = {"day": day.isoformat(), "since": _before(day, YEAR), "meetings": LAST_MEETINGS}
        return frozenset(row["partner_id"] for row in self._rows("active_partners", **asked))

    def fading_partners(self, day: date) -> list[Fading]:
        """Who came to two or more of eight meetings, and to none of the four after them, in the 18 months up to `day`."""
        asked = {"day": day.isoformat(), "since": _before(day, YEAR * 1.5)}
        rows = self._rows("fading_partners", **asked, meetings=LAST_MEETINGS, before=2 * LAST_MEETINGS)
        return [Fading(**row) for row in rows]

    def attendance(self, day: date, *, since: date, meeting: str | None = None) -> list[Attended]:
        """Invitations and attendance by primary sector and month, after `since` and up to `day`."""
        asked = {"day": day.isoformat(), "since": since.isoformat(), "meeting": meeting}
        return [Attended(**row) for row in self._rows("attendance_by_sector", **asked)]

    def last_meeting(self, day: date) -> date | None:
        """The day of the last meeting up to `day`."""
        [row] = self._rows("last_meeting", day=day.isoformat())
        return date.fromisoformat(row["day"]) if row["day"] else None

    def ties(self, day: date, *, kind: str | None = None) -> list[tuple[str, str]]:
        """Who reported that it works with whom: pairs of partners of that day, the reporting one first."""
        return self._cursor("ties", day=day.isoformat(), kind=kind).fetchall()

    def close(self) -> None:
        self._connection.close()


@lru_cache(maxsize=8)
def opened(release: Release) -> PublishedStore:
    """The store of a release, opened once and shared: a release never changes."""
    return PublishedStore(release)


def _before(day: date, span: timedelta) -> str:
    return (day - span).isoformat() if day - date.min > span else date.min.isoformat()


def _place(row: dict[str, Any]) -> Place:
    period = row["population_period"]
    return Place(**{**row, "population_period": Period.parse(period) if period else None})
