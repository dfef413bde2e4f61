"""The columns of a CSV file whose rows lie as they should, a block of rows at a time.

The same cells that `csvfile` gives row by row, twenty times as fast. A file in which anything is odd raises NotPlain,
and is then read row by row, which says what is wrong.
"""

import csv
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from datawalk.intake.progress import tell

_BLOCK = 1 << 24
_CODES = pa.dictionary(pa.int32(), pa.string())
_QUOTED = re.compile(rb'(?:(?<=[,\n])|\A)"(?:[^"]|"")*"(?=[,\r\n]|\Z)')


class NotPlain(Exception):
    """The file must be read row by row."""


class Words(NamedTuple):
    """A column as codes of its different cells; nothing is stripped."""

    codes: np.ndarray
    words: list[str]


class Block(NamedTuple):
    """Some rows of a file, the first of them being row `first`."""

    first: int
    columns: pa.RecordBatch

    def __len__(self) -> int:
        return self.columns.num_rows

    def words(self, column: str) -> Words:
        """A column that was asked for as words."""
        held = self.columns.column(column)
        return Words(held.indices.to_numpy(), held.dictionary.to_pylist())

    def numbers(self, column: str, *, pattern: str) -> tuple[np.ndarray, np.ndarray]:
        """The cells as numbers, NaN where blank; and which are blank or fit the pattern."""
        cells = self.columns.column(column)
        fits = pc.call_function("match_substring_regex", [cells], pc.MatchSubstringOptions(pattern))
        numbers = pc.call_function("if_else", [fits, cells, pa.scalar(None, pa.string())]).cast(pa.float64())
        blank = pc.call_function("equal", [cells, ""])
        return numbers.to_numpy(zero_copy_only=False), np.asarray(fits) | np.asarray(blank)

    def row(self, at: int) -> dict[str, str]:
        """One row's cells, stripped."""
        return {
            name: column[at].as_py().strip()
            for name, column in zip(self.columns.schema.names, self.columns.columns, strict=True)
        }


def read_columns(path: Path, *, header: Sequence[str], words: Collection[str]) -> Iterator[Block]:
    """The rows of a UTF-8 file below its header; those columns of it that are `words` as codes.

    Raises NotPlain, at the start or in the midst of it.
    """
    quoted = _check_quotes(path)
    size = path.stat().st_size or 1
    try:
        with (
            pa.OSFile(str(path)) as raw,
            arrow_csv.open_csv(
                raw,
                arrow_csv.ReadOptions(block_size=_BLOCK, column_names=list(header), skip_rows=1),
                arrow_csv.ParseOptions(newlines_in_values=quoted, ignore_empty_lines=False),
                arrow_csv.ConvertOptions(
                    column_types={name: _CODES if name in words else pa.string() for name in header},
                    strings_can_be_null=False,
                ),
            ) as reader,
        ):
            first = 2
            for batch in reader:
                tell(f"Reading {path.name}", min(1.0, raw.tell() / size))
                yield Block(first, batch)
                first += batch.num_rows
    except (pa.ArrowInvalid, pa.ArrowKeyError) as error:
        raise NotPlain(str(error)) from None


def _check_quotes(path: Path) -> bool:
    """Whether there are quotation marks; raises NotPlain for one that does not open or close a whole cell."""
    found = False
    with path.open("rb") as raw:
        while block := raw.read(_BLOCK):
            block += raw.readline()
            if b'"' in block:
                found = True
                if b'"' in _QUOTED.sub(b"", block.removeprefix(b"\xef\xbb\xbf")):
                    raise NotPlain("a quotation mark within a cell")
    return found


def too_long(words: Sequence[str]) -> bool:
    """Whether a cell is longer than `csvfile` reads."""
    return any(len(word) > csv.field_size_limit() for word in words)
