"""A table as every reader gives it, from CSV or a workbook, and the rules of its header row."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from datawalk.intake.problems import Problems

PEEKED = 15
"""How many rows are looked at for the column names when they are not in row 1."""

_DIGIT = re.compile(r"\d")

Knows = Callable[[Sequence[str]], bool]
"""Whether a row holds the column names of a table that can be read."""


class Faulty(str):
    """A cell that could not be read where it lies: as text what it shows, with what is wrong and the remedy."""

    __slots__ = ("remedy", "what")

    what: str
    remedy: str

    def __new__(cls, shown: str, *, what: str, remedy: str) -> "Faulty":
        cell = super().__new__(cls, shown)
        cell.what, cell.remedy = what, remedy
        return cell


@dataclass(frozen=True)
class Table:
    """A table with one header row. `rows` is read once: (row number, cells by column), cells stripped.

    Rows without any text are left out but counted, as a spreadsheet counts them.
    `lost` fills with the numbers of the rows that could not be read. `name` is the file's, without its ending,
    and `sheet` that of the sheet when the file is a workbook. `above` are the lines above the header of a CSV file,
    and `below` fills, once all rows are read, with the first cells of the notes that `Layout.ends` begins.
    `path` is set where the rows lie plainly in a UTF-8 file, so that they may be read by columns; `knows` tells
    column names that come again.
    """

    header: tuple[str, ...]
    rows: Iterator[tuple[int, dict[str, str]]]
    lost: list[int] = field(default_factory=list)
    name: str = ""
    sheet: str = ""
    above: tuple[str, ...] = ()
    below: list[str] = field(default_factory=list)
    path: Path | None = None
    knows: Knows = bool


def never(row: Sequence[str]) -> bool:
    """Says of no row that the notes begin there."""
    return False


class Layout(NamedTuple):
    """Where a file that is laid out in its publisher's own way has its column names and its first row of values.

    `ends` tells the first row of the notes below the values.
    """

    header: int
    first: int
    names: tuple[str, ...]
    ends: Callable[[Sequence[str]], bool] = never


Lays = Callable[[Sequence[Sequence[str]]], Layout | None]
"""Finds the layout in a file's first rows; None for a plain table, its column names in row 1."""


def plain(first: Sequence[Sequence[str]]) -> Layout | None:
    """The layout of our own tables: none."""
    return None


class Sheet(NamedTuple):
    """A file or a sheet of one, by the name problems give it; no table when it cannot be read.

    `first` are its first rows as they lie in the file.
    """

    file: str
    table: Table | None
    first: Sequence[Sequence[str]] = ()


def late_header(first: Sequence[Sequence[str]], *, knows: Knows) -> tuple[int, str, str] | None:
    """The row of the column names, what is wrong and the remedy, when they lie below row 1 of a file's first rows."""
    if not first or knows(column_names(first[0])):
        return None
    for number, row in enumerate(first[1:PEEKED], start=2):
        if knows(column_names(row)):
            what = f"The column names are in row {number}, not in row 1."
            return number, what, "Delete the rows above it."
    return None


def is_header(row: Sequence[str], *, knows: Knows) -> bool:
    """Whether a row below the header holds column names again. No column name has a digit, most rows have."""
    return knows is not bool and not _DIGIT.search("".join(row)) and knows(column_names(row))


def second_table(number: int, *, file: str, problems: Problems) -> None:
    """Add the problem of column names below the header."""
    remedy = "Move what is below it to a file or sheet of its own, or delete the row if it only repeats the header."
    problems.add(file, f"row {number}", "The row holds column names again.", remedy)


def lone_cell(row: Sequence[str]) -> tuple[str, str] | None:
    """What is wrong with a row of one filled cell, such as a note below the table, and the remedy."""
    filled = [cell for cell in row if cell]
    if len(filled) != 1:
        return None
    return (
        f"The row holds nothing but '{filled[0]}'.",
        "Delete it if it is a note, or fill in its other cells.",
    )


def header_of(first: Sequence[str], *, file: str, problems: Problems) -> tuple[str, ...] | None:
    """The column names in a file's first row; None, with problems, when they cannot be used."""
    return checked_names(column_names(first), file=file, problems=problems)


def checked_names(
    names: tuple[str, ...], *, file: str, problems: Problems, row: int = 1
) -> tuple[str, ...] | None:
    """The names when each column has one of its own; None, with problems, when not."""
    where = f"row {row}"
    sound = bool(names)
    if not names:
        problems.add(file, where, "There is no header.", "Write the column names into the first row.")
    for number, name in enumerate(names, start=1):
        if not name:
            problems.add(file, where, f"Column {number} has no name.", "Name it, or delete the column.")
            sound = False
        elif name in names[: number - 1]:
            problems.add(file, where, f"The column '{name}' is there twice.", "Delete or rename one of them.")
            sound = False
    return names if sound else None


def column_names(row: Sequence[str]) -> tuple[str, ...]:
    """The names in a row, stripped, without the empty cells at its end."""
    names = [name.strip() for name in row]
    while names and not names[-1]:
        names.pop()
    return tuple(names)
