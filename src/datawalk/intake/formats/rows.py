"""Where rows were read; and the observations of a file, kept as columns, for files may hold millions."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Generic, NamedTuple, TypeVar, overload

import numpy as np
import pandas as pd

from datawalk.domain.cells import Cells, coded, join_codes
from datawalk.domain.observations import Observation

Model = TypeVar("Model")

_BLOCK = 1 << 16


class Row(NamedTuple, Generic[Model]):
    """One model and the row of the file it was read from; `column` where a row holds several."""

    model: Model
    number: int
    column: str = ""


class Origin(NamedTuple):
    """The file and row something was read from; `column` where a row holds several."""

    file: str
    row: int
    column: str = ""


class CellRows(Sequence[Row[Observation]]):
    """Observations with their rows and columns, in the order they were read. It grows, row by row or block by block."""

    def __init__(self, rows: Iterable[Row[Observation]] = ()) -> None:
        self._blocks: list[tuple[Cells, np.ndarray, pd.Categorical]] = []
        self._waiting: list[Row[Observation]] = []
        for row in rows:
            self.append(row)

    def append(self, row: Row[Observation]) -> None:
        self._waiting.append(row)
        if len(self._waiting) >= _BLOCK:
            self._pack()

    def extend(self, cells: Cells, *, numbers: np.ndarray) -> None:
        """Add many at once, `numbers` being the rows they were read from."""
        self._pack()
        columns = pd.Categorical.from_codes(
            np.zeros(len(cells), dtype=np.int8), categories=pd.Index([""], dtype=object)
        )
        self._blocks.append((cells, numbers.astype(np.int32), columns))

    @property
    def cells(self) -> Cells:
        """The observations alone."""
        return self._whole()[0]

    @property
    def numbers(self) -> np.ndarray:
        """The row of the file each was read from."""
        return self._whole()[1]

    @property
    def columns(self) -> pd.Categorical:
        """The column each was read from, blank where a row holds one."""
        return self._whole()[2]

    def _pack(self) -> None:
        if self._waiting:
            models, numbers, columns = zip(*self._waiting, strict=True)
            self._blocks.append((Cells.of(models), np.array(numbers, dtype=np.int32), coded(columns)))
            self._waiting = []

    def _whole(self) -> tuple[Cells, np.ndarray, pd.Categorical]:
        self._pack()
        if not self._blocks:
            return Cells.of(()), np.array([], dtype=np.int32), coded([])
        if len(self._blocks) > 1:
            cells, numbers, columns = zip(*self._blocks, strict=True)
            self._blocks = [(Cells.joined(cells), np.concatenate(numbers), join_codes(columns))]
        return self._blocks[0]

    def __len__(self) -> int:
        return len(self._waiting) + sum(len(cells) for cells, *_ in self._blocks)

    @overload
    def __getitem__(self, at: int) -> Row[Observation]: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row[Observation]]: ...
    def __getitem__(self, at: int | slice) -> Row[Observation] | list[Row[Observation]]:
        cells, numbers, columns = self._whole()
        if isinstance(at, slice):
            return [self[one] for one in range(len(self))[at]]
        return Row(cells[at], int(numbers[at]), str(columns[at]))

    def __iter__(self) -> Iterator[Row[Observation]]:
        cells, numbers, columns = self._whole()
        return (Row(*one) for one in zip(cells, numbers.tolist(), columns.tolist(), strict=True))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


class CellOrigins(Sequence[Origin]):
    """Where each of a workspace's observations was read, file by file."""

    def __init__(self, files: Iterable[tuple[str, CellRows]] = ()) -> None:
        self._parts = [(file, rows.numbers, rows.columns) for file, rows in files]
        self._ends = list(accumulate(len(numbers) for _, numbers, _ in self._parts))

    @property
    def files(self) -> list[tuple[str, slice]]:
        """Each file, and which of the observations are its."""
        starts = [0, *self._ends]
        return [
            (file, slice(start, end))
            for (file, *_), start, end in zip(self._parts, starts, self._ends, strict=False)
        ]

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, at: int) -> Origin: ...
    @overload
    def __getitem__(self, at: slice) -> list[Origin]: ...
    def __getitem__(self, at: int | slice) -> Origin | list[Origin]:
        if isinstance(at, slice):
            return [self[one] for one in range(len(self))[at]]
        at = range(len(self))[at]
        part = bisect_right(self._ends, at)
        file, numbers, columns = self._parts[part]
        within = at - (self._ends[part - 1] if part else 0)
        return Origin(file, int(numbers[within]), str(columns[within]))
