"""What every source format is and gives: how its files are laid out, and their rows as models with row numbers."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from datawalk.domain.indicators import Dimension, Indicator
from datawalk.domain.periods import Period
from datawalk.domain.places import Place, Ring
from datawalk.domain.text import Frozen
from datawalk.intake.formats.rows import CellRows, Row
from datawalk.intake.problems import Problems
from datawalk.intake.tabular import Layout, Table, column_names, never


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
    """What one file holds. `indicators` are those of the format's catalogue that the file uses, `dimensions`
    those that the file itself declares;
    `rows` those of the other tables, by their model; `layers` the shapes of a map file.

    `unread`: what the file would have brought, had it no problems; nobody is told that these are unknown.
    """

    file: str
    observations: CellRows = field(default_factory=CellRows)
    places: list[Row[Place]] = field(default_factory=list)
    rows: dict[type[Frozen], list[Row[Any]]] = field(default_factory=lambda: defaultdict(list))
    indicators: dict[str, Indicator] = field(default_factory=dict)
    dimensions: dict[str, Dimension] = field(default_factory=dict)
    layers: list[Layer] = field(default_factory=list)
    unread: Unread = field(default_factory=set)


class Reading(NamedTuple):
    """What a source's declaration says of reading its files: see `domain.indicators.Source`."""

    within: tuple[str, ...] = ()
    period: Period | None = None


class Reader(Protocol):
    """Reads all rows of an opened file; problems are added, sound rows are kept."""

    def __call__(self, table: Table, *, file: str, reading: Reading, problems: Problems) -> Parsed: ...


class FileReader(Protocol):
    """Reads a whole file that holds no table."""

    def __call__(self, path: Path, *, file: str, problems: Problems) -> Parsed: ...


@dataclass(frozen=True)
class Shape:
    """One way the tables of a format are laid out.

    `looks_like`: whether these are its column names. `headers`: the rows they may be in, the first that fits
    counts. `labels`: how many rows of words lie between the names and the values. `grouped`: the row above the
    names says what several columns are about, and a name reads `about: name`. `ends`: the row where notes begin.
    `unnamed`: columns without a name are left alone.
    """

    looks_like: Callable[[Sequence[str]], bool]
    read: Reader
    headers: tuple[int, ...] = (1,)
    labels: int = 0
    grouped: bool = False
    ends: Callable[[Sequence[str]], bool] = never
    unnamed: bool = False

    def layout(self, first: Sequence[Sequence[str]]) -> Layout | None:
        """Where the names and the values lie in a file whose first rows these are; None when it is another."""
        for number in self.headers:
            if number <= len(first):
                names = self._names(first, number)
                if self.looks_like(names):
                    return Layout(number, number + 1 + self.labels, names, self.ends)
        return None

    def _names(self, first: Sequence[Sequence[str]], number: int) -> tuple[str, ...]:
        names = column_names(first[number - 1])
        if self.unnamed:
            names = tuple(name or f"column {at}" for at, name in enumerate(names, start=1))
        if not self.grouped or number < 2:
            return names
        about, full = "", []
        for at, name in enumerate(names):
            above = first[number - 2][at].strip() if at < len(first[number - 2]) else ""
            about = above or about
            full.append(f"{about}: {name}" if about else name)
        return tuple(full)


def _nothing(header: Sequence[str]) -> tuple[str, str] | None:
    return None


@dataclass(frozen=True)
class Format:
    """One source format. The folder under `sources/` has its name.

    `shapes`: the ways its files are laid out. `needs`: what is wrong and the remedy when a file has none of them,
    or `otherwise` reads it to say so. `refuses`: the same for a file of the same publisher that cannot be read.
    `source`: the declaration of its source in TOML, without `accessed_on`; empty for our own tables.
    `fill_in`: whether only the coordinator knows who made its files, so that `source` is a form to fill in.
    `workbooks`, `json`: whether it is also read from the sheets of a workbook, or from a JSON list of rows.
    `read_whole`: instead of `shapes`, for files that hold no table; `endings` are theirs.
    """

    name: str
    title: str
    shapes: tuple[Shape, ...] = ()
    needs: tuple[str, str] = ("", "")
    otherwise: Reader | None = None
    refuses: Callable[[Sequence[str]], tuple[str, str] | None] = _nothing
    source: str = ""
    fill_in: bool = False
    workbooks: bool = False
    json: bool = False
    read_whole: FileReader | None = None
    endings: frozenset[str] = frozenset()

    def shape_of(self, first: Sequence[Sequence[str]]) -> tuple[Shape, Layout] | None:
        """The way a file with these first rows is laid out, and where its values lie."""
        for shape in self.shapes:
            if layout := shape.layout(first):
                return shape, layout
        return None

    def knows(self, names: Sequence[str]) -> bool:
        """Whether these are the column names of one of its tables, wherever they lie."""
        return any(shape.looks_like(names) for shape in self.shapes) or bool(self.refuses(names))
