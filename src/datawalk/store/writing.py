"""Writing a release: its tables on their way into it, their digest, and the file."""

import json
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from datawalk.domain.cells import WORDS, YEARS, Cells
from datawalk.store.connection import statement


@dataclass(frozen=True)
class TableRows:
    """The rows of one table on their way into a release: `columns` are (name, DuckDB type)."""

    name: str
    columns: tuple[tuple[str, str], ...]
    rows: list[tuple[Any, ...]]


@dataclass(frozen=True)
class TableCells:
    """The cells of a release on their way into it, in the order in which they will lie there."""

    name: str
    cells: Cells

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """(name, DuckDB type) of each column."""
        kinds = {**dict.fromkeys(WORDS, "VARCHAR"), **dict.fromkeys(YEARS, "SMALLINT")}
        return tuple((str(name), kinds.get(str(name), "DOUBLE")) for name in self.cells.frame.columns)


Tables = tuple[TableRows | TableCells, ...]


def digest_of(tables: Tables, *, about: dict[str, Any]) -> str:
    """SHA-256 over the sorted rows of every table and what identifies the build; not over the file."""
    sums = sha256(json.dumps(about, sort_keys=True, ensure_ascii=False).encode())
    for table in sorted(tables, key=lambda each: each.name):
        sums.update(json.dumps([table.name, table.columns]).encode())
        if isinstance(table, TableCells):
            for name, _ in table.columns:
                for part in _canonical(table.cells, name):
                    sums.update(part)
            continue
        for line in sorted(json.dumps(row, ensure_ascii=False) for row in table.rows):
            sums.update(line.encode())
    return sums.hexdigest()


def _canonical(cells: Cells, name: str) -> tuple[bytes, bytes]:
    """A column as bytes that only its values decide: the words used, in order, and the place of each; or the numbers."""
    if name in YEARS:
        return b"", cells.numbers(name).astype("<i2").tobytes()
    if name not in WORDS:
        numbers = cells.numbers(name)
        return b"", np.where(np.isnan(numbers), np.nan, numbers + 0.0).astype("<f8").tobytes()
    words = sorted(cells.used(name))
    place = {word: at for at, word in enumerate(words)}
    codes = cells.each(name, lambda word: place.get(word, -1))
    return json.dumps(words, ensure_ascii=False).encode(), codes.astype("<i4").tobytes()


def write(path: Path, tables: Tables, *, about: dict[str, Any], previous: Path | None) -> None:
    """Make the file. `about` is what it says of itself, to which the changes against the release at `previous` are added."""
    import pandas as pd

    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as connection:
        for table in tables:
            columns = ", ".join(f'"{name}" {kind}' for name, kind in table.columns)
            connection.execute(f'CREATE TABLE "{table.name}" ({columns})')
            if isinstance(table, TableCells):
                frame = table.cells.frame
            else:
                frame = pd.DataFrame(table.rows, columns=[name for name, _ in table.columns], dtype=object)
            if len(frame):
                connection.register("incoming", frame)
                connection.execute(f'INSERT INTO "{table.name}" SELECT * FROM incoming')
                connection.unregister("incoming")
        connection.execute(statement("make_newest"))
        connection.execute(statement("make_covered"))
        about = about | {"changes": _changes(connection, previous) if previous else []}
        connection.execute("CREATE TABLE about (value VARCHAR)")
        connection.execute("INSERT INTO about VALUES ($1)", [json.dumps(about, ensure_ascii=False)])
        connection.execute("CHECKPOINT")


def changes_of(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """How many cells of each indicator were added, removed, changed in a number, newly hidden, or shown again.

    `observations` is compared with that of the database attached as `before`.
    """
    cursor = connection.execute(statement("changes"))
    columns = [column[0] for column in cursor.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def _changes(connection: duckdb.DuckDBPyConnection, previous: Path) -> list[dict[str, Any]]:
    """The changes against the release at `previous`."""
    address = str(previous).replace("'", "''")
    connection.execute(f"ATTACH '{address}' AS before (READ_ONLY)")
    found = changes_of(connection)
    connection.execute("DETACH before")
    return found


def sync(path: Path) -> None:
    """Return when the disk has the file."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
