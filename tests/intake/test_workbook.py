"""Workbooks: what a sheet holds is what a CSV file holds, and every fault is told with its cell or range."""

import csv
import shutil
import zipfile
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Literal

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.worksheet import Worksheet

from datawalk.domain.roster import Seat
from datawalk.domain.tables import TABLES
from datawalk.intake import workbook
from datawalk.intake.check import check_workspace
from datawalk.intake.contents import Contents
from datawalk.intake.formats import read_file
from datawalk.intake.formats.kinds import KINDS, Kind
from datawalk.intake.formats.shape import Parsed
from datawalk.intake.formats.table import kinds_of
from datawalk.intake.problems import Problems
from datawalk.intake.workspace import read_workspace

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "data" / "small" / "alder"
SEATS = (("partner_id", "body", "voting", "from", "to"), ("clinic", "board", 1, date(2024, 1, 1), None))
CASH = (("date", "unrestricted", "restricted"), (date(2026, 1, 31), 40000, 12000.5))


def a_book(path: Path, **sheets: Iterable[Iterable[Any]]) -> Workbook:
    """A workbook of sheets by name, each of rows; the caller may change it before `book.save(path)`."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return book


def read(path: Path) -> tuple[list[Parsed], list[str]]:
    problems = Problems()
    parsed = read_file(path, format_name="table", file=path.name, problems=problems)
    return parsed, [f"{'warning: ' * (one.severity == 'warning')}{one}" for one in problems.found]


def said(
    tmp_path: Path, change: Callable[[Worksheet], object], rows: Iterable[Iterable[Any]] = CASH
) -> list[str]:
    """What is said of a workbook with one sheet, after one change."""
    path = tmp_path / "money.xlsx"
    book = a_book(path, Cash=rows)
    change(book.worksheets[0])
    book.save(path)
    return read(path)[1]


# What a sheet holds


def _typed(cell: str, reader: str) -> Any:
    """The cell as a spreadsheet would hold it: a number, a day or a truth where it can."""
    if reader == "day" and cell:
        return date.fromisoformat(cell)
    if reader == "month" and cell:
        return datetime.fromisoformat(f"{cell}-01" if len(cell) == 7 else cell)
    if reader == "yes_or_no" and cell in ("0", "1"):
        return cell == "1"
    if reader in ("number", "not_negative", "whole", "between") and cell:
        return float(cell) if "." in cell else int(cell)
    if reader == "period" and cell.isdigit():
        return int(cell)
    return cell or None


def _as_workbook(folder: Path, path: Path) -> set[str]:
    """Every CSV table of a folder as a sheet of one workbook with typed cells; the kinds there are."""
    book = Workbook()
    book.remove(book.worksheets[0])
    found = set()
    for table in sorted(folder.glob("*.csv")):
        with table.open(encoding="utf-8", newline="") as text:
            header, *rows = list(csv.reader(text))
        [kind] = [one for one in kinds_of(header) if len(kinds_of(header)) == 1 or one.name == table.stem]
        found.add(kind.name)
        sheet = book.create_sheet(table.stem)
        sheet.append(header)
        readers = [kind.columns[name].__qualname__.split(".")[0] for name in header]
        for row in rows:
            sheet.append([_typed(cell, reader) for cell, reader in zip(row, readers, strict=True)])
    book.save(path)
    return found


def _contents(folder: Path) -> Contents:
    problems = Problems()
    found = read_workspace(folder, problems=problems)
    assert problems.errors == []
    assert found is not None
    return found.contents


@pytest.mark.parametrize("workspace", [SMALL, ROOT / "data"], ids=["alder", "riverbend"])
def test_a_workbook_of_all_tables_reads_like_their_csv_files(workspace: Path, tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    shutil.copytree(workspace, folder, ignore=shutil.ignore_patterns("built", "collected"))
    from_csv = _contents(folder)
    _as_workbook(folder / "tables", folder / "everything.xlsx")
    for path in (folder / "tables").glob("*.csv"):
        path.unlink()
    (folder / "everything.xlsx").rename(folder / "tables" / "everything.xlsx")
    from_book = _contents(folder)
    assert from_book.places == from_csv.places
    assert set(from_book.observations) == set(from_csv.observations)
    for model in TABLES.values():
        assert from_book.of(model) == from_csv.of(model)


ROWS: dict[str, dict[str, str]] = {
    "text": {"": "words, with a comma"},
    "web_address": {"": "https://example.org/a?b=c"},
    "day": {"": "2026-03-31"},
    "month": {"": "2026-03"},
    "period": {"": "2023"},
    "yes_or_no": {"": "1"},
    "several": {"": "one;two"},
    "number": {"": "-12.25"},
    "not_negative": {"": "0.1"},
    "whole": {"": "12"},
    "between": {"": "3", "year": "2026"},
}


def _row(kind: Kind) -> dict[str, str]:
    row = {}
    for column, reader in kind.columns.items():
        name = reader.__qualname__.split(".")[0]
        if name == "one_of":
            words = reader.__closure__
            row[column] = next(
                cell.cell_contents[0] for cell in words or () if isinstance(cell.cell_contents, tuple)
            )
        else:
            row[column] = ROWS[name].get(column, ROWS[name][""])
    if kind.name == "observations":
        row |= {"lower": "-13", "upper": "12", "flag": "unreliable"}
    return row


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_table_reads_equally_from_csv_and_workbook(kind: Kind, tmp_path: Path) -> None:
    row = _row(kind)
    (tmp_path / "tables").mkdir()
    path = tmp_path / "tables" / f"{kind.name}.csv"
    with path.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows([list(row), list(row.values())])
    [from_csv], nothing = read(path)
    assert nothing == []
    assert _as_workbook(tmp_path / "tables", tmp_path / "book.xlsx") == {kind.name}
    [from_book], nothing = read(tmp_path / "book.xlsx")
    assert nothing == []
    assert (from_book.observations, from_book.places, from_book.rows) == (
        from_csv.observations,
        from_csv.places,
        from_csv.rows,
    )
    assert from_csv.observations or from_csv.places or from_csv.rows[TABLES[kind.name]]


def test_sheets_come_in_order_with_their_names_and_row_numbers(tmp_path: Path) -> None:
    path = tmp_path / "roster.xlsx"
    a_book(path, Seats=(SEATS[0], (), SEATS[1]), Empty=(), Cash=CASH)
    parsed, problems = read(path)
    assert problems == []
    assert [one.file for one in parsed] == ["roster.xlsx, sheet Seats", "roster.xlsx, sheet Cash"]
    [seat] = parsed[0].rows[Seat]
    assert (seat.number, seat.model.from_, seat.model.to) == (3, date(2024, 1, 1), None)


@pytest.mark.parametrize("stem", ["commitments", "Our promises"])
def test_twins_are_told_apart_by_the_sheet_or_else_the_file(stem: str, tmp_path: Path) -> None:
    rows = (("goal_id", "who", "what"), ("insured", "clinic", "Open late"))
    a_book(tmp_path / f"{stem}.xlsx", **{"Sheet1" if stem == "commitments" else "New commitments": rows})
    [parsed], problems = read(tmp_path / f"{stem}.xlsx")
    assert problems == []
    assert [TABLES["commitments"]] == [model for model, found in parsed.rows.items() if found]


def test_twins_without_a_name_say_both(tmp_path: Path) -> None:
    a_book(tmp_path / "book.xlsx", Sheet1=(("goal_id", "who", "what"), ("insured", "clinic", "Open late")))
    assert read(tmp_path / "book.xlsx")[1] == [
        "book.xlsx, sheet Sheet1, row 1: The columns are those of the tables milestones and commitments, and the "
        "name is neither. Name the sheet milestones or commitments."
    ]


def test_numbers_lose_their_noise_and_keep_their_zeros(tmp_path: Path) -> None:
    path = tmp_path / "places.xlsx"
    rows = (("place_id", "name", "level", "population"), (1003, "Baldwin", "county", 0.1 + 0.2))
    book = a_book(path, Places=rows)
    book.worksheets[0]["A2"].number_format = "00000"
    book.save(path)
    parsed, problems = read(path)
    assert problems == [
        "places.xlsx, sheet Places, row 2, column population: '0.3' is not a whole number. Write a whole number."
    ]
    assert ("places", "01003") in parsed[0].unread


def test_text_that_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    path = tmp_path / "seats.xlsx"
    book = a_book(path, Seats=SEATS)
    cell = book.worksheets[0]["B2"]
    cell.value, cell.data_type = "=1+1", "s"
    book.save(path)
    [parsed], problems = read(path)
    assert problems == []
    assert parsed.rows[Seat][0].model.body == "=1+1"


# What is wrong with a sheet


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda sheet: sheet.merge_cells("B1:C1"),
            "row 1: The cells B1:C1 are merged. Unmerge them, and give each column its own name.",
        ),
        (
            lambda sheet: sheet.merge_cells("A2:B2"),
            "row 2: The cells A2:B2 are merged. Unmerge them, and fill in every cell.",
        ),
        (
            lambda sheet: sheet.insert_rows(1, 2),
            "row 3: The column names are in row 3, not in row 1. Delete the rows above it.",
        ),
        (
            lambda sheet: sheet.__setitem__("B2", "=40000+1"),
            "row 2, column unrestricted: The cell B2 holds a formula whose value was never saved. Open the workbook "
            "in a spreadsheet and save it, or write the value itself.",
        ),
        (
            lambda sheet: sheet.__setitem__("B2", "#REF!"),
            "row 2, column unrestricted: The cell B2 shows the error #REF!. Correct its formula, or clear the cell.",
        ),
        (
            lambda sheet: [sheet.__setitem__("A2", 46053), setattr(sheet["A2"], "number_format", "General")],
            "row 2, column date: '46053' is a number, not a date: 2026-01-31 as a spreadsheet counts days. Write "
            "2026-01-31 if that is the day, or format the column as a date.",
        ),
        (
            lambda sheet: sheet.__setitem__("A2", datetime(2026, 1, 31, 14, 30)),
            "row 2, column date: The cell A2 holds a day with a time, 2026-01-31 14:30. Write the day alone: "
            "2026-01-31.",
        ),
        (
            lambda sheet: sheet.__setitem__("A2", time(14, 30)),
            "row 2, column date: The cell A2 holds a time of day or a length of time. Format it as a number or a "
            "date, and write the value again.",
        ),
        (
            lambda sheet: sheet.__setitem__("B2", "40,000"),
            "row 2, column unrestricted: '40,000' is not a number. Leave out the comma between thousands; decimals "
            "go after a point.",
        ),
        (
            lambda sheet: sheet.__setitem__("B2", "40%"),
            "row 2, column unrestricted: '40%' is not a number. Leave out the percent sign.",
        ),
        (
            lambda sheet: sheet.__setitem__("E2", "a remark"),
            "row 2: The cell E2 lies beyond the last named column. Name its column in row 1, or clear the cell.",
        ),
        (
            lambda sheet: sheet.delete_rows(2),
            ": There are no rows below the header. Add rows, or delete the sheet.",
        ),
        (
            lambda sheet: sheet.__setitem__("A1", "what"),
            "row 1: The column 'date' of the table cash is missing. Add it.",
        ),
        (
            lambda sheet: [sheet.__setitem__(f"{column}1", f"note {column}") for column in "ABC"],
            "row 1: The columns are those of no table known here. Write the column names of one table into the first "
            "row; docs/workspace.md lists them. A sheet that is no table can be hidden or deleted.",
        ),
    ],
    ids=[
        "merged header",
        "merged body",
        "title above",
        "formula not saved",
        "error value",
        "date as number",
        "date with time",
        "time",
        "text with comma",
        "text with percent",
        "beyond the header",
        "no rows",
        "column missing",
        "no table",
    ],
)
def test_a_fault_of_a_sheet_gives_its_whole_message(
    change: Callable[[Worksheet], object], message: str, tmp_path: Path
) -> None:
    found = [one for one in said(tmp_path, change) if not one.startswith("warning")]
    comma = "" if message.startswith(":") else ", "
    assert found == [f"money.xlsx, sheet Cash{comma}{message}"]


def test_a_percent_format_reads_as_the_sheet_shows_it(tmp_path: Path) -> None:
    def as_percent(sheet: Worksheet) -> None:
        sheet["B2"] = 0.184
        sheet["B2"].number_format = "0.0%"

    assert said(tmp_path, as_percent) == [
        "money.xlsx, sheet Cash, row 2, column unrestricted: '18.4%' is not a number. Leave out the percent sign."
    ]


def test_a_merged_title_is_told_as_a_title(tmp_path: Path) -> None:
    def with_title(sheet: Worksheet) -> None:
        sheet.insert_rows(1)
        sheet["A1"] = "Money in hand"
        sheet.merge_cells("A1:C1")

    assert said(tmp_path, with_title) == [
        "money.xlsx, sheet Cash, row 2: The column names are in row 2, not in row 1. Delete the rows above it."
    ]


def test_faults_in_columns_that_are_left_out_do_not_matter(tmp_path: Path) -> None:
    def with_helper(sheet: Worksheet) -> None:
        sheet["D1"], sheet["D2"] = "helper", "#N/A"

    assert said(tmp_path, with_helper) == [
        "warning: money.xlsx, sheet Cash, row 1: The column 'helper' is not one of the table cash and is left out. "
        "It may stay."
    ]


def test_hidden_rows_are_read_and_told(tmp_path: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        for month, day in ((2, 28), (3, 31), (4, 30)):
            sheet.append([date(2026, month, day), 1, 2])
        sheet.row_dimensions[3].hidden = sheet.row_dimensions[5].hidden = True

    assert said(tmp_path, hide) == [
        "warning: money.xlsx, sheet Cash, row 3: The row and 1 more are hidden and are read too. "
        "Delete what is not to be read."
    ]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_not_read_and_told(state: Literal["hidden", "veryHidden"], tmp_path: Path) -> None:
    path = tmp_path / "roster.xlsx"
    book = a_book(path, Seats=SEATS, Lists=(("a", "b"), (1, 2)))
    book["Lists"].sheet_state = state
    book.save(path)
    parsed, problems = read(path)
    assert [one.file for one in parsed] == ["roster.xlsx, sheet Seats"]
    assert problems == [
        "warning: roster.xlsx, sheet Lists: The sheet is hidden and is not read. Show it if it is to be read."
    ]


def _with_saved_values(path: Path, saved: str) -> None:
    """Write the value a spreadsheet would have saved beside the one formula of the first sheet."""
    with zipfile.ZipFile(path) as archive:
        parts = {one.filename: archive.read(one) for one in archive.infolist()}
    sheet = "xl/worksheets/sheet1.xml"
    text = parts[sheet].decode()
    assert "<v></v>" in text or "<v />" in text
    parts[sheet] = text.replace("<v></v>", saved).replace("<v />", saved).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_the_saved_value_of_a_formula_is_read_with_one_warning_a_column(tmp_path: Path) -> None:
    path = tmp_path / "money.xlsx"
    rows = (CASH[0], (date(2026, 1, 31), "=2*20000", 1), (date(2026, 2, 28), "=2*20000", 1))
    a_book(path, Cash=rows)
    _with_saved_values(path, "<v>40000</v>")
    [parsed], problems = read(path)
    assert [row.model.unrestricted for row in parsed.rows[TABLES["cash"]]] == [40000, 40000]  # type: ignore[attr-defined]
    assert problems == [
        "warning: money.xlsx, sheet Cash, column unrestricted: 2 cells are formulas; what was last saved is read. "
        "Save the workbook in a spreadsheet after the last change."
    ]


def test_a_formula_that_came_to_nothing_is_a_blank_cell(tmp_path: Path) -> None:
    path = tmp_path / "money.xlsx"
    a_book(path, Cash=(CASH[0], (date(2026, 1, 31), 1, '=IF(1,"","")')))
    with zipfile.ZipFile(path) as archive:
        parts = {one.filename: archive.read(one) for one in archive.infolist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(
        b'<c r="C2"', b'<c r="C2" t="str"'
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    [parsed], problems = read(path)
    assert problems == []
    assert [row.model.restricted for row in parsed.rows[TABLES["cash"]]] == [None]  # type: ignore[attr-defined]


def test_what_a_refused_sheet_holds_is_not_called_unknown(tmp_path: Path) -> None:
    folder = tmp_path / "alder"
    shutil.copytree(SMALL, folder)
    partners = folder / "tables" / "partners.csv"
    with partners.open(encoding="utf-8", newline="") as text:
        book = a_book(partners.with_suffix(".xlsx"), Partners=csv.reader(text))
    book.worksheets[0].merge_cells("C2:C3")
    book.save(partners.with_suffix(".xlsx"))
    partners.unlink()
    _, problems = check_workspace(folder)
    assert [str(one) for one in problems.found] == [
        "tables/partners.xlsx, sheet Partners, row 2: The cells C2:C3 are merged. Unmerge them, and fill in every cell."
    ]


# What is wrong with a file


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "This file is empty. Add a table to it, or delete the file."),
        (
            b"partner_id,body,voting\n",
            "This is not a workbook, or it is damaged. Open it in a spreadsheet and save it as .xlsx or as 'CSV UTF-8'.",
        ),
        (
            b"\xd0\xcf\x11\xe0" + bytes(600),
            "This is an old spreadsheet, though its name ends in .xlsx. Open it in a spreadsheet and save it as .xlsx "
            "or as 'CSV UTF-8'.",
        ),
        (
            b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "The workbook is protected by a password. Save it without the password, then add it again.",
        ),
    ],
    ids=["empty", "text", "old", "password"],
)
def test_a_file_that_is_no_workbook_is_one_problem(content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "seats.xlsx"
    path.write_bytes(content)
    assert read(path)[1] == [f"seats.xlsx: {message}"]


DAMAGED = (
    "seats.xlsx: The workbook is damaged and cannot be opened. Open it in a spreadsheet and save it as .xlsx or as "
    "'CSV UTF-8'."
)


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/workbook.xml", b"<workbook"),
        (
            "xl/worksheets/sheet1.xml",
            b"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><row r='x'/></worksheet>",
        ),
        ("xl/worksheets/sheet1.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet>&b;&c;</worksheet>"),
        ("[Content_Types].xml", b""),
    ],
)
def test_a_damaged_package_is_one_problem(part: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "seats.xlsx"
    a_book(path, Seats=SEATS)
    with zipfile.ZipFile(path) as archive:
        parts = {one.filename: archive.read(one) for one in archive.infolist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, own in (parts | {part: content}).items():
            archive.writestr(name, own)
    assert read(path)[1] == [DAMAGED]


def test_a_cut_off_file_is_one_problem(tmp_path: Path) -> None:
    path = tmp_path / "seats.xlsx"
    a_book(path, Seats=SEATS)
    path.write_bytes(path.read_bytes()[:-400])
    assert len(read(path)[1]) == 1


def test_a_file_that_unpacks_to_too_much_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "seats.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(workbook.LARGEST + 1_000_000))
    assert path.stat().st_size < 100_000
    assert read(path)[1] == [
        "seats.xlsx: The workbook holds 51 MB; up to 50 MB are read. Save its sheets as 'CSV UTF-8', or split it into "
        "several workbooks."
    ]


@pytest.mark.parametrize("far", ["merged", "cell"])
def test_a_range_or_cell_far_away_costs_nothing(far: str, tmp_path: Path) -> None:
    path = tmp_path / "money.xlsx"
    a_book(path, Cash=CASH)
    with zipfile.ZipFile(path) as archive:
        parts = {one.filename: archive.read(one) for one in archive.infolist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    if far == "merged":
        merged = '</sheetData><mergeCells count="1"><mergeCell ref="A3:XFD1048576"/></mergeCells>'
        sheet = sheet.replace("</sheetData>", merged)
    else:
        sheet = sheet.replace(
            "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        )
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, own in parts.items():
            archive.writestr(name, own)
    assert read(path)[1] == [
        "money.xlsx, sheet Cash, row 3: The cells A3:XFD1048576 are merged. Unmerge them, and fill in every cell."
        if far == "merged"
        else "money.xlsx, sheet Cash, row 1048576: The cell XFD1048576 lies beyond the last named column. "
        "Name its column in row 1, or clear the cell."
    ]


def test_a_workbook_with_nothing_to_be_seen_is_told(tmp_path: Path) -> None:
    a_book(tmp_path / "book.xlsx", Sheet1=())
    assert read(tmp_path / "book.xlsx")[1] == [
        "book.xlsx: No sheet to be seen holds anything. Add a table, or delete the file."
    ]


def test_a_second_table_below_the_first_is_one_problem(tmp_path: Path) -> None:
    def below(sheet: Worksheet) -> None:
        for row, cells in ((5, SEATS[0]), (6, SEATS[1])):
            for column, value in enumerate(cells, start=1):
                sheet.cell(row, column, value)

    assert said(tmp_path, below) == [
        "money.xlsx, sheet Cash, row 5: The row holds column names again. Move what is below it to a file or sheet "
        "of its own, or delete the row if it only repeats the header."
    ]


def test_a_note_below_the_table_is_one_problem(tmp_path: Path) -> None:
    assert said(tmp_path, lambda sheet: sheet.cell(4, 2, "Source: the treasurer")) == [
        "money.xlsx, sheet Cash, row 4: The row holds nothing but 'Source: the treasurer'. "
        "Delete it if it is a note, or fill in its other cells."
    ]


def test_column_names_far_below_are_one_problem(tmp_path: Path) -> None:
    assert said(tmp_path, lambda _: None, rows=[("A title",)] * 14 + list(CASH)) == [
        "money.xlsx, sheet Cash, row 15: The column names are in row 15, not in row 1. Delete the rows above it."
    ]


def test_a_workbook_of_others_is_one_problem(tmp_path: Path) -> None:
    a_book(tmp_path / "report.xlsx", Introduction=[("Welcome",)], Data=[("FIPS", "County"), ("44", "RI")])
    assert read(tmp_path / "report.xlsx")[1] == [
        "report.xlsx: None of the 2 sheets is a table known here. Write the column names of one table into the first "
        "row of each; docs/workspace.md lists them."
    ]


def test_a_sheet_that_is_a_chart_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "money.xlsx"
    book = a_book(path, Cash=CASH)
    chart = BarChart()
    chart.add_data(Reference(book.worksheets[0], min_col=2, min_row=1, max_row=2))
    book.create_chartsheet("Chart").add_chart(chart)
    book.save(path)
    assert read(path)[1] == []
