"""Many observations at once, as columns: ten million of them are numbers and codes, not ten million objects.

pandas is imported where columns are made: a server that shows a release makes none.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from datawalk.domain.observations import Observation
from datawalk.domain.periods import Period

if TYPE_CHECKING:
    import pandas as pd

NUMBERS = ("estimate", "lower", "upper", "se", "numerator", "denominator")
"""The fields of an observation that hold a number."""

WORDS = ("indicator_id", "place_id", "dimension", "subgroup", "flag", "note")
YEARS = ("period_start", "period_end")
GRAIN = ("indicator_id", "place_id", *YEARS, "dimension", "subgroup")
"""The columns that make a cell one cell."""

_BLOCK = 1 << 16


class Cells(Sequence[Observation]):
    """Observations as the rows of `frame`; as a sequence it gives each back as an Observation.

    `frame` has a column for each field: WORDS are categories, YEARS the first and last year of the period, and
    NUMBERS floats, NaN where blank.
    """

    def __init__(self, frame: "pd.DataFrame") -> None:
        self.frame = frame

    @classmethod
    def of(cls, observations: Iterable[Observation]) -> "Cells":
        """The observations as columns; those that are columns already as they are."""
        if isinstance(observations, Cells):
            return observations
        rows = list(observations)
        return cls.from_columns(
            {name: [getattr(one, name) for one in rows] for name in (*WORDS, *NUMBERS)}
            | {
                "period_start": [one.period.start for one in rows],
                "period_end": [one.period.end for one in rows],
            }
        )

    @classmethod
    def from_columns(cls, columns: Mapping[str, Any]) -> "Cells":
        """Cells of columns of equal length: words as a list or a Categorical, numbers with None or NaN where blank."""
        import pandas as pd

        made: dict[str, Any] = {}
        for name in ("indicator_id", "place_id", *YEARS, "dimension", "subgroup", *NUMBERS, "flag", "note"):
            given = columns[name]
            if name in WORDS:
                made[name] = given if isinstance(given, pd.Categorical) else coded(given)
            else:
                made[name] = np.asarray(given, dtype=np.int16 if name in YEARS else np.float64)
        return cls(pd.DataFrame(made, copy=False))

    @classmethod
    def joined(cls, parts: Sequence["Cells"]) -> "Cells":
        """The cells of all parts, one after the other."""
        if len(parts) == 1:
            return parts[0]
        if not parts:
            return cls.of(())
        return cls.from_columns(
            {
                name: join_codes([part.words(name) for part in parts])
                if name in WORDS
                else np.concatenate([part.frame[name].to_numpy() for part in parts])
                for name in parts[0].frame.columns
            }
        )

    def words(self, column: str) -> "pd.Categorical":
        """A column of WORDS: its codes, and the words they stand for."""
        return self.frame[column].array  # type: ignore[return-value]

    def codes(self, column: str) -> np.ndarray:
        """The code of each cell in a column of WORDS."""
        return self.words(column).codes

    def numbers(self, column: str) -> np.ndarray:
        """A column of NUMBERS or YEARS."""
        return self.frame[column].to_numpy()

    def is_word(self, column: str, *words: str) -> np.ndarray:
        """Whether each cell has one of the words in the column."""
        return self.each(column, lambda word: word in words).astype(bool)

    def each(self, column: str, value: Any) -> np.ndarray:
        """`value(word)` for each cell, asked once for each word of the column."""
        held = self.words(column)
        if not len(held.categories):
            return np.zeros(len(self))
        return np.array([value(word) for word in held.categories])[held.codes]

    def ranks(self, column: str) -> np.ndarray:
        """The place of each cell's word among the words of the column in their order."""
        ranks = np.argsort(np.argsort(self.words(column).categories.to_numpy()))
        return ranks.astype(np.int32)[self.codes(column)]

    def used(self, column: str) -> set[str]:
        """The words that some cell has in the column."""
        held = self.words(column)
        return {str(held.categories[code]) for code in np.unique(held.codes)}

    def where(self, chosen: np.ndarray) -> "Cells":
        """The cells at these positions, or where this is true."""
        return Cells(self.frame.iloc[chosen if chosen.dtype != bool else np.flatnonzero(chosen)])

    def changed(self, **columns: Any) -> "Cells":
        """The cells with other values in some columns."""
        return Cells(self.frame.assign(**columns))

    def with_word(self, column: str, word: str, *, at: np.ndarray) -> "Cells":
        """The cells with another word in a column of WORDS where `at` is true."""
        held = self.words(column)
        said = held.add_categories([] if word in held.categories else [word])
        said[at] = word
        return self.changed(**{column: said})

    def __len__(self) -> int:
        return len(self.frame)

    @overload
    def __getitem__(self, at: int) -> Observation: ...
    @overload
    def __getitem__(self, at: slice) -> "Cells": ...
    def __getitem__(self, at: int | slice) -> "Observation | Cells":
        if isinstance(at, slice):
            return Cells(self.frame.iloc[at])
        at = range(len(self))[at]  # an index out of range ends a loop over the cells
        return next(_rows(self.frame.iloc[at : at + 1]))

    def __iter__(self) -> Iterator[Observation]:
        for start in range(0, len(self), _BLOCK):
            yield from _rows(self.frame.iloc[start : start + _BLOCK])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


def coded(words: Sequence[str]) -> "pd.Categorical":
    """Words as codes, in the order they are first met."""
    import pandas as pd

    codes, kinds = pd.factorize(np.asarray(words, dtype=object))
    return pd.Categorical.from_codes(codes, categories=pd.Index(kinds, dtype=object))


def join_codes(parts: "Sequence[pd.Categorical]") -> "pd.Categorical":
    """The words of all parts, one after the other."""
    import pandas as pd

    return pd.api.types.union_categoricals(parts)  # type: ignore[return-value]


def _rows(frame: "pd.DataFrame") -> Iterator[Observation]:
    columns = {}
    for name in frame.columns:
        if name in NUMBERS:
            values = frame[name].astype(object)
            columns[name] = values.where(frame[name].notna(), None).tolist()
        else:
            columns[name] = frame[name].tolist()
    starts, ends = columns.pop("period_start"), columns.pop("period_end")
    names = tuple(columns)
    for start, end, *values in zip(starts, ends, *columns.values(), strict=True):
        yield Observation.model_construct(**dict(zip(names, values, strict=True)), period=Period(start, end))
