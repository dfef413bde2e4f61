"""What every source format gives: the rows of one file as models, with their row numbers."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from datawalk.domain.indicators import Indicator
from datawalk.domain.observations import Observation
from datawalk.domain.places import Place, Ring
from datawalk.domain.text import Frozen
from datawalk.intake.problems import Problems
from datawalk.intake.tabular import Table

Model = TypeVar("Model")


class Row(NamedTuple, Generic[Model]):
    """One model and the row of the file it was read from."""

    model: Model
    number: int


class Feature(NamedTuple):
    """One shape of a map file: where it is, its properties as text (its own id under OWN_ID), and its polygons."""

    where: str
    properties: dict[str, str]
    polygons: tuple[tuple[Ring, ...], ...]


class Layer(NamedTuple):
    """The shapes of a map file that belong together; only the layers of a TopoJSON file have names."""

    name: str
    features: list[Feature]


OWN_ID = ""
"""Stands for a feature's own id among its properties."""

ALL = "*"
"""Stands for every id of a kind."""

Unread = set[tuple[str, str]]
"""Kinds (`partners`, `places`, `indicators`, ...) and ids that are there but have problems; ALL for every id."""


@dataclass
class Parsed:
    """What one file holds. `indicators` are those of the format's catalogue that the file uses;
    `rows` those of the other tables, by their model; `layers` the shapes of a map file.

    `unread`: what the file would have brought, had it no problems; nobody is told that these are unknown.
    """

    file: str
    observations: list[Row[Observation]] = field(default_factory=list)
    places: list[Row[Place]] = field(default_factory=list)
    rows: dict[type[Frozen], list[Row[Any]]] = field(default_factory=lambda: defaultdict(list))
    indicators: dict[str, Indicator] = field(default_factory=dict)
    layers: list[Layer] = field(default_factory=list)
    unread: Unread = field(default_factory=set)


class Reader(Protocol):
    """Reads all rows of an opened file; problems are added, sound rows are kept."""

    def __call__(self, table: Table, *, file: str, problems: Problems) -> Parsed: ...


class FileReader(Protocol):
    """Reads a whole file that holds no table."""

    def __call__(self, path: Path, *, file: str, problems: Problems) -> Parsed: ...


def _nothing(header: Sequence[str]) -> tuple[str, str] | None:
    return None


def _never(header: Sequence[str]) -> bool:
    return False


def _no_rows(table: Table, *, file: str, problems: Problems) -> Parsed:
    return Parsed(file)


@dataclass(frozen=True)
class Format:
    """One source format. The folder under `sources/` has its name.

    `refuses`: what is wrong with, and the remedy for, a file of the same publisher that cannot be read.
    `source`: the declaration of its source in TOML, without `accessed_on`; empty for our own tables.
    `workbooks`: whether it is also read from the sheets of a workbook.
    `read_whole`: instead of `looks_like` and `read`, for files that hold no table; `endings` are theirs.
    """

    name: str
    title: str
    looks_like: Callable[[Sequence[str]], bool] = _never
    read: Reader = _no_rows
    refuses: Callable[[Sequence[str]], tuple[str, str] | None] = _nothing
    source: str = ""
    workbooks: bool = False
    read_whole: FileReader | None = None
    endings: frozenset[str] = frozenset()
