"""What every source format gives: the rows of one file as models, with their row numbers."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from datawalk.domain.indicators import Indicator
from datawalk.domain.observations import Observation
from datawalk.domain.places import Place
from datawalk.domain.text import Frozen
from datawalk.intake.problems import Problems
from datawalk.intake.tabular import Table

Model = TypeVar("Model")


class Row(NamedTuple, Generic[Model]):
    """One model and the row of the file it was read from."""

    model: Model
    number: int


ALL = "*"
"""Stands for every id of a kind."""

Unread = set[tuple[str, str]]
"""Kinds (`partners`, `places`, `indicators`, ...) and ids that are there but have problems; ALL for every id."""


@dataclass
class Parsed:
    """What one file holds. `indicators` are those of the format's catalogue that the file uses;
    `rows` those of the other tables, by their model.

    `unread`: what the file would have brought, had it no problems; nobody is told that these are unknown.
    """

    file: str
    observations: list[Row[Observation]] = field(default_factory=list)
    places: list[Row[Place]] = field(default_factory=list)
    rows: dict[type[Frozen], list[Row[Any]]] = field(default_factory=lambda: defaultdict(list))
    indicators: dict[str, Indicator] = field(default_factory=dict)
    unread: Unread = field(default_factory=set)


class Reader(Protocol):
    """Reads all rows of an opened file; problems are added, sound rows are kept."""

    def __call__(self, table: Table, *, file: str, problems: Problems) -> Parsed: ...


def _nothing(header: Sequence[str]) -> tuple[str, str] | None:
    return None


@dataclass(frozen=True)
class Format:
    """One source format. The folder under `sources/` has its name.

    `refuses`: what is wrong with, and the remedy for, a file of the same publisher that cannot be read.
    `source`: the declaration of its source in TOML, without `accessed_on`; empty for our own tables.
    `workbooks`: whether it is also read from the sheets of a workbook.
    """

    name: str
    title: str
    looks_like: Callable[[Sequence[str]], bool]
    read: Reader
    refuses: Callable[[Sequence[str]], tuple[str, str] | None] = _nothing
    source: str = ""
    workbooks: bool = False
