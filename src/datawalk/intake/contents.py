"""Everything a workspace holds, parsed into frozen models: what `read_workspace` returns and `build` publishes."""

from dataclasses import dataclass, field
from pathlib import Path

from datawalk.domain.goals import Goal
from datawalk.domain.indicators import Dimension, Indicator, Source
from datawalk.domain.observations import Observation
from datawalk.domain.places import Place
from datawalk.domain.roster import Partner, Seat, SectorList
from datawalk.domain.walks import Walk
from datawalk.domain.workspace import Workspace


@dataclass(frozen=True)
class Contents:
    """One workspace, read whole. Ids are the keys of the dictionaries."""

    folder: Path
    workspace: Workspace
    sector_list: SectorList
    sources: dict[str, Source] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    dimensions: dict[str, Dimension] = field(default_factory=dict)
    walks: dict[str, Walk] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    observations: tuple[Observation, ...] = ()
    partners: tuple[Partner, ...] = ()
    seats: tuple[Seat, ...] = ()
    goals: tuple[Goal, ...] = ()
