"""Workbooks: each visible sheet of an .xlsx file as a table, without running anything in it.

openpyxl reads the package. A sheet is read with its parser of one sheet, which streams: the documented ways either
leave out merged cells and hidden rows or lay out every cell of a range, and a small file can name a huge range.
"""

import warnings
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.xml.constants import SHEET_MAIN_NS

from datawalk.intake.problems import Problems
from datawalk.intake.sheetcells import cell_text
from datawalk.intake.tabular import (
    PEEKED,
    Faulty,
    Knows,
    Layout,
    Lays,
    Sheet,
    Table,
    checked_names,
    header_of,
    is_header,
    late_header,
    plain,
    second_table,
)

LARGEST = 50_000_000
"""Bytes of a workbook once unpacked: some hundred thousand rows."""

_OLD = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "Open it in a spreadsheet and save it as .xlsx or as 'CSV UTF-8'."


@dataclass
class _Cells:
    """The cells of a sheet as text, by row and column, and what only a workbook has.

    `formulas` counts by column, `hidden` lists rows, `merged` has the first row and column of each range.
    """

    rows: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    formulas: Counter[int] = field(default_factory=Counter)
    hidden: list[int] = field(default_factory=list)
    merged: dict[str, tuple[int, int]] = field(default_factory=dict)


def read_workbook(
    path: Path, *, file: str, problems: Problems, knows: Knows = bool, lays: Lays = plain
) -> list[Sheet]:
    """The visible sheets with anything in them; one without a table when the file cannot be opened.

    When `lays` finds a publisher's own layout in some sheets, the others are left out, with one note.
    """
    try:
        if fault := _foreign(path):
            problems.add(file, "", *fault)
            return [Sheet(file, None)]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            read = _sheets(path, file=file, problems=problems)
    except Exception:  # whatever a broken package makes openpyxl raise, and it raises nearly anything
        problems.add(file, "", "The workbook is damaged and cannot be opened.", _SAVE_AS)
        return [Sheet(file, None)]
    if not read:
        problems.add(file, "", "No sheet to be seen holds anything.", "Add a table, or delete the file.")
        return [Sheet(file, None)]
    layouts = {title: lays(_first(cells)) for title, cells in read.items()}
    if any(layouts.values()):
        return _laid_out(read, layouts, file=file, name=path.stem, problems=problems)
    if len(read) > 1 and not any(_has_header(cells, knows=knows) for cells in read.values()):
        what = f"None of the {len(read)} sheets is a table known here."
        remedy = (
            "Write the column names of one table into the first row of each; docs/workspace.md lists them."
        )
        problems.add(file, "", what, remedy)
        return [Sheet(file, None)]
    return [
        Sheet(
            named,
            _table(cells, file=named, names=(path.stem, title), knows=knows, problems=problems),
            _first(cells),
        )
        for title, cells in read.items()
        for named in [f"{file}, sheet {title}"]
    ]


def _laid_out(
    read: dict[str, _Cells],
    layouts: Mapping[str, Layout | None],
    *,
    file: str,
    name: str,
    problems: Problems,
) -> list[Sheet]:
    """The sheets in a publisher's own layout."""
    left = [title for title, layout in layouts.items() if layout is None]
    if left:
        what = f"{len(left)} sheets hold no figures known here and are not read: {', '.join(left)}."
        problems.add(file, "", what, severity="warning")
    sheets = []
    for title, cells in read.items():
        layout = layouts[title]
        if layout is None:
            continue
        named = f"{file}, sheet {title}"
        header = checked_names(layout.names, file=named, problems=problems, row=layout.header)
        if header is None:
            sheets.append(Sheet(named, None, _first(cells)))
            continue
        rows = _values(cells, layout=layout)
        sheets.append(Sheet(named, Table(header, rows, name=name, sheet=title), _first(cells)))
    return sheets


def _values(cells: _Cells, *, layout: Layout) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of values of a laid-out sheet, up to its notes."""
    for number in sorted(one for one in cells.rows if one >= layout.first):
        row = cells.rows[number]
        if layout.ends(_line(row)):
            return
        yield number, {name: row.get(column, "") for column, name in enumerate(layout.names, start=1)}


def _first(cells: _Cells) -> list[list[str]]:
    return [_line(cells.rows.get(number, {})) for number in range(1, PEEKED + 1)]


def _foreign(path: Path) -> tuple[str, str] | None:
    """What is wrong with a file that is no workbook, or one too large to open."""
    with path.open("rb") as raw:
        start = raw.read(4)
    if not start:
        return "This file is empty.", "Add a table to it, or delete the file."
    if start == _OLD and _ENCRYPTED in path.read_bytes():
        return "The workbook is protected by a password.", "Save it without the password, then add it again."
    if start == _OLD:
        return "This is an old spreadsheet, though its name ends in .xlsx.", _SAVE_AS
    if not zipfile.is_zipfile(path):
        return "This is not a workbook, or it is damaged.", _SAVE_AS
    with zipfile.ZipFile(path) as archive:
        size = sum(part.file_size for part in archive.infolist())
    if size > LARGEST:
        what = f"The workbook holds {size // 1_000_000} MB; up to {LARGEST // 1_000_000} MB are read."
        return what, "Save its sheets as 'CSV UTF-8', or split it into several workbooks."
    return None


def _sheets(path: Path, *, file: str, problems: Problems) -> dict[str, _Cells]:
    with path.open("rb") as raw:
        book: Any = load_workbook(raw, read_only=True, data_only=True, keep_links=False)
        read: dict[str, _Cells] = {}
        for sheet in book.worksheets:
            if not hasattr(sheet, "_get_source"):  # a sheet that is only a chart
                continue
            if sheet.sheet_state != "visible":
                what = "The sheet is hidden and is not read."
                named = f"{file}, sheet {sheet.title}"
                problems.add(named, "", what, "Show it if it is to be read.", severity="warning")
            elif (cells := _cells(sheet)).rows:
                read[sheet.title] = cells
        return read


class _Parser(WorkSheetParser):
    """openpyxl's parser of one sheet, giving the saved values and saying which of them are a formula's."""

    def parse_cell(self, element: Any) -> dict[str, Any]:
        formula = element.find(f"{{{SHEET_MAIN_NS}}}f") is not None
        return {"formula": formula, **super().parse_cell(element)}


def _cells(sheet: Any) -> _Cells:
    book, cells = sheet.parent, _Cells()
    texts: dict[str, str] = {}  # many cells share one long text: it is kept once
    with sheet._get_source() as source:
        parser = _Parser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for _, row in parser.parse():
            for one in row:
                formula = one.pop("formula")
                cell = ReadOnlyCell(sheet, **one)
                text = cell_text(
                    cell.value,
                    number_format=cell.number_format,
                    data_type=cell.data_type,
                    formula=formula,
                    at=f"{get_column_letter(cell.column)}{cell.row}",
                )
                if text:
                    cells.rows[cell.row][cell.column] = (
                        texts.setdefault(text, text) if type(text) is str else text
                    )
                    read = formula and not isinstance(text, Faulty)
                    cells.formulas[cell.column] += read and cell.row > 1
    hidden = {
        int(row) for row, about in parser.row_dimensions.items() if about.get("hidden") in ("1", "true")
    }
    cells.hidden = sorted(row for row in hidden & cells.rows.keys() if row > 1)
    merged = parser.merged_cells.mergeCell if parser.merged_cells else []
    cells.merged = {one.ref: _corner(one.ref) for one in merged}
    return cells


def _table(
    cells: _Cells, *, file: str, names: tuple[str, str], knows: Knows, problems: Problems
) -> Table | None:
    first = _first(cells)
    if late := late_header(first, knows=knows):
        problems.add(file, f"row {late[0]}", *late[1:])
        return None
    if above := [ref for ref, (row, _) in cells.merged.items() if row == 1]:
        problems.add(file, "row 1", _merged(above), "Unmerge them, and give each column its own name.")
        return None
    header = header_of(first[0], file=file, problems=problems)
    if header is None:
        return None
    width = len(header)
    if inside := [ref for ref, (_, column) in cells.merged.items() if column <= width]:
        row = min(cells.merged[ref] for ref in inside)[0]
        problems.add(file, f"row {row}", _merged(inside), "Unmerge them, and fill in every cell.")
        return None
    again = _cut_at_second_header(cells, knows=knows)
    if again and not knows(header):
        what = f"The column names are in row {again}, not in row 1."
        problems.add(file, f"row {again}", what, "Delete the rows above it.")
        return None
    if again:
        second_table(again, file=file, problems=problems)
    _warn(cells, header=header, file=file, problems=problems)
    lost = _outside(cells, width=width, file=file, problems=problems)
    lost += [again] if again else []
    rows = _rows(cells, header=header, lost=set(lost), file=file, problems=problems)
    return Table(header, rows, lost, name=names[0], sheet=names[1])


def _cut_at_second_header(cells: _Cells, *, knows: Knows) -> int | None:
    """The row that holds column names again; it and what lies below it are taken out."""
    below = sorted(number for number in cells.rows if number > 1)
    again = next((one for one in below if is_header(_filled(cells.rows[one]), knows=knows)), None)
    for number in below if again else ():
        if again and number > again:
            del cells.rows[number]
    if again:
        cells.rows[again] = {}
    return again


def _filled(row: dict[int, str]) -> list[str]:
    return [row[column] for column in sorted(row)]


def _has_header(cells: _Cells, *, knows: Knows) -> bool:
    return any(knows(row) for row in _first(cells))


def _corner(ref: str) -> tuple[int, int]:
    """The row and column a range begins in."""
    left, top, _, _ = range_boundaries(ref)
    return top or 1, left or 1


def _line(row: dict[int, str]) -> list[str]:
    return [row.get(column, "") for column in range(1, max(row, default=0) + 1)]


def _merged(refs: list[str]) -> str:
    more = f" and {len(refs) - 1} more" if len(refs) > 1 else ""
    return f"The cells {refs[0]}{more} are merged."


def _warn(cells: _Cells, *, header: tuple[str, ...], file: str, problems: Problems) -> None:
    for column, name in enumerate(header, start=1):
        if count := cells.formulas[column]:
            cells_are = "1 cell is a formula" if count == 1 else f"{count} cells are formulas"
            what = f"{cells_are}; what was last saved is read."
            remedy = "Save the workbook in a spreadsheet after the last change."
            problems.add(file, f"column {name}", what, remedy, severity="warning")
    if cells.hidden:
        count = len(cells.hidden)
        what = "The row is hidden and is read too."
        if count > 1:
            what = f"The row and {count - 1} more are hidden and are read too."
        remedy = "Delete what is not to be read."
        problems.add(file, f"row {cells.hidden[0]}", what, remedy, severity="warning")


def _outside(cells: _Cells, *, width: int, file: str, problems: Problems) -> list[int]:
    """The rows with something beyond the last named column; a problem for the first of each column."""
    seen: set[int] = set()
    lost = []
    for number in sorted(cells.rows):
        beyond = [column for column in cells.rows[number] if column > width]
        lost += [number] if beyond else []
        for column in sorted(set(beyond) - seen):
            what = f"The cell {get_column_letter(column)}{number} lies beyond the last named column."
            problems.add(file, f"row {number}", what, "Name its column in row 1, or clear the cell.")
        seen |= set(beyond)
    return lost


def _rows(
    cells: _Cells, *, header: tuple[str, ...], lost: set[int], file: str, problems: Problems
) -> Iterator[tuple[int, dict[str, str]]]:
    numbers = sorted(number for number in cells.rows if number > 1)
    if not numbers:
        problems.add(file, "", "There are no rows below the header.", "Add rows, or delete the sheet.")
    for number in numbers:
        if number not in lost:
            row = cells.rows[number]
            yield number, {name: row.get(column, "") for column, name in enumerate(header, start=1)}
