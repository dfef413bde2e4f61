"""Everything a workspace holds, parsed into frozen models: what `read_workspace` returns and `build` publishes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from datawalk.domain.cells import Cells
from datawalk.domain.indicators import Dimension, Indicator, Source
from datawalk.domain.observations import Observation
from datawalk.domain.pitches import Pitch
from datawalk.domain.places import Boundary, Place
from datawalk.domain.sectors import SectorList
from datawalk.domain.text import Frozen
from datawalk.domain.walks import Walk
from datawalk.domain.workspace import Workspace

Model = TypeVar("Model", bound=Frozen)


@dataclass(frozen=True)
class Contents:
    """One workspace, read whole. Ids are the keys of the dictionaries; `rows` holds the other tables by their model.
    `sector_list` is the one the workspace answers to, `sector_lists` are all there are.

    `observations` are as a rule Cells, which are columns; `cells` gives them so in any case.
    """

    folder: Path
    workspace: Workspace
    sector_list: SectorList
    sector_lists: dict[str, SectorList] = field(default_factory=dict)
    pitches: dict[str, Pitch] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    dimensions: dict[str, Dimension] = field(default_factory=dict)
    walks: dict[str, Walk] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    boundaries: dict[str, Boundary] = field(default_factory=dict)
    observations: Sequence[Observation] = ()
    rows: Mapping[type[Frozen], tuple[Any, ...]] = field(default_factory=dict)

    @property
    def cells(self) -> Cells:
        """The observations as columns."""
        return Cells.of(self.observations)

    def of(self, model: type[Model]) -> tuple[Model, ...]:
        """Every row of the model's table, in the tables' order; `contents.of(Partner)` is the roster."""
        return self.rows.get(model, ())
