"""JSON answers of a data service: a list of rows, the column names first, as a table."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from datawalk.intake.problems import Problems
from datawalk.intake.tabular import Lays, Sheet, Table, checked_names, plain

_SAVE_AS = "Save the service's answer as it is, or download the table as CSV."


def read_json_rows(path: Path, *, file: str, problems: Problems, lays: Lays = plain) -> Sheet:
    """The rows of a JSON list of lists; row 1 is the first list. No table, with a problem, when it is another JSON."""
    try:
        rows: Any = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        problems.add(file, "", "This is not JSON.", _SAVE_AS)
        return Sheet(file, None)
    if not isinstance(rows, list) or not rows or not all(isinstance(row, list) for row in rows):
        problems.add(file, "", "This JSON is not a list of rows with the column names first.", _SAVE_AS)
        return Sheet(file, None)
    names = tuple(_text(cell) for cell in rows[0])
    layout = lays([names])
    header = checked_names(layout.names if layout else names, file=file, problems=problems)
    if header is None:
        return Sheet(file, None, [names])
    lost: list[int] = []
    given = _rows(rows[1:], header=header, lost=lost, file=file, problems=problems)
    return Sheet(file, Table(header, given, lost, name=path.stem), [names])


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def _rows(
    rows: Sequence[list[Any]], *, header: tuple[str, ...], lost: list[int], file: str, problems: Problems
) -> Iterator[tuple[int, dict[str, str]]]:
    if not rows:
        problems.add(file, "", "There are no rows below the header.", "Ask the service again.")
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            lost.append(number)
            what = f"The row has {len(row)} cells and the header {len(header)}."
            problems.add(file, f"row {number}", what, _SAVE_AS)
        else:
            yield number, dict(zip(header, (_text(cell) for cell in row), strict=True))
