"""One release, read-only: a cursor a call, one named statement a file in `sql/`."""

import json
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from datawalk.domain.indicators import Dimension, Indicator, Source
from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period
from datawalk.domain.places import Place
from datawalk.domain.roster import SectorList
from datawalk.domain.tables import NAMES
from datawalk.domain.text import Frozen
from datawalk.domain.walks import Walk
from datawalk.domain.workspace import Workspace
from datawalk.errors import ReleaseProblem
from datawalk.store.connection import open_release
from datawalk.store.releases import Release

Model = TypeVar("Model", bound=Frozen)

_SQL = Path(__file__).parent / "sql"
_BROKEN = "Run 'datawalk build' to make a new one, or 'datawalk releases --use' to go back to an older one."


@cache
def statement(name: str) -> str:
    """The text of `sql/<name>.sql`."""
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")


class PublishedStore:
    """The protected numbers and declarations of one release. Safe to share between threads."""

    def __init__(self, release: Release) -> None:
        self.release_id = release.id
        try:
            self._connection = open_release(release.path)
            self._read_declarations()
        except (duckdb.Error, ValueError, KeyError) as error:
            raise self._broken(error) from error

    def _broken(self, error: Exception) -> ReleaseProblem:
        detail = (str(error).splitlines() or [""])[0]
        return ReleaseProblem(f"Release '{self.release_id}' cannot be read.", detail, remedy=_BROKEN)

    def _rows(self, name: str, **parameters: Any) -> list[dict[str, Any]]:
        try:
            cursor = self._connection.cursor()
            cursor.execute(statement(name), parameters or None)
            columns = [column[0] for column in cursor.description or ()]
            return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
        except duckdb.Error as error:
            raise self._broken(error) from error

    def _read_declarations(self) -> None:
        """Declarations are small and asked for on every page: read once, they never change."""
        documents: dict[str, dict[str, Any]] = {}
        for row in self._rows("declarations"):
            documents.setdefault(row["kind"], {})[row["id"]] = json.loads(row["document"])
        self.workspace = Workspace.model_validate(documents["workspace"]["workspace"])
        self.sector_list = SectorList.model_validate(documents["sector_list"][self.workspace.sector_list])
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
        self.about: dict[str, Any] = json.loads(self._rows("about")[0]["value"])

    def cells(self, indicator_id: str, *, place_id: str, dimension: str) -> list[Observation]:
        """Every period and subgroup of one indicator in one place, oldest period first."""
        rows = self._rows("cells", indicator_id=indicator_id, place_id=place_id, dimension=dimension)
        return [_observation(row) for row in rows]

    def places_with_data(self, indicator_id: str, *, dimension: str) -> set[str]:
        """The places that have at least one row, shown or hidden, for the indicator and dimension."""
        rows = self._rows("places_with_data", indicator_id=indicator_id, dimension=dimension)
        return {row["place_id"] for row in rows}

    def rows(self, model: type[Model]) -> list[Model]:
        """Every row of the model's table, in the table's order; `store.rows(Partner)` is the roster."""
        found = self._rows("rows", kind=NAMES[model])
        return [model.model_validate(json.loads(row["document"])) for row in found]

    def close(self) -> None:
        self._connection.close()


def _place(row: dict[str, Any]) -> Place:
    period = row["population_period"]
    return Place(**{**row, "population_period": Period.parse(period) if period else None})


def _observation(row: dict[str, Any]) -> Observation:
    period = Period(row.pop("period_start"), row.pop("period_end"))
    return Observation.model_construct(**row, period=period)
